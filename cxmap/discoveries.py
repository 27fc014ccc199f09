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
    Rows `in_database` have no place: where the column says the same, names decide.
    `rejected` are rows that were not taken: why, how many, and some of what they said. `columns` are what was read: case,
    event, time … and the column that says it. `first` and `last` are moments in UTC, in ISO.
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
    columns: tuple[tuple[str, str], ...] = ()
    in_database: bool = False


MAIN = 0.1
"""The share of cases that come to a main step. Where in a case a rarer one stands says most of how long that case is."""

USUAL_END = 0.5
"""A step at which at least this share of the cases that reach it end is where journeys end; others are dropped at."""


def drop_offs(found: Discovery) -> list[Step]:
    """Return the steps at which cases end though most go on there, those that lose most first."""
    leaky = [step for step in found.steps if 0 < step.ends < USUAL_END * step.cases]
    return sorted(leaky, key=lambda step: (-step.ends, step.event))


def reworked(found: Discovery) -> list[Step]:
    """Return the steps that cases take more than once, those of most cases first."""
    return sorted((step for step in found.steps if step.repeated), key=lambda step: (-step.repeated, step.event))


def ways_back(found: Discovery) -> list[Transition]:
    """Return the transitions to an event that usually comes earlier, or to the same one again; the most frequent first."""
    at = {step.event: step.position for step in found.steps}
    return [one for one in found.transitions if one.before == one.after or at[one.after] < at[one.before]]


def channel_switches(found: Discovery) -> list[Transition]:
    """Return the transitions at which the channel changes, those with most changes first."""
    return sorted(
        (one for one in found.transitions if one.switches), key=lambda one: (-one.switches, one.before, one.after)
    )
