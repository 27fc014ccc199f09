"""The flow as a graph: a stop for each touchpoint, a way for each step that somebody can take."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cxmap.model.reading import places as all_places
from cxmap.model.ways import handovers, ways_of
from cxmap.render.subject import once

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.model.journey import Next, Touchpoint
    from cxmap.model.reading import Place
    from cxmap.render.subject import Actor, Subject


@dataclass(frozen=True, slots=True)
class Stop:
    """A touchpoint; `starters` are the actors whose journey begins here, `leavers` those whose journey ends here.

    Where a journey ends before the last stage because the map says so (`next: []`), they drop out.
    """

    index: int
    place: Place
    starters: tuple[Actor, ...]
    leavers: tuple[Actor, ...]
    is_end: bool
    drops_out: bool

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

    @property
    def is_plain(self) -> bool:
        """Whether the map says nothing of it but where it leads."""
        return not (self.when or self.actors or self.is_back) and self.carries is None


@dataclass(frozen=True, eq=False)
class Flow:
    """Stops in the order of the journey, and the ways between them."""

    stops: tuple[Stop, ...]
    ways: tuple[Way, ...]

    @cached_property
    def _ways_from(self) -> dict[int, list[Way]]:
        found: dict[int, list[Way]] = {}
        for way in self.ways:
            found.setdefault(way.tail, []).append(way)
        return found

    def ways_from(self, stop: int) -> Sequence[Way]:
        """Return the ways on from a stop."""
        return self._ways_from.get(stop, ())


class _Key(NamedTuple):
    """What tells one way from another: the stop it leaves, its place among those that the map names there, its goal."""

    tail: int
    order: int
    head: int


@dataclass
class _Reading:
    """What the ways of all actors come to."""

    places: Sequence[Place]
    takers: dict[_Key, list[Actor]] = field(default_factory=dict)
    said: dict[_Key, Next | None] = field(default_factory=dict)
    starters: dict[int, list[Actor]] = field(default_factory=dict)
    leavers: dict[int, list[Actor]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._index_of = {place.column: index for index, place in enumerate(self.places)}

    def read(self, actor: Actor) -> None:
        """Take in the ways of an actor."""
        own = ways_of(self.places, actor.id)
        leaving = dict.fromkeys(own.columns)
        for column in own.starts:
            self.starters.setdefault(self._index_of[column], []).append(actor)
        for step in own.steps:
            tail, head = self._index_of[step.tail], self._index_of[step.head]
            named = self.places[tail].touchpoint.next or ()
            order = next((number for number, way in enumerate(named) if way is step.way), len(named) + head)
            self._take(_Key(tail, order, head), actor, step.way)
            leaving.pop(step.tail, None)
        for column in leaving:
            self.leavers.setdefault(self._index_of[column], []).append(actor)

    def read_handovers(self, actor: Actor, everywhere: Sequence[Place], led_to: set[int]) -> None:
        """Lead an actor, by what only others pass, to touchpoints that no way leads to."""
        for tail_column, head_column in handovers(everywhere, actor.id):
            tail, head = self._index_of.get(tail_column), self._index_of.get(head_column)
            if tail is None or head is None or head in led_to or actor in self.starters.get(head, ()):
                continue
            self._take(_Key(tail, len(self.places) + head, head), actor, None)

    def _take(self, key: _Key, actor: Actor, way: Next | None) -> None:
        self.takers.setdefault(key, []).append(actor)
        self.said[key] = way


@once
def flow_of(subject: Subject) -> Flow:
    """Read stops and ways from a map: those of each actor (`model.ways`), the same of several actors as one.

    To a touchpoint that no way leads to, actors come from one that only others pass: a colleague has gone on for them.
    """
    places = subject.columns
    found = _Reading(places)
    for actor in subject.actors:
        found.read(actor)
    led_to = {key.head for key in found.takers}
    everywhere = list(all_places(subject.journey))
    for actor in subject.actors:
        found.read_handovers(actor, everywhere, led_to)
    ways = tuple(_way(subject, found, key, index) for index, key in enumerate(sorted(found.takers)))
    return Flow(tuple(_stops(subject, found, {way.tail for way in ways})), ways)


def _way(subject: Subject, found: _Reading, key: _Key, index: int) -> Way:
    way, takers = found.said[key], found.takers[key]
    passing = subject.passing(subject.columns[key.tail].touchpoint)
    return Way(
        index,
        key.tail,
        key.head,
        subject.text(way.when) if way else "",
        way.carries_data if way else None,
        () if takers == passing else tuple(takers),
        _changes_channel(subject.columns, key.tail, key.head),
    )


def _stops(subject: Subject, found: _Reading, left: set[int]) -> Iterable[Stop]:
    last = subject.columns[-1].path[1] if subject.columns else 0
    for index, place in enumerate(subject.columns):
        is_end = index not in left
        early = is_end and place.touchpoint.next == () and place.path[1] != last
        starters, leavers = found.starters.get(index, ()), found.leavers.get(index, ())
        yield Stop(index, place, tuple(starters), tuple(leavers), is_end, early)


def _changes_channel(places: Sequence[Place], tail: int, head: int) -> bool:
    before, after = (places[index].touchpoint.channel for index in (tail, head))
    return before is not None and after is not None and before != after
