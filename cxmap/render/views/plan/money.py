"""Amounts and ratios as they are written: whole in a table, short where they stand large."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from cxmap.language import listed
from cxmap.render.views.plan.labels import (
    ALL_COUNTED,
    AT_ONCE,
    COUNTED,
    FREE,
    NEVER,
    NO_BENEFIT,
    NO_COST,
    ONE_COUNTED,
    THE_ONE_COUNTED,
)

if TYPE_CHECKING:
    from cxmap.model.worth import Sum
    from cxmap.render.subject import Subject
    from cxmap.render.views.plan.reading import Item, Plan

_LARGEST = 1e15
"""Amounts from here on are written with an exponent."""
_SHORT_EN = ((1e9, " billion"), (1e6, " million"))
_YUAN = "元"
_SHORT_ZH = ((1e8, "亿"), (1e4, "万"))


def amount(value: float) -> str:
    """Write an amount with all its digits: `1,200,000`, `99.5`."""
    if not math.isfinite(value) or abs(value) >= _LARGEST:
        return f"{value:.3g}"
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".")


def short(subject: Subject, value: float) -> str:
    """Write an amount in three digits and a word: `1.2 million`, `120万`."""
    for unit, word in _SHORT_ZH if subject.language == "zh" else _SHORT_EN:
        if unit <= value < _LARGEST:
            return f"{_three(value / unit)}{word}"
    return amount(value)


def currency_name(subject: Subject, currency: str | None) -> str:
    """Return a currency by its code, in Chinese the own one by its name; "" where none is stated."""
    return _YUAN if (subject.language, currency) == ("zh", "CNY") else currency or ""


def with_currency(subject: Subject, said: str, currency: str | None) -> str:
    """Put a currency to a written amount: `CNY 1.2 million`, `120万元`, `EUR 120万`."""
    name = currency_name(subject, currency)
    if name == _YUAN:
        return f"{said}{name}"
    return f"{name}\N{NO-BREAK SPACE}{said}" if name else said


def counted_said(subject: Subject, total: Sum, plan: Plan) -> str:
    """Say of how many actions both figures are known, and so in a sum."""
    count = len(plan.kept)
    if total.counted == count:
        words = ALL_COUNTED if count > 1 else THE_ONE_COUNTED
    else:
        words = COUNTED if total.counted > 1 else ONE_COUNTED
    return subject.say(words).format(total.counted, count)


def times(ratio: float) -> str:
    """Write a ratio: `4.0×`, `17×`, `0.02×`."""
    return f"{_number(ratio)}×"


def months(value: float) -> str:
    """Write a number of months: `1.7`, `14`, `0.5`."""
    return _number(value)


def said_payback(subject: Subject, value: float) -> str:
    """Say a number of months: `1.7 months`, `1.7个月`."""
    said = plainly(months(value))
    if subject.language == "zh":
        return f"{said}个月"
    return f"{said} month{'' if said == '1' else 's'}"


def plainly(number: str) -> str:
    """Return a written number without a nought after the point, for a sentence: `7×` of `7.0×`."""
    return re.sub(r"\.0(?!\d)", "", number)


def missing(subject: Subject, item: Item) -> str:
    """Say which figure is missing for a return; "" where none is."""
    names = [
        subject.say(label)
        for label, value in ((NO_COST, item.action.cost), (NO_BENEFIT, item.action.benefit))
        if value is None
    ]
    return listed(names, subject.language)


def said_roi(subject: Subject, item: Item) -> str:
    """Say an action's return; "" where a figure is missing."""
    if item.roi is not None:
        return times(item.roi)
    return subject.say(FREE) if item.action.cost == 0 and item.action.benefit is not None else ""


def said_months(subject: Subject, item: Item) -> str:
    """Say an action's payback in months; "" where a figure is missing."""
    if item.payback is not None:
        return months(item.payback) if item.payback else subject.say(AT_ONCE)
    if item.action.benefit == 0 and item.action.cost:
        return subject.say(NEVER)
    return ""


def _number(value: float) -> str:
    """Write a positive number with one decimal while it has one digit; more where it would be 0, none where it is large."""
    if not value or value >= _LARGEST:
        return f"{value:.3g}"
    if round(value, 1) >= 10:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 0.1 else f"{value:.1g}"


def _three(value: float) -> str:
    return f"{float(f'{value:.3g}'):g}"
