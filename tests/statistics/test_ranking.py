"""How well a ranking puts one lot before another: beside scikit-learn and a simulation."""

from __future__ import annotations

from random import Random
from statistics import mean, stdev

import pytest
from sklearn.metrics import roc_auc_score

from cxmap.statistics.ranking import auc, auc_interval


@pytest.mark.parametrize("seed", range(5))
def test_the_auc_is_that_of_scikit_learn_ties_too(seed: int) -> None:
    random = Random(seed)
    first = [float(random.randrange(3, 9)) for _ in range(40)]
    second = [float(random.randrange(0, 7)) for _ in range(25)]
    expected = roc_auc_score([1] * 40 + [0] * 25, first + second)
    assert auc(first, second) == pytest.approx(expected, abs=1e-12)


def test_the_ends_and_the_middle() -> None:
    assert auc([2.0, 3.0], [0.0, 1.0]) == 1
    assert auc([0.0], [1.0, 2.0]) == 0
    assert auc([1.0] * 3, [1.0] * 4) == 0.5
    with pytest.raises(ValueError, match="both lots"):
        auc([], [1.0])


def test_the_interval_is_as_wide_as_the_auc_spreads() -> None:
    random, found = Random(3), []
    for _ in range(600):  # exponential scores: the model of Hanley and McNeil
        first = [random.expovariate(0.2) for _ in range(40)]
        found.append(auc(first, [random.expovariate(1.0) for _ in range(60)]))
    low, high = auc_interval(mean(found), 40, 60)
    assert (high - low) / 2 / 1.959964 == pytest.approx(stdev(found), rel=0.1)
    assert auc_interval(1.0, 5, 5) == (1, 1)
    assert auc_interval(0.99, 3, 3).high == 1
