"""Single edits: a scalar that says something else, several edits at once."""

from unicodedata import normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cxmap import edit
from cxmap.diagnostics import Edit, Path, Severity, Span, Text
from cxmap.edit import apply_edits, replace_scalar
from cxmap.source import Source, parse
from cxmap.source.characters import refused_character


def read(content: str) -> Source:
    return parse(Text("map.yaml", content))


def test_edits_refer_to_the_text_as_it_was() -> None:
    edits = [Edit(Span(4, 5), "DD"), Edit(Span(0, 1), ""), Edit(Span(2, 2), "x"), Edit(Span(0, 1), "")]
    assert apply_edits("abcdef", edits) == "bxcdDDf"


def test_edits_may_not_meet() -> None:
    with pytest.raises(ValueError, match="two edits meet"):
        apply_edits("abc", [Edit(Span(0, 2), "x"), Edit(Span(1, 3), "y")])


def replaced(content: str, path: Path, value: str, *, key: bool = False) -> str | None:
    change = replace_scalar(read(content), path, value, key=key)
    return apply_edits(content, [change]) if change else None


@pytest.mark.parametrize(
    ("content", "value", "expected"),
    [
        ("a: b # c\n", "x", "a: x # c\n"),
        ("a: b\n", "no", 'a: "no"\n'),
        ("a: b\n", "1.50", 'a: "1.50"\n'),
        ("a: b\n", "x: y", 'a: "x: y"\n'),
        ("a: b\n", "-", 'a: "-"\n'),
        ("a: 'b'\n", "it's", "a: 'it''s'\n"),
        ("a: 'b'\n", "x\ny", 'a: "x\\ny"\n'),
        ('a: "b"\n', "x", 'a: "x"\n'),
        ('a: "b"\n', 'x "y" \\', 'a: "x \\"y\\" \\\\"\n'),
        ("{a: b}", "中文", "{a: 中文}"),
        ("a: |\n  b\n", "x", None),
        ("a: b\n  c\n", "x", None),
        ("a: &b c\n", "x", None),
        ("a: [b]\n", "x", None),
        ("a:\n- b\n", "x", None),
        ("a:\n", "x", None),
    ],
)
def test_a_scalar_is_replaced_in_the_quotes_it_has(content: str, value: str, expected: str | None) -> None:
    assert replaced(content, ("a",), value) == expected


def test_a_key_is_replaced() -> None:
    assert replaced("a: 1\n'b': 2\n", ("b",), "c", key=True) == "a: 1\n'c': 2\n"
    assert replaced("a: 1\n", ("b",), "c", key=True) is None


@given(st.text(max_size=8), st.sampled_from(["a: b\n", "a: 'b'\n", 'a: "b"\n', "{a: b}", "[b]", "- b # c\n"]))
def test_what_is_written_is_read(value: str, content: str) -> None:
    assume(refused_character(value) is None)
    source = read(content)
    path: Path = ("a",) if isinstance(source.data, dict) else (0,)
    result = replaced(content, path, value)
    assert result is not None
    after = read(result)
    assert not any(diagnostic.severity is Severity.ERROR for diagnostic in after.diagnostics)
    (found,) = after.data.values() if isinstance(after.data, dict) else after.data
    assert found == normalize("NFC", value)


def test_no_other_names() -> None:
    with pytest.raises(AttributeError, match=r"cxmap\.edit"):
        _ = edit.nothing
