"""The little drawings in the table: claimed and measured on the scale of the curve, and the line of the periods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.measured_figures import differs_from_the_map, is_few, outstanding_periods
from cxmap.render.marks.diamond import diamond
from cxmap.render.page.tables import Sketch
from cxmap.render.scene import Box, Curve, Group, Item, Line, Rect
from cxmap.render.text.paragraphs import ASCENT
from cxmap.render.theme import BAD, GOOD, paler

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxmap.measurements import Measurement
    from cxmap.render.subject import Subject
    from cxmap.render.views.measured.reading import Readings

_TALL = 1.5  # ems
_LINE = 2.0
_MIDDLE = ASCENT - 0.32  # ems from the top: beside the middle of the letters of the first line
_STEPS = (-2, -1, 0, 1, 2)
_INDENT = 0.6  # ems at both ends of the scale, for what stands at −2 or +2
_HALF = 0.42
_RING = 0.36
_BETWEEN = 3.2  # ems between two periods, at most


def felt_sketch(subject: Subject, readings: Readings, one: Measurement) -> Sketch:
    """Return claimed and measured emotion on the scale: a ring, and a diamond on its interval."""

    def paint(box: Box, body: float) -> Iterable[Item]:
        theme, y = subject.theme, box.y + _MIDDLE * body
        left, right = box.x + _INDENT * body, box.right - _INDENT * body

        def x(score: float) -> float:
            return left + (score + 2) / 4 * (right - left)

        yield Line(x(-2), y, x(2), y, theme.hairline, 0.6)
        for step in _STEPS:
            tick = (0.5 if step == 0 else 0.22) * body
            yield Line(x(step), y - tick, x(step), y + tick, theme.soft if step == 0 else theme.hairline, 0.6)
        ink = _ink(subject, readings, one)
        felt = one.emotion
        if felt.value is not None and felt.low is not None and felt.high is not None:
            if differs_from_the_map(one) and one.claimed is not None:
                colour = GOOD if felt.value > one.claimed else BAD
                yield Line(x(one.claimed), y, x(felt.value), y, colour, 0.16 * body)
            yield Line(x(felt.low), y, x(felt.high), y, ink, 0.14 * body)
            for end in (felt.low, felt.high):
                yield Line(x(end), y - 0.25 * body, x(end), y + 0.25 * body, ink, 0.1 * body)
            yield diamond(x(felt.value), y, _HALF * body, ink, hollow=False)
        if one.claimed is not None:
            yield ring(x(one.claimed), y, _RING * body, theme.ink)

    return Sketch(lambda _, body: _TALL * body, paint)


def ring(x: float, y: float, half: float, colour: str) -> Rect:
    """Return the mark of what a map claims, around x, y."""
    return dot(x, y, half, "#FFFFFF", colour)


def periods_sketch(subject: Subject, readings: Readings, one: Measurement) -> Sketch:
    """Return the line of the periods, all of a source on one scale; a gap where too few answered."""
    values = {each.period: each.figure.value for each in one.periods}
    periods = [(period, values.get(period)) for period in readings.periods]
    return line_sketch(
        subject, periods, outstanding_periods(one), _ink(subject, readings, one), readings.ranges[one.source]
    )


def line_sketch(
    subject: Subject,
    periods: Sequence[tuple[str, float | None]],
    apart: Sequence[str],
    colour: str,
    between: tuple[float, float] | None = None,
) -> Sketch:
    """Return a line through the values of periods, with a ring around those `apart`; a gap where one is not known.

    `between` is the scale; default: from nothing to the greatest.
    """
    known = [value for _, value in periods if value is not None]
    low, high = between if between is not None else (0.0, max(known, default=0.0))

    def paint(box: Box, body: float) -> Iterable[Item]:
        points = _points(periods, (low, high), box, body)
        for run in _runs(list(points.values())):
            if len(run) > 1:
                yield Curve(tuple(run), colour, 0.13 * body, smooth=False)
        there = {period: point for period, point in points.items() if point is not None}
        for period, (x, y) in there.items():
            if period in apart:
                yield Group((dot(x, y, 0.3 * body, "#FFFFFF", BAD),), title=period)
            elif period == max(there):
                yield Group((dot(x, y, 0.2 * body, colour, colour),), title=period)

    return Sketch(lambda _, body: _LINE * body, paint)


def dot(x: float, y: float, half: float, fill: str, stroke: str) -> Rect:
    """Return a round mark around x, y."""
    return Rect(Box(x - half, y - half, 2 * half, 2 * half), fill, stroke, 0.35 * half, half)


def _ink(subject: Subject, readings: Readings, one: Measurement) -> str:
    return paler(subject.theme.ink, 0.5) if is_few(one, readings.measures) else subject.theme.ink


def _points(
    periods: Sequence[tuple[str, float | None]], between: tuple[float, float], box: Box, body: float
) -> dict[str, tuple[float, float] | None]:
    """Return where the periods lie; None for one that is not known."""
    low, high = between
    room = box.width - 2 * _INDENT * body
    step = min(room / max(len(periods) - 1, 1), _BETWEEN * body)
    top, bottom = box.y + 0.2 * body, box.y + (_LINE - 0.3) * body
    found: dict[str, tuple[float, float] | None] = {}
    for place, (period, value) in enumerate(periods):
        height = 0.5 if high == low or value is None else (value - low) / (high - low)
        x = box.x + _INDENT * body + place * step
        found[period] = None if value is None else (x, bottom - height * (bottom - top))
    return found


def _runs(points: Sequence[tuple[float, float] | None]) -> Iterator[list[tuple[float, float]]]:
    run: list[tuple[float, float]] = []
    for point in (*points, None):
        if point is not None:
            run.append(point)
        elif run:
            yield run
            run = []
