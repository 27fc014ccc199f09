"""Periods: months, quarters and years by their names, their place in time, and their days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def number_of(period: str) -> int:
    """Return the place of a period in time: of months, quarters or years, as its name says."""
    year, _, part = period.partition("-")
    if not part:
        return int(year)
    return 4 * int(year) + int(part[1:]) if part.startswith("Q") else 12 * int(year) + int(part)


def periods_between(first: date, last: date, kind: str) -> Iterator[tuple[str, int]]:
    """Yield the periods from one day to another, without gaps, each with how many of those days it has.

    `kind` is `month`, `quarter` or `year`. The first and the last period may be there in part only.
    """
    size = _MONTHS[kind]
    for number in range(_month(first) // size, _month(last) // size + 1):
        start, end = _first_day(number * size), _first_day((number + 1) * size)
        days = min(end.toordinal(), last.toordinal() + 1) - max(start.toordinal(), first.toordinal())
        yield _name(number * size, kind), days


def _month(day: date) -> int:
    return 12 * day.year + day.month - 1


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _name(month: int, kind: str) -> str:
    year, rest = divmod(month, 12)
    return {"month": f"{year:04}-{rest + 1:02}", "quarter": f"{year:04}-Q{rest // 3 + 1}"}.get(kind, f"{year:04}")
