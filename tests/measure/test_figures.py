"""Figures of answers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from cxmap.measure.figures import (
    Scale,
    added,
    change_of,
    difference_of,
    emotion_of,
    figure_of,
    recommending,
    satisfied,
    spread_of,
    trend_of,
)
from cxmap.measure.periods import covered_periods, following, number_of, periods_between

if TYPE_CHECKING:
    from cxmap.measurements import Metric

FIVE, SEVEN = Scale(1, 5), Scale(1, 7, rises=False)
COUNTS = {1.0: 10, 2.0: 10, 3.0: 20, 4.0: 40, 5.0: 20}


def test_satisfaction_is_the_share_of_the_two_best_answers() -> None:
    assert satisfied(COUNTS, FIVE) == 60
    assert satisfied({1.0: 3, 2.0: 2, 7.0: 5}, SEVEN) == 5
    found = figure_of(COUNTS, "csat", FIVE, 10)
    assert found[:2] == (100, 60)
    assert found.low == pytest.approx(50.2, abs=0.1)
    assert found.high == pytest.approx(69.1, abs=0.1)


def test_recommendation_is_promoters_less_detractors() -> None:
    assert recommending({0.0: 1, 6.0: 2, 7.0: 3, 8.0: 4, 9.0: 5, 10.0: 6}) == (11, 7, 3)
    assert figure_of({10.0: 50, 7.0: 30, 3.0: 20}, "nps", Scale(0, 10), 10).value == 30


def test_effort_is_a_mean() -> None:
    found = figure_of(COUNTS, "ces", FIVE, 10)
    assert found.value == pytest.approx(3.5)
    assert found.low is not None
    assert found.low < 3.5


def test_few_answers_are_not_shown() -> None:
    assert figure_of({5.0: 9}, "csat", FIVE, 10) == (9, None, None, None)
    assert emotion_of({5.0: 9}, FIVE, 10).value is None
    assert figure_of({}, "csat", FIVE, 0) == (0, None, None, None)
    assert figure_of({5.0: 1}, "csat", FIVE, 0).value == 100


@pytest.mark.parametrize(
    ("score", "scale", "felt"),
    [(1, FIVE, -2), (3, FIVE, 0), (5, FIVE, 2), (1, SEVEN, 2), (7, SEVEN, -2), (5, Scale(0, 10), 0)],
)
def test_an_answer_has_its_place_on_the_curve(score: float, scale: Scale, felt: float) -> None:
    found = emotion_of({score: 40}, scale, 10)
    assert found.value == pytest.approx(felt)
    assert found.low is not None
    assert found.high is not None
    assert found.low <= felt <= found.high


def test_changes_are_in_the_points_of_the_figure() -> None:
    worse = {1.0: 30, 2.0: 20, 3.0: 20, 4.0: 20, 5.0: 10}
    found = change_of(COUNTS, worse, "csat", FIVE)
    assert found is not None
    assert found.value == pytest.approx(-30)
    assert found.p < 0.001
    same = change_of(COUNTS, COUNTS, "ces", FIVE)
    assert same is not None
    assert same.value == 0
    assert same.p == 1
    points = change_of({10.0: 50, 0.0: 50}, {10.0: 60, 0.0: 40}, "nps", Scale(0, 10))
    assert points is not None
    assert points.value == pytest.approx(20)


def test_lots_are_added() -> None:
    assert added([{1.0: 2}, {1.0: 3, 2.0: 1}, {}]) == {1.0: 5, 2.0: 1}


@pytest.mark.parametrize("metric", ["csat", "nps", "ces"])
def test_the_spread_of_equal_answers_is_not_nothing(metric: Metric) -> None:
    assert spread_of({5.0: 30}, metric, FIVE)[1] > 0


def test_a_trend_needs_four_periods() -> None:
    falling = [(n, {5.0: 90 - 12 * n, 1.0: 10 + 12 * n}) for n in range(6)]
    assert trend_of(falling[:3], "csat", FIVE) is None
    metrics: tuple[Metric, ...] = ("csat", "ces")
    for metric in metrics:
        found = trend_of(falling, metric, FIVE)
        assert found is not None
        assert found.slope < 0
        assert found.p < 0.01


def test_channels_that_do_not_differ_are_not_called_different() -> None:
    same = difference_of([{5.0: 30, 1.0: 30}, {5.0: 31, 1.0: 29}], "csat", FIVE)
    apart = difference_of([{5.0: 30, 1.0: 30}, {5.0: 55, 1.0: 5}], "csat", FIVE)
    assert same is not None
    assert apart is not None
    assert same.p > 0.5
    assert apart.p < 0.001
    assert difference_of([{5.0: 30}], "csat", FIVE) is None


def test_periods_have_their_place_in_time() -> None:
    assert number_of("2026-03") - number_of("2025-12") == 3
    assert [following(period) for period in ("2026-01", "2026-12", "2026-Q3", "2026-Q4", "2026")] == [
        "2026-02", "2027-01", "2026-Q4", "2027-Q1", "2027",
    ]  # fmt: skip
    assert number_of("2026-Q1") - number_of("2025-Q4") == 1
    assert number_of("2026") - number_of("2024") == 2


def test_periods_have_their_days() -> None:
    months = list(periods_between(date(2025, 12, 20), date(2026, 3, 4), "month"))
    assert months == [("2025-12", 12), ("2026-01", 31), ("2026-02", 28), ("2026-03", 4)]
    assert list(periods_between(date(2025, 12, 20), date(2026, 3, 4), "quarter")) == [("2025-Q4", 12), ("2026-Q1", 63)]
    assert list(periods_between(date(2024, 1, 1), date(2024, 12, 31), "year")) == [("2024", 366)]
    assert list(periods_between(date(2026, 5, 7), date(2026, 5, 7), "month")) == [("2026-05", 1)]


def test_a_log_covers_about_what_lies_between_its_entries() -> None:
    daily = range(date(2026, 1, 3).toordinal(), date(2026, 3, 11).toordinal())
    assert covered_periods(daily, "month") == [("2026-01", 29), ("2026-02", 28), ("2026-03", 10)]
    monthly = [date(2026, month, 1).toordinal() for month in (1, 2, 3)]
    assert covered_periods(monthly, "month") == [("2026-01", 31), ("2026-02", 28), ("2026-03", 30)]
    assert covered_periods([date(2026, 3, 4).toordinal()], "month") == [("2026-03", 31)]
    assert covered_periods([], "month") == []
    assert covered_periods([date(9999, 12, 31).toordinal()], "year") == [("9999", 365)]
