"""The heat map: likelihood by impact, each risk as its number, what is left of it as its shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxmap.model.exposure import LEVEL_POINTS, inherent
from cxmap.model.vocabulary import LEVELS
from cxmap.render.marks.numbered import MARKER, packed
from cxmap.render.page.blocks import Drawing
from cxmap.render.scene import Box, Group, Item, Label, Rect
from cxmap.render.text.paragraphs import ASCENT, LEADING, SMALL, one_line, wrapped
from cxmap.render.theme import LEVEL_COLOURS, SMALLEST_TEXT, paler
from cxmap.render.views.risks import labels
from cxmap.render.views.risks.marks import marker
from cxmap.render.views.risks.reading import LEVELS_DOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.model.claims import Level
    from cxmap.render.subject import Subject
    from cxmap.render.views.risks.reading import Entry, Register

_PALE = {"low": 0.92, "medium": 0.86, "high": 0.8}  # of a cell's colour is white: the higher, the darker in grey too
_GUTTER = 5.2  # ems for the names of the rows
_AXIS = 3.0  # ems under the cells: the names of the columns, and of the axis
_BETWEEN = 0.35  # ems between cells
_HEAD = 1.7  # ems in a cell for its level
_PADDING = 0.45  # ems in a cell around its risks
_NEAR = 0.4  # ems between a marker and its text
_ROW_GAP = 0.25
_LEAST_CELL = 6.5  # ems
_TALLEST = 44.0  # ems of all rows: where texts need more, there are only markers
_SCALES = (1.5, 1.35, 1.2, 1.1, 1.0)  # of the type: texts in cells grow with the map
_LEVELS_UP: tuple[Level, ...] = tuple(LEVEL_POINTS)


def heat_map(subject: Subject, register: Register) -> Drawing:
    """Draw the risks that are rated; takes what height is to spare."""
    heat = _Heat(subject, register.placed)
    return Drawing(heat.height, heat.draw, grows=1.0, gap=0.6)


def residual_columns(subject: Subject, register: Register) -> Drawing:
    """Draw the risks by what is left of them, where none is rated by likelihood and impact."""
    columns = _Columns(subject, register.entries)
    return Drawing(columns.height, columns.draw, gap=0.6)


@dataclass(frozen=True, slots=True)
class _Line:
    """A risk in a cell with its text in lines."""

    entry: Entry
    lines: tuple[str, ...]

    def tall(self, body: float) -> float:
        """Return its height, in points."""
        return max(0.95 * MARKER * body, len(self.lines) * LEADING * small(body)) + _ROW_GAP * body


def small(body: float) -> float:
    """Return the size of the text in a cell."""
    return max(SMALLEST_TEXT, SMALL * body)


def cell_lines(subject: Subject, entries: Iterable[Entry], width: float, body: float) -> list[_Line]:
    """Break the texts of a cell's risks for its width."""
    room = width - (2 * _PADDING + MARKER + _NEAR) * body
    return [_Line(entry, wrapped(subject.text(entry.risk.risk), max(room / small(body), 2.0))) for entry in entries]


def cell_height(lines: Sequence[_Line], body: float) -> float:
    """Return the height of a cell with its texts."""
    return max(_LEAST_CELL * body, (_HEAD + 2 * _PADDING) * body + sum(line.tall(body) for line in lines))


def draw_cell(
    subject: Subject, level: Level | None, head: str, lines: Sequence[_Line], box: Box, body: float
) -> Iterable[Item]:
    """Draw a cell in the tint of its level: its risks with their texts where these fit, else their numbers alone."""
    theme = subject.theme
    yield Rect(box, paler(LEVEL_COLOURS[level], _PALE[level]) if level else theme.panel, radius=0.3 * body)
    size = small(body)
    yield one_line(head, box.x + _PADDING * body, box.y + _PADDING * body + ASCENT * size, size, theme.ink)
    top = box.y + (_HEAD + _PADDING) * body
    if cell_height(lines, body) > box.height + 0.01:
        inner = Box(box.x + _PADDING * body, top, box.width - 2 * _PADDING * body, box.bottom - _PADDING * body - top)
        sizes = [scale * MARKER * body for scale in _SCALES]
        items, left_out = packed([marker(subject, line.entry) for line in lines], inner, sizes, 1.15)
        yield from items
        if left_out:
            at = box.y + _PADDING * body + ASCENT * size
            yield one_line(f"+{left_out}", inner.right, at, size, theme.ink, bold=True, anchor="end")
        return
    for line in lines:
        tall = line.tall(body)
        x, first = box.x + (_PADDING + MARKER / 2) * body, top + MARKER / 2 * body
        items = list(marker(subject, line.entry).draw(x, first, MARKER * body))
        if line.lines:
            height = len(line.lines) * LEADING * size
            left = x + (MARKER / 2 + _NEAR) * body
            upper = first - LEADING * size / 2 if len(line.lines) > 1 else first - height / 2
            room = Box(left, upper, box.right - _PADDING * body - left, height)
            items.append(Label(left, upper + ASCENT * size, line.lines, size, theme.ink, room, LEADING * size))
        yield Group(tuple(items), touchpoint=line.entry.place.column)
        top += tall


@dataclass(frozen=True, slots=True)
class _Heat:
    subject: Subject
    entries: Sequence[Entry]

    def _cell_width(self, width: float, body: float) -> float:
        return (width - (_GUTTER + 2 * _BETWEEN) * body) / 3

    def _in(self, likelihood: Level, impact: Level) -> list[Entry]:
        return [e for e in self.entries if (e.risk.likelihood, e.risk.impact) == (likelihood, impact)]

    def _rows(self, inner: float, body: float) -> list[float]:
        """Return the height of each row of cells, `inner` points wide, with the texts."""
        return [
            max(
                cell_height(cell_lines(self.subject, self._in(row, column), inner, body), body) for column in _LEVELS_UP
            )
            for row in LEVELS_DOWN
        ]

    def _largest(self, width: float, room: float, body: float) -> tuple[float, list[float]]:
        """Return the largest type at which all texts fit into `room` points, and the heights of the rows then."""
        for scale in _SCALES:
            rows = self._rows(width, scale * body)
            if sum(rows) <= room + 0.01:
                return scale * body, [tall + (room - sum(rows)) / 3 for tall in rows]
        return body, [room / 3] * 3

    def height(self, width: float, body: float) -> float:
        """Return the least height: with the texts, where that is not too tall."""
        rows = self._rows(self._cell_width(width, body), body)
        if sum(rows) > _TALLEST * body:
            rows = [_TALLEST / 3 * body] * 3
        return sum(rows) + (2 * _BETWEEN + _AXIS) * body

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw axes and cells; spare height goes to all rows alike."""
        theme, size = self.subject.theme, small(body)
        width = self._cell_width(box.width, body)
        room = box.height - (2 * _BETWEEN + _AXIS) * body
        inner, rows = self._largest(width, room, body)
        top = box.y
        left = box.x + _GUTTER * body
        said = self.subject.say(labels.LIKELIHOOD_AXIS)
        yield one_line(said, box.x, top + ASCENT * size, size, theme.soft)
        for likelihood, tall in zip(LEVELS_DOWN, rows, strict=True):
            middle = top + tall / 2 + 0.36 * body
            yield one_line(self.subject.say(LEVELS[likelihood]), box.x, middle, body, theme.ink, bold=True)
            for number, impact in enumerate(_LEVELS_UP):
                level = inherent(likelihood, impact)
                assert level is not None
                cell = Box(left + number * (width + _BETWEEN * body), top, width, tall)
                lines = cell_lines(self.subject, self._in(likelihood, impact), width, inner)
                head = self.subject.say(labels.CELL).format(self.subject.say(LEVELS[level]))
                yield from draw_cell(self.subject, level, head, lines, cell, inner)
            top += tall + _BETWEEN * body
        baseline = top + 0.9 * body
        for number, impact in enumerate(_LEVELS_UP):
            x = left + number * (width + _BETWEEN * body) + width / 2
            yield one_line(self.subject.say(LEVELS[impact]), x, baseline, body, theme.ink, bold=True, anchor="middle")
        said = self.subject.say(labels.IMPACT_AXIS)
        yield one_line(said, box.right, baseline + 1.5 * body, size, theme.soft, anchor="end")


@dataclass(frozen=True, slots=True)
class _Columns:
    """A cell for each level that is left, and one for what is not rated."""

    subject: Subject
    entries: Sequence[Entry]

    def _cells(self) -> list[tuple[Level | None, list[Entry]]]:
        cells: list[tuple[Level | None, list[Entry]]] = [
            (level, [entry for entry in self.entries if entry.risk.residual == level]) for level in LEVELS_DOWN
        ]
        unknown = [entry for entry in self.entries if entry.risk.residual is None]
        return [*cells, *([(None, unknown)] if unknown else [])]

    def _width(self, width: float, body: float) -> float:
        count = len(self._cells())
        return (width - (count - 1) * _BETWEEN * body) / count

    def height(self, width: float, body: float) -> float:
        """Return the height of the tallest cell with its texts, where that is not too tall."""
        inner = self._width(width, body)
        tallest = max(cell_height(cell_lines(self.subject, own, inner, body), body) for _, own in self._cells())
        return min(tallest, _TALLEST * body)

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw the cells beside each other."""
        width = self._width(box.width, body)
        for number, (level, own) in enumerate(self._cells()):
            cell = Box(box.x + number * (width + _BETWEEN * body), box.y, width, box.height)
            head = (
                self.subject.say(labels.LEFT).format(self.subject.say(LEVELS[level]))
                if level
                else self.subject.say(labels.LEFT_UNKNOWN)
            )
            yield from draw_cell(self.subject, level, head, cell_lines(self.subject, own, width, body), cell, body)
