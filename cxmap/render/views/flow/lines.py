"""How the ways look: rounded lines with arrowheads, their dashes, and lines that join."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING

from cxmap.render.curve.geometry import Point, rounded, towards
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.scene import Box, Curve, Item, Mark, Rect
from cxmap.render.views.flow.cards import plain_colour

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.views.flow.graph import Way

Corners = Sequence[Point]
LOST_DASH = (0.42, 0.33)
BACK_DASH = (0.8, 0.3, 0.07, 0.3)
LOST_BACK_DASH = (0.42, 0.28, 0.07, 0.28)
"""Dashes and gaps, in ems: broken where data are lost, dash-dotted where it leads back."""
_CORNER = 0.6
_ARROW, _BARB = 0.72, 0.32
_BEAD = 0.3
_LOOP = 1.3


def draw_way(way: Way, path: Corners, em: float, *, has_arrow: bool = True) -> Iterable[Item]:
    """Draw a line along its corners, rounded, and its arrowhead."""
    colour, points = plain_colour(way), list(path)
    if has_arrow:
        tip, before = points[-1], points[-2]
        back = towards(tip, before, _ARROW * em)
        points[-1] = towards(tip, before, 0.85 * _ARROW * em)
        dx, dy = (tip[0] - back[0]) * _BARB / _ARROW, (tip[1] - back[1]) * _BARB / _ARROW
        head = (tip, (back[0] - dy, back[1] + dx), (back[0] + dy, back[1] - dx))
        yield Curve(head, colour, 0.05 * em, smooth=False, fill=colour, closed=True)
    yield Curve(rounded(points, _CORNER * em), colour, width_of(way) * em, dash=dash_of(way, em))


def width_of(way: Way) -> float:
    """Return how wide a way is drawn, in ems: wider where something is handed over, and where it leads back."""
    if way.is_back:
        return 0.22
    return 0.17 if way.changes_channel or way.carries is not None else 0.13


def dash_of(way: Way, em: float = 1.0) -> tuple[float, ...]:
    """Return the dashes of a way; none for a plain one."""
    dash: tuple[float, ...] = BACK_DASH if way.is_back else ()
    if way.loses:
        dash = LOST_BACK_DASH if way.is_back else LOST_DASH
    return tuple(length * em for length in dash)


def draw_bead(x: float, y: float, colour: str, em: float) -> Item:
    """Draw the bead where a line leaves its channel."""
    radius = _BEAD * em
    return Rect(Box(x - radius, y - radius, 2 * radius, 2 * radius), "#FFFFFF", colour, 0.15 * em, radius)


def draw_loops(ways: Sequence[Way], paths: Sequence[Corners], em: float, title: str) -> Iterable[Item]:
    """Draw on each line that leads back that it does, where it is longest and no other line is near."""
    pieces = [(index, piece) for index, path in enumerate(paths) for piece in pairwise(path)]
    for number, way in enumerate(ways):
        if not way.is_back:
            continue
        others = [piece for index, piece in pieces if index != number]
        own = sorted(pairwise(paths[number]), key=lambda piece: -_distance(*piece))
        size = _LOOP * em
        for (x1, y1), (x2, y2) in own:
            if hypot(x2 - x1, y2 - y1) < 3 * size:
                break
            places = [(x1 + share * (x2 - x1), y1 + share * (y2 - y1)) for share in (0.5, 0.35, 0.65, 0.2, 0.8)]
            found = next((at for at in places if all(_is_clear(at, piece, size) for piece in others)), None)
            if found is not None:
                colour, (x, y) = plain_colour(way), found
                yield Rect(Box(x - size / 2, y - size / 2, size, size), colour, "#FFFFFF", 0.1 * em, size / 2)
                inner = 0.68 * size
                yield Mark(x - inner / 2, y - inner / 2, inner, MARK_ICONS["loop"], "#FFFFFF", title=title)
                break


def _is_clear(at: Point, piece: tuple[Point, Point], size: float) -> bool:
    (x1, y1), (x2, y2) = piece
    away = max(min(x1, x2) - at[0], at[0] - max(x1, x2), min(y1, y2) - at[1], at[1] - max(y1, y2))
    return away >= 0.6 * size


def without_shared(paths: Sequence[Corners], em: float) -> list[tuple[Corners, bool]]:
    """Cut off what paths to one goal share, so that it is drawn once; and tell which keep their ends, and an arrow.

    The longest keeps its end; each other ends where it meets what is drawn already, around the bend.
    """
    order = sorted(range(len(paths)), key=lambda index: (-_length(paths[index]), index))
    drawn: list[tuple[Point, Point]] = []
    found: dict[int, tuple[Corners, bool]] = {}
    for index in order:
        kept = list(paths[index])
        shared: Point | None = None
        while len(kept) > 1 and drawn:
            end = _uncovered(kept[-2], kept[-1], drawn)
            if end == kept[-1]:
                break
            shared = kept.pop()
            if end != kept[-1]:
                kept.append(end)
                break
        whole = shared is None
        if shared is not None and len(kept) > 1:
            kept.append(towards(kept[-1], shared, min(_CORNER * em, _distance(kept[-1], shared))))
        if len(kept) > 1:
            drawn += pairwise(kept)
        found[index] = (kept if len(kept) > 1 else paths[index], whole or len(kept) < 2)
    return [found[index] for index in range(len(paths))]


def _uncovered(start: Point, end: Point, drawn: Sequence[tuple[Point, Point]]) -> Point:
    """Return where a straight piece meets what is drawn over its end; its end where nothing is, its start where all is."""
    level = start[1] == end[1]
    along, across = (0, 1) if level else (1, 0)
    at = end[along]
    forward = end[along] >= start[along]
    moved = True
    while moved:
        moved = False
        for a, b in drawn:
            if abs(a[across] - end[across]) > 1e-6 or abs(b[across] - end[across]) > 1e-6:
                continue
            low, high = sorted((a[along], b[along]))
            if low - 1e-6 <= at <= high + 1e-6:
                reach = max(low, start[along]) if forward else min(high, start[along])
                if abs(reach - at) > 1e-6:
                    at, moved = reach, True
    if at == end[along]:
        return end
    return (at, end[1]) if level else (end[0], at)


def _distance(a: Point, b: Point) -> float:
    return hypot(b[0] - a[0], b[1] - a[1])


def _length(path: Corners) -> float:
    return sum(_distance(a, b) for a, b in pairwise(path))
