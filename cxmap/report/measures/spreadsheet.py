"""Measurements as CSV: one table for all maps, a figure a row, that every spreadsheet reads."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any

from cxmap.report.escaping import spreadsheet_cell
from cxmap.report.measures.complaints import complaint_rows
from cxmap.report.measures.drivers import driver_rows
from cxmap.report.measures.flows import flow_rows
from cxmap.report.measures.forecasts import forecast_rows
from cxmap.report.measures.predictions import prediction_rows
from cxmap.report.measures.rows import KINDS, Row, answer_rows, source_rows
from cxmap.report.measures.texts import text_rows
from cxmap.report.measures.values import rounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.measurements import MapMeasurements

_FIELDS = Row._fields[:-2]
COLUMNS = ("map", *_FIELDS, "unit", "method", "note")


def as_csv(found: Sequence[MapMeasurements]) -> str:
    """Return the figures of some maps; texts that a spreadsheet would run as a formula get an apostrophe."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in found:
        writer.writerows([spreadsheet_cell(each.map), *_cells(row)] for row in rows_of(each))
    return stream.getvalue()


def rows_of(found: MapMeasurements) -> Iterator[Row]:
    """Yield every figure of a map: what is in its JSON as numbers, but for hashes of files."""
    for one in found.figures:
        yield from answer_rows(one)
    for complaint in found.complaints:
        yield from complaint_rows(complaint)
    for flow in found.flows:
        yield from flow_rows(flow, found)
    for drivers in found.drivers:
        yield from driver_rows(drivers, found)
    for forecasts in found.forecasts:
        yield from forecast_rows(forecasts, found)
    for predictions in found.predictions:
        yield from prediction_rows(predictions, found)
    for said in found.texts:
        yield from text_rows(said, found)
    yield from source_rows(found)


def _cells(row: Row) -> list[Any]:
    kind = KINDS[row.metric]
    said = [*row[:-2], kind.unit, row.method or kind.method, row.note]
    return [rounded(value) if isinstance(value, float) else spreadsheet_cell(value) for value in said]
