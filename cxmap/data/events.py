"""Counts an event log: files in the embedded engine by sorting each case once, tables of a database by window functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.data.columns import check_columns
from cxmap.data.event_counts import EventCounts
from cxmap.data.event_log import EventLog
from cxmap.data.events_sorted import count_sorted
from cxmap.data.events_windowed import Windowed, count_windowed
from cxmap.data.files import ROW_NUMBER, files_of
from cxmap.data.rejects import MORE_CELLS_REASON, unread_times
from cxmap.data.ways_windowed import count_ways_windowed
from cxmap.diagnostics import CxmapError
from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxmap.data.engine import Engine, Table
    from cxmap.data.lookup import Period
    from cxmap.data.reader import Reader
    from cxmap.model.data import EventColumns, EventSource

MOST_VARIANTS = 10_000
"""So many variants are brought home; the others are counted."""


def count_events(
    reader: Reader,
    source: EventSource,
    *,
    choose: Callable[[Table], EventColumns] | None = None,
    reject: Callable[[Sequence[str | None]], object] | None = None,
    most_variants: int = MOST_VARIANTS,
    ways: Period | None = None,
    least: int | None = None,
    may_be_empty: bool = False,
    look: Callable[[Engine, str, EventCounts], object] | None = None,
) -> EventCounts:
    """Count the events of a source. `choose` names the columns of a table, in place of those that the source names.

    With `ways`, the length of periods, it is counted too how cases go on and end, and in which channels. With `least`, the cases of a channel are counted only where they may be fewer.

    `look`, if there is one, is handed the engine, the events that were taken, as they stand after FROM (`case_said`, `event`,
    `second` since 1970), and their counts.

    Events that are not taken are handed to `reject`, if there is one, as values of `REJECTED_EVENT`.

    Raises:
        CxmapError: a file cannot be read, lacks a column, or holds too many different events to be steps; or there are rows, and
            none is an event. Where there are no rows at all, unless it `may_be_empty`.
    """
    counted = EventCounts(source.columns)
    log = EventLog(reader.local, source)
    whole = not source.files or len(files_of(source, reader.root)) == 1
    for table in reader.tables(source, counted.files):
        columns = choose(table) if choose is not None else source.columns
        check_columns(source, _named(columns), table)
        counted.columns = columns
        if table.engine is not reader.local:
            count_windowed(table, columns, counted, most_variants)
            if ways is not None and counted.events:
                count_ways_windowed(Windowed(table, columns), counted, ways)
            if look is not None and counted.events:
                look(table.engine, Windowed(table, columns).timed(), counted)
        elif whole and ROW_NUMBER in table.kinds:
            log.look_at(table, columns)
            count_sorted(log, counted, most_variants, reject, ways, least)
            _look_at(log, counted, look)
        else:
            log.take(table, columns)
    if log.taken:
        count_sorted(log, counted, most_variants, reject, ways, least)
        _look_at(log, counted, look)
    log.forget()
    if not counted.events and (counted.rejected or not may_be_empty):
        raise _nothing_read(counted, source)
    return counted


def _look_at(log: EventLog, counted: EventCounts, look: Callable[[Engine, str, EventCounts], object] | None) -> None:
    if look is not None and counted.events:
        look(log.engine, log.timed(), counted)


def _named(columns: EventColumns) -> list[str]:
    given = (columns.case, columns.event, columns.time, columns.order, columns.channel, columns.segment)
    return [column for column in given if column is not None]


def _nothing_read(counted: EventCounts, source: EventSource) -> CxmapError:
    if not counted.rejected:
        return CxmapError(
            Words(f"data `{source.id}` has no rows", f"数据 `{source.id}` 没有数据行"),
            Words("is the export empty?", "导出的文件是空的吗？"),
        )
    return CxmapError(
        Words(f"data `{source.id}`: no event can be read", f"数据 `{source.id}`：没有可读取的事件"),
        _most_rejected(counted, source),
    )


def _most_rejected(counted: EventCounts, source: EventSource) -> Words:
    """Say what is wrong with most of the rows."""
    worst = max(counted.rejected, key=lambda one: one.rows)
    if worst.reason == "unreadable-date":
        return unread_times(worst.samples, counted.columns.time, source.time_format)
    if worst.reason == MORE_CELLS_REASON:
        return Words(
            "rows have more cells than there are heads: what stands between its columns?",
            "行中单元格多于表头：列之间用什么分隔？",
        )
    column = counted.columns.case if worst.reason == "no-case" else counted.columns.event
    return Words(f"column {column!r} is empty", f"列 {column!r} 是空的")
