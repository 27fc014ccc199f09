"""Numbered markers: one number for the same thing in a chart, on a time axis and in a table, its state by the shape."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxmap.render.marks.icons import MARKER_OUTLINES
from cxmap.render.page.blocks import Drawing
from cxmap.render.page.tables import Sketch
from cxmap.render.scene import Box, Group, Item, Mark
from cxmap.render.text.paragraphs import cell_height, draw_cell, one_line
from cxmap.render.theme import SMALLEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.page.legend import Symbol
    from cxmap.render.text.paragraphs import Cell

MARKER = 1.95
"""Width and height of the square a marker is drawn in, in ems of the body."""
_SCALES = {"diamond": 1.22, "triangle": 1.2}  # of the square: a pointed shape holds less than a round one
_DROPS = {"triangle": 0.13}  # of the square: how far down its number stands
_LIFTS = {"triangle": 0.05}  # of the square: how far up it is drawn, so that its number is in line with others
_SMALLER = {1: 0.47, 2: 0.44}  # size of the number, by its digits, in marker widths
_MANY_DIGITS = 0.34


@dataclass(frozen=True, slots=True)
class Marker:
    """A number in a shape of `MARKER_OUTLINES`; `title` says what it is, for who points at it or cannot see it."""

    number: int
    shape: str
    colour: str
    filled: bool = False
    title: str = ""

    def draw(self, x: float, y: float, size: float) -> Iterable[Item]:
        """Draw it around a point, in a square `size` points wide."""
        yield Group(tuple(self._items(x, y, size)), title=self.title)

    def _items(self, x: float, y: float, size: float) -> Iterable[Item]:
        wide = size * _SCALES.get(self.shape, 1.0)
        top = y - wide / 2 - size * _LIFTS.get(self.shape, 0.0)
        if self.shape == "dashed":  # of a line with gaps only the pieces would be filled
            yield Mark(x - wide / 2, top, wide, MARKER_OUTLINES["circle"], "#FFFFFF", "#FFFFFF")
            yield Mark(x - wide / 2, top, wide, MARKER_OUTLINES["dashed"], self.colour)
        else:
            fill = self.colour if self.filled else "#FFFFFF"
            yield Mark(x - wide / 2, top, wide, MARKER_OUTLINES[self.shape], self.colour, fill)
        said = str(self.number)
        type_size = max(SMALLEST_TEXT, size * _SMALLER.get(len(said), _MANY_DIGITS))
        baseline = y + 0.36 * type_size + size * _DROPS.get(self.shape, 0.0)
        ink = "#FFFFFF" if self.filled else self.colour
        yield one_line(said, x, baseline, type_size, ink, bold=True, anchor="middle")

    def cell(self) -> Sketch:
        """Return it as a cell of a table."""
        return Sketch(
            lambda _, body: (MARKER - 0.3) * body,
            lambda box, body: self.draw(box.x + MARKER / 2 * body, box.y + 0.7 * body, MARKER * body),
        )


def after_marker(marker: Marker, cell: Cell, gap: float = 0.2) -> Drawing:
    """Return paragraphs with a marker before them, as a block."""
    indent = MARKER + 0.4

    def paint(box: Box, body: float) -> Iterable[Item]:
        yield from marker.draw(box.x + MARKER / 2 * body, box.y + MARKER / 2 * body, MARKER * body)
        rest = Box(box.x + indent * body, box.y + 0.27 * body, max(box.width - indent * body, body), 0)
        yield from draw_cell(cell, rest, body)

    def tall(width: float, body: float) -> float:
        text = cell_height(cell, max(width - indent * body, body), body) + 0.27 * body
        return max(text, MARKER * body)

    return Drawing(tall, paint, gap=gap)


def marker_symbol(shape: str, colour: str, *, filled: bool) -> Symbol:
    """Return a marker without its number, for a legend."""

    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        ground = "" if shape == "dashed" else colour if filled else "#FFFFFF"
        yield Mark(x, y, size, MARKER_OUTLINES[shape], colour, ground)

    return draw


def packed(markers: Sequence[Marker], box: Box, sizes: Sequence[float], pitch: float = 1.0) -> tuple[list[Item], int]:
    """Draw markers in rows around the middle of a box; return them and how many found no room.

    They are as large as the first of `sizes` that lets all of them in, else as the last; `pitch` is how far one is from
    the next, in their own size.
    """
    step, columns, rows = 1.0, 1, 1
    for size in sizes:
        step = size * pitch
        columns, rows = (max(1, int(length / step + 0.001)) for length in (box.width, box.height))
        if columns * rows >= len(markers):
            break
    shown = markers[: columns * rows]
    if len(shown) > 3:  # a few stand side by side, more in a block of the box's proportions
        wide = math.ceil(math.sqrt(len(shown) * box.width / max(box.height, 1.0)))
        columns = min(columns, max(wide, -(-len(shown) // rows)))
    items: list[Item] = []
    lines = [shown[start : start + columns] for start in range(0, len(shown), columns)]
    top = box.y + (box.height - len(lines) * step) / 2
    for row, line in enumerate(lines):
        left = box.x + (box.width - len(line) * step) / 2
        for column, marker in enumerate(line):
            items += marker.draw(left + (column + 0.5) * step, top + (row + 0.5) * step, step / pitch)
    return items, len(markers) - len(shown)
