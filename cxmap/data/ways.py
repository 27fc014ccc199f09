"""Counts how cases go on: which step follows which two, where cases end, and whether those that change channel get through.

What is no event is left out here, and counted by `count_events`.

Whole numbers of texts as they were written, from any engine: window functions put each case in order. A case whose last
event is so recent that more may follow is open, and how it ends is not counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from cxmap.data.columns import check_columns
from cxmap.data.events_sorted import EventLog
from cxmap.data.events_windowed import Windowed
from cxmap.data.files import ROW_NUMBER, files_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.data.dialects import Dialect
    from cxmap.data.engine import Engine, Table
    from cxmap.data.lookup import Period
    from cxmap.data.reader import Reader
    from cxmap.measurements import MeasuredFile
    from cxmap.model.data import EventSource

LONGEST_USUAL = 0.95
"""A case is open as long as this share of all waits between events, of their days, would still bring the next."""
LEAST_LATE = 50
"""So many cases began in the last period, or one before that is taken."""
_MOST_PERIODS = 24
_EPOCH, _FIRST = date(1970, 1, 1), date(100, 1, 1)
_DAY = 86_400
_PLACED = "placed steps"


class Step(NamedTuple):
    """An event after another, and what followed; "" before the first and after the last.

    `is_late` says that the case began in the last period, `is_open` that more may follow than is there.
    """

    before: str
    at: str
    after: str
    is_late: bool
    is_open: bool


class Ending(NamedTuple):
    """The last event of a case, and whether the case was in more than one channel; None where rows name none."""

    at: str
    switched: bool | None


@dataclass
class Ways:
    """The counts of an event log. `usual` is how many days a case waits at most, as a rule, for its next event.

    `late` is the first day of the last period in which enough cases began to test what was learnt from those before.
    """

    source: EventSource
    files: list[MeasuredFile] = field(default_factory=list)
    steps: dict[Step, int] = field(default_factory=dict)
    endings: dict[Ending, int] = field(default_factory=dict)
    usual: int = 0
    late: date | None = None


def count_ways(reader: Reader, source: EventSource, period: Period) -> Ways:
    """Count the ways of a source's cases.

    Raises:
        CxmapError: a file cannot be read, or lacks a column.
    """
    found = Ways(source)
    log = EventLog(reader.local, source)
    whole = not source.files or len(files_of(source, reader.root)) == 1
    columns = source.columns
    named = [columns.case, columns.event, columns.time, columns.order, columns.channel, columns.segment]
    for table in reader.tables(source, found.files):
        check_columns(source, [column for column in named if column is not None], table)
        if table.engine is not reader.local:
            _count(table.engine, f"({_placed_there(table, source)})", found, period)
        elif whole and ROW_NUMBER in table.kinds:
            log.look_at(table, columns)
            _count_here(reader, log, found, period)
        else:
            log.take(table, columns)
    if log.taken:
        _count_here(reader, log, found, period)
    log.forget()
    return found


def _placed_there(table: Table, source: EventSource) -> str:
    """Return the events of a database's table, each with its place in its case and what is around it."""
    dialect = table.engine.dialect
    plan = Windowed(table, source.columns)
    second = dialect.epoch("moment")
    placed = f"SELECT case_said, event, channel, {second} AS second, place, places FROM ({plan.placed()}) AS in_order"  # noqa: S608
    on, back = ("PARTITION BY case_said ORDER BY place", "PARTITION BY case_said ORDER BY place DESC")
    return (
        f"SELECT case_said, event, channel, second, place, places, {dialect.next_of.format('event', back)} AS earlier, "  # noqa: S608
        f"{dialect.next_of.format('event', on)} AS later, {dialect.next_of.format('second', on)} AS next_second, "
        f"min(second) OVER (PARTITION BY case_said) AS begun FROM ({placed}) AS placed"
    )


def _count_here(reader: Reader, log: EventLog, found: Ways, period: Period) -> None:
    """Count what the embedded engine reads; events of one moment are in the order of a column, or of the file."""
    sequence = "sequence, sequence_said, " if log.has_order else ""
    engine = reader.local
    said = "case_said IS NOT NULL AND trim(CAST(case_said AS VARCHAR)) <> '' AND trim(event_said) <> '' AND moment IS NOT NULL"
    window = f"(PARTITION BY case_said ORDER BY moment, {sequence}place)"
    around = {
        "place": f"row_number() OVER {window}",
        "places": "count(*) OVER (PARTITION BY case_said)",
        "earlier": f"lag(trim(event_said)) OVER {window}",
        "later": f"lead(trim(event_said)) OVER {window}",
        "next_second": f"lead(moment // 1000000) OVER {window}",
        "begun": "min(moment // 1000000) OVER (PARTITION BY case_said)",
    }
    engine.rows(
        f'CREATE OR REPLACE TABLE "{_PLACED}" AS SELECT case_said, trim(event_said) AS event, trim(channel_said) AS channel, '  # noqa: S608
        f"moment // 1000000 AS second, {', '.join(f'{value} AS {name}' for name, value in around.items())} "
        f"FROM {log.rows} WHERE {said}"
    )
    _count(engine, f'"{_PLACED}"', found, period)
    engine.rows(f'DROP TABLE "{_PLACED}"')


def _count(engine: Engine, placed: str, found: Ways, period: Period) -> None:
    dialect = engine.dialect
    found.usual = _quantile(dict(_each(engine, waits_statement(dialect, placed))))
    ((last,),) = _each(engine, f"SELECT max(second) FROM {placed} AS placed")  # noqa: S608
    if last is None:
        return
    recent = last - _DAY * (found.usual + 1)
    begun = dict(_each(engine, begun_statement(dialect, placed)))
    late = _late(begun, recent // _DAY, period)
    found.late = _EPOCH + timedelta(days=late)
    for before, at, after, is_late, is_open, n in _each(engine, steps_statement(placed, late * _DAY, recent)):
        step = Step(before or "", at, after or "", bool(is_late), bool(is_open))
        found.steps[step] = found.steps.get(step, 0) + n
    for at, switched, n in _each(engine, endings_statement(placed, recent)):
        ending = Ending(at, None if switched < 0 else bool(switched))
        found.endings[ending] = found.endings.get(ending, 0) + n


def waits_statement(dialect: Dialect, placed: str) -> str:
    """Return the statement that counts how many whole days pass between events."""
    days = dialect.whole(f"floor((next_second - second) / {_DAY}.0)")
    return (
        f"SELECT days, count(*) FROM (SELECT {days} AS days FROM {placed} AS placed WHERE place < places) AS waits "  # noqa: S608
        "GROUP BY days"
    )


def begun_statement(dialect: Dialect, placed: str) -> str:
    """Return the statement that counts on which days, from 1970 on, cases began."""
    day = dialect.whole(f"floor(begun / {_DAY}.0)")
    return (
        f"SELECT begun_on, count(*) FROM (SELECT {day} AS begun_on FROM {placed} AS placed WHERE place = 1) AS first_steps "  # noqa: S608
        "GROUP BY begun_on"
    )


def steps_statement(placed: str, late: int, recent: int) -> str:
    """Return the statement that counts each event with the one before and after it, and whether its case began late."""
    # No name is given twice: some engines take a name for what it is called after, not before.
    return (
        "SELECT came_from, event, went_to, is_late, is_open, count(*) FROM (SELECT CASE WHEN place > 1 THEN earlier END AS came_from, "  # noqa: S608
        f"event, CASE WHEN place < places THEN later END AS went_to, CASE WHEN begun >= {late} THEN 1 ELSE 0 END AS is_late, "
        f"CASE WHEN place = places AND second > {recent} THEN 1 ELSE 0 END AS is_open FROM {placed} AS placed) AS steps "
        "GROUP BY came_from, event, went_to, is_late, is_open"
    )


def endings_statement(placed: str, recent: int) -> str:
    """Return the statement that counts the cases that are no longer open by their last event, and whether channels differ."""
    whole = (
        "SELECT max(CASE WHEN place = places THEN event END) AS last_event, min(CASE WHEN channel <> '' THEN channel END) AS lowest, "  # noqa: S608
        f"max(CASE WHEN channel <> '' THEN channel END) AS highest, max(second) AS ended FROM {placed} AS placed GROUP BY case_said"
    )
    return (
        "SELECT last_event, switched, count(*) FROM (SELECT last_event, CASE WHEN lowest IS NULL THEN -1 WHEN lowest <> highest THEN 1 "  # noqa: S608
        f"ELSE 0 END AS switched FROM ({whole}) AS whole WHERE ended <= {recent}) AS endings GROUP BY last_event, switched"
    )


def _late(begun: dict[int, int], recent: int, period: Period) -> int:
    """Return the day from which on cases are late: that of the last period, before `recent`, in which enough began."""
    recent = min(max(recent, (_FIRST - _EPOCH).days), (date.max - _EPOCH).days)
    day = _EPOCH + timedelta(days=recent)
    months = {"month": 1, "quarter": 3, "year": 12}[period]
    number = (12 * day.year + day.month - 1) // months * months
    for _ in range(_MOST_PERIODS):
        first = (date(number // 12, number % 12 + 1, 1) - _EPOCH).days
        if sum(n for one, n in begun.items() if one >= first) >= LEAST_LATE:
            return first
        number -= months
    return recent


def _quantile(waits: dict[int, int]) -> int:
    """Return how many days no more than the usual share of waits exceed."""
    left = sum(waits.values()) * LONGEST_USUAL
    for days in sorted(waits):
        left -= waits[days]
        if left <= 0:
            return max(days, 0)
    return 0


def _each(engine: Engine, statement: str) -> Iterator[tuple[Any, ...]]:
    return (
        tuple(cell if isinstance(cell, str) or cell is None else int(cell) for cell in row)
        for row in engine.stream(statement)
    )
