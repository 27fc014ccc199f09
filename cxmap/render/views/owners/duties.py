"""Who answers for what: the parts that teams have at touchpoints (RACI), and what else each of them carries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from cxmap.model.vocabulary import SEVERITIES
from cxmap.render.subject import once

if TYPE_CHECKING:
    from cxmap.model.journey import Touchpoint
    from cxmap.model.reading import Place
    from cxmap.render.subject import Subject

LETTERS = "ARCI"
"""Answers for it; does a step of it; is consulted before it is changed; is informed when it has changed."""
NOBODY = ""
"""Stands for a team where none is named."""
_STEPS = ("frontstage", "backstage", "support")
_CLOSED = ("done", "dropped")


@dataclass(slots=True)
class Load:
    """What a team carries beside touchpoints. Pain points by severity, "" where it is not given; actions still open."""

    pains: Counter[str] = field(default_factory=Counter)
    opportunities: int = 0
    actions: int = 0
    controls: int = 0

    @property
    def total(self) -> int:
        """All of it, counted."""
        return self.pains.total() + self.opportunities + self.actions + self.controls

    @property
    def severities(self) -> list[tuple[str, int]]:
        """Pain points by severity, the worst first."""
        order = [*reversed(SEVERITIES), ""]
        return [(severity, self.pains[severity]) for severity in order if self.pains[severity]]


@dataclass(slots=True)
class Team:
    """A team: its letters by column, in the order of `LETTERS`, and its load. `is_declared` where the map knows it."""

    id: str
    name: str
    contact: str
    is_declared: bool
    parts: dict[int, str]
    load: Load

    def count(self, letter: str) -> int:
        """Return at how many touchpoints the team has a part."""
        return sum(letter in letters for letters in self.parts.values())


@dataclass(frozen=True)
class Duties:
    """The duties on a map. `columns` are its touchpoints, by their place among those drawn."""

    columns: tuple[Place, ...]
    teams: tuple[Team, ...]
    nobody: Load
    idle: tuple[str, ...]

    @cached_property
    def gaps(self) -> list[int]:
        """The columns of the touchpoints for which nobody answers."""
        return [index for index, place in enumerate(self.columns) if place.touchpoint.owner is None]

    @property
    def answering(self) -> list[Team]:
        """The teams that answer for most touchpoints; none where no team answers for any."""
        most = max((team.count("A") for team in self.teams), default=0)
        return [team for team in self.teams if most and team.count("A") == most]

    def involved(self, column: int) -> int:
        """Return how many teams have a part at a touchpoint."""
        return sum(column in team.parts for team in self.teams)

    @property
    def is_empty(self) -> bool:
        """Whether no team is named anywhere."""
        return not self.teams


@once
def duties_of(subject: Subject) -> Duties:
    """Gather who answers for what, as far as the touchpoints drawn go.

    A pain point, an opportunity, an action or a control belongs to the team that it names itself: the team that runs a
    touchpoint is often not the one that can remove what hurts there.
    """
    parts: dict[str, dict[int, str]] = {}
    loads: dict[str, Load] = {NOBODY: Load()}
    drawn = {actor.id for actor in subject.actors}
    for column, place in enumerate(subject.columns):
        for letter, holders in _parts(place.touchpoint).items():
            for team in holders:
                given = parts.setdefault(team, {})
                given[column] = given.get(column, "") + letter
        for pain in place.touchpoint.pain_points:
            if not pain.personas or drawn.intersection(pain.personas):
                _load(loads, pain.owner).pains[pain.severity or ""] += 1
        for opportunity in place.touchpoint.opportunities:
            _load(loads, opportunity.owner).opportunities += 1
        for risk in place.touchpoint.risks:
            _load(loads, risk.owner).controls += 1
    for action in subject.journey.actions:
        if action.status not in _CLOSED:
            _load(loads, action.owner).actions += 1
    nobody = loads.pop(NOBODY)
    named = [*subject.library.teams, *parts, *loads]
    teams = [_team(subject, name, parts.get(name, {}), loads.get(name) or Load()) for name in dict.fromkeys(named)]
    busy = [team for team in teams if team.parts or team.load.total]
    own = {team.id for team in subject.journey.teams}
    idle = tuple(
        team.name for team in teams if team not in busy and team.id in own and team.id != subject.journey.owner
    )
    return Duties(subject.columns, tuple(sorted(busy, key=_first)), nobody, idle)


def _parts(touchpoint: Touchpoint) -> dict[str, list[str]]:
    """Return the teams by letter. Who does a step is its owner; where no step names one, who answers does it all."""
    owner = [touchpoint.owner] if touchpoint.owner is not None else []
    doing = dict.fromkeys(step.owner for name in _STEPS for step in getattr(touchpoint, name) if step.owner is not None)
    told = {"A": owner, "R": list(doing) or owner, "C": touchpoint.consulted, "I": touchpoint.informed}
    return {letter: list(dict.fromkeys(teams)) for letter, teams in told.items()}


def _load(loads: dict[str, Load], team: str | None) -> Load:
    return loads.setdefault(team or NOBODY, Load())


def _team(subject: Subject, team: str, parts: dict[int, str], load: Load) -> Team:
    teams, language = subject.library.teams, subject.language
    contact = subject.text(teams[team].contact) if team in teams else ""
    known = team in teams or not teams  # where no team is declared, any name will do
    return Team(team, subject.library.team_name(team, language), contact, known, parts, load)


def _first(team: Team) -> tuple[int, int, int]:
    """Order teams by where they first answer, then by where they first have any other part."""
    answers = [column for column, letters in team.parts.items() if "A" in letters]
    never = 1_000_000
    return min(answers, default=never), min(team.parts, default=never), -team.load.total
