"""What the next period of a figure may be, from periods of unequal size: three ways, and which of them has been closest so far."""

from __future__ import annotations

from itertools import pairwise
from math import log, sqrt
from statistics import median
from typing import TYPE_CHECKING, Literal, NamedTuple

from cxmap.statistics.distributions import student_quantile
from cxmap.statistics.intervals import CONFIDENCE, Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

LEAST_PERIODS = 8
"""From fewer no forecast is made."""
FIRST_ORIGIN = 5
"""A test of a forecast sees at least so many periods."""
DAMPING = 0.85
"""By how much a trend is taken to weaken, period by period (Gardner and McKenzie 1985)."""
_WANDERING = (0.0, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
"""How far the level may move in a period: its variance, as a multiple of that of a usual period's figure."""
Method = Literal["last-value", "smoothing", "damped-trend"]


class Point(NamedTuple):
    """A figure of a period, and the variance that it has since only so many were asked; never 0."""

    time: float
    value: float
    variance: float


class Prediction(NamedTuple):
    """What the figure of a period may be."""

    value: float
    interval: Interval


class Forecast(NamedTuple):
    """The prediction of the method that has been closest, and how it has done.

    Of `tested` periods, each predicted from those before it, `held` lay within their intervals. `error` is how far off the
    predictions were on average, `naive` how far the last value was.
    """

    method: Method
    prediction: Prediction
    tested: int
    held: int
    error: float
    naive: float


def last_value(points: Sequence[Point], ahead: Point, confidence: float = CONFIDENCE) -> Prediction:
    """Predict that all stays as it was last; of `ahead`, time and variance count.

    Periods may differ by more than their sizes explain: as much as those that follow each other have done.
    """
    steps = [
        (after.value - before.value) ** 2 / (after.variance + before.variance) for before, after in pairwise(points)
    ]
    scatter = max(1.0, sum(steps) / len(steps)) * (points[-1].variance + ahead.variance)
    return _predicted(points[-1].value, scatter, len(steps), confidence)


def smoothed(points: Sequence[Point], ahead: Point, confidence: float = CONFIDENCE) -> Prediction:
    """Predict the level to which all periods add, the later the more: exponential smoothing, weighted by size.

    A local level with known variances of observation, by the Kalman filter (Durbin and Koopman 2012, chapter 2); how far
    the level wanders is what makes the periods likeliest, and what they scatter beyond that widens the interval.
    """
    usual = median(point.variance for point in points)
    best, chosen = -float("inf"), (0.0, 0.0, 1.0)
    for wandering in _WANDERING:
        step = wandering * usual
        level, doubt = points[0].value, points[0].variance
        misses, size = [], 0.0
        for before, point in pairwise(points):
            doubt += step * (point.time - before.time)
            width = doubt + point.variance
            miss = point.value - level
            misses.append(miss * miss / width)
            size += log(width)
            level += miss * doubt / width
            doubt *= point.variance / width
        scatter = sum(misses) / len(misses)
        likely = -size - len(misses) * log(scatter) if scatter > 0 else float("inf")
        if likely > best:
            best = likely
            chosen = level, doubt + step * (ahead.time - points[-1].time), max(1.0, scatter)
    level, doubt, scatter = chosen
    return _predicted(level, scatter * (doubt + ahead.variance), len(points) - 2, confidence)


def damped_trend(
    points: Sequence[Point], ahead: Point, confidence: float = CONFIDENCE, damping: float = DAMPING
) -> Prediction:
    """Predict that the line through all periods, weighted by size, goes on, but less and less steeply."""
    weights = [1 / point.variance for point in points]
    total = sum(weights)
    when = sum(w * point.time for w, point in zip(weights, points, strict=True)) / total
    level = sum(w * point.value for w, point in zip(weights, points, strict=True)) / total
    spread = sum(w * (point.time - when) ** 2 for w, point in zip(weights, points, strict=True))
    slope = sum(w * (point.time - when) * point.value for w, point in zip(weights, points, strict=True)) / spread
    squares = sum(
        w * (point.value - level - slope * (point.time - when)) ** 2 for w, point in zip(weights, points, strict=True)
    )
    scatter = max(1.0, squares / (len(points) - 2))
    periods = round(ahead.time - points[-1].time)
    reached = points[-1].time + sum(damping**step for step in range(1, periods + 1)) - when
    variance = scatter * (1 / total + reached * reached / spread + ahead.variance)
    return _predicted(level + slope * reached, variance, len(points) - 2, confidence)


def _predicted(value: float, variance: float, df: int, confidence: float) -> Prediction:
    half = student_quantile((1 + confidence) / 2, df) * sqrt(variance)
    return Prediction(value, Interval(value - half, value + half))


METHODS: Mapping[Method, Callable[[Sequence[Point], Point], Prediction]] = {
    "last-value": last_value,
    "smoothing": smoothed,
    "damped-trend": damped_trend,
}
"""From the plainest on; of equally good ones the plainest is taken."""


def forecast(points: Sequence[Point], ahead: Point) -> Forecast | None:
    """Return what the figure of a period to come may be, by the method that has been closest; None from fewer than eight.

    Each method predicts every period from the sixth on from those before it alone (rolling origin; Tashman 2000), and the
    one with the least mean absolute error is taken. `points` are in the order of time.
    """
    if len(points) < LEAST_PERIODS:
        return None
    tested = range(FIRST_ORIGIN, len(points))
    errors: dict[Method, float] = {}
    held: dict[Method, int] = {}
    for name, method in METHODS.items():
        told = [(method(points[:origin], points[origin]), points[origin]) for origin in tested]
        errors[name] = sum(abs(one.value - point.value) for one, point in told) / len(tested)
        held[name] = sum(one.interval.holds(point.value) for one, point in told)
    best = min(errors, key=lambda name: errors[name])
    return Forecast(best, METHODS[best](points, ahead), len(tested), held[best], errors[best], errors["last-value"])
