"""The curves of a comparison over each other, a panel a persona: what lies between them is shaded and said in figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cxmap.render.curve.drawing import FACE, draw_point, draw_runs, draw_scale, draw_unknown, runs_of
from cxmap.render.curve.figures import change_said, mean_said, swing_said, tenths
from cxmap.render.curve.geometry import between, clipped, monotone
from cxmap.render.page.column_heads import Grid, touchpoint_of
from cxmap.render.scene import Box, Curve, Group, Item, Line
from cxmap.render.text.paragraphs import (
    ASCENT,
    LEADING,
    MINOR,
    STRONG,
    Cell,
    Paragraph,
    cell_height,
    draw_cell,
    one_line,
)
from cxmap.render.theme import BAD, GOOD, paler
from cxmap.render.views.compare import labels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.curve.drawing import Point
    from cxmap.render.views.compare.sides import Comparison, Panel, Voice

LABELS = 12.0
"""Ems of the labels at the left, the scale among them."""
_SCALE = 3.6
_PLOT, _PLOT_ALONE = 12.5, 18.0  # ems: the least height
_ROOM = 1.5  # units between the plot's edge and the outermost scores
_ABOVE = 0.35  # ems above and below the row of figures
_LEAST_HEIGHT = 8.5  # units
_LARGEST = 1.6  # ems of a unit
_DRAMATIC = 1.5


def panel_height(comparison: Comparison, panel: Panel, body: float) -> float:
    """Return the least height of a panel with its row of figures."""
    label = cell_height(_label(comparison, panel), (LABELS - _SCALE) * body, body)
    plot = _PLOT if len(comparison.panels) > 1 else _PLOT_ALONE
    return max(plot * body, label + 0.8 * body) + _changes_height(comparison, body)


def draw_panel(comparison: Comparison, panel: Panel, grid: Grid, box: Box, body: float) -> Iterable[Item]:
    """Draw a panel: its label, the scale, both curves, and the differences below them."""
    changes = _changes_height(comparison, body)
    plot = _Plot(comparison, panel, grid, Box(grid.left, box.y, grid.right - grid.left, box.height - changes), body)
    room = Box(box.x, box.y + 0.5 * body, (LABELS - _SCALE - 0.4) * body, 0)
    yield Group(tuple(draw_cell(_label(comparison, panel), room, body)), actor=panel.actor)
    yield from draw_scale(comparison.subject, grid.left, grid.right, plot.y, body)
    yield Group(tuple(plot.draw()), panel.title, actor=panel.actor)
    yield from _changes(comparison, panel, grid, Box(box.x, plot.box.bottom, box.width, changes), body)


def _label(comparison: Comparison, panel: Panel) -> Cell:
    subject, theme = comparison.subject, comparison.subject.theme
    paragraphs = [Paragraph(panel.title, panel.second.colour, STRONG)] if panel.title else []
    for voice in (panel.first, panel.second):
        average = voice.average
        words = labels.UNKNOWN_LINE if average.mean is None else labels.AVERAGE_LINE
        mean = "" if average.mean is None else mean_said(subject, average.mean)
        said = subject.say(words).format(voice.name, mean, average.known, average.passed)
        paragraphs.append(Paragraph(said, theme.ink, MINOR, voice.outline, voice.colour, space_before=0.35))
    ours, theirs = panel.first.average.mean, panel.second.average.mean
    if comparison.personas is None and ours is not None and theirs is not None:
        change = tenths(theirs) - tenths(ours)  # of the figures that stand above it
        colour = GOOD if change > 0 else BAD if change < 0 else theme.soft
        paragraphs.append(Paragraph(swing_said(subject, change), colour, STRONG._replace(scale=1.4), space_before=0.35))
    return tuple(paragraphs)


def _changes_label(comparison: Comparison) -> Cell:
    subject = comparison.subject
    if comparison.personas is None:
        text = subject.say(labels.CHANGE)
    else:
        text = subject.say(labels.DIFFERENCE).format(comparison.names.second, comparison.names.first)
    return (Paragraph(text, subject.theme.soft, MINOR),)


def _changes_height(comparison: Comparison, body: float) -> float:
    tall = cell_height(_changes_label(comparison), (LABELS - 0.5) * body, body)
    return max(tall, LEADING * body) + 2 * _ABOVE * body


def _changes(comparison: Comparison, panel: Panel, grid: Grid, box: Box, body: float) -> Iterable[Item]:
    subject, theme = comparison.subject, comparison.subject.theme
    yield Line(box.x, box.y, grid.right, box.y, theme.hairline, 0.4)
    base = box.y + _ABOVE * body + ASCENT * body
    room = Box(box.x, box.y + _ABOVE * body, (LABELS - 0.5) * body, 0)
    yield from draw_cell(_changes_label(comparison), room, body)
    for column in grid.columns:
        change = panel.change(column)
        if change is None:
            continue
        colour = _difference_colour(comparison, panel, change)
        text = change_said(subject, change)
        bold = abs(change) >= _DRAMATIC
        item = one_line(text, grid.middle(column), base, body, colour, bold=bold, anchor="middle")
        yield Group((item,), touchpoint=touchpoint_of(comparison.pairs[column]), actor=panel.actor)


def _difference_colour(comparison: Comparison, panel: Panel, change: float) -> str:
    if not change:
        return comparison.subject.theme.soft
    if comparison.personas is None:
        return GOOD if change > 0 else BAD
    return (panel.second if change > 0 else panel.first).colour


def shade_of(comparison: Comparison, panel: Panel, second_is_better: bool) -> str:
    """Return the colour of what lies between the curves; where the first is better it is darker, in greyscale too."""
    if comparison.personas is None:
        colour = GOOD if second_is_better else BAD
    else:
        colour = (panel.second if second_is_better else panel.first).colour
    return paler(colour, 0.86 if second_is_better else 0.74)


@dataclass(frozen=True)
class _Plot:
    """Two curves over the columns of a grid, in `box`."""

    comparison: Comparison
    panel: Panel
    grid: Grid
    box: Box
    body: float

    @property
    def unit(self) -> float:
        """What faces and lines are measured in, in points."""
        by_width = self.grid.width / (2 * FACE * 1.15)
        return max(0.8 * self.body, min(self.box.height / _LEAST_HEIGHT, by_width, _LARGEST * self.body))

    def y(self, score: float) -> float:
        """Return the height of a score from −2 to +2."""
        top, bottom = self.box.y + _ROOM * self.unit, self.box.bottom - _ROOM * self.unit
        return bottom - (score + 2) / 4 * (bottom - top)

    def _x(self, column: int, slot: int) -> float:
        """Return where a face stands: in the middle of its column, or beside it where it would cover the other's."""
        return self.grid.middle(column) + ((slot - 0.5) * self._step if column in self._beside else 0.0)

    @property
    def _step(self) -> float:
        return min(FACE * self.unit * 1.1, self.grid.width / 3)

    @cached_property
    def _beside(self) -> frozenset[int]:
        """The columns in which the two faces would cover each other."""
        near = set()
        for column in self.grid.columns:
            voices = (self.panel.first.feelings[column], self.panel.second.feelings[column])
            if all(feeling.passes for feeling in voices):
                first, second = (self.y(feeling.score or 0.0) for feeling in voices)
                if abs(first - second) < 1.1 * FACE * self.unit:
                    near.add(column)
        return frozenset(near)

    def draw(self) -> Iterable[Item]:
        """Draw what lies between the curves, the curves, and their faces."""
        voices = (self.panel.first, self.panel.second)
        runs = [
            runs_of(voice.feelings, lambda column, score: (self.grid.middle(column), self.y(score))) for voice in voices
        ]
        yield from self._shades(runs)
        for slot, (voice, found) in enumerate(zip(voices, runs, strict=True)):
            width = (0.15 if slot == 0 and self.comparison.personas is None else 0.22) * self.unit
            line = draw_runs(found, self.box.x, self.box.right, voice.colour, width, (2.5 * width, 1.8 * width))
            yield Group(tuple(line), voice.name)
        for slot, (voice, found) in enumerate(zip(voices, runs, strict=True)):
            yield from self._faces(slot, voice, found)

    def _shades(self, runs: list[list[list[Point]]]) -> Iterable[Item]:
        """Shade between the curves from touchpoint to touchpoint of both; where only one passes there is no difference."""
        step = self.grid.width / 8
        paths = [[monotone([(p.x, p.y) for p in run]) for run in found if len(run) > 1] for found in runs]
        for left, right in self._shared(runs):
            for one in paths[0]:
                for other in paths[1]:
                    first, second = (clipped(path, left, right) for path in (one, other))
                    for area, second_is_better in between(first, second, step):
                        colour = self._shade(second_is_better)
                        yield Curve(area, colour, 0, smooth=False, fill=colour, closed=True)

    def _shared(self, runs: list[list[list[Point]]]) -> Iterable[tuple[float, float]]:
        """Yield from where to where both curves go through the same touchpoints, in points, clipped to the plot."""
        first, second = ({point.column for run in found for point in run} for found in runs)
        stretch: list[int] = []
        for column in range(len(self.comparison.pairs) + 1):
            if column in first and column in second:
                stretch.append(column)
            elif column in first or column in second or column == len(self.comparison.pairs):
                if len(stretch) > 1:
                    left = max(self.grid.middle(stretch[0]), self.box.x)
                    right = min(self.grid.middle(stretch[-1]), self.box.right)
                    if left < right:
                        yield left, right
                stretch = []

    def _shade(self, second_is_better: bool) -> str:
        return shade_of(self.comparison, self.panel, second_is_better)

    def _faces(self, slot: int, voice: Voice, runs: list[list[Point]]) -> Iterable[Item]:
        size, subject = FACE * self.unit, self.comparison.subject
        for run in runs:
            for point in run:
                if point.column in self.grid.columns:
                    shown = point._replace(x=self._x(point.column, slot))
                    face = tuple(draw_point(subject, shown, size, voice.outline, voice.colour, voice.name))
                    yield self._group(point.column, face)
        for column in self.grid.columns:
            if voice.feelings[column].passes and voice.feelings[column].score is None:
                items, _ = draw_unknown(self._x(column, slot), self.y(0), self.unit, voice.colour)
                yield self._group(column, tuple(items))

    def _group(self, column: int, items: tuple[Item, ...]) -> Group:
        return Group(items, touchpoint=touchpoint_of(self.comparison.pairs[column]), actor=self.panel.actor)
