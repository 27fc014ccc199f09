"""What event logs say of a map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from cxmap.measurements import Figure, TimeFigure
    from cxmap.statistics.comparisons import RankDifference


@dataclass(frozen=True, slots=True)
class FlowStep:
    """What an event log says of a touchpoint: how many `cases` touch it, and which `share`, 0 to 1, of all of the log.

    `events` is how often it was touched. Of its cases, `repeated` is the share with one of its events more than once,
    `ends` the share that end there. `position` is the median of where in their case its events stand, 0 to 1. `wait` is
    the time from one of its events to the next that is not its own. `channels` are the shares of its events in each.
    All is None where fewer cases than are shown touch it; `cases`, `share`, `repeated` and `ends` too where several
    events mean the touchpoint in a log of so many variants that cases cannot be told apart.
    """

    touchpoint: str
    name: str
    cases: int | None = None
    share: float | None = None
    events: int | None = None
    repeated: float | None = None
    ends: float | None = None
    position: float | None = None
    wait: TimeFigure | None = None
    channels: tuple[tuple[str, float], ...] = ()


class FlowStranger(NamedTuple):
    """An event that no map knows, as it was written: how often it happened, in how many cases, which share of all."""

    event: str
    events: int
    cases: int
    share: float


class FlowMove(NamedTuple):
    """One thing right after another, `n` times: touchpoints by their ids, or events that no map knows as they were written."""

    before: str
    after: str
    before_known: bool
    after_known: bool
    n: int


class FlowGroup(NamedTuple):
    """The cases of one channel, that of their first event, or segment; and how long they took from first to last event."""

    by: Literal["channel", "segment"]
    id: str
    cases: int
    duration: TimeFigure | None


class FlowSwitching(NamedTuple):
    """What becomes of cases that change channel: their share, in per cent of the cases that name one, with its interval.

    `changing` and `staying` are how long both take from first to last event, `p` how likely it is by chance that these differ
    as much (Kruskal and Wallis), corrected for how many logs there are.
    """

    share: Figure
    changing: TimeFigure | None
    staying: TimeFigure | None
    p: float | None


@dataclass(frozen=True, slots=True)
class FlowFigure:
    """What an event log says of a map: touchpoints in the map's order, moves most frequent first, the commonest alone.

    `channels` says whether cases of different channels differ in how long they take. All is None of a log of fewer
    cases than are shown.
    """

    source: str
    events: int | None = None
    cases: int | None = None
    duration: TimeFigure | None = None
    steps: tuple[FlowStep, ...] = ()
    strangers: tuple[FlowStranger, ...] = ()
    moves: tuple[FlowMove, ...] = ()
    groups: tuple[FlowGroup, ...] = ()
    channels: RankDifference | None = None
    switching: FlowSwitching | None = None
