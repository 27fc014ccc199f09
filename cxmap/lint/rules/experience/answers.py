"""What answers a pain point: the opportunities that address it, and the actions that take these up."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cxmap.model.vocabulary import SEVERITIES

if TYPE_CHECKING:
    from cxmap.lint.context import At, Context
    from cxmap.model.claims import Opportunity, PainPoint
    from cxmap.model.reading import Place

SEVERITY_CHOICES = tuple(SEVERITIES)
SEVERE = "high"
"""The severity from which a pain point must be answered, unless a policy says otherwise."""

_RANK = {severity: rank for rank, severity in enumerate(SEVERITIES)}
_UNRATED = "medium"


def is_severe(pain_point: PainPoint, from_severity: str) -> bool:
    """Whether a pain point is at least as severe; one without a severity counts as medium."""
    return _RANK[pain_point.severity or _UNRATED] >= _RANK[from_severity]


class Answers:
    """The chain from pain point to opportunity to action.

    An opportunity that names no pain point is taken to answer all those of its touchpoint.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._by_pain_point: dict[str, list[At[Opportunity]]] = defaultdict(list)
        self._unlinked: dict[int, list[At[Opportunity]]] = defaultdict(list)
        for opportunity in context.opportunities:
            for pain_point in opportunity.item.addresses:
                self._by_pain_point[pain_point].append(opportunity)
            if not opportunity.item.addresses and opportunity.place is not None:
                self._unlinked[opportunity.place.column].append(opportunity)
        plan = [action.item for action in context.actions]
        self._taken_up = {one for action in plan if action.status != "dropped" for one in action.addresses}
        self._dropped = {one for action in plan for one in action.addresses} - self._taken_up

    @property
    def has_linked_plan(self) -> bool:
        """Whether any action that has not been dropped says which opportunity it takes up."""
        return bool(self._taken_up)

    def opportunities_for(self, pain_point: At[PainPoint]) -> list[At[Opportunity]]:
        """Return the opportunities that would ease a pain point."""
        named = self._by_pain_point.get(pain_point.item.id, []) if pain_point.item.id else []
        unlinked = self._unlinked.get(pain_point.place.column, []) if pain_point.place else []
        return [*named, *unlinked]

    def is_taken_up(self, opportunities: list[At[Opportunity]]) -> bool:
        """Whether an action that has not been dropped takes up one of them."""
        return any(opportunity.item.id in self._taken_up for opportunity in opportunities)

    def is_dropped(self, opportunities: list[At[Opportunity]]) -> bool:
        """Whether there was an action for one of them."""
        return any(opportunity.item.id in self._dropped for opportunity in opportunities)

    def acted_upon(self, place: Place) -> bool:
        """Whether an action takes up an opportunity of a touchpoint, or one for a pain point of it."""
        own = [opportunity for opportunity in self._context.opportunities if opportunity.place is place]
        return self.is_taken_up(own) or any(
            self.is_taken_up(self.opportunities_for(pain_point))
            for pain_point in self._context.pain_points
            if pain_point.place is place
        )

    def severe_without_answer(self, place: Place) -> bool:
        """Whether a severe pain point of a touchpoint is found for its lack of an opportunity, or of an action."""
        return any(
            self.lacks_opportunity(pain_point, SEVERE) or self.lacks_action(pain_point, SEVERE)
            for pain_point in self._context.pain_points
            if pain_point.place is place
        )

    def lacks_opportunity(self, pain_point: At[PainPoint], from_severity: str) -> bool:
        """Whether no opportunity would ease a severe pain point."""
        return is_severe(pain_point.item, from_severity) and not self.opportunities_for(pain_point)

    def lacks_action(self, pain_point: At[PainPoint], from_severity: str) -> bool:
        """Whether a severe pain point has opportunities that no action of the plan takes up."""
        if not is_severe(pain_point.item, from_severity):
            return False
        opportunities = self.opportunities_for(pain_point)
        return bool(opportunities) and not self.is_taken_up(opportunities)
