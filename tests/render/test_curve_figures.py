"""Figures of a curve: means with what they are of, peaks and lows, swings, turns; and how scores are written."""

from __future__ import annotations

import pytest

from cxmap.render.curve.drawing import Feeling, remembered
from cxmap.render.curve.figures import (
    Average,
    High,
    Swing,
    Turn,
    average_of,
    change_said,
    dramatic_turns,
    end_of,
    largest_swing,
    low_of,
    mean_said,
    peak_of,
    score_said,
    swing_said,
    swings_of,
    tenths,
    turns_of,
)
from cxmap.render.subject import Subject, subject_of
from tests.pictures import document

PASSED_BY = Feeling()
UNKNOWN = Feeling(passes=True)


def feelings(*scores: float | Feeling) -> list[Feeling]:
    return [score if isinstance(score, Feeling) else Feeling(True, score) for score in scores]


def test_a_mean_is_of_what_is_known() -> None:
    assert average_of(feelings(2, -1, UNKNOWN, PASSED_BY)) == Average(0.5, 2, 3)
    assert average_of(feelings(UNKNOWN)) == Average(None, 0, 1)
    assert average_of([]) == Average(None, 0, 0)


def test_of_equal_extremes_the_first_counts() -> None:
    row = feelings(1, 2, -2, 2, -2, 0)
    assert (peak_of(row), low_of(row), end_of(row)) == (High(1, 2), High(2, -2), High(5, 0))


def test_the_end_is_the_last_that_is_passed_and_not_named_where_it_is_not_known() -> None:
    assert end_of(feelings(1, 2, PASSED_BY)) == High(1, 2)
    assert end_of(feelings(1, UNKNOWN)) is None
    assert end_of([]) is None
    assert remembered(feelings(1, 2, PASSED_BY)) == {1: ["peak", "end"], 0: ["low"]}
    assert remembered(feelings(1, 2, UNKNOWN)) == {1: ["peak"], 0: ["low"]}
    assert remembered(feelings(1, 1)) == {1: ["end"]}
    assert remembered(feelings(1)) == {}


def test_a_turn_goes_over_what_is_not_passed_but_not_over_what_is_not_known() -> None:
    assert turns_of(feelings(1, PASSED_BY, -1, UNKNOWN, 2)) == [Turn(0, 2, -2)]


def test_dramatic_turns_come_by_their_size() -> None:
    row = feelings(0, 1.5, 0, 2, -2, -1)
    assert [(turn.head, turn.change) for turn in dramatic_turns(row)] == [(4, -4), (3, 2), (1, 1.5), (2, -1.5)]


def test_a_swing_skips_a_stage_that_is_not_passed_and_stops_at_one_that_is_not_known() -> None:
    stages = [Average(1, 1, 1), Average(None, 0, 0), Average(-1, 2, 2), Average(None, 0, 3), Average(2, 1, 1)]
    assert swings_of(stages) == [Swing(0, -2)]
    assert largest_swing(stages) == Swing(0, -2)
    assert largest_swing([Average(1, 1, 1), Average(1, 1, 1)]) is None


def subject(head: str = "") -> Subject:
    return subject_of(document(f"{head}stages: [S]\n"), "en")


@pytest.mark.parametrize(("score", "expected"), [(2, "+2"), (-1.5, "−1.5"), (0, "0"), (1 / 3, "+0.3"), (-0.04, "0")])
def test_scores_are_written_with_their_sign(score: float, expected: str) -> None:
    assert score_said(subject(), score) == expected


@pytest.mark.parametrize(("mean", "expected"), [(1, "+1.0"), (-0.04, "0.0"), (-1 / 3, "−0.3")])
def test_means_have_one_decimal(mean: float, expected: str) -> None:
    assert mean_said(subject(), mean) == expected


def test_on_a_scale_of_its_own_a_map_has_its_own_figures() -> None:
    five = subject("scale: {min: 1, max: 5}\n")
    assert (score_said(five, -2), score_said(five, 0.5), mean_said(five, 1)) == ("1", "3.5", "4.0")
    hundred = subject("scale: {min: 0, max: 100}\n")
    assert (mean_said(hundred, 0), swing_said(hundred, -1), change_said(hundred, 0.1)) == ("50.0", "−25.0", "+2.5")


@pytest.mark.parametrize(
    ("value", "rounded"),
    [(-0.25, -0.3), (0.25, 0.3), (-1.25, -1.3), (0.05, 0.1), (0.04, 0.0), (2.0, 2.0), (-0.34, -0.3)],
)
def test_a_half_is_rounded_away_from_zero(value: float, rounded: float) -> None:
    assert tenths(value) == pytest.approx(rounded)
