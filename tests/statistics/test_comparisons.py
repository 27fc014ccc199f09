"""Tests of differences against statsmodels and scipy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.meta_analysis import combine_effects
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportions_ztest

from cxmap.statistics.comparisons import (
    adjusted,
    heterogeneity,
    ranks_differ,
    two_means,
    two_nps,
    two_rates,
    two_shares,
)
from cxmap.statistics.intervals import moments


@pytest.mark.parametrize(("successes", "n"), [((30, 50), (100, 90)), ((0, 3), (10, 10)), ((400, 390), (500, 520))])
def test_two_shares(successes: tuple[int, int], n: tuple[int, int]) -> None:
    found = two_shares(successes, n)
    assert found.value == pytest.approx(successes[1] / n[1] - successes[0] / n[0])
    assert found.p == pytest.approx(proportions_ztest(successes, n)[1])


def test_two_shares_that_are_all_or_nothing_do_not_differ() -> None:
    assert two_shares((5, 7), (5, 7)) == (0, 1)


def test_two_means() -> None:
    counts = {1.0: 3, 3.0: 10, 5.0: 4}, {1.0: 1, 4.0: 12, 5.0: 9}
    first, second = map(moments, counts)
    assert first is not None
    assert second is not None
    found = two_means(first, second)
    assert found is not None
    every = [np.repeat(list(each), list(each.values())) for each in counts]
    wanted = stats.ttest_ind(every[1], every[0], equal_var=False)
    assert found == pytest.approx((every[1].mean() - every[0].mean(), wanted.pvalue))


def test_means_without_spread() -> None:
    same, other, one = moments({3.0: 4}), moments({4.0: 4}), moments({4.0: 1})
    assert same is not None
    assert other is not None
    assert one is not None
    assert two_means(same, same) == (0, 1)
    assert two_means(same, other) == (1, 0)
    assert two_means(same, one) is None


def test_two_scores() -> None:
    calm = two_nps((50, 30, 20), (51, 30, 19))
    assert calm.value == pytest.approx(2)
    assert calm.p > 0.5
    fall = two_nps((1500, 800, 446), (1300, 800, 550))
    assert fall.value < -9
    assert fall.p < 1e-5


def test_scores_without_a_difference_are_called_different_as_seldom_as_stated() -> None:
    random = np.random.default_rng(7)
    shares = (0.5, 0.3, 0.2)
    cries = sum(
        two_nps(tuple(random.multinomial(40, shares)), tuple(random.multinomial(40, shares))).p < 0.05
        for _ in range(3000)
    )
    assert 0.025 < cries / 3000 < 0.07


def test_heterogeneity() -> None:
    means, variances = [3.1, 3.4, 4.2, 3.0], [0.02, 0.05, 0.01, 0.04]
    found = heterogeneity(means, variances)
    wanted = combine_effects(np.array(means), np.array(variances), method_re="chi2", use_t=False)
    assert found is not None
    assert found.q == pytest.approx(wanted.q)
    assert found.i2 == pytest.approx(wanted.i2)
    assert found.p == pytest.approx(stats.chi2.sf(wanted.q, 3))


@pytest.mark.parametrize("means", [[], [3.0]])
def test_one_channel_is_not_heterogeneous(means: list[float]) -> None:
    assert heterogeneity(means, [0.1] * len(means)) is None
    assert heterogeneity([1.0, 2.0], [0.1, 0.0]) is None


def test_many_comparisons_are_corrected() -> None:
    ps = [0.001, 0.04, 0.03, 0.9, 0.2, 0.04]
    assert adjusted(ps) == pytest.approx(list(multipletests(ps, method="fdr_bh")[1]))
    assert adjusted([]) == []


@pytest.mark.parametrize(
    ("counts", "exposures"),
    [
        ((20, 41), (31, 30)), ((41, 20), (30, 31)), ((12, 12), (31, 28)), ((10, 0), (1, 1)), ((1, 9), (5.5, 2.0)),
        ((900, 1010), (31, 30)), ((1_000_000, 1_002_500), (1, 1)), ((3, 60_000), (1, 20_000)),
    ],
)  # fmt: skip
def test_two_rates(counts: tuple[int, int], exposures: tuple[float, float]) -> None:
    found = two_rates(counts, exposures)
    assert found is not None
    assert found.value == pytest.approx(counts[1] / exposures[1] / (counts[0] / exposures[0]) - 1)
    wanted = stats.binomtest(counts[1], sum(counts), exposures[1] / sum(exposures)).pvalue
    assert found.p == pytest.approx(wanted, rel=1e-6)


def test_a_rate_after_nothing_has_no_change() -> None:
    assert two_rates((0, 5), (1, 1)) is None
    assert two_rates((5, 5), (1, 0)) is None


def test_rates_without_a_difference_are_called_different_no_more_often_than_stated() -> None:
    random = np.random.default_rng(9)
    pairs = random.poisson(25, (3000, 2)).tolist()
    cries = sum(found.p < 0.05 for pair in pairs if (found := two_rates(tuple(pair), (1, 1))))
    assert cries / 3000 < 0.055, "an exact test keeps its promise"


def test_ranks() -> None:
    random = np.random.default_rng(11)
    groups = [random.integers(low, low + 30, size) for low, size in ((100, 40), (104, 55), (110, 12))]
    found = ranks_differ([dict(zip(*np.unique(group, return_counts=True), strict=True)) for group in groups])
    wanted = stats.kruskal(*groups)
    assert found is not None
    assert found == pytest.approx((wanted.statistic, 2, wanted.pvalue))
    assert ranks_differ([{5: 3}, {5: 9}]) is None
    assert ranks_differ([{5: 3, 6: 1}, {}]) is None
