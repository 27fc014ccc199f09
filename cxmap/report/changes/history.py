"""Figures over time as text, JSON and CSV."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any

from cxmap.language import Words
from cxmap.report.cells import cell_width, padded, printable
from cxmap.report.changes.words import sparkline
from cxmap.report.escaping import json_text, spreadsheet_cell
from cxmap.tidings import history_by_map

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.language import Language
    from cxmap.report.findings.tally import Styled
    from cxmap.tidings import HistoryRow

_HEADS = (
    Words("When", "时间点"),
    Words("Emotion", "平均情绪"),
    Words("Open pain points", "未解决痛点"),
    Words("With owner", "有责任团队"),
    Words("With evidence", "有依据"),
    Words("Actions done", "已完成行动"),
)
_NOTES = Words(
    "Emotion: mean over touchpoints, −2 … +2. Open: no action for it is done. With evidence: of pain points and known emotions.",
    "平均情绪：各触点均值，−2 … +2。未解决：没有已完成的行动。有依据：痛点与已知情绪中引用依据的比例。",
)
_NONE = Words("no maps at any of these points", "这些时间点都没有地图")
_COLUMNS = (
    *("label", "commit", "day", "map", "title", "emotion", "open_pain_points"),
    *("touchpoints", "touchpoints_owned", "claims", "claims_with_evidence", "actions", "actions_done"),
)


def history_text(rows: Sequence[HistoryRow], language: Language) -> Iterator[list[Styled]]:
    """Yield a table a map, with its average emotion as a line above."""
    if not rows:
        yield [(_NONE.said(language), "dim")]
        return
    for these in history_by_map(rows).values():
        title = these[-1].title
        curve = sparkline([row.emotion for row in these])
        yield [(printable(title), "strong"), (f"  {these[-1].id}", "path"), (f"  {curve}", "")]
        heads = [words.said(language) for words in _HEADS]
        cells = [_cells(row) for row in these]
        widths = [max(cell_width(cell) for cell in column) for column in zip(heads, *cells, strict=True)]
        yield [("  ".join(padded(head, width) for head, width in zip(heads, widths, strict=True)).rstrip(), "dim")]
        for row in cells:
            yield [("  ".join(padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip(), "")]
        yield []
    yield [(_NOTES.said(language), "dim")]


def _cells(row: HistoryRow) -> list[str]:
    when = printable(row.label if row.label == row.signature.day[:7] else f"{row.label} {row.signature.day}")
    emotion = "–" if row.emotion is None else f"{row.emotion:+.2f}".replace("-", "−")
    return [when, emotion, str(row.open_pain_points), *map(_share, (row.owned, row.evidenced, row.done))]


def _share(share: tuple[int, int]) -> str:
    some, all_ = share
    return f"{some}/{all_} {100 * some // all_}%" if all_ else "–"


def history_json(rows: Sequence[HistoryRow]) -> str:
    """Return the figures as JSON."""
    return json_text({"version": 1, "rows": [dict(zip(_COLUMNS, _values(row), strict=True)) for row in rows]}, indent=2)


def history_csv(rows: Sequence[HistoryRow]) -> str:
    """Return the figures as CSV, as a spreadsheet reads it; a text that it would take for a formula gets an apostrophe."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in rows:
        writer.writerow(map(spreadsheet_cell, _values(row)))
    return stream.getvalue()


def _values(row: HistoryRow) -> list[Any]:
    shares = (row.owned, row.evidenced, row.done)
    emotion = round(row.emotion, 4) if row.emotion is not None else None
    about = [row.label, row.signature.id, row.signature.day, row.id, row.title, emotion, row.open_pain_points]
    return [*about, *(count for some, all_ in shares for count in (all_, some))]
