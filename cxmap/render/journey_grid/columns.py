"""How wide the columns of a grid are: wide where the text that makes rows tall is, within limits that look calm."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from cxmap.render.journey_grid.arrange import BETWEEN, sides
from cxmap.render.journey_grid.gauge import lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.journey_grid.gauge import Gauge

NARROWEST_COLUMN = 8.4
"""Ems: seven hanzi, or a short English word and a half."""
GUTTER = 1.1
"""Ems between the texts of two columns."""
_NARROWER, _WIDER = 0.74, 1.65  # than all of them equally wide
_LONGEST_WORD = 12.0  # ems: a column is made no wider for the sake of a word
_ROUNDING = 0.05  # ems: widths of texts are whole hundredths
_ROUNDS = 6
_NEARLY = 0.9  # of the tallest cell: one as tall decides with it
_TALLER_BESIDE = 1.06  # parts of a cell beside each other are not equally tall

Column = list[tuple[int, "Gauge"]]
"""The cells of a column that are not empty: each with the number of its row."""


def row_heights(columns: Sequence[Column], widths: Sequence[float], rows: int) -> list[float]:
    """Return the height of each row's tallest cell, roughly; all in ems."""
    tallest = [0.0] * rows
    for column, width in zip(columns, widths, strict=True):
        _heights(column, width, tallest)
    return tallest


def _heights(column: Column, width: float, tallest: list[float]) -> list[float]:
    """Return how tall the cells of a column become; `tallest` are those of each row, and take in the taller ones."""
    inner = width - GUTTER
    per_em = lines(1.0, inner)
    found = []
    for row, (fixed, flowing, least, units, _, widest) in column:
        height = fixed + flowing * per_em
        if units > 1 and (parts := sides(inner, widest, units)) > 1:
            least /= parts
            height = _TALLER_BESIDE * fixed / parts + lines(flowing, inner - (parts - 1) * BETWEEN)
        if height < least:
            height = least
        found.append(height)
        if height > tallest[row]:
            tallest[row] = height
    return found


def longest_word(column: Column) -> float:
    """Return how wide a column must be so that no word in it is broken, unless it is a very long one; in ems."""
    return min(max((cell.narrowest for _, cell in column), default=0.0), _LONGEST_WORD) + GUTTER + _ROUNDING


def column_widths(columns: Sequence[Column], rows: int, total: float) -> list[float]:
    """Return the widths of columns, in ems, that make the rows as low as they can be together.

    The height of a row is that of its tallest cell, c / width. Where it is always the same cells that are the tallest,
    the sum is least with widths that are proportional to the square roots of what these cells hold: so those are taken,
    and the tallest cells looked for again, some times over.
    """
    count = len(columns)
    mean = total / count
    if count == 1:
        return [mean]
    most = _WIDER * mean
    words = list(map(longest_word, columns))
    for floor in (max(_NARROWER * mean, min(NARROWEST_COLUMN, mean)), 0.87 * mean, _NARROWER * mean):
        least = [max(word, floor) for word in words]
        if sum(least) <= total:
            break
    else:
        least = [_NARROWER * mean] * count
    widths = _within([mean] * count, total, least, most)
    best, lowest = widths, float("inf")
    for turn in range(_ROUNDS):
        tallest = [0.0] * rows
        found = [_heights(column, width, tallest) for column, width in zip(columns, widths, strict=True)]
        whole = sum(tallest)
        if whole < lowest:
            best, lowest = widths, whole
        if turn < _ROUNDS - 1:
            widths = _within(_aims(columns, found, tallest, widths, total), total, least, most)
    return best


def _aims(
    columns: Sequence[Column], found: Sequence[Sequence[float]], tallest: Sequence[float],
    widths: Sequence[float], total: float,
) -> Iterable[float]:  # fmt: skip
    """Return widths between those that are and those that the tallest cells ask for."""
    roots = []
    for cells, heights in zip(columns, found, strict=True):
        weight = 0.0
        for height, (row, cell) in zip(heights, cells, strict=True):
            nearly = _NEARLY * tallest[row]
            if height > nearly:
                weight += cell.flowing * (height - nearly) / (tallest[row] - nearly)
        roots.append(sqrt(weight))
    share = 0.75 * total / (sum(roots) or 1.0)
    even = 0.25 * total / len(columns)
    return (0.55 * width + 0.45 * (even + share * root) for width, root in zip(widths, roots, strict=True))


def _within(widths: Iterable[float], total: float, least: Sequence[float], most: float) -> list[float]:
    """Return widths that add up to `total` and keep the limits."""
    kept = list(widths)
    for _ in range(6):
        kept = [min(max(width, low), most) for width, low in zip(kept, least, strict=True)]
        rest = total - sum(kept)
        if abs(rest) < 1e-6:
            break
        free = [
            index
            for index, (width, low) in enumerate(zip(kept, least, strict=True))
            if (width < most if rest > 0 else width > low)
        ]
        if not free:
            break
        scale = rest / sum(kept[index] for index in free)
        for index in free:
            kept[index] += scale * kept[index]
    return kept


def level_widths(cells: Sequence[Gauge], total: float, least: Sequence[float], most: float) -> list[float]:
    """Return the widths at which cells beside each other become equally tall, as far as the limits allow; in ems.

    At a height h a cell needs the width flowing / (h - fixed); the height is found at which all of them fill `total`.
    """
    low = min(cell.fixed for cell in cells)
    high = low + sum(cell.flowing for cell in cells) / total * 4 + 40
    widths: list[float] = []
    for _ in range(24):
        middle = (low + high) / 2
        widths = [
            min(max(wide, cell.flowing / max(middle - cell.fixed, 0.01)), most)
            for cell, wide in zip(cells, least, strict=True)
        ]
        if sum(widths) > total:
            low = middle
        else:
            high = middle
    scale = total / sum(widths)
    return [width * scale for width in widths]
