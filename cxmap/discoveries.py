"""What was found in an event log: steps, the ways between them, whole journeys, how long all of it took."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxmap.statistics.durations import Durations as Durations  # noqa: TC001  others take it from here

if TYPE_CHECKING:
    from cxmap.measurements import MeasuredFile


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happens: an event of the log, as it was written.

    `touchpoint` is the id of ours that it means, None where it means none. `events` is how often it happened, `cases` to
    how many, `repeated` to how many more than once, `starts` and `ends` how many cases begin and end with it. `position`
    is the median of where in its case it stands, from 0, the first event, to 1, the last. `channels` are how many of its
    events were in each, most first, "" where the log does not say.
    """

    event: str
    touchpoint: str | None
    events: int
    cases: int
    repeated: int
    starts: int
    ends: int
    position: float
    channels: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Transition:
    """One event right after another, `n` times; `switches` of these change the channel. None: not known how long."""

    before: str
    after: str
    n: int
    switches: int
    durations: Durations | None


@dataclass(frozen=True, slots=True)
class Variant:
    """A way through the whole journey, event by event, and how many cases took it."""

    events: tuple[str, ...]
    cases: int


@dataclass(frozen=True, slots=True)
class Group:
    """The cases of one channel (that of their first event), or segment: how many, and how long they took."""

    by: str
    id: str
    cases: int
    durations: Durations | None


@dataclass(frozen=True, slots=True)
class Discovery:
    """An event log, counted. Steps, transitions and variants are sorted by how frequent they are, then by name.

    `variants` may be the most frequent of `variant_count`. `ties` are events of one case at the same moment as the one
    before, whose order is that of the column `order` or of the file: `order_known` says that one of these decided.
    `rejected` are rows that were not taken: why, how many, and some of what they said.
    """

    source: str
    files: tuple[MeasuredFile, ...]
    events: int
    cases: int
    first: str
    last: str
    steps: tuple[Step, ...]
    transitions: tuple[Transition, ...]
    variants: tuple[Variant, ...]
    variant_count: int
    durations: Durations | None
    groups: tuple[Group, ...] = ()
    ties: int = 0
    order_known: bool = True
    backwards: int = 0
    rejected: tuple[tuple[str, int, tuple[str, ...]], ...] = ()
