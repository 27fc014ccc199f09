"""Who answers for what: touchpoints, actions, risks, pain points and steps have an owner, and the owner exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Path, Severity
from cxmap.language import Words, in_quotes, listed
from cxmap.lint.engine import ALWAYS, DEFAULT, STRICT, Finding, rule
from cxmap.lint.options import Option
from cxmap.lint.phrasing import adding, is_short, together
from cxmap.model.reading import called
from cxmap.model.vocabulary import SEVERITIES, THINGS
from cxmap.suggestions import closest, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context

_MOST_LISTED = 8
_MANY = 3
"""From how many touchpoints on it is said once that none has an owner."""
_SEVERITIES = tuple(SEVERITIES)


@rule(Severity.WARNING, DEFAULT)
def touchpoint_without_owner(context: Context) -> Iterator[Finding]:
    """A touchpoint that no team answers for.

    没有责任团队的触点。

    Why it matters: what nobody owns, nobody mends. A named owner at every touchpoint is the first thing that
    practitioners ask of a map, and its absence the first reason they give for maps that change nothing. Where nothing
    in a map of three touchpoints or more has an owner, that is said once.

    为什么重要：没有人负责的事，就没有人去改。从业者看图，首先问每个触点由谁负责；
    许多地图画完之后毫无改变，最常见的原因也是没有责任人。
    三个触点以上的地图，如果整张图都没有写责任团队，只提示一次。

    Example:

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card  # touchpoint-without-owner
                channel: web

    How to mend: name the team. If none would take it, that is the finding to bring to the workshop.

    如何修改：写上责任团队。如果没有团队愿意接手，这本身就是要带到工作坊上讨论的发现。

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                channel: web
                owner: payments
    """
    if len(context.places) >= _MANY and not any(owned for owned, _ in _owners(context)):
        are_short = all(is_short(context, place.path) for place in context.places)
        yield Finding(
            ("stages",),
            Words("no touchpoint has an owner", "所有触点都没有责任团队"),
            Words("write each touchpoint as `{name: …, owner: …}`", "请把每个触点写成 `{name: …, owner: …}`")
            if are_short
            else Words("add `owner: …` to each touchpoint", "请为每个触点添加 `owner: …`"),
            at_key=True,
            places=tuple(place.path for place in context.places),
        )
        return
    for place in context.places:
        if place.touchpoint.owner is None:
            name = in_quotes(called(place.touchpoint, context.language))
            yield Finding(
                place.path,
                Words(f"no team owns the touchpoint {name}", f"触点{name}没有责任团队"),
                adding(context, place.path, "owner", beside="name"),
            )


@rule(Severity.WARNING, ALWAYS, mends=True)
def unknown_owner(context: Context) -> Iterator[Finding]:
    """An owner that is none of the teams which the map or its workspace declares.

    责任团队未在地图或工作区中声明。

    Why it matters: a misspelt team receives no work, and a team that was dissolved answers for nothing. The rule
    is silent while no team at all is declared.

    为什么重要：团队名写错，工作就派不出去；已撤销的团队，也不会再负责任何事。
    如果没有声明任何团队，本规则不作检查。

    Example:

        teams: [payments, delivery]
        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                owner: paymnets  # unknown-owner

    How to mend: correct the name, or declare the team.

    如何修改：改正团队名，或声明该团队。

        teams: [payments, delivery]
        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                owner: payments
    """
    teams = context.library.teams
    if not teams:
        return
    for path, owner in _named(context):
        if owner not in teams:
            suggestion = closest(owner, teams)
            remedy = did_you_mean(suggestion) if suggestion is not None else _known(sorted(teams))
            message = Words(f"no team is called `{owner}`", f"没有名为 `{owner}` 的团队")
            yield Finding(path, message, remedy, fix=context.respelt(path, owner, teams))


def _known(teams: list[str]) -> Words:
    """Say which teams there are, or some of them where they are many."""
    if len(teams) <= _MOST_LISTED:
        every = together(teams)
        return Words(f"the teams are: {every.en}", f"现有团队：{every.zh}")
    some = teams[:_MOST_LISTED]
    return Words(f"some of the teams: {listed(some, 'en')} …", f"现有团队包括：{listed(some, 'zh')}等")


@rule(Severity.WARNING, DEFAULT)
def action_without_owner(context: Context) -> Iterator[Finding]:
    """An action in the plan that no team has taken on.

    行动计划中没有责任团队的行动。

    Why it matters: an action without a name beside it is a wish. Work that belongs to everybody in the room is
    begun by nobody after the workshop. Actions that were dropped are left alone.

    为什么重要：没有写明由谁去做的行动只是愿望。工作坊上“大家一起推进”的事，散会后往往无人动手。
    已放弃的行动不检查。

    Example:

        stages: [Applying]
        actions:
          - {title: Prefill the form from the core system, due: 2027-03-31}  # action-without-owner

    How to mend: name the team that does it, one team; those who help may stand in the title or the ticket.

    如何修改：写上执行团队，且只写一个；配合的团队可以写在标题或任务单里。

        stages: [Applying]
        actions:
          - {title: Prefill the form from the core system, due: 2027-03-31, owner: digital-channels}
    """
    for path, action, _ in context.actions:
        if action.owner is None and action.status != "dropped":
            title = in_quotes(context.said(action.title))
            yield Finding(
                path,
                Words(f"no team owns the action {title}", f"行动{title}没有责任团队"),
                adding(context, path, "owner", beside="title"),
            )


@rule(Severity.WARNING, DEFAULT)
def risk_without_owner(context: Context) -> Iterator[Finding]:
    """A compliance risk whose control no team answers for.

    没有责任团队的合规风险。

    Why it matters: a control works as long as somebody checks that it does. The three lines model of the Institute
    of Internal Auditors (2020) begins there: each risk is managed by somebody who owns it.

    为什么重要：控制措施要有人盯着才有效。国际内部审计师协会的“三线模型”（2020）正是从这里开始：
    每一项风险都要有人承担管理责任。

    Example:

        stages:
          - name: Applying
            touchpoints:
              - name: Consent to a credit check
                risks:
                  - {risk: Consent is not explicit, control: A box to tick}  # risk-without-owner

    How to mend: name the team that answers for the control, which need not be the one that runs the touchpoint.

    如何修改：写上对控制措施负责的团队，它不一定就是运营该触点的团队。

        stages:
          - name: Applying
            touchpoints:
              - name: Consent to a credit check
                risks:
                  - {risk: Consent is not explicit, control: A box to tick, owner: compliance}
    """
    for path, risk, _ in context.risks:
        if risk.owner is None:
            said = in_quotes(context.said(risk.risk))
            yield Finding(
                path,
                Words(f"no team owns the risk {said}", f"合规风险{said}没有责任团队"),
                adding(context, path, "owner", beside="risk"),
            )


@rule(
    Severity.NOTE,
    STRICT,
    from_severity=Option(
        "high", "the lowest severity that needs an owner", "从哪一级严重程度起必须有责任团队", choices=_SEVERITIES
    ),
)
def pain_point_without_owner(context: Context, from_severity: str) -> Iterator[Finding]:
    """A severe pain point that no team has been asked to remove.

    严重的痛点没有责任团队。

    Why it matters: the team that runs a touchpoint is often not the one that can remove what hurts there. The agent
    on the phone hears of the late parcel; only the warehouse can send it earlier. So its owner does not count here.

    为什么重要：运营触点的团队，往往不是能消除痛点根源的团队。客服在电话里听到包裹晚到，
    但只有仓库才能让它早点发出。因此触点的责任团队不能代替痛点的责任团队。

    Example:

        stages:
          - name: Waiting
            touchpoints:
              - name: Ask where the parcel is
                owner: customer-care
                pain_points:
                  - {text: No news for two days, severity: high}  # pain-point-without-owner
                  - {text: The music on hold is loud, severity: low}

    How to mend: name the team that can remove the cause.

    如何修改：写上能够消除根源的团队。

        stages:
          - name: Waiting
            touchpoints:
              - name: Ask where the parcel is
                owner: customer-care
                pain_points:
                  - {text: No news for two days, severity: high, owner: warehouse}
                  - {text: The music on hold is loud, severity: low}
    """
    severe = _SEVERITIES[_SEVERITIES.index(from_severity) :]
    for path, pain, _ in context.pain_points:
        if pain.owner is None and pain.severity in severe:
            text = in_quotes(context.said(pain.text))
            yield Finding(
                path,
                Words(f"no team owns the pain point {text}", f"痛点{text}没有责任团队"),
                adding(context, path, "owner"),
            )


@rule(Severity.NOTE, STRICT)
def step_without_owner(context: Context) -> Iterator[Finding]:
    """A step of the service blueprint without an owner, beside steps that have one.

    服务蓝图中，别的步骤写了责任团队，这一步没有写。

    Why it matters: a blueprint shows where one team hands over to the next, and most failures happen at a handover.
    A step without a name hides one. Frontstage steps are compared with each other: where none has an owner, the
    touchpoint's does them all. Where no step behind the line of visibility has one, that is a single gap, and
    `no-owner-behind-the-line-of-visibility` reports it.

    为什么重要：服务蓝图要呈现团队之间在哪里交接，而问题多半出在交接处；步骤没有写明团队，交接就看不见了。
    前台步骤只互相比较：如果都没有写，就由触点的责任团队负责。
    如果可视分界线之后的步骤全都没有写，那是一处整体的缺口，由 `no-owner-behind-the-line-of-visibility` 报告。

    Example:

        stages:
          - name: Applying
            touchpoints:
              - name: Send the papers
                owner: branches
                frontstage: [The branch takes the papers]
                backstage:
                  - {text: Credit check, owner: risk}
                  - The papers are scanned  # step-without-owner

    How to mend: name the team that does the step, or that keeps the system.

    如何修改：写上执行该步骤或维护该系统的团队。

        stages:
          - name: Applying
            touchpoints:
              - name: Send the papers
                owner: branches
                frontstage: [The branch takes the papers]
                backstage:
                  - {text: Credit check, owner: risk}
                  - {text: The papers are scanned, owner: operations}
    """
    steps = context.steps
    owned = {_side(path) for path, step, _ in steps if step.owner is not None}
    for path, step, _ in steps:
        if step.owner is None and _side(path) in owned:
            text, thing = in_quotes(context.said(step.text)), THINGS[str(path[-2])]
            yield Finding(
                path,
                Words(f"no team owns the {thing.en} {text}", f"{thing.zh}{text}没有责任团队"),
                adding(context, path, "owner"),
            )


def _side(path: Path) -> tuple[Path, bool]:
    """Return the touchpoint of a step, and on which side of the line of visibility it is."""
    return path[:-2], path[-2] == "frontstage"


@rule(Severity.NOTE, STRICT)
def team_that_owns_nothing(context: Context) -> Iterator[Finding]:
    """A team that the map itself declares and that owns nothing in it.

    地图自己声明了一个团队，却没有任何事由它负责。

    Why it matters: either the team has a part in this journey that the map does not show, which is the part worth
    asking about, or it is left over from an earlier version. Teams of the workspace are not counted. While an owner
    is unknown, it may be this team that is meant, and only `unknown-owner` reports.

    为什么重要：要么这个团队在旅程中承担的工作没有画出来，正是值得追问的地方；要么它是旧版本留下的。
    工作区共用的团队不计。如果图中有未声明的责任团队，指的可能就是它，此时只由 `unknown-owner` 报告。

    Example:

        teams: [payments, warehouse]  # team-that-owns-nothing
        stages:
          - name: Paying
            touchpoints:
              - {name: Pay by card, owner: payments}

    How to mend: give it what it answers for, or take it out of the map.

    如何修改：写上由它负责的内容，或从地图中删除。

        teams: [payments, warehouse]
        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                owner: payments
                backstage: [{text: The order is released, owner: warehouse}]
    """
    teams = context.journey.teams
    if not teams:
        return
    owners = {team for _, team in _named(context)}
    if not owners <= context.library.teams.keys():
        return
    for index, team in enumerate(teams):
        if team.id not in owners:
            name = context.library.team_name(team.id, context.language)
            yield Finding(
                ("teams", index),
                Words(
                    f"the team {in_quotes(name)} owns nothing in this map",
                    f"团队{in_quotes(name)}在这张图中没有负责任何内容",
                ),
                Words("name it where it is the owner, or remove it", "请在由它负责之处写上 `owner`，或删除该团队"),
            )


def _named(context: Context) -> Iterator[tuple[Path, str]]:
    """Yield every team that the map names, with the path of the name: owners, and who is consulted or informed."""
    for owned, owner in _owners(context):
        yield (*owned, "owner"), owner
    for place in context.places:
        for field in ("consulted", "informed"):
            for index, team in enumerate(getattr(place.touchpoint, field)):
                yield (*place.path, field, index), team


def _owners(context: Context) -> Iterator[tuple[Path, str]]:
    """Yield every owner that the map names, with the path of what is owned."""
    if context.journey.owner is not None:
        yield (), context.journey.owner
    for place in context.places:
        if place.touchpoint.owner is not None:
            yield place.path, place.touchpoint.owner
    for things in (context.pain_points, context.opportunities, context.steps, context.risks, context.actions):
        for path, item, _ in things:
            if item.owner is not None:
                yield path, item.owner


RULES = (
    touchpoint_without_owner,
    unknown_owner,
    action_without_owner,
    risk_without_owner,
    pain_point_without_owner,
    step_without_owner,
    team_that_owns_nothing,
)
