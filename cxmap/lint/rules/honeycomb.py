"""The honeycomb: dimensions of an experience that are scored together, as one linked whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.diagnostics import Severity
from cxmap.language import Words, enumerated
from cxmap.lint.engine import STRICT, Finding, rule
from cxmap.lint.options import Option
from cxmap.model.library import DEFAULT_HONEYCOMB, honeycomb_dimensions
from cxmap.model.reading import called

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxmap.diagnostics import Path
    from cxmap.lint.context import Context
    from cxmap.model.reading import Place

_FEW = 3
"""From how many scores on a honeycomb says something as a whole."""
_STRONG, _WEAK = 4.0, 2.0
_THRESHOLD = 2.5


class _Honeycomb(NamedTuple):
    """Scores by dimension, and where they stand."""

    path: Path
    scores: Mapping[str, float | None]


class _JourneyScore(NamedTuple):
    """What the journey scores in a dimension: as the map gives it, else the mean of `averaged` scores on the way."""

    value: float
    path: Path
    averaged: int | None


@rule(Severity.WARNING, STRICT)
def dimension_never_scored(context: Context) -> Iterator[Finding]:
    """A dimension of the honeycomb that is scored nowhere, on a map that scores others.

    地图给蜂窝模型打了分，却有维度从头到尾没有分数。

    Why it matters: the dimensions are one whole (Morville, 2004), and each is looked at so that none is forgotten.
    The forgotten one does not show in the picture; a reader takes it for no problem.

    为什么重要：各个维度是一个整体（Morville，2004），逐一打分正是为了不遗漏。漏掉的维度在图上看不见，读图的人会以为没有问题。

    Example:

        honeycomb: {useful: 4, usable: 3, credible: 4, accessible: 2, desirable: 3, valuable: 4}  # dimension-never-scored
        stages: [Applying]

    How to mend: score it, for the journey or where it matters. If nobody knows, say so with `null`. If it does not
    belong here, use a model of your own: `honeycomb_models`.

    如何修改：给它打分，可以打给整个旅程，也可以只打在要紧的触点上。确实不知道的，写 `null`；
    不适用的，用 `honeycomb_models` 定义自己的模型。

        honeycomb: {useful: 4, usable: 3, findable: 2, credible: 4, accessible: 2, desirable: 3, valuable: 4}
        stages: [Applying]
    """
    honeycombs = _honeycombs(context)
    if all(score is None for honeycomb in honeycombs for score in honeycomb.scores.values()):
        return
    named = {name for honeycomb in honeycombs for name in honeycomb.scores}
    labels = _labels(context)
    never = [name for name in labels if name not in named]
    if never:
        english = enumerated([f"“{labels[name].en}”" for name in never], "en")
        chinese = enumerated([f"“{labels[name].zh}”" for name in never], "zh")
        keys = [f"`{name}: …`" for name in never]
        yield Finding(
            (*honeycombs[0].path, "honeycomb"),
            Words(f"the honeycomb is nowhere scored for {english}", f"蜂窝模型的{chinese}没有任何评分"),
            Words(
                f"add {enumerated(keys, 'en')}; `null` says that nobody knows",
                f"请添加 {enumerated(keys, 'zh')}；不知道就写 `null`",
            ),
            at_key=True,
        )


@rule(
    Severity.NOTE,
    STRICT,
    least=Option(_THRESHOLD, "the lowest score that is good enough", "合格的最低分", at_least=1, at_most=5),
    by_dimension=Option(
        {},
        "dimensions of which more or less is asked, by id, as {credible: 4}",
        "个别维度另定的合格分，以 id 标明，如 {credible: 4}",
        at_least=1,
        at_most=5,
    ),
)
def dimension_under_its_threshold(
    context: Context, least: float, by_dimension: Mapping[str, float]
) -> Iterator[Finding]:
    """A dimension of the honeycomb in which the journey scores low: by the score of the map, else by the mean of what
    its stages and touchpoints score, if there are several. A policy may ask more of some dimensions than of others.

    旅程在蜂窝模型的某个维度上得分偏低：以地图自身的评分为准；没有的，取各阶段、各触点评分的平均值（至少两个）。
    策略可以对个别维度另定标准。

    Why it matters: the honeycomb sets priorities (Morville, 2004): it tells what to work on first. A dimension that is
    low all along the journey is not mended at one touchpoint.

    为什么重要：蜂窝模型用来定优先级（Morville，2004），指出该先改哪一面。整个旅程都偏低的维度，只改一个触点是改不好的。

    Example:

        honeycomb: {useful: 4, usable: 2}  # dimension-under-its-threshold
        stages: [Applying]

    How to mend: look for what pulls the dimension down at most touchpoints, make that an opportunity, and score again
    when it has been mended.

    如何修改：找出在多数触点上拖低这一维度的共同原因，写成机会点；改进之后再重新打分。

        honeycomb: {useful: 4, usable: 3}
        stages: [Applying]
    """
    scores = _journey_scores(context)
    low = {name: score for name, score in scores.items() if score.value < by_dimension.get(name, least)}
    labels = _labels(context) if low else {}
    for name, (value, path, averaged) in low.items():
        label, enough = labels[name], by_dimension.get(name, least)
        if averaged is None:
            message = Words(
                f"the journey scores {value:g} for “{label.en}”, under {enough:g}",
                f"整个旅程的“{label.zh}”为 {value:g} 分，低于 {enough:g} 分",
            )
        else:
            message = Words(
                f"“{label.en}” averages {value:.3g} over {averaged} scores, under {enough:g}",
                f"“{label.zh}”的 {averaged} 个评分平均 {value:.3g} 分，低于 {enough:g} 分",
            )
        yield Finding(
            path,
            message,
            Words("make what pulls it down an opportunity", "请把拖低它的原因写成机会点"),
        )


@rule(
    Severity.NOTE,
    STRICT,
    strong=Option(_STRONG, "from which score on a dimension is strong", "几分以上算强", at_least=1, at_most=5),
    weak=Option(_WEAK, "up to which score a dimension is weak", "几分以下算弱", at_least=1, at_most=5),
    most_weak=Option(2, "how many dimensions may be weak in a strong touchpoint", "强项之外最多有几个弱项", at_least=1),
)
def strong_but_for_some_dimensions(context: Context, strong: float, weak: float, most_weak: int) -> Iterator[Finding]:
    """A touchpoint that scores 4 or more in every dimension but one or two, and in these 2 or less. Where the whole
    journey is low in one of them, `dimension-under-its-threshold` says so.

    触点的其他维度都在 4 分以上，只有一两个在 2 分以下。如果整个旅程在该维度上都偏低，
    由 `dimension-under-its-threshold` 提示。

    Why it matters: the honeycomb is one linked whole: what is useful and desirable but cannot be found, or is not
    believed, is not used at all. Here one repair is worth more than anywhere else.

    为什么重要：蜂窝模型环环相扣：再有用、再合意，找不到，或没人信，就等于没有。这样的触点，补上短板，收效最大。

    Example:

        stages:
          - name: Looking around
            touchpoints:
              - name: The loan calculator
                honeycomb:
                  useful: 5
                  usable: 4
                  desirable: 4
                  findable: 1  # strong-but-for-some-dimensions

    How to mend: mend what is weak first. If the score is a slip, correct it.

    如何修改：先补短板。如果是打分时的笔误，就改正分数。

        stages:
          - name: Looking around
            touchpoints:
              - name: The loan calculator
                honeycomb:
                  useful: 5
                  usable: 4
                  desirable: 4
                  findable: 4
    """
    candidates: list[tuple[Place, dict[str, float]]] = []
    for place in context.places:
        known = {name: score for name, score in place.touchpoint.honeycomb.items() if score is not None}
        rest = {name: score for name, score in known.items() if score < strong}
        is_strong = len(known) >= _FEW and len(known) > 2 * len(rest)
        if is_strong and 0 < len(rest) <= most_weak and max(rest.values()) <= weak:
            candidates.append((place, rest))
    if not candidates:
        return
    labels, journey = _labels(context), _journey_scores(context)
    for place, rest in candidates:
        here = {name: score for name, score in rest.items() if name not in journey or journey[name].value >= _THRESHOLD}
        if here:
            name = called(place.touchpoint, context.language)
            english = enumerated([f"“{labels[one].en}” ({score:g})" for one, score in here.items()], "en")
            chinese = enumerated([f"“{labels[one].zh}”（{score:g} 分）" for one, score in here.items()], "zh")
            yield Finding(
                (*place.path, "honeycomb", next(iter(here))),
                Words(f"“{name}” is strong but for {english}", f"触点“{name}”其他维度都强，唯独弱在{chinese}"),
                Words("mend what is weak first", "请先补短板"),
            )


@rule(Severity.WARNING, STRICT)
def honeycomb_that_contradicts_the_emotion(context: Context) -> Iterator[Finding]:
    """A touchpoint whose honeycomb is good while everyone there feels bad, or the other way round: at least three
    scores with a mean of 4 or more against emotions of −1 or less, or with a mean of 2 or less against +1 or more (on
    the scale from −2 to +2), and no single dimension that would explain it.

    触点的蜂窝评分很高，所有角色的情绪却都很低，或者反过来：至少三个维度，平均 4 分以上而情绪都在 −1 以下，
    或平均 2 分以下而情绪都在 +1 以上（按 −2 到 +2 计），且没有哪个维度能解释这种反差。

    Why it matters: two claims about one moment, of which at most one is right. Often one of them is last year's, or the
    team scored the honeycomb and the customers told the emotion; that gap is worth a talk.

    为什么重要：同一时刻的两种说法，至多一种是对的。常见的原因是其中一个分数过时了；
    或者蜂窝由团队打分，情绪来自客户。这种差距，值得坐下来谈一谈。

    Example:

        stages:
          - name: Applying
            touchpoints:
              - name: Online form
                emotion: -2
                honeycomb: {useful: 4, usable: 5, accessible: 4}  # honeycomb-that-contradicts-the-emotion

    How to mend: look at the evidence of both and correct the one that does not hold. If both hold, as when bad news is
    told well, ignore the rule here and say why.

    如何修改：分别核对依据，改正站不住脚的那个。如果两者都属实（例如坏消息说得很得体），就在此处忽略本规则，并说明理由。

        stages:
          - name: Applying
            touchpoints:
              - name: Online form
                emotion: -2
                honeycomb: {useful: 4, usable: 1, accessible: 2}
    """
    for place in context.places:
        known = [score for score in place.touchpoint.honeycomb.values() if score is not None]
        if len(known) < _FEW:
            continue
        mean = sum(known) / len(known)
        good, bad = mean >= _STRONG and min(known) > _WEAK, mean <= _WEAK and max(known) < _STRONG
        if not good and not bad:
            continue
        emotions = context.scores(place.touchpoint)
        if emotions and (max(emotions) <= -1 if good else min(emotions) >= 1):
            name = called(place.touchpoint, context.language)
            yield Finding(
                (*place.path, "honeycomb"),
                Words(
                    f"the honeycomb of “{name}” averages {mean:.3g}, yet everyone feels {'bad' if good else 'good'} there",
                    f"触点“{name}”的蜂窝评分平均 {mean:.3g} 分，情绪却{'低落' if good else '高涨'}",
                ),
                Words(
                    "correct `honeycomb` or `emotion`, whichever does not hold",
                    "请核对 `honeycomb` 与 `emotion`，改正不实的那个",
                ),
                at_key=True,
                related=((*place.path, "emotion"), Words("the emotion", "情绪分")),
            )


def _honeycombs(context: Context) -> list[_Honeycomb]:
    """Return the honeycombs that have entries: the journey's, then those of stages and touchpoints in their order."""
    journey = context.journey
    found = [_Honeycomb((), journey.honeycomb)] if journey.honeycomb else []
    for s, stage in enumerate(journey.stages):
        if stage.honeycomb:
            found.append(_Honeycomb(("stages", s), stage.honeycomb))
        for t, touchpoint in enumerate(stage.touchpoints):
            if touchpoint.honeycomb:
                found.append(_Honeycomb(("stages", s, "touchpoints", t), touchpoint.honeycomb))
    return found


def _journey_scores(context: Context) -> dict[str, _JourneyScore]:
    """Return what the journey scores by dimension, and where to look: at the map's score, else at the lowest one.

    The mean of a single score says nothing of the journey.
    """
    of_the_map: dict[str, _JourneyScore] = {}
    on_the_way: dict[str, list[tuple[float, Path]]] = {}
    for path, scores in _honeycombs(context):
        for name, score in scores.items():
            if score is None:
                continue
            here = (*path, "honeycomb", name)
            if path:
                on_the_way.setdefault(name, []).append((score, here))
            else:
                of_the_map[name] = _JourneyScore(score, here, None)
    for name, scored in on_the_way.items():
        if len(scored) > 1 and name not in of_the_map:
            mean = sum(score for score, _ in scored) / len(scored)
            of_the_map[name] = _JourneyScore(mean, min(scored, key=lambda one: one[0])[1], len(scored))
    return of_the_map


def _labels(context: Context) -> dict[str, Words]:
    """Return the labels of the dimensions of the map's honeycomb model, in its order."""
    model = context.journey.honeycomb_model or DEFAULT_HONEYCOMB
    english, chinese = (honeycomb_dimensions(model, context.library, language) for language in ("en", "zh"))
    return {name: Words(label, chinese[name]) for name, label in english.items()}


RULES = (
    dimension_never_scored,
    dimension_under_its_threshold,
    strong_but_for_some_dimensions,
    honeycomb_that_contradicts_the_emotion,
)
