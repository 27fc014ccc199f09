"""A time axis in months, with ticks as close as their names allow."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.text.widths import advance
from cxmap.render.views.plan.labels import MONTH_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from cxmap.language import Language

_YEAR = 12
_STEPS = (1, 3, 6, 12, 24, 60, 120, 300, 600, 1200, 6000, 12000, 60000, 120000)
"""Months from one tick to the next."""
_LEAST_SPAN = 3  # months
_APART = 0.9  # ems between the names of two ticks


def month_of(day: date) -> float:
    """Return a day as months since the year 0: whole at the first of a month."""
    return day.year * _YEAR + day.month - 1 + (day.day - 1) / monthrange(day.year, day.month)[1]


def end_of(day: date) -> float:
    """Return the end of a day, as months since the year 0."""
    return day.year * _YEAR + day.month - 1 + day.day / monthrange(day.year, day.month)[1]


class Tick(NamedTuple):
    """A line on the axis and its name; `year` is named above where one begins."""

    month: int
    name: str
    year: str


class Axis(NamedTuple):
    """Months from `first` to `last`, in steps of `step`."""

    first: int
    last: int
    step: int

    def ticks(self, language: Language) -> Iterable[Tick]:
        """Yield the ticks from left to right; the first and every new year name their year."""
        said = ""
        for month in range(self.first, self.last, self.step):
            year = str(month // _YEAR)
            yield Tick(month, _name(month, self.step, language), year if year != said and self.step < _YEAR else "")
            said = year

    def share(self, month: float) -> float:
        """Return where on the axis a month stands, from 0 to 1."""
        return (month - self.first) / (self.last - self.first)


def axis_of(months: Sequence[float], room: float, language: Language) -> Axis:
    """Return the axis that holds all `months` in `room` ems, with the closest ticks whose names fit."""
    low, high = int(min(months) // 1), int(-(-max(months) // 1))
    high = max(high, low + _LEAST_SPAN)
    for step in _STEPS:
        axis = Axis(low // step * step, -(-high // step) * step, step)
        widest = max(
            advance(_name(month, step, language))
            for month in range(axis.first, min(axis.last, axis.first + 12 * step), step)
        )
        if (widest + _APART) * (axis.last - axis.first) / step <= room:
            return axis
    return axis


def _name(month: int, step: int, language: Language) -> str:
    if step == 1:
        return MONTH_NAMES[month % _YEAR].said(language)
    if step == 3:
        return f"Q{month % _YEAR // 3 + 1}"
    if step == 6:
        first = month % _YEAR < 6
        return ("上半年" if first else "下半年") if language == "zh" else ("H1" if first else "H2")
    return str(month // _YEAR)
