"""What lies behind a touchpoint: the rows of the service blueprint below the line of interaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words
from cxmap.lint.engine import STRICT, Finding, rule
from cxmap.lint.options import Option
from cxmap.model.reading import called

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context
    from cxmap.model.reading import Place


@rule(Severity.NOTE, STRICT)
def frontstage_without_backstage(context: Context) -> Iterator[Finding]:
    """A touchpoint whose frontstage is served by nothing: neither backstage nor support. Where a whole map stops at
    the line of visibility, that is said once.

    触点只画了前台行为，后面既没有后台行为，也没有支持过程。整张图都止于可视分界线时，只提示一次。

    Why it matters: what the customer sees is the smaller part of a service. A blueprint exists to show the rest of it
    (Shostack, 1984), and the causes of most frontstage trouble are found there.

    为什么重要：客户看得见的，只是服务的一小部分。画服务蓝图（Shostack，1984），就是为了看清其余的部分；
    前台出的问题，根源多半在后台。

    Example:

        stages:
          - name: Arriving
            touchpoints:
              - name: Handing over the luggage
                frontstage: [The porter tags the bags]  # frontstage-without-backstage
              - name: Checking in
                frontstage: [The receptionist finds the booking]
                support: [Booking system]

    How to mend: follow the step behind the scenes, and write who does what next and with which system.

    如何修改：沿着前台这一步往后追，写明接下来由谁做什么、靠哪个系统完成。

        stages:
          - name: Arriving
            touchpoints:
              - name: Handing over the luggage
                frontstage: [The porter tags the bags]
                backstage: [The bags are taken to the room]
              - name: Checking in
                frontstage: [The receptionist finds the booking]
                support: [Booking system]
    """
    found, looks_behind = [], False
    for place in context.places:
        if place.touchpoint.backstage or place.touchpoint.support:
            looks_behind = True
        elif place.touchpoint.frontstage:
            found.append(place)
    remedy = Words("add `backstage: […]` or `support: […]`", "请添加 `backstage: […]` 或 `support: […]`")
    if len(found) > 1 and not looks_behind:
        message = Words(
            f"{len(found)} touchpoints have a frontstage, and the map has nothing behind the line of visibility",
            f"有 {len(found)} 个触点画了前台行为，可视分界线之后却一片空白",
        )
        everywhere = tuple((*place.path, "frontstage") for place in found)
        yield Finding(everywhere[0], message, remedy, at_key=True, places=everywhere)
        return
    for place in found:
        name = called(place.touchpoint, context.language)
        message = Words(
            f"nothing stands behind the frontstage of “{name}”", f"触点“{name}”的前台行为背后，没有后台行为或支持过程"
        )
        yield Finding((*place.path, "frontstage"), message, remedy, at_key=True)


@rule(
    Severity.NOTE,
    STRICT,
    touchpoints=Option(5, "how many touchpoints make it a single point", "有多少个触点依赖它，就算单点", at_least=2),
)
def single_point_of_failure(context: Context, touchpoints: int) -> Iterator[Finding]:
    """A support step on which many touchpoints hang: a step with the same text at each of them.

    许多触点依赖同一个支持过程（以文字相同为准）。

    Why it matters: when it stops, the journey stops in many places at once. Nobody sees that at any one of the
    touchpoints; the map does. Such a step deserves a fallback before anything around it is made more beautiful.

    为什么重要：它一停，旅程会同时断在好几处。单看任何一个触点都看不出来，放到整张图上才一目了然。
    先给它准备好备用方案，再去美化周围的触点。

    Example:

        stages:
          - name: Seeing the doctor
            touchpoints:
              - name: Registering
                support: [Hospital information system]  # single-point-of-failure
              - name: Waiting
                support: [Hospital information system]
              - name: The consultation
                support: [Hospital information system]
              - name: Paying
                support: [Hospital information system]
              - name: Fetching the medicine
                support: [Hospital information system]

    How to mend: let some of the touchpoints work without it, or split what it does; then draw what is now true.

    如何修改：让其中一些触点离开它也能运转，或者把它承担的工作拆开；然后照实更新地图。

        stages:
          - name: Seeing the doctor
            touchpoints:
              - name: Registering
                support: [Hospital information system]
              - name: Waiting
                support: [Numbered slips]
              - name: The consultation
                support: [Hospital information system]
              - name: Paying
                support: [Hospital information system]
              - name: Fetching the medicine
                support: [Hospital information system]
    """
    hanging: dict[str, list[tuple[Place, int]]] = {}
    for place in context.places:
        for index, step in enumerate(place.touchpoint.support):
            same = hanging.setdefault(context.said(step.text).casefold(), [])
            if not same or same[-1][0] is not place:
                same.append((place, index))
    for same in hanging.values():
        if len(same) >= touchpoints:
            place, index = same[0]
            text = context.said(place.touchpoint.support[index].text)
            yield Finding(
                (*place.path, "support", index),
                Words(f"{len(same)} touchpoints hang on “{text}”", f"有 {len(same)} 个触点都依赖“{text}”"),
                Words(
                    "plan for the day it fails: a fallback, or less that depends on it",
                    "请为它失灵的那天做好准备：备用方案，或减少对它的依赖",
                ),
            )


@rule(Severity.WARNING, STRICT)
def no_owner_behind_the_line_of_visibility(context: Context) -> Iterator[Finding]:
    """A touchpoint with backstage or support steps, none of which any team answers for.

    触点画了后台行为或支持过程，却没有一个步骤写明责任团队。

    Why it matters: the owner of a touchpoint seldom commands what lies behind it. Below the line of visibility
    the work passes from team to team; with no name there, every fault ends at the counter, where nobody can mend it.

    为什么重要：触点的负责人，往往管不到后台。可视分界线之后，工作在团队之间流转；
    没有写明由谁负责，问题就全压在一线，而一线又解决不了。

    Example:

        stages:
          - name: Delivering
            touchpoints:
              - name: The parcel is late  # no-owner-behind-the-line-of-visibility
                owner: customer-care
                backstage: [Parcels are sorted at night]
                support: [The carrier's tracking]

    How to mend: name the team at each step, or at least at those where things go wrong.

    如何修改：给每个步骤写上责任团队；至少先写上容易出错的那几步。

        stages:
          - name: Delivering
            touchpoints:
              - name: The parcel is late
                owner: customer-care
                backstage: [{text: Parcels are sorted at night, owner: warehouse}]
                support: [The carrier's tracking]
    """
    for place in context.places:
        steps = (*place.touchpoint.backstage, *place.touchpoint.support)
        if steps and all(step.owner is None for step in steps):
            name = called(place.touchpoint, context.language)
            yield Finding(
                place.path,
                Words(f"no team owns any step behind “{name}”", f"触点“{name}”背后的步骤都没有责任团队"),
                Words(
                    "write the step as `{text: …, owner: …}`",
                    "请把步骤写成 `{text: …, owner: …}`",
                ),
            )


RULES = (frontstage_without_backstage, single_point_of_failure, no_owner_behind_the_line_of_visibility)
