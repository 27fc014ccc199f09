"""Spark, through pyspark: in this process, on a cluster, or through Spark Connect."""

from __future__ import annotations

import logging
import re
import socket
import warnings
from typing import TYPE_CHECKING, Any

from cxmap.data.connections.remote import Remote, driver
from cxmap.data.dialects import SPARK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.data.connections.address import Address
    from cxmap.data.dialects import Kind

_HERE = re.compile(r"local(?:-cluster)?(?:\[[^\]]*\])?")
_PATIENCE = 10.0
_SILENT = logging.CRITICAL + 1
_NUMBERS = ("tinyint", "smallint", "int", "bigint", "float", "double", "decimal")


class Spark(Remote):
    """A session in UTC: the one that is there, or a new one, which is ended after use."""

    dialect = SPARK

    def __init__(self, address: Address) -> None:
        super().__init__(address)
        with warnings.catch_warnings(action="ignore"):  # it warns of other packages' versions
            sql = driver("pyspark.sql", "spark", address)
            errors = driver("pyspark.errors", "spark", address)
        self._errors = (errors.PySparkException, RuntimeError, OSError, OverflowError)
        builder = sql.SparkSession.builder.appName("cxmap")
        if address.scheme == "sc":
            driver("grpc", "spark-connect", address)
            logging.getLogger("SQLQueryContextLogger").setLevel(_SILENT)  # it prints what is raised as well
            master, builder = "", builder.remote(f"sc://{address.rest}")
        else:
            self._errors += (driver("py4j.protocol", "spark", address).Py4JError,)
            master = address.rest if _HERE.fullmatch(address.rest) else f"spark://{address.rest}"
            builder = builder.master(master)
            for setting in ("spark.ui.enabled", "spark.ui.showConsoleProgress"):
                builder = builder.config(setting, "false")
        with self._saying(), warnings.catch_warnings(action="ignore"):
            if master != address.rest:
                _knock(address)
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


def _knock(address: Address) -> None:
    """Raise an OSError where nobody answers: Spark itself would go on trying for minutes. A cluster may have several masters."""
    usual = 15002 if address.scheme == "sc" else 7077
    found: OSError | None = None
    for place in address.rest.partition("/")[0].split(","):
        host, _, port = place.rpartition(":") if place.rpartition(":")[2].isdigit() else (place, "", "")
        try:
            socket.create_connection((host.strip("[]"), int(port or usual)), _PATIENCE).close()
        except OSError as error:
            found = error
        else:
            return
    if found is not None:
        raise found


def _kind(written: str) -> Kind:
    if written.startswith(("timestamp", "date")):
        return "time"
    if written.startswith(_NUMBERS):
        return "number"
    return "text" if written.startswith(("string", "varchar", "char")) else "other"
