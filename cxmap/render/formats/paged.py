"""Puts a book's sheets on pages of paper, for formats with pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.scene import Box, Group, Label, Rect
from cxmap.render.theme import PAPERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.book import Book, Plate
    from cxmap.render.scene import Item, Scene, Sheet


class Page(NamedTuple):
    """A page of paper with a sheet at its top, `scale` times as large as the sheet was drawn; `number` counts from 1."""

    number: int
    plate: Plate
    sheet: Sheet
    is_first: bool
    width: float
    height: float

    @property
    def scale(self) -> float:
        """How much smaller the sheet must become to fit on its paper; usually it was drawn for it."""
        return min(1.0, self.width / self.sheet.width, self.height / self.sheet.height)


class Link(NamedTuple):
    """An area of a sheet that leads to the page with a number."""

    area: Box
    page: int


def pages_of(book: Book) -> list[Page]:
    """Return the pages of a book."""
    pages: list[Page] = []
    for plate in book.plates:
        for index, sheet in enumerate(plate.scene.sheets):
            pages.append(Page(len(pages) + 1, plate, sheet, index == 0, *_paper(plate.scene, sheet)))
    return pages


def _paper(scene: Scene, sheet: Sheet) -> tuple[float, float]:
    long, short = PAPERS[sheet.paper or scene.paper]
    is_upright = sheet.height > sheet.width and sheet.width <= short + 1
    return (short, long) if is_upright else (long, short)


def links_of(page: Page, pages: Iterable[Page]) -> list[Link]:
    """Return the areas of a page's sheet that lead to other pages."""
    first = {other.plate.view.id: other.number for other in pages if other.is_first}
    return [Link(area, first[target]) for area, target in _areas(page.sheet.items) if target in first]


def _areas(items: Iterable[Item]) -> Iterable[tuple[Box, str]]:
    for item in items:
        if isinstance(item, Group):
            if item.leads_to and (boxes := list(_boxes(item.items))):
                yield around(boxes), item.leads_to
            yield from _areas(item.items)


def _boxes(items: Iterable[Item]) -> Iterable[Box]:
    for item in items:
        if isinstance(item, Group):
            yield from _boxes(item.items)
        elif isinstance(item, Label | Rect):
            yield item.box


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around others."""
    lefts, tops, rights, bottoms = zip(*((box.x, box.y, box.right, box.bottom) for box in boxes), strict=True)
    left, top = min(lefts), min(tops)
    return Box(left, top, max(rights) - left, max(bottoms) - top)
