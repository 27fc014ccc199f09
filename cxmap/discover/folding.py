"""Events that mean the same touchpoint, put together: the draft has one touchpoint for them."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from cxmap.discoveries import InChannel, Transition, Variant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxmap.discoveries import Discovery, Step


def folded(found: Discovery, least: int) -> Discovery:
    """Return a log in which events that the source says mean one touchpoint are one event: the commonest of them.

    It has the touchpoint's id for a name where fewer than `least` cases have that event. An event that is called as a
    touchpoint's id means it too.

    Counts of events, starts, ends, transitions and variants are exact. How many cases come there, or go from one to the
    other, is too where all variants are known, else at least so many as have the commonest. Positions are those of the
    commonest event, durations those of the commonest transition: medians cannot be added up.
    """
    groups: dict[str, list[Step]] = defaultdict(list)
    ids = {step.touchpoint for step in found.steps}
    for step in sorted(found.steps, key=lambda step: (-step.events, step.event)):
        id_ = step.touchpoint if step.touchpoint is not None or step.event not in ids else step.event
        groups[id_ if id_ is not None else f"\0{step.event}"].append(step)
    if all(len(steps) == 1 for steps in groups.values()):
        return found
    called = {
        id_: steps[0].event if steps[0].cases >= least or len(steps) == 1 else id_ for id_, steps in groups.items()
    }
    name = {step.event: called[id_] for id_, steps in groups.items() for step in steps}
    variants = _variants(found, name)
    steps = sorted(
        (_step(called[id_], group, variants, found.cases) for id_, group in groups.items()),
        key=lambda step: (-step.events, step.event),
    )
    return found._replace(
        steps=tuple(steps),
        transitions=tuple(_transitions(found, name, variants)),
        variants=variants,
        variant_count=found.variant_count - len(found.variants) + len(variants),
    )


def _step(name: str, group: Sequence[Step], variants: Sequence[Variant], cases: int) -> Step:
    first = group[0]
    if len(group) == 1:
        return first
    channels: dict[str, InChannel] = {}
    for one in (one for step in group for one in step.channels):
        events, cases_there = channels.get(one.name, one._replace(events=0))[1:]
        channels[one.name] = InChannel(one.name, events + one.events, max(cases_there, one.cases))
    coming, repeated = max(step.cases for step in group), max(step.repeated for step in group)
    if sum(each.cases for each in variants) == cases:
        coming = sum(each.cases for each in variants if name in each.events)
        repeated = sum(each.cases for each in variants if each.events.count(name) > 1)
    return first._replace(
        event=name,
        touchpoint=next(step.touchpoint for step in group if step.touchpoint is not None),
        events=sum(step.events for step in group),
        cases=coming,
        repeated=repeated,
        starts=sum(step.starts for step in group),
        ends=sum(step.ends for step in group),
        channels=tuple(sorted(channels.values(), key=lambda one: (-one.events, one.name))),
    )


def _transitions(found: Discovery, name: Mapping[str, str], variants: Sequence[Variant]) -> list[Transition]:
    """Put transitions together; those between different events of one touchpoint are within it, and go."""
    groups: dict[tuple[str, str], list[Transition]] = defaultdict(list)
    for each in found.transitions:
        before, after = name[each.before], name[each.after]
        if before != after or each.before == each.after:
            groups[before, after].append(each)
    moving: Counter[tuple[str, str]] = Counter()
    if sum(each.cases for each in variants) == found.cases:
        for variant in variants:
            moving.update(dict.fromkeys(pairwise(variant.events), variant.cases))
    together = [
        Transition(
            *pair,
            sum(each.n for each in group),
            moving[pair] or max(each.cases for each in group),
            sum(each.switches for each in group),
            group[0].durations,
        )
        for pair, group in groups.items()
    ]
    return sorted(together, key=lambda each: (-each.n, each.before, each.after))


def _variants(found: Discovery, name: Mapping[str, str]) -> tuple[Variant, ...]:
    taken: Counter[tuple[str, ...]] = Counter()
    for each in found.variants:
        taken[tuple(_collapsed(each.events, name))] += each.cases
    return tuple(Variant(events, n) for events, n in sorted(taken.items(), key=lambda item: (-item[1], item[0])))


def _collapsed(events: Sequence[str], name: Mapping[str, str]) -> list[str]:
    """Return a way by touchpoints: different events of one touchpoint in a row are one, the same event again is another."""
    kept: list[str] = []
    for touchpoint, run in groupby(events, key=name.__getitem__):
        before = None
        for event in run:
            if before in (None, event):
                kept.append(touchpoint)
            before = event
    return kept
