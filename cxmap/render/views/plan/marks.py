"""How an action is drawn wherever it stands: its number, its status by the shape, its team by the colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.model.vocabulary import ACTION_STATUSES
from cxmap.render.marks.numbered import Marker, marker_symbol
from cxmap.render.page.legend import Entry, no_symbol
from cxmap.render.views.plan.labels import LEGEND_TEAM, NO_STATUS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.model.claims import Action
    from cxmap.render.subject import Subject
    from cxmap.render.views.plan.reading import Item

_SHAPES: dict[str | None, tuple[str, bool]] = {
    "planned": ("circle", False),
    "doing": ("circle", True),
    "done": ("square", True),
    "dropped": ("dashed", False),
    None: ("dashed", False),
}
"""Shape of a status, and whether it is filled: a ring is empty until work begins, a square is finished."""


def colour_of(subject: Subject, action: Action) -> str:
    """Return the colour of an action: its team's; a quiet one where there is no team, or nothing will be done."""
    if action.owner is None or action.status == "dropped":
        return subject.theme.soft
    return subject.team_colour(action.owner)


def marker(subject: Subject, item: Item) -> Marker:
    """Return the numbered marker of an action."""
    shape, filled = _SHAPES[item.action.status]
    return Marker(item.number, shape, colour_of(subject, item.action), filled, subject.text(item.action.title))


def said_status(subject: Subject, action: Action) -> str:
    """Return an action's status in words."""
    return subject.say(ACTION_STATUSES[action.status] if action.status else NO_STATUS)


def status_entries(subject: Subject, items: Sequence[Item]) -> Iterable[Entry]:
    """Explain the shapes of the statuses that are used, and the colours."""
    used = {item.action.status for item in items}
    for status, (shape, filled) in _SHAPES.items():
        if status in used:
            label = ACTION_STATUSES[status] if status else NO_STATUS
            yield Entry(subject.say(label), marker_symbol(shape, subject.theme.soft, filled=filled))
    if any(item.action.owner is not None for item in items):
        yield Entry(subject.say(LEGEND_TEAM), no_symbol, -0.5)
