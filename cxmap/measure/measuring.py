"""Measures a map: for the journey, each stage and each touchpoint the figures of every source, and by whom and where."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cxmap.data.feedback import count_feedback, scale_of
from cxmap.data.lookup import DIMENSIONS
from cxmap.data.reader import Reader
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
from cxmap.measurements import MapMeasurements, MeasuredSource, Measurement, PeriodFigure
from cxmap.model.reading import called, emotion, on_five_steps, persona_ids, places, words
from cxmap.statistics.comparisons import adjusted
from cxmap.statistics.trends import outstanding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from cxmap.data.feedback import Counted, Key
    from cxmap.document import Document
    from cxmap.language import Language
    from cxmap.measure.figures import Counts
    from cxmap.measurements import Of
    from cxmap.model.data import Data, FeedbackSource
    from cxmap.model.journey import Touchpoint
    from cxmap.statistics.trends import Trend

SUPPRESS, GREY = 10, 30
"""Figures of fewer answers are not shown; or marked."""
_BY = ("channel", "persona", "segment")


def read_sources(
    data: Data,
    root: Path,
    documents: Sequence[Document],
    progress: Callable[[str], None] = lambda name: None,
    reject: Callable[[Sequence[str | None]], object] | None = None,
) -> list[Counted]:
    """Count the answers of every source of a workspace, each file once (see `count_feedback`).

    Raises:
        CxmapError: a file cannot be read, a column is missing, or a scale does not fit its metric.
    """
    found = []
    with Reader(data, root, progress) as reader:
        for source in data.feedback:
            if source.metric == "nps" and scale_of(source) != (0, 10):
                raise CxmapError(
                    Words(f"data `{source.id}`: NPS is asked from 0 to 10", f"数据 `{source.id}`：NPS 的量表是 0–10"),
                    Words("another scale is a csat or a ces", "其他量表请用 csat 或 ces"),
                )
            names = _names(document for document in documents if is_about(source, document))
            found.append(count_feedback(reader, source, names, data.period or "month", reject))
    return found


def is_about(source: FeedbackSource, document: Document) -> bool:
    """Whether a source is about a map."""
    return not source.maps or document.journey.id in source.maps


def _names(documents: Iterable[Document]) -> dict[str, dict[str, str]]:
    """Return what our touchpoints, channels, personas and segments may be called: their ids and names, in any language."""
    found: dict[str, dict[str, str]] = {dimension: {} for dimension in DIMENSIONS}
    for document in documents:
        library = document.library
        things: dict[str, list[Any]] = {
            "touchpoint": [place.touchpoint for place in places(document.journey)],
            "channel": list(library.channels.values()),
            "persona": list(library.personas.values()),
            "segment": list(library.segments.values()),
        }
        for dimension, items in things.items():
            for item in items:
                if item.id:
                    for said in (item.id, *_said(getattr(item, "name", None))):
                        found[dimension].setdefault(said, item.id)
    return found


def _said(text: object) -> Iterator[str]:
    if isinstance(text, str):
        yield text
    elif text is not None:
        yield from (said for code in ("zh", "en") if (said := getattr(text, code, None)))


def measure(document: Document, data: Data, counted: Sequence[Counted], language: Language) -> MapMeasurements:
    """Return everything that some counts say of a map. Changes and trends are corrected for how many there are."""
    found: list[Measurement] = []
    mine = [one for one in counted if is_about(one.source, document)]
    sources = list(map(_source, mine))
    for name, series in _in_series(mine).items():
        found += _Measuring(document, data, name, series, language).measurements()
    return MapMeasurements(
        document.journey.id,
        words(document.journey.title, language),
        data.period or "month",
        _least(data),
        data.grey_below if data.grey_below is not None else GREY,
        tuple(sources),
        tuple(_corrected(found)),
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


def _least(data: Data) -> int:
    return data.suppress_below if data.suppress_below is not None else SUPPRESS


def _source(one: Counted) -> MeasuredSource:
    rejected = tuple((each.reason, each.rows, each.samples) for each in one.rejected)
    source = one.source
    direction = source.direction or "higher-is-better"
    return MeasuredSource(
        source.id, source.metric, scale_of(source), direction, tuple(one.files), one.rows, one.unanswered, rejected
    )


class _Measuring:
    """One source, or the sources of one series, about one map."""

    def __init__(
        self, document: Document, data: Data, name: str, counted: Sequence[Counted], language: Language
    ) -> None:
        self.document = document
        self.language = language
        self.name = name
        self.source = counted[0].source
        self.least = _least(data)
        self.scale = Scale(*scale_of(self.source), self.source.direction != "lower-is-better")
        own = {place.touchpoint.id for place in places(document.journey)} | {""}
        keys = {key for one in counted for key in one.cube if key.touchpoint in own}
        self.cube = {key: added([one.cube.get(key, {}) for one in counted]) for key in sorted(keys)}
        self.answers = sum(map(size, self.cube.values()))

    def measurements(self) -> Iterator[Measurement]:
        """Yield the figures of the journey, its stages and its touchpoints."""
        if not self.answers:
            return
        whole = [key for key in self.cube if not key.touchpoint] or list(self.cube)
        yield from self._all(
            "journey", self.document.journey.id, words(self.document.journey.title, self.language), whole
        )
        for stage in self.document.journey.stages:
            ids = {touchpoint.id for touchpoint in stage.touchpoints if touchpoint.id}
            keys = [key for key in self.cube if key.touchpoint in ids]
            yield from self._all("stage", stage.id or called(stage, "en"), called(stage, self.language), keys)
            for touchpoint in stage.touchpoints:
                keys = [key for key in self.cube if touchpoint.id and key.touchpoint == touchpoint.id]
                name = called(touchpoint, self.language)
                claimed = self._claimed(touchpoint)
                yield from self._all("touchpoint", touchpoint.id or "", name, keys, claimed)

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


def number_of(period: str) -> int:
    """Return the place of a period in time: of months, quarters or years, as its name says."""
    year, _, part = period.partition("-")
    if not part:
        return int(year)
    return 4 * int(year) + int(part[1:]) if part.startswith("Q") else 12 * int(year) + int(part)


def _corrected(found: Sequence[Measurement]) -> Iterator[Measurement]:
    """Correct the p values of changes, of trends and of channels, each for how many there are (Benjamini and Hochberg)."""
    changes = iter(adjusted([each.p for one in found for each in one.periods if each.p is not None]))
    trends = iter(adjusted([one.trend.p for one in found if one.trend is not None]))
    channels = iter(adjusted([one.channels.p for one in found if one.channels is not None]))
    for one in found:
        periods = tuple(replace(each, p=next(changes)) if each.p is not None else each for each in one.periods)
        trend = one.trend._replace(p=next(trends)) if one.trend is not None else None
        differing = one.channels._replace(p=next(channels)) if one.channels is not None else None
        yield replace(one, periods=periods, trend=trend, channels=differing)
