"""The lines of the flow: which box each leads from and to, where it runs, and how it looks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.scene import Box, Curve, Item, Rect
from cxmap.render.views.flow.cards import STEP, plain_colour
from cxmap.render.views.flow.route import DOWN, LEFT, RIGHT, UP, Cells, Net, Router

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.views.flow.arrange import Arrangement
    from cxmap.render.views.flow.graph import Flow, Way

Path = Sequence[tuple[float, float]]

LOST_DASH = (3.6, 2.8)
BACK_DASH = (7.0, 2.6, 0.6, 2.6)
LOST_BACK_DASH = (3.6, 2.4, 0.6, 2.4)
"""Dashes and gaps, in points: broken where data are lost, dash-dotted where it leads back."""
_CORNER = 5.0
_ARROW = 6.0
_BEAD = 2.6
_AGAINST = 26.0  # what it costs to leave or reach a box at the side that looks away


class Stretch(NamedTuple):
    """A part of a way, or the short line at a start or an end (no way); `path` is its corners, in points."""

    way: Way | None
    path: Path
    has_arrow: bool
    leaves_card: bool


def stretches(flow: Flow, placed: Arrangement) -> list[Stretch]:
    """Lead the ways around all boxes of an arrangement."""
    parts: list[tuple[Way | None, str, str]] = []
    for stop in flow.stops:
        own = f"n{stop.index}"
        if f"s{stop.index}" in placed.boxes:
            parts.append((None, f"s{stop.index}", own))
        if f"f{stop.index}" in placed.boxes:
            parts.append((None, own, f"f{stop.index}"))
    for way in flow.ways:
        stations = [f"n{way.tail}", *([f"e{way.index}"] if f"e{way.index}" in placed.boxes else []), f"n{way.head}"]
        parts += [(way, start, goal) for start, goal in pairwise(stations)]
    cells = {name: _cells(box) for name, box in placed.boxes.items()}
    cells |= {f"h{panel.block}": _cells(panel.heading) for panel in placed.panels}
    router = Router(round(placed.width / STEP) + 1, round(placed.height / STEP) + 1, cells)
    paths = router.route([_net(way, start, goal, placed) for way, start, goal in parts])
    return [
        Stretch(way, [(x * STEP, y * STEP) for x, y in path], not goal.startswith(("e", "f")), start.startswith("n"))
        for (way, start, goal), path in zip(parts, paths, strict=True)
    ]


def _cells(box: Box) -> Cells:
    return Cells(*(round(edge / STEP) for edge in (box.x, box.y, box.right, box.bottom)))


def _net(way: Way | None, start: str, goal: str, placed: Arrangement) -> Net:
    a, b = placed.boxes[start], placed.boxes[goal]
    family = f"{plain_colour(way)} {way.is_back} {way.loses}" if way else ""
    to_right, to_left = b.x >= a.right, b.right <= a.x
    leave = {DOWN: 0.0 if b.y > a.y else 2.0, RIGHT: 0.0 if to_right else 4.0, LEFT: 0.0 if to_left else 4.0}
    reach = {UP: 0.0, LEFT: 0.0 if to_right else 4.0, RIGHT: 0.0 if to_left else 4.0}
    if goal.startswith("n"):
        reach[DOWN] = _AGAINST
    if goal.startswith(("e", "f")) or start.startswith("s"):
        leave |= {LEFT: _AGAINST, RIGHT: _AGAINST}
    return Net(start, goal, family, leave, reach)


def draw_stretch(stretch: Stretch) -> Iterable[Item]:
    """Draw a line with rounded corners, and its arrowhead."""
    way, path = stretch.way, list(stretch.path)
    colour = plain_colour(way) if way else "#1F2933"
    if stretch.has_arrow:
        tip, before = path[-1], path[-2]
        back = _towards(tip, before, _ARROW)
        path[-1] = _towards(tip, before, _ARROW - 1)
        dx, dy = (tip[0] - back[0]) / _ARROW * 2.7, (tip[1] - back[1]) / _ARROW * 2.7
        head = (tip, (back[0] - dy, back[1] + dx), (back[0] + dy, back[1] - dx))
        yield Curve(head, colour, 0.4, smooth=False, fill=colour, closed=True)
    yield Curve(_rounded(path), colour, width_of(way), dash=dash_of(way))


def width_of(way: Way | None) -> float:
    """Return how wide a way is drawn: wider where something is handed over."""
    return 1.5 if way and (way.changes_channel or way.carries is not None) else 1.1


def dash_of(way: Way | None) -> tuple[float, ...]:
    """Return the dashes of a way; none for a plain one."""
    if way is None:
        return ()
    if way.loses:
        return LOST_BACK_DASH if way.is_back else LOST_DASH
    return BACK_DASH if way.is_back else ()


def draw_bead(x: float, y: float, colour: str) -> Item:
    """Draw the bead where a line leaves its channel."""
    return Rect(Box(x - _BEAD, y - _BEAD, 2 * _BEAD, 2 * _BEAD), "#FFFFFF", colour, 1.3, _BEAD)


def _towards(start: tuple[float, float], goal: tuple[float, float], length: float) -> tuple[float, float]:
    """Return the point `length` from start on the line to goal."""
    whole = hypot(goal[0] - start[0], goal[1] - start[1]) or 1.0
    return start[0] + (goal[0] - start[0]) * length / whole, start[1] + (goal[1] - start[1]) * length / whole


def _rounded(path: Path) -> tuple[tuple[float, float], ...]:
    """Return a path as cubic Béziers, its corners rounded."""
    points = [path[0]]
    at = path[0]
    for before, corner, after in zip(path, path[1:], path[2:], strict=False):
        reach = min(_CORNER, _length(before, corner) / 2, _length(corner, after) / 2)
        enter, leave = _towards(corner, before, reach), _towards(corner, after, reach)
        bend = (_towards(enter, corner, 0.55 * reach), _towards(leave, corner, 0.55 * reach), leave)
        points += [*_straight(at, enter), *bend]
        at = leave
    return (*points, *_straight(at, path[-1]))


def _straight(a: tuple[float, float], b: tuple[float, float]) -> Path:
    return _towards(a, b, _length(a, b) / 3), _towards(b, a, _length(a, b) / 3), b


def _length(a: tuple[float, float], b: tuple[float, float]) -> float:
    return hypot(b[0] - a[0], b[1] - a[1])
