"""Plain data with comments, written as YAML."""

from __future__ import annotations

from typing import Any

import pytest
import ruamel.yaml
from hypothesis import given
from hypothesis import strategies as st

from cxmap.diagnostics import Text
from cxmap.edit.composing import Remarked, Row, composed
from cxmap.source import parse
from cxmap.source.characters import without_refused
from cxmap.source.comments import TO_CXMAP, comments_of

NASTY = [
    "no", "null", "~", "", " ", "-", "- a", "a: b", "a #b", "#", "x # cxmap: ignore[all] y", "[a]", "{a: 1}", "'", '"', "\\", "a\nb",
    "a\r\nb", "\ttab", "end:", "? q", "!tag", "&anchor", "*alias", "%", "@", "`", "|", ">", "<<", "=", "1", "1.5", "0x1f", "1e3",
    ".inf", "2026-01-01", "12:30", "0777", "1_000", "---", "...", "，", "：", "“”", "提交申请", "🎉", "a" * 200, "true", "Yes", "on",
]  # fmt: skip

keys = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True).filter(lambda key: key not in ("null", "true", "false"))
texts = (st.sampled_from(NASTY) | st.text()).map(cleaned := lambda text: _held(text))
scalars = (
    texts
    | st.integers(-(10**9), 10**9)
    | st.booleans()
    | st.none()
    | st.floats(-1e6, 1e6).map(lambda x: round(x, 3) + 0.0)
)
data = st.recursive(
    scalars,
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(keys, inside, max_size=4) | st.dictionaries(keys, inside, max_size=3).map(Row),
    max_leaves=12,
)  # fmt: skip


def _held(text: str) -> str:
    """Return a text as a file can hold it."""
    from unicodedata import normalize

    return normalize("NFC", without_refused(text))


def plain(value: Any) -> Any:
    if isinstance(value, Remarked):
        return plain(value.value)
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


def remarked(value: Any, draw: st.DrawFn) -> Any:
    """Put comments and gaps beside some of the values, but not inside of rows."""
    if isinstance(value, dict) and not isinstance(value, Row):
        value = {key: remarked(each, draw) for key, each in value.items()}
    elif isinstance(value, list) and all(isinstance(each, dict | list) for each in value):
        value = [remarked(each, draw) for each in value]
    comment = draw(st.sampled_from(["", "", "guessed", *NASTY]) | st.text())
    return Remarked(value, comment, draw(st.booleans())) if comment else value


@st.composite
def commented(draw: st.DrawFn) -> Any:
    return {
        key: remarked(value, draw) for key, value in draw(st.dictionaries(keys, data, min_size=1, max_size=4)).items()
    }


@given(
    commented(), st.lists(st.sampled_from(NASTY) | st.text(), max_size=3), st.lists(st.sampled_from(NASTY), max_size=2)
)
def test_what_is_read_is_what_was_written(value: Any, head: list[str], foot: list[str]) -> None:
    text = composed(value, head, foot)
    source = parse(Text("draft.yaml", text))
    assert source.data == plain(value)
    assert source.diagnostics == ()
    assert not any(TO_CXMAP.search(comment.text) for comment in comments_of(source))
    assert not any(line != line.rstrip() for line in text.split("\n") if line.lstrip().startswith("#"))


@given(st.lists(texts, min_size=1))
def test_another_reader_of_yaml_reads_the_same(values: list[str]) -> None:
    reader = ruamel.yaml.YAML(typ="safe", pure=True)
    assert reader.load(composed({"values": [{"text": text} for text in values]})) == {
        "values": [{"text": text} for text in values]
    }


def test_the_form_is_that_of_a_person() -> None:
    text = composed(
        {
            "id": "m",
            "scope": {"from": Remarked("Start", "guessed")},
            "stages": [Remarked({"id": "a", "next": ["b", "c"]}, "first"), Remarked({"id": "b", "row": [Row(x=1, z="no")]}, gap=True)],
            "empty": [],
        },
        ["A map"],
        ["The end"],
        "yaml-language-server: $schema=x.json",
    )  # fmt: skip
    assert (
        text
        == """\
# yaml-language-server: $schema=x.json
# A map

id: m
scope:
  from: Start  # guessed
stages:
  # first
  - id: a
    next: [b, c]

  - id: b
    row:
      - {x: 1, z: "no"}
empty: []

# The end
"""
    )


@pytest.mark.parametrize(
    "comment", ["cxmap: ignore[all]", "yaml-language-server: $schema=evil", "a # cxmap: ignore[x] y"]
)
def test_no_comment_speaks_to_cxmap_or_to_an_editor(comment: str) -> None:
    text = composed({"a": Remarked(1, comment)}, [comment], [comment])
    assert not any(TO_CXMAP.search(each.text) for each in comments_of(parse(Text("draft.yaml", text))))
    assert not any(line.startswith("# yaml-language-server") for line in text.split("\n"))
