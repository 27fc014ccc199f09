"""Whatever bytes come in: data or diagnostics come out, never a traceback."""

import json
import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.diagnostics import CxmapError, InvalidFile, Text
from cxmap.document import language_of_text, load_text
from cxmap.language import LANGUAGES
from cxmap.report.cells import cell_width
from cxmap.report.findings import FileFindings, Tally, as_github, as_json, as_text
from cxmap.source import decode
from cxmap.workspace import Workspace, open_workspace
from tests.helpers import EXAMPLES, HEAD, ROOT, diagnostics_of

CONTENTS = [path.read_text(encoding="utf-8") for path in EXAMPLES]
AWKWARD = "\t\n\r :-,[]{}&*!|>'\"%@`#?\\~0123.ab中：，“”　\u00a0\ufeff\x00\x07\x85\u2028😀\u0301<"
WORKSPACE = open_workspace(ROOT / "examples")


def check(text: Text, workspace: Workspace | None = None) -> None:
    found = FileFindings(text, diagnostics_of(text, workspace))
    for diagnostic in found.diagnostics:
        spans = [diagnostic.span, *([diagnostic.related[0]] if diagnostic.related else [])]
        assert all(span is not None and 0 <= span.start <= span.end <= len(text.content) for span in spans), diagnostic
        assert diagnostic.code != "invalid", diagnostic
    for language in LANGUAGES:
        lines = ["".join(piece for piece, _ in line) for line in as_text(found, language)]
        assert all(
            character.isprintable() or character == "\t" or ord(character) > 127 for line in lines for character in line
        )
        assert len(list(as_github(found, language))) == len(found.diagnostics)
    json.loads(as_json([found], Tally()))
    language_of_text(text)


@given(st.binary(max_size=300))
def test_random_bytes(data: bytes) -> None:
    try:
        text = decode(data, "map.yaml")
    except InvalidFile as error:
        refusal = error
    else:
        check(text)
        return
    assert [diagnostic.code for diagnostic in refusal.diagnostics] == ["wrong-encoding"]
    assert list(as_text(FileFindings(refusal.text, refusal.diagnostics), "zh"))


@given(st.text(max_size=200))
def test_random_text(content: str) -> None:
    check(Text("map.yaml", content))


@given(st.text(st.sampled_from(AWKWARD), max_size=60))
def test_random_punctuation(content: str) -> None:
    check(Text("map.yaml", content))
    check(Text("map.yaml", f"{HEAD}stages:\n- name: {content}\n"))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["t", "li-wei", "3d", "2026-01-01"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.sampled_from(["zh", "en", "id", "name", "text"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
FIELDS = [
    "cxmap",
    "id",
    "title",
    "stages",
    "personas",
    "scale",
    "honeycomb",
    "honeycomb_models",
    "metrics",
    "actions",
    "lanes",
    "brand",
    "review",
    "evidence",
]


@given(
    st.dictionaries(st.sampled_from(FIELDS), values, min_size=1),
    values,
    st.sampled_from(["emotion", "next", "lanes", "pain_points", "honeycomb", "personas"]),
)
def test_values_of_the_wrong_shape(top: dict[str, object], value: object, field: str) -> None:
    """JSON is YAML, so that any data can be thrown at any field."""
    touchpoint = {"id": "t", field: value}
    for data in (
        top,
        {"cxmap": 1, "id": "m", "title": "T", "stages": [{"name": "s", "touchpoints": [touchpoint]}], **top},
    ):
        check(Text("map.yaml", json.dumps(data, ensure_ascii=False)), WORKSPACE)


def drop(lines: list[str], at: int, chance: random.Random) -> None:
    del lines[at : at + chance.choice([1, 1, 3])]


def repeat(lines: list[str], at: int, chance: random.Random) -> None:
    lines.insert(at, chance.choice(lines))


def indent(lines: list[str], at: int, chance: random.Random) -> None:
    lines[at] = chance.choice(["", " ", "  ", "    ", "\t", "　"]) + lines[at].lstrip(chance.choice([" ", "- "]))


def exchange(lines: list[str], at: int, chance: random.Random) -> None:
    old = chance.choice(': -,[]{}"')
    lines[at] = lines[at].replace(
        old, chance.choice(["", "：", "，", "“", chance.choice(AWKWARD)]), chance.choice([1, -1])
    )


def insert(lines: list[str], at: int, chance: random.Random) -> None:
    column = chance.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:column] + chance.choice(AWKWARD) + lines[at][column + chance.choice([0, 1]) :]


MUTATIONS: list[Callable[[list[str], int, random.Random], None]] = [drop, repeat, indent, exchange, insert]


def mutated(content: str, chance: random.Random) -> str:
    lines = content.splitlines(keepends=True)[: chance.choice([20, 60, 10_000])]
    for _ in range(chance.choice([1, 1, 2, 5])):
        chance.choice(MUTATIONS)(lines, chance.randrange(len(lines)), chance)
    return chance.choice(["", "", "\ufeff"]) + "".join(lines)


@given(st.sampled_from(CONTENTS), st.integers(0, 2**32))
def test_mutated_examples(content: str, seed: int) -> None:
    check(Text("map.yaml", mutated(content, random.Random(seed))), WORKSPACE)


@given(st.sampled_from(CONTENTS), st.data())
def test_cut_off_examples(content: str, data: st.DataObject) -> None:
    """As a file is while it is being typed."""
    check(Text("map.yaml", content[: data.draw(st.integers(0, len(content)))]), WORKSPACE)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_examples_with_other_line_ends(end: str) -> None:
    for content in CONTENTS:
        assert diagnostics_of(Text("map.yaml", content.replace("\n", end)), WORKSPACE) == ()


def test_a_long_line_is_cut_around_the_caret() -> None:
    text = Text("map.yaml", HEAD + "owner: " + "长" * 5000 + " " + "x" * 5000 + "\nstages: [a]\n")
    lines = ["".join(piece for piece, _ in line) for line in as_text(FileFindings(text, diagnostics_of(text)), "en")]
    assert max(cell_width(line) for line in lines) < 140


def test_an_error_says_what_it_is_even_as_an_exception() -> None:
    with pytest.raises(CxmapError, match=r"^map\.yaml is not valid$"):
        load_text(Text("map.yaml", "["))
