"""Curves and boxes as numbers: a curve through points that never overshoots, what lies along it, and what overlaps."""

from __future__ import annotations

from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.scene import Box

Point = tuple[float, float]
Path = tuple[Point, ...]
"""Points of a Bézier path: the first, then three for each cubic."""

_SHARES = tuple(step / 12 for step in range(12))  # of the way from one point to the next


def monotone(points: Sequence[Point]) -> Path:
    """Return the Bézier points of a smooth curve through `points` that never overshoots them.

    Monotone cubic interpolation (Fritsch and Carlson, 1980), with the harmonic mean of the slopes (Fritsch and
    Butland, 1984). The x of the points must increase.
    """
    if len(points) < 3:
        return tuple(_straight(points))
    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in pairwise(points)]
    tangents = [slopes[0]]
    for before, after in pairwise(slopes):
        tangents.append(0.0 if before * after <= 0 else 2 * before * after / (before + after))
    tangents.append(slopes[-1])
    path = [points[0]]
    for ((x1, y1), (x2, y2)), (t1, t2) in zip(pairwise(points), pairwise(tangents), strict=True):
        third = (x2 - x1) / 3
        path += [(x1 + third, y1 + t1 * third), (x2 - third, y2 - t2 * third), (x2, y2)]
    return tuple(path)


def _straight(points: Sequence[Point]) -> Iterable[Point]:
    yield points[0]
    for (x1, y1), (x2, y2) in pairwise(points):
        yield from (((2 * x1 + x2) / 3, (2 * y1 + y2) / 3), ((x1 + 2 * x2) / 3, (y1 + 2 * y2) / 3), (x2, y2))


def along(points: list[Point]) -> Iterable[Point]:
    """Yield points of the curve through `points`, close enough to see what it crosses."""
    path = monotone(points) if len(points) > 1 else ()
    for start in range(0, len(path) - 1, 3):
        a, b, c, d = path[start : start + 4]
        for t in _SHARES:
            u = 1 - t
            wa, wb, wc, wd = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
            yield wa * a[0] + wb * b[0] + wc * c[0] + wd * d[0], wa * a[1] + wb * b[1] + wc * c[1] + wd * d[1]


def heights_at(path: Path, xs: Sequence[float]) -> list[float]:
    """Return the y of a path of `monotone` at places from left to right that lie within it."""
    found = []
    start = 0
    for x in xs:
        while start < len(path) - 4 and path[start + 3][0] < x:
            start += 3
        a, b, c, d = path[start : start + 4]
        t = (x - a[0]) / (d[0] - a[0])  # the control points are a third of the way, so x is linear in t
        u = 1 - t
        found.append(u * u * u * a[1] + 3 * u * u * t * b[1] + 3 * u * t * t * c[1] + t * t * t * d[1])
    return found


def between(first: Path, second: Path, step: float) -> list[tuple[Path, bool]]:
    """Return the areas between two paths of `monotone` as polygons, and whether the second lies above the first there.

    The paths are sampled every `step`; where they cross, one area ends and the next begins.
    """
    if len(first) < 4 or len(second) < 4:
        return []
    left, right = max(first[0][0], second[0][0]), min(first[-1][0], second[-1][0])
    if right <= left:
        return []
    count = max(round((right - left) / step), 1)
    xs = [left + (right - left) * number / count for number in range(count + 1)]
    edges: list[list[_Sample]] = [[]]
    for sample in zip(xs, heights_at(first, xs), heights_at(second, xs), strict=True):
        _, y1, y2 = sample
        if edges[-1] and (edges[-1][-1][1] - edges[-1][-1][2]) * (y1 - y2) < 0:
            crossing = _crossing(edges[-1][-1], sample)
            edges[-1].append(crossing)
            edges.append([crossing])
        edges[-1].append(sample)
        if y1 == y2:
            edges.append([sample])
    return [
        (
            (*((x, y) for x, y, _ in edge), *((x, y) for x, _, y in reversed(edge))),
            sum(y1 - y2 for _, y1, y2 in edge) > 0,
        )
        for edge in edges
        if any(y1 != y2 for _, y1, y2 in edge)
    ]


_Sample = tuple[float, float, float]
"""A place from the left, and the heights of two paths there."""


def _crossing(before: _Sample, after: _Sample) -> _Sample:
    """Return where two straight lines cross between two verticals, given their heights at both."""
    (x1, a1, b1), (x2, a2, b2) = before, after
    share = (b1 - a1) / ((b1 - a1) - (b2 - a2))
    y = a1 + (a2 - a1) * share
    return x1 + (x2 - x1) * share, y, y


def holds(box: Box, x: float, y: float) -> bool:
    """Tell whether a point lies in a box."""
    return box.x <= x <= box.right and box.y <= y <= box.bottom


def overlap(a: Box, b: Box) -> bool:
    """Tell whether two boxes share an area."""
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def clipped(points: Path, left: float, right: float) -> Path:
    """Cut a Bézier path at two verticals (de Casteljau); the path runs from left to right."""
    pieces = [points[i : i + 4] for i in range(0, len(points) - 1, 3)]
    kept: list[Point] = []
    for piece in pieces:
        if piece[3][0] <= left or piece[0][0] >= right:
            continue
        part = piece
        if part[0][0] < left:
            part = _split(part, left)[1]
        if part[3][0] > right:
            part = _split(part, right)[0]
        kept += part[1:] if kept else part
    return tuple(kept)


def _split(piece: Path, x: float) -> tuple[Path, Path]:
    """Split one cubic at the vertical `x`; its control points are a third of the way, so x is linear in t."""
    t = (x - piece[0][0]) / (piece[3][0] - piece[0][0])

    def mix(a: Point, b: Point) -> Point:
        return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)

    a, b, c = (mix(p, q) for p, q in pairwise(piece))
    d, e = mix(a, b), mix(b, c)
    middle = mix(d, e)
    return (piece[0], a, d, middle), (middle, e, c, piece[3])


def towards(start: Point, goal: Point, length: float) -> Point:
    """Return the point `length` from start on the line to goal."""
    whole = hypot(goal[0] - start[0], goal[1] - start[1]) or 1.0
    return start[0] + (goal[0] - start[0]) * length / whole, start[1] + (goal[1] - start[1]) * length / whole


def rounded(corners: Sequence[Point], radius: float) -> Path:
    """Return the Bézier points of a line along `corners`, which are rounded where there is room."""
    path = [corners[0]]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        reach = min(radius, _distance(before, corner) / 2, _distance(corner, after) / 2)
        enter, leave = towards(corner, before, reach), towards(corner, after, reach)
        path += [
            *_line(path[-1], enter),
            towards(enter, corner, 0.55 * reach),
            towards(leave, corner, 0.55 * reach),
            leave,
        ]
    return (*path, *_line(path[-1], corners[-1]))


def _line(a: Point, b: Point) -> Path:
    return towards(a, b, _distance(a, b) / 3), towards(b, a, _distance(a, b) / 3), b


def _distance(a: Point, b: Point) -> float:
    return hypot(b[0] - a[0], b[1] - a[1])
