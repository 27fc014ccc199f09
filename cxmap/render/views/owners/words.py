"""The owners in words: who has which part at every touchpoint, and what each team carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import listed
from cxmap.model.reading import called
from cxmap.model.vocabulary import SEVERITIES
from cxmap.render.text.saying import with_detail
from cxmap.render.views.owners import labels
from cxmap.render.views.owners.duties import LETTERS, duties_of
from cxmap.render.wordtables import WordTable

if TYPE_CHECKING:
    from cxmap.render.subject import Subject
    from cxmap.render.views.owners.duties import Duties, Load


def duty_tables(subject: Subject) -> tuple[WordTable, ...]:
    """Return the tables of a map's owners."""
    duties = duties_of(subject)
    return tuple(table for table in (_parts(subject, duties), _loads(subject, duties)) if table.rows)


def _parts(subject: Subject, duties: Duties) -> WordTable:
    say = subject.say
    used = [letter for letter in LETTERS if letter == "A" or any(team.count(letter) for team in duties.teams)]
    rows = []
    for column, place in enumerate(duties.columns):
        cells = []
        for letter in used:
            names = [team.name for team in duties.teams if letter in team.parts.get(column, "")]
            cells.append(listed(names, subject.language) or (say(labels.NOBODY_HERE) if letter == "A" else ""))
        touchpoint = called(place.touchpoint, subject.language)
        rows.append((touchpoint, called(place.stage, subject.language), *cells))
    heads = (say(labels.TOUCHPOINT), say(labels.STAGE), *(say(labels.SHORT[letter]) for letter in used))
    return WordTable(say(labels.NAME), heads, tuple(rows))


def _loads(subject: Subject, duties: Duties) -> WordTable:
    say = subject.say

    def pains(load: Load) -> str:
        said = [
            f"{say(SEVERITIES[severity]) if severity else subject.word('not-stated')} {number}"
            for severity, number in load.severities
        ]
        return listed(said, subject.language) or "0"

    def row(name: str, contact: str, answers: str, load: Load) -> tuple[str, ...]:
        return (name, contact, answers, pains(load), str(load.opportunities), str(load.actions), str(load.controls))

    rows = [
        row(
            team.name if team.is_declared else with_detail(team.name, say(labels.UNDECLARED), subject.language),
            team.contact,
            str(team.count("A")),
            team.load,
        )
        for team in duties.teams
    ]
    rows += [row(name, "", "0", type(duties.nobody)()) for name in duties.idle]
    if duties.nobody.total or duties.gaps:
        rows.append(row(say(labels.NOBODY), "", str(len(duties.gaps)), duties.nobody))
    heads = (
        labels.TEAM, labels.CONTACT, labels.ANSWERS, labels.PAINS, labels.OPPORTUNITIES, labels.ACTIONS, labels.CONTROLS,
    )  # fmt: skip
    return WordTable(say(labels.CARRIES), tuple(map(say, heads)), tuple(rows))
