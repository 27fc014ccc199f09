"""The moves of a journey: who goes from which touchpoint to which, by what change of channel, and with the data or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxmap.model.ways import ways_of
from cxmap.render.subject import once

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.model.journey import Next
    from cxmap.render.subject import Actor, Subject


@dataclass(frozen=True, slots=True)
class Move:
    """A move from the touchpoint at `tail` to the one at `head`, both counted among the drawn ones.

    `carries` tells whether the customer's data go along (None: the map does not say); `actors` are who makes it, and
    `is_for_all` whether that is everyone who could. `before` and `after` are channels.
    """

    tail: int
    head: int
    actors: tuple[Actor, ...]
    is_for_all: bool
    carries: bool | None
    when: str
    before: str | None
    after: str | None

    @property
    def changes(self) -> bool:
        """Whether the channel changes; a touchpoint without a channel changes none."""
        return self.before is not None and self.after is not None and self.before != self.after

    @property
    def loses(self) -> bool:
        """Whether the customer's data are lost."""
        return self.carries is False

    def leaves_preferred(self, actor: Actor) -> bool:
        """Whether it takes a persona out of a channel that he or she prefers, into one that is not preferred."""
        preferred = actor.persona.channels if actor.persona else ()
        return self.changes and self.before in preferred and self.after not in preferred


@once
def moves_of(subject: Subject) -> tuple[Move, ...]:
    """Return the moves of all personas, in the order of the journey; a move that several make is one."""
    number = {place.column: index for index, place in enumerate(subject.columns)}
    found: dict[tuple[int, int], tuple[list[Actor], Next | None]] = {}
    for actor in subject.actors:
        for step in ways_of(subject.columns, actor.id).steps:
            actors, way = found.setdefault((number[step.tail], number[step.head]), ([], step.way))
            actors.append(actor)
            if way is None and step.way is not None:
                found[number[step.tail], number[step.head]] = (actors, step.way)
    return tuple(
        _move(subject, tail, head, actors, way)
        for (tail, head), (actors, way) in sorted(found.items(), key=lambda i: i[0])
    )


def _move(subject: Subject, tail: int, head: int, actors: Sequence[Actor], way: Next | None) -> Move:
    before, after = subject.columns[tail].touchpoint, subject.columns[head].touchpoint
    return Move(
        tail,
        head,
        tuple(actors),
        len(actors) == len(subject.passing(before)),
        way.carries_data if way else None,
        subject.text(way.when) if way else "",
        before.channel,
        after.channel,
    )


def starts_of(subject: Subject) -> set[int]:
    """Return where somebody's journey begins."""
    number = {place.column: index for index, place in enumerate(subject.columns)}
    return {number[start] for actor in subject.actors for start in ways_of(subject.columns, actor.id).starts}
