"""Databases that a workspace names: from a URL to an engine that counts. A driver is loaded only when its database is asked."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cxmap.data.connections.address import address_of
from cxmap.language import Words, listed
from cxmap.suggestions import closest, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cxmap.data.connections.remote import Remote

SCHEMES = ("postgresql", "mysql", "mariadb", "sqlite", "duckdb", "chdb", "spark", "sc")
"""What a URL may begin with."""
_ALIASES = {"postgres": "postgresql", "sqlite3": "sqlite"}
_UNTRIED = ("clickhouse", "trino", "snowflake", "bigquery", "databricks", "redshift", "oracle", "mssql")


def connect(name: str, url: str, root: Path, environment: Mapping[str, str] = os.environ) -> Remote:
    """Return the engine of a connection, open. `name` is what the workspace calls it, `root` the workspace's folder.

    Raises:
        CxmapError: the URL is none, or of no database that is offered; a variable is not set; an extra is not installed;
            or the database refuses. No message holds a password.
    """
    address = address_of(name, url, environment)
    scheme = _ALIASES.get(address.scheme, address.scheme)
    if scheme == "postgresql":
        from cxmap.data.connections.postgres import Postgres

        return Postgres(address)
    if scheme in ("mysql", "mariadb"):
        from cxmap.data.connections.mysql import MySQL

        return MySQL(address)
    if scheme == "sqlite":
        from cxmap.data.connections.sqlite import SQLite

        return SQLite(address, root)
    if scheme == "duckdb":
        from cxmap.data.connections.duckdb_file import DuckDBFile

        return DuckDBFile(address, root)
    if scheme == "chdb":
        from cxmap.data.connections.clickhouse import ClickHouse

        return ClickHouse(address, root)
    if scheme in ("spark", "sc"):
        from cxmap.data.connections.spark import Spark

        return Spark(address)
    if scheme in _UNTRIED:
        raise address.wrong(
            f"{scheme} has not been tried, and is not offered",
            f"{scheme} 未经测试，暂不支持",
            Words(f"offered: {listed(SCHEMES, 'en')}", f"可用：{listed(SCHEMES, 'zh')}"),
        )
    near = closest(scheme, SCHEMES)
    raise address.wrong(
        f"there is no database `{scheme}`",
        f"没有数据库 `{scheme}`",
        did_you_mean(near) if near else Words(f"there are: {listed(SCHEMES, 'en')}", f"可用：{listed(SCHEMES, 'zh')}"),
    )
