"""What was measured, as it is drawn: the figures of the journey, and those of each touchpoint in the map's order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxmap.render.subject import once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.measurements import MapMeasurements, Measurement
    from cxmap.model.reading import Place
    from cxmap.render.subject import Subject


@dataclass(frozen=True, eq=False)
class Whole:
    """A figure of the journey; `channels` are those by channel."""

    one: Measurement
    channels: tuple[Measurement, ...]


@dataclass(frozen=True, eq=False)
class Reading(Whole):
    """A figure of a touchpoint; `is_first` says that none stands above it there."""

    place: Place
    is_first: bool


@dataclass(frozen=True, eq=False)
class Readings:
    """All there is to draw. `stages` are figures by the stage's place in the map; `ranges` span the periods of a source."""

    measures: MapMeasurements
    journey: tuple[Whole, ...]
    stages: dict[int, tuple[Measurement, ...]]
    touchpoints: tuple[Reading, ...]
    unmeasured: tuple[Place, ...]
    periods: tuple[str, ...]
    ranges: dict[str, tuple[float, float]]


def has_readings(subject: Subject) -> bool:
    """Whether a figure of the journey, or of a touchpoint that is drawn, can be shown."""
    if subject.measures is None:
        return False
    drawn = {place.touchpoint.id for place in subject.columns}
    shown = [(one.of, one.id) for one in subject.measures.figures if one.figure.value is not None]
    complaints = [(one.of, one.id) for one in subject.measures.complaints if one.share is not None]
    return any(of == "journey" or id_ in drawn for of, id_ in (*shown, *complaints))


@once
def readings_of(subject: Subject) -> Readings:
    """Read what was measured of a map that has readings."""
    measures = subject.measures
    assert measures is not None
    whole = [one for one in measures.figures if not one.by]
    touchpoints = tuple(_touchpoints(subject, measures))
    measured = {reading.place.column for reading in touchpoints}
    told = [one for one in whole if one.of != "stage"]
    return Readings(
        measures,
        tuple(
            Whole(one, _channels([each for each in measures.figures if each.of == "journey"], one))
            for one in whole
            if one.of == "journey"
        ),
        _stages(subject, whole),
        touchpoints,
        tuple(place for place in subject.columns if place.column not in measured),
        tuple(sorted({each.period for one in told for each in one.periods})),
        {source: _range([one for one in told if one.source == source]) for source in {one.source for one in told}},
    )


def _touchpoints(subject: Subject, measures: MapMeasurements) -> Iterator[Reading]:
    for place in subject.columns:
        here = [one for one in measures.figures if one.of == "touchpoint" and one.id == place.touchpoint.id]
        for number, one in enumerate(each for each in here if not each.by):
            yield Reading(one, _channels(here, one), place, number == 0)


def _channels(here: list[Measurement], one: Measurement) -> tuple[Measurement, ...]:
    return tuple(each for each in here if each.by == "channel" and each.source == one.source)


def _stages(subject: Subject, whole: list[Measurement]) -> dict[int, tuple[Measurement, ...]]:
    """Return the figures by stage; a stage without an id is known by its place among those that were measured."""
    found: dict[int, tuple[Measurement, ...]] = {}
    for number, stage in enumerate(subject.journey.stages):
        found[number] = tuple(one for one in whole if one.of == "stage" and stage.id and one.id == stage.id)
    return found


def _range(measured: list[Measurement]) -> tuple[float, float]:
    """Return the least and the greatest value of all periods."""
    values = [each.figure.value for one in measured for each in one.periods if each.figure.value is not None]
    return (min(values), max(values)) if values else (0.0, 0.0)
