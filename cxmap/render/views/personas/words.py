"""The personas in words: who they are, what serves their needs, and what hurts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import listed
from cxmap.model.reading import called
from cxmap.model.vocabulary import SEVERITIES
from cxmap.render.curve.figures import mean_said, score_said
from cxmap.render.text.saying import commas, sample, semicolons, with_detail
from cxmap.render.views.personas import labels
from cxmap.render.views.personas.facts import facts_of
from cxmap.render.wordtables import WordTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.curve.figures import High
    from cxmap.render.subject import Subject
    from cxmap.render.views.personas.facts import Facts


def persona_tables(subject: Subject) -> tuple[WordTable, ...]:
    """Return the tables of a map's personas."""
    personas = facts_of(subject)
    return tuple(table for table in (_who(personas), _needs(personas), _pains(personas)) if table.rows)


def _who(personas: Sequence[Facts]) -> WordTable:
    subject = personas[0].subject
    say = subject.say
    rows = []
    for facts in personas:
        persona = facts.persona
        segment = subject.library.segments.get(persona.segment or "")
        about = (
            subject.text(persona.role),
            subject.text(persona.occupation),
            subject.word("years", str(persona.age)) if persona.age is not None else "",
            subject.text(persona.family),
            called(segment, subject.language) if segment is not None else "",
            subject.text(persona.description),
        )
        goals = persona.goals
        wanted = [subject.text(text) for text in (goals.career, goals.personal, *goals.other) if text] if goals else []
        channels = [subject.library.channel_name(channel, subject.language) for channel in persona.channels]
        average = facts.average
        mean = subject.word("unknown")
        if average.mean is not None:
            mean = with_detail(mean_said(subject, average.mean), sample(average.known), subject.language)
        rows.append(
            (
                facts.actor.name,
                commas(about, subject.language),
                subject.text(persona.quote),
                semicolons(wanted, subject.language),
                listed(channels, subject.language),
                f"{len(facts.passed)} / {len(subject.columns)}",
                mean,
                *(_moment(facts, name, high) for name, high in zip(("peak", "low", "end"), facts.memory, strict=True)),
            )
        )
    heads = (
        labels.PERSONA,
        labels.WHO,
        labels.QUOTE,
        labels.GOALS,
        labels.PREFERS,
        labels.TOUCHPOINTS,
        labels.AVERAGE_HEAD,
    )
    return WordTable(
        say(labels.NAME),
        (*map(say, heads), subject.word("peak"), subject.word("low"), subject.word("end")),
        tuple(rows),
    )


def _moment(facts: Facts, name: str, high: High | None) -> str:
    if high is None:
        return ""
    subject = facts.subject
    return with_detail(score_said(subject, high.score), facts.where_said(name, high), subject.language)


def _needs(personas: Sequence[Facts]) -> WordTable:
    subject = personas[0].subject
    rows = []
    for facts in personas:
        for served in facts.needs:
            met, let_down = (
                listed([called(place.touchpoint, subject.language) for place in places], subject.language)
                for places in (served.here, served.let_down)
            )
            if not met and not let_down:
                met = subject.say(labels.NOT_SERVED)
            rows.append((subject.text(served.need.text), facts.actor.name, met, let_down))
    heads = (labels.NEED, labels.PERSONA, labels.MET_WHERE, labels.LET_DOWN_WHERE)
    return WordTable(subject.say(labels.NEEDS), tuple(map(subject.say, heads)), tuple(rows))


def _pains(personas: Sequence[Facts]) -> WordTable:
    subject = personas[0].subject
    rows = [
        (
            subject.text(pain.text),
            facts.actor.name,
            subject.say(SEVERITIES[pain.severity]) if pain.severity else "",
            called(place.touchpoint, subject.language),
        )
        for facts in personas
        for pain, place in facts.pains
    ]
    heads = (labels.PAIN, labels.PERSONA, labels.SEVERITY, labels.WHERE)
    return WordTable(subject.say(labels.PAINS), tuple(map(subject.say, heads)), tuple(rows))
