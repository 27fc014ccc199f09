"""Statements that are run two at a time: their answers, and what becomes of mistakes."""

import subprocess
import sys

import pytest

from cxmap.data.engine import DuckDB
from cxmap.diagnostics import CxmapError
from tests.helpers import ROOT


def test_answers_are_in_the_order_of_the_statements() -> None:
    with DuckDB() as engine:
        slow_first = [
            "SELECT count(*) FROM range(3_000_000) AS a(i) WHERE hash(i) % 7 = 0",
            *[f"SELECT {n}" for n in range(9)],
        ]
        first, *others = engine.together(slow_first)
        assert first == engine.rows(slow_first[0])
        assert others == [[(n,)] for n in range(9)]


def test_none_at_all() -> None:
    with DuckDB() as engine:
        assert engine.together([]) == []


def test_what_one_makes_is_there_for_all_that_come_later() -> None:
    with DuckDB() as engine:
        engine.together([f"CREATE TABLE t{n} AS SELECT {n} AS n" for n in range(8)])
        assert engine.together([f"SELECT n FROM t{n}" for n in range(8)]) == [[(n,)] for n in range(8)]


@pytest.mark.parametrize("place", range(4))
def test_a_mistake_is_told_whichever_makes_it(place: int) -> None:
    statements = ["SELECT sum(i) FROM range(300_000) AS a(i)"] * 4
    statements[place] = "SELECT no_such_column"
    with DuckDB() as engine:
        engine.reading = "log.csv"
        with pytest.raises(CxmapError, match=r"log\.csv: the data cannot be read") as caught:
            engine.together(statements)
        assert "no_such_column" in str(caught.value)
        assert engine.together(["SELECT 1", "SELECT 2"]) == [[(1,)], [(2,)]]


def test_times_are_those_of_utc_in_both() -> None:
    with DuckDB() as engine:
        shown = "SELECT CAST(TIMESTAMPTZ '2026-01-01 00:00:00+00' AS VARCHAR) FROM range(200_000) AS a(i) WHERE hash(i) % 2 = 0 LIMIT 1"
        assert {row[0] for rows in engine.together([shown] * 6) for row in rows} == {"2026-01-01 00:00:00+00"}


def test_a_mistake_ends_what_runs_beside_it() -> None:
    endless = "SELECT count(*) FROM range(100_000_000_000) AS a(i) WHERE hash(i) % 7 = 0"
    with DuckDB() as engine:
        for statements in ([endless, "SELECT no_such_column"], ["SELECT no_such_column", endless]):
            with pytest.raises(CxmapError, match="no_such_column"):
                engine.together(statements)


STOPPED = """
import os, signal, threading
from cxmap.data.engine import DuckDB
short = "SELECT count(*) FROM range(5_000_000) AS a(i) WHERE hash(i) % 7 = 0"
long = "SELECT count(*) FROM range(100_000_000_000) AS a(i) WHERE hash(i) % 7 = 0"
with DuckDB() as engine:
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
    try:
        while True:
            {}
    except KeyboardInterrupt:
        print("stopped")
"""


@pytest.mark.parametrize(
    "asked",
    [
        "engine.rows(short)",
        "engine.together([short] * 9_999)",
        "engine.together([long])",
        "engine.together([long] * 2)",
        "list(engine.stream(short))",
    ],
)
def test_it_stops_when_asked_to(asked: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STOPPED.format(asked)], capture_output=True, text=True, timeout=60, cwd=ROOT
    )
    assert (done.stdout, done.stderr) == ("stopped\n", "")
