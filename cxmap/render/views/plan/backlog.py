"""The backlog: actions by rank, with what each costs, brings and is for; then what came of the done ones; then sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.model.vocabulary import SEVERITIES
from cxmap.model.worth import sums
from cxmap.render.marks.gaps import gap
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.page.blocks import Texts, heading
from cxmap.render.page.tables import NO_CELL, Column, Row, Sketch, Table, plain
from cxmap.render.scene import Box, Line, Rect
from cxmap.render.scene import Item as Drawn
from cxmap.render.text.paragraphs import ASCENT, BODY, LEADING, MINOR, STRONG, Cell, Paragraph, one_line
from cxmap.render.text.saying import with_detail
from cxmap.render.text.widths import advance
from cxmap.render.theme import SEVERITY_COLOURS
from cxmap.render.views.plan import labels
from cxmap.render.views.plan.marks import marker, said_status
from cxmap.render.views.plan.money import (
    amount,
    counted_said,
    currency_name,
    months,
    said_months,
    said_roi,
    times,
    with_currency,
)
from cxmap.render.views.plan.reading import said_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.language import Words
    from cxmap.model.claims import PainPoint
    from cxmap.render.page.blocks import Block
    from cxmap.render.page.tables import TableCell
    from cxmap.render.subject import Subject
    from cxmap.render.views.plan.reading import Item, Plan

_BAR = 0.7  # ems, the height of the bar beside a return
_LEAST_AMOUNT = 5.0  # ems
_ROI_TEXT = 3.3  # ems, for its figure


def backlog(subject: Subject, plan: Plan) -> Iterable[Block]:
    """Return heading, rules and table."""
    theme = subject.theme
    yield heading(subject.say(labels.BACKLOG), theme.ink, starts_sheet=True)
    rule = labels.RANKED_BY_ROI if plan.has_money else labels.RANKED_BY_EASE
    note = subject.say(rule)
    if len({item.action.currency for item in plan.items if item.action.currency}) > 1:
        note = f"{note}{'' if subject.language == 'zh' else ' '}{subject.say(labels.NOT_ADDED)}"
    yield Texts((Paragraph(note, theme.soft, MINOR),), gap=0.3, measure=125, keeps_with_next=True)
    yield Table(theme, _columns(subject, plan), tuple(_rows(subject, plan)), gap=0.6)


def _columns(subject: Subject, plan: Plan) -> Sequence[Column]:
    """Return the columns; those of amounts are as wide as the longest."""
    say = subject.say
    currency = _one_currency(plan)
    money: tuple[Column, ...] = ()
    if plan.has_money:
        total = sums(item.action for item in plan.kept)
        costs = [_said(subject, plan, item, item.action.cost) for item in plan.items] + [
            amount(each.cost) for each in total
        ]
        benefits = [_said(subject, plan, item, item.action.benefit) for item in plan.items]
        benefits += [amount(each.benefit) for each in total]
        money = (
            Column(_with(subject, labels.COST, currency), _widest(costs), "end"),
            Column(_with(subject, labels.BENEFIT, currency), _widest(benefits), "end"),
            Column(say(labels.ROI), 8.4),
            Column(say(labels.MONTHS_HEAD), 5.9, "end"),
        )
    return (
        Column("", 2.4), Column(say(labels.ACTION), 15), Column(say(labels.OWNER), 8.6), Column(say(labels.DATES), 8.2),
        Column(say(labels.STATUS), 6.7), *money, Column(say(labels.IMPACT_EFFORT), 5.6, "end"), Column(say(labels.TAKES_UP), 24),
    )  # fmt: skip


def _widest(amounts: Sequence[str]) -> float:
    """Return the ems that a column of amounts takes, so that none is broken over two lines."""
    return max([_LEAST_AMOUNT, *(advance(text, bold=True) + 1.15 for text in amounts)])


def _one_currency(plan: Plan) -> str | None:
    """Return the currency of all amounts, where they have one and the same."""
    used = {i.action.currency for i in plan.items if i.action.cost is not None or i.action.benefit is not None}
    return used.pop() if len(used) == 1 else None


def _with(subject: Subject, label: Words, currency: str | None) -> str:
    return with_detail(subject.say(label), currency_name(subject, currency), subject.language)


def _rows(subject: Subject, plan: Plan) -> Iterable[Row]:
    greatest = max((item.roi for item in plan.kept if item.roi is not None), default=0.0)
    parts = ((labels.TO_DO, plan.open), (labels.DONE, plan.done), (labels.DROPPED, plan.dropped))
    several = sum(bool(items) for _, items in parts) > 1
    for name, items in parts:
        if items and several:
            yield Row(band=subject.say(name).format(len(items)))
        for item in items:
            yield _row(subject, plan, item, greatest)
    if plan.has_money:
        yield from _totals(subject, plan)


def _row(subject: Subject, plan: Plan, item: Item, greatest: float) -> Row:
    action, theme = item.action, subject.theme
    ink = theme.soft if action.status == "dropped" else theme.ink
    is_over = action.status == "dropped"
    money = _money(subject, plan, item, greatest, ink) if plan.has_money else ()
    rated = [f"{rating:g}" if rating is not None else "–" for rating in (action.impact, action.effort)]
    touchpoints = {relief.place.column for relief in item.reliefs}
    return Row(
        (
            marker(subject, item).cell(),
            tuple(_title(subject, item, ink)),
            _owner(subject, item, is_over),
            _dates(subject, item, ink),
            plain(said_status(subject, action), ink) if action.status else gap(subject.say(labels.NOT_GIVEN)),
            *money,
            plain(" / ".join(rated), ink)
            if item.is_rated or is_over or rated != ["–", "–"]
            else gap(subject.say(labels.UNSCORED)),
            tuple(_purposes(subject, item, ink)),
        ),
        touchpoint=touchpoints.pop() if len(touchpoints) == 1 else None,
    )


def _title(subject: Subject, item: Item, ink: str) -> Iterable[Paragraph]:
    action = item.action
    yield Paragraph(subject.text(action.title), ink, BODY if action.status == "dropped" else STRONG)
    if action.effect is not None:
        effect = subject.say(labels.EFFECT).format(subject.text(action.effect))
        yield Paragraph(effect, ink, space_before=0.15)
    elif action.status == "done":
        yield from gap(subject.say(labels.NO_EFFECT))
    if action.ticket:
        yield Paragraph(action.ticket, subject.theme.soft, MINOR, space_before=0.1)


def _owner(subject: Subject, item: Item, is_over: bool) -> Cell:
    owner = item.action.owner
    if owner is None:
        return NO_CELL if is_over else gap(subject.say(labels.NO_OWNER).lower())
    colour = subject.theme.soft if is_over else subject.team_colour(owner)
    return (Paragraph(subject.library.team_name(owner, subject.language), colour, MINOR, pill=colour),)


def _dates(subject: Subject, item: Item, ink: str) -> Cell:
    start, due = item.action.start, item.action.due
    if start is None and due is None:
        is_over = item.action.status in ("done", "dropped")
        return NO_CELL if is_over else gap(subject.say(labels.NO_DATES))
    dates = [Paragraph(f"{start.isoformat()} →", subject.theme.soft, MINOR)] if start is not None else []
    if due is None:
        return (*dates, *gap(subject.say(labels.NO_DUE)))
    return (*dates, Paragraph(due.isoformat(), ink, space_before=0))


def _money(subject: Subject, plan: Plan, item: Item, greatest: float, ink: str) -> Sequence[TableCell]:
    action = item.action
    amounts = [
        plain(_said(subject, plan, item, value), ink) if value is not None else _no_figure(subject, item, lack)
        for value, lack in ((action.cost, labels.NO_COST), (action.benefit, labels.NO_BENEFIT))
    ]
    if item.roi is None:
        said = said_roi(subject, item)
        return (*amounts, plain(said, ink) if said else NO_CELL, plain(said_months(subject, item), ink))
    drawn = greatest if action.status != "dropped" else 0.0
    return (*amounts, _with_bar(subject, item.roi, drawn, ink), plain(said_months(subject, item), ink))


def _said(subject: Subject, plan: Plan, item: Item, value: float | None) -> str:
    """Write an amount, with its currency where there are several."""
    if value is None:
        return ""
    currency = item.action.currency if _one_currency(plan) is None else None
    return with_currency(subject, amount(value), currency)


def _no_figure(subject: Subject, item: Item, lack: Words) -> Cell:
    return NO_CELL if item.action.status == "dropped" else gap(subject.say(lack))


def _with_bar(subject: Subject, ratio: float, greatest: float, ink: str) -> Sketch:
    """Write a return and draw it as a bar, with a tick where one year's benefit equals the cost."""

    def paint(box: Box, body: float) -> Iterable[Drawn]:
        left = box.x + _ROI_TEXT * body
        yield one_line(times(ratio), left - 0.5 * body, box.y + ASCENT * body, body, ink, bold=True, anchor="end")
        if greatest:
            unit = (box.right - left) / max(greatest, 1.0)
            yield Rect(Box(left, box.y + 0.33 * body, unit * ratio, _BAR * body), subject.theme.accent)
            yield from one_tick(left + unit, box.y + 0.13 * body, (_BAR + 0.4) * body, subject)

    return Sketch(lambda _, body: LEADING * body, paint)


def one_tick(x: float, y: float, tall: float, subject: Subject) -> Iterable[Drawn]:
    """Draw the tick of a return of 1: white where it crosses a bar, dark at its ends."""
    yield Line(x, y, x, y + tall, subject.theme.ground, 0.16 * tall)
    yield Line(x, y, x, y + tall, subject.theme.ink, 0.075 * tall)


def _purposes(subject: Subject, item: Item, ink: str) -> Iterable[Paragraph]:
    """Write the opportunities that an action takes up, and under them the pain points it would ease."""
    theme = subject.theme
    if not item.opportunities:
        if item.action.status != "dropped":
            yield from gap(subject.say(labels.NOTHING))
        return
    for opportunity in item.opportunities:
        yield Paragraph(
            subject.text(opportunity.text), ink, icon=MARK_ICONS["opportunity"],
            icon_colour=theme.accent if ink == theme.ink else ink,
            said=subject.say(labels.OPPORTUNITY), space_before=0.15,
        )  # fmt: skip
    for relief in item.reliefs:
        for pain in said_of(subject, relief.pains):
            yield pain_paragraph(subject, pain, subject.text(pain.text), ink)


def pain_paragraph(subject: Subject, pain: PainPoint, text: str, ink: str) -> Paragraph:
    """Write a pain point with the mark of its severity."""
    return Paragraph(
        text, ink,
        icon=MARK_ICONS[f"severity-{pain.severity}" if pain.severity else "pain"],
        icon_colour=SEVERITY_COLOURS[pain.severity or "medium"] if ink == subject.theme.ink else ink,
        said=subject.say(SEVERITIES[pain.severity]) if pain.severity else "",
        space_before=0.1,
    )  # fmt: skip


def _totals(subject: Subject, plan: Plan) -> Iterable[Row]:
    """Add up by currency; only actions with both figures count."""
    theme = subject.theme
    found = sums(item.action for item in plan.kept)
    if not found:
        return
    yield Row(band=subject.say(labels.TOTALS))
    for total in found:
        name = _with(subject, labels.TOTAL_IN, total.currency)
        if total.currency is None:
            name = subject.dot.join((name, subject.say(labels.NO_CURRENCY)))
        counted = counted_said(subject, total, plan)
        yield Row((
            NO_CELL,
            (Paragraph(name, theme.ink, STRONG), Paragraph(counted, theme.soft, MINOR, space_before=0.1)),
            NO_CELL, NO_CELL, NO_CELL,
            plain(amount(total.cost), theme.ink, STRONG), plain(amount(total.benefit), theme.ink, STRONG),
            _with_bar(subject, total.roi, 0.0, theme.ink) if total.roi is not None else NO_CELL,
            plain(months(total.payback_months), theme.ink, STRONG) if total.payback_months is not None else NO_CELL,
            NO_CELL, NO_CELL,
        ))  # fmt: skip
