"""Engines that count: what any of them can do, and the embedded one, DuckDB in memory, which fetches and keeps nothing."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from contextlib import contextmanager, suppress
from itertools import islice
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, NamedTuple

from cxmap.data.dialects import DUCKDB, Dialect, Kind
from cxmap.data.opening import engine_module, open_engine
from cxmap.diagnostics import CxmapError
from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from duckdb import DuckDBPyConnection

_CHUNK = 10_000
_PATIENCE = 0.1  # seconds until a statement is told once more to stop: it may not have begun
_LINE, _TOO_LONG = re.compile(r"CSV Error on Line: (\d+)"), "Maximum line size"
_TWICE = re.compile(r'in line (\d+): Object .* has duplicate key "(.*)"')
_MEMORY = "2GB"
_STOPPED = "Query interrupted"
"""What the engine says when someone presses Ctrl-C."""
MORE_CELLS = "more cells of cxmap"
"""The column that says whether a row of a text file has more cells than there are heads: its cells are then not those of the heads."""
name_of = DUCKDB.name_of
"""Writes a name as the embedded engine takes it."""


class Engine(ABC):
    """A connection, to be closed after use. Statements are read only, and hold names and numbers, no texts."""

    dialect: Dialect

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @abstractmethod
    def close(self) -> None:
        """Let go of the connection."""

    @abstractmethod
    def stream(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """Yield what a statement answers, some rows at a time.

        Raises:
            CxmapError: the engine refuses, such as for a table that is not there.
        """

    def unpivoted(self, table: Table, columns: Sequence[str], kept: Sequence[str], heads: Sequence[str]) -> str:
        """Return rows, to stand after FROM, that have one for each row of a table and each of some columns.

        They have the expressions `kept`, called `heads`; `rated`, the place of the column; and `score_said`, its text.
        """
        name = self.dialect.name_of
        parts = (
            "SELECT "  # noqa: S608  names are quoted
            + "".join(f"{expression} AS {name(head)}, " for expression, head in zip(kept, heads, strict=True))
            + f"{place} AS {name('rated')}, {table.text(column)} AS {name('score_said')} FROM {table.rows} AS wide"
            for place, column in enumerate(columns)
        )
        return f"({' UNION ALL '.join(parts)})"

    @abstractmethod
    def kinds(self, rows: str) -> dict[str, Kind]:
        """Return what the columns of some rows hold, by their names; `rows` is what stands after FROM.

        Raises:
            CxmapError: there is no such table.
        """


class Table(NamedTuple):
    """Rows where an engine finds them: what stands after FROM, its columns, and what it is called in messages.

    Of a text file `rows` are those that fit its heads; `all_rows` are these and those that have more cells, of which the
    column `MORE_CELLS` says so, and `lines` yields the numbers of the lines in which these begin.
    """

    engine: Engine
    rows: str
    kinds: Mapping[str, Kind]
    name: str
    all_rows: str | None = None
    lines: Callable[[], Iterator[int]] | None = None

    def text(self, column: str) -> str:
        """Return what a column says, as text; a time to the second."""
        dialect = self.engine.dialect
        name = dialect.name_of(column)
        return dialect.time_text(name) if self.kinds.get(column) == "time" else dialect.text(name)

    def key(self, column: str) -> str:
        """Return what rows are grouped by, to tell apart what a column says: numbers and times as they are, else bytes.

        The embedded engine compares every byte anyway, and is twice as fast on a column's own type.
        """
        plain = self.engine.dialect is DUCKDB or self.kinds.get(column) in ("number", "time")
        return self.engine.dialect.name_of(column) if plain else self.text(column)


class DuckDB(Engine):
    """The embedded engine. Times are those of UTC, whatever the machine.

    Raises:
        CxmapError: the extra is not installed.
    """

    dialect = DUCKDB

    def __init__(self) -> None:
        try:
            self._connection = open_engine()
        except ImportError:
            raise CxmapError(
                Words("reading data needs DuckDB", "读取数据需要 DuckDB"),
                Words('pip install "cxmap[data]"', 'pip install "cxmap[data]"'),
            ) from None
        self._error: type[Exception] = engine_module().Error
        self.reading: str | None = None
        """The file that is being read, which what goes wrong is then told of."""

    def __enter__(self) -> DuckDB:
        return self

    def close(self) -> None:
        """Let go of everything."""
        self._connection.close()

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """Say what the engine refuses, in our words; what stops the program stops it."""
        try:
            yield
        except self._error as error:
            raise refused(error, self.reading) from None
        except RuntimeError as error:
            if str(error) == _STOPPED:
                raise KeyboardInterrupt from None
            raise

    def spill_to(self, folder: Path) -> None:
        """Keep what memory does not hold in a folder, and hold no more than `_MEMORY` there."""
        self.rows(f"SET temp_directory = '{str(folder).replace(chr(39), chr(39) * 2)}'")
        self.rows(f"SET memory_limit = '{_MEMORY}'")

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return what a statement answers.

        Raises:
            CxmapError: the engine refuses, such as for a file that it cannot read.
        """
        with self._refusing():
            return list(self._connection.execute(statement, list(values)).fetchall())

    def together(self, statements: Iterable[str]) -> list[list[tuple[Any, ...]]]:
        """Return what statements answer, in their order; they are run two at a time, and none depends on another.

        A statement reads a small table on one processor alone: the longest stand first best.

        Raises:
            CxmapError: the engine refuses one of them.
        """
        waiting = list(enumerate(statements))[::-1]
        answers: dict[int, list[tuple[Any, ...]]] = {}
        errors: list[Exception] = []
        running = [self._connection.cursor() for _ in range(2)]
        news = Event()

        def work(connection: DuckDBPyConnection) -> None:
            try:
                while waiting:
                    place, statement = waiting.pop()
                    answers[place] = connection.execute(statement).fetchall()
            except IndexError:  # the other was faster
                pass
            except Exception as error:
                errors.append(error)
            finally:
                connection.close()
                running.remove(connection)
                news.set()

        for connection in tuple(running):
            Thread(target=work, args=(connection,), name="counting").start()
        try:  # this thread only waits: while it asks itself, Ctrl-C may not be heard until there is an answer
            while running and not errors:
                news.wait()
                news.clear()
        finally:
            waiting.clear()
            while running:
                for connection in tuple(running):
                    with suppress(self._error):  # it has just been closed
                        connection.interrupt()
                news.wait(_PATIENCE)
                news.clear()
        for error in errors:
            with self._refusing():
                raise error
        return [answer for _, answer in sorted(answers.items())]

    def stream(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """Yield what a statement answers, some rows at a time."""
        with self._refusing():
            answer = self._connection.cursor().execute(statement)
        while rows := self._fetched(answer):
            yield from rows

    def _fetched(self, answer: DuckDBPyConnection) -> list[tuple[Any, ...]]:
        with self._refusing():
            return list(answer.fetchmany(_CHUNK))

    def fill(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Make a table of texts and fill it, some rows at a time."""
        heads = ", ".join(f"{name_of(column)} VARCHAR" for column in columns)
        self.rows(f"CREATE OR REPLACE TABLE {name_of(table)} ({heads})")
        self.append(table, columns, rows)

    def append(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Add rows to a table of texts, some at a time, in their order."""
        lists = ", ".join("unnest(?::VARCHAR[])" for _ in columns)
        insert = f"INSERT INTO {name_of(table)} SELECT {lists}"
        left = iter(rows)
        while chunk := list(islice(left, _CHUNK)):
            self.rows(
                insert,
                [[None if cell is None else str(cell) for cell in column] for column in zip(*chunk, strict=True)],
            )

    def unpivoted(self, table: Table, columns: Sequence[str], kept: Sequence[str], heads: Sequence[str]) -> str:
        """Return the rows in one pass over the table."""
        shown = "".join(f"{expression} AS {name_of(head)}, " for expression, head in zip(kept, heads, strict=True))
        answers = ", ".join(
            f"{{'rated': {place}, 'score_said': {table.text(column)}}}" for place, column in enumerate(columns)
        )
        return f"(SELECT * EXCLUDE (answer), answer.rated AS rated, answer.score_said AS score_said FROM (SELECT {shown}unnest([{answers}]) AS answer FROM {table.rows}))"  # noqa: S608

    def kinds(self, rows: str) -> dict[str, Kind]:
        """Return what the columns hold."""
        return {row[0]: kind_of(row[1]) for row in self.rows(f"DESCRIBE SELECT * FROM {rows}")}  # noqa: S608

    def drop(self, table: str) -> None:
        """Forget a table, or a view."""
        try:
            self.rows(f"DROP VIEW {name_of(table)}")
        except CxmapError:  # to ask first which it is takes twenty times as long
            self.rows(f"DROP TABLE {name_of(table)}")


def refused(error: Exception, reading: str | None = None) -> CxmapError:
    """Say that an engine refused, in the first line of its own words; of a file that it was `reading`, where, if it says so."""
    said = str(error).strip()
    line = _LINE.search(said)
    if reading is not None and line is not None and _TOO_LONG in said:
        return CxmapError(
            Words(
                f"{reading}: line {line[1]} is longer than can be read (2 MB)",
                f"{reading}：第 {line[1]} 行过长（上限 2 MB）",
            ),
            Words(
                "shorten the text in it, or leave its column out of the file",
                "请缩短该行中的文字，或从文件中去掉那一列",
            ),
        )
    twice = _TWICE.search(said)
    if reading is not None and twice is not None:  # the engine would show all of the row
        return CxmapError(
            Words(
                f"{reading}: line {twice[1]} has the key {twice[2]!r} twice",
                f"{reading}：第 {twice[1]} 行有两个键 {twice[2]!r}",
            ),
            Words("take one of them out of the file", "请在文件中删去其一"),
        )
    first = (said.splitlines() or [type(error).__name__])[0]
    of = (f"{reading}: ", f"{reading}：") if reading is not None else ("", "")
    return CxmapError(Words(f"{of[0]}the data cannot be read: {first}", f"{of[1]}数据无法读取：{first}"))


def kind_of(written: str) -> Kind:
    """Return what a column of DuckDB's holds, by how its type is written: `DATE`, `DECIMAL(5,2)`, `DATE[]`."""
    if written.endswith("]"):
        return "other"
    if written.startswith(("DATE", "TIMESTAMP")):
        return "time"
    if written.startswith(("DECIMAL", "DOUBLE", "FLOAT", "HUGEINT", "UHUGEINT")) or written.endswith(
        ("INT", "INTEGER")
    ):
        return "number"
    return "text" if written.startswith("VARCHAR") else "other"
