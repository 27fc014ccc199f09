"""Whether the figures that a map quotes are those that were measured."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from cxmap.diagnostics import Severity
from cxmap.language import Words
from cxmap.lint.engine import DEFAULT, Finding, rule
from cxmap.lint.options import Option
from cxmap.lint.rules.drift.periods import figure_in, last_period, months_of
from cxmap.lint.rules.drift.things import compared, origin, told
from cxmap.lint.rules.metrics.figures import comparable, figure, formula_of, named
from cxmap.measured_figures import UNITS
from cxmap.model.forms import minutes
from cxmap.model.measured import range_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cxmap.diagnostics import Path
    from cxmap.lint.context import Context
    from cxmap.measurements import Measurement
    from cxmap.model.claims import Metric


_WRITE = Words("run `cxmap measure --write`", "请运行 `cxmap measure --write`")


class Quoted(NamedTuple):
    """A metric of the map, and what was measured of the same kind, of the same thing."""

    path: Path
    metric: Metric
    one: Measurement


@rule(
    Severity.NOTE,
    DEFAULT,
    by=Option(
        5.0,
        "how far apart they must be, in per cent of the range that such a figure can have: 5 is 5 points of CSAT, 10 of NPS",
        "至少相差指标取值范围的百分之几才提示：5 即 CSAT 5 分、NPS 10 分",
        at_least=0,
        at_most=100,
    ),
)
def measurement_differs(context: Context, by: float) -> Iterator[Finding]:
    """A CSAT, NPS or CES that lies outside the interval of what was measured in its period.

    地图上的 CSAT、NPS 或 CES 落在同期实测区间之外。

    Why it matters: the figure was typed in from a report, and the report may have asked other people, or been mistyped.
    What is compared is of the same kind, thing and period; a figure without a period is held against all answers.

    为什么重要：数值是从报告里抄来的，报告可能问的是另一批人，也可能抄错了。
    只比较同一种指标、同一对象、同一周期；没有写周期的，与全部回答比较。

    Example:

        stages:
          - name: Applying
            touchpoints:
              - id: form
                name: The form
                metrics:
                  - {kind: csat, value: 84, formula: top2box}  # measurement-differs

    Measured:

        {"version": 1, "map": "example", "figures": [
          {"touchpoint": "form", "source": "survey", "metric": "csat", "n": 412, "value": 61.2, "low": 56.4, "high": 65.8}]}

    How to mend: find out which of the two is right. If both are, they measure different things: name them apart.

    如何修改：查明哪一个是对的。如果两个都对，说明衡量的不是同一件事，请用名称区分。

        stages:
          - name: Applying
            touchpoints:
              - id: form
                name: The form
                metrics:
                  - {kind: csat, value: 61, formula: top2box}
    """
    for path, metric, one in _quoted(context):
        value, measured, limits = metric.value, figure_in(one, metric.period), range_of(metric)
        if value is None or measured is None or limits is None or measured.value is None:
            continue
        low, high = measured.low or 0.0, measured.high or 0.0
        if low <= value <= high or abs(value - measured.value) < by / 100 * (limits.max - limits.min):
            continue
        name, source = named(metric, context.language), origin(one, measured)
        is_same = months_of(metric.period) is not None
        when = Words(f" in {metric.period}", f" {metric.period} ") if is_same else Words("", "")
        yield Finding(
            (*path, "value"),
            Words(
                f"{name.en} is {figure(value)} in the map, but {told(one, measured)} was measured{when.en} ({source.en})",
                f"{name.zh}在地图上为 {figure(value)}，实测{when.zh}为 {told(one, measured)}（{source.zh}）",
            ),
            _WRITE
            if metric.from_ == "data"
            else Words(
                "correct the value, or name what it measures otherwise",
                "请改正数值；若衡量的不是同一件事，请用名称区分",
            ),
        )


@rule(
    Severity.NOTE,
    DEFAULT,
    after=Option(
        "90d",
        "how much older than the last measured period a figure may be",
        "指标可以比最近一期实测早多久",
        is_duration=True,
    ),
)
def metric_gone_stale(context: Context, after: str) -> Iterator[Finding]:
    """A CSAT, NPS or CES of a period long before the last that was measured.

    地图上的 CSAT、NPS 或 CES 早已不是最近一期的数据。

    Why it matters: newer answers lie in the workspace, and the map still quotes the old ones. Whoever reads it takes them
    for today's. The period of a figure is its `period`, or the date of the evidence that it cites.

    为什么重要：工作区里已有更新的数据，地图引用的却还是旧的，读者会当成现状。
    指标的时间取其 `period`，没有则取所引依据的日期。

    Example:

        metrics:
          - {kind: nps, value: 31, period: 2025-03}  # metric-gone-stale
        stages: [Applying]

    Measured:

        {"version": 1, "map": "example", "figures": [
          {"journey": "example", "source": "survey", "metric": "nps", "n": 412, "value": 29.4, "low": 21.1, "high": 37.3,
           "periods": [{"period": "2026-04", "n": 412, "value": 29.4, "low": 21.1, "high": 37.3}]}]}

    How to mend: take over the newest figure with its n and period.

    如何修改：换成最新的数值，并更新 `n` 和 `period`。

        metrics:
          - {kind: nps, value: 29, n: 412, period: 2026-04}
        stages: [Applying]
    """
    allowed = timedelta(minutes=minutes(after))
    for path, metric, one in _quoted(context):
        known, last = _date_of(context, metric), last_period(one)
        if metric.value is None or known is None or last is None or last.end - known <= allowed:
            continue
        newest = max(one.periods, key=lambda each: months_of(each.period) or (0, 0))
        name, days = named(metric, context.language), (last.end - known).days
        shown = newest.figure.value is not None
        value = f" ({told(one, newest.figure)}, n = {newest.figure.n:,})" if shown else ""
        yield Finding(
            (*path, "period") if metric.period is not None else path,
            Words(
                f"{name.en} is of {metric.period or known}, {days:,} days before the data end: `{one.source}` goes up to "
                f"{newest.period}{value}",
                f"{name.zh}是 {metric.period or known} 的，比数据早 {days:,} 天：`{one.source}` 已到 "
                f"{newest.period}{value.replace(' (', '（', 1).replace(', n', '，n').replace(')', '）')}",
            ),
            _WRITE
            if metric.from_ == "data"
            else Words(
                "take over the newest value, `n` and `period`; with `from: data`, `cxmap measure --write` does it",
                "请换成最新的数值、`n` 和 `period`；写上 `from: data` 后可由 `cxmap measure --write` 代劳",
            ),
        )


@rule(Severity.NOTE, DEFAULT)
def measured_short_of_target(context: Context) -> Iterator[Finding]:
    """A target that what was measured last falls short of, by more than chance.

    最近一期实测未达到目标，且不是偶然。

    Why it matters: the map's own figure may say that the target is near. What counts is the last period that was
    measured: where the target lies beyond its 95% interval, even luck does not explain the gap.

    为什么重要：地图自己的数值也许显示离目标不远，但要看的是最近一期实测：目标在其 95% 区间之外，差距就不是运气所能解释。

    Example:

        stages:
          - name: Applying
            touchpoints:
              - id: form
                name: The form
                metrics:
                  - {kind: csat, value: 61, formula: top2box, target: 80}  # measured-short-of-target

    Measured:

        {"version": 1, "map": "example", "figures": [
          {"touchpoint": "form", "source": "survey", "metric": "csat", "n": 412, "value": 61.2, "low": 56.4, "high": 65.8}]}

    How to mend: bring the gap to the plan. A target that was never more than a wish is better lowered than missed.

    如何修改：把差距带进行动计划。如果目标只是愿望，不如调整到做得到的水平。

        stages:
          - name: Applying
            touchpoints:
              - id: form
                name: The form
                metrics:
                  - {kind: csat, value: 61, formula: top2box, target: 65}
    """
    for path, metric, one in _quoted(context):
        shown = [each for each in one.periods if each.figure.value is not None]
        last = max(shown, key=lambda each: months_of(each.period) or (0, 0)) if shown else None
        measured, target = last.figure if last is not None else one.figure, metric.target
        if target is None or measured.low is None or measured.high is None:
            continue
        if (target > measured.high) if one.rises else (target < measured.low):
            name, source = named(metric, context.language), origin(one, measured)
            when = Words(f" in {last.period}", f" {last.period} ") if last is not None else Words("", "")
            wanted = f"{figure(target)}{UNITS[one.metric]}"
            yield Finding(
                (*path, "target"),
                Words(
                    f"{name.en} was measured at {told(one, measured)}{when.en}, short of its target of {wanted} ({source.en})",
                    f"{name.zh}{when.zh}实测 {told(one, measured)}，未达到目标 {wanted}（{source.zh}）",
                ),
                Words("plan an action that closes the gap", "请安排缩小差距的行动"),
            )


def _quoted(context: Context) -> Iterator[Quoted]:
    """Yield the metrics of which the same was measured: of one thing, kind, formula, scale and direction."""
    measured: dict[Path, list[Measurement]] = {}
    for thing, one in compared(context):
        measured.setdefault(() if thing.of == "journey" else thing.path, []).append(one)
    for path, metric, _ in context.metrics:
        for one in measured.get(path[:-2], ()):
            if _is_the_same(context, metric, one):
                yield Quoted(path, metric, one)


def _is_the_same(context: Context, metric: Metric, one: Measurement) -> bool:
    if metric.kind != one.metric or not comparable(metric):
        return False
    if metric.kind == "nps":
        return True
    if metric.direction is not None and (metric.direction == "higher-is-better") is not one.rises:
        return False
    if metric.kind == "csat":
        limits = range_of(metric)
        return metric.formula is None or formula_of(metric) == "top2box" if limits and limits.is_proportion else False
    found = context.measures
    scales = {source.scale for source in found.sources if source.metric == "ces"} if found is not None else set()
    is_mean = metric.formula is None or formula_of(metric) == "mean"
    return is_mean and metric.scale is not None and scales == {(metric.scale.min, metric.scale.max)}


def _date_of(context: Context, metric: Metric) -> date | None:
    """Return the last day that a metric is of: of its period, or of the newest evidence that it cites."""
    months = months_of(metric.period)
    if months is not None or metric.period is not None:
        return months.end if months is not None else None
    known = context.library.evidence
    dates = (known[id_].date for id_ in metric.evidence if id_ in known)
    return max((day for day in dates if day is not None), default=None)
