"""Key drivers: which touchpoints move the answer on the whole journey, and how well each of them does."""

from __future__ import annotations

from itertools import combinations
from math import sqrt
from typing import TYPE_CHECKING

from cxmap.data.together import GROUPS, Sums
from cxmap.measurements import Figure
from cxmap.measurements.outlook import Driver, Drivers
from cxmap.model.reading import called, places
from cxmap.statistics.importance import MOST_FOR_SHAPLEY, explains_nothing, importance, jackknife
from cxmap.statistics.linear import definite

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxmap.data.feedback import Counted
    from cxmap.data.together import Together
    from cxmap.document import Document
    from cxmap.language import Language
    from cxmap.measurements import Measurement
    from cxmap.measurements.outlook import LeftOut, Quadrant
    from cxmap.statistics.linear import Matrix

LEAST, LEAST_EACH, LEAST_BOTH = 100, 10, 30
"""Rows that drivers are told from: so many, so many a touchpoint, and so many that rated any two of them."""
MOST = 30
NO_MATTER, SELDOM = 0.01, 0.2
"""Below this share of what moves the overall answer a touchpoint may as well not matter; rated by fewer it is little used."""
_CHANCE = 0.05


def drivers_of(
    document: Document, counted: Sequence[Counted], figures: Sequence[Measurement], least: int, language: Language
) -> Iterator[Drivers]:
    """Yield the drivers of every wide survey that asks for the whole journey as well; where there are none, why.

    Touchpoints that too few, or fewer than `least`, have rated beside the whole journey are left out, and named. `figures` say how well each does.
    """
    names = {place.touchpoint.id: called(place.touchpoint, language) for place in places(document.journey)}
    for one in counted:
        if one.together is None or one.overall is None:
            continue
        overall = one.overall.source
        empty = Drivers(one.source.id, overall.id, overall.metric, one.together.overall)
        own = [place for place, id_ in enumerate(one.together.touchpoints) if id_ in names]
        if not one.together.is_readable:
            yield empty._replace(refused="texts")
        elif own:
            yield _Driving(one, own, figures, names, least).drivers(empty)


class _Driving:
    """A survey of touchpoints and the whole journey. Questions are numbered as in `Together`, the last is the whole."""

    def __init__(
        self,
        counted: Counted,
        own: Sequence[int],
        figures: Sequence[Measurement],
        names: dict[str | None, str],
        least: int,
    ) -> None:
        self.least = max(LEAST, least)
        assert counted.together is not None
        assert counted.overall is not None
        self.together: Together = counted.together
        self.names = names
        self.own = own
        self.whole = len(self.together.touchpoints)
        self.sums = {pair: _all(parts.values()) for pair, parts in self.together.sums.items()}
        source = counted.source.series or counted.source.id
        self.figures = {
            one.id: one for one in figures if one.of == "touchpoint" and not one.by and one.source == source
        }
        self.falls = counted.source.direction == "lower-is-better"
        self.turned = self.falls != (counted.overall.source.direction == "lower-is-better")

    def drivers(self, empty: Drivers) -> Drivers:
        """Return the drivers, the most important first; or why there are none."""
        chosen, left_out = self._chosen()
        found = empty._replace(left_out=tuple(left_out))
        if len(chosen) < 2:
            return found._replace(refused="too-few")
        mended = definite(self._correlations(chosen, None))
        parts = importance(mended.matrix)
        r2 = sum(parts)
        if explains_nothing(r2, min(self._rated(place) for place in chosen), len(chosen)) >= _CHANCE:
            return found._replace(refused="no-relation")
        shares = [part / r2 for part in parts]
        without = [self._without(chosen, group) for group in range(GROUPS)]
        ends = [
            (max(0.0, low), min(1.0, high))
            for value, others in zip([*shares, r2], zip(*without, strict=True), strict=True)
            for low, high in [jackknife(value, others).interval]
        ]
        drivers = [
            self._driver(place, _figure(self._rated(place), share, end))
            for place, share, end in zip(chosen, shares, ends, strict=False)
        ]
        return found._replace(
            method="shapley" if len(chosen) <= MOST_FOR_SHAPLEY else "relative-weights",
            r2=_figure(found.n, r2, ends[-1]),
            shrinkage=mended.shrinkage,
            drivers=tuple(sorted(_placed(drivers, self.falls), key=lambda each: -(each.importance.value or 0))),
        )

    def _rated(self, place: int) -> int:
        """Return how many rated a touchpoint and the whole journey."""
        return self._of(place, self.whole).n

    def _of(self, one: int, other: int) -> Sums:
        return self.sums.get((one, other), Sums())

    def _chosen(self) -> tuple[list[int], list[LeftOut]]:
        """Return the touchpoints that enough have rated, and those that are left out, each with the reason."""
        left_out: list[LeftOut] = []

        def leave(place: int, reason: str) -> None:
            id_ = self.together.touchpoints[place]
            left_out.append((id_, self.names[id_], reason))

        chosen: list[int] = []
        for place in sorted(self.own, key=lambda place: (-self._rated(place), place)):
            both = self._of(place, self.whole)
            if both.n < max(self.least, LEAST_EACH * (len(chosen) + 1)) or len(chosen) == MOST:
                leave(place, "too-few" if len(chosen) < MOST else "too-many")
            elif _correlation(both) is None:
                leave(place, "one-answer")
            elif any(_is_thin(self._of(*sorted((place, other)))) for other in chosen):
                leave(place, "too-few")
            else:
                chosen.append(place)
        return sorted(chosen), left_out

    def _correlations(self, chosen: Sequence[int], group: int | None) -> Matrix:
        """Return the correlations of some touchpoints and the whole journey, of all rows but those of a group."""
        places_ = [*chosen, self.whole]
        matrix = [[float(i == j) for j in range(len(places_))] for i in range(len(places_))]
        for (i, one), (j, other) in combinations(enumerate(places_), 2):
            sums = self._of(one, other)
            if group is not None:
                sums = sums.less(self.together.sums[one, other].get(group, Sums()))
            matrix[i][j] = matrix[j][i] = _correlation(sums) or 0.0
        return matrix

    def _without(self, chosen: Sequence[int], group: int) -> list[float]:
        """Return the shares of touchpoints, then R², of all rows but those of a group."""
        parts = importance(definite(self._correlations(chosen, group)).matrix)
        r2 = sum(parts)
        return [*(part / r2 if r2 else 0.0 for part in parts), r2]

    def _driver(self, place: int, found: Figure) -> Driver:
        id_ = self.together.touchpoints[place]
        correlation = _correlation(self._of(place, self.whole)) or 0.0
        one = self.figures.get(id_)
        used = found.n / self.together.overall
        is_told = one is None or one.figure.value is not None  # else who rated it would tell what is hidden there
        little = found.low is not None and found.low <= NO_MATTER and used < SELDOM
        performance = one.figure if one is not None else Figure(found.n, None, None, None)
        return Driver(
            id_, self.names[id_], used if is_told else None, found, -correlation if self.turned else correlation, performance,
            is_removable=little,
        )  # fmt: skip


def _placed(drivers: Sequence[Driver], falls: bool) -> list[Driver]:
    """Say of each driver in which quarter of importance × performance it lies; the lines are the means of all.

    A quarter is clear where neither interval holds its line (Martilla and James 1977, "Importance–performance analysis").
    """
    known = [each.performance.value for each in drivers if each.performance.value is not None]
    if not known:
        return list(drivers)
    middle, even = sum(known) / len(known), 1 / len(drivers)
    placed = []
    for each in drivers:
        if each.performance.value is None or each.importance.value is None:
            placed.append(each)
            continue
        matters = each.importance.value >= even
        does_well = each.performance.value <= middle if falls else each.performance.value >= middle
        quadrant: Quadrant = (
            ("keep-up" if does_well else "fix-first") if matters else ("overkill" if does_well else "low-priority")
        )
        clear = not _holds(each.importance, even) and not _holds(each.performance, middle)
        placed.append(each._replace(quadrant=quadrant, is_clear=clear))
    return placed


def _holds(figure: Figure, value: float) -> bool:
    """Whether an interval holds a value; one that is not known does."""
    return figure.low is None or figure.high is None or figure.low <= value <= figure.high


def _figure(n: int, value: float, ends: tuple[float, float]) -> Figure:
    return Figure(n, value, *ends)


def _all(parts: Iterable[Sums]) -> Sums:
    total = Sums()
    for each in parts:
        total = total.plus(each)
    return total


def _is_thin(sums: Sums) -> bool:
    """Whether too few rated two touchpoints to tell how these go together."""
    return sums.n < LEAST_BOTH or _correlation(sums) is None


def _correlation(sums: Sums) -> float | None:
    """Return Pearson's correlation; None where one of the answers never varies."""
    x, y = sums.n * sums.xx - sums.x**2, sums.n * sums.yy - sums.y**2
    return (sums.n * sums.xy - sums.x * sums.y) / (sqrt(x) * sqrt(y)) if x > 0 and y > 0 else None
