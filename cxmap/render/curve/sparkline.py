"""A persona's curve in little: the shape of a journey beside a text, with faces where it is remembered."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from cxmap.render.curve.drawing import draw_point, draw_runs, feelings_of, runs_of
from cxmap.render.scene import Box, Group, Item, Line, Rect

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.curve.drawing import Feeling, Point
    from cxmap.render.subject import Actor, Subject

_DOT = 0.3  # of a face: a score that is not remembered
_LINE = 0.13
_DASH = (0.33, 0.23)
_HAIRLINE = 0.035
_SCALE = (-2, 0, 2)


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
        yield from self.curve(feelings_of(self.subject, self.actor))

    def curve(self, feelings: Sequence[Feeling], *, dots: bool = True) -> Iterable[Item]:
        """Draw the curve of `feelings` and its faces; dots at the other scores, where there is room for them."""
        runs = runs_of(feelings, lambda column, score: (self.x(column), self.y(score)))
        dash = (_DASH[0] * self.face, _DASH[1] * self.face)
        lines = draw_runs(runs, self.box.x, self.box.right, self.actor.colour, _LINE * self.face, dash)
        yield Group(tuple(lines), title=self.actor.name, actor=self.actor.id)
        points = [point for run in runs for point in run]
        for point in sorted(points, key=lambda point: point.column in self.faces):
            if dots or point.column in self.faces:
                touchpoint = self.subject.columns[point.column].column
                yield Group(tuple(self._mark(point)), touchpoint=touchpoint, actor=self.actor.id)

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

    def _mark(self, point: Point) -> Iterable[Item]:
        actor = self.actor
        if point.column in self.faces:
            yield from draw_point(self.subject, point, self.face, actor.outline, actor.colour, actor.name)
            return
        size = _DOT * self.face
        dot, fill = (
            Box(point.x - size / 2, point.y - size / 2, size, size),
            "#FFFFFF" if point.assumed else actor.colour,
        )
        yield Rect(dot, fill, actor.colour, 0.7, size / 2)
