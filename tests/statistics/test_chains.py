"""Chains and their scores."""

from __future__ import annotations

from math import log

import numpy as np
import pytest

from cxmap.statistics.chains import Chain, calibration, skill_of

COUNTS = {("", "a", "b"): 60, ("", "a", ""): 40, ("a", "b", "c"): 45, ("a", "b", ""): 15, ("b", "c", ""): 45}


@pytest.mark.parametrize("order", [0, 1, 2])
def test_chances_add_up_but_for_what_was_never_seen(order: int) -> None:
    chain = Chain(order).learn(COUNTS)
    for before, at in [("", "a"), ("a", "b"), ("x", "b"), ("x", "y")]:
        total = sum(chain.chance(before, at, following) for following in ("b", "c", "", "never"))
        assert total == pytest.approx(1)
        assert chain.chance(before, at, "never") > 0


def test_much_seen_is_nearly_its_share_and_little_is_drawn_to_the_rest() -> None:
    chain = Chain(1).learn({("", "a", "b"): 9_000, ("", "a", ""): 1_000, ("", "z", ""): 1})
    assert chain.chance("", "a", "") == pytest.approx(0.1, abs=0.001)
    assert 0.1 < chain.chance("", "z", "") < 0.5


def test_scores_are_by_their_definitions() -> None:
    chain = Chain(1).learn(COUNTS)
    later = {("", "a", "b"): 3, ("", "a", ""): 1}
    stays, leaves = chain.chance("", "a", "b"), chain.chance("", "a", "")
    found = skill_of(chain, later, "")
    assert found.n == 4
    assert found.log_loss == pytest.approx(-(3 * log(stays) + log(leaves)) / 4)
    assert found.brier == pytest.approx((3 * leaves**2 + (1 - leaves) ** 2) / 4)


def test_a_longer_past_wins_only_where_it_matters() -> None:
    random = np.random.default_rng(1)

    def drawn(n: int, matters: bool) -> dict[tuple[str, str, str], int]:
        found: dict[tuple[str, str, str], int] = {}
        for _ in range(n):
            before = "xy"[random.integers(2)]
            chance = (0.1 if before == "x" else 0.6) if matters else 0.35
            step = (before, "a", "" if random.random() < chance else "b")
            found[step] = found.get(step, 0) + 1
        return found

    for matters in (True, False):
        early, later = drawn(2_000, matters), drawn(1_000, matters)
        one, two = (skill_of(Chain(order).learn(early), later, "").log_loss for order in (1, 2))
        assert (two < one - 0.05) is matters


def test_what_was_said_and_seen_in_fifths() -> None:
    random = np.random.default_rng(2)
    early: dict[tuple[str, str, str], int] = {}
    later: dict[tuple[str, str, str], int] = {}
    for place in range(20):
        for part, n in ((early, 2_000), (later, 1_000)):
            left = int(random.binomial(n, 0.04 * place + 0.05))
            part["", f"s{place}", ""], part["", f"s{place}", "b"] = left, n - left
    bins = calibration(Chain(1).learn(early), later, "")
    assert len(bins) == 5
    assert sum(each.n for each in bins) == 20_000
    assert [each.predicted for each in bins] == sorted(each.predicted for each in bins)
    assert all(abs(each.predicted - each.observed) < 0.03 for each in bins)
