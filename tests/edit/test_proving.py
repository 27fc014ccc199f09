"""What a proof calls a difference."""

from typing import Any

import pytest

from cxmap.edit.proving import differing_path

NOT_A_NUMBER = float("nan")


@pytest.mark.parametrize(
    ("before", "after", "path"),
    [
        ({"a": [1, "x"], "b": None}, {"b": None, "a": [1, "x"]}, None),
        (NOT_A_NUMBER, NOT_A_NUMBER, None),
        ({"a": [1, 2]}, {"a": [1, 3]}, ("a", 1)),
        ({"a": [1, 2]}, {"a": [1]}, ("a", 1)),
        ({"a": 1}, {"a": True}, ("a",)),
        ({"a": 1}, {"a": 1.0}, ("a",)),
        ({"a": 1}, {"a": "1"}, ("a",)),
        ({"a": 1}, {"b": 1}, ("a",)),
        ({"a": {}}, {"a": []}, ("a",)),
        ({"a": None}, {}, ("a",)),
    ],
)
def test_the_first_difference(before: Any, after: Any, path: tuple[str | int, ...] | None) -> None:
    assert differing_path(before, after) == path
