"""Everything that cxmap asks an engine, on the rows of `rows`. What is to be asked as well is one more function here."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date
from hashlib import md5
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from cxmap.data.complaints import count_complaints
from cxmap.data.engine import Engine, name_of
from cxmap.data.events import count_events
from cxmap.data.feedback import Counted, count_feedback
from cxmap.data.lookup import Period, load_names
from cxmap.data.reader import Reader
from cxmap.data.touched import event_days, event_sets
from cxmap.data.verbatims import check_codebook, is_a_sample, texts_of
from cxmap.model.data import CodebookTheme, ComplaintSource, EventSource, FeedbackSource
from tests.engines.rows import HOSTILE, TEXTS, tables

if TYPE_CHECKING:
    from cxmap.data.together import Together

NAMES = {
    "touchpoint": {"form": "form", "a": "form", "线上填表": "desk", "😀": "desk", "\\": "desk", "'": "form"},
    "channel": {"app": "app", "A": "a"},
    "persona": {"b": "b"},
    "segment": {"new": "new"},
}
_SAMPLE = 100
_SPACES = " \u00a0"
CODEBOOK = [
    CodebookTheme.model_validate({"id": "a", "match": "a"}),
    CodebookTheme.model_validate({"id": "long", "match": "很长"}),
]
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
Place = Callable[[str], dict[str, Any]]
"""Where a table is: the fields of a source that name its files, or its connection and table."""
Question = Callable[[Reader, Place], object]
QUESTIONS: dict[str, Question] = {}


def question(asked: Question) -> Question:
    """Enter a function among the questions."""
    QUESTIONS[asked.__name__] = asked
    return asked


def ask(reader: Reader, place: Place, but: Collection[str] = ()) -> dict[str, Any]:
    """Return all answers: what each function returned, and the tables that were brought for it, as texts, in order."""
    return {name: _asked(reader, place, one) for name, one in QUESTIONS.items() if name not in but}


def ask_of_files(reader: Reader) -> dict[str, Any]:
    """Return the answers that only the embedded engine can give."""
    return {name: _asked(reader, lambda table: {}, one) for name, one in OF_FILES.items()}


def _asked(reader: Reader, place: Place, one: Question) -> dict[str, Any]:
    brought: dict[str, list[list[str | None]]] = {}
    bring = reader.bring

    def listening(table: Any, name: str, statement: str, columns: Any) -> None:
        bring(table, name, statement, columns)
        if name == "verbatims":  # which the embedded engine streams, and does not bring
            return
        shown = ", ".join(f"CAST({name_of(column)} AS VARCHAR)" for column in columns)
        rows = reader.local.rows(f"SELECT {shown} FROM {name_of(name)}")
        numbers = [column == "score_said" for column in columns]
        brought.setdefault(name, []).extend(
            [plain(cell) if number and cell else cell for cell, number in zip(row, numbers, strict=True)]
            for row in rows
        )

    reader.bring = listening  # type: ignore[method-assign]
    try:
        result = one(reader, place)
    finally:
        del reader.bring
    tables = {name: sorted(rows, key=lambda row: [str(cell) for cell in row]) for name, rows in brought.items()}
    return {"result": result, "tables": tables}


def plain(said: str) -> str:
    """Write a number as Python does: engines write 4, 4.0 or 4.000."""
    return repr(float(said)) if _NUMBER.fullmatch(said) else said


def _feedback(reader: Reader, place: Place, table: str, **fields: Any) -> Counted:
    source = FeedbackSource.model_validate({"id": table, "metric": "csat", **fields, **place(table)})
    return count_feedback(reader, source, NAMES, "month")


def _told(counted: Counted) -> object:
    cube = [[*key, sorted(scores.items())] for key, scores in sorted(counted.cube.items())]
    shows = not counted.source.wide  # else the samples are of columns of several types
    rejected = [(one.reason, one.rows, [plain(said) for said in one.samples if shows]) for one in counted.rejected]
    return repr((cube, counted.rows, counted.unanswered, rejected))


_COLUMNS = {name: HOSTILE[name] for name in ("touchpoint", "channel", "persona", "time")}


@question
def whole_scores(reader: Reader, place: Place) -> object:
    """Scores by everything that they can be of, under names that need quoting."""
    return _told(_feedback(reader, place, "answers", columns={**_COLUMNS, "score": HOSTILE["score"]}, missing=["0.0"]))


@question
def decimal_scores(reader: Reader, place: Place) -> object:
    """Scores of a decimal type: `11` in the workspace is `11.000` in the column."""
    return _told(_feedback(reader, place, "answers", columns={**_COLUMNS, "score": "grade"}, missing=["11", "N/A"]))


@question
def real_scores(reader: Reader, place: Place) -> object:
    """Scores in floating point."""
    return _told(_feedback(reader, place, "answers", columns={**_COLUMNS, "score": "mark"}, missing=["11.00"]))


@question
def scores_as_text(reader: Reader, place: Place) -> object:
    """Scores that a column of texts says, most of them no numbers."""
    columns = {"touchpoint": HOSTILE["touchpoint"], "score": "said"}
    return _told(_feedback(reader, place, "answers", columns=columns, missing=["five", "4"]))


@question
def every_text_apart(reader: Reader, place: Place) -> object:
    """What differs by a byte is not one."""
    counted = _feedback(reader, place, "answers", columns={"segment": HOSTILE["touchpoint"], "score": HOSTILE["score"]})
    return [sorted({text for text in TEXTS if text}), counted.rows]


@question
def scores_of_a_query(reader: Reader, place: Place) -> object:
    """Scores of what a query yields, in place of a table."""

    def asked(table: str) -> dict[str, Any]:
        where = place(table)
        named = where.pop("table", None)
        return {**where, **({"query": f"SELECT * FROM {named} -- all of it\n ;"} if named else {})}

    return _told(_feedback(reader, asked, "wide", columns={"channel": "channel", "time": "when", "score": "grade"}))


_WIDE = {"form": "rated", "desk": "Q 2", "shop": "grade", "street": "mark"}


@question
def wide_scores(reader: Reader, place: Place) -> object:
    """A column of answers for each touchpoint."""
    return _told(_feedback(reader, place, "wide", columns={"channel": "channel", "time": "when"}, wide=_WIDE))


_OVERALL = {"score": "NETPRO", "metric": "nps", "missing": ["11"]}


@question
def answers_together(reader: Reader, place: Place) -> object:
    """How answers on touchpoints go together with the one on the whole journey, of rows that are taken; in two statements."""
    columns = {"channel": "channel", "time": "when"}
    with patch("cxmap.data.together._AT_ONCE", 6):
        counted = _feedback(
            reader, place, "wide", columns=columns, wide=_WIDE, overall=_OVERALL, missing=["11", "2", "x"]
        )
    assert counted.overall is not None
    return [_told(counted), _told(counted.overall), _sums(counted.together)]


@question
def many_answers_together(reader: Reader, place: Place) -> object:
    """As many pairs of answers as a statement ever has, in more columns than some engines take."""
    wide = {f"t{number}": list(_WIDE.values())[number % 4] for number in range(17)}
    return _sums(_feedback(reader, place, "wide", columns={}, wide=wide, overall=_OVERALL).together)


def _sums(together: Together | None) -> object:
    """Return the sums by part: every engine deals rows to the same parts."""
    assert together is not None
    assert together.is_readable
    return repr((together.overall, sorted((pair, sorted(parts.items())) for pair, parts in together.sums.items())))


_COMPLAINTS = {"touchpoint": "about", "source": "source", "opened": "opened", "closed": "closed", "channel": "channel"}


def _complaints(reader: Reader, place: Place, period: Period, **columns: str) -> object:
    source = ComplaintSource.model_validate(
        {"id": "complaints", "columns": {**_COMPLAINTS, **columns}, **place("complaints")}
    )
    rejects: list[list[str | None]] = []
    counted = count_complaints(reader, source, NAMES, period, lambda row: rejects.append(list(row)))
    cube = sorted(([*map(repr, key), n] for key, n in counted.cube.items()), key=repr)
    told = [row[:1] + row[2:] for row in rejects]  # but for the name of the file
    return [repr((cube, counted.rows, sorted(counted.days), counted.rejected)), sorted(told, key=repr)]


@question
def complaints(reader: Reader, place: Place) -> object:
    """Complaints by everything that they can be of, and how long they took."""
    return _complaints(reader, place, "month", reopened="reopened", persona="who", segment="segment")


@question
def complaints_opened_again(reader: Reader, place: Place) -> object:
    """Complaints of which words say whether they were opened again."""
    return _complaints(reader, place, "quarter", reopened="again")


@question
def events(reader: Reader, place: Place) -> object:
    """What follows what, how long after, in which channel; how cases begin, go on and end, and the ways that they take."""
    columns = {name: name for name in ("case", "event", "time", "order", "channel", "segment")}
    return _counted_events(reader, {"id": "events", "columns": columns, **place("events")}, "month")


def _counted_events(reader: Reader, source: dict[str, Any], period: Period) -> object:
    counted = count_events(reader, EventSource.model_validate(source), ways=period)
    told = {
        name: value
        for name, value in vars(counted).items()
        if name not in ("columns", "files", "rejected", "in_database", "transitions")
    }
    told["transitions"] = [
        (one.before, one.after, sorted(one.buckets.items()), one.tied) for one in counted.transitions
    ]
    assert counted.ways is not None
    assert counted.ways.steps
    assert counted.ways.ends
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
    return _texts(reader, place, "said", HOSTILE["score"], missing=["0"])


@question
def texts_beside_decimals(reader: Reader, place: Place) -> object:
    """What people wrote beside scores of a decimal type."""
    return _texts(reader, place, HOSTILE["touchpoint"], "grade", missing=["11"])


def _texts(reader: Reader, place: Place, verbatim: str, score: str, **fields: Any) -> list[list[Any]]:
    columns = {**_COLUMNS, "verbatim": verbatim, "score": score}
    source = FeedbackSource.model_validate({"id": "answers", "metric": "csat", "columns": columns, **fields, **place("answers")})  # fmt: skip
    return _written(reader, source)


def _written(reader: Reader, source: FeedbackSource | ComplaintSource, *, sampled: bool = False) -> list[list[Any]]:
    load_names(reader.local, source.values, NAMES)
    check_codebook(reader.local, CODEBOOK)
    found = []
    for table in reader.tables(source, []):
        found += [list(text) for text in texts_of(reader, source, table, "month", CODEBOOK)]
        assert is_a_sample(reader, table) == sampled
    return sorted(found, key=repr)


@question
def texts_of_complaints(reader: Reader, place: Place) -> object:
    """What people complained of."""
    columns = {"touchpoint": "about", "opened": "opened", "verbatim": "said"}
    return _written(reader, ComplaintSource.model_validate({"id": "c", "columns": columns, **place("complaints")}))


@question
def a_sample_of_texts(reader: Reader, place: Place) -> object:
    """The texts that are fetched where there are more than a sample; of files all are read, and here those that would be fetched."""
    columns = {"opened": "opened", "verbatim": "about"}
    source = ComplaintSource.model_validate({"id": "c", "columns": columns, **place("complaints")})
    if source.connection is not None:
        with patch("cxmap.data.verbatims.SAMPLE", _SAMPLE):
            return [[text[0], text[3]] for text in _written(reader, source, sampled=True)]
    (rows,) = (one.rows for one in tables() if one.name == "complaints")
    told = [(row[0], row[2]) for row in rows if row[0] is not None]
    told.sort(key=lambda row: (md5(row[0].encode()).digest(), row[1] is None, row[1] and row[1].replace(day=1)))
    kept = [
        [said.strip(_SPACES)[:2000], f"{opened:%Y-%m}"]
        for said, opened in told[:_SAMPLE]
        if opened and said.strip(_SPACES)
    ]
    return sorted(kept, key=repr)


def other_kinds_of_files(reader: Reader, _: Place) -> object:
    """Files of every other kind."""
    columns = {"touchpoint": "where", "time": "when", "score": "said", "verbatim": "said"}
    surveys = [
        FeedbackSource.model_validate(
            {
                "id": "few",
                "metric": "csat",
                "columns": columns,
                "files": name,
                "missing": ["11"],
                "time_format": written,
            }
        )
        for name, written in (
            ("few.csv", None),
            ("few.jsonl", None),
            ("few.xlsx", None),
            ("few.unix.csv", "unix"),
            ("few.dates.csv", "%d.%m.%Y"),
        )
    ]
    columns = {name: name for name in ("case", "event", "time")}
    traces = {"case": "case:concept:name", "event": "concept:name", "time": "time:timestamp"}
    logs = [("few.1.tsv", columns), ("few.*.tsv", columns), ("few.xes", traces)]
    return [
        *(_told(count_feedback(reader, survey, NAMES, "year")) for survey in surveys),
        *(_counted_events(reader, {"id": "few", "files": files, "columns": named}, "year") for files, named in logs),
    ]


OF_FILES: dict[str, Question] = {"other_kinds_of_files": other_kinds_of_files}
"""What is asked of the embedded engine alone."""
