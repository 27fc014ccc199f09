"""Measured figures on the scale of the emotion curve: what customers said, with how sure we can be of it.

A map claims a score from −2 to +2; a survey measures CSAT, CES or NPS. Both can stand in one picture where the figure's
lowest and highest possible values are known: the range is laid onto −2 … +2 linearly. That is a convention, not a
finding: it lets a reader see whether claim and measurement point the same way, and how wide the uncertainty is.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.measurements import MapMeasurements
    from cxmap.model.claims import Metric, MetricScale
    from cxmap.model.fields import Text
    from cxmap.model.journey import Touchpoint

Z = 1.96
"""Of a 95 % interval: the 0.975 quantile of the normal distribution."""


class Range(NamedTuple):
    """The lowest and highest value that a figure can have; a share of answers is a proportion."""

    min: float
    max: float
    is_proportion: bool = False


class FromData(NamedTuple):
    """A figure that `cxmap measure` found, with what a `Metric` of the map has."""

    kind: Literal["csat", "nps", "ces"]
    value: float
    n: int
    formula: str | None
    direction: Literal["higher-is-better", "lower-is-better"] | None
    period: str
    name: Text | None = None
    unit: Text | None = None
    scale: MetricScale | None = None


class Measured(NamedTuple):
    """A metric as a score from −2 to +2. `low` and `high` bound its 95 % interval; None where n is not known.

    `method` says how the interval was found (`data`: from the answers themselves), `is_share` that the figure is a share
    of answers in per cent.
    """

    metric: Metric | FromData
    score: float
    low: float | None = None
    high: float | None = None
    method: Literal["wilson", "bounded", "data", ""] = ""
    is_share: bool = False


def measured_of(touchpoint: Touchpoint, measures: MapMeasurements | None = None) -> tuple[Measured, ...]:
    """Return the figures of a touchpoint that can stand beside its scores: of the data, then those that the map states.

    A figure of the map gives way to one of the data of the same kind: it is an older copy, or a guess.
    """
    found = tuple(_from_data(touchpoint, measures)) if measures is not None else ()
    kinds = {one.metric.kind for one in found}
    return (*found, *_each(metric for metric in touchpoint.metrics if metric.kind not in kinds))


_FORMULAS: dict[str, str] = {"csat": "top2box", "ces": "mean"}


def _from_data(touchpoint: Touchpoint, measures: MapMeasurements) -> Iterable[Measured]:
    """Yield what was measured of a touchpoint: the mean answer on the scale of the curve (see `cxmap.measure.figures`)."""
    for one in measures.figures:
        if one.of != "touchpoint" or one.by or not one.id or one.id != touchpoint.id:
            continue
        felt, value = one.emotion, one.figure.value
        if felt.value is not None and value is not None:
            period = "–".join(dict.fromkeys(each.period for each in (*one.periods[:1], *one.periods[-1:])))
            direction: Literal["lower-is-better"] | None = None if one.rises else "lower-is-better"
            figure = FromData(
                one.metric,
                round(value, 2 if one.metric == "ces" else 1),
                one.figure.n,
                _FORMULAS.get(one.metric),
                direction,
                period,
            )
            yield Measured(figure, felt.value, felt.low, felt.high, "data", one.metric == "csat")


def _each(metrics: Iterable[Metric]) -> Iterable[Measured]:
    for metric in metrics:
        found = on_the_curve(metric)
        if found is not None:
            yield found


def on_the_curve(metric: Metric) -> Measured | None:
    """Return a metric as a score from −2 to +2; None for a KPI, and where value, range or direction is not known."""
    value, limits = metric.value, range_of(metric)
    if value is None or limits is None or not limits.min <= value <= limits.max:
        return None
    ends = interval(value, limits, metric.n) if _has_interval(metric) else None
    points = [_on_five_steps(x, limits) for x in (value, *(ends or ()))]
    if metric.direction == "lower-is-better":
        points = [-x for x in points]
    score, *bounds = points
    share = limits.is_proportion
    if not bounds:
        return Measured(metric, score, is_share=share)
    return Measured(metric, score, min(bounds), max(bounds), "wilson" if share else "bounded", share)


def range_of(metric: Metric) -> Range | None:
    """Return the lowest and highest value a satisfaction figure can have; None where that cannot be told.

    NPS runs from −100 to 100. CSAT is a share of 0 to 100 % (top-2-box, the usual formula) unless it says that it is a
    mean or median of answers, or has no formula, no per cent sign and a value within the scale of the answers; then
    it runs along that scale. CES runs along its scale, or is a share; it is of use only where the map says which way is
    good, since both kinds are common.
    """
    if metric.kind == "nps":
        return Range(-100, 100)
    if metric.kind == "kpi" or (metric.kind == "ces" and metric.direction is None):
        return None
    scale = Range(metric.scale.min, metric.scale.max) if metric.scale and metric.scale.min < metric.scale.max else None
    share = Range(0, 100, is_proportion=True)
    formula = metric.formula.lower() if isinstance(metric.formula, str) else ""
    if formula in ("mean", "median"):
        return scale
    if formula == "top2box" or metric.unit == "%":
        return share
    if scale is not None and metric.value is not None and scale.min <= metric.value <= scale.max:
        return scale
    return share if metric.kind == "csat" and metric.formula is None else None


def _has_interval(metric: Metric) -> bool:
    """Whether the interval below is that of the figure: not of a median."""
    return not (isinstance(metric.formula, str) and metric.formula.lower() == "median")


def interval(value: float, limits: Range, n: int | None) -> tuple[float, float] | None:
    """Return the 95 % interval of a value within its limits; None without a sample size."""
    if not n:
        return None
    if limits.is_proportion:
        share = (value - limits.min) / (limits.max - limits.min)
        low, high = wilson(share, n)
        span = limits.max - limits.min
        return limits.min + low * span, limits.min + high * span
    return bounded_mean(value, limits.min, limits.max, n)


def wilson(share: float, n: int) -> tuple[float, float]:
    """Return the 95 % score interval of a proportion.

    (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n). E. B. Wilson (1927), "Probable inference, the law of succession,
    and statistical inference", Journal of the American Statistical Association 22, 209-212. It stays within 0 and 1, and
    holds for small samples and for shares near 0 or 1.
    """
    middle = share + Z * Z / (2 * n)
    reach = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    divisor = 1 + Z * Z / n
    return max((middle - reach) / divisor, 0.0), min((middle + reach) / divisor, 1.0)


def bounded_mean(mean: float, least: float, most: float, n: int) -> tuple[float, float]:
    """Return a 95 % interval of a mean of answers between `least` and `most` whose spread is not known.

    mean ± z·√((most − mean)(mean − least)/n), cut off at the limits. No distribution on [m, M] with the mean μ has a
    variance above (M − μ)(μ − m): R. Bhatia and C. Davis (2000), "A better bound on the variance", The American
    Mathematical Monthly 107, 353-357. The interval is therefore conservative: with the answers at hand it would be
    narrower. For NPS, where answers count −100, 0 or 100, the same bound holds.
    """
    reach = Z * sqrt((most - mean) * (mean - least) / n)
    return max(mean - reach, least), min(mean + reach, most)


def _on_five_steps(value: float, limits: Range) -> float:
    return -2 + 4 * (value - limits.min) / (limits.max - limits.min)
