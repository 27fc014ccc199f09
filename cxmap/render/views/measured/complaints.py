"""Complaints as a table: how many, about what, how long they took, opened again, and what stands out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import enumerated
from cxmap.lengths_of_time import half_within, time_said
from cxmap.measured_figures import (
    channels_differ,
    interval,
    is_few,
    number,
    outstanding_periods,
    trend_of,
)
from cxmap.model.reading import called
from cxmap.render.page.blocks import heading
from cxmap.render.page.tables import NO_CELL, Column, Row, Table, plain
from cxmap.render.text.paragraphs import MINOR, STRONG, Paragraph
from cxmap.render.text.saying import commas
from cxmap.render.theme import BAD, GOOD, STAGE_TINTS
from cxmap.render.views.measured import labels
from cxmap.render.views.measured.plots import line_sketch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.measurements import ComplaintFigure, MapMeasurements
    from cxmap.render.page.blocks import Block
    from cxmap.render.subject import Subject
    from cxmap.render.text.paragraphs import Cell
    from cxmap.render.views.measured.reading import Readings


def complaint_blocks(subject: Subject, readings: Readings) -> Iterator[Block]:
    """Yield a heading and a table for each log of complaints."""
    found = readings.measures.complaints
    for log in dict.fromkeys(one.source for one in found):
        mine = [one for one in found if one.source == log]
        rows = list(_rows(subject, readings.measures, mine))
        if rows:
            yield heading(subject.say(labels.COMPLAINTS), subject.theme.ink, starts_sheet=True)
            yield _table(subject, rows)


def _table(subject: Subject, rows: list[Row]) -> Table:
    say = subject.say
    columns = (
        Column(say(labels.TOUCHPOINT), 13), Column(say(labels.COUNT), 5.5, "end"), Column(say(labels.SHARE), 5, "end"),
        Column(say(labels.OPEN), 5, "end"), Column(say(labels.HALF), 12), Column(say(labels.NINTH), 8.5),
        Column(say(labels.AGAIN), 10), Column(say(labels.PERIODS), 10), Column(say(labels.NOTABLE), 19),
    )  # fmt: skip
    return Table(subject.theme, columns, rows, gap=0.6)


def _rows(subject: Subject, measures: MapMeasurements, mine: list[ComplaintFigure]) -> Iterator[Row]:
    for whole in mine:
        if whole.of == "journey" and not whole.by:
            yield _row(subject, measures, mine, whole, subject.title, None)
    stage: object = None
    for place in subject.columns:
        for one in mine:
            if one.of == "touchpoint" and not one.by and one.id and one.id == place.touchpoint.id:
                if place.path[1] != stage:
                    stage = place.path[1]
                    tint = STAGE_TINTS[int(place.path[1]) % len(STAGE_TINTS)]
                    yield Row(band=called(place.stage, subject.language), tint=tint)
                yield _row(subject, measures, mine, one, called(place.touchpoint, subject.language), place.column)


def _row(
    subject: Subject,
    measures: MapMeasurements,
    mine: list[ComplaintFigure],
    one: ComplaintFigure,
    name: str,
    column: int | None,
) -> Row:
    theme, ink = subject.theme, subject.theme.soft if is_few(one, measures) else subject.theme.ink
    head: Cell = plain(name, theme.ink, STRONG) if column is None else plain(name, theme.ink)
    if one.share is None:
        few = plain(subject.say(labels.FEW_COMPLAINTS).format(measures.suppress_below), theme.soft, MINOR)
        return Row((head, *[NO_CELL] * 7, few), touchpoint=column)
    again = one.reopened
    took = one.handling
    said = tuple(Paragraph(text, colour, space_before=0.1) for text, colour in complaint_notes(subject, mine, one))
    return Row(
        (
            head, plain(f"{one.n:,}", ink, STRONG), plain(f"{one.share:.0%}", theme.soft),
            plain("" if one.open is None else f"{one.open:,}", theme.soft),
            plain(half_within(took, subject.language) if took is not None else "", ink),
            plain(time_said(took.p90, subject.language) if took is not None else "", theme.soft),
            plain(f"{number(again.value, 'csat')} {interval(again, 'csat')}" if again is not None and again.value is not None else "", theme.soft),
            line_sketch(subject, _over_time(mine, one), outstanding_periods(one), theme.ink), said,
        ),
        touchpoint=column,
    )  # fmt: skip


def _over_time(mine: list[ComplaintFigure], one: ComplaintFigure) -> list[tuple[str, int | None]]:
    """Return how many came in by the periods of the whole log, so that the lines of a table have one axis."""
    known = {each.period: each.n for each in one.periods}
    return [(period, known.get(period)) for period in sorted({each.period for log in mine for each in log.periods})]


def complaint_notes(subject: Subject, mine: list[ComplaintFigure], one: ComplaintFigure) -> Iterator[tuple[str, str]]:
    """Yield what is worth telling of complaints, and the colour to tell it in; that there are more is bad news."""
    trend = trend_of(one)
    if trend:
        yield subject.say(labels.RISES if trend > 0 else labels.FALLS), BAD if trend > 0 else GOOD
    apart = outstanding_periods(one)
    if apart:
        yield subject.say(labels.APART).format(enumerated(apart, subject.language)), BAD
    if channels_differ(one):
        known = [
            each for each in mine if each.by == "channel" and (each.of, each.id) == (one.of, one.id) and each.handling
        ]
        ordered = sorted(known, key=lambda each: (-(each.handling.p50 if each.handling else 0), each.by_id))
        said = commas((_channel(subject, each) for each in ordered), subject.language)
        yield subject.say(labels.TIMES_DIFFER).format(said), subject.theme.ink


def _channel(subject: Subject, one: ComplaintFigure) -> str:
    name = subject.library.channel_name(one.by_id, subject.language)
    return f"{name}\N{NO-BREAK SPACE}{time_said(one.handling.p50, subject.language)}" if one.handling else name
