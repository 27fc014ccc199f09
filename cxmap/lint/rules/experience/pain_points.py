"""Pain points: that low scores have one, and that severe ones are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words, in_quotes
from cxmap.lint.engine import DEFAULT, REGULATED, Finding, rule
from cxmap.lint.options import Option
from cxmap.lint.phrasing import is_short
from cxmap.lint.rules.experience.answers import SEVERE, SEVERITY_CHOICES, Answers, is_severe
from cxmap.lint.rules.experience.scores import at_most as scored_at_most
from cxmap.lint.rules.experience.scores import limit, told, written_at
from cxmap.model.reading import EVERYONE, called
from cxmap.model.vocabulary import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.diagnostics import Path
    from cxmap.lint.context import Context
    from cxmap.model.claims import PainPoint
    from cxmap.model.reading import Place

UNEXPLAINED = -1.5
"""The score from which downwards a pain point must say why, on −2 … +2, unless a policy says otherwise."""

_FROM_SEVERITY = Option(
    SEVERE,
    "the least severity that is looked at; a pain point without one counts as medium",
    "从哪个严重程度起检查；没有写严重程度的痛点按 medium 计",
    choices=SEVERITY_CHOICES,
)


@rule(Severity.WARNING, DEFAULT, from_severity=_FROM_SEVERITY)
def pain_point_without_opportunity(context: Context, from_severity: str) -> Iterator[Finding]:
    """A severe pain point that no opportunity would ease.

    没有对应机会点的严重痛点。

    Why it matters: a pain point that is only written down is a complaint. The opportunity is the question that
    turns it into work. An opportunity beside it that names no pain point counts for all those of its touchpoint.

    为什么重要：只记下痛点，不过是记了一条抱怨；机会点把它变成一个值得回答的问题，才有下一步。
    同一触点上没有写 `addresses` 的机会点，视为对应这个触点的全部痛点。

    Example:

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                pain_points:
                  - {id: asked-twice, text: Card number asked twice, severity: high}  # pain-point-without-opportunity

    How to mend: ask how it might be eased, without answering yet.

    如何修改：把痛点改写成一个问题，先不急着给答案。

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                pain_points:
                  - {id: asked-twice, text: Card number asked twice, severity: high}
                opportunities:
                  - {text: How might people type it only once?, addresses: asked-twice}
    """
    severe = [pain_point for pain_point in context.pain_points if is_severe(pain_point.item, from_severity)]
    if not severe:
        return
    answers = Answers(context)
    for pain_point in severe:
        if not answers.opportunities_for(pain_point):
            what, id_ = _severe(context, pain_point.item), pain_point.item.id
            give = _give_id(context, pain_point.path, Words("it", "它"))
            yield Finding(
                pain_point.path,
                Words(f"no opportunity addresses the {what.en}", f"{what.zh}没有对应的机会点"),
                Words(
                    f"add an opportunity with `addresses: {id_}`"
                    if id_
                    else f"{give.en}, and add an opportunity that `addresses` it",
                    f"请添加机会点，并写上 `addresses: {id_}`"
                    if id_
                    else f"{give.zh}，再添加用 `addresses` 指向它的机会点",
                ),
            )


@rule(Severity.WARNING, DEFAULT, from_severity=_FROM_SEVERITY)
def severe_pain_point_without_action(context: Context, from_severity: str) -> Iterator[Finding]:
    """A severe pain point whose opportunities no action of the plan takes up.

    有机会点、行动计划却没有跟进的严重痛点。

    Why it matters: a map ends in a plan. When the plan leaves out what hurts most, somebody should have decided so
    rather than forgotten it. An action that was dropped does not count. While no action at all takes up an opportunity,
    `severe-pain-points-without-a-plan` says so once instead.

    为什么重要：旅程图最终要落到行动计划上。最疼的地方不在计划里，应当是讨论后的决定，而不是遗漏。
    已放弃的行动不算。如果没有任何行动跟进机会点，由 `severe-pain-points-without-a-plan` 统一报告一次。

    Example:

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                pain_points:
                  - {id: asked-twice, text: Card number asked twice, severity: high}  # severe-pain-point-without-action
                  - {id: slow-page, text: The page takes ten seconds, severity: high}
                opportunities:
                  - {id: type-once, text: How might people type it only once?, addresses: asked-twice}
                  - {id: no-wait, text: How might paying feel instant?, addresses: slow-page}
        actions:
          - {title: Page in one second, addresses: no-wait}

    How to mend: put an action in the plan for it, or lower the severity if it does not hurt that much.

    如何修改：在行动计划里为它安排行动；如果没有那么严重，就调低严重程度。

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                pain_points:
                  - {id: asked-twice, text: Card number asked twice, severity: high}
                  - {id: slow-page, text: The page takes ten seconds, severity: high}
                opportunities:
                  - {id: type-once, text: How might people type it only once?, addresses: asked-twice}
                  - {id: no-wait, text: How might paying feel instant?, addresses: slow-page}
        actions:
          - {title: Page in one second, addresses: no-wait}
          - {title: Keep the card between pages, addresses: type-once}
    """
    if not context.actions or not any(is_severe(pain_point.item, from_severity) for pain_point in context.pain_points):
        return
    answers = Answers(context)
    if not answers.has_linked_plan:
        return
    for pain_point in context.pain_points:
        if not answers.lacks_action(pain_point, from_severity):
            continue
        what, opportunities = _severe(context, pain_point.item), answers.opportunities_for(pain_point)
        message = Words(f"the plan has no action for the {what.en}", f"行动计划没有跟进{what.zh}")
        if answers.is_dropped(opportunities):
            message = Words(f"the plan has dropped its action for the {what.en}", f"针对{what.zh}的行动已放弃")
        named = next((opportunity.item.id for opportunity in opportunities if opportunity.item.id), None)
        give = _give_id(context, opportunities[0].path, Words("its opportunity", "它的机会点"))
        yield Finding(
            pain_point.path,
            message,
            Words(
                f"add an action with `addresses: {named}`"
                if named
                else f"{give.en}, and add an action that `addresses` it",
                f"请添加行动，并写上 `addresses: {named}`"
                if named
                else f"{give.zh}，再添加用 `addresses` 指向它的行动",
            ),
            related=(opportunities[0].path, Words("the opportunity", "对应的机会点")),
        )


@rule(Severity.WARNING, REGULATED, from_severity=_FROM_SEVERITY)
def severe_pain_points_without_a_plan(context: Context, from_severity: str) -> Iterator[Finding]:
    """A map with severe pain points on which no action of the plan works.

    地图有严重痛点，行动计划却一个都没有跟进。

    Why it matters: a map that ends without a plan changes nothing, and an auditor will ask what was done about the
    harm that it documents. It is said once, at the first of these pain points. Only those that have an opportunity
    are counted, since `pain-point-without-opportunity` finds the others; an action that was dropped does not count.

    为什么重要：没有行动计划的旅程图什么也改变不了；已经记录在案的损害，审计时会追问采取了什么措施。
    只在第一个痛点处提示一次。没有机会点的痛点由 `pain-point-without-opportunity` 报告，不计在内；已放弃的行动不算。

    Example:

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                pain_points:
                  - {id: asked-twice, text: Card number asked twice, severity: high}  # severe-pain-points-without-a-plan
                  - {id: slow-page, text: The page takes ten seconds, severity: critical}
                opportunities:
                  - {id: type-once, text: How might people type it only once?, addresses: asked-twice}
                  - {id: no-wait, text: How might paying feel instant?, addresses: slow-page}
        actions:
          - {title: Page in one second}

    How to mend: decide what is done, and let each action name the opportunity that it takes up.

    如何修改：定下要做什么，并在每项行动中写明它跟进的机会点。

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                pain_points:
                  - {id: asked-twice, text: Card number asked twice, severity: high}
                  - {id: slow-page, text: The page takes ten seconds, severity: critical}
                opportunities:
                  - {id: type-once, text: How might people type it only once?, addresses: asked-twice}
                  - {id: no-wait, text: How might paying feel instant?, addresses: slow-page}
        actions:
          - {title: Keep the card between pages, addresses: type-once}
          - {title: Page in one second, addresses: no-wait}
    """
    if not any(is_severe(pain_point.item, from_severity) for pain_point in context.pain_points):
        return
    answers = Answers(context)
    if answers.has_linked_plan:
        return
    waiting = [pain_point for pain_point in context.pain_points if answers.lacks_action(pain_point, from_severity)]
    if not waiting:
        return
    what = _severe(context, waiting[0].item)
    message = Words(f"the plan has no action for the {what.en}", f"行动计划没有跟进{what.zh}")
    if len(waiting) > 1:
        message = Words(
            f"the plan has no action for any of {len(waiting)} severe pain points; the first is the {what.en}",
            f"有 {len(waiting)} 个严重的痛点，行动计划一个都没有跟进；第一个是{what.zh}",
        )
    yield Finding(
        waiting[0].path,
        message,
        Words("let actions name the opportunities that they take up", "请在行动中写明它跟进的机会点")
        if any(action.item.status != "dropped" for action in context.actions)
        else Words(
            "add `actions:`, each with `addresses: …` and the opportunity it takes up",
            "请添加 `actions:`，并在每项行动的 `addresses: …` 中写明它跟进的机会点",
        ),
    )


@rule(
    Severity.WARNING,
    DEFAULT,
    at_most=Option(
        UNEXPLAINED,
        "the highest score that must be explained, on −2 … +2",
        "多低的分数需要说明（−2 到 +2）",
        at_least=-2,
        at_most=2,
    ),
)
def low_emotion_without_pain_point(context: Context, at_most: float) -> Iterator[Finding]:
    """A very low score where no pain point says what goes wrong.

    没有痛点说明原因的低分。

    Why it matters: the score says that it hurts, the pain point says what. Without it there is nothing to mend. A
    pain point of other personas does not explain the score of this one; a broken brand promise does.

    为什么重要：分数只说明“疼”，痛点才说明“哪里疼”，没有痛点就无从改起。
    别的角色的痛点不能解释这个角色的低分；写明违背了品牌承诺（`breaks`），则可以。

    Example:

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                emotion: -2  # low-emotion-without-pain-point

    How to mend: write down what goes wrong, as the customer meets it.

    如何修改：写下客户遇到了什么问题。

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                emotion: -2
                pain_points: [Card number asked twice]
    """
    highest = limit(context, at_most)
    for place in context.places:
        low = unexplained(context, place, highest)
        if low:
            name, score = called(place.touchpoint, context.language), told(context, place, low)
            yield Finding(
                written_at(place, low),
                Words(
                    f"no pain point says why {in_quotes(name)} feels so bad: {score.en}",
                    f"{in_quotes(name)}的情绪很低（{score.zh}），却没有痛点说明原因",
                ),
                Words("add what goes wrong to `pain_points:`", "请在 `pain_points:` 中写明问题"),
            )


def unexplained(context: Context, place: Place, highest: float) -> list[str]:
    """Return the personas who score `highest` or less, on the map's own scale, where no pain point says why."""
    touchpoint = place.touchpoint
    low = [] if touchpoint.breaks else scored_at_most(context, place, highest)
    if low and touchpoint.pain_points:
        felt_by = {persona for pain_point in touchpoint.pain_points for persona in pain_point.personas or (EVERYONE,)}
        low = [] if EVERYONE in felt_by else [persona for persona in low if persona not in felt_by]
    return low


def _give_id(context: Context, path: Path, what: Words) -> Words:
    """Say that an item needs an id, and how to write it where it is a text alone."""
    if is_short(context, path):
        form = "`{id: …, text: …}`"
        return Words(f"write {what.en} as {form}", f"请把{what.zh}写成 {form}")
    return Words(f"give {what.en} an `id`", f"请给{what.zh}加上 `id`")


def _severe(context: Context, pain_point: PainPoint) -> Words:
    """Return a pain point with its severity: `pain point “…” (critical)`."""
    text = in_quotes(context.said(pain_point.text))
    if pain_point.severity is None:
        return Words(f"pain point {text}", f"痛点{text}")
    severity = SEVERITIES[pain_point.severity]
    return Words(f"pain point {text} ({severity.en.lower()})", f"痛点{text}（{severity.zh}）")
