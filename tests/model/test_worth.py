"""What actions are worth: every formula with its edges, the ranking, and sums that keep currencies apart."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import pytest

from cxmap.diagnostics import Text
from cxmap.document import load_text
from cxmap.model.worth import leverage, payback_months, ranked, roi, sums

if TYPE_CHECKING:
    from cxmap.model.claims import Action


def actions(*given: dict[str, Any]) -> list[Action]:
    journey = {"cxmap": 1, "id": "m", "title": "M", "stages": [{"name": "S"}]}
    named = [{"title": f"A{number}", **action} for number, action in enumerate(given)]
    return list(load_text(Text("map.yaml", json.dumps({**journey, "actions": named}))).journey.actions)


@pytest.mark.parametrize(
    ("cost", "benefit", "ratio", "months"),
    [
        (400_000, 1_200_000, 3, 4),
        (120, 120, 1, 12),
        (120, 60, 0.5, 24),
        (100, 0, 0, None),  # never paid back
        (0, 100, None, 0),  # nothing to pay back, and nothing to divide by
        (0, 0, None, None),
        (None, 100, None, None),
        (100, None, None, None),
        (1e-300, 1e300, None, 0),  # too large for a number
    ],
)
def test_return_and_payback(
    cost: float | None, benefit: float | None, ratio: float | None, months: float | None
) -> None:
    assert (roi(cost, benefit), payback_months(cost, benefit)) == (ratio, months)


def test_return_and_payback_are_each_others_inverse() -> None:
    ratio, months = roi(750, 2400), payback_months(750, 2400)
    assert ratio is not None
    assert months is not None
    assert math.isclose(ratio * months, 12)


def test_leverage_is_impact_by_effort() -> None:
    assert (leverage(5, 2), leverage(None, 2), leverage(5, None)) == (2.5, None, None)


def test_the_ranking_goes_by_return_then_by_impact_for_effort_and_keeps_the_order_of_equals() -> None:
    given = actions(
        {"title": "unknown"},
        {"title": "rated", "effort": 1, "impact": 2},
        {"title": "rated well", "effort": 1, "impact": 4},
        {"title": "twice", "cost": 10, "benefit": 20, "effort": 2, "impact": 2},
        {"title": "twice and easy", "cost": 1000, "benefit": 2000, "effort": 1, "impact": 5},
        {"title": "five times", "cost": 1, "benefit": 5, "currency": "EUR"},
        {"title": "free", "cost": 0, "benefit": 1},
        {"title": "no gain", "cost": 10, "benefit": 0},
        {"title": "unknown too", "cost": 5},
    )
    assert [action.title for action in ranked(given)] == [
        "free", "five times", "twice and easy", "twice", "no gain", "rated well", "rated", "unknown", "unknown too",
    ]  # fmt: skip


def test_sums_hold_one_currency_each_and_only_actions_with_both_figures() -> None:
    found = sums(
        actions(
            {"cost": 100, "benefit": 300, "currency": "EUR"},
            {"cost": 10, "benefit": 20, "currency": "CNY"},
            {"cost": 50, "benefit": 150, "currency": "EUR"},
            {"cost": 999, "currency": "EUR"},
            {"benefit": 999, "currency": "EUR"},
            {"cost": 1, "benefit": 1},
        )
    )
    assert [(s.currency, s.cost, s.benefit, s.counted) for s in found] == [
        ("EUR", 150, 450, 2),
        ("CNY", 10, 20, 1),
        (None, 1, 1, 1),
    ]
    assert [(s.roi, s.payback_months) for s in found] == [(3, 4), (2, 6), (1, 12)]


def test_there_are_no_sums_where_no_action_has_both_figures() -> None:
    assert sums(actions({"cost": 1}, {"benefit": 1})) == []
