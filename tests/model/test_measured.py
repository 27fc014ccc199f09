"""Measured figures on the scale of the curve: ranges, directions, and the two intervals against published values."""

from __future__ import annotations

from typing import Any

import pytest

from cxmap.model.claims import Metric
from cxmap.model.journey import Touchpoint
from cxmap.model.measured import Measured, bounded_mean, measured_of, on_the_curve, wilson

ONE_TO_FIVE, ONE_TO_SEVEN = {"min": 1, "max": 5}, {"min": 1, "max": 7}


def on_curve(**fields: Any) -> Measured | None:
    return on_the_curve(Metric.model_validate(fields))


def score(**fields: Any) -> float | None:
    found = on_curve(**fields)
    return None if found is None else round(found.score, 4)


@pytest.mark.parametrize(
    ("share", "n", "low", "high"),
    [
        # R. G. Newcombe (1998), Statistics in Medicine 17, table I: score method without continuity correction.
        (81 / 263, 263, 0.2553, 0.3662),
        (15 / 148, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1 / 29, 29, 0.0061, 0.1718),
        (1, 29, 0.8830, 1.0),
    ],
)
def test_wilsons_interval_is_the_published_one(share: float, n: int, low: float, high: float) -> None:
    assert wilson(share, n) == pytest.approx((low, high), abs=5e-5)


def test_the_interval_of_a_mean_takes_the_largest_spread_there_can_be() -> None:
    # Half of 100 people answer 1 and half 5: the variance is (5-3)(3-1) = 4, the standard error 0.2.
    assert bounded_mean(3, 1, 5, 100) == pytest.approx((3 - 1.96 * 0.2, 3 + 1.96 * 0.2))
    assert bounded_mean(5, 1, 5, 100) == (5, 5)  # all answered 5: there is no spread
    assert bounded_mean(1.1, 1, 5, 2)[0] == 1  # cut off where no answer can be


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"kind": "csat", "value": 50, "formula": "top2box", "scale": ONE_TO_FIVE}, 0),
        ({"kind": "csat", "value": 100}, 2),
        ({"kind": "csat", "value": 0}, -2),
        ({"kind": "csat", "value": 4, "formula": "mean", "scale": ONE_TO_FIVE}, 1),
        ({"kind": "csat", "value": 4, "scale": ONE_TO_FIVE}, 1),
        ({"kind": "csat", "value": 4, "scale": ONE_TO_FIVE, "unit": "%"}, -1.84),
        ({"kind": "csat", "value": 61, "scale": ONE_TO_FIVE}, 0.44),
        ({"kind": "nps", "value": 0}, 0),
        ({"kind": "nps", "value": -100, "scale": {"min": 0, "max": 10}}, -2),
        ({"kind": "nps", "value": 50, "formula": {"zh": "推荐者占比减贬损者占比"}}, 1),
        ({"kind": "ces", "value": 1, "formula": "mean", "scale": ONE_TO_SEVEN, "direction": "higher-is-better"}, -2),
        ({"kind": "ces", "value": 1, "formula": "mean", "scale": ONE_TO_SEVEN, "direction": "lower-is-better"}, 2),
        ({"kind": "ces", "value": 75, "unit": "%", "direction": "higher-is-better"}, 1),
    ],
)
def test_a_range_is_laid_onto_the_curves_scale(fields: dict[str, Any], expected: float) -> None:
    assert score(**fields) == expected


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "kpi", "name": "Forms completed", "value": 46, "unit": "%"},
        {"kind": "kpi", "name": "A score", "value": 4, "scale": ONE_TO_FIVE},
        {"kind": "csat"},
        {"kind": "csat", "value": None},
        {"kind": "csat", "value": 120},
        {"kind": "csat", "value": 4.2, "formula": "mean"},
        {"kind": "csat", "value": 61, "formula": "share of very happy customers"},
        {"kind": "csat", "value": 4, "formula": "mean", "scale": {"min": 5, "max": 5}},
        {"kind": "ces", "value": 3, "scale": ONE_TO_SEVEN},
        {"kind": "ces", "value": 3, "direction": "lower-is-better"},
        {"kind": "nps", "value": -120},
    ],
)
def test_what_has_no_known_range_is_not_put_on_the_curve(fields: dict[str, Any]) -> None:
    assert on_curve(**fields) is None


def test_without_a_sample_size_there_is_no_interval() -> None:
    found = on_curve(kind="nps", value=20)
    assert found == Measured(Metric(kind="nps", value=20), pytest.approx(0.4))  # type: ignore[arg-type]
    found = on_curve(kind="nps", value=18, n=0)
    assert found is not None
    assert (found.low, found.method) == (None, "")


def test_the_interval_goes_where_the_score_goes() -> None:
    share = on_curve(kind="csat", value=81, n=297, formula="top2box")
    assert share is not None
    assert share.method == "wilson"
    low, high = wilson(0.81, 297)
    assert (share.low, share.high) == pytest.approx((4 * low - 2, 4 * high - 2))

    effort = on_curve(kind="ces", value=2.9, n=412, formula="mean", scale=ONE_TO_SEVEN, direction="lower-is-better")
    assert effort is not None
    assert effort.method == "bounded"
    low, high = bounded_mean(2.9, 1, 7, 412)
    assert effort.low == pytest.approx(2 - 4 * (high - 1) / 6)
    assert effort.high == pytest.approx(2 - 4 * (low - 1) / 6)
    assert effort.low is not None
    assert effort.high is not None
    assert effort.low < effort.score < effort.high


def test_a_median_has_no_interval_of_a_mean() -> None:
    found = on_curve(kind="csat", value=4, n=300, formula="median", scale=ONE_TO_FIVE)
    assert found is not None
    assert (found.score, found.low) == (1, None)


def test_the_figures_of_a_touchpoint_come_in_its_order() -> None:
    touchpoint = Touchpoint.model_validate({
        "name": "T",
        "metrics": [{"kind": "nps", "value": 50}, {"kind": "kpi", "name": "k", "value": 1}, {"kind": "csat", "value": 25}],
    })  # fmt: skip
    assert [(one.metric.kind, one.score) for one in measured_of(touchpoint)] == [("nps", 1), ("csat", -1)]
