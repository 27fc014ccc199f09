"""What was found in an event log: steps, the ways between them, whole journeys, how long all of it took."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.diagnostics import CxmapError
from cxmap.language import Words
from cxmap.statistics.durations import Durations as Durations  # noqa: TC001  others take it from here

if TYPE_CHECKING:
    from cxmap.measurements import MeasuredFile


class InChannel(NamedTuple):
    """How many of a step's events are in a channel, and of how many cases. "" is where the log does not say.

    A channel that is none of ours is called as it was written. Where several names mean one of ours, `cases` adds them up: at
    most so many cases are there.
    """

    name: str
    events: int
    cases: int


class Step(NamedTuple):
    """Something that happens: an event of the log, as it was written.

    `touchpoint` is the id of ours that it means, None where it means none. `events` is how often it happened, `cases` to
    how many, `repeated` to how many more than once, `starts` and `ends` how many cases begin and end with it. `position`
    is the median of where in its case it stands, from 0, the first event, to 1, the last. `channels` are those of
    its events, most first.
    """

    event: str
    touchpoint: str | None
    events: int
    cases: int
    repeated: int
    starts: int
    ends: int
    position: float
    channels: tuple[InChannel, ...] = ()


class Transition(NamedTuple):
    """One event right after another, `n` times, in at least so many cases: one case may take a way often.

    `switches` of the `n` change the channel. `durations` are None where it is not known how long it took.
    """

    before: str
    after: str
    n: int
    cases: int
    switches: int
    durations: Durations | None


class Variant(NamedTuple):
    """A way through the whole journey, event by event, and how many cases took it."""

    events: tuple[str, ...]
    cases: int


class Group(NamedTuple):
    """The cases of one channel (that of their first event), or segment: how many, and how long they took."""

    by: str
    id: str
    cases: int
    durations: Durations | None


class Discovery(NamedTuple):
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


# What few cases share may name a person, by how it is written or by who is known to have done it. So what is told of a log
# is told of at least so many cases, however often it happened; `cxmap.telling` says what else is held back beside it.


def told_steps(found: Discovery, least: int) -> list[Step]:
    """Return the steps that at least so many cases take."""
    return [step for step in found.steps if step.cases >= least]


def refuse_nothing_told(found: Discovery, least: int) -> None:
    """Refuse to make something of a log of which nothing may be named.

    Raises:
        CxmapError: fewer than `least` cases take each of its steps.
    """
    if found.steps and not told_steps(found, least):
        name, kinds = found.source, f"{len(found.steps):,}"
        raise CxmapError(
            Words(
                f"{name}: nothing is left to name: fewer than {least:,} cases take each of its steps ({kinds}), and what few "
                "people do is held back",
                f"{name}：没有可列出的内容：各步骤（共 {kinds} 种）经过的案例都不到 {least:,} 个，少数人的行为不列出",
            ),
            Words(
                "gather events that mean the same with `values: {touchpoint: …}` in cxmap.yaml, or, for your eyes only, lower "
                "the limit: --suppress-below N, or `data: suppress_below:` in cxmap.yaml",
                "请在 cxmap.yaml 中用 `values: {touchpoint: …}` 合并意思相同的事件；或调低下限（仅供自己看）：--suppress-below N，"
                "或 cxmap.yaml 的 `data: suppress_below:`",
            ),
        )


def told_transitions(found: Discovery, least: int) -> list[Transition]:
    """Return the transitions that at least so many cases make; the steps at their ends are told too."""
    return [one for one in found.transitions if one.cases >= least]


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
