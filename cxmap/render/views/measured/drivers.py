"""What moves the answer on the whole journey: importance by performance, and the touchpoints by their numbers."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

from cxmap.measured_figures import METRICS, QUADRANTS, interval, number
from cxmap.model.reading import called
from cxmap.render.marks.numbered import MARKER, Marker
from cxmap.render.page.blocks import Columns, Drawing, Stack, Texts, heading
from cxmap.render.page.tables import Column, Row, Sketch, Table, plain
from cxmap.render.scene import Box, Item, Line, Rect
from cxmap.render.text.paragraphs import ASCENT, MINOR, SMALL, STRONG, Paragraph, one_line
from cxmap.render.theme import BAD, SMALLEST_TEXT, paler
from cxmap.render.views.measured import labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxmap.measurements import Figure, Metric
    from cxmap.measurements.outlook import Driver, Drivers, Quadrant
    from cxmap.render.page.blocks import Block
    from cxmap.render.scene import Anchor
    from cxmap.render.subject import Subject
    from cxmap.render.views.measured.reading import Readings

_TALL = 22.0  # ems, the least height of the chart
_STRIP = 1.5  # ems above and below for the names of the quarters
_BELOW = 1.5  # ems for what lies along the chart
_BESIDE = (1.0, 1.35)
_BAR = 0.7  # ems
_MOST = 12
"""Touchpoints that are shown; the table in the file beside the map has all."""


def driver_blocks(subject: Subject, readings: Readings) -> Iterator[Block]:
    """Yield a heading, the chart and the table for each survey that tells what moves the whole."""
    for found in readings.measures.drivers:
        asked = next((one for one in readings.measures.sources if one.id == found.source), None)
        metric: Metric = asked.metric if asked is not None else "csat"
        falls = asked is not None and asked.direction == "lower-is-better"
        shown = shown_drivers(subject, found)
        if not shown:
            continue
        title = subject.say(labels.DRIVERS).format(subject.say(METRICS[found.metric]))
        yield heading(title, subject.theme.ink, starts_sheet=True)
        notes = Texts((Paragraph(_explained(subject, found), subject.theme.soft, MINOR),), gap=0.6, measure=80)
        table = Stack([_table(subject, shown, metric), notes])
        if any(one.performance.value is not None for one in shown):
            yield Columns([_chart(subject, found, shown, metric, falls=falls), table], _BESIDE, between=3.0, gap=0.8)
        else:
            yield table


def shown_drivers(subject: Subject, found: Drivers) -> list[Driver]:
    """Return the touchpoints that are drawn, the most important first; none where nothing can be told."""
    drawn = {place.touchpoint.id for place in subject.columns}
    known = [] if found.refused else [one for one in found.drivers if one.importance.value is not None]
    return [one for one in known if one.touchpoint in drawn][:_MOST]


def _explained(subject: Subject, found: Drivers) -> str:
    share = f"{found.r2.value:.0%}" if found.r2 is not None and found.r2.value is not None else "–"
    return subject.say(labels.EXPLAINED).format(share, found.n)


def _marker(subject: Subject, number: int, one: Driver) -> Marker:
    colour = BAD if one.quadrant == "fix-first" else subject.theme.ink
    name = driver_name(subject, one)
    return Marker(number, "circle", colour, filled=one.quadrant == "fix-first", title=name)


def driver_name(subject: Subject, one: Driver) -> str:
    """Return what a touchpoint that is drawn is called."""
    place = next(place for place in subject.columns if place.touchpoint.id == one.touchpoint)
    return called(place.touchpoint, subject.language)


def _table(subject: Subject, shown: list[Driver], metric: Metric) -> Table:
    say, theme = subject.say, subject.theme
    columns = (
        Column("", 2.6), Column(say(labels.TOUCHPOINT), 12), Column(say(labels.IMPORTANCE), 12),
        Column(say(METRICS[metric]), 5, "end"), Column(say(labels.RANGE), 8), Column(say(labels.SO), 13),
    )  # fmt: skip
    most = max((_high(one.importance) for one in shown), default=1.0)
    rows = []
    for count, one in enumerate(shown, 1):
        place = next(place for place in subject.columns if place.touchpoint.id == one.touchpoint)
        performance = "–" if one.performance.value is None else number(one.performance.value, metric)
        colour = BAD if one.quadrant == "fix-first" else theme.ink if one.is_clear else theme.soft
        rows.append(
            Row(
                (
                    _marker(subject, count, one).cell(), plain(driver_name(subject, one), theme.ink),
                    _bar(subject, one, most), plain(performance, theme.ink, STRONG),
                    plain(interval(one.performance, metric), theme.soft),
                    plain(conclusion(subject, one), colour),
                ),
                touchpoint=place.column,
            )
        )  # fmt: skip
    return Table(theme, columns, rows, gap=0)


def conclusion(subject: Subject, one: Driver) -> str:
    """Say in which quarter a touchpoint lies, and whether that is sure."""
    if one.quadrant is None:
        return ""
    said = subject.say(QUADRANTS[one.quadrant])
    return said if one.is_clear else subject.say(labels.PERHAPS).format(said)


def _high(figure: Figure) -> float:
    return max(figure.value or 0.0, figure.high or 0.0)


def _bar(subject: Subject, one: Driver, most: float) -> Sketch:
    """Return importance as a bar with its interval, and its per cent."""

    def paint(box: Box, body: float) -> Iterable[Item]:
        theme, y = subject.theme, box.y + 0.72 * body
        size = max(SMALLEST_TEXT, SMALL * body)
        room = box.width - 4 * body
        value = one.importance.value or 0.0

        def x(share: float) -> float:
            return box.x + 3.2 * body + max(share, 0.0) / most * room

        yield one_line(f"{value:.0%}", box.x + 2.4 * body, y + 0.36 * size, size, theme.ink, bold=True, anchor="end")
        wide = max(x(value) - x(0), 0.8)
        colour = BAD if one.quadrant == "fix-first" else paler(theme.ink, 0.45)
        yield Rect(Box(x(0), y - _BAR / 2 * body, wide, _BAR * body), colour)
        if one.importance.low is not None and one.importance.high is not None:
            yield Line(x(one.importance.low), y, x(one.importance.high), y, theme.ink, 0.1 * body)
            for end in (one.importance.low, one.importance.high):
                yield Line(x(end), y - 0.25 * body, x(end), y + 0.25 * body, theme.ink, 0.1 * body)

    return Sketch(lambda _, body: 1.5 * body, paint)


def _chart(subject: Subject, found: Drivers, shown: list[Driver], metric: Metric, *, falls: bool) -> Drawing:
    """Return importance (upwards) by performance (to the right), the means of all as lines, a number a touchpoint.

    One whose performance is not shown stands in the table alone.
    """
    known = [
        (count, one, one.performance.value) for count, one in enumerate(shown, 1) if one.performance.value is not None
    ]

    def paint(box: Box, body: float) -> Iterable[Item]:
        theme, size = subject.theme, max(SMALLEST_TEXT, SMALL * body)
        plot = Box(box.x, box.y + _STRIP * body, box.width, box.height - (2 * _STRIP + _BELOW) * body)
        pad = 0.75 * MARKER * body
        everyone = [one for one in found.drivers if one.performance.value is not None]
        low, high = _spread([value for _, _, value in known])
        most = max(one.importance.value or 0.0 for one in shown) or 1.0

        def x(value: float) -> float:
            place = (value - low) / (high - low)
            return plot.x + pad + (1 - place if falls else place) * (plot.width - 2 * pad)

        def y(value: float) -> float:
            return plot.bottom - pad - max(value, 0.0) / most * (plot.height - 2 * pad)

        middle = fmean(one.performance.value or 0.0 for one in everyone)
        half = 1 / len(found.drivers)
        yield Rect(Box(plot.x, plot.y, max(x(middle) - plot.x, 0), max(y(half) - plot.y, 0)), "#FCF0EB")
        yield Rect(plot, stroke=theme.hairline)
        yield Line(x(middle), plot.y, x(middle), plot.bottom, theme.soft, 0.6, (3, 3))
        yield Line(plot.x, y(half), plot.right, y(half), theme.soft, 0.6, (3, 3))
        # The names of the quarters stand outside: inside, a touchpoint could lie on them.
        top, bottom = plot.y - 0.45 * body, plot.bottom + 0.4 * body + ASCENT * size
        corners: tuple[tuple[Quadrant, float, float, Anchor], ...] = (
            ("fix-first", plot.x, top, "start"), ("keep-up", plot.right, top, "end"),
            ("low-priority", plot.x, bottom, "start"), ("overkill", plot.right, bottom, "end"),
        )  # fmt: skip
        for quadrant, left, base, anchor in corners:
            ink = BAD if quadrant == "fix-first" else theme.soft
            yield one_line(subject.say(QUADRANTS[quadrant]), left, base, size, ink, bold=True, anchor=anchor)
        yield one_line(
            subject.say(labels.PERFORMANCE).format(subject.say(METRICS[metric])),
            plot.right,
            box.bottom - 0.5 * body,
            size,
            theme.soft,
            anchor="end",
        )
        yield one_line(subject.say(labels.IMPORTANCE_UP), plot.x, box.bottom - 0.5 * body, size, theme.soft)
        for count, one, value in reversed(known):
            yield from _marker(subject, count, one).draw(x(value), y(one.importance.value or 0.0), MARKER * body)

    return Drawing(lambda _, body: _TALL * body, paint, gap=0)


def _spread(values: list[float]) -> tuple[float, float]:
    """Return the ends of the scale that is drawn: those of the values, and some room."""
    low, high = min(values), max(values)
    room = (high - low) * 0.12 or 1.0
    return low - room, high + room
