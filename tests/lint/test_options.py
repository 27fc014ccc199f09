"""The options of rules: what a policy may give, how it is read, and what is said of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cxmap.diagnostics import InvalidFile
from cxmap.language import Words
from cxmap.lint import RULES
from cxmap.lint.engine import ActiveRule, as_declared
from cxmap.lint.options import Option, Value
from cxmap.lint.policy import policy_of
from cxmap.model.vocabulary import KINDS
from cxmap.report.rules import page_json, page_markdown
from cxmap.workspace import open_workspace
from tests.lint.cases import BY_NAME

WHOLE = Option(3, "en", "zh", at_least=1)
SHARE = Option(0.5, "en", "zh", at_least=0, at_most=1)
SCORE = Option(-1.5, "en", "zh", at_least=-2, at_most=2)
LEVEL = Option("low", "en", "zh", choices=("low", "high"))
AGE = Option("2y", "en", "zh", is_duration=True)
TEXTS = Option((), "en", "zh")
SOME = Option((), "en", "zh", choices=("a", "b"))
BY_NAME_OF = Option({}, "en", "zh", at_least=1, at_most=5)
ALL = (WHOLE, SHARE, SCORE, LEVEL, AGE, TEXTS, SOME, BY_NAME_OF)

READ: list[tuple[Option, Any, Value | None]] = [
    (WHOLE, 1, 1), (WHOLE, 0, None), (WHOLE, 2.0, None), (WHOLE, True, None), (WHOLE, "3", None), (WHOLE, None, None), (WHOLE, 10**9, 10**9),
    (SHARE, 0, 0), (SHARE, 1, 1), (SHARE, 0.25, 0.25), (SHARE, 1.01, None), (SHARE, -0.01, None), (SHARE, 50, None), (SHARE, False, None),
    (SCORE, -2, -2), (SCORE, 2, 2), (SCORE, -2.5, None), (SCORE, 3, None), (SCORE, float("nan"), None),
    (Option(1.0, "en", "zh"), float("inf"), None), (Option(1.0, "en", "zh"), -7, -7),
    (LEVEL, "high", "high"), (LEVEL, "medium", None), (LEVEL, ["high"], None), (LEVEL, {}, None),
    (AGE, "90d", "90d"), (AGE, "P1Y", "P1Y"), (AGE, "long", None), (AGE, [], None),
    (TEXTS, "a", ("a",)), (TEXTS, ["a", "b"], ("a", "b")), (TEXTS, [], ()), (TEXTS, ["a", 3], None), (TEXTS, {"a": 1}, None), (TEXTS, 3, None),
    (SOME, "a", ("a",)), (SOME, ["b", "a"], ("b", "a")), (SOME, [], ()), (SOME, ["c"], None), (SOME, ["a", "c"], None), (SOME, "c", None), (SOME, [["a"]], None),
    (BY_NAME_OF, {}, {}), (BY_NAME_OF, {"a": 4, "b": 2.5}, {"a": 4, "b": 2.5}), (BY_NAME_OF, {"a": 0}, None), (BY_NAME_OF, {"a": 6}, None),
    (BY_NAME_OF, {"a": True}, None), (BY_NAME_OF, {"a": None}, None), (BY_NAME_OF, {1: 4}, None), (BY_NAME_OF, 4, None), (BY_NAME_OF, ["a"], None),
]  # fmt: skip


@pytest.mark.parametrize(("option", "given", "value"), READ)
def test_a_value_is_read(option: Option, given: Any, value: Value | None) -> None:
    assert option.read(given) == value


WRITTEN = [(option, given, value) for option, given, value in READ if given == given and option is not AGE]
"""What JSON can hold, and its schema can tell."""


@pytest.mark.parametrize(("option", "given", "value"), WRITTEN)
def test_the_schema_allows_what_is_read(option: Option, given: Any, value: Value | None) -> None:
    if given == float("inf") or given == {1: 4} or given == 2.0:  # JSON has no such value, or makes another of it
        return
    assert jsonschema.Draft202012Validator(option.schema).is_valid(given) is (value is not None)


@pytest.mark.parametrize(
    ("option", "allowed"),
    [
        (WHOLE, Words("a whole number, at least 1", "整数，不小于 1")),
        (SHARE, Words("a number, from 0 to 1", "数字，0 到 1")),
        (SCORE, Words("a number, from −2 to 2", "数字，−2 到 2")),
        (Option(1.0, "en", "zh"), Words("a number", "数字")),
        (Option(1.0, "en", "zh", at_most=0.5), Words("a number, at most 0.5", "数字，不大于 0.5")),
        (LEVEL, Words("one of: low, high", "可选：low、high")),
        (AGE, Words("a length of time, as 90d or 2y", "时长，如 90d、2y")),
        (TEXTS, Words("a list of texts", "文本列表")),
        (SOME, Words("a list, each item one of: a, b", "列表，每一项可选：a、b")),
        (BY_NAME_OF, Words("names, each with a number, as {name: 3}, from 1 to 5", "名称及其对应的数字，如 {name: 3}，1 到 5")),
    ],
)  # fmt: skip
def test_what_is_allowed_is_said(option: Option, allowed: Words) -> None:
    assert option.allowed == allowed
    assert option.page("one").allowed == allowed


@pytest.mark.parametrize(("rule", "name"), [(rule, name) for rule in RULES for name in rule.options])
def test_each_default_may_be_given(rule: Any, name: str) -> None:
    option = rule.options[name]
    given = list(option.default) if isinstance(option.default, tuple) else option.default
    assert option.read(given) == option.default
    jsonschema.Draft202012Validator(option.schema).validate(given)
    assert json.loads(page_json(pages()[rule.name]))["options"]


def pages() -> dict[str, Any]:
    from cxmap.lint.pages import page_of

    return {rule.name: page_of(rule) for rule in RULES if rule.options}


def refused(folder: Path, lint: str) -> list[str]:
    (folder / "cxmap.yaml").write_text(f"cxmap: 1\nlint: {{rules: {{{lint}}}}}\n", encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        policy_of(RULES, open_workspace(folder))
    return [one.help.en for one in caught.value.diagnostics if one.help]


def test_a_kind_of_journey_that_there_is_not_is_refused(tmp_path: Path) -> None:
    remedies = refused(tmp_path, "regulated-touchpoint-without-risk: {kinds: [pateint]}")
    assert remedies == [f"allowed: a list, each item one of: {', '.join(KINDS)}"]


@pytest.mark.parametrize(
    ("lint", "allowed"),
    [
        ("missing-translation: {share: 50}", "a number, from 0 to 1"),
        ("low-emotion-without-pain-point: {at_most: -3}", "a number, from −2 to 2"),
        ("disappointing-moment-of-truth: {at_most: 3}", "a number, from −2 to 2"),
        ("flat-curve: {least: 5}", "a number, from 0 to 4"),
        ("channel-much-worse-than-another: {gap: 5}", "a number, from 0.5 to 4"),
    ],
)
def test_a_threshold_that_nothing_can_reach_is_refused(tmp_path: Path, lint: str, allowed: str) -> None:
    assert refused(tmp_path, lint) == [f"allowed: {allowed}"]


def test_the_default_of_a_mapping_is_written_as_in_a_policy() -> None:
    rule = BY_NAME["flat-curve"]
    changed = replace(rule, options={"by": Option({"warm": 4, "fast": 2.5}, "a", "甲")})
    from cxmap.lint.pages import page_of

    page = page_of(changed)
    assert "`by` (default: `{warm: 4, fast: 2.5}`)" in page_markdown(page, "en")
    assert json.loads(page_json(page))["options"][0]["default"] == {"warm": 4, "fast": 2.5}


def test_active_rules_of_equal_options_are_told_apart_from_others() -> None:
    """The cache keys on what options look like when they are sorted by name."""
    declared = as_declared(BY_NAME["flat-curve"])
    one, other = (
        ActiveRule(declared.rule, declared.severity, declared.options | {"by": {"warm": number}}) for number in (3, 4)
    )
    assert repr(sorted(one.options.items())) != repr(sorted(other.options.items()))
