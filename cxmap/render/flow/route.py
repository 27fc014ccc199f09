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
    _along: tuple[dict[int, set[str]], dict[int, set[str]]] = field(init=False, default_factory=lambda: ({}, {}))
    _ports: dict[int, set[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._blocked = bytearray(self.width * self.height)
        for box in self.boxes.values():
            for y in range(max(box.top, 0), min(box.bottom, self.height - 1) + 1):
                for x in range(max(box.left, 0), min(box.right, self.width - 1) + 1):
                    self._blocked[y * self.width + x] = 1

    def route(self, nets: Sequence[Net]) -> list[tuple[Point, ...]]:
        """Return a path for each net, as its corners from start to goal; short ones are laid first."""
        order = sorted(range(len(nets)), key=lambda i: (self._distance(nets[i]), i))
        paths: dict[int, tuple[Point, ...]] = {index: self._lay(nets[index]) for index in order}
        return [paths[index] for index in range(len(nets))]

    def _distance(self, net: Net) -> int:
        a, b = self.boxes[net.start], self.boxes[net.goal]
        return max(a.left - b.right, b.left - a.right, 0) + max(a.top - b.bottom, b.top - a.bottom, 0)

    def _lay(self, net: Net) -> tuple[Point, ...]:
        family = f"{net.goal} {net.family}"
        starts = {
            (self._cell(x, y) * 4 + side): cost
            for x, y, side, cost in _ports(self.boxes[net.start], net.start_sides)
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
        return y * self.width + x

    def _point(self, cell: int) -> Point:
        return cell % self.width, cell // self.width

    def _search(
        self, starts: Mapping[int, float], goals: Mapping[int, float], target: Cells, family: str
    ) -> list[int]:
        """Return the states (cell × 4 + direction) of the cheapest path."""
        best: dict[int, float] = {}
        came: dict[int, int] = {}
        queue: list[tuple[float, int, float, int, bool]] = []
        for state, cost in starts.items():
            price = cost + self._port_price(state, family)
            best[state] = price
            heappush(queue, (price + self._ahead(state >> 2, target), state, price, -1, False))
        while queue:
            _, state, cost, before, done = heappop(queue)
            if done:
                came[state] = before
                return _walked(came, state)
            if state in came:
                continue
            came[state] = before
            for following, price in self._steps(state, cost, before < 0, goals, family):
                if following in goals:
                    total = price + goals[following]
                    heappush(queue, (total, following, total, state, True))
                elif price < best.get(following, inf):
                    best[following] = price
                    heappush(queue, (price + self._ahead(following >> 2, target), following, price, state, False))
        return []

    def _steps(
        self, state: int, cost: float, is_first: bool, goals: Mapping[int, float], family: str
    ) -> Iterable[tuple[int, float]]:
        cell, direction = state >> 2, state & 3
        x, y = cell % self.width, cell // self.width
        for turned in (direction,) if is_first else (direction, (direction + 1) % 4, (direction + 3) % 4):
            dx, dy = _MOVES[turned]
            if not (0 <= x + dx < self.width and 0 <= y + dy < self.height):
                continue
            ahead = cell + dx + dy * self.width
            following = ahead * 4 + turned
            is_goal = following in goals
            if self._blocked[ahead] and not is_goal:
                continue
            price = cost + 1
            if turned != direction:
                price += _BEND + (_LATE_BEND if is_goal else 0)
                if self._others(0, cell, family) or self._others(1, cell, family):
                    price += _TOUCHING
            if is_goal:
                price += self._port_price(following, family)
            else:
                price += _OVERLAP if self._others(turned & 1, ahead, family) else 0
                price += _CROSSING if self._others(1 - (turned & 1), ahead, family) else 0
            yield following, price

    def _port_price(self, state: int, family: str) -> float:
        """Return what it costs to use a port that other lines use, or that lies next to one."""
        cell, aside = state >> 2, self.width if state & 1 == 0 else 1
        if self._ports.get(cell, set()) - {family}:
            return _USED_PORT
        beside = self._ports.get(cell - aside, set()) | self._ports.get(cell + aside, set())
        return _NEAR_PORT if beside - {family} else 0.0

    def _others(self, axis: int, cell: int, family: str) -> bool:
        families = self._along[axis].get(cell)
        return families is not None and (len(families) > 1 or family not in families)

    def _ahead(self, cell: int, target: Cells) -> float:
        x, y = cell % self.width, cell // self.width
        return max(target.left - x, x - target.right, 0) + max(target.top - y, y - target.bottom, 0)

    def _mark(self, states: Sequence[int], family: str) -> None:
        self._ports.setdefault(states[0] >> 2, set()).add(family)
        self._ports.setdefault(states[-1] >> 2, set()).add(family)
        for before, state in pairwise(states):
            for cell in (before >> 2, state >> 2):
                self._along[state & 1].setdefault(cell, set()).add(family)


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
