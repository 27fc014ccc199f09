"""Counts how cases go on in the pass that sorts them (`events_sorted`): a row for each case, and one for each kind of step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.data.packing import bucket_between, channel_in, day_of, event_in, month_of
from cxmap.data.ways import recent_in, ways_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxmap.data.engine import DuckDB
    from cxmap.data.event_counts import EventCounts
    from cxmap.data.lookup import Period

_ENDS, _ONWARD = '"case ends"', '"steps onward"'
TABLES = ("case ends", "steps onward")
MADE = (
    f"CREATE OR REPLACE TABLE {_ENDS} (came_from USMALLINT, event USMALLINT, channels USMALLINT[], begun INTEGER, ended BIGINT, bucket BIGINT)",
    f"CREATE OR REPLACE TABLE {_ONWARD} (came_from USMALLINT, event USMALLINT, went_to USMALLINT, begun INTEGER, n BIGINT)",
)
"""The statements that make the tables."""
_BEGUN = f"CAST({month_of('moments[1]')} AS INTEGER) AS begun"
_CHANNELS = f"list_sort(list_distinct(list_transform(steps, lambda one: {channel_in('one')}::USMALLINT)))"


def counted_of_cases(*, has_channel: bool) -> tuple[str, ...]:
    """Return the statements that count the `cases` of a partition."""
    return (
        f"INSERT INTO {_ENDS} SELECT CASE WHEN len(steps) > 1 THEN {event_in('steps[-2]')} END, {event_in('steps[-1]')}, "  # noqa: S608
        f"{_CHANNELS if has_channel else '[]'}, {_BEGUN}, {day_of('moments[-1]')}, {bucket_between('moments[1]', 'moments[-1]')} "
        "FROM cases",
        f"INSERT INTO {_ONWARD} SELECT {event_in('step_before')} AS came_from, {event_in('step')} AS event, "  # noqa: S608
        f"{event_in('step_after')} AS went_to, begun, count(*) FROM (SELECT unnest(list_prepend(NULL, steps[:-3])) AS step_before, "
        f"unnest(steps[:-2]) AS step, unnest(steps[2:]) AS step_after, {_BEGUN} FROM cases WHERE len(steps) > 1) GROUP BY ALL",
    )


def bring_ways(
    engine: DuckDB,
    counted: EventCounts,
    names: Mapping[str, Sequence[str]],
    period: Period,
) -> None:
    """Bring the counts home, with names in place of numbers."""
    event: dict[int | None, str] = {None: "", **dict(enumerate(names["event"]))}
    channel = names["channel"]
    begun = dict(engine.rows(f"SELECT begun, count(*) FROM {_ENDS} GROUP BY begun"))  # noqa: S608
    recent = recent_in(counted.transitions, begun, counted.last, period)
    is_late = "false" if recent.late is None else f"begun >= {recent.late}"
    is_open = f"ended >= {recent.open_from}"
    steps, ends = engine.together([
        f"SELECT came_from, event, went_to, {is_late} AS is_late, false AS is_open, sum(n)::BIGINT FROM {_ONWARD} GROUP BY ALL "  # noqa: S608
        f"UNION ALL SELECT came_from, event, NULL, {is_late} AS is_late, {is_open} AS is_open, count(*) FROM {_ENDS} GROUP BY ALL",
        f"SELECT channels, event, {is_open} AS is_open, bucket, count(*) FROM {_ENDS} GROUP BY ALL",  # noqa: S608
    ])  # fmt: skip
    counted.ways = ways_of(
        recent,
        ((event[before], event[at], event[after], *rest) for before, at, after, *rest in steps),
        (([channel[code] for code in channels], event[at], *rest) for channels, at, *rest in ends),
    )
