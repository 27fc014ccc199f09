"""What of a map figures are of: the journey, its stages, its touchpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.model.reading import called, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from cxmap.document import Document
    from cxmap.language import Language
    from cxmap.measure.hiding import Path
    from cxmap.measurements import Of
    from cxmap.model.journey import Touchpoint


class Thing(NamedTuple):
    """The journey, a stage or a touchpoint, and the ids of the touchpoints in it; `path` is where it is in the tree of them."""

    of: Of
    id: str
    name: str
    touchpoints: frozenset[str]
    path: Path = ()
    touchpoint: Touchpoint | None = None


def things_of(document: Document, language: Language) -> Iterator[Thing]:
    """Yield the journey, each stage, and after each stage its touchpoints."""
    journey = document.journey
    stages = [(stage, frozenset(each.id for each in stage.touchpoints if each.id)) for stage in journey.stages]
    yield Thing(
        "journey", journey.id, words(journey.title, language), frozenset().union(*(ids for _, ids in stages)), ()
    )
    for number, (stage, ids) in enumerate(stages):
        at = str(number)
        yield Thing("stage", stage.id or called(stage, "en"), called(stage, language), ids, (at,))
        for touchpoint in stage.touchpoints:
            own = frozenset({touchpoint.id} if touchpoint.id else ())
            yield Thing(
                "touchpoint",
                touchpoint.id or "",
                called(touchpoint, language),
                own,
                (at, touchpoint.id or ""),
                touchpoint,
            )


def leaves_of(things: Iterable[Thing]) -> dict[str, Path]:
    """Return where each touchpoint is, by its id; what is of none of them, "", lies beside the stages."""
    return {thing.id: thing.path for thing in things if thing.touchpoint is not None and thing.id} | {"": ("",)}


def last_stage(things: Iterable[Thing], seen: Collection[str]) -> Thing | None:
    """Return the end of a journey as a log knows it, where leaving is arriving: the last stage with a touchpoint that is `seen`.

    None where the log sees one stage only, or none: what is everywhere is no end.
    """
    stages = [thing for thing in things if thing.of == "stage" and not thing.touchpoints.isdisjoint(seen)]
    return stages[-1] if len(stages) > 1 else None
