"""A persona's curve in little: the shape of a journey beside a text, with faces where it is remembered."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.geometry import Point, monotone
from cxmap.render.icons import face
from cxmap.render.scene import Box, Curve, Group, Item, Line, Mark, Rect
from cxmap.render.theme import emotion_colour, face_ink

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.subject import Actor, Subject

_DOT = 0.3  # of a face: a score that is not remembered
_LINE = 0.13
_HAIRLINE = 0.035
_SCALE = (-2, 0, 2)


class Spot(NamedTuple):
    """A known score, from −2 to +2: `column` is its place among the subject's columns."""

    column: int
    score: float
    assumed: bool


class Memory(NamedTuple):
    """What is remembered of a journey: its highest and lowest scores and its end, where they are known.

    Peak–end rule (Kahneman and Fredrickson, 1993). A journey without ups and downs has no peak and no low; the end is
    the last touchpoint passed, and not known where that has no score.
    """

    peak: Spot | None
    low: Spot | None
    end: Spot | None


def runs_of(subject: Subject, actor: Actor) -> list[list[Spot]]:
    """Return an actor's scores in runs; a score that is not known ends a run, a touchpoint not passed does not."""
    runs: list[list[Spot]] = [[]]
    for column, place in enumerate(subject.columns):
        if actor not in subject.passing(place.touchpoint):
            continue
        score = subject.score(place.touchpoint, actor)
        if score is None:
            runs.append([])
        else:
            runs[-1].append(Spot(column, score, subject.is_assumed(place.touchpoint)))
    return [run for run in runs if run]


def memory_of(subject: Subject, actor: Actor) -> Memory:
    """Return what an actor remembers; of equal scores the first."""
    spots = [spot for run in runs_of(subject, actor) for spot in run]
    if not spots:
        return Memory(None, None, None)
    peak, low = max(spots, key=lambda spot: spot.score), min(spots, key=lambda spot: spot.score)
    varies = peak.score > low.score
    passed = [c for c, place in enumerate(subject.columns) if actor in subject.passing(place.touchpoint)]
    end = spots[-1] if spots[-1].column == passed[-1] else None
    return Memory(peak if varies else None, low if varies else None, end)


@dataclass(frozen=True, slots=True)
class Sparkline:
    """An actor's curve in a box. Its width stands for all columns, so that the curves of two actors can be compared.

    `face` is the size of the faces, in points; they are drawn at `faces` (columns), dots at the other scores. A face
    at −2 or +2 stays in the box.
    """

    subject: Subject
    actor: Actor
    box: Box
    face: float
    faces: frozenset[int] = frozenset()

    def x(self, column: float) -> float:
        """Return the middle of a column."""
        return self.box.x + (column + 0.5) * self.box.width / len(self.subject.columns)

    def y(self, score: float) -> float:
        """Return the height of a score from −2 to +2."""
        top, bottom = self.box.y + self.face / 2, self.box.bottom - self.face / 2
        return bottom - (score + 2) / 4 * (bottom - top)

    def draw(self) -> Iterable[Item]:
        """Draw the lines of −2, 0 and +2, where stages meet, the curve, and the faces."""
        yield from self.grounds()
        yield from self.curve(runs_of(self.subject, self.actor))

    def curve(self, runs: Sequence[Sequence[Spot]], *, dots: bool = True) -> Iterable[Item]:
        """Draw the curve through `runs` and its faces; dots at the other scores, where there is room for them."""
        yield Group(tuple(self._lines(runs)), title=self.actor.name, actor=self.actor.id)
        spots = [spot for run in runs for spot in run]
        for spot in sorted(spots, key=lambda spot: spot.column in self.faces):
            if dots or spot.column in self.faces:
                marks = self._face(spot) if spot.column in self.faces else self._dot(spot)
                touchpoint = self.subject.columns[spot.column].column
                yield Group(tuple(marks), touchpoint=touchpoint, actor=self.actor.id)

    def grounds(self) -> Iterable[Item]:
        """Draw the lines of −2, 0 and +2, and where stages meet."""
        theme = self.subject.theme
        for score in _SCALE:
            y = self.y(score)
            colour, dash = (theme.soft, ()) if score == 0 else (theme.hairline, (0.1 * self.face, 0.18 * self.face))
            yield Line(self.box.x, y, self.box.right, y, colour, self._hairline, dash)
        for index, (before, after) in enumerate(pairwise(self.subject.columns), 1):
            if before.path[1] != after.path[1]:
                x = self.x(index - 0.5)
                yield Line(x, self.box.y, x, self.box.bottom, theme.hairline, self._hairline)

    @property
    def _hairline(self) -> float:
        """The width of thin lines: on a large sheet they must be seen from farther away."""
        return max(0.5, _HAIRLINE * self.face)

    def _lines(self, runs: Sequence[Sequence[Spot]]) -> Iterable[Item]:
        width = _LINE * self.face
        for run in runs:
            path = monotone([self._point(spot) for spot in run]) if len(run) > 1 else ()
            start = 0
            for assumed, pieces in groupby(first.assumed or second.assumed for first, second in pairwise(run)):
                end = start + len(list(pieces))
                dash = (2.5 * width, 1.8 * width) if assumed else ()
                yield Curve(path[3 * start : 3 * end + 1], self.actor.colour, width, dash=dash)
                start = end

    def _point(self, spot: Spot) -> Point:
        return self.x(spot.column), self.y(spot.score)

    def _dot(self, spot: Spot) -> Iterable[Item]:
        x, y = self._point(spot)
        size = _DOT * self.face
        fill = "#FFFFFF" if spot.assumed else self.actor.colour
        yield Rect(Box(x - size / 2, y - size / 2, size, size), fill, self.actor.colour, 0.7, size / 2)

    def _face(self, spot: Spot) -> Iterable[Item]:
        x, y = self._point(spot)
        left, top, size = x - self.face / 2, y - self.face / 2, self.face
        ground = "#FFFFFF" if spot.assumed else emotion_colour(spot.score)
        said = self.subject.named(self.actor.name, self.subject.signed(spot.score))
        yield Mark(left, top, size, self.actor.outline, self.actor.colour, ground, said)
        yield Mark(left, top, size, face(spot.score), face_ink(spot.score, assumed=spot.assumed))
