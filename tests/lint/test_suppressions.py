"""Comments that excuse findings: what they cover, and what is wrong with them."""

from __future__ import annotations

from datetime import date

import pytest

from cxmap.diagnostics import Text
from cxmap.document import load_text
from cxmap.edit import mend
from cxmap.lint import RULES
from cxmap.lint.context import Context
from cxmap.lint.engine import as_declared, review
from tests.lint.cases import HEAD

CHOSEN = [
    as_declared(rule)
    for rule in RULES
    if rule.name in {"touchpoint-without-owner", "stage-without-touchpoint", "pain-point-without-evidence"}
    or rule.family == "suppressions"
]


def reviewed(content: str) -> tuple[list[tuple[int, str]], list[tuple[int, str, str]]]:
    """Return what is found, and what is excused with its reason, each with its line."""
    text = Text("a.yaml", HEAD + content)
    found, excused = review(Context(load_text(text), date(2026, 6, 1)), CHOSEN)
    return (
        [(text.position(d.span.start)[0], d.code) for d in found if d.span],
        [(text.position(d.span.start)[0], d.code, reason) for d, reason in excused if d.span],
    )


UNKNOWN = "suppression-of-an-unknown-rule"
OWNER, STAGE, PAIN = "touchpoint-without-owner", "stage-without-touchpoint", "pain-point-without-evidence"


def test_on_the_line_of_the_finding() -> None:
    content = f"stages:\n- name: a\n  touchpoints:\n  - name: t  # cxmap: ignore[{OWNER}] until May\n  - u\n"
    assert reviewed(content) == ([(8, OWNER)], [(7, OWNER, "until May")])


def test_above_an_item_it_covers_the_whole_item() -> None:
    content = f"""stages:
- name: a
  touchpoints:
  # cxmap: ignore[{OWNER}, {PAIN}] a draft of the web team
  - name: t
    pain_points:
    - one

    - {{text: two}}
  - name: u
    pain_points: [three]
- b  # cxmap: ignore[{STAGE}]: not yet known
"""
    found, excused = reviewed(content)
    assert found == [(13, OWNER), (14, PAIN)]
    assert excused == [
        (8, OWNER, "a draft of the web team"),
        (10, PAIN, "a draft of the web team"),
        (12, PAIN, "a draft of the web team"),
        (15, STAGE, "not yet known"),
    ]


def test_on_the_first_line_of_an_item_it_covers_the_whole_item() -> None:
    content = f"""stages:
- name: a
  touchpoints:
  - name: t  # cxmap: ignore[{OWNER}, {PAIN}] a draft
    pain_points: [one]
  - # cxmap: ignore[{OWNER}] a draft
    name: u
    pain_points: [two]
  # cxmap: ignore[{PAIN}] a draft
  -
    # of the web team
    name: v
    pain_points:
      - three
  - {{name: w, owner: o}}
"""
    found, excused = reviewed(content)
    assert found == [(11, PAIN), (15, OWNER)]
    assert [(line, rule) for line, rule, _ in excused] == [(7, OWNER), (8, PAIN), (10, OWNER), (17, PAIN)]


def test_beside_a_key_it_covers_what_stands_below() -> None:
    content = f"stages:  # cxmap: ignore[{STAGE}] a sketch\n- a\n- b\nlanguage: en\n"
    assert reviewed(content) == ([], [(5, STAGE, "a sketch"), (6, STAGE, "a sketch")])


def test_beside_another_field_it_covers_this_field() -> None:
    content = f"stages:\n- name: a\n  goal: g  # cxmap: ignore[{STAGE}] not here\n"
    assert [code for _, code in reviewed(content)[0]] == [STAGE, "unused-suppression"]


@pytest.mark.parametrize(
    "above", ["", "# a map\n", "---\n", "%YAML 1.2\n---\n", "---  # begin\n\n", "# a\n%YAML 1.2\n--- \n"]
)
@pytest.mark.parametrize(
    "comment", ["# cxmap: ignore[{}] a sketch", "# CXMAP: Ignore[{}] a sketch", "# x # cxmap: ignore[{}] y"]
)
def test_at_the_head_it_covers_the_map(above: str, comment: str) -> None:
    text = Text("a.yaml", f"{above}{comment.format(STAGE)}\n{HEAD}stages: [a, b]\n")
    found, excused = review(Context(load_text(text), date(2026, 6, 1)), CHOSEN)
    assert (found, len(excused)) == ([], 2)


def test_beside_the_first_field_it_covers_the_map() -> None:
    text = Text("a.yaml", f"cxmap: 1  # cxmap: ignore[{STAGE}] a sketch\nid: m\ntitle: T\nstages: [a, b]\n")
    found, excused = review(Context(load_text(text), date(2026, 6, 1)), CHOSEN)
    assert (found, len(excused)) == ([], 2)


def test_above_a_key_it_covers_its_value_even_where_the_list_is_not_indented() -> None:
    content = f"# cxmap: ignore[{STAGE}] all of them\nstages:\n- a\n- b\nlanguage: en\n"
    assert reviewed(content) == ([], [(6, STAGE, "all of them"), (7, STAGE, "all of them")])


def test_above_everything_it_covers_the_map() -> None:
    text = Text("a.yaml", f"# a map\n\n# cxmap: ignore[{STAGE}] a sketch\n{HEAD}stages: [a, b]\n")
    found, excused = review(Context(load_text(text), date(2026, 6, 1)), CHOSEN)
    assert (found, len(excused)) == ([], 2)


def test_the_last_reason_of_several_comments_counts() -> None:
    content = f"# cxmap: ignore[{STAGE}] outer\nstages:\n# cxmap: ignore[{STAGE}] inner\n- a\n"
    assert reviewed(content) == ([], [(7, STAGE, "inner")])


def test_a_text_that_looks_like_a_comment_excuses_nothing() -> None:
    content = f'stages:\n- name: "x # cxmap: ignore[{STAGE}] no"\n- |\n  # cxmap: ignore[{STAGE}] no\n  b\n'
    assert [code for _, code in reviewed(content)[0]] == [STAGE, STAGE]


@pytest.mark.parametrize(
    ("comment", "codes"),
    [
        (f"# cxmap: ignore[{STAGE}]", ["suppression-without-reason"]),
        (f"# cxmap: ignore[{STAGE}]  -- ", ["suppression-without-reason"]),
        (f"#cxmap:ignore[{STAGE}] because", []),
        (f"# cxmap：ignore【{STAGE}】，还在试点", []),
        (f"# cxmap: ignore[{STAGE}, {OWNER}] because", ["unused-suppression"]),
        ("# cxmap: ignore because", [STAGE, "suppression-of-an-unknown-rule"]),
        ("# cxmap: ignore[] because", [STAGE, "suppression-of-an-unknown-rule"]),
        ("# cxmap: ignore[stage-without-touchpoints] because", [STAGE, "suppression-of-an-unknown-rule"]),
        ("# cxmap: ignore[more-than-three-personas] not applied here", [STAGE]),
        (f"# cxmap: ignored[{STAGE}] no", [STAGE, UNKNOWN]),
        (f"# cxmap: ignroe[{STAGE}] no", [STAGE, UNKNOWN]),
        (f"# cxmap: ignore-line[{STAGE}] no", [STAGE, UNKNOWN]),
        (f"# cxmap: disable={STAGE}", [STAGE, UNKNOWN]),
        (f"# cxmap：Suppress {STAGE}", [STAGE, UNKNOWN]),
        ("# cxmap: noqa", [STAGE, UNKNOWN]),
        (f"# cxmap：忽略[{STAGE}] 还在试点", [STAGE, UNKNOWN]),
        (f"# cxmap: ignore({STAGE}) because", [STAGE, UNKNOWN]),
        ("# cxmap: a map of the shop", [STAGE]),
        ("# cxmap: see the handbook", [STAGE]),
        ("# cxmap: minor changes only", [STAGE]),
        ("# cxmap: 1", [STAGE]),
        (f"# see cxmap: ignore[{STAGE}] no", [STAGE]),
        (f"# CXMAP: IGNORE[{STAGE.upper()}] because", []),
        (f"# noqa # cxmap: ignore[{STAGE}] because", []),
        (f"# cxmap: ignore[{STAGE}] one # cxmap: ignore[{OWNER}] two", ["unused-suppression"]),
        (f"# cxmap: ignore[{STAGE}] 。", ["suppression-without-reason"]),
        (f"# cxmap: ignore[{STAGE}] …", ["suppression-without-reason"]),
        (f"# cxmap: ignore[{STAGE}] ...!  # a note", ["suppression-without-reason"]),
        (f"# cxmap: ignore[{STAGE}, unused-suppression] because", [UNKNOWN]),
        ("# cxmap: ignore[suppression-without-reason]", [STAGE, UNKNOWN, "suppression-without-reason"]),
    ],
)
def test_what_is_wrong_with_a_comment(comment: str, codes: list[str]) -> None:
    assert [code for _, code in reviewed(f"stages:\n- a {comment}\n")[0]] == codes


def test_an_unused_comment_is_found_at_the_comment_and_can_be_deleted() -> None:
    content = HEAD + f"stages:\n- name: a\n  touchpoints: [{{name: t, owner: x}}]  # cxmap: ignore[{OWNER}] old\n"
    text = Text("a.yaml", content)
    (found,) = review(Context(load_text(text), date(2026, 6, 1)), CHOSEN).found
    assert found.span is not None
    assert text.position(found.span.start) == (6, 39)
    assert found.fix is not None
    (edit,) = found.fix.edits
    assert content[: edit.span.start] + edit.text + content[edit.span.end :] == content.partition("  #")[0] + "\n"


def said(comment: str) -> list[tuple[str, str, str, str]]:
    text = Text("a.yaml", HEAD + f"stages:\n- a {comment}\n")
    found = review(Context(load_text(text), date(2026, 6, 1)), CHOSEN).found
    return [
        (one.message.en, one.message.zh, one.help.en, one.help.zh) for one in found if one.code == UNKNOWN and one.help
    ]


def test_what_is_said_of_a_comment_that_is_not_understood() -> None:
    assert said("# cxmap: ignroe[x] y") == [
        (
            "`ignroe` excuses nothing",
            "`ignroe` 不起豁免作用",
            "write `# cxmap: ignore[rule] why`",
            "请写 `# cxmap: ignore[规则] 理由`",
        )
    ]
    assert said("# cxmap: ignore[unused-suppression] y") == [
        (
            "`unused-suppression` cannot be excused",
            "`unused-suppression` 不能豁免",
            "mend the comment that it finds",
            "请修改它指出的那条注释",
        )
    ]


UNUSED = f"# cxmap: ignore[{OWNER}] old"
REMOVED = {
    "the whole comment": (f"- a  {UNUSED}\n", "- a\n"),
    "a line of its own": (f"{UNUSED}\n- a\n", "- a\n"),
    "a note behind it stays": (f"- a  {UNUSED}   # and a note\n", "- a  # and a note\n"),
    "on a line of its own, too": (f"  {UNUSED} # and # a note\n- a\n", "  # and # a note\n- a\n"),
    "a note before it stays": (f"- a  # a note  {UNUSED}\n", "- a  # a note\n"),
    "notes around it stay": (f"- a  # a note {UNUSED} # another\n", "- a  # a note # another\n"),
    "CRLF": (f"- a {UNUSED} # note\r\n- b {UNUSED}\r\n", "- a # note\r\n- b\r\n"),
    "what may be the rest of the reason keeps it": (f"{UNUSED} because\n# it was old\n- a\n", None),
    "beside a value, too": (f"- name: a {UNUSED}\n  # and so on\n  goal: g\n", None),
    "a comment about the next item does not": (f"- a {UNUSED}\n# the next\n- b\n", "- a\n# the next\n- b\n"),
    "nor does the next suppression": (f"{UNUSED}\n# cxmap: ignore[{STAGE}] y\n- a\n", f"# cxmap: ignore[{STAGE}] y\n- a\n"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), REMOVED.values(), ids=REMOVED)
def test_only_the_suppression_itself_is_deleted(before: str, after: str | None) -> None:
    text = Text("a.yaml", HEAD + "stages:\n" + before)
    found = review(Context(load_text(text), date(2026, 6, 1)), CHOSEN).found
    unused = [one for one in found if one.code == "unused-suppression"]
    assert unused
    fixes = [one.fix for one in unused if one.fix is not None]
    result, made = mend(text, fixes)
    assert made == fixes
    assert result == HEAD + "stages:\n" + (before if after is None else after)


def test_rules_of_the_format_cannot_be_excused() -> None:
    text = Text("a.yaml", HEAD + "stages: [a]\nkind: x  # cxmap: ignore[not-allowed] no\n")
    with pytest.raises(Exception, match="not valid"):
        load_text(text)


THREE = "stages:\n- name: s\n  touchpoints:\n"


def test_a_finding_made_once_for_many_is_excused_at_all_of_them() -> None:
    every = THREE + "".join(f"  - name: {n}  # cxmap: ignore[{OWNER}] in May\n" for n in "abc")
    assert reviewed(every) == ([], [(4, OWNER, "in May")])
    some = every.replace(f"b  # cxmap: ignore[{OWNER}] in May", "b")
    found, excused = reviewed(some)
    assert (found, excused) == ([(4, OWNER)], [])


def test_a_comment_beside_what_is_found_is_not_deleted_but_moved() -> None:
    content = f"stages:\n- name: s\n  touchpoints:\n  - channel: web\n    name: t  # cxmap: ignore[{OWNER}] agreed\n"
    text = Text("a.yaml", HEAD + content)
    found = review(Context(load_text(text), date(2026, 6, 1)), CHOSEN).found
    unused = next(one for one in found if one.code == "unused-suppression")
    assert unused.fix is None
    assert unused.help is not None
    assert "finds on line 7" in unused.help.en


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("unknown-key", "it cannot be chosen or excused"),
        ("ownership", "`ownership` is a family: name the rules"),
        ("stage-without-touchpoints", "did you mean `stage-without-touchpoint`?"),
        ("nothing", "`cxmap rules` lists them all"),
    ],
)
def test_a_name_that_is_no_rule(name: str, words: str) -> None:
    text = Text("a.yaml", f"{HEAD}stages:\n- a  # cxmap: ignore[{name}] why\n")
    found = review(Context(load_text(text), date(2026, 6, 1)), CHOSEN).found
    (unknown,) = [one for one in found if one.code == "suppression-of-an-unknown-rule"]
    assert unknown.help is not None
    assert words in unknown.help.en
