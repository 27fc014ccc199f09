"""Which columns a source names, and whether they are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import CxmapError
from cxmap.language import Words, listed
from cxmap.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.data.engine import Table
    from cxmap.model.data import ComplaintSource, EventSource, FeedbackSource, Source

_SHOWN = 20


def columns_of(source: FeedbackSource | ComplaintSource | EventSource) -> list[str]:
    """Return the columns that a source names."""
    return [value for value in vars(source.columns).values() if isinstance(value, str)]


def check_columns(source: Source, columns: Iterable[str], table: Table) -> None:
    """Say which columns are missing.

    Raises:
        CxmapError: one of `columns`, which the source names, is not in the table.
    """
    for name in columns:
        if name not in table.kinds:
            near = closest(name, list(table.kinds))
            there = list(table.kinds)[:_SHOWN]
            raise CxmapError(
                Words(
                    f"data `{source.id}`: {table.name} has no column {name!r}",
                    f"数据 `{source.id}`：{table.name} 没有列 {name!r}",
                ),
                Words(f"did you mean {near!r}?", f"是否想写 {near!r}？")
                if near
                else Words(f"its columns: {listed(there, 'en')}", f"现有的列：{listed(there, 'zh')}"),
            )
