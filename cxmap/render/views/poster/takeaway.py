"""What to remember of the whole map, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import in_quotes
from cxmap.model.reading import called
from cxmap.render.curve.figures import score_said
from cxmap.render.standing import hardest, moments_of, severe_pain
from cxmap.render.subject import once
from cxmap.render.text.labels import WORDS
from cxmap.render.text.saying import sentence, some_of
from cxmap.render.views.poster import labels

if TYPE_CHECKING:
    from cxmap.render.subject import Subject

_FEW = 2


@once
def takeaway(subject: Subject) -> str:
    """Return one sentence on the map as a whole; nothing of a map that says nothing of the kind."""
    return sentence([_hardest(subject), _moments(subject), _unanswered(subject)], subject.language)


def _hardest(subject: Subject) -> str:
    """Say at which touchpoints the score is lowest, if it is below the middle."""
    found = hardest(subject)
    if found is None or found[0] >= 0:
        return ""
    least, places = found
    names = [in_quotes(called(place.touchpoint, subject.language)) for place in places]
    where = some_of(names, WORDS["other-touchpoints"], subject.language)
    return subject.say(labels.HARDEST).format(where, score_said(subject, least))


def _moments(subject: Subject) -> str:
    lost, known, total = moments_of(subject)
    if not total or subject.hidden & {"pain_points"}:
        return ""
    if lost and subject.journey.state == "future":
        return ""  # what a map of the future names is what its design has to remove
    if not lost:
        hold = {1: labels.THE_MOMENT_HOLDS, _FEW: labels.BOTH_MOMENTS_HOLD}.get(total, labels.MOMENTS_HOLD)
        return subject.say(hold).format(lost, total) if known else ""
    words = labels.THE_MOMENT_LOST if total == 1 else labels.MOMENT_LOST if lost == 1 else labels.MOMENTS_LOST
    return subject.say(words).format(lost, total)


def _unanswered(subject: Subject) -> str:
    """Say how many severe pain points no action takes on; nothing on a map that plans none."""
    if not subject.journey.actions or subject.hidden & {"pain_points", "opportunities", "plan"}:
        return ""
    severe = severe_pain(subject)
    left = sum(not one.is_taken_on for one in severe)
    if not left:
        return ""
    one = labels.THE_PAIN_OPEN if len(severe) == 1 else labels.PAIN_OPEN if left == 1 else labels.PAINS_OPEN
    return subject.say(one).format(left, len(severe))
