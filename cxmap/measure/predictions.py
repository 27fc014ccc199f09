"""What comes next from where a case stands, and the risk of leaving there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.data.lookup import spelling_of
from cxmap.data.naming import known_names, names_of
from cxmap.measure.flows import untold_of
from cxmap.measure.things import last_stage, things_of
from cxmap.measurements import Figure
from cxmap.measurements.outlook import NextStep, Predictions, Standing, Tested
from cxmap.statistics.chains import Chain, calibration, skill_of
from cxmap.statistics.intervals import wilson

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxmap.data.ways import Ways
    from cxmap.document import Document
    from cxmap.language import Language
    from cxmap.measure.flows import CountedEvents
    from cxmap.statistics.chains import Counts

LEAST_CASES, LEAST_AT, LEAST_TESTED = 200, 30, 100
"""Cases that predictions are made from, how often a touchpoint must have been left, and steps that a test takes."""
_OTHER, _END = "*", ""
_SHOWN = 3


def predictions_of(
    document: Document, counted: Sequence[CountedEvents], least: int, language: Language
) -> Iterator[Predictions]:
    """Yield the predictions of every event log that has touchpoints of a map; nothing of fewer than `least` cases.

    What is not told of touchpoints and moves (see `untold_of`) is not told here either: how often a touchpoint is left, and what
    comes next, are counts of the same cases. Events mean touchpoints as the source's values and the map's names say; all others are one step, "any other".
    """
    for one in counted:
        if one.counts.ways is not None:
            yield from _Predicting(document, one, one.counts.ways, least, language).predictions()


class _Predicting:
    """An event log about a map."""

    def __init__(self, document: Document, counted: CountedEvents, ways: Ways, least: int, language: Language) -> None:
        self.source, self.ways = counted.source, ways
        self.least = max(least, 1)
        things = list(things_of(document, language))
        self.names = {thing.id: thing.name for thing in things if thing.touchpoint is not None and thing.id}
        self.means = known_names(counted.source, names_of([document]), "touchpoint")
        seen = {self._id(step.event) for step in counted.counts.steps if step.cases >= self.least}
        end = last_stage(things, seen)
        self.last = end.touchpoints if end is not None else frozenset()
        self.untold = untold_of(document, counted, least, language)
        self.early: Counts = {}
        self.later: Counts = {}
        for step, n in ways.steps.items():
            if not step.is_open:
                part = self.later if step.is_late else self.early
                key = (self._id(step.before), self._id(step.at), self._id(step.after))
                part[key] = part.get(key, 0) + n

    def _id(self, said: str) -> str:
        """Return the touchpoint that an event means, `_OTHER` where it means none of this map, "" where there is none."""
        if not said:
            return _END
        id_ = self.means.get(spelling_of(said), "")
        return id_ if id_ in self.names else _OTHER

    def predictions(self) -> Iterator[Predictions]:
        """Yield the predictions, or that there are too few cases; nothing where the log has none of the touchpoints."""
        every = _added(self.early, self.later)
        cases = sum(n for (_, _, following), n in every.items() if following == _END)
        if not any(at in self.names for _, at, _ in every):
            return
        if cases < max(LEAST_CASES, self.least):
            yield Predictions(self.source.id, cases, refused="too-few")
            return
        tested = self._tested()
        order = 2 if tested is not None and tested.two_steps < tested.one_step else 1
        chain = Chain(order).learn(every)
        standings = tuple(found for id_ in self.names if (found := self._standing(chain, id_)) is not None)
        yield Predictions(self.source.id, cases, order, standings, tested)

    def _tested(self) -> Tested | None:
        """Return how what was learnt from earlier cases does on later ones; None where these are too few."""
        n = sum(self.later.values())
        if n < LEAST_TESTED or not self.early or self.ways.late is None:
            return None
        chains = [Chain(order).learn(self.early) for order in range(3)]
        blind, one, two = (skill_of(chain, self.later, _END) for chain in chains)
        better = 2 if two.log_loss < one.log_loss else 1
        bins = calibration(chains[better], self.later, _END)
        shown = tuple((each.n, each.predicted, each.observed) for each in bins if each.n >= self.least)
        brier = (two if better == 2 else one).brier
        since = self.ways.late.isoformat()
        return Tested(since, n, one.log_loss, two.log_loss, blind.log_loss, brier, shown)

    def _standing(self, chain: Chain, id_: str) -> Standing | None:
        following = chain.at.get(id_, {})
        n = sum(following.values())
        if id_ in self.untold.parts or n < max(LEAST_AT, self.least):
            return None
        told = self._told(id_, following)
        leaves = _share(following.get(_END, 0), n) if _END in told else Figure(n, None, None, None)
        ranked = sorted(
            ((count, step) for step, count in following.items() if step != _END and step in told),
            key=lambda each: (-each[0], each[1]),
        )
        steps = tuple(
            NextStep("" if step == _OTHER else step, self.names.get(step, ""), count / n)
            for count, step in ranked[:_SHOWN]
        )
        after = tuple(self._after(chain, id_, leaves)) if chain.order == 2 and leaves.value is not None else ()
        return Standing(id_, self.names[id_], steps, leaves, id_ in self.last, after)

    def _told(self, id_: str, following: Mapping[str, int]) -> set[str]:
        """Return what is told of what comes next: none of few, nor what is not told beside them, nor the smallest of the others if
        these would follow from it.

        But what most cases do is told: without it nothing would be left to see.
        """
        n = sum(following.values())
        told = {
            step
            for step, count in following.items()
            if count >= self.least and self._is_told(id_, step, 2 * count >= n)
        } | {_END} - following.keys()
        known = [step for step in told if step in following]
        if known and self._is_few(n - sum(following[step] for step in known)):
            smallest = min(known, key=lambda step: (following[step], step))
            if 2 * following[smallest] < n:
                told.remove(smallest)
        return told

    def _after(self, chain: Chain, id_: str, usual: Figure) -> Iterator[tuple[str, str, Figure]]:
        """Yield the touchpoints after which another share leaves than usual: their intervals do not hold it."""
        left = chain.at[id_].get(_END, 0)
        for before, name in self.names.items():
            following = chain.after.get((before, id_), {})
            n, leaving = sum(following.values()), following.get(_END, 0)
            is_main = 2 * n >= sum(chain.at.get(before, {}).values())
            if n < max(LEAST_AT, self.least) or before in self.untold.parts or not self._is_told(before, id_, is_main):
                continue
            found = _share(leaving, n)
            if found.low is None or found.high is None or found.low <= (usual.value or 0.0) <= found.high:
                continue
            if not any(map(self._is_few, (leaving, left - leaving, usual.n - n))):
                yield before, name, found

    def _is_told(self, at: str, step: str, is_main: bool) -> bool:
        """Whether a step is told; `is_main` says that most cases do it, which is told beside few."""
        move = at, step
        if step in self.untold.parts or move in self.untold.moves:
            return False
        return is_main or move not in self.untold.beside

    def _is_few(self, n: int) -> bool:
        return 0 < n < self.least


def _share(count: int, n: int) -> Figure:
    return Figure(n, count / n, *wilson(count, n))


def _added(one: Counts, other: Counts) -> Counts:
    found = dict(one)
    for step, n in other.items():
        found[step] = found.get(step, 0) + n
    return found
