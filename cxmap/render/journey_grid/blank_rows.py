"""Rows that are filled in by hand: boxes for notes, an empty curve, dots to vote with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxmap.render.curve.drawing import STEPS, draw_scale
from cxmap.render.journey_grid.boxes import DASHED, dashed_box
from cxmap.render.journey_grid.curve_row import draw_names, names_height
from cxmap.render.journey_grid.rows import PADDING, Row
from cxmap.render.scene import Box, Group, Item, Line, Rect

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.journey_grid.span import Span

_INSET = 0.4  # ems between a box and the edges of its column
_HALF_STEP = 0.6  # ems of the tick at a half step of the scale
_DOT_SHARE = 0.13  # of a column's width, but no larger than a dot to stick on: 16 mm
_LARGEST_DOT = 45.0
_DOTS = 5


@dataclass(frozen=True)
class _Empty(Row):
    """A row that is filled in by hand: at least so many `points` tall, and so many ems (`least`)."""

    points: float = 0.0
    least: float = 0.0

    def ems(self, mean: float) -> float:
        """Return the least height in ems."""
        return self.least


@dataclass(frozen=True)
class BlankRow(_Empty):
    """A box at each touchpoint, for a note or a few lines."""

    def height(self, span: Span) -> float:
        """Return the height that a note, or a few lines of handwriting, needs."""
        return max(super().height(span), self.points + 2 * _INSET * span.body, self.least * span.body)

    def draw(self, span: Span, box: Box, padding: float) -> Iterable[Item]:
        """Draw the boxes."""
        yield from super().draw(span, box, 0.0)
        inset = _INSET * span.body
        for column in span.columns:
            left, wide = box.x + span.left(column), span.wide(column)
            place = Box(left + inset, box.y + inset, wide - 2 * inset, box.height - 2 * inset)
            yield Group((dashed_box(place, span.body),), touchpoint=span.about(column))


@dataclass(frozen=True)
class CurveGridRow(_Empty):
    """The scale of the curve, with a line up and down at each touchpoint to put points on."""

    def height(self, span: Span) -> float:
        """Return the least height at which points can be told apart."""
        return max(names_height(span, self.label), self.points, self.least * span.body)

    def draw(self, span: Span, box: Box, padding: float) -> Iterable[Item]:
        """Draw the scale, and where each touchpoint stands on it."""
        body, theme = span.body, span.subject.theme
        room = max(1.2 * body, 0.09 * box.height)

        def y(score: float) -> float:
            return box.bottom - room - (score + 2) / 4 * (box.height - 2 * room)

        yield from draw_scale(span.subject, box.x + span.label_width, box.x + span.width, y, body)
        for column in span.columns:
            x = box.x + span.left(column) + span.wide(column) / 2
            items: list[Item] = [Line(x, y(2), x, y(-2), theme.hairline, 0.6)]
            halves = [step + 0.5 for step in STEPS[:-1]]
            items += [
                Line(x - _HALF_STEP * body / 2, y(s), x + _HALF_STEP * body / 2, y(s), theme.hairline, 0.6)
                for s in halves
            ]
            yield Group(tuple(items), touchpoint=span.about(column))
        yield from draw_names(span, self.label, box)


@dataclass(frozen=True)
class DotsRow(Row):
    """Empty rings at each touchpoint, to stick dots on."""

    def height(self, span: Span) -> float:
        """Return the height of a ring, or of the label."""
        return max(super().height(span), self._dot(span) + 2 * (PADDING + 0.3) * span.body)

    @staticmethod
    def _dot(span: Span) -> float:
        return min(_DOT_SHARE * span.narrowest, _LARGEST_DOT)

    def draw(self, span: Span, box: Box, padding: float) -> Iterable[Item]:
        """Draw the rings."""
        yield from super().draw(span, box, padding)
        dot = self._dot(span)
        for column in span.columns:
            middle = box.x + span.left(column) + span.wide(column) / 2
            step = 1.35 * dot
            left = middle - (_DOTS - 1) / 2 * step - dot / 2
            rings = tuple(
                Rect(Box(left + index * step, box.y + (box.height - dot) / 2, dot, dot), "none", DASHED, 0.7, dot / 2)
                for index in range(_DOTS)
            )
            yield Group(rings, touchpoint=span.about(column))
