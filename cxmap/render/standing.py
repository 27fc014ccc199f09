"""How a map stands as a whole: where it is hardest, which moments of truth are lost, which severe pain nobody takes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.model.vocabulary import SEVERE
from cxmap.render.subject import once

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.model.claims import PainPoint
    from cxmap.model.reading import Place
    from cxmap.render.subject import Subject


class Pain(NamedTuple):
    """A severe pain point of someone who is drawn, where it is, and whether an action takes it on."""

    pain: PainPoint
    place: Place
    is_taken_on: bool


class Moments(NamedTuple):
    """Of the moments of truth, how many let someone down who passes, and how many have a known score."""

    lost: int
    known: int
    total: int


@once
def hardest(subject: Subject) -> tuple[float, Sequence[Place]] | None:
    """Return the lowest score of all, from −2 to +2, and the touchpoints that have it; None where none is known."""
    scores = [
        (min(known), place)
        for place in subject.columns
        if (known := [s for a in subject.actors if (s := subject.score(place.touchpoint, a)) is not None])
    ]
    if not scores:
        return None
    least = min(score for score, _ in scores)
    return least, [place for score, place in scores if score == least]


@once
def moments_of(subject: Subject) -> Moments:
    """Count the moments of truth (see `model.needs.lets_down`)."""
    moments = [place.touchpoint for place in subject.columns if place.touchpoint.moment_of_truth is not False]
    lost = sum(any(subject.lets_down(one, actor) for actor in subject.passing(one)) for one in moments)
    known = sum(any(subject.score(one, actor) is not None for actor in subject.actors) for one in moments)
    return Moments(lost, known, len(moments))


@once
def severe_pain(subject: Subject) -> Sequence[Pain]:
    """Return the severe pain points, the gravest first, in the order of the journey.

    An action takes on what the opportunities answer that it addresses; one that names no pain point answers all of its
    touchpoint. An action that was dropped takes on nothing.
    """
    taken_up = {name for action in subject.journey.actions if action.status != "dropped" for name in action.addresses}
    answered: set[str] = set()
    whole: set[int] = set()
    for place in subject.columns:
        for item in place.touchpoint.opportunities:
            if item.id in taken_up:
                answered.update(item.addresses)
                if not item.addresses:
                    whole.add(place.column)
    found = [
        Pain(pain, place, pain.id in answered or place.column in whole)
        for place in subject.columns
        for pain in subject.pain_felt(place.touchpoint)
        if pain.severity in SEVERE
    ]
    return sorted(found, key=lambda one: -SEVERE.index(one.pain.severity or ""))
