"""Finds the event logs to look at: those that a workspace names, or a file with columns that are named or standard."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from cxmap.data.files import ROW_NUMBER
from cxmap.diagnostics import CxmapError
from cxmap.language import Words, listed
from cxmap.model.making import event_columns, event_source
from cxmap.model.record import replaced

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from cxmap.data.engine import Table
    from cxmap.language import Language
    from cxmap.model.data import EventColumns, EventSource

STANDARD: Mapping[str, tuple[str, ...]] = {
    "case": ("case:concept:name", "case id", "case", "案例编号", "案例", "订单号", "工单号", "单号"),
    "event": ("concept:name", "activity", "event", "event name", "活动", "事件", "步骤"),
    "time": ("time:timestamp", "timestamp", "time", "event time", "时间戳", "时间", "发生时间"),
    "order": ("order", "顺序", "序号"),
    "channel": ("channel", "case:channel", "渠道"),
    "segment": ("segment", "case:segment", "客群"),
}
"""What a column that says so is called: as XES has it, else as our options are, else in Chinese. Case, spaces, `_` and `-`
do not matter. The first that is there is taken; a column says one thing."""
_NEEDED = {"case": "案例", "event": "事件", "time": "时间"}
_SHOWN = 30


def log_source(path: Path, encoding: str | None = None, time_format: str | None = None) -> EventSource:
    """Return the source of a file, called as the file is; its columns are still to be found (`chooser`)."""
    from glob import escape

    columns = event_columns("case", "event", "time")
    return event_source(
        path.name, escape(path.name), columns, encoding=encoding or None, time_format=time_format or None
    )


def chooser(name: str, given: Mapping[str, str | None], stand_in: EventColumns) -> Callable[[Table], EventColumns]:
    """Return what finds the columns of a table: those that are `given`, by what they say, and standard ones.

    `stand_in` are the columns of the source before they are found.

    It raises a CxmapError where one that is needed is not there.
    """

    def choose(table: Table) -> EventColumns:
        found = _found(given, [column for column in table.kinds if column != ROW_NUMBER])
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
                    f"name it with {listed([f'--{kind}' for kind in missing], 'en')}; there are: {listed(there, 'en')}; "
                    f"taken without being named: {_taken(missing, 'en')}",
                    f"请用 {listed([f'--{kind}' for kind in missing], 'zh')} 指明；现有的列：{listed(there, 'zh')}；"
                    f"不指明也能识别的列名：{_taken(missing, 'zh')}",
                ),
            )
        return replaced(stand_in, **found)

    return choose


def _found(given: Mapping[str, str | None], there: Sequence[str]) -> dict[str, str | None]:
    """Return which of the columns that are there says what: those that are `given`, else those with a standard name."""
    found = {kind: given.get(kind) or None for kind in STANDARD}
    for kind, names in STANDARD.items():
        free = [column for column in there if column not in found.values()]
        same = [column for name in names for column in (name, name.replace(" ", "_")) if column in free]
        alike = [column for name in names for column in free if _bare(column) == _bare(name)]
        found[kind] = found[kind] or next(iter((*same, *alike)), None)
    return found


def _bare(name: str) -> str:
    return re.sub(r"[\s_-]", "", unicodedata.normalize("NFKC", name).casefold())


def _taken(kinds: Sequence[str], language: Language) -> str:
    return listed([name for kind in kinds for name in STANDARD[kind]], language)
