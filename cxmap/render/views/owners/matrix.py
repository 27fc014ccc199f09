"""The matrix of teams and touchpoints: a row for each team, columns under their stages, what a team carries beside it.

With few touchpoints each has a column, and a team's part stands in it as letters. With many, the columns are stages,
and each cell names the touchpoints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.page.blocks import Block, measured_once
from cxmap.render.scene import Box, Group, Item, Line, Mark, Rect
from cxmap.render.text.paragraphs import MINOR, STRONG, Cell, Paragraph, Type, cell_height, draw_cell, one_line
from cxmap.render.theme import BAD, MOMENT, paler
from cxmap.render.views.owners import labels
from cxmap.render.views.owners.marks import (
    HIGH,
    Count,
    badge_width,
    counts_rows,
    draw_badges,
    draw_counts,
    draw_gap,
)

if TYPE_CHECKING:
    from cxmap.language import Words
    from cxmap.render.subject import Subject
    from cxmap.render.views.owners.duties import Load

TEAM = 13.0
"""Width of the column of teams, in ems."""
ANSWERS = 6.2
"""Width of the column that says for how many touchpoints a team answers, in ems."""
NAME = Type(0.88, bold=True)
_PAD = 0.55  # ems around what stands in a cell
_TOO_TALL = 1e6
_STAR = 1.2
_GAP_GROUND = "#FCEFEA"
_LOW = 16.0  # ems of head and one row together
_ROW_LIMIT = 4.5  # ems that a row may be taller than it must


class Head(NamedTuple):
    """The head of a column: its stage with the stage's tint, its touchpoint's name, and what is missing below it."""

    stage: str
    tint: str
    name: str = ""
    gap: str = ""
    is_moment: bool = False
    touchpoint: int | None = None


class Entry(NamedTuple):
    """A part of a team: its letters, and in a column of many touchpoints which one it is; no letters are a gap."""

    letters: str
    name: str = ""
    touchpoint: int | None = None


class TeamRow(NamedTuple):
    """A row: whose it is, in words, and the entries of each column."""

    title: Cell
    colour: str
    entries: Sequence[Sequence[Entry]]
    load: Load
    answers: int = 0
    is_nobody: bool = False


class LoadColumn(NamedTuple):
    """A column of what teams carry: its head, its width in ems, and what to count."""

    head: Words
    width: float
    counts: Callable[[Subject, Load], Sequence[Count]]


@dataclass(frozen=True)
class Matrix(Block):
    """The matrix as a block of a page; it is cut between rows, and its heads are repeated."""

    subject: Subject
    heads: Sequence[Head]
    lines: Sequence[TeamRow]
    loads: Sequence[LoadColumn] = ()
    most_answers: int = 0
    feet: Sequence[str] = ()
    narrowest: float = 0.0
    """Least width of a column, in ems: with larger text the names would not fit."""
    gap: float = 0.0
    grows: float = 1.0

    @property
    def _is_named(self) -> bool:
        return any(entry.name for line in self.lines for entries in line.entries for entry in entries)

    @property
    def _beside(self) -> float:
        """The width of the columns of loads, in ems."""
        return sum(load.width for load in self.loads) + (ANSWERS if self.most_answers else 0)

    def _column(self, width: float, body: float) -> float:
        return (width - (TEAM + self._beside) * body) / max(len(self.heads), 1)

    # Heads

    @cached_property
    def _names(self) -> list[Cell]:
        theme = self.subject.theme
        cells: list[Cell] = []
        for head in self.heads:
            cell: list[Paragraph] = []
            if head.name:
                cell.append(Paragraph(head.name, theme.ink, NAME))
            if head.gap:
                cell.append(Paragraph(head.gap, BAD, NAME, space_before=0.15))
            cells.append(tuple(cell))
        return cells

    def _load_heads(self) -> list[tuple[Cell, float]]:
        theme, say = self.subject.theme, self.subject.say
        heads: list[tuple[Cell, float]] = [
            ((Paragraph(say(load.head), theme.soft, NAME),), load.width) for load in self.loads
        ]
        if self.most_answers:
            heads.insert(0, ((Paragraph(say(labels.ANSWERS), theme.soft, NAME),), ANSWERS))
        return heads

    def _stages(self) -> list[tuple[int, int]]:
        """Return the first and the last column of each stage."""
        found: list[tuple[int, int]] = []
        for index, head in enumerate(self.heads):
            if found and self.heads[found[-1][0]].stage == head.stage and self.heads[found[-1][0]].tint == head.tint:
                found[-1] = (found[-1][0], index)
            else:
                found.append((index, index))
        return found

    def _stage_cell(self, first: int) -> Cell:
        return (Paragraph(self.heads[first].stage, self.subject.theme.ink, STRONG),)

    @measured_once
    def _stage_height(self, width: float, body: float) -> float:
        column = self._column(width, body)
        return max(
            (cell_height(self._stage_cell(a), (b - a + 1) * column - _PAD * body, body) for a, b in self._stages()),
            default=0.0,
        ) + 0.6 * body  # fmt: skip

    @measured_once
    def _head_height(self, width: float, body: float) -> float:
        inner = self._column(width, body) - _PAD * body
        names = max((cell_height(cell, inner, body) for cell in self._names), default=0.0)
        beside = max((cell_height(cell, (w - _PAD) * body, body) for cell, w in self._load_heads()), default=0.0)
        return self._stage_height(width, body) + max(names + self._star_height(body), beside) + 0.9 * body

    def _star_height(self, body: float) -> float:
        return (_STAR + 0.2) * body if any(head.is_moment for head in self.heads) else 0.0

    # Rows

    def _entry_height(self, entry: Entry, inner: float, body: float) -> float:
        if not entry.name:
            return HIGH * body
        return max(HIGH * body, cell_height(self._entry_cell(entry), self._entry_room(entry, inner, body), body))

    def _entry_cell(self, entry: Entry) -> Cell:
        return (Paragraph(entry.name, self.subject.theme.ink if entry.letters else BAD, MINOR),)

    def _entry_room(self, entry: Entry, inner: float, body: float) -> float:
        return max(inner - (badge_width(entry.letters or "?") + 0.4) * body, 2 * body)

    def _entries_height(self, entries: Sequence[Entry], inner: float, body: float) -> float:
        if not entries:
            return 0.0
        tall = sum(self._entry_height(entry, inner, body) for entry in entries)
        return tall + 0.3 * body * (len(entries) - 1)

    @measured_once
    def _row_heights(self, width: float, body: float) -> tuple[float, ...]:
        return tuple(self._row_height(line, width, body) for line in self.lines)

    def _row_height(self, line: TeamRow, width: float, body: float) -> float:
        inner = self._column(width, body) - _PAD * body
        tallest = cell_height(line.title, (TEAM - 1.6) * body, body)
        tallest = max([tallest, *(self._entries_height(entries, inner, body) for entries in line.entries)])
        for load in self.loads:
            rows = counts_rows(load.counts(self.subject, line.load), (load.width - _PAD) * body, body)
            tallest = max(tallest, 1.45 * body * len(rows))
        return tallest + 2 * _PAD * body

    def _foot_height(self, body: float) -> float:
        return 1.9 * body if self.feet else 0.0

    @measured_once
    def height(self, width: float, body: float) -> float:
        """Return the height of heads, rows and foot; no sheet is tall enough for columns that are too narrow."""
        if self._column(width, body) < self.narrowest * body - 0.01:
            return _TOO_TALL
        return self._head_height(width, body) + sum(self._row_heights(width, body)) + self._foot_height(body)

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw the matrix; the rows share what height is to spare."""
        head, foot = self._head_height(box.width, body), self._foot_height(body)
        heights = self._row_heights(box.width, body)
        spare = max(box.height - head - foot - sum(heights), 0.0) / max(len(heights), 1)
        heights = tuple(tall + min(spare, _ROW_LIMIT * body) for tall in heights)
        column = self._column(box.width, body)
        left, top = box.x + TEAM * body, box.y + head
        bottom = top + sum(heights)
        yield from self._gaps(left, column, box.y, bottom, box.width, body)
        yield from self._draw_heads(box, column, body)
        for first, _ in self._stages()[1:]:
            x = left + first * column
            yield Line(x, top, x, bottom + foot, self.subject.theme.hairline, 0.05 * body)
        for line, tall in zip(self.lines, heights, strict=True):
            yield from self._draw_row(line, Box(box.x, top, box.width, tall), column, body)
            top += tall
        yield Line(box.x, top, box.right, top, self.subject.theme.hairline, 0.05 * body)
        if self.feet:
            yield from self._draw_foot(Box(box.x, top, box.width, foot), column, body)

    def _gaps(self, left: float, column: float, top: float, bottom: float, width: float, body: float) -> Iterable[Item]:
        top += self._stage_height(width, body) + 0.15 * body
        for index, head in enumerate(self.heads):
            if head.gap and head.name:
                yield Rect(
                    Box(left + index * column, top, column - 0.1 * body, bottom - top), _GAP_GROUND, radius=0.3 * body
                )

    def _draw_heads(self, box: Box, column: float, body: float) -> Iterable[Item]:
        left, tall = box.x + TEAM * body, self._stage_height(box.width, body)
        for first, last in self._stages():
            band = Box(left + first * column, box.y, (last - first + 1) * column - 0.15 * body, tall)
            yield Rect(band, self.heads[first].tint, radius=0.3 * body)
            inner = Box(band.x + 0.4 * body, box.y + 0.3 * body, band.width - 0.4 * body, tall)
            yield from draw_cell(self._stage_cell(first), inner, body)
        top = box.y + tall + 0.4 * body
        for index, (head, cell) in enumerate(zip(self.heads, self._names, strict=True)):
            place = Box(left + index * column + 0.4 * body, top + self._star_height(body), column - _PAD * body, 0)
            items = list(draw_cell(cell, place, body))
            if head.is_moment:
                star, said = MARK_ICONS["moment-of-truth"], self.subject.word("moment")
                items.insert(0, Mark(place.x, top, _STAR * body, star, MOMENT, title=said))
            yield Group(tuple(items), touchpoint=head.touchpoint)
        x = left + len(self.heads) * column
        for cell, width in self._load_heads():
            yield from draw_cell(cell, Box(x + _PAD * body, top, (width - _PAD) * body, 0), body)
            x += width * body

    def _draw_row(self, line: TeamRow, box: Box, column: float, body: float) -> Iterable[Item]:
        yield Line(box.x, box.y, box.right, box.y, self.subject.theme.hairline, 0.05 * body)
        named = self._is_named
        lift = _PAD * body if named else 0.0
        title = cell_height(line.title, (TEAM - 1.6) * body, body)
        top = box.y + (_PAD * body if named else (box.height - title) / 2)
        yield Rect(Box(box.x, top + 0.2 * body, 0.28 * body, title - 0.4 * body), line.colour, radius=0.14 * body)
        yield from draw_cell(line.title, Box(box.x + 0.8 * body, top, (TEAM - 1.6) * body, 0), body)
        left = box.x + TEAM * body
        middle = box.y + box.height / 2
        busy = [index for index, entries in enumerate(line.entries) if entries]
        if not named and len(busy) > 1 and not line.is_nobody:
            ends = left + (busy[0] + 0.5) * column, left + (busy[-1] + 0.5) * column
            yield Line(ends[0], middle, ends[1], middle, paler(line.colour, 0.6), 0.1 * body)
        for index, entries in enumerate(line.entries):
            cell = Box(left + index * column, box.y + lift, column, box.height)
            if named:
                yield from self._draw_named(line, entries, cell, body)
            else:
                for entry in entries:
                    x = cell.x + (column - badge_width(entry.letters or "?") * body) / 2
                    yield Group(
                        tuple(self._badges(line, entry, x, middle - HIGH * body / 2, body)),
                        title=self._said(line, entry),
                        touchpoint=entry.touchpoint,
                    )
        yield from self._draw_loads(line, box, left + len(self.heads) * column, body)

    def _badges(self, line: TeamRow, entry: Entry, x: float, y: float, body: float) -> Iterable[Item]:
        if entry.letters:
            return draw_badges(self.subject, entry.letters, line.colour, x, y, body)
        return draw_gap(BAD, x, y, body)

    def _said(self, line: TeamRow, entry: Entry) -> str:
        said = [self.subject.say(labels.SHORT[letter]) for letter in entry.letters]
        return self.subject.named(line.title[0].text, ", ".join(said)) if said else line.title[0].text

    def _draw_named(self, line: TeamRow, entries: Sequence[Entry], box: Box, body: float) -> Iterable[Item]:
        top, inner = box.y, box.width - _PAD * body
        for entry in entries:
            room = self._entry_room(entry, inner, body)
            cell = self._entry_cell(entry)
            tall = self._entry_height(entry, inner, body)
            x = box.x + 0.4 * body
            items = list(self._badges(line, entry, x, top, body))
            text = top + max(0.0, (HIGH * body - cell_height(cell, room, body)) / 2)
            items += draw_cell(cell, Box(box.x + box.width - _PAD * body - room + 0.4 * body, text, room, 0), body)
            yield Group(tuple(items), title=self._said(line, entry), touchpoint=entry.touchpoint)
            top += tall + 0.3 * body

    def _draw_loads(self, line: TeamRow, box: Box, left: float, body: float) -> Iterable[Item]:
        if self.most_answers:
            if line.answers:
                yield from self._draw_answers(
                    line, Box(left + _PAD * body, box.y, (ANSWERS - _PAD) * body, box.height), body
                )
            left += ANSWERS * body
        for load in self.loads:
            counts = load.counts(self.subject, line.load)
            width = (load.width - _PAD) * body
            tall = 1.45 * body * len(counts_rows(counts, width, body))
            top = box.y + (_PAD * body if self._is_named else (box.height - tall) / 2)
            yield from draw_counts(self.subject, counts, Box(left + _PAD * body, top, width, tall), body)
            left += load.width * body

    def _draw_answers(self, line: TeamRow, box: Box, body: float) -> Iterable[Item]:
        """Draw for how many touchpoints a team answers, as a figure with a bar."""
        middle = box.y + (_PAD + HIGH / 2) * body if self._is_named else box.y + box.height / 2
        yield one_line(str(line.answers), box.x, middle + 0.36 * body, body, self.subject.theme.ink, bold=True)
        longest = box.width - 2.1 * body
        bar = Box(box.x + 1.6 * body, middle - 0.3 * body, longest * line.answers / self.most_answers, 0.6 * body)
        yield Rect(bar, paler(line.colour, 0.45), radius=0.15 * body)

    def _draw_foot(self, box: Box, column: float, body: float) -> Iterable[Item]:
        theme = self.subject.theme
        title = (Paragraph(self.subject.say(labels.INVOLVED), theme.soft, MINOR),)
        yield from draw_cell(title, Box(box.x + 0.8 * body, box.y + 0.4 * body, (TEAM - 1.6) * body, 0), body)
        left = box.x + TEAM * body
        for index, text in enumerate(self.feet):
            cell = (Paragraph(text, theme.soft, MINOR, anchor="middle"),)
            yield from draw_cell(cell, Box(left + index * column, box.y + 0.4 * body, column, 0), body)

    def cut(self, width: float, body: float, room: float) -> tuple[Block, Block] | None:
        """Split between rows; a first row alone, with room for no more, rather moves to the next sheet."""
        used, count = self._head_height(width, body), 0
        heights = self._row_heights(width, body)
        for tall in heights:
            if used + tall > room:
                break
            used += tall
            count += 1
        if count == len(self.lines):
            count -= 1  # the foot alone does not fit: a row goes with it
        if count < 1 or (count == 1 < len(self.lines) - 1 and used < _LOW * body):
            return None
        head = replace(self, lines=self.lines[:count], feet=())
        return head, replace(self, lines=self.lines[count:], gap=0.0)
