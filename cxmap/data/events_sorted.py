"""The plan of the embedded engine: each case's events are sorted once, in partitions, and everything is counted from these.

A case is a list of structs {moment, place, event, channel, segment}; sorting it sorts by moment, then by place in the file.
The lists are taken apart before any two of them are put side by side, since DuckDB's `list_zip` over lists of structs loses
NULL. Nothing is hashed but to part the cases: variants are compared as the lists that they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.data.dialects import DUCKDB
from cxmap.data.engine import name_of
from cxmap.data.event_counts import (
    REASONS,
    CaseCount,
    ChannelCount,
    PositionCount,
    StepCount,
    SwitchCount,
    TransitionCount,
    VariantCount,
    rarest_of,
)  # fmt: skip
from cxmap.data.files import ROW_NUMBER
from cxmap.data.moments import moment_of
from cxmap.data.rejects import Rejected
from cxmap.diagnostics import CxmapError
from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxmap.data.engine import DuckDB, Table
    from cxmap.data.event_counts import EventCounts
    from cxmap.model.data import EventColumns, EventSource

MOST_KINDS = {"event": 2_000, "channel": 500, "segment": 500}
"""How many different events, channels and segments a log may have; more are no steps of a journey."""
_SAMPLE = 5
_PARTITION, _PARTITIONS, _LARGEST_PARTITION = 1_500_000, 8, 12_500_000
"""Events of a partition; of large logs no more partitions, since each reads the file anew, until these are too large."""
_SECOND = 1_000_000
_TABLES = ("said", "event codes", "channel codes", "segment codes", "cases", "variants part", "variants", "transitions",
           "switches", "durations")  # fmt: skip
_STAGED = "staged events"


class EventLog:
    """The events of a source, as the embedded engine reads them: a Parquet file as it lies there, all else from a table."""

    def __init__(self, engine: DuckDB, source: EventSource) -> None:
        self.engine = engine
        self.source = source
        self.rows = ""
        self.files: list[str] = []
        self.taken = False
        self.has_order = self.has_channel = self.has_segment = False

    def look_at(self, table: Table, columns: EventColumns) -> None:
        """Read the events of one file where they lie; its rows have their numbers."""
        self.files.append(table.name)
        self.rows = f"({self._written(table, columns, name_of(ROW_NUMBER))})"

    def take(self, table: Table, columns: EventColumns) -> None:
        """Append the events of a file to those that are there; the place of each is the number of its row."""
        written = self._written(table, columns, None)
        into = f"INSERT INTO {name_of(_STAGED)}" if self.taken else f"CREATE OR REPLACE TABLE {name_of(_STAGED)} AS"
        self.files.append(table.name)
        self.engine.rows(f"{into} {written}")
        self.taken = True
        self.rows = f"(SELECT *, rowid AS place FROM {name_of(_STAGED)})"  # noqa: S608

    def forget(self) -> None:
        """Drop every table that was made."""
        for table in (*_TABLES, _STAGED):
            self.engine.rows(f"DROP TABLE IF EXISTS {name_of(table)}")

    def _written(self, table: Table, columns: EventColumns, place: str | None) -> str:
        """Return the statement that yields the events of a file: `moment` in microseconds, the rest as it was written."""
        moment = moment_of(table, columns.time, self.source.time_format, exactly=True)
        shown = {
            "case_said": name_of(columns.case) if place else table.text(columns.case),
            "moment": f"CASE WHEN isfinite({moment}) THEN epoch_us({moment}) END",
            "event_said": table.text(columns.event),
            "channel_said": f"coalesce({table.text(columns.channel)}, '')" if columns.channel else "''",
            "segment_said": f"coalesce({table.text(columns.segment)}, '')" if columns.segment else "''",
        }
        self.has_channel |= columns.channel is not None
        self.has_segment |= columns.segment is not None
        if columns.order:
            self.has_order = True
            number = f"try_cast({name_of(columns.order)} AS DOUBLE)"
            shown["sequence"] = f"coalesce({number}, CAST('infinity' AS DOUBLE))"
            shown["sequence_said"] = f"coalesce({table.text(columns.order)}, '')"
        if place:
            shown["place"] = place
        shown["time_said"] = f"CASE WHEN NOT coalesce(isfinite({moment}), false) THEN {table.text(columns.time)} END"
        shown["file"] = str(len(self.files))
        return "SELECT " + ", ".join(f"{value} AS {name}" for name, value in shown.items()) + f" FROM {table.rows}"  # noqa: S608


def count_sorted(
    log: EventLog, counted: EventCounts, most_variants: int, reject: Callable[[Sequence[str | None]], object] | None
) -> None:
    """Count a log.

    Raises:
        CxmapError: it has too many different events, channels or segments.
    """
    engine = log.engine
    _count_rows(log, counted)
    if counted.rejected and reject is not None:
        for file, *rest in engine.stream(
            f"SELECT * FROM (SELECT file, {_reason()} AS reason, CAST(case_said AS VARCHAR) AS case_text, event_said, time_said "  # noqa: S608
            f"FROM {log.rows}) WHERE reason IS NOT NULL ORDER BY ALL"
        ):
            reject((log.source.id, log.files[file - 1], *rest))
    if counted.events:
        names = {kind: _codes(engine, kind, log) for kind in MOST_KINDS}
        _count_cases(log, counted.events)
        _bring(engine, counted, names, most_variants)


def _reason() -> str:
    return (
        "CASE WHEN case_said IS NULL OR trim(CAST(case_said AS VARCHAR)) = '' THEN 'no-case' "
        "WHEN event_said IS NULL OR trim(event_said) = '' THEN 'no-event' WHEN moment IS NULL THEN 'unreadable-date' END"
    )


def _count_rows(log: EventLog, counted: EventCounts) -> None:
    """Count the rows, and those that are not taken, in one pass."""
    engine = log.engine
    engine.rows(
        f"CREATE OR REPLACE TABLE said AS SELECT event_said, channel_said, segment_said, {_reason()} AS reason, "  # noqa: S608
        f"count(*) AS n, min(moment) AS first, max(moment) AS last FROM {log.rows} GROUP BY ALL"
    )
    (found,) = engine.rows(
        f"SELECT sum(n)::BIGINT, min(first) // {_SECOND}, max(last) // {_SECOND} FROM said WHERE reason IS NULL"  # noqa: S608
    )
    counted.events, counted.first, counted.last = (value or 0 for value in found)
    for reason, rows in engine.rows("SELECT reason, sum(n)::BIGINT FROM said WHERE reason IS NOT NULL GROUP BY reason"):
        column = "time_said" if reason == "unreadable-date" else "event_said" if reason == "no-case" else None
        sample = (
            f"SELECT DISTINCT {column} FROM {log.rows} WHERE ({_reason()}) = ? AND {column} IS NOT NULL ORDER BY 1 LIMIT {_SAMPLE}"  # noqa: S608
            if column
            else None
        )
        said = tuple(row[0] for row in engine.rows(sample, [reason])) if sample else ()
        counted.rejected.append(Rejected(reason, rows, said))
    counted.rejected.sort(key=lambda one: REASONS.index(one.reason))


def _codes(engine: DuckDB, kind: str, log: EventLog) -> list[str]:
    """Make the table of numbers for what a column says, without spaces around it, and return what each stands for."""
    column, table = f"{kind}_said", name_of(f"{kind} codes")
    known = f"(SELECT DISTINCT {column} AS said, trim({column}) AS name FROM said WHERE reason IS NULL)"  # noqa: S608
    ((kinds,),) = engine.rows(f"SELECT count(DISTINCT name) FROM {known}")  # noqa: S608
    if kinds > MOST_KINDS[kind]:
        raise too_many(log.source.id, kind, kinds)
    engine.rows(
        f"CREATE OR REPLACE TABLE {table} AS SELECT said, name, CAST(dense_rank() OVER (ORDER BY name) - 1 AS USMALLINT) AS code FROM {known}"  # noqa: S608
    )
    return [row[0] for row in engine.rows(f"SELECT DISTINCT name FROM {table} ORDER BY name")]  # noqa: S608


def too_many(source: str, kind: str, kinds: int) -> CxmapError:
    """Say that a column holds too many different things to be what it is taken for."""
    chinese = {"event": "事件", "channel": "渠道", "segment": "客群"}[kind]
    return CxmapError(
        Words(
            f"data `{source}`: {kinds:,} different {kind}s; at most {MOST_KINDS[kind]:,} make a journey",
            f"数据 `{source}`：有 {kinds:,} 种{chinese}；最多 {MOST_KINDS[kind]:,} 种",
        ),
        Words(
            f"choose another column for the {kind}, or one with coarser names",
            f"请为{chinese}另选一列，或使用更概括的名称",
        ),
    )


def _count_cases(log: EventLog, events: int) -> None:
    """Sort each case and count what it is made of, a partition of the cases after the other."""
    engine = log.engine
    engine.rows('CREATE OR REPLACE TABLE "variants part" (events USMALLINT[], n BIGINT)')
    engine.rows(
        "CREATE OR REPLACE TABLE transitions (before USMALLINT, after USMALLINT, bucket BIGINT, n BIGINT, tied BIGINT)"
    )
    engine.rows(
        "CREATE OR REPLACE TABLE switches (before USMALLINT, after USMALLINT, channel_before USMALLINT, channel_after USMALLINT, n BIGINT)"
    )
    engine.rows("CREATE OR REPLACE TABLE durations (channel USMALLINT, segment USMALLINT, bucket BIGINT, n BIGINT)")
    partitions = max(min(-(-events // _PARTITION), _PARTITIONS), -(-events // _LARGEST_PARTITION))
    for partition in range(partitions):
        engine.rows(_sorted_cases(log, f"hash(case_said) % {partitions} = {partition}" if partitions > 1 else "true"))
        for statement in _COUNTED:
            engine.rows(statement)
        engine.rows("DROP TABLE cases")
    engine.rows(
        'CREATE OR REPLACE TABLE variants AS SELECT events, sum(n)::BIGINT AS n FROM "variants part" GROUP BY events'
    )
    engine.rows('DROP TABLE "variants part"')


def _sorted_cases(log: EventLog, those: str) -> str:
    """Return the statement that makes the table of cases: lists of moments, events and channels, in order."""
    sequence = "'sequence': sequence, 'sequence_said': sequence_said, " if log.has_order else ""
    parts = "'event': event_codes.code" + ", 'channel': channel_codes.code" * log.has_channel
    parts += ", 'segment': segment_codes.code" * log.has_segment
    joins = "".join(
        f' JOIN "{kind} codes" AS {kind}_codes ON {kind}_said = {kind}_codes.said'
        for kind, wanted in (("event", True), ("channel", log.has_channel), ("segment", log.has_segment))
        if wanted
    )
    zero = "CAST(0 AS USMALLINT)"
    channels = "list_transform(sorted, lambda one: one.channel)" if log.has_channel else f"[{zero}]"
    segment = "sorted[1].segment" if log.has_segment else zero
    return (
        "CREATE OR REPLACE TABLE cases AS SELECT list_transform(sorted, lambda one: one.moment) AS moments, "  # noqa: S608
        f"list_transform(sorted, lambda one: one.event) AS events, {channels} AS channels, {segment} AS segment "
        f"FROM (SELECT list_sort(list({{'moment': moment, {sequence}'place': place, {parts}}})) AS sorted "
        f"FROM {log.rows}{joins} WHERE ({_reason()}) IS NULL AND {those} GROUP BY case_said)"
    )


_SECONDS = f"(moment_after // {_SECOND} - moment_before // {_SECOND})"
_LASTED = f"(moments[-1] // {_SECOND} - moments[1] // {_SECOND})"
_COUNTED = (
    'INSERT INTO "variants part" SELECT events, count(*) FROM cases GROUP BY events',
    f"INSERT INTO transitions SELECT before, after, {DUCKDB.bucket(_SECONDS)} AS bucket, count(*), "  # noqa: S608
    "count(*) FILTER (moment_before = moment_after) FROM (SELECT unnest(events[:-2]) AS before, unnest(events[2:]) AS after, "
    "unnest(moments[:-2]) AS moment_before, unnest(moments[2:]) AS moment_after FROM cases) GROUP BY before, after, bucket",
    "INSERT INTO switches SELECT *, count(*) FROM (SELECT unnest(events[:-2]) AS before, unnest(events[2:]) AS after, "
    "unnest(channels[:-2]) AS channel_before, unnest(channels[2:]) AS channel_after FROM cases WHERE len(channels) = len(events)) "
    "WHERE channel_before <> channel_after GROUP BY ALL",
    f"INSERT INTO durations SELECT channels[1], segment, {DUCKDB.bucket(_LASTED)} AS bucket, count(*) "  # noqa: S608
    "FROM cases GROUP BY ALL",
)


def _bring(engine: DuckDB, counted: EventCounts, names: dict[str, list[str]], most_variants: int) -> None:
    """Bring the counts home, with names in place of numbers."""
    event, channel, segment = names["event"], names["channel"], names["segment"]

    def each(statement: str) -> list[tuple[Any, ...]]:
        return list(engine.stream(statement))

    counted.channels = [
        ChannelCount(*row)
        for row in each(
            'SELECT e.name, c.name, sum(n)::BIGINT FROM said JOIN "event codes" AS e ON event_said = e.said '
            'JOIN "channel codes" AS c ON channel_said = c.said WHERE reason IS NULL GROUP BY ALL ORDER BY ALL'
        )
    ]
    counted.transitions = [
        TransitionCount(event[before], event[after], *rest)
        for before, after, *rest in each(
            "SELECT before, after, bucket, sum(n)::BIGINT, sum(tied)::BIGINT FROM transitions GROUP BY before, after, bucket ORDER BY ALL"
        )
    ]
    counted.switches = [
        SwitchCount(event[before], event[after], channel[one], channel[other], n)
        for before, after, one, other, n in each(
            "SELECT before, after, channel_before, channel_after, sum(n)::BIGINT FROM switches GROUP BY ALL ORDER BY ALL"
        )
        if channel[one] and channel[other]
    ]
    counted.durations = [
        CaseCount(channel[one], segment[other], bucket, n)
        for one, other, bucket, n in each(
            "SELECT channel, segment, bucket, sum(n)::BIGINT FROM durations GROUP BY ALL ORDER BY ALL"
        )
    ]
    counted.cases = sum(one.n for one in counted.durations)
    counted.positions = [
        PositionCount(event[code], thousandth, n)
        for code, thousandth, n in each(
            "SELECT event, 1000 * place // greatest(places - 1, 1), sum(n)::BIGINT FROM (SELECT unnest(events) AS event, "
            "unnest(range(len(events))) AS place, len(events) AS places, n FROM variants) GROUP BY ALL ORDER BY ALL"
        )
    ]
    counted.steps = _steps(each, event, counted.positions)
    sizes = [(cases, variants) for cases, variants in each("SELECT n, count(*) FROM variants GROUP BY n")]
    counted.variant_count = sum(variants for _, variants in sizes)
    least = rarest_of(sizes, most_variants)
    counted.variants = sorted(
        VariantCount(tuple(event[code] for code in events), n)
        for events, n in each(f"SELECT events, n FROM variants WHERE n >= {least}")  # noqa: S608
    )


def _steps(
    each: Callable[[str], list[tuple[Any, ...]]], event: Sequence[str], positions: Sequence[PositionCount]
) -> list[StepCount]:
    """Return the counts of the events, from the variants: these are fewer than the cases."""
    again = "list_filter(events, lambda one, number: list_position(events, one) < number)"
    by_name = {name: code for code, name in enumerate(event)}
    events = [0] * len(event)
    for one in positions:
        events[by_name[one.event]] += one.n
    cases, repeated, starts, ends = (
        dict(each(f"SELECT event, sum(n)::BIGINT FROM (SELECT {what} AS event, n FROM variants) GROUP BY event"))  # noqa: S608
        for what in ("unnest(list_distinct(events))", f"unnest(list_distinct({again}))", "events[1]", "events[-1]")
    )
    return [
        StepCount(name, events[code], *(counts.get(code, 0) for counts in (cases, repeated, starts, ends)))
        for code, name in enumerate(event)
    ]
