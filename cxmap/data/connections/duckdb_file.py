"""A file of DuckDB's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.data.connections.remote import CHUNK, Remote, driver
from cxmap.data.dialects import DUCKDB
from cxmap.data.engine import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cxmap.data.connections.address import Address
    from cxmap.data.dialects import Kind
    from cxmap.model.data import Source

_CLOSED = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


class DuckDBFile(Remote):
    """A file, opened so that nothing can be written to it, and nothing else be read. Times are those of UTC."""

    dialect = DUCKDB

    def __init__(self, address: Address, root: Path) -> None:
        super().__init__(address)
        duckdb = driver("duckdb", "data", address)
        self._errors = (duckdb.Error,)
        address.check_options(())
        path = address.file(root)
        with self._saying():
            self._connection = duckdb.connect(str(path), read_only=True, config=_CLOSED)
            self._connection.execute("SET TimeZone = 'UTC'")
            self._connection.execute("SET lock_configuration = true")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def rows_of(self, source: Source) -> str:
        """Return the rows of a source; its texts compare by every byte, whatever the collation of a column."""
        rows = super().rows_of(source)
        texts = [self.dialect.name_of(name) for name, kind in self.kinds(rows).items() if kind == "text"]
        if not texts:
            return rows
        replaced = ", ".join(f"{name} COLLATE C AS {name}" for name in texts)
        return f"(SELECT * REPLACE ({replaced}) FROM {rows} AS stored)"  # noqa: S608  names are quoted

    def _kinds(self, statement: str) -> Iterator[tuple[str, Kind]]:
        for name, kind, *_ in self._connection.execute(f"DESCRIBE {statement}").fetchall():
            yield name, kind_of(kind)

    def _stream(self, statement: str) -> Iterator[tuple[Any, ...]]:
        answer = self._connection.execute(statement)
        while rows := answer.fetchmany(CHUNK):
            yield from rows
