"""Opens the sources of a workspace: a table for each file, or the one of a database, and brings their counts home."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.data.engine import DuckDB, Table, name_of
from cxmap.data.files import files_of, hashed, load_table
from cxmap.data.provenance import Digest
from cxmap.diagnostics import CxmapError
from cxmap.language import Words, listed
from cxmap.measurements import MeasuredFile
from cxmap.suggestions import closest, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import TracebackType

    from cxmap.data.connections.remote import Remote
    from cxmap.model.data import Data, Source


class Reader:
    """The sources of a workspace, open to be counted. `local` is the engine that reads files and looks things up.

    Raises:
        CxmapError: the extra is not installed.
    """

    def __init__(self, data: Data, root: Path, progress: Callable[[str], None] = lambda name: None) -> None:
        self.data = data
        self.root = root
        self.local = DuckDB()
        self._progress = progress
        self._scratch = tempfile.TemporaryDirectory(prefix="cxmap-")
        self.local.spill_to(Path(self._scratch.name) / "spilled")
        self._remote: dict[str, Remote] = {}
        self._hashed: dict[Path, MeasuredFile] = {}

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.local.close()
        for engine in self._remote.values():
            engine.close()
        self._scratch.cleanup()

    def tables(self, source: Source, read: list[MeasuredFile]) -> Iterator[Table]:
        """Yield the tables of a source, one after the other; each is gone when the next one comes. `read` gets what was read.

        Raises:
            CxmapError: a file cannot be read, or a database refuses.
        """
        if source.connection is not None:
            yield from self._tables_of(source.connection, source, read)
            return
        for path in files_of(source, self.root):
            self._progress(path.name)
            if path not in self._hashed:  # an event log is read twice, and two sources may share a file
                self._hashed[path] = hashed(path, self.root)
            read.append(self._hashed[path])
            self.local.reading = path.name
            yield load_table(self.local, "file", source, path, Path(self._scratch.name))
            self.local.drop("file")
            self.local.reading = None

    def bring(self, table: Table, name: str, statement: str, columns: Sequence[str]) -> None:
        """Make a local table of what a statement answers, whose columns are called `columns`; all but whole numbers are texts."""
        if table.engine is self.local:
            self.local.rows(f"CREATE OR REPLACE TABLE {name_of(name)} AS {statement}")
        else:
            self.local.fill(name, columns, table.engine.stream(statement))

    def _tables_of(self, connection: str, source: Source, read: list[MeasuredFile]) -> Iterator[Table]:
        """Yield the one table of a source in a database; what is told of it is the digest of what was brought from it."""
        name = f"{connection}: {source.table or f'query of {source.id}'}"
        self._progress(name)
        engine = self._engine(connection)
        rows = engine.rows_of(source)
        table = Table(engine, rows, engine.kinds(rows), name)
        engine.came = Digest()
        yield table
        read.append(MeasuredFile(name, engine.came.sha256()))

    def _engine(self, connection: str) -> Remote:
        """Return the engine of a connection, which stays open to the end.

        Raises:
            CxmapError: the workspace names no such connection, or it cannot be opened.
        """
        from cxmap.data.connections import connect

        if connection not in self.data.connections:
            known = list(self.data.connections)
            near = closest(connection, known)
            raise CxmapError(
                Words(f"there is no connection `{connection}`", f"没有连接 `{connection}`"),
                did_you_mean(near)
                if near
                else Words(f"`connections:` has: {listed(known, 'en')}", f"`connections:` 中有：{listed(known, 'zh')}")
                if known
                else Words("name it in `connections:`", "请在 `connections:` 中写明"),
            )
        if connection not in self._remote:
            self._remote[connection] = connect(connection, self.data.connections[connection], self.root)
        return self._remote[connection]
