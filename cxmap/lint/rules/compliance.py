"""What law and licence ask of a touchpoint: risks, the rules they come from, and what is done against them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words
from cxmap.lint.engine import DEFAULT, REGULATED, Finding, rule
from cxmap.lint.options import Option
from cxmap.model.reading import called
from cxmap.model.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context
    from cxmap.model.journey import Touchpoint


@rule(Severity.WARNING, DEFAULT)
def risk_without_control(context: Context) -> Iterator[Finding]:
    """A compliance risk against which nothing is done.

    没有控制措施的合规风险。

    Why it matters: a risk that is written down and left alone is worse than one that nobody saw: the file now proves
    that it was known.

    为什么重要：写下来却放着不管的风险，比没有发现更糟：白纸黑字，证明早已知情。

    Example:

        stages:
          - name: Applying
            touchpoints:
              - name: Online form
                risks:
                  - risk: Consent is not asked for every purpose  # risk-without-control

    How to mend: say what is done against it. Where nothing is done yet, that is the next action of the plan.

    如何修改：写明采取了什么控制措施。如果还没有措施，就把它列为行动计划的下一项。

        stages:
          - name: Applying
            touchpoints:
              - name: Online form
                risks:
                  - risk: Consent is not asked for every purpose
                    control: Each purpose has its own box, unticked
    """
    for at in context.risks:
        if at.item.control is None:
            text = context.said(at.item.risk)
            yield Finding(
                at.path,
                Words(f"no control is named for the risk “{text}”", f"合规风险“{text}”没有写明控制措施"),
                Words("add `control: …`", "请添加 `control: …`"),
            )


@rule(Severity.NOTE, REGULATED)
def risk_without_rule(context: Context) -> Iterator[Finding]:
    """A compliance risk that names no law, rule or standard.

    没有写明依据哪部法规或制度的合规风险。

    Why it matters: only what names its source can be checked, and found again on the day the source changes. Without
    it a risk is an opinion, and the first question of an auditor has no answer.

    为什么重要：写明出处，才能核对；法规修订时，也才知道要改哪里。没有出处，合规风险只是一种看法，
    审计人员的第一个问题就答不上来。

    Example:

        stages:
          - name: Applying
            touchpoints:
              - name: Online form
                risks:
                  - risk: Consent is not asked for every purpose  # risk-without-rule
                    control: Each purpose has its own box, unticked

    How to mend: name the law and the article, or the rule of the house. Ask compliance if you do not know it.

    如何修改：写明法规名称和条款，或内部制度名称；不清楚的，请教合规部门。

        stages:
          - name: Applying
            touchpoints:
              - name: Online form
                risks:
                  - rule: GDPR, Article 6
                    risk: Consent is not asked for every purpose
                    control: Each purpose has its own box, unticked
    """
    for at in context.risks:
        if at.item.rule is None:
            text = context.said(at.item.risk)
            yield Finding(
                at.path,
                Words(f"no law or rule is named for the risk “{text}”", f"合规风险“{text}”没有写明法规或制度"),
                Words("add `rule: …`: the law and its article", "请添加 `rule: …`，写明法规名称和条款"),
            )


@rule(Severity.WARNING, REGULATED)
def high_residual_risk(context: Context) -> Iterator[Finding]:
    """A compliance risk that stays high with its control in place. Where there is no control at all,
    `risk-without-control` says so.

    采取控制措施之后，剩余风险仍然为高。完全没有控制措施的，由 `risk-without-control` 提示。

    Why it matters: what is left after treatment has to be known to those who decide, and accepted or treated
    further (ISO 31000, 2018). A high one is not accepted by leaving it on a map.

    为什么重要：处理之后还剩多大风险，决策者应当知情，并决定是接受还是继续处理（ISO 31000，2018）。
    把“高”留在图上，不等于有人接受了它。

    Example:

        stages:
          - name: Deciding
            touchpoints:
              - name: The bank answers
                risks:
                  - rule: GDPR, Article 22
                    risk: A machine refuses and gives no reason
                    control: The reason is told on request
                    residual: high  # high-residual-risk

    How to mend: strengthen the control until less is left. If the business accepts the risk, ignore the rule at this
    line and give as the reason who accepted it, and until when.

    如何修改：加强控制措施，直到剩余风险降下来。如果公司决定接受这项风险，就在这一行忽略本规则，并注明由谁接受、到什么时候为止。

        stages:
          - name: Deciding
            touchpoints:
              - name: The bank answers
                risks:
                  - rule: GDPR, Article 22
                    risk: A machine refuses and gives no reason
                    control: Every refusal is reviewed by a person and explained in writing
                    residual: low
    """
    for at in context.risks:
        if at.item.residual == "high" and at.item.control is not None:
            text = context.said(at.item.risk)
            yield Finding(
                (*at.path, "residual"),
                Words(f"the risk “{text}” stays high under its control", f"有了控制措施，合规风险“{text}”仍然为高"),
                Words("strengthen the control, or have the risk accepted", "请加强控制措施，或由有权限的人决定接受"),
            )


_CHANNELS = Option(
    (), "channels that count as regulated, besides those declared so", "除已声明的之外，还有哪些渠道受监管"
)
_KINDS = Option(
    (),
    "kinds of journey that are regulated at every touchpoint",
    "哪些旅程类型的所有触点都受监管",
    choices=tuple(KINDS),
)


@rule(Severity.WARNING, REGULATED, channels=_CHANNELS, kinds=_KINDS)
def regulated_touchpoint_without_risk(
    context: Context, channels: tuple[str, ...], kinds: tuple[str, ...]
) -> Iterator[Finding]:
    """A touchpoint that law or licence governs, by its channel or by the kind of the journey, and at which no
    compliance risk is considered. A channel is regulated where it is declared with `regulated: true`.

    触点受监管（由渠道或旅程类型决定），却没有写任何合规风险。声明渠道时写 `regulated: true`，即表示该渠道受监管。

    Why it matters: an empty field does not tell “we looked and found none” from “nobody looked”. In lending, insurance
    or health care the second is a finding of its own.

    为什么重要：空着不填，分不清是“看过，没有”，还是“没人看过”。在信贷、保险、医疗等行业，后者本身就是问题。

    Example:

        channels: [{id: branch, regulated: true}]
        stages:
          - name: Signing
            touchpoints:
              - name: Signing the contract  # regulated-touchpoint-without-risk
                channel: branch

    How to mend: go through the touchpoint with compliance and write down what could go wrong, by which rule, and
    what is done against it. If there really is nothing, ignore the rule at this touchpoint and say why.

    如何修改：与合规部门一起过一遍这个触点，写明可能出什么问题、依据哪条规定、如何控制。
    如果确实没有风险，就在这个触点忽略本规则，并说明理由。

        channels: [{id: branch, regulated: true}]
        stages:
          - name: Signing
            touchpoints:
              - name: Signing the contract
                channel: branch
                risks:
                  - {rule: Consumer Credit Directive, risk: The right to withdraw is not explained, control: A page to sign}
    """
    regulated = {channel.id for channel in context.library.channels.values() if channel.regulated}.union(channels)
    whole_journey = context.journey.kind in kinds
    if not regulated and not whole_journey:
        return
    for place in context.places:
        touchpoint = place.touchpoint
        if not touchpoint.risks and (whole_journey or touchpoint.channel in regulated):
            name = called(touchpoint, context.language)
            why = _why_regulated(context, touchpoint, regulated)
            yield Finding(
                place.path,
                Words(
                    f"no compliance risk is considered at “{name}”, {why.en}",
                    f"{why.zh}，触点“{name}”却没有写合规风险",
                ),
                Words(
                    "add `risks: …`: what could go wrong, the rule, the control",
                    "请添加 `risks: …`，写明可能的问题、法规和控制措施",
                ),
            )


def _why_regulated(context: Context, touchpoint: Touchpoint, regulated: set[str]) -> Words:
    """Return what makes a touchpoint a regulated one: its channel, else the kind of the journey."""
    channel = touchpoint.channel
    if channel is not None and channel in regulated:
        english, chinese = (context.library.channel_name(channel, language) for language in ("en", "zh"))
        return Words(f"on the regulated channel “{english}”", f"渠道“{chinese}”受监管")
    kind = KINDS[context.journey.kind or "other"]
    return Words(f"on a regulated {kind.en.lower()}", f"{kind.zh}受监管")


RULES = (risk_without_control, risk_without_rule, high_residual_risk, regulated_touchpoint_without_risk)
