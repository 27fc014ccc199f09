"""Packs grids on sheets, by their heights alone: several short ones share a sheet, a tall one goes on over several."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORTH_STARTING = 0.42  # of a sheet: a grid that has to be cut begins on a sheet that has as much room left
_LEVELLING = 9  # halvings


class Tall(NamedTuple):
    """How tall a grid is: its heads, the heads where they are repeated, its rows, and how many must stand together.

    By `slack` it may become lower where that keeps it whole.
    """

    heads: float
    repeated: float
    rows: Sequence[float]
    together: int = 1
    slack: float = 0.0

    @property
    def whole(self) -> float:
        """Height of all of it."""
        return self.heads + sum(self.rows)

    @property
    def least(self) -> float:
        """Height of what a sheet must hold for the grid to begin there."""
        return self.heads + sum(self.rows[: self.together])


class Part(NamedTuple):
    """The rows from `start` up to `stop` of the grid with this number."""

    grid: int
    start: int
    stop: int


class Room(NamedTuple):
    """The heights for grids on the first sheet, on a further one, what the last keeps for its foot, and gaps between."""

    first: float
    further: float
    foot: float
    between: float


Sheets = list[list[Part]]


def pack(grids: Sequence[Tall], room: Room) -> Sheets:
    """Return the parts of grids on each sheet. The first sheet is empty where its head leaves no room to begin: a cover."""
    sheets: Sheets = [[]]
    left = room.first
    for number, grid in enumerate(grids):
        above = room.between if sheets[-1] else 0.0
        fits = above + grid.whole - grid.slack <= left
        begins = above + grid.least <= left
        if sheets[-1]:
            begins = begins and grid.whole > room.further and left >= _WORTH_STARTING * room.further
        if not fits and not begins:
            sheets.append([])
            left, above = room.further, 0.0
            fits = grid.whole - grid.slack <= left
        if fits:
            sheets[-1].append(Part(number, 0, len(grid.rows)))
            left = max(left - above - grid.whole, 0.0)
            continue
        left -= above + grid.heads
        start = 0
        for row, height in enumerate(grid.rows):
            if height > left + 0.01 and row > start:
                sheets[-1].append(Part(number, start, row))
                sheets.append([])
                start, left = row, room.further - grid.repeated
            left -= height
        sheets[-1].append(Part(number, start, len(grid.rows)))
    if left < room.foot:
        _make_room(sheets, grids, room)
    return sheets


def _make_room(sheets: Sheets, grids: Sequence[Tall], room: Room) -> None:
    """Give the foot its room on the last sheet: its last rows, or its last grid, move on to another."""
    *others, last = sheets[-1]
    grid = grids[last.grid]
    if others:
        sheets[-1] = others
        sheets.append([last])
        return
    keep, used = last.start + 1, (grid.repeated if last.start else grid.heads) + grid.rows[last.start]
    space = room.further - room.foot
    while keep < last.stop - 1 and used + grid.rows[keep] <= space:
        used += grid.rows[keep]
        keep += 1
    if last.stop - last.start > 1:
        sheets[-1:] = [[last._replace(stop=keep)], [last._replace(start=keep)]]


def level(grids: Sequence[Tall], room: Room) -> Sheets:
    """Pack so that no further sheet is fuller than needed for the number it takes: they are about equally full."""
    best = pack(grids, room)
    if len(best) == 1:
        return best
    low, high = 0.5, 1.0
    for _ in range(_LEVELLING):
        middle = (low + high) / 2
        tried = pack(grids, room._replace(further=room.further * middle))
        if len(tried) <= len(best) and bool(tried[0]) == bool(best[0]) and _fits(tried, grids, room):
            best, high = tried, middle
        else:
            low = middle
    return best


def _fits(sheets: Sheets, grids: Sequence[Tall], room: Room) -> bool:
    return all(
        height_of(parts, grids, room.between) <= (room.further if index else room.first) + 0.01
        for index, parts in enumerate(sheets)
    )


def height_of(parts: Sequence[Part], grids: Sequence[Tall], between: float) -> float:
    """Return how tall the parts on a sheet are together, at least."""
    total = between * max(len(parts) - 1, 0)
    for part in parts:
        grid = grids[part.grid]
        total += (grid.repeated if part.start else grid.heads) + sum(grid.rows[part.start : part.stop])
        if part.stop - part.start == len(grid.rows):
            total -= grid.slack
    return total
