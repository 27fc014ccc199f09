"""Comments are found where the parser skips them, and only there; removing them leaves the data as they are."""

import random
import time
from contextlib import suppress

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from cxmap.diagnostics import Severity, Text
from cxmap.edit import apply_edits, remove_comment
from cxmap.edit.proving import differing_path
from cxmap.source import Source, parse
from cxmap.source.comments import comments_of
from tests.edit.texts import PIECES, rough_map, scanned_comments
from tests.helpers import EXAMPLES


def read(content: str) -> Source:
    return parse(Text("map.yaml", content))


def said(content: str) -> list[str]:
    return [comment.text for comment in comments_of(read(content))]


FOUND = {
    "at the start of a line": ("# a\nx: 1\n", ["# a"]),
    "behind a value": ("x: 1 # a # b\n", ["# a # b"]),
    "behind a tab": ("x: 1\t# a\n", ["# a"]),
    "behind a key": ("x: # a\n  y: 1\n", ["# a"]),
    "behind a dash": ("- # a\n  1\n", ["# a"]),
    "behind the mark of a block": ("x: | # a\n  # b\n# c\n", ["# a", "# c"]),
    "within brackets": ("[ # a\n  1, # b\n  # c\n]\n", ["# a", "# b", "# c"]),
    "behind an anchor": ("x: &a # b\n  'c # d'\n", ["# b"]),
    "behind a quote, as the parser sees it": ("x: 'a'#b\n", ["#b"]),
    "without its white space": ("x: 1 # a  \r\n# b\t\r\n", ["# a", "# b"]),
    "around the documents' marks": ("%YAML 1.2 # a\n--- # b\nx: 1\n... # c\n# d", ["# a", "# b", "# c", "# d"]),
    "alone": ("#", ["#"]),
    "in what else could be read": ("a: @x # a\nb: 1 # b\n", ["# a", "# b"]),
}
NOT_FOUND = {
    "no number sign": "x: 1\n",
    "plain": "x: a#b C# x:#y\n",
    "quoted": "x: '# a'\ny: \"b # c\"\nz: ' # d\n  # e'\n",
    "a colour": 'x: "#2F6B8F"\n',
    "a key": '"a # b": 1\n',
    "equal keys": '"a # b": 1\n"a # b": 2\n',
    "a block": "x: |\n  # a\n\n   # b\ny: &y >-\n  # c\n",
    "a url": "x: http://a/b#c\n",
    "a directive": "%TAG ! tag:x,2026:#y\n---\nx: 1\n",
}


@pytest.mark.parametrize(("content", "expected"), FOUND.values(), ids=FOUND)
def test_a_comment(content: str, expected: list[str]) -> None:
    assert said(content) == expected


@pytest.mark.parametrize("content", NOT_FOUND.values(), ids=NOT_FOUND)
def test_not_a_comment(content: str) -> None:
    assert said(content) == []


def test_where_a_comment_stands() -> None:
    content = "x: 1   # a\r\n  # b\r\n"
    beside, alone = comments_of(read(content))
    assert (beside.line, beside.alone, alone.line, alone.alone) == (1, False, 2, True)
    assert [content[slice(*comment.span)] for comment in (beside, alone)] == ["# a", "# b"]


def assert_right(content: str) -> None:
    source = read(content)
    assume(not any(diagnostic.severity is Severity.ERROR for diagnostic in source.diagnostics))
    found = comments_of(source)
    with suppress(yaml.YAMLError):  # what libyaml reads, PyYAML's own scanner sometimes does not
        assert [comment.span.start for comment in found] == scanned_comments(content)
    without = read(apply_edits(content, [remove_comment(source, comment) for comment in found]))
    assert differing_path(source.data, without.data) is None
    assert comments_of(without) == ()


@given(st.integers(0, 2**32), st.sampled_from(["\n", "\r\n", "\r"]))
def test_on_rough_maps(seed: int, line_end: str) -> None:
    assert_right(rough_map(seed).replace("\n", line_end))


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_on_random_punctuation(content: str) -> None:
    assert_right(content)


@given(st.integers(0, 2**32))
def test_one_comment_at_a_time(seed: int) -> None:
    content = rough_map(seed)
    source = read(content)
    found = comments_of(source)
    assume(source.complete and found and not any(d.severity is Severity.ERROR for d in source.diagnostics))
    comment = random.Random(seed).choice(found)
    without = read(apply_edits(content, [remove_comment(source, comment)]))
    assert differing_path(source.data, without.data) is None
    assert [c.text for c in comments_of(without)] == [c.text for c in found if c is not comment]


REMOVED = {
    "a line": ("a: 1\n  # b\nc: 2\n", "a: 1\nc: 2\n"),
    "the last line, without an end": ("a: 1\n# b", "a: 1\n"),
    "behind a value": ("a: 1   # b\nc: 2\n", "a: 1\nc: 2\n"),
    "behind a key": ("a: # b\r\n  c: 2\r\n", "a:\r\n  c: 2\r\n"),
    "empty lines that a block would keep": ("a: |+\n  x\n\n# b\n\nc: 2\n", "a: |+\n  x\n\nc: 2\n"),
}


@pytest.mark.parametrize(("before", "after"), REMOVED.values(), ids=REMOVED)
def test_a_comment_is_removed(before: str, after: str) -> None:
    source = read(before)
    (comment,) = comments_of(source)
    assert apply_edits(before, [remove_comment(source, comment)]) == after


def test_it_is_fast() -> None:
    source = read(EXAMPLES[0].read_text(encoding="utf-8"))
    spent = []
    for _ in range(20):
        start = time.perf_counter()
        comments_of(source)
        spent.append(time.perf_counter() - start)
    assert min(spent) < 0.003  # ten times what it takes
