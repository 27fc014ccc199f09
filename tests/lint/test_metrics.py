"""The rules on metrics, beyond the examples of their pages."""

import pytest

from tests.lint.cases import HEAD, STAGES, found, found_lines

INCOMPLETE = "incomplete-metric"
NPS = "nps-off-its-definition"
CSAT = "csat-on-the-wrong-scale"
RANGE = "metric-beyond-its-range"
MISSED = "target-missed"
MOMENT = "moment-of-truth-figure-without-target"
EVERY = (INCOMPLETE, NPS, CSAT, RANGE, MISSED, MOMENT)

FIVE = "scale: {min: 1, max: 5}"
ASKED = "n: 412, period: 2026-Q1"


def metric(fields: str, head: str = "") -> str:
    """Return a map with one metric, which stands on the line after `metrics:`."""
    return f"{head}metrics:\n- {{{fields}}}\nstages: [a]\n"


def nps(fields: str) -> str:
    return metric(f"kind: nps, {fields}")


def csat(fields: str) -> str:
    return metric(f"kind: csat, {fields}")


def at_moment(fields: str, moment: str = "true") -> str:
    return STAGES + f"    moment_of_truth: {moment}\n    metrics: [{{{fields}}}]\n"


def planned(action: str) -> str:
    """Return a map with a figure below its target, on line 10, and an action."""
    opportunities = "    opportunities: [{id: o, text: O}, Another]\n    metrics:\n"
    other = "  - {name: u, opportunities: [{id: p, text: P}]}\n"
    return f"{STAGES}{opportunities}    - {{kind: nps, value: 12, target: 35}}\n{other}actions:\n- {{title: A, {action}}}\n"


CASES = [
    (INCOMPLETE, "stages: [a]\n", []),
    (INCOMPLETE, nps("value: 31"), [5]),
    (INCOMPLETE, nps("value: 0"), [5]),
    (INCOMPLETE, nps(f"value: 31, {ASKED}"), []),
    (INCOMPLETE, nps("value: null"), []),
    (INCOMPLETE, nps("target: 40, baseline: 12"), []),
    # Either of the two says how a CSAT is to be read.
    (INCOMPLETE, csat(f"value: 84, {ASKED}"), [5]),
    (INCOMPLETE, csat(f"value: 4, {ASKED}, {FIVE}"), []),
    (INCOMPLETE, csat("value: 61, formula: top2box, n: 412, period: 2026-Q3, target: 80"), []),
    (INCOMPLETE, csat(f"value: 84, {ASKED}, formula: {{zh: 前两档占比}}, {FIVE}"), []),
    (INCOMPLETE, metric(f"kind: ces, value: 5, {ASKED}, scale: {{min: 1, max: 7}}"), [5]),
    (INCOMPLETE, metric(f"kind: ces, value: 5, {ASKED}, scale: {{min: 1, max: 7}}, direction: higher-is-better"), []),
    (INCOMPLETE, metric("kind: kpi, name: Calls, value: 5"), [5]),
    (INCOMPLETE, metric("kind: kpi, name: Calls, value: 5, period: 2026-Q1"), []),
    (INCOMPLETE, metric("kind: kpi, id: calls, value: 5, period: 2026-Q1"), []),
    (INCOMPLETE, metric("kind: kpi, value: 5, period: 2026-Q1"), [5]),
    (INCOMPLETE, metric("kind: kpi, name: Calls, value: 5, period: 2026-Q1, target: 4"), [5]),
    (INCOMPLETE, metric("kind: kpi, name: Calls, value: 5, period: 2026-Q1, target: 4, direction: lower-is-better"), []),
    # The evidence that a metric cites may say how many were asked, and when.
    (INCOMPLETE, metric("kind: nps, value: 31, evidence: s", "evidence: [{id: s, n: 40, date: 2026-01-31}]\n"), []),
    (INCOMPLETE, metric("kind: nps, value: 31, evidence: [s]", "evidence: [{id: s, n: 40}]\n"), [6]),
    (INCOMPLETE, metric("kind: nps, value: 31, n: 12, evidence: [s, t]", "evidence: [{id: s}, {id: t, date: 2026-01-31}]\n"), []),
    (INCOMPLETE, STAGES + "    evidence: s\n    metrics: [{kind: nps, value: 31}]\nevidence: [{id: s, n: 40, date: 2026-01-31}]\n", [9]),
    # A future map has nothing measured; what it aims at must be readable all the same.
    (INCOMPLETE, metric("kind: nps, target: 45", "state: future\n"), []),
    (INCOMPLETE, metric("kind: csat, target: 85", "state: future\n"), [6]),
    (INCOMPLETE, metric(f"kind: csat, target: 85, formula: top2box, {FIVE}", "state: future\n"), []),
    (INCOMPLETE, metric("kind: kpi, name: Calls, baseline: 9, target: 4", "state: future\n"), [6]),
    (INCOMPLETE, metric("kind: csat", "state: future\n"), []),
    (INCOMPLETE, "stages:\n- name: s\n  metrics:\n  - {kind: nps, value: 1}\n  touchpoints:\n  - name: t\n    metrics:\n    - {kind: kpi, value: 1}\n", [7, 11]),
    (NPS, nps("value: 31, scale: {min: 0, max: 10}, formula: net"), []),
    (NPS, nps("value: 31, scale: {min: 1, max: 10}"), [5]),
    (NPS, nps("value: 31, scale: {min: 0, max: 100}, formula: 9-10 minus 0-5"), [5]),
    (NPS, nps("value: 31, formula: mean"), [5]),
    (NPS, nps("value: 31, formula: Top-2-Box"), [5]),
    (NPS, nps("value: 31, formula: {zh: 平均值, en: mean}"), [5]),
    (NPS, nps("value: 31, direction: lower-is-better"), [5]),
    (NPS, nps("value: 31, direction: higher-is-better"), []),
    *[(NPS, nps(f"value: 31, formula: '{formula}'"), []) for formula in (
        "9-10 minus 0-6", "9–10 less 0–6", "10-9 − 6-0", "% 9 to 10 minus % 0 to 6", "9至10分减0至6分", "9～10分占比减去0～6分占比",
        "promoters (9-10) minus detractors (0-6)", "% promoters (9–10) – % detractors (0–6), passives 7–8 left out",
        "0-6 detractors, 7-8 passives, 9-10 promoters", "9-10分的推荐者占比减0-6分的贬损者占比", "推荐者（≥9）减贬损者（≤6）",
        "% of 9s and 10s minus % of 0 to 6", "% of 9s and 10s minus % of 0s through 6s", "share of 9 or 10 minus share of 0-6", "9、10分占比减0到6分占比", "9和10分减0-6分",
        "scale between 0 and 10, promoters minus detractors", "promoters of waves 1 and 3 minus detractors of waves 1 and 3",
        "detractors 0-6, 7-8 ignored, promoters 9-10", "promoters minus detractors on a 0-10 scale",
        # What is not about the bounds.
        "47% promoters minus 23% detractors", "推荐者46%减贬损者19%", "asked 2-3 days after delivery, promoters minus detractors",
        "promoters minus detractors, weeks 1-4", "waves 1-2", "2025-10 to 2026-03", "52-21", "mean of 3-4 waves minus 1-2 outliers of 200", "x" * 400 + "9-10 minus 0-5",
    )],
    *[(NPS, nps(f"value: 31, formula: '{formula}'"), [5]) for formula in (
        "% of 9s and 10s minus % of 0 to 7", "% of 9s and 10s minus % of 1s through 6s", "4 and 5 minus 1 and 2", "9、10分占比减0到5分占比",
        "9-10 minus 0-5", "9-10 minus 1-6", "8-10 minus 0-6", "promoters 9-10, detractors 1-6", "detractors: 0-5", "8–10分的推荐者减0–6分的贬损者",
        "推荐者（≥8）减贬损者（≤6）", "promoters (scoring 8 to 10) minus detractors", "贬损者打1到6分", "Promoters >= 8 minus Detractors <= 6", "share of 0-5 detractors",
    )],
    (NPS, nps("value: 31, formula: {zh: 推荐者占比减贬损者占比, en: 9-10 minus 0-5}"), [5]),
    (NPS, nps("value: 0.41"), [5]),
    (NPS, nps("value: -0.2"), [5]),
    (NPS, nps("value: 41, target: 0.5"), [5]),
    (NPS, nps("value: 0"), []),
    (NPS, nps("value: 1"), []),
    (NPS, nps("value: 1.5, baseline: -1"), []),
    (NPS, nps("value: 0.5, unit: points"), []),
    (NPS, metric("kind: kpi, name: Would recommend, value: 0.41"), []),
    (NPS, csat("value: 31, formula: 9-10 minus 0-5, scale: {min: 1, max: 5}"), []),
    (CSAT, csat(f"value: 84, formula: top2box, {FIVE}"), []),
    (CSAT, csat(f"value: 4.2, formula: mean, {FIVE}"), []),
    (CSAT, csat(f"value: 5, formula: mean, {FIVE}"), []),
    (CSAT, csat(f"value: 4.2, formula: top2box, {FIVE}"), [5]),
    (CSAT, csat(f"value: 4.2, formula: 前两档占比, {FIVE}"), [5]),
    (CSAT, csat(f"value: 4.2, unit: 分, formula: top2box, {FIVE}"), [5]),
    # A share may well be low, and says so by its unit.
    (CSAT, csat(f"value: 4.2, unit: '%', formula: top2box, {FIVE}"), []),
    (CSAT, csat(f"value: 4.2, unit: ％, formula: top2box, {FIVE}"), []),
    (CSAT, csat(f"value: 0, formula: top2box, {FIVE}"), []),
    (CSAT, csat(f"value: 6, formula: top2box, {FIVE}"), []),
    (CSAT, csat("value: 4.2, formula: top2box"), []),
    (CSAT, csat("value: 0.84, formula: top2box"), [5]),
    (CSAT, csat(f"value: 84, formula: mean, {FIVE}"), [5]),
    (CSAT, csat(f"value: 84, formula: 平均分, {FIVE}"), [5]),
    (CSAT, csat(f"value: 0.5, formula: median, {FIVE}"), [5]),
    (CSAT, csat("value: 84, formula: mean"), []),
    (CSAT, csat("value: 84, formula: mean, scale: {min: 0, max: 100}"), []),
    (CSAT, csat("value: 84, formula: top2box, scale: {min: 0, max: 100}"), [5]),
    (CSAT, csat("value: 84, formula: top2box, scale: {min: 0, max: 1}"), [5]),
    (CSAT, csat("value: 84, formula: top2box, scale: {min: 0, max: 10}"), []),
    (CSAT, csat("value: 84, formula: top2box, scale: {min: 1, max: 3}"), []),
    (CSAT, csat(f"value: 84, {FIVE}"), []),
    (CSAT, csat(f"value: 84, formula: mean times 20, {FIVE}"), []),
    (CSAT, csat(f"target: 80, formula: mean, {FIVE}"), []),
    (CSAT, metric(f"kind: ces, value: 84, formula: mean, {FIVE}"), []),
    (RANGE, nps("value: -100, baseline: 100, target: 0"), []),
    (RANGE, nps("value: -100.5"), [5]),
    (RANGE, "metrics:\n- kind: nps\n  value: 31\n  baseline: 120\n  target: 150\nstages: [a]\n", [7]),
    (RANGE, csat("value: 101, formula: top2box"), [5]),
    (RANGE, csat("value: -1, formula: top2box"), [5]),
    (RANGE, csat("value: 100, target: 100, baseline: 0, formula: top2box"), []),
    (RANGE, csat(f"value: 4.2, target: 80, formula: mean, {FIVE}"), [5]),
    # What csat-on-the-wrong-scale has said is not said again.
    (RANGE, csat(f"value: 84, target: 90, formula: mean, {FIVE}"), []),
    (RANGE, metric("kind: ces, value: 82, formula: mean, scale: {min: 1, max: 7}"), [5]),
    (RANGE, metric("kind: ces, value: 82, formula: top2box, scale: {min: 1, max: 7}"), []),
    # Without a formula, an answer is an answer on the scale.
    (RANGE, metric("kind: ces, value: 82, scale: {min: 1, max: 7}"), [5]),
    (RANGE, metric("kind: ces, value: 6.9, target: 7, scale: {min: 1, max: 7}"), []),
    (RANGE, metric("kind: ces, value: 82, unit: '%', scale: {min: 1, max: 7}"), []),
    (RANGE, metric("kind: ces, value: 82, formula: share of easy answers, scale: {min: 1, max: 7}"), []),
    (RANGE, metric("kind: ces, value: 820"), []),
    (RANGE, csat(f"value: 84, {FIVE}"), [5]),
    (RANGE, csat(f"value: 84, unit: '%', {FIVE}"), []),
    (RANGE, csat(f"value: 184, unit: '%', {FIVE}"), [5]),
    (RANGE, csat("value: 101"), [5]),
    (RANGE, csat("value: -1"), [5]),
    (RANGE, csat("value: 100, target: 4.5"), []),
    (RANGE, csat("value: 140, formula: index of five questions"), []),
    (RANGE, metric("kind: kpi, name: Days, value: 9, formula: median"), []),
    (RANGE, metric("kind: kpi, name: Growth, value: 130, unit: '%'"), []),
    (MISSED, nps("value: 35, target: 35"), []),
    (MISSED, nps("value: 34.5, target: 35"), [5]),
    (MISSED, nps("value: 40, target: 35"), []),
    (MISSED, nps("value: -5, target: 0"), [5]),
    (MISSED, nps("value: 34"), []),
    (MISSED, nps("target: 34"), []),
    (MISSED, csat(f"value: 71, target: 80, formula: top2box, {FIVE}"), [5]),
    # In some surveys 1 is the best grade.
    (MISSED, csat("value: 2.3, target: 1.8, formula: mean, scale: {min: 1, max: 6}, direction: lower-is-better"), [5]),
    (MISSED, csat("value: 1.5, target: 1.8, formula: mean, scale: {min: 1, max: 6}, direction: lower-is-better"), []),
    (MISSED, metric("kind: kpi, name: Days, value: 9, target: 4, direction: lower-is-better"), [5]),
    (MISSED, metric("kind: kpi, name: Days, value: 3, target: 4, direction: lower-is-better"), []),
    (MISSED, metric("kind: kpi, name: Days, value: 9, target: 4"), []),
    (MISSED, metric("kind: ces, value: 2, target: 4"), []),
    # Figures that are of two kinds cannot be compared.
    (MISSED, csat(f"value: 4.2, target: 80, formula: mean, {FIVE}"), []),
    (MISSED, csat(f"value: 4.2, target: 80, formula: top2box, {FIVE}"), []),
    (MISSED, metric("kind: nps, value: 12, target: 35", "state: future\n"), []),
    # An action is under way; what is done, dropped, or for another touchpoint is not.
    (MISSED, planned("addresses: o"), []),
    (MISSED, planned("addresses: [p, o], status: doing"), []),
    (MISSED, planned("addresses: o, status: done"), [10]),
    (MISSED, planned("addresses: o, status: dropped"), [10]),
    (MISSED, planned("addresses: p"), [10]),
    (MISSED, planned("addresses: []"), [10]),
    (MISSED, planned("addresses: o") + "metrics: [{kind: nps, value: 12, target: 35}]\n", [14]),
    (MOMENT, at_moment("kind: nps, value: 12"), [9]),
    (MOMENT, at_moment("kind: nps, value: 12", "first"), [9]),
    (MOMENT, at_moment("kind: nps, value: 12", "false"), []),
    (MOMENT, at_moment("kind: nps, value: 12, target: 0"), []),
    (MOMENT, at_moment("kind: nps"), []),
    (MOMENT, STAGES + "    metrics: [{kind: nps, value: 12}]\n", []),
    (MOMENT, nps("value: 12"), []),
    (MOMENT, "state: future\n" + at_moment("kind: nps, value: 12"), []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "lines"), CASES)
def test_lines(name: str, content: str, lines: list[int]) -> None:
    assert found_lines(name, content) == lines


@pytest.mark.parametrize(
    "content",
    [
        csat(f"value: 4.2, target: 80, formula: top2box, {FIVE}, {ASKED}"),
        csat(f"value: 84, target: 90, formula: mean, {FIVE}, {ASKED}"),
        csat(f"value: 4.2, target: 80, formula: mean, {FIVE}, {ASKED}"),
        nps(f"value: 131, target: 150, {ASKED}"),
        nps(f"value: 0.41, target: 50, {ASKED}"),
        csat(f"value: 84, target: 90, {FIVE}, {ASKED}"),
        nps(f"value: 31, target: 30, scale: {{min: 0, max: 5}}, formula: 4-5 minus 0-2, {ASKED}"),
        at_moment("kind: kpi, name: x, value: 3, period: 2026-Q1"),
    ],
)
def test_one_fault_is_found_once(content: str) -> None:
    assert [name for name in EVERY for _ in found(name, content)] != []
    assert len([name for name in EVERY for _ in found(name, content)]) == 1


@pytest.mark.parametrize(
    ("name", "content", "marked"),
    [
        (NPS, "metrics:\n- kind: nps\n  formula: 9-10 minus 0-5\nstages: [a]\n", "9-10 minus 0-5"),
        (NPS, "metrics:\n- kind: nps\n  scale: {min: 0, max: 5}\nstages: [a]\n", "scale"),
        (CSAT, csat(f"value: 4.2, formula: top2box, {FIVE}"), "4.2"),
        (RANGE, nps("value: 31, target: 150"), "150"),
        (MISSED, nps("value: 31, target: 50"), "31"),
        (INCOMPLETE, "metrics:\n- kind: nps\n  value: 31\nstages: [a]\n", ""),
    ],
)
def test_place(name: str, content: str, marked: str) -> None:
    (diagnostic,) = found(name, content)
    assert diagnostic.span is not None
    assert (HEAD + content)[diagnostic.span.start : diagnostic.span.end] == marked


ALL_ASKED = [
    (csat(f"value: 4, {ASKED}, {FIVE}"), "the CSAT lacks `formula`"),
    (csat(f"value: 84, {ASKED}, formula: top2box"), "the CSAT lacks `scale`"),
    (csat(f"value: 84, {ASKED}"), "the CSAT lacks `scale` and `formula`"),
    (csat("value: 84"), "the CSAT lacks `scale`, `formula`, `n` and `period`"),
]


@pytest.mark.parametrize(("content", "en"), ALL_ASKED)
def test_a_policy_may_ask_for_both_formula_and_scale(content: str, en: str) -> None:
    (diagnostic,) = found(INCOMPLETE, content, ask="all")
    assert diagnostic.message.en == en


def test_where_both_are_asked_for_nothing_is_said_twice() -> None:
    assert found(INCOMPLETE, csat(f"value: 84, {FIVE}, {ASKED}"), ask="all") == []
    assert found(INCOMPLETE, csat(f"value: 84, formula: top2box, {FIVE}, {ASKED}"), ask="all") == []


WORDS = [
    (NPS, nps("value: -0.41"), "−0.41 is a fraction; NPS counts from −100 to 100 | write −41; if it really is −0.41, add `unit: points`", "−0.41 是小数；NPS 的值在 −100 到 100 之间 | 请写 −41"),
    (RANGE, csat(f"value: 84, {FIVE}"), "`value` 84 of the CSAT lies outside 1 to 5 | correct the figure, or say how it is computed: `formula: …`", "请改正数值，或用 `formula: …` 写明如何计算"),
    (INCOMPLETE, csat("name: {zh: 填表, en: The form}, value: 84"), "the CSAT “The form” lacks `formula` or `scale`, `n` and `period`", "CSAT“The form”缺少 `formula` 或 `scale`、`n` 和 `period`"),
    (INCOMPLETE, metric("kind: kpi, value: 5, target: 4, period: 2026-Q1"), "the KPI lacks `name` and `direction` | add `name` and `direction`", "指标缺少 `name` 和 `direction` | 请补充 `name` 和 `direction`"),
    (INCOMPLETE, "language: zh\n" + metric("kind: kpi, name: {zh: 来电, en: Calls}, value: 5"), "the KPI “来电” lacks `period`", "指标“来电”缺少 `period`"),
    (NPS, nps("value: 31, formula: promoters 8-10 minus detractors 0-6"), "in NPS, promoters answer 9 or 10", "推荐者为 9–10 分"),
    (NPS, nps("value: 31, formula: mean"), "a mean is not NPS", "平均值不是 NPS"),
    (NPS, nps("value: 31, scale: {min: 1, max: 5}"), "not from 1 to 5", "不是 1 到 5"),
    (CSAT, csat("value: 0.84, formula: top2box"), "write 84", "请写 84"),
    (CSAT, csat(f"value: 4.2, formula: top2box, {FIVE}"), "4.2 reads as a mean on 1 to 5", "4.2 像是 1 到 5 量表上的平均分"),
    (CSAT, csat(f"value: 84, formula: median, {FIVE}"), "84 cannot be a median of answers from 1 to 5", "中位数不可能是 84"),
    (CSAT, csat("value: 84, formula: top2box, scale: {min: 0, max: 100}"), "a scale of 0 to 100 has no top two boxes", "量表 0 到 100"),
    (RANGE, nps("value: 131, target: 150"), "`value` 131 and `target` 150 of the NPS lie outside −100 to 100", "NPS 指标的 `value`（131）和 `target`（150）超出 −100 到 100"),
    (RANGE, nps("value: 31, target: 150"), "`target` 150 of the NPS lies outside −100 to 100", "超出 −100 到 100"),
    (MISSED, nps("value: -12, target: 35"), "the NPS is −12, 47 below its target of 35", "NPS 指标为 −12，低于目标 35，相差 47"),
    (MISSED, metric("kind: kpi, name: Cost, value: 1234567.5, target: 1000000, direction: lower-is-better"), "is 1234567.5, 234567.5 above", "高于目标 1000000，相差 234567.5"),
    (MOMENT, at_moment("kind: ces, name: Effort, value: 3"), "the CES “Effort” at the moment of truth “t” has no target", "CES“Effort”衡量关键时刻“t”，却没有目标"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "en", "zh"), WORDS)
def test_what_is_said(name: str, content: str, en: str, zh: str) -> None:
    (diagnostic,) = found(name, content)
    assert diagnostic.help is not None
    assert en in f"{diagnostic.message.en} | {diagnostic.help.en}"
    assert zh in f"{diagnostic.message.zh} | {diagnostic.help.zh}"
