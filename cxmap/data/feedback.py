"""Counts scores: for each touchpoint, period, channel, persona and segment how often each was given, and what was not taken.

The answer of a wide survey on the whole journey stands in the same rows as those on its touchpoints: it is counted with
them in one pass, and is a source by itself from then on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cxmap.data.columns import check_columns, columns_of, rated_of
from cxmap.data.engine import name_of
from cxmap.data.lookup import Period, is_one_of, load_names, period_name, spelt, text, trimmed
from cxmap.data.moments import CREDIBLE_MONTHS, moment_of
from cxmap.data.rejects import Rejected, Rejects, check_dates
from cxmap.data.statements import looked_up, misfit_checks, misfits, said_of, unknown_names, written
from cxmap.data.together import Asked, Taken, Together, add_together, part_together
from cxmap.language import Words
from cxmap.model.record import replaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cxmap.data.engine import DuckDB, Table
    from cxmap.data.reader import Reader
    from cxmap.data.rejects import Reject
    from cxmap.measurements import MeasuredFile
    from cxmap.model.data import FeedbackSource, Overall

UNANSWERED = "unanswered"
"""What `reason` says of a row that holds no answer."""
_SCALES = {"nps": (0.0, 10.0), "csat": (1.0, 5.0), "ces": (1.0, 7.0)}


class Key(NamedTuple):
    """What scores are of: ids, "" where a row does not say. Without a touchpoint they are of the whole journey."""

    touchpoint: str
    period: str
    channel: str
    persona: str
    segment: str


@dataclass
class Counted:
    """The counts of a source: by key, how often each score was given.

    Its `rows` have `asked` answers in all: one each, or one a touchpoint; none where it has texts alone.

    `overall` is what a wide survey says of the whole journey, `together` how its answers go together in a row.
    """

    source: FeedbackSource
    files: list[MeasuredFile] = field(default_factory=list)
    cube: dict[Key, dict[float, int]] = field(default_factory=dict)
    rows: int = 0
    asked: int = 0
    unanswered: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    overall: Counted | None = None
    together: Together | None = None


def scale_of(source: FeedbackSource | Overall) -> tuple[float, float]:
    """Return the lowest and the highest answer of a source, or of the one on the whole journey."""
    return (source.scale.min, source.scale.max) if source.scale is not None else _SCALES[source.metric]


def count_feedback(
    reader: Reader,
    source: FeedbackSource,
    names: Mapping[str, Mapping[str, str]],
    period: Period,
    reject: Reject | None = None,
    look: Callable[[Table], object] | None = None,
) -> Counted:
    """Count the scores of a source. `names` gives, for each of `DIMENSIONS`, our ids by what they may be called.

    Answers that are not taken are handed to `reject`, if there is one, as values of `rejects.REJECTED`. `look`, if there is
    one, is handed each table while it is open, so that nothing is read in twice.

    Raises:
        CxmapError: a file cannot be read, or lacks a column, or none of the dates can be read.
    """
    counted = Counted(source)
    if source.overall is not None:
        counted.overall = Counted(_source_of(source, source.overall), counted.files)
        counted.together = Together(tuple(source.wide)) if source.wide else None
    parts = [(one, Rejects(one.source.id, reject)) for one in (counted, counted.overall) if one is not None]
    load_names(reader.local, source.values, names)
    strange = _strange(source, names)
    asked, taken = _asked(source), None
    for table in reader.tables(source, counted.files):
        check_columns(source, columns_of(source), table)
        statement, columns = feedback_statement(source, table)
        reader.bring(table, "counted", statement, columns)
        for one, rejects in parts:
            looked_up_ = _looked_up(one.source, columns, period, _part(source, one), strange)
            reader.local.rows(f"CREATE OR REPLACE TABLE answers AS {looked_up_}")
            _take(reader.local, one)
            rejects.take(reader.local, "answers", table, len(one.source.wide) or 1)
        if counted.together is not None:
            taken = _taken(reader.local, source, table)
            add_together(reader.local, table, counted.together, asked, taken)
        if look is not None:
            look(table)
    if counted.together is not None and taken is not None:
        part_together(reader.local, counted.together, asked, taken)
    for one, rejects in parts:
        one.rejected = rejects.told()
    any_taken = any(one.cube for one, _ in parts)
    if not _has_scores(source):
        any_taken = counted.rows > sum(each.rows for each in counted.rejected)
    check_dates(source, source.columns.time, Words("answer", "回答"), counted.rejected, taken=any_taken)
    return counted


def _has_scores(source: FeedbackSource) -> bool:
    """Whether a survey has scores, not texts alone."""
    return bool(source.wide or source.columns.score)


def _asked(source: FeedbackSource) -> list[Asked]:
    """Return the questions of a wide survey that asks for the whole journey as well; of others none."""
    if source.overall is None:
        return []
    of = [Asked(column, *scale_of(source), source.missing) for column in source.wide.values()]
    return [*of, Asked(source.overall.score, *scale_of(source.overall), source.overall.missing)]


def _source_of(source: FeedbackSource, overall: Overall) -> FeedbackSource:
    """Return the answers on the whole journey as a source by itself: `survey:overall`; an id of ours holds no colon."""
    asked = {name: getattr(overall, name) for name in ("metric", "scale", "direction", "missing")}
    columns = replaced(source.columns, touchpoint=None, score=overall.score)
    series = f"{source.series}:overall" if source.series else None
    own = {"id": f"{source.id}:overall", "columns": columns, "wide": {}, "overall": None, "series": series}
    return replaced(source, **asked, **own)


def _part(source: FeedbackSource, one: Counted) -> str:
    """Return the condition for counted rows to be those of a part of a source: touchpoints, or the whole journey."""
    if source.overall is None:
        return "true"
    return f"rated {'<' if one.source is source else '='} {len(source.wide)}"


def _given(source: FeedbackSource) -> dict[str, str]:
    """Return the columns that say what an answer is of."""
    return {name: column for name, column in said_of(source).items() if not (source.wide and name == "touchpoint")}


def feedback_statement(source: FeedbackSource, table: Table) -> tuple[str, tuple[str, ...]]:
    """Return the statement that counts answers as they were written, by the month in which they were given; and its columns."""
    dialect = table.engine.dialect
    name = dialect.name_of
    table = table._replace(rows=table.all_rows or table.rows)
    chosen = misfits(table) | {f"{name_}_said": table.key(column) for name_, column in _given(source).items()}
    if source.columns.time:
        month = dialect.month(moment_of(table, source.columns.time, source.time_format))
        chosen["month_number"] = month
        chosen["time_said"] = (
            f"CASE WHEN {month} {CREDIBLE_MONTHS} THEN NULL ELSE {table.text(source.columns.time)} END"
        )
    rows = table.rows
    if source.wide:
        rows = table.engine.unpivoted(table, rated_of(source), tuple(chosen.values()), tuple(chosen))
        chosen = {column: name(column) for column in (*chosen, "rated", "score_said")}
    else:
        chosen["score_said"] = table.key(source.columns.score) if source.columns.score else "''"
    return written(dialect, rows, chosen), (*chosen, "n")


def _strange(source: FeedbackSource, names: Mapping[str, Mapping[str, str]]) -> tuple[int, ...]:
    """Return the numbers of the columns of a wide survey that rate what no map has; none where no map is known."""
    known = names.get("touchpoint", {})
    there = {*known, *known.values()}
    return tuple(n for n, id_ in enumerate(source.wide) if there and not there & {id_, id_.casefold()})


def _looked_up(
    source: FeedbackSource, columns: Sequence[str], period: Period, part: str, strange: Sequence[int] = ()
) -> str:
    """Return the statement that says of some counted answers what they are of, their score, and why they are not taken."""
    given = _given(source)
    month = "month_number" if "month_number" in columns else _month_of(source)
    ids = {"channel": text(source.channel or "")}
    if source.wide:
        ids["touchpoint"] = f"[{', '.join(map(text, source.wide))}][rated + 1]"
    shown = {
        "period": f"coalesce({period_name(period, month)}, '')",
        "score": "try_cast(score_said AS DOUBLE)",
    }
    checks = [*misfit_checks(columns), *_checks(source, given)]
    if source.wide:
        shown["touchpoint_said"] = ids["touchpoint"]  # which of its columns is told
    if source.wide and strange:
        checks.append((f"rated IN ({', '.join(map(str, strange))})", "unknown-touchpoint"))
    return f"{looked_up(columns, given, ids, shown, checks)} WHERE {part}"


def _month_of(source: FeedbackSource) -> str:
    return "CAST(NULL AS BIGINT)" if source.date is None else str(12 * source.date.year + source.date.month - 1)


def _checks(source: FeedbackSource, given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield why an answer may not be taken, as SQL has it, with the name of the reason; the first that holds counts."""
    low, high = scale_of(source)
    if _has_scores(source):
        yield f"score_said IS NULL OR {is_one_of('score_said', ('', *source.missing))}", UNANSWERED
        yield "score IS NULL", "score-is-no-number"
        yield f"score NOT BETWEEN {low!r} AND {high!r}", "score-off-scale"
    if source.columns.time:
        yield f"(month_number {CREDIBLE_MONTHS}) IS NOT TRUE", "unreadable-date"
    yield from unknown_names(given)


def _taken(engine: DuckDB, source: FeedbackSource, table: Table) -> Taken:
    """Return which rows of a wide survey are taken, whatever they answer; its answers have been counted, and names loaded."""
    dialect, given = table.engine.dialect, _given(source)
    said: dict[str, frozenset[str]] = {}
    for name, column in given.items():
        said_so = f"{name}_said"
        names = f"SELECT said FROM {name_of(f'names of {name}')}"  # noqa: S608
        known = (
            f"SELECT DISTINCT {name}_said FROM counted WHERE {trimmed(said_so)} = '' OR {spelt(said_so)} IN ({names})"  # noqa: S608
        )
        said[dialect.text(table.key(column))] = frozenset(written for (written,) in engine.rows(known))
    month = dialect.month(moment_of(table, source.columns.time, source.time_format)) if source.columns.time else None
    return Taken(f"{month} {CREDIBLE_MONTHS}" if month else "", said)


def _take(engine: DuckDB, counted: Counted) -> None:
    """Add the counts of the answers to those that are there."""
    for rows, unanswered in engine.rows(
        f"SELECT sum(n)::BIGINT, sum(n) FILTER (reason = '{UNANSWERED}')::BIGINT FROM answers"  # noqa: S608
    ):
        counted.asked += (rows or 0) if _has_scores(counted.source) else 0
        counted.rows += (rows or 0) // (len(counted.source.wide) or 1)
        counted.unanswered += unanswered or 0
    if not _has_scores(counted.source):
        return
    keys = ", ".join(Key._fields)
    taken = (
        f"SELECT {keys}, list(score ORDER BY score), list(n ORDER BY score) FROM (SELECT {keys}, score, sum(n)::BIGINT AS n "  # noqa: S608
        f"FROM answers WHERE reason IS NULL GROUP BY ALL) GROUP BY {keys} ORDER BY {keys}"
    )
    for *said, given, counts in engine.rows(taken):
        scores = counted.cube.setdefault(Key._make(said), {})
        for score, n in zip(given, counts, strict=True):
            scores[score] = scores.get(score, 0) + n
