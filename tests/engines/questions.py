"""Everything that cxmap asks an engine, on the rows of `rows`. What is to be asked as well is one more function here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from cxmap.data.complaints import count_complaints
from cxmap.data.engine import Engine, name_of
from cxmap.data.events import count_events
from cxmap.data.feedback import Counted, count_feedback
from cxmap.data.lookup import load_names
from cxmap.data.reader import Reader
from cxmap.data.touched import event_days, event_sets
from cxmap.data.verbatims import texts_of
from cxmap.model.data import ComplaintSource, EventSource, FeedbackSource
from tests.engines.rows import HOSTILE, TEXTS

NAMES = {
    "touchpoint": {"form": "form", "a": "form", "线上填表": "desk", "😀": "desk", "\\": "desk", "'": "form"},
    "channel": {"app": "app", "A": "a"},
    "persona": {"b": "b"},
    "segment": {},
}
Place = Callable[[str], dict[str, Any]]
"""Where a table is: the fields of a source that name its files, or its connection and table."""
Question = Callable[[Reader, Place], object]
QUESTIONS: dict[str, Question] = {}


def question(asked: Question) -> Question:
    """Enter a function among the questions."""
    QUESTIONS[asked.__name__] = asked
    return asked


def ask(reader: Reader, place: Place) -> dict[str, Any]:
    """Return all answers: what each function returned, and the tables that were brought for it, as texts, in order."""
    return {name: _asked(reader, place, one) for name, one in QUESTIONS.items()}


def _asked(reader: Reader, place: Place, one: Question) -> dict[str, Any]:
    brought: dict[str, list[list[str | None]]] = {}
    bring = reader.bring

    def listening(table: Any, name: str, statement: str, columns: Any) -> None:
        bring(table, name, statement, columns)
        if name == "verbatims":  # which the embedded engine streams, and does not bring
            return
        shown = ", ".join(f"CAST({name_of(column)} AS VARCHAR)" for column in columns)
        rows = reader.local.rows(f"SELECT {shown} FROM {name_of(name)}")
        brought.setdefault(name, []).extend(list(row) for row in rows)

    reader.bring = listening  # type: ignore[method-assign]
    try:
        result = one(reader, place)
    finally:
        del reader.bring
    tables = {name: sorted(rows, key=lambda row: [str(cell) for cell in row]) for name, rows in brought.items()}
    return {"result": result, "tables": tables}


def _feedback(reader: Reader, place: Place, table: str, **fields: Any) -> Counted:
    source = FeedbackSource.model_validate({"id": table, "metric": "csat", **fields, **place(table)})
    return count_feedback(reader, source, NAMES, "month")


def _told(counted: Counted) -> object:
    cube = [[*key, sorted(scores.items())] for key, scores in sorted(counted.cube.items())]
    return repr((cube, counted.rows, counted.unanswered, counted.rejected))


_COLUMNS = {name: HOSTILE[name] for name in ("touchpoint", "channel", "persona", "time")}


@question
def whole_scores(reader: Reader, place: Place) -> object:
    """Scores by everything that they can be of, under names that need quoting."""
    return _told(_feedback(reader, place, "answers", columns={**_COLUMNS, "score": HOSTILE["score"]}, missing=["0"]))


@question
def scores_as_text(reader: Reader, place: Place) -> object:
    """Scores that a column of texts says, most of them no numbers."""
    return _told(_feedback(reader, place, "answers", columns={"touchpoint": HOSTILE["touchpoint"], "score": "said"}))


@question
def every_text_apart(reader: Reader, place: Place) -> object:
    """What differs by a byte is not one."""
    counted = _feedback(reader, place, "answers", columns={"segment": HOSTILE["touchpoint"], "score": HOSTILE["score"]})
    return [sorted({text for text in TEXTS if text}), counted.rows]


@question
def wide_scores(reader: Reader, place: Place) -> object:
    """A column of answers for each touchpoint."""
    wide = {"form": "rated", "desk": "Q 2"}
    return _told(_feedback(reader, place, "wide", columns={"channel": "channel", "time": "when"}, wide=wide))


@question
def complaints(reader: Reader, place: Place) -> object:
    """Complaints by everything that they can be of, and how long they took."""
    columns = {
        "touchpoint": "about",
        "source": "source",
        "opened": "opened",
        "closed": "closed",
        "reopened": "reopened",
        "channel": "channel",
    }
    source = ComplaintSource.model_validate({"id": "complaints", "columns": columns, **place("complaints")})
    counted = count_complaints(reader, source, NAMES, "month")
    cube = sorted(([*map(repr, key), n] for key, n in counted.cube.items()), key=repr)
    return repr((cube, counted.rows, sorted(counted.days), counted.rejected))


@question
def events(reader: Reader, place: Place) -> object:
    """What follows what, how long after, in which channel; how cases begin and end, and the ways that they take."""
    columns = {name: name for name in ("case", "event", "time", "order", "channel")}
    counted = count_events(
        reader, EventSource.model_validate({"id": "events", "columns": columns, **place("events")}), ways="month"
    )
    told = {
        name: value
        for name, value in vars(counted).items()
        if name not in ("columns", "files", "rejected", "in_database", "transitions")
    }
    told["transitions"] = [
        (one.before, one.after, sorted(one.buckets.items()), one.tied) for one in counted.transitions
    ]
    return repr((told, [(one.reason, one.rows) for one in counted.rejected]))


@question
def touched(reader: Reader, place: Place) -> object:
    """Which events cases have: on some days, and at any time."""
    columns = {name: name for name in ("case", "event", "time")}
    asked = ("apply", "报价", "it's", "elsewhere")
    some = (date(2026, 1, 10).toordinal(), date(2026, 1, 20).toordinal())
    looked: list[object] = []

    def look(engine: Engine, rows: str, _: object) -> None:
        looked.append(sorted(event_days(engine, rows)))
        looked.extend(event_sets(engine, rows, asked, days) for days in (None, some))

    count_events(reader, EventSource.model_validate({"id": "events", "columns": columns, **place("events")}), look=look)
    assert all(looked)
    return repr(looked)


@question
def texts(reader: Reader, place: Place) -> object:
    """What people wrote, as it was written, with the side of its score; fewer than a sample, so that it is all of it."""
    columns = {**_COLUMNS, "verbatim": "said", "score": HOSTILE["score"]}
    source = FeedbackSource.model_validate({"id": "answers", "metric": "csat", "columns": columns, **place("answers")})
    load_names(reader.local, source.values, NAMES)
    found = [list(text) for table in reader.tables(source, []) for text in texts_of(reader, source, table, "month")]
    return sorted(found, key=repr)
