"""Counts scores: for each touchpoint, period, channel, persona and segment how often each was given, and what was not taken."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cxmap.data.engine import name_of
from cxmap.data.files import check_columns, files_of, hashed, load_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cxmap.data.engine import Engine
    from cxmap.measurements import MeasuredFile
    from cxmap.model.data import FeedbackSource

DIMENSIONS = ("touchpoint", "channel", "persona", "segment")
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
_PERIODS = {
    "month": (
        "12 * year(moment) + month(moment) - 1",
        "printf('%04d-%02d', period_number // 12, period_number % 12 + 1)",
    ),
    "quarter": (
        "4 * year(moment) + quarter(moment) - 1",
        "printf('%04d-Q%d', period_number // 4, period_number % 4 + 1)",
    ),
    "year": ("year(moment)", "printf('%04d', period_number)"),
}
"""The number of a period in time, by which rows are counted, and its name."""


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
    engine: Engine,
    source: FeedbackSource,
    root: Path,
    names: Mapping[str, Mapping[str, str]],
    period: str,
    progress: Callable[[str], None] = lambda name: None,
    reject: Callable[[Sequence[str | None]], object] | None = None,
) -> Counted:
    """Count the scores of a source. `names` gives, for each of `DIMENSIONS`, our ids by what they may be called.

    Answers that are not taken are handed to `reject`, if there is one, as values of `REJECTED`.

    Raises:
        CxmapError: a file cannot be read, or lacks a column.
    """
    counted = Counted(source)
    rejected: dict[str, tuple[int, list[str]]] = {}
    with tempfile.TemporaryDirectory(prefix="cxmap-") as scratch:
        for number, path in enumerate(files_of(source, root)):
            progress(path.name)
            counted.files.append(hashed(path, root))
            table = f"file {number}"
            load_table(engine, table, source, path, Path(scratch))
            check_columns(source, list(engine.types(table)), path.name)
            _names(engine, source, names)
            if source.wide or source.columns.score:
                statement = _statement(source, table, period, engine.types(table))
                engine.rows(f"CREATE OR REPLACE TABLE answers AS {statement}")
                _take(engine, counted, rejected)
                if reject is not None:
                    for row in engine.stream(_REJECTS):
                        reject((source.id, path.name, *row))
            engine.drop(table)
    counted.rejected = [
        Rejected(reason, rejected[reason][0], tuple(rejected[reason][1][:_SAMPLE]))
        for reason in REASONS
        if reason in rejected
    ]
    return counted


def _names(engine: Engine, source: FeedbackSource, names: Mapping[str, Mapping[str, str]]) -> None:
    """Make tables of what things are called; what the source says of its own names counts first."""
    for dimension in DIMENSIONS:
        known = {said.strip().casefold(): id_ for said, id_ in names.get(dimension, {}).items()}
        own = getattr(source.values, dimension, None) if source.values is not None else None
        known.update({said.strip().casefold(): id_ for said, id_ in (own or {}).items()})
        engine.rows(f"DROP TABLE IF EXISTS {name_of(f'names of {dimension}')}")
        engine.fill(f"names of {dimension}", ("said", "id"), sorted(known.items()))


def text(value: str) -> str:
    """Write a text as SQL takes it, whatever it holds."""
    return "'" + value.replace("'", "''") + "'"


def _statement(source: FeedbackSource, table: str, period: str, types: Mapping[str, str]) -> str:
    """Return the statement that says of answers what they are of, their score, how many they are, and why they are not taken.

    Answers are first counted as they were written, in one pass over the file; only what is left is looked up and checked.
    """
    columns = source.columns
    low, high = scale_of(source)
    given = {name: getattr(columns, name) for name in DIMENSIONS}
    if source.wide:
        given["touchpoint"] = None
    checks = _checks(source, low, high, given)
    reason = "CASE " + " ".join(f"WHEN {check} THEN {text(name)}" for check, name in checks) + " END"
    joins = " ".join(
        f"LEFT JOIN {name_of(f'names of {name}')} AS n_{name} ON lower({name}_said) = n_{name}.said"
        for name in DIMENSIONS
    )
    ids = ", ".join(f"n_{name}.id AS {name}_id" for name in DIMENSIONS)
    fixed = {"touchpoint": "coalesce(rated, '')", "channel": text(source.channel or "")}
    shown = ", ".join(f"coalesce({name}_id, {fixed.get(name, text(''))}) AS {name}" for name in DIMENSIONS)
    said = ", ".join(f"trim(CAST({name}_raw AS VARCHAR)) AS {name}_said" for name in (*DIMENSIONS, "score"))
    return (
        f"SELECT {shown}, coalesce({_PERIODS[period][1]}, '') AS period, try_cast(score_said AS DOUBLE) AS score, {reason} AS reason, n, "  # noqa: S608
        f"score_said, time_said, {', '.join(f'{name}_said' for name in DIMENSIONS)} "
        f"FROM (SELECT *, {ids} FROM (SELECT {said}, rated, period_number, time_said, n FROM ({_counted(source, table, period, given, types)})) {joins})"
    )


def _checks(
    source: FeedbackSource, low: float, high: float, given: Mapping[str, str | None]
) -> Iterator[tuple[str, str]]:
    """Yield why an answer may not be taken, as SQL has it, with the name of the reason; the first that holds counts."""
    missing = ", ".join(text(value) for value in source.missing)
    yield "score_said IS NULL OR score_said = ''" + (f" OR score_said IN ({missing})" if missing else ""), UNANSWERED
    yield "try_cast(score_said AS DOUBLE) IS NULL", "score-is-no-number"
    yield f"try_cast(score_said AS DOUBLE) NOT BETWEEN {low!r} AND {high!r}", "score-off-scale"
    if source.columns.time:
        yield "period_number IS NULL", "unreadable-date"
    for name in DIMENSIONS:
        if given[name]:
            empty = "" if name == "touchpoint" else f" AND {name}_said <> ''"
            yield f"{name}_id IS NULL AND {name}_said IS NOT NULL{empty}", f"unknown-{name}"
    if given["touchpoint"]:
        yield "touchpoint_said IS NULL", "unknown-touchpoint"


def _counted(
    source: FeedbackSource, table: str, period: str, given: Mapping[str, str | None], types: Mapping[str, str]
) -> str:
    """Return the statement that counts answers as they were written, by the period in which they were given."""
    raw = [f"{name_of(column)} AS {name}_raw" if column else f"NULL AS {name}_raw" for name, column in given.items()]
    moment, said = _moment(source, types)
    when = f"{_PERIODS[period][0]} AS period_number, CASE WHEN moment IS NULL THEN {said} END AS time_said"
    if source.wide:
        rated = ", ".join(
            f"{{'rated': {text(id_)}, 'score': CAST({name_of(column)} AS VARCHAR)}}"
            for id_, column in source.wide.items()
        )
        answers = f"SELECT *, unnest([{rated}]) AS answer FROM {name_of(table)}"  # noqa: S608
        raw += ["answer.score AS score_raw", "answer.rated AS rated"]
    else:
        answers = f"SELECT * FROM {name_of(table)}"  # noqa: S608
        raw += [f"{name_of(source.columns.score or '')} AS score_raw", "NULL AS rated"]
    return (
        f"SELECT {', '.join(raw)}, {when}, count(*) AS n "  # noqa: S608
        f"FROM (SELECT *, {moment} AS moment FROM ({answers})) GROUP BY ALL"
    )


def _moment(source: FeedbackSource, types: Mapping[str, str]) -> tuple[str, str]:
    """Return when an answer was given, as SQL has it, and what was written; NULL where that is no time."""
    column = source.columns.time
    if not column:
        fixed = f"TIMESTAMP {text(source.date.isoformat())}" if source.date is not None else "CAST(NULL AS TIMESTAMP)"
        return fixed, "CAST(NULL AS VARCHAR)"
    written = f"trim(CAST({name_of(column)} AS VARCHAR))"
    if types.get(column, "").startswith(("DATE", "TIMESTAMP")):
        return f"CAST({name_of(column)} AS TIMESTAMP)", "CAST(NULL AS VARCHAR)"
    formats = f", try_strptime({written}, {text(source.time_format)})" if source.time_format else ""
    number = f"try_cast({written} AS DOUBLE)"
    serial = f"CASE WHEN {number} BETWEEN 20000 AND 80000 THEN TIMESTAMP '1899-12-30' + to_days(CAST(floor({number}) AS INTEGER)) END"
    return f"coalesce(try_cast({written} AS TIMESTAMP){formats}, {serial})", written


def _take(engine: Engine, counted: Counted, rejected: dict[str, tuple[int, list[str]]]) -> None:
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
