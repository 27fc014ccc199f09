"""How a risk is drawn wherever it stands: its number, and what is left of it by shape and colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.model.vocabulary import LEVELS
from cxmap.render.marks.gaps import gap
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.marks.numbered import Marker, marker_symbol
from cxmap.render.page.legend import Entry as LegendEntry
from cxmap.render.text.paragraphs import BODY, STRONG, Cell, Paragraph
from cxmap.render.theme import LEVEL_COLOURS
from cxmap.render.views.risks import labels
from cxmap.render.views.risks.reading import LEVELS_DOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.model.claims import Level
    from cxmap.render.subject import Subject
    from cxmap.render.views.risks.reading import Entry

SHAPES = {"low": "circle", "medium": "diamond", "high": "triangle"}
"""The shapes of the three levels, those of the marks of severity."""


def marker(subject: Subject, entry: Entry) -> Marker:
    """Return the numbered marker of a risk."""
    level, title = entry.risk.residual, subject.text(entry.risk.risk)
    if level is None:
        return Marker(entry.number, "dashed", subject.theme.soft, title=title)
    return Marker(entry.number, SHAPES[level], LEVEL_COLOURS[level], filled=True, title=title)


def level_cell(subject: Subject, level: Level | None, *, strong: bool = False) -> Cell:
    """Return a level in words with its shape, or the gap where it is not rated."""
    if level is None:
        return gap(subject.say(labels.NOT_RATED))
    return (
        Paragraph(
            subject.say(LEVELS[level]), subject.theme.ink, STRONG if strong else BODY,
            icon=MARK_ICONS[f"severity-{level}"], icon_colour=LEVEL_COLOURS[level],
        ),
    )  # fmt: skip


def level_entries(subject: Subject, entries: Sequence[Entry]) -> Iterable[LegendEntry]:
    """Explain the shapes that are used."""
    used = {entry.risk.residual for entry in entries}
    for level in LEVELS_DOWN:
        if level in used:
            text = subject.say(labels.LEFT).format(subject.say(LEVELS[level]))
            yield LegendEntry(text, marker_symbol(SHAPES[level], LEVEL_COLOURS[level], filled=True))
    if None in used:
        symbol = marker_symbol("dashed", subject.theme.soft, filled=False)
        yield LegendEntry(subject.say(labels.LEFT_UNKNOWN), symbol)
