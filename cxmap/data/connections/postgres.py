"""PostgreSQL, through psycopg 3."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.data.connections.remote import CHUNK, Remote, driver
from cxmap.data.dialects import POSTGRES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.data.connections.address import Address
    from cxmap.data.dialects import Kind

_OPTIONS = ("host", "sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "application_name")
# https://www.postgresql.org/docs/current/catalog-pg-type.html; these numbers never change
_KINDS: dict[int, Kind] = {
    **dict.fromkeys((20, 21, 23, 700, 701, 1700), "number"),
    **dict.fromkeys((18, 19, 25, 1042, 1043), "text"),
    **dict.fromkeys((1082, 1114, 1184), "time"),
}


class Postgres(Remote):
    """A session in UTC, in one transaction that only reads, and sees the same rows to its end."""

    dialect = POSTGRES

    def __init__(self, address: Address) -> None:
        super().__init__(address)
        psycopg = driver("psycopg", "postgres", address)
        self._errors = (psycopg.Error, UnicodeError)
        address.check_options(_OPTIONS)
        given = {"host": address.host, "port": address.port, "user": address.user, "password": address.password}
        asked = {key: value for key, value in given.items() if value}
        with self._saying():
            self._connection = psycopg.connect(
                **{"connect_timeout": 10, **asked, **address.options},
                dbname=address.path or None,
                client_encoding="utf8",
            )
            self._connection.read_only = True
            self._connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            self._connection.execute("SET TIME ZONE 'UTC'")

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _kinds(self, statement: str) -> Iterator[tuple[str, Kind]]:
        for column in self._connection.execute(statement).description or ():
            yield column.name, _KINDS.get(column.type_code, "other")

    def _stream(self, statement: str) -> Iterator[tuple[Any, ...]]:
        with self._connection.cursor(name="cxmap") as cursor:
            cursor.itersize = CHUNK
            yield from cursor.execute(statement)
