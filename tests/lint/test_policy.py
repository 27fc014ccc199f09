"""Policies: built in, a team's own, extended, by path, from the command line; and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxmap.diagnostics import CxmapError, InvalidFile, Severity
from cxmap.lint import RULES
from cxmap.lint.engine import POLICIES
from cxmap.lint.policy import choice_of, named_policy, policy_of
from cxmap.workspace import open_workspace
from tests.helpers import fault

if TYPE_CHECKING:
    from pathlib import Path

    from cxmap.lint.policy import Policy

DEFAULT = [rule.name for rule in RULES if "default" in rule.policies]


def policy(folder: Path, lint: str) -> Policy:
    (folder / "cxmap.yaml").write_text(f"cxmap: 1\nlint: {lint}\n", encoding="utf-8")
    return policy_of(RULES, open_workspace(folder))


def names(policy: Policy, path: Path | None = None) -> list[str]:
    return [one.rule.name for one in policy.rules_for(path)]


def faults(folder: Path, lint: str) -> list[tuple[int, int, str]]:
    with pytest.raises(InvalidFile) as caught:
        policy(folder, lint)
    return [fault(caught.value.text, diagnostic).place for diagnostic in caught.value.diagnostics]


def said(folder: Path, lint: str) -> str:
    with pytest.raises(InvalidFile) as caught:
        policy(folder, lint)
    found = [fault(caught.value.text, diagnostic) for diagnostic in caught.value.diagnostics]
    return "\n".join(f"{one.en}\n{one.zh}" for one in found)


def test_without_a_policy_the_default_rules_apply(tmp_path: Path) -> None:
    assert names(policy_of(RULES, None)) == names(policy(tmp_path, "{}")) == DEFAULT


@pytest.mark.parametrize("name", POLICIES)
def test_the_built_in_policies(tmp_path: Path, name: str) -> None:
    expected = [rule.name for rule in RULES if name in rule.policies]
    assert names(policy(tmp_path, f"{{policy: {name}}}")) == names(named_policy(RULES, name, None)) == expected


def test_each_built_in_policy_is_another() -> None:
    applied = {name: {rule.name for rule in RULES if name in rule.policies} for name in POLICIES}
    assert applied["strict"] == {rule.name for rule in RULES}
    assert applied["workshop"] < applied["default"] < applied["regulated"] < applied["strict"]


def test_regulated_weighs_some_rules_more() -> None:
    severities = {one.rule.name: one.severity for one in named_policy(RULES, "regulated", None).rules_for()}
    assert severities["risk-without-control"] is Severity.ERROR
    assert severities["unknown-owner"] is Severity.WARNING


def test_strict_asks_more_of_some_rules(tmp_path: Path) -> None:
    def asked(policy: Policy) -> object:
        return {one.rule.name: one.options for one in policy.rules_for()}["incomplete-metric"]["ask"]

    assert asked(named_policy(RULES, "default", None)) == "essential"
    assert asked(named_policy(RULES, "strict", None)) == "all"
    assert asked(policy(tmp_path, "{policy: strict, rules: {incomplete-metric: {ask: essential}}}")) == "essential"


def test_select_and_ignore_take_rules_families_and_all(tmp_path: Path) -> None:
    ownership = [rule.name for rule in RULES if rule.family == "ownership"]
    assert names(policy(tmp_path, "{select: [review-overdue, unknown-owner]}")) == ["unknown-owner", "review-overdue"]
    assert names(policy(tmp_path, "{select: ownership}")) == ownership
    assert names(policy(tmp_path, "{select: ownership, ignore: unknown-owner}")) == [
        name for name in ownership if name != "unknown-owner"
    ]
    assert names(policy(tmp_path, "{select: all}")) == [rule.name for rule in RULES]
    assert names(policy(tmp_path, "{ignore: [ownership]}")) == [name for name in DEFAULT if name not in ownership]


def test_a_severity_turns_a_rule_on_and_off_turns_it_off(tmp_path: Path) -> None:
    found = policy(tmp_path, "{rules: {too-many-stages: error, unknown-owner: off, review-overdue: {severity: note}}}")
    severities = {one.rule.name: one.severity for one in found.rules_for()}
    assert severities["too-many-stages"] is Severity.ERROR
    assert severities["review-overdue"] is Severity.NOTE
    assert "unknown-owner" not in severities


def test_a_rule_that_is_named_applies(tmp_path: Path) -> None:
    found = policy(tmp_path, "{rules: {too-many-stages: {most: 9}, more-than-three-personas: {most: 4}}}")
    options = {one.rule.name: one.options for one in found.rules_for()}
    assert options["too-many-stages"] == {"most": 9}
    assert options["more-than-three-personas"] == {"most": 4}


def test_what_differs_by_path(tmp_path: Path) -> None:
    (tmp_path / "maps" / "drafts").mkdir(parents=True)
    for name in ("a.yaml", "drafts/b.yaml", "drafts/c.yaml"):
        (tmp_path / "maps" / name).write_text("", encoding="utf-8")
    found = policy(
        tmp_path,
        "{ignore: review-overdue, paths: [{match: maps/drafts/*.yaml, policy: workshop}, "
        "{match: '**/c.yaml', select: unknown-owner}]}",
    )
    drafts = [rule.name for rule in RULES if "workshop" in rule.policies]
    assert names(found, tmp_path / "maps" / "a.yaml") == [name for name in DEFAULT if name != "review-overdue"]
    assert names(found, tmp_path / "maps" / "drafts" / "b.yaml") == drafts
    assert names(found, tmp_path / "maps" / "drafts" / "c.yaml") == ["unknown-owner"]
    asked = found.also(choice_of(RULES, ["too-many-stages"], []))
    for name in ("a.yaml", "drafts/b.yaml", "drafts/c.yaml"):
        assert names(asked, tmp_path / "maps" / name) == ["too-many-stages"]


def test_a_policy_extends_others(tmp_path: Path) -> None:
    workspace = tmp_path / "bank"
    workspace.mkdir()
    (tmp_path / "trade.yaml").write_text(
        "cxmap: 1\nlint: {policy: regulated, ignore: review-overdue, fail_on: error}\n", encoding="utf-8"
    )
    (tmp_path / "firm.yaml").write_text(
        "cxmap: 1\nname: Firm\nlint: {extends: trade.yaml, rules: {unknown-owner: error, stale-evidence: {older_than: 1y}}}\n",
        encoding="utf-8",
    )
    found = policy(workspace, "{extends: ../firm.yaml, ignore: [high-residual-risk], rules: {unknown-owner: note}}")
    severities = {one.rule.name: one.severity for one in found.rules_for()}
    assert severities["unknown-owner"] is Severity.NOTE
    assert {"review-overdue", "high-residual-risk"} & severities.keys() == set()
    assert "risk-without-rule" in severities
    assert {one.rule.name: one.options for one in found.rules_for()}["stale-evidence"] == {"older_than": "1y"}
    assert found.fail_on == "error"
    assert set(found.sources) == {(tmp_path / name).resolve() for name in ("trade.yaml", "firm.yaml")}
    assert names(named_policy(RULES, str(tmp_path / "firm.yaml"), None)) == [
        rule.name for rule in RULES if "regulated" in rule.policies and rule.name != "review-overdue"
    ]


def test_two_policies_may_extend_the_same(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text("cxmap: 1\nlint: {policy: workshop}\n", encoding="utf-8")
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text("cxmap: 1\nlint: {extends: base.yaml}\n", encoding="utf-8")
    found = policy(tmp_path, "{extends: [a.yaml, b.yaml]}")
    assert names(found) == [rule.name for rule in RULES if "workshop" in rule.policies]


WRONG = [
    ("{select: [review-overdu]}", [(2, 17, "unknown-rule")], "did you mean `review-overdue`?"),
    ("{ignore: nothing-like-it}", [(2, 16, "unknown-rule")], "`cxmap rules` lists them all"),
    ("{ignore: unknown-key}", [(2, 16, "unknown-rule")], "it cannot be chosen or excused"),
    ("{rules: {ownership: off}}", [(2, 16, "unknown-rule")], "there is no rule `ownership`"),
    ("{rules: {unknown-owner: fatal}}", [(2, 31, "bad-setting")], "write `error`, `warning`, `note`, `off`"),
    ("{rules: {unknown-owner: {severity: 3}}}", [(2, 42, "bad-setting")], "请写 `error`、`warning` 或 `note`"),
    ("{rules: {too-many-stages: {mst: 3}}}", [(2, 34, "unknown-option")], "did you mean `most`?"),
    ("{rules: {too-many-stages: {size: 3}}}", [(2, 34, "unknown-option")], "allowed: severity, most"),
    ("{rules: {too-many-stages: {most: 0}}}", [(2, 40, "bad-option")], "a whole number, at least 1"),
    ("{rules: {too-many-stages: {most: true}}}", [(2, 40, "bad-option")], "整数，不小于 1"),
    ("{rules: {stale-evidence: {older_than: long}}}", [(2, 45, "bad-option")], "a length of time, as 90d or 2y"),
    ("{rules: {regulated-touchpoint-without-risk: {channels: 3}}}", [(2, 62, "bad-option")], "a list of texts"),
    ("{paths: [{match: a, select: b}]}", [(2, 35, "unknown-rule")], "there is no rule `b`"),
    ("{paths: [{match: /etc/*.yaml}]}", [(2, 24, "outside-workspace")], "maps lie inside the workspace"),
    ("{paths: [{match: [../*.yaml]}]}", [(2, 25, "outside-workspace")], "地图必须位于工作区之内"),
    ("{paths: [{match: maps/**.yaml}]}", [(2, 24, "bad-pattern")], "`**` stands alone"),
    ("{extends: " + "x" * 300 + "}", [(2, 17, "unreadable-policy")], "cannot be read"),
    ("{extends: nowhere.yaml}", [(2, 17, "unreadable-policy")], "no such file"),
]  # fmt: skip


@pytest.mark.parametrize(("lint", "places", "words"), WRONG)
def test_what_is_wrong_is_told_where_it_is(
    tmp_path: Path, lint: str, places: list[tuple[int, int, str]], words: str
) -> None:
    assert faults(tmp_path, lint) == places
    assert words in said(tmp_path, lint)


def test_the_format_of_a_policy_is_checked_with_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "cxmap.yaml").write_text(
        "cxmap: 1\nlint: {policy: strct, fail_on: never, path: []}\n", encoding="utf-8"
    )
    with pytest.raises(InvalidFile) as caught:
        open_workspace(tmp_path)
    assert [d.code for d in caught.value.diagnostics] == ["not-allowed", "unknown-key"]


@pytest.mark.parametrize(
    ("content", "code"),
    [("- a\n", "not-a-policy"), ("cxmap: 1\n", "missing-key"), ("cxmap: 1\nlint: {rules: {x: off}}\n", "unknown-rule")],
)
def test_a_policy_file_is_checked(tmp_path: Path, content: str, code: str) -> None:
    (tmp_path / "p.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        named_policy(RULES, str(tmp_path / "p.yaml"), None)
    assert [d.code for d in caught.value.diagnostics] == [code]
    assert caught.value.text.name.endswith("p.yaml")


def test_a_policy_that_is_a_link_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert faults(tmp_path, "{extends: a}") == [(2, 17, "unreadable-policy")]


def test_a_policy_that_extends_itself(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("cxmap: 1\nlint: {extends: b.yaml}\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("cxmap: 1\nlint: {extends: a.yaml}\n", encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        policy(tmp_path, "{extends: a.yaml}")
    assert [d.code for d in caught.value.diagnostics] == ["endless-extends"]


@pytest.mark.parametrize(
    ("name", "words"),
    [("strickt", "did you mean `strict`?"), ("house", "choose one of default, strict"), ("x" * 300, "choose one of")],
)
def test_an_unknown_policy_on_the_command_line(name: str, words: str) -> None:
    with pytest.raises(CxmapError) as caught:
        named_policy(RULES, name, None)
    assert caught.value.help is not None
    assert words in caught.value.help.en


def test_an_unknown_rule_on_the_command_line() -> None:
    with pytest.raises(CxmapError) as caught:
        choice_of(RULES, [], ["unkown-owner"])
    assert caught.value.help is not None
    assert caught.value.help.en == "did you mean `unknown-owner`?"
