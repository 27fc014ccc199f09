"""Rules about owners, beyond the examples of their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxmap.diagnostics import Text
from cxmap.edit import apply_edits
from cxmap.workspace import open_workspace
from tests.lint.cases import HEAD, STAGES, found, found_lines

if TYPE_CHECKING:
    from pathlib import Path

PAINS = "    pain_points: [a, {text: b, severity: low}, {text: c, severity: medium}, {text: d, severity: high}, {text: e, severity: critical}]\n"
CASES = [
    ("touchpoint-without-owner", "stages:\n- name: s\n  touchpoints: [a, b]\n", [6, 6]),
    ("touchpoint-without-owner", "stages: [a]\n", []),
    # three or more, and nothing but the map itself has an owner: said once
    ("touchpoint-without-owner", "owner: a\nstages:\n- name: s\n  touchpoints: [a, b, c]\n", [5]),
    ("touchpoint-without-owner", "stages:\n- name: s\n  touchpoints:\n  - a\n  - b\n  - {name: c, owner: x}\n", [7, 8]),
    ("touchpoint-without-owner", "stages:\n- name: s\n  touchpoints: [a, b, c]\nactions: [{title: x, owner: y}]\n", [6, 6, 6]),
    ("touchpoint-without-owner", "stages:\n- name: s\n  touchpoints: [a, b, {name: c, pain_points: [{text: x, owner: y}]}]\n", [6, 6, 6]),
    ("touchpoint-without-owner", "stages:\n- name: s\n  touchpoints: [a, b]\n- t\n- name: u\n  touchpoints: c\n", [4]),
    ("touchpoint-without-owner", STAGES + "    owner: anyone\n", []),
    ("touchpoint-without-owner", "owner: a\n" + STAGES, [8]),
    ("touchpoint-without-owner", STAGES + "    backstage: [{text: x, owner: a}]\n", [7]),
    ("unknown-owner", STAGES + "    owner: anyone\n", []),
    ("unknown-owner", "teams: []\n" + STAGES + "    owner: anyone\n", []),
    ("unknown-owner", "teams: [a]\nowner: b\n" + STAGES, [5]),
    ("unknown-owner", "teams: [a]\n" + STAGES + "    backstage: [{text: x, owner: b}]\nactions: [{title: x, owner: c}, {title: y, owner: a}]\n", [9, 10]),
    ("unknown-owner", "teams: [a]\n" + STAGES + "    pain_points: [{text: x, owner: b}]\n    opportunities: [{text: x, owner: b}]\n    frontstage: [{text: x, owner: b}]\n    support: [{text: x, owner: b}]\n    risks: [{risk: x, owner: b}]\n", [9, 10, 11, 12, 13]),
    ("unknown-owner", "teams: [风险部]\n" + STAGES + "    owner: 风控部\n", [9]),
    ("action-without-owner", "stages: [a]\n", []),
    ("action-without-owner", "stages: [a]\nactions: 打电话\n", [5]),
    ("action-without-owner", "stages: [a]\nactions:\n- {title: {zh: 甲, en: A}}\n- {title: b, owner: x}\n- {title: c, status: done}\n", [6, 8]),
    ("action-without-owner", "stages: [a]\nactions: [{title: b, status: dropped}]\n", []),
    ("action-without-owner", STAGES + "    owner: x\n    actions: [Types a number]\n", []),  # what the customer does
    ("risk-without-owner", STAGES, []),
    ("risk-without-owner", STAGES + "    owner: x\n    risks: [授权不完整, {risk: a, owner: x}, {risk: b, control: c, residual: low}]\n", [9, 9]),
    ("pain-point-without-owner", STAGES + PAINS, [8, 8]),
    ("pain-point-without-owner", STAGES + "    owner: x\n" + PAINS, [9, 9]),
    ("pain-point-without-owner", STAGES + "    pain_points: [{text: d, severity: high, owner: x}, e]\n", []),
    ("step-without-owner", STAGES, []),
    ("step-without-owner", STAGES + "    frontstage: [a, b]\n    backstage: [c]\n    support: [d]\n", []),
    ("step-without-owner", STAGES + "    frontstage: [a, {text: b, owner: x}]\n    backstage: [c]\n", [8]),
    ("step-without-owner", STAGES + "    frontstage: [a]\n    backstage: [b, {text: c, owner: x}]\n", [9]),
    ("step-without-owner", STAGES + "    backstage: [a]\n    support: [{text: b, owner: x}, c]\n", [8, 9]),
    ("step-without-owner", STAGES + "    backstage: [{text: b, owner: x}]\n  - name: u\n    backstage: [c]\n", []),
    ("team-that-owns-nothing", STAGES, []),
    ("team-that-owns-nothing", "teams: [pay, ship]\nowner: pya\n" + STAGES + "    owner: ship\n", []),  # unknown-owner
    ("team-that-owns-nothing", "teams: [pay, ship]\n" + STAGES + "    support: [{text: x, owner: legal}]\n", []),
    ("team-that-owns-nothing", "teams: [a, b]\nowner: a\n" + STAGES, [4]),
    ("team-that-owns-nothing", "teams:\n- {id: a}\n- {id: b, name: B}\n" + STAGES + "    risks: [{risk: x, owner: b}]\n", [5]),
    ("team-that-owns-nothing", "teams: [a, b, c]\n" + STAGES + "    support: [{text: x, owner: a}]\n    opportunities: [{text: x, owner: b}]\nactions: [{title: x, owner: c}]\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "lines"), CASES)
def test_cases(name: str, content: str, lines: list[int]) -> None:
    assert found_lines(name, content) == lines


@pytest.mark.parametrize(("severity", "said"), [("low", "bcde"), ("medium", "cde"), ("high", "de"), ("critical", "e")])
def test_from_which_severity_a_pain_point_needs_an_owner(severity: str, said: str) -> None:
    texts = [one.message.en[-2] for one in found("pain-point-without-owner", STAGES + PAINS, from_severity=severity)]
    assert texts == list(said)


WORDS = [
    ("touchpoint-without-owner", STAGES, "no team owns the touchpoint “t” | add `owner: …`", "触点“t”没有责任团队 | 请添加"),
    ("touchpoint-without-owner", "stages:\n- name: s\n  touchpoints: [{id: web-form}]\n", "“web-form”", "“web-form”"),
    ("unknown-owner", "teams: [payments, risk]\nowner: paymnets\n" + STAGES, "did you mean `payments`?", "`payments`"),
    ("unknown-owner", "teams: [payments, risk]\nowner: legal\n" + STAGES, "the teams are: payments and risk", "现有团队：payments、risk"),
    ("unknown-owner", "teams: [t1, t2, t3, t4, t5, t6, t7, t8, t9]\nowner: legal\n" + STAGES, "some of the teams: t1, t2, t3, t4, t5, t6, t7, t8 …", "现有团队包括：t1、t2、t3、t4、t5、t6、t7、t8等"),
    ("action-without-owner", "language: zh\nstages: [a]\nactions: [{title: {zh: 甲, en: A}}]\n", "the action “甲”", "行动“甲”没有责任团队"),
    ("risk-without-owner", STAGES + "    risks: [{risk: {en: No consent}}]\n", "the risk “No consent”", "合规风险“No consent”"),
    ("pain-point-without-owner", STAGES + "    pain_points: [{text: x, severity: high}]\n", "the pain point “x”", "痛点“x”"),
    ("step-without-owner", STAGES + "    support: [x, {text: y, owner: z}]\n", "the support step “x” | write it as `{text: …, owner: …}`", "支持过程“x”没有责任团队 | 请写成 `{text: …, owner: …}`"),
    ("step-without-owner", STAGES + "    support: [{text: x}, {text: y, owner: z}]\n", "| add `owner: …`", "| 请添加 `owner: …`"),
    ("touchpoint-without-owner", "stages:\n- name: s\n  touchpoints: [a, b, c]\n", "no touchpoint has an owner | write each touchpoint as `{name: …, owner: …}`", "所有触点都没有责任团队 | 请把每个触点写成 `{name: …, owner: …}`"),
    ("touchpoint-without-owner", "stages:\n- name: s\n  touchpoints: [a, b, {name: c}]\n", "no touchpoint has an owner | add `owner: …` to each", "请为每个触点添加 `owner: …`"),
    ("touchpoint-without-owner", "stages: [{name: s, touchpoints: [a]}]\n", "“a” | write it as `{name: …, owner: …}`", "“a”没有责任团队 | 请写成 `{name: …, owner: …}`"),
    ("touchpoint-without-owner", "stages: [{name: s, touchpoints: {zh: 甲, en: A}}]\n", "write it as `{name: …, owner: …}`", "请写成"),
    ("touchpoint-without-owner", "stages: [{name: s, touchpoints: 再“打电话”}]\n", "the touchpoint “再‘打电话’” | write", "触点“再‘打电话’”没有责任团队"),
    ("action-without-owner", "stages: [a]\nactions: [b]\n", "write it as `{title: …, owner: …}`", "请写成 `{title: …, owner: …}`"),
    ("risk-without-owner", STAGES + "    risks: [x]\n", "write it as `{risk: …, owner: …}`", "请写成 `{risk: …, owner: …}`"),
    ("step-without-owner", STAGES + "    frontstage: [x, {text: y, owner: z}]\n", "the frontstage step “x”", "前台步骤“x”"),
    ("team-that-owns-nothing", "teams: [{id: a, name: Risk}]\n" + STAGES, "the team “Risk” owns nothing", "团队“Risk”在这张图中没有负责"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "en", "zh"), WORDS)
def test_what_is_said(name: str, content: str, en: str, zh: str) -> None:
    (one,) = found(name, content)
    assert one.help is not None
    assert en in f"{one.message.en} | {one.help.en}"
    assert zh in f"{one.message.zh} | {one.help.zh}"


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("unknown-owner", "teams: [a]\n" + STAGES + "    owner: b\n", (9, 12)),
        ("action-without-owner", "stages: [a]\nactions: [{title: x, owner: a}, {title: y}]\n", (5, 33)),
        ("touchpoint-without-owner", "stages: [{name: s, touchpoints: [a, b, c]}]\n", (4, 1)),
        ("step-without-owner", STAGES + "    support: [{text: y, owner: z}, x]\n", (8, 36)),
        ("team-that-owns-nothing", "teams: [a, b]\nowner: a\n" + STAGES, (4, 12)),
    ],
)
def test_where_it_is_said(name: str, content: str, place: tuple[int, int]) -> None:
    (one,) = found(name, content)
    assert one.span is not None
    assert Text("", HEAD + content).position(one.span.start) == place


@pytest.mark.parametrize("written", ["paymnets", "'paymnets'", '"paymnets"'])
def test_an_owner_is_respelt_in_the_quotes_it_has(written: str) -> None:
    content = "teams: [payments]\n" + STAGES + f"    owner: {written} # ours\n"
    (one,) = found("unknown-owner", content)
    assert one.fix is not None
    mended = content.replace("owner: " + written, "owner: " + written.replace("mnets", "ments"))
    assert apply_edits(HEAD + content, one.fix.edits) == HEAD + mended


def test_the_teams_of_the_workspace(tmp_path: Path) -> None:
    library = "library: {teams: [payments, {id: risk, name: Risk}]}\n"
    (tmp_path / "cxmap.yaml").write_text("cxmap: 1\n" + library, encoding="utf-8")
    workspace = open_workspace(tmp_path)
    content = STAGES + "    owner: paymnts\n    channel: web\n"
    assert found_lines("unknown-owner", content, workspace) == [8]
    assert found_lines("team-that-owns-nothing", content, workspace) == []
    (one,) = found("team-that-owns-nothing", "teams: [risk]\n" + content.replace("paymnts", "payments"), workspace)
    assert "“Risk”" in one.message.en
