"""What lies between two curves: heights along a path, areas, and where curves cross."""

from __future__ import annotations

import pytest

from cxmap.render.curve.geometry import between, heights_at, monotone


def test_heights_are_those_of_the_curve() -> None:
    points = [(0.0, 0.0), (10.0, 10.0), (20.0, 0.0), (30.0, 5.0)]
    path = monotone(points)
    assert heights_at(path, [0, 10, 20, 30]) == pytest.approx([0, 10, 0, 5])
    straight = monotone([(0.0, 0.0), (10.0, 10.0)])
    assert heights_at(straight, [2.5, 5, 7.5]) == pytest.approx([2.5, 5, 7.5])


def test_an_area_ends_where_the_curves_cross() -> None:
    rising, falling = monotone([(0.0, 0.0), (10.0, 10.0)]), monotone([(0.0, 10.0), (10.0, 0.0)])
    areas = between(rising, falling, 1.0)
    assert [is_above for _, is_above in areas] == [False, True]  # y runs downwards
    (left, _), (right, _) = areas
    assert max(x for x, _ in left) == pytest.approx(5)
    assert min(x for x, _ in right) == pytest.approx(5)


def test_there_is_nothing_between_what_is_equal_or_nowhere_together() -> None:
    path = monotone([(0.0, 0.0), (10.0, 10.0), (20.0, 0.0)])
    assert between(path, path, 1.0) == []
    assert between(path, monotone([(20.0, 0.0), (30.0, 1.0)]), 1.0) == []
    assert between(path, ((5.0, 5.0),), 1.0) == []


def test_only_where_both_are_known_is_an_area() -> None:
    ((area, is_above),) = between(monotone([(0.0, 5.0), (10.0, 5.0)]), monotone([(4.0, 1.0), (30.0, 1.0)]), 1.0)
    assert is_above
    assert (min(x for x, _ in area), max(x for x, _ in area)) == (4, 10)
