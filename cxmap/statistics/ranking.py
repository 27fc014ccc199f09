"""How well a ranking puts one lot before another."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from cxmap.statistics.distributions import NORMAL
from cxmap.statistics.intervals import CONFIDENCE, Interval

if TYPE_CHECKING:
    from collections.abc import Sequence


def auc(first: Sequence[float], second: Sequence[float]) -> float:
    """Return the chance that one of the first lot scores above one of the second; ties count half (Mann and Whitney 1947).

    Raises:
        ValueError: a lot is empty.
    """
    if not first or not second:
        raise ValueError("both lots need something in them")
    every = sorted([(score, 1) for score in first] + [(score, 0) for score in second])
    rank_sum, at = 0.0, 0
    while at < len(every):
        end = at
        while end < len(every) and every[end][0] == every[at][0]:
            end += 1
        rank_sum += (at + end + 1) / 2 * sum(is_first for _, is_first in every[at:end])
        at = end
    n = len(first)
    return (rank_sum - n * (n + 1) / 2) / (n * len(second))


def auc_interval(value: float, first: int, second: int, confidence: float = CONFIDENCE) -> Interval:
    """Return the interval of an AUC of two lots of these sizes (Hanley and McNeil 1982), kept within 0 and 1."""
    q1, q2 = value / (2 - value), 2 * value * value / (1 + value)
    variance = value * (1 - value) + (first - 1) * (q1 - value * value) + (second - 1) * (q2 - value * value)
    half = NORMAL.inv_cdf((1 + confidence) / 2) * sqrt(max(variance, 0.0) / (first * second))
    return Interval(max(0.0, value - half), min(1.0, value + half))
