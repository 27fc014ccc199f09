"""What follows the figures of a map in a report: each a heading, a small table and remarks, not yet made safe for where it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.language import Language
    from cxmap.measurements import MapMeasurements


class Section(NamedTuple):
    """A heading; a table by its heads and its rows, maybe none; and what is said below it."""

    title: str
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    remarks: tuple[str, ...] = ()


def sections_of(found: MapMeasurements, language: Language) -> Iterator[Section]:
    """Yield what was found of a map besides figures."""
    if found.complaints:
        from cxmap.report.measures.complaints import complaint_sections

        yield from complaint_sections(found, language)
    if found.drivers:
        from cxmap.report.measures.drivers import driver_sections

        yield from driver_sections(found, language)
    if found.forecasts:
        from cxmap.report.measures.forecasts import forecast_sections

        yield from forecast_sections(found, language)
    if found.predictions:
        from cxmap.report.measures.predictions import prediction_sections

        yield from prediction_sections(found, language)
    if found.texts:
        from cxmap.report.measures.texts import text_sections

        yield from text_sections(found, language)
    if found.flows:
        from cxmap.report.measures.flows import flow_sections

        yield from flow_sections(found, language)
