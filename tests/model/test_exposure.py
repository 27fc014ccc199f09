"""The level of a risk before its control: the whole matrix, and what is not known."""

from __future__ import annotations

from typing import get_args

import pytest

from cxmap.model.claims import Level
from cxmap.model.exposure import LEVEL_POINTS, inherent

LEVELS: tuple[Level, ...] = ("low", "medium", "high")
MATRIX = {
    "low": ("low", "low", "medium"),
    "medium": ("low", "medium", "high"),
    "high": ("medium", "high", "high"),
}


@pytest.mark.parametrize("likelihood", LEVELS)
def test_every_cell_of_the_matrix(likelihood: Level) -> None:
    assert tuple(inherent(likelihood, impact) for impact in LEVELS) == MATRIX[likelihood]


@pytest.mark.parametrize(("likelihood", "impact"), [(None, "high"), ("high", None), (None, None)])
def test_what_is_not_known_is_not_guessed(likelihood: Level | None, impact: Level | None) -> None:
    assert inherent(likelihood, impact) is None


def test_the_levels_are_those_of_the_format_and_rise() -> None:
    assert tuple(LEVEL_POINTS) == get_args(Level)
    assert list(LEVEL_POINTS.values()) == sorted(LEVEL_POINTS.values())
