"""Event logs in databases: texts that are no UTF-8, columns `order` that are texts, and rows that are not taken."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from cxmap.cli.app import run
from cxmap.data.dialects import POSTGRES
from cxmap.data.engine import DuckDB, Table
from cxmap.data.event_counts import EventCounts, VariantCount
from cxmap.data.events import count_events
from cxmap.data.events_windowed import count_windowed
from cxmap.data.reader import Reader
from cxmap.diagnostics import CxmapError
from cxmap.discover.mining import discovered
from cxmap.model.data import Data, EventColumns
from cxmap.report.discovery.words import Shown, remarks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

COLUMNS = {"case": "who", "event": "what", "time": "at"}
AT = "2026-01-01 09:00:00"


def in_sqlite(root: Path, rows: Sequence[tuple[Any, ...]], kind: str = "TEXT") -> str:
    with closing(sqlite3.connect(root / "cx.db")) as connection, connection:
        connection.execute(f"CREATE TABLE log (who, what, at, number {kind})")
        connection.executemany("INSERT INTO log VALUES (?, ?, ?, ?)", rows)
    return "sqlite:///cx.db"


def in_duckdb(root: Path, rows: Sequence[tuple[Any, ...]]) -> str:
    with duckdb.connect(str(root / "cx.duckdb")) as connection:
        connection.execute('CREATE TABLE log (who VARCHAR, what VARCHAR, "at" TIMESTAMP, number VARCHAR)')
        connection.executemany("INSERT INTO log VALUES (?, ?, ?, ?)", rows)
    return "duckdb:///cx.duckdb"


def counted(root: Path, url: str, **columns: str) -> EventCounts:
    log = {"id": "log", "connection": "it", "table": "log", "columns": {**COLUMNS, **columns}}
    data = Data.model_validate({"connections": {"it": url}, "events": [log]})
    with Reader(data, root) as reader:
        return count_events(reader, data.events[0], ways="month")


def test_texts_of_sqlite_that_are_no_utf_8(tmp_path: Path) -> None:
    url = in_sqlite(tmp_path, [("1", "ok", AT, 1), ("2", b"blob\xff", AT, 1)])
    with closing(sqlite3.connect(tmp_path / "cx.db")) as connection, connection:
        for number, what in enumerate(("e9ff", "e9fe")):
            connection.execute(
                f"INSERT INTO log VALUES (CAST(x'ff31' AS TEXT), CAST(x'{what}' AS TEXT), '{AT}', {number})"
            )
        connection.execute(f"INSERT INTO log VALUES ('3', 'ok', CAST(x'ff' AS TEXT), 1), (x'ff', 'ok', '{AT}', x'ff')")
    found = counted(tmp_path, url, order="number")
    assert found.variants == [
        VariantCount(("\\xe9\\xff", "\\xe9\\xfe"), 1), VariantCount(("blob\\xff",), 1), VariantCount(("ok",), 2),
    ]  # fmt: skip
    assert [(one.reason, one.rows) for one in found.rejected] == [("unreadable-date", 1)]


ORDERED = [("c", f"step {number}", AT, str(number)) for number in (10, 2, 11, 1, -3, 1.5)]
OTHERS = [("c", "b", AT, "b"), ("c", "a", AT, "a"), ("c", "12a", AT, "12a"), ("c", "none", AT, None)]
IN_ORDER = ("step -3", "step 1", "step 1.5", "step 2", "step 10", "step 11", "none", "12a", "a", "b")


@pytest.mark.parametrize("kind", ["TEXT", "INTEGER", "", "TEXT COLLATE NOCASE"])
def test_a_text_that_decides_in_sqlite_is_read_as_a_number(tmp_path: Path, kind: str) -> None:
    found = counted(tmp_path, in_sqlite(tmp_path, [*OTHERS, *ORDERED], kind), order="number")
    assert found.variants == [VariantCount(IN_ORDER, 1)]


def test_a_text_that_decides_in_duckdb_is_read_as_a_number(tmp_path: Path) -> None:
    found = counted(tmp_path, in_duckdb(tmp_path, [*OTHERS, *ORDERED]), order="number")
    assert found.variants == [VariantCount(IN_ORDER, 1)]


def test_a_file_says_the_same(tmp_path: Path) -> None:
    lines = [",".join(cell or "" for cell in row) for row in (*OTHERS, *ORDERED)]
    (tmp_path / "log.csv").write_text("who,what,at,number\n" + "\n".join(lines), encoding="utf-8")
    log = {"id": "log", "files": "log.csv", "columns": {**COLUMNS, "order": "number"}}
    data = Data.model_validate({"events": [log]})
    with Reader(data, tmp_path) as reader:
        assert count_events(reader, data.events[0]).variants == [VariantCount(IN_ORDER, 1)]


def test_a_text_that_decides_where_an_engine_reads_no_numbers_is_refused() -> None:
    class Other(DuckDB):
        dialect = replace(POSTGRES, number_of="")

    columns = EventColumns.model_validate({**COLUMNS, "order": "number"})
    with Other() as engine:
        table = Table(engine, "log", {"at": "time", "number": "text"}, "warehouse: log")
        with pytest.raises(CxmapError, match="the column 'number' holds texts") as caught:
            count_windowed(table, columns, EventCounts(columns), 10)
    assert caught.value.help is not None
    assert caught.value.help.en == "cast it to a whole number in a `query:`"


def test_what_decides_in_a_database_is_said(tmp_path: Path) -> None:
    data = Data.model_validate({"events": [{"id": "log", "files": "x.csv", "columns": COLUMNS}]})
    url = in_sqlite(tmp_path, ORDERED)
    told = [
        line
        for line, _ in remarks(
            discovered(data.events[0], counted(tmp_path, url, order="number"), {}), Shown(10, 0, 30), "en"
        )
    ]
    assert told[-1].endswith(
        "at the same moment as the one before: 5 events; the column number decides; where that is the same, the names"
    )
    unknown = [
        line for line, _ in remarks(discovered(data.events[0], counted(tmp_path, url), {}), Shown(10, 0, 30), "en")
    ]
    assert unknown[-1].endswith("nothing says which came first: name a column `order`")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "log: rows of a database stay where they are: 3 not taken (no event, the time cannot be read)"),
        ("zh_CN.UTF-8", "log：数据库中的行留在原处：3 行未采用（没有事件、时间无法识别）"),
    ],
)
def test_rejects_of_a_database_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    rows = [("1", "a", AT, 1), ("1", "b", "never", 1), ("2", "", AT, 1), ("3", "", AT, 1)]
    url = in_sqlite(tmp_path, rows)
    log = "{id: log, connection: it, table: log, columns: {case: who, event: what, time: at}}"
    (tmp_path / "cxmap.yaml").write_text(
        f"cxmap: 1\nmaps: ['*.map.yaml']\ndata:\n  connections: {{it: '{url}'}}\n  events: [{log}]\n", encoding="utf-8"
    )
    (tmp_path / "a.map.yaml").write_text(
        "cxmap: 1\nid: a\ntitle: A\nstages: [{id: s, name: S, touchpoints: [{id: a, name: a}]}]\n", encoding="utf-8"
    )
    rejects = tmp_path / "rejects.csv"
    for command in (["discover", str(tmp_path)], ["measure", str(tmp_path / "a.map.yaml"), "--dry-run"]):
        assert run(command) == 0
        assert said not in capsys.readouterr().err
        assert run([*command, "--rejects", str(rejects)]) == 0
        assert capsys.readouterr().err.count(said) == 1
        assert rejects.read_text(encoding="utf-8").count("\n") == 1


@pytest.mark.parametrize("made", [in_sqlite, in_duckdb])
def test_fractions_of_a_second_decide_the_order(tmp_path: Path, made: Callable[..., str]) -> None:
    rows = [
        ("1", "b first", "2026-01-01 10:00:00.100", "1"), ("1", "a second", "2026-01-01 10:00:00.9", "1"), ("1", "c third", "2026-01-01 10:00:01", "1"),
        ("2", "b first", "2026-01-01 10:00:00.9999", "1"), ("2", "a second", "2026-01-01 10:00:00.99995", "1"), ("2", "c third", "2026-01-01 10:00:00.999950", "1"),
    ]  # fmt: skip
    found = counted(tmp_path, made(tmp_path, rows))
    assert found.variants == [VariantCount(("b first", "a second", "c third"), 2)]
    assert sum(one.tied for one in found.transitions) == 1
    assert {(one.before, bucket): n for one in found.transitions for bucket, n in one.buckets.items()} == {
        ("b first", 0): 2, ("a second", 0): 1, ("a second", 27): 1,
    }  # fmt: skip


def test_times_of_different_zones_are_in_the_order_in_which_they_were(tmp_path: Path) -> None:
    rows = [
        ("1", "b first", "2026-01-01 18:00:00.5+08:00", 1), ("1", "a second", "2026-01-01T10:00:00.75Z", 1),
        ("1", "c third", "2026-01-01 11:00:01 +01:00", 1),
    ]  # fmt: skip
    found = counted(tmp_path, in_sqlite(tmp_path, rows))
    assert found.variants == [VariantCount(("b first", "a second", "c third"), 1)]
    assert (found.first, found.last) == (1767261600, 1767261601)
