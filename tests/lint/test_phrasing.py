"""How findings are phrased."""

import pytest

from cxmap.language import Words, enumerated, in_quotes
from cxmap.lint.phrasing import figure, nested, together


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no team owns “t”", "no team owns “t”"),
        ("no team owns ““Processing””", "no team owns “‘Processing’”"),
        ("“a “b” c” and “d”", "“a ‘b’ c” and “d”"),
        ("“a”和“b”", "“a”和“b”"),
        ("“a “b”", "“a “b”"),
        ("”“ “”", "”“ “”"),
    ],
)
def test_quotes_within_quotes_are_single(text: str, expected: str) -> None:
    assert nested(Words(text, text)) == Words(expected, expected)


def test_several_names_in_a_sentence() -> None:
    assert together(["a", "b", "c"]) == Words("a, b and c", "a、b、c")
    assert together(["a"]) == Words("a", "a")
    assert enumerated(["`a`", "`b`"], "zh") == "`a` 和 `b`"


def test_figures_and_quotes() -> None:
    assert (figure(-1.5), figure(2.0)) == ("−1.5", "2")
    assert in_quotes("a “b”") == "“a ‘b’”"
