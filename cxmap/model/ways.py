"""The ways through a journey: the steps that a persona can take from touchpoint to touchpoint."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from cxmap.model.reading import passes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from cxmap.model.journey import Next
    from cxmap.model.reading import Place


Pair = tuple[int, int]
"""The tail and the head of a step."""


class Step(NamedTuple):
    """A step from the touchpoint in column `tail` to the one in column `head`; `way` is what the map says of it."""

    tail: int
    head: int
    way: Next | None = None


@dataclass(frozen=True, slots=True)
class Ways:
    """One persona's ways: the columns of the touchpoints that he or she passes, where they begin, and the steps."""

    columns: tuple[int, ...]
    starts: tuple[int, ...]
    steps: tuple[Step, ...]

    @property
    def pairs(self) -> list[Pair]:
        """The tail and head of every step."""
        return [(step.tail, step.head) for step in self.steps]


def ways_of(places: Sequence[Place], persona: str) -> Ways:
    """Read the ways of a persona through the touchpoints of a map, given in the order of the journey.

    Where a touchpoint names no ways on (`next`), the persona goes to the next touchpoint that he or she passes; so
    too where all that are named lead to touchpoints that he or she does not pass. An empty list ends the journey.
    The journey starts at the first touchpoint; in the first stage also at each one that no step leads to.
    """
    passed = [place for place in places if passes(place.touchpoint, persona)]
    if not passed:
        return Ways((), (), ())
    columns = {place.touchpoint.id: place.column for place in passed}
    steps: list[Step] = []
    for place, following in zip_longest(passed, passed[1:]):
        ways, tail = place.touchpoint.next, place.column
        named = [Step(tail, columns[way.to], way) for way in ways if way.to in columns] if ways else None
        if named:
            steps += named
        elif following is not None and ways != ():
            steps.append(Step(tail, following.column))
    first, led_to = passed[0], {step.head for step in steps}
    starts = [
        place.column
        for place in passed
        if place is first or (place.path[1] == first.path[1] and place.column not in led_to)
    ]
    return Ways(tuple(place.column for place in passed), tuple(starts), tuple(steps))


def handovers(places: Sequence[Place], persona: str) -> Iterator[Pair]:
    """Yield the steps by touchpoints that only others pass: a colleague goes on, and the persona comes in again.

    Pictures of one persona leave these out; whether he or she gets anywhere cannot be told without them.
    """
    columns = {place.touchpoint.id: place.column for place in places}
    following = None
    for place in reversed(places):
        ways: tuple[Next, ...] | None = place.touchpoint.next
        for way in ways or ():
            yield place.column, columns[way.to]
        if passes(place.touchpoint, persona):
            following = place.column
        elif ways is None and following is not None:
            yield place.column, following


def reached(steps: Iterable[Pair], starts: Iterable[int]) -> set[int]:
    """Return all columns that steps lead to from `starts`; these among them."""
    heads = _heads(steps)
    found = set(starts)
    waiting = list(found)
    while waiting:
        for head in heads.get(waiting.pop(), ()):
            if head not in found:
                found.add(head)
                waiting.append(head)
    return found


def unreached(ways: Ways, more: Iterable[Pair] = ()) -> list[int]:
    """Return where each part of a journey begins that neither the ways nor `more` steps lead to."""
    led_on = {step.head for step in ways.steps if step.tail < step.head}
    if led_on.issuperset(set(ways.columns).difference(ways.starts)):
        return []  # to each leads one before it
    steps = [*ways.pairs, *more]
    known = reached(steps, ways.starts)
    lost = [column for column in ways.columns if column not in known]
    return sorted(min(part.intersection(lost)) for part in _sources(steps, lost, known))


def traps(ways: Ways, more: Iterable[Pair] = ()) -> list[list[int]]:
    """Return the loops that neither a way nor one of `more` steps leads out of: the columns of each.

    From the last touchpoint that a persona passes a way back begins another round: a loop through it is no trap.
    """
    last = set(ways.columns[-1:])
    stopping = set(ways.columns).difference([step.tail for step in ways.steps if step.tail < step.head])
    if stopping <= last:
        return []  # from each a way goes on
    steps = [*ways.pairs, *more]
    back = [(head, tail) for tail, head in steps]
    leaving = {tail for tail, _ in steps}
    ends = {*last, *(column for column in (*ways.columns, *(head for _, head in steps)) if column not in leaving)}
    free = reached(back, ends)
    stuck = [column for column in ways.columns if column not in free]
    return sorted(sorted(loop.intersection(stuck)) for loop in _sources(back, stuck, free))


def _sources(steps: Collection[Pair], columns: Iterable[int], known: set[int]) -> Iterator[set[int]]:
    """Yield the parts of a graph that no step leads into and that are not `known`; all others are reached from these.

    After Kosaraju: what a walk, depth first, leaves last is in such a part.
    """
    back = [(head, tail) for tail, head in steps]
    for column in reversed(list(_left(steps, columns))):
        if column not in known:
            yield reached(back, [column])
            known |= reached(steps, [column])


def _left(steps: Iterable[Pair], starts: Iterable[int]) -> Iterator[int]:
    """Walk over steps, depth first, and yield each column when the walk leaves it for good."""
    heads = _heads(steps)
    seen: set[int] = set()
    for start in starts:
        open_ = [] if start in seen else [(start, iter(heads.get(start, ())))]
        seen.add(start)
        while open_:
            column, rest = open_[-1]
            head = next((head for head in rest if head not in seen), None)
            if head is None:
                open_.pop()
                yield column
            else:
                seen.add(head)
                open_.append((head, iter(heads.get(head, ()))))


def _heads(steps: Iterable[Pair]) -> dict[int, list[int]]:
    heads: dict[int, list[int]] = {}
    for tail, head in steps:
        heads.setdefault(tail, []).append(head)
    return heads
