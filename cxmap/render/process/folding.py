"""A picture that is too long for a paper, broken into rows as a text is: lines go on at the left edge of the next row.

It is cut only where neither a step nor a label stands.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from cxmap.render.process.layout import Path
from cxmap.render.scene import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cxmap.render.process.layout import Layout, Pair, Points

BETWEEN_ROWS = 2.0
"""Ems."""
_LEAST_GAP = 0.9  # ems between boxes, to be cut there
_SAMPLES, _HALVINGS = 12, 20
_MOST_ROWS = 40


def rows_of(layout: Layout) -> Iterator[Layout]:
    """Yield a layout that runs from left to right in two rows, in three, and so on, while it gets narrower by it."""
    gaps = _gaps(layout)
    pieces = {pair: list(_pieces(path.runs[0], gaps)) for pair, path in layout.paths.items()}
    narrowest = layout.width
    for count in range(2, min(len(gaps) + 1, _MOST_ROWS) + 1):
        cuts = _evenly(gaps, layout.width, count)
        width = max(right - left for left, right in pairwise((0.0, *cuts, layout.width)))
        if width < narrowest - 0.5:
            narrowest = width
            yield _folded(layout, cuts, pieces)


def _gaps(layout: Layout) -> list[float]:
    """Return the middles of the columns in which nothing but lines stands: those after steps, which have no arrowheads."""
    boxes = [(box, True) for box in layout.boxes.values()] + [(path.label, False) for path in layout.paths.values()]
    boxes.sort()
    gaps: list[tuple[float, bool]] = []
    reach, is_step = boxes[0] if boxes else (Box(0, 0, 0, 0), False)
    for box, of_step in boxes:
        if box.x - reach.right >= _LEAST_GAP:
            gaps.append(((reach.right + box.x) / 2, is_step))
        if box.right > reach.right:
            reach, is_step = box, of_step
    return [gap for gap, after_step in gaps if after_step] or [gap for gap, _ in gaps]


def _evenly(gaps: Sequence[float], width: float, count: int) -> list[float]:
    """Return at most `count - 1` of the gaps, so that what is between them is about equally wide."""
    wanted = (width * number / count for number in range(1, count))
    return sorted({min(gaps, key=lambda gap: (abs(gap - at), gap)) for at in wanted})


def _folded(layout: Layout, cuts: Sequence[float], pieces: Mapping[Pair, Sequence[Points]]) -> Layout:
    edges = [0.0, *cuts, layout.width]
    runs = {pair: list(_runs(cubics, cuts)) for pair, cubics in pieces.items()}
    homes = {pair: _row(path.label.x + path.label.width / 2, cuts) for pair, path in layout.paths.items()}
    places = {number: _row(box.x + box.width / 2, cuts) for number, box in layout.boxes.items()}
    extents: list[list[float]] = [[] for _ in edges[1:]]
    for number, box in layout.boxes.items():
        extents[places[number]] += [box.y, box.bottom]
    for pair, path in layout.paths.items():
        extents[homes[pair]] += [path.label.y, path.label.bottom]
        for row, points in runs[pair]:
            extents[row] += [y for _, y in points]
    shifts, rows, top = [], [], 0.0
    for (left, right), ys in zip(pairwise(edges), extents, strict=True):
        tall = max(ys, default=0.0) - min(ys, default=0.0)
        shifts.append((-left, top - min(ys, default=0.0)))
        rows.append(Box(0.0, top, right - left, tall))
        top += tall + BETWEEN_ROWS

    def moved(box: Box, row: int) -> Box:
        return box._replace(x=box.x + shifts[row][0], y=box.y + shifts[row][1])

    def shifted(points: Points, row: int) -> Points:
        dx, dy = shifts[row]
        return tuple((x + dx, y + dy) for x, y in points)

    return replace(
        layout,
        width=max(row.width for row in rows),
        height=top - BETWEEN_ROWS,
        boxes={number: moved(box, places[number]) for number, box in layout.boxes.items()},
        paths={
            pair: Path(tuple(shifted(points, row) for row, points in runs[pair]), moved(path.label, homes[pair]))
            for pair, path in layout.paths.items()
        },
        rows=tuple(rows),
    )


def _row(x: float, cuts: Sequence[float]) -> int:
    return bisect_right(cuts, x)


def _runs(cubics: Sequence[Points], cuts: Sequence[float]) -> Iterable[tuple[int, Points]]:
    """Join cubics that lie in the same row; yield them, each run with its row."""
    last, run = -1, list(cubics[0][:1])
    for cubic in cubics:
        row = _row(_x_at(cubic, 0.5), cuts)
        if row != last and len(run) > 1:
            yield last, tuple(run)
            run = [cubic[0]]
        run += cubic[1:]
        last = row
    yield last, tuple(run)


def _pieces(points: Points, gaps: Sequence[float]) -> Iterable[Points]:
    """Split a Bézier path into cubics that cross none of some verticals."""
    for start in range(0, len(points) - 1, 3):
        rest, done = points[start : start + 4], 0.0
        low, high = min(x for x, _ in rest), max(x for x, _ in rest)
        inside = gaps[bisect_right(gaps, low) : bisect_left(gaps, high)]
        for share in sorted(share for gap in inside for share in _crossings(rest, gap)):
            if share - done < 1e-6:
                continue
            first, rest = split(rest, (share - done) / (1 - done))
            done = share
            yield first
        yield rest


def _crossings(cubic: Points, x: float) -> Iterable[float]:
    shares = [number / _SAMPLES for number in range(_SAMPLES + 1)]
    sides = [_x_at(cubic, share) < x for share in shares]
    for number in range(_SAMPLES):
        if sides[number] != sides[number + 1]:
            low, high = shares[number], shares[number + 1]
            for _ in range(_HALVINGS):
                middle = (low + high) / 2
                low, high = (middle, high) if (_x_at(cubic, middle) < x) == sides[number] else (low, middle)
            if 1e-6 < low < 1 - 1e-6:
                yield low


def _x_at(cubic: Points, share: float) -> float:
    (a, _), (b, _), (c, _), (d, _) = cubic
    rest = 1 - share
    return rest * rest * (rest * a + 3 * share * b) + share * share * (3 * rest * c + share * d)


def at(cubic: Points, share: float) -> tuple[float, float]:
    """Return the point of a cubic at a share of its parameter."""
    return split(cubic, share)[0][-1]


def split(cubic: Points, share: float) -> tuple[Points, Points]:
    """Split a cubic at a share of its parameter (de Casteljau)."""

    def mix(p: tuple[float, float], q: tuple[float, float]) -> tuple[float, float]:
        return p[0] + (q[0] - p[0]) * share, p[1] + (q[1] - p[1]) * share

    a, b, c, d = cubic
    ab, bc, cd = mix(a, b), mix(b, c), mix(c, d)
    abc, bcd = mix(ab, bc), mix(bc, cd)
    middle = mix(abc, bcd)
    return (a, ab, abc, middle), (middle, bcd, cd, d)
