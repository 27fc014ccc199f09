"""Where the flow is cut into staves: as few as can be, at the ends of stages, and little taller than they must be.

What a staff will measure is estimated, since many are weighed and few are drawn. Lengths are in ems.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.views.flow.staff import LEAST_CORRIDOR, Sources, Staff, labels_width

if TYPE_CHECKING:
    from cxmap.render.views.flow.board import Board
    from cxmap.render.views.flow.graph import Flow

NARROWEST, WIDEST = 9.4, 12.5
"""Widths of a card: the wider, the fewer lines its name takes; the narrower, the more stand beside each other."""
APART = 1.6
"""What stands between staves."""
_CUT_STAGE, _CUT_WAY, _STAFF, _RAGGED = 20.0, 1.2, 3.0, 14.0
"""What it costs to cut a stage, or a way; another staff; and one that leaves its width unused: as if it were height."""
_HEAD, _GUTTER, _SAYING = 4.6, 1.35, 0.6
"""About how tall the heads of stages become, what lies between two rows, and where a way goes on that is cut."""


class Plan(NamedTuple):
    """Cuts before columns, the first and the last column's end among them; and how wide cards become between them.

    `heights` are about those of the staves, `cost` is what their cuts cost, as if that were height.
    """

    cuts: tuple[int, ...]
    card_width: float
    heights: tuple[float, ...]
    cost: float

    @property
    def height(self) -> float:
        """About the height of all staves under each other."""
        return sum(self.heights) + APART * max(len(self.heights) - 1, 0)

    @property
    def staves(self) -> list[tuple[int, int]]:
        """The first column of each staff, and the one behind its last."""
        return list(pairwise(self.cuts))


class Planner:
    """Weighs the cuts of one flow."""

    def __init__(self, flow: Flow, board: Board, sources: Sources) -> None:
        self._board = board
        self._whole = Staff(sources, 0, len(board.columns), NARROWEST)
        self._heights = {stop: card.above + card.height for stop, card in self._whole.cards.items()}
        columns = [spot.column for spot in board.spots]
        self._plans: dict[tuple[float, float, float], Plan] = {}
        self._crossed = [0] * (len(board.columns) + 1)
        for way in flow.ways:
            low, high = sorted((columns[way.tail], columns[way.head]))
            for column in range(low + 1, high + 1):
                self._crossed[column] += 1

    @cached_property
    def _staves(self) -> list[list[tuple[float, float]]]:
        """Return for each first column how wide and tall a staff is, by how many columns it has beyond one."""
        count = len(self._board.columns)
        widths = self._whole.corridor_widths
        found = []
        for first in range(count):
            rows: dict[tuple[int, int], float] = {}
            width = labels_width(self._board) + LEAST_CORRIDOR
            sizes: list[tuple[float, float]] = []
            for last in range(first + 1, min(first + _MOST_COLUMNS, count) + 1):
                width += NARROWEST + (widths[last - 1] if last - 1 > first else LEAST_CORRIDOR)
                for stop in self._board.columns[last - 1]:
                    spot = self._board.spots[stop]
                    key = (spot.lane, spot.row)
                    rows[key] = max(rows.get(key, 0.0), self._heights[stop])
                cut = _SAYING * (self._crossed[first] + self._crossed[last])
                sizes.append((width, sum(rows.values()) + _GUTTER * (len(rows) + 1) + _HEAD + cut))
            found.append(sizes)
        return found

    def plan(self, width: float, tallest: float, share: float = 1.0) -> Plan:
        """Return the cuts that make all staves least tall together, none wider than `width` or taller than `tallest`.

        With a `share` of the width, each has so few columns that it could be narrower; so that all are alike.
        """
        asked = (width, tallest, share)
        if asked not in self._plans:
            self._plans[asked] = self._planned(*asked)
        return self._plans[asked]

    def _planned(self, width: float, tallest: float, share: float) -> Plan:
        count = len(self._board.columns)
        costs = [self.cut_cost(column) for column in range(count)]
        best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * count
        for first in range(count):
            before = best[first][0] + costs[first] + _STAFF
            for more, (wide, tall) in enumerate(self._staves[first]):
                if more and (wide > share * width or tall > tallest):
                    break
                cost = before + tall + _RAGGED * max(0.0, (width - wide) / width) ** 2
                last = first + more + 1
                if cost < best[last][0]:
                    best[last] = cost, first
        cuts = [count]
        while cuts[-1] > 0:
            cuts.append(best[cuts[-1]][1])
        cuts.reverse()
        heights = tuple(self._staves[first][last - first - 1][1] for first, last in pairwise(cuts))
        return Plan(tuple(cuts), self._card_width(cuts, width), heights, best[count][0] - sum(heights))

    def _card_width(self, cuts: list[int], width: float) -> float:
        """Return how wide cards can be so that every staff still fits."""
        widest = WIDEST
        for first, last in pairwise(cuts):
            spare = width - self._staves[first][last - first - 1][0]
            widest = min(widest, NARROWEST + spare / (last - first))
        return round(max(widest, NARROWEST) - 0.05, 1)

    def cut_cost(self, column: int) -> float:
        """Return what it costs to cut before a column."""
        if column == 0:
            return 0.0
        inside = self._board.stages[column] == self._board.stages[column - 1]
        return (_CUT_STAGE if inside else 0.0) + _CUT_WAY * self._crossed[column]


_MOST_COLUMNS = 60  # of a staff: the widest sheet with the smallest text holds fewer
