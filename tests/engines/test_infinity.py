"""Moments that never come: what a database says is closed in infinity is open, and what begins there cannot be read."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import duckdb
import pytest

from cxmap.data.complaints import count_complaints
from cxmap.data.events import count_events
from cxmap.data.reader import Reader
from cxmap.model.data import ComplaintSource, Data, EventSource
from tests.engines.servers import postgres, postgres_binary
from tests.engines.stores import LOGIN, connected_to

if TYPE_CHECKING:
    from pathlib import Path

NEVER = ("infinity", "-infinity")
STATEMENTS = [
    'CREATE TABLE log (who text, what text, "at" timestamptz, done timestamp)',
    "INSERT INTO log VALUES ('a', 'in', '2026-01-01', '2026-01-03')",
    *(f"INSERT INTO log VALUES ('a', 'on', '2026-01-02', '{done}')" for done in NEVER),
    *(f"INSERT INTO log VALUES ('a', 'off', '{at}', '2026-01-03')" for at in NEVER),
]


def check(url: str, folder: Path) -> None:
    said = {"connection": "it", "table": "log"}
    complaints = ComplaintSource.model_validate({"id": "c", **said, "columns": {"opened": "at", "closed": "done"}})
    events = EventSource.model_validate({"id": "e", **said, "columns": {"case": "who", "event": "what", "time": "at"}})
    with Reader(Data.model_validate({"connections": {"it": url}}), folder) as reader:
        found = count_complaints(reader, complaints, {}, "month")
        counted = count_events(reader, events)
    assert {one.reason: one.rows for one in found.rejected} == {"unreadable-date": 2}
    assert sum(found.cube.values()) == 3
    assert sum(n for key, n in found.cube.items() if key.bucket is None) == 2, "these are open"
    assert {one.reason: one.rows for one in counted.rejected} == {"unreadable-date": 2}
    assert counted.events == 3


def test_infinity_of_duckdb(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "cx.duckdb")) as connection:
        for statement in STATEMENTS:
            connection.execute(statement)
    check("duckdb:///cx.duckdb", tmp_path)


@pytest.mark.skipif(
    not find_spec("psycopg") or not postgres_binary("initdb"), reason="there is no psycopg, or no PostgreSQL server"
)
def test_infinity_of_postgresql(tmp_path: Path) -> None:
    with postgres() as place:
        with connected_to(place) as connection:
            for statement in STATEMENTS:
                connection.execute(statement)
        check(f"postgresql://{LOGIN}@{place}/postgres", tmp_path)
