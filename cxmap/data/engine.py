"""The embedded engine: DuckDB in memory, which reads files and counts. It fetches nothing and keeps nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.diagnostics import CxmapError
from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType

_CHUNK = 10_000


class Engine:
    """A connection, to be closed after use. Names are quoted, and values handed over apart from the statement.

    Raises:
        CxmapError: the extra is not installed.
    """

    def __init__(self) -> None:
        try:
            import duckdb
        except ImportError:
            raise CxmapError(
                Words("reading data needs DuckDB", "读取数据需要 DuckDB"),
                Words('pip install "cxmap[data]"', 'pip install "cxmap[data]"'),
            ) from None
        self._error = duckdb.Error
        self._connection = duckdb.connect(
            ":memory:", config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
        )

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._connection.close()

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return what a statement answers.

        Raises:
            CxmapError: the engine refuses, such as for a file that it cannot read.
        """
        try:
            return list(self._connection.execute(statement, list(values)).fetchall())
        except self._error as error:
            said = str(error).strip().splitlines()[0]
            raise CxmapError(Words(f"the data cannot be read: {said}", f"数据无法读取：{said}")) from None

    def stream(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """Yield what a statement answers, some rows at a time."""
        answer = self._connection.cursor().execute(statement)
        while rows := answer.fetchmany(_CHUNK):
            yield from rows

    def fill(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[str | None]]) -> None:
        """Make a table of texts and fill it, some rows at a time."""
        heads = ", ".join(f"{name_of(column)} VARCHAR" for column in columns)
        self.rows(f"CREATE TABLE {name_of(table)} ({heads})")
        marks = ", ".join("?" * len(columns))
        insert = f"INSERT INTO {name_of(table)} VALUES ({marks})"  # noqa: S608  names are quoted, values handed over
        chunk: list[list[str | None]] = []
        for row in rows:
            chunk.append(list(row))
            if len(chunk) == _CHUNK:
                self._connection.executemany(insert, chunk)
                chunk = []
        if chunk:
            self._connection.executemany(insert, chunk)

    def types(self, table: str) -> dict[str, str]:
        """Return the types of a table's columns by their names."""
        return {row[0]: row[1] for row in self.rows(f"DESCRIBE {name_of(table)}")}

    def drop(self, table: str) -> None:
        """Forget a table, or a view."""
        kinds = dict(self.rows("SELECT table_name, table_type FROM information_schema.tables"))
        self.rows(f"DROP {'VIEW' if kinds.get(table) == 'VIEW' else 'TABLE'} {name_of(table)}")


def name_of(identifier: str) -> str:
    """Write a name as SQL takes it, whatever it holds."""
    return '"' + identifier.replace('"', '""') + '"'
