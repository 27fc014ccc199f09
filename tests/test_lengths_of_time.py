"""Lengths of time, as they are read."""

from __future__ import annotations

import pytest

from cxmap.lengths_of_time import half_within, time_said
from cxmap.measurements import TimeFigure


@pytest.mark.parametrize(
    ("seconds", "en", "zh"),
    [
        (0, "0 s", "0秒"), (59, "59 s", "59秒"), (59.6, "1 min", "1分钟"), (60, "1 min", "1分钟"), (593, "9.9 min", "9.9分钟"),
        (598, "10 min", "10分钟"), (3569, "59 min", "59分钟"), (3570, "1 h", "1小时"), (3599, "1 h", "1小时"), (12600, "3.5 h", "3.5小时"),
        (84_500, "23 h", "23小时"), (85_000, "1 d", "1天"), (86_400, "1 d", "1天"), (900_000, "10 d", "10天"),
        (364.4 * 86_400, "364 d", "364天"), (364.6 * 86_400, "1 y", "1年"), (40_000_000, "1.3 y", "1.3年"),
        (5000 * 365 * 86_400, "5,000 y", "5,000年"),
    ],
)  # fmt: skip
def test_two_figures_in_one_unit(seconds: float, en: str, zh: str) -> None:
    assert (time_said(seconds, "en"), time_said(seconds, "zh")) == (en, zh)


def test_an_interval_is_in_the_unit_of_its_value() -> None:
    hours = TimeFigure(40, 7200, 3000, 90_000, 100_000)
    assert half_within(hours, "en") == "2.0 h [0.8, 25]"
    assert half_within(hours, "zh") == "2.0小时 [0.8, 25]"
