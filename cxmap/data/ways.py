"""How cases go on, as it is counted: which step follows which two, and where and after how long cases end, in which channels.

A case whose last event is so recent that more may follow is open, and how it ends is not known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from cxmap.data.event_counts import summed
from cxmap.statistics.durations import quantile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxmap.data.event_counts import TransitionCount
    from cxmap.data.lookup import Period

LONGEST_USUAL = 0.95
"""A case is open as long as this share of all waits between events would still bring the next."""
LEAST_LATE = 50
"""So many cases began in the last period, or one before that is taken."""
DAY = 86_400
_MOST_PERIODS = 24
_EPOCH = date(1970, 1, 1)
_FIRST, _LAST = (date(100, 1, 1) - _EPOCH).days, (date.max - _EPOCH).days


class Step(NamedTuple):
    """An event after another, and what followed; "" before the first and after the last.

    `is_late` says that the case began in the last period, `is_open` that more may follow than is there.
    """

    before: str
    at: str
    after: str
    is_late: bool
    is_open: bool


class EndCount(NamedTuple):
    """How many cases used just these channels (sorted, as they were written), ended with this event, and took so long.

    `bucket` is that of `Dialect.bucket`; cases that `is_open` may go on.
    """

    channels: tuple[str, ...]
    at: str
    is_open: bool
    bucket: int
    n: int


class Recent(NamedTuple):
    """What is recent in a log: cases are late that began in the month `late` or after it, 12 × year + month − 1, none if None.

    They are open where their last event was on the day `open_from` or after it, counted from 1970.
    """

    late: int | None
    open_from: int


@dataclass
class Ways:
    """How the cases of a log go on: how often each step is taken, and how cases end.

    `late` is the first day of the last period in which enough cases began to test what was learnt from those before.
    """

    steps: dict[Step, int] = field(default_factory=dict)
    ends: list[EndCount] = field(default_factory=list)
    late: date | None = None


def recent_in(transitions: Iterable[TransitionCount], begun: Mapping[int, int], last: int, period: Period) -> Recent:
    """Return what is recent in a log, of its transitions, how many cases began in which month, and its last second since 1970."""
    waits = summed(pair for one in transitions for pair in one.buckets.items() if pair[0] >= 0)
    usual = round(quantile(waits, LONGEST_USUAL) / DAY) if waits else 0
    open_from = last // DAY - usual - 1  # the last day may be young
    return Recent(_late(begun, open_from, period), open_from)


def ways_of(
    recent: Recent, steps: Iterable[tuple[str | None, str, str | None, int, int, int]], ends: Iterable[Sequence[Any]]
) -> Ways:
    """Return the ways of rows: (before, at, after, is late, is open, n) for each step, and those of `EndCount` for each end."""
    taken = summed(
        (Step(before or "", at, after or "", bool(is_late), bool(is_open)), n)
        for before, at, after, is_late, is_open, n in steps
    )
    ended = summed(
        ((tuple(sorted(filter(None, channels))), at, bool(is_open), bucket), n)
        for channels, at, is_open, bucket, n in ends
    )
    late = None if recent.late is None else date(recent.late // 12, recent.late % 12 + 1, 1)
    return Ways(dict(sorted(taken.items())), [EndCount(*end, n) for end, n in sorted(ended.items())], late)


def _late(begun: Mapping[int, int], recent: int, period: Period) -> int | None:
    """Return the month from which on cases are late: the first of the last period, before the day `recent`, in which enough began."""
    day = _EPOCH + timedelta(days=min(max(recent, _FIRST), _LAST))
    months = {"month": 1, "quarter": 3, "year": 12}[period]
    first = (12 * day.year + day.month - 1) // months * months
    for _ in range(_MOST_PERIODS):
        if sum(n for month, n in begun.items() if month >= first) >= LEAST_LATE:
            return first
        first -= months
    return None
