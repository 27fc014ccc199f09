"""What to remember of the curve: the hardest touchpoints and whose they are, and how the journey ends for each persona."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.language import enumerated, in_quotes, listed
from cxmap.model.reading import EVERYONE
from cxmap.render.curve.figures import lows_of, mean_said, score_said
from cxmap.render.text.labels import WORDS
from cxmap.render.text.saying import commas, sentence, some_of
from cxmap.render.views.curve import labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.language import Words
    from cxmap.render.views.curve.picture import Picture, Track

_MOST_NAMED = 3
"""Of more personas it is told how many, not who."""


def takeaway(picture: Picture) -> str:
    """Say how the averages move to the other map; else the hardest touchpoints, and how the journey ends."""
    moves = _moves(picture)
    facts = [moves] if moves else [_hardest(picture), *_ending(picture)]
    return sentence(facts, picture.subject.language)


def _moves(picture: Picture) -> str:
    subject, other = picture.subject, picture.other
    if other is None or picture.names is None:
        return ""
    said = [
        _for(picture, track, labels.MOVE.said(subject.language).format(mean_said(subject, ours), mean_said(subject, theirs)))
        for track in picture.tracks
        if track.beside is not None
        and (ours := track.average.mean) is not None
        and (theirs := track.beside.average.mean) is not None
    ]  # fmt: skip
    words = labels.MOVES_ASSUMED if other.journey.state == "future" else labels.MOVES
    moves = subject.say(labels.AND_FROM).join(said)
    return subject.named(picture.names.second, subject.say(words).format(moves)) if said else ""


def _for(picture: Picture, track: Track, said: str) -> str:
    """Say whom something holds for, where that is not everybody."""
    if track.actor.id == EVERYONE:
        return said
    return picture.subject.say(labels.FOR).format(said, track.actor.name)


def _hardest(picture: Picture) -> str:
    """Say the lowest score of all, at which touchpoints it is, and whose."""
    subject = picture.subject
    lows = {track.actor.name: lows_of(track.feelings) for track in picture.tracks}
    least = min(low.score for own in lows.values() for low in own)
    score = score_said(subject, least)
    known = [feeling.score for track in picture.tracks for feeling in track.feelings if feeling.score is not None]
    if max(known) == least:
        return subject.say(labels.FLAT_AT).format(score)
    whose: dict[tuple[int, ...], list[str]] = {}
    for name, own in lows.items():
        if own and own[0].score == least:
            whose.setdefault(tuple(low.column for low in own), []).append(name)
    if len(whose) > _MOST_NAMED:
        columns = sorted({column for group in whose for column in group})
        return subject.say(labels.HARDEST).format(_places(picture, columns), score)
    if any(track.actor.id == EVERYONE for track in picture.tracks):
        return subject.say(labels.HARDEST).format(_places(picture, next(iter(whose))), score)
    said = [(_places(picture, columns), _people(picture, names)) for columns, names in whose.items()]
    if len(said) == 1:
        return subject.say(labels.HARDEST_FOR).format(said[0][0], score, said[0][1])
    parts = [subject.say(labels.PLACES_OF).format(places, people) for places, people in said]
    return subject.say(labels.HARDEST_OF).format(score, listed(parts, subject.language))


def _places(picture: Picture, columns: Sequence[int]) -> str:
    names = [in_quotes(picture.touchpoint_name(column)) for column in columns]
    return some_of(names, WORDS["other-touchpoints"], picture.subject.language)


def _people(picture: Picture, names: Sequence[str]) -> str:
    if len(names) > _MOST_NAMED:
        return picture.subject.say(labels.PERSONAS).format(len(names))
    return enumerated(names, picture.subject.language)


class _Way(NamedTuple):
    """The first and the last score of a persona; None where one of them is not known."""

    name: str
    first: float | None
    last: float | None

    @property
    def goes(self) -> int | None:
        """Whether the journey ends higher (1), lower (−1) or as it began (0); None where that is not known."""
        if self.first is None or self.last is None:
            return None
        return (self.last > self.first) - (self.last < self.first)


def _ending(picture: Picture) -> Sequence[str]:
    """Say for whom the journey ends higher than it began, for whom lower; nothing of a single touchpoint."""
    subject = picture.subject
    passed = [(track.actor, [f.score for f in track.feelings if f.passes]) for track in picture.tracks]
    ways = [_Way(actor.name, scores[0], scores[-1]) for actor, scores in passed if len(scores) > 1]
    going = {way.goes for way in ways}
    if not ways:
        return []
    if len(going) > 1:
        said = _each(picture, ways) if len(ways) <= _MOST_NAMED else _counted(picture, ways)
        return [subject.say(labels.FROM_START_TO_END).format(commas(said, subject.language))]
    one, two, several = labels.ENDINGS[going.pop()]
    if len(ways) == 1:
        return [subject.say(one).format(_said(picture, ways[0]))]
    return [subject.say(two if len(ways) == 2 else several).format(len(ways))]


def _each(picture: Picture, ways: Sequence[_Way]) -> list[str]:
    say = picture.subject.say
    return [say(labels.GOES[way.goes]).format(way.name, _said(picture, way)) for way in ways]


def _counted(picture: Picture, ways: Sequence[_Way]) -> list[str]:
    counts: dict[int | None, int] = {}
    for way in ways:
        counts[way.goes] = counts.get(way.goes, 0) + 1
    found: list[tuple[Words, int]] = [
        (labels.GO[goes][count != 1], count) for goes in (1, -1, 0, None) if (count := counts.get(goes, 0))
    ]
    return [picture.subject.say(words).format(count) for words, count in found]


def _said(picture: Picture, way: _Way) -> str:
    if way.first is None or way.last is None:
        return ""
    return f"{score_said(picture.subject, way.first)} → {score_said(picture.subject, way.last)}"
