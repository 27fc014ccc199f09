"""Forecasts in words and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.language import Words
from cxmap.measured_figures import METRICS, interval, number
from cxmap.report.measures.rows import Row, of_journey, with_figure
from cxmap.report.measures.sections import Section
from cxmap.report.measures.values import figure_data, rounded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.language import Language
    from cxmap.measurements import MapMeasurements, Metric
    from cxmap.measurements.outlook import Forecast, ForecastMethod, Forecasts

TITLE = Words("The next period, {}: {}, {}", "下一期 {} 的预测：{}，{}")
HEADS = (
    Words("What", "对象"),
    Words("Last", "上期"),
    Words("Next", "预测"),
    Words("95% interval", "95% 区间"),
    Words("By", "方法"),
    Words("Held so far", "回测命中"),
    Words("Off by (last value)", "平均误差（沿用上期）"),
)
METHODS: dict[ForecastMethod, Words] = {
    "last-value": Words("last value", "沿用上期"),
    "smoothing": Words("smoothing", "指数平滑"),
    "damped-trend": Words("damped trend", "阻尼趋势"),
}
FORMULAS: dict[ForecastMethod, str] = {
    "last-value": "the last value; as over-dispersed as successive periods are",
    "smoothing": "exponential smoothing weighted by n, a local level with known variances (Durbin and Koopman 2012)",
    "damped-trend": "weighted line, damped by 0.85 a period (Gardner and McKenzie 1985)",
}
REMARK = Words(
    "of three methods the one that was closest when each period was predicted from those before it alone; the interval holds "
    "what n answers scatter, and what periods differ beyond that.",
    "三种方法中，取逐期回测（只用此前各期）误差最小者；区间已计入样本误差与各期之间的额外波动。",
)
TOO_FEW = Words("not told: a forecast takes 8 periods, there are {}", "无法预测：至少需要 8 期，目前 {} 期")

_EXPECTED = 4
"""Of fewer periods nobody expects a forecast: that there is none is in the data, and not told."""


def forecast_sections(found: MapMeasurements, language: Language) -> Iterator[Section]:
    """Yield a section for each dated source; those of stages are in the data only."""
    for each in found.forecasts:
        title = TITLE.said(language).format(each.period, each.source, METRICS[each.metric].said(language))
        if not each.forecasts:
            if each.periods >= _EXPECTED:
                yield Section(title, remarks=(TOO_FEW.said(language).format(each.periods),))
            continue
        heads = tuple(head.said(language) for head in HEADS)
        rows = tuple(_row(one, each.metric, language) for one in each.forecasts if one.of != "stage")
        yield Section(title, heads, rows, (REMARK.said(language),))


def _row(one: Forecast, metric: Metric, language: Language) -> tuple[str, ...]:
    value = one.figure.value if one.figure.value is not None else 0.0
    return (
        one.name,
        number(one.last, metric),
        number(value, metric),
        interval(one.figure, metric),
        METHODS[one.method].said(language),
        f"{one.held} / {one.tested}",
        f"{number(one.error, metric)} ({number(one.naive, metric)})",
    )


def forecasts_data(each: Forecasts) -> dict[str, Any]:
    """Return forecasts as plain data."""
    about = {"source": each.source, "metric": each.metric, "period": each.period}
    if not each.forecasts:
        return {**about, "refused": "too-few-periods", "periods": each.periods}
    used = sorted({one.method for one in each.forecasts})
    return {**about, "formula": {name: FORMULAS[name] for name in used}, "forecasts": list(map(_data, each.forecasts))}


def _data(one: Forecast) -> dict[str, Any]:
    return {
        one.of: one.id,
        "method": one.method,
        **figure_data(one.figure),
        "last": rounded(one.last),
        "tested": one.tested,
        "held": one.held,
        "error": rounded(one.error),
        "naive_error": rounded(one.naive),
    }


def forecast_rows(each: Forecasts, found: MapMeasurements) -> Iterator[Row]:
    """Yield rows for CSV: what each figure may be, and how the method has done so far."""
    metric = f"{each.metric}-forecast"
    if not each.forecasts:
        refused = f"too few periods: {each.periods}"
        yield of_journey(found, each.source)._replace(metric=metric, period=each.period, note=refused)
    for one in each.forecasts:
        row = Row(of=one.of, id=one.id, name=one.name, source=each.source, period=each.period, method=one.method)
        yield with_figure(row, metric, one.figure)._replace(
            change=one.figure.value - one.last if one.figure.value is not None else None,
        )
        for name, value in (("held", one.held), ("error", one.error), ("naive-error", one.naive)):
            yield row._replace(metric=f"forecast-{name}", n=one.tested, value=value, method="")
