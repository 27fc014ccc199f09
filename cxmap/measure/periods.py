"""Periods: months, quarters and years by their names, their place in time, and their days."""

from __future__ import annotations

from datetime import date
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_LONG = 400
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def number_of(period: str) -> int:
    """Return the place of a period in time: of months, quarters or years, as its name says."""
    year, _, part = period.partition("-")
    if not part:
        return int(year)
    return 4 * int(year) + int(part[1:]) if part.startswith("Q") else 12 * int(year) + int(part)


def following(period: str) -> str:
    """Return the name of the period after one."""
    number = number_of(period) + 1
    if "-" not in period:
        return f"{number:04}"
    if "Q" in period:
        return f"{(number - 1) // 4:04}-Q{(number - 1) % 4 + 1}"
    return f"{(number - 1) // 12:04}-{(number - 1) % 12 + 1:02}"


def periods_between(first: date, last: date, kind: str, beyond: int = 0) -> Iterator[tuple[str, int]]:
    """Yield the periods from one day to another, without gaps, each with how many of those days it has.

    `kind` is `month`, `quarter` or `year`. The first and the last period may be there in part only: up to so many days
    `beyond` the first and the last day count as well.
    """
    size = _MONTHS[kind]
    for number in range(_month(first) // size, _month(last) // size + 1):
        start, end = _first_day(number * size), _first_day((number + 1) * size)
        covered = min(end, last.toordinal() + 1 + beyond) - max(start, first.toordinal() - beyond)
        yield _name(number * size, kind), covered


def covered_periods(days: Collection[int], kind: str) -> list[tuple[str, int]]:
    """Return the periods that a log covers, each with how many of its days, by the days on which something came in.

    A log begins and ends about as far from its first and last entry as entries lie apart: so half a month is half, but
    one whose entries are all dated to the first of a month has whole ones. One day alone stands for its whole period.
    """
    if not days:
        return []
    first, last = min(days), max(days)
    apart = ceil((last - first) / (len(days) - 1)) if len(days) > 1 else _LONG
    return list(periods_between(date.fromordinal(first), date.fromordinal(last), kind, apart - 1))


def whole_periods(days: Collection[int], kind: str) -> list[str]:
    """Return the periods that a log covers from their first day to their last, and in which it has an entry.

    See `covered_periods`; but what a single day stands for is not known, and a period without an entry may be missing.
    """
    if len(days) < 2:
        return []
    found = []
    for period, covered in covered_periods(days, kind):
        first, after = bounds_of(period)
        if covered == after - first and any(first <= day < after for day in days):
            found.append(period)
    return found


def last_run(periods: Sequence[str]) -> list[str]:
    """Return the last of some periods, which are in order, and those right before it, without a gap."""
    found: list[str] = []
    for period in reversed(periods):
        if found and number_of(period) + 1 != number_of(found[0]):
            break
        found.insert(0, period)
    return found


def bounds_of(period: str) -> tuple[int, int]:
    """Return the first day of a period, and the one after its last, as ordinals of `date`."""
    size = 12 if "-" not in period else 3 if "Q" in period else 1
    number = number_of(period) - (1 if "-" in period else 0)
    return _first_day(number * size), _first_day((number + 1) * size)


def _month(day: date) -> int:
    return 12 * day.year + day.month - 1


def _first_day(month: int) -> int:
    year, rest = divmod(month, 12)
    return date.max.toordinal() + 1 if year > date.max.year else date(year, rest + 1, 1).toordinal()


def _name(month: int, kind: str) -> str:
    year, rest = divmod(month, 12)
    return {"month": f"{year:04}-{rest + 1:02}", "quarter": f"{year:04}-Q{rest // 3 + 1}"}.get(kind, f"{year:04}")
