"""What actions are for, what they cost, and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words, enumerated
from cxmap.lint.engine import STRICT, Finding, rule
from cxmap.lint.rules.plan.live import live_actions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context


@rule(Severity.NOTE, STRICT)
def action_addressing_nothing(context: Context) -> Iterator[Finding]:
    """An action that takes up no opportunity of the map.

    没有对应任何机会点的行动。

    Why it matters: the map cannot say what the action is good for, and pictures draw it only at the foot, away from the
    touchpoint it would change. Often it is a project that was there before the map.

    为什么重要：地图说不清这项行动为了什么，图上也只能把它放在页脚，看不出它要改变哪个触点。这样的行动，往往在画图之前就已立项。

    Example:

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                opportunities: [{id: pay-once, text: How might people type the card only once?}]
        actions:
          - {title: New payment platform, due: 2026-12-31}  # action-addressing-nothing

    How to mend: name the opportunity. Where there is none, write the question that the action answers at the touchpoint
    where it is felt; or leave the action to another plan.

    如何修改：写明对应的机会点。没有的话，先在相应触点写下它要回答的问题；都不合适，就把它放到别的计划里去。

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                opportunities: [{id: pay-once, text: How might people type the card only once?}]
        actions:
          - {title: New payment platform, addresses: pay-once, due: 2026-12-31}
    """
    for at in live_actions(context):
        if not at.item.addresses:
            title = context.said(at.item.title)
            yield Finding(
                at.path,
                Words(f"the action “{title}” takes up no opportunity", f"行动“{title}”没有对应任何机会点"),
                Words("add `addresses: [id]` of an opportunity", "请添加 `addresses: [机会点的 id]`"),
            )


@rule(Severity.NOTE, STRICT)
def action_without_effort_or_impact(context: Context) -> Iterator[Finding]:
    """An action, not yet done, of which the map does not say how much effort it takes or how much impact it has.

    没有写明投入或影响的行动（已完成或已放弃的除外）。

    Why it matters: a plan is a choice, and actions are chosen by comparing them: much impact for little effort first.
    One without scores cannot be compared; it is done, or forgotten, by accident.

    为什么重要：做计划就是做取舍，取舍靠比较：投入小、影响大的先做。没有分数的行动没法比较，做不做全凭运气。

    Example:

        stages: [Paying]
        actions:
          - {title: Remember the card, due: 2026-09-30, impact: 4}  # action-without-effort-or-impact

    How to mend: let the team that does it score the effort, and the one that knows the customers the impact; 1 is
    little, 5 is much.

    如何修改：投入由执行团队打分，影响由了解客户的团队打分；1 为小，5 为大。

        stages: [Paying]
        actions:
          - {title: Remember the card, due: 2026-09-30, effort: 2, impact: 4}
    """
    for at in live_actions(context):
        action = at.item
        if action.effort is None or action.impact is None:
            title = context.said(action.title)
            if action.effort is None and action.impact is None:
                names, lacks = ["effort", "impact"], Words("neither effort nor impact", "投入和影响")
            elif action.effort is None:
                names, lacks = ["effort"], Words("no effort", "投入")
            else:
                names, lacks = ["impact"], Words("no impact", "影响")
            keys = [f"`{name}: …`" for name in names]
            yield Finding(
                at.path,
                Words(
                    f"the action “{title}” gives {lacks.en}",
                    f"行动“{title}”没有写{lacks.zh}",
                ),
                Words(
                    f"add {enumerated(keys, 'en')}, from 1 (little) to 5 (much)",
                    f"请添加 {enumerated(keys, 'zh')}，从 1（小）到 5（大）",
                ),
            )


@rule(Severity.NOTE, STRICT)
def cost_without_benefit(context: Context) -> Iterator[Finding]:
    """An action, not yet done, that costs money and does not say what it brings.

    写了成本，却没有写收益的行动（已完成或已放弃的除外）。

    Why it matters: a cost alone is an argument against the action. Without the benefit there is no return to rank it
    by, and whoever decides about the money will ask.

    为什么重要：只有成本，等于替反对者说话。没有收益就算不出投资回报，也排不了先后，管预算的人一定会问。

    Example:

        stages: [Paying]
        actions:
          - title: Remember the card
            cost: 40000  # cost-without-benefit
            currency: EUR

    How to mend: estimate what it brings in a year, roughly and with its reason in the ticket; a rough figure can be
    corrected, none cannot.

    如何修改：估算一年能带来多少收益，粗略也行，并在任务单里写明依据；粗略的数字可以修正，没有数字就无从谈起。

        stages: [Paying]
        actions:
          - title: Remember the card
            cost: 40000
            benefit: 90000
            currency: EUR
    """
    for at in live_actions(context):
        if at.item.cost and at.item.benefit is None:
            title = context.said(at.item.title)
            yield Finding(
                (*at.path, "cost"),
                Words(f"the action “{title}” gives a cost but no benefit", f"行动“{title}”写了成本，没写收益"),
                Words("add `benefit: …`: what it brings in a year", "请添加 `benefit: …`，写明每年收益"),
                at_key=True,
            )


@rule(Severity.WARNING, STRICT)
def done_without_effect(context: Context) -> Iterator[Finding]:
    """An action that is done, without what was measured afterwards.

    已经完成，却没有写明效果的行动。

    Why it matters: done is not the same as better. Plan, do, check, act: without the check nobody learns whether the
    pain is gone, and the next plan is guessed as well.

    为什么重要：做完了不等于变好了。PDCA（计划、执行、检查、处理）缺了“检查”，谁也不知道痛点是否真的消除，下一轮计划还是靠猜。

    Example:

        stages: [Paying]
        actions:
          - title: Remember the card
            status: done  # done-without-effect

    How to mend: measure the same figure as before and write the change; “no change” is an effect worth knowing.

    如何修改：用同一指标再测一次，写明变化；“没有变化”也是值得知道的效果。

        stages: [Paying]
        actions:
          - title: Remember the card
            status: done
            effect: Abandoned payments fell from 18% to 11%
    """
    for at in context.actions:
        if at.item.status == "done" and at.item.effect is None:
            title = context.said(at.item.title)
            yield Finding(
                (*at.path, "status"),
                Words(
                    f"the action “{title}” is done, and its effect is not known", f"行动“{title}”已完成，效果却没有写明"
                ),
                Words("add `effect: …`: what was measured afterwards", "请添加 `effect: …`，写明完成后测得的变化"),
            )
