"""The rules on compliance risks, beyond the examples of their pages."""

from pathlib import Path
from typing import Any

import pytest

from cxmap.workspace import open_workspace
from tests.lint.cases import HEAD, STAGES, found, found_lines

RISKS = STAGES + "    risks:\n"
REGULATED = "channels: [{id: branch, regulated: true}, {id: street, regulated: false}]\n"

CASES: list[tuple[str, str, list[int]]] = [
    ("risk-without-control", "stages: [a]\n", []),
    ("risk-without-control", STAGES + "    risks: mis-selling\n", [8]),
    ("risk-without-control", RISKS + "    - a\n    - {risk: b, control: c}\n    - {risk: {zh: 丁}}\n", [9, 11]),
    ("risk-without-control", RISKS + "    - {risk: a, control: {zh: 双重确认}}\n", []),
    ("risk-without-control", RISKS + "    - {risk: a, control: null, rule: r, residual: low}\n", [9]),
    ("risk-without-rule", RISKS + "    - a\n    - {risk: b, rule: {en: GDPR}}\n    - {risk: c, control: d}\n", [9, 11]),
    ("risk-without-rule", RISKS + "    - {risk: b, rule: GDPR}\n", []),
    ("high-residual-risk", RISKS + "    - {risk: a, control: c, residual: high}\n", [9]),
    ("high-residual-risk", RISKS + "    - risk: a\n      control: c\n      residual: high\n", [11]),
    ("high-residual-risk", RISKS + "    - {risk: a, control: c, residual: medium}\n    - {risk: a, control: c}\n", []),
    ("high-residual-risk", RISKS + "    - {risk: a, control: c, likelihood: high, impact: high}\n", []),
    # Without a control, that is what is wrong.
    ("high-residual-risk", RISKS + "    - {risk: a, residual: high}\n", []),
    ("regulated-touchpoint-without-risk", REGULATED + STAGES + "    channel: branch\n", [8]),
    ("regulated-touchpoint-without-risk", REGULATED + STAGES + "    channel: branch\n    risks: []\n", [8]),
    ("regulated-touchpoint-without-risk", REGULATED + STAGES + "    channel: branch\n    risks: a\n", []),
    ("regulated-touchpoint-without-risk", REGULATED + STAGES + "    channel: street\n", []),
    ("regulated-touchpoint-without-risk", REGULATED + STAGES, []),
    ("regulated-touchpoint-without-risk", STAGES + "    channel: branch\n", []),
    ("regulated-touchpoint-without-risk", "kind: patient\n" + STAGES, []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "lines"), CASES)
def test_a_rule_finds(name: str, content: str, lines: list[int]) -> None:
    assert found_lines(name, content) == lines


OPTIONS: list[tuple[str, dict[str, Any], list[int]]] = [
    (STAGES + "    channel: phone\n", {"channels": ("phone", "web")}, [7]),
    (STAGES + "    channel: app\n", {"channels": ("phone", "web")}, []),
    (STAGES, {"channels": ("phone",)}, []),
    (REGULATED + STAGES + "    channel: branch\n  - {name: b, channel: phone}\n", {"channels": ("phone",)}, [8, 10]),
    ("kind: patient\n" + STAGES + "  - {name: b, risks: a}\n", {"kinds": ("patient",)}, [8]),
    ("kind: patient\n" + STAGES + "    channel: web\n", {"kinds": ("patient", "citizen")}, [8]),
    ("kind: customer\n" + STAGES, {"kinds": ("patient",)}, []),
    (STAGES, {"kinds": ("patient",)}, []),
]


@pytest.mark.parametrize(("content", "options", "lines"), OPTIONS)
def test_what_else_is_regulated(content: str, options: dict[str, Any], lines: list[int]) -> None:
    assert found_lines("regulated-touchpoint-without-risk", content, **options) == lines


WORDS: list[tuple[str, str, dict[str, Any], str, str]] = [
    ("risk-without-control", RISKS + "    - {risk: {en: Mis-selling, zh: 误导销售}}\n", {}, "no control is named for the risk “Mis-selling”", "合规风险“Mis-selling”没有写明控制措施"),
    ("risk-without-rule", STAGES + "    risks: a\n", {}, "no law or rule is named for the risk “a”", "请添加 `rule: …`"),
    ("high-residual-risk", RISKS + "    - {risk: a, control: c, residual: high}\n", {}, "“a” stays high under its control", "有了控制措施，合规风险“a”仍然为高"),
    ("regulated-touchpoint-without-risk", "channels: [{id: branch, regulated: true, name: {zh: 网点, en: Branch}}]\n" + STAGES + "    channel: branch\n", {}, "at “t”, on the regulated channel “Branch”", "渠道“网点”受监管，触点“t”却没有写合规风险"),
    ("regulated-touchpoint-without-risk", STAGES + "    channel: phone\n", {"channels": ("phone",)}, "on the regulated channel “Phone”", "渠道“电话”受监管"),
    ("regulated-touchpoint-without-risk", "kind: patient\n" + STAGES, {"kinds": ("patient",)}, "at “t”, on a regulated patient journey", "患者旅程受监管，触点“t”却没有写合规风险"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "options", "en", "zh"), WORDS)
def test_what_a_rule_says(name: str, content: str, options: dict[str, Any], en: str, zh: str) -> None:
    (one,) = found(name, content, **options)
    assert one.help is not None
    assert en in f"{one.message.en} | {one.help.en}"
    assert zh in f"{one.message.zh} | {one.help.zh}"


def test_a_channel_that_the_workspace_declares_as_regulated(tmp_path: Path) -> None:
    (tmp_path / "cxmap.yaml").write_text(
        "cxmap: 1\nlibrary: {channels: [{id: branch, regulated: true}]}\n", encoding="utf-8"
    )
    workspace = open_workspace(tmp_path)
    name = "regulated-touchpoint-without-risk"
    assert found_lines(name, STAGES + "    channel: branch\n", workspace) == [7]
    assert found_lines(name, "channels: [branch]\n" + STAGES + "    channel: branch\n", workspace) == [8]
    own = "channels: [{id: branch, name: Our branch}]\n"
    assert found_lines(name, own + STAGES + "    channel: branch\n", workspace) == []


def test_the_level_of_the_residual_risk_is_underlined() -> None:
    content = RISKS + "    - {risk: a, control: c, residual: high}\n"
    (one,) = found("high-residual-risk", content)
    assert one.span is not None
    assert (HEAD + content)[slice(*one.span)] == "high"
