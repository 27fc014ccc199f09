"""Where all on the flow stands: Graphviz arranges each stage from top to bottom; stages go from left to right."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from graphviz import Digraph

from cxmap.model.reading import called
from cxmap.render.graphviz_positions import positions
from cxmap.render.paragraphs import text_block
from cxmap.render.scene import Box
from cxmap.render.theme import PAPERS
from cxmap.render.views.flow.cards import STEP, Node, on_raster

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxmap.render.subject import Subject
    from cxmap.render.views.flow.graph import Flow, Way

HEADING = 11.0
"""Type size of a stage's name."""
_PADDING = 3 * STEP
_GUTTER = 5 * STEP
_BETWEEN_ROWS = 7 * STEP
ROOM_AROUND = 3 * STEP
"""Room for lines that run around the outer stages."""
_NARROWEST_PANEL = 24 * STEP
_WIDENED = 24 * STEP  # by how much a panel may grow so that all rows end at one edge
_WIDEST_ROW = 1.2 * PAPERS["A3"][0]  # then a second row begins: on a screen the way goes on downwards
_INCH = 72.0


class Panel(NamedTuple):
    """A stage or a part of one: its block, the stage's number and name, the place of its tint and of its name."""

    block: int
    stage: int
    name: str
    box: Box
    heading: Box


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Boxes by node, panels, and the size of it all; the corner is at 0, 0."""

    boxes: dict[str, Box]
    panels: tuple[Panel, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Block:
    """A stage, or a part of one, as Graphviz arranged it, with its corner at 0, 0."""

    block: int
    stage: int
    name: str
    boxes: dict[str, Box]
    width: float
    height: float

    def heading_height(self, width: float) -> float:
        _, tall = text_block(self.name, Box(0, 0, width - 2 * _PADDING, 0), HEADING, "#000000", bold=True)
        return on_raster(tall)


def dot_source(flow: Flow, nodes: Mapping[str, Node]) -> str:
    """Write the graph in DOT: fixed sizes, no labels, a cluster for each block; no text of the map is in it.

    Ways that leave a block or lead back are left out, with their chips kept under the stop: what does not run downwards
    would only pull the cards apart. All lines are led by `route`, so that Graphviz need not draw any.
    """
    graph = Digraph(
        graph_attr={
            "rankdir": "TB", "ordering": "out", "splines": "false",
            "nodesep": _inches(3 * STEP), "ranksep": _inches(3 * STEP), "charset": "utf-8",
        },
        node_attr={"shape": "box", "fixedsize": "true", "label": ""},
    )  # fmt: skip
    for block, stops in groupby(flow.stops, key=lambda stop: stop.block):
        with graph.subgraph(name=f"cluster_c{block}") as cluster:
            for stop in stops:
                for name in (f"s{stop.index}", f"n{stop.index}", f"f{stop.index}"):
                    if name in nodes:
                        _node(cluster, name, nodes[name])
                for way in _in_order(flow, stop.index):
                    if f"e{way.index}" in nodes:
                        _node(cluster, f"e{way.index}", nodes[f"e{way.index}"])
    for stop in flow.stops:
        own = f"n{stop.index}"
        if f"s{stop.index}" in nodes:
            graph.edge(f"s{stop.index}", own, weight="4")
        for way in _in_order(flow, stop.index):
            chip, head = f"e{way.index}", f"n{way.head}"
            stays = flow.stops[way.head].block == stop.block and not way.is_back
            if chip in nodes:
                graph.edge(own, chip)
                if stays:
                    graph.edge(chip, head)
            elif stays:
                graph.edge(own, head, weight="2")
        if f"f{stop.index}" in nodes:
            graph.edge(own, f"f{stop.index}", weight="4")
    return str(graph.source)


def arrange(subject: Subject, flow: Flow, nodes: Mapping[str, Node], width: float) -> Arrangement:
    """Place all nodes, in one row of stages or, where that grows too wide, in several; at least `width` points wide.

    Raises:
        CxmapError: there is no Graphviz.
    """
    blocks = list(_blocks(subject, flow, nodes))
    rows: list[list[_Block]] = []
    for count in range(1, len(blocks) + 1):
        rows = _rows(blocks, count)
        if max(map(_row_width, rows)) <= _WIDEST_ROW:
            break
    return _place(rows, max(width, max(map(_row_width, rows)) + 2 * ROOM_AROUND))


def _inches(points: float) -> str:
    return f"{points / _INCH:.4f}"


def _node(graph: Digraph, name: str, node: Node) -> None:
    width, height = node.size
    graph.node(name, width=_inches(width), height=_inches(height))


def _in_order(flow: Flow, tail: int) -> Sequence[Way]:
    """Return the ways out of a stop from left to right: back to earlier stages, within its own, on to later ones.

    Of the ways to the next stages, those that go furthest down come first: so their lines need not cross.
    """
    block = flow.stops[tail].block

    def place(way: Way) -> tuple[int, bool, int]:
        head = flow.stops[way.head].block
        return (head > block) - (head < block), not way.is_back, -way.head if head > block else way.index

    return sorted((way for way in flow.ways if way.tail == tail), key=place)


def _blocks(subject: Subject, flow: Flow, nodes: Mapping[str, Node]) -> Iterable[_Block]:
    found = positions(dot_source(flow, nodes))
    centres = {
        item["name"]: tuple(map(float, item["pos"].split(","))) for item in found["objects"] if item["name"] in nodes
    }
    for block, group in groupby(flow.stops, key=lambda stop: stop.block):
        stops = list(group)
        indexes = {stop.index for stop in stops}
        own = [f"{kind}{index}" for index in sorted(indexes) for kind in "snf" if f"{kind}{index}" in nodes]
        own += [f"e{way.index}" for way in flow.ways if way.tail in indexes and f"e{way.index}" in nodes]
        raw = {}
        for name in own:
            wide, tall = nodes[name].size
            x, y = centres[name]
            raw[name] = Box(x - wide / 2, -y - tall / 2, wide, tall)
        left, top = min(box.x for box in raw.values()), min(box.y for box in raw.values())
        boxes = {
            name: Box(_snapped(box.x - left), _snapped(box.y - top), box.width, box.height) for name, box in raw.items()
        }
        yield _Block(
            block, stops[0].stage, called(stops[0].place.stage, subject.language), boxes,
            max(box.right for box in boxes.values()), max(box.bottom for box in boxes.values()),
        )  # fmt: skip


def _snapped(length: float) -> float:
    return round(length / STEP) * STEP


def _panel_width(block: _Block) -> float:
    return on_raster(max(block.width + 2 * _PADDING, _NARROWEST_PANEL))


def _row_width(row: Sequence[_Block]) -> float:
    return sum(map(_panel_width, row)) + _GUTTER * (len(row) - 1)


def _row_height(row: Sequence[_Block]) -> float:
    return _heading_height(row) + max(block.height for block in row) + 6 * STEP


def _heading_height(row: Sequence[_Block]) -> float:
    return max(block.heading_height(_panel_width(block)) for block in row)


def _rows(blocks: Sequence[_Block], count: int) -> list[list[_Block]]:
    """Split stages into `count` rows, so that the widest is as narrow as can be (linear partition)."""
    best: dict[tuple[int, int], tuple[float, list[int]]] = {(0, 0): (0.0, [])}
    for rows in range(1, count + 1):
        for end in range(rows, len(blocks) + 1):
            choices = [
                (max(best[rows - 1, start][0], _row_width(blocks[start:end])), [*best[rows - 1, start][1], start])
                for start in range(rows - 1, end)
                if (rows - 1, start) in best
            ]
            best[rows, end] = min(choices)
    starts = best[count, len(blocks)][1]
    return [list(blocks[a:b]) for a, b in zip(starts, [*starts[1:], len(blocks)], strict=True)]


def _place(rows: Sequence[Sequence[_Block]], width: float) -> Arrangement:
    boxes: dict[str, Box] = {}
    panels = []
    width = on_raster(width)
    y = 0.0
    for row in rows:
        room = width - 2 * ROOM_AROUND - _row_width(row)
        wider, spare = divmod(round(min(room, _WIDENED * len(row)) / STEP), len(row))
        heading = _heading_height(row)
        height = _row_height(row)
        x = ROOM_AROUND
        for place, block in enumerate(row):
            wide = _panel_width(block) + (wider + (place < spare)) * STEP
            left = x + _snapped((wide - block.width) / 2)
            top = y + heading + 4 * STEP
            title = Box(x + _PADDING / 2, y + STEP, wide - _PADDING, heading)
            panels.append(Panel(block.block, block.stage, block.name, Box(x, y, wide, height), title))
            for name, box in block.boxes.items():
                boxes[name] = Box(left + box.x, top + box.y, box.width, box.height)
            x += wide + _GUTTER
        y += height + _BETWEEN_ROWS
    return Arrangement(boxes, tuple(panels), width, y - _BETWEEN_ROWS + ROOM_AROUND)
