"""Counts how cases go on in a table of a database (`events_windowed`), by statements that any engine understands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.data.event_counts import SEPARATOR
from cxmap.data.ways import DAY, recent_in, ways_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cxmap.data.event_counts import EventCounts
    from cxmap.data.events_windowed import Windowed
    from cxmap.data.lookup import Period


def count_ways_windowed(plan: Windowed, counted: EventCounts, period: Period) -> None:
    """Count how the cases of a table go on, of which the events are counted.

    Raises:
        CxmapError: the engine refuses.
    """
    each: Callable[[str], Iterator[tuple[Any, ...]]] = plan.whole_numbers
    begun = dict(each(begun_statement(plan)))
    recent = recent_in(counted.transitions, begun, counted.last, period)
    ends = each(ends_statement(plan, recent.open_from))
    counted.ways = ways_of(
        recent,
        each(steps_statement(plan, recent.late, recent.open_from)),
        ((str(way or "").split(SEPARATOR), *rest) for way, *rest in ends),
    )


def begun_statement(plan: Windowed) -> str:
    """Return the statement that counts in which months, 12 × year + month − 1, cases began."""
    return (
        f"SELECT begun, count(*) FROM (SELECT {plan.table.engine.dialect.month('moment')} AS begun FROM ({plan.placed()}) AS placed "  # noqa: S608
        "WHERE place = 1) AS first_steps GROUP BY begun"
    )


def steps_statement(plan: Windowed, late: int | None, open_from: int) -> str:
    """Return the statement that counts each event with the one before and after it, and whether its case is late and open."""
    dialect = plan.table.engine.dialect
    back = "PARTITION BY case_said ORDER BY place DESC"
    is_late = "0" if late is None else f"CASE WHEN {dialect.month('begun')} >= {late} THEN 1 ELSE 0 END"
    is_open = f"CASE WHEN place = places AND second >= {open_from * DAY} THEN 1 ELSE 0 END"
    around = (
        f"SELECT event, place, places, {dialect.next_of.format('event', back)} AS earlier, next_event AS later, "  # noqa: S608
        f"min(moment) OVER (PARTITION BY case_said) AS begun, {dialect.epoch('moment')} AS second FROM ({plan.placed()}) AS placed"
    )
    # No name is given twice: some engines take a name for what it is called after, not before.
    return (
        "SELECT came_from, event, went_to, is_late, is_open, count(*) FROM (SELECT CASE WHEN place > 1 THEN earlier END AS came_from, "  # noqa: S608
        f"event, CASE WHEN place < places THEN later END AS went_to, {is_late} AS is_late, {is_open} AS is_open FROM ({around}) AS around) "
        "AS steps GROUP BY came_from, event, went_to, is_late, is_open"
    )


def ends_statement(plan: Windowed, open_from: int) -> str:
    """Return the statement that counts cases by their channels, with `SEPARATOR` between, their last event and their time."""
    dialect = plan.table.engine.dialect
    used = (
        f"SELECT case_said, channel, min(second) AS first_second, max(second) AS last_second, "  # noqa: S608
        f"max(CASE WHEN place = places THEN event END) AS final FROM (SELECT case_said, channel, event, place, places, "
        f"{dialect.epoch('moment')} AS second FROM ({plan.placed()}) AS placed) AS told GROUP BY case_said, channel"
    )
    whole = (
        f"SELECT case_said, {dialect.joined.format('channel', 'channel')} AS way, max(final) AS last_event, "  # noqa: S608
        f"max(last_second) AS ended, max(last_second) - min(first_second) AS seconds FROM ({used}) AS used GROUP BY case_said"
    )
    return (
        f"SELECT way, last_event, is_open, bucket, count(*) FROM (SELECT way, last_event, CASE WHEN ended >= {open_from * DAY} THEN 1 "  # noqa: S608
        f"ELSE 0 END AS is_open, {dialect.bucket('seconds')} AS bucket FROM ({whole}) AS whole) AS timed "
        "GROUP BY way, last_event, is_open, bucket"
    )
