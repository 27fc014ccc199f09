"""A grid: heads and rows of some columns, how tall it is, and how it is drawn and cut."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from cxmap.render.journey_grid.columns import NARROWEST_COLUMN, column_widths, longest_word, row_heights
from cxmap.render.journey_grid.rows import PADDING
from cxmap.render.journey_grid.span import label_ems, span_of
from cxmap.render.scene import Box, Group, Item, Line
from cxmap.render.text.labels import BLUEPRINT_LINES
from cxmap.render.text.paragraphs import SMALL, one_line
from cxmap.render.theme import SMALLEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.journey_grid.columns import Column
    from cxmap.render.journey_grid.heads import Heads
    from cxmap.render.journey_grid.rows import Row
    from cxmap.render.journey_grid.span import Span
    from cxmap.render.subject import Subject

RULE_HEIGHT = 1.55
"""Ems of a line of the service blueprint, with its name."""
_USUAL_COLUMN = 12.0  # ems
LEAST_AIR = 0.3
"""Ems that a row can do without, where its grid would be cut otherwise."""
_MOST_AIR = 1.6  # ems that spare height may add to a row
_CURVE_SHARE = 0.75  # of spare height: the rows that grow come first
_STAGE_LINE, _COLUMN_LINE = "#AEB8C2", "#E9EDF1"


class Plan:
    """What a grid of all columns holds, and how tall parts of it become, roughly: to choose between ways to lay it out.

    All lengths are in ems of the body.
    """

    def __init__(self, subject: Subject, heads: Heads, rows: Sequence[Row]) -> None:
        self.subject = subject
        self.heads = heads
        self.rows = tuple(rows)
        self.label = label_ems(subject)
        self._shown: dict[range, tuple[int, ...]] = {}

    @cached_property
    def _columns(self) -> list[Column]:
        """The cells of each column by row; the names of touchpoints stand in the row after the last."""
        columns: list[Column] = [[(len(self.rows), cell)] for cell in self.heads.gauges]
        for number, row in enumerate(self.rows):
            for column, cell in zip(columns, row.gauges(), strict=False):
                if cell.units:
                    column.append((number, cell))
        return columns

    @cached_property
    def _longest_words(self) -> list[float]:
        return list(map(longest_word, self._columns))

    @cached_property
    def _usual_widths(self) -> list[float]:
        """Widths that suit all columns together, to estimate any part of them by."""
        return column_widths(self._columns, len(self.rows) + 1, _USUAL_COLUMN * len(self._columns))

    def narrowest(self, columns: range, column: float = NARROWEST_COLUMN) -> float:
        """Return how wide a grid must be so that no word is broken, and columns are on average as wide as `column`."""
        words = sum(self._longest_words[columns.start : columns.stop])
        return max(words, len(columns) * column) + self.label

    def shown(self, columns: range) -> tuple[Row, ...]:
        """Return the rows that have something to show in some columns."""
        return tuple([self.rows[number] for number in self._numbers(columns)])

    def _numbers(self, columns: range) -> tuple[int, ...]:
        """Return the numbers of the rows that are shown in some columns."""
        if columns not in self._shown:
            self._shown[columns] = tuple(number for number, row in enumerate(self.rows) if row.holds(columns))
        return self._shown[columns]

    def height(self, columns: range, width: float) -> tuple[float, list[float]]:
        """Return the heights of the heads, and of each row that is shown, in a grid of a width."""
        usual = self._usual_widths[columns.start : columns.stop]
        scale = (width - self.label) / sum(usual)
        widths = [scale * one for one in usual]
        tallest = row_heights(self._columns[columns.start : columns.stop], widths, len(self.rows) + 1)
        mean = (width - self.label) / len(widths)
        found = []
        for number in self._numbers(columns):
            row = self.rows[number]
            given = row.ems(mean)
            height = max(given, tallest[number] + 2 * PADDING) if tallest[number] else given
            found.append(height + (RULE_HEIGHT if row.id in BLUEPRINT_LINES else 0.0))
        return self.heads.ems(columns.start, widths), found

    def grid(self, columns: range, width: float, body: float) -> Grid:
        """Return the grid of some columns, `width` points wide."""
        cells = self._columns[columns.start : columns.stop]
        widths = column_widths(cells, len(self.rows) + 1, width / body - self.label)
        span = span_of(self.subject, columns.start, [wide * body for wide in widths], body, self.label * body)
        return Grid(span, self.heads, self.shown(columns))


@dataclass(frozen=True)
class Grid:
    """Some columns with their heads and some rows."""

    span: Span
    heads: Heads
    rows: tuple[Row, ...]

    def only(self, rows: tuple[Row, ...], *, is_first: bool) -> Grid:
        """Return the grid with some of its rows; only the first of several has the stages' figures."""
        part = replace(self, rows=rows, heads=self.heads if is_first else self.heads.further())
        heights = dict(zip((id(row) for row in self.rows), self.row_heights, strict=True))
        part.__dict__["row_heights"] = tuple(heights[id(row)] for row in rows)
        return part

    @cached_property
    def head_height(self) -> float:
        """Height of stage band and touchpoint names."""
        return sum(self.heads.heights(self.span))

    @cached_property
    def row_heights(self) -> tuple[float, ...]:
        """Heights of the rows, each with the blueprint's line above it."""
        return tuple(row.height(self.span) + self._rule(row) for row in self.rows)

    def _rule(self, row: Row) -> float:
        return RULE_HEIGHT * self.span.body if row.id in BLUEPRINT_LINES else 0.0

    @property
    def height(self) -> float:
        """Height of the whole grid, in points."""
        return self.head_height + sum(self.row_heights)

    def draw(self, left: float, top: float, extra: float = 0.0) -> Iterable[Item]:
        """Draw the grid with its upper left corner given; `extra` points of height are shared out among the rows."""
        heights, padding = self._stretched(extra)
        stages, names = self.heads.heights(self.span)
        bottom = top + stages + names + sum(heights)
        yield from self.heads.grounds(self.span, left, top, bottom)
        yield from self._separators(left, top + stages, bottom)
        yield from self.heads.draw(self.span, left, top)
        y = top + stages + names
        for row, height in zip(self.rows, heights, strict=True):
            rule = self._rule(row)
            if rule:
                yield from self._draw_rule(row, left, y, rule)
            elif names or row is not self.rows[0]:
                yield Line(left, y, left + self.span.width, y, self.span.subject.theme.hairline)
            items = row.draw(self.span, Box(left, y + rule, self.span.width, height - rule), padding)
            title = row.label[0].text if row.label else ""
            yield Group(tuple(items), title=title)
            y += height

    def stretch(self, extra: float) -> float:
        """Return how much of `extra` points the grid takes up."""
        return sum(self._stretched(extra)[0]) - sum(self.row_heights)

    def _stretched(self, extra: float) -> tuple[list[float], float]:
        """Share out spare height: most of it to the rows that grow, some to every row's padding, to neither without end.

        What the paddings leave goes to the rows that grow as well. Where height is missing, the paddings give it.
        """
        least = self.row_heights
        heights = list(least)
        growing = [index for index, row in enumerate(self.rows) if row.grows > 1]
        others = [index for index, row in enumerate(self.rows) if row.grows <= 1]
        if extra < 0:
            padding = max(extra / max(len(others), 1), -LEAST_AIR * self.span.body)
            return [height + (padding if index in others else 0.0) for index, height in enumerate(heights)], padding / 2
        rest = max(extra, 0.0)
        padding = 0.0
        for share in (_CURVE_SHARE if others else 1.0, 0.0, 1.0):
            each = share * rest / max(len(growing), 1)
            for index in growing:
                grown = min(each, self.rows[index].grows * least[index] - heights[index])
                heights[index] += grown
                rest -= grown
            if not share and others:
                padding = min(rest / len(others), _MOST_AIR * self.span.body)
                rest -= padding * len(others)
        for index in others:
            heights[index] += padding
        return heights, padding / 2

    def _separators(self, left: float, top: float, bottom: float) -> Iterable[Item]:
        """Draw hairlines between columns, and firmer lines where a stage begins."""
        places = self.span.subject.columns
        for column in self.span.columns[1:]:
            starts = places[column].path[1] != places[column - 1].path[1]
            x = left + self.span.left(column)
            yield Line(x, top, x, bottom, _STAGE_LINE if starts else _COLUMN_LINE, 0.6 if starts else 0.5)

    def _draw_rule(self, row: Row, left: float, top: float, height: float) -> Iterable[Item]:
        """Draw a line of the service blueprint, with its name."""
        theme, body = self.span.subject.theme, self.span.body
        size = max(SMALLEST_TEXT, SMALL * body)
        middle = top + height / 2
        words = self.span.subject.say(BLUEPRINT_LINES[row.id])
        label = one_line(words, left, middle + 0.36 * size, size, theme.accent)
        yield label
        yield Line(label.box.right + 0.6 * body, middle, left + self.span.width, middle, theme.accent, 0.9, (4, 2.5))


def row_parts(grid: Grid, available: float, further: float) -> Sequence[Grid]:
    """Split rows over sheets: the first has `available` points for heads and rows, each further one `further`."""
    parts: list[list[Row]] = [[]]
    used, room = 0.0, available - grid.head_height
    for row, height in zip(grid.rows, grid.row_heights, strict=True):
        if parts[-1] and used + height > room:
            parts.append([])
            used, room = 0.0, further - sum(grid.heads.further().heights(grid.span))
        parts[-1].append(row)
        used += height
    return [grid.only(tuple(part), is_first=index == 0) for index, part in enumerate(parts)]


def cut_tall_rows(grid: Grid, room: float) -> Grid:
    """Return the grid with every row that is taller than `room` points cut into rows that are not."""
    space = room - grid.head_height
    if all(height <= space for height in grid.row_heights):
        return grid
    rows: list[Row] = []
    for row, height in zip(grid.rows, grid.row_heights, strict=True):
        rule = RULE_HEIGHT * grid.span.body if row.id in BLUEPRINT_LINES else 0.0
        rows += (row,) if height <= space else row.cut(grid.span, space - rule)
    return replace(grid, rows=tuple(rows))
