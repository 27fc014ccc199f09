"""Figures of answers: of the journey, each stage and each touchpoint, by every source, and by whom and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.data.feedback import scale_of
from cxmap.diagnostics import CxmapError
from cxmap.language import Words
from cxmap.measure.figures import (
    Scale,
    change_of,
    difference_of,
    emotion_of,
    errors_of,
    figure_of,
    size,
    trend_of,
)
from cxmap.measure.hiding import hide
from cxmap.measure.margins import BY, margins_of, together
from cxmap.measure.periods import number_of
from cxmap.measure.things import leaves_of, things_of
from cxmap.measurements import Figure, MeasuredSource, Measurement, PeriodFigure
from cxmap.model.reading import emotion, on_five_steps, persona_ids, places
from cxmap.statistics.trends import outstanding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.data.feedback import Counted
    from cxmap.document import Document
    from cxmap.language import Language
    from cxmap.measure.figures import Counts
    from cxmap.measure.hiding import Cell, Hidden, Path
    from cxmap.measure.margins import Margins
    from cxmap.measure.things import Thing
    from cxmap.measurements import Metric, Of
    from cxmap.model.journey import Touchpoint

_BY = ("channel", "persona", "segment")
_ALONE = ("whole",)
"""Where answers on the whole journey alone lie: its stages do not add up to them."""


def series_of(document: Document, counted: Sequence[Counted], least: int, language: Language) -> list[Series]:
    """Return the series of answers about a map; of fewer than `least` answers they tell only that there are so few.

    Raises:
        CxmapError: sources of one series measure something else, or on another scale.
    """
    return [Series(document, least, name, sources, language) for name, sources in _in_series(counted).items()]


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


def sources_of(counted: Sequence[Counted]) -> Iterator[MeasuredSource]:
    """Yield what was read of each source."""
    for one in counted:
        source = one.source
        rejected = tuple((each.reason, each.rows, each.samples) for each in one.rejected)
        direction = source.direction or "higher-is-better"
        yield MeasuredSource(
            source.id,
            source.metric,
            scale_of(source),
            direction,
            tuple(one.files),
            one.rows,
            one.unanswered,
            rejected,
            asked=one.asked,
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


class Series:
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
        own = {place.touchpoint.id or "" for place in places(document.journey)} | {""}
        self.parts = margins_of((one.cube for one in counted), own)
        self.answers = sum(size(part.total) for part in self.parts.values())
        self.things = list(things_of(document, language))
        self.untold = self._untold()

    def measurements(self) -> Iterator[Measurement]:
        """Yield the figures of the journey, its stages and its touchpoints."""
        for thing, at, counts in self._counted():
            claimed = self._claimed(thing.touchpoint) if thing.touchpoint is not None else None
            yield from self._all(thing, at, counts, claimed)

    def dated(self) -> Iterator[Dated]:
        """Yield the answers on the journey, its stages and its touchpoints by period, of those periods that are told."""
        last = max((period for part in self.parts.values() for period in part.by["period"]), default="")
        for thing, at, counts in self._counted():
            lots = self._told(counts, at, "period")
            if lots:
                yield Dated(thing.of, thing.id, thing.name, self.name, self.source.metric, self.scale, lots, last)

    def _counted(self) -> Iterator[tuple[Thing, Path, Margins]]:
        """Yield the journey, its stages and its touchpoints, each with what was counted of it; those with nothing are not.

        Each comes with its place among what is hidden: answers on the whole journey alone lie beside the stages.
        """
        for thing in self.things:
            if thing.of == "journey" and "" in self.parts:
                yield thing, _ALONE, self.parts[""]
                continue
            inside = [self.parts[id_] for id_ in sorted(thing.touchpoints) if id_ in self.parts]
            if inside:
                yield thing, thing.path, inside[0] if len(inside) == 1 else together(inside)

    def _untold(self) -> Hidden:
        """Return what is not told of the journey, its stages and its touchpoints, in all, by period, channel, and so on."""
        leaves = {**leaves_of(self.things), "": _ALONE}
        sizes = {leaves[id_]: size(part.total) for id_, part in self.parts.items()}
        by: dict[str, dict[Cell, int]] = {
            dimension: {
                (leaves[id_], value): size(lot)
                for id_, part in self.parts.items()
                for value, lot in part.by[dimension].items()
            }
            for dimension in BY
        }
        return hide(sizes, by, self.least)

    def _told(self, counts: Margins, at: Path, dimension: str) -> list[tuple[str, Counts]]:
        """Return what is told of some counts by a dimension, in order."""
        lots = counts.lots(dimension).items()
        return sorted((value, lot) for value, lot in lots if size(lot) and self.untold.tells(at, dimension, value))

    def _claimed(self, touchpoint: Touchpoint) -> float | None:
        """Return what the map says of everyone's emotion, on the scale of the curve; None where it does not."""
        journey = self.document.journey
        given = (emotion(touchpoint, persona) for persona in persona_ids(journey))
        known = [on_five_steps(score, journey.scale) for score in given if score is not None]
        return sum(known) / len(known) if known else None

    def _all(self, thing: Thing, at: Path, counts: Margins, claimed: float | None) -> Iterator[Measurement]:
        """Yield the figure of some counts, and those by channel, persona and segment where there are several."""
        metric, scale = self.source.metric, self.scale
        channels = [lot for _, lot in self._told(counts, at, "channel") if size(lot) > 1]
        dated = [(number_of(period), lot) for period, lot in self._told(counts, at, "period")]
        is_told = at not in self.untold.nodes
        yield self._one(thing, counts.total, told=is_told)._replace(
            claimed=claimed,
            periods=tuple(self._periods(counts, at)),
            trend=trend_of(dated, metric, scale),
            channels=difference_of(channels, metric, scale) if len(channels) > 1 else None,
        )
        for dimension in _BY:
            lots = counts.lots(dimension)
            if len(lots) > 1:
                for value, lot in sorted(lots.items()):
                    is_told = self.untold.tells(at, dimension, value)
                    yield self._one(thing, lot, told=is_told)._replace(by=dimension, by_id=value)

    def _one(self, thing: Thing, counts: Counts, *, told: bool) -> Measurement:
        return Measurement(
            thing.of, thing.id, thing.name, self.name, self.source.metric,
            figure_of(counts, self.source.metric, self.scale, self.least) if told else _untold(counts),
            emotion_of(counts, self.scale, self.least) if told else _untold(counts),
            size(counts) / self.answers,
            rises=self.scale.rises,
        )  # fmt: skip

    def _periods(self, counts: Margins, at: Path) -> Iterator[PeriodFigure]:
        dated = sorted(counts.lots("period").items())
        told = self._told(counts, at, "period")
        untold = {period for period, _ in dated} - {period for period, _ in told}
        values, errors = errors_of([lot for _, lot in told], self.source.metric, self.scale)
        apart = dict(zip((period for period, _ in told), outstanding(values, errors), strict=True))
        before: tuple[int, Counts] | None = None
        for period, lot in dated:
            known = period not in untold
            figure = figure_of(lot, self.source.metric, self.scale, self.least) if known else _untold(lot)
            number = number_of(period)
            follows = before is not None and known and number == before[0] + 1
            change = (
                change_of(before[1], lot, self.source.metric, self.scale) if before is not None and follows else None
            )
            yield PeriodFigure(
                period, figure, change.value if change else None, change.p if change else None, apart.get(period)
            )
            before = (number, lot) if known else None


def _untold(counts: Counts) -> Figure:
    return Figure(size(counts), None, None, None)
