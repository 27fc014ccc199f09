"""How much a map tells: personas, stages, touchpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words, in_quotes
from cxmap.lint.engine import ALWAYS, STRICT, Finding, rule
from cxmap.lint.options import Option
from cxmap.lint.phrasing import adding
from cxmap.model.reading import called

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context


@rule(Severity.WARNING, ALWAYS)
def stage_without_touchpoint(context: Context) -> Iterator[Finding]:
    """A stage in which nothing happens.

    没有触点的阶段。

    Why it matters: a stage is a phase of what the actor goes through. Without a touchpoint it is either unknown,
    and then worth an interview, or not part of the journey.

    为什么重要：阶段是客户实际经历的一段过程。没有触点，要么是还不了解，值得去访谈；
    要么它本来就不属于这段旅程。

    Example:

        stages:
          - name: Looking around  # stage-without-touchpoint
          - name: Paying
            touchpoints: [Pay by card]

    How to mend: add what happens there, or remove the stage.

    如何修改：补上这一阶段发生的事，或删除该阶段。

        stages:
          - name: Looking around
            touchpoints: [Ask a friend]
          - name: Paying
            touchpoints: [Pay by card]
    """
    for index, stage in enumerate(context.journey.stages):
        if not stage.touchpoints:
            name = in_quotes(called(stage, context.language))
            add = adding(context, ("stages", index), "touchpoints", beside="name")
            yield Finding(
                ("stages", index),
                Words(f"nothing happens in the stage {name}", f"阶段{name}没有触点"),
                Words(f"{add.en}, or remove the stage", f"{add.zh}，或删除该阶段"),
            )


@rule(Severity.WARNING, ALWAYS, most=Option(3, "the largest number of personas", "一张图最多几个客户角色", at_least=1))
def more_than_three_personas(context: Context, most: int) -> Iterator[Finding]:
    """A map that tells the journey of more than three personas.

    一张图上的客户角色超过三个。

    Why it matters: a map takes a point of view. The Nielsen Norman Group asks for one persona to a map; the buying
    group of a company has a few roles. With four curves in one picture nobody can follow any of them.

    为什么重要：旅程图要有视角。尼尔森诺曼集团建议一张图只讲一个角色，企业采购小组也不过几种角色。
    四条情绪曲线挤在一起，哪一条都看不清。

    Example:

        personas: [{id: parent}, {id: student}, {id: grandparent}, {id: teacher}]  # more-than-three-personas
        stages: [Enrolling]

    How to mend: keep the personas whose journeys differ, and draw a map of its own for the others.

    如何修改：只保留旅程确有差异的角色，其余的另画一张图。

        personas: [{id: parent}, {id: student}]
        stages: [Enrolling]
    """
    count = len(context.journey.personas)
    if count > most:
        yield Finding(
            ("personas",),
            Words(f"{count} personas on one map", f"一张图上有 {count} 个客户角色"),
            Words(f"keep {most} at most; draw another map for the rest", f"最多保留 {most} 个；其余的另画一张图"),
            at_key=True,
        )


@rule(Severity.NOTE, STRICT, most=Option(7, "the largest number of stages", "最多几个阶段", at_least=1))
def too_many_stages(context: Context, most: int) -> Iterator[Finding]:
    """A map with more stages than a reader can hold in mind.

    阶段太多，读者记不住。

    Why it matters: stages are the headline of a map, the story in a handful of words. Where there are many, some are
    touchpoints, or they are the departments of the firm and not the phases of the customer.

    为什么重要：阶段是旅程图的提纲，几个词就该把故事讲完。阶段一多，其中多半有些其实是触点，
    或者是按企业的部门划分，而不是按客户的经历划分。

    Example:

        stages: [Hear, Search, Compare, Ask, Visit, Choose, Order, Pay, Use]  # too-many-stages

    How to mend: join those that the customer goes through as one, and keep the parts as touchpoints.

    如何修改：把客户感觉是一回事的阶段合并，原来的阶段作为触点保留。

        stages: [Hear of it, Compare, Choose, Pay, Use]
    """
    count = len(context.journey.stages)
    if count > most:
        yield Finding(
            ("stages",),
            Words(f"{count} stages on one map", f"一张图上有 {count} 个阶段"),
            Words(
                f"join stages until {most} or fewer are left; their parts are touchpoints",
                f"请合并到 {most} 个以内；细分的步骤写成触点",
            ),
            at_key=True,
        )


@rule(Severity.NOTE, STRICT, most=Option(30, "the largest number of touchpoints", "最多几个触点", at_least=1))
def too_many_touchpoints(context: Context, most: int) -> Iterator[Finding]:
    """A map with more touchpoints than fit on a wall.

    触点太多，一张图放不下。

    Why it matters: a poster is read from two metres away. With too many columns its words become too small to read
    there, and the few moments that decide drown among those that do not.

    为什么重要：海报要在两米之外看得清。触点太多，字就小得读不了，
    真正起决定作用的几个关键时刻也会被淹没。

    Example:

        stages:  # too-many-touchpoints
          - name: Choosing
            touchpoints: [Advert, Friend, Search, Home page, Banner, Filter, Photo, Size, Review, Question, Wish list]
          - name: Paying
            touchpoints: [Basket, Voucher, Account, Password, Address, Postage, Day, Card, Code, Receipt]
          - name: Waiting
            touchpoints: [E-mail, App, Status, Chat, Phone, Parcel, Map, Message, Doorbell, Box]

    How to mend: keep the touchpoints that the customer would speak of; a long stage may have a map of its own.

    如何修改：只留下客户自己会提起的触点；过长的阶段可以单独画一张图。

        stages:
          - name: Choosing
            touchpoints: [Friend, Search, Photo, Size, Review]
          - name: Paying
            touchpoints: [Basket, Postage, Card]
          - name: Waiting
            touchpoints: [Status, Chat, Doorbell, Box]
    """
    count = len(context.places)
    if count > most:
        yield Finding(
            ("stages",),
            Words(f"{count} touchpoints on one map", f"一张图上有 {count} 个触点"),
            Words(
                f"keep {most} or fewer; a stage with many may have a map of its own",
                f"请控制在 {most} 个以内；触点多的阶段可以单独画一张图",
            ),
            at_key=True,
        )
