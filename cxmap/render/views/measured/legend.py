"""What the marks of the table mean: only those that are used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.measured_figures import is_few, outstanding_periods
from cxmap.render.marks.diamond import measured_symbol
from cxmap.render.page.legend import Entry, no_symbol, thin_line_symbol
from cxmap.render.theme import BAD
from cxmap.render.views.measured import labels
from cxmap.render.views.measured.plots import ring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.render.page.legend import Symbol
    from cxmap.render.subject import Subject
    from cxmap.render.views.measured.reading import Readings


def legend_of(subject: Subject, readings: Readings) -> list[Entry]:
    """Return the entries of the legend."""
    return list(_entries(subject, readings))


def _entries(subject: Subject, readings: Readings) -> Iterator[Entry]:
    say, theme = subject.say, subject.theme
    shown = [reading.one for reading in readings.touchpoints if reading.one.figure.value is not None]
    if shown:
        yield Entry(say(labels.LEGEND_MEASURED), measured_symbol(theme.ink, hollow=False), 1.0)
    if any(one.claimed is not None for one in shown):
        yield Entry(say(labels.LEGEND_CLAIMED), _ring_symbol(theme.ink), 1.0)
    every = [*shown, *(each.one for each in readings.journey)]
    if shown and len(readings.periods) > 1:
        said = say(labels.LEGEND_LINE).format(readings.periods[0], readings.periods[-1])
        yield Entry(said, thin_line_symbol(theme.ink), 2.3)
    if any(outstanding_periods(one) for one in every):
        yield Entry(say(labels.LEGEND_APART), _ring_symbol(BAD), 1.0)
    if any(is_few(one, readings.measures) for one in shown):
        yield Entry(say(labels.LEGEND_FEW).format(readings.measures.grey_below), no_symbol, 0)


def _ring_symbol(colour: str) -> Symbol:
    return lambda x, y, size: [ring(x + 0.4 * size, y + size / 2, 0.3 * size, colour)]
