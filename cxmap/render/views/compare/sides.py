"""What is compared: two maps, or two personas of one; their columns, and their curves in pairs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, compress
from typing import TYPE_CHECKING, NamedTuple

from cxmap.model.reading import called
from cxmap.render.curve.drawing import Feeling, feelings_of
from cxmap.render.curve.figures import Average, average_of
from cxmap.render.matching import Band, Pair, SideNames, bands_of, matched, moved, narrowed, paired, side_names
from cxmap.render.subject import once
from cxmap.render.views.compare import labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.marks.icons import Icon
    from cxmap.render.subject import Actor, Subject


class Voice(NamedTuple):
    """One of the two curves of a panel: whose or which it is, its scores, and its look."""

    name: str
    feelings: tuple[Feeling, ...]
    colour: str
    outline: Icon

    @property
    def average(self) -> Average:
        """The average over the journey."""
        return average_of(self.feelings)


class Panel(NamedTuple):
    """Two curves over each other: of one persona in two maps, or of two personas in one."""

    title: str
    actor: str
    first: Voice
    second: Voice

    def change(self, column: int) -> float | None:
        """Return the second score less the first; None where one of them is not known."""
        ours, theirs = self.first.feelings[column].score, self.second.feelings[column].score
        return None if ours is None or theirs is None else theirs - ours

    @property
    def is_known(self) -> bool:
        """Whether any score is."""
        return any(feeling.score is not None for voice in (self.first, self.second) for feeling in voice.feelings)


@dataclass(frozen=True)
class Comparison:
    """Two sides. Of two personas of one map, `other` is that map, and every pair has the same touchpoint twice."""

    subject: Subject
    other: Subject
    names: SideNames
    pairs: tuple[Pair, ...]
    panels: tuple[Panel, ...]
    personas: tuple[Actor, Actor] | None = None
    alone: tuple[str, ...] = ()
    """Personas that only one of two maps has."""

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """The stages of the first map."""
        return tuple(bands_of(self.pairs, self.subject))

    @cached_property
    def other_bands(self) -> tuple[Band, ...]:
        """The stages of the second map."""
        return tuple(bands_of(self.pairs, self.other, second=True))

    @cached_property
    def moved(self) -> set[int]:
        """The columns of touchpoints that stand elsewhere in the second map."""
        return moved(self.pairs)

    def name(self, column: int) -> str:
        """Return what a touchpoint is called, in the first map if it is there."""
        return called(self.pairs[column].place.touchpoint, self.subject.language)

    def new_name(self, column: int) -> str:
        """Return what the second map calls a touchpoint, where that is not what the first one calls it."""
        second = self.pairs[column].second
        name = called(second.touchpoint, self.subject.language) if second is not None else ""
        return "" if name == self.name(column) else name


@once
def comparison_of(subject: Subject, other: Subject | None) -> Comparison:
    """Compare a map with another one, or two personas of it."""
    return _of_personas(subject) if other is None else _of_maps(subject, narrowed(other, subject))


def _of_personas(subject: Subject) -> Comparison:
    first, second = _furthest_apart(subject)
    rows = [feelings_of(subject, actor) for actor in (first, second)]
    passed = [ours.passes or theirs.passes for ours, theirs in zip(*rows, strict=True)]
    columns = compress(subject.columns, passed)
    voices = [
        Voice(actor.name, tuple(compress(row, passed)), actor.colour, actor.outline)
        for actor, row in zip((first, second), rows, strict=True)
    ]
    return Comparison(
        subject,
        subject,
        SideNames(first.name, second.name),
        tuple(Pair(place, place) for place in columns),
        (Panel("", "", *voices),),
        (first, second),
    )


def _furthest_apart(subject: Subject) -> tuple[Actor, Actor]:
    """Return the two personas whose scores are furthest apart on average; the first two where none are known."""

    def apart(pair: tuple[Actor, Actor]) -> float:
        ours, theirs = (feelings_of(subject, actor) for actor in pair)
        distances = [
            abs(a.score - b.score)
            for a, b in zip(ours, theirs, strict=True)
            if a.score is not None and b.score is not None
        ]
        return sum(distances) / len(distances) if distances else -1.0

    return max(combinations(subject.actors, 2), key=apart)


def _of_maps(subject: Subject, other: Subject) -> Comparison:
    pairs = tuple(paired(subject.columns, other.columns))
    names = side_names(subject, other)
    grey = subject.theme.soft
    panels = []
    same = matched(subject.actors, other.actors)
    if not same and len(subject.actors) == len(other.actors) == 1:
        same = [(0, 0)]
    for a, b in same:
        actor, partner = subject.actors[a], other.actors[b]
        first = _placed(pairs, subject, [feelings_of(subject, actor)], second=False)
        second = _placed(pairs, other, [feelings_of(other, partner)], second=True)
        panels.append(
            Panel(
                actor.name,
                actor.id,
                Voice(names.first, first, grey, actor.outline),
                Voice(names.second, second, actor.colour, actor.outline),
            )
        )
    if not panels:
        actor = subject.actors[0]
        means = [
            _placed(pairs, one, [feelings_of(one, each) for each in one.actors], second=one is other)
            for one in (subject, other)
        ]
        panels.append(
            Panel(
                subject.say(labels.EVERYONE),
                "",
                Voice(names.first, means[0], grey, actor.outline),
                Voice(names.second, means[1], subject.theme.accent, actor.outline),
            )
        )
    ours, theirs = {a for a, _ in same}, {b for _, b in same}
    alone = [actor.name for number, actor in enumerate(subject.actors) if same and number not in ours]
    alone += [actor.name for number, actor in enumerate(other.actors) if same and number not in theirs]
    return Comparison(subject, other, names, pairs, tuple(p for p in panels if p.is_known), None, tuple(alone))


def _placed(
    pairs: Sequence[Pair], subject: Subject, feelings: Sequence[Sequence[Feeling]], *, second: bool
) -> tuple[Feeling, ...]:
    """Return the mean of scores at each column; a touchpoint that the map does not have is not passed."""
    numbers = {place.path: number for number, place in enumerate(subject.columns)}
    found = []
    for pair in pairs:
        place = pair.second if second else pair.first
        found.append(_mean([row[numbers[place.path]] for row in feelings]) if place is not None else Feeling())
    return tuple(found)


def _mean(feelings: Sequence[Feeling]) -> Feeling:
    average = average_of(feelings)
    return Feeling(average.passed > 0, average.mean, any(one.assumed for one in feelings if one.score is not None))
