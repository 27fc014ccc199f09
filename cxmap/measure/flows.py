"""Figures of events: who touches what, how often again, how long until what comes next, where cases end, and the moves between."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from cxmap.data.event_counts import median_position, summed
from cxmap.data.lookup import spelling_of
from cxmap.data.naming import known_names, named
from cxmap.measure.durations import time_figure
from cxmap.measure.hiding import hidden
from cxmap.measure.switching import switching_of
from cxmap.measure.things import last_stage, things_of
from cxmap.measurements import MeasuredLog
from cxmap.measurements.flows import FlowFigure, FlowGroup, FlowMove, FlowStep, FlowStranger
from cxmap.personal_data import masked
from cxmap.statistics.comparisons import adjusted, ranks_differ

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from cxmap.data.event_counts import EventCounts
    from cxmap.document import Document
    from cxmap.language import Language
    from cxmap.measure.touching import Touching
    from cxmap.measurements import TimeFigure
    from cxmap.measurements.flows import FlowSwitching
    from cxmap.model.data import EventSource

Counted = TypeVar("Counted")
MOST_MOVES = 50
"""So many moves are told of a log, the commonest."""
_Move = tuple[str, bool, str, bool]
"""What moves from where to where: touchpoints by their ids, events as they are shown; each with whether it is a touchpoint."""
_ODD = "\n"
"""Before an event that means no touchpoint, among those that do."""


class Untold(NamedTuple):
    """What few cases of a log did, and what would tell of it: `parts` are touchpoints, by their ids, and other events; `moves` are
    from one touchpoint to another, `beside` those that are not told beside them.
    """

    parts: frozenset[str]
    moves: frozenset[tuple[str, str]]
    beside: frozenset[tuple[str, str]]


class CountedEvents(NamedTuple):
    """The counts of an event log, and what our things may be called in it (see `names_of`), of all maps it is about.

    `touching` are its cases beside logs of complaints, by the ids of these.
    """

    source: EventSource
    counts: EventCounts
    names: Mapping[str, Mapping[str, str]]
    touching: Mapping[str, Touching] = {}


def flows_of(document: Document, counted: Sequence[CountedEvents], least: int, language: Language) -> list[FlowFigure]:
    """Return what each event log says of a map; nothing of fewer than `least` cases, events or moves.

    Whether channels differ, and what a change of channel does, is corrected for how many logs there are (Benjamini and Hochberg).
    """
    found = [_Flow(document, one, least, language).figure() for one in counted]
    channels = iter(adjusted([one.channels.p for one in found if one.channels is not None]))
    changes = [one.switching for one in found if one.switching is not None]
    reached = iter(adjusted([one.p_reached for one in changes if one.p_reached is not None]))
    durations = iter(adjusted([one.p_duration for one in changes if one.p_duration is not None]))
    return [
        one._replace(
            channels=one.channels._replace(p=next(channels)) if one.channels is not None else None,
            switching=one.switching._replace(
                p_reached=next(reached) if one.switching.p_reached is not None else None,
                p_duration=next(durations) if one.switching.p_duration is not None else None,
            )
            if one.switching is not None
            else None,
        )
        for one in found
    ]


def untold_of(document: Document, counted: CountedEvents, least: int, language: Language) -> Untold:
    """Return what is not told of an event log about a map, since fewer than `least` cases did it, or would follow from it."""
    flow = _Flow(document, counted, least, language)
    making = flow.moves()[1]
    few = frozenset((move[0], move[2]) for move, cases in making.items() if cases < flow.least)
    untold = frozenset((move[0], move[2]) for move in flow.untold_moves(making) if move[1] and move[3])
    return Untold(flow.untold, few, untold - few)


def event_logs_of(counted: Sequence[CountedEvents]) -> Iterator[MeasuredLog]:
    """Yield what was read of each log; of what was not taken, times as they were written, but no events: these are of few."""
    for source, counts, *_ in counted:
        rejected = tuple(
            (each.reason, each.rows, each.samples if each.reason in ("unreadable-date", "more-cells") else ())
            for each in counts.rejected
        )
        rows = counts.events + sum(each.rows for each in counts.rejected)
        yield MeasuredLog(source.id, "events", tuple(counts.files), rows, rejected)


class _Flow:
    """One event log about one map."""

    def __init__(self, document: Document, counted: CountedEvents, least: int, language: Language) -> None:
        self.source, self.counts, names, _ = counted
        self.least = max(least, 1)
        things = list(things_of(document, language))
        self.things = {thing.id: thing for thing in things if thing.of == "touchpoint" and thing.id}
        self.touchpoints, self.channel, self.segment = (
            known_names(self.source, names, dimension) for dimension in ("touchpoint", "channel", "segment")
        )
        self.all_told = sum(one.cases for one in self.counts.variants) == self.counts.cases
        self.events: defaultdict[str, set[str]] = defaultdict(set)
        for step in self.counts.steps:
            self.events[self._touchpoint(step.event)].add(step.event)
        self.steps = {step.event: step for step in self.counts.steps}
        self.positions = _by_event(self.counts.positions, lambda one: one.event)
        self.onward = _by_event(self.counts.transitions, lambda one: one.before)
        self.used = _by_event(self.counts.channels, lambda one: one.event)
        seen = {self._touchpoint(step.event) for step in self.counts.steps if step.cases >= self.least}
        self.end = last_stage(things, seen)
        self.untold = self._untold()

    def _touchpoint(self, event: str) -> str:
        """Return the id of the touchpoint that an event means, of this map or of another; "" where it means none."""
        return self.touchpoints.get(spelling_of(event), "")

    def _untold(self) -> frozenset[str]:
        """Return what is not told of few cases, and what would give it away: touchpoints by their ids, other events as `_odd` has them.

        All events and all ends, less those of what is told, are of what is not. Cases have several events, so what is hidden
        together is of as many cases as the commonest of it, and one of enough is hidden with those of few. What touchpoints
        of other maps are touched is told there.
        """
        using: dict[str, int] = {}
        for step in self.counts.steps:
            id_ = self._touchpoint(step.event)
            part = id_ or _odd(step.event)
            using[part] = max(using.get(part, 0), step.cases)
        for id_ in self.things:
            if id_ in using:
                using[id_] = max(using[id_], self._cases(self.events[id_])[0] or 0)
        small = {part for part, cases in using.items() if cases < self.least}
        told = [part for part in using if part not in small and (part in self.things or part.startswith(_ODD))]
        if small and told:
            small.add(min(told, key=lambda part: (using[part], part)))
        return frozenset(small)

    def figure(self) -> FlowFigure:
        """Return everything that is told of the log."""
        counts = self.counts
        if counts.cases < self.least:
            return FlowFigure(self.source.id)
        by_channel = self._buckets("channel") if counts.columns.channel else {}
        sizes = {channel: lot.total() for channel, lot in by_channel.items() if channel}
        untold = hidden(sizes, counts.cases, self.least)
        shown = [by_channel[channel] for channel, n in sizes.items() if channel not in untold and n > 1]
        return FlowFigure(
            self.source.id, counts.events, counts.cases,
            time_figure(summed((one.bucket, one.n) for one in counts.durations), self.least),
            tuple(self._steps()), tuple(self._strangers()), tuple(self._moves()), tuple(self._groups()),
            ranks_differ(shown), self._switching(),
        )  # fmt: skip

    def _switching(self) -> FlowSwitching | None:
        if self.counts.ways is None:
            return None
        return switching_of(self.counts.ways.ends, self.channel, self.end, self._touchpoint, self.least)

    def _steps(self) -> Iterator[FlowStep]:
        for id_, thing in self.things.items():
            own = self.events.get(id_)
            if not own:
                continue
            events = sum(self.steps[event].events for event in own)
            cases, repeated = self._cases(own)
            if id_ in self.untold:
                yield FlowStep(id_, thing.name)
                continue
            ends = sum(self.steps[event].ends for event in own)
            yield FlowStep(
                id_, thing.name, cases,
                None if cases is None else cases / self.counts.cases,
                events,
                self._share(repeated, cases),
                self._share(ends, cases),
                median_position(one for event in sorted(own) for one in self.positions[event]),
                self._wait(own), tuple(self._channels(own, events)),
            )  # fmt: skip

    def _share(self, part: int | None, cases: int | None) -> float | None:
        """Return a share of cases; None where it is not known, or that of a few people, who could be counted from it."""
        if part is None or cases is None or 0 < part < self.least:
            return None
        return part / cases

    def _cases(self, own: set[str]) -> tuple[int | None, int | None]:
        """Return how many cases have one of some events, and one more than once; None where that is not known."""
        if len(own) == 1:
            (event,) = own
            return self.steps[event].cases, self.steps[event].repeated
        if not self.all_told:
            return None, None
        cases = repeated = 0
        for variant in self.counts.variants:
            there = [event for event in variant.events if event in own]
            cases += variant.cases if there else 0
            repeated += variant.cases if len(set(there)) < len(there) else 0
        return cases, repeated

    def _wait(self, own: set[str]) -> TimeFigure | None:
        moves = (one.buckets for event in sorted(own) for one in self.onward[event] if one.after not in own)
        forwards = (pair for buckets in moves for pair in buckets.items() if pair[0] >= 0)
        return time_figure(summed(forwards), self.least)

    def _channels(self, own: set[str], events: int) -> Iterator[tuple[str, float]]:
        """Yield the channels that enough cases use, however often one of them does: a name that few write may be a person's.

        At least so many cases use a channel: as many as have one of the events there.
        """
        found: Counter[str] = Counter()
        cases: Counter[tuple[str, str]] = Counter()
        for one in (one for event in sorted(own) for one in self.used[event]):
            channel = named(one.channel, self.channel) or self.source.channel or ""
            found[channel] += one.n
            cases[channel, one.event] += one.cases
        using: dict[str, int] = {}
        for (channel, _), n in cases.items():
            using[channel] = max(using.get(channel, 0), n)
        untold = hidden({channel: n for channel, n in using.items() if channel}, sum(using.values()), self.least)
        for channel, n in sorted(found.items(), key=lambda each: (-each[1], each[0])):
            if channel and channel not in untold:
                yield channel, n / events

    def _strangers(self) -> Iterator[FlowStranger]:
        for step in sorted(self.counts.steps, key=lambda step: (-step.cases, step.event)):
            if not self._touchpoint(step.event) and _odd(step.event) not in self.untold:
                yield FlowStranger(masked(step.event), step.events, step.cases, step.cases / self.counts.cases)

    def moves(self) -> tuple[Counter[_Move], Counter[_Move]]:
        """Return how often each move is made, and how many cases make it.

        Of events of ours that are put together, the cases of each are added up: at most so many make the move. To or from an
        event that no map knows it takes as many that have the same two events.
        """
        moves: Counter[_Move] = Counter()
        making: Counter[_Move] = Counter()
        for one in self.counts.transitions:
            first, second = self._touchpoint(one.before), self._touchpoint(one.after)
            if one.before == one.after or not first or first != second:  # within a touchpoint nothing moves
                move = first or masked(one.before), bool(first), second or masked(one.after), bool(second)
                moves[move] += one.n
                making[move] = making[move] + one.cases if first and second else max(making[move], one.cases)
        return moves, making

    def _moves(self) -> Iterator[FlowMove]:
        """Yield the commonest moves that enough cases make, however often one of them does."""
        moves, making = self.moves()
        untold = self.untold_moves(making)
        told = [(move, n) for move, n in moves.items() if move not in untold]
        for move, n in sorted(told, key=lambda each: (-each[1], each[0]))[:MOST_MOVES]:
            first, first_known, second, second_known = move
            yield FlowMove(first, second, first_known, second_known, n)

    def untold_moves(self, making: Mapping[_Move, int]) -> frozenset[_Move]:
        """Return the moves that are not told, by how many cases make each: who knows how often a touchpoint is left adds them up."""
        hidden_ = {masked(part[len(_ODD) :]) if part.startswith(_ODD) else part for part in self.untold}
        untold = {move for move in making if move[0] in hidden_ or move[2] in hidden_}
        ahead: defaultdict[tuple[str, bool], dict[_Move, int]] = defaultdict(dict)
        left: Counter[tuple[str, bool]] = Counter()
        for move, cases in making.items():
            left[move[:2]] += cases
            if move not in untold:
                ahead[move[:2]][move] = cases
        for at, moves in ahead.items():
            untold |= hidden(moves, left[at], self.least)
        return frozenset(untold)

    def _groups(self) -> Iterator[FlowGroup]:
        asked: tuple[tuple[Literal["channel", "segment"], str | None], ...] = (
            ("channel", self.counts.columns.channel),
            ("segment", self.counts.columns.segment),
        )
        for by, column in asked:
            found = self._buckets(by) if column is not None else {}
            sizes = {id_: buckets.total() for id_, buckets in found.items() if id_}
            untold = hidden(sizes, self.counts.cases, self.least)
            for id_, buckets in sorted(found.items(), key=lambda each: (-each[1].total(), each[0])):
                if id_ and id_ not in untold:
                    yield FlowGroup(by, id_, buckets.total(), time_figure(buckets, self.least))

    def _buckets(self, by: str) -> dict[str, Counter[int]]:
        """Return how long cases took, by channel or segment."""
        found: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for one in self.counts.durations:
            channel, segment = named(one.channel, self.channel), named(one.segment, self.segment)
            found[channel or self.source.channel or "" if by == "channel" else segment][one.bucket] += one.n
        return found


def _by_event(counts: Iterable[Counted], event: Callable[[Counted], str]) -> defaultdict[str, list[Counted]]:
    """Return counts by the event that each is of."""
    found: defaultdict[str, list[Counted]] = defaultdict(list)
    for one in counts:
        found[event(one)].append(one)
    return found


def _odd(event: str) -> str:
    return _ODD + event
