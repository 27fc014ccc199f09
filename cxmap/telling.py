"""What may be told of an event log: nothing of few cases, nor what of them would follow from the sums beside it.

Counts add up: what goes on from a step and what ends there are its events, so are what comes from another step and what
begins there; all transitions are the events less the cases; all variants, and all groups, are the cases. Who knows a sum
and its parts but one knows that one, too. So of each sum the parts that are held back are at least two, and at least as
many as the limit together: where they would be fewer, another part is held back with them (complementary suppression:
Hundepool and others, Statistical Disclosure Control, 2012, chapter 4): one that needs the fewest others beside it in its
other sums; of these, the smallest. The main part of a sum, half of it or
more, is always told: without it nothing would be left to see. So what few do beside it alone, or beside what follows in
turn, does follow, though it is not told, and README says so. To hide more for its sake would be in vain.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from cxmap.discoveries import told_steps, told_transitions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxmap.discoveries import Discovery, Group, InChannel, Step, Transition, Variant

Flow = tuple[str | None, str | None]
"""From one step to another; None stands before the first step of a case, and behind the last."""


class Told(NamedTuple):
    """What may be told of a log; `held_back` are the flows that may not.

    Starts and ends of a step are flows: `(None, step)`, `(step, None)`. There is none where no case starts or ends.
    """

    transitions: tuple[Transition, ...]
    held_back: frozenset[Flow]

    def starts(self, step: Step) -> int | None:
        """Return how many cases start with a step, None where that may not be told."""
        return None if (None, step.event) in self.held_back else step.starts

    def ends(self, step: Step) -> int | None:
        """Return how many cases end with a step, None where that may not be told."""
        return None if (step.event, None) in self.held_back else step.ends


def told_of(found: Discovery, least: int) -> Told:
    """Return the transitions, starts and ends that may be told where what fewer than `least` cases do may not."""
    sizes: dict[Flow, int] = {(each.before, each.after): each.n for each in found.transitions}
    few = sizes.keys() - {(each.before, each.after) for each in told_transitions(found, least)}
    for step in found.steps:
        for flow, n in (((None, step.event), step.starts), ((step.event, None), step.ends)):
            if n:
                sizes[flow] = n
                if n < least:
                    few.add(flow)
    if few:
        few = _with_guards(_sums(found, least), sizes, few, least)
    transitions = (each for each in found.transitions if (each.before, each.after) not in few)
    return Told(tuple(transitions), frozenset(few))


def _sums(found: Discovery, least: int) -> list[list[Flow]]:
    """Return the parts of each sum that is told, or follows: by step, all starts, all ends, all transitions."""
    within: list[Flow] = [(each.before, each.after) for each in found.transitions]
    starts: list[Flow] = [(None, step.event) for step in found.steps if step.starts]
    ends: list[Flow] = [(step.event, None) for step in found.steps if step.ends]
    out: dict[str, list[Flow]] = {step.event: [] for step in found.steps if step.cases >= least}
    into: dict[str, list[Flow]] = {event: [] for event in out}
    for flow in chain(within, starts, ends):
        before, after = flow
        if before in out:
            out[before].append(flow)
        if after in into:
            into[after].append(flow)
    return [*out.values(), *into.values(), starts, ends, within]


def _with_guards(sums: Iterable[Sequence[Flow]], sizes: Mapping[Flow, int], few: set[Flow], least: int) -> set[Flow]:
    """Add to what is held back until none of it follows from a sum, as far as that can be without main parts."""
    free = _not_following([parts for parts in sums if parts], sizes)
    sums = [kept for parts in sums if (kept := [part for part in parts if part in free])]
    of = _places(sums)
    hidden, touched = set(few), {at for part in few for at in of.get(part, ())}
    waiting = sorted(touched)
    for at in waiting:  # each once: where enough of a sum is held back, it stays so
        others = [part for part in sums[at] if part not in hidden]
        if others and _follows([sizes[part] for part in sums[at] if part in hidden], least):
            chosen = min(
                others, key=lambda part: (len({*of[part]} - touched), sizes[part], part[0] or "", part[1] or "")
            )
            hidden.add(chosen)
            fresh = [other for other in of[chosen] if other not in touched]
            touched.update(fresh)
            waiting += fresh
    return hidden


def _not_following(sums: Sequence[Sequence[Flow]], sizes: Mapping[Flow, int]) -> set[Flow]:
    """Return the parts that do not follow from sums and their main parts alone: each has others beside it in every sum."""
    free = {part for parts in sums for part in parts}
    waiting = [part for parts in sums if (part := _main(parts, sizes)) is not None]
    of = _places(sums)
    left = [len(parts) for parts in sums]
    while waiting:
        part = waiting.pop()
        if part not in free:
            continue
        free.remove(part)
        for at in of[part]:
            left[at] -= 1
            if left[at] == 1:
                waiting += [other for other in sums[at] if other in free]
    return free


def _places(sums: Sequence[Sequence[Flow]]) -> dict[Flow, list[int]]:
    """Return by part the sums that it is in."""
    found: dict[Flow, list[int]] = {}
    for at, parts in enumerate(sums):
        for part in parts:
            found.setdefault(part, []).append(at)
    return found


def _main(parts: Sequence[Flow], sizes: Mapping[Flow, int]) -> Flow | None:
    largest = max(parts, key=sizes.__getitem__)
    return largest if 2 * sizes[largest] >= sum(sizes[part] for part in parts) else None


def _follows(hidden: Sequence[int], least: int) -> bool:
    """Whether what is held back of a sum may be known from what is told: it is one part, or few."""
    return bool(hidden) and (len(hidden) == 1 or sum(hidden) < least)


def told_variants(found: Discovery, least: int) -> list[Variant]:
    """Return the variants that may be told, the most frequent first."""
    told = [one for one in found.variants if one.cases >= least]
    rest = found.cases - sum(one.cases for one in told)
    if _is_few(found.variant_count - len(told), rest, least) and told and 2 * told[-1].cases < found.cases:
        told.pop()
    return told


def told_groups(found: Discovery, by: str, least: int) -> list[Group]:
    """Return the channels or segments of cases that may be told."""
    every = [group for group in found.groups if group.by == by]
    told = [group for group in every if group.cases >= least]
    rest = sum(group.cases for group in every) - sum(group.cases for group in told)
    if told and _is_few(len(every) - len(told), rest, least):
        smallest = min(told, key=lambda group: (group.cases, group.id))
        if 2 * smallest.cases < found.cases:
            told.remove(smallest)
    return told


def told_channels(step: Step, least: int) -> list[InChannel]:
    """Return the channels of a step that may be told."""
    told = [one for one in step.channels if one.cases >= least]
    rest = step.events - sum(one.events for one in told)
    if told and _is_few(len(step.channels) - len(told), rest, least):
        smallest = min(told, key=lambda one: (one.events, one.name))
        if 2 * smallest.events < step.events:
            told.remove(smallest)
    return told


def _is_few(kinds: int, n: int, least: int) -> bool:
    return kinds == 1 or 0 < n < least


def rest_told(kinds: int, n: int, least: int) -> int | None:
    """Return how many `n` are of what is held back, of so many kinds; None where that would tell of one, or of few."""
    return None if _is_few(kinds, n, least) else n


class HeldBack(NamedTuple):
    """How many steps, transitions, variants, channels and segments are held back, for the sake of few cases."""

    steps: int
    transitions: int
    variants: int
    channels: int
    segments: int


def held_back(found: Discovery, least: int, flows: Told | None = None) -> HeldBack:
    """Count what may not be told; `flows` is what may, where that is known. A channel is held back if neither a step nor cases tell it."""
    flows = flows or told_of(found, least)
    told = {one.name for step in found.steps for one in told_channels(step, least)}
    told |= {group.id for group in told_groups(found, "channel", least)}
    channels = {one.name for step in found.steps for one in step.channels}
    channels |= {group.id for group in found.groups if group.by == "channel"}
    segments = {group.id for group in found.groups if group.by == "segment"}
    return HeldBack(
        len(found.steps) - len(told_steps(found, least)),
        len(found.transitions) - len(flows.transitions),
        found.variant_count - len(told_variants(found, least)),
        len(channels - told - {""}),
        len(segments - {group.id for group in told_groups(found, "segment", least)} - {""}),
    )
