"""Writes rows that were not taken to a file, as they come."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.cli.complaints import remark
from cxmap.cli.files import UTF_8_MARK, is_stream, written_piece_by_piece
from cxmap.cli.help import language as spoken_here
from cxmap.language import Words, listed
from cxmap.report.escaping import spreadsheet_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cxmap.data.event_counts import EventCounts

    Reject = Callable[[Sequence[str | None]], object]


@contextmanager
def rejecting(name: str | None, heads: Sequence[str]) -> Iterator[Reject | None]:
    """Yield what writes a row to a CSV file, None where no file is named; texts that a spreadsheet would run get an apostrophe."""
    if name is None:
        yield None
        return
    with written_piece_by_piece(Path(name)) as file:
        if not is_stream(Path(name)):
            file.write(UTF_8_MARK)
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(heads)
        yield lambda row: rows.writerow(map(spreadsheet_cell, row))


def say_what_stays(source: str, counts: EventCounts) -> None:
    """Say on stderr how many events of a database were not taken, and why: no row leaves it."""
    if not counts.in_database or not counts.rejected:
        return
    from cxmap.report.discovery.words import REASONS

    n = sum(one.rows for one in counts.rejected)
    why = {
        language: listed([REASONS[one.reason].said(language) for one in counts.rejected], language)
        for language in ("en", "zh")
    }
    remark(
        Words(
            f"{source}: rows of a database stay where they are: {n:,} not taken ({why['en']})",
            f"{source}：数据库中的行留在原处：{n:,} 行未采用（{why['zh']}）",
        ),
        spoken_here(),
    )
