"""What actions are worth: the figures by which a plan is ranked, each with its formula.

Amounts of different currencies are never added or compared. A ratio of two amounts in one currency has no currency, so
that return and payback can be compared whatever the actions are paid in.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.model.claims import Action

MONTHS = 12
"""Months in the year that a benefit is given for."""


def roi(cost: float | None, benefit: float | None) -> float | None:
    """Return what one year brings for each unit of money spent: benefit ÷ cost.

    The benefit–cost ratio (HM Treasury, The Green Book, 2022) of the first year, not discounted; above 1 the cost is back
    within that year. None where either is not known or nothing is spent.
    """
    if cost is None or benefit is None or cost <= 0:
        return None
    return _finite(benefit / cost)


def payback_months(cost: float | None, benefit: float | None) -> float | None:
    """Return the months until the benefit has made up for the cost: cost ÷ (benefit ÷ 12).

    The simple payback period, not discounted (Brealey, Myers and Allen, Principles of Corporate Finance). None where
    either is not known or nothing is gained: then the cost never comes back.
    """
    if cost is None or benefit is None or benefit <= 0:
        return None
    return _finite(cost / benefit * MONTHS)


def leverage(impact: float | None, effort: float | None) -> float | None:
    """Return impact ÷ effort, both from 1 to 5: what ranks actions of the same return, and those without figures."""
    return None if impact is None or effort is None else impact / effort


def ranked(actions: Iterable[Action]) -> list[Action]:
    """Return actions as they should be taken up: by return, the highest first, then by impact ÷ effort.

    What costs nothing and brings something comes first. Actions whose return is not known come after all whose is, and
    those that are not rated after the rated ones; among equals the map's order stands.
    """
    return sorted(actions, key=_rank)


def _rank(action: Action) -> tuple[bool, float, bool, float]:
    gain = roi(action.cost, action.benefit)
    if gain is None and action.cost == 0 and action.benefit:
        gain = math.inf
    ease = leverage(action.impact, action.effort)
    return gain is None, -(gain or 0.0), ease is None, -(ease or 0.0)


class Sum(NamedTuple):
    """Actions in one currency, added up: only those of which both cost and benefit are known are in the sums."""

    currency: str | None
    cost: float
    benefit: float
    counted: int

    @property
    def roi(self) -> float | None:
        """The return of all of them together."""
        return roi(self.cost, self.benefit)

    @property
    def payback_months(self) -> float | None:
        """The months until all of them together have paid back."""
        return payback_months(self.cost, self.benefit)


def sums(actions: Iterable[Action]) -> list[Sum]:
    """Add actions up by currency, in the order in which the currencies come; None is a currency that is not given."""
    found: dict[str | None, Sum] = {}
    for action in actions:
        if action.cost is None or action.benefit is None:
            continue
        before = found.get(action.currency, Sum(action.currency, 0.0, 0.0, 0))
        found[action.currency] = Sum(
            action.currency, before.cost + action.cost, before.benefit + action.benefit, before.counted + 1
        )
    return list(found.values())


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
