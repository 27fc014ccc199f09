"""What a journey says of one persona: what serves each need, what hurts, the channels passed, and how it feels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cxmap.model.reading import called, passes
from cxmap.model.vocabulary import SEVERITIES
from cxmap.render.curve.drawing import feelings_of
from cxmap.render.curve.figures import average_of, columns_at, end_of, low_of, peak_of
from cxmap.render.subject import once
from cxmap.render.text.labels import WORDS
from cxmap.render.text.saying import some_of

if TYPE_CHECKING:
    from cxmap.model.claims import PainPoint
    from cxmap.model.people import Need, Persona
    from cxmap.model.reading import Place
    from cxmap.render.curve.drawing import Feeling
    from cxmap.render.curve.figures import Average, High
    from cxmap.render.subject import Actor, Subject

_WORST_FIRST = {severity: -rank for rank, severity in enumerate(SEVERITIES)}


class Served(NamedTuple):
    """A need, and the touchpoints that name it: those that meet it, those that let the persona down, those not passed."""

    need: Need
    here: tuple[Place, ...]
    let_down: tuple[Place, ...]
    elsewhere: tuple[Place, ...]


class Pain(NamedTuple):
    """A pain point that a persona meets, and where."""

    pain: PainPoint
    place: Place


class Memory(NamedTuple):
    """What is remembered of a journey: its highest and lowest scores and its end, where they are known."""

    peak: High | None
    low: High | None
    end: High | None


class Preference(NamedTuple):
    """A channel that a persona prefers, and how many of the touchpoints passed happen in it."""

    channel: str
    touchpoints: int


@dataclass(frozen=True)
class Facts:
    """One persona on one map."""

    subject: Subject
    actor: Actor
    persona: Persona

    @cached_property
    def passed(self) -> tuple[Place, ...]:
        """The touchpoints that the persona passes."""
        return tuple(place for place in self.subject.columns if passes(place.touchpoint, self.actor.id))

    @cached_property
    def feelings(self) -> tuple[Feeling, ...]:
        """What the persona feels at each touchpoint."""
        return feelings_of(self.subject, self.actor)

    @cached_property
    def average(self) -> Average:
        """The mean of the known scores."""
        return average_of(self.feelings)

    @cached_property
    def memory(self) -> Memory:
        """Peak, low and end; a journey without ups and downs has neither peak nor low."""
        peak, low, end = peak_of(self.feelings), low_of(self.feelings), end_of(self.feelings)
        varies = peak is not None and low is not None and peak.score > low.score
        return Memory(peak if varies else None, low if varies else None, end)

    def where_said(self, name: str, high: High) -> str:
        """Say at which touchpoints a score is that is remembered; of the end there is one."""
        columns = [high.column] if name == "end" else columns_at(self.feelings, high.score)
        names = [called(self.subject.columns[column].touchpoint, self.subject.language) for column in columns]
        return some_of(names, WORDS["other-touchpoints"], self.subject.language)

    @cached_property
    def needs(self) -> tuple[Served, ...]:
        """The persona's needs, each with what serves it."""
        return tuple(self._served(need) for need in self.persona.needs)

    def _served(self, need: Need) -> Served:
        serving = [p for p in self.subject.columns if need.id is not None and need.id in p.touchpoint.needs]
        passed = [place for place in serving if passes(place.touchpoint, self.actor.id)]
        hurting = [place for place in passed if self.subject.lets_down(place.touchpoint, self.actor)]
        return Served(
            need,
            tuple(place for place in passed if place not in hurting),
            tuple(hurting),
            tuple(place for place in serving if place not in passed),
        )

    @property
    def unserved(self) -> list[Served]:
        """The needs that nothing meets where the persona passes."""
        return [served for served in self.needs if not served.here]

    @cached_property
    def pains(self) -> tuple[Pain, ...]:
        """The pain points that the persona meets: the worst first, of equal ones those of nobody else."""
        found = [
            Pain(pain, place)
            for place in self.passed
            for pain in place.touchpoint.pain_points
            if not pain.personas or self.actor.id in pain.personas
        ]
        return tuple(
            sorted(found, key=lambda one: (_WORST_FIRST.get(one.pain.severity or "", 1), not self.is_own(one.pain)))
        )

    def is_own(self, pain: PainPoint) -> bool:
        """Whether a pain point is this persona's alone, on a map of several."""
        return pain.personas == (self.actor.id,) and len(self.subject.journey.personas) > 1

    @property
    def preferences(self) -> list[Preference]:
        """The channels that the persona prefers."""
        channels = [place.touchpoint.channel for place in self.passed]
        return [Preference(channel, channels.count(channel)) for channel in self.persona.channels]


@once
def facts_of(subject: Subject) -> tuple[Facts, ...]:
    """Return the facts of the personas drawn; none on a map without personas."""
    return tuple(Facts(subject, actor, actor.persona) for actor in subject.actors if actor.persona is not None)
