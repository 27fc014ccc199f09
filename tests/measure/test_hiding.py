"""What is hidden does not follow from what is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.measure.hiding import hidden

SIZES = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(0, 40), max_size=8)


@given(sizes=SIZES, unsaid=st.integers(0, 20), least=st.integers(0, 15))
def test_the_rest_is_none_or_enough(sizes: dict[str, int], unsaid: int, least: int) -> None:
    whole = sum(sizes.values()) + unsaid
    untold = hidden(sizes, whole, least)
    told = sizes.keys() - untold
    rest = whole - sum(sizes[name] for name in told)
    assert rest == 0 or rest >= least or not told
    assert all(sizes[name] >= max(least, 1) for name in told)
    enough = [name for name in untold if sizes[name] >= max(least, 1)]
    assert len(enough) <= 1, "no more than needed"


@pytest.mark.parametrize(
    ("sizes", "whole", "untold"),
    [
        ({"app": 50, "desk": 12, "post": 3}, 65, {"desk", "post"}),
        ({"app": 50, "desk": 12, "post": 3, "fax": 7}, 72, {"post", "fax"}),
        ({"app": 50, "desk": 12}, 62, set()),
        ({"app": 50, "desk": 12, "post": 0}, 62, {"post"}),
        ({"app": 12, "desk": 12}, 27, {"app"}),
        ({"post": 3}, 3, {"post"}),
        ({}, 0, set()),
    ],
)
def test_the_smallest_goes_with_what_is_hidden(sizes: dict[str, int], whole: int, untold: set[str]) -> None:
    assert hidden(sizes, whole, 10) == untold
