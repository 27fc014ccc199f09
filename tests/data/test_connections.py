"""Connections: what a URL names, what is refused, and that no message shows a password."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import pytest

from cxmap.data.connections import connect
from cxmap.data.connections.address import Address, address_of
from cxmap.data.feedback import Counted, Key, count_feedback
from cxmap.data.reader import Reader
from cxmap.diagnostics import CxmapError
from cxmap.model.data import Data

SECRET = "s3cr3t/@:?"


def address(url: str, **environment: str) -> Address:
    return address_of("warehouse", url, environment)


def refusal(url: str, root: Path = Path(), **environment: str) -> str:
    with pytest.raises(CxmapError) as caught:
        connect("warehouse", url, root, environment)
    error = caught.value
    assert error.message.zh != error.message.en
    told = f"{error.message.en} | {error.help.en if error.help else ''} | {error.message.zh}"
    assert SECRET not in told
    return told


def test_the_parts_of_a_url() -> None:
    one = address("postgresql://re%40der:p%2Fw@db.example.com:5433/cx?sslmode=require")
    assert (one.user, one.password, one.host, one.port, one.path) == ("re@der", "p/w", "db.example.com", 5433, "cx")
    assert one.options == {"sslmode": "require"}
    assert address("mysql://[::1]:3307/cx").host == "::1"
    assert (address("mariadb://db").path, address("mariadb://db").port) == ("", None)


def test_variables_may_hold_anything() -> None:
    one = address(
        "postgresql://${WHO}:${CX_PASSWORD}@${HOST}/cx", WHO="me", CX_PASSWORD=SECRET + "${X}%41", HOST="db:5434"
    )
    assert (one.user, one.password, one.host, one.port) == ("me", SECRET + "${X}%41", "db", 5434)
    whole = address("${URL}", URL="mysql://u:p%40${X}@h/d")
    assert (whole.password, whole.named_by_user) == ("p@${X}", True)


def test_a_password_is_shown_nowhere() -> None:
    one = address("postgresql://u:${PW}@h/d", PW=SECRET)
    assert SECRET not in repr(one)
    said = one.refusing(f"cannot log in with {SECRET} or s3cr3t%2F%40%3A%3F\nsecond line").message
    assert said.en == "connection `warehouse`: cannot log in with *** or ***"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("warehouse", "is no URL"),
        ("://x", "is no URL"),
        ("postgre://h/d", "did you mean `postgresql`?"),
        ("nosuch://h/d", "there is no database `nosuch` | there are: "),
        ("snowflake://h/d", "snowflake has not been tried, and is not offered"),
        ("postgresql://u:${NOT_SET}@h/d", "the variable NOT_SET is not set | set it before the run: export NOT_SET=…"),
        ("postgresql://h/d?sslmod=require", "has no option `sslmod` here | did you mean `sslmode`?"),
        ("mysql://h/d?local_infile=1", "has no option `local_infile` here"),
        ("sqlite:///a.db?mode=rwc", "has no option `mode` here"),
        ("sqlite://a.db", "names no file | with three slashes: sqlite:///"),
        ("sqlite:///", "names no file"),
        ("sqlite:///none.db", "there is no none.db"),
        ("sqlite:////etc/passwd", "leads out of the workspace | put a database that lies elsewhere into a variable"),
        ("duckdb:///../a.duckdb", "leads out of the workspace"),
    ],
)  # fmt: skip
def test_what_is_no_connection_is_said(tmp_path: Path, url: str, said: str) -> None:
    assert said in refusal(url, tmp_path)


@pytest.mark.parametrize("scheme", ["sqlite", "duckdb"])
def test_a_file_that_is_no_database(tmp_path: Path, scheme: str) -> None:
    (tmp_path / "a.db").write_text("no database" * 1000, encoding="utf-8")
    assert "connection `warehouse`: " in refusal(f"{scheme}:///a.db", tmp_path)


@pytest.mark.parametrize("scheme", ["postgresql", "mysql"])
def test_a_refused_connection(scheme: str) -> None:
    pytest.importorskip({"postgresql": "psycopg", "mysql": "pymysql"}[scheme], reason="the driver is not installed")
    assert "refused" in refusal(f"{scheme}://u:${{PW}}@127.0.0.1:1/d", PW=SECRET).lower()


@pytest.mark.parametrize(
    "url", ["spark://localhost:1", "spark://127.0.0.1:1,127.0.0.1:2", "sc://127.0.0.1:1/;token=x", "sc://[::1]:1"]
)
def test_a_cluster_that_does_not_answer_is_said_at_once(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Spark itself would go on trying for minutes, and then show where in Java that was."""
    pytest.importorskip("pyspark", reason="the driver is not installed")
    monkeypatch.setitem(__import__("sys").modules, "grpc", ModuleType("grpc"))
    assert re.search("refused|cannot assign|unreachable", refusal(url), re.IGNORECASE)


@pytest.mark.parametrize(
    ("url", "module", "extra"),
    [
        ("postgresql://h/d", "psycopg", "postgres"),
        ("mariadb://h/d", "pymysql", "mysql"),
        ("chdb:///x", "chdb.session", "clickhouse"),
        ("spark://local", "pyspark.sql", "spark"),
        ("sc://host", "grpc", "spark-connect"),
    ],
)
def test_an_extra_that_is_missing(monkeypatch: pytest.MonkeyPatch, url: str, module: str, extra: str) -> None:
    monkeypatch.setitem(__import__("sys").modules, module, None)
    assert f'needs an extra | pip install "cxmap[{extra}]"' in refusal(url)


def source(**fields: Any) -> dict[str, Any]:
    given = {"connection": "warehouse", "metric": "csat", "columns": {"touchpoint": "t", "score": "s"}}
    return {"id": "survey", **given, **fields}


def counted(root: Path, url: str, **fields: Any) -> Counted:
    data = Data.model_validate({"connections": {"warehouse": url}, "feedback": [source(**fields)]})
    with Reader(data, root) as reader:
        return count_feedback(reader, data.feedback[0], {"touchpoint": {"form": "form"}}, "month")


@pytest.fixture
def database(tmp_path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(tmp_path / "cx.db")
    connection.execute('CREATE TABLE "an.swers" (t TEXT, s INTEGER)')
    connection.executemany('INSERT INTO "an.swers" VALUES (?, ?)', [("form", 5), ("form", 4), ("desk", 1)])
    connection.commit()
    return connection


EXPECTED = {Key("form", "", "", "", ""): {5.0: 1, 4.0: 1}}


def test_tables_and_queries(tmp_path: Path, database: sqlite3.Connection) -> None:
    found = counted(tmp_path, "sqlite:///cx.db", table='"an.swers"')
    assert found.cube == EXPECTED
    assert [file.name for file in found.files] == ['warehouse: "an.swers"']
    assert counted(tmp_path, "sqlite:///cx.db", table='main."an.swers"').cube == EXPECTED
    query = 'SELECT t, s FROM "an.swers" WHERE s > 1; -- the last line is a remark'
    found = counted(tmp_path, "sqlite:///cx.db", query=query.replace("; --", " --"))
    assert (found.cube, found.rows) == (EXPECTED, 2)
    assert [file.name for file in found.files] == ["warehouse: query of survey"]
    assert counted(tmp_path, "sqlite:///cx.db", query='SELECT * FROM "an.swers" ; ').cube == EXPECTED
    database.close()


def test_the_digest_is_of_the_counts_in_any_order(tmp_path: Path, database: sqlite3.Connection) -> None:
    def digest() -> str:
        return counted(tmp_path, "sqlite:///cx.db", table='"an.swers"').files[0].sha256

    before = digest()
    database.execute('DELETE FROM "an.swers" WHERE s = 5')
    database.commit()
    changed = digest()
    database.execute("INSERT INTO \"an.swers\" VALUES ('form', 5)")
    database.commit()
    assert digest() == before != changed
    database.execute("INSERT INTO \"an.swers\" VALUES ('form', 5)")
    database.commit()
    assert digest() not in (before, changed)
    database.close()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"table": "nowhere"}, "no such table: nowhere"),
        ({"table": '"an.swers"', "columns": {"score": "S"}}, "has no column 'S' | did you mean 's'?"),
        ({"query": "SELECT * FROM \"an.swers\"; DROP TABLE x"}, "connection `warehouse`: "),
        ({}, "names no table"),
        ({"connection": "ware", "table": "x"}, "there is no connection `ware` | `connections:` has: warehouse"),
        ({"connection": "warehouze", "table": "x"}, "did you mean `warehouse`?"),
    ],
)  # fmt: skip
def test_what_a_source_asks_in_vain(
    tmp_path: Path, database: sqlite3.Connection, fields: dict[str, Any], said: str
) -> None:
    with pytest.raises(CxmapError) as caught:
        counted(tmp_path, "sqlite:///cx.db", **fields)
    assert said in f"{caught.value.message.en} | {caught.value.help.en if caught.value.help else ''}"
    database.close()


def test_a_database_elsewhere_is_named_by_a_variable(
    tmp_path: Path, database: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.setenv("WAREHOUSE", f"sqlite:///{tmp_path}/cx.db")
    assert counted(tmp_path / "work", "${WAREHOUSE}", table='"an.swers"').cube == EXPECTED
    database.close()


def test_files_are_not_written(tmp_path: Path, database: sqlite3.Connection) -> None:
    database.close()
    with connect("w", "sqlite:///cx.db", tmp_path) as engine, pytest.raises(CxmapError, match="readonly"):
        list(engine.stream("CREATE TABLE x (a INTEGER)"))


def test_a_file_of_duckdb_reads_nothing_else(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "cx.duckdb")) as connection:
        connection.execute("CREATE TABLE answers AS SELECT 'form' AS t, 5 AS s UNION ALL SELECT 'form', 4")
    url = "duckdb:///cx.duckdb"
    assert counted(tmp_path, url, table="answers").cube == EXPECTED
    (tmp_path / "other.csv").write_text("t,s\nform,5\n", encoding="utf-8")
    for query in (f"SELECT * FROM read_csv('{tmp_path}/other.csv')", f"SELECT * FROM '{tmp_path}/other.csv'"):
        with pytest.raises(CxmapError, match="connection `warehouse`"):
            counted(tmp_path, url, query=query)
    with connect("w", url, tmp_path) as engine:
        for statement in (
            "CREATE TABLE x (a INTEGER)",
            f"COPY answers TO '{tmp_path}/out.csv'",
            "SET lock_configuration = false",
        ):
            with pytest.raises(CxmapError, match="connection `w`"):
                list(engine.stream(statement))
