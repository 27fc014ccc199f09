import pytest

from cxmap.diagnostics import Severity, Span, Text
from cxmap.source import Source, parse
from cxmap.source.building import MOST_REPEATED
from cxmap.source.events import Parser, libyaml_events, ruamel_events
from cxmap.source.faults import DEEPEST
from tests.helpers import HEAD, diagnose, places

NINE = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
ALIAS_BOMB = "\n".join(["a0: &a0 [lol]", *NINE]) + "\n"


def read(content: str) -> Source:
    return parse(Text("map.yaml", content))


def shown(source: Source, *path: str | int, key: bool = False) -> tuple[int, int, str]:
    span = source.locate(path, key=key)
    return *source.text.position(span.start), source.text.content[span.start : span.end]


def codes(source: Source) -> list[str]:
    return [diagnostic.code for diagnostic in source.diagnostics]


# Positions.


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_and_columns_under_every_line_end(end: str) -> None:
    source = read(end.join(["a: 1", "", "# 注释", "b:", "  - 😀: x", "    c: 中文", ""]))
    assert source.data == {"a": 1, "b": [{"😀": "x", "c": "中文"}]}
    assert shown(source, "b", 0, "😀") == (5, 8, "x")
    assert shown(source, "b", 0, "c") == (6, 8, "中文")
    assert shown(source, "b", 0, "c", key=True) == (6, 5, "c")
    assert source.text.line(5) == "  - 😀: x"
    assert source.text.lines == 7


def test_a_column_counts_characters_not_bytes_or_code_units() -> None:
    source = read("{😀𠮷: [e\u0301, b]}")
    assert shown(source, "😀𠮷", 1) == (1, 11, "b")


def test_unicode_line_separators_do_not_start_lines() -> None:
    content = "a: x\u2028y\u0085z\nb: 1\n"
    assert shown(read(content), "b") == (2, 4, "1")


def test_positions_of_every_style_of_scalar() -> None:
    source = read(
        "a: plain text\nb: 'single'\nc: \"d\\u4e2d\"\nd: |\n  one\n  two\ne: >-\n  f\n  g\nf:\n  on its own\ng: *\n"[
            :-5
        ]
    )
    assert source.data == {
        "a": "plain text", "b": "single", "c": "d中", "d": "one\ntwo\n", "e": "f g", "f": "on its own",
    }  # fmt: skip
    assert shown(source, "a") == (1, 4, "plain text")
    assert shown(source, "b") == (2, 4, "'single'")
    assert shown(source, "c") == (3, 4, '"d\\u4e2d"')
    assert shown(source, "d")[:2] == (4, 4)
    assert shown(source, "f") == (11, 3, "on its own")


def test_a_collection_is_shown_at_its_key_and_what_is_missing_at_what_holds_it() -> None:
    source = read("a:\n  b: [1, {c: 2}]\n")
    assert shown(source, "a", "b") == (2, 3, "b")
    assert shown(source, "a", "b", 1, "c") == (2, 14, "2")
    assert shown(source, "a", "b", 1, "nothing") == (2, 10, "{")
    assert shown(source, "a", "union", "b", 0) == (2, 7, "1")


def test_an_alias_is_shown_where_it_stands() -> None:
    source = read("a: &x [1]\nb: *x\n")
    assert source.data == {"a": [1], "b": [1]}
    assert source.spans["b",] == Span(13, 15)


def test_an_empty_text_holds_nothing() -> None:
    for content in ("", "\n", "# only a comment", "---\n"):
        assert read(content).data is None
        assert codes(read(content)) == []


# What is said of syntax errors. The columns of the table: what follows the map's head (which has 3 lines),
# line, column, code, a piece of the English words, a piece of the Chinese ones.

SYNTAX = [
    ("stages:\n\t- a\n", 5, 1, "tab", "tab is used for indentation", "制表符（Tab）"),
    ("stages:\n  - name: a\n\t goal: b\n", 6, 1, "tab", "spaces, two to a level", "每层两个"),
    ("stages:\n　- a\n", 5, 1, "full-width-space", "ideographic (full-width) space", "全角空格"),
    ("stages:\n  - name: a\n　　goal: b\n", 6, 1, "full-width-space", "ordinary spaces", "半角"),
    ("stages:\n\u00a0\u00a0- a\n", 5, 1, "no-break-space", "no-break space", "不换行空格"),
    ("stages：\n  - a\n", 4, 7, "full-width-punctuation", "`：` is not YAML | write `: `", "全角 `：`"),
    ("stages: [a]\nowner：x\n", 5, 6, "full-width-punctuation", "then a space", "后面有空格"),
    ("stages:\n  - name：a\n    goal: x\n", 5, 9, "full-width-punctuation", "`：`", "`：`"),
    ("stages:\n－ a\n", 5, 1, "full-width-punctuation", "`－` is not YAML | write `- `", "`－`"),
    ("stages: [{name: a，goal: b}]\n", 4, 18, "full-width-punctuation", "write `, `", "`，`"),
    ("stages: [a，{name: b}]\n", 4, 11, "full-width-punctuation", "`，`", "`，`"),
    ("stages: ['a'，'b']\nowner: 'c'，\n", 5, 11, "full-width-punctuation", "`，`", "`，`"),
    ("stages: [a]\nowner: a: b\n", 5, 9, "unquoted-colon", "second `: ` on one line", "第二个 `: `"),
    ("stages: [a]\nowner: a\n  kind: b\n", 6, 3, "indentation", "does not fit the indentation", "缩进不一致"),
    ("stages:\n  - a\n - b\n", 6, 2, "indentation", "line it up", "对齐"),
    ("stages: [a]\n  owner: x\n", 5, 3, "indentation", "does not fit", "缩进不一致"),
    ("stages: - a\n", 4, 9, "indentation", "a list cannot begin on the line of its key", "同一行"),
    ("stages: [a\nowner: x\n", 4, 9, "unclosed-bracket", "this `[` is not closed | end with `]`", "没有正确闭合"),
    ("stages: [{name: a]\n", 4, 10, "unclosed-bracket", "end with `}`", "以 `}` 结束"),
    ("stages: [{name: b:}]\n", 4, 18, "unquoted-colon", "inside brackets has a `:`", "括号内的文本"),
    ("!x stages: [a]\n", 4, 1, "tag", "`!x`", "标签"),
    ("stages: [a,, b]\n", 4, 12, "empty-item", "nothing stands before this comma", "逗号前没有内容"),
    ("stages: ['a]\n", 4, 10, "unclosed-quote", "never closed", "没有闭合"),
    ('stages: ["a]\n', 4, 10, "unclosed-quote", "never closed", "没有闭合"),
    ("stages: [a]\nowner: 'it's'\n", 5, 12, "text-after-value", "has ended before this", "已经结束"),
    ("stages: [a] b\n", 4, 13, "text-after-value", "one pair of quotes", "一对引号"),
    ("stages: [a]\nowner: @x\n", 5, 8, "reserved-character", "cannot begin with `@` | put it in quotes", "不能以 `@` 开头"),
    ("stages: [a]\nowner: %x\n", 5, 8, "reserved-character", "`%`", "加引号"),
    ("stages: [a]\nowner: `x`\n", 5, 8, "reserved-character", "begin with ```", "加引号"),
    ("stages: [a]\nowner: *\n", 5, 8, "reserved-character", "`*`", "加引号"),
    ("stages: [a]\nowner: |x\n", 5, 8, "reserved-character", "`|`", "加引号"),
    ("stages: [a]\nowner: ]x\n", 5, 8, "reserved-character", "`]`", "加引号"),
    ("stages: [a]\nowner\nkind: other\n", 5, 1, "missing-colon", "no `: ` after its key | write `key: value`", "没有 `: `"),
    ('stages: [a]\nowner: "a\\qb"\n', 5, 10, "bad-escape", "unknown escape", "无法识别的转义"),
    ("stages: [a]\nowner: *x\n", 5, 8, "unknown-anchor", "`*x` has no anchor before it | write `&x`", "没有对应的锚点"),
    ("stages: &a [*a]\n", 4, 13, "endless-alias", "inside its own value", "自身的值之内"),
    ("stages: [a]\nstages: [b]\n", 5, 1, "duplicate-key", "`stages` is given twice; the first is on line 4", "第 4 行"),
    ("stages: [a]\n<<: {kind: other}\n", 5, 1, "merge-key", "not part of YAML 1.2", "不属于 YAML 1.2"),
    ("stages: [a]\n? [b]\n: c\n", 5, 3, "complex-key", "cannot be a key", "不能作键"),
    ("stages: !foo [a]\n", 4, 9, "tag", "`!foo` is not used", "不使用标签"),
    ("stages: [!!python/name:os.system x]\n", 4, 10, "tag", "python/name", "标签"),
    ("stages: [a]\n---\ncxmap: 1\n", 5, 1, "several-documents", "second document | remove the `---`", "第二个文档"),
    ("stages: [a\x07b]\n", 4, 11, "control-character", "U+0007", "U+0007"),
    ("stages: [a\x1b[31m]\n", 4, 11, "control-character", "U+001B", "控制字符"),
    ('stages: ["a\\x07"]\n', 4, 10, "control-character", "an escape for U+0007", "转义"),
    ('stages: ["a\\u202e"]\n', 4, 10, "control-character", "U+202E", "转义"),
    ("stages: [a\u202eb]\n", 4, 11, "control-character", "U+202E", "控制字符"),
    ("stages: [a\ufeffb]\n", 4, 11, "control-character", "U+FEFF", "控制字符"),
    ('"stages\\0": [a]\n', 4, 1, "control-character", "U+0000", "转义"),
    (f"stages: {'[' * 70}{']' * 70}\n", 4, 8 + DEEPEST, "too-deep", f"more than {DEEPEST} levels", "嵌套超过"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "line", "column", "code", "en", "zh"), SYNTAX)
def test_what_is_said_of_a_syntax_error(content: str, line: int, column: int, code: str, en: str, zh: str) -> None:
    found = {fault.place: fault for fault in diagnose(HEAD + content)}
    assert (line, column, code) in found
    fault = found[line, column, code]
    assert all(piece in fault.en for piece in en.split(" | "))
    assert zh in fault.zh
    assert "not YAML:" not in fault.en, "the parser's own words are the last resort"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("case", [c for c in SYNTAX if c[3] != "control-character"], ids=lambda case: case[3])
def test_syntax_errors_under_other_line_ends(case: tuple[str, int, int, str, str, str], end: str) -> None:
    content, line, column, code, *_ = case
    assert (line, column, code) in places((HEAD + content).replace("\n", end))


# Recovery.


def test_all_that_is_wrong_is_reported_in_one_run() -> None:
    content = """cxmap: 1
id: home loan
title: [a]
kind: custmer
language：zh
personas:
  - {id: li-wei, age: -1}
stages:
  - name: a
\t- name: b
  - name: c
    touchpoints:
      - name: @d
        emotion: {li-wie: 5, li-wei: 3}
      - {name: e, pain_points: [{text: f, severity: hgih}]}
      - name: 'unclosed
        painPoints: [g]
      - name: h
        wait: soon
    touchpoints: []
"""
    assert places(content) == [
        (2, 5, "bad-id"),
        (3, 1, "not-text"),
        (4, 7, "not-allowed"),
        (5, 9, "full-width-punctuation"),
        (7, 23, "out-of-range"),
        (10, 1, "tab"),
        (13, 15, "reserved-character"),
        (14, 19, "unknown-reference"),
        (14, 27, "out-of-range"),
        (14, 38, "out-of-range"),
        (15, 53, "not-allowed"),
        (16, 15, "unclosed-quote"),
        (17, 9, "unknown-key"),
        (19, 15, "bad-duration"),
        (20, 5, "duplicate-key"),
    ]


@pytest.mark.parametrize(
    "content",
    [
        "stages:\n\t- a\n",
        "stages:\n  - name: @a\n    goal: b\n",
        "stages:\n  - name: a\n    touchpoints:\n\t- b\n",
        "stages: [a\nowner: x\n",
        "stages: [a, 'b]\nowner: x\nkind: other\n",
        "stages：\n  - a\n  - b\nowner: c\n",
        "stages: [a]\nlibrary\nowner: x\n",
        "stages: *nowhere\n",
        "stages: &a [*a]\n",
        "stages: !foo a\n",
        "stages:\n  - a\n  - name: b\n    next: @x\n  - [c",
    ],
)
def test_one_mistake_is_not_told_twice(content: str) -> None:
    assert [
        fault.code for fault in diagnose(HEAD + content) if fault.code in ("missing-key", "not-a-list", "not-fields")
    ] == []


def test_every_full_width_colon_of_a_file_is_told() -> None:
    """A Chinese input method leaves one behind on every line."""
    lines = [
        "cxmap：1",
        "id：m",
        "title：T",
        "stages：",
        "  - name：a",
        "    goal：b",
        "    touchpoints：",
        "      - name：c",
    ]
    told = [(n, line.index("：") + 1, "full-width-punctuation") for n, line in enumerate(lines, 1)]
    assert places("\n".join(lines)) == told
    assert places("\n".join([*lines[:3], "kind: customer", *lines[4:]]))[:3] == told[:3]
    assert places(HEAD + "stages: [a]\nowner：x\nkind：customer\nlanguage：zh\n") == [
        (5, 6, "full-width-punctuation"),
        (6, 5, "full-width-punctuation"),
        (7, 9, "full-width-punctuation"),
    ]


def test_every_full_width_indentation_is_told() -> None:
    assert places(HEAD + "stages:\n　- name: a\n　　goal: x\n　　touchpoints: [b]\n") == [
        (n, 1, "full-width-space") for n in (5, 6, 7)
    ]


def test_what_comes_after_a_syntax_error_is_still_checked() -> None:
    found = places(HEAD + "owner: @x\nkind: custmer\nstages:\n  - a\nactions:\n  - effort: 9\n    title: 'x\n")
    assert found == [
        (4, 8, "reserved-character"),
        (5, 7, "not-allowed"),
        (9, 13, "out-of-range"),
        (10, 12, "unclosed-quote"),
    ]


def test_what_a_syntax_error_hides_is_not_said_to_be_missing() -> None:
    assert places("cxmap: 1\nid: m\ntitle: @T\nstages：\n  - a\n") == [
        (3, 8, "reserved-character"), (4, 7, "full-width-punctuation"),
    ]  # fmt: skip


def test_an_endless_series_of_errors_ends() -> None:
    assert len(diagnose(HEAD + "stages: [a]\n" + "owner: @x\n" * 300)) < 30
    assert len(diagnose(HEAD + "stages: [" + "\x07" * 300 + "]\n")) < 30


def test_a_reference_is_missed_only_where_nothing_unread_can_define_it() -> None:
    content = (
        HEAD
        + "personas：\n  - id: li-wei\nstages:\n- name: a\n  touchpoints:\n  - name: b\n    emotion: {li-wei: 1, ghost: 2}\n"
    )
    assert places(content) == [(4, 9, "full-width-punctuation"), (10, 26, "unknown-reference")]


@pytest.mark.parametrize(("lines", "most"), [(10, 25), (100_000, 5)])
def test_a_large_file_is_not_read_again_for_every_error(lines: int, most: int) -> None:
    read_contents: list[str] = []

    def counting(content: str) -> Parser:
        read_contents.append(content)
        return libyaml_events(content)

    source = parse(Text("m", "a:\n" + "- name: b\n" * lines + "- name: @c\n" * 30), counting)
    assert 1 < len(source.diagnostics) <= 20
    assert len(read_contents) <= most


def test_a_skipped_line_keeps_its_offsets() -> None:
    source = read("a: @x\nb: 1\n")
    assert not source.complete
    assert shown(source, "b") == (2, 4, "1")


# Bombs.


@pytest.mark.parametrize("parser", [libyaml_events, ruamel_events])
def test_an_alias_bomb_is_refused_before_it_is_walked(parser: object) -> None:
    source = parse(Text("map.yaml", ALIAS_BOMB), parser)  # type: ignore[arg-type]
    assert codes(source) == ["alias-bomb"]
    assert f"{MOST_REPEATED:,}" in source.diagnostics[0].message.en
    assert source.text.position(source.diagnostics[0].span.start)[0] == 6  # type: ignore[union-attr]


def test_aliases_that_people_write_are_welcome() -> None:
    source = read("a: &a {b: [1, 2]}\nc: [*a, *a, *a]\n")
    assert (source.data["c"], codes(source)) == ([{"b": [1, 2]}] * 3, [])


@pytest.mark.parametrize("parser", [libyaml_events, ruamel_events])
@pytest.mark.parametrize("bomb", ["[" * 20_000, "{a: " * 20_000, "- " * 20_000, "? " * 20_000])
def test_a_nesting_bomb_is_refused(bomb: str, parser: object) -> None:
    source = parse(Text("map.yaml", bomb), parser)  # type: ignore[arg-type]
    assert codes(source)[:1] in (["too-deep"], ["complex-key"])


def test_a_key_may_have_an_anchor() -> None:
    assert read("&x a: 1\nb: *x\n").data == {"a": 1, "b": "a"}
    assert read("a: &x [1]\n*x : 2\n").data == {"a": [1], "*x": 2}


def test_an_alias_as_key_may_not_overrule_a_key() -> None:
    assert codes(read("a: &x b\nb: 1\n*x : 2\n")) == ["duplicate-key"]
    assert read("a: &x b\n*x : 2\n").data == {"a": "b", "b": 2}


# Notes.


@pytest.mark.parametrize(
    ("content", "expected"), [("a: 1\r\nb: 2\n", ["mixed-line-ends"]), ("a: 1\r\nb: 2\r\n", []), ("a: 1\nb: 2\n", [])]
)
def test_mixed_line_ends_are_a_note(content: str, expected: list[str]) -> None:
    source = read(content)
    assert codes(source) == expected
    assert all(diagnostic.severity is Severity.NOTE for diagnostic in source.diagnostics)


def test_a_null_character_in_a_key_cannot_hide_its_value() -> None:
    source = read('"a\\0b": 1\n')
    assert source.data == {"a\N{REPLACEMENT CHARACTER}b": 1}
