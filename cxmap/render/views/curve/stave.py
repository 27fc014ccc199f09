"""A stave: some columns of the chart with the scale at their left, from the names of stages down to their averages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.page.column_heads import (
    Grid,
    bands_height,
    draw_bands,
    draw_heads,
    draw_stage_lines,
    heads_height,
)
from cxmap.render.scene import Box, Item, Mark, Rect
from cxmap.render.theme import MOMENT
from cxmap.render.views.curve.callouts import (
    Callout,
    callouts_of,
    draw_flag,
    flag_width,
    flags_height,
    most_beside,
    placed,
)
from cxmap.render.views.curve.plot import Plot
from cxmap.render.views.curve.rows import LABELS, draw_figures, draw_measured_row, figures_height, measured_height

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.views.curve.picture import Picture

_STAR = 1.4  # ems
_MOMENT_GROUND = "#FFF9E8"


class Form(NamedTuple):
    """What a sheet has room for: how many callouts, how tall the plot is at least, in ems, and whether there are rows
    of stage averages, and in these the averages of the journey; whether callouts are brief.
    """

    turns: int
    plot: float
    rows: bool = True
    averages: bool = False
    brief: bool = False


class Parts(NamedTuple):
    """The heights of what is above the plot and below it."""

    bands: float
    heads: float
    above: float
    below: float
    measured: float
    figures: float


@dataclass(frozen=True)
class Stave:
    """The columns from `first` to `last`, `width` points wide with their labels."""

    picture: Picture
    first: int
    last: int
    width: float
    body: float
    form: Form

    @cached_property
    def grid(self) -> Grid:
        """The columns, as if the stave stood at 0."""
        labels = LABELS * self.body
        return Grid(labels, (self.width - labels) / (self.last - self.first + 1), self.first, self.last)

    @cached_property
    def _callouts(self) -> list[Callout]:
        beside = most_beside(self.grid.right - self.grid.left, self.body)
        return callouts_of(self.picture, self.first, self.last, self.form.turns, beside, brief=self.form.brief)

    @cached_property
    def _parts(self) -> Parts:
        body, grid = self.body, self.grid
        width = flag_width(grid.right - grid.left, body)
        return Parts(
            bands_height(self.picture.bands, grid, body),
            heads_height(self.picture.heads, grid, body) + self._stars + 0.9 * body,
            flags_height([one for one in self._callouts if one.rises], width, body),
            flags_height([one for one in self._callouts if not one.rises], width, body),
            measured_height(self.picture, grid, body),
            figures_height(self.picture, body, averages=self.form.averages) if self.form.rows else 0.0,
        )

    @property
    def height(self) -> float:
        """The least height, in points."""
        return sum(self._parts) + self.form.plot * self.body

    def draw(self, box: Box) -> Iterable[Item]:
        """Draw it in `box`; the plot is as tall as that leaves."""
        parts, picture, body = self._parts, self.picture, self.body
        grid = self.grid._replace(left=self.grid.left + box.x)
        top = box.y + parts.bands
        plot_top = top + parts.heads + parts.above
        bottom = box.bottom - parts.below - parts.measured - parts.figures
        plot = Plot(picture, grid, Box(grid.left, plot_top, grid.right - grid.left, bottom - plot_top), body)
        yield from draw_bands(picture.subject, picture.bands, grid, box.y, parts.bands, body)
        yield from self._moments(grid, top, bottom)
        yield from draw_stage_lines(picture.subject, picture.bands, grid, top, bottom)
        room = parts.heads - self._stars - 0.9 * body
        yield from draw_heads(picture.pairs, self.picture.heads, grid, top + self._stars + 0.45 * body, room, body)
        yield from plot.grounds()
        yield from self._flags(plot)
        yield from plot.curves()
        top = bottom + parts.below
        if parts.measured:
            yield from draw_measured_row(picture, grid, Box(box.x, top, box.width, parts.measured), body)
        top += parts.measured
        if parts.figures:
            rows = Box(box.x, top, box.width, parts.figures)
            yield from draw_figures(picture, grid, rows, body, averages=self.form.averages)

    def _moments(self, grid: Grid, top: float, bottom: float) -> Iterable[Item]:
        size = _STAR * self.body
        for column in grid.columns:
            if self._is_moment(column):
                yield Rect(
                    Box(grid.edge(column) + 1, top + 1, grid.width - 2, bottom - top - 2), _MOMENT_GROUND, radius=2
                )
                title = self.picture.subject.word("moment")
                x = grid.middle(column) - size / 2
                yield Mark(x, top + 0.4 * self.body, size, MARK_ICONS["moment-of-truth"], MOMENT, title=title)

    def _is_moment(self, column: int) -> bool:
        return self.picture.pairs[column].place.touchpoint.moment_of_truth is not False

    @property
    def _stars(self) -> float:
        """The height of a row of stars above the heads."""
        return (_STAR + 0.3) * self.body if any(map(self._is_moment, self.grid.columns)) else 0.0

    def _flags(self, plot: Plot) -> Iterable[Item]:
        width = flag_width(plot.box.width, self.body)
        for rises, edge in ((True, plot.box.y), (False, plot.box.bottom)):
            callouts = [one for one in self._callouts if one.rises == rises]
            points = [[plot.reach(index, one.column, rises) for index, _ in one.turns] for one in callouts]
            wanted = [min(x for x, _ in ends) for ends in points]
            flags = placed(callouts, wanted, plot.box.x, plot.box.right, self.body)
            for flag, ends in zip(flags, points, strict=True):
                yield from draw_flag(self.picture, flag, ends, edge, width, self.body)
                plot.tags.taken += [Box(x - 0.5, min(y, edge), 1.0, abs(edge - y)) for x, y in ends]
