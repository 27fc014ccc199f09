"""The emotion curve: one line a persona, a face at each score, a gap where nothing is known."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from cxmap.render.geometry import along, clipped, holds, monotone, overlap
from cxmap.render.icons import FACE_OUTLINES, MARK_ICONS, face
from cxmap.render.paragraphs import one_line
from cxmap.render.scene import Box, Curve, Group, Item, Line, Mark, Rect
from cxmap.render.theme import MOMENT, SMALLEST_TEXT, emotion_colour, face_ink
from cxmap.render.widths import advance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.scene import Label
    from cxmap.render.subject import Actor, Subject

HEIGHT = 16.0
"""Least height of the lane, in ems of the body."""
_FACE = 1.9
_ROOM_ABOVE = 3.7  # ems between the lane's top and the best score: a star, a tag, half a face
_ROOM_BELOW = 2.2


@dataclass(frozen=True, slots=True)
class Point:
    """A score on the picture."""

    x: float
    y: float
    score: float
    assumed: bool
    column: int


@dataclass(frozen=True, slots=True)
class CurveLane:
    """The lane of the curve on one sheet: `first` to `last` are the columns shown, of all in the subject."""

    subject: Subject
    box: Box
    body: float
    label_width: float
    column_width: float
    first: int
    last: int

    @property
    def unit(self) -> float:
        """What faces, tags and lines are measured in, in points: they grow with the lane, as far as columns allow."""
        by_width = self.column_width / (len(self.subject.actors) * _FACE * 1.15)
        return max(self.body * 0.8, min(self.box.height / HEIGHT, by_width, 1.9 * self.body))

    def y(self, score: float) -> float:
        """Return the height of a score from −2 to +2."""
        top, bottom = self.box.y + _ROOM_ABOVE * self.unit, self.box.bottom - _ROOM_BELOW * self.unit
        return bottom - (score + 2) / 4 * (bottom - top)

    def _x(self, column: int, actor: int) -> float:
        """Return the place of an actor's point: side by side in a column, so that equal scores stay visible."""
        count = len(self.subject.actors)
        step = min(_FACE * self.unit * 1.1, self.column_width / (count + 1))
        middle = self.box.x + self.label_width + (column - self.first + 0.5) * self.column_width
        return middle + (actor - (count - 1) / 2) * step

    def draw(self) -> Iterable[Item]:
        """Draw the scale, the curves, the faces and what is remembered: peak, low and end."""
        yield from self._moments()
        yield from self._scale()
        taken: list[Box] = []
        runs = [self._runs(index, actor) for index, actor in enumerate(self.subject.actors)]
        for actor, points in zip(self.subject.actors, runs, strict=True):
            yield Group(tuple(self._lines(actor, points)), title=actor.name)
        for actor, points in zip(self.subject.actors, runs, strict=True):
            for run in points:
                for point in run:
                    if self.first <= point.column <= self.last:
                        yield from self._face(actor, point)
                        size = _FACE * self.unit
                        taken.append(Box(point.x - size / 2, point.y - size / 2, size, size))
        yield from self._unknown(taken)
        lines = [
            sample
            for run in chain(*runs)
            for sample in along([(p.x, p.y) for p in run if self.first - 1 <= p.column <= self.last + 1])
        ]
        for index, actor in enumerate(self.subject.actors):
            yield from self._tags(index, actor, [p for run in runs[index] for p in run], taken, lines)

    def _scale(self) -> Iterable[Item]:
        left, right = self.box.x + self.label_width, self.box.right
        scale = self.subject.journey.scale
        for step in (-2, -1, 0, 1, 2):
            y = self.y(step)
            strong = step == 0
            yield Line(
                left,
                y,
                right,
                y,
                self.subject.theme.soft if strong else self.subject.theme.hairline,
                0.6 if strong else 0.4,
                () if strong else (1.2, 2.2),
            )
            shown = step if scale is None else scale.min + (step + 2) / 4 * (scale.max - scale.min)
            text = f"{shown:+g}" if scale is None and step else f"{shown:g}"
            size = max(SMALLEST_TEXT, 0.875 * self.body)
            yield one_line(
                text.replace("-", "−"),
                left - 1.9 * self.body,
                y + 0.36 * size,
                size,
                self.subject.theme.soft,
                anchor="end",
            )
            for icon in (FACE_OUTLINES[0], face(step)):
                yield Mark(left - 1.55 * self.body, y - 0.6 * self.body, 1.2 * self.body, icon, self.subject.theme.soft)

    def _moments(self) -> Iterable[Item]:
        for column in range(self.first, self.last + 1):
            if self.subject.columns[column].touchpoint.moment_of_truth is not False:
                left = self.box.x + self.label_width + (column - self.first) * self.column_width
                yield Rect(
                    Box(left + 1, self.box.y + 1, self.column_width - 2, self.box.height - 2), "#FFF9E8", radius=2
                )
                size = 1.3 * self.unit
                yield Mark(
                    left + (self.column_width - size) / 2,
                    self.box.y + 0.35 * self.unit,
                    size,
                    MARK_ICONS["moment-of-truth"],
                    MOMENT,
                    title=self.subject.word("moment"),
                )

    def _runs(self, index: int, actor: Actor) -> list[list[Point]]:
        """Return the actor's points in runs; a score that is not known ends a run, a touchpoint not passed does not."""
        runs: list[list[Point]] = [[]]
        for column, place in enumerate(self.subject.columns):
            if actor not in self.subject.passing(place.touchpoint):
                continue
            score = self.subject.score(place.touchpoint, actor)
            if score is None:
                runs.append([])
                continue
            assumed = self.subject.is_assumed(place.touchpoint)
            runs[-1].append(Point(self._x(column, index), self.y(score), score, assumed, column))
        return [run for run in runs if run]

    def _lines(self, actor: Actor, runs: list[list[Point]]) -> Iterable[Item]:
        for run in runs:
            path = monotone([(point.x, point.y) for point in run])
            start = 0
            while start < len(run) - 1:
                dashed = run[start].assumed or run[start + 1].assumed
                end = start + 1
                while end < len(run) - 1 and (run[end].assumed or run[end + 1].assumed) == dashed:
                    end += 1
                if run[end].column >= self.first and run[start].column <= self.last:
                    yield from self._piece(actor, path, run, start, end, dashed)
                start = end

    def _piece(
        self, actor: Actor, path: tuple[tuple[float, float], ...], run: list[Point], start: int, end: int, dashed: bool
    ) -> Iterable[Item]:
        """Draw a run's stretch, cut where the sheet ends; half a column of it leads over to the next sheet."""
        left, right = self.box.x + self.label_width, self.box.right
        points = path[start * 3 : end * 3 + 1]
        if points[0][0] < left or points[-1][0] > right:
            points = clipped(points, left, right)
        if len(points) > 1:
            yield Curve(
                points, actor.colour, 0.22 * self.unit, dash=(0.55 * self.unit, 0.4 * self.unit) if dashed else ()
            )

    def _face(self, actor: Actor, point: Point) -> Iterable[Item]:
        size = _FACE * self.unit
        left, top = point.x - size / 2, point.y - size / 2
        colour = emotion_colour(point.score)
        yield Mark(
            left,
            top,
            size,
            actor.outline,
            actor.colour,
            colour if not point.assumed else "#FFFFFF",
            title=f"{actor.name} {point.score:+g}",
        )
        features = face_ink(point.score, assumed=point.assumed)
        yield Mark(left, top, size, face(point.score), features)

    def _unknown(self, taken: list[Box]) -> Iterable[Item]:
        for column in range(self.first, self.last + 1):
            place = self.subject.columns[column]
            for index, actor in enumerate(self.subject.actors):
                if (
                    actor in self.subject.passing(place.touchpoint)
                    and self.subject.score(place.touchpoint, actor) is None
                ):
                    size = 1.5 * self.unit
                    x, y = self._x(column, index), self.y(0)
                    yield Rect(Box(x - size / 2, y - size / 2, size, size), "#FFFFFF", actor.colour, 0.6, size / 2)
                    yield one_line(
                        "?", x, y + 0.36 * self.unit, max(SMALLEST_TEXT, self.unit), actor.colour, anchor="middle"
                    )
                    taken.append(Box(x - size / 2, y - size / 2, size, size))

    def _tags(
        self, index: int, actor: Actor, points: list[Point], taken: list[Box], lines: list[tuple[float, float]]
    ) -> Iterable[Item]:
        """Name the peak, the low and the end: what people remember (peak–end rule, Kahneman and Fredrickson 1993)."""
        if len(points) < 2:
            return
        said: dict[int, list[str]] = {}
        peak, low = max(points, key=lambda p: p.score), min(points, key=lambda p: p.score)
        if peak.score > low.score:
            said.setdefault(peak.column, []).append("peak")
            said.setdefault(low.column, []).append("low")
        if self._is_end(index, points[-1]):
            said.setdefault(points[-1].column, []).append("end")
        for point in points:
            if point.column in said and self.first <= point.column <= self.last:
                yield self._tag(actor, point, said[point.column], taken, lines)

    def _is_end(self, index: int, point: Point) -> bool:
        """Whether a point is the actor's last touchpoint, rather than the last whose score is known."""
        actor = self.subject.actors[index]
        passed = [c for c, place in enumerate(self.subject.columns) if actor in self.subject.passing(place.touchpoint)]
        return bool(passed) and passed[-1] == point.column

    def _tag(
        self, actor: Actor, point: Point, names: list[str], taken: list[Box], lines: list[tuple[float, float]]
    ) -> Label:
        """Name a point where no face or tag stands, and as few lines as possible cross: above or below it, or beside."""
        text = "·".join(self.subject.word(name) for name in names)
        size = max(SMALLEST_TEXT, 0.875 * self.unit)
        width, height = advance(text, bold=True) * size, size * 1.2
        reach = _FACE * self.unit / 2 + 0.15 * size
        below = point.score < 0 or (point.score == 0 and "low" in names)
        spots: list[tuple[float, float]] = []
        for row in range(3):
            up, down = point.y - reach - (row + 1) * height, point.y + reach + row * height
            spots += [(point.x, down), (point.x, up)] if below else [(point.x, up), (point.x, down)]
        spots += [(point.x + side * (reach + width / 2), point.y - height / 2) for side in (1, -1)]
        left, right = self.box.x + self.label_width + width / 2, self.box.right - width / 2
        boxes = [Box(min(max(x, left), right) - width / 2, top, width, height) for x, top in spots]
        inside = [box for box in boxes if box.y >= self.box.y and box.bottom <= self.box.bottom]
        free = [box for box in inside if not any(overlap(box, other) for other in taken)]
        near = [(x, y) for x, y in lines if abs(x - point.x) < 2 * (reach + width)]
        box = min(free or inside or boxes, key=lambda box: sum(holds(box, x, y) for x, y in near))
        taken.append(box)
        return one_line(text, box.x + width / 2, box.y + size * 0.95, size, actor.colour, bold=True, anchor="middle")
