"""What was measured, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import in_quotes
from cxmap.measured_figures import interval, number, outstanding_periods
from cxmap.model.reading import called
from cxmap.render.text.saying import commas, sample, sentence, with_detail
from cxmap.render.views.measured import labels
from cxmap.render.views.measured.drivers import driver_name, shown_drivers
from cxmap.render.views.measured.notable import difference_said, furthest, trend_said

if TYPE_CHECKING:
    from cxmap.language import Words
    from cxmap.measurements import Metric
    from cxmap.render.subject import Subject
    from cxmap.render.views.measured.reading import Readings


SAID: dict[Metric, Words] = {
    "csat": labels.SAID_SATISFIED,
    "nps": labels.SAID_SCORE,
}


def takeaway(subject: Subject, readings: Readings) -> str:
    """Say what a reader should remember: how the journey does and where it goes, and what the map gets wrong."""
    facts = (*_journey(subject, readings), _claims(subject, readings), *_moves(subject, readings))
    return sentence(facts, subject.language)


def _journey(subject: Subject, readings: Readings) -> list[str]:
    facts = []
    for one in (each.one for each in readings.journey):
        if one.figure.value is not None:
            said = SAID.get(one.metric) or (labels.SAID_EASE if one.rises else labels.SAID_EFFORT)
            value = subject.say(said).format(number(one.figure.value, one.metric))
            ends = interval(one.figure, one.metric).strip("[]").split(", ")
            # A dash beside a minus is hard to read.
            between = subject.say(labels.FROM_TO).format(*ends) if "−" in "".join(ends) else "–".join(ends)
            detail = commas((between, sample(one.figure.n)), subject.language)
            apart = [subject.say(labels.APART).format(period) for period in outstanding_periods(one)[:1]]
            whole = with_detail(value, detail, subject.language)
            facts.append(commas((whole, trend_said(subject, one), *apart), subject.language))
    return facts


def _claims(subject: Subject, readings: Readings) -> str:
    """Say how many touchpoints feel otherwise than the map says, and which does most."""
    if not readings.touchpoints:
        return ""
    claimed = {reading.place.column for reading in readings.touchpoints if reading.one.claimed is not None}
    if not claimed:
        return subject.say(labels.NO_CLAIM)
    apart = furthest(readings.touchpoints)
    if not apart:
        return subject.say(labels.ALL_AGREE)
    said = subject.say(labels.DIFFER).format(len({each.place.column for each in apart}), len(claimed))
    first = in_quotes(called(apart[0].place.touchpoint, subject.language))
    worst = with_detail(first, difference_said(subject, apart[0].one), subject.language)
    return commas((said, subject.say(labels.ABOVE_ALL).format(worst)), subject.language)


def _moves(subject: Subject, readings: Readings) -> list[str]:
    """Say which touchpoint moves the overall answer most, of the first survey that tells."""
    for found in readings.measures.drivers:
        for one in shown_drivers(subject, found)[:1]:
            return [subject.say(labels.MOVES).format(in_quotes(driver_name(subject, one)))]
    return []
