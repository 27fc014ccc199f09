"""How measured figures go: the last period, and all of them."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words
from cxmap.lint.engine import DEFAULT, Finding, rule
from cxmap.lint.options import Option
from cxmap.lint.rules.drift.complaints import growing_complaints, new_complaints
from cxmap.lint.rules.drift.periods import months_of
from cxmap.lint.rules.drift.things import compared, innermost, metric_of, said_p, told
from cxmap.measured_figures import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context
    from cxmap.measurements import Measurement, PeriodFigure


@rule(
    Severity.NOTE,
    DEFAULT,
    deviations=Option(
        3.5, "how far a period must stand out, in robust standard deviations", "偏离多少个稳健标准差才提示", at_least=0
    ),
    periods=Option(3, "how many of the last periods are looked at", "看最近几期", at_least=1),
)
def new_anomaly(context: Context, deviations: float, periods: int) -> Iterator[Finding]:
    """A figure, or a number of complaints, of one of the last periods that stands out of all others.

    最近几期中有一期的指标或投诉数量明显偏离以往。

    Why it matters: something has happened that the map does not know of: a release, a strike, a queue. It is cheapest to
    look at while people remember. A period stands out by its distance from the median of all, in robust standard
    deviations (1.4826 times the median absolute deviation; from 3.5 on, Iglewicz and Hoaglin, 1993); it takes six periods.

    为什么重要：发生了地图还不知道的事：新版上线、停工、排长队。趁大家还记得，追查成本最低。
    偏离程度按与各期中位数的距离计算，以稳健标准差（中位数绝对偏差的 1.4826 倍）为单位，达到 3.5 即提示
    （Iglewicz 和 Hoaglin，1993）；至少要有六期数据。

    Example:

        stages:
          - name: Applying
            touchpoints:
              - {id: form, name: The form}  # new-anomaly

    Measured:

        {"version": 1, "map": "example", "figures": [
          {"touchpoint": "form", "source": "survey", "metric": "csat", "n": 240, "value": 70, "low": 64, "high": 75, "periods": [
            {"period": "2026-01", "n": 80, "value": 74, "low": 63, "high": 82, "outstanding": 0.1},
            {"period": "2026-02", "n": 80, "value": 75, "low": 65, "high": 83, "outstanding": 0.2},
            {"period": "2026-03", "n": 80, "value": 41, "low": 31, "high": 52, "outstanding": -5.8}]}]}

    How to mend: find out what happened, and write it down: a pain point with the survey as its evidence, or a note on the
    evidence if it has passed. The finding goes when the next periods are as the others were; a comment with the reason
    excuses it until then.

    如何修改：查明原因并写进地图：仍存在的写成痛点并以问卷为依据，已过去的写入依据的备注。
    之后几期恢复正常，提示自然消失；在此之前可用注释豁免并写明原因。

        stages:
          - name: Applying
            touchpoints:
              - id: form
                name: The form
                pain_points: [{text: After the release of March the form lost what was typed, evidence: [survey]}]
        evidence: [{id: survey, kind: survey}]

    Measured then:

        {"version": 1, "map": "example", "figures": [
          {"touchpoint": "form", "source": "survey", "metric": "csat", "n": 320, "value": 71, "low": 66, "high": 76, "periods": [
            {"period": "2026-03", "n": 80, "value": 41, "low": 31, "high": 52, "outstanding": -5.8},
            {"period": "2026-04", "n": 80, "value": 73, "low": 62, "high": 81, "outstanding": -0.1},
            {"period": "2026-05", "n": 80, "value": 75, "low": 65, "high": 83, "outstanding": 0.2},
            {"period": "2026-06", "n": 80, "value": 74, "low": 63, "high": 82, "outstanding": 0.0}]}]}
    """
    found = list(compared(context))
    known = {months.last for _, one in found for each in one.periods if (months := months_of(each.period)) is not None}
    newest = sorted(known)[-periods:]
    yield from new_complaints(context, deviations, periods)

    def strangest(one: Measurement) -> PeriodFigure | None:
        new = [each for each in one.periods if (months := months_of(each.period)) and months.last in newest]
        apart = [each for each in new if abs(each.outstanding or 0.0) >= deviations and each.figure.value is not None]
        return max(apart, key=lambda each: abs(each.outstanding or 0.0), default=None)

    for thing, one in innermost(found, lambda one: strangest(one) is not None):
        period = strangest(one)
        assert period is not None
        apart, metric = period.outstanding or 0.0, metric_of(one)
        usual = number(median(each.figure.value for each in one.periods if each.figure.value is not None), one.metric)
        en, zh = ("above", "高于") if apart > 0 else ("below", "低于")
        yield Finding(
            thing.path,
            Words(
                f"in {period.period} the {metric.en} of {thing.called.en} was {told(one, period.figure)}, far {en} its "
                f"usual {usual} ({abs(apart):.1f} robust standard deviations; `{one.source}`, n = {period.figure.n:,})",
                f"{period.period} {thing.called.zh}的{metric.zh}为 {told(one, period.figure)}，明显{zh}通常的 {usual}"
                f"（相差 {abs(apart):.1f} 个稳健标准差；`{one.source}`，n = {period.figure.n:,}）",
            ),
            Words(
                "find out what happened then; what is still so is a pain point",
                "请查明当时发生了什么；仍然存在的请写成痛点",
            ),
        )


@rule(
    Severity.NOTE,
    DEFAULT,
    p=Option(
        0.05,
        "how unlikely by chance the trend must be, corrected for all trends of the file",
        "趋势出于偶然的概率须低于多少（已按文件中全部趋势校正）",
        at_least=0,
        at_most=1,
    ),
)
def falling_figure(context: Context, p: float) -> Iterator[Finding]:
    """A figure that gets worse from period to period, by more than chance; or complaints that become more. Where a part of
    the journey gets worse, the whole is not named as well.

    指标逐期变差，或投诉逐期增多，且不是偶然波动。若旅程的某一部分变差，不再重复提示整体。

    Why it matters: a slow fall is never news on any one day, and no alarm rings for it. The slope is weighted by n and
    allows for months that scatter more than chance; its p value is corrected for how many trends were looked at.

    为什么重要：缓慢下滑在任何一天都不是新闻，也不会触发警报。斜率按样本量加权，并考虑了各期超出偶然的波动；
    p 值已按所看趋势的数量校正。

    Example:

        stages:
          - name: Applying
            touchpoints:
              - {id: form, name: The form}  # falling-figure

    Measured:

        {"version": 1, "map": "example", "figures": [
          {"touchpoint": "form", "source": "survey", "metric": "csat", "n": 240, "value": 61, "low": 55, "high": 67,
           "trend": {"slope": -0.47, "low": -0.61, "high": -0.33, "p": 0.004}, "periods": [
            {"period": "2026-01", "n": 60, "value": 78, "low": 66, "high": 87},
            {"period": "2026-02", "n": 60, "value": 68, "low": 56, "high": 79},
            {"period": "2026-03", "n": 60, "value": 55, "low": 42, "high": 67},
            {"period": "2026-04", "n": 60, "value": 43, "low": 31, "high": 56}]}]}

    How to mend: bring it to the team that owns the touchpoint: what changed when it began? Write the cause as a pain
    point, and plan an action. The finding goes when the figure no longer falls.

    如何修改：请与触点的责任团队核实：开始下滑时改了什么？把原因写成痛点并安排行动。指标不再变差后，提示自然消失。

        stages:
          - name: Applying
            touchpoints:
              - id: form
                name: The form
                pain_points: [{text: The form asks the same thing three times since January, evidence: [survey]}]
        evidence: [{id: survey, kind: survey}]

    Measured then:

        {"version": 1, "map": "example", "figures": [
          {"touchpoint": "form", "source": "survey", "metric": "csat", "n": 360, "value": 64, "low": 59, "high": 69,
           "trend": {"slope": -0.02, "low": -0.2, "high": 0.16, "p": 0.8}, "periods": [
            {"period": "2026-04", "n": 60, "value": 43, "low": 31, "high": 56},
            {"period": "2026-05", "n": 60, "value": 74, "low": 62, "high": 83}]}]}
    """

    def gets_worse(one: Measurement) -> bool:
        return one.trend is not None and one.trend.p < p and (one.trend.slope < 0) is one.rises and one.trend.slope != 0

    yield from growing_complaints(context, p)
    for thing, one in innermost(list(compared(context)), gets_worse):
        shown = [each for each in one.periods if each.figure.value is not None]
        if one.trend is None or len(shown) < 2:
            continue
        first, last, metric = shown[0], shown[-1], metric_of(one)
        before, after = (number(each.figure.value or 0.0, one.metric) for each in (first, last))
        en, zh = ("falls", "持续下降") if one.rises else ("rises, and lower would be better", "持续上升（越低越好）")
        chance = said_p(one.trend.p)
        yield Finding(
            thing.path,
            Words(
                f"the {metric.en} of {thing.called.en} {en}: {before} in {first.period}, {after} in {last.period} "
                f"(`{one.source}`, n = {one.figure.n:,}, {chance})",
                f"{thing.called.zh}的{metric.zh}{zh}：{first.period} 为 {before}，{last.period} 为 {after}"
                f"（`{one.source}`，n = {one.figure.n:,}，{chance}）",
            ),
            Words(
                "find what changed when it began; write the cause as a pain point, and plan an action",
                "请查明从何时、因何开始；把原因写成痛点并安排行动",
            ),
        )
