"""Every engine answers everything that cxmap asks with the same tables, on rows that collations, escapes and calendars differ in."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from importlib.util import find_spec
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest

from cxmap.data.reader import Reader
from cxmap.model.data import Data
from tests.engines.journeys import measured
from tests.engines.questions import OF_FILES, QUESTIONS, ask, ask_of_files
from tests.engines.rows import TEXTS
from tests.engines.servers import mariadb_binary, postgres_binary
from tests.engines.stores import HAS_CONNECT, STORES, connect_url, in_files, place_in
from tests.helpers import ROOT

MEASURED = "cxmap measure"
"""What is asked beside the questions: the files that this writes of the examples."""
NOT_ASKED = {"spark": ("many_answers_together",)}
"""Spark knows no most columns, and takes ten seconds for these."""
OTHER_DUCKDB = Path(sys.prefix) / "duckdb-1.5"
"""Where `.ci/setup` puts another version of DuckDB."""


def _has_spark() -> bool:
    return find_spec("pyspark") is not None and shutil.which("java") is not None


NEEDED: dict[str, tuple[Callable[[], object], str]] = {
    "duckdb": (lambda: True, ""),
    "sqlite": (lambda: True, ""),
    "postgresql": (lambda: find_spec("psycopg") and postgres_binary("initdb"), "psycopg, or a PostgreSQL server"),
    "mariadb": (lambda: find_spec("pymysql") and mariadb_binary("mariadbd"), "PyMySQL, or a MariaDB server"),
    "clickhouse": (lambda: find_spec("chdb"), "chdb"),
    "spark": (_has_spark, "pyspark, or Java"),
}


def embedded(folder: Path) -> dict[str, Any]:
    """Return what the embedded engine answers, of files in a folder."""
    with Reader(Data(), folder) as reader:
        answers = ask(reader, lambda table: {"files": f"{table}.parquet"}) | ask_of_files(reader)
    return as_json({**answers, MEASURED: {"result": measured(folder), "tables": {}}})


def stored(engine: str, folder: Path) -> dict[str, Any]:
    """Put the rows into an engine, and return what it answers."""
    place = place_in(engine)
    with STORES[engine](folder) as url:
        with Reader(Data.model_validate({"connections": {"it": url}}), folder) as reader:
            answers = ask(reader, place, NOT_ASKED.get(engine, ()))
        if engine == "spark" and HAS_CONNECT:
            found = in_another_process(f"connected({connect_url()!r}, folder)", folder)
        else:
            found = measured(folder, place, url)
    return as_json({**answers, MEASURED: {"result": found, "tables": {}}})


def connected(url: str, folder: Path) -> dict[str, Any]:
    """Return what `cxmap measure` writes through Spark Connect."""
    return measured(folder, place_in("spark"), url)


def in_another_process(call: str, folder: Path, *paths: Path) -> dict[str, Any]:
    """Return what a call of this module returns elsewhere, with other packages before ours."""
    code = (
        "import json, sys\nfrom pathlib import Path\nfrom tests.engines import test_conformance as here\n"
        "folder = Path(sys.argv[1])\n"
        f"(folder / 'answers.json').write_text(json.dumps(here.{call}), encoding='utf-8')"
    )
    path = os.pathsep.join(map(str, [*paths, ROOT]))
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        capture_output=True, text=True, check=False, cwd=ROOT, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return as_json(json.loads((folder / "answers.json").read_text(encoding="utf-8")))


def as_json(answers: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(answers))
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the files, and what is expected of all: made once, by whichever process comes first."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "engines made"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "expected.json").exists():
            in_files(folder)
            (folder / "expected.json").write_text(json.dumps(embedded(folder)), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def expected(made: Path) -> dict[str, Any]:
    return as_json(json.loads((made / "expected.json").read_text(encoding="utf-8")))


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


def differences(found: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    """Return, in a line each, what an engine answers otherwise."""
    said = []
    for question, answer in expected.items():
        for name, rows in answer["tables"].items():
            ours, theirs = ({json.dumps(row) for row in one} for one in (rows, found[question]["tables"].get(name, [])))
            said += [f"{question}, {name}: lacks {row:.300}" for row in sorted(ours - theirs)[:3]]
            said += [f"{question}, {name}: has {row:.300}" for row in sorted(theirs - ours)[:3]]
        if found[question] != answer:
            told, wanted = str(found[question]["result"]), str(answer["result"])
            same = takewhile(lambda pair: pair[0] == pair[1], zip(told, wanted, strict=False))
            at = max(0, sum(1 for _ in same) - 100)
            said.append(f"{question}: {told[at : at + 300]}\nnot {wanted[at : at + 300]}")
    return said


@pytest.mark.parametrize("engine", STORES)
def test_every_engine_answers_alike(engine: str, folder: Path, expected: dict[str, Any]) -> None:
    is_there, what = NEEDED[engine]
    if not is_there():
        pytest.skip(f"there is no {what}")
    # Spark leaves sockets open, which are warnings in whatever runs later.
    found = in_another_process("stored('spark', folder)", folder) if engine == "spark" else stored(engine, folder)
    left_out = {*OF_FILES, *NOT_ASKED.get(engine, ())}
    expected = {question: answer for question, answer in expected.items() if question not in left_out}
    assert differences(found, expected) == []


def test_another_version_of_duckdb_answers_alike(folder: Path, expected: dict[str, Any]) -> None:
    if not OTHER_DUCKDB.is_dir():
        pytest.skip("there is no second DuckDB: .ci/setup installs one")
    assert list(OTHER_DUCKDB.glob("duckdb-1.5.*.dist-info"))
    assert not version("duckdb").startswith("1.5.")
    assert differences(in_another_process("embedded(folder)", folder, OTHER_DUCKDB), expected) == []


def test_the_questions_have_answers(expected: dict[str, Any]) -> None:
    """Else all would agree on nothing."""
    assert list(expected) == [*QUESTIONS, *OF_FILES, MEASURED]
    assert list(expected[MEASURED]["result"]) == ["home-loan.measures.json", "hot-pot.measures.json"]
    assert all(rows for answer in expected.values() for rows in answer["tables"].values())
    for question in ("decimal_scores", "real_scores", "answers_together"):
        assert "11.0" not in str(expected[question]["result"]), "it says nothing"
    said = {row[0] for row in expected["every_text_apart"]["tables"]["counted"]}
    assert said == set(TEXTS)
