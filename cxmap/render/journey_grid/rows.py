"""Rows of a grid: what stands in them, how tall they must be, and how they are drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from cxmap.render.journey_grid.arrange import arrange_row
from cxmap.render.journey_grid.columns import GUTTER
from cxmap.render.journey_grid.gauge import gauge
from cxmap.render.scene import Box, Group, Image, Item, Rect
from cxmap.render.text.paragraphs import Cell, Paragraph, Type, cell_height, cut_cell, draw_cell
from cxmap.render.theme import LANE_GROUNDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.images.local import Picture
    from cxmap.render.journey_grid.arrange import Arrangement
    from cxmap.render.journey_grid.gauge import Gauge
    from cxmap.render.journey_grid.span import Span
    from cxmap.render.subject import Subject

PADDING = 0.5
"""Ems above and below the texts of a row."""
_MOST_PARTS = 100  # of one row; nobody reads on
_PICTURE_SHAPE = 2 / 3  # height by width


def label_cell(subject: Subject, text: str) -> Cell:
    """Return the name of a row as it stands before it."""
    return (Paragraph(text, subject.theme.soft, Type(0.95, bold=True)),)


@dataclass(frozen=True)
class Row:
    """A row of nothing; the others build on it. `id` is its lane's, `label` what stands before it.

    `grows` is how many times as tall as it must be it may become for the good of the picture; 1: it only gets more air.
    """

    id: str
    label: Cell
    grows: float = field(default=1.0, kw_only=True)

    def gauges(self) -> Sequence[Gauge]:
        """Return gauges of the cells, one for each column of the journey; none where the height is given."""
        return ()

    def ems(self, mean: float) -> float:
        """Return the height, roughly, as far as cells do not say it: in ems, for columns of a mean width in ems."""
        return 0.0

    def holds(self, columns: range) -> bool:
        """Tell whether there is something to draw in some columns."""
        return True

    def height(self, span: Span) -> float:
        """Return the least height, in points."""
        return cell_height(self.label, span.label_width - span.body, span.body) + 2 * PADDING * span.body

    def draw(self, span: Span, box: Box, padding: float) -> Iterable[Item]:
        """Draw it in `box`, with `padding` more points above and below its texts."""
        top = box.y + PADDING * span.body + padding
        yield from draw_cell(self.label, Box(box.x, top, span.label_width - span.body, 0), span.body)

    def cut(self, span: Span, room: float) -> Sequence[Row]:
        """Return it as rows that are no taller than `room` points, as far as that can be."""
        return (self,)


@dataclass(frozen=True)
class TextRow(Row):
    """A row of texts: a cell for each column of the journey."""

    cells: tuple[Cell, ...] = ()

    @cached_property
    def _gauges(self) -> Sequence[Gauge]:
        return [gauge(cell) for cell in self.cells]

    def gauges(self) -> Sequence[Gauge]:
        """Return gauges of the cells."""
        return self._gauges

    def holds(self, columns: range) -> bool:
        """Tell whether any cell has a text."""
        return any(self.cells[columns.start : columns.stop])

    def arranged(self, span: Span) -> tuple[float, list[Arrangement]]:
        """Return the height of the texts in some columns, and how each cell is arranged."""
        known: dict[Span, tuple[float, list[Arrangement]]] = self.__dict__.setdefault("_arranged", {})
        if span not in known:
            columns = span.columns
            known[span] = arrange_row(self.cells[columns.start : columns.stop], span.text_widths, span.body)
        return known[span]

    def height(self, span: Span) -> float:
        """Return the height of the tallest cell, or of the label."""
        return max(super().height(span), self.arranged(span)[0] + 2 * PADDING * span.body)

    def draw(self, span: Span, box: Box, padding: float) -> Iterable[Item]:
        """Draw the cells, each as what it is: something about a touchpoint."""
        yield from super().draw(span, box, padding)
        top = box.y + PADDING * span.body + padding
        ground = LANE_GROUNDS.get(self.id.partition(" ")[0])
        for column, cell in zip(span.columns, self.arranged(span)[1], strict=True):
            if cell.parts[0]:
                items = tuple(cell.draw(box.x + span.text_left(column), top, span.body))
                if ground:
                    place = Box(box.x + span.left(column) + 1, box.y + 1, span.wide(column) - 2, box.height - 2)
                    items = (Rect(place, ground, radius=2), *items)
                yield Group(items, touchpoint=span.about(column))

    def cut(self, span: Span, room: float) -> Sequence[Row]:
        """Cut between the lines of cells."""
        inside = room - 2 * PADDING * span.body
        columns, widths = span.columns, span.text_widths
        rest = list(self.cells[columns.start : columns.stop])
        rows: list[Row] = []
        while any(rest) and len(rows) < _MOST_PARTS:
            parts = [cut_cell(cell, wide, span.body, inside) for cell, wide in zip(rest, widths, strict=True)]
            cells: list[Cell] = [()] * len(self.cells)
            cells[columns.start : columns.stop] = [head for head, _ in parts]
            rows.append(TextRow(f"{self.id} {len(rows) + 1}" if rows else self.id, self.label, tuple(cells)))
            rest = [tail for _, tail in parts]
        return rows


@dataclass(frozen=True)
class PictureRow(Row):
    """The storyboard: a picture at a touchpoint, all equally tall, cut to one shape; at most `tallest` ems."""

    pictures: tuple[Picture | None, ...] = ()
    tallest: float = 11.0

    def ems(self, mean: float) -> float:
        """Return the height for columns of a mean width."""
        return min((0.85 * mean - GUTTER) * _PICTURE_SHAPE, self.tallest) + 2 * PADDING

    def holds(self, columns: range) -> bool:
        """Tell whether any column has a picture."""
        return any(self.pictures[columns.start : columns.stop])

    def _tall(self, span: Span) -> float:
        return min((span.narrowest - GUTTER * span.body) * _PICTURE_SHAPE, self.tallest * span.body)

    def height(self, span: Span) -> float:
        """Return the height of a picture, or of the label."""
        return max(super().height(span), self._tall(span) + 2 * PADDING * span.body)

    def draw(self, span: Span, box: Box, padding: float) -> Iterable[Item]:
        """Draw the pictures at the left of their columns."""
        yield from super().draw(span, box, padding)
        tall = self._tall(span)
        top = box.y + PADDING * span.body + padding
        for column in span.columns:
            picture = self.pictures[column]
            if picture is not None:
                place = Box(box.x + span.text_left(column), top, tall / _PICTURE_SHAPE, tall)
                image = Image(place, picture.data, picture.media, radius=0.3 * span.body, cropped=True)
                yield Group((image,), touchpoint=span.about(column))
