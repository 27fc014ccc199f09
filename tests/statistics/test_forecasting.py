"""Forecasts against statsmodels; how often intervals hold what then comes, by simulation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import statsmodels.api as sm

from cxmap.statistics.forecasting import METHODS, Point, damped_trend, forecast, last_value, smoothed

if TYPE_CHECKING:
    from cxmap.statistics.forecasting import Method


def points_of(values: list[float], variance: float = 4.0) -> list[Point]:
    return [Point(time, value, variance) for time, value in enumerate(values)]


def test_a_line_that_is_not_damped_is_that_of_weighted_least_squares() -> None:
    random = np.random.default_rng(1)
    variances = random.uniform(1, 9, 12)
    values = 40 + 2 * np.arange(12) + random.normal(0, 3 * np.sqrt(variances))
    points = [Point(*each) for each in zip(range(12), values.tolist(), variances.tolist(), strict=True)]
    found = damped_trend(points, Point(12, 0, 5.0), damping=1.0)
    fit = sm.WLS(values, sm.add_constant(np.arange(12)), weights=1 / variances).fit()
    assert fit.scale > 1
    told = fit.get_prediction(np.array([[1, 12]]), weights=1 / 5.0).summary_frame(alpha=0.05)
    assert found.value == pytest.approx(told["mean"][0])
    assert found.interval == pytest.approx((told["obs_ci_lower"][0], told["obs_ci_upper"][0]))


def test_a_trend_is_damped() -> None:
    points = points_of([10.0, 12.0, 14.0, 16.0, 18.0, 20.0])
    assert damped_trend(points, Point(6, 0, 4.0)).value == pytest.approx(20 + 2 * 0.85)
    assert damped_trend(points, Point(7, 0, 4.0)).value == pytest.approx(20 + 2 * (0.85 + 0.85**2))


def test_smoothing_of_a_level_that_stays_is_the_weighted_mean() -> None:
    variances = [1.0, 4.0, 2.0, 4.0, 1.0, 2.0, 4.0, 1.0]
    values = [50.5, 49.0, 51.0, 52.0, 49.5, 50.0, 48.0, 50.2]
    points = [Point(*each) for each in zip(range(8), values, variances, strict=True)]
    mean = sum(v / w for v, w in zip(values, variances, strict=True)) / sum(1 / w for w in variances)
    assert smoothed(points, Point(8, 0, 2.0)).value == pytest.approx(mean)


def test_smoothing_follows_a_level_that_moves() -> None:
    values = [50.0, 50.0, 50.0, 50.0, 80.0, 80.0, 80.0, 80.0]
    assert smoothed(points_of(values, 1.0), Point(8, 0, 1.0)).value > 75


def test_the_last_value_stays() -> None:
    found = last_value(points_of([50.0, 50.0, 50.0]), Point(3, 0, 4.0))
    assert found.value == 50
    assert found.interval.high - 50 == pytest.approx(4.3027 * np.sqrt(8), rel=1e-4), "what the sizes alone explain"


def test_few_periods_have_no_forecast() -> None:
    assert forecast(points_of([50.0] * 7), Point(7, 0, 4.0)) is None
    found = forecast(points_of([50.0] * 8), Point(8, 0, 4.0))
    assert found is not None
    assert (found.method, found.tested, found.held, found.error) == ("last-value", 3, 3, 0)


@pytest.mark.parametrize(
    ("values", "method"),
    [
        ([50 + 3.0 * n for n in range(12)], "damped-trend"),
        ([50.0, 54.0] * 6, "smoothing"),
        ([50.0] * 6 + [70.0] * 6, "last-value"),
    ],
)
def test_the_method_that_was_closest_is_taken(values: list[float], method: Method) -> None:
    found = forecast(points_of(values), Point(12, 0, 4.0))
    assert found is not None
    assert found.method == method
    assert found.error <= found.naive
    assert found.prediction == METHODS[method](points_of(values), Point(12, 0, 4.0))


@pytest.mark.parametrize(("scatter", "slope"), [(0.0, 0.0), (0.05, 0.0), (0.0, 0.012), (0.04, 0.012)])
@pytest.mark.parametrize("periods", [8, 16])
def test_intervals_hold_what_then_comes(scatter: float, slope: float, periods: int) -> None:
    """Shares of 60 to 400 answers, that scatter beyond their sizes or rise, or both."""
    random = np.random.default_rng(periods)
    held, off, naive, rounds = 0, 0.0, 0.0, 250
    for _ in range(rounds):
        sizes = random.integers(60, 400, periods + 1)
        shares = np.clip(0.55 + slope * np.arange(periods + 1) + random.normal(0, scatter, periods + 1), 0.02, 0.98)
        good = random.binomial(sizes, shares)
        near = (good + 2) / (sizes + 4)
        points = [Point(*each) for each in zip(range(periods + 1), (100 * good / sizes).tolist(), (1e4 * near * (1 - near) / (sizes + 4)).tolist(), strict=True)]  # fmt: skip
        found = forecast(points[:-1], points[-1])
        assert found is not None
        held += found.prediction.interval.holds(points[-1].value)
        off += abs(found.prediction.value - points[-1].value)
        naive += abs(points[-2].value - points[-1].value)
    assert 0.9 <= held / rounds <= 0.996
    assert off < naive
