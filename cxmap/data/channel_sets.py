"""Counts which channels cases use, and how long these take: what becomes of those who change channel."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from cxmap.data.dialects import DUCKDB
from cxmap.data.events_windowed import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.data.events_sorted import EventLog
    from cxmap.data.events_windowed import Windowed

_SECOND = 1_000_000


class ChannelSetCount(NamedTuple):
    """How many cases used just these channels, sorted and as they were written, and took so long (`Dialect.bucket`)."""

    channels: tuple[str, ...]
    bucket: int
    n: int


def sets_in_files(log: EventLog) -> list[ChannelSetCount]:
    """Return the counts of a log that the embedded engine reads."""
    taken = "moment IS NOT NULL AND trim(CAST(case_said AS VARCHAR)) <> '' AND trim(event_said) <> ''"
    lasted = DUCKDB.bucket(f"(max(moment) // {_SECOND} - min(moment) // {_SECOND})")
    statement = (
        "SELECT channels, bucket, count(*) FROM (SELECT list(DISTINCT trim(channel_said)) AS channels, "  # noqa: S608
        f"{lasted} AS bucket FROM {log.rows} WHERE {taken} GROUP BY case_said) GROUP BY ALL"
    )
    return _summed(log.engine.stream(statement))


def sets_in_table(plan: Windowed) -> list[ChannelSetCount]:
    """Return the counts of a table of a database."""
    counts = plan.table.engine.stream(sets_statement(plan))
    return _summed((str(way or "").split(SEPARATOR), int(bucket), int(n)) for way, bucket, n in counts)


def sets_statement(plan: Windowed) -> str:
    """Return the statement, for any engine, that counts cases by their channels, with `SEPARATOR` between, and their time."""
    dialect = plan.table.engine.dialect
    seconds = f"{dialect.epoch('max(last_moment)')} - {dialect.epoch('min(first_moment)')}"
    return (
        f"SELECT way, bucket, count(*) FROM (SELECT way, {dialect.bucket('seconds')} AS bucket FROM "  # noqa: S608
        f"(SELECT case_said, {dialect.joined.format('channel', 'channel')} AS way, {seconds} AS seconds FROM "
        "(SELECT case_said, channel, min(moment) AS first_moment, max(moment) AS last_moment "
        f"FROM ({plan.written()}) AS written GROUP BY case_said, channel) AS used GROUP BY case_said) AS whole) AS timed "
        "GROUP BY way, bucket"
    )


def _summed(rows: Iterable[tuple[Iterable[str], int, int]]) -> list[ChannelSetCount]:
    found: Counter[tuple[tuple[str, ...], int]] = Counter()
    for channels, bucket, n in rows:
        found[tuple(sorted(filter(None, channels))), bucket] += n
    return [ChannelSetCount(*key, n) for key, n in sorted(found.items())]
