"""Writes rows that were not taken to a file, as they come."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.cli.files import written_piece_by_piece

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Reject = Callable[[Sequence[str | None]], object]

_FORMULA = "=+-@\t\r"


@contextmanager
def rejecting(name: str | None, heads: Sequence[str]) -> Iterator[Reject | None]:
    """Yield what writes a row to a CSV file, None where no file is named; texts that a spreadsheet would run get an apostrophe."""
    if name is None:
        yield None
        return
    with written_piece_by_piece(Path(name)) as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(heads)
        yield lambda row: rows.writerow([f"'{cell}" if cell and cell[0] in _FORMULA else cell for cell in row])
