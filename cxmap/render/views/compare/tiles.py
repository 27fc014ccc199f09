"""The figures at the top: before and after, or one persona and the other, each with what it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.model.forms import minutes
from cxmap.render.curve.figures import (
    Average,
    High,
    average_of,
    end_of,
    lows_of,
    mean_said,
    score_said,
    steps_said,
    swing_said,
)
from cxmap.render.page.blocks import Texts
from cxmap.render.page.cards import Card, Cards
from cxmap.render.text.labels import WORDS
from cxmap.render.text.lengths import length_said
from cxmap.render.text.paragraphs import MINOR, Paragraph, Type
from cxmap.render.text.saying import some_of
from cxmap.render.theme import BAD, GOOD
from cxmap.render.views.compare import labels
from cxmap.render.views.compare.changes import Changes, all_ways, losing_ways

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.curve.drawing import Feeling
    from cxmap.render.subject import Subject
    from cxmap.render.views.compare.sides import Comparison, Panel

_FIGURE = Type(1.5, bold=True)
_LEAST = 10.5  # ems of a tile
_UNKNOWN = "?"


class Tile(NamedTuple):
    """A figure, what it is called, and what it is made of; `better` tells whether it became so."""

    label: str
    figure: str
    note: str = ""
    better: bool | None = None


def tiles_of(changes: Changes) -> list[Tile]:
    """Return the figures of a comparison."""
    comparison = changes.comparison
    return list(_of_personas(comparison) if comparison.personas else _of_maps(changes))


def tiles_block(comparison: Comparison, tiles: list[Tile]) -> Cards:
    """Return the figures as cards in rows."""
    theme = comparison.subject.theme
    cards = []
    for tile in tiles:
        colour = theme.ink if tile.better is None else GOOD if tile.better else BAD
        parts = (
            Texts((Paragraph(tile.label, theme.soft, MINOR),), gap=0),
            Texts((Paragraph(tile.figure, colour, _FIGURE),), gap=0.1),
            Texts((Paragraph(tile.note, theme.soft, MINOR),) if tile.note else (), gap=0.1),
        )
        cards.append(Card(parts))
    return Cards(cards, least=_LEAST, most=8, between=1.6, below=1.2, gap=1.0)


def _of_maps(changes: Changes) -> Iterable[Tile]:
    comparison = changes.comparison
    subject, other, say = comparison.subject, comparison.other, comparison.subject.say
    added, dropped = counts(changes)
    yield Tile(
        say(labels.TILE_TOUCHPOINTS),
        _moves(len(subject.columns), len(other.columns)),
        say(labels.TILE_TOUCHPOINTS_NOTE).format(added, dropped),
    )
    ours, theirs = averages(comparison)
    if ours.mean is not None and theirs.mean is not None:
        yield Tile(
            say(labels.TILE_AVERAGE),
            say(labels.FROM_TO).format(mean_said(subject, ours.mean), mean_said(subject, theirs.mean)),
            say(labels.TILE_AVERAGE_NOTE).format(ours.known, theirs.known),
            _better(ours.mean, theirs.mean),
        )
    gone, new = map(len, changes.pain)
    pains = [sum(len(place.touchpoint.pain_points) for place in one.columns) for one in (subject, other)]
    if any(pains):
        note = say(labels.TILE_PAIN_NOTE).format(gone, new)
        if changes.gone_with_touchpoint:
            note = say(labels.TILE_PAIN_NOTE_DROPPED).format(gone, changes.gone_with_touchpoint, new)
        yield Tile(say(labels.TILE_PAIN), _moves(*pains), note, _better(-pains[0], -pains[1]))
    yield from _broken(comparison)
    yield from _waits(comparison)
    yield from _handovers(comparison)
    yield from _channels(comparison)


def _moves(before: int, after: int) -> str:
    return f"{before} → {after}"


def _better(before: float, after: float) -> bool | None:
    return None if before == after else after > before


def counts(changes: Changes) -> tuple[int, int]:
    """Return how many touchpoints are added and dropped."""
    pairs = changes.comparison.pairs
    return sum(pair.first is None for pair in pairs), sum(pair.second is None for pair in pairs)


def averages(comparison: Comparison) -> tuple[Average, Average]:
    """Return the means of all known scores of the personas that are compared, one for each side."""
    found = []
    for side in (0, 1):
        rows: list[Feeling] = []
        for panel in comparison.panels:
            rows += (panel.first, panel.second)[side].feelings
        found.append(average_of(rows))
    return found[0], found[1]


def _broken(comparison: Comparison) -> Iterable[Tile]:
    say = comparison.subject.say
    sides = (comparison.subject, comparison.other)
    broken = [sum(len(place.touchpoint.breaks) for place in one.columns) for one in sides]
    kept = [sum(len(place.touchpoint.delivers) for place in one.columns) for one in sides]
    if any(broken) or any(kept):
        note = say(labels.TILE_PROMISES_NOTE).format(*kept)
        yield Tile(say(labels.TILE_PROMISES), _moves(*broken), note, _better(-broken[0], -broken[1]))


def _waits(comparison: Comparison) -> Iterable[Tile]:
    subject = comparison.subject
    waits = [
        [minutes(place.touchpoint.wait) for place in one.columns if place.touchpoint.wait]
        for one in (subject, comparison.other)
    ]
    if any(waits):
        said = [length_said(subject, sum(one)) if one else subject.say(labels.NONE) for one in waits]
        note = subject.say(labels.TILE_WAIT_NOTE).format(*map(len, waits))
        better = _better(-sum(waits[0]), -sum(waits[1]))
        yield Tile(subject.say(labels.TILE_WAIT), subject.say(labels.FROM_TO).format(*said), note, better)


def _handovers(comparison: Comparison) -> Iterable[Tile]:
    touchpoints = [[place.touchpoint for place in one.columns] for one in (comparison.subject, comparison.other)]
    lost = [sum(map(losing_ways, one)) for one in touchpoints]
    if any(lost):
        note = comparison.subject.say(labels.TILE_DATA_NOTE).format(*map(all_ways, touchpoints))
        label = comparison.subject.say(labels.TILE_DATA)
        yield Tile(label, _moves(*lost), note, _better(-lost[0], -lost[1]))


def _channels(comparison: Comparison) -> Iterable[Tile]:
    used = [
        {place.touchpoint.channel for place in one.columns} - {None} for one in (comparison.subject, comparison.other)
    ]
    if any(used):
        changed = sum(
            pair.first is not None
            and pair.second is not None
            and pair.first.touchpoint.channel != pair.second.touchpoint.channel
            for pair in comparison.pairs
        )
        note = comparison.subject.say(labels.TILE_CHANNELS_NOTE).format(changed)
        yield Tile(comparison.subject.say(labels.TILE_CHANNELS), _moves(*map(len, used)), note)


def _of_personas(comparison: Comparison) -> Iterable[Tile]:
    subject, panel = comparison.subject, comparison.panels[0]
    say, names = subject.say, subject.say(labels.VERSUS).format(*comparison.names)
    means = [voice.average for voice in (panel.first, panel.second)]
    figure = say(labels.VERSUS).format(*(_mean(subject, one) for one in means))
    yield Tile(say(labels.TILE_AVERAGE), figure, names)
    shared = [change for column in range(len(comparison.pairs)) if (change := panel.change(column)) is not None]
    if shared:
        apart = sum(map(abs, shared)) / len(shared)
        note = say(labels.TILE_APART_NOTE).format(len(shared))
        yield Tile(say(labels.TILE_APART), swing_said(subject, apart).lstrip("+"), note)
    furthest = furthest_columns(panel)
    if furthest:
        scores = [voice.feelings[furthest[0]].score for voice in (panel.first, panel.second)]
        figure = say(labels.VERSUS).format(*(score_said(subject, score) for score in scores if score is not None))
        if len(furthest) > 1:
            figure = steps_said(subject, abs(panel.change(furthest[0]) or 0.0))
        yield Tile(say(labels.TILE_MOST), figure, _places(comparison, furthest))
    voices = (panel.first, panel.second)
    ends = [[end] if (end := end_of(voice.feelings)) is not None else [] for voice in voices]
    for words, found in ((labels.TILE_LOW, [lows_of(voice.feelings) for voice in voices]), (labels.TILE_END, ends)):
        figure = say(labels.VERSUS).format(*(_high(subject, highs[0] if highs else None) for highs in found))
        where = [_places(comparison, [high.column for high in highs]) for highs in found if highs]
        yield Tile(say(words), figure, " | ".join(dict.fromkeys(where)) or say(labels.NOT_KNOWN))
    passed = [voice.average.passed for voice in (panel.first, panel.second)]
    both = sum(a.passes and b.passes for a, b in zip(panel.first.feelings, panel.second.feelings, strict=True))
    yield Tile(say(labels.TILE_PASSED), say(labels.VERSUS).format(*passed), say(labels.TILE_PASSED_NOTE).format(both))


def _places(comparison: Comparison, columns: Sequence[int]) -> str:
    names = list(map(comparison.name, columns))
    return some_of(names, WORDS["other-touchpoints"], comparison.subject.language)


def furthest_columns(panel: Panel) -> list[int]:
    """Return the columns where two curves are furthest apart; none where they never are."""
    apart = {column: abs(change) for column in range(len(panel.first.feelings)) if (change := panel.change(column))}
    return [column for column, distance in apart.items() if distance == max(apart.values())]


def _mean(subject: Subject, average: Average) -> str:
    return _UNKNOWN if average.mean is None else mean_said(subject, average.mean)


def _high(subject: Subject, high: High | None) -> str:
    return _UNKNOWN if high is None else score_said(subject, high.score)
