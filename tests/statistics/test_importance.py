"""Importance against its definition, over all orders of joining a regression; intervals by simulation."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import statsmodels.api as sm

from cxmap.statistics.importance import (
    explains_nothing,
    importance,
    jackknife,
    relative_weights,
    shapley,
)
from cxmap.statistics.linear import definite

if TYPE_CHECKING:
    from numpy.typing import NDArray


def correlated(size: int, seed: int, n: int = 400) -> NDArray[Any]:
    random = np.random.default_rng(seed)
    answers = random.normal(size=(n, size)) + 0.8 * random.normal(size=(n, 1))
    whole = answers @ np.linspace(1, 0, size) + 2 * random.normal(size=n)
    found: NDArray[Any] = np.asarray(np.corrcoef(np.column_stack([answers, whole]).T))
    return found


def r2_of(matrix: NDArray[Any], chosen: list[int]) -> float:
    if not chosen:
        return 0.0
    shared = matrix[-1, chosen]
    return float(shared @ np.linalg.solve(matrix[np.ix_(chosen, chosen)], shared))


@pytest.mark.parametrize("size", [1, 2, 3, 6])
def test_shapley_values_are_averages_over_all_orders(size: int) -> None:
    matrix = correlated(size, seed=size)
    parts = np.zeros(size)
    orders = list(permutations(range(size)))
    for order in orders:
        for place, variable in enumerate(order):
            parts[variable] += r2_of(matrix, list(order[: place + 1])) - r2_of(matrix, list(order[:place]))
    found = shapley(matrix.tolist())
    assert found == pytest.approx(parts / len(orders))
    assert sum(found) == pytest.approx(r2_of(matrix, list(range(size))))


@pytest.mark.parametrize("size", [2, 6, 20])
def test_relative_weights_are_johnsons(size: int) -> None:
    matrix = correlated(size, seed=size)
    values, vectors = np.linalg.eigh(matrix[:-1, :-1])
    closest = vectors @ np.diag(np.sqrt(values)) @ vectors.T
    expected = closest**2 @ np.linalg.solve(closest, matrix[-1, :-1]) ** 2
    found = relative_weights(matrix.tolist())
    assert found == pytest.approx(expected)
    assert sum(found) == pytest.approx(r2_of(matrix, list(range(size))))


def test_many_variables_have_relative_weights() -> None:
    twelve, thirteen = correlated(12, 1).tolist(), correlated(13, 1).tolist()
    assert importance(twelve) == shapley(twelve)
    assert importance(thirteen) == relative_weights(thirteen)
    assert relative_weights(twelve) == pytest.approx(shapley(twelve), abs=0.02)


def test_chance_is_that_of_the_f_test() -> None:
    random = np.random.default_rng(5)
    answers, whole = random.normal(size=(80, 4)), random.normal(size=80)
    fit = sm.OLS(whole, sm.add_constant(answers)).fit()
    assert explains_nothing(fit.rsquared, 80, 4) == pytest.approx(fit.f_pvalue)
    assert explains_nothing(0.9, 5, 4) == 1


def test_a_jackknife_of_a_mean_is_its_standard_error() -> None:
    values = np.random.default_rng(6).normal(size=40)
    without = [(values.sum() - value) / 39 for value in values]
    found = jackknife(float(values.mean()), without)
    assert found.interval.high - found.value == pytest.approx(2.0227 * values.std(ddof=1) / np.sqrt(40), rel=1e-4)
    with pytest.raises(ValueError, match="two groups"):
        jackknife(1.0, [1.0])


def test_intervals_hold_the_true_shares() -> None:
    """Answers of 1 to 5, a fifth of them missing; the truth is that of two million."""
    random = np.random.default_rng(7)
    weights = np.array([1.0, 0.5, 0.2, 0.0])
    mixing = np.linalg.cholesky(0.4 + 0.6 * np.eye(4))

    def drawn(n: int) -> NDArray[Any]:
        answers = np.clip(np.round(3.4 + 1.1 * random.normal(size=(n, 4)) @ mixing.T), 1, 5)
        whole = np.clip(np.round(6 + (answers - 3.4) @ weights + random.normal(0, 1.6, n)), 0, 10)
        return np.column_stack([answers, whole])

    def shares(rows: NDArray[Any]) -> NDArray[Any]:
        known = ~np.isnan(rows)
        filled, here = np.where(known, rows, 0), known.astype(float)
        n, x, xx, xy = here.T @ here, filled.T @ here, (filled**2).T @ here, filled.T @ filled
        matrix = (n * xy - x * x.T) / np.sqrt((n * xx - x**2) * (n * xx - x**2).T)
        parts = np.array(importance(definite(matrix.tolist()).matrix))
        found: NDArray[Any] = parts / parts.sum()
        return found

    truth = shares(drawn(2_000_000))
    held, rounds = np.zeros(4), 60
    for _ in range(rounds):
        rows = drawn(400)
        rows[:, :4] = np.where(random.random((400, 4)) < 0.2, np.nan, rows[:, :4])
        groups = np.arange(400) % 40
        without = np.array([shares(rows[groups != group]) for group in range(40)])
        found = [jackknife(value, without[:, i].tolist()) for i, value in enumerate(shares(rows).tolist())]
        held += [each.interval.holds(value) for each, value in zip(found, truth.tolist(), strict=True)]
    assert (held / rounds).min() > 0.85
    assert held.mean() / rounds == pytest.approx(0.94, abs=0.04)
