"""What is said of a map that is YAML, but not a map as the format has it: where, in which words, in both languages."""

import re
from pathlib import Path

import pytest

import cxmap.references
import cxmap.validation.explaining
from cxmap.suggestions import closest
from tests.helpers import HEAD, diagnose, places

STAGE = "stages: [a]\n"
TOUCHPOINT = "stages:\n- name: s\n  touchpoints:\n  - id: t\n    "
PERSONAS = "personas:\n- {id: li-wei, needs: [{id: calm, text: x}]}\n- id: chen\n"

# What follows the map's head (which has 3 lines), line, column, code, pieces of the English words, of the Chinese ones.
# A touchpoint's own fields begin at line 8, column 5.
CASES = [
    # Names that people write.
    ("phases: [a]\n", 4, 1, "unknown-key", "`phases` is not a field of a map | did you mean `stages`?", "没有 `phases` | `stages`"),
    ("journey_name: x\n" + STAGE, 4, 1, "unknown-key", "did you mean `title`?", "是否想写 `title`"),
    ("stages:\n- name: s\n  steps: [a]\n", 6, 3, "unknown-key", "a stage | did you mean `touchpoints`?", "阶段 | `touchpoints`"),
    ("stages:\n- name: s\n  touchPoints: [a]\n", 6, 3, "unknown-key", "did you mean `touchpoints`?", "`touchpoints`"),
    (TOUCHPOINT + "painPoints: [a]\n", 8, 5, "unknown-key", "a touchpoint | did you mean `pain_points`?", "触点 | `pain_points`"),
    (TOUCHPOINT + "情绪: 1\n", 8, 5, "unknown-key", "did you mean `emotion`?", "`emotion`"),
    (TOUCHPOINT + "“owner”: x\n", 8, 5, "unknown-key", "did you mean `owner`?", "`owner`"),
    (TOUCHPOINT + "opportunities: [{id: x, qqq: 1, text: y}]\n", 8, 29, "unknown-key", "an opportunity | allowed: id, text", "机会点 | 可用的字段：id、text"),
    (TOUCHPOINT + "senses: {smell: x}\n", 8, 14, "unknown-key", "not a field of four senses | allowed: sight, sound", "四感"),
    (TOUCHPOINT + "thoughts: [{english: x}]\n", 8, 17, "unknown-key", "text in two languages | `en`", "双语文本 | `en`"),
    (TOUCHPOINT + "actions: [{text: x}]\n", 8, 16, "unknown-key", "text in two languages | allowed: zh, en", "双语文本"),
    ("scope: {starts: x}\n" + STAGE, 4, 9, "unknown-key", "a scope", "范围"),
    # What is missing.
    ("owner: x\n", 1, 1, "missing-key", "the map has no `stages` | add `stages: …`", "地图缺少 `stages`"),
    ("personas: [{name: x}]\n" + STAGE, 4, 12, "missing-key", "the persona has no `id`", "客户角色缺少 `id`"),
    (TOUCHPOINT + "metrics: [{value: 1}]\n", 8, 15, "missing-key", "the metric has no `kind`", "指标缺少 `kind`"),
    (TOUCHPOINT + "pain_points:\n    - severity: low\n", 9, 7, "missing-key", "the pain point has no `text`", "痛点缺少 `text`"),
    ("stages:\n- goal: x\n", 5, 3, "nameless", "the stage has neither `id` nor `name`", "阶段既没有 `id` 也没有 `name`"),
    ("stages:\n- name: s\n  touchpoints:\n  - channel: web\n", 7, 5, "nameless", "the touchpoint | give it a name", "触点"),
    ("stages: []\n", 4, 1, "empty-list", "at least one is needed", "至少需要一项"),
    # Texts, and what YAML would twist.
    ("stages: [3.10]\n", 4, 10, "not-text", "YAML reads `3.10` as the number 3.1 | put it in quotes: \"3.10\"", "数字 3.1 | \"3.10\""),
    ("stages: 7\n", 4, 9, "not-text", "YAML reads `7` as a number", "读作数字"),
    ("version: 1.10\n" + STAGE, 4, 10, "not-text", "the number 1.1", "\"1.10\""),
    ("owner: true\n" + STAGE, 4, 8, "not-text", "reads `true` as true or false", "真假值"),
    ("description: [a]\n" + STAGE, 4, 1, "not-text", "not a list | {zh: …, en: …}", "而不是列表"),
    ("owner: {a: b}\n" + STAGE, 4, 1, "not-text", "not fields | write one text", "而不是字段"),
    (TOUCHPOINT + "channel: [a]\n", 8, 5, "not-text", "not a list | write one text", "列表"),
    (TOUCHPOINT + "thoughts: [a, 12]\n", 8, 19, "not-text", "`12` as a number", "数字"),
    (TOUCHPOINT + "feelings: 2026\n", 8, 15, "not-text", "`2026` as a number", "数字"),
    (TOUCHPOINT + "pain_points: [{text: {zh: 1}}]\n", 8, 31, "not-text", "`1` as a number", "数字"),
    ("description:\n  zh:\n" + STAGE, 4, 1, "empty-text", "the text is empty", "文本为空"),
    ("description: ''\n" + STAGE, 4, 14, "empty-text", "remove the key", "删除这个键"),
    ("description: {}\n" + STAGE, 4, 1, "empty-text", "empty", "为空"),
    ("actions: [{title: }]\n" + STAGE, 4, 18, "empty-text", "nothing is given", "没有填写"),
    (f"owner: {'x' * 81}\n" + STAGE, 4, 8, "too-long", "longer than 80 characters", "超过 80 个字符"),
    ("owner: our team\n" + STAGE, 4, 8, "bad-id", "`our team` cannot be an id | without spaces", "不能作 id"),
    ("personas: [a/b]\n" + STAGE, 4, 12, "bad-id", "`a/b`", "`a/b`"),
    (TOUCHPOINT + "honeycomb: {us able: 3}\n", 8, 17, "bad-id", "`us able`", "`us able`"),
    (TOUCHPOINT + "description: {en: Yes, it works, really, zh: 好}\n", 8, 28, "unquoted-comma", "a comma ended the text here | put the text in quotes", "逗号处结束 | 加引号"),
    (TOUCHPOINT + "metrics: [{kind: kpi, value: 1,000}]\n", 8, 36, "unquoted-comma", "a number takes no comma", "数字中不要写逗号"),
    # Full-width marks that are read as text.
    ("kind: “customer”\n" + STAGE, 4, 7, "full-width-punctuation", "`“` is read as text | write the half-width `\"`", "全角 `“`"),
    ("stages:\n- name：a\n", 5, 3, "full-width-punctuation", "`：` is read as text", "被当作文本"),
    (TOUCHPOINT + "pain_points:\n    - text：x\n", 9, 7, "full-width-punctuation", "`：`", "`：`"),
    (TOUCHPOINT + "pain_points: [{text：x}]\n", 8, 20, "full-width-punctuation", "write the half-width `: `", "请写半角 `: `"),
    (TOUCHPOINT + "senses: sight：x\n", 8, 13, "full-width-punctuation", "`：`", "`：`"),
    (TOUCHPOINT + "personas: [a，b]\n", 8, 16, "full-width-punctuation", "`，` is read as text | write the half-width `, `", "`，`"),
    (TOUCHPOINT + "emotion: {“li-wei”: 1}\n", 8, 15, "full-width-punctuation", "`“`", "`“`"),
    ("stages:\n- name: s\n　goal: x\n", 6, 1, "full-width-space", "ideographic", "全角空格"),
    # Numbers, dates, switches, choices.
    (TOUCHPOINT + "emotion: no\n", 8, 14, "not-a-number", "`no` is not a number | digits alone", "`no` 不是数字"),
    (TOUCHPOINT + "emotion: '2'\n", 8, 14, "not-a-number", "`'2'` is not a number", "不加引号"),
    (TOUCHPOINT + "emotion: [1, 2]\n", 8, 5, "not-a-number", "a list is not a number", "列表不是数字"),
    (TOUCHPOINT + "metrics: [{kind: kpi, value: 61%}]\n", 8, 34, "not-a-number", "without quotes or units", "单位"),
    (TOUCHPOINT + "metrics:\n    - kind: kpi\n      value: 1,000\n", 10, 14, "not-a-number", "without thousands separators", "千位分隔符"),
    (TOUCHPOINT + "metrics: [{kind: kpi, n: 4.5}]\n", 8, 30, "not-a-number", "not a whole number", "不是整数"),
    (TOUCHPOINT + "metrics: [{kind: kpi, n: -1}]\n", 8, 30, "out-of-range", "`-1` is out of range | at least 0", "不能小于 0"),
    (TOUCHPOINT + "metrics: [{kind: kpi, value: .inf}]\n", 8, 34, "out-of-range", "ordinary size", "大小正常"),
    (TOUCHPOINT + "honeycomb: {usable: 6}\n", 8, 25, "out-of-range", "at most 5", "不能大于 5"),
    (TOUCHPOINT + "emotion: 3\n", 8, 14, "out-of-range", "`3` is off the scale | from -2 to +2 | `scale: {min: 1, max: 5}`", "超出量表 | 需声明"),
    (TOUCHPOINT + "emotion: .nan\n", 8, 14, "out-of-range", "ordinary size", "大小正常"),
    ("scale: {min: 1, max: 5}\n" + TOUCHPOINT + "emotion: 0\n", 9, 14, "out-of-range", "the map's scale goes from 1 to 5", "本图的量表为 1 到 5"),
    ("scale: {min: 5, max: 1}\n" + STAGE, 4, 1, "empty-scale", "`min` must be smaller than `max`", "必须小于"),
    (TOUCHPOINT + "metrics: [{kind: ces, scale: {min: 1, max: 1}}]\n", 8, 27, "empty-scale", "{min: 1, max: 5}", "例如"),
    ("review: {last: 2026-02-30}\n" + STAGE, 4, 16, "bad-date", "`2026-02-30` is not a date | year-month-day", "不是日期 | 年-月-日"),
    ("review: {last: 2026}\n" + STAGE, 4, 16, "bad-date", "`2026` is not a date", "不是日期"),
    (TOUCHPOINT + "duration: 3.10\n", 8, 15, "bad-duration", "`3.10` is not a length of time | `25min`, `3d`", "不是时长"),
    (TOUCHPOINT + "wait: [3d]\n", 8, 5, "bad-duration", "a list is not a length of time", "列表不是时长"),
    (TOUCHPOINT + "moment_of_truth: on\n", 8, 22, "not-allowed", "`on` is not allowed here | did you mean `true`?", "是否想写 `true`"),
    (TOUCHPOINT + "moment_of_truth: no\n", 8, 22, "not-allowed", "did you mean `false`? allowed: true, false, zero", "`false`"),
    (TOUCHPOINT + "moment_of_truth: [zero]\n", 8, 5, "not-allowed", "a list is not allowed here", "列表不能用在这里"),
    (TOUCHPOINT + "support: [{text: x, fail_point: yes}]\n", 8, 37, "not-boolean", "in YAML 1.2 `yes` is a text | write `true`", "`yes` 是文本"),
    (TOUCHPOINT + "support: [{text: x, wait_point: 1}]\n", 8, 37, "not-boolean", "neither true nor false", "不是 true 或 false"),
    ("kind: custmer\n" + STAGE, 4, 7, "not-allowed", "did you mean `customer`? allowed: customer, employee", "`customer` | 可选："),
    ("teams: [{id: x, colour: red}]\n" + STAGE, 4, 25, "bad-colour", "`red` is not a colour | in quotes", "不是颜色"),
    ("actions: [{title: x, currency: RMB元}]\n" + STAGE, 4, 32, "bad-currency", "ISO 4217", "ISO 4217"),
    # Shapes.
    (TOUCHPOINT + "pain_points: {text: x}\n", 8, 5, "not-a-list", "a list is expected, not fields | `- `", "而不是字段"),
    (TOUCHPOINT + "pain_points:\n", 8, 17, "not-a-list", "not nothing", "空值"),
    (TOUCHPOINT + "metrics: 3\n", 8, 14, "not-a-list", "not a number", "数字"),
    (TOUCHPOINT + "pain_points: [[x]]\n", 8, 19, "not-fields", "(`id: …`) are expected, not a list | indented line", "而不是列表"),
    (TOUCHPOINT + "senses: x\n", 8, 13, "not-fields", "(`sight: …`) | not a text", "而不是文本"),
    (TOUCHPOINT + "honeycomb: [3]\n", 8, 5, "not-fields", "(`key: …`)", "字段"),
    (TOUCHPOINT + "metrics: [3]\n", 8, 15, "not-fields", "(`kind: …`) are expected, not a number", "而不是数字"),
    ("review: 2026-09-30\n" + STAGE, 4, 9, "not-fields", "(`last: …`)", "字段"),
    # References, by kind.
    ("personas: [{id: a}, {id: b}, {id: a}]\n" + STAGE, 4, 35, "duplicate-id", "another persona has the id `a`, on line 4", "第 4 行的客户角色"),
    ("stages:\n- id: s\n- id: s\n", 6, 7, "duplicate-id", "another stage has the id `s`, on line 5", "第 5 行的阶段"),
    (TOUCHPOINT + "name: x\n- name: r\n  touchpoints: [{id: t}]\n", 10, 22, "duplicate-id", "another touchpoint | on line 7", "触点"),
    ("personas: [{id: caf\u00e9}, {id: cafe\u0301}]\n" + STAGE, 4, 29, "duplicate-id", "another persona", "客户角色"),
    ("stages:\n  -pay\n  -wait\n", 5, 3, "dash-without-space", "one text, not as a list | a space before each item", "一段文本 | 空格"),
    ("personas: [{id: p}, {id: q}]\n" + TOUCHPOINT + "personas: [p]\n    emotion: {q: 2}\n", 10, 15, "persona-not-here", "`q` has a score", "`q` 有情绪分"),
    (TOUCHPOINT + "next: [x]\n", 8, 12, "unknown-reference", "there is no touchpoint `x` | there are: t", "没有 id 为 `x` 的触点 | 现有：t"),
    (TOUCHPOINT + "next: x\n", 8, 11, "unknown-reference", "no touchpoint `x`", "触点"),
    (TOUCHPOINT + "next: [{to: x}]\n", 8, 17, "unknown-reference", "no touchpoint `x`", "触点"),
    (TOUCHPOINT + "next: [s]\n", 8, 12, "unknown-reference", "no touchpoint `s`", "触点"),
    (PERSONAS + TOUCHPOINT + "personas: [li-wie]\n", 11, 16, "unknown-reference", "no persona `li-wie` | did you mean `li-wei`?", "是否想写 `li-wei`"),
    (PERSONAS + TOUCHPOINT + "emotion: {li-wie: 1}\n", 11, 15, "unknown-reference", "did you mean `li-wei`?", "客户角色"),
    (PERSONAS + TOUCHPOINT + "needs: [clam]\n", 11, 13, "unknown-reference", "no need `clam` | did you mean `calm`?", "需求"),
    (PERSONAS + TOUCHPOINT + "pain_points: [{text: x, personas: chan}]\n", 11, 39, "unknown-reference", "did you mean `chen`?", "客户角色"),
    (TOUCHPOINT + "evidence: [x]\n", 8, 16, "unknown-reference", "no piece of evidence `x` | with an id yet", "还没有带 id 的依据"),
    (TOUCHPOINT + "metrics: [{kind: nps, evidence: x}]\n", 8, 37, "unknown-reference", "no piece of evidence", "依据"),
    (TOUCHPOINT + "opportunities: [{text: x, addresses: y}]\n", 8, 42, "unknown-reference", "no pain point `y`", "痛点"),
    (TOUCHPOINT + "opportunities: [{text: x, evidence: y}]\n", 8, 41, "unknown-reference", "no piece of evidence `y`", "依据"),
    (TOUCHPOINT + "delivers: x\n", 8, 15, "unknown-reference", "no brand promise `x`", "品牌承诺"),
    (TOUCHPOINT + "breaks: [x]\n", 8, 14, "unknown-reference", "no brand promise `x`", "品牌承诺"),
    (TOUCHPOINT + "lanes: {x: y}\n", 8, 13, "unknown-reference", "no lane `x`", "泳道"),
    (TOUCHPOINT + "honeycomb: {usabel: 3}\n", 8, 17, "unknown-reference", "no honeycomb dimension `usabel` | did you mean `usable`?", "蜂窝维度"),
    ("honeycomb: {fast: 3}\n" + STAGE, 4, 13, "unknown-reference", "there are: accessible, credible", "现有："),
    ("honeycomb_model: servce\n" + STAGE, 4, 18, "unknown-reference", "no honeycomb model | did you mean `service`?", "蜂窝模型"),
    ("honeycomb_models: [{id: m, centre: x, dimensions: [a, b]}]\n" + STAGE, 4, 36, "unknown-reference", "there are: a, b", "现有：a、b"),
    ("personas: [li-wei]\n" + STAGE, 4, 12, "unknown-reference", "a bare id names one of the workspace's | `{id: …, …}`", "引用工作区的定义"),
    ("evidence: [survey]\n" + STAGE, 4, 12, "unknown-reference", "no piece of evidence `survey` | the workspace's", "依据"),
    ("personas: [{id: a, segment: x}]\n" + STAGE, 4, 29, "unknown-reference", "no segment `x`", "客群"),
    ("actions: [{title: x, addresses: [y]}]\n" + STAGE, 4, 34, "unknown-reference", "no opportunity `y`", "机会点"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "line", "column", "code", "en", "zh"), CASES)
def test_what_is_said_and_where(content: str, line: int, column: int, code: str, en: str, zh: str) -> None:
    found = diagnose(HEAD + content)
    assert [fault.place for fault in found] == [(line, column, code)], "one mistake is told once"
    (fault,) = found
    assert [piece for piece in en.split(" | ") if piece not in fault.en] == []
    assert [piece for piece in zh.split(" | ") if piece not in fault.zh] == []
    assert re.search("[\u4e00-\u9fff]", fault.zh)
    assert not re.search("[\u4e00-\u9fff]", re.sub("`[^`]*`", "", fault.en))


def test_every_code_is_in_the_table() -> None:
    written = "".join(
        Path(module.__file__ or "").read_text(encoding="utf-8")
        for module in (cxmap.validation.explaining, cxmap.references)
    )
    quoted = set(re.findall(r'"([a-z]+(?:-[a-z]+)+|nameless)"', written))
    assert quoted >= {"not-text", "unknown-reference"}
    assert quoted - {case[3] for case in CASES} == set()


@pytest.mark.parametrize(
    ("content", "code", "en"),
    [("", "not-a-map", "empty"), ("# a\n", "not-a-map", "empty"), ("- a\n", "not-a-map", "not a journey map"),
     ("a\n", "not-a-map", "not a journey map"), ("3\n", "not-a-map", "not a journey map"),
     ("maps: [a]\ncxmap: 1\n", "not-a-map", "this is a workspace, not a map"),
     ("name: x\nservices: {web: 1}\n", "not-a-map", "neither `cxmap` nor `stages`"),
     ("title：x\n", "full-width-punctuation", "`：` is read as text")],
)  # fmt: skip
def test_what_is_no_map_is_told_once(content: str, code: str, en: str) -> None:
    (fault,) = diagnose(content)
    assert fault.code == code
    assert en in fault.en


@pytest.mark.parametrize("content", ["phases: [a]\n", "journey:\n  title: x\nstages: [a]\n", "cxmap: 2\nstages: [a]\n"])
def test_what_looks_like_a_map_is_checked_as_one(content: str) -> None:
    assert "not-a-map" not in [fault.code for fault in diagnose(content)]


def test_a_misspelt_key_is_not_also_missing() -> None:
    assert places("cxmap: 1\nid: m\njourney_name: T\nphases: [a]\n") == [(3, 1, "unknown-key"), (4, 1, "unknown-key")]


@pytest.mark.parametrize(
    ("version", "code", "en"),
    [
        ("2", "not-allowed", "allowed: 1"),
        ("'1'", "not-allowed", "allowed: 1"),
        ("9" * 20, "out-of-range", "ordinary size"),
    ],
)
def test_another_version_of_the_format(version: str, code: str, en: str) -> None:
    (fault,) = diagnose(f"cxmap: {version}\nid: m\ntitle: T\nstages: [a]\n")
    assert fault.place == (1, 8, code)
    assert en in fault.en


ACCEPTED = [
    "stages: a\n",
    "stages: {zh: 甲, en: A}\n",
    "stages: [{zh: 甲}, {name: b, touchpoints: c}]\n",
    "personas: [{id: a, goals: x, needs: y}, {id: b, goals: [x, {en: y}]}, {id: c, goals: {career: x, other: y}}]\nstages: [a]\n",
    "brand: {promises: x}\nstages: [a]\n",
    "teams: [a, {id: b}]\nchannels: [web]\nlanes: [l]\nsegments: [s]\nactions: [do it, {title: x}]\nstages: [a]\n",
    TOUCHPOINT + "pain_points: x\n    opportunities: {zh: 好}\n    risks: [x]\n    frontstage: x\n    next: t\n    thoughts: no\n",
    TOUCHPOINT + "emotion:\n",
    TOUCHPOINT + "emotion: {'*': 1}\n    duration: PT1H30M\n    wait: 1.5h\n    next: []\n    moment_of_truth: zero\n",
    "personas: [{id: a}, {id: b}]\n" + TOUCHPOINT + "emotion: {a: null, b: -2}\n    feelings: [烦, no, 3d]\n",
    "scale: {min: 0, max: 10}\n" + TOUCHPOINT + "emotion: 7.5\n",
    "lanes: [plain]\n" + TOUCHPOINT + "lanes: {plain: [x, {zh: y}]}\n",
    "honeycomb_model: ours\nhoneycomb_models: [{id: ours, dimensions: [plain, {id: b}]}]\n" + TOUCHPOINT + "honeycomb: {plain: 1, b: null}\n",
    "review: {last: 2026-09-30, every: 90d, with: legal}\nscope: {from: a, to: b}\nstages: [阶段，一]\n",
]  # fmt: skip


@pytest.mark.parametrize("content", ACCEPTED)
def test_short_forms_are_welcome(content: str) -> None:
    assert diagnose(HEAD + content) == []


@pytest.mark.parametrize("name", ["plain", "bilingual", "[key]"])
def test_a_key_named_like_a_branch_of_a_union_keeps_its_place(name: str) -> None:
    found = places(f"{HEAD}lanes: [{name if name != '[key]' else 'x'}]\n{TOUCHPOINT}lanes: {{'{name}': [a, 3]}}\n")
    assert (9, 21 + len(name), "not-text") in found


@pytest.mark.parametrize(
    ("typed", "allowed", "meant"),
    [("touchPoints", ["touchpoints"], "touchpoints"), ("Pain-Points", ["pain_points"], "pain_points"),
     ("name", ["title", "names"], "title"), ("qwerty", ["title", "stages"], None), ("ｔｉｔｌｅ", ["title"], "title"),
     ("carriesdata", ["carries_data"], "carries_data"), ("painpoints", ["pain_points"], "pain_points"),
     ("phases", ["title"], None), ("", ["title"], None), ("阶段", ["stages"], "stages")],
)  # fmt: skip
def test_did_you_mean(typed: str, allowed: list[str], meant: str | None) -> None:
    assert closest(typed, allowed) == meant
