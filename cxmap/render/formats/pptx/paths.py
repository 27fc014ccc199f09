"""Reads the path data of our icons (SVG 2, §9.3) as moves, lines and cubic Béziers, which is what DrawingML knows."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7, "Z": 0}
_QUARTER = math.pi / 2


class Point(NamedTuple):
    """A point of a path."""

    x: float
    y: float


class Step(NamedTuple):
    """A step of a path: `M` to one point, `L` to one, `C` by three, `Z` without."""

    command: str
    points: tuple[Point, ...] = ()


@lru_cache(maxsize=512)
def steps_of(data: str) -> tuple[Step, ...]:
    """Return a path's steps, in absolute points. A command that no icon has is a KeyError."""
    return tuple(_steps(data))


def _steps(data: str) -> Iterator[Step]:
    at = start = pulled = Point(0, 0)
    for command, numbers in _commands(data):
        kind, origin = command.upper(), at if command.islower() else Point(0, 0)
        if kind == "Z":
            at = pulled = start
            yield Step("Z")
            continue
        if kind == "A":
            end = Point(origin.x + numbers[5], origin.y + numbers[6])
            yield from _arc(at, numbers, end)
            at = pulled = end
            continue
        points = tuple(_points(kind, numbers, origin, at))
        if kind == "Q":
            control, end = points
            points = (_towards(at, control, 2 / 3), _towards(end, control, 2 / 3), end)
        elif kind == "S":
            points = (_towards(pulled, at, 2), *points)
        at = points[-1]
        pulled = points[1] if kind in "CS" else at
        start = at if kind == "M" else start
        yield Step("C" if len(points) == 3 else "M" if kind == "M" else "L", points)


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Yield each command with its numbers; numbers that go on repeat the command, and a move goes on as lines."""
    command, numbers = "", list[float]()
    for token in _numbers_apart(data):
        if token.isalpha():
            command, numbers = token, []
        else:
            numbers.append(float(token))
        if command and len(numbers) == _COUNTS[command.upper()]:
            yield command, numbers
            numbers = []
            command = {"M": "L", "m": "l"}.get(command, command)


def _numbers_apart(data: str) -> Iterator[str]:
    """Yield commands and numbers; the flags of an arc may be written without a space: `a3 3 0 013 3`."""
    command, count, place = "", 0, 0
    while match := _TOKEN.search(data, place):
        token, place = match[0], match.end()
        if token.isalpha():
            command, count = token.upper(), 0
        else:
            if command == "A" and count % 7 in (3, 4) and len(token) > 1:
                token, place = token[0], match.start() + 1
            count += 1
        yield token


def _points(kind: str, numbers: list[float], origin: Point, at: Point) -> Iterator[Point]:
    if kind == "H":
        yield Point(origin.x + numbers[0], at.y)
    elif kind == "V":
        yield Point(at.x, origin.y + numbers[0])
    else:
        for x, y in zip(numbers[::2], numbers[1::2], strict=True):
            yield Point(origin.x + x, origin.y + y)


def _towards(start: Point, end: Point, share: float) -> Point:
    return Point(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)


def _arc(start: Point, numbers: list[float], end: Point) -> Iterator[Step]:
    """Turn an elliptical arc into cubics of at most a quarter each (SVG 2, §B.2.4)."""
    rx, ry, rotation, large, sweep = abs(numbers[0]), abs(numbers[1]), math.radians(numbers[2]), numbers[3], numbers[4]
    if start == end:
        return
    if not rx or not ry:
        yield Step("L", (end,))
        return
    cos, sin = math.cos(rotation), math.sin(rotation)
    dx, dy = (start.x - end.x) / 2, (start.y - end.y) / 2
    x1, y1 = cos * dx + sin * dy, -sin * dx + cos * dy
    too_small = math.sqrt((x1 / rx) ** 2 + (y1 / ry) ** 2)
    rx, ry = rx * max(too_small, 1), ry * max(too_small, 1)
    share = (rx * ry) ** 2 / ((rx * y1) ** 2 + (ry * x1) ** 2) - 1
    factor = math.sqrt(max(share, 0)) * (-1 if bool(large) == bool(sweep) else 1)
    cx1, cy1 = factor * rx * y1 / ry, -factor * ry * x1 / rx
    centre = Point(
        cos * cx1 - sin * cy1 + (start.x + end.x) / 2,
        sin * cx1 + cos * cy1 + (start.y + end.y) / 2,
    )
    first = math.atan2((y1 - cy1) / ry, (x1 - cx1) / rx)
    turn = (math.atan2((-y1 - cy1) / ry, (-x1 - cx1) / rx) - first) % (2 * math.pi)
    if not sweep and turn > 0:
        turn -= 2 * math.pi
    pieces = max(1, math.ceil(abs(turn) / _QUARTER - 1e-9))

    def on_ellipse(x: float, y: float) -> Point:
        return Point(centre.x + cos * rx * x - sin * ry * y, centre.y + sin * rx * x + cos * ry * y)

    step = turn / pieces
    pull = 4 / 3 * math.tan(step / 4)
    for piece in range(pieces):
        a, b = first + piece * step, first + (piece + 1) * step
        yield Step(
            "C",
            (
                on_ellipse(math.cos(a) - pull * math.sin(a), math.sin(a) + pull * math.cos(a)),
                on_ellipse(math.cos(b) + pull * math.sin(b), math.sin(b) - pull * math.cos(b)),
                end if piece == pieces - 1 else on_ellipse(math.cos(b), math.sin(b)),
            ),
        )
