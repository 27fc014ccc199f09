"""What was measured of a map: figures with their intervals, as the features make them and reports tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from cxmap.measurements.flows import FlowFigure
    from cxmap.measurements.outlook import Drivers, Forecasts, Predictions
    from cxmap.statistics.comparisons import Heterogeneity, RankDifference
    from cxmap.statistics.trends import Trend

Metric = Literal["csat", "nps", "ces"]
Of = Literal["journey", "stage", "touchpoint"]

SUPPRESS, GREY = 10, 30
"""Unless others are set: figures of fewer answers or cases are not told, or are marked."""


class Figure(NamedTuple):
    """A figure and its interval; all None where fewer answered than are shown. `n` is how many answered."""

    n: int
    value: float | None
    low: float | None
    high: float | None


class PeriodFigure(NamedTuple):
    """A figure of one period; its change against the one before, how likely that is by chance, and how far it stands out.

    `p` is corrected for how many changes were looked at; `outstanding` is in robust standard deviations.
    """

    period: str
    figure: Figure
    change: float | None = None
    p: float | None = None
    outstanding: float | None = None


class Measurement(NamedTuple):
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


class MeasuredFile(NamedTuple):
    """A file that was read, and the SHA-256 of what it holds; of a database, of the counts that came back, in any order."""

    name: str
    sha256: str


class MeasuredSource(NamedTuple):
    """What was read: of how many rows how many answered, and why the others were not taken.

    `settings` is the fingerprint of how it was read (see `cxmap.data.settings`), "" where that is not known.

    `asked` is how many answers its rows have: in a wide survey one a touchpoint; none where there are texts alone.
    """

    id: str
    metric: Metric
    scale: tuple[float, float]
    direction: str
    files: tuple[MeasuredFile, ...]
    rows: int
    unanswered: int
    rejected: tuple[tuple[str, int, tuple[str, ...]], ...]
    settings: str = ""
    asked: int = 0

    @property
    def things(self) -> int:
        """How many things its rows say: its answers, or a text each, where there are texts alone."""
        return self.asked or self.rows


class TellingWord(NamedTuple):
    """A word that tells texts with low scores from those with high ones; `n` is in how many of both it is.

    `z` says how surely it belongs to the low ones, below 0 to the high ones; `p` is corrected for all that were compared.
    """

    word: str
    n: int
    z: float
    p: float


class TextWords(NamedTuple):
    """The words that go with low and with high scores, surest first, and how many texts of either there are."""

    of: Of
    id: str
    name: str
    texts: tuple[int, int]
    low: tuple[TellingWord, ...]
    high: tuple[TellingWord, ...]


class ThemeFigure(NamedTuple):
    """How many texts are about a theme of the codebook, in per cent with Wilson's interval: of all, of low, of high scores.

    `change` is that of the last period, called `period`, against the one before, in points; its `p` is corrected.
    """

    of: Of
    id: str
    name: str
    theme: str
    theme_name: str
    share: Figure
    low: Figure
    high: Figure
    period: str = ""
    change: float | None = None
    p: float | None = None


class BackTest(NamedTuple):
    """How well what was learnt from texts with a score tells others: those of the last period, or of five parts in turn.

    `on` is the period, or "" for the parts. `accuracy` is in per cent; `baseline` what one gets right who always says the
    commoner side; `auc` the chance, 0 to 1, that a text with a low score ranks before one with a high score.
    """

    learnt_from: int
    on: str
    accuracy: Figure
    baseline: float
    auc: Figure


class Learnt(NamedTuple):
    """What a model learnt from texts with a score is good for: to rank those without one, to be read first.

    It is never a level. `refused` says why there is none: `few` texts, the `extra` is missing, no better than `chance`.
    `unscored` is how many texts have no score, None where that is not told, `ranked` how many of them were ranked.
    """

    unscored: int | None
    ranked: int = 0
    refused: Literal["few", "extra", "chance", ""] = ""
    back_test: BackTest | None = None


class Example(NamedTuple):
    """A text to read, masked: at a touchpoint, of a theme, or one without a score that was ranked before others."""

    kind: Literal["touchpoint", "theme", "unscored"]
    name: str
    text: str


class MeasuredTexts(NamedTuple):
    """What the texts of a source say. `is_sampled`: of a database's texts, more than are read, those with the smallest hashes.

    `low` and `high` are how many have a low and a high score, None where that is not told. `segmenter` is how Chinese was
    taken apart. `coverage` is how many texts have a theme, in per cent; None without a codebook. Examples are what people
    wrote: they are shown on request, and kept nowhere.
    """

    source: str
    texts: int
    low: int | None
    high: int | None
    learnt: Learnt
    segmenter: Literal["rjieba", "pairs", "letters"]
    is_sampled: bool = False
    words: tuple[TextWords, ...] = ()
    coverage: Figure | None = None
    themes: tuple[ThemeFigure, ...] = ()
    examples: tuple[Example, ...] = ()


class MeasuredLog(NamedTuple):
    """A log that was read: how many rows it has, why some were not taken, and what could not be read of some that were. `settings` is as of a source."""

    id: str
    kind: Literal["complaints", "events"]
    files: tuple[MeasuredFile, ...]
    rows: int
    rejected: tuple[tuple[str, int, tuple[str, ...]], ...]
    settings: str = ""
    partly: tuple[tuple[str, int, tuple[str, ...]], ...] = ()

    @property
    def asked(self) -> int:
        """How many things are asked of its rows: one each."""
        return self.rows

    @property
    def things(self) -> int:
        """How many things its rows say: one each."""
        return self.rows


class TimeFigure(NamedTuple):
    """How long something took, in whole seconds: half of `n` at most `p50`, in its 95% interval; nine of ten at most `p90`.

    Within 2%, as they were counted in buckets.
    """

    n: int
    p50: int
    low: int
    high: int
    p90: int


class ComplaintPeriod(NamedTuple):
    """The complaints that came in within one period; all but the period is None where they are fewer than are shown.

    `open` are those not yet settled, None where the log does not say; `handling` is of the others. `change` is that of the number a day against the period
    before, in per cent; `p`, how likely that is by chance, is corrected for how many changes were looked at.
    `outstanding` is in robust standard deviations, of the number a day; `days` is how many days of the period the log covers.
    """

    period: str
    n: int | None = None
    open: int | None = None
    handling: TimeFigure | None = None
    change: float | None = None
    p: float | None = None
    outstanding: float | None = None
    days: int | None = None


class ComplaintRate(NamedTuple):
    """Complaints per 1,000 cases of an event log, called `events`, that touched the same thing within the same periods.

    Those from `first` to `last`, which both logs cover whole. `figure` has as n how many cases these are, and the exact
    interval of a rate; `complaints` is how many came in then.
    """

    events: str
    first: str
    last: str
    complaints: int
    figure: Figure


class ComplaintFigure(NamedTuple):
    """The complaints about the journey, a stage or a touchpoint; all, or `by` a channel, persona, segment, or `from` where.

    `source` is the id of the log. `share`, 0 to 1, is the part of the log's complaints about this map; None, as all else,
    where they are fewer than are shown. `open` are those not yet settled, `handling` is the time that the others took.
    `reopened` is the share, in per cent, of those of which the log says whether they were opened again. `trend` is that
    of the number a day, in logarithms a period; `channels` says whether handling times of channels differ. `rates` are those
    by each event log that has cases of the same time.
    """

    of: Of
    id: str
    name: str
    source: str
    n: int
    share: float | None = None
    open: int | None = None
    handling: TimeFigure | None = None
    reopened: Figure | None = None
    by: str = ""
    by_id: str = ""
    periods: tuple[ComplaintPeriod, ...] = ()
    trend: Trend | None = None
    channels: RankDifference | None = None
    rates: tuple[ComplaintRate, ...] = ()


class MapMeasurements(NamedTuple):
    """Everything that was measured of a map."""

    map: str
    title: str
    period: str
    suppress_below: int
    grey_below: int
    sources: tuple[MeasuredSource, ...] = ()
    figures: tuple[Measurement, ...] = ()
    logs: tuple[MeasuredLog, ...] = ()
    complaints: tuple[ComplaintFigure, ...] = ()
    drivers: tuple[Drivers, ...] = ()
    forecasts: tuple[Forecasts, ...] = ()
    texts: tuple[MeasuredTexts, ...] = ()
    flows: tuple[FlowFigure, ...] = ()
    predictions: tuple[Predictions, ...] = ()

    @property
    def read(self) -> tuple[MeasuredSource | MeasuredLog, ...]:
        """Return everything that was read about this map; where it is nothing, the map has no data."""
        return (*self.sources, *self.logs)

    @property
    def has_figures(self) -> bool:
        """Whether there is any figure that the map could be held against: one that rests on enough people to be shown."""
        return (
            any(one.figure.value is not None for one in self.figures)
            or any(one.share is not None for one in self.complaints)
            or any(one.cases is not None for one in self.flows)
        )
