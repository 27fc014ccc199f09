"""Figures of answers: of the journey, each stage and each touchpoint, by every source, and by whom and where."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from cxmap.data.feedback import scale_of
from cxmap.diagnostics import CxmapError
from cxmap.language import Words
from cxmap.measure.figures import (
    Scale,
    added,
    change_of,
    difference_of,
    emotion_of,
    errors_of,
    figure_of,
    size,
    trend_of,
)
from cxmap.measure.periods import number_of
from cxmap.measure.things import things_of
from cxmap.measurements import MeasuredSource, Measurement, PeriodFigure
from cxmap.model.reading import emotion, on_five_steps, persona_ids, places
from cxmap.statistics.trends import outstanding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.data.feedback import Counted, Key
    from cxmap.document import Document
    from cxmap.language import Language
    from cxmap.measure.figures import Counts
    from cxmap.measure.things import Thing
    from cxmap.measurements import Metric, Of
    from cxmap.model.journey import Touchpoint
    from cxmap.statistics.trends import Trend

_BY = ("channel", "persona", "segment")


def figures_of(document: Document, counted: Sequence[Counted], least: int, language: Language) -> Iterator[Measurement]:
    """Yield the figures of a map by every series of answers; of fewer than `least` only that there are so few.

    Raises:
        CxmapError: sources of one series measure something else, or on another scale.
    """
    for name, series in _in_series(counted).items():
        yield from _Measuring(document, least, name, series, language).measurements()


class Dated(NamedTuple):
    """The answers on the journey, a stage or a touchpoint, by period; those of too few left out. `last` is that of the source."""

    of: Of
    id: str
    name: str
    source: str
    metric: Metric
    scale: Scale
    lots: list[tuple[str, Counts]]
    last: str


def dated_of(document: Document, counted: Sequence[Counted], least: int, language: Language) -> Iterator[Dated]:
    """Yield the answers of every series of a map by period, in the order of `figures_of`; of those that are dated."""
    for name, series in _in_series(counted).items():
        yield from _Measuring(document, least, name, series, language).dated()


def sources_of(counted: Sequence[Counted]) -> Iterator[MeasuredSource]:
    """Yield what was read of each source."""
    for one in counted:
        source = one.source
        rejected = tuple((each.reason, each.rows, each.samples) for each in one.rejected)
        direction = source.direction or "higher-is-better"
        yield MeasuredSource(
            source.id, source.metric, scale_of(source), direction, tuple(one.files), one.rows, one.unanswered, rejected
        )


def _in_series(counted: Sequence[Counted]) -> dict[str, list[Counted]]:
    """Return the sources by the series that they belong to; one without a series is one by itself.

    Raises:
        CxmapError: sources of one series measure something else, or on another scale.
    """
    found: dict[str, list[Counted]] = {}
    for one in counted:
        found.setdefault(one.source.series or one.source.id, []).append(one)
    for name, series in found.items():
        if len({(one.source.metric, scale_of(one.source), one.source.direction) for one in series}) > 1:
            raise CxmapError(
                Words(
                    f"the sources of series `{name}` have not one metric and one scale",
                    f"系列 `{name}` 的数据指标或量表不一致",
                ),
                Words("give each its own series", "请为它们各设一个系列"),
            )
    return found


class _Measuring:
    """One source, or the sources of one series, about one map."""

    def __init__(
        self, document: Document, least: int, name: str, counted: Sequence[Counted], language: Language
    ) -> None:
        self.document = document
        self.language = language
        self.name = name
        self.source = counted[0].source
        self.least = least
        self.scale = Scale(*scale_of(self.source), self.source.direction != "lower-is-better")
        own = {place.touchpoint.id for place in places(document.journey)} | {""}
        keys = {key for one in counted for key in one.cube if key.touchpoint in own}
        self.cube = {key: added([one.cube.get(key, {}) for one in counted]) for key in sorted(keys)}
        self.answers = sum(map(size, self.cube.values()))

    def measurements(self) -> Iterator[Measurement]:
        """Yield the figures of the journey, its stages and its touchpoints."""
        for thing, keys in self._things():
            claimed = self._claimed(thing.touchpoint) if thing.touchpoint is not None else None
            yield from self._all(thing.of, thing.id, thing.name, keys, claimed)

    def dated(self) -> Iterator[Dated]:
        """Yield the answers on the journey, its stages and its touchpoints by period."""
        last = max((key.period for key in self.cube), default="")
        for thing, keys in self._things():
            lots = [(period, lot) for period, lot in self._dated(keys) if size(lot) >= max(self.least, 1)]
            if lots:
                yield Dated(thing.of, thing.id, thing.name, self.name, self.source.metric, self.scale, lots, last)

    def _things(self) -> Iterator[tuple[Thing, list[Key]]]:
        """Yield the journey, its stages and its touchpoints, each with what was counted of it."""
        if self.answers:
            whole = [key for key in self.cube if not key.touchpoint] or list(self.cube)
            for thing in things_of(self.document, self.language):
                inside = [key for key in self.cube if key.touchpoint in thing.touchpoints]
                yield thing, whole if thing.of == "journey" else inside

    def _claimed(self, touchpoint: Touchpoint) -> float | None:
        """Return what the map says of everyone's emotion, on the scale of the curve; None where it does not."""
        journey = self.document.journey
        given = (emotion(touchpoint, persona) for persona in persona_ids(journey))
        known = [on_five_steps(score, journey.scale) for score in given if score is not None]
        return sum(known) / len(known) if known else None

    def _all(
        self, of: Of, id_: str, name: str, keys: Sequence[Key], claimed: float | None = None
    ) -> Iterator[Measurement]:
        """Yield the figure of some counts, and those by channel, persona and segment where there are several."""
        if not keys:
            return
        one = self._one(of, id_, name, keys)
        channels = self._lots(keys, "channel")
        shown = [lot for channel, lot in channels.items() if channel and size(lot) >= max(self.least, 2)]
        yield replace(
            one,
            claimed=claimed,
            periods=tuple(self._periods(keys)),
            trend=self._trend(keys),
            channels=difference_of(shown, self.source.metric, self.scale) if len(shown) > 1 else None,
        )
        for dimension in _BY:
            lots = self._lots(keys, dimension)
            if len([value for value in lots if value]) > 1:
                for value in sorted(lots):
                    if value:
                        inside = [key for key in keys if getattr(key, dimension) == value]
                        yield replace(self._one(of, id_, name, inside), by=dimension, by_id=value)

    def _lots(self, keys: Sequence[Key], dimension: str) -> dict[str, Counts]:
        parts = defaultdict(list)
        for key in keys:
            parts[getattr(key, dimension)].append(self.cube[key])
        return {value: added(lots) for value, lots in parts.items()}

    def _one(self, of: Of, id_: str, name: str, keys: Sequence[Key]) -> Measurement:
        counts = added([self.cube[key] for key in keys])
        return Measurement(
            of, id_, name, self.name, self.source.metric,
            figure_of(counts, self.source.metric, self.scale, self.least),
            emotion_of(counts, self.scale, self.least),
            size(counts) / self.answers,
            rises=self.scale.rises,
        )  # fmt: skip

    def _dated(self, keys: Sequence[Key]) -> list[tuple[str, Counts]]:
        return sorted((period, lot) for period, lot in self._lots(keys, "period").items() if period)

    def _periods(self, keys: Sequence[Key]) -> Iterator[PeriodFigure]:
        dated = self._dated(keys)
        told = [(period, lot) for period, lot in dated if size(lot) >= max(self.least, 1)]
        values, errors = errors_of([lot for _, lot in told], self.source.metric, self.scale)
        apart = dict(zip((period for period, _ in told), outstanding(values, errors), strict=True))
        before: Counts | None = None
        for period, lot in dated:
            figure = figure_of(lot, self.source.metric, self.scale, self.least)
            known = figure.value is not None
            change = change_of(before, lot, self.source.metric, self.scale) if before is not None and known else None
            yield PeriodFigure(
                period, figure, change.value if change else None, change.p if change else None, apart.get(period)
            )
            before = lot if known else before

    def _trend(self, keys: Sequence[Key]) -> Trend | None:
        dated = [(number_of(period), lot) for period, lot in self._dated(keys) if size(lot) >= max(self.least, 1)]
        return trend_of(dated, self.source.metric, self.scale)
