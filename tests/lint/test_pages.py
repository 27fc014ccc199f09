"""The page of every rule is run: its first example is found at the marked lines, the mended one is silent."""

import re
from datetime import date
from pathlib import Path

import pytest

from cxmap.document import load
from cxmap.edit import apply_edits
from cxmap.language import LANGUAGES
from cxmap.lint import RULES, Rule, lint_document
from cxmap.lint.engine import DEFAULT, as_declared
from cxmap.lint.pages import page_of
from cxmap.workspace import open_workspace
from tests.helpers import EXAMPLES, ROOT
from tests.lint.cases import HEAD, found, found_lines, marked_lines

CHINESE = re.compile("[\u4e00-\u9fff]")
FAMILIES = {
    "ownership", "structure", "experience", "evidence", "channels", "backstage", "honeycomb", "design", "metrics", "drift", "plan",
    "compliance", "wording", "suppressions",
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_examples_of_a_page(rule: Rule) -> None:
    page = page_of(rule)
    assert marked_lines(rule, page.example)
    assert found_lines(rule, page.example, measured=page.measured) == marked_lines(rule, page.example)
    assert found_lines(rule, page.mended, measured=page.measured_then) == marked_lines(rule, page.mended) == []
    assert bool(page.measured) is (rule.family == "drift")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_page_is_written_in_both_languages(rule: Rule) -> None:
    page = page_of(rule)
    for words in (page.finds, page.why, page.how):
        assert CHINESE.search(words.zh)
        assert not CHINESE.search(words.en.replace("“", "")) or "`" in words.en or "(" in words.en
        assert words.zh[-1] in "。）"
        assert words.en[-1] in ".)"
    for option in page.options:
        assert CHINESE.search(option.meaning.zh)
        assert option.meaning.en


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_what_is_found_is_told_in_both_languages(rule: Rule) -> None:
    for diagnostic in found(rule, page_of(rule).example, measured=page_of(rule).measured):
        assert diagnostic.code == rule.name
        assert diagnostic.severity is rule.severity
        assert diagnostic.help is not None
        for words in (diagnostic.message, diagnostic.help):
            assert all(words.said(language) for language in LANGUAGES)
            assert CHINESE.search(words.zh)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.mends], ids=lambda rule: rule.name)
def test_a_rule_that_mends_offers_a_fix(rule: Rule) -> None:
    content = page_of(rule).example
    fixes = [diagnostic.fix for diagnostic in found(rule, content) if diagnostic.fix]
    assert fixes
    mended = apply_edits(HEAD + content, [edit for fix in fixes for edit in fix.edits]).removeprefix(HEAD)
    assert len(found(rule, mended)) == len(found(rule, content)) - len(fixes)


@pytest.mark.parametrize("rule", [rule for rule in RULES if not rule.mends], ids=lambda rule: rule.name)
def test_a_rule_that_does_not_say_so_mends_nothing(rule: Rule) -> None:
    page = page_of(rule)
    assert all(diagnostic.fix is None for diagnostic in found(rule, page.example, measured=page.measured))


def test_names_are_unique_and_in_kebab_case() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)
    assert {rule.family for rule in RULES} == FAMILIES


def test_every_rule_that_is_written_is_registered() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "cxmap" / "lint").rglob("*.py"))
    functions = re.findall(r"^@rule\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)\ndef (\w+)", written, re.MULTILINE)
    assert sorted(functions) == sorted(rule.name.replace("-", "_") for rule in RULES)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_example_maps_are_clean(path: Path) -> None:
    default = [as_declared(rule) for rule in RULES if rule.policies >= DEFAULT]
    assert lint_document(load(path, open_workspace(ROOT / "examples")), default, date(2026, 11, 22)) == []
