"""MySQL and MariaDB, through PyMySQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.data.connections.remote import CHUNK, Remote, driver
from cxmap.data.dialects import MYSQL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.data.connections.address import Address
    from cxmap.data.dialects import Kind

_OPTIONS = ("unix_socket", "ssl_ca", "ssl_cert", "ssl_key")
_SESSION = (
    "SET time_zone = '+00:00'",
    "SET SESSION max_sort_length = 16384",  # by default, texts are grouped by their first 1,024 bytes
    "SET SESSION group_concat_max_len = 16777216",  # by MySQL's default, what is joined is cut off after 1,024 bytes
    "SET SESSION sort_buffer_size = 8388608",  # which takes room
    "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
    "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
)
# https://dev.mysql.com/doc/dev/mysql-server/latest/field__types_8h.html
_KINDS: dict[int, Kind] = {
    **dict.fromkeys((0, 1, 2, 3, 4, 5, 8, 9, 13, 246), "number"),
    **dict.fromkeys((15, 249, 250, 251, 252, 253, 254), "text"),
    **dict.fromkeys((7, 10, 12, 14, 17, 18), "time"),
}


class MySQL(Remote):
    """A session in UTC, in one transaction that only reads, and sees the same rows to its end."""

    dialect = MYSQL

    def __init__(self, address: Address) -> None:
        super().__init__(address)
        pymysql = driver("pymysql", "mysql", address)
        self._errors = (pymysql.Error, RuntimeError, OSError)
        self._cursor = driver("pymysql.cursors", "mysql", address).SSCursor
        address.check_options(_OPTIONS)
        with self._saying():
            self._connection = pymysql.connect(
                host=address.host or "localhost",
                port=address.port or 3306,
                user=address.user or None,
                password=address.password,
                database=address.path or None,
                charset="utf8mb4",
                connect_timeout=10,
                **address.options,
            )
            with self._connection.cursor() as cursor:
                for statement in _SESSION:
                    cursor.execute(statement)

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _kinds(self, statement: str) -> Iterator[tuple[str, Kind]]:
        with self._connection.cursor() as cursor:
            cursor.execute(statement)
            for name, code, *_ in cursor.description:
                yield name, _KINDS.get(code, "other")

    def _stream(self, statement: str) -> Iterator[tuple[Any, ...]]:
        with self._connection.cursor(self._cursor) as cursor:
            cursor.execute(statement)
            while rows := cursor.fetchmany(CHUNK):
                yield from rows
