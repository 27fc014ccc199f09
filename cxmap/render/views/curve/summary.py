"""The strip under the chart: what each persona remembers, on average and at the extremes, with the numbers behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.model.reading import EVERYONE
from cxmap.render.curve.figures import (
    Average,
    High,
    columns_at,
    end_of,
    largest_swing,
    low_of,
    mean_said,
    peak_of,
    score_said,
    swing_said,
    swings_of,
)
from cxmap.render.marks.faces import draw_face
from cxmap.render.page.tables import Column, Row, Sketch, Table, TableCell
from cxmap.render.scene import Box, Item
from cxmap.render.text.labels import WORDS
from cxmap.render.text.paragraphs import BODY, MINOR, STRONG, Cell, Paragraph, Type, cell_height, draw_cell
from cxmap.render.text.saying import some_of, with_detail
from cxmap.render.theme import BAD, GOOD
from cxmap.render.views.curve.labels import (
    ALL_KNOWN,
    AVERAGE,
    AVERAGE_IN,
    END,
    FLAT,
    KNOWN,
    LOW,
    NO_SCORE,
    ONE_KNOWN,
    PEAK,
    SWING,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.language import Words
    from cxmap.render.subject import Subject
    from cxmap.render.views.curve.picture import Picture, Track

_FACE = 1.9  # ems
_FIGURE = Type(1.2, bold=True)


def summary(picture: Picture) -> Table:
    """Return the strip as a table: a row a persona."""
    subject = picture.subject
    columns = [
        Column("", 1.1),
        Column(subject.say(AVERAGE), 1.1),
        Column(subject.say(PEAK), 1.4),
        Column(subject.say(LOW), 1.4),
        Column(subject.say(END), 1.4),
        Column(subject.say(SWING), 1.7),
    ]
    if picture.names is not None:
        columns.insert(2, Column(subject.say(AVERAGE_IN).format(picture.names.second), 1.2))
    return Table(subject.theme, columns, [_row(picture, track) for track in picture.tracks], gap=1.4)


def _row(picture: Picture, track: Track) -> Row:
    subject, actor = picture.subject, track.actor
    cells: list[TableCell] = [
        (Paragraph(actor.name, actor.colour, STRONG, icon=actor.outline),),
        _average(picture, track.average),
    ]
    if picture.names is not None:
        cells.append(_beside(picture, track))
    wheres = wheres_said(picture, track)
    highs = zip(highs_of(track), wheres, gaps_of(track), strict=True)
    cells += [_high(picture, track, high, where, gap) for high, where, gap in highs]
    swing = largest_swing(track.stages)
    if swing is None:
        cells.append((Paragraph(subject.say(no_swing(track)), subject.theme.soft),))
    else:
        colour = GOOD if swing.change > 0 else BAD
        where = f"{picture.bands[swing.stage].name} → {picture.bands[next_stage(track, swing.stage)].name}"
        cells.append((
            Paragraph(swing_said(subject, swing.change), colour, _FIGURE),
            Paragraph(where, subject.theme.soft, MINOR, space_before=0),
        ))  # fmt: skip
    return Row(tuple(cells), actor="" if actor.id == EVERYONE else actor.id)


def highs_of(track: Track) -> tuple[High | None, High | None, High | None]:
    """Return peak, low and end; a curve without ups and downs has neither peak nor low."""
    peak, low = peak_of(track.feelings), low_of(track.feelings)
    if peak is None or low is None or peak.score == low.score:
        peak = low = None
    return peak, low, end_of(track.feelings)


def wheres_said(picture: Picture, track: Track) -> tuple[str, str, str]:
    """Say at which touchpoints peak, low and end are; "" where there are none."""
    peak, low, end = highs_of(track)
    peaks, lows = (columns_at(track.feelings, high.score) if high is not None else [] for high in (peak, low))
    ends = [end.column] if end is not None else []
    others, language = WORDS["other-touchpoints"], picture.subject.language
    names = ([picture.touchpoint_name(column) for column in columns] for columns in (peaks, lows, ends))
    at_peak, at_low, at_end = (some_of(found, others, language) if found else "" for found in names)
    return at_peak, at_low, at_end


def gaps_of(track: Track) -> tuple[Words, Words, Words]:
    """Return what stands in place of peak, low and end where there are none."""
    flat = NO_SCORE if track.average.mean is None else FLAT
    return flat, flat, NO_SCORE


def no_swing(track: Track) -> Words:
    """Return what stands in place of the largest swing: there is none, or it is not known."""
    known = sum(average.mean is not None for average in track.stages)
    return FLAT if swings_of(track.stages) or known == sum(average.passed > 0 for average in track.stages) else NO_SCORE


def next_stage(track: Track, stage: int) -> int:
    """Return the number of the stage that a persona passes next."""
    return next(number for number in range(stage + 1, len(track.stages)) if track.stages[number].passed)


def _average(picture: Picture, average: Average) -> Cell:
    subject = picture.subject
    known = known_said(subject, average)
    figure = subject.say(NO_SCORE) if average.mean is None else mean_said(subject, average.mean)
    return (
        Paragraph(figure, subject.theme.ink, _FIGURE if average.mean is not None else BODY),
        Paragraph(known, subject.theme.soft, MINOR, space_before=0),
    )


def known_said(subject: Subject, average: Average) -> str:
    """Say how many of the touchpoints that are passed have a score."""
    if average.known < average.passed or not average.passed:
        return subject.say(KNOWN).format(average.known, average.passed)
    return subject.say(ALL_KNOWN if average.passed > 1 else ONE_KNOWN).format(average.passed)


def _beside(picture: Picture, track: Track) -> Cell:
    """Return the average in the other map, and how much that is more."""
    subject = picture.subject
    if track.beside is None:
        return (Paragraph(subject.say(NO_SCORE), subject.theme.soft),)
    first, *rest = _average(picture, track.beside.average)
    theirs, ours = track.beside.average.mean, track.average.mean
    if theirs is None or ours is None:
        return (first, *rest)
    change = theirs - ours
    colour = GOOD if change > 0 else BAD if change < 0 else subject.theme.soft
    return (
        Paragraph(with_detail(first.text, swing_said(subject, change), subject.language), colour, _FIGURE),
        *rest,
    )


def _high(picture: Picture, track: Track, high: High | None, where: str, gap: Words) -> TableCell:
    subject = picture.subject
    if high is None:
        return (Paragraph(subject.say(gap), subject.theme.soft),)
    text: Cell = (
        Paragraph(score_said(subject, high.score), subject.theme.ink, _FIGURE),
        Paragraph(where, subject.theme.soft, MINOR, space_before=0),
    )
    room = _FACE + 0.6

    def tall(width: float, body: float) -> float:
        return max(cell_height(text, width - room * body, body), _FACE * body)

    def paint(box: Box, body: float) -> Iterable[Item]:
        assumed = track.feelings[high.column].assumed
        size = _FACE * body
        top = box.y + 0.1 * body
        yield from draw_face(track.actor.outline, track.actor.colour, high.score, box.x, top, size, assumed=assumed)
        inner = box.width - room * body
        yield from draw_cell(text, Box(box.x + room * body, box.y, inner, 0), body)

    return Sketch(tall, paint)
