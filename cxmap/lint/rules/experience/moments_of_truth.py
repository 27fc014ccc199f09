"""Moments of truth: which they are, how they feel, and what measures them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words, in_quotes
from cxmap.lint.engine import DEFAULT, STRICT, Finding, rule
from cxmap.lint.options import Option
from cxmap.lint.rules.experience.answers import Answers
from cxmap.lint.rules.experience.pain_points import UNEXPLAINED, unexplained
from cxmap.lint.rules.experience.scores import at_most as scored_at_most
from cxmap.lint.rules.experience.scores import limit, no_emotion, told, written_at
from cxmap.model.reading import EVERYONE, called, emotion, passes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context

DISAPPOINTING = -1.0
"""The score at which a moment of truth disappoints, on −2 … +2."""


@rule(Severity.WARNING, DEFAULT)
def moment_of_truth_without_emotion(context: Context) -> Iterator[Finding]:
    """A moment of truth at which no score says how a persona feels.

    没有情绪分的关键时刻。

    Why it matters: a moment of truth (Carlzon, 1987) is where the customer's opinion is made. A map that marks one
    and does not know how it feels has marked a guess. Where the score of one persona is known, `null` for another
    says honestly that nobody has asked yet, and is left alone.

    为什么重要：客户对品牌的看法，就在关键时刻（Carlzon，1987）形成。
    标了关键时刻，却不知道客户在这一刻的感受，这个标记就只是猜测。
    已经知道某个角色的分数时，另一个角色写 `null` 是如实说明还没问过，不提示。

    Example:

        stages:
          - name: Deciding
            touchpoints:
              - name: The bank answers
                moment_of_truth: true  # moment-of-truth-without-emotion

    How to mend: ask, then give the score; or take the mark away.

    如何修改：先去问客户，再打分；否则去掉关键时刻的标记。

        stages:
          - name: Deciding
            touchpoints:
              - name: The bank answers
                moment_of_truth: true
                emotion: 2
    """
    for place in context.places:
        touchpoint = place.touchpoint
        if touchpoint.moment_of_truth is False:
            continue
        here = [persona for persona in context.personas if passes(touchpoint, persona)]
        unknown = [persona for persona in here if emotion(touchpoint, persona) is None]
        is_partly_known = len(unknown) < len(here)
        if is_partly_known:
            said = touchpoint.emotion.keys()
            unknown = [persona for persona in unknown if persona not in said and EVERYONE not in said]
        if unknown:
            yield Finding(
                (*place.path, "moment_of_truth"),
                no_emotion(context, place, Words("moment of truth", "关键时刻"), unknown),
                Words("add the score, or `null` where it is not known", "请补上分数；不知道就写 `null`")
                if is_partly_known
                else Words("add `emotion: …`", "请添加 `emotion: …`"),
            )


@rule(Severity.WARNING, STRICT)
def journey_without_moment_of_truth(context: Context) -> Iterator[Finding]:
    """A journey in which no touchpoint is marked as a moment of truth.

    没有标出关键时刻的旅程。

    Why it matters: no team can make every touchpoint excellent. Moments of truth (Carlzon, 1987) say where it must
    not fail, and so where money and attention go first; without them all touchpoints weigh the same.

    为什么重要：不可能每个触点都做到最好。关键时刻（Carlzon，1987）说明哪里绝不能出错，
    钱和精力就该先投到哪里；一个都不标，等于所有触点一样重要。

    Example:

        stages:  # journey-without-moment-of-truth
          - name: Borrowing
            touchpoints: [Fill in the form, The bank answers, The money arrives]

    How to mend: mark the few touchpoints at which people decide to stay or to leave.

    如何修改：标出客户决定去留的那几个触点。

        stages:
          - name: Borrowing
            touchpoints:
              - Fill in the form
              - name: The bank answers
                moment_of_truth: true
              - The money arrives
    """
    if len(context.places) > 1 and all(place.touchpoint.moment_of_truth is False for place in context.places):
        yield Finding(
            ("stages",),
            Words("no touchpoint of the journey is a moment of truth", "旅程中没有标出关键时刻"),
            Words("add `moment_of_truth: true` where it counts most", "请在最要紧的触点加上 `moment_of_truth: true`"),
            at_key=True,
        )


@rule(
    Severity.WARNING,
    STRICT,
    at_most=Option(
        DISAPPOINTING,
        "the highest score that disappoints, on −2 … +2",
        "多低算令人失望（−2 到 +2）",
        at_least=-2,
        at_most=2,
    ),
)
def disappointing_moment_of_truth(context: Context, at_most: float) -> Iterator[Finding]:
    """A moment of truth that leaves a persona unhappy, and for which the plan has no action.

    令人失望、行动计划又没有回应的关键时刻。

    Why it matters: people forgive a poor touchpoint, but not the one by which they judge the brand. One that
    disappoints is where the plan should begin. The rule is silent as soon as an action takes up an opportunity of
    this touchpoint or of its pain points. Where the chain to an action breaks off earlier, since a very low score has
    no pain point, or a severe pain point no opportunity or no action, that is found instead.

    为什么重要：普通触点做得差，客户还能原谅；关键时刻让人失望，评价就此定了。行动计划应当从这里开始。
    只要有行动跟进了这个触点或其痛点的机会点，本规则就不再提示。如果前面的环节就断了（极低的分数没有痛点说明，
    或严重痛点没有机会点、没有行动），则由相应的规则提示。

    Example:

        stages:
          - name: Deciding
            touchpoints:
              - name: The bank answers
                moment_of_truth: true
                emotion: -1  # disappointing-moment-of-truth
                opportunities: [{id: say-why, text: How might a refusal be understood?}]

    How to mend: put an action in the plan that takes up an opportunity here.

    如何修改：在行动计划里安排一项行动，跟进这里的机会点。

        stages:
          - name: Deciding
            touchpoints:
              - name: The bank answers
                moment_of_truth: true
                emotion: -1
                opportunities: [{id: say-why, text: How might a refusal be understood?}]
        actions:
          - {title: Reasons in plain words, addresses: say-why}
    """
    highest = limit(context, at_most)
    answers: Answers | None = None
    for place in context.places:
        touchpoint = place.touchpoint
        if touchpoint.moment_of_truth is False:
            continue
        low = scored_at_most(context, place, highest)
        if low:
            without_pain_point = unexplained(context, place, limit(context, UNEXPLAINED))
            low = [persona for persona in low if persona not in without_pain_point]
        if not low:
            continue
        answers = answers or Answers(context)
        if answers.acted_upon(place) or answers.severe_without_answer(place):
            continue
        name, score = called(touchpoint, context.language), told(context, place, low)
        yield Finding(
            written_at(place, low),
            Words(
                f"the moment of truth {in_quotes(name)} disappoints ({score.en}), and no action of the plan is for it",
                f"关键时刻{in_quotes(name)}令人失望（{score.zh}），行动计划却没有回应",
            ),
            Words(
                "add an action that takes up an opportunity here",
                "请添加一项行动，跟进这里的机会点",
            ),
        )


@rule(Severity.NOTE, STRICT)
def moment_of_truth_without_metric(context: Context) -> Iterator[Finding]:
    """A moment of truth that nothing measures.

    没有指标的关键时刻。

    Why it matters: if only a few touchpoints can be measured, these are the ones. Without a figure nobody can say
    whether the moment of truth has become better, or worse. A metric of the stage counts where this is the stage's
    only touchpoint.

    为什么重要：如果只能衡量少数几个触点，那就该是关键时刻。没有数字，它变好还是变差，谁也说不清。
    阶段只有这一个触点时，阶段指标也算。

    Example:

        stages:
          - name: Deciding
            touchpoints:
              - name: The bank answers
                moment_of_truth: true  # moment-of-truth-without-metric
              - name: Ask again

    How to mend: measure it. A target without a value yet is a beginning.

    如何修改：为它设一个指标；暂时没有数值，先写目标也好。

        stages:
          - name: Deciding
            touchpoints:
              - name: The bank answers
                moment_of_truth: true
                metrics: [{kind: csat, formula: top2box, target: 80}]
              - name: Ask again
    """
    for place in context.places:
        touchpoint, stage = place.touchpoint, place.stage
        if touchpoint.moment_of_truth is False or touchpoint.metrics or (stage.metrics and len(stage.touchpoints) == 1):
            continue
        name = called(touchpoint, context.language)
        yield Finding(
            (*place.path, "moment_of_truth"),
            Words(f"nothing measures the moment of truth {in_quotes(name)}", f"关键时刻{in_quotes(name)}没有指标"),
            Words("add `metrics: [{kind: csat, target: …}]`", "请添加 `metrics: [{kind: csat, target: …}]`"),
        )
