"""What event logs say of a map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from cxmap.measurements import Figure, TimeFigure
    from cxmap.statistics.comparisons import RankDifference


class FlowStep(NamedTuple):
    """What an event log says of a touchpoint: how many `cases` touch it, and which `share`, 0 to 1, of all of the log.

    `events` is how often it was touched. Of its cases, `repeated` is the share with one of its events more than once,
    `ends` the share that end there; None where they are too few to be told. `position` is the median of where in their case its
    events stand, 0 to 1. `wait` is the time from one of its events to the next that is not its own. `channels` are the shares of
    its events in each. All is None where fewer cases than are shown touch it; `cases`, `share`, `repeated` and `ends` too where
    several events mean the touchpoint in a log of so many variants that cases cannot be told apart.
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


class SwitchingSide(NamedTuple):
    """What becomes of cases that change channel, or of those that do not.

    `reached` is the share, in per cent, that reaches the end; `duration` is how long these take from first to last event. None
    where they are fewer than are shown.
    """

    reached: Figure | None = None
    duration: TimeFigure | None = None


class FlowSwitching(NamedTuple):
    """What becomes of cases that change channel, beside those that do not (see `cxmap.measure.switching`).

    `share` is how many change, in per cent of the cases that are over and name a channel. A case reaches the end whose last
    event is in `end`, the last stage of which the log knows a touchpoint; "" where it does not know two. `p_reached` is how likely it is by
    chance that both reach the end so differently (pooled z test), `p_duration` that those who do take so differently long
    (Kruskal and Wallis); both are corrected for how many logs there are, and None where there are too few for a test.
    """

    share: Figure
    end: str = ""
    end_name: str = ""
    changing: SwitchingSide = SwitchingSide()
    staying: SwitchingSide = SwitchingSide()
    p_reached: float | None = None
    p_duration: float | None = None


class FlowFigure(NamedTuple):
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
