"""Events that mean the same touchpoint, put together: the draft has one touchpoint for them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from cxmap.discoveries import Transition, Variant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxmap.discoveries import Discovery, Step


def folded(found: Discovery) -> Discovery:
    """Return a log in which events that the source says mean one touchpoint are one event: the commonest of them.

    Counts of events, starts, ends, transitions and variants are exact. How many cases come there is too where all
    variants are known, else at least so many as come to the commonest. Positions are those of the commonest event,
    durations those of the commonest transition: medians cannot be added up.
    """
    groups: dict[str, list[Step]] = defaultdict(list)
    for step in sorted(found.steps, key=lambda step: (-step.events, step.event)):
        groups[step.touchpoint if step.touchpoint is not None else f"\0{step.event}"].append(step)
    if all(len(steps) == 1 for steps in groups.values()):
        return found
    name = {step.event: steps[0].event for steps in groups.values() for step in steps}
    variants = _variants(found, name)
    steps = sorted(
        (_step(group, variants, found.cases) for group in groups.values()), key=lambda step: (-step.events, step.event)
    )
    return replace(
        found,
        steps=tuple(steps),
        transitions=tuple(_transitions(found, name)),
        variants=variants,
        variant_count=found.variant_count - len(found.variants) + len(variants),
    )


def _step(group: Sequence[Step], variants: Sequence[Variant], cases: int) -> Step:
    first = group[0]
    if len(group) == 1:
        return first
    channels: Counter[str] = Counter()
    for step in group:
        channels.update(dict(step.channels))
    coming, repeated = max(step.cases for step in group), max(step.repeated for step in group)
    if sum(each.cases for each in variants) == cases:
        coming = sum(each.cases for each in variants if first.event in each.events)
        repeated = sum(each.cases for each in variants if each.events.count(first.event) > 1)
    return replace(
        first,
        events=sum(step.events for step in group),
        cases=coming,
        repeated=repeated,
        starts=sum(step.starts for step in group),
        ends=sum(step.ends for step in group),
        channels=tuple(sorted(channels.items(), key=lambda item: (-item[1], item[0]))),
    )


def _transitions(found: Discovery, name: Mapping[str, str]) -> list[Transition]:
    """Put transitions together; those between different events of one touchpoint are within it, and go."""
    groups: dict[tuple[str, str], list[Transition]] = defaultdict(list)
    for each in found.transitions:
        before, after = name[each.before], name[each.after]
        if before != after or each.before == each.after:
            groups[before, after].append(each)
    together = [
        Transition(
            before, after, sum(each.n for each in group), sum(each.switches for each in group), group[0].durations
        )
        for (before, after), group in groups.items()
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
