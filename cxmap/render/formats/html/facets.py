"""What a page filters touchpoints by: who passes, through which channel, who answers for it, and how bad its pains are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.model.reading import EVERYONE, called
from cxmap.model.vocabulary import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.model.journey import Touchpoint
    from cxmap.render.subject import Subject

FACETS = ("persona", "segment", "channel", "owner", "severity")


class _Values:
    """The values of a facet by their ids, in the order in which they are met."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._places: dict[str, int] = {}

    def place(self, value: str, name: str) -> int:
        """Return the place of a value; a new one comes last."""
        self.names.setdefault(value, name)
        return self._places.setdefault(value, len(self._places))


def facets_of(subject: Subject) -> dict[str, Any]:
    """Return the facets' values, pairs of an id and a name, and by column the places of the values a touchpoint has.

    A severity is a list of its place and of the places of the personas who suffer it, none where all do.
    """
    values = {facet: _Values() for facet in FACETS}
    for name in reversed(SEVERITIES):  # the worst first, whatever is met first
        if any(pain.severity == name for place in subject.columns for pain in place.touchpoint.pain_points):
            values["severity"].place(name, subject.say(SEVERITIES[name]))
    points = {place.column: _touchpoint(subject, place.touchpoint, values) for place in subject.columns}
    return {"facets": [list(values[facet].names.items()) for facet in FACETS], "points": points}


def _touchpoint(subject: Subject, touchpoint: Touchpoint, values: dict[str, _Values]) -> list[Any]:
    passing = [actor for actor in subject.passing(touchpoint) if actor.id != EVERYONE]
    personas = {actor.id: values["persona"].place(actor.id, actor.name) for actor in passing}
    segments = []
    for actor in passing:
        segment = actor.persona.segment if actor.persona else None
        if segment is not None:
            declared = subject.library.segments.get(segment)
            name = called(declared, subject.language) if declared else segment
            segments.append(values["segment"].place(segment, name))
    channel = touchpoint.channel
    name = subject.library.channel_name(channel, subject.language) if channel else ""
    channels = [values["channel"].place(channel, name)] if channel else []
    owners = [
        values["owner"].place(team, subject.library.team_name(team, subject.language))
        for team in _owners(subject, touchpoint)
    ]
    pains = [
        [values["severity"].place(pain.severity, ""), *(personas[p] for p in pain.personas if p in personas)]
        for pain in touchpoint.pain_points
        if pain.severity is not None
    ]
    return [list(personas.values()), list(dict.fromkeys(segments)), channels, owners, pains]


def _owners(subject: Subject, touchpoint: Touchpoint) -> Iterable[str]:
    """Return the teams that answer for a touchpoint, for something in it, or for an action that mends it."""
    items = (
        *touchpoint.pain_points, *touchpoint.opportunities, *touchpoint.risks,
        *touchpoint.frontstage, *touchpoint.backstage, *touchpoint.support,
    )  # fmt: skip
    mine = {item.id for item in touchpoint.opportunities if item.id}
    actions = (action for action in subject.journey.actions if mine.intersection(action.addresses))
    teams = (touchpoint.owner, *(getattr(item, "owner", None) for item in (*items, *actions)))
    return dict.fromkeys(team for team in teams if team)
