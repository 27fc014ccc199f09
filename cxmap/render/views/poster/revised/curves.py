"""The curve of the newer version over that of the older one, with an arrow where a score has risen or fallen."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from cxmap.render.curve.drawing import FACE, Feeling, draw_runs, feelings_of, runs_of
from cxmap.render.curve.figures import score_said
from cxmap.render.journey_grid.curve_row import CurveRow
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.scene import Box, Group, Item, Line, Mark, Rect
from cxmap.render.theme import BAD, GOOD, paler
from cxmap.render.views.poster.revised import labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.curve.drawing import Point
    from cxmap.render.journey_grid.curve_row import CurveDrawing
    from cxmap.render.subject import Actor
    from cxmap.render.views.poster.revised.revision import Revision

PALE = 0.5
"""How much of a curve's colour is white, where it is the older one."""
_DOT, _HEAD = 0.62, 0.85  # of a curve's unit


@dataclass(frozen=True)
class TwoCurvesRow(CurveRow):
    """The curves of both versions."""

    revision: Revision = field(kw_only=True)

    def beneath(self, curve: CurveDrawing) -> Iterable[Item]:
        """Draw the older curves, and the way from each score to the one it is now."""
        revision = self.revision
        for index, (actor, earlier) in enumerate(zip(revision.subject.actors, revision.actors, strict=True)):
            if earlier is not None:
                yield from _older(revision, curve, index, earlier, actor)


def _older(revision: Revision, curve: CurveDrawing, index: int, earlier: Actor, actor: Actor) -> Iterable[Item]:
    known = feelings_of(revision.older, earlier)
    then = [known[was] if was is not None else Feeling() for was in revision.was]
    now = curve.feelings[index]
    unit, left, right = curve.unit, curve.box.x + curve.span.label_width, curve.box.x + curve.span.width
    runs = _in_order(revision, runs_of(then, lambda column, score: (curve.x(column, index), curve.y(score))), then)
    colour = paler(actor.colour, PALE)
    name = revision.subject.named(actor.name, revision.subject.say(labels.BEFORE))
    line = draw_runs(runs, left, right, colour, 0.13 * unit, (0.4 * unit, 0.4 * unit))
    yield Group(tuple(line), title=name, actor=actor.id)
    for run in runs:
        for point in run:
            if point.column in curve.span.columns and now[point.column].score != point.score:
                items = tuple(_change(revision, curve, point, now[point.column], colour))
                yield Group(items, touchpoint=curve.span.about(point.column), actor=actor.id)


def _in_order(revision: Revision, runs: list[list[Point]], then: Sequence[Feeling]) -> list[list[Point]]:
    """Return the runs, cut where two points did not follow each other: the line never ran there."""
    passed = sorted(was for was, feeling in zip(revision.was, then, strict=True) if was is not None and feeling.passes)
    order = {revision.at[was]: place for place, was in enumerate(sorted(passed, key=lambda was: revision.at[was]))}
    found: list[list[Point]] = []
    for run in runs:
        found.append(run[:1])
        for one, other in pairwise(run):
            first, second = (order[revision.at[revision.was[point.column] or 0]] for point in (one, other))
            if second == first + 1:
                found[-1].append(other)
            else:
                found.append([other])
    return found


def _change(revision: Revision, curve: CurveDrawing, point: Point, now: Feeling, colour: str) -> Iterable[Item]:
    """Draw the dot of an older score, and an arrow from it to the newer one."""
    unit = curve.unit
    size = _DOT * unit
    if now.score is not None:
        end = curve.y(now.score)
        way = BAD if now.score < point.score else GOOD
        yield Line(point.x, point.y, point.x, end, way, 0.1 * unit)
        if abs(end - point.y) > (FACE / 2 + _HEAD) * unit:
            head, middle = _HEAD * unit, (point.y + end) / 2
            icon = MARK_ICONS["worse" if way == BAD else "better"]
            said = f"{score_said(revision.subject, point.score)} → {score_said(revision.subject, now.score)}"
            yield Mark(point.x - head / 2, middle - head / 2, head, icon, way, title=said)
    yield Rect(Box(point.x - size / 2, point.y - size / 2, size, size), "#FFFFFF", colour, 0.12 * unit, size / 2)
