"""Counts complaints: of each touchpoint, period, channel, persona, segment and source, how many, how long they took, reopened or not.

Whether one was opened again is a number, how often, or a word. Yes: `yes`, `y`, `true`, `t`, `reopened`, `是`, `有`, `对`, `重开`,
`已重开`, `再次受理`, `√`, `✓`. No: `no`, `n`, `false`, `f`, `否`, `无`, `没有`, `未`, `不是`, `未重开`, `×`, `✗`. Capital letters do
not matter; nothing is not known; anything else is not understood, and the row is not taken.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from cxmap.data.columns import check_columns, columns_of
from cxmap.data.lookup import Period, load_names, period_name, text
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
_DAY_ZERO = date(1970, 1, 1).toordinal()


class ComplaintKey(NamedTuple):
    """What complaints are of: ids, "" where a row does not say, and the period in which they came in.

    `source` is where they came from, as the log has it. `reopened` is None where that is not said; `bucket` is that of
    the handling time (`Dialect.bucket`), None while a complaint is open.
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
    """The counts of a log. `days` are those on which something came in, taken or not, as ordinals of `date`."""

    source: ComplaintSource
    files: list[MeasuredFile] = field(default_factory=list)
    cube: dict[ComplaintKey, int] = field(default_factory=dict)
    rows: int = 0
    days: set[int] = field(default_factory=set)
    rejected: list[Rejected] = field(default_factory=list)


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
    rejects = Rejects(source.id, reject)
    load_names(reader.local, source.values, names)
    for table in reader.tables(source, counted.files):
        check_columns(source, columns_of(source), table)
        statement, columns = complaint_statement(source, table)
        reader.bring(table, "counted", statement, columns)
        counted.days.update(_DAY_ZERO + int(day) for (day,) in table.engine.stream(days_statement(source, table)))
        reader.local.rows(f"CREATE OR REPLACE TABLE complaints AS {_looked_up(source, columns, period)}")
        _take(reader.local, counted)
        rejects.take(reader.local, "complaints", table)
        if look is not None:
            look(table)
    counted.rejected = rejects.told()
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
        start, end = (
            dialect.epoch(moment_of(table, column, source.time_format, exactly=True))
            for column in (asked.opened, asked.closed)
        )
        chosen["bucket"] = dialect.bucket(f"({end} - {start})")
        chosen["closed_said"] = f"CASE WHEN {end} IS NULL OR {end} < {start} THEN {table.text(asked.closed)} END"
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
    }
    if not source.columns.closed:
        shown["bucket"] = "CAST(NULL AS BIGINT)"
    checks = [*misfit_checks(columns), *_checks(source, given)]
    return looked_up(columns, given, {"channel": text(source.channel or "")}, shown, checks)


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
        yield "bucket IS NULL AND closed_said <> ''", "unreadable-closing-date"
        yield "bucket < 0", "closed-before-opened"
    if source.columns.reopened:
        yield "reopened IS NULL AND reopened_said <> ''", "reopened-not-understood"
    yield from unknown_names(given)


def _take(engine: DuckDB, counted: CountedComplaints) -> None:
    """Add the counts of the complaints to those that are there."""
    counted.rows += engine.rows("SELECT coalesce(sum(n), 0)::BIGINT FROM complaints")[0][0]
    engine.rows(
        "CREATE OR REPLACE TABLE sources AS SELECT source FROM complaints WHERE reason IS NULL "  # noqa: S608
        f"GROUP BY source ORDER BY sum(n) DESC, source LIMIT {MOST_SOURCES}"
    )
    keys = ", ".join(name for name in ComplaintKey._fields if name != "source")
    taken = (
        f"SELECT {keys}, CASE WHEN source IN (FROM sources) THEN source ELSE '' END AS source, sum(n)::BIGINT "  # noqa: S608
        "FROM complaints WHERE reason IS NULL GROUP BY ALL ORDER BY ALL"
    )
    for *key, reopened, bucket, origin, n in engine.rows(taken):
        complaint = ComplaintKey._make((*key, origin, reopened, bucket))
        counted.cube[complaint] = counted.cube.get(complaint, 0) + n
