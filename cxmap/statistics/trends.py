"""Trends over months of unequal size, and months that stand out."""

from __future__ import annotations

from math import exp, log, sqrt
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from cxmap.statistics.distributions import student_quantile, student_two_sided
from cxmap.statistics.intervals import CONFIDENCE, Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROUNDS, _CLOSE = 50, 1e-10
_STEEPEST = 30.0  # of a logit: beyond, a share is 0 or 1 in floating point
_TO_SIGMA = 1.4826
"""Times the median absolute deviation is the standard deviation of a normal variable (Hampel 1974)."""
OUTSTANDING = 3.5
"""Robust z score from which a point stands out (Iglewicz and Hoaglin 1993)."""


class Trend(NamedTuple):
    """A slope a month, its interval, how likely one as steep is by chance, and by how much months scatter beyond it.

    The slope of a share is in logits, that of a rate in logarithms, that of a score in its own points. `dispersion` is 1 where months differ no more
    than their sizes explain.
    """

    slope: float
    interval: Interval
    p: float
    dispersion: float


class _Line(NamedTuple):
    """A weighted straight line: its middle, its slope, and the sum of squares around the mean month."""

    level: float
    slope: float
    spread: float


def _line(times: Sequence[float], values: Sequence[float], weights: Sequence[float]) -> _Line:
    total = sum(weights)
    mean_t = sum(w * t for w, t in zip(weights, times, strict=True)) / total
    mean_v = sum(w * v for w, v in zip(weights, values, strict=True)) / total
    spread = sum(w * (t - mean_t) ** 2 for w, t in zip(weights, times, strict=True))
    shared = sum(w * (t - mean_t) * (v - mean_v) for w, t, v in zip(weights, times, values, strict=True))
    slope = shared / spread
    return _Line(mean_v - slope * mean_t, slope, spread)


def share_trend(
    times: Sequence[float], successes: Sequence[int], sizes: Sequence[int], confidence: float = CONFIDENCE
) -> Trend | None:
    """Return the trend of a share: the slope of a quasi-binomial regression (Wedderburn 1974; McCullagh and Nelder 1989).

    A month counts by its size, and what months scatter beyond chance widens the interval: unlike the Cochran–Armitage
    test, which takes over-dispersed months for trends. None for fewer than four months, or where all say the same.
    """
    if len(times) < 4 or sum(successes) in (0, sum(sizes)) or len(set(times)) < 2:
        return None
    share = sum(successes) / sum(sizes)
    logits = [0.0] * len(times)
    fitted = [share] * len(times)
    line = _Line(0.0, 0.0, 0.0)
    for _ in range(_ROUNDS):
        weights = [n * mu * (1 - mu) for n, mu in zip(sizes, fitted, strict=True)]
        working = [
            eta + (y / n - mu) / (mu * (1 - mu)) for eta, y, n, mu in zip(logits, successes, sizes, fitted, strict=True)
        ]
        before, line = line, _line(times, working, weights)
        logits = [max(-_STEEPEST, min(_STEEPEST, line.level + line.slope * t)) for t in times]
        fitted = [1 / (1 + exp(-eta)) for eta in logits]
        if abs(line.slope - before.slope) < _CLOSE * (abs(line.slope) + _CLOSE):
            break
    weights = [n * mu * (1 - mu) for n, mu in zip(sizes, fitted, strict=True)]
    spread = _line(times, logits, weights).spread
    residuals = ((y - n * mu) ** 2 / (n * mu * (1 - mu)) for y, n, mu in zip(successes, sizes, fitted, strict=True))
    return _trend(line.slope, spread, sum(residuals), len(times) - 2, confidence)


def count_trend(
    times: Sequence[float], counts: Sequence[int], exposures: Sequence[float], confidence: float = CONFIDENCE
) -> Trend | None:
    """Return the trend of a rate: the slope, in logarithms, of a quasi-Poisson regression (McCullagh and Nelder 1989).

    `exposures` are how long, or of how many, events were counted in each month. What months scatter beyond chance widens
    the interval. None for fewer than four months, or where nothing was counted.
    """
    if len(times) < 4 or not sum(counts) or min(exposures) <= 0 or len(set(times)) < 2:
        return None
    level = log(sum(counts) / sum(exposures))
    logs = [level] * len(times)
    line = _Line(0.0, 0.0, 0.0)
    for _ in range(_ROUNDS):
        fitted = [exposure * exp(eta) for exposure, eta in zip(exposures, logs, strict=True)]
        working = [eta + (y - mu) / mu for eta, y, mu in zip(logs, counts, fitted, strict=True)]
        before, line = line, _line(times, working, fitted)
        logs = [max(level - _STEEPEST, min(level + _STEEPEST, line.level + line.slope * t)) for t in times]
        if abs(line.slope - before.slope) < _CLOSE * (abs(line.slope) + _CLOSE):
            break
    fitted = [exposure * exp(eta) for exposure, eta in zip(exposures, logs, strict=True)]
    residuals = ((y - mu) ** 2 / mu for y, mu in zip(counts, fitted, strict=True))
    return _trend(line.slope, _line(times, logs, fitted).spread, sum(residuals), len(times) - 2, confidence)


def score_trend(
    times: Sequence[float], means: Sequence[float], variances: Sequence[float], confidence: float = CONFIDENCE
) -> Trend | None:
    """Return the trend of a mean or a net promoter score: a line weighted by 1 / variance, with the months' own scatter.

    `variances` are those of the means. None for fewer than four months, or where a variance is not known or 0.
    """
    if len(times) < 4 or any(variance <= 0 for variance in variances) or len(set(times)) < 2:
        return None
    weights = [1 / variance for variance in variances]
    line = _line(times, means, weights)
    residuals = (
        w * (mean - line.level - line.slope * t) ** 2 for w, mean, t in zip(weights, means, times, strict=True)
    )
    return _trend(line.slope, line.spread, sum(residuals), len(times) - 2, confidence)


def _trend(slope: float, spread: float, chi_square: float, df: int, confidence: float) -> Trend:
    dispersion = chi_square / df
    error = sqrt(dispersion / spread)
    if error == 0:
        return Trend(slope, Interval(slope, slope), 0.0 if slope else 1.0, 0.0)
    half = student_quantile((1 + confidence) / 2, df) * error
    return Trend(slope, Interval(slope - half, slope + half), student_two_sided(slope / error, df), dispersion)


def outstanding(values: Sequence[float], errors: Sequence[float]) -> list[float]:
    """Return how far each value stands out of all: its distance from their median in robust standard deviations.

    `errors` are the standard errors of the values. A value's scale is the larger of its own error and of 1.4826 times the
    median absolute deviation, so that neither a small month nor a calm year makes an anomaly of chance. From
    `OUTSTANDING` on it is one. Fewer than six values have none: all are 0.
    """
    if len(values) < 6:
        return [0.0] * len(values)
    middle = median(values)
    scatter = _TO_SIGMA * median(abs(value - middle) for value in values)
    scales = [max(scatter, error) for error in errors]
    return [(value - middle) / scale if scale else 0.0 for value, scale in zip(values, scales, strict=True)]


def outstanding_counts(counts: Sequence[int], exposures: Sequence[float]) -> list[float]:
    """Return how far the rate of each month stands out of all (see `outstanding`), by counts and their exposures.

    Compared are 2√(n + ⅜), of a month as long as the mean one: their scatter by chance is 1 whatever the rate, and as even
    above as below (Anscombe 1948), so that a month is not named since counts are few.
    """
    if not counts:
        return []
    usual = sum(exposures) / len(exposures)
    longer = [usual / exposure for exposure in exposures]
    return outstanding(
        [2 * sqrt((n + 0.375) * scale) for n, scale in zip(counts, longer, strict=True)],
        [sqrt(scale) for scale in longer],
    )
