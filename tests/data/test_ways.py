"""How cases go on, counted: by the embedded engine, and by statements that any engine understands."""

from __future__ import annotations

from datetime import date
from math import floor, log1p
from typing import TYPE_CHECKING, Any

import pytest

from cxmap.data.dialects import POSTGRES
from cxmap.data.engine import DuckDB, Table
from cxmap.data.event_counts import EventCounts, TransitionCount
from cxmap.data.events import count_events
from cxmap.data.events_windowed import Windowed, count_windowed
from cxmap.data.reader import Reader
from cxmap.data.ways import EndCount, Step, Ways, _late, recent_in
from cxmap.data.ways_windowed import count_ways_windowed
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


def bucket(seconds: int) -> int:
    return floor(40 * log1p(seconds))


STEPS = {
    Step("", "open", "form", False, False): 2, Step("", "open", "form", True, False): 1,
    Step("open", "form", "done", False, False): 1, Step("form", "done", "", False, False): 1,
    Step("open", "form", "", False, False): 1, Step("open", "form", "", True, True): 1,
}  # fmt: skip
ENDS = [
    EndCount((), "form", True, bucket(86_400), 1), EndCount(("app",), "form", False, bucket(86_400), 1),
    EndCount(("app", "desk"), "done", False, bucket(14 * 3600), 1),
]  # fmt: skip


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    """One case is enough to test with."""
    monkeypatch.setattr("cxmap.data.ways.LEAST_LATE", 1)


def counted(root: Path, **options: Any) -> EventCounts:
    with Reader(Data(), root) as reader:
        return count_events(reader, EventSource.model_validate(SOURCE), ways="month", **options)


@pytest.mark.usefixtures("late")
def test_steps_and_ends_are_counted(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("who,what,when,via\n" + "\n".join(map(",".join, ROWS)), encoding="utf-8")
    found = counted(tmp_path)
    assert found.ways == Ways(STEPS, ENDS, date(2026, 2, 1))
    assert [file.name for file in found.files] == ["log.csv"]


@pytest.mark.usefixtures("late")
def test_a_parquet_file_is_counted_where_it_lies(tmp_path: Path) -> None:
    values = ", ".join(f"({', '.join(map(repr, row))})" for row in ROWS)
    with DuckDB() as engine:
        engine.rows(
            f'COPY (SELECT who, what, try_cast(moment AS TIMESTAMP) AS "when", via FROM (VALUES {values}) AS log(who, what, moment, via)) '
            f"TO '{tmp_path / 'log.parquet'}'"
        )
    with Reader(Data(), tmp_path) as reader:
        source = EventSource.model_validate({**SOURCE, "files": ["log.parquet"]})
        found = count_events(reader, source, ways="month")
    assert found.ways == Ways(STEPS, ENDS, date(2026, 2, 1))


class Elsewhere(DuckDB):
    """An engine that is not the embedded one."""

    dialect = POSTGRES


@pytest.mark.usefixtures("late")
def test_any_engine_counts_the_same() -> None:
    with Elsewhere() as engine:
        engine.rows('CREATE TABLE log (who VARCHAR, what VARCHAR, "when" TIMESTAMP, via VARCHAR, number INTEGER)')
        for number, (who, what, when, via) in enumerate(ROWS[:-1]):
            engine.rows("INSERT INTO log VALUES (?, ?, ?::TIMESTAMP, ?, ?)", [who, what, when, via, number])
        columns = EventSource.model_validate({**SOURCE, "columns": {**SOURCE["columns"], "order": "number"}}).columns
        table = Table(engine, "log", engine.kinds("log"), "log")
        found = EventCounts(columns)
        count_windowed(table, columns, found, 100)
        count_ways_windowed(Windowed(table, columns), found, "month")
    assert found.ways == Ways(STEPS, ENDS, date(2026, 2, 1))


def test_nothing_is_late_where_too_few_cases_began(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("who,what,when,via\n" + "\n".join(map(",".join, ROWS)), encoding="utf-8")
    ways = counted(tmp_path).ways
    assert ways is not None
    assert (ways.late, {step.is_late for step in ways.steps}) == (None, {False})


def test_a_log_of_many_partitions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        (f"c{case}", ("open", "form", "done")[place], f"2026-0{1 + case % 6}-1{place}", ("app", "desk", "")[(case + place) % 3 * (case % 2)])
        for case in range(400) for place in range(1 + case % 3)
    ]  # fmt: skip
    (tmp_path / "log.csv").write_text("who,what,when,via\n" + "\n".join(map(",".join, rows)), encoding="utf-8")
    whole = counted(tmp_path).ways
    monkeypatch.setattr("cxmap.data.events_sorted._PARTITION", 100)
    assert counted(tmp_path).ways == whole
    assert whole is not None
    assert whole.late == date(2026, 6, 1)
    assert sum(n for step, n in whole.steps.items() if not step.before) == 400
    assert sum(n for step, n in whole.steps.items() if not step.after) == sum(end.n for end in whole.ends) == 400


def test_the_last_period_with_enough_cases() -> None:
    march = 12 * 2026 + 2
    day = (date(2026, 4, 20) - date(1970, 1, 1)).days
    assert _late({march: 60, march + 1: 10}, day, "month") == march
    assert _late({march + 1: 50}, day, "month") == march + 1
    assert _late({march + 1: 50}, day, "quarter") == march + 1
    assert _late({march + 1: 50}, day, "year") == march - 2
    for odd in (-10_000_000, 10_000_000):
        assert _late({}, odd, "year") is None


def test_how_long_a_case_waits_as_a_rule() -> None:
    def open_from(waits: dict[int, int]) -> int:
        buckets = {bucket(seconds): n for seconds, n in waits.items()}
        return recent_in([TransitionCount("a", "b", buckets, 0, 100)], {}, 100 * 86_400, "month").open_from

    day = 86_400
    assert open_from({0: 94, 3 * day: 5, 90 * day: 1}) == 96
    assert open_from({0: 95, 90 * day: 5}) == 99
    assert open_from({}) == 99
    assert recent_in([TransitionCount("a", "b", {-1: 10}, 0, 10)], {}, 0, "month").open_from == -1
