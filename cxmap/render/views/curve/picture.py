"""What the picture of the curve is made of, before it has a size: columns, stages, one track a persona."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cxmap.model.measured import Measured, measured_of
from cxmap.model.reading import called
from cxmap.render.curve.drawing import Feeling, feelings_of
from cxmap.render.curve.figures import Average, Turn, average_of, dramatic_turns
from cxmap.render.matching import Band, Pair, SideNames, bands_of, matched, narrowed, paired, side_names
from cxmap.render.subject import once
from cxmap.render.text.paragraphs import MINOR, SMALL, Cell, Paragraph, Type
from cxmap.render.text.widths import advance
from cxmap.render.theme import paler
from cxmap.render.views.curve.labels import ONLY_IN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.subject import Actor, Subject

_WORD = re.compile(r"[^\s\u2e80-\uffff]+")  # no line ends inside of it; in Chinese one can end anywhere
_LONGEST_WORD = 7.5  # ems


@dataclass(frozen=True)
class Track:
    """A persona's scores over all columns, and their averages by stage; `beside` are those of the other map."""

    actor: Actor
    feelings: tuple[Feeling, ...]
    stages: tuple[Average, ...]
    beside: Beside | None = None

    @cached_property
    def average(self) -> Average:
        """The average over the journey."""
        return average_of(self.feelings)

    @cached_property
    def turns(self) -> list[Turn]:
        """The dramatic turns."""
        return dramatic_turns(self.feelings)


@dataclass(frozen=True)
class Beside:
    """The same persona's scores in the other map."""

    feelings: tuple[Feeling, ...]
    stages: tuple[Average, ...]
    colour: str

    @cached_property
    def average(self) -> Average:
        """The average over the journey."""
        return average_of(self.feelings)


@dataclass(frozen=True)
class Picture:
    """All there is to draw. Where there is no other map, `other` and `names` are None and every pair has a first."""

    subject: Subject
    other: Subject | None
    names: SideNames | None
    pairs: tuple[Pair, ...]
    bands: tuple[Band, ...]
    tracks: tuple[Track, ...]
    measured: tuple[tuple[Measured, ...], ...]

    def touchpoint_name(self, column: int) -> str:
        """Return what a touchpoint is called."""
        return called(self.pairs[column].place.touchpoint, self.subject.language)

    @cached_property
    def longest_word(self) -> float:
        """The width of the longest word in the names of touchpoints, in ems of the body; long enough for most."""
        words = (word for column in range(len(self.pairs)) for word in _WORD.findall(self.touchpoint_name(column)))
        return min(max((advance(word) * SMALL for word in words), default=0.0), _LONGEST_WORD)

    @cached_property
    def heads(self) -> list[Cell]:
        """The heads of the columns."""
        return [self._head(column) for column in range(len(self.pairs))]

    def _head(self, column: int) -> Cell:
        """Return the name of a touchpoint; one that only one map has says so."""
        theme, pair = self.subject.theme, self.pairs[column]
        name = self.touchpoint_name(column)
        if self.names is None or (pair.first is not None and pair.second is not None):
            return (Paragraph(name, theme.ink, Type(SMALL), anchor="middle"),)
        side = self.subject.say(ONLY_IN).format(self.names.first if pair.second is None else self.names.second)
        return (
            Paragraph(name, theme.soft, Type(SMALL), anchor="middle"),
            Paragraph(side, theme.accent, MINOR, space_before=0.1, anchor="middle"),
        )

    def known(self, column: int) -> list[float]:
        """Return the scores of a touchpoint that are known, of all personas."""
        scores = (track.feelings[column].score for track in self.tracks)
        return [score for score in scores if score is not None]


@once
def picture_of(subject: Subject, other: Subject | None) -> Picture:
    """Read a map for the picture, and what the other map says at the same touchpoints."""
    if other is not None:
        other = narrowed(other, subject)
    pairs = paired(subject.columns, other.columns if other is not None else ())
    bands = bands_of(pairs, subject)
    partners = _partners(subject, other)
    tracks = []
    for actor in subject.actors:
        feelings = _spread(feelings_of(subject, actor), [pair.first is not None for pair in pairs])
        beside = None
        partner = partners.get(actor.id)
        if other is not None and partner is not None:
            theirs = dict(zip((place.path for place in other.columns), feelings_of(other, partner), strict=True))
            scores = tuple(theirs[pair.second.path] if pair.second else Feeling() for pair in pairs)
            beside = Beside(scores, _by_stage(scores, bands), paler(actor.colour, 0.45))
        tracks.append(Track(actor, feelings, _by_stage(feelings, bands), beside))
    return Picture(
        subject,
        other,
        side_names(subject, other) if other is not None else None,
        tuple(pairs),
        tuple(bands),
        tuple(tracks),
        tuple(measured_of(pair.first.touchpoint, subject.measures) if pair.first else () for pair in pairs),
    )


def _partners(subject: Subject, other: Subject | None) -> dict[str, Actor]:
    """Return who of the other map is who: by id, else by name; where each map has one persona, these two."""
    if other is None:
        return {}
    same = matched(subject.actors, other.actors)
    if not same and len(subject.actors) == len(other.actors) == 1:
        same = [(0, 0)]
    return {subject.actors[a].id: other.actors[b] for a, b in same}


def _spread(feelings: Sequence[Feeling], here: Sequence[bool]) -> tuple[Feeling, ...]:
    rest = iter(feelings)
    return tuple(next(rest) if is_here else Feeling() for is_here in here)


def _by_stage(feelings: Sequence[Feeling], bands: Sequence[Band]) -> tuple[Average, ...]:
    return tuple(average_of(feelings[band.start : band.end + 1]) for band in bands)
