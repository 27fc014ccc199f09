"""What frames a journey: where it begins and ends, in which situation, and what the personas want of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words, in_quotes
from cxmap.lint.engine import STRICT, Finding, rule
from cxmap.lint.phrasing import together
from cxmap.lint.rules.structure.wordings import wordings
from cxmap.model.reading import called
from cxmap.patterns import lazily

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context
    from cxmap.model.journey import Stage

_SCOPE = {
    "from_": Words("`from`", "`from`（起点）"),
    "to": Words("`to`", "`to`（终点）"),
    "scenario": Words("`scenario`", "`scenario`（场景）"),
}

_LENT = r"(?:loan|mortgage|credit(?: card)?|insurance|policy|cover|contract|account|card|membership|subscription)"
_WHAT_ELSE = r"(?!second|new|next|another|replacement|same)"
_BUYS = lazily(
    rf"\b(?:(?:purchas(?:e|ing)|buy(?:ing)?|order(?:ing)?)(?: (?:an?|the|my) {_WHAT_ELSE}[a-z]+)?"
    rf"|pay(?:ing|ments?)?|check-? ?out|sign(?:ing)?[ -]?up|sign(?:ing)?|subscrib(?:e|ing)"
    rf"|(?:tak(?:e|ing) out|apply(?:ing)? for)(?: (?:an?|the|my))?(?: {_WHAT_ELSE}[a-z]+)? {_LENT}"
    r"|hir(?:e|ing) (?:an?|the|my) [a-z]+)\b|^(?:hire|take out)$"
    "|购买|购置|采购|下单|提交订单|订购|付款|付费|支付|结账|结算|买单|成交|交易|签约|签单|拍下|订阅|开户|投保|办卡|入会"
    "|订(?:车|票)|购(?:车|票|房)|开通(?:会员|套餐|服务|账户|账号)|办理?(?:会员|套餐|贷款)|申请(?:贷款|房贷|车贷|信用卡)"
)
_BESIDE = lazily(
    r"\b(?:the|an?|my|our|your|their|it|i|we|and|for|now|online|in[ -]store|stage|phase|mak(?:e|ing)|plac(?:e|ing)|contract"
    r"|choos(?:e|ing)|select(?:ing)?|pick(?:ing)?|plan)\b"
    r"|[\W_]|我要?|客户|顾客|用户|线上|线下|在线|到店|立即|正式|完成|进行|确认|选择|挑选|加入购物车|加购|产品|商品|服务|套餐|会员"
    r"|订单|费用|合同|与|和|及|并|了|阶段|环节"
)
"""What may stand beside the purchase in the name of a stage that is nothing else."""
_BOOKS = lazily(
    r"\b(?:book|reserv|order|check-? ?in\b)|预订|预约|预定|订位|订座|订房|点餐|点菜|点单|下单|叫车|打车|入住"
)


@rule(Severity.WARNING, STRICT)
def incomplete_scope(context: Context) -> Iterator[Finding]:
    """A map that does not say where its journey starts, where it ends, or in which situation it takes place.

    没有写明旅程的起点、终点或场景。

    Why it matters: without a frame every workshop draws another journey, and no reader can tell whether something
    was left out or never belonged. Jim Kalbach, “Mapping Experiences” (2016), has the scope settled before any drawing.

    为什么重要：没有边界，每次工作坊画出来的旅程都不一样；读者也分不清哪些内容是漏了，哪些本来就不在范围内。
    Jim Kalbach 在《Mapping Experiences》（2016）中主张动笔之前先定范围。

    Example:

        scope: {from: Looks for a flat, goal: An answer within three weeks}  # incomplete-scope
        stages: [Applying]

    How to mend: write the first and the last moment as the customer would tell them, and the situation.

    如何修改：用客户的话写出最初和最后的时刻，以及所处的场景。

        scope: {from: Looks for a flat, to: Pays the first instalment, scenario: Buys a first home}
        stages: [Applying]
    """
    scope = context.journey.scope
    remedy = Words("add `scope: {from: …, to: …, scenario: …}`", "请添加 `scope: {from: …, to: …, scenario: …}`")
    if scope is None:
        yield Finding((), Words("the map has no scope", "这张图没有写明范围"), remedy)
        return
    missing = [name for field, name in _SCOPE.items() if getattr(scope, field) is None]
    if missing:
        en, zh = together([name.en for name in missing]).en, together([name.zh for name in missing]).zh
        yield Finding(
            ("scope",),
            Words(f"the scope lacks {en}", f"范围缺少 {zh}"),
            Words(f"add {en} to the scope", "请在 `scope` 中补上"),
            at_key=True,
        )


@rule(Severity.WARNING, STRICT)
def persona_without_goals(context: Context) -> Iterator[Finding]:
    """A persona of whom the map does not say what he or she wants.

    没有写明目标的客户角色。

    Why it matters: a persona is known by goals, not by age and hobbies. Alan Cooper, who brought personas to design
    (“The Inmates Are Running the Asylum”, 1999), defines them so. Without goals nobody can say what helps and what
    is in the way.

    为什么重要：让客户角色成立的是目标，而不是年龄和爱好。把这一方法引入设计的 Alan Cooper 在
    《The Inmates Are Running the Asylum》（1999）中就是这样定义的。不知道客户想要什么，也就无从判断什么是帮助、什么是阻碍。

    Example:

        personas:
          - {id: li-wei, age: 34, occupation: Teacher}  # persona-without-goals
        stages: [Applying]

    How to mend: write what the persona wants to reach, in life or at work; ask, if nobody knows.

    如何修改：写出这个角色在生活或工作中想达到什么；没有人知道，就去问客户。

        personas:
          - {id: li-wei, age: 34, occupation: Teacher, goals: {personal: A home near the school}}
        stages: [Applying]
    """
    for index, own in enumerate(context.journey.personas):
        persona = context.library.personas[own.id]
        goals = persona.goals
        if goals is None or not (goals.career or goals.personal or goals.other):
            name = called(persona, context.language)
            yield Finding(
                ("personas", index),
                Words(f"nothing says what {in_quotes(name)} wants", f"没有写明角色{in_quotes(name)}的目标"),
                Words("add `goals:` to the persona", "请为该角色添加 `goals:`")
                if persona is own
                else Words("add `goals:` in the workspace's library", "请在工作区的共享库中添加 `goals:`"),
            )


@rule(Severity.WARNING, STRICT)
def journey_begins_at_the_purchase(context: Context) -> Iterator[Finding]:
    """A customer's journey whose first stage is the purchase.

    客户旅程的第一个阶段就是购买。

    Why it matters: what the customer hopes for and fears was settled before. Katherine Lemon and Peter Verhoef
    (Journal of Marketing, 2016) describe three phases, before, during and after the purchase. The rule is silent
    where the scope says where the journey starts (`scope.from`), and on maps of one stage.

    为什么重要：客户的期望和顾虑在购买之前就已经形成。Lemon 与 Verhoef（Journal of Marketing，2016）
    把客户旅程分为购买前、购买中、购买后三段。如果 `scope.from` 写明了起点，或全图只有一个阶段，本规则不作检查。

    Example:

        stages:
          - name: Purchase  # journey-begins-at-the-purchase
            touchpoints: [Basket, Pay by card]
          - name: Using it
            touchpoints: [Unpack]

    How to mend: add how the need arises, where the customer looks and what is compared. Or say that the map starts
    here on purpose: `scope: {from: …}`.

    如何修改：补上需求如何产生、客户到哪里了解、比较了什么。如果有意从这里开始，请写明 `scope: {from: …}`。

        stages:
          - name: Finding out
            touchpoints: [Ask a friend, Compare prices]
          - name: Purchase
            touchpoints: [Basket, Pay by card]
          - name: Using it
            touchpoints: [Unpack]
    """
    journey = context.journey
    if journey.kind not in (None, "customer") or len(journey.stages) == 1 or (journey.scope and journey.scope.from_):
        return
    first = journey.stages[0]
    if _is_purchase(first):
        name = called(first, context.language)
        yield Finding(
            ("stages", 0),
            Words(f"the journey begins at the purchase, {in_quotes(name)}", f"旅程从购买阶段{in_quotes(name)}才开始"),
            Words(
                "add what comes before it, or say in `scope: {from: …}` that it starts here",
                "请补上此前的阶段；如有意从这里开始，请写明 `scope: {from: …}`",
            ),
        )


@rule(Severity.WARNING, STRICT)
def journey_ends_at_the_purchase(context: Context) -> Iterator[Finding]:
    """A customer's journey whose last stage is the purchase.

    客户旅程的最后一个阶段就是购买。

    Why it matters: for the firm the sale is the end, for the customer the beginning: delivery, use, help and the next
    purchase come after it, and the end is what people remember (the peak–end rule; Kahneman and others, 1993). The
    rule is silent where the scope says where the journey ends (`scope.to`), on maps of one stage, and where the
    customer ordered or booked earlier, as in a restaurant, and only pays at the end. A journey that breaks off before
    any purchase, [Awareness, Consideration], is left alone: many maps are of the choice on purpose.

    为什么重要：成交对企业是终点，对客户却是起点：收货、使用、求助、再次购买都在后面；
    而人们记住的恰恰是结尾（峰终定律，Kahneman 等，1993）。如果 `scope.to` 写明了终点、全图只有一个阶段，
    或客户早已点单、预订，最后只是付款（如餐厅），本规则不作检查。
    购买之前就结束的旅程（如只有“认知、考虑”）也不检查：许多地图本来就只讲选择的过程。

    Example:

        stages:
          - name: Looking around
            touchpoints: [Compare prices]
          - name: Purchase  # journey-ends-at-the-purchase
            touchpoints: [Basket, Pay by card]

    How to mend: add what comes after: delivery, first use, help, the next time. Or say that the map ends here on
    purpose: `scope: {to: …}`.

    如何修改：补上此后的经历：收货、初次使用、售后、再次购买。如果有意到此为止，请写明 `scope: {to: …}`。

        stages:
          - name: Looking around
            touchpoints: [Compare prices]
          - name: Purchase
            touchpoints: [Basket, Pay by card]
          - name: Using it
            touchpoints: [Unpack, Ask for help]
    """
    journey = context.journey
    if journey.kind not in (None, "customer") or len(journey.stages) == 1 or (journey.scope and journey.scope.to):
        return
    *_, last = journey.stages
    if _is_purchase(last) and not any(_BOOKS.search(name) for stage in journey.stages[:-2] for name in _names(stage)):
        name = called(last, context.language)
        yield Finding(
            ("stages", len(journey.stages) - 1),
            Words(f"the journey ends at the purchase, {in_quotes(name)}", f"旅程到购买阶段{in_quotes(name)}就结束了"),
            Words(
                "add what comes after it, or say in `scope: {to: …}` that it ends here",
                "请补上此后的阶段；如有意到此为止，请写明 `scope: {to: …}`",
            ),
        )


def _is_purchase(stage: Stage) -> bool:
    """Whether a name of a stage, or its id, speaks of the purchase and of nothing else."""
    return any(_BUYS.search(name) and not _BESIDE.sub("", _BUYS.sub("", name)) for name in _names(stage))


def _names(stage: Stage) -> list[str]:
    names = [name.lower() for name in wordings(stage.name)]
    if stage.id is not None and not (names and stage.id == "order"):  # as an id, it may mean the goods
        names.append(stage.id.replace("_", "-").lower())
    return names
