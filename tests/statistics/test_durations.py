"""Quantiles of durations from their buckets, against those of the durations themselves."""

from __future__ import annotations

from collections import Counter
from math import floor, log1p

import numpy as np
import pytest

from cxmap.statistics.durations import Durations, durations_of, quantile, quantile_interval, seconds_of


def buckets(seconds: list[int]) -> Counter[int]:
    return Counter(floor(40 * log1p(each)) for each in seconds)


@pytest.mark.parametrize("typical", [2, 90, 40_000, 3_000_000])
@pytest.mark.parametrize("p", [0.1, 0.5, 0.9])
def test_a_quantile_is_within_two_percent(typical: int, p: float) -> None:
    random = np.random.default_rng(typical)
    seconds = np.floor(random.lognormal(np.log(typical), 1.2, 999)).astype(int).tolist()
    exact = sorted(seconds)[int(np.ceil(p * 999)) - 1]
    assert quantile(buckets(seconds), p) == pytest.approx(exact, rel=0.02, abs=0.5)


def test_few_seconds_are_exact() -> None:
    assert [seconds_of(floor(40 * log1p(each))) for each in range(40)] == list(range(40))


def test_both_quantiles() -> None:
    assert durations_of(buckets([0] * 5 + [10] * 4 + [39])) == Durations(10, 0, 10)
    assert durations_of({}) is None
    with pytest.raises(ValueError, match="no durations"):
        quantile({}, 0.5)


def test_an_interval_holds_the_truth_as_often_as_it_says() -> None:
    random = np.random.default_rng(3)
    truth, held = 10_000, 0
    for _ in range(600):
        found = quantile_interval(buckets(np.floor(random.lognormal(np.log(truth), 1, 60)).astype(int).tolist()), 0.5)
        held += found.low <= truth * 1.013 and truth / 1.013 <= found.high
    assert 0.92 < held / 600 < 0.995
    assert quantile_interval({40: 1}, 0.5) == (2, 2)
