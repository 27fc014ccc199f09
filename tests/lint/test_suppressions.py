"""Comments that excuse findings: what they cover, and what is wrong with them."""

from __future__ import annotations

from datetime import date

import pytest

from cxmap.diagnostics import Text
from cxmap.document import load_text
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
        (f"# cxmap: ignored[{STAGE}] no", [STAGE]),
        (f"# see cxmap: ignore[{STAGE}] no", [STAGE]),
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


def test_rules_of_the_format_cannot_be_excused() -> None:
    text = Text("a.yaml", HEAD + "stages: [a]\nkind: x  # cxmap: ignore[not-allowed] no\n")
    with pytest.raises(Exception, match="not valid"):
        load_text(text)
