"""Whether a figure says what it takes to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words, enumerated
from cxmap.lint.engine import DEFAULT, Finding, rule
from cxmap.lint.options import Option
from cxmap.lint.rules.metrics.figures import beyond, figures_of, named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context
    from cxmap.model.claims import Metric

_DEFINES = {"nps": (), "csat": ("scale", "formula"), "ces": ("scale", "direction"), "kpi": ()}
"""What must be known of how a metric is computed. NPS's scale and formula are its definition."""
_MEASURED = {"nps": ("n", "period"), "csat": ("n", "period"), "ces": ("n", "period"), "kpi": ("period",)}
"""What must be known of how it was measured."""
_ASK = Option(
    "essential",
    "what a CSAT needs: all, both its formula and its scale; or what is essential, one of them",
    "CSAT 要写到什么程度：all 为公式和量表都要写，essential 为写其一即可",
    choices=("essential", "all"),
)


@rule(Severity.WARNING, DEFAULT, ask=_ASK)
def incomplete_metric(context: Context, ask: str) -> Iterator[Finding]:
    """A figure without what it takes to read it: formula or scale, direction, sample, period.

    缺少必要说明的指标：公式或量表、方向、样本量、统计周期。

    Why it matters: a CSAT of 84 may be a share or a mean times twenty; the customer effort score exists in both
    directions: low was good in 2010 (Dixon, Freeman and Toman), high is good in most surveys since. Without `n` and
    `period` nobody can tell a trend from noise. The evidence that a metric cites may give both: its `n`, its `date`.

    为什么重要：CSAT 84 可能是占比，也可能是平均分乘以二十；费力度（CES）两种方向都有：
    2010 年提出时（Dixon、Freeman、Toman）分低为好，之后的问卷大多分高为好。没有样本量和周期，
    分不清趋势与波动。指标引用的依据若写明 `n` 和 `date`，即视为已有。

    Example:

        metrics:
          - {kind: csat, name: The form, value: 84}  # incomplete-metric
        stages: [Applying]

    How to mend: add what is missing, from the report that the figure was taken from.

    如何修改：对照数字所出自的报告，补上缺少的内容。

        metrics:
          - {kind: csat, name: The form, value: 84, formula: top2box, scale: {min: 1, max: 5}, n: 412, period: 2026-Q1}
        stages: [Applying]
    """
    future = context.journey.state == "future"
    for path, metric, _ in context.metrics:
        known = any(figures_of(metric)) if future else metric.value is not None
        if not known:
            continue
        missing = _undefined(metric, ask)
        if not future:
            missing += [
                Words(f"`{name}`", f"`{name}`")
                for name in _MEASURED[metric.kind]
                if getattr(metric, name) is None and not _cited(context, metric, name)
            ]
        if missing:
            english, chinese = (
                enumerated([one.en for one in missing], "en"),
                enumerated([one.zh for one in missing], "zh"),
            )
            name = named(metric, context.language)
            yield Finding(
                path,
                Words(f"{name.en} lacks {english}", f"{name.zh}缺少 {chinese}"),
                Words(f"add {english}", f"请补充 {chinese}"),
            )


def _undefined(metric: Metric, ask: str) -> list[Words]:
    """Return what is missing of how a metric is computed and read."""
    missing = [name for name in _DEFINES[metric.kind] if getattr(metric, name) is None]
    if metric.kind == "csat" and ask == "essential":
        return [Words("`formula` or `scale`", "`formula` 或 `scale`")] if len(missing) == len(_DEFINES["csat"]) else []
    if metric.kind == "csat" and missing == ["formula"] and beyond(metric) is not None:
        return []  # metric-beyond-its-range asks for it
    if metric.kind == "kpi":
        if metric.name is None and metric.id is None:
            missing.append("name")
        if metric.direction is None and metric.target is not None:
            missing.append("direction")
    return [Words(f"`{name}`", f"`{name}`") for name in missing]


def _cited(context: Context, metric: Metric, name: str) -> bool:
    """Whether the evidence that a metric cites says how many answered, or when they were asked."""
    field = {"n": "n", "period": "date"}[name]
    known = context.library.evidence
    return any(id_ in known and getattr(known[id_], field) is not None for id_ in metric.evidence)
