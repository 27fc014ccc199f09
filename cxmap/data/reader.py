"""Opens the sources of a workspace: a table for each file, or the one of a database, and brings their counts home."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.data.engine import DuckDB, Table, name_of
from cxmap.data.files import files_of, hashed, load_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import TracebackType

    from cxmap.measurements import MeasuredFile
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

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.local.close()
        self._scratch.cleanup()

    def tables(self, source: Source, read: list[MeasuredFile]) -> Iterator[Table]:
        """Yield the tables of a source, one after the other; each is gone when the next one comes. `read` gets what was read.

        Raises:
            CxmapError: a file cannot be read.
        """
        for path in files_of(source, self.root):
            self._progress(path.name)
            read.append(hashed(path, self.root))
            load_table(self.local, "file", source, path, Path(self._scratch.name))
            rows = name_of("file")
            yield Table(self.local, rows, self.local.kinds(rows), path.name)
            self.local.drop("file")

    def bring(self, table: Table, name: str, statement: str, columns: Sequence[str]) -> None:
        """Make a local table of what a statement answers, whose columns are called `columns`; all but whole numbers are texts."""
        if table.engine is self.local:
            self.local.rows(f"CREATE OR REPLACE TABLE {name_of(name)} AS {statement}")
        else:
            self.local.fill(name, columns, table.engine.stream(statement))
