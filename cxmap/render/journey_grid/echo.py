"""The curve in little, repeated under the heads of a sheet that goes on below another: what is felt here, lane by lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.render.curve.drawing import draw_point, draw_runs, feelings_of, runs_of
from cxmap.render.scene import Group, Item, Line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.journey_grid.span import Span

ECHO_HEIGHT = 3.4
"""Ems."""
_FACE, _LINE = 1.15, 0.13
_DASH = (0.42, 0.3)


def draw_echo(span: Span, left: float, top: float) -> Iterable[Item]:
    """Draw it `ECHO_HEIGHT` tall, with small faces; those of several people stand side by side in a column."""
    subject, body, actors = span.subject, span.body, span.subject.actors
    tall = ECHO_HEIGHT * body
    face = min(_FACE * body, span.narrowest / (len(actors) * 1.1))
    first, last = left + span.label_width, left + span.width
    high, low = top + 0.1 * body + face / 2, top + tall - 0.35 * body - face / 2

    def x(column: int, index: int) -> float:
        return left + span.middle(column) + (index - (len(actors) - 1) / 2) * 1.1 * face

    def y(score: float) -> float:
        return low - (score + 2) / 4 * (low - high)

    yield Line(first, y(0), last, y(0), subject.theme.hairline, 0.5)
    faces = []
    for index, actor in enumerate(actors):
        runs = runs_of(feelings_of(subject, actor), lambda column, score, index=index: (x(column, index), y(score)))  # type: ignore[misc]
        dash = (_DASH[0] * body, _DASH[1] * body)
        line = draw_runs(runs, first, last, actor.colour, _LINE * body, dash)
        yield Group(tuple(line), title=actor.name, actor=actor.id)
        faces += [(actor, point) for run in runs for point in run if point.column in span.columns]
    for actor, point in faces:
        items = tuple(draw_point(subject, point, face, actor.outline, actor.colour, actor.name))
        yield Group(items, touchpoint=span.about(point.column), actor=actor.id)
