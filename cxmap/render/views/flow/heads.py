"""The heads of a staff: the name of each stage over its columns, and what time it takes. Lengths in ems."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.model.reading import called
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.scene import Box, Group, Item, Label, Mark, Rect
from cxmap.render.text.paragraphs import ASCENT, LEADING, SMALL, wrapped
from cxmap.render.text.widths import advance
from cxmap.render.theme import BAD, STAGE_TINTS
from cxmap.render.views.flow.cards import at_most
from cxmap.render.views.flow.labels import LABELS
from cxmap.render.views.flow.times import StageTime, stage_facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.model.journey import Stage
    from cxmap.render.subject import Subject

_PAD, _SIDE = 0.55, 0.6
_SIZE = 1.15  # of the name
_MOST_LINES = 4
_MARK, _FACTS_APART = 1.25, 0.9


class _Fact(NamedTuple):
    """A fact of a stage's time: its mark, its lines, and how wide it is."""

    mark: str
    lines: tuple[str, ...]
    width: float


class Head(NamedTuple):
    """The head of a stage over columns: its name, and rows of facts about its time."""

    stage: int
    columns: range
    name: str
    lines: tuple[str, ...]
    rows: list[list[_Fact]]

    @property
    def height(self) -> float:
        """How tall it must be."""
        facts = sum(max(len(lines) for _, lines, _ in row) * SMALL * LEADING for row in self.rows)
        return 2 * _PAD + len(self.lines) * _SIZE * LEADING + facts + (0.15 if self.rows else 0)

    def draw(self, subject: Subject, box: Box, em: float) -> Item:
        """Draw it over `box`, on the tint of its stage."""
        theme = subject.theme
        items: list[Item] = [Rect(box, STAGE_TINTS[self.stage % len(STAGE_TINTS)], radius=0.35 * em)]
        x, y = box.x + _SIDE * em, box.y + _PAD * em
        size = _SIZE * em
        if self.lines:
            room = Box(x, y, box.right - x, len(self.lines) * size * LEADING)
            items.append(Label(x, y + ASCENT * size, self.lines, size, theme.ink, room, size * LEADING, bold=True))
        y += len(self.lines) * size * LEADING + 0.15 * em
        size = SMALL * em
        for row in self.rows:
            left = x
            for mark, lines, wide in row:
                colour = BAD if mark == "wait" else theme.soft
                items.append(Mark(left, y + (LEADING * size - em) / 2, em, MARK_ICONS[mark], colour))
                room = Box(left + _MARK * em, y, (wide - _MARK) * em, len(lines) * size * LEADING)
                items.append(Label(room.x, y + ASCENT * size, lines, size, colour, room, size * LEADING))
                left += (wide + _FACTS_APART) * em
            y += max(len(lines) for _, lines, _ in row) * size * LEADING
        return Group(tuple(items), title=self.name)


def head_of(
    subject: Subject,
    stage: Stage,
    number: int,
    time: StageTime | None,
    columns: range,
    width: float,
    *,
    continued: bool,
) -> Head:
    """Make the head of a stage over some columns of a staff; one that is continued has said its facts before."""
    name = called(stage, subject.language)
    name = subject.say(LABELS["continued"]).format(name) if continued else name
    inner = width - 2 * _SIDE
    facts = [] if continued else list(stage_facts(subject, time, stage.duration))
    lines = at_most(_MOST_LINES, wrapped(name, inner / _SIZE, bold=True), inner / _SIZE, bold=True)
    return Head(number, columns, name, lines, _fact_rows(facts, inner))


def _fact_rows(facts: Sequence[tuple[str, str]], width: float) -> list[list[_Fact]]:
    """Set facts in rows as wide as `width`: mark, lines, and how wide each is."""
    rows: list[list[_Fact]] = []
    used = 0.0
    for mark, text in facts:
        wide = min(_MARK + advance(text) * SMALL, width)
        lines = wrapped(text, (width - _MARK) / SMALL)
        if not rows or used + wide > width + 0.01:
            rows.append([])
            used = 0.0
        rows[-1].append(_Fact(mark, lines, wide))
        used += wide + _FACTS_APART
    return rows
