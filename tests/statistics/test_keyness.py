"""Words that tell."""

from __future__ import annotations

from math import log, sqrt

import pytest

from cxmap.statistics.keyness import keywords

LOW = {"等": 40, "的": 200, "冷": 12, "once": 1}
HIGH = {"的": 210, "快": 30, "等": 5}


def test_the_formula() -> None:
    (found,) = [one for one in keywords(LOW, HIGH) if one.word == "等"]
    n1, n2 = sum(LOW.values()), sum(HIGH.values())
    alpha = 500 * 45 / (n1 + n2)
    delta = log((40 + alpha) / (n1 + 500 - 40 - alpha)) - log((5 + alpha) / (n2 + 500 - 5 - alpha))
    assert found[:3] == ("等", 40, 5)
    assert found.z == pytest.approx(delta / sqrt(1 / (40 + alpha) + 1 / (5 + alpha)))


def test_telling_words_come_first_and_common_and_rare_ones_do_not() -> None:
    found = [one.word for one in keywords(LOW, HIGH)]
    assert found[:2] == ["等", "冷"]
    assert found[-1] == "快"
    z = {one.word: one.z for one in keywords(LOW, HIGH)}
    assert abs(z["的"]) < min(z["等"], -z["快"])
    assert z["once"] < z["冷"]


def test_one_lot_tells_nothing() -> None:
    assert keywords({}, HIGH) == []


def test_one_word_tells_nothing() -> None:
    """Where everybody wrote "good" and nothing else, there is no other word to hold it against."""
    assert keywords({"good": 40}, {"good": 35, "never": 0}) == []
