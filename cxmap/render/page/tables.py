"""Tables on a page: columns of given shares, a head that every sheet repeats, rows that stay whole where they can."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.page.blocks import Block, measured_once
from cxmap.render.scene import Anchor, Box, Group, Item, Line, Rect
from cxmap.render.text.paragraphs import STRONG, Cell, Paragraph, Type, cell_height, cut_cell, draw_cell

if TYPE_CHECKING:
    from cxmap.render.theme import Theme

_PADDING = 0.45  # ems above and below a row's text
_GUTTER = 1.0  # ems between the texts of two columns
_HEAD = Type(0.9, bold=True)


class Column(NamedTuple):
    """A column: its head, its share of the width, and at which side its figures stand."""

    head: str
    weight: float = 1.0
    anchor: Anchor = "start"


@dataclass(frozen=True, slots=True)
class Sketch:
    """A cell with a drawing: `tall` says how tall it is at a width and body, `paint` draws it from the top of a box."""

    tall: Callable[[float, float], float]
    paint: Callable[[Box, float], Iterable[Item]]


TableCell = Cell | Sketch
NO_CELL: Cell = ()


class Row(NamedTuple):
    """A row; one with a `band` is a heading across the table, on a tint, and has no cells.

    `touchpoint` and `actor` say what the row is about, `leads_to` where a click on it goes (see `Group`).
    """

    cells: tuple[TableCell, ...] = ()
    band: str = ""
    tint: str = ""
    touchpoint: int | None = None
    actor: str = ""
    leads_to: str = ""


@dataclass(frozen=True)
class Table(Block):
    """A table as a block of a page."""

    theme: Theme
    columns: Sequence[Column]
    rows: Sequence[Row]
    gap: float = 1.2
    _measured: dict[tuple[int, float, float], tuple[Row, float]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """Heights of rows that were measured, shared by the parts of a table that was cut; rows by their identity."""

    @cached_property
    def _has_head(self) -> bool:
        return any(column.head for column in self.columns)

    def _widths(self, width: float) -> list[float]:
        total = sum(column.weight for column in self.columns)
        return [width * column.weight / total for column in self.columns]

    def _inner(self, width: float, index: int, body: float) -> float:
        return max(width - (_GUTTER * body if index < len(self.columns) - 1 else 0), body)

    def _head_cell(self, column: Column) -> Cell:
        return (Paragraph(column.head, self.theme.soft, _HEAD, anchor=column.anchor),) if column.head else ()

    @measured_once
    def _head_height(self, width: float, body: float) -> float:
        if not self._has_head:
            return 0.0
        widths = self._widths(width)
        return (
            max(
                cell_height(self._head_cell(column), self._inner(w, i, body), body)
                for i, (column, w) in enumerate(zip(self.columns, widths, strict=True))
            )
            + _PADDING * body
        )

    def _row_height(self, row: Row, width: float, body: float) -> float:
        """Measure a row once: whoever lays a page out asks many times."""
        known = self._measured.get((id(row), width, body))
        if known is None:
            known = self._measured[id(row), width, body] = row, self._measure(row, width, body)
        return known[1]

    def _measure(self, row: Row, width: float, body: float) -> float:
        if row.band:
            return cell_height((Paragraph(row.band, self.theme.ink, STRONG),), width - body, body) + 0.6 * body
        tallest = max(
            (
                _cell_height(cell, self._inner(w, i, body), body)
                for i, (cell, w) in enumerate(zip(row.cells, self._widths(width), strict=True))
            ),
            default=0.0,
        )
        return tallest + 2 * _PADDING * body

    @measured_once
    def height(self, width: float, body: float) -> float:
        """Return the height of the head and all rows."""
        return self._head_height(width, body) + sum(self._row_height(row, width, body) for row in self.rows)

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw head and rows, a hairline above each row."""
        top = box.y
        widths = self._widths(box.width)
        if self._has_head:
            left = box.x
            for index, (column, width) in enumerate(zip(self.columns, widths, strict=True)):
                inner = self._inner(width, index, body)
                yield from draw_cell(self._head_cell(column), Box(left, top, inner, 0), body)
                left += width
            top += self._head_height(box.width, body)
        for row in self.rows:
            tall = self._row_height(row, box.width, body)
            items = list(self._draw_row(row, Box(box.x, top, box.width, tall), widths, body))
            yield Group(tuple(items), touchpoint=row.touchpoint, actor=row.actor, leads_to=row.leads_to)
            top += tall
        yield Line(box.x, top, box.right, top, self.theme.hairline)

    def _draw_row(self, row: Row, box: Box, widths: Sequence[float], body: float) -> Iterable[Item]:
        if row.band:
            yield Rect(box._replace(height=box.height - 0.1 * body), row.tint or self.theme.panel, radius=0.3 * body)
            band = (Paragraph(row.band, self.theme.ink, STRONG),)
            yield from draw_cell(band, Box(box.x + 0.5 * body, box.y + 0.3 * body, box.width - body, 0), body)
            return
        yield Line(box.x, box.y, box.right, box.y, self.theme.hairline)
        left = box.x
        for index, (cell, width) in enumerate(zip(row.cells, widths, strict=True)):
            inner = Box(
                left, box.y + _PADDING * body, self._inner(width, index, body), box.height - 2 * _PADDING * body
            )
            if isinstance(cell, Sketch):
                yield from cell.paint(inner, body)
            else:
                anchor = self.columns[index].anchor
                aligned = cell if anchor == "start" else tuple(p._replace(anchor=anchor) for p in cell)
                yield from draw_cell(aligned, inner, body)
            left += width

    def cut(self, width: float, body: float, room: float) -> tuple[Block, Block] | None:
        """Split between rows, a band with the row below it; a row taller than a page is split between its lines."""
        used = self._head_height(width, body)
        count = 0
        for row in self.rows:
            tall = self._row_height(row, width, body)
            if used + tall > room:
                break
            used += tall
            count += 1
        if count == len(self.rows):
            return None
        while count and self.rows[count - 1].band:
            count -= 1
        if count:
            return replace(self, rows=self.rows[:count]), replace(self, rows=self.rows[count:])
        first = 1 if self.rows[0].band and len(self.rows) > 1 else 0
        above = self._head_height(width, body) + sum(self._row_height(r, width, body) for r in self.rows[:first])
        parts = self._cut_row(self.rows[first], width, body, room - above)
        if parts is None:
            return None
        head, tail = parts
        return (
            replace(self, rows=(*self.rows[:first], head)),
            replace(self, rows=(tail, *self.rows[first + 1 :])),
        )

    def _cut_row(self, row: Row, width: float, body: float, room: float) -> tuple[Row, Row] | None:
        inside = room - 2 * _PADDING * body
        if row.band or inside < 4 * body:
            return None
        heads: list[TableCell] = []
        tails: list[TableCell] = []
        for index, (cell, w) in enumerate(zip(row.cells, self._widths(width), strict=True)):
            inner = self._inner(w, index, body)
            if isinstance(cell, Sketch):
                if cell.tall(inner, body) > inside:
                    return None
                heads.append(cell)
                tails.append(NO_CELL)
            else:
                head, tail = cut_cell(cell, inner, body, inside)
                heads.append(head)
                tails.append(tail)
        return row._replace(cells=tuple(heads)), row._replace(cells=tuple(tails))


def _cell_height(cell: TableCell, width: float, body: float) -> float:
    return cell.tall(width, body) if isinstance(cell, Sketch) else cell_height(cell, width, body)


def plain(text: str, colour: str, type_: Type = Type(), **options: object) -> Cell:  # noqa: B008  a constant
    """Make a cell of one text; an empty one of none."""
    return (Paragraph(text, colour, type_, **options),) if text else ()  # type: ignore[arg-type]
