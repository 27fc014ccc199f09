"""Where the steps, the labels and the lines of a process are: Graphviz places them, labels too as boxes on their lines.

All moves are given to Graphviz in the direction in which the steps follow each other, also those that lead back, so
that these never turn the picture around. Lengths are in ems of the body, from the top left, y downwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cxmap.render.graphviz_positions import positions
from cxmap.render.process.moves import END, START
from cxmap.render.scene import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxmap.render.process.measures import Measured
    from cxmap.render.process.moves import Move

Direction = Literal["LR", "TB"]
Pair = tuple[int, int]
Points = tuple[tuple[float, float], ...]

_EM = 10.0  # points that an em is while Graphviz works
_APART = {"LR": 1.5, "TB": 1.3}  # between neighbours on a rank
_RANKS = {"LR": 1.6, "TB": 1.3}  # between a rank of boxes and one of labels
_HEAVIEST = 24


class Path(NamedTuple):
    """A line from step to step through its label: its runs, each the points of cubic Béziers, and the box of the label.

    There is one run, or one for each row of a layout in rows.
    """

    runs: tuple[Points, ...]
    label: Box


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things are; `back` are the moves that lead back, `rows` the rows of a layout that is broken into some."""

    direction: Direction
    width: float
    height: float
    boxes: Mapping[int, Box]
    paths: Mapping[Pair, Path]
    back: frozenset[Pair]
    rows: tuple[Box, ...] = ()


def lay_out(
    moves: Sequence[Move], order: Sequence[int], boxes: Mapping[int, Measured], labels: Mapping[Pair, Measured],
    direction: Direction,
) -> Layout:  # fmt: skip
    """Place steps, labels and lines; `boxes` are those of the steps, and of start and end.

    Raises:
        CxmapError: there is no Graphviz, or it finds no positions.
    """
    if not boxes:
        return Layout(direction, 1.0, 1.0, {}, {}, frozenset())
    rank = {START: -1, END: len(order), **{step: place for place, step in enumerate(order)}}
    back = frozenset((m.before, m.after) for m in moves if rank[m.before] > rank[m.after])
    source = "\n".join(_dot(moves, rank, boxes, labels, direction, back))
    return _read(positions(source), moves, boxes, labels, direction, back)


def main_line(moves: Iterable[Move], rank: Mapping[int, int]) -> list[int]:
    """Return the steps along the most frequent moves onwards, from the start to an end: they stand on one line."""
    best: dict[int, Move] = {}
    for move in moves:
        if rank[move.before] < rank[move.after] and (move.before not in best or best[move.before].n < move.n):
            best[move.before] = move
    line, at = [START], START
    while at != END and at in best:
        at = best[at].after
        line.append(at)
    return line


def _dot(
    moves: Sequence[Move], rank: Mapping[int, int], boxes: Mapping[int, Measured], labels: Mapping[Pair, Measured],
    direction: Direction, back: frozenset[Pair],
) -> Iterable[str]:  # fmt: skip
    line = main_line(moves, rank)
    on_line = {*line, *pairwise(line)}
    yield (
        f"digraph {{ rankdir={direction}; nodesep={_inches(_APART[direction])}; ranksep={_inches(_RANKS[direction])};"
        ' splines=true; node [shape=box, fixedsize=true, label=""]; edge [dir=none];'
    )
    for number in sorted(boxes, key=rank.__getitem__):
        group = ", group=main" if number in on_line else ""
        yield f"{_node(number)} [width={_inches(boxes[number].width)}, height={_inches(boxes[number].height)}{group}];"
    most = max((move.n for move in moves), default=1)
    for index, move in enumerate(moves):
        pair = move.before, move.after
        group = ", group=main" if pair in on_line else ""
        size = labels[pair]
        yield f"l{index} [width={_inches(size.width)}, height={_inches(size.height)}{group}];"
        weight = max(1, round(_HEAVIEST * move.n / most))
        first, last = (move.after, move.before) if pair in back else pair
        yield f"{_node(first)} -> l{index} [weight={weight}, headclip=false, id=a{index}];"
        yield f"l{index} -> {_node(last)} [weight={weight}, tailclip=false, id=b{index}];"
    yield "}"


def _node(number: int) -> str:
    return {START: "s", END: "e"}.get(number, f"n{number}")


def _inches(ems: float) -> str:
    return f"{ems * _EM / 72:.4f}"


def _read(
    found: dict[str, Any], moves: Sequence[Move], boxes: Mapping[int, Measured], labels: Mapping[Pair, Measured],
    direction: Direction, back: frozenset[Pair],
) -> Layout:  # fmt: skip
    """Read Graphviz's answer; what it draws beyond its own edges is taken in."""
    middles = {one["name"]: _points(one["pos"])[0] for one in found.get("objects", ())}
    halves = {one["id"]: _points(one["pos"]) for one in found.get("edges", ())}
    placed = {number: _around(middles[_node(number)], size) for number, size in boxes.items()}
    paths: dict[Pair, Path] = {}
    for index, move in enumerate(moves):
        pair = move.before, move.after
        points = (*halves[f"a{index}"], *halves[f"b{index}"][1:])
        paths[pair] = Path((points[::-1] if pair in back else points,), _around(middles[f"l{index}"], labels[pair]))
    every = [*placed.values(), *(path.label for path in paths.values())]
    corners = [(box.x, box.y) for box in every] + [(box.right, box.bottom) for box in every]
    corners += [point for path in paths.values() for run in path.runs for point in run]
    left, top = (min((corner[axis] for corner in corners), default=0.0) for axis in (0, 1))
    right, bottom = (max((corner[axis] for corner in corners), default=0.0) for axis in (0, 1))

    def moved(box: Box) -> Box:
        return box._replace(x=box.x - left, y=box.y - top)

    return Layout(
        direction, right - left, bottom - top, {number: moved(box) for number, box in placed.items()},
        {pair: Path(tuple(tuple((x - left, y - top) for x, y in run) for run in path.runs), moved(path.label))
         for pair, path in paths.items()},
        back,
    )  # fmt: skip


def _points(text: str) -> Points:
    """Read `x,y x,y …`, y upwards in points."""
    pairs = (pair.split(",")[-2:] for pair in text.split())
    return tuple((float(x) / _EM, -float(y) / _EM) for x, y in pairs)


def _around(middle: tuple[float, float], size: Measured) -> Box:
    return Box(middle[0] - size.width / 2, middle[1] - size.height / 2, size.width, size.height)
