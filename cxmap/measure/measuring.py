"""Measures a map: everything that the counts of a workspace say of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cxmap.measure.answers import figures_of, sources_of
from cxmap.measure.counting import is_about
from cxmap.measurements import MapMeasurements
from cxmap.model.reading import words
from cxmap.statistics.comparisons import adjusted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.document import Document
    from cxmap.language import Language
    from cxmap.measure.counting import Counts
    from cxmap.measurements import Measurement
    from cxmap.model.data import Data

SUPPRESS, GREY = 10, 30
"""Figures of fewer answers are not shown; or marked."""


def measure(document: Document, data: Data, counts: Counts, language: Language) -> MapMeasurements:
    """Return everything that some counts say of a map. Changes and trends are corrected for how many there are."""
    least = data.suppress_below if data.suppress_below is not None else SUPPRESS
    answers = [one for one in counts.feedback if is_about(one.source, document)]
    return MapMeasurements(
        document.journey.id,
        words(document.journey.title, language),
        data.period or "month",
        least,
        data.grey_below if data.grey_below is not None else GREY,
        tuple(sources_of(answers)),
        tuple(_corrected(list(figures_of(document, answers, least, language)))),
    )


def _corrected(found: Sequence[Measurement]) -> Iterator[Measurement]:
    """Correct the p values of changes, of trends and of channels, each for how many there are (Benjamini and Hochberg)."""
    changes = iter(adjusted([each.p for one in found for each in one.periods if each.p is not None]))
    trends = iter(adjusted([one.trend.p for one in found if one.trend is not None]))
    channels = iter(adjusted([one.channels.p for one in found if one.channels is not None]))
    for one in found:
        periods = tuple(replace(each, p=next(changes)) if each.p is not None else each for each in one.periods)
        trend = one.trend._replace(p=next(trends)) if one.trend is not None else None
        differing = one.channels._replace(p=next(channels)) if one.channels is not None else None
        yield replace(one, periods=periods, trend=trend, channels=differing)
