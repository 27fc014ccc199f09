"""What is left of many comparisons."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from cxmap.measurements import ComplaintFigure, Measurement
from cxmap.statistics.comparisons import adjusted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Compared = TypeVar("Compared", Measurement, ComplaintFigure)


def corrected(found: Sequence[Compared]) -> Iterator[Compared]:
    """Correct the p values of changes, of trends and of channels, each for how many there are (Benjamini and Hochberg)."""
    changes = iter(adjusted([each.p for one in found for each in one.periods if each.p is not None]))
    trends = iter(adjusted([one.trend.p for one in found if one.trend is not None]))
    channels = iter(adjusted([one.channels.p for one in found if one.channels is not None]))
    for one in found:
        periods = tuple(each._replace(p=next(changes)) if each.p is not None else each for each in one.periods)
        trend = one.trend._replace(p=next(trends)) if one.trend is not None else None
        differing = one.channels._replace(p=next(channels)) if one.channels is not None else None
        yield one._replace(periods=periods, trend=trend, channels=differing)
