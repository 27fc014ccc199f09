"""A band of the blueprint: some touchpoints under their stages, row by row what lies behind them, and the three lines.

The boxes of one touchpoint are joined from top to bottom; where the connector crosses a line there is a ring.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from cxmap.model.reading import called
from cxmap.render.page.blocks import Block
from cxmap.render.scene import Box, Group, Item, Line, Rect
from cxmap.render.text.labels import BLUEPRINT_LINES, LANES
from cxmap.render.text.paragraphs import MINOR, STRONG, Cell, Paragraph, cell_height, draw_cell, facts
from cxmap.render.theme import STAGE_TINTS
from cxmap.render.views.blueprint.boxes import stroke
from cxmap.render.views.blueprint.labels import ACTIONS, SHARE_NAME
from cxmap.render.views.blueprint.rows import ORDER, Grid, blank_content, placed, row_content
from cxmap.render.views.blueprint.shares import draw_share, share_height
from cxmap.render.views.blueprint.steps import BEHIND, ROWS, share_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.model.journey import Stage
    from cxmap.render.subject import Subject
    from cxmap.render.views.blueprint.rows import Content, Placed
    from cxmap.render.views.blueprint.steps import Share

GUTTER = 8.4
"""Width of the labels at the left, in ems."""
WIDEST_COLUMN = 27.0
"""In ems: a map with few touchpoints does not fill the sheet with them."""
CONNECTOR = "#8391A0"
_ABOVE, _BELOW = 1.05, 0.7  # ems above and below the boxes of a row: marks stand on the upper edge
_RING = 0.26  # ems
_INSET = 0.8  # ems that the name of a stage is narrower than its band
_LABEL = GUTTER - 0.9  # ems: how wide the labels at the left may be
IMPOSSIBLE = 1e6
"""The height of a band whose columns would be too narrow, in points."""
_GROWTH = {"physical_evidence": 0.45, "touchpoint": 0.0, "customer": 0.6}
_MOST_GROWTH = 0.75  # of its height: a small band on a large sheet stays together
_USUAL_GROWTH, _EMPTY_GROWTH = 1.0, 0.25  # shares of spare height: of a row of steps, and of one without any


class _Row(NamedTuple):
    """What a row has: its label, the label of the line above it (none: no line), its boxes."""

    id: str
    label: Cell
    line: Cell
    contents: list[Content]
    is_blank: bool = False

    @property
    def growth(self) -> float:
        """Its share of spare height."""
        if not self.is_blank and not any(content.is_there for content in self.contents):
            return _EMPTY_GROWTH
        return _GROWTH.get(self.id, _USUAL_GROWTH)


class _Stage(NamedTuple):
    """A stage, or what a band has of it: its columns, its name, and how much is done behind the line of visibility."""

    first: int
    last: int
    number: int
    name: Cell
    share: Share


class _Plan(NamedTuple):
    """A band laid out at some width and type size: the height of its head, of each row with its boxes, of its foot."""

    grid: Grid
    head: float
    boxes: list[list[Placed]]
    heights: list[float]
    foot: float

    @property
    def height(self) -> float:
        return self.head + sum(self.heights) + self.foot


@dataclass(frozen=True)
class Band(Block):
    """The columns `first` to `last` as a block of a page; no column is narrower than `narrowest` ems.

    A band that is taller than `most` points, which no sheet holds, is cut between two rows. The rows in `blank` are
    empty boxes, to be filled in by hand.
    """

    subject: Subject
    first: int
    last: int
    narrowest: float
    most: float
    rows: tuple[str, ...] = ORDER
    blank: frozenset[str] = frozenset()
    grows: float = 1.0
    gap: float = 2.0
    _plans: dict[tuple[float, float], _Plan | None] = field(default_factory=dict, compare=False, init=False)

    def height(self, width: float, body: float) -> float:
        """Return the least height; more than any page has where the columns would be too narrow."""
        plan = self._plan(width, body)
        return plan.height if plan else IMPOSSIBLE

    def cut(self, width: float, body: float, room: float) -> tuple[Block, Block] | None:
        """Split between rows; the rest repeats the stages and the touchpoints."""
        plan = self._plan(width, body)
        if plan is None or plan.height <= self.most:
            return None
        fitting, used = 0, plan.head
        while fitting < len(self.rows) - 1 and used + plan.heights[fitting] <= room:
            used += plan.heights[fitting]
            fitting += 1
        if not fitting or self.rows[fitting - 1] in ("touchpoint", "physical_evidence"):
            return None
        return replace(self, rows=self.rows[:fitting]), replace(self, rows=("touchpoint", *self.rows[fitting:]))

    @cached_property
    def _stages(self) -> list[_Stage]:
        stages = []
        for _, group in groupby(range(self.first, self.last + 1), key=lambda c: self.subject.columns[c].path[1]):
            columns = list(group)
            places = [self.subject.columns[column] for column in columns]
            number = int(places[0].path[1])
            stages.append(_Stage(columns[0], columns[-1], number, self._stage_name(places[0].stage), share_of(places)))
        return stages

    def _stage_name(self, stage: Stage) -> Cell:
        subject = self.subject
        took = subject.duration(stage.duration) if stage.duration else ""
        name = facts((called(stage, subject.language), took), subject.dot, subject.theme.ink, STRONG)
        return (name,) if name else ()

    @cached_property
    def _rows(self) -> list[_Row]:
        subject = self.subject
        return [
            _Row(
                name,
                (Paragraph(row_name(subject, name), subject.theme.ink, STRONG),),
                self._line(name),
                blank_content(self.first, self.last)
                if name in self.blank
                else row_content(subject, name, self.first, self.last),
                is_blank=name in self.blank,
            )
            for name in self.rows
        ]

    def _line(self, row: str) -> Cell:
        if row not in BLUEPRINT_LINES:
            return ()
        return (Paragraph(self.subject.say(BLUEPRINT_LINES[row]), self.subject.theme.soft, MINOR),)

    @cached_property
    def _foot_label(self) -> Cell:
        return (Paragraph(self.subject.say(SHARE_NAME), self.subject.theme.ink, STRONG),)

    @cached_property
    def _whole(self) -> Share:
        return share_of(self.subject.columns)

    def _plan(self, width: float, body: float) -> _Plan | None:
        key = (width, body)
        if key not in self._plans:
            column = min((width - GUTTER * body) / (self.last - self.first + 1), WIDEST_COLUMN * body)
            grid = Grid(GUTTER * body, column, body, self.first, self.last)
            self._plans[key] = self._laid_out(grid) if column >= (self.narrowest - 0.01) * body else None
        return self._plans[key]

    def _laid_out(self, grid: Grid) -> _Plan:
        body, room = grid.body, _LABEL * grid.body
        widths = [grid.span(stage.first, stage.last)[1] for stage in self._stages]
        head = max(
            cell_height(stage.name, width - _INSET * body, body)
            for stage, width in zip(self._stages, widths, strict=True)
        )
        foot = 0.0
        if self.rows[-1] == ORDER[-1] and self.blank.isdisjoint(ROWS):
            bars = [
                share_height(self.subject, stage.share, width, body)
                for stage, width in zip(self._stages, widths, strict=True)
            ]
            foot = max(*bars, share_height(self.subject, self._whole, room, body, short=True)) + _BELOW * body
        boxes, heights = [], []
        below = [*(row.line for row in self._rows[1:]), self._foot_label if foot else ()]
        for row, label_below in zip(self._rows, below, strict=True):
            boxes.append(placed(row.contents, grid))
            labels = cell_height(row.label, room, body) + cell_height(label_below, room, body) + 0.6 * body
            filled = max(box.top + box.height for box in boxes[-1]) + _BELOW * body
            heights.append(_ABOVE * body + max(labels, filled))
        return _Plan(grid, head + 0.7 * body, boxes, heights, foot)

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw it; spare height goes to the rows."""
        plan = self._plan(box.width, body)
        if plan is None:
            return
        grid = plan.grid._replace(left=box.x + GUTTER * body)
        spare = min(max(box.height - plan.height, 0.0), _MOST_GROWTH * plan.height)
        spare /= sum(row.growth for row in self._rows)
        heights = [tall + spare * row.growth for tall, row in zip(plan.heights, self._rows, strict=True)]
        tops = list(accumulate(heights, initial=box.y + plan.head))
        yield from self._draw_head(grid, box.y, plan.head)
        behind = next((top for row, top in zip(self.rows, tops, strict=False) if row in BEHIND), tops[-1])
        ground = Box(grid.left, behind, grid.right - grid.left, tops[-1] - behind)
        yield Rect(ground, self.subject.theme.panel)
        for row, top in zip(self._rows, tops, strict=False):
            if row.line:
                yield from self._draw_line(row, top, box.x, grid)
            yield from draw_cell(row.label, Box(box.x, top + _ABOVE * body, _LABEL * body, 0), body)
        yield from self._draw_boxes(plan._replace(grid=grid, heights=heights), tops)
        if plan.foot:
            yield from self._draw_foot(grid, box.x, tops[-1] + _BELOW * body)

    def _draw_head(self, grid: Grid, top: float, tall: float) -> Iterable[Item]:
        body = grid.body
        for stage in self._stages:
            x, width = grid.span(stage.first, stage.last)
            yield Rect(Box(x, top, width, tall), STAGE_TINTS[stage.number % len(STAGE_TINTS)], radius=0.22 * body)
            room = width - _INSET * body
            y = top + (tall - cell_height(stage.name, room, body)) / 2
            yield from draw_cell(stage.name, Box(x + 0.5 * body, y, room, 0), body)

    def _draw_line(self, row: _Row, y: float, left: float, grid: Grid) -> Iterable[Item]:
        """Draw a line of the blueprint: the one of visibility is the strongest, the internal one dashed."""
        theme, body = self.subject.theme, grid.body
        colour = theme.accent if row.id == "backstage" else theme.soft
        width = stroke(1.8 if row.id == "backstage" else 0.8, body)
        yield Line(
            grid.left, y, grid.right, y, colour, width, (0.55 * body, 0.35 * body) if row.id == "support" else ()
        )
        room = _LABEL * body
        yield from draw_cell(row.line, Box(left, y - cell_height(row.line, room, body) + 0.35 * body, room, 0), body)

    def _draw_boxes(self, plan: _Plan, tops: Sequence[float]) -> Iterable[Item]:
        """Draw all boxes and what joins them; what belongs to one touchpoint as a group."""
        grid, body = plan.grid, plan.grid.body
        columns: dict[int, list[Item]] = {column: [] for column in range(self.first, self.last + 1)}
        stops: dict[int, list[_Stop]] = {column: [] for column in columns}
        shared: list[Item] = []
        for boxes, start, tall in zip(plan.boxes, tops, plan.heights, strict=False):
            for content, below, height in boxes:
                x, width = grid.span(content.first, content.last)
                top = start + _ABOVE * body + below
                box = Box(x, top, width, tall - (_ABOVE + _BELOW) * body if content.fills else height)
                items = shared if content.last > content.first else columns[content.first]
                items += content.box.draw(box, body)
                for column in range(content.first, content.last + 1):
                    stops[column].append(_Stop(box.y, box.bottom, content.is_there))
        lines = [top for row, top in zip(self._rows, tops, strict=False) if row.line]
        for column, items in columns.items():
            joined = _connector(grid.middle(column), stops[column], lines, body)
            place = self.subject.columns[column]
            yield Group((*joined, *items), called(place.touchpoint, self.subject.language), place.column)
        yield from shared

    def _draw_foot(self, grid: Grid, left: float, top: float) -> Iterable[Item]:
        subject, body = self.subject, grid.body
        room = Box(left, top, _LABEL * body, 0)
        label = top - cell_height(self._foot_label, room.width, body) - 0.3 * body
        yield from draw_cell(self._foot_label, room._replace(y=label), body)
        yield from draw_share(subject, self._whole, room, body, short=True)
        for stage in self._stages:
            x, width = grid.span(stage.first, stage.last)
            yield from draw_share(subject, stage.share, Box(x, top, width, 0), body)


def row_name(subject: Subject, row: str) -> str:
    """Return what a row is called."""
    return subject.say(ACTIONS[subject.journey.kind or "customer"] if row == "customer" else LANES[row])


class _Stop(NamedTuple):
    """A box in a column where its connector stops: its upper and lower edge, and whether it is no gap."""

    top: float
    bottom: float
    is_there: bool


def _connector(x: float, stops: list[_Stop], lines: Sequence[float], body: float) -> Iterable[Item]:
    """Join the boxes of a column, from the first that is there to the last, with a ring where a line is crossed."""
    there = [index for index, stop in enumerate(stops) if stop.is_there]
    width, ring = stroke(0.9, body), _RING * body
    for before, after in pairwise(stops[there[0] : there[-1] + 1]):
        yield Line(x, before.bottom, x, after.top, CONNECTOR, width)
        for y in lines:
            if before.bottom < y < after.top:
                yield Rect(Box(x - ring, y - ring, 2 * ring, 2 * ring), "#FFFFFF", CONNECTOR, width, ring)
