"""What a log suggests of each step: where people go on to, how long they wait, where they turn back or leave.

These are guesses, however exact the counts: a log knows that somebody came an hour later, not that he waited; that
somebody did not come again, not that he was lost. The draft says so beside each.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from cxmap.discover.folding import folded
from cxmap.discover.staging import in_stages
from cxmap.discoveries import USUAL_END, refuse_nothing_told, told_steps, told_transitions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxmap.discoveries import Discovery, Durations, Step, Transition

RARE = 0.01
"""Steps to which a smaller share of the cases come are left out."""
KEPT_ANYWAY = 20
"""So many of the commonest steps are kept where every step is rare."""
MOST = 500
"""So many steps are kept, the commonest: with more, a map is no map any more."""
_OFTEN = 0.1
"""The share of those who are at a step that a way on must have to be drawn."""
_MOST_WAYS = 3
_WORTH_SAYING = 0.05
"""The share of the cases at a step that must leave, or come again, to be a guess at a pain point."""
_LONG = 0.2
"""The share of the whole journey's 90th percentile that a wait's must reach to be called long; an hour at least."""
_HALF = 0.5
_HOUR = 3600
ENOUGH = 30
"""A 90th percentile of fewer waits rests on two or three people."""
_MOST_OF_A_KIND = 5
"""So many guesses at pain points of each kind, the largest."""


class Way(NamedTuple):
    """A way on to another step: how many go there, and which share of those at this step, 0 to 1.

    Both are 0 where no way may be told of, and the order alone says where it leads.
    """

    to: str
    n: int
    share: float


@dataclass(frozen=True, slots=True)
class Seen:
    """A step of a draft. Where a guess is not worth it, it is 0 or None.

    `usual` is the transition by which most come here, from an earlier step if any do; `long` one with a long wait; `lost` how many cases end here that
    have not been where journeys end, `again` how many come here more than once. Where most begin, nobody waited. `ways` are None where people go on to
    the step that follows in the draft.
    """

    step: Step
    usual: Transition | None = None
    long: Transition | None = None
    lost: int = 0
    again: int = 0
    ways: tuple[Way, ...] | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """What a draft is made of.

    `left_out` are the steps that fewer than `least` cases come to; `beyond` is how many others there are too many of.
    """

    found: Discovery
    stages: tuple[tuple[Seen, ...], ...]
    left_out: tuple[Step, ...]
    beyond: int
    least: int


def material(found: Discovery, suppress_below: int) -> Material:
    """Choose the steps of a draft, put them in order and in stages, and guess at each.

    Raises:
        CxmapError: fewer than `suppress_below` cases take each step.
    """
    found = folded(found, suppress_below)
    refuse_nothing_told(found, suppress_below)
    least = max(suppress_below, ceil(RARE * found.cases))
    kept = told_steps(found, least) or told_steps(found, suppress_below)[:KEPT_ANYWAY]
    beyond, kept = kept[MOST:], kept[:MOST]
    stages = in_stages(kept, found.transitions, found.cases)
    order = [step for stage in stages for step in stage]
    ways = _ways(found, order, suppress_below)
    seen = {step.event: Seen(step, ways=ways[step.event]) for step in order}
    _guess(found, seen, suppress_below)
    names = {*seen, *(step.event for step in beyond)}
    return Material(
        found,
        tuple(tuple(seen[step.event] for step in stage) for stage in stages),
        tuple(step for step in found.steps if step.event not in names),
        len(beyond),
        least,
    )


def _guess(found: Discovery, seen: dict[str, Seen], at_least: int) -> None:
    arriving: dict[str, list[Transition]] = {event: [] for event in seen}
    for each in told_transitions(found, at_least):
        if each.before != each.after and each.after in seen and each.durations and each.durations.n >= at_least:
            arriving[each.after].append(each)
    whole = found.durations.p90 if found.durations else 0
    lost = _lost(found)
    place = {event: at for at, event in enumerate(seen)}
    for event, one in seen.items():
        if one.step.starts >= USUAL_END * one.step.cases:
            arriving[event] = []  # most begin here: those who come from elsewhere are not all of them
        long = [each for each in arriving[event] if _is_long(each, whole)]
        onwards = [each for each in arriving[event] if place.get(each.before, len(place)) < place[event]]
        seen[event] = replace(
            one,
            usual=max(onwards or arriving[event], key=lambda each: (each.n, each.before), default=None),
            long=max(long, key=lambda each: (_waited(each), each.before), default=None),
            lost=_if_worth_saying(lost.get(event, 0), one.step, at_least),
            again=_if_worth_saying(one.step.repeated, one.step, at_least),
        )
    for event in _beyond_the_largest({event: one.lost for event, one in seen.items()}):
        seen[event] = replace(seen[event], lost=0)
    for event in _beyond_the_largest({event: one.again for event, one in seen.items()}):
        seen[event] = replace(seen[event], again=0)
    for event in _beyond_the_largest({event: _waited(one.long) for event, one in seen.items()}):
        seen[event] = replace(seen[event], long=None)


def _if_worth_saying(cases: int, step: Step, at_least: int) -> int:
    return cases if cases >= max(at_least, _WORTH_SAYING * step.cases) else 0


def has_tail(found: Durations) -> bool:
    """Whether some wait far longer than most."""
    return found.p90 >= 2 * found.p50


def _is_long(each: Transition, whole: int) -> bool:
    """Whether a wait has a long tail, or makes up most of the journey."""
    found = each.durations
    if found is None or found.n < ENOUGH or found.p90 < max(_HOUR, _LONG * whole):
        return False
    return has_tail(found) or found.p90 > _HALF * whole


def _waited(each: Transition | None) -> int:
    """Return what weighs a long wait: how many wait, times what one in ten of them exceeds."""
    return each.durations.n * each.durations.p90 if each is not None and each.durations is not None else 0


def _beyond_the_largest(sizes: dict[str, int]) -> Iterable[str]:
    """Return the names of all but the largest sizes."""
    return sorted(sizes, key=lambda name: (-sizes[name], name))[_MOST_OF_A_KIND:]


def ends_of(found: Discovery) -> set[str]:
    """Return the events where journeys end: nobody goes on, or half of those who come here end, and few begin here."""
    leaving = {each.before for each in found.transitions if each.before != each.after}
    return {
        step.event
        for step in found.steps
        if step.event not in leaving or (step.ends >= USUAL_END * step.cases and step.starts < USUAL_END * step.cases)
    }


def _lost(found: Discovery) -> dict[str, int]:
    """Count the cases that end at an event and have not been at any where journeys end.

    Of a log whose variants are not all known, at least so many; of one of which none is, all that end there.
    """
    ends = ends_of(found)
    if not found.variants:
        return {step.event: step.ends for step in found.steps if step.event not in ends}
    lost: dict[str, int] = {}
    for each in found.variants:
        if ends.isdisjoint(each.events):
            lost[each.events[-1]] = lost.get(each.events[-1], 0) + each.cases
    return lost


def _ways(found: Discovery, order: Sequence[Step], at_least: int) -> dict[str, tuple[Way, ...] | None]:
    """Choose the ways on from each step: those that many take; and what else it takes to get to each step, and to an end.

    Only ways that at least so many cases take are told of. Where none of these gets there, the order of the draft alone
    says where a way leads: its `n` is 0.
    """
    names = [step.event for step in order]
    events = {step.event: step.events for step in order}
    leading: dict[str, list[Way]] = {event: [] for event in names}
    coming: dict[str, list[tuple[int, str]]] = {event: [] for event in names}
    for each in told_transitions(found, at_least):
        if each.before in events and each.after in events and each.before != each.after:
            leading[each.before].append(Way(each.after, each.n, each.n / events[each.before]))
            coming[each.after].append((-each.n, each.before))
    ends, following = ends_of(found), dict(pairwise(names))
    chosen = {event: _chosen(ways, event in ends) for event, ways in leading.items()}
    for event in names[:-1]:
        if not chosen[event] and event not in ends:
            chosen[event].append(Way(following[event], 0, 0.0))
    led_to = {way.to for ways in chosen.values() for way in ways}
    for event in names[1:]:
        if event not in led_to and coming[event]:
            _, before = min(coming[event])
            chosen[before].append(next(way for way in leading[before] if way.to == event))
    _lead_to_each(chosen, names, leading, ends)
    _lead_to_an_end(chosen, names, leading)
    return {event: _unless_default(ways, following.get(event)) for event, ways in chosen.items()}


def _lead_to_each(
    chosen: dict[str, list[Way]], names: Sequence[str], leading: Mapping[str, Sequence[Way]], ends: set[str]
) -> None:
    """Add ways until each step is reached from the first: the commonest, else one from the step that it stands behind."""
    while True:
        known = _reached({event: [way.to for way in ways] for event, ways in chosen.items()}, names[:1])
        lost = next((event for event in names if event not in known), None)
        if lost is None:
            return
        told = [(-way.n, before, way) for before in known for way in leading[before] if way.to == lost]
        earlier = names[: names.index(lost)]
        behind = next((event for event in reversed(earlier) if event not in ends), earlier[-1])
        _, before, way = min(told, default=(0, behind, Way(lost, 0, 0.0)))
        chosen[before].append(way)


def _lead_to_an_end(chosen: dict[str, list[Way]], names: Sequence[str], leading: Mapping[str, Sequence[Way]]) -> None:
    """Add ways until an end is reached from each step: the commonest out of where people would go round for ever."""
    while True:
        back: dict[str, list[str]] = {event: [] for event in names}
        for event, ways in chosen.items():
            for way in ways:
                back[way.to].append(event)
        free = _reached(back, [*(event for event in names if not chosen[event]), names[-1]])
        stuck = [event for event in names if event not in free]
        if not stuck:
            return
        told = [(-way.n, before, way) for before in stuck for way in leading[before] if way.to in free]
        onwards = Way(names[names.index(stuck[-1]) + 1], 0, 0.0)
        _, before, way = min(told, default=(0, stuck[-1], onwards))
        chosen[before].append(way)


def _reached(following: Mapping[str, Iterable[str]], starts: Iterable[str]) -> set[str]:
    found = set(starts)
    waiting = list(found)
    while waiting:
        fresh = [event for event in following[waiting.pop()] if event not in found]
        found.update(fresh)
        waiting += fresh
    return found


def _chosen(ways: Sequence[Way], is_end: bool) -> list[Way]:
    often = [way for way in ways if way.share >= _OFTEN][:_MOST_WAYS]
    return often or ([] if is_end else list(ways[:1]))


def _unless_default(ways: Sequence[Way], following: str | None) -> tuple[Way, ...] | None:
    """Return ways on; None where they are what the format takes for granted."""
    if [way.to for way in ways] == ([following] if following is not None else []):
        return None
    return tuple(ways)
