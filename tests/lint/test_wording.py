"""The rules on voice and on what is still to be written, beyond the examples of their pages."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from cxmap.diagnostics import Text
from cxmap.document import load_text
from cxmap.lint import lint_document
from cxmap.lint.engine import as_declared
from cxmap.workspace import open_workspace
from tests.lint.cases import BY_NAME, HEAD, STAGES, TODAY, found, found_lines

VOICE, PLACEHOLDER, TOO_LONG, MISSING = "company-voice", "placeholder", "name-too-long", "missing-translation"

THOUGHTS = STAGES + "    thoughts:\n"
BOTH = (
    "scope: {from: {zh: 甲, en: Start}, to: {zh: 乙, en: End}, goal: {zh: 丙, en: Goal}, scenario: {zh: 丁, en: S}}\n"
)
"""Four texts in both languages, on line 4."""
BILINGUAL_STAGES = "stages:\n- name: {zh: 阶段, en: Stage}\n  touchpoints:\n  - name: {zh: 触点, en: Touchpoint}\n"


def stages(*names: str) -> str:
    """Return stages, the first of them on line 5."""
    return "stages:\n" + "".join(f"- name: {name}\n" for name in names)


def thoughts(*said: str) -> str:
    """Return the thoughts at a touchpoint, the first of them on line 9."""
    return THOUGHTS + "".join(f"    - {text}\n" for text in said)


def goals(*said: str) -> str:
    """Return texts that are no speech, the first of them on line 5."""
    return "stages:\n" + "".join(f"- {{name: s, goal: {text}}}\n" for text in said)


def all_of(first: int, *texts: str) -> list[int]:
    return list(range(first, first + len(texts)))


FUNNEL = (
    "Acquisition", "acquisition", "LEAD GENERATION", "Customer acquisition", "Onboarding", "User activation", "Conversion",
    "Retention", "Upsell", "Cross-selling", "Lead nurturing", "Activation stage", "1. Acquisition", "'Stage 2: Conversion'",
    "Acquisition & activation", "Acquisition / Conversion", "Acquisition, activation and retention", "Win-back",
    "获客", "拉新", "引流", "促活", "激活", "转化", "成交", "变现", "留存", "复购", "复购转化", "获客阶段", "阶段二：转化",
    "一、拉新", "获客与转化", "获客→转化→留存", "用户留存", "客户召回", "交叉销售", "{zh: 获客}",
    "患者管理", "会员分层管理", "客户关系管理", "学员教育", "粉丝运营", "提升患者满意度", "提升客户体验", "提高复购率", "Patient management", "Student retention", "Member engagement",
    "Customer relationship management", "Improving patients' satisfaction", "Increase retention",
)  # fmt: skip
THEIR_WORDS = (
    "Awareness", "Consideration", "Purchase", "Loyalty", "Hearing about it", "Activating the card", "Closing", "Conversion of the loft",
    "Retention of title", "Converting the loft", "The acquisition", "Buying again", "Onboarding the dog", "Attraction",
    "认知", "考虑", "购买", "使用", "忠诚", "激活信用卡", "成交之后搬家", "转化医学门诊", "复购时想省事", "等待成交", "留个念想",
    "管理自己的血糖", "改善睡眠", "提升自己", "员工食堂", "患者家属等候", "Managing my diabetes", "Improving my English", "Patient transport", "Property management",
)  # fmt: skip

COMPANY = (
    "The customer wants to know more", "the customer is unsure", "Customers need more time", "User feels lost", "Users want it faster",
    "'“The customer expects a call.”'", "Clients don't see the price", "Our service is the best", "I like how we offer you a choice",
    "Is our product good enough?", "客户会不会觉得太贵", "用户不知道下一步", "“客户希望有人跟进”", "让用户感到安心", "我们的服务很专业",
    "我司提供三种方案", "我们为您准备了礼品", "消费者担心隐私",
)  # fmt: skip
CUSTOMER = (
    "Is the customer service open?", "Why does the user name not work?", "User agreement again", "What do other customers say?",
    "Customers Also Bought … why?", "We offer ten thousand less", "Should we offer them tea?", "Our bank is slow", "Our house at last",
    "We provide for our children", "Can the user reset it?", "客户经理怎么还没回电？", "用户协议太长了", "用户名是什么？", "客户那么多，轮得到我吗",
    "我行吗？", "我们的房子", "会员日才打折", "他们的服务真好", "老用户有优惠吗？",
)  # fmt: skip

SHOP = "personas: [{id: p, occupation: 五金店店主}, {id: q, occupation: 教师}]\n"

PLACEHOLDERS = (
    "TODO", "'TODO: ask sales'", "Ask sales (TODO)", "TODO补充", "这里TODO", "TBD", "'Price: TBD.'", "FIXME later", "XXX", "Dear XXX",
    "todo", "Tbd", "tbc", "xxx", "placeholder", "To be completed", "to be confirmed", "Price (to be confirmed)", "费用（tbc）", "Your text here",
    "Lorem ipsum dolor sit amet", "About lorem ipsum", "待补充", "待定", "待完善", "待填", "待补充。", "'待补充：访谈数据'", "费用（待定）", "'【待补充】'", "占位", "占位符",
    "此处填写客户目标", "（此处填写）", "<name>", "<客户名称>", "'{{goal}}'", "'[insert goal]'", "'[your goal]'", "'???'", "'？？'", "'...'", "…", "{zh: 待补充, en: x}",
    "待补充访谈内容", "'…… 待补充访谈内容'", "待确认", "待进一步核实", "【待访谈】", "（待核实）", "待访谈后补充", "待调研", "后续补充", "xxx待定", "xxx系统很慢", "某某系统慢", "XX平台打不开",
    "Fill in later", "to be confirmed with sales", "To be validated in interviews.", "todo", "'todo: ask support'", "'Todo：问客服'", "todo补充", "Wording TBC", "Date (TBA)", "N/A", "n/a", "不适用",
)  # fmt: skip
SENTENCES = (
    "Adds it to her to-do list", "A todo for tomorrow", "The TODO list is long", "TODO-list", "Todoist", "METODO", "XXXL", "Size XXX-L", "No xxxx spared",
    "400-XXX-XXXX", "XXX女士您好", "我是XXX，您好", "The booking has to be confirmed", "To be confirmed by phone", "Placeholder text confuses her",
    "Is this still to be done?", "Waits (to be sure)", "短信只说材料待补充", "开业时间待定", "状态一直“待确认”", "等待定金到账", "待定金退回", "优待补充医保", "占位子", "占位费",
    "不知道此处填写什么", "此处填写什么？", "a < b and c > d", "I <3 this", "点击【提交】", "'[Add to cart]'", "see <https://example.com> now", "看<消费者权益保护法>没看懂", "真的???",
    "And then...", "等等……", "TBDs", "FIXMEUP", "tbd_id", "Fix me", "xx",
    "待定席位？", "待定席位还有吗", "待确认订单", "等待确认", "待确认？", "待补充材料", "订单一直待确认", "状态显示“待核实”", "待访谈室空出来", "xxx女士您好", "我是xxx，您好", "某某女士，您好", "todo清单", "My todos are done",
    "The booking has to be confirmed by phone", "to be confirmed by phone", "To be or not", "To be confirmed after the call", "It is to be confirmed with the bank", "Room n/a today", "TBCs", "STBC", "Fill in the form", "XXL系统", "ATX平台",
)  # fmt: skip

LONG = "x" * 48
WIDE = "长" * 24

CASES: list[tuple[str, str, list[int]]] = [
    # Stages in the words of the funnel.
    (VOICE, stages(*FUNNEL), all_of(5, *FUNNEL)),
    (VOICE, stages(*THEIR_WORDS), []),
    (VOICE, "personas: [{id: a, quote: The customer wants a clear answer}]\nstages: [a]\n", [4]),
    (VOICE, "personas: [{id: a, occupation: Shop owner, quote: The customer wants a clear answer}]\nstages: [a]\n", []),
    (VOICE, "stages: [Acquisition, {id: a, touchpoints: [Conversion]}]\n", [4]),
    (VOICE, "stages:\n- name:\n    zh: 获客\n    en: Conversion\n", [6, 7]),
    (VOICE, "stages: 获客\n", [4]),
    (VOICE, "kind: employee\n" + stages("Onboarding", "Retention"), [7]),
    (VOICE, "kind: partner\n" + stages("Partner onboarding", "Onboarding"), []),
    # Thoughts of the company.
    (VOICE, thoughts(*COMPANY), all_of(9, *COMPANY)),
    (VOICE, thoughts(*CUSTOMER), []),
    (VOICE, STAGES + "    thoughts: 客户希望有人跟进\n", [8]),
    (VOICE, STAGES + "    thoughts: {zh: 客户希望有人跟进, en: The customer wants a call}\n", [8, 8]),
    (VOICE, STAGES + "    actions: [The customer wants a call]\n    description: 我司提供三种方案\n", []),
    (VOICE, "personas: [{id: p, quote: 我们的服务很专业}]\nstages: [a]\n", [4]),
    (VOICE, "kind: employee\n" + thoughts(*COMPANY), []),
    # Whose journey it is has other names on each kind of map.
    (VOICE, "kind: patient\n" + thoughts("患者希望尽快挂上号", "病人会担心", "The patient hopes for a quick answer", "提升患者满意度", "客户希望尽快挂上号"), all_of(10, *"12345")),
    (VOICE, "kind: patient\n" + thoughts("前面还有好几个病人", "病人需要空腹吗？", "Patients need a referral?", "患者须知在哪？", "隔壁床的患者觉得挺好", "家属希望陪护", "员工希望早点下班"), []),
    (VOICE, "kind: employee\n" + thoughts("员工希望早点下班", "Employees want clarity", "新人不知道找谁", "客户希望尽快挂上号", "员工需要自己垫钱吗？", "Our customers are angry"), [10, 11, 12]),
    (VOICE, "kind: citizen\n" + thoughts("市民希望少跑腿", "居民不清楚流程", "Residents expect an answer", "群众不想来回跑", "市民中心在哪？", "居民需要带户口本吗？"), [10, 11, 12, 13]),
    (VOICE, "kind: student\n" + thoughts("学员觉得课太快", "学生会不会跟不上", "学生会的活动要去吗", "Students can get a card?", "The student wonders who to ask"), [10, 11, 14]),
    (VOICE, "kind: member\n" + thoughts("会员希望有折扣", "会员日才打折"), [10]),
    (VOICE, "kind: visitor\n" + thoughts("游客希望少排队", "Visitors expect signs", "游客中心在哪？"), [10, 11]),
    (VOICE, "kind: partner\n" + thoughts("合作伙伴希望结算更快", "伙伴希望结算更快", "经销商希望便宜点", "客户希望便宜点"), [10, 11]),
    (VOICE, "kind: other\n" + thoughts("患者希望尽快挂上号", "用户希望省事"), [11]),
    (VOICE, thoughts("顾客希望尽快结账", "乘客担心误机", "患者希望尽快挂上号", "客人真多"), [9, 10]),
    (VOICE, "kind: member\n" + SHOP + thoughts("客户希望便宜点") + "    personas: p\n", []),
    (VOICE, "kind: patient\n" + SHOP + thoughts("患者希望便宜点") + "    personas: p\n", [11]),
    # A shop owner has customers, a teacher has none, and in a buying group everybody may have.
    (VOICE, SHOP + thoughts("客户会嫌贵"), []),
    (VOICE, SHOP + thoughts("客户会嫌贵") + "    personas: p\n", []),
    (VOICE, SHOP + thoughts("客户会嫌贵") + "    personas: q\n", [10]),
    (VOICE, "personas: [{id: p, role: Approver}]\n" + thoughts("The customer wants it by Friday"), []),
    (VOICE, "personas: [{id: p, goals: [更多回头客, 让客人满意]}]\n" + thoughts("客户会嫌贵"), []),
    (VOICE, "personas: [{id: p, needs: {zh: 招待顾客}, quote: {en: Hi}}]\n" + thoughts("客户会嫌贵"), []),
    (VOICE, "personas: []\n" + thoughts("客户会嫌贵"), [10]),
    # Placeholders.
    (PLACEHOLDER, goals(*PLACEHOLDERS), all_of(5, *PLACEHOLDERS)),
    (PLACEHOLDER, goals(*SENTENCES), []),
    (PLACEHOLDER, thoughts("'???'", "？？？", "…", "TODO", "待补充"), [12, 13]),
    (PLACEHOLDER, thoughts("某某平台更便宜", "XX系统又卡了", "To be agreed with my wife first", "xxx系统推送", "待确认"), [12, 13]),
    (PLACEHOLDER, goals("&a TODO", "*a"), [5]),
    (PLACEHOLDER, "stages:\n- name: s\n  goal: |\n    First line\n    TODO second line\n", [8]),
    (PLACEHOLDER, "version: TBD\nowner: todo\nstages: [a]\n", []),
    (PLACEHOLDER, "lanes: [x]\n" + STAGES + "    lanes: {x: [a, TBD]}\n    risks: [待补充]\n", [9, 10]),
    # Names.
    (TOO_LONG, f"stages:\n- {LONG}\n- {LONG}x\n- {WIDE}\n- {WIDE}长\n- {WIDE}x\n", [6, 8, 9]),
    (TOO_LONG, f"stages:\n- name: s\n  goal: {LONG}x\n  touchpoints: [{LONG}x, {{name: {WIDE}长, description: {LONG}x}}]\n", [7, 7]),
    (TOO_LONG, f"stages:\n- name: {{zh: 短, en: {LONG}x}}\n", [5]),
    (TOO_LONG, "stages:\n- {id: a, name: null}\n- {id: b, touchpoints: [{id: c}]}\n", []),
    (TOO_LONG, "stages:\n- e\u0301" + "\u0301" * 60 + "\n", []),
    # The other language.
    (MISSING, BOTH + "stages: [a, 甲]\n", [5, 5]),
    (MISSING, "stages: [a, 甲, {name: {zh: 乙}}]\n", []),
    (MISSING, BOTH + BILINGUAL_STAGES + "  - {zh: 只有中文}\n  - {en: English only}\n  - {zh: null, en: English only}\n", [9, 10, 11]),
    (MISSING, BOTH + BILINGUAL_STAGES + "    feelings: [烦, Joy, 喜, delight, 委屈]\n", [9]),
    (MISSING, BOTH + BILINGUAL_STAGES + "    metrics: [{kind: kpi, unit: '%', formula: Median}, {kind: kpi, unit: kWh, formula: 加权平均}, {kind: kpi, unit: days}]\n", [9, 9]),
    (MISSING, "teams: [{id: t, name: IT, contact: Wang Fang}, {id: u, name: CRM 2.0, contact: 王芳}, {id: v, name: Risk}]\n" + BOTH + BILINGUAL_STAGES, [4]),
    (MISSING, "brand: {name: Blue Kettle}\nclient: Fieldnest\npersonas: [{id: p, name: Li Wei, occupation: Teacher of maths}]\n" + BOTH + BILINGUAL_STAGES, [6]),
    (MISSING, BOTH + BILINGUAL_STAGES + "    support: [Salesforce, iPaaS, Credit check]\n    physical_evidence: [PDF, 'https://example.com/a', 4 × 6, A4]\n", [9]),
    (MISSING, BOTH + BILINGUAL_STAGES + "    actions: &a [提交]\n  - name: {zh: 触点, en: T}\n    actions: *a\n", [9]),
    # Half of the texts: four of eight.
    (MISSING, BOTH + "stages: [a, b, c, d]\n", [5, 5, 5, 5]),
    (MISSING, BOTH + "stages: [a, b, c, d, e]\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "lines"), CASES)
def test_more_cases(name: str, content: str, lines: list[int]) -> None:
    assert found_lines(name, content) == lines


def test_the_longest_name_may_be_set() -> None:
    content = "stages: [Paying, 付款]\n"
    assert found_lines(TOO_LONG, content, most=3) == [4, 4]
    assert found_lines(TOO_LONG, content, most=4) == [4]
    assert found_lines(TOO_LONG, content, most=6) == []


def test_the_share_that_makes_a_map_bilingual_may_be_set() -> None:
    content = BOTH + "stages: [a, b, c, d]\n"
    assert found_lines(MISSING, content, share=0.51) == []
    assert found_lines(MISSING, content, share=0.0) == [5, 5, 5, 5]
    assert found_lines(MISSING, "stages: [a, b, c, d]\n", share=0.0) == []


def test_a_formula_is_one_finding() -> None:
    wrong, right = "9-10 分减 0-5 分", "9-10 分减 0-6 分"
    metrics = f"metrics: [{{kind: nps, formula: {wrong}}}, {{kind: nps, formula: {right}}}]\n"
    content = HEAD + BOTH + metrics + BILINGUAL_STAGES
    rules = [BY_NAME[name] for name in ("nps-off-its-definition", MISSING)]
    for chosen, codes in ((rules, [rules[0].name, MISSING]), (rules[1:], [MISSING, MISSING])):
        diagnostics = lint_document(load_text(Text("", content)), map(as_declared, chosen), TODAY)
        assert [diagnostic.code for diagnostic in diagnostics] == codes


def test_personas_of_the_workspace_are_looked_at(tmp_path: Path) -> None:
    personas = "[{id: p, occupation: Shop owner}, {id: q, occupation: Teacher}]"
    (tmp_path / "cxmap.yaml").write_text(f"cxmap: 1\nlibrary: {{personas: {personas}}}\n", encoding="utf-8")
    workspace = open_workspace(tmp_path)
    said = thoughts("The customer wants it by Friday")
    assert found_lines(VOICE, "personas: [p]\n" + said, workspace) == []
    assert found_lines(VOICE, "personas: [q]\n" + said, workspace) == [10]


WORDS = [
    (VOICE, "stages: [Acquisition]\n", "“Acquisition” is what the company does", "as “Hearing about it”", "“Acquisition”说的是企业要做的事", "如“听说有这么一家”"),
    (VOICE, "stages: [复购转化]\n", "“复购转化”", "as “Coming back for more”", "“复购转化”说的是企业要做的事", "如“再来一次”"),
    (VOICE, thoughts("“Customer feels lost”"), "“Customer feels”", "in the first person", "“Customer feels”是企业的口吻，不是客户自己的想法", "第一人称"),
    (VOICE, thoughts("可是我们的服务很好"), "“我们的服务”", "in the first person", "“我们的服务”是企业的口吻", "第一人称"),
    (VOICE, "kind: patient\nstages: [患者管理]\n", "not what patients go through", "as “Having somebody to ask”", "不是患者经历的事", "请用患者自己的话给阶段命名，如“有事找得到人”"),
    (VOICE, "kind: patient\n" + thoughts("患者希望尽快挂上号"), "“患者希望”", "in the first person", "“患者希望”是企业的口吻，不是患者自己的想法", "第一人称"),
    (PLACEHOLDER, goals("'Price (to be confirmed)'"), "still to be written: `to be confirmed`", "leave the field out", "尚未写完：`to be confirmed`", "请补写"),
    (PLACEHOLDER, goals("费用（待定）"), "`待定`", "write it", "`待定`", "或删去该字段"),
    (TOO_LONG, f"stages: [{WIDE}长]\n", "is 50 letters wide, more than 48", "a few words", "宽 50 个字母，超过 48", "其余写进 `description`"),
    (MISSING, BOTH + "stages: [付款]\n", "“付款” is in Chinese only", "add the English", "“付款”只有中文", "请补上英文"),
    (MISSING, BOTH + "stages: [{en: Pay by card}]\n", "“Pay by card” is in English only", "add the Chinese", "“Pay by card”只有英文", "请补上中文"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "en", "en_help", "zh", "zh_help"), WORDS)
def test_what_a_rule_says(name: str, content: str, en: str, en_help: str, zh: str, zh_help: str) -> None:
    (diagnostic,) = found(name, content)
    assert diagnostic.help is not None
    assert en in diagnostic.message.en
    assert en_help in diagnostic.help.en
    assert zh in diagnostic.message.zh
    assert zh_help in diagnostic.help.zh


PLACES = [
    (VOICE, "stages: [a, Acquisition]\n", "Acquisition"),
    (VOICE, thoughts("'可是我们的服务很好'"), "我们的服务"),
    (VOICE, thoughts("“Customers need more time”"), "Customers need"),
    (PLACEHOLDER, goals("'Price (to be confirmed)'"), "to be confirmed"),
    (PLACEHOLDER, goals("tbd"), "tbd"),
    (PLACEHOLDER, goals("&a tbd"), "&a tbd"),
    (PLACEHOLDER, "stages:\n- name: s\n  goal: >\n    First line\n    TODO second\n", "TODO"),
    (TOO_LONG, f"stages:\n- name: {{zh: 短, en: {LONG}x}}\n", f"{LONG}x"),
    (MISSING, BOTH + "stages: [付款]\n", "付款"),
]


@pytest.mark.parametrize(("name", "content", "said"), PLACES)
def test_the_very_characters_are_pointed_at(name: str, content: str, said: str) -> None:
    (diagnostic,) = found(name, content)
    assert diagnostic.span is not None
    assert (HEAD + content)[slice(*diagnostic.span)] == said


def test_the_column_of_a_placeholder() -> None:
    content = goals("费用（待定）")
    (diagnostic,) = found(PLACEHOLDER, content)
    assert diagnostic.span is not None
    assert Text("", HEAD + content).position(diagnostic.span.start) == (5, 22)


@pytest.mark.parametrize(
    "unit", ["X", "?", "（", "<", "{", "转化", "私域", "获取客户", "a/", "TODO_", "此处填写", "acquisition "]
)
def test_long_texts_take_no_longer_than_they_are(unit: str) -> None:
    long = unit * (50_000 // len(unit))
    content = f"stages: [{{name: '{long}x', goal: '{long}'}}]\ndescription: {{zh: a, en: b}}\n"
    start = time.perf_counter()
    for rule in (VOICE, PLACEHOLDER, TOO_LONG, MISSING):
        found(rule, content)
    assert time.perf_counter() - start < 2
