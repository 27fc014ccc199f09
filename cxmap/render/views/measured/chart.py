"""A figure of the journey over its periods: a line, the interval of each period, and what stands out."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from cxmap.measured_figures import number, outstanding_periods
from cxmap.render.page.blocks import Drawing
from cxmap.render.scene import Box, Group, Item, Line
from cxmap.render.text.paragraphs import ASCENT, SMALL, one_line
from cxmap.render.text.widths import advance
from cxmap.render.theme import BAD, SMALLEST_TEXT, paler
from cxmap.render.views.measured.plots import dot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cxmap.measurements import Measurement, PeriodFigure
    from cxmap.render.subject import Subject

_TALL = 8.4  # ems
_SCALE = 4.2  # ems at the left, for the numbers of the scale
_BELOW = 1.7  # ems for the names of the periods
_STEPS = 3
_WIDEST = 6.0  # ems between two periods, at most


def chart(subject: Subject, one: Measurement) -> Drawing:
    """Return the chart as a block; of fewer than two periods that can be shown there is none."""

    def paint(box: Box, body: float) -> Iterable[Item]:
        return _painted(subject, one, box, body)

    return Drawing(lambda _, body: _TALL * body, paint, grows=1.0, gap=0)


def has_chart(one: Measurement) -> bool:
    """Whether there are periods to draw a line through."""
    return sum(each.figure.value is not None for each in one.periods) > 1


def _painted(subject: Subject, one: Measurement, box: Box, body: float) -> Iterable[Item]:
    theme, size = subject.theme, max(SMALLEST_TEXT, SMALL * body)
    steps = _steps(one.periods)
    left, top, bottom = box.x + _SCALE * body, box.y + body, box.bottom - _BELOW * body
    step = min((box.right - left - 2 * body) / max(len(one.periods) - 1, 1), _WIDEST * body)
    right = left + step * (len(one.periods) - 1) + 2 * body

    def y(value: float) -> float:
        return bottom - (value - steps[0]) / (steps[-1] - steps[0]) * (bottom - top)

    for value in steps:
        yield Line(left, y(value), right, y(value), theme.hairline, 0.5)
        text = number(value, one.metric).replace(".00", "").replace(".0", "")
        yield one_line(text, left - 0.6 * body, y(value) + 0.35 * size, size, theme.soft, anchor="end")
    places = [left + body + index * step for index in range(len(one.periods))]
    yield from _names(subject, one.periods, places, bottom + 0.5 * body + ASCENT * size, size)
    yield from _line(subject, one, list(zip(places, one.periods, strict=True)), y, body)


def _line(
    subject: Subject,
    one: Measurement,
    places: Sequence[tuple[float, PeriodFigure]],
    y: Callable[[float], float],
    body: float,
) -> Iterable[Item]:
    """Draw intervals, the line through what is known of neighbouring periods, and the values of the ends and of what stands out."""
    ink = subject.theme.ink
    known = [(x, each) for x, each in places if each.figure.value is not None]
    for x, each in known:
        if each.figure.low is not None and each.figure.high is not None:
            yield Line(x, y(each.figure.low), x, y(each.figure.high), paler(ink, 0.7), 0.35 * body)
    for (x1, first), (x2, second) in pairwise(places):
        if first.figure.value is not None and second.figure.value is not None:
            yield Line(x1, y(first.figure.value), x2, y(second.figure.value), ink, 0.16 * body)
    apart = outstanding_periods(one)
    dips = [
        each
        for (_, before), (_, each), (_, after) in zip(known, known[1:], known[2:], strict=False)
        if (each.figure.value or 0) < min(before.figure.value or 0, after.figure.value or 0)
    ]
    size = max(SMALLEST_TEXT, SMALL * body)
    for x, each in known:
        value = each.figure.value or 0.0
        is_apart, is_end = each.period in apart, each in (known[0][1], known[-1][1])
        items: list[Item] = [
            dot(
                x,
                y(value),
                (0.3 if is_apart else 0.22) * body,
                "#FFFFFF" if is_apart else ink,
                BAD if is_apart else ink,
            )
        ]
        if is_apart or is_end:
            ends = [end for end in each.figure[1:] if end is not None]
            # The value of a dip stands below: above, the line would cross it.
            base = y(min(ends)) + 0.4 * body + ASCENT * size if each in dips else y(max(ends)) - 0.4 * body
            items.append(
                one_line(
                    number(value, one.metric),
                    x,
                    base,
                    size,
                    BAD if is_apart else ink,
                    bold=True,
                    anchor="middle",
                )
            )
        yield Group(tuple(items), title=f"{each.period}: {number(value, one.metric)}")


def _names(
    subject: Subject, periods: Sequence[PeriodFigure], places: Sequence[float], base: float, size: float
) -> Iterable[Item]:
    """Name the periods; where there is no room for all, every second, third …"""
    widest = max(advance(each.period) for each in periods) * size + size
    step = places[1] - places[0] if len(places) > 1 else widest
    every = max(1, ceil(widest / step))
    for index, (each, x) in enumerate(zip(periods, places, strict=True)):
        if index % every == 0:
            yield one_line(each.period, x, base, size, subject.theme.soft, anchor="middle")


def _steps(periods: Sequence[PeriodFigure]) -> list[float]:
    """Return round numbers for the scale, from below the lowest interval to above the highest."""
    ends = [end for each in periods for end in each.figure[1:] if end is not None]
    low, high = min(ends), max(ends)
    rough = max(high - low, 1e-9) / _STEPS
    unit = 10 ** floor(log10(rough))
    step = next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= rough)
    first, last = floor(low / step), ceil(high / step)
    return [step * number for number in range(first, max(last, first + 1) + 1)]
