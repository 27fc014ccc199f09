"""The grid of one sheet: stage band, touchpoint names, lanes and the lines of the service blueprint."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from cxmap.model.reading import called
from cxmap.model.vocabulary import MOMENTS_OF_TRUTH
from cxmap.render.icons import MARK_ICONS
from cxmap.render.labels import BLUEPRINT_LINES
from cxmap.render.lanes import Lane, honeycomb_paragraphs, metric_paragraphs
from cxmap.render.paragraphs import (
    MINOR,
    SMALL,
    Cell,
    Paragraph,
    Type,
    cell_height,
    cut_cell,
    draw_cell,
    facts,
    one_line,
)
from cxmap.render.scene import Box, Group, Item, Line, Rect
from cxmap.render.theme import MOMENT, SMALLEST_TEXT, STAGE_TINTS
from cxmap.render.views.poster.curve import HEIGHT, CurveLane

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.model.journey import Stage, Touchpoint
    from cxmap.render.subject import Subject

_LABEL_WIDTHS = {"zh": 8.4, "en": 10.4}
_PADDING = 0.5
_RULE_HEIGHT = 1.55
_CURVE_GROWS = 1.5
_MOST_PARTS = 100  # of one lane; nobody reads on


def label_ems(subject: Subject) -> float:
    """Return the width of the label column, in ems of the body: room for the longest lane name, unbroken."""
    return _LABEL_WIDTHS[subject.language]


@dataclass(frozen=True)
class Grid:
    """Columns `first` to `last` (included) and some lanes of a poster, `width` points wide."""

    subject: Subject
    lanes: tuple[Lane, ...]
    first: int
    last: int
    width: float
    body: float
    curve_height: float = 0.0
    with_figures: bool = True  # of the stages; a sheet that goes on below another does not repeat them

    @property
    def label_width(self) -> float:
        """Width of the label column, in points."""
        return label_ems(self.subject) * self.body

    @property
    def column_width(self) -> float:
        """Width of a column, in points."""
        return (self.width - self.label_width) / (self.last - self.first + 1)

    @property
    def _inner(self) -> float:
        return self.column_width - 1.1 * self.body

    def only(self, lanes: tuple[Lane, ...]) -> Grid:
        """Return the grid with some of its lanes; what has been measured is not measured again."""
        part = replace(self, lanes=lanes, with_figures=self.with_figures and lanes[:1] == self.lanes[:1])
        heights = dict(zip((lane.id for lane in self.lanes), self.lane_heights, strict=True))
        part.__dict__["name_cells"] = self.name_cells
        if part.with_figures == self.with_figures:
            part.__dict__["head_heights"] = self.head_heights
        part.__dict__["lane_heights"] = tuple(heights[lane.id] for lane in lanes)
        return part

    @cached_property
    def name_cells(self) -> dict[int, Cell]:
        """What stands at the head of each column."""
        return {column: self._name_cell(column) for column in range(self.first, self.last + 1)}

    @cached_property
    def head_heights(self) -> tuple[float, float]:
        """Heights of the stage band and of the touchpoint row."""
        stages = max(cell_height(cell, width - 1.1 * self.body, self.body) for _, cell, _, width in self._bands())
        names = max(cell_height(cell, self._inner, self.body) for cell in self.name_cells.values())
        return stages + 1.1 * self.body, names + 1.1 * self.body

    @cached_property
    def lane_heights(self) -> tuple[float, ...]:
        """Heights of the lanes, each with the blueprint's line above it."""
        return tuple(self._lane_height(lane) for lane in self.lanes)

    @property
    def height(self) -> float:
        """Height of the whole grid, in points."""
        return sum(self.head_heights) + sum(self.lane_heights)

    def _lane_height(self, lane: Lane) -> float:
        rule = _RULE_HEIGHT * self.body if lane.id in BLUEPRINT_LINES else 0
        if lane.id == "emotion":
            return max(HEIGHT * self.body, self.curve_height)
        label = cell_height((self._label(lane),), self.label_width - self.body, self.body)
        inner = self._inner
        cells = max(cell_height(cell, inner, self.body) for cell in lane.cells[self.first : self.last + 1])
        return rule + max(label, cells) + 2 * _PADDING * self.body

    def draw(self, top: float, left: float, extra: float) -> Iterable[Item]:
        """Draw the grid with its upper left corner given; `extra` points of height are shared out among the lanes."""
        heights, padding = self._stretched(extra)
        stage_height, name_height = self.head_heights
        bottom = top + stage_height + name_height + sum(heights)
        yield from self._draw_bands(left, top, stage_height)
        y = top + stage_height
        yield from self._separators(left, y, bottom)
        for column in range(self.first, self.last + 1):
            box = Box(self._x(left, column) + 0.55 * self.body, y + 0.5 * self.body, self._inner, name_height)
            yield Group(tuple(draw_cell(self.name_cells[column], box, self.body)))
        y += name_height
        for lane, height in zip(self.lanes, heights, strict=True):
            rule = _RULE_HEIGHT * self.body if lane.id in BLUEPRINT_LINES else 0
            if rule:
                yield from self._rule(lane, left, y, rule)
            else:
                yield Line(left, y, left + self.width, y, self.subject.theme.hairline)
            yield from self._lane(lane, Box(left, y + rule, self.width, height - rule), padding)
            y += height

    def _stretched(self, extra: float) -> tuple[list[float], float]:
        """Give spare height to the curve first, then to every lane's padding; never more than looks right."""
        heights = list(self.lane_heights)
        rest = max(extra, 0.0)
        for index, lane in enumerate(self.lanes):
            if lane.id == "emotion":
                grown = min(rest * 0.75, (_CURVE_GROWS - 1) * heights[index])
                heights[index] += grown
                rest -= grown
        others = [index for index, lane in enumerate(self.lanes) if lane.id != "emotion"]
        padding = min(rest / len(others), 1.3 * self.body) if others else 0.0
        for index in others:
            heights[index] += padding
        return heights, padding / 2

    def stretch(self, extra: float) -> float:
        """Return how much of `extra` points the grid takes up."""
        return sum(self._stretched(extra)[0]) - sum(self.lane_heights)

    def _x(self, left: float, column: int) -> float:
        return left + self.label_width + (column - self.first) * self.column_width

    def _bands(self) -> Iterable[tuple[int, Cell, Stage, float]]:
        """Yield for every stage on the sheet: its number, its text, itself and its width."""
        places = self.subject.columns[self.first : self.last + 1]
        for number, group in groupby(places, key=lambda place: place.path[1]):
            columns = list(group)
            stage = columns[0].stage
            yield int(number), tuple(self._stage_cell(stage)), stage, len(columns) * self.column_width

    def _stage_cell(self, stage: Stage) -> Iterable[Paragraph]:
        subject = self.subject
        yield Paragraph(called(stage, subject.language), subject.theme.ink, Type(1.3, bold=True))
        if stage.goal is not None:
            yield Paragraph(subject.text(stage.goal), subject.theme.soft, space_before=0.05)
        scores = (paragraph.text for paragraph in honeycomb_paragraphs(subject, stage.honeycomb))
        taken = subject.word("duration", subject.duration(stage.duration)) if stage.duration else ""
        line = facts((taken, *scores), subject.dot, subject.theme.soft, MINOR, space_before=0.1)
        if line is not None:
            yield line
        if not self.with_figures:
            return
        for metric in stage.metrics:
            yield from metric_paragraphs(subject, metric)

    def _draw_bands(self, left: float, top: float, height: float) -> Iterable[Item]:
        x = left + self.label_width
        for number, cell, stage, width in self._bands():
            tint = STAGE_TINTS[number % len(STAGE_TINTS)]
            band: list[Item] = [
                Rect(Box(x + 0.75, top, width - 1.5, height - 0.4 * self.body), tint, radius=0.35 * self.body)
            ]
            band += draw_cell(
                cell, Box(x + 0.55 * self.body, top + 0.35 * self.body, width - 1.1 * self.body, 0), self.body
            )
            yield Group(tuple(band), title=called(stage, self.subject.language))
            x += width

    def _name_cell(self, column: int) -> Cell:
        subject = self.subject
        touchpoint = subject.columns[column].touchpoint
        star = MARK_ICONS["moment-of-truth"] if touchpoint.moment_of_truth is not False else None
        name = Paragraph(
            called(touchpoint, subject.language),
            subject.theme.ink,
            Type(1.08, bold=True),
            icon=star,
            icon_colour=MOMENT,
        )
        return (name, *self._about(touchpoint))

    def _about(self, touchpoint: Touchpoint) -> Iterable[Paragraph]:
        subject = self.subject
        cited = subject.cited(touchpoint.evidence).strip()
        if cited:
            yield Paragraph(cited, subject.theme.soft, MINOR, space_before=0.05, said=subject.word("evidence"))
        if isinstance(touchpoint.moment_of_truth, str):
            yield Paragraph(
                subject.say(MOMENTS_OF_TRUTH[touchpoint.moment_of_truth]), "#7A5000", MINOR, space_before=0.05
            )
        passing = subject.passing(touchpoint)
        if len(passing) < len(subject.actors):
            for actor in passing:
                yield Paragraph(
                    actor.name, actor.colour, MINOR, icon=actor.outline, icon_colour=actor.colour, space_before=0.1
                )

    def _separators(self, left: float, top: float, bottom: float) -> Iterable[Item]:
        """Draw hairlines between columns, and firmer lines where a stage begins."""
        places = self.subject.columns
        for column in range(self.first + 1, self.last + 1):
            starts = places[column].path[1] != places[column - 1].path[1]
            x = self._x(left, column)
            yield Line(x, top, x, bottom, "#AEB8C2" if starts else "#E9EDF1", 0.6 if starts else 0.5)

    def _label(self, lane: Lane) -> Paragraph:
        return Paragraph(lane.label, self.subject.theme.soft, Type(0.95, bold=True))

    def _lane(self, lane: Lane, box: Box, padding: float) -> Iterable[Item]:
        body = self.body
        top = box.y + _PADDING * body + padding
        if lane.id == "emotion":
            curve = CurveLane(self.subject, box, body, self.label_width, self.column_width, self.first, self.last)
            yield Group((*curve.draw(), *self._curve_labels(lane, box)), title=lane.label)
            return
        items = list(draw_cell((self._label(lane),), Box(box.x, top, self.label_width - body, 0), body))
        for column in range(self.first, self.last + 1):
            cell = Box(self._x(box.x, column) + 0.55 * body, top, self._inner, 0)
            items += draw_cell(lane.cells[column], cell, body)
        yield Group(tuple(items), title=lane.label)

    def _curve_labels(self, lane: Lane, box: Box) -> Iterable[Item]:
        """Draw the lane's name, and whose curve is whose."""
        body = self.body
        width = self.label_width - 3.9 * body
        yield from draw_cell((self._label(lane),), Box(box.x, box.y + _PADDING * body, width, 0), body)
        if len(self.subject.actors) < 2:
            return
        cell: Cell = tuple(
            Paragraph(actor.name, actor.colour, Type(SMALL, bold=True), icon=actor.outline, icon_colour=actor.colour)
            for actor in self.subject.actors
        )
        yield from draw_cell(cell, Box(box.x, box.y + 3.4 * body, width, 0), body)

    def _rule(self, lane: Lane, left: float, top: float, height: float) -> Iterable[Item]:
        """Draw a line of the service blueprint, with its name."""
        size = max(SMALLEST_TEXT, SMALL * self.body)
        words = self.subject.say(BLUEPRINT_LINES[lane.id])
        label = one_line(words, left, top + height / 2 + 0.36 * size, size, self.subject.theme.accent)
        yield label
        yield Line(
            label.box.right + 0.6 * self.body,
            top + height / 2,
            left + self.width,
            top + height / 2,
            self.subject.theme.accent,
            0.9,
            (4, 2.5),
        )


def lane_rows(grid: Grid, available: float, further: float) -> Sequence[Grid]:
    """Split lanes over sheets: the first has `available` points for heads and lanes, each further one `further`."""
    heads = sum(grid.head_heights)
    room = available - heads
    rows: list[list[Lane]] = [[]]
    used = 0.0
    for lane, height in zip(grid.lanes, grid.lane_heights, strict=True):
        if rows[-1] and used + height > room:
            rows.append([])
            used, room = 0.0, further - heads
        rows[-1].append(lane)
        used += height
    return [grid.only(tuple(row)) for row in rows]


def cut_tall_lanes(grid: Grid, room: float) -> Grid:
    """Return the grid with every lane that is taller than `room` points cut into lanes that are not."""
    space = room - sum(grid.head_heights)
    if all(height <= space for height in grid.lane_heights):
        return grid
    lanes: list[Lane] = []
    for lane, height in zip(grid.lanes, grid.lane_heights, strict=True):
        if height <= space or lane.id == "emotion":
            lanes.append(lane)
            continue
        rest: list[Cell] = list(lane.cells)
        inside = space - 2 * _PADDING * grid.body - (_RULE_HEIGHT * grid.body if lane.id in BLUEPRINT_LINES else 0)
        part = 1
        while any(rest) and part < _MOST_PARTS:
            cut = [cut_cell(cell, grid._inner, grid.body, inside) for cell in rest]
            name = lane.id if part == 1 else f"{lane.id} {part}"
            lanes.append(Lane(name, lane.label, tuple(head for head, _ in cut)))
            rest = [tail for _, tail in cut]
            part += 1
    return replace(grid, lanes=tuple(lanes))
