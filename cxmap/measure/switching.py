"""What becomes of cases that change channel, beside those that do not: how many reach the end, and how long that takes.

A case changes channel where its events name more than one, and stays where they name one; names of one channel of ours are
one. Cases that name none are left out, and those that may still go on (see `cxmap.data.ways`): of these nobody knows.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cxmap.data.naming import named
from cxmap.measure.durations import time_figure
from cxmap.measure.figures import share_of
from cxmap.measurements.flows import FlowSwitching, SwitchingSide
from cxmap.statistics.comparisons import ranks_differ, two_shares

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cxmap.data.ways import EndCount
    from cxmap.measure.things import Thing

LEAST_EXPECTED = 5
"""A test needs so many cases in either group, and so many expected of either outcome (Cochran 1954)."""


@dataclass
class _Side:
    """How many cases there are, and how long those took that reached the end, by bucket of duration."""

    n: int = 0
    reached: Counter[int] = field(default_factory=Counter)


def switching_of(
    ends: Iterable[EndCount],
    channels: Mapping[str, str],
    last: Thing | None,
    touchpoint: Callable[[str], str],
    least: int,
) -> FlowSwitching | None:
    """Return what becomes of cases that change channel; None where fewer than `least` are over and name one, or so few do either.

    `channels` are our ids by what they may be called, `touchpoint` returns that of an event. A case reaches the end whose last
    event is in the stage `last`; without one, only how many change is told.
    """
    staying, changing = sides = (_Side(), _Side())
    for end in ends:
        used = {named(said, channels) for said in end.channels}
        if used and not end.is_open:
            side = sides[len(used) > 1]
            side.n += end.n
            if last is not None and touchpoint(end.at) in last.touchpoints:
                side.reached[end.bucket] += end.n
    n = staying.n + changing.n
    if n < max(least, 1) or any(0 < side.n < least for side in sides):
        return None
    share = share_of(changing.n, n)
    if last is None:
        return FlowSwitching(share)
    return FlowSwitching(
        share,
        last.id,
        last.name,
        _told(changing, least),
        _told(staying, least),
        _reached_p(staying, changing, least),
        _duration_p(staying, changing, least),
    )


def _told(side: _Side, least: int) -> SwitchingSide:
    """Return what is told of one side; not how many reach the end where these are few, who could be counted from the share."""
    known = side.n and not 0 < side.reached.total() < least
    reached = share_of(side.reached.total(), side.n) if known else None
    return SwitchingSide(reached, time_figure(side.reached, least))


def _reached_p(staying: _Side, changing: _Side, least: int) -> float | None:
    """Return how likely it is by chance that both reach the end so differently; None where there are too few to say."""
    sizes, reached = (staying.n, changing.n), (staying.reached.total(), changing.reached.total())
    rarer = min(sum(reached), sum(sizes) - sum(reached))
    if min(sizes) < least or min(sizes) * rarer < LEAST_EXPECTED * sum(sizes):
        return None
    if any(0 < n < least for n in reached):
        return None  # from it, and the share of one side, that of the other would follow
    return two_shares(reached, sizes).p


def _duration_p(staying: _Side, changing: _Side, least: int) -> float | None:
    """Return how likely it is by chance that one takes so much longer; None where there are too few to say."""
    lots = (staying.reached, changing.reached)
    if min(lot.total() for lot in lots) < max(least, LEAST_EXPECTED):
        return None
    found = ranks_differ(lots)
    return found.p if found is not None else None
