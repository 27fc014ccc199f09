"""The table of what was measured: a band for each stage, a row for each figure of a touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.measured_figures import METRICS, interval, is_few, number
from cxmap.model.reading import called
from cxmap.render.page.tables import NO_CELL, Column, Row, Table, plain
from cxmap.render.text.paragraphs import MINOR, STRONG, Paragraph
from cxmap.render.text.saying import sample
from cxmap.render.theme import STAGE_TINTS
from cxmap.render.views.measured import labels
from cxmap.render.views.measured.notable import notable
from cxmap.render.views.measured.plots import felt_sketch, periods_sketch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.render.subject import Subject
    from cxmap.render.text.paragraphs import Cell
    from cxmap.render.views.measured.reading import Reading, Readings


def measured_table(subject: Subject, readings: Readings) -> Table:
    """Return the table, in the order of the journey."""
    say = subject.say
    columns = (
        Column(say(labels.TOUCHPOINT), 13), Column(say(labels.METRIC), 5.5), Column(say(labels.VALUE), 6, "end"),
        Column(say(labels.RANGE), 8), Column(say(labels.N), 5, "end"), Column(say(labels.FELT), 16),
        Column(say(labels.PERIODS), 10), Column(say(labels.NOTABLE), 22),
    )  # fmt: skip
    return Table(subject.theme, columns, tuple(_rows(subject, readings)), gap=0.6)


def _rows(subject: Subject, readings: Readings) -> Iterator[Row]:
    stage: object = None
    for reading in readings.touchpoints:
        place = reading.place
        if place.path[1] != stage:
            stage = place.path[1]
            yield Row(band=_band(subject, readings, reading), tint=STAGE_TINTS[int(stage) % len(STAGE_TINTS)])
        yield _row(subject, readings, reading)


def _band(subject: Subject, readings: Readings, reading: Reading) -> str:
    """Return a stage's name, and its own figures."""
    figures = (
        f"{subject.say(METRICS[one.metric])} {number(one.figure.value, one.metric)}, {sample(one.figure.n)}"
        for one in readings.stages[int(reading.place.path[1])]
        if one.figure.value is not None
    )
    return subject.dot.join((called(reading.place.stage, subject.language), *figures))


def _row(subject: Subject, readings: Readings, reading: Reading) -> Row:
    one, theme = reading.one, subject.theme
    name: Cell = plain(called(reading.place.touchpoint, subject.language), theme.ink) if reading.is_first else NO_CELL
    metric = plain(subject.say(METRICS[one.metric]), theme.soft)
    if one.figure.value is None:
        few = plain(subject.say(labels.FEW).format(readings.measures.suppress_below), theme.soft, MINOR)
        cells: tuple[Cell, ...] = (name, metric, NO_CELL, NO_CELL, NO_CELL, NO_CELL, NO_CELL, few)
        return Row(cells, touchpoint=reading.place.column)
    pale = is_few(one, readings.measures)
    ink = theme.soft if pale else theme.ink
    said = tuple(Paragraph(text, colour, space_before=0.1) for text, colour in notable(subject, one, reading.channels))
    return Row(
        (
            name, metric, plain(number(one.figure.value, one.metric), ink, STRONG),
            plain(interval(one.figure, one.metric), theme.soft), plain(f"{one.figure.n:,}", theme.soft),
            felt_sketch(subject, readings, one), periods_sketch(subject, readings, one), said,
        ),
        touchpoint=reading.place.column,
    )  # fmt: skip
