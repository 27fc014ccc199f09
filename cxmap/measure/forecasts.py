"""What figures may be in the next period."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from cxmap.measure.figures import size, spread_of
from cxmap.measure.periods import following, number_of
from cxmap.measurements import Figure
from cxmap.measurements.outlook import Forecast, Forecasts
from cxmap.statistics.forecasting import Point, forecast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxmap.measure.answers import Dated, Series

_USUAL = 6
"""How many of the last periods say how many answer in one."""


def forecasts_of(series: Iterable[Series]) -> Iterator[Forecasts]:
    """Yield the forecasts of every dated source of a map; of figures that have eight periods, up to the last of the source.

    Periods in which too few answered are left out.
    """
    sources: dict[str, list[Dated]] = {}
    for one in (dated for each in series for dated in each.dated()):
        sources.setdefault(one.source, []).append(one)
    for source, dated in sources.items():
        made = tuple(found for one in dated if (found := _forecast(one)) is not None)
        periods = max(len(one.lots) for one in dated)
        yield Forecasts(source, dated[0].metric, following(dated[0].last), periods, made)


def _forecast(one: Dated) -> Forecast | None:
    sizes = [size(lot) for _, lot in one.lots]
    spreads = [spread_of(lot, one.metric, one.scale) for _, lot in one.lots]
    times = [number_of(period) for period, _ in one.lots]
    if one.lots[-1][0] != one.last:
        return None
    usual = round(median(sizes[-_USUAL:]))
    single = median(variance * n for (_, variance), n in zip(spreads, sizes, strict=True))
    points = [Point(time, value, variance) for time, (value, variance) in zip(times, spreads, strict=True)]
    found = forecast(points, Point(times[-1] + 1, 0.0, single / usual))
    if found is None:
        return None
    low, high = {"csat": (0.0, 100.0), "nps": (-100.0, 100.0), "ces": (one.scale.low, one.scale.high)}[one.metric]
    value, *ends = (min(high, max(low, each)) for each in (found.prediction.value, *found.prediction.interval))
    figure = Figure(usual, value, ends[0], ends[1])
    return Forecast(
        one.of, one.id, one.name, found.method, figure, points[-1].value, found.tested, found.held, found.error,
        found.naive,
    )  # fmt: skip
