"""How long things took: quantiles with an interval, of enough of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.measurements import TimeFigure
from cxmap.statistics.durations import durations_of, quantile_interval

if TYPE_CHECKING:
    from collections.abc import Mapping


def time_figure(buckets: Mapping[int, int], least: int) -> TimeFigure | None:
    """Return how long something took, by how many durations are in each bucket; None for fewer than `least`."""
    found = durations_of(buckets)
    if found is None or found.n < least:
        return None
    low, high = (int(end) for end in quantile_interval(buckets, 0.5))
    return TimeFigure(found.n, found.p50, low, high, found.p90)
