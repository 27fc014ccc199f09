"""The legend of the curve: what is on this picture, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.render.marks.diamond import measured_symbol
from cxmap.render.page.legend import Entry, dashed_symbol, line_symbol, mark_symbol, question_symbol
from cxmap.render.scene import Box, Item, Line, Rect
from cxmap.render.text.saying import semicolons
from cxmap.render.theme import MOMENT, paler
from cxmap.render.views.curve import labels
from cxmap.render.views.curve.callouts import callouts_of
from cxmap.render.views.curve.plot import has_levels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.page.legend import Symbol
    from cxmap.render.views.curve.picture import Picture


def legend_of(picture: Picture) -> list[Entry]:
    """Return an entry for each kind of mark on the picture."""
    subject, theme = picture.subject, picture.subject.theme
    entries = [
        Entry(track.actor.name, line_symbol(track.actor.outline, track.actor.colour), 2.6) for track in picture.tracks
    ]
    beside = next((track.beside for track in picture.tracks if track.beside is not None), None)
    if beside is not None and picture.names is not None:
        text = subject.say(labels.LEGEND_OTHER).format(picture.names.second)
        entries.append(Entry(text, _dot_symbol(beside.colour), 2.6))
    feelings = [feeling for track in picture.tracks for feeling in track.feelings]
    others = [feeling for track in picture.tracks if track.beside for feeling in track.beside.feelings]
    if any(feeling.assumed and feeling.score is not None for feeling in (*feelings, *others)):
        entries.append(Entry(subject.word("assumed"), dashed_symbol(theme.ink), 2.4))
    if any(feeling.passes and feeling.score is None for feeling in feelings):
        entries.append(Entry(subject.word("unknown"), question_symbol(theme.ink)))
    if any(pair.place.touchpoint.moment_of_truth is not False for pair in picture.pairs):
        entries.append(Entry(subject.word("moment"), mark_symbol("moment-of-truth", MOMENT)))
    if has_levels(picture):
        entries.append(Entry(subject.say(labels.LEGEND_LEVEL), _level_symbol(paler(theme.ink, 0.35)), 1.8))
    figures = [one for figures in picture.measured for one in figures]
    methods = {one.method for one in figures if one.method}
    if "data" in methods:
        entries.append(Entry(subject.say(labels.LEGEND_DATA), measured_symbol(theme.ink, hollow=False), 1.0))
    if methods - {"data"}:
        said = [subject.say(labels.LEGEND_MEASURED)]
        said += [subject.say(labels.LEGEND_WILSON)] if "wilson" in methods else []
        said += [subject.say(labels.LEGEND_BOUNDED)] if "bounded" in methods else []
        text = semicolons(said, subject.language)
        entries.append(Entry(text, measured_symbol(theme.ink, hollow=False), 1.0))
    if any(one.low is None for one in figures):
        entries.append(Entry(subject.say(labels.LEGEND_HOLLOW), measured_symbol(theme.ink, hollow=True), 1.0))
    if callouts_of(picture, 0, len(picture.pairs) - 1, 1, 1):
        entries.append(Entry(subject.say(labels.LEGEND_TURN), _flag_symbol(theme.ink), 1.6))
    return entries


def _level_symbol(colour: str) -> Symbol:
    return lambda x, y, size: [Line(x, y + size / 2, x + 1.4 * size, y + size / 2, colour, 0.08 * size)]


def _dot_symbol(colour: str) -> Symbol:
    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        half = 0.28 * size
        yield Line(x, y + size / 2, x + 2.1 * size, y + size / 2, colour, 0.12 * size)
        yield Rect(
            Box(x + 1.05 * size - half, y + size / 2 - half, 2 * half, 2 * half), "#FFFFFF", colour, 0.1 * size, half
        )

    return draw


def _flag_symbol(colour: str) -> Symbol:
    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        yield Line(x + 0.3 * size, y, x + 0.3 * size, y + 0.75 * size, colour, 0.07 * size)
        yield Line(x + 0.1 * size, y + 0.75 * size, x + 1.3 * size, y + 0.75 * size, colour, 0.1 * size)

    return draw
