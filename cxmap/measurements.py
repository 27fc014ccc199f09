"""What was measured of a map: figures with their intervals, as the features make them and reports tell them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Metric = Literal["csat", "nps", "ces"]
Of = Literal["journey", "stage", "touchpoint"]


class Figure(NamedTuple):
    """A figure and its interval; all None where fewer answered than are shown. `n` is how many answered."""

    n: int
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class PeriodFigure:
    """A figure of one period; its change against the one before, how likely that is by chance, and how far it stands out.

    `p` is corrected for how many changes were looked at; `outstanding` is in robust standard deviations.
    """

    period: str
    figure: Figure
    change: float | None = None
    p: float | None = None
    outstanding: float | None = None


@dataclass(frozen=True, slots=True)
class TrendFigure:
    """A slope a period with its interval (csat: in logits, else in points of the figure), and how likely it is by chance."""

    slope: float
    low: float
    high: float
    p: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Whether channels differ: Cochran's Q, its degrees of freedom, how likely that is by chance, and I², 0 to 1."""

    q: float
    df: int
    p: float
    i2: float


@dataclass(frozen=True, slots=True)
class Measurement:
    """A figure of the journey, a stage or a touchpoint, by one source; of all answers, or `by` a channel, persona, segment.

    `share` is the part of the source's answers that it rests on, 0 to 1. `emotion` is the mean answer on the scale of
    the curve, −2 to +2; `claimed` what the map says there.
    """

    of: Of
    id: str
    name: str
    source: str
    metric: Metric
    figure: Figure
    emotion: Figure
    share: float
    by: str = ""
    by_id: str = ""
    claimed: float | None = None
    periods: tuple[PeriodFigure, ...] = ()
    trend: TrendFigure | None = None
    channels: Difference | None = None


@dataclass(frozen=True, slots=True)
class MeasuredFile:
    """A file that was read, and the SHA-256 of what it holds."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class MeasuredSource:
    """What was read: of how many rows how many answered, and why the others were not taken."""

    id: str
    metric: Metric
    scale: tuple[float, float]
    direction: str
    files: tuple[MeasuredFile, ...]
    rows: int
    unanswered: int
    rejected: tuple[tuple[str, int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class MapMeasurements:
    """Everything that was measured of a map."""

    map: str
    title: str
    period: str
    suppress_below: int
    grey_below: int
    sources: tuple[MeasuredSource, ...] = ()
    figures: tuple[Measurement, ...] = field(default=())
