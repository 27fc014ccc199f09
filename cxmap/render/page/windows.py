"""What is seen through a window onto another sheet, for formats that cannot show one sheet in several places."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cxmap.render.curve.geometry import overlap
from cxmap.render.scene import Box, Curve, Group, Label, Line, Mark, Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxmap.render.scene import Item, Sheet


def opened(items: Iterable[Item]) -> Iterator[Item]:
    """Yield items with every window replaced by what is seen through it."""
    for item in items:
        if isinstance(item, Window):
            yield from seen(item)
        else:
            yield item


def narrowed(sheet: Sheet) -> Sheet:
    """Return a sheet whose windows look on nothing but what they show: for a format that writes each sheet by itself."""
    return replace(sheet, items=tuple(_narrow(item) if isinstance(item, Window) else item for item in sheet.items))


def _narrow(window: Window) -> Window:
    part = Box(window.x, window.y, window.box.width, window.box.height)
    return replace(window, sheet=replace(window.sheet, items=tuple(_through(opened(window.sheet.items), part, 0, 0))))


def seen(window: Window) -> Iterator[Item]:
    """Yield the things that a window shows, at least in part, where they stand on the window's own sheet; not cut."""
    part = Box(window.x, window.y, window.box.width, window.box.height)
    yield from _through(opened(window.sheet.items), part, window.box.x - window.x, window.box.y - window.y)


def _through(items: Iterable[Item], part: Box, right: float, down: float) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Group):
            inside = tuple(_through(item.items, part, right, down))
            if inside:
                yield item._replace(items=inside)
        elif overlap(extent(item), part):
            yield moved(item, right, down)


def moved(item: Item, right: float, down: float) -> Item:
    """Return a thing so many points farther right and down."""
    match item:
        case Line():
            return item._replace(x1=item.x1 + right, y1=item.y1 + down, x2=item.x2 + right, y2=item.y2 + down)
        case Curve():
            return item._replace(points=tuple((x + right, y + down) for x, y in item.points))
        case Label():
            return item._replace(x=item.x + right, y=item.y + down, box=_moved_box(item.box, right, down))
        case Mark():
            return item._replace(x=item.x + right, y=item.y + down)
        case Group():
            return item._replace(items=tuple(moved(one, right, down) for one in item.items))
        case Window():
            return replace(item, box=_moved_box(item.box, right, down))
        case _:
            return item._replace(box=_moved_box(item.box, right, down))


def _moved_box(box: Box, right: float, down: float) -> Box:
    return Box(box.x + right, box.y + down, box.width, box.height)


def extent(item: Item) -> Box:
    """Return the box around a thing; a line has at least a hair of width."""
    match item:
        case Line():
            points: tuple[tuple[float, float], ...] = ((item.x1, item.y1), (item.x2, item.y2))
        case Curve():
            points = item.points
        case Mark():
            return Box(item.x, item.y, item.size, item.size)
        case Group():
            boxes = [extent(one) for one in item.items]
            points = tuple(corner for box in boxes for corner in ((box.x, box.y), (box.right, box.bottom)))
        case _:
            return item.box
    if not points:
        return Box(0, 0, 0, 0)
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(max(xs) - min(xs), _HAIR), max(max(ys) - min(ys), _HAIR))


_HAIR = 0.01
