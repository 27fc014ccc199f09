"""The contents of a pack: each view with its page and the sentence to remember; and what the map has nothing for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.options import ViewOptions
from cxmap.render.packs.labels import CONTENTS, GUIDE, READINGS, WORDS
from cxmap.render.page.blocks import Block, Texts, heading
from cxmap.render.page.composing import compose
from cxmap.render.page.tables import Column, Row, Table, plain
from cxmap.render.page.title import Headline
from cxmap.render.scene import Box, Group, Item, Line
from cxmap.render.text.paragraphs import ASCENT, Cell, Paragraph, Type, cell_height, draw_cell
from cxmap.render.views import View
from cxmap.render.wordtables import WordTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.book import Missing, Plate
    from cxmap.render.packs import Pack
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject

CONTENTS_VIEW = View("contents", CONTENTS, WORDS["shows-contents"])
GUIDE_VIEW = View("guide", GUIDE, WORDS["shows-guide"])


class Entry(NamedTuple):
    """A line of the contents: a view, what it shows, what to remember of it, and its page."""

    view: View
    takeaway: str
    page: int


def draw_contents(
    subject: Subject, pack: Pack, entries: Sequence[Entry], missing: Sequence[Missing], pages: int, paper: str
) -> Scene:
    """Lay the contents out; `pages` is how many the pack has."""
    theme = subject.theme
    scale = next((scale for most, scale in _SCALES if len(entries) <= most), 1.0)
    blocks: list[Block] = [_Line(subject, entry, scale) for entry in entries]
    if missing:
        blocks.append(heading(subject.say(WORDS["not-included"]), theme.ink, 1.1))
        texts = (Paragraph(_lack(subject, one), theme.soft, space_before=0.2) for one in missing)
        blocks.append(Texts(tuple(texts), gap=0.5))
    count = len(entries)
    said = (
        subject.say(WORDS["one-view"]).format(pages)
        if count == 1
        else subject.say(WORDS["in-words"]).format(count, pages)
    )
    colon = "：" if subject.language == "zh" else ": "
    headline = Headline(subject.say(CONTENTS), f"{subject.say(pack.name)}{colon}{said}")
    return compose(subject, CONTENTS_VIEW.id, headline, blocks, ViewOptions(paper))


_SCALES = ((3, 1.45), (5, 1.2))  # few lines are set larger
_PAGE, _VIEW, _BETWEEN = (
    5.5,
    0.4,
    2.5,
)  # ems for the page; share of the rest for the view; ems between it and what to remember


@dataclass(frozen=True)
class _Line(Block):
    """A line of the contents; the lines of a page share its height."""

    subject: Subject
    entry: Entry
    scale: float = 1.0
    grows: float = 1.0
    gap: float = 0.0

    def _cells(self) -> tuple[Cell, Cell, Cell]:
        theme, say, scale = self.subject.theme, self.subject.say, self.scale
        return (
            plain(str(self.entry.page), theme.accent, Type(2.6 * scale, bold=True)),
            (
                Paragraph(say(self.entry.view.name), theme.ink, Type(1.6 * scale, bold=True)),
                Paragraph(_sentence(say(self.entry.view.shows)), theme.soft, Type(scale), space_before=0.1),
            ),
            plain(self.entry.takeaway, theme.ink, Type(1.35 * scale)),
        )

    def _columns(self, box: Box, body: float) -> tuple[Box, Box, Box]:
        """Return where the cells stand; the first lines of all have one baseline."""
        top = box.y + 0.7 * self.scale * body
        em = self.scale * body
        rest = box.width - (_PAGE + _BETWEEN) * em
        view, left = rest * _VIEW, box.x + _PAGE * em
        drops = (-1.0, 0.0, 0.25)  # ems by which type of another size must move
        places = ((box.x, _PAGE * em), (left, view), (left + view + _BETWEEN * em, rest - view))
        first, second, third = (
            Box(x, top + drop * ASCENT * em, width, 0) for (x, width), drop in zip(places, drops, strict=True)
        )
        return first, second, third

    def height(self, width: float, body: float) -> float:
        """Return the height of the tallest cell, with air."""
        boxes = self._columns(Box(0, 0, width, 0), body)
        tallest = max(
            box.y + cell_height(cell, box.width, body) for cell, box in zip(self._cells(), boxes, strict=True)
        )
        return tallest + 0.9 * body

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw a hairline, and the cells below it."""
        items: list[Item] = [Line(box.x, box.y, box.right, box.y, self.subject.theme.hairline)]
        for cell, place in zip(self._cells(), self._columns(box, body), strict=True):
            items += draw_cell(cell, place, body)
        yield Group(tuple(items), leads_to=self.entry.view.id)


def contents_tables(subject: Subject, entries: Sequence[Entry], missing: Sequence[Missing]) -> tuple[WordTable, ...]:
    """Return the contents in words."""
    columns = tuple(subject.say(WORDS[name]) for name in ("view", "page", "remember"))
    rows = [(subject.say(entry.view.name), str(entry.page), entry.takeaway) for entry in entries]
    tables = [WordTable(subject.say(CONTENTS), columns, tuple(rows))]
    if missing:
        lacks = [(subject.say(one.view.name), subject.say(one.lacks)) for one in missing]
        tables.append(WordTable(subject.say(WORDS["not-included"]), columns[::2], tuple(lacks)))
    return tuple(tables)


def draw_guide(subject: Subject, plates: Sequence[Plate], paper: str) -> Scene:
    """Lay out how to read the views of a pack, and what to ask of them."""
    theme = subject.theme
    rows = [
        Row(
            (
                plain(subject.say(plate.view.name), theme.ink, Type(1.2, bold=True)),
                plain(_sentence(subject.say(plate.view.shows)), theme.ink),
                plain(subject.say(READINGS[plate.view.id].how), theme.ink),
                plain(subject.say(READINGS[plate.view.id].question), theme.accent, Type(1.05, bold=True)),
            ),
            leads_to=plate.view.id,
        )
        for plate in plates
        if plate.view.id in READINGS
    ]
    heads = (("view", 2.4), ("shows", 4.2), ("reading", 5.4), ("asking", 4.2))
    columns = [Column(subject.say(WORDS[name]), weight) for name, weight in heads]
    headline = Headline(subject.say(GUIDE), subject.say(WORDS["guide-takeaway"]))
    return compose(subject, GUIDE_VIEW.id, headline, [Table(theme, columns, rows)], ViewOptions(paper))


def guide_tables(subject: Subject, plates: Sequence[Plate]) -> tuple[WordTable, ...]:
    """Return the guide in words."""
    columns = tuple(subject.say(WORDS[name]) for name in ("view", "reading", "asking"))
    rows = [
        (subject.say(plate.view.name), *map(subject.say, READINGS[plate.view.id]))
        for plate in plates
        if plate.view.id in READINGS
    ]
    return (WordTable(subject.say(GUIDE), columns, tuple(rows)),)


def _lack(subject: Subject, missing: Missing) -> str:
    return subject.named(subject.say(missing.view.name), subject.say(missing.lacks))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
