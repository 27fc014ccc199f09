"""Complaints per 1,000 cases: those about something by the cases that touched it in the same time."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from cxmap.data.lookup import spelling_of
from cxmap.data.naming import known_names
from cxmap.measure.hiding import hidden_by
from cxmap.measure.things import leaves_of
from cxmap.measurements import ComplaintRate, Figure
from cxmap.statistics.intervals import rate_interval

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from cxmap.measure.flows import CountedEvents
    from cxmap.measure.hiding import Cell, Hidden, Path
    from cxmap.measure.things import Thing
    from cxmap.measure.touching import Touching

PER = 1000
"""So many cases complaints are told of."""
_WITHIN, _OUTSIDE = "within", ""


class Rates:
    """The complaints of a log by the cases of event logs: of a journey, its stages and its touchpoints.

    `dated` are the complaints about each touchpoint by period, `untold` is what is not told of them. Who knows how many came in
    within some periods, and those of the periods that are told, knows how many came in within those that are not: of these
    periods, and of the others.
    """

    def __init__(
        self,
        log: str,
        things: Sequence[Thing],
        dated: Mapping[Cell, int],
        untold: Hidden,
        events: Sequence[CountedEvents],
        least: int,
    ) -> None:
        self.untold, self.least = untold, least
        self.periods = {period for _, period in dated}
        self.counts: defaultdict[Path, Counter[str]] = defaultdict(Counter)
        """How many complaints came in within each period, about everything in the tree."""
        for (leaf, period), n in dated.items():
            for length in range(len(leaf) + 1):
                self.counts[leaf[:length]][period] += n
        self.beside: list[tuple[CountedEvents, Touching, Mapping[Path, list[str]]]] = []
        """Each event log, its cases, and its events by what they are about."""
        self.within: list[frozenset[Cell]] = []
        leaves = leaves_of(things)
        for one in events:
            touching = one.touching.get(log)
            if touching is None:
                continue
            self.beside.append((one, touching, _events_of(one, leaves)))
            sizes: Counter[Cell] = Counter()
            for (leaf, period), n in dated.items():
                sizes[leaf, _WITHIN if period in touching.periods else _OUTSIDE] += n
            odd = {(thing.path, _WITHIN) for thing in things if self._tells_of_few(touching, thing)}
            self.within.append(hidden_by(sizes, untold.nodes, least, odd))

    def of(self, thing: Thing) -> Iterator[ComplaintRate]:
        """Yield the complaints about something per 1,000 cases of each event log that touched it.

        There is none where the logs share no whole period, and none of fewer than `least` complaints or cases; nor where it
        would follow that so few came in, or touched it, at another time, or that so few came in about something else.
        """
        for (one, touching, events), untold in zip(self.beside, self.within, strict=True):
            complaints = self._periods(thing, touching.periods).total()
            cases = self._cases(touching, events.get(thing.path, ()))
            if cases is None or not complaints or (thing.path, _WITHIN) in untold or thing.path in self.untold.nodes:
                continue
            low, high = rate_interval(complaints, cases)
            figure = Figure(cases, PER * complaints / cases, PER * low, PER * high)
            yield ComplaintRate(one.source.id, touching.periods[0], touching.periods[-1], complaints, figure)

    def _cases(self, touching: Touching, events: Collection[str]) -> int | None:
        """Return how many cases have one of some events then; None of fewer than `least`, or where so few do at another time."""
        cases, ever = touching.cases(events)
        return None if cases < self.least or 0 < ever - cases < self.least else cases

    def _tells_of_few(self, touching: Touching, thing: Thing) -> bool:
        counts = self._periods(thing, self.periods)
        untold = [period for period in counts if not self.untold.tells(thing.path, "period", period)]
        return tells_of_few(counts, untold, touching.periods, self.least)

    def _periods(self, thing: Thing, periods: Collection[str]) -> Counter[str]:
        return Counter({period: n for period, n in self.counts[thing.path].items() if period in periods})


def _events_of(one: CountedEvents, leaves: Mapping[str, Path]) -> Mapping[Path, list[str]]:
    """Return the events of a log by what they are about: the journey, a stage, a touchpoint."""
    known = known_names(one.source, one.names, "touchpoint")
    found: defaultdict[Path, list[str]] = defaultdict(list)
    for step in one.counts.steps:
        id_ = known.get(spelling_of(step.event))
        if id_ and id_ in leaves:
            for length in range(len(leaves[id_]) + 1):
                found[leaves[id_][:length]].append(step.event)
    return found


def tells_of_few(counts: Mapping[str, int], untold: Collection[str], within: Collection[str], least: int) -> bool:
    """Whether who knows how many came in `within` some periods knows of fewer than `least` in others.

    `counts` are how many came in within each period, told but for those that are `untold`.
    """
    inside = sum(n for period, n in counts.items() if period in untold and period in within)
    outside = sum(n for period, n in counts.items() if period in untold and period not in within)
    return any(0 < rest < least for rest in (inside, outside))
