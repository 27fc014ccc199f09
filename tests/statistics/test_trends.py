"""Trends against statsmodels' quasi-binomial regression; false alarms by simulation."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from cxmap.statistics.trends import OUTSTANDING, count_trend, outstanding, outstanding_counts, score_trend, share_trend

TIMES = list(range(12))


def test_a_trend_of_shares_is_that_of_a_quasi_binomial_regression() -> None:
    random = np.random.default_rng(1)
    sizes = random.integers(20, 300, 12)
    successes = random.binomial(sizes, 0.4 + 0.02 * np.arange(12))
    found = share_trend(TIMES, successes.tolist(), sizes.tolist())
    exogenous = sm.add_constant(np.arange(12))
    family = sm.families.Binomial()
    fit = sm.GLM(successes / sizes, exogenous, family=family, var_weights=sizes).fit(scale="X2")
    assert found is not None
    assert found.slope == pytest.approx(fit.params[1], rel=1e-6)
    assert found.dispersion == pytest.approx(fit.scale, rel=1e-6)
    assert found.p == pytest.approx(2 * stats.t.sf(abs(fit.tvalues[1]), 10), rel=1e-5)
    half = stats.t.ppf(0.975, 10) * fit.bse[1]
    assert found.interval == pytest.approx((fit.params[1] - half, fit.params[1] + half), rel=1e-5)


def test_a_trend_of_scores_is_that_of_weighted_least_squares() -> None:
    random = np.random.default_rng(2)
    variances = random.uniform(0.01, 0.2, 12)
    means = 3 + 0.05 * np.arange(12) + random.normal(0, np.sqrt(variances))
    found = score_trend(TIMES, means.tolist(), variances.tolist())
    fit = sm.WLS(means, sm.add_constant(np.arange(12)), weights=1 / variances).fit()
    assert found is not None
    assert found.slope == pytest.approx(fit.params[1])
    assert found.p == pytest.approx(fit.pvalues[1])
    assert found.interval == pytest.approx(tuple(fit.conf_int()[1]))


def test_months_that_scatter_are_no_trend() -> None:
    """With a scatter of five points between months and no trend, a test at 5 % cries in about 5 % of years."""
    random = np.random.default_rng(3)
    cries = 0
    for _ in range(600):
        sizes = random.integers(50, 400, 12)
        successes = random.binomial(sizes, np.clip(0.7 + random.normal(0, 0.05, 12), 0.01, 0.99))
        found = share_trend(TIMES, successes.tolist(), sizes.tolist())
        cries += found is not None and found.p < 0.05
    assert cries / 600 < 0.085


def test_a_trend_is_found() -> None:
    random = np.random.default_rng(4)
    found = 0
    for _ in range(200):
        sizes = random.integers(100, 400, 12)
        successes = random.binomial(sizes, 0.6 + 0.015 * np.arange(12))
        trend = share_trend(TIMES, successes.tolist(), sizes.tolist())
        found += trend is not None and trend.p < 0.05 and trend.slope > 0
    assert found / 200 > 0.8


@pytest.mark.parametrize(
    ("times", "successes", "sizes"),
    [
        ([0, 1, 2], [1, 2, 3], [5, 5, 5]),
        (TIMES, [0] * 12, [9] * 12),
        (TIMES, [9] * 12, [9] * 12),
        ([1] * 5, [1] * 5, [3] * 5),
    ],
)
def test_where_there_is_no_trend_to_tell(times: list[float], successes: list[int], sizes: list[int]) -> None:
    assert share_trend(times, successes, sizes) is None


def test_a_score_needs_variances() -> None:
    assert score_trend(TIMES, [3.0] * 12, [0.0] * 12) is None
    assert score_trend([0, 1], [3.0, 4.0], [0.1, 0.1]) is None
    flat = score_trend(TIMES, [3.0] * 12, [0.1] * 12)
    assert flat is not None
    assert flat.slope == pytest.approx(0)
    assert flat.p == 1


def test_extreme_shares_do_not_overflow() -> None:
    found = share_trend(list(range(6)), [0, 0, 0, 50, 50, 50], [50] * 6)
    assert found is not None
    assert found.slope > 0


def test_one_month_stands_out() -> None:
    values = [0.61, 0.6, 0.62, 0.61, 0.6, 0.62, 0.2, 0.61]
    scores = outstanding(values, [0.01] * 8)
    assert [abs(score) >= OUTSTANDING for score in scores] == [False] * 6 + [True, False]
    assert scores[6] < 0


def test_a_small_month_and_a_short_year_have_no_anomalies() -> None:
    values = [0.61, 0.6, 0.62, 0.61, 0.6, 0.62, 0.2, 0.61]
    assert max(map(abs, outstanding(values, [*[0.01] * 6, 0.2, 0.01]))) < OUTSTANDING
    assert outstanding(values[:5], [0.01] * 5) == [0.0] * 5
    assert outstanding([1.0] * 6, [0.0] * 6) == [0.0] * 6


@pytest.mark.parametrize("slope", [0.06, -0.2, 0.0])
def test_a_trend_of_counts_is_that_of_a_quasi_poisson_regression(slope: float) -> None:
    random = np.random.default_rng(5)
    days = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 12])
    counts = random.poisson(days * np.exp(0.1 + slope * np.arange(12)))
    found = count_trend(TIMES, counts.tolist(), days.tolist())
    family = sm.families.Poisson()
    fit = sm.GLM(counts, sm.add_constant(np.arange(12)), family=family, exposure=days).fit(scale="X2")
    assert found is not None
    assert found.slope == pytest.approx(fit.params[1], rel=1e-6, abs=1e-9)
    assert found.dispersion == pytest.approx(fit.scale, rel=1e-6)
    assert found.p == pytest.approx(2 * stats.t.sf(abs(fit.tvalues[1]), 10), rel=1e-5)
    half = stats.t.ppf(0.975, 10) * fit.bse[1]
    assert found.interval == pytest.approx((fit.params[1] - half, fit.params[1] + half), rel=1e-5)


def test_counts_that_say_nothing_or_all_at_once() -> None:
    assert count_trend(TIMES, [0] * 12, [30] * 12) is None
    assert count_trend(TIMES[:3], [5, 6, 7], [30] * 3) is None
    sudden = count_trend(TIMES, [*[0] * 11, 5000], [30] * 12)
    assert sudden is not None
    assert sudden.slope > 0


def test_months_of_counts_stand_out_by_more_than_chance() -> None:
    usual = [20, 24, 19, 22, 25, 18, 21, 23]
    scores = outstanding_counts([*usual, 70], [30] * 9)
    assert [abs(score) >= OUTSTANDING for score in scores] == [False] * 8 + [True]
    half = outstanding_counts([*usual, 11], [30] * 8 + [15])
    assert max(map(abs, half)) < OUTSTANDING, "half a month with half of the complaints is as the others"
    assert max(map(abs, outstanding_counts([0, 1, 0, 0, 1, 0, 0, 4], [30] * 8))) < OUTSTANDING
    assert outstanding_counts([], []) == []


def test_steady_counts_have_few_anomalies() -> None:
    random = np.random.default_rng(6)
    years = random.poisson(12, (1000, 12)).tolist()
    named = sum(abs(score) >= OUTSTANDING for year in years for score in outstanding_counts(year, [30] * 12))
    assert named / 12_000 < 0.005
