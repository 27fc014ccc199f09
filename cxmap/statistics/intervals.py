"""Intervals for shares, rates, net promoter scores and means: how far the truth may lie from what was counted."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from cxmap.statistics.distributions import NORMAL, chi_square_quantile, student_quantile

if TYPE_CHECKING:
    from collections.abc import Mapping

CONFIDENCE = 0.95


class Interval(NamedTuple):
    """The ends of an interval."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether a value lies in it."""
        return self.low <= value <= self.high


def wilson(successes: int, n: int, confidence: float = CONFIDENCE) -> Interval:
    """Return Wilson's score interval for a share, 0 to 1 (Wilson 1927); it keeps its promise for small samples too.

    Raises:
        ValueError: there are no trials, or more successes than trials.
    """
    if n < 1 or not 0 <= successes <= n:
        raise ValueError("successes are 0 to n, of at least one trial")
    z = NORMAL.inv_cdf((1 + confidence) / 2)
    p = successes / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def rate_interval(count: int, exposure: float, confidence: float = CONFIDENCE) -> Interval:
    """Return the exact interval of a rate of events, such as complaints a case (Garwood 1936).

    `count` is how many there were, `exposure` of how many cases, or in how much time; the count is Poisson, which lets a case
    complain more than once. It holds the truth at least as often as it promises.

    Raises:
        ValueError: the count is below 0, or there is nothing that it is counted of.
    """
    if count < 0 or exposure <= 0:
        raise ValueError("a rate is of something, and counts from 0 on")
    tail = (1 - confidence) / 2
    low = chi_square_quantile(tail, 2 * count) / 2 if count else 0.0
    return Interval(low / exposure, chi_square_quantile(1 - tail, 2 * count + 2) / 2 / exposure)


def nps(promoters: int, passives: int, detractors: int) -> float:
    """Return the net promoter score, −100 to 100: the share of promoters less that of detractors, in points."""
    return 100 * (promoters - detractors) / (promoters + passives + detractors)


def nps_interval(promoters: int, passives: int, detractors: int, confidence: float = CONFIDENCE) -> Interval:
    """Return the adjusted Wald interval of a net promoter score, in points from −100 to 100.

    Three answers are added, ¾ of a promoter, 1½ passives and ¾ of a detractor (Bonett and Price 2012, as recommended for
    the net promoter score by Rocks 2016); Wald's own interval holds the truth in as few as two of three small samples.

    Raises:
        ValueError: nobody answered.
    """
    if promoters + passives + detractors < 1:
        raise ValueError("nobody answered")
    middle = (promoters - detractors) / (promoters + passives + detractors + 3)
    half = NORMAL.inv_cdf((1 + confidence) / 2) * sqrt(nps_variance(promoters, passives, detractors))
    return Interval(max(-100.0, 100 * (middle - half)), min(100.0, 100 * (middle + half)))


def nps_variance(promoters: int, passives: int, detractors: int) -> float:
    """Return the variance of a net promoter score from −1 to 1, with three answers added as for its interval."""
    n = promoters + passives + detractors + 3
    p, q = (promoters + 0.75) / n, (detractors + 0.75) / n
    return (p + q - (p - q) ** 2) / n


class Moments(NamedTuple):
    """Size, mean and variance (of the sample, by n − 1) of scores; the variance of a single one is not known."""

    n: int
    mean: float
    variance: float | None


def moments(counts: Mapping[float, int]) -> Moments | None:
    """Return the moments of scores that are given by how often each was; None where there are none."""
    n = sum(counts.values())
    if n == 0:
        return None
    mean = sum(score * count for score, count in counts.items()) / n
    spread = sum(count * (score - mean) ** 2 for score, count in counts.items())
    return Moments(n, mean, spread / (n - 1) if n > 1 else None)


def mean_interval(found: Moments, bounds: tuple[float, float], confidence: float = CONFIDENCE) -> Interval:
    """Return Student's interval of a mean, kept within the ends of the scale; of what is not known, the whole scale.

    Where every answer was the same, as if one more had been given at the farther end of the scale: none is certain.
    """
    low, high = bounds
    if found.variance is None:
        return Interval(low, high)
    n, mean, variance = found.n, found.mean, found.variance
    if variance == 0:
        variance = max(mean - low, high - mean) ** 2 / (n + 1)
    half = student_quantile((1 + confidence) / 2, n - 1) * sqrt(variance / n)
    return Interval(max(low, mean - half), min(high, mean + half))
