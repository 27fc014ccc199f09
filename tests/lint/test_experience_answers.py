"""The rules about pain points, and what answers them: opportunities, actions, needs."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cxmap.diagnostics import Text
from cxmap.document import load_text
from cxmap.lint import lint_document
from cxmap.lint.engine import as_declared
from cxmap.lint.rules.experience import RULES
from cxmap.workspace import open_workspace
from tests.lint.cases import HEAD, STAGES, found, found_lines

TWO = "personas: [{id: ann, name: Ann}, {id: ben, name: Ben}]\n"
SEVERE = "    pain_points:\n      - {id: p, text: slow, severity: high}\n"
QUESTION = "    opportunities:\n      - {id: o, text: How?, addresses: p}\n"
ELSEWHERE = "  - {name: u, opportunities: [{id: q, text: What else?}]}\n"
ANN_HAS_NEEDS = "personas: [{id: ann, needs: [{id: quick, text: quick}]}, {id: ben, needs: [{id: calm, text: calm}]}]\n"
A_NEED_IS_NAMED = "stages:\n- name: s\n  touchpoints:\n  - {name: a, needs: quick}\n"


def opportunity(text: str) -> str:
    return STAGES + f"    opportunities:\n      - {text}\n"


LINES: list[tuple[str, str, list[int]]] = [
    ("pain-point-without-opportunity", STAGES, []),
    ("pain-point-without-opportunity", STAGES + SEVERE, [9]),
    ("pain-point-without-opportunity", STAGES + SEVERE + QUESTION, []),
    ("pain-point-without-opportunity", STAGES + "    pain_points: slow\n", []),  # counts as medium
    ("pain-point-without-opportunity", STAGES + "    pain_points: [{text: slow, severity: critical}]\n", [8]),
    ("pain-point-without-opportunity", STAGES + "    pain_points: [{text: slow, severity: high}]\n    opportunities: How?\n", []),
    ("pain-point-without-opportunity", STAGES + SEVERE + "    opportunities: How?\n", []),  # it may well be for this one
    ("pain-point-without-opportunity", STAGES + "    pain_points:\n      - {text: slow, severity: high}\n      - {id: p, text: x}\n" + QUESTION, [9]),
    ("pain-point-without-opportunity", STAGES + SEVERE + "  - {name: u, opportunities: [{text: How?, addresses: p}]}\n", []),
    ("pain-point-without-opportunity", STAGES + SEVERE + "  - {name: u, opportunities: How?}\n", [9]),
    #
    ("severe-pain-point-without-action", STAGES + SEVERE + QUESTION, []),  # no plan yet
    ("severe-pain-point-without-action", STAGES + SEVERE + QUESTION + "actions: []\n", []),
    ("severe-pain-point-without-action", STAGES + SEVERE + QUESTION + "actions: [Do it]\n", []),  # the plan names nothing
    ("severe-pain-point-without-action", STAGES + SEVERE + QUESTION + "actions: [{title: Do it, addresses: o}]\n", []),
    ("severe-pain-point-without-action", STAGES + SEVERE + QUESTION + "actions: [{title: Do it, addresses: o, status: done}]\n", []),
    ("severe-pain-point-without-action", STAGES + SEVERE + QUESTION + "actions: [{title: Do it, addresses: o, status: dropped}]\n", []),  # … any more: it is said once, elsewhere
    ("severe-pain-point-without-action", STAGES + SEVERE + QUESTION + ELSEWHERE + "actions: [{title: Do it, addresses: o, status: dropped}, {title: x, addresses: q}]\n", [9]),
    #
    ("severe-pain-points-without-a-plan", STAGES + SEVERE + QUESTION, [9]),
    ("severe-pain-points-without-a-plan", STAGES + SEVERE + QUESTION + "actions: [Do it]\n", [9]),
    ("severe-pain-points-without-a-plan", STAGES + SEVERE + QUESTION + "actions: [{title: Do it, addresses: o, status: dropped}]\n", [9]),
    ("severe-pain-points-without-a-plan", STAGES + SEVERE + QUESTION + "actions: [{title: Do it, addresses: o, status: done}]\n", []),
    ("severe-pain-points-without-a-plan", STAGES + SEVERE + QUESTION + ELSEWHERE + "actions: [{title: Do it, addresses: q}]\n", []),  # severe-pain-point-without-action
    ("severe-pain-points-without-a-plan", STAGES + SEVERE, []),  # pain-point-without-opportunity
    ("severe-pain-points-without-a-plan", STAGES + SEVERE + "    opportunities: How?\n", [9]),
    ("severe-pain-points-without-a-plan", STAGES + "    pain_points: slow\n    opportunities: How?\n", []),
    ("severe-pain-points-without-a-plan", STAGES + "    pain_points:\n      - low\n      - {text: slow, severity: critical}\n      - {text: dear, severity: high}\n    opportunities: How?\n", [10]),
    ("severe-pain-points-without-a-plan", "stages: [a]\nactions: [Do it]\n", []),
    ("severe-pain-point-without-action", STAGES + SEVERE + QUESTION + "actions: [{title: A, addresses: o, status: dropped}, {title: B, addresses: o}]\n", []),
    ("severe-pain-point-without-action", STAGES + SEVERE + QUESTION + ELSEWHERE + "actions: [{title: Do it, addresses: q}]\n", [9]),
    ("severe-pain-point-without-action", STAGES + SEVERE + ELSEWHERE + "actions: [{title: Do it, addresses: q}]\n", []),  # no opportunity: another rule has it
    ("severe-pain-point-without-action", STAGES + SEVERE + "    opportunities: How?\n" + ELSEWHERE + "actions: [{title: Do it, addresses: q}]\n", [9]),
    ("severe-pain-point-without-action", STAGES + "    pain_points: [{id: p, text: slow}]\n" + QUESTION + ELSEWHERE + "actions: [{title: Do it, addresses: q}]\n", []),
    ("severe-pain-point-without-action", STAGES + SEVERE + QUESTION + "  - {name: u, opportunities: [{id: q, text: How?, addresses: p}]}\nactions: [{title: Do it, addresses: q}]\n", []),  # one of two is enough
    #
    ("low-emotion-without-pain-point", STAGES, []),
    ("low-emotion-without-pain-point", STAGES + "    emotion: -2\n", [8]),
    ("low-emotion-without-pain-point", STAGES + "    emotion: -1.5\n", [8]),
    ("low-emotion-without-pain-point", STAGES + "    emotion: -1\n", []),
    ("low-emotion-without-pain-point", STAGES + "    emotion: null\n", []),
    ("low-emotion-without-pain-point", STAGES + "    emotion: -2\n    pain_points: slow\n", []),
    ("low-emotion-without-pain-point", STAGES + "    emotion: -2\n    thoughts: Why so slow?\n    feelings: anger\n", [8]),
    ("low-emotion-without-pain-point", "brand: {promises: [{id: fast, text: Fast}]}\n" + STAGES + "    emotion: -2\n    breaks: fast\n", []),
    ("low-emotion-without-pain-point", "scale: {min: 1, max: 5}\n" + STAGES + "    emotion: 1\n", [9]),
    ("low-emotion-without-pain-point", "scale: {min: 1, max: 5}\n" + STAGES + "    emotion: 2\n", []),
    ("low-emotion-without-pain-point", "scale: {min: 0, max: 10}\n" + STAGES + "    emotion: 1.25\n", [9]),
    ("low-emotion-without-pain-point", TWO + STAGES + "    emotion: {ann: -2, ben: -2}\n", [9]),
    ("low-emotion-without-pain-point", TWO + STAGES + "    emotion: {ann: -2, ben: 2}\n    pain_points: [{text: x, personas: ann}]\n", []),
    ("low-emotion-without-pain-point", TWO + STAGES + "    emotion: {ann: -2, ben: 2}\n    pain_points: [{text: x, personas: ben}]\n", [9]),
    ("low-emotion-without-pain-point", TWO + STAGES + "    emotion: -2\n    pain_points: [{text: x, personas: ben}, y]\n", []),
    ("low-emotion-without-pain-point", TWO + STAGES + "    emotion: -2\n    pain_points: [{text: x, personas: ben}]\n", [9]),
    #
    ("opportunity-addressing-nothing", STAGES + SEVERE + QUESTION, []),
    ("opportunity-addressing-nothing", opportunity("How?"), [9]),
    ("opportunity-addressing-nothing", opportunity("{zh: 怎样？, en: How?}"), [9]),
    ("opportunity-addressing-nothing", "evidence: [{id: e}]\n" + opportunity("{text: How?, evidence: e}"), []),
    ("opportunity-addressing-nothing", "evidence: [{id: e}]\n" + STAGES + SEVERE + "    opportunities: [{text: How?, evidence: e}]\n", [11]),
    #
    ("touchpoint-that-serves-no-need", "stages: [a]\n", []),
    ("touchpoint-that-serves-no-need", STAGES, []),  # no persona, no needs
    ("touchpoint-that-serves-no-need", ANN_HAS_NEEDS + STAGES, []),  # a map that does not name needs at touchpoints
    ("touchpoint-that-serves-no-need", ANN_HAS_NEEDS + A_NEED_IS_NAMED + "  - b\n  - c\n", []),  # … or at few
    ("touchpoint-that-serves-no-need", ANN_HAS_NEEDS + A_NEED_IS_NAMED + "  - b\n", [9]),
    ("touchpoint-that-serves-no-need", ANN_HAS_NEEDS + A_NEED_IS_NAMED + "  - {name: b, emotion: {ann: -1, ben: 0}}\n", [9]),
    ("touchpoint-that-serves-no-need", ANN_HAS_NEEDS + A_NEED_IS_NAMED + "  - {name: b, emotion: {ann: -1, ben: 1}}\n", []),  # Ben likes it
    ("touchpoint-that-serves-no-need", "brand: {promises: [{id: fast, text: Fast}]}\n" + ANN_HAS_NEEDS + A_NEED_IS_NAMED + "  - {name: b, delivers: fast}\n", []),
    ("touchpoint-that-serves-no-need", "personas: [{id: ann, needs: [{id: quick, text: quick}]}, {id: ben, needs: calm}]\n" + A_NEED_IS_NAMED + "  - b\n", []),  # Ben's cannot be named
    ("touchpoint-that-serves-no-need", "personas: [{id: ann, needs: [{id: quick, text: quick}]}, {id: ben, name: Ben}]\n" + A_NEED_IS_NAMED + "  - {name: b, personas: ann}\n", [9]),
    ("touchpoint-that-serves-no-need", "personas: [{id: ann, needs: [{id: quick, text: quick}]}, {id: ben, name: Ben}]\n" + A_NEED_IS_NAMED + "  - {name: b, personas: ben}\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "lines"), LINES)
def test_which_lines_are_found(name: str, content: str, lines: list[int]) -> None:
    assert found_lines(name, content) == lines


SOLUTIONS = [
    "Build an app", "add a live chat", "Launch a loyalty card", "Implement single sign-on", "We should introduce a chatbot", "Let's create a self-service portal",
    "To develop a new tracking page", "Add order tracking to the app", "Automate the credit check", "Redesign the sign-up form", "Set up e-mail alerts.",
    "上线智能客服", "开发小程序", "增加自助取号机", "建议引入人脸识别", "我们应该推出会员卡", "优化等位流程", "新建客服中心。", "可以考虑增设引导员",
    "床旁办理入院", "提供床旁入院服务", "做一个小程序让患者自助办理", "A template gallery", "Use AI to fill the board", "New onboarding wizard",
    "How might we build a chatbot that fills the board?", "How might we add a live chat?", "能否增加一个入口", "怎样上线一个智能客服？", "如何开发一款小程序？", "用AI来填看板",
    "用小程序代替排队", "让系统自动填表", "推会员日活动", "建一个知识库", "建会员群", "扫码点餐",
    "自助缴费", "Switch to e-signatures", "Offer a callback", "Offer bedside service", "Customer portal", "AI chatbot",
    "Self-service kiosk.", "How might we build an app people love?", "我们怎样才能搭建一个平台", "提供短信提醒", "用机器人回答", "Use a checklist",
    "An interactive pricing calculator", "Template gallery", "Switch to digital forms", "可以做一个视频教程",
]  # fmt: skip
NOT_SOLUTIONS = [
    "Build trust at the first contact", "Create a sense of control on the payment page", "Make the form easier to fill in",
    "Provide clarity on the screen", "Add confidence before they pay", "Buildings are hard to find", "Nobody waits without news", "Help parents find the form", "A page for traders",
    "What if we launch in spring", "Launching is scary", "Address the fear of hidden fees", "Offer fewer forms",
    "怎样让客户只填一次？", "如何上线得更快", "增加客户的安全感", "优化支付体验", "打造难忘的惊喜。", "提升信息透明度", "让等待有日期、有进度", "上线", "增加信任吗",
    "设置合理的预期", "应该让人知道还要等多久",
    "How might she know without asking?", "提供安全感", "提供更多选择", "做到随时可查", "做决定时有人商量", "建立信任",
    "推荐给朋友的理由", "推动口碑", "用户来得及反应", "用一句话说清费用", "让系统更稳定", "线上排队看不到进度",
    "在线等待更短", "自助机太难用", "Slow login", "A simpler form", "An easier app", "Broken link",
    "Confusing dashboard", "Trust in the app", "Trust our chatbot", "Find the portal", "Fear of the chatbot", "No app",
    "How might people build a website they are proud of?", "How might we build trust?", "How might we add confidence before they pay?", "Use the app less", "Use words people know", "Use the waiting time",
    "怎样做一个明白的选择？", "怎样做出放心的决定？", "怎样建立信任？", "怎样让系统记住客户？", "How might a customer use the app without help?", "A way to find the app",
    "A reason to open the app", "提供的材料不用重复", "怎样增加客户的安全感？", "做客户的朋友", "如何做到不用催？", "用餐后还想再来",
    "A human answer", "A calm moment", "提供不用排队的服务", "How might we use the waiting time?", "Know the price before the app", "Nobody reads the checklist",
    "Somebody to talk to instead of a bot",
]  # fmt: skip


@pytest.mark.parametrize("text", SOLUTIONS)
def test_a_solution_is_told_from_an_opportunity(text: str) -> None:
    assert found_lines("opportunity-phrased-as-a-solution", opportunity(f'"{text}"')) == [9]
    assert found_lines("opportunity-phrased-as-a-solution", opportunity(f'{{text: "{text}"}}')) == [9]


@pytest.mark.parametrize("text", NOT_SOLUTIONS)
def test_an_opportunity_is_left_alone(text: str) -> None:
    assert found_lines("opportunity-phrased-as-a-solution", opportunity(f'"{text}"')) == []


def test_an_opportunity_in_two_languages_is_read_in_that_of_the_map() -> None:
    both = opportunity("{zh: 怎样少填一次？, en: Add a form}")
    assert found_lines("opportunity-phrased-as-a-solution", "language: en\n" + both) == [10]
    assert found_lines("opportunity-phrased-as-a-solution", "language: zh\n" + both) == []


OPTIONS: list[tuple[str, str, dict[str, Any], list[int]]] = [
    ("pain-point-without-opportunity", STAGES + "    pain_points: slow\n", {"from_severity": "medium"}, [8]),
    ("pain-point-without-opportunity", STAGES + "    pain_points: slow\n", {"from_severity": "low"}, [8]),
    ("pain-point-without-opportunity", STAGES + SEVERE, {"from_severity": "critical"}, []),
    ("severe-pain-point-without-action", STAGES + SEVERE + QUESTION + ELSEWHERE + "actions: [{title: x, addresses: q}]\n", {"from_severity": "critical"}, []),
    ("severe-pain-points-without-a-plan", STAGES + SEVERE + QUESTION, {"from_severity": "critical"}, []),
    ("severe-pain-points-without-a-plan", STAGES + "    pain_points: slow\n    opportunities: How?\n", {"from_severity": "medium"}, [8]),
    ("severe-pain-point-without-action", STAGES + "    pain_points: [{id: p, text: slow}]\n" + QUESTION + ELSEWHERE + "actions: [{title: x, addresses: q}]\n", {"from_severity": "medium"}, [8]),
    ("low-emotion-without-pain-point", STAGES + "    emotion: -1\n", {"at_most": -1.0}, [8]),
    ("low-emotion-without-pain-point", STAGES + "    emotion: -1.5\n", {"at_most": -2.0}, []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "options", "lines"), OPTIONS)
def test_options(name: str, content: str, options: dict[str, Any], lines: list[int]) -> None:
    assert found_lines(name, content, **options) == lines


WORDS = [
    ("pain-point-without-opportunity", STAGES + SEVERE, "no opportunity addresses the pain point “slow” (high) | add an opportunity with `addresses: p`", "痛点“slow”（严重）没有对应的机会点 | 请添加机会点，并写上 `addresses: p`"),
    ("pain-point-without-opportunity", "language: zh\n" + STAGES + "    pain_points: [{text: {zh: 太慢, en: slow}, severity: critical}]\n", "the pain point “太慢” (critical) | give it an `id`", "痛点“太慢”（致命）没有对应的机会点 | 请给它加上 `id`"),
    ("severe-pain-point-without-action", STAGES + SEVERE + QUESTION + ELSEWHERE + "actions: [{title: x, addresses: q}]\n", "the plan has no action for the pain point “slow” (high) | add an action with `addresses: o`", "行动计划没有跟进痛点“slow”（严重） | 请添加行动，并写上 `addresses: o`"),
    ("severe-pain-point-without-action", STAGES + SEVERE + QUESTION + ELSEWHERE + "actions: [{title: x, addresses: o, status: dropped}, {title: y, addresses: q}]\n", "the plan has dropped its action for the pain point “slow” (high)", "针对痛点“slow”（严重）的行动已放弃"),
    ("severe-pain-point-without-action", STAGES + SEVERE + "    opportunities: How?\n" + ELSEWHERE + "actions: [{title: x, addresses: q}]\n", "write its opportunity as `{id: …, text: …}`, and add an action", "请把它的机会点写成 `{id: …, text: …}`，再添加"),
    ("severe-pain-point-without-action", STAGES + SEVERE + "    opportunities: [{text: How?}]\n" + ELSEWHERE + "actions: [{title: x, addresses: q}]\n", "give its opportunity an `id`", "请给它的机会点加上 `id`"),
    ("severe-pain-points-without-a-plan", STAGES + SEVERE + QUESTION, "the plan has no action for the pain point “slow” (high) | add `actions:`", "行动计划没有跟进痛点“slow”（严重） | 请添加 `actions:`"),
    ("severe-pain-points-without-a-plan", STAGES + "    pain_points: [{text: a, severity: critical}, {text: b, severity: high}]\n    opportunities: How?\nactions: [x]\n", "for any of 2 severe pain points; the first is the pain point “a” (critical) | let actions name", "有 2 个严重的痛点，行动计划一个都没有跟进；第一个是痛点“a”（致命） | 请在行动中写明"),
    ("low-emotion-without-pain-point", TWO + STAGES + "    emotion: {ann: -2, ben: 0}\n", "no pain point says why “t” feels so bad: Ann −2", "“t”的情绪很低（Ann −2），却没有痛点说明原因"),
    ("opportunity-addressing-nothing", STAGES + SEVERE + "    opportunities: How?\n", "“How?” addresses no pain point | write it as `{text: …, addresses: …}`; the pain points here are: p", "“How?”没有对应的痛点 | 请写成 `{text: …, addresses: …}`；这里的痛点有：p"),
    ("opportunity-addressing-nothing", opportunity("{text: How?}"), "add `addresses: …` with the id of a pain point", "请添加 `addresses: …`，填上痛点的 id"),
    ("opportunity-addressing-nothing", STAGES + "    pain_points: [{id: p, text: x}, {id: q, text: y}]\n    opportunities: How?\n", "here are: p and q", "痛点有：p、q"),
    ("pain-point-without-opportunity", "language: zh\n" + STAGES + "    pain_points: [{text: 再“打电话”, severity: high}]\n", "“再‘打电话’” (high)", "痛点“再‘打电话’”（严重）"),
    ("opportunity-phrased-as-a-solution", opportunity("Add a chat"), "the opportunity “Add a chat” is a solution already | ask what it is for", "机会点“Add a chat”写成了解决方案 | 请改写成问题"),
    ("touchpoint-that-serves-no-need", ANN_HAS_NEEDS + A_NEED_IS_NAMED + "  - b\n", "the touchpoint “b” serves no need | write it as `{name: …, needs: …}`, or ask", "触点“b”没有满足任何需求 | 请写成"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "en", "zh"), WORDS)
def test_what_a_rule_says(name: str, content: str, en: str, zh: str) -> None:
    (one,) = found(name, content)
    assert one.help is not None
    assert en in f"{one.message.en} | {one.help.en}"
    assert zh in f"{one.message.zh} | {one.help.zh}"


PLACES = [
    ("pain-point-without-opportunity", STAGES + SEVERE, [(9, 9, 10)]),
    ("low-emotion-without-pain-point", TWO + STAGES + "    emotion: {ann: -2, ben: 0}\n", [(9, 20, 22)]),
    ("low-emotion-without-pain-point", TWO + STAGES + "    emotion: {ann: -2, ben: -2}\n", [(9, 5, 12)]),
    ("opportunity-phrased-as-a-solution", opportunity("{id: o, text: Add a chat}"), [(9, 23, 33)]),
    ("opportunity-addressing-nothing", opportunity("How?"), [(9, 9, 13)]),
]


@pytest.mark.parametrize(("name", "content", "places"), PLACES)
def test_where_it_is_found(name: str, content: str, places: list[tuple[int, int, int]]) -> None:
    text = Text("", HEAD + content)
    spans = [one.span for one in found(name, content) if one.span]
    assert [(*text.position(span.start), text.position(span.end)[1]) for span in spans] == places


def test_the_opportunity_is_shown_beside_the_pain_point() -> None:
    content = STAGES + SEVERE + QUESTION + ELSEWHERE + "actions: [{title: x, addresses: q}]\n"
    (one,) = found("severe-pain-point-without-action", content)
    assert one.related is not None
    assert Text("", HEAD + content).position(one.related[0].start)[0] == 11


def test_the_needs_of_a_shared_persona_count(tmp_path: Path) -> None:
    (tmp_path / "cxmap.yaml").write_text(
        "cxmap: 1\nlibrary: {personas: [{id: ann, needs: [{id: quick, text: quick}]}]}\n", encoding="utf-8"
    )
    content = "personas: [ann]\n" + A_NEED_IS_NAMED + "  - b\n"
    assert found_lines("touchpoint-that-serves-no-need", content, open_workspace(tmp_path)) == [9]


ONE_FAULT = [
    # a moment of truth at the end: it disappoints, and that is all that is said
    (STAGES + "    emotion: 1\n  - {name: u, emotion: -1, moment_of_truth: true, metrics: [{kind: csat}]}\n", {"disappointing-moment-of-truth"}),
    (STAGES + "    moment_of_truth: true\n    metrics: [{kind: csat}]\n", {"moment-of-truth-without-emotion"}),
    (STAGES + "    emotion: -1\n    moment_of_truth: true\n    metrics: [{kind: csat}]\n" + SEVERE + QUESTION + ELSEWHERE.replace("u,", "u, emotion: 0,") + "actions: [{title: x, addresses: q}]\n", {"severe-pain-point-without-action", "opportunity-addressing-nothing"}),
    (STAGES + "    emotion: 1\n  - {name: u, emotion: -2, moment_of_truth: true, metrics: [{kind: csat}]}\n", {"low-emotion-without-pain-point"}),
    (STAGES + "    emotion: -1\n    moment_of_truth: true\n    metrics: [{kind: csat}]\n" + SEVERE, {"pain-point-without-opportunity"}),
    (STAGES + "    emotion: 0\n    moment_of_truth: true\n    metrics: [{kind: csat}]\n" + SEVERE + "    opportunities: How?\n", {"opportunity-addressing-nothing", "severe-pain-points-without-a-plan"}),
    # the moment of truth disappoints, since nothing is done about its pain point: the plan is missing
    (STAGES + "    emotion: -1\n    moment_of_truth: true\n    metrics: [{kind: csat}]\n" + SEVERE + QUESTION, {"severe-pain-points-without-a-plan"}),
    (STAGES + "    pain_points: [{id: p, text: p, severity: high}, {id: q, text: q, severity: high}]\n    emotion: 0\n" + QUESTION, {"severe-pain-points-without-a-plan", "pain-point-without-opportunity"}),
]  # fmt: skip


@pytest.mark.parametrize(("content", "names"), ONE_FAULT)
def test_one_fault_is_found_once(content: str, names: set[str]) -> None:
    document = load_text(Text("example.yaml", HEAD + content))
    assert {one.code for one in lint_document(document, map(as_declared, RULES), date(2026, 6, 1))} == names


STRANGE = [
    "stages: [a]\n",
    "personas: []\nstages: [{id: s, touchpoints: []}]\n",
    "personas: [{id: ann, name: Ann}]\n" + STAGES + "    emotion: {}\n    feelings: []\n",
    "scale: {min: -1000000000, max: 1000000000}\n" + STAGES + "    emotion: -1000000000\n    moment_of_truth: true\n",
    "scale: {min: 0, max: 0.000000001}\n" + STAGES + "    emotion: 0\n    feelings: joy\n",
    STAGES + "    emotion: {'*': -2}\n    moment_of_truth: true\n    feelings: [{zh: 喜}, {en: joy}]\n",
    STAGES
    + "    pain_points: [{text: {en: a}, severity: null}]\n    opportunities: [{text: {zh: 上线 App}}]\nactions: [{title: a, status: dropped}]\n",
    TWO + STAGES + "    emotion: {ben: -2}\n    moment_of_truth: zero\n    personas: [ben]\n",
]


@pytest.mark.parametrize("content", STRANGE)
def test_no_valid_map_is_too_strange(content: str) -> None:
    document = load_text(Text("example.yaml", HEAD + content))
    for one in lint_document(document, map(as_declared, RULES), date(2026, 6, 1)):
        assert one.span is not None
        assert one.message.en
        assert one.message.zh
