"""The page of every rule is run: its first example is found at the marked lines, its second is silent."""

import re
import textwrap
from datetime import date
from pathlib import Path

import pytest

from cxmap.diagnostics import CxmapError, Severity, Text
from cxmap.document import load, load_text
from cxmap.language import LANGUAGES
from cxmap.lint import RULES, Rule, lint_document
from cxmap.lint.engine import choose
from cxmap.workspace import Workspace, open_workspace
from tests.helpers import EXAMPLES, ROOT

HEAD = "cxmap: 1\nid: example\ntitle: Example\n"
TODAY = date(2026, 6, 1)
BY_NAME = {rule.name: rule for rule in RULES}


def blocks(page: str) -> list[str]:
    """Return the indented blocks of a page."""
    found = re.findall(r"(?:^    .*\n?|^\n(?=    ))+", page, re.MULTILINE)
    return [textwrap.dedent(block).strip("\n") + "\n" for block in found if block.strip()]


def found_lines(rule: Rule, content: str, workspace: Workspace | None = None) -> list[int]:
    document = load_text(Text("example.yaml", HEAD + content), workspace)
    found = lint_document(document, [rule], TODAY)
    return [document.source.text.position(diagnostic.span.start)[0] for diagnostic in found if diagnostic.span]


def marked_lines(rule: Rule, content: str) -> list[int]:
    return [n for n, line in enumerate((HEAD + content).splitlines(), 1) if line.endswith(f"# {rule.name}")]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_examples_of_a_page(rule: Rule) -> None:
    bad, good = blocks(rule.page)
    assert marked_lines(rule, bad)
    assert found_lines(rule, bad) == marked_lines(rule, bad)
    assert found_lines(rule, good) == marked_lines(rule, good) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_page_has_all_its_parts(rule: Rule) -> None:
    english, chinese, *rest = rule.page.split("\n\n")
    assert english.endswith(".")
    assert re.search("[\u4e00-\u9fff]", chinese)
    assert [
        part
        for part in ("Why it matters: ", "Example:", "How to mend: ")
        if not re.search(rf"^{part}", "\n\n".join(rest), re.MULTILINE)
    ] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_what_is_found_is_told_in_both_languages(rule: Rule) -> None:
    document = load_text(Text("example.yaml", HEAD + blocks(rule.page)[0]))
    for diagnostic in lint_document(document, [rule], TODAY):
        assert diagnostic.code == rule.name
        assert diagnostic.severity is rule.severity
        assert diagnostic.help is not None
        for words in (diagnostic.message, diagnostic.help):
            assert all(words.said(language) for language in LANGUAGES)
            assert re.search("[\u4e00-\u9fff]", words.zh)


def test_names_are_unique_and_in_kebab_case() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)+", name) for name in names)
    assert {rule.family for rule in RULES} == {"ownership", "structure", "experience", "evidence", "channels"}


def test_every_rule_that_is_written_is_registered() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "cxmap" / "lint").glob("*.py"))
    functions = re.findall(r"^@rule\(.*\)\ndef (\w+)", written, re.MULTILINE)
    assert sorted(functions) == sorted(rule.name.replace("-", "_") for rule in RULES)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_example_maps_are_clean(path: Path) -> None:
    assert lint_document(load(path, open_workspace(ROOT / "examples")), RULES, TODAY) == []


# More cases of each rule: the name, what follows the head, and the lines that are found.

STAGES = "stages:\n- name: s\n  touchpoints:\n  - name: t\n"
MORE = [
    ("touchpoint-without-owner", "stages:\n- name: s\n  touchpoints: [a, b]\n", [6, 6]),
    ("touchpoint-without-owner", "stages: [a]\n", []),
    ("unknown-owner", STAGES + "    owner: anyone\n", []),
    ("unknown-owner", "teams: [a]\nowner: b\n" + STAGES, [5]),
    ("unknown-owner", "teams: [a]\n" + STAGES + "    backstage: [{text: x, owner: b}]\nactions: [{title: x, owner: c}, {title: y, owner: a}]\n", [9, 10]),
    ("more-than-three-personas", "personas: [{id: a}, {id: b}, {id: c}]\nstages: [a]\n", []),
    ("stage-without-touchpoint", "stages:\n- name: s\n  touchpoints: []\n- t\n", [5, 7]),
    ("moment-of-truth-without-emotion", STAGES + "    moment_of_truth: first\n", [8]),
    ("moment-of-truth-without-emotion", STAGES + "    moment_of_truth: false\n", []),
    ("moment-of-truth-without-emotion", STAGES + "    moment_of_truth: true\n    emotion: null\n", [8]),
    ("moment-of-truth-without-emotion", "personas: [{id: a}, {id: b}]\n" + STAGES + "    moment_of_truth: true\n    emotion: {a: 1}\n", [9]),
    ("moment-of-truth-without-emotion", "personas: [{id: a}, {id: b}]\n" + STAGES + "    moment_of_truth: true\n    personas: a\n    emotion: {a: 0}\n", []),
    ("moment-of-truth-without-emotion", "personas: [{id: a}]\n" + STAGES + "    moment_of_truth: true\n    emotion: 0\n", []),
    ("pain-point-without-evidence", "evidence: [{id: e}]\n" + STAGES + "    pain_points: [a, {text: b, evidence: e}, {text: c, evidence: []}]\n", [9, 9]),
    ("review-overdue", "review: {last: 2026-05-31, every: 1d}\nstages: [a]\n", []),
    ("review-overdue", "review: {last: 2026-05-30, every: 1d}\nstages: [a]\n", [4]),
    ("review-overdue", "review: {last: 2020-01-01}\nstages: [a]\n", []),
    ("review-overdue", "review: {last: 2020-01-01, every: 9999y}\nstages: [a]\n", []),
    ("review-overdue", "review: {last: 2020-01-01, every: P99999999999Y}\nstages: [a]\n", []),
    ("undeclared-channel", STAGES + "    channel: web\n", []),
    ("undeclared-channel", STAGES + "    channel: pigeon\n", [8]),
    ("undeclared-channel", "channels: [pigeon]\n" + STAGES + "    channel: web\n", [9]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "lines"), MORE)
def test_more_cases(name: str, content: str, lines: list[int]) -> None:
    assert found_lines(BY_NAME[name], content) == lines


WORDS = [
    ("unknown-owner", "teams: [payments, risk]\nowner: paymnets\n" + STAGES, "did you mean `payments`?", "`payments`"),
    ("unknown-owner", "teams: [payments, risk]\nowner: legal\n" + STAGES, "the teams are: payments, risk", "payments、risk"),
    ("undeclared-channel", STAGES + "    channel: webb\n", "did you mean `web`?", "是否想写 `web`"),
    ("undeclared-channel", "channels: [a, b]\n" + STAGES + "    channel: pigeon\n", "or use one of: a, b", "a、b"),
    ("review-overdue", "review: {last: 2026-05-30, every: 1d}\nstages: [a]\n", "2026-05-31, 1 day ago", "已过期 1 天"),
    ("review-overdue", "review: {last: 2026-05-29, every: 1d}\nstages: [a]\n", "2026-05-30, 2 days ago", "已过期 2 天"),
    ("more-than-three-personas", "personas: [{id: a}, {id: b}, {id: c}, {id: d}]\nstages: [a]\n", "4 personas", "4 个"),
    ("moment-of-truth-without-emotion", "personas: [{id: a}]\n" + STAGES + "    moment_of_truth: true\n", "for a", " a 的"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "en", "zh"), WORDS)
def test_what_a_rule_says(name: str, content: str, en: str, zh: str) -> None:
    (found,) = lint_document(load_text(Text("example.yaml", HEAD + content)), [BY_NAME[name]], TODAY)
    assert found.help is not None
    assert en in f"{found.message.en} | {found.help.en}"
    assert zh in f"{found.message.zh} | {found.help.zh}"


def test_a_rule_sees_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "cxmap.yaml").write_text(
        "cxmap: 1\nlibrary: {teams: [payments], channels: [pigeon]}\n", encoding="utf-8"
    )
    workspace = open_workspace(tmp_path)
    content = STAGES + "    owner: paymnts\n    channel: web\n"
    assert found_lines(BY_NAME["unknown-owner"], content, workspace) == [8]
    assert found_lines(BY_NAME["undeclared-channel"], content, workspace) == [9]


# Policy.


def policy_of(tmp_path: Path, lint: str) -> list[Rule]:
    (tmp_path / "cxmap.yaml").write_text(f"cxmap: 1\nlint: {lint}\n", encoding="utf-8")
    return choose(RULES, open_workspace(tmp_path).policy)


def test_without_a_policy_all_rules_apply(tmp_path: Path) -> None:
    assert choose(RULES, None) == list(RULES)
    assert policy_of(tmp_path, "{}") == list(RULES)


def test_a_policy_selects_and_ignores(tmp_path: Path) -> None:
    assert [rule.name for rule in policy_of(tmp_path, "{select: [review-overdue, unknown-owner]}")] == [
        "unknown-owner",
        "review-overdue",
    ]
    assert [
        rule.name for rule in policy_of(tmp_path, "{select: [review-overdue, unknown-owner], ignore: unknown-owner}")
    ] == ["review-overdue"]
    assert len(policy_of(tmp_path, "{ignore: [review-overdue]}")) == len(RULES) - 1


def test_a_policy_sets_severities(tmp_path: Path) -> None:
    rules = {
        rule.name: rule for rule in policy_of(tmp_path, "{severity: {review-overdue: error, unknown-owner: note}}")
    }
    assert rules["review-overdue"].severity is Severity.ERROR
    assert rules["unknown-owner"].severity is Severity.NOTE
    assert rules["review-overdue"].page == BY_NAME["review-overdue"].page


@pytest.mark.parametrize(
    "lint", ["{select: [review-overdeu]}", "{ignore: [review-overdeu]}", "{severity: {review-overdeu: note}}"]
)
def test_a_policy_cannot_name_a_rule_that_is_not_there(tmp_path: Path, lint: str) -> None:
    with pytest.raises(CxmapError, match="unknown rule, `review-overdeu`") as caught:
        policy_of(tmp_path, lint)
    assert caught.value.help is not None
    assert caught.value.help.en == "did you mean `review-overdue`?"
