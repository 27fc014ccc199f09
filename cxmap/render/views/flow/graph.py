"""The flow as a graph: a stop for each touchpoint, a way for each step that somebody can take."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from cxmap.model.reading import called, words
from cxmap.render.labels import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.model.journey import Next, Touchpoint
    from cxmap.model.reading import Place
    from cxmap.render.subject import Actor, Subject


MOST_IN_BLOCK = 12
"""A stage with more touchpoints is drawn in parts beside each other."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A touchpoint; `starters` are the actors whose journey begins here.

    Stops of one `block` are arranged together: a stage, or a part of a long one.
    """

    index: int
    place: Place
    block: int
    starters: tuple[Actor, ...]
    is_end: bool

    @property
    def touchpoint(self) -> Touchpoint:
        """The touchpoint itself."""
        return self.place.touchpoint

    @property
    def stage(self) -> int:
        """The number of its stage in the map."""
        return int(self.place.path[1])


@dataclass(frozen=True, slots=True)
class Way:
    """A step from the stop `tail` to the stop `head`.

    `carries` tells whether the customer's data go along (None: the map does not say); `actors` are who takes the way,
    where not everyone does who could.
    """

    index: int
    tail: int
    head: int
    when: str = ""
    carries: bool | None = None
    actors: tuple[Actor, ...] = ()
    changes_channel: bool = False

    @property
    def is_back(self) -> bool:
        """Whether it leads back to an earlier touchpoint, or to the same."""
        return self.head <= self.tail

    @property
    def loses(self) -> bool:
        """Whether the customer's data are lost on it."""
        return self.carries is False


@dataclass(frozen=True, slots=True)
class Flow:
    """Stops in the order of the journey, and the ways between them."""

    stops: tuple[Stop, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    head: int
    when: str = ""
    carries: bool | None = None
    actors: tuple[Actor, ...] = ()


def flow_of(subject: Subject) -> Flow:
    """Read stops and ways from a map.

    Where a touchpoint names no ways on, each actor goes to the next touchpoint that he or she passes. Ways to
    touchpoints that are not drawn are dropped; where none is left, the journey goes on as if none had been named.
    """
    ways: list[Way] = []
    for index, place in enumerate(subject.columns):
        for step in _steps(subject, index, place.touchpoint.next):
            changes = _changes_channel(subject, index, step.head)
            ways.append(Way(len(ways), index, step.head, step.when, step.carries, step.actors, changes))
    left, reached = {way.tail for way in ways}, {way.head for way in ways}
    stops = tuple(
        Stop(index, place, block, tuple(_starters(subject, index, reached)), index not in left)
        for index, (place, block) in enumerate(zip(subject.columns, _blocks(subject), strict=True))
    )
    return Flow(stops, tuple(ways))


def ways_in_words(flow: Flow, subject: Subject) -> str:
    """Return one sentence for each touchpoint that says where it leads, for who cannot see the picture."""
    names = [called(stop.touchpoint, subject.language) for stop in flow.stops]
    chinese = subject.language == "zh"
    said = []
    for stop in flow.stops:
        steps = []
        for way in flow.ways:
            if way.tail == stop.index:
                facts = [fact for fact in (way.when, _data_word(way, subject)) if fact]
                detail = ("，" if chinese else ", ").join(facts)
                steps.append(names[way.head] + ((f"（{detail}）" if chinese else f" ({detail})") if detail else ""))
        if stop.is_end:
            steps.append(subject.word("finish"))
        said.append(f"{names[stop.index]} → {('；' if chinese else '; ').join(steps)}{'。' if chinese else '.'}")
    return ("" if chinese else " ").join(said)


def _data_word(way: Way, subject: Subject) -> str:
    return "" if way.carries is None else WORDS["carries" if way.carries else "loses"].said(subject.language)


def _steps(subject: Subject, index: int, named: tuple[Next, ...] | None) -> Iterable[_Step]:
    if named is None:
        return _usual_steps(subject, index)
    heads = {place.touchpoint.id: head for head, place in enumerate(subject.columns) if place.touchpoint.id}
    steps = [
        _Step(heads[way.to], words(way.when, subject.language), way.carries_data) for way in named if way.to in heads
    ]
    return steps if steps or not named else _usual_steps(subject, index)


def _usual_steps(subject: Subject, index: int) -> Sequence[_Step]:
    """Lead each actor to the next touchpoint on his or her way."""
    heads: dict[int, list[Actor]] = {}
    for actor in subject.passing(subject.columns[index].touchpoint):
        for head in range(index + 1, len(subject.columns)):
            if actor in subject.passing(subject.columns[head].touchpoint):
                heads.setdefault(head, []).append(actor)
                break
    return [_Step(head, actors=tuple(actors) if len(heads) > 1 else ()) for head, actors in sorted(heads.items())]


def _blocks(subject: Subject) -> Iterable[int]:
    """Yield the number of each touchpoint's block: stages, the long ones in parts of about equal length."""
    block = 0
    for _, group in groupby(subject.columns, key=lambda place: place.path[1]):
        count = len(list(group))
        parts = -(-count // MOST_IN_BLOCK)
        for number in range(count):
            yield block + number * parts // count
        block += parts


def _changes_channel(subject: Subject, tail: int, head: int) -> bool:
    before, after = (subject.columns[index].touchpoint.channel for index in (tail, head))
    return before is not None and after is not None and before != after


def _starters(subject: Subject, index: int, reached: set[int]) -> Iterable[Actor]:
    """Yield whose first touchpoint it is; in the first stage also who passes a touchpoint that no way leads to."""
    place = subject.columns[index]
    is_way_in = index not in reached and place.path[1] == subject.columns[0].path[1]
    for actor in subject.passing(place.touchpoint):
        before = subject.columns[:index]
        if is_way_in or not any(actor in subject.passing(earlier.touchpoint) for earlier in before):
            yield actor
