"""The rows under the plot: what was measured at each touchpoint; averages of stages, and the swings between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.model.vocabulary import FORMULAS, METRIC_KINDS
from cxmap.render.curve.figures import Average, mean_said, score_said, swing_said, swings_of
from cxmap.render.lanes import figure
from cxmap.render.page.column_heads import touchpoint_of
from cxmap.render.scene import Box, Group, Item, Line, Rect
from cxmap.render.text.paragraphs import ASCENT, MINOR, SMALL, STRONG, Cell, Paragraph, cell_height, draw_cell, one_line
from cxmap.render.text.saying import sample, semicolons
from cxmap.render.text.widths import advance
from cxmap.render.theme import BAD, GOOD, SMALLEST_TEXT
from cxmap.render.views.curve.labels import (
    ABOVE_CLAIM,
    BELOW_CLAIM,
    INTERVAL,
    LOWER_IS_BETTER,
    MEAN,
    MEASURED,
    NO_INTERVAL,
    NO_SAMPLE,
    STAGE_ROWS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.model.measured import Measured
    from cxmap.render.page.column_heads import Grid
    from cxmap.render.views.curve.picture import Picture, Track

GAP = 1.0
"""Steps of the scale between what a map claims and what was measured that are worth telling."""
_PADDING = 0.5
_SIDE = 0.3
_HEADING = 1.9  # ems
_ABOVE = 0.35  # ems above and below the text of a row
_LINE = 1.36
LABELS = 9.3
"""Ems of the labels at the left."""


def measured_height(picture: Picture, grid: Grid, body: float) -> float:
    """Return how tall the row of measured figures is; nothing where there are none."""
    inner = grid.width - 2 * _SIDE * body
    tallest = max((cell_height(measured_cell(picture, c), inner, body) for c in grid.columns), default=0.0)
    return tallest + 2 * _PADDING * body if tallest else 0.0


def measured_cell(picture: Picture, column: int) -> Cell:
    """Return the figures of a touchpoint, each with its n, and with what it says of the claim where that is far off."""
    subject, paragraphs = picture.subject, []
    for one in picture.measured[column]:
        metric = one.metric
        name = subject.text(metric.name) or metric.kind.upper()
        value = figure(metric.value, figure_unit(picture, one)) if metric.value is not None else ""
        text = f"{name}\N{NO-BREAK SPACE}{value}"
        paragraphs.append(Paragraph(text, subject.theme.ink, STRONG._replace(scale=SMALL), anchor="middle"))
        parts = tuple(reading_aids(picture, one))
        dot = subject.dot
        paragraphs.append(
            Paragraph(dot.join(parts), subject.theme.soft, MINOR, None, "", "", 0, parts, dot, anchor="middle")
        )
        said = claim_said(picture, column, one)
        if said:
            paragraphs.append(Paragraph(said, BAD, STRONG._replace(scale=SMALL), space_before=0, anchor="middle"))
    return tuple(paragraphs)


def reading_aids(picture: Picture, one: Measured) -> Iterable[str]:
    """Yield what it takes to read a figure: how it is computed, its scale, which way is good, its n."""
    subject, metric = picture.subject, one.metric
    formula = subject.text(metric.formula)
    if formula.lower() in FORMULAS:
        yield subject.say(FORMULAS[formula.lower()])
    if not one.is_share and metric.scale is not None and metric.kind != "nps":
        yield f"{metric.scale.min:g}–{metric.scale.max:g}"
    if metric.direction == "lower-is-better":
        yield subject.say(LOWER_IS_BETTER)
    yield sample(metric.n) if metric.n else subject.say(NO_SAMPLE)


def figure_unit(picture: Picture, one: Measured) -> str:
    """Return the unit of a measured figure: a share has a per cent sign even where the map does not write it."""
    return picture.subject.text(one.metric.unit) or ("%" if one.is_share else "")


def figure_text(picture: Picture, column: int, one: Measured) -> str:
    """Return a figure in words, with where it stands on the scale, its interval, and how far it is from the claim."""
    subject, metric = picture.subject, one.metric
    name = subject.text(metric.name) or subject.say(METRIC_KINDS[metric.kind])
    said = f"{name} {figure(metric.value or 0.0, figure_unit(picture, one))}"
    score = score_said(subject, one.score)
    if one.low is not None and one.high is not None:
        ends = score_said(subject, one.low), score_said(subject, one.high)
        text = subject.say(INTERVAL).format(said, score, *ends)
    else:
        text = subject.say(NO_INTERVAL).format(said, score)
    return semicolons((text, *reading_aids(picture, one), claim_said(picture, column, one)), subject.language)


def claim_said(picture: Picture, column: int, one: Measured) -> str:
    """Say how far a figure is from the mean of the scores that the map claims, where that is worth telling."""
    known = picture.known(column)
    if not known:
        return ""
    difference = one.score - sum(known) / len(known)
    if abs(difference) < GAP:
        return ""
    words = ABOVE_CLAIM if difference > 0 else BELOW_CLAIM
    return picture.subject.say(words).format(swing_said(picture.subject, abs(difference)).lstrip("+"))


def draw_measured_row(picture: Picture, grid: Grid, box: Box, body: float) -> Iterable[Item]:
    """Draw the row of measured figures."""
    subject = picture.subject
    yield Line(box.x, box.y, grid.right, box.y, subject.theme.hairline)
    top = box.y + _PADDING * body
    label: Cell = (Paragraph(subject.say(MEASURED), subject.theme.soft, STRONG._replace(scale=SMALL)),)
    yield from draw_cell(label, Box(box.x, top, grid.left - box.x - body, 0), body)
    inner = grid.width - 2 * _SIDE * body
    for column in grid.columns:
        cell = measured_cell(picture, column)
        if cell:
            items = draw_cell(cell, Box(grid.edge(column) + _SIDE * body, top, inner, 0), body)
            yield Group(tuple(items), touchpoint=touchpoint_of(picture.pairs[column]))


def figures_height(picture: Picture, body: float, *, averages: bool) -> float:
    """Return how tall the rows of averages are; nothing where there is one stage, which the summary speaks of."""
    if len(picture.bands) < 2:
        return 0.0
    return _HEADING * body + sum(_row_height(picture, track, body, averages) for track in picture.tracks)


def _label(picture: Picture, track: Track, averages: bool) -> Cell:
    """Name a persona, and the average of the journey where no summary says it."""
    name = Paragraph(track.actor.name, track.actor.colour, STRONG._replace(scale=SMALL), icon=track.actor.outline)
    average = track.average
    if not averages or average.mean is None:
        return (name,)
    said = picture.subject.say(MEAN).format(mean_said(picture.subject, average.mean), average.known, average.passed)
    return (name, Paragraph(said, picture.subject.theme.soft, MINOR, space_before=0))


def _row_height(picture: Picture, track: Track, body: float, averages: bool) -> float:
    figures = (_LINE + (1.3 if track.beside is not None else 0.0)) * body
    return max(figures, cell_height(_label(picture, track, averages), (LABELS - 0.5) * body, body)) + 2 * _ABOVE * body


def draw_figures(picture: Picture, grid: Grid, box: Box, body: float, *, averages: bool) -> Iterable[Item]:
    """Draw a row a persona: the average of each stage in its middle, and the swings where two stages meet."""
    subject = picture.subject
    yield Line(box.x, box.y, grid.right, box.y, subject.theme.hairline)
    size = max(SMALLEST_TEXT, SMALL * body)
    other = f"→ {picture.names.second}" if picture.names is not None else ""
    text = subject.dot.join(filter(None, (subject.say(STAGE_ROWS), other)))
    yield one_line(text, box.x, box.y + 0.35 * body + ASCENT * size, size, subject.theme.soft)
    top = box.y + _HEADING * body
    for track in picture.tracks:
        tall = _row_height(picture, track, body, averages)
        label = draw_cell(
            _label(picture, track, averages), Box(box.x, top + _ABOVE * body, (LABELS - 0.5) * body, 0), body
        )
        row = _row(picture, track, grid, Box(box.x, top, box.width, tall), body)
        yield Group((*label, *row), actor=track.actor.id)
        top += tall


def _row(picture: Picture, track: Track, grid: Grid, box: Box, body: float) -> Iterable[Item]:
    subject = picture.subject
    yield Line(box.x, box.y, grid.right, box.y, subject.theme.hairline, 0.4)
    base = box.y + _ABOVE * body + ASCENT * body
    for number, band in enumerate(picture.bands):
        ends = grid.shown(band)
        if ends is None:
            continue
        middle, average = sum(ends) / 2, track.stages[number]
        if average.passed:
            yield one_line(_mean(picture, average), middle, base, body, subject.theme.ink, bold=True, anchor="middle")
        if track.beside is not None and track.beside.stages[number].passed:
            text = f"→ {_mean(picture, track.beside.stages[number])}"
            yield one_line(text, middle, base + 1.3 * body, body, subject.theme.soft, anchor="middle")
    for swing in swings_of(track.stages):
        head = next(n for n in range(swing.stage + 1, len(track.stages)) if track.stages[n].passed)
        start = picture.bands[head].start
        if start in grid.columns:
            yield from _swing(picture, grid.edge(start), base, swing.change, grid, body)


def _mean(picture: Picture, average: Average) -> str:
    return "?" if average.mean is None else mean_said(picture.subject, average.mean)


def _swing(picture: Picture, x: float, base: float, change: float, grid: Grid, body: float) -> Iterable[Item]:
    """Draw a swing on a pill where two stages meet; at the edge of a sheet, inside of it."""
    text = swing_said(picture.subject, change)
    size = max(SMALLEST_TEXT, 0.82 * body)
    wide = advance(text, bold=True) * size + 0.7 * body
    left = max(x - wide / 2, grid.left)
    colour = GOOD if change > 0 else BAD if change < 0 else picture.subject.theme.soft
    yield Rect(Box(left, base - 1.02 * body, wide, 1.36 * body), picture.subject.theme.ground, colour, 0.7, 0.68 * body)
    yield one_line(text, left + wide / 2, base - 0.36 * body + 0.36 * size, size, colour, bold=True, anchor="middle")
