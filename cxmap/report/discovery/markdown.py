"""What was found in event logs as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.report.discovery.words import remarks, tables
from cxmap.report.escaping import prose, table_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.discoveries import Discovery
    from cxmap.language import Language
    from cxmap.report.discovery.words import Shown, Table


def as_markdown(found: Sequence[Discovery], shown: Shown, language: Language) -> str:
    """Return what was found in some logs."""
    return "\n".join(line for each in found for line in _of_log(each, shown, language)).rstrip() + "\n"


def _of_log(found: Discovery, shown: Shown, language: Language) -> Iterator[str]:
    yield f"## {prose(found.source)}"
    yield ""
    yield from (f"- {prose(said)}" for said, _ in remarks(found, shown, language))
    for table in tables(found, shown, language):
        yield from table_rows(table)
    yield ""


def table_rows(table: Table) -> Iterator[str]:
    """Yield a table, with an empty line above it."""
    yield ""
    yield table_row([table.title, *table.heads[1:]])
    yield table_row(["---", *["---:"] * (len(table.heads) - 1)])
    yield from (table_row([prose(cell) for cell in row]) for row in table.rows)
    if table.foot:
        yield ""
        yield prose(table.foot)
