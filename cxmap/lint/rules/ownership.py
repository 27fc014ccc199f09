"""Who answers for what: every touchpoint has an owner, and the owner exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Path, Severity
from cxmap.language import Words, listed
from cxmap.lint.engine import Context, Finding, rule
from cxmap.model.reading import called, places
from cxmap.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_LISTED = 8


@rule(Severity.WARNING)
def touchpoint_without_owner(context: Context) -> Iterator[Finding]:
    """A touchpoint that no team answers for.

    没有责任团队的触点。

    Why it matters: what nobody owns, nobody mends. A named owner at every touchpoint is the first thing that
    practitioners ask of a map, and its absence the first reason they give for maps that change nothing.

    Example:

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card  # touchpoint-without-owner
                channel: web

    How to mend: name the team. If none would take it, that is the finding to bring to the workshop.

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                channel: web
                owner: payments
    """
    language = context.document.language
    for place in places(context.journey):
        if place.touchpoint.owner is None:
            name = called(place.touchpoint, language)
            yield Finding(
                place.path,
                Words(f"no team owns the touchpoint “{name}”", f"触点“{name}”没有责任团队"),
                Words("add `owner: …`", "请添加 `owner: …`"),
            )


@rule(Severity.WARNING)
def unknown_owner(context: Context) -> Iterator[Finding]:
    """An owner that is none of the teams which the map or its workspace declares.

    责任团队未在地图或工作区中声明。

    Why it matters: a misspelt team receives no work, and a team that was dissolved answers for nothing. The rule
    is silent while no team at all is declared.

    Example:

        teams: [payments, delivery]
        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                owner: paymnets  # unknown-owner

    How to mend: correct the name, or declare the team.

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
    for path, owner in _owners(context):
        if owner not in teams:
            suggestion = closest(owner, teams)
            if suggestion is not None:
                remedy = Words(f"did you mean `{suggestion}`?", f"是否想写 `{suggestion}`？")
            else:
                some = sorted(teams)[:_MOST_LISTED]
                remedy = Words(f"the teams are: {listed(some, 'en')}", f"现有团队：{listed(some, 'zh')}")
            yield Finding(path, Words(f"no team is called `{owner}`", f"没有名为 `{owner}` 的团队"), remedy)


def _owners(context: Context) -> Iterator[tuple[Path, str]]:
    """Yield every owner that the map names."""
    journey = context.journey
    if journey.owner is not None:
        yield ("owner",), journey.owner
    for place in places(journey):
        if place.touchpoint.owner is not None:
            yield (*place.path, "owner"), place.touchpoint.owner
        for kind in ("pain_points", "opportunities", "frontstage", "backstage", "support", "risks"):
            for index, item in enumerate(getattr(place.touchpoint, kind)):
                if item.owner is not None:
                    yield (*place.path, kind, index, "owner"), item.owner
    for index, action in enumerate(journey.actions):
        if action.owner is not None:
            yield ("actions", index, "owner"), action.owner


RULES = (touchpoint_without_owner, unknown_owner)
