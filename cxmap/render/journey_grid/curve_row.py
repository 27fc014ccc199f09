"""The emotion curve as a row: one line a persona, a face at each score, a gap where nothing is known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cxmap.render.curve.drawing import (
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
from cxmap.render.journey_grid.rows import PADDING, Row
from cxmap.render.journey_grid.span import ACTOR_NAME, SCALE_ROOM
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.scene import Box, Group, Item, Mark, Rect
from cxmap.render.text.paragraphs import Cell, Paragraph, cell_height, draw_cell
from cxmap.render.theme import MOMENT, MOMENT_GROUND

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.journey_grid.span import Span
    from cxmap.render.subject import Actor, Subject

CURVE_HEIGHT = 16.0
"""Least height of the lane, in ems of the body."""
_ROOM_ABOVE = 3.7  # ems between the row's top and the best score: a star, a tag, half a face
_ROOM_BELOW = 2.2


@dataclass(frozen=True)
class CurveRow(Row):
    """The curve; at least `least` ems tall, and on a wall `points` points."""

    least: float = CURVE_HEIGHT
    points: float = 0.0

    def ems(self, mean: float) -> float:
        """Return the least height."""
        return self.least

    def height(self, span: Span) -> float:
        """Return the least height, in points."""
        return max(self.least * span.body, self.points, names_height(span, self.label))

    def draw(self, span: Span, box: Box, padding: float) -> Iterable[Item]:
        """Draw scale, curves and faces, and at the left whose curve is whose."""
        known: dict[int, list[tuple[Feeling, ...]]] = self.__dict__.setdefault("_feelings", {})
        subject = span.subject
        if id(subject) not in known:
            known[id(subject)] = [_feelings(subject, actor) for actor in subject.actors]
        curve = CurveDrawing(span, box, known[id(subject)])
        yield from curve.grounds()
        yield from self.beneath(curve)
        yield from curve.items()
        yield from draw_names(span, self.label, box)

    def beneath(self, curve: CurveDrawing) -> Iterable[Item]:
        """Draw what lies beneath the curve: nothing."""
        return ()


def names_height(span: Span, label: Cell) -> float:
    """Return the height that a label beside a scale needs, with whose curve is whose."""
    width = span.label_width - SCALE_ROOM * span.body
    names = cell_height(_names(span.subject), width, span.body) if len(span.subject.actors) > 1 else 0.0
    return _names_top(span, label) + names + PADDING * span.body


def _names_top(span: Span, label: Cell) -> float:
    """Return how far down the names begin."""
    width = span.label_width - SCALE_ROOM * span.body
    return max(3.4 * span.body, cell_height(label, width, span.body) + (PADDING + 0.8) * span.body)


def draw_names(span: Span, label: Cell, box: Box) -> Iterable[Item]:
    """Draw the label of a curve beside its scale, and under it whose curve is whose."""
    body = span.body
    width = span.label_width - SCALE_ROOM * body
    yield from draw_cell(label, Box(box.x, box.y + PADDING * body, width, 0), body)
    if len(span.subject.actors) > 1:
        yield from draw_cell(_names(span.subject), Box(box.x, box.y + _names_top(span, label), width, 0), body)


def _names(subject: Subject) -> Cell:
    return tuple(
        Paragraph(actor.name, actor.colour, ACTOR_NAME, icon=actor.outline, icon_colour=actor.colour)
        for actor in subject.actors
    )


def _feelings(subject: Subject, actor: Actor) -> tuple[Feeling, ...]:
    """Return what the map says of an actor at each column; nothing where the touchpoint is still to be found."""
    known = zip(subject.columns, feelings_of(subject, actor), strict=True)
    return tuple(feeling if place.column >= 0 else Feeling() for place, feeling in known)


@dataclass(frozen=True)
class CurveDrawing:
    """The curve in its box on one sheet."""

    span: Span
    box: Box
    feelings: Sequence[tuple[Feeling, ...]]

    @property
    def subject(self) -> Subject:
        """What is drawn."""
        return self.span.subject

    @cached_property
    def unit(self) -> float:
        """What faces, tags and lines are measured in, in points: they grow with the row, as far as columns allow."""
        body = self.span.body
        by_width = self.span.narrowest / (len(self.subject.actors) * FACE * 1.15)
        return max(body * 0.8, min(self.box.height / CURVE_HEIGHT, by_width, 1.9 * body))

    def y(self, score: float) -> float:
        """Return the height of a score from −2 to +2."""
        top, bottom = self.box.y + _ROOM_ABOVE * self.unit, self.box.bottom - _ROOM_BELOW * self.unit
        return bottom - (score + 2) / 4 * (bottom - top)

    def x(self, column: int, actor: int) -> float:
        """Return the place of an actor's point: side by side in a column, so that equal scores stay visible.

        Columns that are not on the sheet are as wide as the nearest that is: the curve leads over to them.
        """
        count = len(self.subject.actors)
        step = min(FACE * self.unit * 1.1, self.span.wide(self.span.nearest(column)) / (count + 1))
        return self.box.x + self.span.middle(column) + (actor - (count - 1) / 2) * step

    def grounds(self) -> Iterable[Item]:
        """Draw what moments of truth stand on, and the scale."""
        left, right = self.box.x + self.span.label_width, self.box.x + self.span.width
        yield from self._moments()
        yield from draw_scale(self.subject, left, right, self.y, self.span.body)

    def items(self) -> Iterable[Item]:
        """Draw the curves, the faces and what is remembered: peak, low and end."""
        left, right, unit = self.box.x + self.span.label_width, self.box.x + self.span.width, self.unit
        columns = self.span.columns
        tags = Tags(Box(left, self.box.y, right - left, self.box.height))
        curves = []
        for index, actor in enumerate(self.subject.actors):
            feelings = self.feelings[index]
            runs = runs_of(feelings, lambda column, score, index=index: (self.x(column, index), self.y(score)))  # type: ignore[misc]
            curves.append((index, actor, feelings, runs))
            line = draw_runs(runs, left, right, actor.colour, 0.22 * unit, (0.55 * unit, 0.4 * unit))
            yield Group(tuple(line), title=actor.name, actor=actor.id)
        for index, actor, feelings, runs in curves:
            yield from self._faces(index, actor, feelings, runs, tags.taken)
            near = ([p for p in run if columns.start - 1 <= p.column <= columns.stop] for run in runs)
            tags.lines += samples_of(near)
        for _, actor, feelings, runs in curves:
            yield from self._tags(actor, feelings, runs, tags)

    def _moments(self) -> Iterable[Item]:
        for column in self.span.columns:
            place = self.subject.columns[column]
            if place.touchpoint.moment_of_truth is False or place.column < 0:
                continue
            left, wide = self.box.x + self.span.left(column), self.span.wide(column)
            size = 1.3 * self.unit
            yield Group((
                Rect(Box(left + 1, self.box.y + 1, wide - 2, self.box.height - 2), MOMENT_GROUND, radius=2),
                Mark(
                    left + (wide - size) / 2, self.box.y + 0.35 * self.unit, size, MARK_ICONS["moment-of-truth"], MOMENT,
                    title=self.subject.word("moment"),
                ),
            ), touchpoint=self.span.about(column))  # fmt: skip

    def _faces(
        self, index: int, actor: Actor, feelings: tuple[Feeling, ...], runs: list[list[Point]], taken: list[Box]
    ) -> Iterable[Item]:
        size, columns = FACE * self.unit, self.span.columns
        for run in runs:
            for point in run:
                if point.column in columns:
                    items = tuple(draw_point(self.subject, point, size, actor.outline, actor.colour, actor.name))
                    yield self._about(point.column, actor, items)
                    taken.append(Box(point.x - size / 2, point.y - size / 2, size, size))
        for column in columns:
            if feelings[column].passes and feelings[column].score is None:
                drawn, box = draw_unknown(self.x(column, index), self.y(0), self.unit, actor.colour)
                yield self._about(column, actor, tuple(drawn))
                taken.append(box)

    def _about(self, column: int, actor: Actor, items: tuple[Item, ...]) -> Group:
        return Group(items, touchpoint=self.span.about(column), actor=actor.id)

    def _tags(
        self, actor: Actor, feelings: tuple[Feeling, ...], runs: list[list[Point]], tags: Tags
    ) -> Iterable[Group]:
        names = remembered(feelings)
        for run in runs:
            for point in run:
                if point.column in names and point.column in self.span.columns:
                    said = names[point.column]
                    text = "·".join(map(self.subject.word, said))
                    below = point.score < 0 or (point.score == 0 and "low" in said)
                    tag = tags.place(text, point, self.unit, actor.colour, below=below)
                    yield self._about(point.column, actor, (tag,))
