"""What follows from figures: what moves the whole journey, what the next period may bring, what comes next in an event log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from cxmap.measurements import Figure, Metric, Of

ForecastMethod = Literal["last-value", "smoothing", "damped-trend"]
Quadrant = Literal["keep-up", "fix-first", "low-priority", "overkill"]
"""Of importance and performance: both high, only the first, neither, only the second."""
LeftOut = tuple[str, str, str]
"""A touchpoint that is left out: its id, its name, and why."""


class Driver(NamedTuple):
    """A touchpoint as what moves the answer on the whole journey.

    `importance` is the share, 0 to 1, of all that the touchpoints explain of that answer; its n are those who rated both.
    `used` is the part of those who rated the journey that rated it too, None where how many did is not told. `correlation` with the journey's answer is −1 to 1,
    positive where a better answer goes with a better one. `is_clear` says that neither interval holds the line between
    quadrants, `is_removable` that it may matter to nobody and few rate it.
    """

    touchpoint: str
    name: str
    used: float | None
    importance: Figure
    correlation: float
    performance: Figure
    quadrant: Quadrant | None = None
    is_clear: bool = False
    is_removable: bool = False


class Drivers(NamedTuple):
    """What moves the answer on the whole journey, by one survey; the most important touchpoint first.

    `overall` is the source of that answer, `n` how many gave it. `r2` is how much of it, 0 to 1, the touchpoints explain.
    `shrinkage` is by how much, 0 to 1, correlations were shrunk to be those of some data. Where nothing can be told,
    `refused` says why: "too-few" answers, "no-relation" beyond chance, "texts" in place of numbers.
    """

    source: str
    overall: str
    metric: Metric
    n: int
    method: Literal["", "shapley", "relative-weights"] = ""
    r2: Figure | None = None
    shrinkage: float = 0.0
    drivers: tuple[Driver, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    refused: Literal["", "too-few", "no-relation", "texts"] = ""


class Forecast(NamedTuple):
    """What a figure may be in the next period, by the method that has been closest so far.

    `figure` has the n that the interval is of: how many answer in a usual period. `last` is the value of the last period.
    Of `tested` periods, each predicted from those before it, `held` lay within their intervals; `error` is how far off the
    predictions were on average, in points of the figure, `naive` how far the value of the period before was.
    """

    of: Of
    id: str
    name: str
    method: ForecastMethod
    figure: Figure
    last: float
    tested: int
    held: int
    error: float
    naive: float


class Forecasts(NamedTuple):
    """The forecasts by one source for its next period; none where it has fewer than the eight `periods` that they take."""

    source: str
    metric: Metric
    period: str
    periods: int
    forecasts: tuple[Forecast, ...] = ()


class NextStep(NamedTuple):
    """What comes next, and how often, 0 to 1: a touchpoint, or any step that is none, whose id is ""."""

    touchpoint: str
    name: str
    share: float


class Standing(NamedTuple):
    """What comes after a touchpoint, the most frequent first, and how many leave there, 0 to 1; its n is how often it was left.

    Neither is told of few cases: `leaves` has then no value.
    `is_last` says that it is of the last stage that the log knows, where leaving is arriving. `after` are touchpoints before it from
    which another share leaves, by more than chance; only where looking back two steps was better than one.
    """

    touchpoint: str
    name: str
    next: tuple[NextStep, ...]
    leaves: Figure
    is_last: bool = False
    after: tuple[tuple[str, str, Figure], ...] = ()


class Tested(NamedTuple):
    """How predictions did on the cases that began from a day on, learnt from those before.

    The losses are the mean of −ln of how likely what came was said to be: by one step back, by two, and without looking at
    where a case stands. `brier` is the mean squared error of the risk of leaving. `calibration` is how many were said to
    leave with what chance on average, and how many did, 0 to 1.
    """

    since: str
    n: int
    one_step: float
    two_steps: float
    blind: float
    brier: float
    calibration: tuple[tuple[int, float, float], ...]


class Predictions(NamedTuple):
    """What comes next in an event log, by where a case stands. `cases` are those that are over.

    `order` is how many steps back it looks. `tested` is None where too few cases began late to test it. Of fewer than 200
    cases nothing is predicted: `refused` is then "too-few".
    """

    source: str
    cases: int
    order: int = 1
    standings: tuple[Standing, ...] = ()
    tested: Tested | None = None
    refused: Literal["", "too-few"] = ""
