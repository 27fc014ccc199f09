"""How much of what people did a map explains, and where they did something else.

The terms, for a log of cases, each a sequence of events:

- An event *is on the map* if it means one of its touchpoints (`drawn.columns_of`).
- A *move* is one event right after another in a case. Different events that mean the same touchpoint are steps within
  it: between these there is no move. The same event again is one, to the same touchpoint.
- The map *explains* a move if both events are on the map and it draws a way from one to the other: one that `next`
  names, else that to the touchpoint which follows in the order that a persona passes them (`drawn.Drawn`). The way may
  lead past touchpoints that no event of the log means: what a log cannot see is not held against the map. Repeats,
  steps back and skips of what the log sees are explained only where `next` names them.
- A case *keeps to the map* if all its events are on the map and all its moves are explained, wherever it begins and
  ends: the format has no way to say that some go on from a touchpoint and some end there.
- A case that does not come to a touchpoint *skips* it if it comes to one that has its place after it on the map, whatever
  it does then; else it *had left before*.

The share of moves that are explained is, of what process mining calls fitness, the plainest form: every figure is a
count that can be checked by hand. Alignments (van der Aalst, Process Mining, 2016, section 8.3) weigh a case by its
cheapest repair instead; what they add in precision they take from whoever has to explain the figure.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from cxmap.conformance.drawn import alike, columns_of, drawn
from cxmap.conformance.results import Conformance, Detour, Fragment, Misplaced, NotReached, OtherChannel, Unmapped
from cxmap.discoveries import MAIN, InChannel
from cxmap.language import LANGUAGES
from cxmap.model.reading import words
from cxmap.model.vocabulary import CHANNELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cxmap.conformance.drawn import Drawn
    from cxmap.conformance.results import DetourKind
    from cxmap.discoveries import Discovery, Step, Transition
    from cxmap.language import Language
    from cxmap.model.journey import JourneyMap
    from cxmap.model.library import Library
    from cxmap.model.ways import Pair

AT_LEAST = 10
"""What fewer people did is not listed."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A log beside a map: the `columns` of the touchpoints that its events mean, and the `ways` between these."""

    found: Discovery
    on_map: Drawn
    columns: Mapping[str, int]
    ways: frozenset[Pair]

    def is_move(self, before: str, after: str) -> bool:
        """Whether the one event after the other is a move, and not a step within a touchpoint."""
        column = self.columns.get(before)
        return before == after or column is None or column != self.columns.get(after)

    def explains(self, before: str, after: str) -> bool:
        """Whether the map draws the way from the one event to the other."""
        return (self.columns.get(before), self.columns.get(after)) in self.ways

    def moves(self) -> Iterator[Transition]:
        """Yield the transitions that are moves."""
        return (each for each in self.found.transitions if self.is_move(each.before, each.after))

    def kind(self, before: str, after: str) -> DetourKind:
        """Say what a move that is not explained is, as the map sees it."""
        tail, head = self.columns.get(before), self.columns.get(after)
        if tail is None or head is None:
            return "off-map"
        return "repeat" if tail == head else "back" if head < tail else "skip"

    def cases_at(self, column: int) -> int:
        """Return how many cases come to a touchpoint.

        Where several events mean it, and not all variants are known, this is the number for the commonest of them: at
        least so many do.
        """
        events = {event for event, at in self.columns.items() if at == column}
        steps = [step for step in self.found.steps if step.event in events]
        if len(steps) > 1 and sum(each.cases for each in self.found.variants) == self.found.cases:
            return sum(each.cases for each in self.found.variants if not events.isdisjoint(each.events))
        return max((step.cases for step in steps), default=0)


def compared(found: Discovery, journey: JourneyMap) -> Compared:
    """Put a log beside a map."""
    on_map = drawn(journey)
    columns = columns_of(found.steps, on_map)
    return Compared(found, on_map, columns, on_map.moves_between(set(columns.values())))


def check(
    found: Discovery, journey: JourneyMap, library: Library, language: Language, at_least: int = AT_LEAST
) -> Conformance:
    """Hold a log against a map. What fewer than `at_least` cases did, however often, is counted, and not listed."""
    both = compared(found, journey)
    moves = sum(each.n for each in both.moves())
    detours = [each for each in both.moves() if not both.explains(each.before, each.after)]
    listed = [
        Detour(
            each.before, each.after, both.kind(each.before, each.after), each.n, each.cases, each.n / moves,
            each.durations if each.durations is not None and each.durations.n >= at_least else None,
        )
        for each in sorted(detours, key=lambda each: (-each.n, each.before, each.after))
        if each.cases >= at_least
    ]  # fmt: skip
    unexplained = sum(each.n for each in detours)
    fragments = _fragments(both)
    unmapped = [step for step in found.steps if step.event not in both.columns]
    seen = set(both.columns.values())
    known = [each for each in found.variants if each.events]
    keeping = [each for each in known if _keeps(both, each.events)]
    return Conformance(
        map=journey.id,
        title=words(journey.title, language),
        source=found.source,
        cases=found.cases,
        moves=moves,
        moves_explained=moves - unexplained,
        cases_known=sum(each.cases for each in known),
        cases_explained=sum(each.cases for each in keeping),
        detours=tuple(listed),
        rarer=unexplained - sum(each.n for each in listed),
        rarer_kinds=len(detours) - len(listed),
        fragments=tuple(each for each in fragments if each.cases >= at_least),
        rarer_fragments=sum(each.cases < at_least for each in fragments),
        not_reached=tuple(_not_reached(both, language, at_least)),
        without_events=tuple(
            (both.on_map.key(place.column), both.on_map.name(place.column, language))
            for place in both.on_map.places
            if place.column not in seen
        ),
        unmapped=tuple(
            Unmapped(step.event, step.events, step.cases, step.cases / found.cases)
            for step in sorted(unmapped, key=lambda step: (-step.cases, step.event))
            if step.cases >= at_least
        ),
        unmapped_rarer=sum(step.cases < at_least for step in unmapped),
        misplaced=tuple(_misplaced(both, language, at_least)),
        channels=tuple(_channels(both, library, language, at_least)),
        at_least=at_least,
    )


def _keeps(both: Compared, events: Sequence[str]) -> bool:
    return all(event in both.columns for event in events) and all(
        both.explains(before, after) for before, after in pairwise(events) if both.is_move(before, after)
    )


def _fragments(both: Compared) -> list[Fragment]:
    """Return the stretches of several moves in a row that are not explained; a single move is a detour already."""
    taken: Counter[tuple[str, ...]] = Counter()
    for variant in both.found.variants:
        for stretch in set(_stretches(both, variant.events)):
            taken[stretch] += variant.cases
    known = sum(each.cases for each in both.found.variants)
    in_order = sorted(taken.items(), key=lambda item: (-item[1], item[0]))
    return [Fragment(stretch, cases, cases / known) for stretch, cases in in_order]


def _stretches(both: Compared, events: Sequence[str]) -> Iterator[tuple[str, ...]]:
    start: int | None = None
    for at, (before, after) in enumerate(pairwise(events)):
        if both.is_move(before, after) and not both.explains(before, after):
            start = at if start is None else start
            continue
        if start is not None and at - start > 1:
            yield tuple(events[start : at + 1])
        start = None
    if start is not None and len(events) - 1 - start > 1:
        yield tuple(events[start:])


def _not_reached(both: Compared, language: Language, at_least: int) -> Iterator[NotReached]:
    """Yield the touchpoints to which many cases do not come, in the order of the map, and why they do not."""
    total = both.found.cases
    columns = both.columns
    known = [
        (each.cases, {columns[event] for event in each.events if event in columns}) for each in both.found.variants
    ]
    for column in sorted(set(columns.values())):
        cases = total - both.cases_at(column)
        key, name = both.on_map.key(column), both.on_map.name(column, language)
        if total - cases < at_least:
            yield NotReached(key, name)
            continue
        if not known:
            if cases >= at_least:
                yield NotReached(key, name, cases, cases / total)
            continue
        skipped = sum(n for n, seen in known if column not in seen and max(seen, default=-1) > column)
        left = sum(n for n, seen in known if column not in seen) - skipped
        told = [n if n >= at_least or not n else None for n in (skipped, left)]
        if cases >= at_least:
            shown = None if told.count(None) == 1 else cases  # else the one that is of few would follow
            yield NotReached(key, name, shown, None if shown is None else shown / total, *told)


def _misplaced(both: Compared, language: Language, at_least: int) -> Iterator[Misplaced]:
    """Yield the fewest touchpoints that have to move for the map to be in the log's order.

    These are the ones outside of a longest run of touchpoints whose median positions do not fall. Those to which few
    cases come are not looked at: where they stand says more of how long their cases are than of where they belong.
    """
    standing = sorted(_positions(both, max(at_least, MAIN * both.found.cases)).items())
    kept = _longest_rising([position for _, position in standing])
    in_order = sorted(standing, key=lambda item: item[1])
    for index, (column, position) in enumerate(standing):
        if index not in kept:
            before = [other for other, at in in_order if at < position and other != column]
            after = both.on_map.name(before[-1], language) if before else ""
            yield Misplaced(both.on_map.key(column), both.on_map.name(column, language), position, after)


def _positions(both: Compared, at_least: float) -> dict[int, float]:
    """Return the median position of each touchpoint, that of its commonest event, in hundredths."""
    found: dict[int, float] = {}
    for step in sorted(both.found.steps, key=lambda step: (-step.events, step.event)):
        column = both.columns.get(step.event)
        if column is not None and step.cases >= at_least:
            found.setdefault(column, round(step.position, 2))
    return found


def _longest_rising(values: Sequence[float]) -> set[int]:
    """Return the indexes of a longest run of values that never falls; of several, the one that ends first."""
    lengths: list[int] = []
    previous: list[int | None] = []
    for at, value in enumerate(values):
        lower = [other for other in range(at) if values[other] <= value]
        best = max(lower, key=lambda other: (lengths[other], -other), default=None)
        previous.append(best)
        lengths.append(1 if best is None else lengths[best] + 1)
    last = max(range(len(values)), key=lambda at: (lengths[at], -at), default=None)
    kept = set()
    while last is not None:
        kept.add(last)
        last = previous[last]
    return kept


def _channels(both: Compared, library: Library, language: Language, at_least: int) -> Iterator[OtherChannel]:
    for place in both.on_map.places:
        claimed = place.touchpoint.channel
        steps = [step for step in both.found.steps if both.columns.get(step.event) == place.column]
        counts = _by_channel(steps, library)
        if claimed is None or not counts:
            continue
        measured, n, cases = min(counts, key=lambda one: (-one.events, one.name))
        total = sum(one.events for one in counts)
        if measured != claimed and cases >= at_least:
            key, name = both.on_map.key(place.column), both.on_map.name(place.column, language)
            yield OtherChannel(key, name, claimed, measured, total, n / total)


def _by_channel(steps: Iterable[Step], library: Library) -> list[InChannel]:
    """Count events by channel, those of the map by their id; what the log does not say is left out.

    At least so many cases are in a channel: as many as take one of the steps there.
    """
    names = [
        (id_, words(channel.name, language)) for id_, channel in library.channels.items() for language in LANGUAGES
    ]
    names += [(id_, name) for id_, channel in CHANNELS.items() for name in channel.name]
    ids = {alike(id_): id_ for id_ in (*CHANNELS, *library.channels)}
    for id_, name in names:
        ids.setdefault(alike(name), id_)
    counts: dict[str, InChannel] = {}
    for one in (one for step in steps for one in step.channels if one.name):
        name = ids.get(alike(one.name), one.name)
        _, events, cases = counts.get(name, InChannel(name, 0, 0))
        counts[name] = InChannel(name, events + one.events, max(cases, one.cases))
    return list(counts.values())
