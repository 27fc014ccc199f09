"""Counts scores: for each touchpoint, period, channel, persona and segment how often each was given, and what was not taken."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cxmap.data.engine import name_of
from cxmap.data.files import DataFile, check_columns, files_of, hashed, load_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cxmap.data.engine import Engine
    from cxmap.model.data import FeedbackSource

DIMENSIONS = ("touchpoint", "channel", "persona", "segment")
UNANSWERED = "unanswered"
REASONS = (
    "score-is-no-number", "score-off-scale", "unreadable-date", "unknown-touchpoint", "unknown-channel", "unknown-persona",
    "unknown-segment",
)  # fmt: skip
"""Why a row is not taken."""
REJECTED = ("source", "file", "reason", "score", "time", *DIMENSIONS)
"""What is told of an answer that was not taken: where it was, why, and what it said."""
_REJECTED = ", ".join(("reason", "score_said", "time_said", *(f"{name}_said" for name in DIMENSIONS)))
_SAMPLE = 5
_SCALES = {"nps": (0.0, 10.0), "csat": (1.0, 5.0), "ces": (1.0, 7.0)}
_PERIODS = {
    "month": "strftime(moment, '%Y-%m')",
    "quarter": "strftime(moment, '%Y') || '-Q' || quarter(moment)",
    "year": "strftime(moment, '%Y')",
}


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
    files: list[DataFile] = field(default_factory=list)
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

    Every answer that is not taken is handed to `reject`, if there is one, as values of `REJECTED`.

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
            check_columns(source, engine.columns(table), path.name)
            _names(engine, source, names)
            for statement in _statements(source, table, period):
                engine.rows(f"CREATE OR REPLACE VIEW answers AS {statement}")
                _take(engine, counted, rejected)
                if reject is not None:
                    for row in engine.stream(f"SELECT {_REJECTED} FROM answers WHERE reason <> '{UNANSWERED}'"):  # noqa: S608
                        reject((source.id, path.name, *row))
            engine.rows(f"DROP TABLE {name_of(table)}")
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


def _statements(source: FeedbackSource, table: str, period: str) -> list[str]:
    """Return the statements that say of each answer what it is of, its score, and why it is not taken, if so."""
    if source.wide:
        return [_statement(source, table, period, column, text(id_)) for id_, column in source.wide.items()]
    return [_statement(source, table, period, source.columns.score or "", None)] if source.columns.score else []


def text(value: str) -> str:
    """Write a text as SQL takes it, whatever it holds."""
    return "'" + value.replace("'", "''") + "'"


def _statement(source: FeedbackSource, table: str, period: str, score: str, touchpoint: str | None) -> str:
    columns = source.columns
    low, high = scale_of(source)
    given = {name: getattr(columns, name) for name in DIMENSIONS}
    if touchpoint is not None:
        given["touchpoint"] = None
    said = [
        f"trim({name_of(column)}) AS {name}_said" if column else f"NULL AS {name}_said"
        for name, column in given.items()
    ]
    said.append(f"trim({name_of(columns.time)}) AS time_said" if columns.time else "NULL AS time_said")
    missing = ", ".join(text(value) for value in source.missing)
    unanswered = "score_said IS NULL OR score_said = ''" + (f" OR score_said IN ({missing})" if missing else "")
    formats = f", try_strptime(time_said, {text(source.time_format)})" if source.time_format else ""
    serial = "CASE WHEN try_cast(time_said AS DOUBLE) BETWEEN 20000 AND 80000 THEN TIMESTAMP '1899-12-30' + to_days(CAST(floor(CAST(time_said AS DOUBLE)) AS INTEGER)) END"
    fixed_date = (
        f"TIMESTAMP {text(source.date.isoformat())}" if source.date is not None and not columns.time else "NULL"
    )
    at = f"coalesce(try_cast(time_said AS TIMESTAMP){formats}, {serial}, {fixed_date})"
    checks = [
        (unanswered, UNANSWERED),
        ("try_cast(score_said AS DOUBLE) IS NULL", "score-is-no-number"),
        (f"try_cast(score_said AS DOUBLE) NOT BETWEEN {low!r} AND {high!r}", "score-off-scale"),
    ]
    if columns.time:
        checks.append(("moment IS NULL", "unreadable-date"))
    for name in DIMENSIONS:
        if given[name]:
            empty = "" if name == "touchpoint" else f" AND {name}_said <> ''"
            checks.append((f"{name}_id IS NULL AND {name}_said IS NOT NULL{empty}", f"unknown-{name}"))
    if given["touchpoint"]:
        checks.append(("touchpoint_said IS NULL", "unknown-touchpoint"))
    reason = "CASE " + " ".join(f"WHEN {check} THEN {text(name)}" for check, name in checks) + " END"
    joins = " ".join(
        f"LEFT JOIN {name_of(f'names of {name}')} AS n_{name} ON lower({name}_said) = n_{name}.said"
        for name in DIMENSIONS
    )
    ids = ", ".join(f"n_{name}.id AS {name}_id" for name in DIMENSIONS)
    fixed = {"touchpoint": touchpoint, "channel": text(source.channel) if source.channel else None}
    shown = ", ".join(f"coalesce({name}_id, {fixed.get(name) or text('')}) AS {name}" for name in DIMENSIONS)
    when = f"coalesce({_PERIODS[period]}, '')"
    return (
        f"SELECT {shown}, {when} AS period, try_cast(score_said AS DOUBLE) AS score, {reason} AS reason, "  # noqa: S608
        f"score_said, time_said, {', '.join(f'{name}_said' for name in DIMENSIONS)} "
        f"FROM (SELECT *, {ids}, {at} AS moment FROM (SELECT trim({name_of(score)}) AS score_said, {', '.join(said)} FROM {name_of(table)}) {joins})"
    )


def _take(engine: Engine, counted: Counted, rejected: dict[str, tuple[int, list[str]]]) -> None:
    """Add the counts of the answers to those that are there."""
    keys = "touchpoint, period, channel, persona, segment"
    taken = f"SELECT {keys}, score, count(*) FROM answers WHERE reason IS NULL GROUP BY ALL ORDER BY ALL"  # noqa: S608
    for *key, score, count in engine.rows(taken):
        scores = counted.cube.setdefault(Key(*key), {})
        scores[score] = scores.get(score, 0) + count
        counted.rows += count
    for reason, count in engine.rows(
        "SELECT reason, count(*) FROM answers WHERE reason IS NOT NULL GROUP BY 1 ORDER BY 1"
    ):
        counted.rows += count
        if reason == UNANSWERED:
            counted.unanswered += count
            continue
        column = _said_by(reason)
        sample = f"SELECT DISTINCT {column} FROM answers WHERE reason = ? ORDER BY 1 LIMIT {_SAMPLE}"  # noqa: S608
        found = engine.rows(sample, [reason])
        before, samples = rejected.get(reason, (0, []))
        samples += [said for (said,) in found if said is not None and said not in samples]
        rejected[reason] = before + count, samples


def _said_by(reason: str) -> str:
    """Return the column that holds what a row said instead."""
    if reason.startswith("score"):
        return "score_said"
    return "time_said" if reason == "unreadable-date" else f"{reason.removeprefix('unknown-')}_said"
