"""Counts scores: for each touchpoint, period, channel, persona and segment how often each was given, and what was not taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cxmap.data.columns import check_columns, columns_of
from cxmap.data.engine import name_of
from cxmap.data.lookup import DIMENSIONS, Period, load_names, period_name, text
from cxmap.data.moments import moment_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cxmap.data.engine import DuckDB, Table
    from cxmap.data.reader import Reader
    from cxmap.measurements import MeasuredFile
    from cxmap.model.data import FeedbackSource

UNANSWERED = "unanswered"
REASONS = (
    "score-is-no-number", "score-off-scale", "unreadable-date", "unknown-touchpoint", "unknown-channel", "unknown-persona",
    "unknown-segment",
)  # fmt: skip
"""Why a row is not taken."""
REJECTED = ("source", "file", "reason", "answers", "score", "time", *DIMENSIONS)
"""What is told of answers that were not taken: where they were, why, how many said the same, and what."""
_REJECTED = ", ".join(("reason", "n::VARCHAR", "score_said", "time_said", *(f"{name}_said" for name in DIMENSIONS)))
_REJECTS = f"SELECT {_REJECTED} FROM answers WHERE reason <> '{UNANSWERED}' ORDER BY ALL"  # noqa: S608
_SAMPLE = 5
_SCALES = {"nps": (0.0, 10.0), "csat": (1.0, 5.0), "ces": (1.0, 7.0)}


class Key(NamedTuple):
    """What scores are of: ids, "" where a row does not say. Without a touchpoint they are of the whole journey."""

    touchpoint: str
    period: str
    channel: str
    persona: str
    segment: str


class Rejected(NamedTuple):
    """Rows that were not taken: why, how many, and some of what they said instead."""

    reason: str
    rows: int
    samples: tuple[str, ...]


@dataclass
class Counted:
    """The counts of a source: by key, how often each score was given."""

    source: FeedbackSource
    files: list[MeasuredFile] = field(default_factory=list)
    cube: dict[Key, dict[float, int]] = field(default_factory=dict)
    rows: int = 0
    unanswered: int = 0
    rejected: list[Rejected] = field(default_factory=list)


def scale_of(source: FeedbackSource) -> tuple[float, float]:
    """Return the lowest and the highest answer of a source."""
    return (source.scale.min, source.scale.max) if source.scale is not None else _SCALES[source.metric]


def count_feedback(
    reader: Reader,
    source: FeedbackSource,
    names: Mapping[str, Mapping[str, str]],
    period: Period,
    reject: Callable[[Sequence[str | None]], object] | None = None,
) -> Counted:
    """Count the scores of a source. `names` gives, for each of `DIMENSIONS`, our ids by what they may be called.

    Answers that are not taken are handed to `reject`, if there is one, as values of `REJECTED`.

    Raises:
        CxmapError: a file cannot be read, or lacks a column.
    """
    counted = Counted(source)
    rejected: dict[str, tuple[int, list[str]]] = {}
    load_names(reader.local, source.values, names)
    for table in reader.tables(source, counted.files):
        check_columns(source, (*columns_of(source), *source.wide.values()), table)
        if source.wide or source.columns.score:
            statement, columns = _counted(source, table)
            reader.bring(table, "counted", statement, columns)
            reader.local.rows(f"CREATE OR REPLACE TABLE answers AS {_looked_up(source, columns, period)}")
            _take(reader.local, counted, rejected)
            if reject is not None:
                for row in reader.local.stream(_REJECTS):
                    reject((source.id, table.name, *row))
    counted.rejected = [
        Rejected(reason, rejected[reason][0], tuple(rejected[reason][1][:_SAMPLE]))
        for reason in REASONS
        if reason in rejected
    ]
    return counted


def _given(source: FeedbackSource) -> dict[str, str]:
    """Return the columns that say what an answer is of."""
    given = {name: column for name in DIMENSIONS if (column := getattr(source.columns, name))}
    return {name: column for name, column in given.items() if not (source.wide and name == "touchpoint")}


def _counted(source: FeedbackSource, table: Table) -> tuple[str, tuple[str, ...]]:
    """Return the statement that counts answers as they were written, by the month in which they were given; and its columns."""
    name, as_text = table.engine.dialect.name_of, table.engine.dialect.text
    chosen = {f"{name_}_said": name(column) for name_, column in _given(source).items()}
    if source.columns.time:
        month = table.engine.dialect.month(moment_of(table, source.columns.time, source.time_format))
        chosen["month_number"] = month
        chosen["time_said"] = f"CASE WHEN {month} IS NULL THEN {table.text(source.columns.time)} END"
    rows = table.rows
    if source.wide:
        rows = table.engine.unpivoted(table, list(source.wide.values()), tuple(chosen.values()), tuple(chosen))
        chosen = {column: name(column) for column in (*chosen, "rated", "score_said")}
    else:
        chosen["score_said"] = name(source.columns.score or "")
    # What is counted is of the columns' own types, and becomes text only then: that is twice as fast.
    inner = ", ".join(f"{expression} AS {name('raw ' + column)}" for column, expression in chosen.items())
    raw = ", ".join(name(f"raw {column}") for column in chosen)
    shown = ", ".join(
        (as_text(name(f"raw {column}")) if column.endswith("_said") else name(f"raw {column}")) + f" AS {name(column)}"
        for column in chosen
    )
    return (
        f"SELECT {shown}, count(*) AS n FROM (SELECT {inner} FROM {rows} AS answers) AS written GROUP BY {raw}",  # noqa: S608
        (*chosen, "n"),
    )


def _looked_up(source: FeedbackSource, columns: Sequence[str], period: Period) -> str:
    """Return the statement that says of counted answers what they are of, their score, and why they are not taken."""
    given = _given(source)
    low, high = scale_of(source)
    reason = (
        "CASE "
        + " ".join(f"WHEN {check} THEN {text(name)}" for check, name in _checks(source, low, high, given))
        + " END"
    )
    said = ", ".join(
        (f"trim({column})" if column in columns else "CAST(NULL AS VARCHAR)") + f" AS {column}"
        for column in (*(f"{name}_said" for name in DIMENSIONS), "score_said")
    )
    month = "CAST(month_number AS BIGINT)" if "month_number" in columns else _month_of(source)
    time_said = "trim(time_said)" if "time_said" in columns else "CAST(NULL AS VARCHAR)"
    rated = "CAST(rated AS INTEGER)" if "rated" in columns else "CAST(NULL AS INTEGER)"
    ids = [
        f"n_{name}.id" if name in given else text(source.channel or "") if name == "channel" else "''"
        for name in DIMENSIONS
    ]
    if source.wide:
        ids[0] = f"[{', '.join(map(text, source.wide))}][rated + 1]"
    shown = ", ".join(f"coalesce({id_}, '') AS {name}" for name, id_ in zip(DIMENSIONS, ids, strict=True))
    known = ", ".join(f"n_{name}.id AS {name}_id" for name in given) or "NULL"
    joins = " ".join(
        f"LEFT JOIN {name_of(f'names of {name}')} AS n_{name} ON lower({name}_said) = n_{name}.said" for name in given
    )
    return (
        f"SELECT *, {reason} AS reason FROM (SELECT {shown}, {known}, coalesce({period_name(period, 'month_number')}, '') AS period, "  # noqa: S608
        "try_cast(score_said AS DOUBLE) AS score, month_number, n, score_said, time_said, "
        f"{', '.join(f'{name}_said' for name in DIMENSIONS)} "
        f"FROM (SELECT {said}, {month} AS month_number, {time_said} AS time_said, {rated} AS rated, CAST(n AS BIGINT) AS n FROM counted) {joins})"
    )


def _month_of(source: FeedbackSource) -> str:
    return "CAST(NULL AS BIGINT)" if source.date is None else str(12 * source.date.year + source.date.month - 1)


def _checks(source: FeedbackSource, low: float, high: float, given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield why an answer may not be taken, as SQL has it, with the name of the reason; the first that holds counts."""
    missing = ", ".join(text(value) for value in source.missing)
    yield "score_said IS NULL OR score_said = ''" + (f" OR score_said IN ({missing})" if missing else ""), UNANSWERED
    yield "score IS NULL", "score-is-no-number"
    yield f"score NOT BETWEEN {low!r} AND {high!r}", "score-off-scale"
    if source.columns.time:
        yield "month_number IS NULL", "unreadable-date"
    for name in given:
        empty = "" if name == "touchpoint" else f" AND {name}_said <> ''"
        yield f"{name}_id IS NULL AND {name}_said IS NOT NULL{empty}", f"unknown-{name}"
    if "touchpoint" in given:
        yield "touchpoint_said IS NULL", "unknown-touchpoint"


def _take(engine: DuckDB, counted: Counted, rejected: dict[str, tuple[int, list[str]]]) -> None:
    """Add the counts of the answers to those that are there."""
    keys = "touchpoint, period, channel, persona, segment"
    everything = (
        f"SELECT reason, {keys}, score, sum(n)::BIGINT FROM (SELECT reason, n, "  # noqa: S608
        "CASE WHEN reason IS NULL THEN score END AS score, "
        + ", ".join(f"CASE WHEN reason IS NULL THEN {key} END AS {key}" for key in keys.split(", "))
        + " FROM answers) GROUP BY ALL ORDER BY ALL"
    )
    for reason, *key, score, n in engine.rows(everything):
        counted.rows += n
        if reason is None:
            scores = counted.cube.setdefault(Key(*key), {})
            scores[score] = scores.get(score, 0) + n
        elif reason == UNANSWERED:
            counted.unanswered += n
        else:
            column = _said_by(reason)
            sample = f"SELECT DISTINCT {column} FROM answers WHERE reason = ? ORDER BY 1 LIMIT {_SAMPLE}"  # noqa: S608
            before, samples = rejected.get(reason, (0, []))
            samples += [said for (said,) in engine.rows(sample, [reason]) if said is not None and said not in samples]
            rejected[reason] = before + n, samples


def _said_by(reason: str) -> str:
    """Return the column that holds what a row said instead."""
    if reason.startswith("score"):
        return "score_said"
    return "time_said" if reason == "unreadable-date" else f"{reason.removeprefix('unknown-')}_said"
