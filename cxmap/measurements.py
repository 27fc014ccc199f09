"""What was measured of a map: figures with their intervals, as the features make them and reports tell them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from cxmap.statistics.comparisons import Heterogeneity
    from cxmap.statistics.trends import Trend

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
class Measurement:
    """A figure of the journey, a stage or a touchpoint, by one source; of all answers, or `by` a channel, persona, segment.

    `trend` is a period: of csat in logits, else in points of the figure; `channels` says whether these differ.
    `share` is the part of the source's answers that it rests on, 0 to 1. `emotion` is the mean answer on the scale of
    the curve, −2 to +2; `claimed` what the map says there. `rises`: whether more of the figure is better.
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
    trend: Trend | None = None
    channels: Heterogeneity | None = None
    rises: bool = True


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
