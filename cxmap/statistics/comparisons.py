"""Tests of differences: between two shares, scores, rates, several channels; and what is left of many of them."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from cxmap.statistics.distributions import (
    binomial_two_sided,
    chi_square_above,
    normal_two_sided,
    student_two_sided,
)
from cxmap.statistics.intervals import nps, nps_variance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxmap.statistics.intervals import Moments


class Difference(NamedTuple):
    """A difference, and how likely one as large would be if there were none in truth."""

    value: float
    p: float


def two_shares(successes: tuple[int, int], n: tuple[int, int]) -> Difference:
    """Compare two shares, the second less the first, by the pooled z test (the score test; Pearson 1900)."""
    first, second = successes[0] / n[0], successes[1] / n[1]
    pooled = sum(successes) / sum(n)
    error = sqrt(pooled * (1 - pooled) * (1 / n[0] + 1 / n[1]))
    difference = second - first
    return Difference(difference, normal_two_sided(difference / error) if error else 1.0)


def two_nps(first: tuple[int, int, int], second: tuple[int, int, int]) -> Difference:
    """Compare two net promoter scores (promoters, passives, detractors), in points, by their adjusted variances.

    The counts are adjusted as for the interval (see `intervals.nps_interval`), so that small samples do not cry wolf.
    """
    was, now = nps(*first) / 100, nps(*second) / 100
    return Difference(
        100 * (now - was), normal_two_sided((now - was) / sqrt(nps_variance(*first) + nps_variance(*second)))
    )


def two_means(first: Moments, second: Moments) -> Difference | None:
    """Compare two means, the second less the first, by Welch's t test (Welch 1947); None where a variance is not known."""
    if first.variance is None or second.variance is None:
        return None
    a, b = first.variance / first.n, second.variance / second.n
    difference = second.mean - first.mean
    if a + b == 0:
        return Difference(difference, 1.0 if difference == 0 else 0.0)
    df = (a + b) ** 2 / (a * a / (first.n - 1) + b * b / (second.n - 1))
    return Difference(difference, student_two_sided(difference / sqrt(a + b), df))


class Heterogeneity(NamedTuple):
    """Whether several groups differ: Cochran's Q, how likely one as large is by chance, and I², 0 to 1.

    I² is the share of what is between them that is no chance (Higgins and Thompson 2002).
    """

    q: float
    df: int
    p: float
    i2: float


def heterogeneity(means: Sequence[float], variances: Sequence[float]) -> Heterogeneity | None:
    """Test whether several means are one, by Cochran's Q (Cochran 1954); `variances` are those of the means.

    The largest gap between several channels is no test: with no difference at all, six channels of thirty answers show
    a mean gap of half a point. None where there are fewer than two groups, or one without spread.
    """
    if len(means) < 2 or any(variance <= 0 for variance in variances):
        return None
    weights = [1 / variance for variance in variances]
    middle = sum(w * mean for w, mean in zip(weights, means, strict=True)) / sum(weights)
    q = sum(w * (mean - middle) ** 2 for w, mean in zip(weights, means, strict=True))
    df = len(means) - 1
    return Heterogeneity(q, df, chi_square_above(q, df), max(0.0, (q - df) / q) if q else 0.0)


def adjusted(ps: Sequence[float]) -> list[float]:
    """Return p values corrected for how many there are, in their order (Benjamini and Hochberg 1995)."""
    order = sorted(range(len(ps)), key=lambda index: ps[index], reverse=True)
    found = [1.0] * len(ps)
    least = 1.0
    for place, index in enumerate(order):
        rank = len(ps) - place
        least = min(least, ps[index] * len(ps) / rank)
        found[index] = least
    return found


class RankDifference(NamedTuple):
    """Whether some groups tend to higher values than others: Kruskal and Wallis' H, and how likely one as large is by chance."""

    h: float
    df: int
    p: float


def ranks_differ(groups: Sequence[Mapping[int, int]]) -> RankDifference | None:
    """Test whether values, such as durations, lie higher in some groups than in others (Kruskal and Wallis 1952).

    Each group says how often each value was; equal values share their ranks, and H is corrected for them. It asks nothing
    of how values are spread, as durations need it. None where fewer than two groups hold something, or all values are one.
    """
    groups = [group for group in groups if sum(group.values())]
    n = sum(sum(group.values()) for group in groups)
    every: dict[int, int] = {}
    for group in groups:
        for value, count in group.items():
            every[value] = every.get(value, 0) + count
    tied = sum(count**3 - count for count in every.values())
    if len(groups) < 2 or tied == n**3 - n:
        return None
    ranks, below = {}, 0
    for value in sorted(every):
        ranks[value] = below + (every[value] + 1) / 2
        below += every[value]
    squares = sum(
        sum(ranks[value] * count for value, count in group.items()) ** 2 / sum(group.values()) for group in groups
    )
    h = max(0.0, (12 * squares / (n * (n + 1)) - 3 * (n + 1)) / (1 - tied / (n**3 - n)))
    return RankDifference(h, len(groups) - 1, chi_square_above(h, len(groups) - 1))


def two_rates(counts: tuple[int, int], exposures: tuple[float, float]) -> Difference | None:
    """Compare two rates of events, such as complaints a day: the second over the first less 1, and its p.

    Given how many events there were in all, those of the second are binomial if the rates are one: the exact conditional
    test of Przyborowski and Wilenski (1940), two-sided by the outcomes that are no likelier than what was seen.
    `exposures` are how long, or of how many, events were counted. None where the first count or an exposure is 0.
    """
    if not counts[0] or min(exposures) <= 0:
        return None
    ratio = (counts[1] / exposures[1]) / (counts[0] / exposures[0])
    return Difference(ratio - 1, binomial_two_sided(counts[1], sum(counts), exposures[1] / sum(exposures)))
