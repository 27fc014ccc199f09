"""Where the hexagons of a honeycomb stand, and the lines between them: numbers only, in radii of a hexagon.

Hexagons stand on a corner, so that a line of text has room in the middle of each.
"""

from __future__ import annotations

from functools import cache
from math import cos, hypot, pi, sin, sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cxmap.render.curve.geometry import Path, Point

_APOTHEM = sqrt(3) / 2
_CENTRE = 1.28  # radius of the hexagon in the middle
_BETWEEN = {True: 0.42, False: 0.1}  # between two hexagons, with and without lines there
_BENDS = (0.0, 0.16, -0.16, 0.29, -0.29, 0.45, -0.45, 0.6, -0.6)  # of a line's length
_CLEAR = 0.03  # radii that a line stays off a hexagon it does not belong to
_SLOTS = {1: (0,), 2: (180, 0), 3: (-120, 0, 120), 4: (-120, -60, 60, 120), 5: (-120, -60, 0, 60, 120),
          6: (-120, -60, 0, 60, 120, 180)}  # fmt: skip
_ROWS = {1: (1,), 2: (2,), 3: (2, 1), 4: (1, 2, 1), 5: (2, 3), 6: (1, 2, 3), 7: (2, 3, 2), 8: (3, 2, 3),
         9: (2, 3, 4), 10: (3, 4, 3), 11: (4, 3, 4), 12: (3, 4, 5)}  # fmt: skip


class Cell(NamedTuple):
    """A hexagon: its middle and its radius."""

    x: float
    y: float
    radius: float

    def corners(self) -> tuple[Point, ...]:
        """Return its six corners, from the lower right, clockwise."""
        return tuple((self.x + self.radius * c, self.y + self.radius * s) for c, s in _CORNERS)

    def holds(self, x: float, y: float, clear: float = 0.0) -> bool:
        """Tell whether a point lies in the hexagon, or no farther than `clear` from one of its sides."""
        dx, dy = abs(x - self.x), abs(y - self.y)
        reach = self.radius * _APOTHEM + clear
        return dx <= reach and dx / 2 + dy * _APOTHEM <= reach


_CORNERS = tuple((cos(pi / 6 + k * pi / 3), sin(pi / 6 + k * pi / 3)) for k in range(6))


@cache
def arranged(count: int, *, centred: bool, linked: bool) -> tuple[Cell, ...]:
    """Return the places of hexagons around the origin; where it is `centred`, the first is the one in the middle.

    Six fit around the middle as in a comb, more stand in a ring. Without a middle all are equal, and stand in rows.
    `linked` leaves room for lines between them.
    """
    gap = _BETWEEN[linked]
    if not centred:
        return _rows(count, 2 * _APOTHEM + gap)
    around = count - 1
    reach = (1 + _CENTRE) * _APOTHEM + gap
    if around in _SLOTS:
        return (Cell(0, 0, _CENTRE), *(_on_ring(reach, degrees) for degrees in _SLOTS[around]))
    if not around:
        return (Cell(0, 0, 1),)
    reach = max(reach, (2 + gap / 2) / (2 * sin(pi / around)))
    middle = max(_CENTRE, min(reach - 1 - gap, 1.7))
    return (Cell(0, 0, middle), *(_on_ring(reach, 360 * k / around - 90) for k in range(around)))


def _on_ring(reach: float, degrees: float) -> Cell:
    angle = degrees * pi / 180
    return Cell(reach * cos(angle), reach * sin(angle), 1)


def _rows(count: int, step: float) -> tuple[Cell, ...]:
    rows = _ROWS.get(count) or _many_rows(count)
    rise = step * _APOTHEM
    cells: list[Cell] = []
    for index, wide in enumerate(rows):
        shift = 0.0 if index == 0 or (rows[index - 1] - wide) % 2 else 0.5
        y = (index - (len(rows) - 1) / 2) * rise
        cells += [Cell((place - (wide - 1) / 2 + shift) * step, y, 1) for place in range(wide)]
    return tuple(cells)


def _many_rows(count: int) -> tuple[int, ...]:
    wide = round(sqrt(1.5 * count)) + 1
    rows: list[int] = []
    while count > 0:
        rows.append(min(count, wide - len(rows) % 2))
        count -= rows[-1]
    return tuple(rows)


class Extent(NamedTuple):
    """How far hexagons reach: to the left, up, to the right and down."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point is no farther out than the hexagons reach."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top


def extent_of(cells: tuple[Cell, ...]) -> Extent:
    """Return the extent of hexagons."""
    return Extent(
        min(c.x - c.radius * _APOTHEM for c in cells),
        min(c.y - c.radius for c in cells),
        max(c.x + c.radius * _APOTHEM for c in cells),
        max(c.y + c.radius for c in cells),
    )


@cache
def bent(cells: tuple[Cell, ...], first: int, second: int) -> Path:
    """Return a line from the middle of one hexagon to that of another: of several bends that crosses the others least.

    It is one cubic. Of two bends that cross as little, the smaller one is taken.
    """
    others = [cell for index, cell in enumerate(cells) if index not in (first, second)]
    around = extent_of(cells)

    def cost(points: Path) -> int:
        samples = _samples(points)
        crossed = sum(any(cell.holds(x, y, _CLEAR) for cell in others) for x, y in samples)
        return crossed + 2 * sum(not around.holds(x, y) for x, y in samples)

    ways: list[tuple[int, int, Path]] = []
    for order, bend in enumerate(_BENDS):
        points = _cubic(cells[first], cells[second], bend)
        ways.append((cost(points), order, points))
        if ways[-1][0] == 0:
            break
    return min(ways)[2]


def badge_on(points: Path, cells: tuple[Cell, ...], taken: list[Point], size: float) -> Point:
    """Return where a figure stands on a line: near its middle, on no hexagon, and `size` away from those `taken`."""
    samples, covered = _samples(points), _covered(points, cells)

    def cost(index: int) -> float:
        x, y = samples[index]
        near = any(hypot(x - u, y - v) < size for u, v in taken)
        return 5 * covered[index] + near + 0.01 * abs(index - len(samples) / 2)

    return samples[min(range(len(samples)), key=cost)]


@cache
def _covered(points: Path, cells: tuple[Cell, ...]) -> list[bool]:
    """Tell of each sample of a line whether it lies on a hexagon."""
    return [any(cell.holds(x, y) for cell in cells) for x, y in _samples(points)]


def _cubic(first: Cell, second: Cell, bend: float) -> Path:
    dx, dy = second.x - first.x, second.y - first.y
    aside = (-dy * bend * 4 / 3, dx * bend * 4 / 3)  # a cubic reaches three quarters of its control points
    return (
        (first.x, first.y),
        (first.x + dx * 0.37 + aside[0], first.y + dy * 0.37 + aside[1]),
        (first.x + dx * 0.63 + aside[0], first.y + dy * 0.63 + aside[1]),
        (second.x, second.y),
    )


def _samples(points: Path) -> list[Point]:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points
    found = []
    for step in range(1, 24):
        t = step / 24
        u = 1 - t
        a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        found.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
    return found
