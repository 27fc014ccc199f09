"""The mark of what was measured: a diamond."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.render.scene import Curve, Line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.page.legend import Symbol
    from cxmap.render.scene import Item


def diamond(x: float, y: float, half: float, colour: str, *, hollow: bool) -> Curve:
    """Return the mark of a measured figure, around x, y."""
    points = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    return Curve(points, colour, 0.25 * half, smooth=False, fill="#FFFFFF" if hollow else colour, closed=True)


def measured_symbol(colour: str, *, hollow: bool) -> Symbol:
    """A diamond for a legend, on an interval unless it is hollow."""

    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        middle = x + 0.4 * size
        if not hollow:
            yield Line(middle, y, middle, y + size, colour, 0.09 * size)
        yield diamond(middle, y + size / 2, 0.33 * size, colour, hollow=hollow)

    return draw
