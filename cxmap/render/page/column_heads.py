"""Columns under their heads: where they stand on a sheet, the stages above them as bands, the names of touchpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.scene import Box, Group, Item, Line, Rect
from cxmap.render.text.paragraphs import STRONG, Cell, Paragraph, cell_height, draw_cell
from cxmap.render.theme import STAGE_TINTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxmap.render.matching import Band, Pair
    from cxmap.render.subject import Subject

_PADDING = 0.35  # ems around the name of a stage
_SIDE = 0.3  # ems left and right of the name of a touchpoint


class Grid(NamedTuple):
    """The columns from `first` to `last`, each `width` points wide, the first at `left`."""

    left: float
    width: float
    first: int
    last: int

    @property
    def right(self) -> float:
        """The right edge of the last column."""
        return self.edge(self.last + 1)

    @property
    def columns(self) -> range:
        """The numbers of the columns."""
        return range(self.first, self.last + 1)

    def edge(self, column: int) -> float:
        """Return the left edge of a column."""
        return self.left + (column - self.first) * self.width

    def middle(self, column: int) -> float:
        """Return the middle of a column."""
        return self.left + (column - self.first + 0.5) * self.width

    def shown(self, band: Band) -> tuple[float, float] | None:
        """Return from where to where a band is on this sheet; None where it is on another."""
        start, end = max(band.start, self.first), min(band.end, self.last)
        return (self.edge(start), self.edge(end + 1)) if start <= end else None


def bands_height(bands: Sequence[Band], grid: Grid, body: float, theme_ink: str = "#000000") -> float:
    """Return how tall the bands of stages become, in points."""
    tallest = 0.0
    for band in bands:
        ends = grid.shown(band)
        if ends is not None and band.name:
            cell: Cell = (Paragraph(band.name, theme_ink, STRONG),)
            tallest = max(tallest, cell_height(cell, _band_room(*ends, body), body))
    return tallest + 2 * _PADDING * body if tallest else 0.0


def draw_bands(
    subject: Subject, bands: Sequence[Band], grid: Grid, top: float, height: float, body: float, *, filled: bool = True
) -> Iterable[Item]:
    """Draw the stages as bands: filled with their tints, or else outlined; nothing where a map has no such stage."""
    for number, band in enumerate(bands):
        ends = grid.shown(band)
        if ends is None or not band.name:
            continue
        box = Box(ends[0] + 0.5, top, ends[1] - ends[0] - 1, height)
        if filled:
            yield Rect(box, STAGE_TINTS[number % len(STAGE_TINTS)], radius=0.25 * body)
        else:
            yield Rect(box, subject.theme.ground, subject.theme.hairline, 0.75, 0.25 * body)
        cell: Cell = (Paragraph(band.name, subject.theme.ink, STRONG),)
        inner = _band_room(*ends, body)
        tall = cell_height(cell, inner, body)
        yield from draw_cell(cell, Box(ends[0] + 0.55 * body, top + (height - tall) / 2, inner, tall), body)


def _band_room(left: float, right: float, body: float) -> float:
    return right - left - 1.1 * body


def heads_height(cells: Mapping[int, Cell] | Sequence[Cell], grid: Grid, body: float) -> float:
    """Return how tall the heads of the columns become; `cells` are those of the columns, by number."""
    inner = grid.width - 2 * _SIDE * body
    return max((cell_height(cells[column], inner, body) for column in grid.columns), default=0.0)


def draw_heads(
    pairs: Sequence[Pair],
    cells: Mapping[int, Cell] | Sequence[Cell],
    grid: Grid,
    top: float,
    height: float,
    body: float,
) -> Iterable[Item]:
    """Draw the heads of columns on one lower edge, so that each stands next to its column."""
    inner = grid.width - 2 * _SIDE * body
    for column in grid.columns:
        tall = cell_height(cells[column], inner, body)
        box = Box(grid.edge(column) + _SIDE * body, top + height - tall, inner, tall)
        yield Group(tuple(draw_cell(cells[column], box, body)), touchpoint=touchpoint_of(pairs[column]))


def touchpoint_of(pair: Pair) -> int | None:
    """Return which touchpoint of the map a column is about (see `Group`); None for one of the other map."""
    return pair.first.column if pair.first is not None else None


def draw_stage_lines(subject: Subject, bands: Sequence[Band], grid: Grid, top: float, bottom: float) -> Iterable[Item]:
    """Draw a hairline where a stage ends."""
    for band in bands:
        if grid.first < band.start <= grid.last:
            x = grid.edge(band.start)
            yield Line(x, top, x, bottom, subject.theme.hairline, 0.6)
