"""Whatever a map looks like: formatting keeps its data, its comments with their owners, and every scalar's letters."""

import re
from collections import Counter
from pathlib import Path

import pytest
import ruamel.yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from ruamel.yaml.error import YAMLError

from cxmap.diagnostics import InvalidFile, Text
from cxmap.edit import canonical
from cxmap.edit.proving import differing_path
from cxmap.source import decode, parse
from cxmap.source.comments import comments_of
from cxmap.source.events import parse_events
from tests.edit.shuffling import shuffled
from tests.edit.texts import PIECES, rough_map
from tests.helpers import EXAMPLES

_PROPERTIES = re.compile(r"\A(?:[&!]\S*(?:\s|(?<=\s)#.*)*)+")


def formatted(content: str) -> str:
    try:
        return canonical(Text("map.yaml", content), "map")
    except InvalidFile:
        assume(False)
        raise


def comments(content: str) -> Counter[str]:
    return Counter(comment.text for comment in comments_of(parse(Text("map.yaml", content))))


def scalars(content: str) -> Counter[tuple[str, str]]:
    """Return every scalar as it is written, but for the white space around line ends; of a block, what it says."""
    parser = parse_events(content)
    found: Counter[tuple[str, str]] = Counter()
    for event in parser.events:
        if type(event) is parser.classes.ScalarEvent:
            written = _PROPERTIES.sub("", content[event.start_mark.index : event.end_mark.index])
            said = event.value if event.style in ("|", ">") else re.sub(r"[ \t]*\n[ \t]*", "\n", written)
            found[event.style, said] += 1
    return found


def owned(content: str, place: str) -> set[str]:
    """Return the values that stand below their `# above …`, or before their `# beside …`."""
    lines = content.split("\n")
    found = set()
    for number, line in enumerate(lines):
        if match := re.search(rf"# {place} (v\d+)$", line):
            said = line[: match.start()]
            if place == "above":
                below = next((text for text in lines[number + 1 :] if text.strip() and text.lstrip()[0] != "#"), "")
                said = re.sub(r"\s#.*", "", below)
            if re.search(rf"\b{match[1]}\b", said):
                found.add(match[1])
    return found


def by_ruamel(content: str) -> object:
    return ruamel.yaml.YAML(typ="safe", pure=True).load(content)


def assert_right(content: str) -> None:
    result = formatted(content)
    before, after = (parse(Text("map.yaml", text)) for text in (content, result))
    assert differing_path(before.data, after.data) is None
    assert comments(result) == comments(content)
    assert scalars(result) == scalars(content)
    assert formatted(result) == result
    assert result.endswith("\n") or not result or not isinstance(before.data, dict | list)


@given(st.integers(0, 2**32))
def test_rough_maps(seed: int) -> None:
    content = rough_map(seed)
    assert_right(content)
    result = formatted(content)
    at_the_head = {"v1"}  # the first key's comments stay there if an empty line sets them off
    for place in ("above", "beside"):
        assert owned(content, place) - at_the_head <= owned(result, place)


@given(st.integers(0, 2**32))
def test_another_reader_finds_the_same_data(seed: int) -> None:
    content = rough_map(seed)
    result = formatted(content)
    try:
        expected = by_ruamel(content)
    except YAMLError:
        assume(False)
    assert by_ruamel(result) == expected


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_random_punctuation(content: str) -> None:
    assert_right(content.replace("\r\n", "\n"))


@given(st.integers(0, 2**32), st.sampled_from(["\r\n", "\r"]))
def test_line_ends(seed: int, end: str) -> None:
    content = rough_map(seed)
    assume("\n" in content)
    assert formatted(content.replace("\n", end)) == formatted(content).replace("\n", end)


@given(st.integers(0, 2**32))
def test_a_byte_order_mark(seed: int) -> None:
    """It is no part of a text: who writes the file keeps it."""
    content = rough_map(seed)
    assert formatted(decode(b"\xef\xbb\xbf" + content.encode(), "map.yaml").content) == formatted(content)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("seed", range(3))
def test_shuffled_examples_are_put_in_order_again(path: Path, seed: int) -> None:
    content = formatted(path.read_text(encoding="utf-8"))
    other = shuffled(content, seed)
    assert other != content
    assert formatted(other) == content
