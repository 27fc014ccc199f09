"""Whether a figure is what its name says: NPS, CSAT and the ranges they live in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words, enumerated
from cxmap.lint.engine import ALWAYS, Finding, rule
from cxmap.lint.rules.metrics.figures import (
    beyond,
    csat_mismatch,
    figure,
    formula_of,
    in_each_language,
    named,
    nps_fraction,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context
    from cxmap.model.claims import Metric

_DASH = r"\s?(?:[-‐-―−~～]|to|through|至|到)\s?"
_AND = r"\s?(?:and|or|&|、|和|或|及)\s?"
_BOUNDS = (
    rf"(?<![\d.])(?:(?P<low>\d\d?)s?(?:{_DASH}|(?P<and>{_AND}))(?P<high>\d\d?)s?"
    r"|(?:≥|>=)\s?(?P<least>\d\d?)|(?:≤|<=)\s?(?P<most>\d\d?))(?![\d.]*[\d%％])"
)
_ROLES = r"(?P<promoters>promoters?|推荐者?)|(?P<detractors>detractors?|(?:贬损|批评)者?)"
_BETWEEN = (
    r"(?:[\s()（）:：=＝%％的分占比人为是即打给选]|are|is|who|of|with|share|giv(?:e|es|ing)"
    r"|(?:scor|rat)(?:e|es|ed|ing)|answer(?:s|ed|ing)?)*"
)
"""What may stand between a role and its bounds; with more between them, the numbers are about something else."""
_MINUS = rf"{_BETWEEN}(?:minus|less|减去?|[-–—−]){_BETWEEN}"
_LONGEST = 300
"""Characters of a formula; what is longer is an essay."""
_HIGHEST = 10
_RIGHT = {"promoters": (9, 10), "detractors": (0, 6)}
_SAID = {
    "promoters": Words("promoters answer 9 or 10", "推荐者为 9–10 分"),
    "detractors": Words("detractors answer 0 to 6", "贬损者为 0–6 分"),
}
_NOT_NPS = {
    "top2box": Words("a top-2-box share", "前两档占比"),
    "mean": Words("a mean", "平均值"),
    "median": Words("a median", "中位数"),
}


@rule(Severity.WARNING, ALWAYS)
def nps_off_its_definition(context: Context) -> Iterator[Finding]:
    """An NPS that is not computed or written as NPS is: another scale, other bounds, another formula or direction,
    a fraction.

    没有按定义计算或书写的 NPS：量表、分界、公式或方向不对，或者写成了小数。

    Why it matters: the Net Promoter Score (Reichheld, 2003) asks on a scale from 0 to 10 and takes the share of
    those who answer 0 to 6 from the share of those who answer 9 or 10. With other bounds it may be a good figure,
    but it compares with nobody else's, and with no earlier one.

    为什么重要：净推荐值（Reichheld，2003）用 0 到 10 分提问，以 9–10 分者的占比减去 0–6 分者的占比。
    换了分界，也许仍是有用的指标，但无法与同行比较，也无法与自己的历史数据比较。

    Example:

        metrics:
          - kind: nps
            value: 41
            formula: 9-10 minus 0-5  # nps-off-its-definition
          - kind: nps
            value: 44
            scale: {min: 1, max: 5}  # nps-off-its-definition
        stages: [Applying]

    How to mend: recompute it by the definition. Where that cannot be done, call it what it is: a KPI with a name.

    如何修改：按定义重新计算；算不了的，就如实改为有名称的 `kpi`。

        metrics:
          - kind: nps
            value: 36
            formula: 9-10 minus 0-6
          - {kind: kpi, name: Would recommend us, value: 44, unit: "%", formula: 4 and 5 of 5}
        stages: [Applying]
    """
    for path, metric, _ in context.metrics:
        if metric.kind != "nps":
            continue
        scale, formula = metric.scale, formula_of(metric)
        if scale is not None and (scale.min != 0 or scale.max != _HIGHEST):
            low, high = figure(scale.min), figure(scale.max)
            yield Finding(
                (*path, "scale"),
                Words(
                    f"NPS is asked from 0 to 10, not from {low} to {high}",
                    f"NPS 的量表是 0 到 10，不是 {low} 到 {high}",
                ),
                Words(
                    "if the question had another scale, make it a `kpi` with a name",
                    "如果提问用的是其他量表，请改为有名称的 `kpi`",
                ),
            )
        elif formula is not None:
            what = _NOT_NPS[formula]
            yield Finding(
                (*path, "formula"),
                Words(f"{what.en} is not NPS", f"{what.zh}不是 NPS"),
                Words("NPS is the share of 9–10 minus the share of 0–6", "NPS 为 9–10 分占比减 0–6 分占比"),
            )
        elif (role := _wrong_bounds(metric)) is not None:
            yield Finding(
                (*path, "formula"),
                Words(f"in NPS, {_SAID[role].en}", f"NPS 中{_SAID[role].zh}"),
                Words("recompute it: the share of 9–10 minus the share of 0–6", "请重新计算：9–10 分占比减 0–6 分占比"),
            )
        elif metric.direction == "lower-is-better":
            yield Finding(
                (*path, "direction"),
                Words("in NPS, higher is better", "NPS 越高越好"),
                Words("remove `direction:`", "请删除 `direction:`"),
            )
        if (fraction := nps_fraction(metric)) is not None:
            field, number = fraction
            said, whole = figure(number), figure(number * 100)
            yield Finding(
                (*path, field),
                Words(
                    f"{said} is a fraction; NPS counts from −100 to 100", f"{said} 是小数；NPS 的值在 −100 到 100 之间"
                ),
                Words(
                    f"write {whole}; if it really is {said}, add `unit: points`",
                    f"请写 {whole}；若确实是 {said}，请加 `unit: 分`",
                ),
            )


def _wrong_bounds(metric: Metric) -> str | None:
    """Return whose bounds are other than the definition's in a formula's text, `promoters` or `detractors`."""
    for text in in_each_language(metric.formula):
        if len(text) > _LONGEST:
            continue
        given: dict[str, list[tuple[int, int]]] = {}
        found = [(match, _ends(match)) for match in re.finditer(_BOUNDS, text)]
        for role, ends in _with_roles(text, [one for one in found if _is_a_range(*one)]):
            given.setdefault(role, []).append(ends)
        for role, bounds in given.items():
            if _RIGHT[role] not in bounds:
                return role
    return None


def _ends(match: re.Match[str]) -> tuple[int, int]:
    if match["least"]:
        return int(match["least"]), _HIGHEST
    if match["most"]:
        return 0, int(match["most"])
    low, high = sorted((int(match["low"]), int(match["high"])))
    return low, high


def _is_a_range(match: re.Match[str], ends: tuple[int, int]) -> bool:
    """Tell “9s and 10s” from two numbers of which each is something for itself."""
    return match["and"] is None or ends[1] - ends[0] == 1


def _with_roles(
    text: str, bounds: list[tuple[re.Match[str], tuple[int, int]]]
) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the bounds that a formula gives to promoters and detractors: by the word beside them, or by the minus."""
    bounds = [(match, ends) for match, ends in bounds if ends[1] <= _HIGHEST and ends != (0, _HIGHEST)]
    roles = list(re.finditer(_ROLES, text, re.IGNORECASE))
    if roles:
        for match, ends in bounds:
            beside = [role for role in roles if re.fullmatch(_BETWEEN, _between(match, role), re.IGNORECASE)]
            nearest = min(beside, key=lambda role: len(_between(match, role)), default=None)
            if nearest is not None and nearest.lastgroup is not None:
                yield nearest.lastgroup, ends
    elif len(bounds) == len(_RIGHT):
        (first, plus), (second, less) = bounds
        if re.fullmatch(_MINUS, _between(first, second), re.IGNORECASE):
            yield "promoters", plus
            yield "detractors", less


def _between(one: re.Match[str], other: re.Match[str]) -> str:
    """Return the text between two stretches of it."""
    first, second = sorted((one, other), key=lambda match: match.start())
    return one.string[first.end() : second.start()]


@rule(Severity.WARNING, ALWAYS)
def csat_on_the_wrong_scale(context: Context) -> Iterator[Finding]:
    """A CSAT whose value, formula and scale cannot all be right: a mean that is said to be a share, or the reverse.

    CSAT 的数值、公式和量表互相矛盾：把平均分当占比，或把占比当平均分。

    Why it matters: 4.2 and 84 may be the same survey. A mean lives on the scale of the answers; top-2-box, the share
    of the two best answers, from 0 to 100. Mixed up, a satisfied customer base looks like a disaster, or a target of
    80 like one that nobody can reach.

    为什么重要：4.2 和 84 可能出自同一份问卷。平均分落在答题量表之内；top2box 是前两档答案的占比，在 0 到 100 之间。
    两者一旦混淆，满意的客户看上去像一场灾难，80 的目标也永远够不着。

    Example:

        metrics:
          - kind: csat
            name: The form
            value: 4.2  # csat-on-the-wrong-scale
            formula: top2box
            scale: {min: 1, max: 5}
          - kind: csat
            name: The branch
            value: 84  # csat-on-the-wrong-scale
            formula: mean
            scale: {min: 1, max: 5}
        stages: [Applying]

    How to mend: name the formula by which the value was computed. A share that really is as low as an answer on the
    scale says so by `unit: "%"`.

    如何修改：写明数值实际使用的公式。如果占比确实低到与答题分数相当，用 `unit: "%"` 注明。

        metrics:
          - {kind: csat, name: The form, value: 4.2, formula: mean, scale: {min: 1, max: 5}}
          - {kind: csat, name: The branch, value: 84, formula: top2box, scale: {min: 1, max: 5}}
        stages: [Applying]
    """
    for path, metric, _ in context.metrics:
        mismatch = csat_mismatch(metric)
        if mismatch is not None:
            yield Finding((*path, mismatch.field), mismatch.message, mismatch.remedy)


@rule(Severity.WARNING, ALWAYS)
def metric_beyond_its_range(context: Context) -> Iterator[Finding]:
    """A value, baseline or target that its metric can never have: NPS above 100, a share below 0, a mean off its scale.

    指标取不到的数值：NPS 超过 100、占比小于 0、平均分超出量表。

    Why it matters: such a figure is a slip of the hand, or a figure of another kind under this name. It is drawn and
    compared all the same, and whoever notices trusts none of the others.

    为什么重要：这样的数字不是手误，就是另一种指标写错了名目。它照样会被画进图里、拿去比较；
    而发现错误的人，会连其他数字也不再相信。

    Example:

        metrics:
          - {kind: nps, value: 31, target: 150}  # metric-beyond-its-range
        stages: [Applying]

    How to mend: correct the figure, or the formula and scale that it is read by.

    如何修改：改正数值，或改正解读它所依据的公式和量表。

        metrics:
          - {kind: nps, value: 31, target: 50}
        stages: [Applying]
    """
    for path, metric, _ in context.metrics:
        outside = beyond(metric)
        if outside is None or csat_mismatch(metric) is not None:
            continue
        remedy = Words("correct the figure, or the formula and the scale", "请改正数值，或改正公式和量表")
        if metric.formula is None and metric.kind != "nps":
            remedy = Words(
                "correct the figure, or say how it is computed: `formula: …`",
                "请改正数值，或用 `formula: …` 写明如何计算",
            )
        found, low, high = outside
        english = enumerated([f"`{name}` {figure(number)}" for name, number in found], "en")
        chinese = enumerated([f"`{name}`（{figure(number)}）" for name, number in found], "zh")
        metric_name, least, most = named(metric, context.language), figure(low), figure(high)
        verb = "lies" if len(found) == 1 else "lie"
        yield Finding(
            (*path, found[0][0]),
            Words(
                f"{english} of {metric_name.en} {verb} outside {least} to {most}",
                f"{metric_name.zh}的 {chinese}超出 {least} 到 {most}",
            ),
            remedy,
        )
