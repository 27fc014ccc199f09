"""Breaks the matrix into bands of stages and puts them on sheets, with preferences and handovers below."""

from __future__ import annotations

from bisect import bisect_left
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from cxmap.model.reading import called
from cxmap.render.page.blocks import Columns
from cxmap.render.page.columns import narrowest_column
from cxmap.render.page.composing import compose, least_body, page_of, room_of, sizes_of
from cxmap.render.page.title import Headline
from cxmap.render.views.channels.band import Band
from cxmap.render.views.channels.content import Content
from cxmap.render.views.channels.key import legend
from cxmap.render.views.channels.labels import NAME
from cxmap.render.views.channels.register import handovers, preferences
from cxmap.render.views.channels.section import Section
from cxmap.render.views.channels.words import takeaway

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.options import ViewOptions
    from cxmap.render.page.blocks import Block
    from cxmap.render.page.composing import Page
    from cxmap.render.page.legend import Entry
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject
    from cxmap.render.views.channels.figures import Row

_NARROWEST, _ENOUGH = 7.2, 9.4  # ems of a card
_FEWEST_TO_GROW = 4  # rows: fewer would stand far apart on a sheet that they do not fill
_AROUND = 1.7  # ems of a card around its text


def draw_channels(subject: Subject, options: ViewOptions) -> Scene:
    """Lay the matrix out.

    Where it takes several sheets, the register of what is lost stands before it where the first sheet has the room:
    that is what to take away, and the first sheet is full.
    """
    content = Content(subject)
    headline = Headline(subject.say(NAME), takeaway(subject, content.moves))
    beside = preferences(subject, content.moves)
    register = handovers(subject, content.moves)
    usual = page_of(options)
    bands = _bands(content, headline, usual)
    if len(bands) == 1:
        below: Block = Columns([beside, register], [2, 3], between=3.0, gap=2.0) if beside else register
        return compose(subject, "channels", headline, [*bands, below], options, legend(content, goes_on=False))
    entries = legend(content, goes_on=True)
    sheets = _Sheets(subject, headline, usual, entries)
    body = least_body(usual, one_sheet=False)
    wide = preferences(subject, content.moves, is_wide=True)
    orders: list[list[Block]] = [[register, *bands, *([wide] if wide else [])]]
    orders += [[wide, *bands, register]] if wide else []
    orders.append([*bands, Columns([beside, register], [2, 3], between=3.0, gap=2.0) if beside else register])
    counts = [sheets.count(blocks, body) for blocks in orders]
    blocks = orders[counts.index(min(counts))]
    return compose(subject, "channels", headline, blocks, options, entries, body=sheets.largest(blocks, min(counts), body))


class _Sheets(NamedTuple):
    """Counts the sheets that blocks take, none of them cut."""

    subject: Subject
    headline: Headline
    usual: Page
    legend: Sequence[Entry]

    def count(self, blocks: Sequence[Block], body: float) -> float:
        """Return how many sheets blocks take at a size of the text; infinite where one is taller than a sheet."""
        page = self.usual._replace(body=body)
        first, further = (room_of(self.subject, self.headline, page, (), first=is_first) for is_first in (True, False))
        last = first - room_of(self.subject, self.headline, page, self.legend)
        count, used, room = 1, 0.0, first
        for number, block in enumerate(blocks):
            tall = block.height(page.inner.width, body)
            needs = tall + (last if number == len(blocks) - 1 else 0.0)
            gap = block.gap * body if used else 0.0
            if used and used + gap + needs > room:
                count, used, gap, room = count + 1, 0.0, 0.0, further
            if needs > room:
                return inf
            used += gap + tall
        return count

    def largest(self, blocks: Sequence[Block], count: float, least: float) -> float:
        """Return the largest size of the text at which blocks take no more sheets; 0 where that is not known."""
        if count == inf:
            return 0.0
        sizes = [size for size in sizes_of(self.usual, least) if size > least]
        found = bisect_left(sizes, True, key=lambda size: self.count(blocks, size) <= count)
        return sizes[found] if found < len(sizes) else least


def _bands(content: Content, headline: Headline, usual: Page) -> list[Band]:
    """Return one band with all stages if a sheet holds it; else as few as can be, alike in how many stages they have."""
    subject, count, width = content.subject, len(content.stages), usual.inner.width
    names = {called(place.touchpoint, subject.language) for place in subject.columns}
    narrowest = narrowest_column(names, _AROUND, _NARROWEST, _ENOUGH)

    page = usual._replace(body=least_body(usual, one_sheet=True))
    most = room_of(subject, headline, page, ())
    passages = Section(content, tuple(range(count)), tuple(content.rows)).passages(page.body)

    def band(first: int, last: int, room: float) -> Band:
        rows = _rows_in(content, first, last)
        grows = 1.0 if len(rows) >= _FEWEST_TO_GROW else 0.0
        section = Section(content, tuple(range(first, last + 1)), rows)
        return Band(section, tuple(passages[first : last + 1]), narrowest, room, grows=grows)

    whole = band(0, count - 1, most)
    if whole.height(width, page.body) <= most:
        return [whole]
    page = usual._replace(body=least_body(usual, one_sheet=False))
    most, further = room_of(subject, headline, page, ()), room_of(subject, headline, page, (), first=False)
    best: list[tuple[int, int, list[Band]]] = [(0, 0, [])]
    for end in range(1, count + 1):
        found: list[tuple[int, int, list[Band]]] = []
        for start in range(end - 1, -1, -1):
            room = further if start else most
            one = band(start, end - 1, room)
            if start < end - 1 and one.height(width, page.body) > room:
                break
            bands, squares, before = best[start]
            found.append((bands + 1, squares + (end - start) ** 2, [*before, one]))
        best.append(min(found, key=lambda option: option[:2]))
    return best[count][2]


def _rows_in(content: Content, first: int, last: int) -> tuple[Row, ...]:
    """Return the rows that have a touchpoint in some stages, with these alone."""
    rows = []
    for row in content.rows:
        cells = tuple(cell if first <= stage <= last else () for stage, cell in enumerate(row.cells))
        if any(cells):
            rows.append(row._replace(cells=cells))
    return tuple(rows)
