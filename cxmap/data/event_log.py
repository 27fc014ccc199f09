"""An event log as the embedded engine reads it: its rows, and which of them are no events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.data.engine import MORE_CELLS, name_of
from cxmap.data.event_counts import SEPARATOR
from cxmap.data.files import ROW_NUMBER
from cxmap.data.moments import moment_of
from cxmap.data.packing import SECOND
from cxmap.data.rejects import MORE_CELLS_REASON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.data.engine import DuckDB, Table
    from cxmap.model.data import EventColumns, EventSource

_FIRST, _LAST = "TIMESTAMP '0001-01-01'", "TIMESTAMP '9999-12-31'"
"""Moments outside of these are no dates of ours."""
_STAGED = "staged events"
NO_CASE = "(case_said IS NULL OR (CAST(case_said AS VARCHAR) < '!' AND trim(CAST(case_said AS VARCHAR)) = ''))"
"""What is before `!` begins with a space, or is empty: whether it is, a file of Parquet often knows without looking."""
NAME_OF_EVENT = f"trim(replace(event_said, '{SEPARATOR}', ' '))"
"""What an event is called, by what was written: the same as in a database."""
NO_EVENT = f"(event_said IS NULL OR {NAME_OF_EVENT} = '')"
REASON = f"(CASE WHEN misfit THEN '{MORE_CELLS_REASON}' WHEN {NO_CASE} THEN 'no-case' WHEN {NO_EVENT} THEN 'no-event' WHEN moment IS NULL THEN 'unreadable-date' END)"
"""Why a row is no event; NULL where it is one."""


class EventLog:
    """The events of a source, as the embedded engine reads them: a Parquet file as it lies there, all else from a table."""

    def __init__(self, engine: DuckDB, source: EventSource) -> None:
        self.engine = engine
        self.source = source
        self.rows = ""
        self.files: list[Table] = []
        self.taken = False
        self.is_clean = True
        self.has_order = self.has_channel = self.has_segment = False

    def look_at(self, table: Table, columns: EventColumns) -> None:
        """Read the events of one file where they lie; its rows have their numbers."""
        self.files.append(table)
        self.rows = f"({self._written(table, columns, name_of(ROW_NUMBER))})"

    def take(self, table: Table, columns: EventColumns) -> None:
        """Append the events of a file to those that are there; the place of each is the number of its row."""
        self.files.append(table)
        written = self._written(table, columns, None)
        into = f"INSERT INTO {name_of(_STAGED)}" if self.taken else f"CREATE OR REPLACE TABLE {name_of(_STAGED)} AS"
        self.engine.rows(f"{into} {written}")
        self.taken = True
        self.rows = f"(SELECT *, rowid AS place FROM {name_of(_STAGED)})"  # noqa: S608

    def timed(self) -> str:
        """Return the events that are taken, each with its second since 1970, as they stand after FROM."""
        taken = "true" if self.is_clean else f"{REASON} IS NULL"
        return (
            f"(SELECT case_said, {NAME_OF_EVENT} AS event, moment // {SECOND} AS second FROM {self.rows} WHERE {taken})"  # noqa: S608
        )

    def lines_with_more_cells(self) -> Iterator[tuple[str, int]]:
        """Yield the lines in which rows begin that have more cells than there are heads, each with the name of its file."""
        for table in self.files:
            if table.lines is not None:
                yield from ((table.name, line) for line in table.lines())

    def forget(self) -> None:
        """Drop the table of events, if there is one."""
        self.engine.rows(f"DROP TABLE IF EXISTS {name_of(_STAGED)}")

    def _written(self, table: Table, columns: EventColumns, place: str | None) -> str:
        """Return the statement that yields the events of a file: `moment` in microseconds, the rest as it was written."""
        if table.kinds.get(columns.time) == "time":
            moment = f"CAST({name_of(columns.time)} AS TIMESTAMP)"  # infinity lies outside of the bounds below
        else:
            moment = moment_of(table, columns.time, self.source.time_format, exactly=True)
        shown = {
            "case_said": name_of(columns.case) if place else table.text(columns.case),
            "moment": f"CASE WHEN {moment} BETWEEN {_FIRST} AND {_LAST} THEN epoch_us({moment}) END",
            "event_said": table.text(columns.event),
            "channel_said": f"coalesce({table.text(columns.channel)}, '')" if columns.channel else "''",
            "segment_said": f"coalesce({table.text(columns.segment)}, '')" if columns.segment else "''",
        }
        self.has_channel |= columns.channel is not None
        self.has_segment |= columns.segment is not None
        if columns.order:
            self.has_order = True
            number = f"try_cast({name_of(columns.order)} AS DOUBLE)"
            shown["sequence"] = f"coalesce({number}, CAST('infinity' AS DOUBLE))"
            shown["sequence_said"] = f"coalesce({table.text(columns.order)}, '')"
        if place:
            shown["place"] = place
        shown["time_said"] = (
            f"CASE WHEN NOT coalesce({moment} BETWEEN {_FIRST} AND {_LAST}, false) THEN {table.text(columns.time)} END"
        )
        shown["file"] = str(len(self.files))
        shown["misfit"] = name_of(MORE_CELLS) if table.all_rows is not None else "false"
        every = table.all_rows or table.rows
        return "SELECT " + ", ".join(f"{value} AS {name}" for name, value in shown.items()) + f" FROM {every}"  # noqa: S608
