"""The plot: grounds, stage averages, curves with their faces, what was measured, what the other map says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cxmap.render.curve.drawing import (
    FACE,
    Point,
    Tags,
    draw_point,
    draw_runs,
    draw_scale,
    draw_unknown,
    remembered,
    runs_of,
    samples_of,
)
from cxmap.render.curve.figures import score_said
from cxmap.render.marks.diamond import diamond
from cxmap.render.page.column_heads import touchpoint_of
from cxmap.render.scene import Box, Group, Item, Line, Rect
from cxmap.render.theme import paler

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.model.measured import Measured
    from cxmap.render.page.column_heads import Grid
    from cxmap.render.views.curve.picture import Picture, Track

_ROOM = 2.5  # units between the box and the outermost scores: half a face and a name
_LEAST_HEIGHT = 15.0  # units
_LARGEST = 2.3  # ems of a unit
_MOST_LEVELS = 1
_DOT = 0.62  # units: a score of the other map


@dataclass(frozen=True)
class Plot:
    """The curves over the columns of a grid, in `box`."""

    picture: Picture
    grid: Grid
    box: Box
    body: float

    @cached_property
    def tags(self) -> Tags:
        """Places the names of points."""
        return Tags(self.box)

    @cached_property
    def unit(self) -> float:
        """What faces, names and lines are measured in, in points."""
        slots = max(len(self.picture.tracks) + bool(self.picture.measured[c]) for c in self.grid.columns)
        by_width = self.grid.width / (slots * FACE * 1.15)
        return max(0.8 * self.body, min(self.box.height / _LEAST_HEIGHT, by_width, _LARGEST * self.body))

    def y(self, score: float) -> float:
        """Return the height of a score from −2 to +2."""
        top, bottom = self.box.y + _ROOM * self.unit, self.box.bottom - _ROOM * self.unit
        return bottom - (score + 2) / 4 * (bottom - top)

    def x(self, column: int, slot: int) -> float:
        """Return the place of a point: side by side in a column, so that equal scores stay visible."""
        count = len(self.picture.tracks) + bool(self.picture.measured[column])
        step = min(FACE * self.unit * 1.1, self.grid.width / (count + 1))
        return self.grid.middle(column) + (slot - (count - 1) / 2) * step

    def reach(self, track: int, column: int, up: bool) -> tuple[float, float]:
        """Return the upper or lower end of a face."""
        score = self.picture.tracks[track].feelings[column].score or 0.0
        half = (FACE / 2 - 0.15) * self.unit
        return self.x(column, track), self.y(score) - half if up else self.y(score) + half

    def grounds(self) -> Iterable[Item]:
        """Draw what lies behind the curves: the scale, and the averages of stages."""
        yield from draw_scale(self.picture.subject, self.box.x, self.box.right, self.y, self.body)
        if has_levels(self.picture):
            for track in self.picture.tracks:
                yield Group(tuple(self._levels(track)), actor=track.actor.id)

    def _levels(self, track: Track) -> Iterable[Item]:
        for band, average in zip(self.picture.bands, track.stages, strict=True):
            ends = self.grid.shown(band)
            if ends is not None and average.mean is not None and average.known > 1:
                y, inset = self.y(average.mean), 0.12 * self.grid.width
                steps = range(int(ends[0] + inset), int(ends[1] - inset), max(int(self.unit), 1))
                self.tags.lines += [(float(x), y) for x in steps]
                colour = paler(track.actor.colour, 0.35)
                yield Line(ends[0] + inset, y, ends[1] - inset, y, colour, 0.08 * self.unit)

    def curves(self) -> Iterable[Item]:
        """Draw the lines, then the faces on them, then the names of points."""
        tracks = self.picture.tracks
        for index, track in enumerate(tracks):
            yield from self._beside(index, track)
        runs = [
            runs_of(track.feelings, lambda column, score, slot=index: (self.x(column, slot), self.y(score)))  # type: ignore[misc]
            for index, track in enumerate(tracks)
        ]
        for track, found in zip(tracks, runs, strict=True):
            yield Group(tuple(self._line(found, track.actor.colour, 0.22)), track.actor.name, actor=track.actor.id)
            self.tags.lines += samples_of([p for p in run if self._near(p)] for run in found)
        yield from self._measured()
        for index, (track, found) in enumerate(zip(tracks, runs, strict=True)):
            yield from self._faces(index, track, found)
        for track, found in zip(tracks, runs, strict=True):
            yield from self._names(track, found)

    def _near(self, point: Point) -> bool:
        return self.grid.first - 1 <= point.column <= self.grid.last + 1

    def _line(self, runs: Sequence[Sequence[Point]], colour: str, width: float) -> Iterable[Item]:
        dash = (2.5 * width * self.unit, 1.8 * width * self.unit)
        return draw_runs(runs, self.box.x, self.box.right, colour, width * self.unit, dash)

    def _beside(self, slot: int, track: Track) -> Iterable[Item]:
        """Draw the other map's curve of the same persona: thinner and paler, with dots in place of faces."""
        beside, names = track.beside, self.picture.names
        if beside is None or names is None:
            return
        runs = runs_of(beside.feelings, lambda column, score: (self.x(column, slot), self.y(score)))
        items = list(self._line(runs, beside.colour, 0.14))
        size = _DOT * self.unit
        for run in runs:
            for point in run:
                if point.column in self.grid.columns:
                    box = Box(point.x - size / 2, point.y - size / 2, size, size)
                    fill = "#FFFFFF" if point.assumed else beside.colour
                    items.append(Rect(box, fill, beside.colour, 0.12 * self.unit, size / 2))
        yield Group(tuple(items), f"{names.second}: {track.actor.name}", actor=track.actor.id)
        self.tags.lines += samples_of([p for p in run if self._near(p)] for run in runs)

    def _faces(self, slot: int, track: Track, runs: Sequence[Sequence[Point]]) -> Iterable[Item]:
        size, actor = FACE * self.unit, track.actor
        for run in runs:
            for point in run:
                if point.column in self.grid.columns:
                    marks = tuple(
                        draw_point(self.picture.subject, point, size, actor.outline, actor.colour, actor.name)
                    )
                    yield self._group(point.column, marks, actor.id)
                    self.tags.taken.append(Box(point.x - size / 2, point.y - size / 2, size, size))
        for column in self.grid.columns:
            if track.feelings[column].passes and track.feelings[column].score is None:
                items, box = draw_unknown(self.x(column, slot), self.y(0), self.unit, actor.colour)
                yield self._group(column, tuple(items), actor.id)
                self.tags.taken.append(box)

    def _group(self, column: int, items: tuple[Item, ...], actor: str = "") -> Group:
        return Group(items, touchpoint=touchpoint_of(self.picture.pairs[column]), actor=actor)

    def _measured(self) -> Iterable[Item]:
        for column in self.grid.columns:
            figures = self.picture.measured[column]
            for number, one in enumerate(figures):
                x = self.x(column, len(self.picture.tracks)) + (number - (len(figures) - 1) / 2) * 0.7 * self.unit
                yield self._group(column, tuple(draw_measured(self, one, x)))
                top, bottom = (self.y(s) for s in (one.high or one.score, one.low or one.score))
                half = 0.5 * self.unit
                self.tags.taken.append(Box(x - half, top - half, 2 * half, bottom - top + 2 * half))

    def _names(self, track: Track, runs: Sequence[Sequence[Point]]) -> Iterable[Item]:
        names, subject = remembered(track.feelings), self.picture.subject
        for run in runs:
            for point in run:
                if point.column in names and point.column in self.grid.columns:
                    said = "·".join(map(subject.word, names[point.column]))
                    below = point.score < 0 or (point.score == 0 and "low" in names[point.column])
                    text = f"{said} {score_said(subject, point.score)}"
                    label = self.tags.place(
                        text, point, self.unit, track.actor.colour, below=below, largest=1.2 * self.body
                    )
                    yield self._group(point.column, (label,), track.actor.id)


def has_levels(picture: Picture) -> bool:
    """Whether averages of stages are drawn as lines: those of several people would be read as more curves."""
    return len(picture.tracks) <= _MOST_LEVELS and any(
        average.known > 1 for track in picture.tracks for average in track.stages
    )


def draw_measured(plot: Plot, one: Measured, x: float) -> Iterable[Item]:
    """Draw a measured figure: a diamond on its interval; a hollow one where there is none."""
    ink, y = plot.picture.subject.theme.ink, plot.y(one.score)
    if one.low is not None and one.high is not None:
        top, bottom, cap = plot.y(one.high), plot.y(one.low), 0.28 * plot.unit
        yield Line(x, top, x, bottom, ink, 0.09 * plot.unit)
        for end in (top, bottom):
            yield Line(x - cap, end, x + cap, end, ink, 0.09 * plot.unit)
    yield diamond(x, y, 0.42 * plot.unit, ink, hollow=one.low is None)
