"""When things are done, and whether that can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.diagnostics import Severity
from cxmap.language import Words
from cxmap.lint.engine import ALWAYS, DEFAULT, STRICT, Finding, rule
from cxmap.lint.rules.plan.live import live_actions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cxmap.diagnostics import Path
    from cxmap.lint.context import At, Context
    from cxmap.model.claims import Action


@rule(Severity.WARNING, DEFAULT)
def action_without_due_date(context: Context) -> Iterator[Finding]:
    """An action of the plan without a date by which it is to be done.

    没有截止日期的行动。

    Why it matters: an action without a date is a wish. It is never late, so nobody ever asks about it; a goal says when
    its result is there (Doran, 1981).

    为什么重要：没有期限的行动只是愿望：它永远不会逾期，也就永远没人过问。目标要写明何时见到结果（Doran，1981）。

    Example:

        stages: [Paying]
        actions:
          - {title: Remember the card, owner: payments}  # action-without-due-date

    How to mend: agree on a date with the owner. `due: null` says that there is none yet. An action that is done or
    dropped needs no date: set its `status`.

    如何修改：与责任团队商定日期；还定不下来，就写 `due: null`。已完成或已放弃的行动不需要截止日期，写上 `status` 即可。

        stages: [Paying]
        actions:
          - {title: Remember the card, owner: payments, due: 2026-09-30}
    """
    for at in live_actions(context):
        if at.item.due is None and "due" not in context.given(at.path):
            title = context.said(at.item.title)
            yield Finding(
                at.path,
                Words(f"the action “{title}” has no due date", f"行动“{title}”没有截止日期"),
                Words("add `due: YYYY-MM-DD`", "请添加 `due: YYYY-MM-DD`"),
            )


@rule(Severity.WARNING, DEFAULT)
def action_overdue(context: Context) -> Iterator[Finding]:
    """An action that should have been done by now, and is neither done nor dropped.

    已过截止日期，却既没有完成也没有放弃的行动。

    Why it matters: either the work is late or the map is. Readers who find one date in the past stop believing the
    others.

    为什么重要：不是工作迟了，就是地图旧了。读者看到一个早已过去的日期，其余的日期也就不再相信。

    Example:

        stages: [Paying]
        actions:
          - title: Remember the card
            due: 2026-04-30  # action-overdue
            status: doing

    How to mend: set `status: done` and the `effect`, agree on a new date, or drop the action.

    如何修改：写上 `status: done` 和 `effect`；或者商定新的日期；或者放弃这项行动。

        stages: [Paying]
        actions:
          - title: Remember the card
            due: 2026-09-30
            status: doing
    """
    for at in live_actions(context):
        due = at.item.due
        if due is not None and due < context.today and not _ends_before_it_starts(at.item):
            late, title = (context.today - due).days, context.said(at.item.title)
            yield Finding(
                (*at.path, "due"),
                Words(
                    f"the action “{title}” was due on {due}, {late} day{'s' if late != 1 else ''} ago",
                    f"行动“{title}”应在 {due} 前完成，已逾期 {late} 天",
                ),
                Words("set `status: done`, or a new date", "请写上 `status: done`，或商定新的日期"),
            )


@rule(Severity.WARNING, ALWAYS)
def action_that_ends_before_it_starts(context: Context) -> Iterator[Finding]:
    """An action that is due before the day on which it starts.

    截止日期早于开始日期的行动。

    Why it matters: one of the two dates is a slip, most often a year that was not changed, and every time line drawn
    from the plan is wrong.

    为什么重要：两个日期里总有一个写错了，多半是年份没改；据此画出来的进度全都不对。

    Example:

        stages: [Paying]
        actions:
          - title: Remember the card
            start: 2026-11-02
            due: 2026-03-31  # action-that-ends-before-it-starts

    How to mend: correct the date that is wrong.

    如何修改：改正写错的那个日期。

        stages: [Paying]
        actions:
          - title: Remember the card
            start: 2026-11-02
            due: 2027-03-31
    """
    for at in context.actions:
        if _ends_before_it_starts(at.item):
            title = context.said(at.item.title)
            yield Finding(
                (*at.path, "due"),
                Words(
                    f"the action “{title}” is due on {at.item.due}, before it starts on {at.item.start}",
                    f"行动“{title}”的截止日期 {at.item.due} 早于开始日期 {at.item.start}",
                ),
                Words("correct `start` or `due`", "请改正 `start` 或 `due`"),
            )


class _Run(NamedTuple):
    """An action while it runs, and the team that does it."""

    at: At[Action]
    owner: str
    start: date
    due: date


@rule(Severity.WARNING, STRICT)
def conflicting_actions(context: Context) -> Iterator[Finding]:
    """Two actions of different teams that take up the same opportunity at the same time: from `start`, or today for one
    that is under way, until `due`.

    不同团队的两项行动，在同一段时间里针对同一个机会点。时间从 `start`（进行中而没有写的，从今天）算到 `due`。

    Why it matters: two teams answer one question at once, and neither answers for it. The customer gets both answers,
    and they seldom fit.

    为什么重要：一个问题，两个团队同时各做各的，谁也不对结果负责。客户最后拿到两套做法，往往还对不上。

    Example:

        stages:
          - name: Waiting
            touchpoints:
              - name: The order status
                opportunities: [{id: say-when, text: How might people know when it comes?}]
        actions:
          - {title: Five steps in the app, addresses: say-when, owner: app, start: 2026-07-01, due: 2026-12-31}
          - {title: A message at each step, addresses: say-when, owner: crm, start: 2026-09-01, due: 2026-11-30}  # conflicting-actions

    How to mend: let one team answer for both, as one action or one after the other; or split the opportunity into the
    two questions that the teams really work on.

    如何修改：由一个团队牵头，合成一项行动，或者一前一后进行；或者把机会点拆成两个，各自对应团队真正在解决的问题。

        stages:
          - name: Waiting
            touchpoints:
              - name: The order status
                opportunities: [{id: say-when, text: How might people know when it comes?}]
        actions:
          - {title: Five steps in the app, addresses: say-when, owner: app, start: 2026-07-01, due: 2026-12-31}
          - {title: A message at each step, addresses: say-when, owner: crm, start: 2027-01-04, due: 2027-03-31}
    """
    runs: dict[str, list[_Run]] = {}
    for at in live_actions(context):
        action = at.item
        start = action.start or (context.today if action.status == "doing" else None)
        if action.addresses and action.owner and start and action.due and start <= action.due:
            run = _Run(at, action.owner, start, action.due)
            for opportunity in dict.fromkeys(action.addresses):
                runs.setdefault(opportunity, []).append(run)
    reported: set[Path] = set()
    for same in runs.values():
        same.sort(key=lambda run: run.start)
        for number, run in enumerate(same):
            others = [one for one in same[:number] if one.owner != run.owner and one.due >= run.start]
            if others and run.at.path not in reported:
                reported.add(run.at.path)
                yield _conflict(context, run, max(others, key=lambda one: one.due))


def _conflict(context: Context, later: _Run, other: _Run) -> Finding:
    title, first = context.said(later.at.item.title), context.said(other.at.item.title)
    since, until = max(later.start, other.start), min(later.due, other.due)
    (team, of_other), (team_zh, of_other_zh) = (
        [context.library.team_name(run.owner, language) for run in (later, other)] for language in ("en", "zh")
    )
    return Finding(
        later.at.path,
        Words(
            f"“{title}” ({team}) and “{first}” ({of_other}) take up the same opportunity at the same time, {since} to {until}",
            f"“{title}”（{team_zh}）与“{first}”（{of_other_zh}）在 {since} 至 {until} 同时针对同一个机会点",
        ),
        Words(
            "let one team answer for both, one after the other or as one action",
            "请由一个团队牵头，一前一后进行或合成一项行动",
        ),
        related=(other.at.path, Words("the other action", "另一项行动")),
    )


def _ends_before_it_starts(action: Action) -> bool:
    return action.start is not None and action.due is not None and action.due < action.start
