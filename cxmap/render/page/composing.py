"""Composes a view on paper: its headline, its blocks over as many sheets as they need, its legend and its foot.

Type is set as large as the paper allows: on one sheet where that is possible, since a workshop reads one sheet at a
time. Nothing is set under 7 points.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.options import ANY_PAPER
from cxmap.render.page.blocks import Block, draw_stack, fill, fits, stacked_height
from cxmap.render.page.legend import Entry, draw_entries, entries_height
from cxmap.render.page.title import Headline, draw_running_title, draw_title, running_title_height, title_height
from cxmap.render.scene import Box, Item, Line, Scene, Sheet
from cxmap.render.text.paragraphs import SMALL, one_line, text_block, text_height
from cxmap.render.theme import PAPERS, SMALLEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.options import ViewOptions
    from cxmap.render.subject import Subject

USUAL_BODIES = {"A4": 8.0, "A3": 9.5, "A2": 12.0, "A1": 16.0, "A0": 22.0}
"""Size of the text in points, by paper: the larger the sheet, the farther away its reader stands."""
_LARGEST = 1.35  # of the usual size, for a page with little on it
_SMALLEST_BODY = 8.0
_STEP = 0.04  # of the usual size
_HEADER_GAP = 1.6
_FOOTER_GAP = 1.0
_MOST_SHEETS = 400
_ORPHAN = 0.5  # of the last sheet: with less on it, another size of text is looked for
_LARGER = 1.3  # times the text that would be set over several sheets
_CROPPED = 0.88  # a sheet filled less than this is cut off below, for screens; paper stays what it is


class Page(NamedTuple):
    """A page of paper and the size of its text, in points."""

    paper: str
    width: float
    height: float
    body: float

    @property
    def margin(self) -> float:
        """The white around it."""
        return max(24.0, 0.022 * self.width)

    @property
    def inner(self) -> Box:
        """What is inside of the margin."""
        return Box(self.margin, self.margin, self.width - 2 * self.margin, self.height - 2 * self.margin)


def page_of(options: ViewOptions) -> Page:
    """Return the page of the chosen paper, landscape, with its usual text; A3 where any paper will do."""
    paper = "A3" if options.paper == ANY_PAPER else options.paper
    return Page(paper, *PAPERS[paper], USUAL_BODIES[paper])


def least_body(page: Page, *, one_sheet: bool) -> float:
    """Return how small the text of a page becomes so that all is on one sheet; over several sheets it is this."""
    return max(_SMALLEST_BODY, (0.86 if one_sheet else 0.92) * page.body)


def sizes_of(page: Page, least: float = _SMALLEST_BODY) -> list[float]:
    """Return the sizes of text to try on a page of the usual one: from the largest down to the least, in points."""
    sizes = [page.body * _LARGEST]
    while sizes[-1] - _STEP * page.body > least:
        sizes.append(sizes[-1] - _STEP * page.body)
    return [*sizes, least]


def compose(
    subject: Subject,
    view: str,
    headline: Headline,
    blocks: Sequence[Block],
    options: ViewOptions,
    legend: Sequence[Entry] = (),
    description: str = "",
    body: float = 0.0,
) -> Scene:
    """Lay out a view. `description` says the picture in words; default: its takeaway.

    `body` is the size of the text where the view chooses it; default: the largest that puts all on one sheet.
    """
    usual = page_of(options)
    if body:
        page = usual._replace(body=body)
        sheets = _broken(subject, headline, page, blocks, legend)
    else:
        page, sheets = _fitted(subject, headline, blocks, usual, legend)
    return Scene(
        key=f"{subject.journey.id}-{view}",
        title=subject.title,
        name=headline.name,
        description=description or headline.takeaway,
        takeaway=headline.takeaway,
        language=subject.language,
        fonts=subject.theme.fonts,
        ground=subject.theme.ground,
        paper=page.paper,
        sheets=tuple(_sheets(subject, headline, page, sheets, legend, numbered=options.numbered)),
    )


def _fitted(
    subject: Subject, headline: Headline, blocks: Sequence[Block], usual: Page, legend: Sequence[Entry]
) -> tuple[Page, list[list[Block]]]:
    """Return the page with the largest text that puts all on one sheet; else the usual text, on several."""

    def has_room(page: Page) -> bool:
        return fits(blocks, page.inner.width, page.body, room_of(subject, headline, page, legend))

    sizes = sizes_of(usual, least_body(usual, one_sheet=True))
    if has_room(usual._replace(body=sizes[-1])):  # the sizes fall, so the first that fits is found by halving
        body = sizes[bisect_left(sizes, True, hi=len(sizes) - 1, key=lambda size: has_room(usual._replace(body=size)))]
        return usual._replace(body=body), [list(blocks)]
    page = usual._replace(body=least_body(usual, one_sheet=False))
    sheets = _broken(subject, headline, page, blocks, legend)
    if _is_orphan(subject, headline, page, sheets, legend):
        return _without_orphan(subject, headline, page, blocks, sheets, legend, sizes)
    return page, sheets


def _is_orphan(
    subject: Subject, headline: Headline, page: Page, sheets: Sequence[Sequence[Block]], legend: Sequence[Entry]
) -> bool:
    """Whether so little stands on the last sheet that it looks like a mistake."""
    room = room_of(subject, headline, page, legend, first=False)
    return stacked_height(sheets[-1], page.inner.width, page.body) < _ORPHAN * room


def _without_orphan(
    subject: Subject,
    headline: Headline,
    page: Page,
    blocks: Sequence[Block],
    sheets: list[list[Block]],
    legend: Sequence[Entry],
    sizes: Sequence[float],
) -> tuple[Page, list[list[Block]]]:
    """Return the blocks on a sheet less, if slightly smaller text does it; else in larger text that fills the last sheet.

    `sheets` is how they are set on the page as it is.
    """
    count = len(sheets)

    def set_in(body: float) -> tuple[Page, list[list[Block]]]:
        other = page._replace(body=body)
        return other, _broken(subject, headline, other, blocks, legend)

    if sizes[-1] < page.body:
        smaller = set_in(sizes[-1])
        if len(smaller[1]) < count:
            return smaller
    best = (page, sheets)
    larger = [size for size in sizes if page.body < size <= _LARGER * page.body]  # from the largest down
    low, high = 0, len(larger)
    while low < high:
        middle = (low + high) // 2
        found = set_in(larger[middle])
        if len(found[1]) <= count and _all_fit(subject, headline, *found, legend):
            best, high = found, middle
        else:
            low = middle + 1
    return best


def _all_fit(
    subject: Subject, headline: Headline, page: Page, sheets: Sequence[Sequence[Block]], legend: Sequence[Entry]
) -> bool:
    """Whether no sheet holds a block that is taller than it and cannot be cut."""
    return all(
        stacked_height(blocks, page.inner.width, page.body)
        <= room_of(subject, headline, page, legend if blocks is sheets[-1] else (), first=number == 0)
        for number, blocks in enumerate(sheets)
    )


def _broken(
    subject: Subject, headline: Headline, page: Page, blocks: Sequence[Block], legend: Sequence[Entry]
) -> list[list[Block]]:
    """Break blocks over sheets; the legend stands on the last."""
    sheets: list[list[Block]] = []
    rest = list(blocks)
    while rest and len(sheets) < _MOST_SHEETS:
        room = room_of(subject, headline, page, (), first=not sheets)
        last_room = room_of(subject, headline, page, legend, first=not sheets)
        if fits(rest, page.inner.width, page.body, last_room):
            return [*sheets, rest]
        taken, left = fill(rest, page.inner.width, page.body, room)
        if not taken:  # taller than a page and not to be cut: it gets a page of its own
            taken, left = rest[:1], rest[1:]
        if not left and len(taken) == 1:  # all fits but for the legend
            taken, left = fill(rest, page.inner.width, page.body, last_room)
            if not taken or not left:
                return [*sheets, rest, []]  # it cannot be cut: the legend gets a sheet of its own
        elif not left:
            left = [taken.pop()]
            while len(taken) > 1 and taken[-1].keeps_with_next:
                left.insert(0, taken.pop())
        sheets.append(taken)
        rest = left
    return sheets or [[]]


def room_of(subject: Subject, headline: Headline, page: Page, legend: Sequence[Entry], *, first: bool = True) -> float:
    """Return the height that is left for blocks on a sheet: the first, or a further one."""
    inner = page.inner
    if first:
        head = title_height(subject, inner.width, page.body, headline)
    else:
        head = running_title_height(subject, inner.width, page.body, headline.name)
    foot = _foot_height(subject, page, legend, has_place=True)
    return inner.height - head - foot - (_HEADER_GAP + _FOOTER_GAP) * page.body


def _sheets(
    subject: Subject,
    headline: Headline,
    page: Page,
    sheets: Sequence[Sequence[Block]],
    legend: Sequence[Entry],
    *,
    numbered: bool,
) -> Iterable[Sheet]:
    inner = page.inner
    numbered = numbered and len(sheets) > 1
    for index, blocks in enumerate(sheets):
        place = subject.word("sheet", str(index + 1), str(len(sheets))) if numbered else ""
        if index == 0:
            items, head = draw_title(subject, inner, page.body, headline)
        else:
            items, head = draw_running_title(subject, inner, page.body, place, headline.name)
        shown = legend if index == len(sheets) - 1 else ()
        foot_height = _foot_height(subject, page, shown, has_place=place != "")
        top = inner.y + head + _HEADER_GAP * page.body
        room = inner.bottom - foot_height - _FOOTER_GAP * page.body - top
        needed = stacked_height(blocks, inner.width, page.body)
        grows = any(block.grows for block in blocks)
        used = max(needed, room) if grows else needed
        items += draw_stack(blocks, Box(inner.x, top, inner.width, used), page.body)
        bottom = top + used + _FOOTER_GAP * page.body + foot_height + page.margin
        height = page.height if bottom > _CROPPED * page.height else bottom
        foot_top = height - page.margin - foot_height
        items += _draw_foot(subject, page, shown, place, foot_top)
        yield Sheet(page.width, max(height, bottom), tuple(items))


def _foot_height(subject: Subject, page: Page, legend: Sequence[Entry], *, has_place: bool) -> float:
    """Return how tall the foot of a sheet is, with room for which sheet it is."""
    width, size = page.inner.width, _foot_size(page)
    height = 0.5 * page.body
    if legend:
        height += entries_height(legend, width, size) + 0.35 * page.body
    line = text_height(subject.theme.footer, width - (2 * page.body + 12 * size if has_place else 0), size)
    return height + max(line, 1.36 * size if has_place else 0)


def _draw_foot(subject: Subject, page: Page, legend: Sequence[Entry], place: str, top: float) -> Iterable[Item]:
    """Draw the foot of a sheet: what the marks mean, the workspace's line, and which sheet it is."""
    inner, body, size, theme = page.inner, page.body, _foot_size(page), subject.theme
    yield Line(inner.x, top, inner.right, top, theme.hairline)
    top += 0.5 * body
    if legend:
        entries, tall = draw_entries(subject, legend, Box(inner.x, top, inner.width, 0), size)
        yield from entries
        top += tall + 0.35 * body
    sheet = one_line(place, inner.right, top + 1.04 * size, size, theme.soft, anchor="end") if place else None
    width = inner.width - (sheet.box.width + 2 * body if sheet else 0)
    label, _ = text_block(theme.footer, Box(inner.x, top, width, 0), size, theme.soft)
    yield from filter(None, (label, sheet))


def _foot_size(page: Page) -> float:
    return max(SMALLEST_TEXT, SMALL * page.body)
