"""The register in words: the risks, how many stand at each level before and after, and the gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.model.reading import called
from cxmap.model.vocabulary import LEVELS
from cxmap.render.views.risks import labels
from cxmap.render.views.risks.reading import LEVELS_DOWN
from cxmap.render.wordtables import WordTable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.model.claims import Level
    from cxmap.render.subject import Subject
    from cxmap.render.views.risks.reading import Entry, Register


def risk_tables(subject: Subject, register: Register) -> Iterable[WordTable]:
    """Say what the picture shows."""
    say = subject.say
    heads = (
        labels.RISK, labels.NUMBER, labels.STAGE, labels.TOUCHPOINT, labels.RULE, labels.CONTROL, labels.OWNER,
        labels.LIKELIHOOD, labels.IMPACT, labels.INHERENT, labels.RESIDUAL,
    )  # fmt: skip
    rows = tuple(_row(subject, entry) for entry in register.entries)
    yield WordTable(say(labels.REGISTER), tuple(map(say, heads)), rows)
    levels: tuple[Level | None, ...] = (*LEVELS_DOWN, None)
    yield WordTable(
        say(labels.MOVES),
        (say(labels.LEVEL), say(labels.BEFORE_COUNT), say(labels.AFTER_COUNT)),
        tuple(
            (
                _level(subject, level),
                str(sum(entry.inherent == level for entry in register.entries)),
                str(sum(entry.risk.residual == level for entry in register.entries)),
            )
            for level in levels
        ),
    )
    if register.unconsidered:
        yield WordTable(
            say(labels.REGULATED_GAPS),
            (say(labels.TOUCHPOINT), say(labels.STAGE), say(labels.CHANNEL)),
            tuple(
                (
                    called(place.touchpoint, subject.language),
                    called(place.stage, subject.language),
                    subject.library.channel_name(place.touchpoint.channel or "", subject.language),
                )
                for place in register.unconsidered
            ),
        )


def _row(subject: Subject, entry: Entry) -> tuple[str, ...]:
    risk, say = entry.risk, subject.say
    return (
        subject.text(risk.risk),
        str(entry.number),
        called(entry.place.stage, subject.language),
        called(entry.place.touchpoint, subject.language),
        subject.text(risk.rule) or say(labels.NO_RULE),
        subject.text(risk.control) or say(labels.NO_CONTROL),
        subject.library.team_name(risk.owner, subject.language) if risk.owner else say(labels.NO_OWNER),
        *(_level(subject, level) for level in (risk.likelihood, risk.impact, entry.inherent, risk.residual)),
    )


def _level(subject: Subject, level: Level | None) -> str:
    return subject.say(LEVELS[level]) if level is not None else subject.say(labels.NOT_RATED)
