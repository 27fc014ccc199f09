"""The rules on evidence, beyond the examples of their pages."""

from pathlib import Path
from typing import Any

import pytest

from cxmap.workspace import Workspace, open_workspace
from tests.lint.cases import HEAD, STAGES, found, found_lines

PAIN = "pain-point-without-evidence"
SEVERE = "severe-pain-point-on-assumption"
EMOTION = "emotion-without-evidence"
METRIC = "metric-without-evidence"
FUTURE_VALUE = "measurement-on-a-future-map"
STALE = "stale-evidence"
TO_COME = "evidence-from-the-future"
THIN = "thin-sample"
FILE = "unknown-source-file"
NOBODY_ASKED = "map-without-customer-evidence"

GUESS = "evidence: [{id: g, kind: assumption}, {id: s, kind: survey}, {id: u}]\n"


def pain(fields: str, head: str = GUESS, touchpoint: str = "") -> str:
    """Return a map with one pain point, on line 9 below one line of head."""
    return head + STAGES + touchpoint + f"    pain_points: [{{text: p, {fields}}}]\n"


def evidence(fields: str) -> str:
    return f"evidence: [{{id: e, {fields}}}]\nstages: [a]\n"


def citing(kinds: str, head: str = "") -> str:
    """Return a map whose touchpoint cites evidence of the kinds."""
    items = "".join(f"- {{id: e{n}, kind: {kind}}}\n" for n, kind in enumerate(kinds.split()))
    ids = ", ".join(f"e{n}" for n, _ in enumerate(kinds.split()))
    return f"{head}evidence:\n{items}{STAGES}    evidence: [{ids}]\n"


CASES = [
    (PAIN, "evidence: [{id: e}]\n" + STAGES + "    pain_points: [a, {text: b, evidence: e}, {text: c, evidence: []}]\n", [9, 9]),
    (PAIN, "evidence: [{id: e}]\n" + STAGES + "    evidence: e\n    pain_points: [a, b]\n", []),
    (PAIN, "evidence: [{id: e}]\nstages:\n- name: s\n  touchpoints:\n  - {name: t, evidence: [e]}\n  - name: u\n    pain_points: a\n", [10]),
    # A future map carries hypotheses.
    (PAIN, "state: future\n" + STAGES + "    pain_points: [a]\n", []),
    (PAIN, "state: current\n" + STAGES + "    pain_points: [a]\n", [9]),
    (SEVERE, pain("severity: high, evidence: [g]"), [9]),
    (SEVERE, pain("severity: critical, evidence: g"), [9]),
    (SEVERE, pain("severity: medium, evidence: [g]"), []),
    (SEVERE, pain("evidence: [g]"), []),
    (SEVERE, pain("severity: high, evidence: [g, s]"), []),
    # What has no kind may be anything.
    (SEVERE, pain("severity: high, evidence: [g, u]"), []),
    # Without any evidence, another rule speaks.
    (SEVERE, pain("severity: high"), []),
    (SEVERE, pain("severity: high", touchpoint="    evidence: [g]\n"), [10]),
    (SEVERE, pain("severity: high", touchpoint="    evidence: [g, s]\n"), []),
    (SEVERE, pain("severity: high, evidence: [g]", touchpoint="    evidence: [s]\n"), [10]),
    (SEVERE, pain("severity: high, evidence: [g]", head="state: future\n" + GUESS), []),
    (EMOTION, STAGES + "    emotion: 0\n", [7]),
    (EMOTION, STAGES, []),
    (EMOTION, STAGES + "    emotion: null\n", []),
    (EMOTION, STAGES + "    emotion: 1\n    evidence: []\n", [7]),
    (EMOTION, GUESS + STAGES + "    emotion: 1\n    evidence: g\n", []),
    (EMOTION, "state: future\n" + STAGES + "    emotion: 1\n", []),
    (EMOTION, "personas: [{id: a}, {id: b}]\n" + STAGES + "    emotion: {a: null, b: 1}\n", [8]),
    (EMOTION, "personas: [{id: a}, {id: b}]\n" + STAGES + "    emotion: {a: null, b: null}\n", []),
    (METRIC, "metrics: [{kind: nps}, {kind: nps, value: 0}, {kind: nps, target: 4}]\nstages: [a]\n", [4]),
    (METRIC, GUESS + "metrics: [{kind: nps, value: 0, evidence: g}]\nstages: [a]\n", []),
    (METRIC, GUESS + STAGES + "    evidence: s\n    metrics: [{kind: nps, value: 3}]\n", []),
    (METRIC, STAGES + "    metrics:\n    - {kind: nps, value: 3}\n", [9]),
    (METRIC, "stages:\n- name: s\n  metrics:\n  - {kind: nps, value: 3}\n", [7]),
    (METRIC, "state: future\nmetrics: [{kind: nps, value: 3}]\nstages: [a]\n", []),
    (FUTURE_VALUE, "state: future\n" + STAGES + "    metrics: [{kind: nps, value: 0}, {kind: nps, baseline: 3, target: 4}]\n", [9]),
    (FUTURE_VALUE, "state: current\nmetrics: [{kind: nps, value: 3}]\nstages: [a]\n", []),
    (FUTURE_VALUE, "metrics: [{kind: nps, value: 3}]\nstages: [a]\n", []),
    (FUTURE_VALUE, "state: future\nmetrics: [{kind: nps, value: null}]\nstages: [a]\n", []),
    (STALE, evidence("date: 2024-06-01"), []),
    (STALE, evidence("date: 2024-05-31"), [4]),
    (STALE, evidence("date: 1999-01-01, kind: assumption"), []),
    (STALE, evidence("date: 1985-01-01, kind: research"), []),
    (STALE, evidence("date: 1985-01-01, kind: analytics"), [4]),
    (STALE, evidence("date: null"), []),
    (STALE, evidence("date: 2062-01-01"), []),
    (TO_COME, evidence("date: 2026-06-01"), []),
    (TO_COME, evidence("date: 2026-06-02"), []),
    (TO_COME, evidence("date: 2026-06-03"), [4]),
    (TO_COME, evidence("date: 2026-06-03, kind: assumption"), [4]),
    (TO_COME, evidence("date: 0001-01-01"), []),
    (TO_COME, evidence("date: 9999-12-31"), [4]),
    (THIN, evidence("kind: survey, n: 29"), [4]),
    (THIN, evidence("kind: survey, n: 30"), []),
    (THIN, evidence("kind: interview, n: 5"), [4]),
    (THIN, evidence("kind: interview, n: 6"), []),
    (THIN, evidence("kind: usability-test, n: 4"), [4]),
    (THIN, evidence("kind: usability-test, n: 5"), []),
    (THIN, evidence("kind: observation, n: 0"), [4]),
    (THIN, evidence("kind: observation, n: 5"), []),
    (THIN, evidence("kind: survey"), []),
    (THIN, evidence("kind: complaints, n: 1"), []),
    (THIN, evidence("kind: assumption, n: 1"), []),
    (THIN, evidence("n: 1"), []),
    (THIN, "metrics: [{kind: nps, value: 31, n: 29}]\nstages: [a]\n", [4]),
    (THIN, "metrics: [{kind: nps, value: 31, n: 30}, {kind: csat, value: 4}, {kind: kpi, n: 3, target: 4}]\nstages: [a]\n", []),
    (THIN, STAGES + "    metrics:\n    - {kind: csat, value: 4, n: 12}\n", [9]),
    # What it rests on is thin: that is said once, of the evidence; interviews enough for themes are few for a figure.
    (THIN, "evidence: [{id: e, kind: survey, n: 12}]\nmetrics: [{kind: nps, value: 31, n: 12, evidence: e}]\nstages: [a]\n", [4]),
    (THIN, "evidence: [{id: e, kind: survey, n: 12}]\n" + STAGES + "    evidence: e\n    metrics: [{kind: nps, value: 31, n: 12}]\n", [4]),
    (THIN, "evidence: [{id: e, kind: interview, n: 8}]\nmetrics: [{kind: nps, value: 31, n: 8, evidence: e}]\nstages: [a]\n", [5]),
    (NOBODY_ASKED, citing("assumption research"), [4]),
    (NOBODY_ASKED, citing("assumption interview"), []),
    *[(NOBODY_ASKED, citing(kind), []) for kind in ("survey", "observation", "usability-test", "social", "complaints", "analytics")],
    (NOBODY_ASKED, citing("assumption null"), []),
    (NOBODY_ASKED, citing("assumption", "state: future\n"), []),
    (NOBODY_ASKED, "stages: [a]\n", []),
    (NOBODY_ASKED, STAGES, [1]),
    # What is declared and never cited supports nothing.
    (NOBODY_ASKED, "evidence:\n- {id: s, kind: survey}\n" + STAGES, [4]),
    (NOBODY_ASKED, "evidence:\n- {id: s, kind: survey}\n" + STAGES + "    metrics: [{kind: nps, evidence: s}]\n", []),
    (NOBODY_ASKED, "evidence:\n- {id: s, kind: survey}\n" + STAGES + "    opportunities: [{text: o, evidence: s}]\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "lines"), CASES)
def test_lines(name: str, content: str, lines: list[int]) -> None:
    assert found_lines(name, content) == lines


@pytest.mark.parametrize(
    ("name", "content", "options", "lines"),
    [
        (STALE, evidence("date: 2026-03-01"), {"older_than": "90d"}, [4]),
        (STALE, evidence("date: 2026-03-04"), {"older_than": "90d"}, []),
        (STALE, evidence("date: 1000-01-01"), {"older_than": "P9999999999Y"}, []),
        (STALE, evidence("date: 1000-01-01"), {"older_than": "3000y"}, []),
        (THIN, evidence("kind: survey, n: 199"), {"survey": 200}, [4]),
        (SEVERE, pain("severity: medium, evidence: [g]"), {"from_severity": "medium"}, [9]),
        (SEVERE, pain("severity: high, evidence: [g]"), {"from_severity": "critical"}, []),
        (SEVERE, pain("evidence: [g]"), {"from_severity": "low"}, []),
        (THIN, evidence("kind: usability-test, n: 1"), {"usability_test": 1}, []),
        (THIN, "metrics: [{kind: nps, value: 31, n: 99}]\nstages: [a]\n", {"metric": 100}, [4]),
    ],
)
def test_options(name: str, content: str, options: dict[str, Any], lines: list[int]) -> None:
    assert found_lines(name, content, **options) == lines


@pytest.mark.parametrize(
    ("name", "content", "marked"),
    [
        (PAIN, pain("severity: low", head=""), "{"),
        (SEVERE, pain("severity: high, evidence: g"), "g"),
        (SEVERE, pain("severity: high, evidence: [g]"), "evidence"),
        (STALE, evidence("date: 2020-01-01"), "2020-01-01"),
        (THIN, evidence("kind: survey, n: 12"), "12"),
        (FILE, evidence("source: x.csv"), "x.csv"),
        (THIN, "metrics: [{kind: nps, value: 31, n: 12}]\nstages: [a]\n", "12"),
        (FUTURE_VALUE, "state: future\nmetrics: [{kind: nps, value: 45}]\nstages: [a]\n", "45"),
    ],
)
def test_place(name: str, content: str, marked: str) -> None:
    (diagnostic,) = found(name, content)
    assert diagnostic.span is not None
    assert (HEAD + content)[diagnostic.span.start : diagnostic.span.end] == marked


# The workspace's evidence.


def workspace_with(folder: Path, evidence: str) -> Workspace:
    (folder / "cxmap.yaml").write_text(f"cxmap: 1\nlibrary: {{evidence: [{evidence}]}}\n", encoding="utf-8")
    return open_workspace(folder)


PANEL = "{id: panel, title: Panel, kind: survey, n: 3, date: 2020-01-01, source: panel.csv}"


@pytest.mark.parametrize("rule", [STALE, THIN, FILE])
@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (STAGES, []),
        (STAGES + "    evidence: [panel]\n    pain_points: [{text: p, evidence: panel}]\n", [8]),
        (STAGES + "    pain_points:\n    - {text: p, evidence: panel}\n    evidence:\n    - panel\n", [9]),
        ("evidence: [panel]\n" + STAGES + "    evidence: [panel]\n", [4]),
        ("evidence: [{id: panel, kind: survey, n: 300}]\n" + STAGES + "    evidence: [panel]\n", []),
        (STAGES + "    metrics: [{kind: nps, evidence: panel}]\n", [8]),
        (STAGES + "    opportunities: [{text: o, evidence: [panel]}]\n", [8]),
    ],
)
def test_evidence_of_the_workspace_is_found_where_it_is_first_named(
    tmp_path: Path, rule: str, content: str, lines: list[int]
) -> None:
    assert found_lines(rule, content, workspace_with(tmp_path, PANEL)) == lines


def test_evidence_of_the_workspace_is_named_as_such(tmp_path: Path) -> None:
    (diagnostic,) = found(STALE, "evidence: [panel]\nstages: [a]\n", workspace_with(tmp_path, PANEL))
    assert diagnostic.message.en == "the evidence “Panel” of the workspace was gathered on 2020-01-01, 6 years ago"
    assert diagnostic.message.zh == "依据“Panel”（来自工作区）收集于 2020-01-01，距今 6 年"


def test_evidence_of_the_workspace_may_come_from_customers(tmp_path: Path) -> None:
    content = STAGES + "    evidence: [panel]\n"
    assert found_lines(NOBODY_ASKED, content, workspace_with(tmp_path, "{id: panel, kind: survey}")) == []
    assert found_lines(NOBODY_ASKED, content, workspace_with(tmp_path, "{id: panel, kind: research}")) == [1]


# Files.


@pytest.mark.parametrize(
    "source",
    [
        "data/survey.csv", "survey.xlsx", "./notes", "数据/问卷.xlsx", "data\\survey.csv", "data/nothing/report.pdf#page=4", "there/no-such-file",
        "访谈记录/术后访谈 2026.docx", "术后访谈 2026.docx", "data/exit survey/answers Q1.xlsx", "./exit survey/answers",
        "/home/ann/survey.csv", "~/survey.csv", "/Users/ann/x.pdf", "C:\\Users\\Ann\\x.xlsx", "file:///home/ann/x.csv", "there/../no.csv",
    ],
)  # fmt: skip
def test_a_file_that_is_not_there(tmp_path: Path, source: str) -> None:
    for folder in ("there", "data", "数据", "访谈记录"):
        (tmp_path / folder).mkdir()
    content = f"evidence: [{{id: e, source: '{source}'}}]\nstages: [a]\n"
    assert len(found(FILE, content, file=str(tmp_path / "map.yaml"))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "there/survey.csv", "there/", "there", "./there/survey.csv", "there\\survey.csv", "there/survey.csv#row=4",
        "there/客户 访谈.docx",
        # Folders that are kept elsewhere.
        "SharePoint/CX/2026/survey.xlsx", "共享盘/客户体验/访谈 2026.docx", "data/survey.csv",
        # Addresses, tickets, citations.
        "Dr. Wang, ward 4", "there is none", "there/and so on",
        "https://research.example.com/survey.csv", "mailto:ann@example.com", "doi:10.1177/1525822X05279903", "10.1177/1525822X05279903.pdf",
        "research.example.com/survey.csv", "www.example.com/a/b", "CX-118", "JIRA/CX-118", "n/a", "2026/10/31", "Miller 2020, p. 3/4", "Miller, 2020.pdf",
        "访谈记录，见共享盘/客户体验", "客户体验部/访谈", "insight.example.com", "v1.2", "s3://bucket/x.csv", "data/*.csv", "客服系统", "A/B test",
        # Shares and roots that this computer may not have, and what leaves the workspace.
        "/mnt/share/survey.csv", "//server/share/x.csv", "\\\\server\\x.csv", "Z:\\cx\\x.csv", "../data/survey.csv", "there/../../x.csv", "#", "x" * 5000 + ".csv/..",
    ],
)  # fmt: skip
def test_what_is_no_missing_file(tmp_path: Path, source: str) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "survey.csv").touch()
    (tmp_path / "there" / "客户 访谈.docx").touch()
    content = f"evidence: [{{id: e, source: '{source}'}}]\nstages: [a]\n"
    assert found(FILE, content, file=str(tmp_path / "map.yaml")) == []


@pytest.mark.parametrize(
    ("source", "is_found"),
    [
        ("data/survey.csv", False),
        ("../data/survey.csv", True),
        ("../../data/survey.csv", False),
        ("../data/nothing.csv", True),
        ("../../data/nothing.csv", True),
        # Whether it is there is nobody's business.
        ("../../../secret.csv", False),
        ("../../../nothing.csv", False),
        ("data/../../nothing.csv", True),
    ],
)
def test_files_are_looked_for_in_the_workspace(tmp_path: Path, source: str, is_found: bool) -> None:
    root = tmp_path / "root"
    for folder in (root / "maps" / "loans", root / "data"):
        folder.mkdir(parents=True)
    (root / "data" / "survey.csv").touch()
    (tmp_path / "secret.csv").touch()
    content = f"evidence: [{{id: e, source: {source}}}]\nstages: [a]\n"
    result = found(FILE, content, workspace_with(root, "{id: p}"), file=str(root / "maps" / "loans" / "map.yaml"))
    assert bool(result) is is_found


WORDS = [
    (PAIN, STAGES + "    pain_points: [{text: {zh: 慢, en: Slow}}]\n", "nothing supports the pain point “Slow”", "痛点“Slow”没有依据"),
    (PAIN, STAGES + "    pain_points: [p]\n", "| write it as `{text: …, evidence: […]}`; for an assumption,", "| 请写成 `{text: …, evidence: […]}`；若是假设"),
    (PAIN, pain("severity: low"), "| add `evidence: […]`; for an assumption,", "| 请添加 `evidence: […]`；若是假设"),
    (SEVERE, "language: zh\n" + pain("severity: critical, evidence: g"), "the severity “critical” of “p” rests on an assumption", "“p”的严重程度“致命”仅凭假设"),
    (SEVERE, pain("severity: high, evidence: g"), "check it with customers, and cite what they say", "请向客户核实，并引用结果"),
    (THIN, evidence("kind: interview, n: 2"), "ask more people, or cite a second source beside it", "或补充其他来源相互印证"),
    (EMOTION, STAGES + "    emotion: 1\n", "nothing supports the emotion at “t”", "触点“t”的情绪分没有依据"),
    (METRIC, "metrics: [{kind: csat, name: The form, value: 3}]\nstages: [a]\n", "where the CSAT “The form” comes from", "CSAT“The form”没有依据"),
    (FUTURE_VALUE, "state: future\nmetrics: [{kind: kpi, name: Days, value: 3}]\nstages: [a]\n", "the KPI “Days” has a value, 3,", "指标“Days”却写了 3"),
    (STALE, evidence("title: {zh: 问卷, en: Survey}, date: 2024-05-31"), "the evidence “Survey” was gathered on 2024-05-31, 2 years ago", "依据“Survey”收集于 2024-05-31，距今 2 年"),
    (TO_COME, evidence("date: 2062-05-31"), "“e” has a date to come, 2062-05-31", "依据“e”的日期 2062-05-31 尚未到来"),
    (THIN, evidence("kind: usability-test, n: 2"), "usability test, n = 2, where 5 is the least", "可用性测试的样本量为 2，至少应为 5"),
    (FILE, evidence("source: x.csv"), "there is no file `x.csv` | correct the path, seen from the map", "找不到文件 `x.csv` | 请改正路径"),
    (THIN, "metrics: [{kind: csat, name: Form, value: 4, n: 12}]\nstages: [a]\n", "the CSAT “Form” is thin: n = 12, where 30 is the least", "CSAT“Form”样本过小：样本量为 12，至少应为 30"),
    (FILE, evidence("source: /home/ann/x.csv"), "only one computer has the file", "只在某个人的电脑里"),
    (NOBODY_ASKED, "kind: employee\n" + citing("assumption"), "nothing that the map cites came from employees", "没有一项来自员工"),
    (NOBODY_ASKED, "kind: other\n" + citing("assumption"), "came from people whose journey it is", "没有一项来自旅程中的当事人"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "en", "zh"), WORDS)
def test_what_is_said(name: str, content: str, en: str, zh: str) -> None:
    (diagnostic,) = found(name, content)
    assert diagnostic.help is not None
    assert en in f"{diagnostic.message.en} | {diagnostic.help.en}"
    assert zh in f"{diagnostic.message.zh} | {diagnostic.help.zh}"


@pytest.mark.parametrize(
    ("date", "options", "en", "zh"),
    [
        ("2026-05-31", {"older_than": "12h"}, "1 day ago", "距今 1 天"),
        ("2026-04-10", {"older_than": "30d"}, "52 days ago", "距今 52 天"),
        ("2025-01-10", {"older_than": "1y"}, "16 months ago", "距今 16 个月"),
    ],
)
def test_ages(date: str, options: dict[str, Any], en: str, zh: str) -> None:
    (diagnostic,) = found(STALE, evidence(f"date: {date}"), **options)
    assert en in diagnostic.message.en
    assert zh in diagnostic.message.zh
