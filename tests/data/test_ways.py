"""How cases go on, counted: by the embedded engine, and by statements that any engine understands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from cxmap.data.dialects import POSTGRES
from cxmap.data.engine import DuckDB, Table
from cxmap.data.reader import Reader
from cxmap.data.ways import Ending, Step, Ways, _count, _late, _placed_there, _quantile, count_ways
from cxmap.model.data import Data, EventSource

if TYPE_CHECKING:
    from pathlib import Path

SOURCE: dict[str, Any] = {
    "id": "log",
    "files": ["log.csv"],
    "columns": {"case": "who", "event": "what", "time": "when", "channel": "via"},
}
ROWS = [
    ("a", "open", "2026-01-01 10:00", "app"), ("a", " form ", "2026-01-01 10:00", "desk"), ("a", "done", "2026-01-02", "app"),
    ("b", "open", "2026-01-05", "app"), ("b", "form", "2026-01-06", "app"),
    ("c", "open", "2026-02-27", ""), ("c", "form", "2026-02-28", ""),
    ("", "open", "2026-01-01", "app"), ("d", "", "2026-01-01", "app"), ("d", "open", "some day", "app"),
]  # fmt: skip
STEPS = {
    Step("", "open", "form", False, False): 2, Step("", "open", "form", True, False): 1,
    Step("open", "form", "done", False, False): 1, Step("form", "done", "", False, False): 1,
    Step("open", "form", "", False, False): 1, Step("open", "form", "", True, True): 1,
}  # fmt: skip
ENDINGS = {Ending("done", True): 1, Ending("form", False): 1}


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    """One case is enough to test with."""
    monkeypatch.setattr("cxmap.data.ways.LEAST_LATE", 1)


@pytest.mark.usefixtures("late")
def test_steps_and_endings_are_counted(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("who,what,when,via\n" + "\n".join(map(",".join, ROWS)), encoding="utf-8")
    with Reader(Data(), tmp_path) as reader:
        found = count_ways(reader, EventSource.model_validate(SOURCE), "month")
    assert (found.steps, found.endings) == (STEPS, ENDINGS)
    assert (found.usual, found.late) == (1, date(2026, 2, 1))
    assert [file.name for file in found.files] == ["log.csv"]


class Elsewhere(DuckDB):
    """An engine that is not the embedded one."""

    dialect = POSTGRES


@pytest.mark.usefixtures("late")
def test_any_engine_counts_the_same() -> None:
    with Elsewhere() as engine:
        engine.rows('CREATE TABLE log (who VARCHAR, what VARCHAR, "when" TIMESTAMP, via VARCHAR, number INTEGER)')
        for number, (who, what, when, via) in enumerate(ROWS[:-1]):
            engine.rows("INSERT INTO log VALUES (?, ?, ?::TIMESTAMP, ?, ?)", [who, what, when, via, number])
        columns = {**SOURCE["columns"], "order": "number"}
        source = EventSource.model_validate({"id": "log", "table": "log", "connection": "base", "columns": columns})
        table = Table(engine, "log", engine.kinds("log"), "log")
        found = Ways(source)
        _count(engine, f"({_placed_there(table, source)})", found, "month")
    assert (found.steps, found.endings) == (STEPS, ENDINGS)


def test_an_empty_log(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("who,what,when,via\n", encoding="utf-8")
    with Reader(Data(), tmp_path) as reader:
        found = count_ways(reader, EventSource.model_validate(SOURCE), "month")
    assert (found.steps, found.endings, found.late) == ({}, {}, None)


def test_the_last_period_with_enough_cases() -> None:
    first = (date(2026, 3, 1) - date(1970, 1, 1)).days
    begun = {first + 2: 60, first + 33: 10}
    day = date(2026, 4, 20) - date(1970, 1, 1)
    assert _late(begun, day.days, "month") == first
    assert _late({first + 33: 50}, day.days, "month") == first + 31
    assert _late({first + 33: 50}, day.days, "quarter") == first + 31
    assert _late({first + 33: 50}, day.days, "year") == (date(2026, 1, 1) - date(1970, 1, 1)).days
    for odd in (-10_000_000, 10_000_000):
        assert isinstance(_late({}, odd, "year"), int)


def test_how_long_a_case_waits_as_a_rule() -> None:
    assert _quantile({0: 94, 3: 5, 90: 1}) == 3
    assert _quantile({0: 95, 90: 5}) == 0
    assert _quantile({}) == 0
    assert _quantile({-1: 10}) == 0
