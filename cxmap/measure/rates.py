"""Complaints per 1,000 cases: those about something by the cases that touched it in the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.data.naming import known_names, spelling_of
from cxmap.measurements import ComplaintRate, Figure
from cxmap.statistics.intervals import rate_interval

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from cxmap.measure.flows import CountedEvents

PER = 1000
"""So many cases complaints are told of."""


class Dated(NamedTuple):
    """The complaints about something by period, and the periods of which nothing is told since they have so few."""

    counts: Mapping[str, int]
    untold: Collection[str]

    def within(self, periods: Collection[str], least: int) -> int | None:
        """Return how many came in within some periods; None of fewer than `least`, or where so few would follow from it.

        Who knows this number and those of the periods that are told knows how many came in within those that are not: of
        these periods, and of the others.
        """
        inside = {period: n for period, n in self.counts.items() if period in periods}
        outside = {period: n for period, n in self.counts.items() if period not in periods}
        rests = [sum(n for period, n in part.items() if period in self.untold) for part in (inside, outside)]
        n = sum(inside.values())
        return None if n < least or any(0 < rest < least for rest in rests) else n


def rates_of(
    log: str, touchpoints: Collection[str], dated: Dated, events: Sequence[CountedEvents], least: int
) -> Iterator[ComplaintRate]:
    """Yield the complaints of a log per 1,000 cases of each event log that touched one of some touchpoints.

    There is none where the logs share no whole period, and none of fewer than `least` complaints or cases; nor where it would
    follow that so few came in, or touched it, at another time.
    """
    for source, counts, names, touching in events:
        beside = touching.get(log)
        if beside is None:
            continue
        known = known_names(source, names, "touchpoint")
        own = [step.event for step in counts.steps if known.get(spelling_of(step.event)) in touchpoints]
        cases, ever = beside.cases(own)
        complaints = dated.within(beside.periods, least)
        if complaints is None or cases < least or 0 < ever - cases < least:
            continue
        low, high = rate_interval(complaints, cases)
        figure = Figure(cases, PER * complaints / cases, PER * low, PER * high)
        yield ComplaintRate(source.id, beside.periods[0], beside.periods[-1], complaints, figure)
