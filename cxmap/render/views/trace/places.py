"""Where the boxes of a section stand: in five columns, each touchpoint in a band, what hangs together at one height.

Within its band every box stands as near as there is room to the middle of what it is linked to (the barycentre of
Sugiyama, Tagawa and Toda, 1981), so that most lines run level and few cross. Lengths are in points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxmap.render.scene import Box
from cxmap.render.text.paragraphs import cell_height
from cxmap.render.views.trace.chains import ACTION, EVIDENCE, METRIC, OPPORTUNITY, PAIN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxmap.render.text.paragraphs import Cell
    from cxmap.render.views.trace.chains import Node
    from cxmap.render.views.trace.sections import Section

_LABEL = 10.0  # ems: the names of touchpoints
_WEIGHTS = (0.9, 1.15, 1.1, 1.0, 0.9)
_EMPTY = 0.5  # weight of a column with nothing in it
_GAPS = (1.6, 5.5, 4.2, 4.2, 4.2)  # ems before each column, for the lines
PAD = 0.55
"""Ems around the text of a box."""
_APART = 0.7  # ems between boxes
_BAND = 0.75  # ems above and below the boxes of a band
_SWEEPS, _REORDERINGS = 3, 2


@dataclass(frozen=True, slots=True)
class Grid:
    """The left edges and the widths of the columns, for a page `width` points wide with text of `body` points."""

    width: float
    body: float
    empty: frozenset[int] = frozenset()
    """Columns with nothing in them, which are narrower."""

    @property
    def label(self) -> float:
        """The width of the names of touchpoints."""
        return _LABEL * self.body

    def columns(self) -> list[tuple[float, float]]:
        """Return the left edge and the width of each column."""
        room = self.width - (_LABEL + sum(_GAPS)) * self.body
        weights = [_EMPTY if column in self.empty else weight for column, weight in enumerate(_WEIGHTS)]
        left, found = self.label, []
        for gap, weight in zip(_GAPS, weights, strict=True):
            left += gap * self.body
            wide = room * weight / sum(weights)
            found.append((left, wide))
            left += wide
        return found


@dataclass(frozen=True, slots=True)
class Measured:
    """How tall a section is: the heights of its boxes, the edges of its bands, and the whole; from 0."""

    heights: Mapping[Node, float]
    bands: Sequence[tuple[float, float]]
    height: float


def measured(section: Section, cells: Mapping[Node, Cell], grid: Grid, extra: float = 0.0) -> Measured:
    """Measure a section with what stands in its boxes; each band `extra` points taller than it must be."""
    columns, body = grid.columns(), grid.body
    heights = {
        node: cell_height(cell, columns[node.column][1] - 2 * PAD * body, body) + 2 * PAD * body
        for node, cell in cells.items()
    }
    apart, edge = _APART * body, _BAND * body
    bands = []
    top = 0.0
    for band in section.bands:
        tall = max(_stacked(nodes, heights, apart) for nodes in band.nodes.values()) + 2 * edge + extra
        bands.append((top, top + tall))
        top += tall
    metrics = [*section.measures, *(node for band in section.bands for node in band.nodes.get(METRIC, ()))]
    needed = max(_stacked(nodes, heights, apart) for nodes in (section.evidence, metrics)) + 2 * edge
    if needed > top:  # the bands share what is needed beyond them
        more = (needed - top) / len(bands)
        bands = [(low + more * number, high + more * (number + 1)) for number, (low, high) in enumerate(bands)]
        top = needed
    return Measured(heights, bands, top)


def boxes_of(section: Section, size: Measured, grid: Grid) -> dict[Node, Box]:
    """Place the boxes of a section, from 0."""
    columns = grid.columns()
    return {
        node: Box(columns[node.column][0], middle - size.heights[node] / 2, columns[node.column][1], size.heights[node])
        for node, middle in middles_of(section, size, grid.body).items()
    }


def middles_of(section: Section, size: Measured, body: float) -> dict[Node, float]:
    """Return the height of the middle of each box.

    Pain points stand in the order of the map; those of one touchpoint in that of their evidence where so fewer lines
    cross.
    """
    orders = {band.place.column: list(band.nodes.get(PAIN, ())) for band in section.bands}
    best = _middles(section, orders, size, body)
    least = crossings(section, best)
    for _ in range(_REORDERINGS if least else 0):
        linked = _linked(section)
        orders = {
            column: sorted(nodes, key=lambda node: (_mean(node, linked, best, -1), node.number))
            for column, nodes in orders.items()
        }
        found = _middles(section, orders, size, body)
        if (count := crossings(section, found)) >= least:
            break
        best, least = found, count
    return best


def _stacked(nodes: Sequence[Node], heights: Mapping[Node, float], apart: float) -> float:
    return sum(heights[node] for node in nodes) + apart * max(len(nodes) - 1, 0)


def _linked(section: Section) -> dict[Node, list[Node]]:
    linked: dict[Node, list[Node]] = {}
    for start, goal in section.links:
        linked.setdefault(start, []).append(goal)
        linked.setdefault(goal, []).append(start)
    return linked


def _middles(section: Section, orders: Mapping[int, Sequence[Node]], size: Measured, body: float) -> dict[Node, float]:
    """Return the middles with pain points in some order, by the column of their touchpoint."""
    linked, heights, bands = _linked(section), size.heights, size.bands
    apart, edge = _APART * body, _BAND * body
    middles: dict[Node, float] = {}
    for band, (low, high) in zip(section.bands, bands, strict=True):
        for column, listed in band.nodes.items():
            nodes = orders[band.place.column] if column == PAIN else listed
            at = (low + high - _stacked(nodes, heights, apart)) / 2
            for node in nodes:
                middles[node] = at + heights[node] / 2
                at += heights[node] + apart
    columns = (PAIN, OPPORTUNITY, ACTION, METRIC)
    for sweep in range(_SWEEPS):
        forwards = sweep % 2 == 0
        for column in columns[1:] if forwards else columns[-2::-1]:
            side = -1 if forwards else 1
            for band, (low, high) in zip(section.bands, bands, strict=True):
                nodes = band.nodes.get(column, ())
                wanted = {node: _mean(node, linked, middles, side) for node in nodes}
                order = sorted(nodes, key=lambda node: (wanted[node], node.number))
                if column == PAIN:
                    order = list(orders[band.place.column])
                _settle(order, wanted, heights, middles, low + edge, high - edge, apart)
    low, high = bands[0][0] + edge, bands[-1][1] - edge
    _settle_all(section.evidence, 1, linked, heights, middles, low, high, apart)
    if section.measures:
        metrics = [node for band in section.bands for node in band.nodes.get(METRIC, ())]
        _settle_all([*metrics, *section.measures], -1, linked, heights, middles, low, high, apart)
    return middles


def _settle_all(
    nodes: Sequence[Node], side: int, linked: Mapping[Node, Sequence[Node]], heights: Mapping[Node, float],
    middles: dict[Node, float], low: float, high: float, apart: float,
) -> None:  # fmt: skip
    """Place nodes of a column anywhere in the section."""
    wanted = {node: middles.get(node, _mean(node, linked, middles, side)) for node in nodes}
    _settle(sorted(nodes, key=lambda node: (wanted[node], node.number)), wanted, heights, middles, low, high, apart)


def _mean(node: Node, linked: Mapping[Node, Sequence[Node]], middles: Mapping[Node, float], side: int) -> float:
    """Return the mean height of what a node is linked to on a side; its own where there is nothing."""
    found = [
        middles[other] for other in linked.get(node, ()) if other in middles and other.column == node.column + side
    ]
    return sum(found) / len(found) if found else middles.get(node, 0.0)


def _settle(
    order: Sequence[Node], wanted: Mapping[Node, float], heights: Mapping[Node, float], middles: dict[Node, float],
    low: float, high: float, apart: float,
) -> None:  # fmt: skip
    """Place nodes under each other, each as near as there is room to where it is wanted.

    Nodes that would overlap form a group, which is placed so that its nodes are off by as little as can be in all (the
    mean of where they want it): pool adjacent violators.
    """
    groups: list[tuple[float, int, float]] = []  # the sum of where the top is wanted, how many want it, height
    members: list[list[Node]] = []
    for node in order:
        tall = heights[node]
        groups.append((wanted[node] - tall / 2, 1, tall))
        members.append([node])
        while len(groups) > 1 and groups[-2][0] / groups[-2][1] + groups[-2][2] + apart > groups[-1][0] / groups[-1][1]:
            total, count, below = groups.pop()
            own = members.pop()
            above = groups[-1][2] + apart
            groups[-1] = groups[-1][0] + total - count * above, groups[-1][1] + count, above + below
            members[-1] += own
    tops = [total / count for total, count, _ in groups]
    for number in range(len(groups)):  # kept inside from above …
        least = low if number == 0 else tops[number - 1] + groups[number - 1][2] + apart
        tops[number] = max(tops[number], least)
    for number in reversed(range(len(groups))):  # … and from below
        most = high if number == len(groups) - 1 else tops[number + 1] - apart
        tops[number] = min(tops[number], most - groups[number][2])
    for at, nodes in zip(tops, members, strict=True):
        top = at
        for node in nodes:
            middles[node] = top + heights[node] / 2
            top += heights[node] + apart


def crossings(section: Section, middles: Mapping[Node, float]) -> int:
    """Return how many links cross."""
    count = 0
    for column in range(EVIDENCE, METRIC):
        found = [(middles[a], middles[b]) for a, b in section.links if a.column == column]
        count += sum(1 for n, (a, b) in enumerate(found) for c, d in found[n + 1 :] if (a - c) * (b - d) < 0)
    return count
