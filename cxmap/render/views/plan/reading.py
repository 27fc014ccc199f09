"""The plan as it is drawn: actions in the order of their rank, numbered, with what each would ease and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cxmap.model.reading import places
from cxmap.model.worth import payback_months, ranked, roi
from cxmap.render.subject import once

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.model.claims import Action, Opportunity, PainPoint
    from cxmap.model.reading import Place
    from cxmap.render.subject import Subject

YEAR = 12.0
"""Months in which an action should have paid back to be called out."""
_MIDDLE = 3.0  # of the ratings from 1 to 5


class Relief(NamedTuple):
    """What an action eases at one touchpoint: pain points, or opportunities that name none."""

    place: Place
    pains: tuple[PainPoint, ...]
    opportunities: tuple[Opportunity, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An action with its number, which is its rank."""

    number: int
    action: Action
    opportunities: tuple[Opportunity, ...]
    reliefs: tuple[Relief, ...]

    @property
    def roi(self) -> float | None:
        """Benefit of a year ÷ cost."""
        return roi(self.action.cost, self.action.benefit)

    @property
    def payback(self) -> float | None:
        """Months until the cost is back."""
        return payback_months(self.action.cost, self.action.benefit)

    @property
    def is_rated(self) -> bool:
        """Whether it has a place in the matrix."""
        return self.action.effort is not None and self.action.impact is not None


@dataclass(frozen=True, slots=True)
class Plan:
    """All actions: those still to do by rank, then the done ones, then the dropped ones."""

    open: tuple[Item, ...]
    done: tuple[Item, ...]
    dropped: tuple[Item, ...]

    @property
    def kept(self) -> tuple[Item, ...]:
        """All but the dropped ones: what is drawn and added up."""
        return self.open + self.done

    @property
    def items(self) -> tuple[Item, ...]:
        """All of them."""
        return self.kept + self.dropped

    @property
    def has_money(self) -> bool:
        """Whether any action has a cost or a benefit; a client may not be shown them."""
        return any(item.action.cost is not None or item.action.benefit is not None for item in self.items)


class Touch(NamedTuple):
    """Where the map puts opportunities and pain points."""

    opportunities: dict[str, tuple[Place, Opportunity]]
    pains: dict[str, tuple[Place, PainPoint]]


@once
def plan_of(subject: Subject) -> Plan:
    """Read the plan of a map."""
    touch = _touch(subject)
    kept = [action for action in subject.journey.actions if action.status not in ("done", "dropped")]
    done = [action for action in subject.journey.actions if action.status == "done"]
    dropped = [action for action in subject.journey.actions if action.status == "dropped"]
    number = 0
    parts: list[tuple[Item, ...]] = []
    for actions in (kept, done, dropped):
        items = []
        for action in ranked(actions):
            number += 1
            items.append(_item(number, action, touch))
        parts.append(tuple(items))
    return Plan(*parts)


def _touch(subject: Subject) -> Touch:
    """Index what the map says at every touchpoint, also at those that the chosen personas do not pass."""
    touch = Touch({}, {})
    for place in places(subject.journey):
        for opportunity in place.touchpoint.opportunities:
            if opportunity.id is not None:
                touch.opportunities.setdefault(opportunity.id, (place, opportunity))
        for pain in place.touchpoint.pain_points:
            if pain.id is not None:
                touch.pains.setdefault(pain.id, (place, pain))
    return touch


def _item(number: int, action: Action, touch: Touch) -> Item:
    taken_up = [touch.opportunities[name] for name in dict.fromkeys(action.addresses) if name in touch.opportunities]
    pains: dict[int, list[PainPoint]] = {}
    bare: dict[int, list[Opportunity]] = {}
    where: dict[int, Place] = {}
    for place, opportunity in taken_up:
        eased = [touch.pains[name] for name in dict.fromkeys(opportunity.addresses) if name in touch.pains]
        if not eased:
            where[place.column] = place
            bare.setdefault(place.column, []).append(opportunity)
        for at, pain in eased:
            where[at.column] = at
            known = pains.setdefault(at.column, [])
            if pain not in known:
                known.append(pain)
    reliefs = tuple(
        Relief(where[column], tuple(pains.get(column, ())), tuple(bare.get(column, ()))) for column in sorted(where)
    )
    return Item(number, action, tuple(opportunity for _, opportunity in taken_up), reliefs)


def pays_back_within_a_year(items: Iterable[Item]) -> list[Item]:
    """Return those whose cost is back after a year at the latest."""
    return [item for item in items if item.payback is not None and item.payback <= YEAR]


def quadrant(item: Item) -> tuple[int, int] | None:
    """Return whether effort and impact are little (−1) or much (1); None for an unrated action.

    Much is what is above the middle of the scale from 1 to 5: a 3 is little, so that every action has its quadrant.
    """
    effort, impact = item.action.effort, item.action.impact
    if effort is None or impact is None:
        return None
    return _side(effort), _side(impact)


def _side(rating: float) -> int:
    return 1 if rating > _MIDDLE else -1


def lowest(subject: Subject, place: Place) -> tuple[float, str] | None:
    """Return the lowest score at a touchpoint and whose it is, of the personas drawn; None where none is known."""
    scores = [
        (score, actor.id) for actor in subject.actors if (score := subject.score(place.touchpoint, actor)) is not None
    ]
    return min(scores, key=lambda found: found[0], default=None)


def not_eased(subject: Subject, plan: Plan) -> list[Place]:
    """Return the touchpoints that are low (−1 or less) or hurt badly, and for which no action is planned or done."""
    eased = {relief.place.column for item in plan.kept for relief in item.reliefs}
    found = []
    for place in subject.columns:
        low = lowest(subject, place)
        hurts = any(pain.severity in ("high", "critical") for pain in place.touchpoint.pain_points)
        if place.column not in eased and ((low is not None and low[0] <= -1) or hurts):
            found.append(place)
    return found


def said_of(subject: Subject, pains: Sequence[PainPoint]) -> list[PainPoint]:
    """Return the pain points that the personas drawn feel."""
    drawn = {actor.id for actor in subject.actors}
    return [pain for pain in pains if not pain.personas or drawn.intersection(pain.personas)]
