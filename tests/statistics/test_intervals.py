"""Intervals against statsmodels and scipy, and their coverage by simulation."""

from __future__ import annotations

from math import isclose, sqrt
from random import Random

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from cxmap.statistics.intervals import Interval, mean_interval, moments, nps, nps_interval, rate_interval, wilson

ALPHA = 0.05


@pytest.mark.parametrize(("successes", "n"), [(0, 1), (1, 1), (0, 10), (3, 10), (61, 100), (412, 5208), (999, 1000)])
@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.99])
def test_wilson_is_that_of_statsmodels(successes: int, n: int, confidence: float) -> None:
    found = wilson(successes, n, confidence)
    assert found == pytest.approx(proportion_confint(successes, n, 1 - confidence, "wilson"), abs=1e-12)


@pytest.mark.parametrize(("successes", "n"), [(0, 0), (-1, 5), (6, 5)])
def test_wilson_needs_trials(successes: int, n: int) -> None:
    with pytest.raises(ValueError, match="successes"):
        wilson(successes, n)


@pytest.mark.parametrize("count", [0, 1, 2, 10, 84, 297, 5000, 2_000_000])
@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.99])
def test_a_rate_is_that_of_scipy(count: int, confidence: float) -> None:
    tail = (1 - confidence) / 2
    low = stats.chi2.ppf(tail, 2 * count) / 2 if count else 0.0
    high = stats.chi2.ppf(1 - tail, 2 * count + 2) / 2
    assert rate_interval(count, 250, confidence) == pytest.approx((low / 250, high / 250), rel=1e-8)
    if 0 < count < 1000:
        found = rate_interval(count, 1, confidence)
        assert stats.poisson.sf(count - 1, found.low) == pytest.approx(tail, rel=1e-6)
        assert stats.poisson.cdf(count, found.high) == pytest.approx(tail, rel=1e-6)


@pytest.mark.parametrize("truth", [0.3, 2.0, 11.0, 60.0])
def test_a_rate_holds_the_truth_as_often_as_it_says(truth: float) -> None:
    """Exactly: over every count that may come."""
    counts = range(int(truth + 20 * sqrt(truth)) + 20)
    held = sum(stats.poisson.pmf(count, truth) for count in counts if rate_interval(count, 1).holds(truth))
    assert 1 - ALPHA <= held <= 1


@pytest.mark.parametrize(("count", "exposure"), [(-1, 5), (3, 0), (3, -2)])
def test_a_rate_is_of_something(count: int, exposure: float) -> None:
    with pytest.raises(ValueError, match="of something"):
        rate_interval(count, exposure)


def test_the_airports_figures() -> None:
    """San Francisco airport's passenger survey of 2017: 2,746 answers."""
    assert nps(1436, 968, 342) == pytest.approx(39.8, abs=0.05)
    assert nps_interval(1436, 968, 342) == pytest.approx((37.2, 42.4), abs=0.05)


@pytest.mark.parametrize("counts", [(0, 0, 1), (1, 0, 0), (0, 5, 0), (10, 0, 0)])
def test_a_net_promoter_score_stays_on_its_scale(counts: tuple[int, int, int]) -> None:
    low, high = nps_interval(*counts)
    assert -100 <= low < high <= 100
    assert Interval(low, high).holds(nps(*counts)) or sum(counts) <= 10


def test_a_net_promoter_score_needs_answers() -> None:
    with pytest.raises(ValueError, match="nobody"):
        nps_interval(0, 0, 0)


@pytest.mark.parametrize("shares", [(0.8, 0.15, 0.05), (0.5, 0.3, 0.2), (0.2, 0.3, 0.5)])
@pytest.mark.parametrize("n", [5, 10, 20, 100])
def test_intervals_hold_the_truth_as_often_as_they_say(shares: tuple[float, float, float], n: int) -> None:
    random = Random(n)
    truth = 100 * (shares[0] - shares[2])
    held = held_by_wald = 0
    for _ in range(2000):
        drawn = random.choices((0, 1, 2), shares, k=n)
        p, m, d = (drawn.count(kind) for kind in range(3))
        held += nps_interval(p, m, d).holds(truth)
        half = 196 * sqrt(((p + d) / n - ((p - d) / n) ** 2) / n)
        held_by_wald += abs(nps(p, m, d) - truth) <= half
    assert held / 2000 > 0.92
    assert held >= held_by_wald - 20


def test_moments_are_those_of_the_answers() -> None:
    counts = {1.0: 4, 2.0: 7, 5.0: 20}
    every = np.repeat(list(counts), list(counts.values()))
    found = moments(counts)
    assert found is not None
    assert found == pytest.approx((31, every.mean(), every.var(ddof=1)))
    low, high = mean_interval(found, (1, 5))
    wanted = stats.t.interval(0.95, 30, loc=every.mean(), scale=stats.sem(every))
    assert (low, high) == pytest.approx(wanted)
    assert moments({}) is None


def test_a_mean_of_one_answer_is_not_known() -> None:
    found = moments({4.0: 1})
    assert found is not None
    assert mean_interval(found, (1, 5)) == (1, 5)


@pytest.mark.parametrize("score", [1.0, 2.0, 3.0, 4.0, 5.0])
def test_equal_answers_never_make_an_interval_of_no_width(score: float) -> None:
    found, answers = moments({score: 12}), [score] * 12
    assert found is not None
    interval = mean_interval(found, (1, 5))
    spread = np.var([*answers, 1.0 if score >= 3 else 5.0], ddof=1)
    half = stats.t.ppf(0.975, 11) * sqrt(spread / 12)
    assert interval == pytest.approx((max(1, score - half), min(5, score + half)))
    assert interval.high - interval.low > 0.5


def test_equal_answers_are_not_certain() -> None:
    few, many = moments({5.0: 3}), moments({5.0: 300})
    assert few is not None
    assert many is not None
    one, other = mean_interval(few, (1, 5)), mean_interval(many, (1, 5))
    assert one.low < other.low < 5
    assert one.high == 5
    assert isclose(other.low, 5, abs_tol=0.05)
