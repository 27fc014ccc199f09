"""Rules about the shape of a map, beyond the examples of their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cxmap.diagnostics import Text
from cxmap.lint.rules.structure import RULES
from cxmap.workspace import open_workspace
from tests.lint.cases import HEAD, STAGES, found, found_lines

if TYPE_CHECKING:
    from pathlib import Path

    from cxmap.workspace import Workspace

ANN_AND_BOB = "personas: [{id: ann, name: Ann}, {id: bob, name: Bob}]\n"
SIZES = [
    ("stage-without-touchpoint", "stages:\n- name: s\n  touchpoints: []\n- t\n", [5, 7]),
    ("stage-without-touchpoint", "stages: [{id: a, touchpoints: b}]\n", []),
    ("more-than-three-personas", "personas: [{id: a}, {id: b}, {id: c}]\nstages: [a]\n", []),
    ("more-than-three-personas", "personas:\n- {id: a}\n- {id: b}\n- {id: c}\n- {id: d}\nstages: [a]\n", [4]),
    ("more-than-three-personas", "stages: [a]\n", []),
    ("too-many-stages", "stages: [a, b, c, d, e, f, g]\n", []),
    ("too-many-stages", "stages: [a, b, c, d, e, f, g, h]\n", [4]),
    ("too-many-touchpoints", f"stages: [{{name: s, touchpoints: [{', '.join('x' * 30)}]}}]\n", []),
    ("too-many-touchpoints", f"stages: [{{name: s, touchpoints: [{', '.join('x' * 30)}]}}, {{name: t, touchpoints: y}}]\n", [4]),
]  # fmt: skip
WHOLE = "scope: {from: a, to: b, scenario: c}\n"
FRAMES = [
    ("incomplete-scope", STAGES, [1]),
    ("incomplete-scope", WHOLE + STAGES, []),
    ("incomplete-scope", "scope:\n  from: a\n" + STAGES, [4]),
    ("incomplete-scope", "scope: {goal: a, expectations: [b]}\n" + STAGES, [4]),
    ("incomplete-scope", "scope: {from: {zh: 甲}, to: {en: b}, scenario: c}\n" + STAGES, []),
    ("persona-without-goals", STAGES, []),
    ("persona-without-goals", "personas: [{id: a, needs: [x], quote: y}]\n" + STAGES, [4]),
    ("persona-without-goals", "personas:\n- {id: a, goals: x}\n- {id: b, goals: {}}\n- {id: c, goals: {other: []}}\n- {id: d, goals: {career: x}}\n- {id: e, goals: [x]}\n- {id: f, goals: null}\n" + STAGES, [6, 7, 10]),
    *[("journey-begins-at-the-purchase", f"stages: [{stage}, Use]\n", [4]) for stage in (
        "Purchase", "buying", "Buy now", "Order", "Placing the order", "Order & pay", "Order and payment", "Check out", "Check-out", "Checkout", "Pay online",
        "购买", "下单", "下单与支付", "线上付款", "提交订单", "结账", "购买阶段", "客户下单", "签约", "Sign up", "Signing up", "Subscribing", "Choosing and buying a plan", "Take out a policy", "Taking out cover", "Apply for a loan",
        "Applying for the home loan", "Hire a van", "Hire", "Buying a house", "加购下单", "开通会员", "订车", "投保", "订阅", "开户", "拍下", "签单", "挑选并购买", "申请贷款", "{zh: 购买}", "{zh: 想不想买, en: Buying}",
        "{id: purchase, name: Just let me pay}", "{id: order}", "{id: order_and_pay}", "{id: 购买, name: 就它了}",
    )],
    *[("journey-begins-at-the-purchase", f"stages: [{stage}, Use]\n", []) for stage in (
        "Before the purchase", "Before buying", "Deciding to buy", "Why buy?", "Purchase decision", "Sign in", "Sign up for a free trial", "Unsubscribing", "Subscription", "Take-out",
        "Taking out the bins", "Apply", "Apply for a job", "Hiring", "Buying a second one", "Choosing", "Choose a plan", "加购", "开户前", "投保人信息", "预订车位", "退订", "取消订阅", "会员", "申请", "选择套餐", "Paying attention", "Order history",
        "购买前", "想买房", "选购", "购物", "订单配送", "{id: order, name: Where is my parcel?}", "{id: buying-guide}", "{id: a}",
    )],
    ("journey-begins-at-the-purchase", "stages: [Purchase]\n", []),
    ("journey-begins-at-the-purchase", "stages: [Look, Purchase, Use]\n", []),
    ("journey-begins-at-the-purchase", "kind: customer\nstages: [Purchase, Use]\n", [5]),
    ("journey-begins-at-the-purchase", "kind: employee\nstages: [Purchase, Use]\n", []),
    ("journey-begins-at-the-purchase", "scope: {from: Puts it in the basket}\nstages: [Purchase, Use]\n", []),
    ("journey-begins-at-the-purchase", "scope: {to: Unpacks it}\nstages: [Purchase, Use]\n", [5]),
    *[("journey-ends-at-the-purchase", f"stages: [Look, {stage}]\n", [4]) for stage in (
        "Purchase", "Paying for it", "Subscribing", "Sign up", "开通会员", "投保", "下单", "支付", "成交", "{en: Checkout}", "{id: pay, name: 好了}",
    )],
    *[("journey-ends-at-the-purchase", f"stages: [Look, {stage}]\n", []) for stage in (
        "After the purchase", "Paying it back", "Buy again", "Repurchase", "Reorder", "复购", "再次购买", "购买后", "售后", "{id: order, name: It's here}", "Use",
    )],
    ("journey-ends-at-the-purchase", "stages: [Purchase]\n", []),
    ("journey-ends-at-the-purchase", "stages: [Awareness, Consideration]\n", []),
    ("journey-ends-at-the-purchase", "stages: [Look, Basket, Order, Pay]\n", [4]),
    ("journey-ends-at-the-purchase", "stages: [Book a table, Arrive, Eat, Pay]\n", []),
    ("journey-ends-at-the-purchase", "stages: [Arrive, Ordering, Eat, Payment]\n", []),
    ("journey-ends-at-the-purchase", "stages: [找店, 点餐, 用餐, 结账]\n", []),
    ("journey-ends-at-the-purchase", "stages: [Check-in, Stay, Check-out]\n", []),
    ("journey-ends-at-the-purchase", "kind: patient\nstages: [Look, Pay]\n", []),
    ("journey-ends-at-the-purchase", "scope: {to: The order is placed}\nstages: [Look, Pay]\n", []),
    ("journey-ends-at-the-purchase", "scope: {from: An advert}\nstages: [Look, Pay]\n", [5]),
]  # fmt: skip


def row(*stages: str, **touchpoints: str) -> str:
    """Return stages whose letters are touchpoints, each on a line of its own; `a=` adds fields to `a`."""
    lines = ["stages:"]
    for stage in stages:
        lines += [f"- name: stage {stage}", "  touchpoints:" if stage else "  touchpoints: []"]
        lines += [
            f"  - {{id: {letter}{', ' if letter in touchpoints else ''}{touchpoints.get(letter, '')}}}"
            for letter in stage
        ]
    return "\n".join(lines) + "\n"


# In these tables the letters are those of the touchpoints that are found.
REACH: list[tuple[str, str, str]] = [
    ("", "", row("abc", "de")),
    ("", "", "personas: []\nstages: [s]\n"),
    ("", "", row("ab", "cd", b="next: [c, d]")),
    ("c", "", row("ab", "cd", b="next: [d]")),
    ("", "", row("abc", "d", a="next: [c]")),  # in the first stage, b is another way in
    ("", "", row("", "abc", "d", a="next: [c]")),
    ("c", "", row("a", "bcd", b="next: [d]", c="next: [d]")),
    ("c", "", row("a", "bcde", b="next: [e]")),  # d is reached from c: one fault
    ("d", "", row("a", "bcde", b="next: [e]", d="next: [c]", c="next: [e]")),
    ("c", "", row("ab", "c", b="next: []")),
    ("", "", row("a", "bcd", b="next: [c, d]", c="next: []")),
    ("", "b", row("ab", "c", b="next: [a]")),  # and not c as well
    ("", "a", row("a", "bc", a="next: [a]")),
    ("d", "b", row("ab", "cde", b="next: [a]", c="next: [e]")),
    ("", "bd", row("a", "bcde", a="next: [b, d]", b="next: [b]", d="next: [c]")),
    ("", "", row("ab", "cd", d="next: [b]")),  # another round
    ("", "", row("ab", "cd", d="next: [a, d]")),
    ("", "", row("abc", "d", c="next: [a, d]", b="next: [a, c]")),
    ("", "", row("ab", "c", "", b="next: [a, c]")),
    ("", "", row("a", "bcd", b="next: [c, d]", c="next: [b]")),  # a repair loop that returns to the branch
    # with personas
    ("", "", ANN_AND_BOB + row("a", "bc", "d", b="personas: ann", c="personas: bob")),
    ("", "", ANN_AND_BOB + row("a", "bc", "d", a="next: [b, c]", b="personas: ann, next: d", c="personas: bob")),
    ("c", "", ANN_AND_BOB + row("ab", "cd", a="personas: ann, next: [c]", b="personas: bob, next: [d]")),
    ("", "", ANN_AND_BOB + row("a", "bc", a="next: [b]", b="personas: ann")),  # Bob comes in again after Ann's part
    ("", "", ANN_AND_BOB + row("ab", "cd", b="next: [a, c]", c="personas: ann")),
    ("d", "", ANN_AND_BOB + row("ab", "cd", b="next: [c]", c="personas: ann, next: []", d="personas: ann")),
    ("", "", ANN_AND_BOB + row("a", "b", "cde", a="personas: ann", b="personas: ann", c="personas: bob, next: e", d="personas: bob")),
    ("", "b", ANN_AND_BOB + row("ab", "cd", a="next: [b, d]", b="personas: ann, next: [b]", c="personas: ann")),
    ("", "c", ANN_AND_BOB + row("a", "bxc", "e", a="next: [b, c]", x="personas: ann, next: e", c="next: [b]")),  # Bob
    ("", "", ANN_AND_BOB + row("ab", "c", a="personas: ann", b="personas: ann", c="personas: ann")),
]  # fmt: skip


@pytest.mark.parametrize(("lost", "circling", "content"), REACH)
def test_ways_that_lead_everywhere_and_to_an_end(lost: str, circling: str, content: str) -> None:
    written = (HEAD + content).splitlines()
    for name, letters in (("touchpoint-nobody-reaches", lost), ("touchpoint-that-leads-nowhere", circling)):
        assert [written[line - 1][9] for line in found_lines(name, content)] == list(letters)


UNUSED = [
    ("unused-persona", STAGES, []),
    ("unused-persona", ANN_AND_BOB + STAGES, []),
    ("unused-persona", ANN_AND_BOB + "stages: [a]\n", []),
    ("unused-persona", ANN_AND_BOB + STAGES + "    personas: bob\n", [4]),
    ("unused-persona", ANN_AND_BOB + STAGES + "    personas: [bob, ann]\n", []),
    ("unused-persona", ANN_AND_BOB + STAGES + "    personas: bob\n  - u\n", []),
    ("unused-channel", STAGES + "    channel: web\n", []),
    ("unused-channel", "channels: [web]\n" + STAGES, [4]),
    ("unused-channel", "channels: [web, phone]\n" + STAGES + "    channel: wbe\n", []),  # undeclared-channel
    ("unused-channel", "channels: [web, phone]\npersonas: [{id: a, channels: wbe}]\n" + STAGES + "    channel: web\n", [4]),
    ("unused-channel", "channels: [web]\npersonas: [{id: a, channels: web}]\n" + STAGES, []),
    ("unused-channel", "channels:\n- web\n- {id: app, name: {zh: 手机银行}}\n" + STAGES + "    channel: web\n", [6]),
    ("unused-evidence", STAGES, []),
    ("unused-evidence", "evidence: [{id: a}, {id: b}, {id: c}, {id: d}]\nmetrics: [{kind: nps, evidence: a}]\n" + STAGES + "    evidence: b\n    pain_points: [{text: x, evidence: [c]}]\n    opportunities: [{text: x, evidence: d}]\n", []),
    ("unused-evidence", "evidence:\n- {id: a}\n- {id: b}\nstages: [{name: s, metrics: [{kind: nps, evidence: b}]}]\n", [5]),
    ("unused-lane", STAGES, []),
    ("unused-lane", "lanes: [a, {id: b, name: B}]\n" + STAGES + "    lanes: {a: []}\n", [4]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "lines"), [*SIZES, *FRAMES, *UNUSED])
def test_cases(name: str, content: str, lines: list[int]) -> None:
    assert found_lines(name, content) == lines


@pytest.mark.parametrize(
    ("name", "content", "options", "lines"),
    [
        ("more-than-three-personas", ANN_AND_BOB + STAGES, {"most": 1}, [4]),
        ("more-than-three-personas", "personas: [{id: a}, {id: b}, {id: c}, {id: d}]\n" + STAGES, {"most": 4}, []),
        ("too-many-stages", "stages: [a, b]\n", {"most": 1}, [4]),
        ("too-many-touchpoints", row("ab"), {"most": 1}, [4]),
    ],
)
def test_options(name: str, content: str, options: dict[str, Any], lines: list[int]) -> None:
    assert found_lines(name, content, **options) == lines


WORDS = [
    ("stage-without-touchpoint", "stages: [{id: a, name: {zh: 看房, en: Look}}]\n", "the stage “Look” | add `touchpoints: …`, or remove", "阶段“Look”没有触点 | 请添加 `touchpoints: …`，或删除"),
    ("stage-without-touchpoint", "stages: [“看”房]\n", "the stage “‘看’房” | write it as `{name: …, touchpoints: …}`, or", "阶段“‘看’房”没有触点 | 请写成 `{name: …, touchpoints: …}`，或"),
    ("more-than-three-personas", "personas: [{id: a}, {id: b}, {id: c}, {id: d}]\n" + STAGES, "4 personas on one map | keep 3 at most", "4 个客户角色 | 最多保留 3 个"),
    ("too-many-stages", "stages: [a, b, c, d, e, f, g, h]\n", "8 stages on one map | join stages until 7", "8 个阶段 | 请合并到 7 个以内"),
    ("incomplete-scope", "stages: [a]\n", "the map has no scope | add `scope: {from: …", "没有写明范围 | 请添加"),
    ("incomplete-scope", "scope: {to: b}\nstages: [a]\n", "the scope lacks `from` and `scenario` | add `from` and `scenario` to", "范围缺少 `from`（起点）、`scenario`（场景）"),
    ("persona-without-goals", "personas: [{id: a, name: Li}]\nstages: [a]\n", "what “Li” wants | add `goals:` to the persona", "角色“Li”的目标 | 请为该角色添加"),
    ("journey-begins-at-the-purchase", "stages: [Buying, a]\n", "begins at the purchase, “Buying” | add what comes before", "购买阶段“Buying”才开始"),
    ("journey-ends-at-the-purchase", "stages: [a, 下单]\n", "ends at the purchase, “下单” | add what comes after", "购买阶段“下单”就结束了"),
    ("touchpoint-nobody-reaches", row("ab", "c", b="next: []"), "no way leads to “c” | name it under `next:`", "没有路径通向触点“c”"),
    ("touchpoint-nobody-reaches", ANN_AND_BOB + row("ab", "cd", a="personas: ann, next: [c]", b="personas: bob, next: [d]"), "no way leads Bob to “c”", "“Bob”走不到触点“c”"),
    ("touchpoint-nobody-reaches", "personas: [{id: ann, name: Ann}, {id: bob, name: Bob}, {id: cem, name: Cem}]\n" + row("ab", "cd", a="personas: ann, next: [c]", b="personas: [bob, cem], next: [d]"), "no way leads Bob and Cem to “c”", "“Bob”、“Cem”走不到触点“c”"),
    ("touchpoint-that-leads-nowhere", row("ab", "c", b="next: [a]"), "from “b” all ways lead round in a loop | add a way out", "从触点“b”出发，只会绕圈"),
    ("touchpoint-that-leads-nowhere", ANN_AND_BOB + row("a", "bxc", "e", a="next: [b, c]", x="personas: ann, next: e", c="next: [b]"), "from “c” all ways lead Bob round", "从触点“c”出发，“Bob”只会绕圈"),
    ("unused-persona", ANN_AND_BOB + STAGES + "    personas: bob\n", "“Ann” passes no touchpoint | add `ann` to", "角色“Ann”没有经过任何触点"),
    ("unused-channel", "channels: [web]\n" + STAGES, "the channel “Website”", "渠道“Website”"),
    ("unused-evidence", "evidence: [{id: e}]\n" + STAGES, "the evidence `e`", "依据 `e`"),
    ("unused-lane", "lanes: [{id: a, name: A}]\n" + STAGES, "the lane “A” | add `lanes: {a: …}`", "泳道“A” | 请在触点中添加 `lanes: {a: …}`"),
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
        ("stage-without-touchpoint", "stages: [{name: a, touchpoints: b}, c]\n", (4, 37)),
        ("more-than-three-personas", "personas: [{id: a}, {id: b}, {id: c}, {id: d}]\n" + STAGES, (4, 1)),
        ("incomplete-scope", "scope: {from: a}\n" + STAGES, (4, 1)),
        ("touchpoint-that-leads-nowhere", row("ab", "c", b="next: [a]"), (8, 13)),
        ("touchpoint-nobody-reaches", row("ab", "c", b="next: []"), (11, 5)),
        ("unused-lane", "lanes: [a, b]\n" + STAGES + "    lanes: {a: x}\n", (4, 12)),
    ],
)
def test_where_it_is_said(name: str, content: str, place: tuple[int, int]) -> None:
    (one,) = found(name, content)
    assert one.span is not None
    assert Text("", HEAD + content).position(one.span.start) == place


# --- the workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with a few things to share."""
    (tmp_path / "cxmap.yaml").write_text(
        "cxmap: 1\nlibrary:\n"
        "  channels: [web]\n  lanes: [marketing]\n  evidence: [{id: e}]\n"
        "  personas:\n  - {id: ann, name: Ann, goals: x}\n  - {id: bob, name: Bob}\n",
        encoding="utf-8",
    )
    return open_workspace(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "lines"),
    [
        ("persona-without-goals", "personas: [ann, bob]\n" + STAGES, [4]),
        ("persona-without-goals", "personas: [{id: ann, name: Anna}]\n" + STAGES, [4]),
        ("unused-persona", "personas: [ann, bob]\n" + STAGES + "    personas: ann\n", [4]),
        ("unused-channel", STAGES, []),
        ("unused-channel", "channels: [web]\n" + STAGES, [4]),
        ("unused-evidence", "evidence: [e]\n" + STAGES, [4]),
        ("unused-lane", STAGES, []),
    ],
)
def test_a_rule_sees_the_workspace(name: str, content: str, lines: list[int], workspace: Workspace) -> None:
    assert found_lines(name, content, workspace) == lines


def test_what_is_said_of_the_workspace(workspace: Workspace) -> None:
    (one,) = found("persona-without-goals", "personas: [bob]\n" + STAGES, workspace)
    assert one.message.en == "nothing says what “Bob” wants"
    assert one.help is not None
    assert "the workspace's library" in one.help.en


# --- nothing is too odd


@pytest.mark.parametrize(
    "content",
    [
        "stages: [a]\n",
        "stages: [{id: a}, {id: b, touchpoints: []}]\n",
        "personas: []\nscope: {}\nbrand: {}\nstages: [{id: a, touchpoints: [{id: b, next: []}]}]\n",
        "scope: null\nbrand: null\npersonas: [{id: a, goals: null}]\nstages: [{name: '!?', touchpoints: [{name: '—', emotion: null, next: []}]}]\n",
        "scale: {min: 1, max: 5}\n" + ANN_AND_BOB + "stages: [{name: {en: Buy}, touchpoints: [{name: {zh: 买}, personas: ann}]}]\n",
    ],
)  # fmt: skip
def test_no_rule_stumbles(content: str) -> None:
    for rule in RULES:
        found(rule, content)
