"""Breaks the matrix into bands of stages and puts them on sheets, with preferences and handovers below."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
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
    cutting = _Cutting(content, headline, usual)
    below: Block = Columns([beside, register], [2, 3], between=3.0, gap=2.0) if beside else register
    orders: list[list[Block]]
    if whole := cutting.whole():
        orders = [[whole, below]]
    else:
        wide = preferences(subject, content.moves, is_wide=True)
        last = [wide] if wide else []
        orders = [[register, *cutting.bands(register), *last]]
        orders += [[wide, *cutting.bands(wide), register]] if wide else []
        orders.append([*cutting.bands(), below])
    entries = legend(content, goes_on=not whole)
    blocks, body = _Sheets(subject, headline, usual, entries).best(orders, least_body(usual, one_sheet=False))
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
            return orders[-1], 0.0
        places, blocks = min(sound or known, key=lambda one: one[0][-1])
        if places[-1] == 0 or self._places(blocks, least_body(self.usual, one_sheet=True)) == [0] * len(blocks):
            return blocks, 0.0
        blocks = [block if isinstance(block, Band) else Columns([block], gap=block.gap) for block in blocks]
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


@dataclass(frozen=True)
class _Cutting:
    """Cuts the matrix between stages."""

    content: Content
    headline: Headline
    usual: Page

    def whole(self) -> Band | None:
        """Return one band with all stages, if a sheet holds it."""
        page = self.usual._replace(body=least_body(self.usual, one_sheet=True))
        most = room_of(self.content.subject, self.headline, page, ())
        band = self._band(0, len(self.content.stages) - 1).within(most)
        return band if band.height(page.inner.width, page.body) <= most else None

    def bands(self, above: Block | None = None) -> list[Band]:
        """Return as few bands as can be, alike in how many stages they have; each fits its sheet, the first with a block above it."""
        subject, page = self.content.subject, self.usual._replace(body=least_body(self.usual, one_sheet=False))
        first, further = (room_of(subject, self.headline, page, (), first=one) for one in (True, False))
        width = page.inner.width
        taken = above.height(width, page.body) + Band.gap * page.body if above else 0.0
        best: list[tuple[int, int, list[Band]]] = [(0, 0, [])]
        for end in range(1, len(self.content.stages) + 1):
            found: list[tuple[int, int, list[Band]]] = []
            for start in range(end - 1, -1, -1):
                one = self._band(start, end - 1)
                if start < end - 1 and one.height(width, page.body) > (further if start else first - taken):
                    break
                bands, squares, before = best[start]
                one = one.within(further if start else first)
                found.append((bands + 1, squares + (end - start) ** 2, [*before, one]))
            best.append(min(found, key=lambda option: option[:2]))
        return best[-1][2]

    @cached_property
    def _narrowest(self) -> float:
        subject = self.content.subject
        names = {called(place.touchpoint, subject.language) for place in subject.columns}
        return narrowest_column(names, _AROUND, _NARROWEST, _ENOUGH)

    @cached_property
    def _passages(self) -> list[float]:
        every = Section(self.content, tuple(range(len(self.content.stages))), tuple(self.content.rows))
        return every.passages(least_body(self.usual, one_sheet=True))

    @cached_property
    def _known(self) -> dict[tuple[int, int], Band]:
        return {}

    def _band(self, first: int, last: int) -> Band:
        if (first, last) not in self._known:
            rows = _rows_in(self.content, first, last)
            grows = 1.0 if len(rows) >= _FEWEST_TO_GROW else 0.0
            section = Section(self.content, tuple(range(first, last + 1)), rows)
            passages = tuple(self._passages[first : last + 1])
            self._known[first, last] = Band(section, passages, self._narrowest, 0.0, grows=grows)
        return self._known[first, last]


def _rows_in(content: Content, first: int, last: int) -> tuple[Row, ...]:
    """Return the rows that have a touchpoint in some stages, with these alone."""
    rows = []
    for row in content.rows:
        cells = tuple(cell if first <= stage <= last else () for stage, cell in enumerate(row.cells))
        if any(cells):
            rows.append(row._replace(cells=cells))
    return tuple(rows)
