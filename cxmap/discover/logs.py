"""Finds the event logs to look at: those that a workspace names, or a file with columns that are named or standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.data.files import ROW_NUMBER
from cxmap.diagnostics import CxmapError
from cxmap.language import Words, listed
from cxmap.model.compiled import data_of
from cxmap.model.record import replaced

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from cxmap.data.engine import Table
    from cxmap.model.data import EventColumns, EventSource

STANDARD: Mapping[str, tuple[str, ...]] = {
    "case": ("case:concept:name", "case_id", "case"),
    "event": ("concept:name", "activity", "event"),
    "time": ("time:timestamp", "timestamp", "time"),
    "order": ("order",),
    "channel": ("channel", "case:channel"),
    "segment": ("segment", "case:segment"),
}
"""What a column that says so is called: as XES has it, else as our options are. The first that is there is taken."""
_NEEDED = {"case": "案例", "event": "事件", "time": "时间"}
_SHOWN = 30


def log_source(path: Path, encoding: str | None = None, time_format: str | None = None) -> EventSource:
    """Return the source of a file, whose columns are still to be found (`chooser`)."""
    from glob import escape

    given = {"encoding": encoding, "time_format": time_format}
    source = {
        "id": "log",
        "files": [escape(path.name)],
        "columns": {"case": "case", "event": "event", "time": "time"},
        **{name: value for name, value in given.items() if value},
    }
    return data_of({"events": [source]}).events[0]


def chooser(name: str, given: Mapping[str, str | None], stand_in: EventColumns) -> Callable[[Table], EventColumns]:
    """Return what finds the columns of a table: those that are `given`, by what they say, and standard ones.

    `stand_in` are the columns of the source before they are found.

    It raises a CxmapError where one that is needed is not there.
    """

    def choose(table: Table) -> EventColumns:
        found = {
            kind: given.get(kind) or next((name for name in names if name in table.kinds), None)
            for kind, names in STANDARD.items()
        }
        missing = [kind for kind in _NEEDED if not found[kind]]
        if missing:
            there = [column for column in table.kinds if column != ROW_NUMBER][:_SHOWN]
            chinese = [_NEEDED[kind] for kind in missing]
            raise CxmapError(
                Words(
                    f"{name}: which column is the {listed(missing, 'en')}?",
                    f"{name}：哪一列是{listed(chinese, 'zh')}？",
                ),
                Words(
                    f"name it with {listed([f'--{kind}' for kind in missing], 'en')}; there are: {listed(there, 'en')}",
                    f"请用 {listed([f'--{kind}' for kind in missing], 'zh')} 指明；现有的列：{listed(there, 'zh')}",
                ),
            )
        return replaced(stand_in, **found)

    return choose
