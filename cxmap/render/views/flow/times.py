"""How long the journey takes: waits and durations, each stage's total over the ways through it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from cxmap.model.forms import minutes
from cxmap.render.subject import once
from cxmap.render.text.lengths import length_said
from cxmap.render.views.flow.labels import LABELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cxmap.render.subject import Actor, Subject
    from cxmap.render.views.flow.graph import Flow, Stop, Way


class Span(NamedTuple):
    """The shortest and the longest of some sums, in minutes."""

    least: float
    most: float


class StageTime(NamedTuple):
    """What a stage takes, by the way that is taken through it; None where nothing is known.

    `is_partial` tells that some touchpoint of the stage has no duration, so that it takes longer than is said;
    `declared` are the times that the map gives, by their minutes.
    """

    waiting: Span | None
    doing: Span | None
    is_partial: bool
    declared: dict[float, str]


@once
def stage_times(subject: Subject, flow: Flow) -> dict[int, StageTime]:
    """Return the time that each stage takes, by its number in the map.

    A total is the sum along one way through the stage, forwards and without loops; the shortest and the longest are
    those of all personas' ways. Ways that end early do not count, unless there are no others.
    """
    found = {}
    onwards = [way for way in flow.ways if not way.is_back]
    for stage, group in groupby(flow.stops, key=lambda stop: stop.stage):
        stops = list(group)
        here = {stop.index for stop in stops}
        ways = [way for way in onwards if way.tail in here or way.head in here]
        waits = any(stop.touchpoint.wait for stop in stops)
        takes = [stop.touchpoint.duration is not None for stop in stops]
        found[stage] = StageTime(
            _span(subject, ways, stops, lambda stop: minutes(stop.touchpoint.wait or "0min")) if waits else None,
            _span(subject, ways, stops, lambda stop: minutes(stop.touchpoint.duration or "0min")) if any(takes) else None,
            any(takes) and not all(takes),
            _declared(stops),
        )  # fmt: skip
    return found


def _declared(stops: Sequence[Stop]) -> dict[float, str]:
    given = (value for stop in stops for value in (stop.touchpoint.wait, stop.touchpoint.duration) if value)
    return {minutes(value): value for value in given}


def _span(subject: Subject, ways: Sequence[Way], stops: Sequence[Stop], cost: Callable[[Stop], float]) -> Span | None:
    spans = [span for actor in subject.actors if (span := _span_of(subject, ways, stops, actor, cost)) is not None]
    return Span(min(span.least for span in spans), max(span.most for span in spans)) if spans else None


def _span_of(
    subject: Subject, ways: Sequence[Way], stops: Sequence[Stop], actor: Actor, cost: Callable[[Stop], float]
) -> Span | None:
    """Return the least and the most that an actor's ways through a stage cost; None where he or she passes none of it.

    `ways` are those within the stage, into it, and out of it, without those that lead back.
    """
    own = {stop.index: stop for stop in stops if actor in subject.passing(stop.touchpoint)}
    sums: dict[int, Span] = {}
    led_to: dict[int, list[int]] = {}
    led_in, going_on = set(), set()
    for way in ways:
        if way.actors and actor not in way.actors:
            continue
        if way.tail in own and way.head in own:
            led_to.setdefault(way.head, []).append(way.tail)
        elif way.head in own:
            led_in.add(way.head)
        elif way.tail in own:
            going_on.add(way.tail)
    for index, stop in own.items():
        before = [sums[tail] for tail in led_to.get(index, ()) if tail in sums]
        if not before or index in led_in or actor in stop.starters:
            before.append(Span(0, 0))
        here = cost(stop)
        sums[index] = Span(min(span.least for span in before) + here, max(span.most for span in before) + here)
    ends = [sums[index] for index, stop in own.items() if index in going_on or (stop.leavers and not stop.drops_out)]
    ends = ends or [sums[index] for index, stop in own.items() if stop.is_end] or list(sums.values())[-1:]
    return Span(min(span.least for span in ends), max(span.most for span in ends)) if ends else None


def longest_waits(flow: Flow) -> list[Stop]:
    """Return the stops before which the wait is longest; none where no wait is known."""
    waits = {stop.index: minutes(stop.touchpoint.wait) for stop in flow.stops if stop.touchpoint.wait}
    longest = max(waits.values(), default=0.0)
    return [stop for stop in flow.stops if longest and waits.get(stop.index) == longest]


def stage_facts(subject: Subject, time: StageTime | None, declared: str | None) -> Iterable[tuple[str, str]]:
    """Yield what is known of a stage's time: the names of marks, and words."""
    if declared:
        yield "calendar", subject.say(LABELS["stage-takes"]).format(subject.duration(declared))
    if time is None:
        return
    if time.waiting is not None:
        yield "wait", subject.say(LABELS["stage-waits"]).format(said_span(subject, time, time.waiting))
    if time.doing is not None:
        said = said_span(subject, time, time.doing)
        said = subject.say(LABELS["at-least"]).format(said) if time.is_partial else said
        yield "duration", subject.say(LABELS["stage-does"]).format(said)


def said_span(subject: Subject, time: StageTime, span: Span) -> str:
    """Say a span, `5 days`, `up to 5 days`, `20 min to 1 h`: a time that the map gives as it is given there."""

    def say(length: float) -> str:
        declared = time.declared.get(length)
        return subject.duration(declared) if declared else length_said(subject, length)

    most = say(span.most)
    if span.least == span.most:
        return most
    if span.least == 0:
        return subject.say(LABELS["up-to"]).format(most)
    return subject.say(LABELS["from-to"]).format(say(span.least), most)
