"""Quantiles of durations that were counted in buckets of their logarithm, as engines count them alike."""

from __future__ import annotations

from math import ceil, exp, sqrt
from typing import TYPE_CHECKING, NamedTuple

from cxmap.statistics.distributions import NORMAL
from cxmap.statistics.intervals import CONFIDENCE, Interval

if TYPE_CHECKING:
    from collections.abc import Mapping

PER_E = 40
"""Buckets to a factor of e: a duration of s seconds is in bucket ⌊40 ln(1 + s)⌋."""


class Durations(NamedTuple):
    """How long something took, in whole seconds: half of them at most `p50`, nine of ten at most `p90`; within 2%.

    `n` is how many were measured.
    """

    n: int
    p50: int
    p90: int


def seconds_of(bucket: int) -> int:
    """Return the whole seconds in the middle of a bucket; those in it differ from it by 1.3% at most, or by half a second."""
    return round(exp((bucket + 0.5) / PER_E) - 1)


def durations_of(buckets: Mapping[int, int]) -> Durations | None:
    """Return the quantiles of durations, of which each bucket says how many are in it; None where there are none."""
    n = sum(buckets.values())
    return Durations(n, quantile(buckets, 0.5), quantile(buckets, 0.9)) if n else None


def quantile(buckets: Mapping[int, int], p: float) -> int:
    """Return the least duration, in seconds, that at least the share `p` of all does not exceed.

    Raises:
        ValueError: there are no durations.
    """
    return _at(buckets, max(1, ceil(p * sum(buckets.values()) - 1e-9)))


def quantile_interval(buckets: Mapping[int, int], p: float, confidence: float = CONFIDENCE) -> Interval:
    """Return an interval for a quantile of durations, in seconds, whatever their distribution.

    Its ends are durations by their rank, n p ± z √(n p (1 − p)) (Conover 1999, Practical Nonparametric Statistics, 3.2).

    Raises:
        ValueError: there are no durations.
    """
    n = sum(buckets.values())
    half = NORMAL.inv_cdf((1 + confidence) / 2) * sqrt(n * p * (1 - p))
    return Interval(_at(buckets, min(max(1, ceil(n * p - half)), n)), _at(buckets, min(max(1, ceil(n * p + half)), n)))


def _at(buckets: Mapping[int, int], rank: int) -> int:
    """Return the duration that has a rank, from 1 on."""
    for bucket in sorted(buckets):
        rank -= buckets[bucket]
        if rank <= 0:
            return seconds_of(bucket)
    raise ValueError("there are no durations")
