"""What an event log comes to when it is counted: whole numbers, the same whichever engine and plan counted them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxmap.data.rejects import Rejected
    from cxmap.data.ways import Ways
    from cxmap.measurements import MeasuredFile
    from cxmap.model.data import EventColumns

T = TypeVar("T")
REASONS = ("no-case", "no-event", "unreadable-date", "more-cells")
"""Why an event is not taken."""
REJECTED_EVENT = ("source", "file", "reason", "case", "event", "time", "line")
"""What is told of events that were not taken."""
SEPARATOR = "\x1f"
"""Stands between the events of a variant; within an event it is taken for a space."""


class StepCount(NamedTuple):
    """An event, how often it is in the log, in how many cases, in how many more than once; how many begin and end with it."""

    event: str
    events: int
    cases: int
    repeated: int
    starts: int
    ends: int


class PositionCount(NamedTuple):
    """How many of an event stand at a place of their case: in thousandths, rounded down, from the first to the last."""

    event: str
    thousandth: int
    n: int


class ChannelCount(NamedTuple):
    """How many of an event were in a channel, as it was written, "" where nothing was; and in how many cases, at least.

    `cases` are exact where it is in doubt whether they are as many as was asked (`is_doubtful`).
    """

    event: str
    channel: str
    n: int
    cases: int


class TransitionCount(NamedTuple):
    """How often an event came right after another: by how long after (`Dialect.bucket`), and at the very same moment.

    It did so in `cases`: one case may take a way often.
    """

    before: str
    after: str
    buckets: Mapping[int, int]
    tied: int
    cases: int

    @property
    def n(self) -> int:
        """How often it did in all."""
        return sum(self.buckets.values())


class SwitchCount(NamedTuple):
    """How often an event came right after another, in another channel; only where both rows name one."""

    before: str
    after: str
    channel_before: str
    channel_after: str
    n: int


class CaseCount(NamedTuple):
    """How many cases took so long (`Dialect.bucket`), by channel and segment of their first event."""

    channel: str
    segment: str
    bucket: int
    n: int


class VariantCount(NamedTuple):
    """How many cases are made of these events."""

    events: tuple[str, ...]
    cases: int


@dataclass
class EventCounts:
    """The counts of an event log, each list sorted.

    `first` and `last` are seconds since 1970, in UTC; `variants` are the most frequent of `variant_count`, none where too
    many are equally rare. `ways` are there where they were asked for. `order_known` says whether a column or the file decides between events of one moment; rows `in_database` have no place, and names decide last.
    """

    columns: EventColumns
    files: list[MeasuredFile] = field(default_factory=list)
    events: int = 0
    cases: int = 0
    first: int = 0
    last: int = 0
    steps: list[StepCount] = field(default_factory=list)
    positions: list[PositionCount] = field(default_factory=list)
    channels: list[ChannelCount] = field(default_factory=list)
    transitions: list[TransitionCount] = field(default_factory=list)
    switches: list[SwitchCount] = field(default_factory=list)
    durations: list[CaseCount] = field(default_factory=list)
    ways: Ways | None = None
    variants: list[VariantCount] = field(default_factory=list)
    variant_count: int = 0
    order_known: bool = True
    in_database: bool = False
    rejected: list[Rejected] = field(default_factory=list)


def summed(pairs: Iterable[tuple[T, int]]) -> Counter[T]:
    """Return how many there are of each value, of pairs of a value and how many."""
    found: Counter[T] = Counter()
    for value, n in pairs:
        found[value] += n
    return found


def median_position(positions: Iterable[PositionCount]) -> float:
    """Return where in their cases events stand: the median, from 0, first, to 1, last. There is at least one of them."""
    counts = summed((one.thousandth, one.n) for one in positions)
    n = counts.total()
    return (_ranked(counts, (n - 1) // 2) + _ranked(counts, n // 2)) / 2000


def _ranked(counts: Mapping[int, int], rank: int) -> int:
    """Return the value of a rank, from 0, of values by how often each is there."""
    for value in sorted(counts):
        rank -= counts[value]
        if rank < 0:
            return value
    raise AssertionError(rank)


def is_doubtful(n: int, most: int, least: int | None) -> bool:
    """Whether it must be counted if `n` events belong to at least so many cases, of which none has more than `most` of them.

    With None it must be, in any case.
    """
    return least is None or n < least * most


def rarest_of(sizes: list[tuple[int, int]], most: int) -> int:
    """Return how many cases a variant must have, so that at most so many are taken, and none of equals is left out.

    `sizes` are how many variants have how many cases: (cases, variants), in any order.
    """
    taken, least = 0, max((cases for cases, _ in sizes), default=0) + 1
    for cases, variants in sorted(sizes, reverse=True):
        taken += variants
        if taken > most:
            break
        least = cases
    return least
