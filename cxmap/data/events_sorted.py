"""The plan of the embedded engine: each case's events are sorted once, in partitions, and everything is counted from these.

An event is one number (`packing`), so that a case is a list of numbers, which sorts by moment, then by place. The sorted lists are
taken apart into moments and steps, and these lists are what is put side by side: DuckDB's `list_zip` over lists of structs loses
NULL. Nothing is hashed but to part the cases: variants are compared as the lists that they are.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from cxmap.data import repeats_sorted, ways_sorted
from cxmap.data.engine import name_of
from cxmap.data.event_counts import (
    CaseCount,
    ChannelCount,
    PositionCount,
    StepCount,
    SwitchCount,
    TransitionCount,
    VariantCount,
    is_doubtful,
    rarest_of,
    summed,
)  # fmt: skip
from cxmap.data.event_log import NAME_OF_EVENT, NO_CASE, NO_EVENT, REASON
from cxmap.data.packing import (
    PARTS,
    SECOND,
    bucket_between,
    channel_in,
    event_in,
    moment_in,
    packed,
    segment_in,
    step_in,
    without_event,
)
from cxmap.data.rejects import MORE_CELLS_REASON, Rejected, shown
from cxmap.data.repeats_sorted import Repeats
from cxmap.diagnostics import CxmapError
from cxmap.language import Words

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cxmap.data.engine import DuckDB
    from cxmap.data.event_counts import EventCounts
    from cxmap.data.event_log import EventLog
    from cxmap.data.lookup import Period

MOST_KINDS = {"event": 2_000, "channel": 500, "segment": 500}
"""How many different events, channels and segments a log may have; more are no steps of a journey."""
_SAMPLE = 5
_PARTITION, _PARTITIONS, _LARGEST_PARTITION = 3_400_000, 8, 12_500_000
"""Events of a partition; of large logs no more partitions, since each reads the file anew, until these are too large."""
_TABLES = ("said", "event codes", "channel codes", "segment codes", "cases", "parted_variants", "variants", "transitions",
           "switches", "durations", *repeats_sorted.TABLES, *ways_sorted.TABLES)  # fmt: skip


def count_sorted(
    log: EventLog,
    counted: EventCounts,
    most_variants: int,
    reject: Callable[[Sequence[str | None]], object] | None,
    ways: Period | None,
    least: int | None,
) -> None:
    """Count a log; with `ways`, the length of periods, how its cases go on as well (see `count_events`).

    Raises:
        CxmapError: it has too many different events, channels or segments.
    """
    engine = log.engine
    _count_rows(log, counted)
    if counted.rejected and reject is not None:
        for file, *rest in engine.stream(
            f"SELECT * FROM (SELECT file, {REASON} AS reason, CAST(case_said AS VARCHAR) AS case_text, event_said, time_said "  # noqa: S608
            f"FROM {log.rows}) WHERE reason <> '{MORE_CELLS_REASON}' ORDER BY ALL"
        ):
            reject((log.source.id, log.files[file - 1].name, *rest, None))
        for table, line in log.lines_with_more_cells():
            reject((log.source.id, table, MORE_CELLS_REASON, None, None, None, str(line)))
    if counted.events:
        names = {kind: _codes(engine, kind, log) for kind in MOST_KINDS}
        for statement in ways_sorted.MADE if ways is not None else ():
            engine.rows(statement)
        _count_cases(log, counted.events, ways is not None)
        _bring(log, counted, names, most_variants, least)
        if ways is not None:
            ways_sorted.bring_ways(engine, counted, names, ways)
    for table in _TABLES:
        engine.rows(f"DROP TABLE IF EXISTS {name_of(table)}")


_SAMPLES = {"no-case": "event_said", "no-event": "", "unreadable-date": "time_said", MORE_CELLS_REASON: ""}
"""Why an event is not taken, and the column that says what it said instead."""
_TOTALS = "SELECT problem, sum(n)::BIGINT, min(first), max(last) FROM said GROUP BY problem"


def _count_rows(log: EventLog, counted: EventCounts) -> None:
    """Count the rows; those that are not taken in a pass of their own, where there are any: most logs are clean."""
    engine = log.engine
    said = ", ".join(f"{kind}_said" for kind in MOST_KINDS)
    problem = f"CASE WHEN misfit THEN 4 WHEN {NO_CASE} THEN 1 WHEN moment IS NULL THEN 3 END"
    counts = "count(*) AS n, min(moment) AS first, max(moment) AS last"
    engine.rows(
        f"CREATE OR REPLACE TABLE said AS SELECT {said}, NULL::INTEGER AS problem, {counts}, count({problem}) AS problems "  # noqa: S608
        f"FROM {log.rows} GROUP BY {said}"
    )
    if engine.rows("SELECT 1 FROM said WHERE problems > 0 LIMIT 1"):
        engine.rows(
            f"CREATE OR REPLACE TABLE said AS SELECT {said}, problem, {counts} "  # noqa: S608
            f"FROM (SELECT {said}, moment, {problem} AS problem FROM {log.rows}) GROUP BY {said}, problem"
        )
    engine.rows(f"UPDATE said SET problem = 2 WHERE coalesce(problem, 0) NOT IN (1, 4) AND {NO_EVENT}")  # noqa: S608
    found = {problem: tuple(rest) for problem, *rest in engine.rows(_TOTALS)}
    log.is_clean = set(found) <= {None}
    if None in found:
        counted.events, first, last = found[None]
        counted.first, counted.last = first // SECOND, last // SECOND
    rejected = [found[problem][0] if problem in found else 0 for problem in (1, 2, 3, 4)]
    for (reason, column), rows in zip(_SAMPLES.items(), rejected, strict=True):
        if rows:
            sample = f"SELECT DISTINCT {column} FROM {log.rows} WHERE {REASON} = ? AND {column} IS NOT NULL ORDER BY 1 LIMIT {_SAMPLE}"  # noqa: S608
            samples = tuple(row[0] for row in engine.rows(sample, [reason])) if column else ()
            if reason == MORE_CELLS_REASON:
                samples = tuple(str(line) for _, line in islice(log.lines_with_more_cells(), _SAMPLE))
            counted.rejected.append(Rejected(reason, rows, shown(reason, samples)))


def _codes(engine: DuckDB, kind: str, log: EventLog) -> list[str]:
    """Make the table of numbers for what a column says, without spaces around it, and return what each stands for."""
    column, table = f"{kind}_said", name_of(f"{kind} codes")
    name = NAME_OF_EVENT if kind == "event" else f"trim({column})"
    known = f"(SELECT DISTINCT {column} AS said, {name} AS name FROM said WHERE problem IS NULL)"  # noqa: S608
    ((kinds,),) = engine.rows(f"SELECT count(DISTINCT name) FROM {known}")  # noqa: S608
    if kinds > MOST_KINDS[kind]:
        raise too_many(log.source.id, kind, kinds)
    engine.rows(
        f"CREATE OR REPLACE TABLE {table} AS SELECT said, name, CAST(dense_rank() OVER (ORDER BY name) - 1 AS UINTEGER) AS code FROM {known}"  # noqa: S608
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


def _count_cases(log: EventLog, events: int, ways: bool) -> None:
    """Sort each case and count what it is made of, and how it goes on if asked, a partition of the cases after the other."""
    engine = log.engine
    engine.rows("CREATE OR REPLACE TABLE parted_variants (events USMALLINT[], n BIGINT)")
    engine.rows(
        "CREATE OR REPLACE TABLE transitions (before USMALLINT, after USMALLINT, bucket BIGINT, n BIGINT, tied BIGINT)"
    )
    engine.rows("CREATE OR REPLACE TABLE switches (step_before UINTEGER, step_after UINTEGER, n BIGINT)")
    engine.rows("CREATE OR REPLACE TABLE durations (step UINTEGER, bucket BIGINT, n BIGINT)")
    counts: tuple[str, ...] = _COUNTED if log.has_channel else _COUNTED[:-1]
    if ways:
        counts += ways_sorted.counted_of_cases(has_channel=log.has_channel)
    partitions = max(min(-(-events // _PARTITION), _PARTITIONS), -(-events // _LARGEST_PARTITION))
    for partition in range(partitions):
        engine.rows(_sorted_cases(log, f"hash(case_said) % {partitions} = {partition}" if partitions > 1 else "true"))
        engine.together(counts)
        engine.rows("DROP TABLE cases")
    engine.rows("DROP TABLE IF EXISTS variants")
    if partitions == 1:
        engine.rows("ALTER TABLE parted_variants RENAME TO variants")
        return
    engine.rows("CREATE TABLE variants AS SELECT events, sum(n)::BIGINT AS n FROM parted_variants GROUP BY events")
    engine.rows("DROP TABLE parted_variants")


def _sorted_cases(log: EventLog, those: str) -> str:
    """Return the statement that makes the table of cases: a list of moments and one of steps, in order.

    A step is an event, its channel and its segment in one number.
    """
    used = ["event", *["channel"] * log.has_channel, *["segment"] * log.has_segment]
    joins = "".join(f' JOIN "{kind} codes" AS {kind}_codes ON {kind}_said = {kind}_codes.said' for kind in used)
    step = " + ".join(f"{kind}_codes.code * {1 << PARTS[kind]}" for kind in used)
    # A column `order` stands above the place in the file: both become one, the number of a row in this order.
    placed = log.rows if not log.has_order else (
        f"(SELECT * REPLACE (row_number() OVER (ORDER BY sequence, sequence_said, place) AS place) FROM {log.rows} WHERE {those})"  # noqa: S608
    )  # fmt: skip
    taken = "" if log.is_clean else f" AND {REASON} IS NULL"
    return (
        f"CREATE OR REPLACE TABLE cases AS SELECT list_transform(sorted, lambda one: {moment_in('one')}) AS moments, "  # noqa: S608
        f"list_transform(sorted, lambda one: {step_in('one')}) AS steps "
        f"FROM (SELECT list_sort(list({packed(step)})) AS sorted FROM {placed}{joins} WHERE {those}{taken} GROUP BY case_said)"
    )


_COUNTED = (
    f"INSERT INTO transitions SELECT {event_in('step_before')} AS before, {event_in('step_after')} AS after, "  # noqa: S608
    f"{bucket_between('moment_before', 'moment_after')} AS bucket, count(*), count(*) FILTER (moment_before = moment_after) "
    "FROM (SELECT unnest(steps[:-2]) AS step_before, unnest(steps[2:]) AS step_after, "
    "unnest(moments[:-2]) AS moment_before, unnest(moments[2:]) AS moment_after FROM cases) GROUP BY before, after, bucket",
    f'INSERT INTO "parted_variants" SELECT list_transform(steps, lambda one: {event_in("one")}) AS events, count(*) '  # noqa: S608
    "FROM cases GROUP BY events",
    f"INSERT INTO durations SELECT {without_event('steps[1]')} AS step, "  # noqa: S608
    f"{bucket_between('moments[1]', 'moments[-1]')} AS bucket, count(*) FROM cases GROUP BY step, bucket",
    "INSERT INTO switches SELECT step_before, step_after, count(*) FROM (SELECT unnest(steps[:-2]) AS step_before, "
    "unnest(steps[2:]) AS step_after FROM cases) GROUP BY step_before, step_after",
)
"""What is counted of the cases of a partition; the last only where there are channels."""
_ONE, _OTHER = (channel_in(f"step_{which}") for which in ("before", "after"))
_ASKED = {
    "repeating": repeats_sorted.REPEATING,
    "positions": (
        "SELECT event, 1000 * place // greatest(places - 1, 1), sum(n)::BIGINT FROM (SELECT unnest(events) AS event, "
        "unnest(range(len(events))) AS place, len(events) AS places, n FROM variants) GROUP BY ALL ORDER BY ALL"
    ),
    "transitions": (
        "SELECT before, after, list(bucket), list(n), sum(tied)::BIGINT FROM (SELECT before, after, bucket, sum(n)::BIGINT AS n, "
        "sum(tied) AS tied FROM transitions GROUP BY before, after, bucket) GROUP BY before, after ORDER BY before, after"
    ),
    "switches": (
        f"SELECT {event_in('step_before')} AS before, {event_in('step_after')} AS after, {_ONE} AS one, {_OTHER} AS other, "  # noqa: S608
        "sum(n)::BIGINT FROM switches WHERE one <> other GROUP BY ALL ORDER BY ALL"
    ),
    "starts": "SELECT events[1] AS event, sum(n)::BIGINT FROM variants GROUP BY event",
    "ends": "SELECT events[-1] AS event, sum(n)::BIGINT FROM variants GROUP BY event",
    "sizes": "SELECT n, count(*) FROM variants GROUP BY n",
    "durations": (
        f"SELECT {channel_in('step')}, {segment_in('step')}, bucket, sum(n)::BIGINT FROM durations GROUP BY ALL ORDER BY ALL"  # noqa: S608
    ),
    "channels": (
        'SELECT e.code, c.code, sum(n)::BIGINT FROM said JOIN "event codes" AS e ON event_said = e.said '
        'JOIN "channel codes" AS c ON channel_said = c.said WHERE problem IS NULL GROUP BY ALL ORDER BY ALL'
    ),
}
"""What is asked of these tables; the longest first, since two are answered at a time."""


def _bring(
    log: EventLog, counted: EventCounts, names: Mapping[str, Sequence[str]], most_variants: int, least: int | None
) -> None:
    """Bring the counts home, with names in place of numbers; numbers are in the order of the names."""
    event, channel, segment = names["event"], names["channel"], names["segment"]
    found = dict(zip(_ASKED, log.engine.together(_ASKED.values()), strict=True))
    counted.variant_count = sum(variants for _, variants in found["sizes"])
    fewest = rarest_of(found["sizes"], most_variants)
    pairs, events, variants = log.engine.together([
        repeats_sorted.PAIRS, repeats_sorted.EVENTS, f"SELECT events, n FROM variants WHERE n >= {fewest} ORDER BY ALL",  # noqa: S608
    ])  # fmt: skip
    counted.variants = [VariantCount(tuple([event[code] for code in codes]), n) for codes, n in variants]
    again, going = repeats_sorted.events_again(events), repeats_sorted.pairs_again(pairs)
    counted.transitions = [
        TransitionCount(
            event[before],
            event[after],
            dict(zip(buckets, rows, strict=True)),
            tied,
            sum(rows) - going.get((before, after), 0),
        )
        for before, after, buckets, rows, tied in found["transitions"]
    ]
    counted.switches = [
        SwitchCount(event[before], event[after], channel[one], channel[other], n)
        for before, after, one, other, n in found["switches"]
        if channel[one] and channel[other]
    ]
    counted.durations = [
        CaseCount(channel[one], segment[other], bucket, n) for one, other, bucket, n in found["durations"]
    ]
    counted.cases = sum(one.n for one in counted.durations)
    counted.positions = [PositionCount(event[code], thousandth, n) for code, thousandth, n in found["positions"]]
    counted.steps = _steps(event, found, again)
    cases = [step.cases for step in counted.steps]
    counted.channels = list(_channels(log, names, found["channels"], cases, again, least))


def _channels(
    log: EventLog,
    names: Mapping[str, Sequence[str]],
    rows: Sequence[tuple[int, int, int]],
    cases: Sequence[int],
    again: Mapping[int, Repeats],
    least: int | None,
) -> Iterator[ChannelCount]:
    """Yield the counts of channels, of rows (event, channel, n), and of the `cases` of each event.

    The cases of a channel are counted only where it is in doubt whether they are enough.
    """
    event, channel = names["event"], names["channel"]
    most = {code: again.get(code, Repeats()).most for code in range(len(event))}
    doubtful = [(one, other) for one, other, n in rows if len(channel) > 1 and is_doubtful(n, most[one], least)]
    exact = {}
    if doubtful:
        asked = ", ".join(f"({one}, {other})" for one, other in doubtful)
        taken = "" if log.is_clean else f"WHERE {REASON} IS NULL "
        statement = (
            f'SELECT e.code, c.code, count(DISTINCT case_said) FROM {log.rows} JOIN "event codes" AS e ON event_said = e.said '  # noqa: S608
            f'JOIN "channel codes" AS c ON channel_said = c.said SEMI JOIN (VALUES {asked}) AS asked(one, other) '
            f"ON e.code = asked.one AND c.code = asked.other {taken}GROUP BY ALL"
        )
        exact = {(one, other): n for one, other, n in log.engine.rows(statement)}
    for one, other, n in rows:
        at_least = cases[one] if len(channel) == 1 else exact.get((one, other), -(-n // most[one]))
        yield ChannelCount(event[one], channel[other], n, at_least)


def _steps(
    event: Sequence[str], found: Mapping[str, Sequence[tuple[Any, ...]]], again: Mapping[int, Repeats]
) -> list[StepCount]:
    """Return the counts of the events, from the variants: these are fewer than the cases."""
    events: Counter[int] = summed((code, n) for code, _, n in found["positions"])
    starts, ends = dict(found["starts"]), dict(found["ends"])
    steps = []
    for code, name in enumerate(event):
        more, repeated, _ = again.get(code, Repeats())
        steps.append(
            StepCount(name, events[code], events[code] - more, repeated, starts.get(code, 0), ends.get(code, 0))
        )
    return steps
