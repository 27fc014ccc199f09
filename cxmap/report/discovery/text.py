"""What was found in event logs as tables in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.report.cells import cell_width, cut, padded, printable
from cxmap.report.discovery.words import remarks, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.discoveries import Discovery
    from cxmap.language import Language
    from cxmap.report.discovery.words import Shown, Table
    from cxmap.report.findings.tally import Styled

_NARROWEST = 24
_ARROW = " → "
_SHORTEST = 8


def as_text(found: Sequence[Discovery], shown: Shown, width: int, language: Language) -> Iterator[list[Styled]]:
    """Yield the lines that tell what was found in some logs; none is wider than `width` where that can be helped."""
    for each in found:
        yield [(printable(each.source), "strong")]
        for said, is_warning in remarks(each, shown, language):
            yield [(f"  {printable(said)}", "warning" if is_warning else "dim")]
        for table in tables(each, shown, language):
            yield []
            yield from table_lines(table, width)
        yield []


def table_lines(table: Table, width: int) -> Iterator[list[Styled]]:
    """Yield the lines of a table; its first column is cut where it would be wider than `width`."""
    heads = [table.title, *table.heads[1:]]
    rows = [[printable(cell) for cell in row] for row in table.rows]
    widths = [max(cell_width(cell) for cell in column) for column in zip(heads, *rows, strict=True)]
    widths[0] = max(min(widths[0], width - sum(widths[1:]) - 2 * len(widths)), _NARROWEST)
    for number, row in enumerate([heads, *rows]):
        first, *rest = row
        cells = [
            padded(_fitting(first, widths[0]), widths[0]),
            *(_right(cell, wide) for cell, wide in zip(rest, widths[1:], strict=True)),
        ]
        yield [("  ".join(cells).rstrip(), "dim" if number == 0 else "")]
    if table.foot:
        yield [(table.foot, "dim")]


def _right(cell: str, width: int) -> str:
    return " " * (width - cell_width(cell)) + cell


def _fitting(way: str, width: int) -> str:
    """Return a way, `a → b`, with its steps shortened alike, so that each can be told where all do not fit."""
    steps = way.split(_ARROW)
    room = (width - len(_ARROW) * (len(steps) - 1)) // len(steps)
    if cell_width(way) <= width or room < _SHORTEST:
        return way
    return _ARROW.join(cut(step, room).rstrip() if cell_width(step) > room else step for step in steps)
