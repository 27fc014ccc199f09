"""The emotion curve as a lane of the poster: one line a persona, a face at each score, a gap where nothing is known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cxmap.render.curves import (
    FACE,
    Feeling,
    Point,
    Tags,
    draw_point,
    draw_runs,
    draw_scale,
    draw_unknown,
    feelings_of,
    remembered,
    runs_of,
    samples_of,
)
from cxmap.render.icons import MARK_ICONS
from cxmap.render.scene import Box, Group, Item, Mark, Rect
from cxmap.render.theme import MOMENT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.scene import Label
    from cxmap.render.subject import Actor, Subject

HEIGHT = 16.0
"""Least height of the lane, in ems of the body."""
_ROOM_ABOVE = 3.7  # ems between the lane's top and the best score: a star, a tag, half a face
_ROOM_BELOW = 2.2


@dataclass(frozen=True)
class CurveLane:
    """The lane of the curve on one sheet: `first` to `last` are the columns shown, of all in the subject."""

    subject: Subject
    box: Box
    body: float
    label_width: float
    column_width: float
    first: int
    last: int

    @cached_property
    def unit(self) -> float:
        """What faces, tags and lines are measured in, in points: they grow with the lane, as far as columns allow."""
        by_width = self.column_width / (len(self.subject.actors) * FACE * 1.15)
        return max(self.body * 0.8, min(self.box.height / HEIGHT, by_width, 1.9 * self.body))

    def y(self, score: float) -> float:
        """Return the height of a score from −2 to +2."""
        top, bottom = self.box.y + _ROOM_ABOVE * self.unit, self.box.bottom - _ROOM_BELOW * self.unit
        return bottom - (score + 2) / 4 * (bottom - top)

    def _x(self, column: int, actor: int) -> float:
        """Return the place of an actor's point: side by side in a column, so that equal scores stay visible."""
        count = len(self.subject.actors)
        step = min(FACE * self.unit * 1.1, self.column_width / (count + 1))
        middle = self.box.x + self.label_width + (column - self.first + 0.5) * self.column_width
        return middle + (actor - (count - 1) / 2) * step

    def draw(self) -> Iterable[Item]:
        """Draw the scale, the curves, the faces and what is remembered: peak, low and end."""
        left, right, unit = self.box.x + self.label_width, self.box.right, self.unit
        yield from self._moments()
        yield from draw_scale(self.subject, left, right, self.y, self.body)
        tags = Tags(Box(left, self.box.y, right - left, self.box.height))
        curves = []
        for index, actor in enumerate(self.subject.actors):
            feelings = feelings_of(self.subject, actor)
            runs = runs_of(feelings, lambda column, score, index=index: (self._x(column, index), self.y(score)))  # type: ignore[misc]
            curves.append((index, actor, feelings, runs))
            line = draw_runs(runs, left, right, actor.colour, 0.22 * unit, (0.55 * unit, 0.4 * unit))
            yield Group(tuple(line), title=actor.name)
        for index, actor, feelings, runs in curves:
            yield from self._faces(index, actor, feelings, runs, tags.taken)
            tags.lines += samples_of([p for p in run if self.first - 1 <= p.column <= self.last + 1] for run in runs)
        for _, actor, feelings, runs in curves:
            yield from self._tags(actor, feelings, runs, tags)

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

    def _faces(
        self, index: int, actor: Actor, feelings: tuple[Feeling, ...], runs: list[list[Point]], taken: list[Box]
    ) -> Iterable[Item]:
        size = FACE * self.unit
        for run in runs:
            for point in run:
                if self.first <= point.column <= self.last:
                    yield from draw_point(point, size, actor.outline, actor.colour, actor.name)
                    taken.append(Box(point.x - size / 2, point.y - size / 2, size, size))
        for column in range(self.first, self.last + 1):
            if feelings[column].passes and feelings[column].score is None:
                items, box = draw_unknown(self._x(column, index), self.y(0), self.unit, actor.colour)
                yield from items
                taken.append(box)

    def _tags(
        self, actor: Actor, feelings: tuple[Feeling, ...], runs: list[list[Point]], tags: Tags
    ) -> Iterable[Label]:
        names = remembered(feelings)
        for run in runs:
            for point in run:
                if point.column in names and self.first <= point.column <= self.last:
                    said = names[point.column]
                    text = "·".join(map(self.subject.word, said))
                    below = point.score < 0 or (point.score == 0 and "low" in said)
                    yield tags.place(text, point, self.unit, actor.colour, below=below)
