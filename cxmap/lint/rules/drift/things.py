"""What the figures of a measures file are of, in the map; and how such a figure is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from cxmap.language import Words
from cxmap.measured_figures import METRICS, interval, number
from cxmap.model.reading import called

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cxmap.diagnostics import Path
    from cxmap.lint.context import Context
    from cxmap.measurements import ComplaintFigure, Figure, Measurement, Of
    from cxmap.measurements.flows import FlowFigure
    from cxmap.model.reading import Place

    One = TypeVar("One", Measurement, ComplaintFigure)


class Thing(NamedTuple):
    """The journey, a stage or a touchpoint: its path, its name ("" for the journey), where it stands if a touchpoint."""

    of: Of
    id: str
    path: Path
    name: str
    place: Place | None = None

    @property
    def called(self) -> Words:
        """What it is called at the end of a sentence."""
        if self.of == "journey":
            return Words("the whole journey", "全程")
        kind = Words("the stage", "阶段") if self.of == "stage" else Words("the touchpoint", "触点")
        return Words(f"{kind.en} “{self.name}”", f"{kind.zh}“{self.name}”")


def things(context: Context) -> dict[tuple[Of, str], Thing]:
    """Return everything of the map that a figure may be of, by what it is and its id."""
    journey, language = context.journey, context.language
    found: dict[tuple[Of, str], Thing] = {("journey", journey.id): Thing("journey", journey.id, ("title",), "")}
    for number_, stage in enumerate(journey.stages):
        id_ = stage.id or called(stage, "en")
        found["stage", id_] = Thing("stage", id_, ("stages", number_), called(stage, language))
    for place in context.places:
        id_ = place.touchpoint.id or ""
        if id_:
            name = called(place.touchpoint, language)
            found["touchpoint", id_] = Thing("touchpoint", id_, place.path, name, place)
    return found


def compared(context: Context, *, by: str = "") -> Iterator[tuple[Thing, Measurement]]:
    """Yield the figures that can be held against the map: those that are shown, of things that it has.

    Those of all answers, or `by` persona …. A map of the future has none: nothing of it can have been measured.
    """
    found = context.measures
    if found is None or context.journey.state == "future":
        return
    known = things(context)
    for one in found.figures:
        thing = known.get((one.of, one.id))
        if one.by == by and thing is not None and one.figure.value is not None:
            yield thing, one


def complained(context: Context) -> Iterator[tuple[Thing, ComplaintFigure]]:
    """Yield the figures of complaints, all of a log, that can be held against the map, as `compared` does."""
    found = context.measures
    if found is None or context.journey.state == "future":
        return
    known = things(context)
    for one in found.complaints:
        thing = known.get((one.of, one.id))
        if not one.by and thing is not None and one.share is not None:
            yield thing, one


def followed(context: Context) -> Iterator[FlowFigure]:
    """Yield what event logs say that can be held against the map, as `compared` does: those of enough cases to be shown."""
    found = context.measures
    if found is not None and context.journey.state != "future":
        yield from (flow for flow in found.flows if flow.cases is not None)


def innermost(found: Sequence[tuple[Thing, One]], is_so: Callable[[One], bool]) -> Iterator[tuple[Thing, One]]:
    """Yield what is so, but for a stage where one of its touchpoints is, and for the journey where a part of it is."""
    so = [(thing, one) for thing, one in found if is_so(one)]
    for thing, one in so:
        if not any(one.source == other.source and _is_part(part, thing) for part, other in so):
            yield thing, one


def _is_part(part: Thing, whole: Thing) -> bool:
    if part.of == whole.of:
        return False
    return whole.of == "journey" or (part.of == "touchpoint" and part.path[:2] == whole.path)


def said_p(p: float) -> str:
    """Write how likely something is by chance."""
    return f"p = {p:.3f}" if p >= 0.001 else "p < 0.001"


def told(one: Measurement, figure: Figure) -> str:
    """Write a figure with its interval: `61.2% [56.4, 65.8]`."""
    return f"{number(figure.value or 0.0, one.metric)} {interval(figure, one.metric)}"


def metric_of(one: Measurement) -> Words:
    """Return what a figure's metric is called within a sentence: in Chinese with spaces about Latin letters."""
    metric = METRICS[one.metric]
    return Words(metric.en, f" {metric.zh} " if metric.zh.isascii() else metric.zh)


def origin(one: Measurement, figure: Figure) -> Words:
    """Say where a figure is from: the metric, the source, how many answered."""
    metric = METRICS[one.metric]
    return Words(
        f"{metric.en} of `{one.source}`, n = {figure.n:,}", f"{metric.zh}，来自 `{one.source}`，n = {figure.n:,}"
    )
