"""Figures of complaints: how many, how long they took, opened again or not; of the journey, each stage and each touchpoint."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cxmap.measure.correcting import corrected
from cxmap.measure.durations import time_figure
from cxmap.measure.hiding import hidden
from cxmap.measure.periods import covered_periods, number_of
from cxmap.measure.rates import Dated, rates_of
from cxmap.measure.things import things_of
from cxmap.measurements import ComplaintFigure, ComplaintPeriod, Figure, MeasuredLog
from cxmap.model.reading import places
from cxmap.personal_data import masked
from cxmap.statistics.comparisons import ranks_differ, two_rates
from cxmap.statistics.intervals import wilson
from cxmap.statistics.trends import count_trend, outstanding_counts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from cxmap.data.complaints import ComplaintKey, CountedComplaints
    from cxmap.document import Document
    from cxmap.language import Language
    from cxmap.measure.flows import CountedEvents
    from cxmap.measure.things import Thing
    from cxmap.statistics.comparisons import RankDifference
    from cxmap.statistics.trends import Trend

    Cube = Mapping[ComplaintKey, int]

_BY = {"channel": "channel", "persona": "persona", "segment": "segment", "from": "source"}
"""What complaints are told apart by, and the part of their key that says it."""


def complaints_of(
    document: Document,
    counted: Sequence[CountedComplaints],
    least: int,
    period: str,
    language: Language,
    events: Sequence[CountedEvents] = (),
) -> list[ComplaintFigure]:
    """Return the figures of a map by every log; of fewer than `least` complaints only that there are so few.

    `period` is how long a period is: `month`, `quarter`, `year`. `events` are logs that say how many cases there were. Changes, trends and channels are corrected for how many
    there are of each (Benjamini and Hochberg).
    """
    found = [one for log in counted for one in _Measuring(document, log, least, period, language, events).figures()]
    return list(corrected(found))


def logs_of(counted: Sequence[CountedComplaints]) -> Iterator[MeasuredLog]:
    """Yield what was read of each log."""
    for one in counted:
        rejected = tuple((each.reason, each.rows, each.samples) for each in one.rejected)
        yield MeasuredLog(one.source.id, "complaints", tuple(one.files), one.rows, rejected)


class _Measuring:
    """One log about one map."""

    def __init__(
        self,
        document: Document,
        counted: CountedComplaints,
        least: int,
        period: str,
        language: Language,
        events: Sequence[CountedEvents],
    ) -> None:
        own = {place.touchpoint.id for place in places(document.journey)} | {""}
        self.document = document
        self.language = language
        self.events = events
        self.log = counted.source.id
        self.says_closed = counted.source.columns.closed is not None
        self.least = max(least, 1)
        self.cube: Counter[ComplaintKey] = Counter()
        for key, n in counted.cube.items():
            if key.touchpoint in own:
                self.cube[key._replace(source=masked(key.source))] += n
        self.all = sum(self.cube.values())
        self.periods = covered_periods(counted.days, period)

    def figures(self) -> Iterator[ComplaintFigure]:
        """Yield the figures of the journey, its stages and its touchpoints."""
        for thing in things_of(self.document, self.language):
            whole = thing.of == "journey"
            cube = {key: n for key, n in self.cube.items() if whole or key.touchpoint in thing.touchpoints}
            if cube:
                yield from self._all(thing, cube)

    def _all(self, thing: Thing, cube: Cube) -> Iterator[ComplaintFigure]:
        """Yield the figure of some complaints, and those of each channel, persona, segment and source of theirs."""
        one = self._one(thing, cube)
        if one.share is None:
            yield one
            return
        sizes = {period: n for (period, _), n in zip(self.periods, self._series(cube)[0], strict=True)}
        dated = Dated(sizes, hidden(sizes, one.n, self.least))
        yield one._replace(
            periods=tuple(self._by_period(cube, dated.untold)),
            trend=self._trend(cube),
            channels=self._channels(cube),
            rates=tuple(rates_of(self.log, thing.touchpoints, dated, self.events, self.least)),
        )
        for by, part in _BY.items():
            lots = _lots(cube, part)
            if len(lots) > 1:
                untold = hidden({value: sum(lot.values()) for value, lot in lots.items()}, one.n, self.least)
                for value, lot in sorted(lots.items()):
                    if value not in untold:
                        yield self._one(thing, lot)._replace(by=by, by_id=value)

    def _one(self, thing: Thing, cube: Cube) -> ComplaintFigure:
        n = sum(cube.values())
        one = ComplaintFigure(thing.of, thing.id, thing.name, self.log, n)
        if n < self.least:
            return one
        return one._replace(
            share=n / self.all,
            open=self._open(cube),
            handling=time_figure(_handling(cube), self.least),
            reopened=self._reopened(cube),
        )

    def _open(self, cube: Cube) -> int | None:
        """Return how many are not settled; None where the log does not say."""
        return sum(n for key, n in cube.items() if key.bucket is None) if self.says_closed else None

    def _reopened(self, cube: Cube) -> Figure | None:
        again = sum(n for key, n in cube.items() if key.reopened)
        known = sum(n for key, n in cube.items() if key.reopened is not None)
        if known < self.least:
            return None
        low, high = wilson(again, known)
        return Figure(known, 100 * again / known, 100 * low, 100 * high)

    def _by_period(self, cube: Cube, untold: Collection[str]) -> Iterator[ComplaintPeriod]:
        lots = _lots(cube, "period")
        counts, days = self._series(cube)
        apart = outstanding_counts(counts, days)
        for place, (period, _) in enumerate(self.periods):
            if period in untold:
                yield ComplaintPeriod(period)
                continue
            compared = place > 0 and self.periods[place - 1][0] not in untold
            change = two_rates((counts[place - 1], counts[place]), (days[place - 1], days[place])) if compared else None
            yield ComplaintPeriod(
                period, counts[place], self._open(lots[period]), time_figure(_handling(lots[period]), self.least),
                100 * change.value if change else None, change.p if change else None, apart[place],
            )  # fmt: skip

    def _series(self, cube: Cube) -> tuple[list[int], list[int]]:
        """Return how many came in within each period, and how many days these have, within those that the log covers."""
        counts = Counter[str]()
        for key, n in cube.items():
            counts[key.period] += n
        return [counts[period] for period, _ in self.periods], [days for _, days in self.periods]

    def _trend(self, cube: Cube) -> Trend | None:
        return count_trend([float(number_of(period)) for period, _ in self.periods], *self._series(cube))

    def _channels(self, cube: Cube) -> RankDifference | None:
        lots = [_handling(lot) for channel, lot in _lots(cube, "channel").items() if channel]
        return ranks_differ([lot for lot in lots if sum(lot.values()) >= max(self.least, 2)])


def _lots(cube: Cube, part: str) -> dict[str, dict[ComplaintKey, int]]:
    """Return complaints by a part of their key, where it is said."""
    found: dict[str, dict[ComplaintKey, int]] = {}
    for key, n in cube.items():
        if value := getattr(key, part):
            found.setdefault(value, {})[key] = n
    return found


def _handling(cube: Cube) -> Counter[int]:
    found = Counter[int]()
    for key, n in cube.items():
        if key.bucket is not None:
            found[key.bucket] += n
    return found
