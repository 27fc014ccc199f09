"""Counts complaints: of each touchpoint, period, channel, persona, segment and source, how many, how long they took, reopened or not.

Whether one was opened again is a number, how often, or a word. Yes: `yes`, `y`, `true`, `t`, `reopened`, `是`, `有`, `对`, `重开`,
`已重开`, `再次受理`, `√`, `✓`. No: `no`, `n`, `false`, `f`, `否`, `无`, `没有`, `未`, `不是`, `未重开`, `×`, `✗`. Capital letters do
not matter; nothing is not known; anything else is not understood, and the row is not taken.

When one was settled may be told by the day alone: on the day on which it came in it then took no time. A complaint of which that
cannot be read is counted: it is neither open nor is it known how long it took.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from cxmap.data.columns import check_columns, columns_of
from cxmap.data.lookup import Period, is_one_of, load_names, period_name, text
from cxmap.data.moments import CREDIBLE_MONTHS, moment_of
from cxmap.data.rejects import Rejected, Rejects, check_dates
from cxmap.data.statements import looked_up, misfit_checks, misfits, said_of, unknown_names, written
from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cxmap.data.engine import DuckDB, Table
    from cxmap.data.reader import Reader
    from cxmap.data.rejects import Reject
    from cxmap.measurements import MeasuredFile
    from cxmap.model.data import ComplaintSource

YES = ("yes", "y", "true", "t", "reopened", "是", "有", "对", "重开", "已重开", "再次受理", "√", "✓")
NO = ("no", "n", "false", "f", "否", "无", "没有", "未", "不是", "未重开", "×", "✗")
MOST_SOURCES = 50
"""So many sources of a table are told apart, the most frequent ones; what comes from others has the source ""."""
UNREAD = -2
"""The bucket of complaints that are settled at a time which cannot be read."""
_DAY_ZERO = date(1970, 1, 1).toordinal()


class ComplaintKey(NamedTuple):
    """What complaints are of: ids, "" where a row does not say, and the period in which they came in.

    `source` is where they came from, as the log has it. `reopened` is None where that is not said; `bucket` is that of
    the handling time (`Dialect.bucket`), None while a complaint is open,
    `UNREAD` where it is closed at a time that cannot be read.
    """

    touchpoint: str
    period: str
    channel: str
    persona: str
    segment: str
    source: str
    reopened: bool | None
    bucket: int | None


@dataclass
class CountedComplaints:
    """The counts of a log. `days` are those on which something came in, taken or not, as ordinals of `date`.

    `partly` tells of rows that were taken though something in them cannot be read.
    """

    source: ComplaintSource
    files: list[MeasuredFile] = field(default_factory=list)
    cube: dict[ComplaintKey, int] = field(default_factory=dict)
    rows: int = 0
    days: set[int] = field(default_factory=set)
    rejected: list[Rejected] = field(default_factory=list)
    partly: list[Rejected] = field(default_factory=list)


def count_complaints(
    reader: Reader,
    source: ComplaintSource,
    names: Mapping[str, Mapping[str, str]],
    period: Period,
    reject: Reject | None = None,
    look: Callable[[Table], object] | None = None,
) -> CountedComplaints:
    """Count the complaints of a log. `names` gives, for each of `DIMENSIONS`, our ids by what they may be called.

    Complaints that are not taken are handed to `reject`, if there is one, as values of `rejects.REJECTED`. `look`, if there
    is one, is handed each table while it is open.

    Raises:
        CxmapError: a file cannot be read, or lacks a column, or none of the dates can be read.
    """
    counted = CountedComplaints(source)
    rejects, partly = Rejects(source.id, reject), Rejects(source.id)
    load_names(reader.local, source.values, names)
    for table in reader.tables(source, counted.files):
        check_columns(source, columns_of(source), table)
        statement, columns = complaint_statement(source, table)
        reader.bring(table, "counted", statement, columns)
        counted.days.update(_DAY_ZERO + int(day) for (day,) in table.engine.stream(days_statement(source, table)))
        reader.local.rows(f"CREATE OR REPLACE TABLE complaints AS {_looked_up(source, columns, period)}")
        _take(reader.local, counted)
        rejects.take(reader.local, "complaints", table)
        partly.take(reader.local, "read in part", table)
        if look is not None:
            look(table)
    counted.rejected, counted.partly = rejects.told(), partly.told()
    check_dates(source, source.columns.opened, Words("complaint", "投诉"), counted.rejected, taken=bool(counted.cube))
    return counted


def complaint_statement(source: ComplaintSource, table: Table) -> tuple[str, tuple[str, ...]]:
    """Return the statement that counts complaints as they were written; and its columns.

    By the month in which they came in and the bucket of their handling time. What cannot be read as a time, lies before the
    start, or in no credible year, comes back as written.
    """
    dialect, asked = table.engine.dialect, source.columns
    opened = moment_of(table, asked.opened, source.time_format)
    month = dialect.month(opened)
    chosen = misfits(table) | {f"{name}_said": table.key(column) for name, column in said_of(source).items()}
    chosen["month_number"] = month
    chosen["time_said"] = f"CASE WHEN {month} {CREDIBLE_MONTHS} THEN NULL ELSE {table.text(asked.opened)} END"
    if asked.source:
        chosen["source_said"] = table.key(asked.source)
    if asked.reopened:
        chosen["reopened_said"] = table.key(asked.reopened)
    if asked.closed:
        start, read = (
            dialect.epoch(moment_of(table, column, source.time_format, exactly=True))
            for column in (asked.opened, asked.closed)
        )
        settled = dialect.month(moment_of(table, asked.closed, source.time_format))
        end = f"(CASE WHEN {settled} {CREDIBLE_MONTHS} THEN {read} END)"  # some write 9999-12-31 for what is open
        its_day = f"86400 * {dialect.whole(f'floor({start} / 86400.0)')}"  # told by the day alone
        chosen["bucket"] = dialect.bucket(f"(CASE WHEN {end} = {its_day} THEN 0 ELSE {end} - {start} END)")
        chosen["closed_said"] = (
            f"CASE WHEN {end} IS NULL OR ({end} < {start} AND {end} <> {its_day}) THEN {table.text(asked.closed)} END"
        )
    return written(dialect, table.all_rows or table.rows, chosen), (*chosen, "n")


def days_statement(source: ComplaintSource, table: Table) -> str:
    """Return the statement for the days on which complaints came in, in days since 1970: one column, a row a day."""
    dialect = table.engine.dialect
    opened = moment_of(table, source.columns.opened, source.time_format)
    second = dialect.epoch(opened)
    day = dialect.whole(f"floor({second} / 86400.0)")
    return (
        f"SELECT day FROM (SELECT {day} AS day FROM {table.rows} AS told WHERE {dialect.month(opened)} {CREDIBLE_MONTHS}) "  # noqa: S608
        "AS days WHERE day IS NOT NULL GROUP BY day"
    )


def _looked_up(source: ComplaintSource, columns: tuple[str, ...], period: Period) -> str:
    """Return the statement that says of counted complaints what they are of, and why they are not taken."""
    given = said_of(source)
    shown = {
        "period": period_name(period, "month_number"),
        "source": "coalesce(source_said, '')" if source.columns.source else "''",
        "reopened": _reopened() if source.columns.reopened else "CAST(NULL AS BOOLEAN)",
        "handled": f"CASE WHEN bucket IS NULL AND {_says(source, 'closed')} THEN {UNREAD} ELSE bucket END"
        if source.columns.closed
        else "CAST(NULL AS BIGINT)",
    }
    checks = [*misfit_checks(columns), *_checks(source, given)]
    return looked_up(columns, given, {"channel": text(source.channel or "")}, shown, checks)


def _says(source: ComplaintSource, column: str) -> str:
    """Return the condition for a column to say something."""
    return f"({column}_said IS NOT NULL AND NOT {is_one_of(f'{column}_said', ('', *source.missing))})"


def _reopened() -> str:
    """Return the expression for whether a complaint was opened again: NULL where that is not said, or not understood."""
    yes, no = (", ".join(map(text, words)) for words in (YES, NO))
    number = "try_cast(reopened_said AS DOUBLE)"
    return (
        f"CASE WHEN lower(reopened_said) IN ({yes}) THEN true WHEN lower(reopened_said) IN ({no}) THEN false "
        f"WHEN isfinite({number}) AND {number} >= 0 THEN {number} > 0 END"
    )


def _checks(source: ComplaintSource, given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield why a complaint may not be taken, as SQL has it, with the name of the reason; the first that holds counts."""
    yield f"(month_number {CREDIBLE_MONTHS}) IS NOT TRUE", "unreadable-date"
    if source.columns.closed:
        yield "bucket < 0", "closed-before-opened"
    if source.columns.reopened:
        yield f"reopened IS NULL AND {_says(source, 'reopened')}", "reopened-not-understood"
    yield from unknown_names(given)


def _take(engine: DuckDB, counted: CountedComplaints) -> None:
    """Add the counts of the complaints to those that are there."""
    counted.rows += engine.rows("SELECT coalesce(sum(n), 0)::BIGINT FROM complaints")[0][0]
    engine.rows(
        "CREATE OR REPLACE TABLE sources AS SELECT source FROM complaints WHERE reason IS NULL "  # noqa: S608
        f"GROUP BY source ORDER BY sum(n) DESC, source LIMIT {MOST_SOURCES}"
    )
    engine.rows(
        "CREATE OR REPLACE TABLE \"read in part\" AS SELECT * REPLACE ('unreadable-closing-date' AS reason) FROM complaints "  # noqa: S608
        f"WHERE reason IS NULL AND handled = {UNREAD}"
    )
    keys = ", ".join(name for name in ComplaintKey._fields if name not in ("source", "bucket"))
    taken = (
        f"SELECT {keys}, handled, CASE WHEN source IN (FROM sources) THEN source ELSE '' END AS source, sum(n)::BIGINT "  # noqa: S608
        "FROM complaints WHERE reason IS NULL GROUP BY ALL ORDER BY ALL"
    )
    for *key, reopened, bucket, origin, n in engine.rows(taken):
        complaint = ComplaintKey._make((*key, origin, reopened, bucket))
        counted.cube[complaint] = counted.cube.get(complaint, 0) + n
