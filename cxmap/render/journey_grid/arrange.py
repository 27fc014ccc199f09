"""Arranges the paragraphs of a cell: under each other, and in a wide cell of a tall row also beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.journey_grid.gauge import gauge
from cxmap.render.scene import Box
from cxmap.render.text.paragraphs import Cell, cell_height, draw_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.scene import Item

NARROWEST = 12.5
"""Ems: paragraphs stand beside each other where each gets as much width, or as it needs to stand on one line."""
BETWEEN = 1.2
"""Ems between them."""
_AT_LEAST = 6.0  # ems, however short they are
_MOST = 6
_HALVINGS = 9


class Arrangement(NamedTuple):
    """Cells beside each other that together are one cell; `width` is that of each, in points."""

    parts: tuple[Cell, ...]
    width: float
    height: float

    def draw(self, x: float, y: float, body: float) -> Iterable[Item]:
        """Draw the cell from its upper left corner."""
        for part in self.parts:
            yield from draw_cell(part, Box(x, y, self.width, 0), body)
            x += self.width + BETWEEN * body


def sides(width: float, needed: float, units: int) -> int:
    """Return how many of the units of a cell may stand beside each other; its width and what each needs are in ems."""
    if units < 2:
        return 1
    each = min(NARROWEST, max(needed, _AT_LEAST)) + BETWEEN
    return max(1, min(_MOST, units, int((width + BETWEEN) / each)))


def arrange_row(
    cells: Sequence[Cell], widths: Sequence[float], body: float, narrowest: Sequence[float] = ()
) -> tuple[float, list[Arrangement]]:
    """Arrange the cells of a row, and return its height: as low as it can be, and each cell as simple as that allows.

    No part of a cell is narrower than its `narrowest`, in ems.
    """
    plain = [
        Arrangement((cell,), width, cell_height(cell, width, body)) for cell, width in zip(cells, widths, strict=True)
    ]
    if max(widths, default=0.0) < (2 * _AT_LEAST + BETWEEN) * body:
        return max((one.height for one in plain), default=0.0), plain
    choices = {}
    height = 0.0
    for index in sorted(range(len(plain)), key=lambda index: -plain[index].height):
        if plain[index].height <= height:
            break
        least = narrowest[index] if narrowest else 0.0
        choices[index] = [plain[index], *_beside(cells[index], plain[index], body, least)]
        height = max(height, min(one.height for one in choices[index]))
    for index, found in choices.items():
        plain[index] = next(one for one in found if one.height <= height + 0.01)
    return height, plain


def _beside(cell: Cell, plain: Arrangement, body: float, narrowest: float) -> Iterable[Arrangement]:
    """Yield the cell in two parts, in three, and so on, as far as its width allows."""
    if len(cell) < 2:
        return
    runs = list(_runs(cell))
    needed = max(max(gauge((paragraph,)).widest for paragraph in cell), narrowest)
    for count in range(2, sides(plain.width / body, needed, len(runs)) + 1):
        width = (plain.width - (count - 1) * BETWEEN * body) / count
        if width < narrowest * body:
            break
        parts = _level(runs, [cell_height(run, width, body) for run in runs], count, body)
        yield Arrangement(parts, width, max(cell_height(part, width, body) for part in parts))


def _runs(cell: Cell) -> Iterable[Cell]:
    """Yield the paragraphs that stay together: each with those that belong to it."""
    start = 0
    for index in range(1, len(cell) + 1):
        if index == len(cell) or not cell[index].keeps:
            yield cell[start:index]
            start = index


def _level(runs: Sequence[Cell], heights: Sequence[float], count: int, body: float) -> tuple[Cell, ...]:
    """Share out runs over at most `count` parts in their order, so that the tallest part is as low as can be."""

    def fill(limit: float) -> list[Cell]:
        parts: list[Cell] = []
        used = 0.0
        for run, height in zip(runs, heights, strict=True):
            above = run[0].space_before * body
            if parts and used + above + height <= limit:
                parts[-1] = (*parts[-1], *run)
                used += above + height
            else:
                parts.append(run)
                used = height
        return parts

    low = max(heights)
    high = sum(heights) + sum(run[0].space_before for run in runs) * body
    best = fill(high)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        parts = fill(middle)
        if len(parts) <= count:
            best, high = parts, middle
        else:
            low = middle
    return tuple(best)


def arrange_list(cell: Cell, width: float, body: float, narrowest: float) -> Arrangement:
    """Arrange paragraphs in as many columns as there is room for, each at least `narrowest` ems wide."""
    count = max(1, min(_MOST, len(cell), int((width / body + BETWEEN) / (narrowest + BETWEEN))))
    each = (width - (count - 1) * BETWEEN * body) / count
    runs = [(paragraph,) for paragraph in cell]
    parts = _level(runs, [cell_height(run, each, body) for run in runs], count, body) if cell else ((),)
    return Arrangement(parts, each, max(cell_height(part, each, body) for part in parts))
