"""Measures a map: everything that the counts of a workspace say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.data.naming import is_about
from cxmap.data.settings import PERIOD, greyed_below, settings_of, suppressed_below
from cxmap.measure.answers import series_of, sources_of
from cxmap.measure.belonging import answers_in, complaints_in, events_in, texts_in
from cxmap.measure.correcting import corrected
from cxmap.measure.forecasts import forecasts_of
from cxmap.measurements import MapMeasurements
from cxmap.model.reading import words

if TYPE_CHECKING:
    from cxmap.document import Document
    from cxmap.language import Language
    from cxmap.measure.counting import Counts
    from cxmap.model.data import Data, Source


def measure(document: Document, data: Data, counts: Counts, language: Language) -> MapMeasurements:
    """Return everything that some counts say of a map. Changes and trends are corrected for how many there are."""
    least = suppressed_below(data)
    period = data.period or PERIOD
    name = document.journey.id
    answers = [answers_in(one, name) for one in counts.feedback if is_about(one.source, document)]
    complaints = [complaints_in(one, name) for one in counts.complaints if is_about(one.source, document)]
    texts = [texts_in(one, name) for one in counts.texts if is_about(one.source, document)]
    events = [events_in(one, name) for one in counts.events if is_about(one.source, document)]
    series = series_of(document, answers, least, language)
    found = MapMeasurements(
        document.journey.id,
        words(document.journey.title, language),
        period,
        least,
        greyed_below(data),
        tuple(sources_of(answers)),
        tuple(corrected([figure for one in series for figure in one.measurements()])),
        forecasts=tuple(forecasts_of(series)),
    )
    # What a kind of data needs is imported where there is one: a small file is measured in less time.
    if complaints:
        from cxmap.measure.complaints import complaints_of, logs_of

        figures = tuple(complaints_of(document, complaints, least, period, language, events))
        found = found._replace(logs=tuple(logs_of(complaints)), complaints=figures)
    if any(one.overall is not None for one in answers):
        from cxmap.measure.drivers import drivers_of

        found = found._replace(drivers=tuple(drivers_of(document, answers, found.figures, least, language)))
    if texts:
        from cxmap.measure.texts.telling import texts_said

        found = found._replace(texts=texts_said(document, texts, data.codebook, least, language))
    if events:
        from cxmap.measure.flows import event_logs_of, flows_of
        from cxmap.measure.predictions import predictions_of

        flows = tuple(flows_of(document, events, least, language))
        predictions = tuple(predictions_of(document, events, least, language))
        found = found._replace(logs=(*found.logs, *event_logs_of(events)), flows=flows, predictions=predictions)
    every: list[Source] = [*data.feedback, *data.complaints, *data.events]
    settings = {source.id: settings_of(source, data.codebook) for source in every}
    return found._replace(
        sources=tuple(one._replace(settings=settings.get(one.id, "")) for one in found.sources),
        logs=tuple(one._replace(settings=settings.get(one.id, "")) for one in found.logs),
    )
