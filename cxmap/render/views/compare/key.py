"""The legend of a comparison: what is on this picture, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import listed
from cxmap.render.page.legend import Entry, dashed_symbol, line_symbol, mark_symbol, no_symbol, question_symbol
from cxmap.render.scene import Box, Rect
from cxmap.render.theme import BAD, MOMENT
from cxmap.render.views.compare import labels
from cxmap.render.views.compare.panels import shade_of

if TYPE_CHECKING:
    from cxmap.render.page.legend import Symbol
    from cxmap.render.views.compare.changes import Changes


def legend_of(changes: Changes) -> list[Entry]:
    """Return an entry for each kind of mark on the picture."""
    comparison = changes.comparison
    subject, theme, say = comparison.subject, comparison.subject.theme, comparison.subject.say
    entries: list[Entry] = []
    for panel in comparison.panels[:1]:
        voices = (panel.first, panel.second)
        entries += [Entry(voice.name, line_symbol(voice.outline, voice.colour), 2.6) for voice in voices]
        for name, is_second in ((comparison.names.second, True), (comparison.names.first, False)):
            symbol = _shade_symbol(shade_of(comparison, panel, is_second))
            entries.append(Entry(say(labels.LEGEND_HIGHER).format(name), symbol))
    feelings = [f for panel in comparison.panels for voice in (panel.first, panel.second) for f in voice.feelings]
    if any(feeling.assumed and feeling.score is not None for feeling in feelings):
        entries.append(Entry(subject.word("assumed"), dashed_symbol(theme.ink), 2.4))
    if any(feeling.passes and feeling.score is None for feeling in feelings):
        entries.append(Entry(subject.word("unknown"), question_symbol(theme.ink)))
    places = [place for pair in comparison.pairs for place in pair if place is not None]
    if any(place.touchpoint.moment_of_truth is not False for place in places):
        entries.append(Entry(subject.word("moment"), mark_symbol("moment-of-truth", MOMENT)))
    if any(changes.pain) and comparison.personas is None:
        said = labels.LEGEND_GONE_DROPPED if changes.gone_with_touchpoint else labels.LEGEND_GONE
        entries.append(Entry(say(said), no_symbol, -0.5))
    if comparison.personas is not None and len(subject.actors) > len(comparison.personas):
        entries.append(Entry(say(labels.LEGEND_FURTHEST).format(len(subject.actors)), no_symbol, -0.5))
    needs = {p.said for lane in changes.lanes if lane.id.endswith("_needs") for cell in lane.cells for p in cell}
    for name, mark, colour in (("need-met", "need", theme.ink), ("need-let-down", "need-let-down", BAD)):
        if subject.word(name) in needs:
            entries.append(Entry(subject.word(name), mark_symbol(mark, colour)))
    if comparison.alone:
        names = listed(list(comparison.alone), subject.language)
        entries.append(Entry(say(labels.LEGEND_NOT_BOTH).format(names), no_symbol, -0.5))
    words = labels.LEGEND_MATCHED if comparison.personas is None else labels.LEGEND_AVERAGES
    entries.append(Entry(say(words), no_symbol, -0.5))
    return entries


def _shade_symbol(colour: str) -> Symbol:
    return lambda x, y, size: [Rect(Box(x, y + 0.1 * size, size, 0.8 * size), colour, radius=0.1 * size)]
