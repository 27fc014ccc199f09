"""What to remember of the whole map: where it is hardest, which moments of truth are lost, which pain nobody takes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import in_quotes
from cxmap.model.reading import called
from cxmap.render.curve.figures import score_said
from cxmap.render.subject import once
from cxmap.render.text.labels import WORDS
from cxmap.render.text.saying import sentence, some_of
from cxmap.render.views.poster import labels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.model.claims import PainPoint
    from cxmap.model.journey import Touchpoint
    from cxmap.render.subject import Subject

_SEVERE = ("high", "critical")
_FEW = 2


@once
def takeaway(subject: Subject) -> str:
    """Return one sentence on the map as a whole; nothing of a map that says nothing of the kind."""
    return sentence([_hardest(subject), _moments(subject), _unanswered(subject)], subject.language)


def _hardest(subject: Subject) -> str:
    """Say at which touchpoints the score is lowest, if it is below the middle."""
    scores = [
        (min(known), place)
        for place in subject.columns
        if (known := [s for a in subject.actors if (s := subject.score(place.touchpoint, a)) is not None])
    ]
    least = min((score for score, _ in scores), default=0.0)
    if least >= 0:
        return ""
    names = [in_quotes(called(place.touchpoint, subject.language)) for score, place in scores if score == least]
    where = some_of(names, WORDS["other-touchpoints"], subject.language)
    return subject.say(labels.HARDEST).format(where, score_said(subject, least))


def _moments(subject: Subject) -> str:
    moments = [place.touchpoint for place in subject.columns if place.touchpoint.moment_of_truth is not False]
    if not moments or subject.hidden & {"pain_points"}:
        return ""
    lost = sum(any(subject.lets_down(one, actor) for actor in subject.passing(one)) for one in moments)
    total = len(moments)
    if lost and subject.journey.state == "future":
        return ""  # what a map of the future names is what its design has to remove
    if not lost:
        known = any(subject.score(one, actor) is not None for one in moments for actor in subject.actors)
        hold = {1: labels.THE_MOMENT_HOLDS, _FEW: labels.BOTH_MOMENTS_HOLD}.get(total, labels.MOMENTS_HOLD)
        return subject.say(hold).format(lost, total) if known else ""
    words = labels.THE_MOMENT_LOST if total == 1 else labels.MOMENT_LOST if lost == 1 else labels.MOMENTS_LOST
    return subject.say(words).format(lost, total)


def _unanswered(subject: Subject) -> str:
    """Say how many severe pain points no action takes on; nothing on a map that plans none."""
    if not subject.journey.actions or subject.hidden & {"pain_points", "opportunities", "plan"}:
        return ""
    severe = [(t, pain) for t, pain in _pains(subject) if pain.severity in _SEVERE]
    taken_up = {name for action in subject.journey.actions for name in action.addresses}
    addressed: set[str] = set()
    for place in subject.columns:
        for item in place.touchpoint.opportunities:
            if item.id in taken_up:
                addressed.update(item.addresses or [p.id for p in place.touchpoint.pain_points if p.id])
    unlinked = {
        id(place.touchpoint)
        for place in subject.columns
        if any(item.id in taken_up and not item.addresses for item in place.touchpoint.opportunities)
    }
    left = [pain for t, pain in severe if pain.id not in addressed and id(t) not in unlinked]
    if not left:
        return ""
    one = labels.THE_PAIN_OPEN if len(severe) == 1 else labels.PAIN_OPEN if len(left) == 1 else labels.PAINS_OPEN
    return subject.say(one).format(len(left), len(severe))


def _pains(subject: Subject) -> Iterable[tuple[Touchpoint, PainPoint]]:
    """Yield the pain points of those who are drawn."""
    drawn = {actor.id for actor in subject.actors}
    for place in subject.columns:
        for pain in place.touchpoint.pain_points:
            if not pain.personas or drawn.intersection(pain.personas):
                yield place.touchpoint, pain
