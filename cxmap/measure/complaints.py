"""Figures of complaints: how many, how long they took, opened again or not; of the journey, each stage and each touchpoint."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from cxmap.data.complaints import UNREAD
from cxmap.measure.correcting import corrected
from cxmap.measure.durations import time_figure
from cxmap.measure.figures import share_of
from cxmap.measure.hiding import Hidden, hide
from cxmap.measure.periods import covered_periods, last_run, number_of
from cxmap.measure.rates import Rates
from cxmap.measure.things import leaves_of, things_of
from cxmap.measurements import ComplaintFigure, ComplaintPeriod, Figure, MeasuredLog
from cxmap.model.reading import places
from cxmap.personal_data import masked
from cxmap.statistics.comparisons import ranks_differ, two_rates
from cxmap.statistics.trends import count_trend, outstanding_counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxmap.data.complaints import ComplaintKey, CountedComplaints
    from cxmap.document import Document
    from cxmap.language import Language
    from cxmap.measure.flows import CountedEvents
    from cxmap.measure.hiding import Cell, Path
    from cxmap.measure.things import Thing
    from cxmap.statistics.comparisons import Difference, RankDifference
    from cxmap.statistics.trends import Trend

    Cube = Mapping[ComplaintKey, int]

_BY = {"channel": "channel", "persona": "persona", "segment": "segment", "from": "source"}
"""What complaints are told apart by, and the part of their key that says it."""
_PARTS = ("period", *_BY.values())


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
        partly = tuple((each.reason, each.rows, each.samples) for each in one.partly)
        yield MeasuredLog(one.source.id, "complaints", tuple(one.files), one.rows, rejected, partly=partly)


class _Series(NamedTuple):
    """Periods, how many complaints came in within each, and how many days each has."""

    periods: list[str]
    counts: list[int]
    days: list[int]


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
        self.log = counted.source.id
        self.says_closed = counted.source.columns.closed is not None
        self.least = max(least, 1)
        self.cube: Counter[ComplaintKey] = Counter()
        self.about: defaultdict[str, Counter[ComplaintKey]] = defaultdict(Counter)
        for key, n in counted.cube.items():
            if key.touchpoint in own:
                shown = key._replace(source=masked(key.source))
                self.cube[shown] += n
                self.about[key.touchpoint][shown] += n
        self.all = sum(self.cube.values())
        self.periods = covered_periods(counted.days, period)
        self.things = list(things_of(document, language))
        leaves = leaves_of(self.things)
        self.untold = self._untold(leaves, self.cube, Hidden(frozenset(), {name: frozenset() for name in _PARTS}))
        known = {key: n for key, n in self.cube.items() if key.reopened is not None}
        self.untold_again = self._untold(leaves, known, self.untold)
        self.rates = Rates(self.log, self.things, self._dated(leaves), self.untold, events, self.least)

    def figures(self) -> Iterator[ComplaintFigure]:
        """Yield the figures of the journey, its stages and its touchpoints."""
        for thing in self.things:
            ids = sorted(thing.touchpoints & self.about.keys())
            cube = self.cube if thing.of == "journey" else {k: n for id_ in ids for k, n in self.about[id_].items()}
            if cube:
                yield from self._all(thing, cube)

    def _untold(self, leaves: Mapping[str, Path], cube: Cube, untold: Hidden) -> Hidden:
        """Return what is not told of some complaints, in all and by all that they are told apart by."""
        sizes: Counter[Path] = Counter()
        by: dict[str, Counter[Cell]] = {part: Counter() for part in _PARTS}
        for key, n in cube.items():
            path = leaves[key.touchpoint]
            sizes[path] += n
            for part, lots in by.items():
                lots[path, getattr(key, part)] += n
        return hide(sizes, by, self.least, untold)

    def _dated(self, leaves: Mapping[str, Path]) -> Counter[Cell]:
        """Return how many complaints came in within each period about each touchpoint, by where that is."""
        found: Counter[Cell] = Counter()
        for key, n in self.cube.items():
            found[leaves[key.touchpoint], key.period] += n
        return found

    def _all(self, thing: Thing, cube: Cube) -> Iterator[ComplaintFigure]:
        """Yield the figure of some complaints, and those of each channel, persona, segment and source of theirs."""
        one = self._one(thing, cube)
        if thing.path in self.untold.nodes:
            yield one
            return
        yield one._replace(
            **self._more(cube, is_told_again=thing.path not in self.untold_again.nodes),
            periods=tuple(self._by_period(thing, cube)),
            trend=self._trend(thing, cube),
            channels=self._channels(thing, cube),
            rates=tuple(self.rates.of(thing)),
        )
        for by, part in _BY.items():
            lots = _lots(cube, part)
            if len(lots) > 1:
                for value, lot in sorted(lots.items()):
                    if self.untold.tells(thing.path, part, value):
                        more = self._more(lot, is_told_again=self.untold_again.tells(thing.path, part, value))
                        yield self._one(thing, lot)._replace(**more, by=by, by_id=value)

    def _one(self, thing: Thing, cube: Cube) -> ComplaintFigure:
        return ComplaintFigure(thing.of, thing.id, thing.name, self.log, sum(cube.values()))

    def _more(self, cube: Cube, *, is_told_again: bool) -> dict[str, Any]:
        """Return what is told of enough complaints: of whether they were opened again, if that is told too."""
        return {
            "share": sum(cube.values()) / self.all,
            "open": self._open(cube),
            "handling": time_figure(_handling(cube), self.least),
            "reopened": _reopened(cube) if is_told_again else None,
        }

    def _open(self, cube: Cube) -> int | None:
        """Return how many are not settled; None where the log does not say."""
        return sum(n for key, n in cube.items() if key.bucket is None) if self.says_closed else None

    def _by_period(self, thing: Thing, cube: Cube) -> Iterator[ComplaintPeriod]:
        lots = _lots(cube, "period")
        series = self._series(thing, cube)
        apart = dict(zip(series.periods, outstanding_counts(series.counts, series.days), strict=True))
        rates = dict(zip(series.periods, zip(series.counts, series.days, strict=True), strict=True))
        before = ""
        for period, _ in self.periods:
            if period not in rates:
                yield ComplaintPeriod(period)
            else:
                change = _change(rates[before], rates[period]) if before in rates else None
                yield ComplaintPeriod(
                    period, rates[period][0], self._open(lots[period]), time_figure(_handling(lots[period]), self.least),
                    100 * change.value if change else None, change.p if change else None, apart[period],
                    rates[period][1],
                )  # fmt: skip
            before = period

    def _series(self, thing: Thing, cube: Cube) -> _Series:
        """Return how many came in within each period that is told, and how many days that has, of those the log covers."""
        counts = Counter[str]()
        for key, n in cube.items():
            counts[key.period] += n
        told = [
            (period, days)
            for period, days in self.periods
            if counts[period] and self.untold.tells(thing.path, "period", period)
        ]
        return _Series(
            [period for period, _ in told], [counts[period] for period, _ in told], [days for _, days in told]
        )

    def _trend(self, thing: Thing, cube: Cube) -> Trend | None:
        """Return the trend over the last periods that are told without a gap: over those of few it would tell of these."""
        found = self._series(thing, cube)
        run = len(last_run(found.periods))
        times = [float(number_of(period)) for period in found.periods]
        return count_trend(times[-run:], found.counts[-run:], found.days[-run:])

    def _channels(self, thing: Thing, cube: Cube) -> RankDifference | None:
        """Return whether the handling times of those channels differ that are told."""
        lots = [
            _handling(lot)
            for channel, lot in _lots(cube, "channel").items()
            if self.untold.tells(thing.path, "channel", channel)
        ]
        return ranks_differ([lot for lot in lots if sum(lot.values()) >= max(self.least, 2)])


def _reopened(cube: Cube) -> Figure | None:
    """Return how many were opened again of those that say; None where none do."""
    again = sum(n for key, n in cube.items() if key.reopened)
    known = sum(n for key, n in cube.items() if key.reopened is not None)
    return share_of(again, known) if known else None


def _change(before: tuple[int, int], now: tuple[int, int]) -> Difference | None:
    """Return the change of the number a day: both are a number and its days."""
    return two_rates((before[0], now[0]), (before[1], now[1]))


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
        if key.bucket is not None and key.bucket != UNREAD:
            found[key.bucket] += n
    return found
