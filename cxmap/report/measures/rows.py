"""Figures as rows of one table, for CSV: each row is one figure, with what it is of, its unit and its method."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.measurements import MeasuredLog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.measurements import Figure, MapMeasurements, Measurement, TimeFigure
    from cxmap.statistics.comparisons import RankDifference
    from cxmap.statistics.trends import Trend


class Kind(NamedTuple):
    """The unit of a kind of figure, "" where a row only counts, and how its interval or its p was found."""

    unit: str = ""
    method: str = ""


_SECONDS, _SHARE = "s", "%"
_RANKED = Kind(_SECONDS, "interval by ranks (Conover)")
_NINTH = Kind(_SECONDS, "ninth decile")
_WILSON = Kind(_SHARE, "Wilson")
_KRUSKAL = Kind("H", "Kruskal and Wallis")
_LEARNT = "logistic regression on characters"
KINDS: dict[str, Kind] = {
    "rows": Kind(),
    "answers": Kind(),
    "unanswered": Kind(),
    "rejected": Kind(),
    "partly-read": Kind(),
    "csat": Kind(_SHARE, "top two boxes; Wilson"),
    "nps": Kind("points", "adjusted Wald"),
    "ces": Kind("mean answer", "Student"),
    "emotion": Kind("from -2 to 2", "Student"),
    "csat-trend": Kind("logits a period", "quasi-binomial"),
    "nps-trend": Kind("points a period", "weighted least squares"),
    "ces-trend": Kind("answer a period", "weighted least squares"),
    "csat-channels": Kind("I2, %", "Cochran's Q"),
    "nps-channels": Kind("I2, %", "Cochran's Q"),
    "ces-channels": Kind("I2, %", "Cochran's Q"),
    "complaints": Kind("", "change a day, %: exact conditional test"),
    "complaints-open": Kind("complaints"),
    "complaints-per-1000-cases": Kind("per 1000 cases", "exact interval of a rate (Garwood)"),
    "complaints-trend": Kind("logarithms a period", "quasi-Poisson"),
    "handling-p50": _RANKED,
    "handling-p90": _NINTH,
    "handling-channels": _KRUSKAL,
    "reopened": _WILSON,
    "importance": Kind(_SHARE, "shares of R2; jackknife"),
    "importance-r2": Kind(_SHARE, "jackknife"),
    "importance-shrinkage": Kind(_SHARE),
    "rated-by": Kind(_SHARE),
    "correlation": Kind("from -1 to 1", "Pearson"),
    "csat-forecast": Kind(_SHARE),
    "nps-forecast": Kind("points"),
    "ces-forecast": Kind("mean answer"),
    "forecast-held": Kind("periods", "back-test, period by period"),
    "forecast-error": Kind("points of the figure", "back-test, period by period"),
    "forecast-naive-error": Kind("points of the figure", "back-test of the last value"),
    "closed": Kind(),
    "leaves": _WILSON,
    "next": Kind(_SHARE, "share of what followed"),
    "log-loss": Kind("mean of -ln of the chance given", "tested on later cases"),
    "brier": Kind("from 0 to 1", "tested on later cases"),
    "calibration": Kind(_SHARE, "left, by the risk that was said; tested on later cases"),
    "texts": Kind(),
    "texts-scored-low": Kind(),
    "texts-scored-high": Kind(),
    "texts-unscored": Kind(),
    "texts-ranked": Kind("", _LEARNT),
    "texts-learnt-from": Kind("", _LEARNT),
    "texts-with-a-theme": _WILSON,
    "theme": Kind(_SHARE, "Wilson; change by the pooled z test"),
    "theme-in-low": _WILSON,
    "theme-in-high": _WILSON,
    "word-of-low": Kind("z", "log-odds ratio with a Dirichlet prior"),
    "word-of-high": Kind("z", "log-odds ratio with a Dirichlet prior"),
    "accuracy": Kind(_SHARE, f"{_LEARNT}, tested on other texts; Wilson"),
    "accuracy-baseline": Kind(_SHARE, "who always says the commoner"),
    "auc": Kind("from 0 to 1", f"{_LEARNT}, tested on other texts; Hanley and McNeil"),
    "cases": Kind(_SHARE, "share of all cases of the log"),
    "events": Kind(_SHARE, "share of the events of the touchpoint"),
    "repeated": Kind(_SHARE, "share of the touchpoint's cases"),
    "ends": Kind(_SHARE, "share of the touchpoint's cases"),
    "position": Kind("from 0 to 1", "median place in a case"),
    "wait-p50": _RANKED,
    "wait-p90": _NINTH,
    "duration-p50": _RANKED,
    "duration-p90": _NINTH,
    "duration-channels": _KRUSKAL,
    "changed-channel": _WILSON,
    "reached-the-end": _WILSON,
    "changed-channel-reached": Kind("", "pooled z test"),
    "changed-channel-duration": Kind("", "Kruskal and Wallis"),
    "moves": Kind(),
}
"""Everything that a row may be, by its `metric`."""


class Row(NamedTuple):
    """A figure; the fields are the columns of the table, after the map's and before those of `KINDS`.

    `of` is the journey, a stage, a touchpoint or an event that no map knows, `by` what it is told apart by. `n` is what it
    rests on, or what was counted. What is not known, or of too few, is empty. `method` says more than its kind does,
    `note` what is no number: why there is none, what follows from it.
    """

    of: str = ""
    id: str = ""
    name: str = ""
    by: str = ""
    by_id: str = ""
    source: str = ""
    metric: str = ""
    period: str = ""
    n: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    change: float | None = None
    p: float | None = None
    outstanding: float | None = None
    emotion: float | None = None
    claimed: float | None = None
    share: float | None = None
    method: str = ""
    note: str = ""


def of_journey(found: MapMeasurements, source: str) -> Row:
    """Return a row of the whole journey by a source, yet without a figure."""
    return Row(of="journey", id=found.map, name=found.title, source=source)


def with_figure(row: Row, metric: str, figure: Figure, times: float = 1.0) -> Row:
    """Return a row with a figure, its values so many `times`; of one that is not shown without any number."""
    if figure.value is None:
        return row._replace(metric=metric)
    low, high = (None if end is None else times * end for end in (figure.low, figure.high))
    return row._replace(metric=metric, n=figure.n, value=times * figure.value, low=low, high=high)


def time_rows(row: Row, metric: str, figure: TimeFigure | None) -> Iterator[Row]:
    """Yield the rows of how long something took, in seconds: the median with its interval, and the ninth decile."""
    if figure is not None:
        n, p50, low, high, p90 = figure
        yield row._replace(metric=f"{metric}-p50", n=n, value=p50, low=low, high=high)
        yield row._replace(metric=f"{metric}-p90", n=n, value=p90)


def trend_rows(row: Row, metric: str, trend: Trend | None) -> Iterator[Row]:
    """Yield the row of a trend: its slope with the interval."""
    if trend is not None:
        low, high = trend.interval
        yield row._replace(metric=f"{metric}-trend", value=trend.slope, low=low, high=high, p=trend.p)


def ranks_rows(row: Row, metric: str, found: RankDifference | None) -> Iterator[Row]:
    """Yield the row that says whether times of channels differ."""
    if found is not None:
        yield row._replace(metric=f"{metric}-channels", value=found.h, p=found.p, note=f"df {found.df}")


def answer_rows(one: Measurement) -> Iterator[Row]:
    """Yield the rows of a figure of answers: of all, by period, and what follows from the periods and channels."""
    about = Row(of=one.of, id=one.id, name=one.name, by=one.by, by_id=one.by_id, source=one.source)
    share = one.share if one.figure.value is not None else None  # n follows from it
    direction = "" if one.rises else "lower-is-better"
    whole = with_figure(about, one.metric, one.figure)
    yield whole._replace(emotion=one.emotion.value, claimed=one.claimed, share=share, note=direction)
    for each in one.periods:
        figure = with_figure(about._replace(period=each.period), one.metric, each.figure)
        yield figure._replace(change=each.change, p=each.p, outstanding=each.outstanding, note=direction)
    if one.emotion.value is not None:
        yield with_figure(about, "emotion", one.emotion)
    yield from trend_rows(about, one.metric, one.trend)
    if one.channels is not None:
        q, df, p, i2 = one.channels
        yield about._replace(metric=f"{one.metric}-channels", value=100 * i2, p=p, note=f"Q {round(q, 4)}, df {df}")


def source_rows(found: MapMeasurements) -> Iterator[Row]:
    """Yield what was read of each source: how many rows, and of those how many say nothing, or were not taken and why."""
    for source in found.read:
        about = of_journey(found, source.id)
        yield about._replace(metric="rows", n=source.rows)
        if source.asked != source.rows:
            yield about._replace(metric="answers", n=source.asked)
        unanswered = getattr(source, "unanswered", None)
        if unanswered is not None:
            yield about._replace(metric="unanswered", n=unanswered)
        for reason, n, _ in source.rejected:
            yield about._replace(metric="rejected", by="reason", by_id=reason, n=n)
        for reason, n, _ in source.partly if isinstance(source, MeasuredLog) else ():
            yield about._replace(metric="partly-read", by="reason", by_id=reason, n=n)
