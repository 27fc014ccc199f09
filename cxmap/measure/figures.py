"""The figures of a lot of answers: CSAT, NPS, CES, and what they say of the emotion; their changes, trends and anomalies."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from cxmap.measurements import Figure
from cxmap.statistics.comparisons import heterogeneity, two_means, two_nps, two_shares
from cxmap.statistics.intervals import mean_interval, moments, nps, nps_interval, nps_variance, wilson
from cxmap.statistics.trends import score_trend, share_trend

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxmap.measurements import Metric
    from cxmap.statistics.comparisons import Difference as Change
    from cxmap.statistics.comparisons import Heterogeneity
    from cxmap.statistics.trends import Trend

Counts = dict[float, int]
"""How often each score was given."""


class Scale(NamedTuple):
    """The lowest and the highest answer, and whether the highest is the best."""

    low: float
    high: float
    rises: bool = True


def added(parts: Sequence[Mapping[float, int]]) -> Counts:
    """Return the counts of several lots together."""
    found: Counts = {}
    for part in parts:
        for score, count in part.items():
            found[score] = found.get(score, 0) + count
    return found


def size(counts: Mapping[float, int]) -> int:
    """Return how many answered."""
    return sum(counts.values())


def satisfied(counts: Mapping[float, int], scale: Scale) -> int:
    """Return how many gave one of the two best answers."""
    return sum(
        count for score, count in counts.items() if (score >= scale.high - 1 if scale.rises else score <= scale.low + 1)
    )


def recommending(counts: Mapping[float, int]) -> tuple[int, int, int]:
    """Return how many promote, are passive, detract (Reichheld 2003)."""
    up = sum(count for score, count in counts.items() if score >= 9)
    down = sum(count for score, count in counts.items() if score <= 6)
    return up, size(counts) - up - down, down


def share_of(count: int, n: int) -> Figure:
    """Return a share in per cent, with Wilson's interval; `n` is 1 or more."""
    low, high = wilson(count, n)
    return Figure(n, 100 * count / n, 100 * low, 100 * high)


def figure_of(counts: Mapping[float, int], metric: Metric, scale: Scale, least: int) -> Figure:
    """Return the figure of a lot of answers; of fewer than `least` only that there are so few."""
    n = size(counts)
    if n < max(least, 1):
        return Figure(n, None, None, None)
    if metric == "csat":
        return share_of(satisfied(counts, scale), n)
    if metric == "nps":
        parts = recommending(counts)
        return Figure(n, nps(*parts), *nps_interval(*parts))
    found = moments(counts)
    assert found is not None
    return Figure(n, found.mean, *mean_interval(found, (scale.low, scale.high)))


def emotion_of(counts: Mapping[float, int], scale: Scale, least: int) -> Figure:
    """Return the mean answer on the scale of the curve: the worst answer is −2, the best +2, between them evenly."""
    n = size(counts)
    found = moments(counts)
    if n < max(least, 1) or found is None:
        return Figure(n, None, None, None)
    interval = mean_interval(found, (scale.low, scale.high))
    ends = sorted(_felt(score, scale) for score in interval)
    return Figure(n, _felt(found.mean, scale), ends[0], ends[1])


def _felt(score: float, scale: Scale) -> float:
    place = (score - scale.low) / (scale.high - scale.low)
    return 4 * (place if scale.rises else 1 - place) - 2


def change_of(before: Counts, after: Counts, metric: Metric, scale: Scale) -> Change | None:
    """Return how much a figure has changed, in its own points, and how likely that is by chance."""
    if metric == "csat":
        found = two_shares((satisfied(before, scale), satisfied(after, scale)), (size(before), size(after)))
        return found._replace(value=100 * found.value)
    if metric == "nps":
        return two_nps(recommending(before), recommending(after))
    first, second = moments(before), moments(after)
    return two_means(first, second) if first is not None and second is not None else None


def spread_of(counts: Counts, metric: Metric, scale: Scale) -> tuple[float, float]:
    """Return a figure and the variance of it, adjusted as for its interval so that it is never 0."""
    n = size(counts)
    if metric == "csat":
        share = (satisfied(counts, scale) + 2) / (n + 4)  # Agresti and Coull 1998
        return 100 * satisfied(counts, scale) / n, 1e4 * share * (1 - share) / (n + 4)
    if metric == "nps":
        parts = recommending(counts)
        return nps(*parts), 1e4 * nps_variance(*parts)
    found = moments(counts)
    assert found is not None
    width = (scale.high - scale.low) / 4
    return found.mean, max(found.variance or 0.0, width * width / n) / n


def trend_of(periods: Sequence[tuple[int, Counts]], metric: Metric, scale: Scale) -> Trend | None:
    """Return the trend over periods, each with its number in time; None where there are too few."""
    times = [float(number) for number, _ in periods]
    lots = [counts for _, counts in periods]
    if metric == "csat":
        return share_trend(times, [satisfied(lot, scale) for lot in lots], [size(lot) for lot in lots])
    pairs = [spread_of(lot, metric, scale) for lot in lots]
    return score_trend(times, [value for value, _ in pairs], [variance for _, variance in pairs])


def errors_of(lots: Sequence[Counts], metric: Metric, scale: Scale) -> tuple[list[float], list[float]]:
    """Return the figures of several lots, and their standard errors."""
    pairs = [spread_of(lot, metric, scale) for lot in lots]
    return [value for value, _ in pairs], [sqrt(variance) for _, variance in pairs]


def difference_of(lots: Sequence[Counts], metric: Metric, scale: Scale) -> Heterogeneity | None:
    """Return whether several lots, such as channels, differ; None where there are fewer than two."""
    pairs = [spread_of(lot, metric, scale) for lot in lots]
    return heterogeneity([value for value, _ in pairs], [variance for _, variance in pairs])
