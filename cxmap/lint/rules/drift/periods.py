"""Periods as maps and measures write them, and a figure of several of them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from cxmap.measurements import Figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.measurements import ComplaintFigure, Measurement

_PART = re.compile(
    r"\s*(\d{4})(?:[-/年.]?\s*(?:(?P<month>\d{1,2})月?|[Qq](?P<quarter>[1-4])|[Hh](?P<half>[12])))?年?\s*"
)
_TO = re.compile(r"\s*(?:/|–|—|~|～|\.\.|\bto\b|至|到)\s*")
_MONTHS = 12


class Months(NamedTuple):
    """A stretch of months, counted from the year 0; both ends belong to it."""

    first: int
    last: int

    @property
    def end(self) -> date:
        """Its last day."""
        year, month = divmod(self.last + 1, _MONTHS)
        return date(year, month + 1, 1) - timedelta(days=1)


def months_of(period: str | None) -> Months | None:
    """Return the months of a period as `2026-10`, `2026-Q3`, `2026-H1`, `2026`, `2026-09/2026-10`; None for any other text."""
    if period is None:
        return None
    whole = _part(period)
    if whole is not None:
        return whole
    parts = _TO.split(period)
    ends = [_part(part) for part in parts]
    if len(ends) != 2 or ends[0] is None or ends[1] is None or ends[0].first > ends[1].last:
        return None
    return Months(ends[0].first, ends[1].last)


def _part(said: str) -> Months | None:
    match = _PART.fullmatch(said)
    if match is None:
        return None
    year = int(match[1]) * _MONTHS
    for name, length in (("month", 1), ("quarter", 3), ("half", 6)):
        if match[name] is not None:
            number = int(match[name])
            if not 1 <= number * length <= _MONTHS:
                return None
            return Months(year + (number - 1) * length, year + number * length - 1)
    return Months(year, year + _MONTHS - 1)


def last_period(one: Measurement | ComplaintFigure) -> Months | None:
    """Return the last period that a figure was measured in; None where its answers or complaints have no dates."""
    return max(filter(None, (months_of(each.period) for each in one.periods)), key=lambda each: each.last, default=None)


def figure_in(one: Measurement, period: str | None) -> Figure | None:
    """Return the figure of the periods that lie in `period`, or of all answers where there is none; None without any.

    A figure of several periods is their mean, weighted by n; its interval is recovered from theirs, as G. Y. Zou and
    A. Donner do (2008, "Construction of confidence limits about effect measures", Statistics in Medicine 27, 1693-1702).
    """
    asked = months_of(period)
    if asked is None:
        return one.figure
    inside = [each for each in one.periods if _is_in(months_of(each.period), asked)]
    if len(inside) == len(one.periods):
        return one.figure if inside else None
    return _together([each.figure for each in inside if each.figure.value is not None])


def _is_in(inner: Months | None, outer: Months) -> bool:
    return inner is not None and outer.first <= inner.first and inner.last <= outer.last


def _together(figures: Sequence[Figure]) -> Figure | None:
    if len(figures) < 2:
        return figures[0] if figures else None
    n = sum(each.n for each in figures)
    value = sum(each.n * (each.value or 0.0) for each in figures) / n
    below = sqrt(sum((each.n * ((each.value or 0.0) - (each.low or 0.0))) ** 2 for each in figures)) / n
    above = sqrt(sum((each.n * ((each.high or 0.0) - (each.value or 0.0))) ** 2 for each in figures)) / n
    return Figure(n, value, value - below, value + above)
