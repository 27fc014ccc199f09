"""Which events cases have, counted: each case once, whichever engine counts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from cxmap.data.dialects import POSTGRES
from cxmap.data.engine import DuckDB, Table
from cxmap.data.events import count_events
from cxmap.data.events_windowed import Windowed
from cxmap.data.reader import Reader
from cxmap.data.touched import EventSetCount, event_days, event_sets
from cxmap.model.data import Data, EventSource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cxmap.data.engine import Engine

COLUMNS = {"case": "who", "event": "what", "time": "when"}
ROWS = [
    ("a", "open", "2026-01-31 23:59:59"), ("a", " form ", "2026-02-01 00:00:00"), ("a", "form", "2026-02-10"), ("a", "guard", "2026-02-11"),
    ("b", "form", "2026-02-28 23:59:59"), ("b", "done", "2026-03-01"),
    ("c", "it's", "2026-02-05"), ("c", "open", "2026-02-06"), ("d", "guard", "2026-02-07"), ("e", "open", "2026-02-08"),
    ("e", "form", "2026-02-08"),
]  # fmt: skip
FEBRUARY = (date(2026, 2, 1).toordinal(), date(2026, 3, 1).toordinal())
ASKED = ("open", "form", "done", "it's")
EVER = [
    EventSetCount(("done", "form"), 1), EventSetCount(("form", "open"), 2), EventSetCount(("it's", "open"), 1),
]  # fmt: skip
THEN = [
    EventSetCount(("form",), 2), EventSetCount(("form", "open"), 1), EventSetCount(("it's", "open"), 1),
]  # fmt: skip


def looked(engine: Engine, rows: str) -> tuple[Any, ...]:
    return (
        event_sets(engine, rows, ASKED),
        event_sets(engine, rows, ASKED, FEBRUARY),
        event_sets(engine, rows, ()),
        {date.fromordinal(day).isoformat() for day in event_days(engine, rows)},
    )


EXPECTED: tuple[Any, ...] = (
    EVER,
    THEN,
    [],
    {f"2026-{day}" for day in ("01-31", "02-01", "02-05", "02-06", "02-07", "02-08", "02-10", "02-11", "02-28", "03-01")},
)  # fmt: skip


def test_cases_are_counted_by_their_events(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("who,what,when\n" + "\n".join(map(",".join, ROWS)), encoding="utf-8")
    source = EventSource.model_validate({"id": "log", "files": ["log.csv"], "columns": COLUMNS})
    found: list[Any] = []
    with Reader(Data(), tmp_path) as reader:
        count_events(
            reader, source, look=lambda engine, rows, counts: found.append((looked(engine, rows), counts.cases))
        )
    assert found == [(EXPECTED, 5)]


def test_as_many_events_as_one_likes() -> None:
    names = [f"event {number:03}" for number in range(150)]
    with DuckDB() as engine:
        engine.rows("CREATE TABLE log (case_said VARCHAR, event VARCHAR, second BIGINT)")
        for case, some in (("a", names[::50]), ("b", names[::50]), ("c", names), ("d", names[59:62])):
            for event in some:
                engine.rows("INSERT INTO log VALUES (?, ?, 0)", [case, event])
        found = event_sets(engine, "log", names)
    assert found == sorted(
        EventSetCount(tuple(some), n) for some, n in ((names[::50], 2), (names, 1), (names[59:62], 1))
    )


class Elsewhere(DuckDB):
    """An engine that is not the embedded one."""

    dialect = POSTGRES


def told(engine: DuckDB) -> list[str]:
    """Return where the statements are noted that an engine is told from now on."""
    asked: list[str] = []
    stream = engine.stream

    def listening(statement: str) -> Iterator[tuple[Any, ...]]:
        asked.append(statement)
        return stream(statement)

    engine.stream = listening  # type: ignore[method-assign]
    return asked


def test_a_database_is_told_no_text_and_counts_the_same() -> None:
    with Elsewhere() as engine:
        engine.rows('CREATE TABLE log (who VARCHAR, what VARCHAR, "when" TIMESTAMP)')
        for row in ROWS:
            engine.rows("INSERT INTO log VALUES (?, ?, ?::TIMESTAMP)", list(row))
        source = EventSource.model_validate({"id": "log", "table": "log", "connection": "base", "columns": COLUMNS})
        rows = Windowed(Table(engine, "log", engine.kinds("log"), "log"), source.columns).timed()
        asked = told(engine)
        assert looked(engine, rows) == EXPECTED
    assert asked
    assert not [statement for statement in asked if "form'" in statement or "it's" in statement]
