"""Counts which events cases have within some time, so that the cases of several events are known, each counted once."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from cxmap.data.dialects import DUCKDB
from cxmap.data.event_counts import SEPARATOR
from cxmap.data.lookup import text

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from cxmap.data.dialects import Dialect
    from cxmap.data.engine import Engine

_DAY, _BITS = 86_400, 60
_DAY_ZERO = date(1970, 1, 1).toordinal()


class EventSetCount(NamedTuple):
    """How many cases have just these events, of those that were asked for; sorted, as they were written."""

    events: tuple[str, ...]
    n: int


def event_days(engine: Engine, rows: str) -> set[int]:
    """Return the days on which something happened, as ordinals of `date`; `rows` are events with their second, as they stand after FROM."""
    return {_DAY_ZERO + int(day) for (day,) in engine.stream(days_statement(engine.dialect, rows))}


def event_sets(
    engine: Engine, rows: str, events: Collection[str], days: tuple[int, int] | None = None
) -> list[EventSetCount]:
    """Return how many cases have which of some events, at any time or from one day on to before another.

    The embedded engine looks at these events only; a database is told no text, and what is not asked for is left out here.
    """
    if not events:
        return []
    condition = "1 = 1"
    if days is not None:
        first, after = ((day - _DAY_ZERO) * _DAY for day in days)
        condition = f"second >= {first} AND second < {after}"
    count = _sets_here if engine.dialect is DUCKDB else _sets_there
    found = count(engine, rows, sorted(set(events)), condition)
    found.pop((), None)
    return [EventSetCount(*each) for each in sorted(found.items())]


def _sets_here(engine: Engine, rows: str, events: Sequence[str], condition: str) -> Counter[tuple[str, ...]]:
    """Count as the embedded engine does, in a tenth of the time: the events of a case are the bits of numbers."""
    numbers = range(-(-len(events) // _BITS))
    asked = ", ".join(f"({text(event)}, {n // _BITS}, {1 << n % _BITS})" for n, event in enumerate(events))
    bits = ", ".join(f"bit_or(CASE WHEN number = {n} THEN bit ELSE 0 END)::BIGINT AS bits{n}" for n in numbers)
    statement = (
        f"SELECT count(*), COLUMNS('bits.*') FROM (SELECT {bits} FROM {rows} AS told "  # noqa: S608
        f"JOIN (VALUES {asked}) AS asked(event, number, bit) USING (event) WHERE {condition} GROUP BY case_said) GROUP BY ALL"
    )
    found = Counter[tuple[str, ...]]()
    for n, *said in engine.stream(statement):
        has = (event for place, event in enumerate(events) if said[place // _BITS] >> place % _BITS & 1)
        found[tuple(has)] += int(n)
    return found


def _sets_there(engine: Engine, rows: str, events: Sequence[str], condition: str) -> Counter[tuple[str, ...]]:
    asked, found = frozenset(events), Counter[tuple[str, ...]]()
    for way, n in engine.stream(sets_statement(engine.dialect, rows, condition)):
        found[tuple(sorted(asked.intersection(str(way or "").split(SEPARATOR))))] += int(n)
    return found


def days_statement(dialect: Dialect, rows: str) -> str:
    """Return the statement for the days on which something happened, from 1970 on: one column, a row a day."""
    day = dialect.whole(f"floor(second / {_DAY}.0)")
    return f"SELECT day FROM (SELECT {day} AS day FROM {rows} AS told) AS days GROUP BY day"  # noqa: S608


def sets_statement(dialect: Dialect, rows: str, condition: str) -> str:
    """Return the statement that counts cases by their different events, with `SEPARATOR` between, where a condition holds."""
    return (
        f"SELECT way, count(*) FROM (SELECT case_said, {dialect.joined.format('event', 'event')} AS way FROM "  # noqa: S608
        f"(SELECT case_said, event FROM {rows} AS told WHERE {condition} GROUP BY case_said, event) AS once "
        "GROUP BY case_said) AS whole GROUP BY way"
    )
