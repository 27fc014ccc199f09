"""A comparison as a block: the curves, and below them what differs; over as many rows of columns as the width asks for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.page.blocks import Block, draw_stack, fill, stacked_height
from cxmap.render.page.column_heads import (
    Grid,
    bands_height,
    draw_bands,
    draw_heads,
    draw_stage_lines,
    heads_height,
    touchpoint_of,
)
from cxmap.render.page.columns import groups_of
from cxmap.render.scene import Box, Group, Item, Line, Mark, Rect
from cxmap.render.text.paragraphs import MINOR, SMALL, STRONG, Cell, Paragraph, Type, cell_height, draw_cell
from cxmap.render.theme import BAD, GOOD, MOMENT
from cxmap.render.views.compare import labels
from cxmap.render.views.compare.panels import LABELS, draw_panel, panel_height

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cxmap.render.views.compare.changes import ChangeLane, Changes

_NARROWEST, _NARROWEST_BARE = 7.4, 5.6  # ems of a column with lanes below it, and without
_STAR = 1.3
_BAND = 1.9  # ems: the least height of a row of stages
_BANDS_APART = 0.3
_PADDING = 0.45
_SIDE = 0.35
_GROUNDS = {"added": "#EFF7F3", "dropped": "#FBF1ED"}


@dataclass(frozen=True)
class Staves(Block):
    """All columns, over as many rows as the width asks for; or those `parts` of them that stand on this sheet."""

    changes: Changes
    has_lanes: bool = True
    parts: Sequence[Block] | None = None
    gap: float = 1.4
    kept: dict[tuple[float, float], list[Block]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def grows(self) -> float:  # type: ignore[override]
        """Curves take what height there is."""
        if self.parts is not None:
            return sum(part.grows for part in self.parts)
        return 1.0 if self.changes.comparison.panels else 0.0

    def _parts(self, width: float, body: float) -> Sequence[Block]:
        if self.parts is not None:
            return self.parts
        if (width, body) not in self.kept:
            self.kept[width, body] = list(self._made(width, body))
        return self.kept[width, body]

    def _made(self, width: float, body: float) -> Iterable[Block]:
        lanes = self.changes.lanes if self.has_lanes else []
        narrowest = (_NARROWEST if lanes else _NARROWEST_BARE) * body
        fitting = max(int((width - LABELS * body) / narrowest), 1)
        comparison = self.changes.comparison
        stages = [n for n, band in enumerate(comparison.bands) for _ in range(band.start, band.end + 1)]
        groups = groups_of(tuple(stages), ceil(len(stages) / fitting))
        rows = [_Columns(self.changes, first, last) for first, last in groups]
        yield from map(Curves, rows)
        for columns in rows:
            shown = [lane for lane in lanes if any(lane.cells[columns.first : columns.last + 1])]
            if shown:
                yield Lanes(columns, shown, headed=len(rows) > 1, starts_sheet=columns is rows[0])

    def height(self, width: float, body: float) -> float:
        """Return the height of all rows."""
        return stacked_height(self._parts(width, body), width, body)

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw the rows under each other."""
        return draw_stack(self._parts(box.width, body), box, body)

    def cut(self, width: float, body: float, room: float) -> tuple[Block, Block] | None:
        """Split between rows, or between lanes."""
        fitting, rest = fill(self._parts(width, body), width, body, room)
        if not fitting or not rest:
            return None
        if isinstance(rest[0], Lanes):
            rest[0] = replace(rest[0], headed=True)
        return replace(self, parts=fitting), replace(self, parts=rest)


@dataclass(frozen=True)
class _Columns:
    """The columns from `first` to `last`, and what stands above them."""

    changes: Changes
    first: int
    last: int
    kept: dict[tuple[str, float, float], float] = field(default_factory=dict, compare=False, repr=False)

    def once(self, name: str, width: float, body: float, find: Callable[[Grid, float], float]) -> float:
        """Return a height at a width and body, found once: a page asks for it many times."""
        key = (name, width, body)
        if key not in self.kept:
            self.kept[key] = find(self.grid(0, width, body), body)
        return self.kept[key]

    def grid(self, left: float, width: float, body: float) -> Grid:
        """Return the columns on a sheet, right of their labels."""
        start = left + LABELS * body
        return Grid(start, (left + width - start) / (self.last - self.first + 1), self.first, self.last)

    @cached_property
    def heads(self) -> dict[int, Cell]:
        """The heads of the columns."""
        return {column: self._head(column) for column in range(self.first, self.last + 1)}

    def _head(self, column: int) -> Cell:
        changes, comparison = self.changes, self.changes.comparison
        subject, theme = comparison.subject, comparison.subject.theme
        status, new = changes.status(column), comparison.new_name(column)
        quiet = status == "same" or new or status == "dropped"
        name = Paragraph(comparison.name(column), theme.soft if quiet else theme.ink, Type(SMALL), anchor="middle")
        notes = []
        if new:
            notes.append(Paragraph(f"→ {new}", theme.ink, Type(SMALL), space_before=0.1, anchor="middle"))
        if status in ("added", "dropped"):
            added = status == "added"
            words, colour = (labels.ADDED, GOOD) if added else (labels.DROPPED, BAD)
            text = f"{'+' if added else '−'} {subject.say(words)}"
            notes.append(Paragraph(text, colour, MINOR._replace(bold=True), space_before=0.15, anchor="middle"))
        elif column in comparison.moved:
            notes.append(Paragraph(subject.say(labels.MOVED), theme.accent, MINOR, space_before=0.1, anchor="middle"))
        only = self._only(column)
        if only:
            notes.append(Paragraph(only, theme.accent, MINOR, space_before=0.1, anchor="middle"))
        return (name, *notes)

    def _only(self, column: int) -> str:
        """Say which of two personas alone passes a touchpoint."""
        comparison = self.changes.comparison
        if comparison.personas is None:
            return ""
        passing = comparison.subject.passing(comparison.pairs[column].place.touchpoint)
        ours = [actor.name for actor in comparison.personas if actor in passing]
        return comparison.subject.say(labels.ONLY).format(ours[0]) if len(ours) == 1 else ""

    def heads_height(self, grid: Grid, body: float) -> float:
        """Return the height of the heads, with the air around them."""
        width = grid.width * len(grid.columns) + LABELS * body
        return self.once("heads", width, body, lambda _, __: heads_height(self.heads, grid, body) + 0.9 * body)

    def draw_heads(self, grid: Grid, top: float, height: float, body: float) -> Iterable[Item]:
        """Draw the heads."""
        pairs = self.changes.comparison.pairs
        yield from draw_heads(pairs, self.heads, grid, top + 0.45 * body, height - 0.9 * body, body)

    def grounds(self, grid: Grid, top: float, bottom: float) -> Iterable[Item]:
        """Draw what lies behind a column that only one side has, and where stages meet."""
        for column in grid.columns:
            ground = _GROUNDS.get(self.changes.status(column))
            if ground is not None:
                yield Rect(Box(grid.edge(column) + 1, top, grid.width - 2, bottom - top), ground, radius=2)
        comparison = self.changes.comparison
        yield from draw_stage_lines(comparison.subject, comparison.bands, grid, top, bottom)


@dataclass(frozen=True)
class Curves(Block):
    """The stages of both sides, the names of touchpoints, and a panel a persona."""

    columns: _Columns
    gap: float = 1.6

    @property
    def grows(self) -> float:  # type: ignore[override]
        """Panels take what height there is."""
        return 1.0 if self.columns.changes.comparison.panels else 0.0

    def _bands(self, grid: Grid, body: float) -> list[float]:
        """Return the heights of the rows of stages: one for each map."""
        comparison = self.columns.changes.comparison
        rows = [comparison.bands] if comparison.personas else [comparison.bands, comparison.other_bands]
        return [max(bands_height(bands, grid, body), _BAND * body) for bands in rows]

    def _stars(self, grid: Grid, body: float) -> float:
        return (_STAR + 0.3) * body if any(map(self._is_moment, grid.columns)) else 0.0

    def _is_moment(self, column: int) -> bool:
        pair = self.columns.changes.comparison.pairs[column]
        return any(place is not None and place.touchpoint.moment_of_truth is not False for place in pair)

    def height(self, width: float, body: float) -> float:
        """Return the least height."""
        return self.columns.once("curves", width, body, self._height)

    def _height(self, grid: Grid, body: float) -> float:
        comparison = self.columns.changes.comparison
        bands = self._bands(grid, body)
        panels = sum(panel_height(comparison, panel, body) for panel in comparison.panels)
        heads = self._stars(grid, body) + self.columns.heads_height(grid, body)
        return sum(bands) + _BANDS_APART * body * (len(bands) - 1) + heads + panels

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw it; what height is to spare goes to the panels."""
        grid, comparison = self.columns.grid(box.x, box.width, body), self.columns.changes.comparison
        spare = max(box.height - self.height(box.width, body), 0.0) / max(len(comparison.panels), 1)
        top = box.y
        rows = zip(self._bands(grid, body), (comparison.bands, comparison.other_bands), comparison.names, strict=False)
        for number, (height, bands, name) in enumerate(rows):
            filled = number == 0
            top += 0.0 if filled else _BANDS_APART * body
            if comparison.personas is None:
                label: Cell = (Paragraph(name, comparison.subject.theme.soft, STRONG._replace(scale=SMALL)),)
                tall = cell_height(label, (LABELS - 1) * body, body)
                place = Box(box.x, top + (height - tall) / 2, (LABELS - 1) * body, tall)
                yield from draw_cell(label, place, body)
            side = comparison.subject if filled else comparison.other
            yield from draw_bands(side, bands, grid, top, height, body, filled=filled)
            top += height
        yield from self.columns.grounds(grid, top + 1, box.bottom)
        stars, heads = self._stars(grid, body), self.columns.heads_height(grid, body)
        for column in grid.columns:
            if self._is_moment(column):
                size = _STAR * body
                x, title = grid.middle(column) - size / 2, comparison.subject.word("moment")
                yield Mark(x, top + 0.4 * body, size, MARK_ICONS["moment-of-truth"], MOMENT, title=title)
        yield from self.columns.draw_heads(grid, top + stars, heads, body)
        top += stars + heads
        for panel in comparison.panels:
            tall = panel_height(comparison, panel, body) + spare
            yield from draw_panel(comparison, panel, grid, Box(box.x, top, box.width, tall), body)
            top += tall


@dataclass(frozen=True)
class Lanes(Block):
    """What differs, lane by lane; `headed` by the names of touchpoints where the curves are on another sheet."""

    columns: _Columns
    lanes: Sequence[ChangeLane]
    headed: bool = False
    gap: float = 0.6
    starts_sheet: bool = True

    def _tall(self, lane: ChangeLane, width: float, body: float) -> float:
        return self.columns.once(lane.id, width, body, lambda grid, body: self._lane_height(lane, grid, body))

    def _lane_height(self, lane: ChangeLane, grid: Grid, body: float) -> float:
        inner = grid.width - 2 * _SIDE * body
        cells = [cell_height(lane.cells[column], inner, body) for column in grid.columns]
        label = cell_height(self._label(lane), (LABELS - 1) * body, body)
        return max(*cells, label) + 2 * _PADDING * body

    def _label(self, lane: ChangeLane) -> Cell:
        return (
            Paragraph(lane.label, self.columns.changes.comparison.subject.theme.soft, STRONG._replace(scale=SMALL)),
        )

    def height(self, width: float, body: float) -> float:
        """Return the height of heads and lanes."""
        grid = self.columns.grid(0, width, body)
        return self._heads(grid, body) + sum(self._tall(lane, width, body) for lane in self.lanes)

    def _heads(self, grid: Grid, body: float) -> float:
        return self.columns.heads_height(grid, body) if self.headed else 0.0

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw heads and lanes, a hairline above each lane."""
        grid, comparison = self.columns.grid(box.x, box.width, body), self.columns.changes.comparison
        heads = self._heads(grid, body)
        yield from self.columns.grounds(grid, box.y, box.y + self.height(box.width, body))
        if self.headed:
            yield from self.columns.draw_heads(grid, box.y, heads, body)
        top = box.y + heads
        inner = grid.width - 2 * _SIDE * body
        for lane in self.lanes:
            tall = self._tall(lane, box.width, body)
            yield Line(box.x, top, box.right, top, comparison.subject.theme.hairline)
            yield from draw_cell(self._label(lane), Box(box.x, top + _PADDING * body, (LABELS - 1) * body, 0), body)
            for column in grid.columns:
                if lane.cells[column]:
                    place = Box(grid.edge(column) + _SIDE * body, top + _PADDING * body, inner, 0)
                    items = tuple(draw_cell(lane.cells[column], place, body))
                    yield Group(items, touchpoint=touchpoint_of(comparison.pairs[column]))
            top += tall
        yield Line(box.x, top, box.right, top, comparison.subject.theme.hairline)

    def cut(self, width: float, body: float, room: float) -> tuple[Block, Block] | None:
        """Split between lanes."""
        grid = self.columns.grid(0, width, body)
        used = self._heads(grid, body)
        count = 0
        for lane in self.lanes:
            used += self._tall(lane, width, body)
            if used > room:
                break
            count += 1
        if not 0 < count < len(self.lanes):
            return None
        return replace(self, lanes=self.lanes[:count]), replace(self, lanes=self.lanes[count:], headed=True)
