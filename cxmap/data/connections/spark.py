"""Spark, through pyspark: in this process, on a cluster, or through Spark Connect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.data.connections.remote import Remote, driver
from cxmap.data.dialects import SPARK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.data.connections.address import Address
    from cxmap.data.dialects import Kind

_NUMBERS = ("tinyint", "smallint", "int", "bigint", "float", "double", "decimal")


class Spark(Remote):
    """A session in UTC: the one that is there, or a new one, which is ended after use."""

    dialect = SPARK

    def __init__(self, address: Address) -> None:
        super().__init__(address)
        sql = driver("pyspark.sql", "spark", address)
        errors = driver("pyspark.errors", "spark", address)
        self._errors = (errors.PySparkException, RuntimeError, OSError)
        builder = sql.SparkSession.builder.appName("cxmap")
        if address.scheme == "sc":
            builder = builder.remote(f"sc://{address.rest}")
        else:
            is_local = address.rest.startswith("local")
            builder = builder.master(address.rest if is_local else f"spark://{address.rest}")
            for setting in ("spark.ui.enabled", "spark.ui.showConsoleProgress"):
                builder = builder.config(setting, "false")
        with self._saying():
            self._is_own = sql.SparkSession.getActiveSession() is None
            self._session = builder.getOrCreate()
            self._session.conf.set("spark.sql.session.timeZone", "UTC")

    def close(self) -> None:
        """End the session, if it is ours."""
        if self._is_own:
            self._session.stop()

    def _kinds(self, statement: str) -> Iterator[tuple[str, Kind]]:
        for name, written in self._session.sql(statement).dtypes:
            yield name, _kind(written)

    def _stream(self, statement: str) -> Iterator[tuple[Any, ...]]:
        for row in self._session.sql(statement).toLocalIterator():
            yield tuple(row)


def _kind(written: str) -> Kind:
    if written.startswith(("timestamp", "date")):
        return "time"
    if written.startswith(_NUMBERS):
        return "number"
    return "text" if written.startswith(("string", "varchar", "char")) else "other"
