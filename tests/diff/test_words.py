"""Texts word by word."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cxmap.diff.words import pieces
from cxmap.tidings import Stretch


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("No signs at the door", "No signs at the front door", "No signs at the +front +door"),
        ("It takes 3.5 days", "It takes 4 days", "It takes -3.5-+4+ days"),
        ("同一信息填三遍", "同一信息填两遍", "同一信息填-三-+两+遍"),
        ("材料交一次就够", "材料只交一次就够了", "材料+只+交一次就够+了+"),
        ("one two three four five", "one zwei drei four five", "one -two three-+zwei drei+ four five"),
        ("等待 3 天", "等待 12 天", "等待 -3-+12+ 天"),
        ("abc", "xyz", "-abc-+xyz+"),
        ("", "new", "+new+"),
    ],
)
def test_what_changed_can_be_seen(old: str, new: str, shown: str) -> None:
    signs = {"same": "", "old": "-", "new": "+"}
    assert "".join(f"{signs[kept]}{text}{signs[kept]}" for kept, text in pieces(old, new)) == shown


@given(some.text(alphabet="ab 三填。 ", max_size=30), some.text(alphabet="ab 三填。 ", max_size=30))
def test_the_pieces_make_up_both_texts(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(piece.text for piece in found if piece.kept != "new") == old
    assert "".join(piece.text for piece in found if piece.kept != "old") == new
    assert all(one.kept != other.kept for one, other in pairwise(found))


def test_long_texts_are_shown_whole() -> None:
    assert pieces("一" * 3000, "二" * 3000) == [Stretch("old", "一" * 3000), Stretch("new", "二" * 3000)]
