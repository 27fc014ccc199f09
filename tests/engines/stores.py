"""Puts the rows of `rows` into every engine, by its own means, in columns whose collations ignore what they may; yields its URL."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

import duckdb
import xlsxwriter

from cxmap.data.dialects import CLICKHOUSE, DUCKDB, MYSQL, POSTGRES, SPARK, SQLITE, Dialect
from tests.engines.journeys import example_tables
from tests.engines.rows import Rows
from tests.engines.rows import tables as hostile_tables
from tests.engines.servers import PASSWORD, free_port, mariadb, postgres


def tables() -> list[Rows]:
    """Return every table that an engine gets."""
    return [*hostile_tables(), *example_tables()]


_COMPILING = {
    "spark.sql.codegen.wholeStage": ("true", "false"),
    "spark.sql.codegen.factoryMode": ("FALLBACK", "NO_CODEGEN"),
}
HAS_CONNECT = find_spec("grpc") is not None
LOGIN = f"reader:{quote(PASSWORD, safe='')}"


def _create(dialect: Dialect, rows: Rows, types: dict[str, str], name: str, end: str = "") -> str:
    heads = ", ".join(f"{dialect.name_of(column)} {types[kind]}" for column, kind in rows.columns.items())
    return f"CREATE TABLE {name} ({heads}){end}"


@contextmanager
def in_sqlite(folder: Path) -> Iterator[str]:
    """A file; texts in a collation that ignores the case of letters, times as texts."""
    types = {"text": "TEXT COLLATE NOCASE", "whole": "INTEGER", "decimal": "REAL", "real": "REAL", "time": "TEXT"}
    with sqlite3.connect(folder / "cx.db") as connection:
        for rows in tables():
            connection.execute(_create(SQLITE, rows, types, rows.name))
            marks = ", ".join("?" for _ in rows.columns)
            written = [
                [cell.isoformat(" ") if hasattr(cell, "isoformat") else cell for cell in row] for row in rows.rows
            ]
            connection.executemany(f"INSERT INTO {rows.name} VALUES ({marks})", written)
    connection.close()
    yield "sqlite:///cx.db"


@contextmanager
def in_duckdb(folder: Path) -> Iterator[str]:
    """A file; texts in a collation that ignores the case of letters."""
    types = {
        "text": "VARCHAR COLLATE NOCASE",
        "whole": "BIGINT",
        "decimal": "DECIMAL(7,3)",
        "real": "DOUBLE",
        "time": "TIMESTAMP",
    }
    with duckdb.connect(str(folder / "cx.duckdb")) as connection:
        for rows in tables():
            connection.execute(_create(DUCKDB, rows, types, rows.name))
            _insert(connection, rows, types)
    yield "duckdb:///cx.duckdb"


def _insert(connection: duckdb.DuckDBPyConnection, rows: Rows, types: dict[str, str]) -> None:
    lists = ", ".join(f"unnest(?::{types[kind].partition(' ')[0]}[])" for kind in rows.columns.values())
    columns = [list(column) for column in zip(*rows.rows, strict=True)]
    connection.execute(f"INSERT INTO {rows.name} SELECT {lists}", columns)


def in_files(folder: Path) -> None:
    """Files, which the embedded engine reads: every table in Parquet, and a few rows in each other kind."""
    types = {"text": "VARCHAR", "whole": "BIGINT", "decimal": "DECIMAL(7,3)", "real": "DOUBLE", "time": "TIMESTAMP"}
    with duckdb.connect() as connection:
        for rows in tables():
            connection.execute(_create(DUCKDB, rows, types, rows.name))
            _insert(connection, rows, types)
            connection.execute(f"COPY {rows.name} TO '{folder}/{rows.name}.parquet'")
    few = [("where", "when", "said"), ("form", "2026-01-03", 5), ("desk", "2026-02-03", 11), ("", "2026-02-03", 4.5)]
    book = xlsxwriter.Workbook(str(folder / "few.xlsx"))
    sheet = book.add_worksheet()
    for number, row in enumerate(few):
        sheet.write_row(number, 0, row)
    book.close()
    for name, times in (
        ("unix", (1767398400, 1770076800, 1770076800000)),
        ("dates", ("03.01.2026", "03.02.2026", "03.02.2026")),
    ):
        rows_ = [few[0], *((where, time, score) for (where, _, score), time in zip(few[1:], times, strict=True))]
        (folder / f"few.{name}.csv").write_text("\n".join(",".join(map(str, row)) for row in rows_), encoding="utf-8")
    (folder / "few.csv").write_text("\n".join(",".join(map(str, row)) for row in few), encoding="utf-8")
    said = [json.dumps(dict(zip(few[0], row, strict=True))) for row in few[1:]]
    (folder / "few.jsonl").write_text("\n".join(said), encoding="utf-8")
    log = ["case\tevent\ttime", "1\ta\t2026-01-01 10:00", "1\tb\t2026-01-02", "2\ta\t2026-01-03"]
    for number in range(2):
        (folder / f"few.{number}.tsv").write_text("\n".join(log[: 4 - number]), encoding="utf-8")
    traces = "".join(
        f'<trace><string key="concept:name" value="{case}"/><event><string key="concept:name" value="a"/>'
        f'<date key="time:timestamp" value="2026-01-0{case}T10:00:00Z"/></event></trace>'
        for case in (1, 2)
    )
    (folder / "few.xes").write_text(f"<log>{traces}</log>", encoding="utf-8")


def connected_to(place: str) -> Any:
    """Return a connection to a server of PostgreSQL, which may have begun a moment ago."""
    import psycopg

    return _patiently(lambda: psycopg.connect(f"postgresql://{LOGIN}@{place}/postgres", autocommit=True))


@contextmanager
def in_postgres(folder: Path) -> Iterator[str]:
    """A server; texts in a collation that ignores the case of letters and marks, times with a zone."""
    types = {
        "text": "text COLLATE loose",
        "whole": "bigint",
        "decimal": "numeric(7,3)",
        "real": "double precision",
        "time": "timestamptz",
    }
    with postgres() as place:
        with connected_to(place) as connection:
            connection.execute("SET TIME ZONE 'UTC'")
            connection.execute(
                "CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level1', deterministic = false)"
            )
            connection.execute("CREATE SCHEMA cx")
            for rows in tables():
                name = f"cx.{rows.name}"
                connection.execute(_create(POSTGRES, rows, types, name).encode())
                marks = ", ".join("%s" for _ in rows.columns)
                with connection.cursor() as cursor:
                    cursor.executemany(f"INSERT INTO {name} VALUES ({marks})".encode(), rows.rows)
        yield f"postgresql://{LOGIN}@{place}/postgres"


@contextmanager
def in_mariadb(folder: Path) -> Iterator[str]:
    """A server; texts in the collation that is usual there, which ignores the case of letters, marks and spaces at the end."""
    import pymysql

    types = {
        "text": "TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci", "whole": "BIGINT", "decimal": "DECIMAL(7,3)",
        "real": "DOUBLE", "time": "DATETIME(6)",
    }  # fmt: skip
    with mariadb() as place:
        host, _, port = place.partition(":")
        login: dict[str, Any] = {
            "host": host,
            "port": int(port),
            "user": "reader",
            "password": PASSWORD,
            "database": "cx",
        }
        connection = _patiently(lambda: pymysql.connect(**login, charset="utf8mb4", autocommit=True))
        with connection, connection.cursor() as cursor:
            for rows in tables():
                cursor.execute(_create(MYSQL, rows, types, rows.name))
                marks = ", ".join("%s" for _ in rows.columns)
                cursor.executemany(f"INSERT INTO {rows.name} VALUES ({marks})", rows.rows)
        yield f"mariadb://{LOGIN}@{place}/cx"


@contextmanager
def in_clickhouse(folder: Path) -> Iterator[str]:
    """A folder that another process writes: a process has one session for good."""
    types = {"text": "Nullable(String)", "whole": "Nullable(Int64)", "decimal": "Nullable(Decimal(7,3))",
             "real": "Nullable(Float64)", "time": "Nullable(DateTime64(6, 'UTC'))"}  # fmt: skip
    statements = ["CREATE DATABASE cx"]
    for rows in tables():
        name = f"cx.{rows.name}"
        statements.append(_create(CLICKHOUSE, rows, types, name, " ENGINE = MergeTree ORDER BY tuple()"))
        lines = "\n".join(
            json.dumps([str(cell) if hasattr(cell, "isoformat") else cell for cell in row]) for row in rows.rows
        )
        statements.append(f"INSERT INTO {name} FORMAT JSONCompactEachRow\n{lines}")
    load = "import json, sys\nfrom chdb.session import Session\nsession = Session(sys.argv[1])\nfor statement in json.load(sys.stdin): session.query(statement)\nsession.close()"
    subprocess.run(
        [sys.executable, "-c", load, str(folder / "clickhouse")], input=json.dumps(statements), text=True, check=True
    )
    yield "chdb:///clickhouse"


@contextmanager
def in_spark(folder: Path) -> Iterator[str]:
    """A session in this process, to which others connect (`connect_url`); texts in a collation that ignores the case of letters."""
    from pyspark.sql import SparkSession

    types = {"text": "STRING", "whole": "BIGINT", "decimal": "DECIMAL(7,3)", "real": "DOUBLE", "time": "TIMESTAMP_NTZ"}
    builder = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")  # starts sooner
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.sql.adaptive.enabled", "false")  # there is nothing to adapt to
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
    )
    if HAS_CONNECT:
        builder = (
            builder.config("spark.plugins", "org.apache.spark.sql.connect.SparkConnectPlugin")
            .config("spark.connect.grpc.binding.address", "127.0.0.1")
            .config("spark.connect.grpc.binding.port", str(free_port()))
        )
    # Who connects has statements interpreted, which is quicker for these few rows; this session compiles them, as is usual.
    for setting, (_, there) in _COMPILING.items():
        builder = builder.config(setting, there)
    session = builder.getOrCreate()
    for setting, (here, _) in _COMPILING.items():
        session.conf.set(setting, here)
    session.sparkContext.setLogLevel("OFF")
    try:
        for rows in tables():
            shown = (
                f"{SPARK.name_of(name)}{' COLLATE UTF8_LCASE' if kind == 'text' else ''} AS {SPARK.name_of(name)}"
                for name, kind in rows.columns.items()
            )
            heads = (f"{SPARK.name_of(name)} {types[kind]}" for name, kind in rows.columns.items())
            stored = session.read.schema(", ".join(heads)).parquet(str(folder / f"{rows.name}.parquet"))
            stored.selectExpr(*shown).createOrReplaceGlobalTempView(rows.name)
        yield "spark://local[1]"
    finally:
        session.stop()


def connect_url() -> str:
    """Return the URL of Spark Connect, to the session that is open in this process."""
    from pyspark.sql import SparkSession

    session = SparkSession.getActiveSession()
    assert session is not None
    return f"sc://127.0.0.1:{session.sparkContext.getConf().get('spark.connect.grpc.binding.port')}"


def _patiently(connect: Callable[[], Any]) -> Any:
    """Connect to a server that has just been started, and may not take anyone yet."""
    for _ in range(200):
        try:
            return connect()
        except Exception:
            time.sleep(0.1)
    return connect()


Store = Callable[[Path], AbstractContextManager[str]]
STORES: dict[str, Store] = {
    "spark": in_spark,  # takes longest, and is begun first
    "duckdb": in_duckdb, "sqlite": in_sqlite, "postgresql": in_postgres, "mariadb": in_mariadb, "clickhouse": in_clickhouse,
}  # fmt: skip
_SCHEMAS = {"postgresql": "cx", "clickhouse": "cx", "spark": "global_temp"}


def place_in(engine: str) -> Callable[[str], dict[str, Any]]:
    """Return what names a table of an engine in a source."""
    schema = _SCHEMAS.get(engine)
    return lambda table: {"connection": "it", "table": f"{schema}.{table}" if schema else table}
