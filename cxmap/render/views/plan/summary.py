"""The plan in one sentence and in a few large figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import Words, in_quotes
from cxmap.model.worth import sums
from cxmap.render.marks.gaps import gap
from cxmap.render.marks.numbered import after_marker
from cxmap.render.page.blocks import Columns, Texts
from cxmap.render.page.cards import Card, Cards
from cxmap.render.page.tables import Column, Row, Table, plain
from cxmap.render.text.paragraphs import MINOR, STRONG, Paragraph, Type
from cxmap.render.text.saying import semicolons
from cxmap.render.views.plan import labels
from cxmap.render.views.plan.marks import marker
from cxmap.render.views.plan.money import currency_name, plainly, said_payback, short, times, with_currency
from cxmap.render.views.plan.reading import pays_back_within_a_year, quadrant

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.model.worth import Sum
    from cxmap.render.page.blocks import Block
    from cxmap.render.subject import Subject
    from cxmap.render.views.plan.reading import Item, Plan

_LARGE = Type(1.7, bold=True)
_UNRATED_CARD = 26.0  # ems


def takeaway(subject: Subject, plan: Plan) -> str:
    """Say what a reader should remember of the plan."""
    return subject.say(_takeaway(subject, plan))


def _takeaway(subject: Subject, plan: Plan) -> Words:
    if not plan.open:
        return _nothing_open(plan)
    first, count = plan.open[0], len(plan.open)
    title = in_quotes(subject.text(first.action.title))
    unknown = sum(item.roi is None and item.payback is None for item in plan.open)
    if unknown == count:
        return _without_figures(plan, title)
    share = _share(len(pays_back_within_a_year(plan.open)), count, unknown)
    brings = _brings(subject, first)
    if brings is None:
        return Words(f"{share.en}.", f"{share.zh}。")
    if count == 1:
        return Words(f"{share.en}: {brings.en}.", f"{share.zh}：{brings.zh}。")
    if first.roi is None:
        return Words(
            f"{share.en}; {title} comes first: {brings.en}.", f"{share.zh}；排在首位的是{title}：{brings.zh}。"
        )
    return Words(
        f"{share.en}; {title} returns most: {brings.en}.",
        f"{share.zh}；回报率最高的是{title}：{brings.zh}。",
    )


def _brings(subject: Subject, item: Item) -> Words | None:
    """Say what an action brings; None where that cannot be counted."""
    if item.roi is not None and item.payback is not None:
        months, ratio = said_payback(subject, item.payback), plainly(times(item.roi))
        return Words(
            f"{ratio} its cost in a year, paid back in {months}",
            f"一年收益是成本的{ratio.removesuffix('×')}倍，{months}回本",
        )
    return Words("it costs nothing", "不花成本") if item.action.cost == 0 else None


def _share(quick: int, count: int, unknown: int) -> Words:
    """Say how many open actions pay back within a year, and of how many that is not known."""
    if count == 1:
        return Words(
            f"The open action {'pays' if quick else 'does not pay'} back within a year",
            f"唯一未完成的行动{'能' if quick else '不能'}在一年内回本",
        )
    said = Words(
        f"{quick or 'None'} of {count} open actions {'pay' if quick > 1 else 'pays'} back within a year",
        f"{count}项未完成行动中有{quick}项能在一年内回本",
    )
    if quick == count:
        said = Words(f"{_all(count)} open actions pay back within a year", f"{count}项未完成行动都能在一年内回本")
    if not unknown:
        return said
    return Words(f"{said.en} ({unknown} without figures)", f"{said.zh}（{unknown}项没有数字）")


def _all(count: int) -> str:
    return "Both" if count == 2 else f"All {count}"


def _without_figures(plan: Plan, title: str) -> Words:
    count = len(plan.open)
    if plan.has_money:
        return Words(
            f"None of {count} open actions has both a cost and a benefit, so none can be ranked by ROI."
            if count > 1
            else "The open action does not have both a cost and a benefit, so it has no ROI.",
            f"{count}项未完成行动都没有同时写明成本和收益，无法按ROI排序。"
            if count > 1
            else "唯一未完成的行动没有同时写明成本和收益，算不出ROI。",
        )
    wins = sum(quadrant(item) == (-1, 1) for item in plan.open)
    if not any(item.is_rated for item in plan.open):
        return Words(
            f"None of {count} open actions is rated by effort and impact: there is no order yet."
            if count > 1
            else "The open action is not rated by effort and impact.",
            f"{count}项未完成行动都没有投入和影响评分，还排不出先后。"
            if count > 1
            else "唯一未完成的行动没有投入和影响评分。",
        )
    return Words(
        f"{wins or 'None'} of {count} open actions {'are quick wins' if wins > 1 else 'is a quick win'}; "
        f"{title} has the most impact for its effort.",
        f"{count}项未完成行动中有{wins}项速赢；影响 ÷ 投入最高的是{title}。",
    )


def _nothing_open(plan: Plan) -> Words:
    done, dropped = len(plan.done), len(plan.dropped)
    if done and not dropped:
        return Words(
            "The one action is done." if done == 1 else f"{_all(done)} actions are done.",
            "唯一的行动已完成。" if done == 1 else f"{done}项行动全部完成。",
        )
    if dropped and not done:
        return Words(
            "The one action was dropped: there is no plan."
            if dropped == 1
            else f"{_all(dropped)} actions were dropped: there is no plan.",
            "唯一的行动已放弃，目前没有计划。" if dropped == 1 else f"{dropped}项行动全部放弃，目前没有计划。",
        )
    return Words(
        f"Nothing is left to do: {done} done, {dropped} dropped.",
        f"没有未完成的行动：{done}项已完成，{dropped}项已放弃。",
    )


def figures(subject: Subject, plan: Plan) -> Iterable[Block]:
    """Return the sums of the plan: large where there is one currency, else a table with a row for each."""
    if not plan.has_money:
        return
    found = sums(item.action for item in plan.kept)
    if not found:
        yield Texts(gap(subject.say(labels.NO_FIGURES)))
    elif len(found) == 1:
        yield Columns([_figure(subject, *one) for one in _said(subject, plan, found[0])], (1, 1, 0.7, 0.8, 1))
        if found[0].currency is None:
            yield Texts(gap(subject.say(labels.NO_CURRENCY)), gap=0.5)
        if plan.open and plan.done:
            yield Texts((Paragraph(subject.say(labels.OPEN_AND_DONE), subject.theme.soft, MINOR),), gap=0.4)
    else:
        ink = subject.theme.ink
        heads = [Column(name, 1) for name, _ in _said(subject, plan, found[0])]
        rows = [
            Row((
                plain(currency_name(subject, total.currency), ink, STRONG) if total.currency else gap(subject.say(labels.NO_CURRENCY)),
                *(plain(value, ink, STRONG) for _, value in _said(subject, plan, total)),
            ))
            for total in found
        ]  # fmt: skip
        yield Table(subject.theme, (Column(subject.say(labels.CURRENCY), 0.8), *heads), rows)
        yield Texts((Paragraph(subject.say(labels.NOT_ADDED), subject.theme.soft, MINOR),), gap=0.5)


def _said(subject: Subject, plan: Plan, total: Sum) -> Iterable[tuple[str, str]]:
    """Yield the names and values of the figures of one currency."""
    yield subject.say(labels.COST), with_currency(subject, short(subject, total.cost), total.currency)
    yield subject.say(labels.BENEFIT), with_currency(subject, short(subject, total.benefit), total.currency)
    yield subject.say(labels.ROI), plainly(times(total.roi)) if total.roi is not None else "–"
    payback = total.payback_months
    yield subject.say(labels.PAYBACK), said_payback(subject, payback) if payback is not None else "–"
    yield subject.say(labels.WITH_BOTH), subject.say(labels.OF).format(total.counted, len(plan.kept))


def _figure(subject: Subject, name: str, value: str) -> Texts:
    theme = subject.theme
    return Texts((Paragraph(name, theme.soft, MINOR), Paragraph(value, theme.ink, _LARGE, space_before=0)))


def gaps(subject: Subject, plan: Plan) -> Iterable[Block]:
    """Return what has no place in the matrix: unrated actions, and dropped ones."""
    theme = subject.theme
    unrated = [item for item in plan.kept if not item.is_rated]
    if unrated:
        head = Paragraph(subject.say(labels.UNRATED), theme.ink, STRONG)
        yield Texts((head,), gap=1.2, keeps_with_next=True)
        yield Cards([_unrated(subject, item) for item in unrated], _UNRATED_CARD, gap=0.5, below=0.4)
    notes = []
    if plan.dropped:
        titles = [subject.text(item.action.title) for item in plan.dropped]
        notes.append(subject.say(labels.DROPPED_NOTE).format(semicolons(titles, subject.language)))
    ratings = [r for item in plan.kept for r in (item.action.effort, item.action.impact) if r is not None]
    if any(rating * 2 % 1 for rating in ratings):
        notes.append(subject.say(labels.HALVES))
    if notes:
        yield Texts(tuple(Paragraph(note, theme.soft, MINOR) for note in notes), gap=0.8)


def _unrated(subject: Subject, item: Item) -> Card:
    """Return an action that is not in the matrix, with what it lacks."""
    effort, impact = item.action.effort is None, item.action.impact is None
    lack = labels.NEITHER if effort and impact else labels.NO_EFFORT if effort else labels.NO_IMPACT
    texts = (Paragraph(subject.text(item.action.title), subject.theme.ink), *gap(subject.say(lack)))
    return Card((after_marker(marker(subject, item), texts),))
