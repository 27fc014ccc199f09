"""Puts the rows of `rows` into every engine, by its own means, in columns whose collations ignore what they may; yields its URL."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import duckdb

from cxmap.data.dialects import CLICKHOUSE, DUCKDB, MYSQL, POSTGRES, SPARK, SQLITE, Dialect
from tests.engines.rows import Rows, tables
from tests.engines.servers import PASSWORD, mariadb, postgres

LOGIN = f"reader:{quote(PASSWORD, safe='')}"


def _create(dialect: Dialect, rows: Rows, types: dict[str, str], name: str, end: str = "") -> str:
    heads = ", ".join(f"{dialect.name_of(column)} {types[kind]}" for column, kind in rows.columns.items())
    return f"CREATE TABLE {name} ({heads}){end}"


@contextmanager
def in_sqlite(folder: Path) -> Iterator[str]:
    """A file; texts in a collation that ignores the case of letters, times as texts."""
    types = {"text": "TEXT COLLATE NOCASE", "whole": "INTEGER", "decimal": "REAL", "time": "TEXT"}
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
    types = {"text": "VARCHAR COLLATE NOCASE", "whole": "BIGINT", "decimal": "DECIMAL(4,1)", "time": "TIMESTAMP"}
    with duckdb.connect(str(folder / "cx.duckdb")) as connection:
        for rows in tables():
            connection.execute(_create(DUCKDB, rows, types, rows.name))
            _insert(connection, rows, types)
    yield "duckdb:///cx.duckdb"


def _insert(connection: duckdb.DuckDBPyConnection, rows: Rows, types: dict[str, str]) -> None:
    lists = ", ".join(f"unnest(?::{types[kind].partition(' ')[0]}[])" for kind in rows.columns.values())
    columns = [list(column) for column in zip(*rows.rows, strict=True)]
    connection.execute(f"INSERT INTO {rows.name} SELECT {lists}", columns)


def in_parquet(folder: Path) -> None:
    """Files, which the embedded engine reads."""
    types = {"text": "VARCHAR", "whole": "BIGINT", "decimal": "DECIMAL(4,1)", "time": "TIMESTAMP"}
    with duckdb.connect() as connection:
        for rows in tables():
            connection.execute(_create(DUCKDB, rows, types, rows.name))
            _insert(connection, rows, types)
            connection.execute(f"COPY {rows.name} TO '{folder}/{rows.name}.parquet'")


@contextmanager
def in_postgres(folder: Path) -> Iterator[str]:
    """A server; texts in a collation that ignores the case of letters and marks, times with a zone."""
    import psycopg

    types = {"text": "text COLLATE loose", "whole": "bigint", "decimal": "numeric(4,1)", "time": "timestamptz"}
    with postgres() as place:
        host, _, port = place.partition(":")
        login = {"host": host, "port": int(port), "user": "reader", "password": PASSWORD, "dbname": "postgres"}
        with _patiently(lambda: psycopg.connect(**login, autocommit=True)) as connection:  # type: ignore[arg-type]
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
        "text": "TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci", "whole": "BIGINT", "decimal": "DECIMAL(4,1)",
        "time": "DATETIME(6)",
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
    types = {"text": "Nullable(String)", "whole": "Nullable(Int64)", "decimal": "Nullable(Decimal(4,1))",
             "time": "Nullable(DateTime64(6, 'UTC'))"}  # fmt: skip
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
    """A session in this process; texts in a collation that ignores the case of letters."""
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")  # starts sooner
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    try:
        for rows in tables():
            shown = ", ".join(
                f"{SPARK.name_of(name)}{' COLLATE UTF8_LCASE' if kind == 'text' else ''} AS {SPARK.name_of(name)}"
                for name, kind in rows.columns.items()
            )
            session.read.parquet(str(folder / f"{rows.name}.parquet")).createOrReplaceTempView("stored")
            session.sql(f"SELECT {shown} FROM stored").createOrReplaceTempView(rows.name)
        yield "spark://local[1]"
    finally:
        session.stop()


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
    "duckdb": in_duckdb, "sqlite": in_sqlite, "postgresql": in_postgres, "mariadb": in_mariadb, "clickhouse": in_clickhouse,
    "spark": in_spark,
}  # fmt: skip
SCHEMAS: Sequence[str] = ("postgresql", "clickhouse")
"""Engines where tables are in a schema `cx`."""
