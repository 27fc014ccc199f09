"""What to remember of the personas: who fares worst, and where; and how many needs are served on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import enumerated, in_quotes
from cxmap.model.reading import called
from cxmap.render.curve.figures import lows_of, mean_said, score_said
from cxmap.render.text.labels import WORDS
from cxmap.render.text.saying import sentence, some_of
from cxmap.render.views.personas import labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.subject import Subject
    from cxmap.render.views.personas.facts import Facts


def takeaway(subject: Subject, personas: Sequence[Facts]) -> str:
    """Say who fares worst and where, and how many needs are not served."""
    facts = [_worst(subject, personas), _needs(subject, personas)]
    if not any(facts):
        facts = [subject.say(labels.COUNT).format(len(personas)) if len(personas) > 1 else personas[0].actor.name]
    return sentence(facts, subject.language)


def _needs(subject: Subject, personas: Sequence[Facts]) -> str:
    needs = sum(len(facts.needs) for facts in personas)
    unserved = sum(len(facts.unserved) for facts in personas)
    if not unserved and needs > 1:
        torn = sum(bool(served.let_down) for facts in personas for served in facts.needs)
        if torn:
            said = labels.ALL_SERVED_BUT_ONE if torn == 1 else labels.ALL_SERVED_BUT
            return subject.say(said).format(needs, torn)
    if not unserved:
        return subject.say(labels.ALL_SERVED).format(needs) if needs > 1 else ""
    said = labels.UNSERVED_THE_ONE if needs == 1 else labels.UNSERVED_ONE if unserved == 1 else labels.UNSERVED
    return subject.say(said).format(unserved, needs)


def _worst(subject: Subject, personas: Sequence[Facts]) -> str:
    """Say who fares worst on average, and the lowest score; nothing where no score is known."""
    known = [(mean_said(subject, mean), facts) for facts in personas if (mean := facts.average.mean) is not None]
    if not known:
        return ""
    least = min((facts for _, facts in known), key=lambda facts: facts.average.mean or 0.0)
    lowest = mean_said(subject, least.average.mean or 0.0)
    same = [facts for said, facts in known if said == lowest]
    names = enumerated([facts.actor.name for facts in same], subject.language)
    if len(same) > 1:
        words = labels.ALIKE if len(same) == len(known) else labels.WORST_ALIKE
        said = subject.say(words).format(names, lowest)
    elif len(known) == 2:
        better, other = next((facts.actor.name, mean) for mean, facts in known if facts is not least)
        said = subject.say(labels.WORSE).format(names, lowest, better, other)
    else:
        said = subject.say(labels.WORST if len(known) > 1 else labels.ONE).format(names, lowest, len(known))
    return said + _lowest(subject, same)


def _lowest(subject: Subject, personas: Sequence[Facts]) -> str:
    """Say the lowest score of some personas, and at which touchpoints it is; nothing where there are no ups and downs."""
    lows = [low for facts in personas if facts.memory.low is not None for low in lows_of(facts.feelings)]
    if not lows:
        return ""
    least = min(low.score for low in lows)
    columns = dict.fromkeys(low.column for low in lows if low.score == least)
    names = [in_quotes(called(subject.columns[column].touchpoint, subject.language)) for column in columns]
    places = some_of(names, WORDS["other-touchpoints"], subject.language)
    return subject.say(labels.LOWEST_AT).format(places, score_said(subject, least))
