"""Breaks the matrix into bands of stages and puts them on sheets, with preferences and handovers below."""

from __future__ import annotations

from bisect import bisect_left
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
_FEWEST_TO_GROW = 3  # rows: fewer would stand far apart on a sheet that they do not fill
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
    below: Block = Columns([beside, register], [2, 3], between=3.0, gap=2.0) if beside else register
    orders: list[list[Block]] = [[*bands, below]]
    if len(bands) > 1:
        wide = preferences(subject, content.moves, is_wide=True)
        orders.insert(0, [register, *bands, *([wide] if wide else [])])
        orders += [[wide, *bands, register]] if wide else []
    entries = legend(content, goes_on=len(bands) > 1)
    sheets = _Sheets(subject, headline, usual, entries)
    blocks, body = sheets.best(orders, least_body(usual, one_sheet=False))
    return compose(subject, "channels", headline, blocks, options, entries, body=body)


class _Sheets(NamedTuple):
    """Puts blocks on sheets, none of them cut."""

    subject: Subject
    headline: Headline
    usual: Page
    legend: Sequence[Entry]

    def best(self, orders: Sequence[list[Block]], least: float) -> tuple[list[Block], float]:
        """Return the blocks in the order that takes the fewest sheets, and the largest size of their text; 0: any."""
        known = [(places, blocks) for blocks in orders if (places := self._places(blocks, least))]
        sound = [(places, blocks) for places, blocks in known if len(blocks) < 3 or places[0] == places[1]]
        if not known:
            return orders[0], 0.0
        places, blocks = min(sound or known, key=lambda one: one[0][-1])
        if places[-1] == 0 or self._places(blocks, least_body(self.usual, one_sheet=True)) == [0] * len(blocks):
            return blocks, 0.0
        sizes = [size for size in sizes_of(self.usual, least) if size > least]
        found = bisect_left(sizes, True, key=lambda size: self._places(blocks, size) == places)
        return blocks, sizes[found] if found < len(sizes) else least

    def _places(self, blocks: Sequence[Block], body: float) -> list[int]:
        """Return the number of the sheet of each block at a size of the text; nothing where one is taller than a sheet."""
        page = self.usual._replace(body=body)
        first, further = (room_of(self.subject, self.headline, page, (), first=one) for one in (True, False))
        last = first - room_of(self.subject, self.headline, page, self.legend)
        places: list[int] = []
        sheet, used, room = 0, 0.0, first
        for number, block in enumerate(blocks):
            tall = block.height(page.inner.width, body)
            needs = tall + (last if number == len(blocks) - 1 else 0.0)
            gap = block.gap * body if used else 0.0
            if used and used + gap + needs > room:
                sheet, used, gap, room = sheet + 1, 0.0, 0.0, further
            if needs > room:
                return []
            used += gap + tall
            places.append(sheet)
        return places


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
