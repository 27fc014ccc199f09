"""Whether a figure leads to anything: its target, and how far it is from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words
from cxmap.lint.engine import STRICT, Finding, rule
from cxmap.lint.rules.metrics.figures import comparable, figure, named
from cxmap.lint.rules.plan.live import live_actions
from cxmap.model.reading import called

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context
    from cxmap.model.claims import Metric

_HIGHER_BY_DEFINITION = frozenset({"nps", "csat"})


@rule(Severity.NOTE, STRICT)
def target_missed(context: Context) -> Iterator[Finding]:
    """A figure that falls short of its target, where no action of the plan takes up an opportunity of its touchpoint.

    没有达到目标的指标；所在触点的机会点已有行动计划在解决的，不提示。

    Why it matters: the gap between value and target is what a plan of action is for. A reviewer wants all gaps in
    one list. In NPS and CSAT higher is better; other figures are judged where `direction` says which way is good.

    为什么重要：数值与目标的差距，正是行动计划要解决的问题；评审时需要一次看到所有差距。
    NPS 和 CSAT 越高越好；其他指标写明 `direction` 才作判断。

    Example:

        metrics:
          - {kind: nps, value: 18, target: 35}  # target-missed
        stages: [Applying]

    How to mend: bring the gap to the plan: an opportunity at the touchpoint, and an action that takes it up. For a figure
    of a stage or of the whole journey, the note goes away when the target is reached.

    如何修改：把差距带进行动计划：在触点上写下机会点，并安排针对它的行动。阶段或整个旅程的指标，达到目标后提示自然消失。

        metrics:
          - {kind: nps, value: 37, target: 35}
        stages: [Applying]
    """
    if context.journey.state == "future":
        return
    taken_up = {opportunity for at in live_actions(context) for opportunity in at.item.addresses}
    for path, metric, place in context.metrics:
        value, target = metric.value, metric.target
        if value is None or target is None or value == target:
            continue
        if place is not None and any(one.id in taken_up for one in place.touchpoint.opportunities):
            continue
        higher = _higher_is_better(metric)
        if higher is None or (value > target) is higher or not comparable(metric):
            continue
        name, gap = named(metric, context.language), figure(abs(target - value))
        yield Finding(
            (*path, "value"),
            Words(
                f"{name.en} is {figure(value)}, {gap} {'below' if higher else 'above'} its target of {figure(target)}",
                f"{name.zh}为 {figure(value)}，{'低于' if higher else '高于'}目标 {figure(target)}，相差 {gap}",
            ),
            Words("plan an action that closes the gap", "请安排缩小差距的行动"),
        )


def _higher_is_better(metric: Metric) -> bool | None:
    """Return whether a higher figure is better, or None where the map does not say."""
    if metric.kind == "nps":
        return True
    if metric.direction is not None:
        return metric.direction == "higher-is-better"
    return True if metric.kind in _HIGHER_BY_DEFINITION else None


@rule(Severity.NOTE, STRICT)
def moment_of_truth_figure_without_target(context: Context) -> Iterator[Finding]:
    """A figure at a moment of truth that nothing is aimed at.

    关键时刻的指标没有目标。

    Why it matters: a moment of truth (Carlzon, 1987) is where opinions of a company are made. Whoever measures it
    should be able to say how good is good enough; without a target, any figure will do.

    为什么重要：关键时刻（Carlzon，1987）决定客户对企业的看法。既然测量了，就应说得出做到多好才算好；
    没有目标，什么数字都能交差。

    Example:

        stages:
          - name: Deciding
            touchpoints:
              - name: The bank answers
                moment_of_truth: true
                metrics:
                  - {kind: csat, value: 52}  # moment-of-truth-figure-without-target

    How to mend: agree on the target with the team that owns the touchpoint.

    如何修改：与该触点的责任团队商定目标。

        stages:
          - name: Deciding
            touchpoints:
              - name: The bank answers
                moment_of_truth: true
                metrics:
                  - {kind: csat, value: 52, target: 75}
    """
    if context.journey.state == "future":
        return
    for path, metric, place in context.metrics:
        if place is None or place.touchpoint.moment_of_truth is False:
            continue
        if metric.value is not None and metric.target is None:
            name, touchpoint = named(metric, context.language), called(place.touchpoint, context.language)
            yield Finding(
                path,
                Words(
                    f"{name.en} at the moment of truth “{touchpoint}” has no target",
                    f"{name.zh}衡量关键时刻“{touchpoint}”，却没有目标",
                ),
                Words("add `target: …`", "请添加 `target: …`"),
            )
