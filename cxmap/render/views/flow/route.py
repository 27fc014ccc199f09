"""Leads lines around boxes: orthogonal paths on a raster, found by A* (Hart, Nilsson and Raphael, 1968).

A path costs its length, more for every bend, for crossing another, and a lot for running along another; paths of one
look that end at one box may join. Positions are Graphviz's; only the lines between them are ours, since they cross the
borders between the parts that Graphviz lays out one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise
from math import inf
from typing import NamedTuple

Point = tuple[int, int]
RIGHT, DOWN, LEFT, UP = range(4)
_SEVERAL = -1
_MOVES = ((1, 0), (0, 1), (-1, 0), (0, -1))
_BEND, _CROSSING, _OVERLAP, _TOUCHING, _LATE_BEND, _USED_PORT, _NEAR_PORT = 4.0, 20.0, 30.0, 8.0, 3.0, 9.0, 5.0


class Cells(NamedTuple):
    """A box on the raster; its border belongs to it."""

    left: int
    top: int
    right: int
    bottom: int


class Net(NamedTuple):
    """A line to be drawn from one box to another; nets of one `family` that end at one box may join.

    `sides` say what it costs to leave or to reach a box at its right, lower, left and upper side; a side that is not
    named is not used.
    """

    start: str
    goal: str
    family: str
    start_sides: Mapping[int, float]
    goal_sides: Mapping[int, float]


@dataclass
class Router:
    """The raster, what stands on it and which lines already run there."""

    width: int
    height: int
    boxes: Mapping[str, Cells]
    _blocked: bytearray = field(init=False)
    _owners: tuple[list[int], list[int]] = field(init=False)  # whose line runs through a cell: sideways, upright
    _ports: dict[int, set[int]] = field(init=False, default_factory=dict)
    _families: dict[str, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._stride = self.width + 2  # a rim that is blocked spares the question whether a cell is on the raster
        self._strides = tuple(x + y * self._stride for x, y in _MOVES)
        size = self._stride * (self.height + 2)
        self._owners = ([0] * size, [0] * size)
        self._blocked = bytearray([1]) * size
        for y in range(self.height):
            start = self._cell(0, y)
            self._blocked[start : start + self.width] = bytes(self.width)
        for box in self.boxes.values():
            for y in range(max(box.top, 0), min(box.bottom, self.height - 1) + 1):
                start, end = max(box.left, 0), min(box.right, self.width - 1) + 1
                self._blocked[self._cell(start, y) : self._cell(end, y)] = bytes([1]) * (end - start)

    def route(self, nets: Sequence[Net]) -> list[tuple[Point, ...]]:
        """Return a path for each net, as its corners from start to goal; short ones are laid first."""
        order = sorted(range(len(nets)), key=lambda i: (self._distance(nets[i]), i))
        paths: dict[int, tuple[Point, ...]] = {index: self._lay(nets[index]) for index in order}
        return [paths[index] for index in range(len(nets))]

    def _distance(self, net: Net) -> int:
        a, b = self.boxes[net.start], self.boxes[net.goal]
        return max(a.left - b.right, b.left - a.right, 0) + max(a.top - b.bottom, b.top - a.bottom, 0)

    def _lay(self, net: Net) -> tuple[Point, ...]:
        family = self._families.setdefault(f"{net.goal} {net.family}", len(self._families) + 1)
        starts = {
            (self._cell(x, y) * 4 + side): cost for x, y, side, cost in _ports(self.boxes[net.start], net.start_sides)
        }
        goals = {
            (self._cell(x, y) * 4 + (side + 2) % 4): cost
            for x, y, side, cost in _ports(self.boxes[net.goal], net.goal_sides)
        }
        states = self._search(starts, goals, self.boxes[net.goal], family)
        if not states:  # walled in: never with the distances we keep, but a line that crosses a card beats none
            a, b = self.boxes[net.start], self.boxes[net.goal]
            return ((a.left + a.right) // 2, a.bottom), ((b.left + b.right) // 2, b.top)
        self._mark(states, family)
        return _corners([self._point(state >> 2) for state in states])

    def _cell(self, x: int, y: int) -> int:
        return (y + 1) * self._stride + x + 1

    def _point(self, cell: int) -> Point:
        y, x = divmod(cell, self._stride)
        return x - 1, y - 1

    def _search(self, starts: Mapping[int, float], goals: Mapping[int, float], target: Cells, family: int) -> list[int]:
        """Return the states (cell × 4 + direction) of the cheapest path."""
        best: dict[int, float] = {}
        came: dict[int, int] = {}
        queue: list[tuple[float, float, int, int, bool]] = []  # the nearer of two equals comes first
        for state, cost in starts.items():
            price = cost + self._port_price(state, family)
            best[state] = price
            heappush(queue, (price + self._ahead(state, target), -price, state, -1, False))
        while queue:
            _, cost, state, before, done = heappop(queue)
            if done:
                came[state] = before
                return _walked(came, state)
            if state in came:
                continue
            came[state] = before
            for following, price in self._steps(state, -cost, before < 0, goals, family):
                if following in goals:
                    total = price + goals[following] + self._port_price(following, family)
                    heappush(queue, (total, -total, following, state, True))
                elif price < best.get(following, inf):
                    best[following] = price
                    heappush(queue, (price + self._ahead(following, target), -price, following, state, False))
        return []

    def _steps(
        self, state: int, cost: float, is_first: bool, goals: Mapping[int, float], family: int
    ) -> list[tuple[int, float]]:
        """Return where one may go from a state, and what it costs by then."""
        cell, direction = state >> 2, state & 3
        found = []
        for turned in (direction,) if is_first else (direction, (direction + 1) & 3, (direction + 3) & 3):
            ahead = cell + self._strides[turned]
            following = ahead * 4 + turned
            price = cost + 1
            if self._blocked[ahead]:
                if following not in goals:
                    continue
                price += _LATE_BEND if turned != direction else 0
            else:
                along, across = self._owners[turned & 1][ahead], self._owners[1 - (turned & 1)][ahead]
                if along and along != family:
                    price += _OVERLAP
                if across and across != family:
                    price += _CROSSING
            if turned != direction:
                price += _BEND
                if any(owners[cell] not in (0, family) for owners in self._owners):
                    price += _TOUCHING
            found.append((following, price))
        return found

    def _port_price(self, state: int, family: int) -> float:
        """Return what it costs to use a port that other lines use, or that lies next to one."""
        cell, aside = state >> 2, self._stride if state & 1 == 0 else 1
        if self._ports.get(cell, set()) - {family}:
            return _USED_PORT
        beside = self._ports.get(cell - aside, set()) | self._ports.get(cell + aside, set())
        return _NEAR_PORT if beside - {family} else 0.0

    def _ahead(self, state: int, target: Cells) -> float:
        """Return what the rest costs at least: the distance, and a bend where it is not straight ahead."""
        x, y = self._point(state >> 2)
        aside = max(target.left - x, x - target.right, 0)
        down = max(target.top - y, y - target.bottom, 0)
        return aside + down + (_BEND if (down if state & 1 == 0 else aside) else 0)

    def _mark(self, states: Sequence[int], family: int) -> None:
        for state in (states[0], states[-1]):
            self._ports.setdefault(state >> 2, set()).add(family)
        for before, state in pairwise(states):
            owners = self._owners[state & 1]
            for cell in (before >> 2, state >> 2):
                owners[cell] = family if owners[cell] in (0, family) else _SEVERAL


def _walked(came: Mapping[int, int], state: int) -> list[int]:
    states = []
    while state >= 0:
        states.append(state)
        state = came[state]
    return states[::-1]


def _ports(box: Cells, sides: Mapping[int, float]) -> Iterable[tuple[int, int, int, float]]:
    """Yield where a line may touch a box: the middle of a side is best, others keep two cells apart."""
    middle_x, middle_y = (box.left + box.right) // 2, (box.top + box.bottom) // 2
    for side, cost in sides.items():
        upright = side in (DOWN, UP)
        middle, first, last = (middle_x, box.left, box.right) if upright else (middle_y, box.top, box.bottom)
        for offset in (0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6):
            if offset and not first + 2 <= middle + offset <= last - 2:
                continue
            place = middle + offset
            edge = {RIGHT: box.right, DOWN: box.bottom, LEFT: box.left, UP: box.top}[side]
            x, y = (place, edge) if upright else (edge, place)
            yield x, y, side, cost + 0.75 * abs(offset)


def _corners(points: Sequence[Point]) -> tuple[Point, ...]:
    """Drop the points in the middle of straight stretches."""
    kept = [points[0]]
    for before, point, after in zip(points, points[1:], points[2:], strict=False):
        if (point[0] - before[0], point[1] - before[1]) != (after[0] - point[0], after[1] - point[1]):
            kept.append(point)
    return (*kept, points[-1])
