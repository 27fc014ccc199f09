"""Cases that touch something within the periods that a log of complaints covers too: what complaints are a share of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.data.lookup import spelling_of
from cxmap.data.naming import is_about, known_names
from cxmap.data.touched import event_days, event_sets
from cxmap.measure.periods import bounds_of, last_run, whole_periods

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cxmap.data.complaints import CountedComplaints
    from cxmap.data.engine import Engine
    from cxmap.data.event_counts import EventCounts
    from cxmap.data.touched import EventSetCount
    from cxmap.document import Document
    from cxmap.model.data import EventSource


class Touching(NamedTuple):
    """Cases by which events they have: within whole `periods`, one after the other, and at any time."""

    periods: tuple[str, ...]
    within: tuple[EventSetCount, ...]
    ever: tuple[EventSetCount, ...]

    def cases(self, events: Collection[str]) -> tuple[int, int]:
        """Return how many cases have one of some events: within the periods, and at any time."""
        own = frozenset(events)
        within, ever = (
            sum(one.n for one in sets if not own.isdisjoint(one.events)) for sets in (self.within, self.ever)
        )
        return within, ever


class Counting:
    """Counts the cases of an event log beside logs of complaints: those about one of `documents`, which it is about as well."""

    def __init__(
        self,
        source: EventSource,
        names: Mapping[str, Mapping[str, str]],
        complaints: Sequence[CountedComplaints],
        documents: Sequence[Document],
        period: str,
    ) -> None:
        self.known = known_names(source, names, "touchpoint")
        self.complaints = [log for log in complaints if any(is_about(log.source, document) for document in documents)]
        self.period = period
        self.found: dict[str, Touching] = {}
        """What was counted, by the ids of logs of complaints; of those only that share a whole period with the event log."""

    def look(self, engine: Engine, rows: str, counts: EventCounts) -> None:
        """Count the cases of the events that are taken: `rows` is what stands after FROM."""
        events = [step.event for step in counts.steps if self.known.get(spelling_of(step.event))]
        if not events or not self.complaints:
            return
        days = event_days(engine, rows)
        whole = whole_periods(days, self.period)
        counted: dict[tuple[int, int] | None, tuple[EventSetCount, ...]] = {}
        for log in self.complaints:
            shared = last_run([period for period in whole_periods(log.days, self.period) if period in whole])
            if not shared:
                continue
            within = (bounds_of(shared[0])[0], bounds_of(shared[-1])[1])
            is_all = within[0] <= min(days) and max(days) < within[1]
            for span in {within} if is_all else {within, None}:
                if span not in counted:
                    counted[span] = tuple(event_sets(engine, rows, events, span))
            self.found[log.source.id] = Touching(tuple(shared), counted[within], counted[within if is_all else None])
