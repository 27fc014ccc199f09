"""Two parsers read every text alike: libyaml's, which users have, and ruamel.yaml's, which is the reference here."""

import io
import re
import sys
from typing import Any

import pytest
import ruamel.yaml
from hypothesis import given
from hypothesis import strategies as st

from cxmap.diagnostics import Severity, Text
from cxmap.source import Source, parse
from cxmap.source.characters import refused_character
from cxmap.source.events import libyaml_events, parse_events, ruamel_events
from tests.helpers import EXAMPLES, ROOT

# Where the parsers themselves differ, all in texts that no map has. Each: why, a pattern of the texts it concerns,
# an example, and which of the two refuses the example; "neither" where both accept it and read other data.
DIFFERENCES = [
    ("libyaml wants a key before a `:`", r"(^|[\s\[{,?:])(&\w+|!\S*)?\s*:(\s|$)", ": a", "libyaml"),
    ("libyaml wants the text of a block scalar indented at the top level, too", r"[|>]\S*( .*)?\n+\S", "|\na", "libyaml"),
    ("libyaml takes a `#` right after `|` for a comment", r"[|>]\d?[+-]?#", "|#a", "ruamel"),
    ("ruamel.yaml refuses a block scalar after an empty, less indented line", r"[|>].*\n *\n", "|\n  \n     a", "ruamel"),
    ("libyaml ends an anchor's name at a punctuation mark", r"[&*]\w*[^\w\s]", "- &a|b c", "libyaml"),
    ("libyaml lets no text inside brackets begin with a `:` or end in one", r"[\[{,][\s\S]*:(\S|$)", "[:0]", "libyaml"),
    ("ruamel.yaml reads a comment after an empty block scalar as its text", r"[|>]\S*( .*)?\n+#", "|\n#", "neither"),
    ("ruamel.yaml takes `!!!str` for `!!str`", r"!!!", "- !!!str a", "libyaml"),
]  # fmt: skip


def read_both(content: str) -> tuple[Source, Source]:
    text = Text("map.yaml", content)
    return parse(text, libyaml_events), parse(text, ruamel_events)


def places(source: Source) -> tuple[object, object]:
    """Return where everything stands; of an empty item only that it is there, since the two place it differently."""
    spans = {
        p: None if p and type(p[-1]) is int and span.start == span.end else span for p, span in source.spans.items()
    }
    return spans, source.keys


def known_difference(content: str, *kinds: str) -> bool:
    return any(who in kinds and re.search(pattern, content.replace("\r", "")) for _, pattern, _, who in DIFFERENCES)


def refuses(source: Source) -> bool:
    return any(diagnostic.severity is Severity.ERROR for diagnostic in source.diagnostics)


def assert_alike(content: str) -> None:
    fast, reference = read_both(content)
    assert not refuses(fast), fast.diagnostics
    assert fast.data == reference.data
    assert places(fast) == places(reference)
    assert fast.diagnostics == reference.diagnostics


def assert_alike_or_known(content: str, fast: Source, reference: Source) -> None:
    if refuses(fast) != refuses(reference):
        assert known_difference(content, "libyaml" if refuses(fast) else "ruamel")
    elif not refuses(fast) and not known_difference(content, "neither"):
        assert fast.data == reference.data
        if "!" not in content:  # ruamel.yaml's events begin after a tag, libyaml's with it
            assert places(fast) == places(reference)


@pytest.mark.parametrize("path", [*EXAMPLES, ROOT / "examples" / "cxmap.yaml"], ids=lambda path: path.name)
def test_on_every_example(path: Any) -> None:
    assert_alike(path.read_text(encoding="utf-8"))


SNIPPETS = [
    "a: no\nb: on\nc: 3.10\nd: 2026-09-30\ne: 12:30\nf: 010\ng: 0o10\nh: 1_000\ni: ~\nj:\n",
    "a: 'it''s'\nb: \"x\\n\\u4e2d\\x41\\\n  y\"\nc: plain\n  goes on\n",
    "a: |\n  one\n\n   two\nb: >\n  one\n  two\n\n  three\nc: |-\n  x\nd: >+\n  y\n\ne: |2\n    z\n",
    "[a, {b: c}, [], {}, 'd', \"e\", f g, http://x/a, what?]",
    "a: &x {b: 1}\nc: *x\nd: [*x, *x]\ne: &y\n  - 1\nf: *y\n",
    "? a\n: b\n? c\n",
    "- - a\n  - b\n-\n  - c\n- \n- d: e\n  f: g\n",
    "a:\n- b\n- c\nd: e # comment\n# end\n",
    "'a': 1\n\"b\": 2\n中文: 全角：不是语法，“对”。\n😀: 🙂\n",
    "---\na: 1\n...\n",
    "%YAML 1.2\n---\na: 1\n",
    "a: !!str 1\nb: ! x\n",
    "{a: b, 'c': d, \"e\":f, g, h: }",
    "a: b\r\nc:\r\n  - d\r\n  - |\r\n    e\r\n    f\r\n",
    "a: b\rc: d\r",
    "a: -1\nb: +.5\nc: 1e3\nd: .inf\ne: 0x1F\n",
    "a: 'x\n\n  y'\nb: \"p\n  q\"\n",
]


@pytest.mark.parametrize("content", SNIPPETS)
def test_on_snippets(content: str) -> None:
    assert_alike(content)


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).filter(
    lambda text: not refused_character(text)
)
scalars = (
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.floats(allow_nan=False) | words
    | st.sampled_from(["no", "on", "3.10", "2026-09-30", "12:30", "1_000", "~", "<<", "=", "a: b", "a #b", "- a", "？：，", "'", '"', "|", "x\ny", " x ", "0o7", "1e5"])
)  # fmt: skip
documents = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4), max_leaves=12
)


@given(documents, st.sampled_from([True, False, None]), st.sampled_from([20, 80, 10_000]), st.booleans())
def test_on_what_a_yaml_library_writes(data: Any, flow: bool | None, width: int, indented: bool) -> None:
    writer = ruamel.yaml.YAML(typ="safe", pure=True)
    writer.default_flow_style, writer.width, writer.allow_unicode = flow, width, True
    if indented:
        writer.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    writer.dump(data, stream)
    fast, reference = read_both(stream.getvalue())
    assert_alike_or_known(stream.getvalue(), fast, reference)
    if not refuses(fast) and not re.search(
        r"[\[{,]\s*\?[^ \n]", stream.getvalue()
    ):  # `[?0]`: both read a key, as YAML 1.1 does
        assert fast.data == data


PIECES = [
    "\n", "\n  ", "\n    ", "\n- ", "\r\n", ": ", ":", " ", "-", "- ", ",", ", ", "[", "]", "{", "}", "&a ", "*a", "!", "!!str ",
    "|", "|\n  ", ">", "'", '"', "%", "@", "`", " # c", "#", "? ", "~", "a", "b", "1", "中文", "：", "<<", "---", "...",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_on_random_punctuation(content: str) -> None:
    fast, reference = read_both(content)
    assert_alike_or_known(content, fast, reference)


@pytest.mark.parametrize(("pattern", "content", "who"), [d[1:] for d in DIFFERENCES], ids=[d[0] for d in DIFFERENCES])
def test_the_known_differences_are_still_there(pattern: str, content: str, who: str) -> None:
    fast, reference = read_both(content)
    assert re.search(pattern, content)
    assert (refuses(fast), refuses(reference)) == (who == "libyaml", who == "ruamel")
    assert who != "neither" or fast.data != reference.data


def test_without_libyaml_the_other_reader_takes_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml.cyaml", None)
    assert parse_events("a: 1").classes is ruamel_events("").classes
    source = parse(Text("map.yaml", "a: [no, 3.10]\nb: @x\n"))
    assert source.data == {"a": ["no", 3.1], "b": None}
    assert [diagnostic.code for diagnostic in source.diagnostics] == ["reserved-character"]
