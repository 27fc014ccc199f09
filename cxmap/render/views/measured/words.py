"""What was measured, in a table of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.lengths_of_time import half_within, time_said
from cxmap.measured_figures import METRICS, interval, number, signed
from cxmap.model.reading import called
from cxmap.render.text.saying import semicolons
from cxmap.render.views.measured import labels
from cxmap.render.views.measured.complaints import complaint_notes
from cxmap.render.views.measured.drivers import conclusion, driver_name, shown_drivers
from cxmap.render.views.measured.notable import notable
from cxmap.render.wordtables import WordTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.measurements import Measurement
    from cxmap.render.subject import Subject
    from cxmap.render.views.measured.reading import Readings


def measured_tables(subject: Subject, readings: Readings) -> Iterator[WordTable]:
    """Say every figure: of the journey, then of the touchpoints; and what is claimed, measured, and stands out."""
    heads = (
        labels.TOUCHPOINT, labels.STAGE, labels.METRIC, labels.VALUE, labels.RANGE, labels.N, labels.CLAIMED,
        labels.MEASURED, labels.PERIODS, labels.NOTABLE,
    )  # fmt: skip
    rows = [(subject.title, "", *_cells(subject, readings, each.one, each.channels)) for each in readings.journey]
    rows += [
        (
            called(reading.place.touchpoint, subject.language),
            called(reading.place.stage, subject.language),
            *_cells(subject, readings, reading.one, reading.channels),
        )
        for reading in readings.touchpoints
    ]
    yield WordTable(subject.say(labels.NAME), tuple(map(subject.say, heads)), tuple(rows))
    yield from _drivers(subject, readings)
    yield from _complaints(subject, readings)


def _drivers(subject: Subject, readings: Readings) -> Iterator[WordTable]:
    for found in readings.measures.drivers:
        rows = tuple(
            (driver_name(subject, one), f"{one.importance.value or 0:.0%}", conclusion(subject, one))
            for one in shown_drivers(subject, found)
        )
        if rows:
            title = subject.say(labels.DRIVERS).format(subject.say(METRICS[found.metric]))
            heads = (labels.TOUCHPOINT, labels.IMPORTANCE, labels.SO)
            yield WordTable(title, tuple(map(subject.say, heads)), rows)


def _complaints(subject: Subject, readings: Readings) -> Iterator[WordTable]:
    drawn = {place.touchpoint.id: called(place.touchpoint, subject.language) for place in subject.columns}
    told = readings.measures.complaints
    rows = []
    for one in told:
        if one.by or one.share is None or (one.of != "journey" and one.id not in drawn):
            continue
        mine = [each for each in told if each.source == one.source]
        said = semicolons((text for text, _ in complaint_notes(subject, mine, one)), subject.language)
        took = one.handling
        times = (half_within(took, subject.language), time_said(took.p90, subject.language)) if took else ("", "")
        name = subject.title if one.of == "journey" else drawn[one.id]
        rows.append((name, f"{one.n:,}", f"{one.share:.0%}", *times, said))
    if rows:
        heads = (labels.TOUCHPOINT, labels.COUNT, labels.SHARE, labels.HALF, labels.NINTH, labels.NOTABLE)
        yield WordTable(subject.say(labels.COMPLAINTS), tuple(map(subject.say, heads)), tuple(rows))


def _cells(
    subject: Subject, readings: Readings, one: Measurement, channels: tuple[Measurement, ...]
) -> tuple[str, ...]:
    metric = subject.say(METRICS[one.metric])
    claimed = signed(one.claimed) if one.claimed is not None else ""
    if one.figure.value is None:
        return metric, subject.say(labels.FEW).format(readings.measures.suppress_below), "", "", claimed, "", "", ""
    periods = (
        f"{each.period}: {number(each.figure.value, one.metric)}"
        for each in one.periods
        if each.figure.value is not None
    )
    return (
        metric, number(one.figure.value, one.metric), interval(one.figure, one.metric), f"{one.figure.n:,}", claimed,
        signed(one.emotion.value) if one.emotion.value is not None else "",
        semicolons(periods, subject.language),
        semicolons((said for said, _ in notable(subject, one, channels)), subject.language),
    )  # fmt: skip
