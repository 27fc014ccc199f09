"""The plan in words: the matrix, the backlog, the sums, the timeline, and what is eased where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.model.reading import called
from cxmap.model.worth import sums
from cxmap.render.curve.figures import score_said
from cxmap.render.text.saying import semicolons
from cxmap.render.views.plan import labels
from cxmap.render.views.plan.lift import said_lowest, target_of
from cxmap.render.views.plan.marks import said_status
from cxmap.render.views.plan.money import (
    amount,
    counted_said,
    currency_name,
    missing,
    months,
    said_months,
    said_roi,
    times,
    with_currency,
)
from cxmap.render.views.plan.reading import not_eased, quadrant, said_of
from cxmap.render.wordtables import WordTable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.subject import Subject
    from cxmap.render.views.plan.reading import Item, Plan

_QUADRANTS = {
    (-1, 1): labels.QUICK_WINS, (1, 1): labels.BIG_BETS, (-1, -1): labels.FILL_INS, (1, -1): labels.THANKLESS,
}  # fmt: skip


def plan_tables(subject: Subject, plan: Plan, against: Subject | None) -> Iterable[WordTable]:
    """Say what the plan shows."""
    yield _backlog(subject, plan)
    if plan.has_money and any(True for _ in sums(item.action for item in plan.kept)):
        yield _sums(subject, plan)
    eased = list(_eased(subject, plan, against))
    if eased:
        heads = (labels.ACTION, labels.TOUCHPOINT, labels.NOW, labels.TARGET_HEAD, labels.EASED)
        columns = tuple(subject.say(head) for head in heads)
        rows = tuple(eased)
        if against is None:
            columns = (*columns[:3], columns[4])
            rows = tuple((*row[:3], row[4]) for row in rows)
        yield WordTable(subject.say(labels.LIFTS), columns, rows)
    left = not_eased(subject, plan)
    if left:
        columns = tuple(subject.say(head) for head in (labels.TOUCHPOINT, labels.NOW, labels.PAINS))
        yield WordTable(
            subject.say(labels.NOT_LIFTED),
            columns,
            tuple(
                (
                    called(place.touchpoint, subject.language),
                    said_lowest(subject, place),
                    semicolons(
                        (subject.text(p.text) for p in said_of(subject, place.touchpoint.pain_points)), subject.language
                    ),
                )
                for place in left
            ),
        )


def _backlog(subject: Subject, plan: Plan) -> WordTable:
    say = subject.say
    heads = [
        labels.ACTION, labels.NUMBER, labels.OWNER, labels.START, labels.DUE, labels.STATUS, labels.EFFORT, labels.IMPACT,
        labels.QUADRANT,
    ]  # fmt: skip
    if plan.has_money:
        heads += [labels.COST, labels.BENEFIT, labels.ROI, labels.MONTHS_HEAD]
    heads += [labels.TAKES_UP, labels.EFFECT_HEAD, labels.TICKET]
    return WordTable(
        say(labels.BACKLOG), tuple(map(say, heads)), tuple(_row(subject, plan, item) for item in plan.items)
    )


def _row(subject: Subject, plan: Plan, item: Item) -> tuple[str, ...]:
    action, say = item.action, subject.say
    money: tuple[str, ...] = ()
    if plan.has_money:
        money = (
            *(
                with_currency(subject, amount(value), action.currency) if value is not None else say(lack)
                for value, lack in ((action.cost, labels.NO_COST), (action.benefit, labels.NO_BENEFIT))
            ),
            said_roi(subject, item) or missing(subject, item),
            said_months(subject, item) or missing(subject, item),
        )
    return (
        subject.text(action.title),
        str(item.number),
        subject.library.team_name(action.owner, subject.language) if action.owner else say(labels.NO_OWNER),
        action.start.isoformat() if action.start else "",
        action.due.isoformat() if action.due else say(labels.NO_DUE),
        said_status(subject, action),
        f"{action.effort:g}" if action.effort is not None else say(labels.UNSCORED),
        f"{action.impact:g}" if action.impact is not None else say(labels.UNSCORED),
        _quadrant(subject, item),
        *money,
        semicolons((subject.text(o.text) for o in item.opportunities), subject.language) or say(labels.NOTHING),
        subject.text(action.effect),
        action.ticket or "",
    )


def _quadrant(subject: Subject, item: Item) -> str:
    sides = quadrant(item)
    if sides is None:
        return subject.say(labels.UNSCORED)
    return subject.say(_QUADRANTS[sides])


def _sums(subject: Subject, plan: Plan) -> WordTable:
    say = subject.say
    heads = (labels.CURRENCY, labels.COST, labels.BENEFIT, labels.ROI, labels.MONTHS_HEAD, labels.COUNTED_HEAD)
    rows = tuple(
        (
            currency_name(subject, total.currency) or say(labels.NO_CURRENCY),
            amount(total.cost),
            amount(total.benefit),
            times(total.roi) if total.roi is not None else "",
            months(total.payback_months) if total.payback_months is not None else "",
            counted_said(subject, total, plan),
        )
        for total in sums(item.action for item in plan.kept)
    )
    return WordTable(say(labels.TOTALS), tuple(map(say, heads)), rows)


def _eased(subject: Subject, plan: Plan, against: Subject | None) -> Iterable[tuple[str, ...]]:
    for item in plan.kept:
        for relief in item.reliefs:
            target = target_of(subject, relief.place, against)
            texts = [pain.text for pain in said_of(subject, relief.pains)] + [o.text for o in relief.opportunities]
            yield (
                subject.text(item.action.title),
                called(relief.place.touchpoint, subject.language),
                said_lowest(subject, relief.place),
                score_said(subject, target) if target is not None else "",
                semicolons(map(subject.text, texts), subject.language),
            )
