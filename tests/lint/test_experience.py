"""The rules about the curve, the moments of truth and the feelings."""

from typing import Any

import pytest

from cxmap.diagnostics import Severity, Text
from cxmap.lint.engine import DEFAULT, REGULATED, STRICT
from cxmap.lint.rules.experience import RULES
from cxmap.lint.rules.experience.valences import valence
from tests.lint.cases import BY_NAME, HEAD, STAGES, found, found_lines

TWO = "personas: [{id: ann, name: Ann}, {id: ben, name: Ben}]\n"
BILINGUAL = "personas: [{id: li-wei, name: {zh: 李薇, en: Li Wei}}, {id: bao, name: {zh: 小宝, en: Bao}}]\n"
ONE_TO_FIVE = "scale: {min: 1, max: 5}\n"
ZERO_TO_TEN = "scale: {min: 0, max: 10}\n"


def touchpoints(*fields: str) -> str:
    """One stage; each touchpoint stands on a line of its own, the first on line 7 of the file."""
    return "stages:\n- name: s\n  touchpoints:\n" + "".join(f"  - {{name: t{n}, {f}}}\n" for n, f in enumerate(fields))


def scored(*scores: object) -> str:
    return touchpoints(*(f"emotion: {score}" for score in scores))


LINES: list[tuple[str, str, list[int]]] = [
    ("touchpoint-without-emotion", "stages: [a]\n", []),
    ("touchpoint-without-emotion", "stages:\n- name: s\n  touchpoints: [a, b]\n", [6, 6]),
    ("touchpoint-without-emotion", STAGES + "    emotion: 0\n", []),
    ("touchpoint-without-emotion", STAGES + "    emotion: null\n", []),  # said to be unknown, not forgotten
    ("touchpoint-without-emotion", STAGES + "    emotion: {}\n", [7]),
    ("touchpoint-without-emotion", STAGES + "    moment_of_truth: true\n", []),  # another rule has it
    ("touchpoint-without-emotion", STAGES + "    moment_of_truth: false\n", [7]),
    ("touchpoint-without-emotion", TWO + STAGES, [8]),
    ("touchpoint-without-emotion", TWO + STAGES + "    emotion: {ann: 1}\n", [9]),
    ("touchpoint-without-emotion", TWO + STAGES + "    emotion:\n      ann: 1\n", [9]),
    ("touchpoint-without-emotion", TWO + STAGES + "    emotion: {ann: 1, ben: null}\n", []),
    ("touchpoint-without-emotion", TWO + STAGES + "    emotion: {ann: 1, '*': 0}\n", []),
    ("touchpoint-without-emotion", TWO + STAGES + "    personas: ann\n    emotion: {ann: 1}\n", []),
    ("touchpoint-without-emotion", TWO + STAGES + "    emotion: 1\n", []),
    #
    ("flat-curve", "stages: [a]\n", []),
    ("flat-curve", scored(0, 0, 0, 0), []),  # too few to judge
    ("flat-curve", scored(0, 0, 0, 0, 0), [7]),
    ("flat-curve", scored(0, 0, 0, 0, 1), []),
    ("flat-curve", scored(0, 0, 0, 0, 0.5), [7]),
    ("flat-curve", scored("null", 1, 1, 1, 1), []),  # a gap is no score
    ("flat-curve", scored("null", 1, 1, 1, 1, 1), [8]),
    ("flat-curve", ONE_TO_FIVE + scored(3, 3, 3, 3, 3), [8]),
    ("flat-curve", ONE_TO_FIVE + scored(3, 3, 3, 3, 4), []),
    ("flat-curve", ZERO_TO_TEN + scored(5, 5, 5, 5, 7), [8]),  # 0.8 of a step
    ("flat-curve", ZERO_TO_TEN + scored(5, 5, 5, 5, 7.5), []),
    ("flat-curve", "scale: {min: 0, max: 1}\n" + scored(0.1, 0.1, 0.1, 0.1, 0.35), []),  # a step, but for rounding
    ("flat-curve", TWO + scored(0, 0, 0, 0, 0), [8]),  # one score for both: one fault
    ("flat-curve", TWO + scored(*["{ann: 0, ben: 0}"] * 5), [8]),
    ("flat-curve", TWO + scored(*["{ann: 0, ben: 1}"] * 5), [8, 8]),
    ("flat-curve", TWO + scored(*["{ann: 0, ben: 1}"] * 4, "{ann: 0, ben: -1}"), [8]),
    ("flat-curve", TWO + scored(*["{ann: 0}"] * 4, "{ben: 0}"), []),
    #
    ("curve-that-ends-on-its-low", "stages: [a]\n", []),
    ("curve-that-ends-on-its-low", scored(-2), []),  # the only score
    ("curve-that-ends-on-its-low", scored(-1, -1, -1, -1, -1), []),  # flat: another rule has it
    ("curve-that-ends-on-its-low", scored(1, -1), [8]),
    ("curve-that-ends-on-its-low", scored(2, 0), []),  # lowest, but not bad
    ("curve-that-ends-on-its-low", scored(-2, 1, -1), []),
    ("curve-that-ends-on-its-low", scored(-2, 1, -2), [9]),
    ("curve-that-ends-on-its-low", scored(1, -1, "null"), [8]),
    ("curve-that-ends-on-its-low", ONE_TO_FIVE + scored(5, 2), [9]),
    ("curve-that-ends-on-its-low", ONE_TO_FIVE + scored(5, 3), []),
    ("curve-that-ends-on-its-low", TWO + scored(1, -1), [9]),
    ("curve-that-ends-on-its-low", TWO + scored("{ann: 1, ben: -2}", "{ann: -1, ben: -1}"), [9]),
    ("curve-that-ends-on-its-low", TWO + scored("{ann: 1, ben: 2}", "{ann: -1, ben: -1}"), [9, 9]),
    ("curve-that-ends-on-its-low", TWO + touchpoints("emotion: 1", "emotion: {ann: -1}, personas: ann", "emotion: {ben: 2}, personas: ben"), [9]),
    ("curve-that-ends-on-its-low", touchpoints("emotion: 1", "emotion: -1, moment_of_truth: true"), []),  # disappoints
    ("curve-that-ends-on-its-low", touchpoints("emotion: 1", "emotion: -0.5, moment_of_truth: true"), [8]),
    #
    ("journey-without-moment-of-truth", "stages: [a, b]\n", []),
    ("journey-without-moment-of-truth", STAGES, []),  # nothing for it to weigh more than
    ("journey-without-moment-of-truth", "stages:\n- name: s\n  touchpoints: [a, b]\n", [4]),
    ("journey-without-moment-of-truth", touchpoints("moment_of_truth: false", "emotion: 1"), [4]),
    ("journey-without-moment-of-truth", touchpoints("moment_of_truth: zero", "emotion: 1"), []),
    #
    ("moment-of-truth-without-emotion", STAGES + "    moment_of_truth: first\n", [8]),
    ("moment-of-truth-without-emotion", STAGES + "    moment_of_truth: false\n", []),
    ("moment-of-truth-without-emotion", STAGES + "    moment_of_truth: true\n    emotion: null\n", [8]),
    ("moment-of-truth-without-emotion", TWO + STAGES + "    moment_of_truth: true\n    emotion: {ann: 1}\n", [9]),
    ("moment-of-truth-without-emotion", TWO + STAGES + "    moment_of_truth: true\n    emotion: {ann: 1, ben: null}\n", []),  # an honest gap
    ("moment-of-truth-without-emotion", TWO + STAGES + "    moment_of_truth: true\n    emotion: {ann: 1, '*': null}\n", []),
    ("moment-of-truth-without-emotion", TWO + STAGES + "    moment_of_truth: true\n    emotion: {ann: null, ben: null}\n", [9]),
    ("moment-of-truth-without-emotion", TWO + STAGES + "    moment_of_truth: true\n    emotion: {ann: null}\n", [9]),
    ("moment-of-truth-without-emotion", TWO + STAGES + "    moment_of_truth: true\n    personas: ben\n    emotion: {ben: null}\n", [9]),
    ("moment-of-truth-without-emotion", TWO + STAGES + "    moment_of_truth: true\n    personas: ann\n    emotion: {ann: 0}\n", []),
    ("moment-of-truth-without-emotion", "personas: [{id: a}]\n" + STAGES + "    moment_of_truth: true\n    emotion: 0\n", []),
    #
    ("disappointing-moment-of-truth", scored(-2), []),
    ("disappointing-moment-of-truth", touchpoints("emotion: -1, moment_of_truth: zero"), [7]),
    ("disappointing-moment-of-truth", touchpoints("emotion: -0.5, moment_of_truth: true"), []),
    ("disappointing-moment-of-truth", touchpoints("emotion: null, moment_of_truth: true"), []),
    ("disappointing-moment-of-truth", touchpoints("moment_of_truth: true"), []),
    ("disappointing-moment-of-truth", ONE_TO_FIVE + touchpoints("emotion: 2, moment_of_truth: true"), [8]),
    ("disappointing-moment-of-truth", ZERO_TO_TEN + touchpoints("emotion: 2.5, moment_of_truth: true"), [8]),
    ("disappointing-moment-of-truth", ZERO_TO_TEN + touchpoints("emotion: 3, moment_of_truth: true"), []),
    ("disappointing-moment-of-truth", TWO + touchpoints("emotion: {ann: -1, ben: -1.25}, moment_of_truth: true"), [8]),
    ("disappointing-moment-of-truth", TWO + touchpoints("emotion: {ann: 1, ben: -2}, moment_of_truth: true, pain_points: p"), [8]),
    # low-emotion-without-pain-point has it already
    ("disappointing-moment-of-truth", TWO + touchpoints("emotion: {ann: 1, ben: -2}, moment_of_truth: true"), []),
    ("disappointing-moment-of-truth", TWO + touchpoints("emotion: {ann: -1, ben: -2}, moment_of_truth: true"), [8]),  # … of Ben
    ("disappointing-moment-of-truth", TWO + touchpoints("emotion: {ann: 1, ben: -2}, moment_of_truth: true, pain_points: [{text: p, personas: ann}]"), []),
    ("disappointing-moment-of-truth", ZERO_TO_TEN + touchpoints("emotion: 1, moment_of_truth: true"), []),
    # an action takes up an opportunity of the touchpoint …
    ("disappointing-moment-of-truth", touchpoints("emotion: -1, moment_of_truth: true, opportunities: [{id: o, text: o?}]") + "actions: [{title: x, addresses: o}]\n", []),
    ("disappointing-moment-of-truth", touchpoints("emotion: -1, moment_of_truth: true, opportunities: [{id: o, text: o?}]") + "actions: [{title: x, addresses: o, status: done}]\n", []),
    ("disappointing-moment-of-truth", touchpoints("emotion: -1, moment_of_truth: true, opportunities: [{id: o, text: o?}]") + "actions: [{title: x, addresses: o, status: dropped}]\n", [7]),
    ("disappointing-moment-of-truth", touchpoints("emotion: -1, moment_of_truth: true, opportunities: [{id: o, text: o?}]") + "actions: [x]\n", [7]),
    # … or one elsewhere for its pain point
    ("disappointing-moment-of-truth", touchpoints("emotion: -1, moment_of_truth: true, pain_points: [{id: p, text: p}]", "opportunities: [{id: o, text: o?, addresses: p}]") + "actions: [{title: x, addresses: o}]\n", []),
    # pain-point-without-opportunity or severe-pain-point-without-action has it already
    ("disappointing-moment-of-truth", touchpoints("emotion: -1, moment_of_truth: true, pain_points: [{id: p, text: p, severity: high}]"), []),
    ("disappointing-moment-of-truth", touchpoints("emotion: -1, moment_of_truth: true, pain_points: [{id: p, text: p}]"), [7]),
    ("disappointing-moment-of-truth", touchpoints("emotion: -1, moment_of_truth: true, pain_points: [{id: p, text: p, severity: high}], opportunities: [{id: o, text: o?}]", "opportunities: [{id: q, text: q?}]") + "actions: [{title: x, addresses: q}]\n", []),
    ("disappointing-moment-of-truth", touchpoints("emotion: -1, moment_of_truth: true, pain_points: [{id: p, text: p, severity: low}], opportunities: [{id: o, text: o?}]", "opportunities: [{id: q, text: q?}]") + "actions: [{title: x, addresses: q}]\n", [7]),
    #
    ("moment-of-truth-without-metric", STAGES + "    moment_of_truth: second\n", [8]),
    ("moment-of-truth-without-metric", STAGES + "    moment_of_truth: false\n", []),
    ("moment-of-truth-without-metric", STAGES + "    moment_of_truth: true\n    metrics: [{kind: csat}]\n", []),
    ("moment-of-truth-without-metric", "stages:\n- name: s\n  metrics: [{kind: csat}]\n  touchpoints: [{name: t, moment_of_truth: true}]\n", []),
    ("moment-of-truth-without-metric", "stages:\n- name: s\n  metrics: [{kind: csat}]\n  touchpoints: [{name: t, moment_of_truth: true}, u]\n", [7]),
    ("moment-of-truth-without-metric", "metrics: [{kind: nps}]\n" + STAGES + "    moment_of_truth: true\n", [9]),  # says nothing of this one
    #
    ("feeling-that-contradicts-the-emotion", STAGES + "    feelings: 烦\n", []),
    ("feeling-that-contradicts-the-emotion", STAGES + "    feelings: 烦\n    emotion: 2\n", [8]),
    ("feeling-that-contradicts-the-emotion", STAGES + "    emotion: 1\n    feelings:\n      - 有点烦\n      - Very worried\n", [9]),
    ("feeling-that-contradicts-the-emotion", STAGES + "    feelings: joy\n    emotion: -2\n", [8]),
    ("feeling-that-contradicts-the-emotion", STAGES + "    feelings: joy\n    emotion: -0.5\n", []),  # hardly a contradiction
    ("feeling-that-contradicts-the-emotion", STAGES + "    feelings: joy\n    emotion: 0\n", []),
    ("feeling-that-contradicts-the-emotion", STAGES + "    feelings: joy\n    emotion: null\n", []),
    ("feeling-that-contradicts-the-emotion", STAGES + "    feelings: joy\n    emotion: 2\n", []),
    ("feeling-that-contradicts-the-emotion", STAGES + "    feelings: [joy, fear]\n    emotion: 2\n", []),  # mixed
    ("feeling-that-contradicts-the-emotion", STAGES + "    feelings: [fear, surprise]\n    emotion: 2\n", [8]),  # surprise goes with either
    ("feeling-that-contradicts-the-emotion", STAGES + "    feelings: surprise\n    emotion: -2\n", []),
    ("feeling-that-contradicts-the-emotion", STAGES + "    feelings: [fear, 被惦记]\n    emotion: 2\n", [8]),  # who knows what that is
    ("feeling-that-contradicts-the-emotion", STAGES + "    feelings: [fear, 被惦记, joy]\n    emotion: 2\n", []),
    ("feeling-that-contradicts-the-emotion", STAGES + "    feelings: [surprise, 被惦记]\n    emotion: 2\n", []),
    ("feeling-that-contradicts-the-emotion", STAGES + "    feelings: 气\n    emotion: 2\n", [8]),
    ("feeling-that-contradicts-the-emotion", STAGES + "    feelings: really annoyed about the bot\n    emotion: 2\n", [8]),
    ("feeling-that-contradicts-the-emotion", STAGES + "    feelings: 对机器人很恼火\n    emotion: 2\n", [8]),
    ("feeling-that-contradicts-the-emotion", STAGES + "    feelings: not happy\n    emotion: -2\n", []),
    ("feeling-that-contradicts-the-emotion", STAGES + "    feelings: 不开心\n    emotion: -2\n", []),
    ("feeling-that-contradicts-the-emotion", STAGES + "    feelings: 不开心\n    emotion: 2\n", [8]),
    ("feeling-that-contradicts-the-emotion", STAGES + "    feelings: [{zh: 担心, en: worried}]\n    emotion: 1\n", [8]),
    ("feeling-that-contradicts-the-emotion", ONE_TO_FIVE + STAGES + "    feelings: joy\n    emotion: 2\n", [9]),
    ("feeling-that-contradicts-the-emotion", ONE_TO_FIVE + STAGES + "    feelings: joy\n    emotion: 4\n", []),
    ("feeling-that-contradicts-the-emotion", TWO + STAGES + "    feelings: joy\n    emotion: {ann: -1, ben: 1}\n", []),  # Ben's
    ("feeling-that-contradicts-the-emotion", TWO + STAGES + "    feelings: joy\n    emotion: {ann: -1, ben: -2}\n", [9]),
    ("feeling-that-contradicts-the-emotion", TWO + STAGES + "    feelings: joy\n    emotion: {ann: -1}\n", []),  # it may be Ben's
    ("feeling-that-contradicts-the-emotion", TWO + STAGES + "    personas: ann\n    feelings: joy\n    emotion: {ann: -1}\n", [10]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "lines"), LINES)
def test_which_lines_are_found(name: str, content: str, lines: list[int]) -> None:
    assert found_lines(name, content) == lines


OPTIONS: list[tuple[str, str, dict[str, Any], list[int]]] = [
    ("flat-curve", scored(0, 0, 0), {"touchpoints": 3}, [7]),
    ("flat-curve", scored(0, 0, 0, 0, 0), {"touchpoints": 6}, []),
    ("flat-curve", scored(0, 0, 0, 0, 1), {"least": 1.5}, [7]),
    ("flat-curve", scored(0, 0, 0, 0, 0), {"least": 0.0}, []),
    ("disappointing-moment-of-truth", touchpoints("emotion: -1, moment_of_truth: true"), {"at_most": -1.5}, []),
    ("disappointing-moment-of-truth", touchpoints("emotion: 0, moment_of_truth: true"), {"at_most": 0.0}, [7]),
    ("disappointing-moment-of-truth", ONE_TO_FIVE + touchpoints("emotion: 3, moment_of_truth: true"), {"at_most": 0.0}, [8]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "options", "lines"), OPTIONS)
def test_options(name: str, content: str, options: dict[str, Any], lines: list[int]) -> None:
    assert found_lines(name, content, **options) == lines


WORDS = [
    ("touchpoint-without-emotion", STAGES, "the touchpoint “t” has no emotion | add", "触点“t”没有情绪分 | 请补上"),
    ("touchpoint-without-emotion", TWO + STAGES, "the touchpoint “t” has no emotion | ", "触点“t”没有情绪分 | "),
    ("touchpoint-without-emotion", "personas: [{id: a}, {id: b}, {id: c, name: 小C}]\n" + STAGES + "    emotion: {a: 1}\n", "has no emotion for b and 小C | add the score, or `null`", "缺少情绪分：b、小C"),
    ("moment-of-truth-without-emotion", BILINGUAL + STAGES + "    moment_of_truth: true\n    emotion: {bao: 1}\n", "the moment of truth “t” has no emotion for Li Wei", "关键时刻“t”缺少情绪分：Li Wei"),
    ("moment-of-truth-without-emotion", "language: zh\n" + BILINGUAL + STAGES + "    moment_of_truth: true\n    emotion: {bao: 1}\n", "for 李薇", "：李薇"),
    ("moment-of-truth-without-emotion", STAGES + "    moment_of_truth: true\n", "the moment of truth “t” has no emotion | add `emotion: …`", "关键时刻“t”没有情绪分 | 请添加"),
    ("flat-curve", scored(0, 0, 0, 0, 0), "the curve is flat: all 5 scores are 0 |", "情绪曲线没有起伏：5 个分数都是 0 |"),
    ("flat-curve", scored(-1, -1, -1, -1, -1), "scores are −1", "分数都是 −1"),
    ("touchpoint-without-emotion", "stages: [{name: s, touchpoints: [a]}]\n", "| write it as `{name: …, emotion: …}`", "| 请写成 `{name: …, emotion: …}`"),
    ("flat-curve", TWO + scored(0, 0, 0, 0, 0), "the curve of Ann and Ben is flat", "没有起伏（Ann、Ben）："),
    ("flat-curve", ZERO_TO_TEN + scored(4, 5, 5, 5, 6), "all 5 scores are between 4 and 6", "5 个分数都在 4 和 6 之间"),
    ("curve-that-ends-on-its-low", scored(1, -1), "at “t1”: −1 |", "在“t1”：−1 |"),
    ("curve-that-ends-on-its-low", TWO + scored("{ann: 1, ben: -2}", "{ann: -1, ben: 0}"), "at “t1”: Ann −1 |", "在“t1”：Ann −1 |"),
    ("disappointing-moment-of-truth", TWO + touchpoints("emotion: {ann: -1, ben: -2}, moment_of_truth: true, pain_points: p"), "“t0” disappoints (Ann −1 and Ben −2)", "“t0”令人失望（Ann −1、Ben −2）"),
    ("disappointing-moment-of-truth", TWO + touchpoints("emotion: -1.5, moment_of_truth: true, pain_points: p"), "disappoints (−1.5)", "令人失望（−1.5）"),
    ("disappointing-moment-of-truth", ONE_TO_FIVE + touchpoints("emotion: 1, moment_of_truth: true, pain_points: p"), "disappoints (1)", "令人失望（1）"),
    ("moment-of-truth-without-metric", STAGES + "    moment_of_truth: true\n", "nothing measures the moment of truth “t”", "关键时刻“t”没有指标"),
    ("journey-without-moment-of-truth", touchpoints("emotion: 1", "emotion: 1"), "no touchpoint of the journey", "旅程中没有标出关键时刻"),
    ("feeling-that-contradicts-the-emotion", STAGES + "    feelings: [anger, fear]\n    emotion: 2\n", "“t” feels like “anger” and “fear”, but its score is the opposite: 2", "“t”的情绪是“anger”、“fear”，情绪分却相反：2"),
    ("feeling-that-contradicts-the-emotion", STAGES + "    feelings: [surprise, anger]\n    emotion: 2\n", "“t” feels like “anger”, but", "“t”的情绪是“anger”，"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "en", "zh"), WORDS)
def test_what_a_rule_says(name: str, content: str, en: str, zh: str) -> None:
    (one,) = found(name, content)
    assert one.help is not None
    assert en in f"{one.message.en} | {one.help.en}"
    assert zh in f"{one.message.zh} | {one.help.zh}"


PLACES = [
    ("touchpoint-without-emotion", STAGES, [(7, 5, 5)]),
    ("touchpoint-without-emotion", TWO + STAGES + "    emotion: {ann: 1}\n", [(9, 5, 12)]),
    ("flat-curve", scored(0, 0, 0, 0, 0), [(7, 25, 26)]),
    ("flat-curve", TWO + scored(*["{ann: 0, ben: 1}"] * 5), [(8, 31, 32), (8, 39, 40)]),
    ("curve-that-ends-on-its-low", TWO + scored("{ann: 1, ben: 2}", "{ann: 0, ben: -1}"), [(9, 39, 41)]),
    ("curve-that-ends-on-its-low", scored(1, "{'*': -1}"), [(8, 16, 23)]),
    ("disappointing-moment-of-truth", TWO + touchpoints("moment_of_truth: true, emotion: {ann: -1, ben: -1.25}"), [(8, 39, 46)]),
    ("disappointing-moment-of-truth", TWO + touchpoints("moment_of_truth: true, emotion: {ann: -1, ben: -2}"), [(8, 54, 56)]),
    ("journey-without-moment-of-truth", touchpoints("emotion: 1", "emotion: 1"), [(4, 1, 7)]),
    ("feeling-that-contradicts-the-emotion", STAGES + "    emotion: 2\n    feelings: anger\n", [(9, 15, 20)]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "places"), PLACES)
def test_where_it_is_found(name: str, content: str, places: list[tuple[int, int, int]]) -> None:
    text = Text("", HEAD + content)
    spans = [one.span for one in found(name, content) if one.span]
    assert [(*text.position(span.start), text.position(span.end)[1]) for span in spans] == places


def test_the_score_is_shown_beside_the_feeling() -> None:
    content = STAGES + "    emotion: 2\n    feelings: [anger]\n"
    (one,) = found("feeling-that-contradicts-the-emotion", content)
    assert one.related is not None
    assert Text("", HEAD + content).position(one.related[0].start)[0] == 8


@pytest.mark.parametrize(
    ("feeling", "expected"),
    [
        ("喜", 1), ("烦", -1), ("恐", -1), ("惊", 0), ("惊喜", 1), ("有点担心", -1), ("非常满意", 1), ("不太满意", 0), ("不满意", -1),
        ("Joy", 1), ("annoyed", -1), ("a bit anxious", -1), ("so happy!", 1), ("not happy", 0), ("surprise", 0), ("nervous", 0), ("", 0),
        ("气", -1), ("很气", -1), ("气死了", -1), ("气氛好", 0), ("高兴极了", 1), ("开心不起来", 0), ("放心不下", 0), ("对结果非常满意", 1), ("对孩子不是很放心", 0),
        ("害怕被骗", -1), ("担心消失了", 0), ("心里真的很不安", -1), ("let down by the app", -1), ("Feeling really annoyed at it", -1), ("happy until the bill came", 0),
        ("happy, but worried about money", 0), ("trust in the bank", 1), ("lost interest in it", 0), ("not happy about it", 0), ("happy that it isn’t over", 0),
    ],
)  # fmt: skip
def test_the_valence_of_a_feeling(feeling: str, expected: int) -> None:
    assert valence(feeling) == expected


def test_what_the_policies_apply() -> None:
    default = {rule.name for rule in RULES if rule.policies == DEFAULT}
    assert default == {
        "flat-curve",
        "moment-of-truth-without-emotion",
        "feeling-that-contradicts-the-emotion",
        "low-emotion-without-pain-point",
        "pain-point-without-opportunity",
        "severe-pain-point-without-action",
    }
    regulated = {rule.name for rule in RULES if rule.policies == REGULATED}
    assert regulated == {"severe-pain-points-without-a-plan"}
    assert all(rule.policies == STRICT for rule in RULES if rule.name not in default | regulated)
    assert all(rule.severity is Severity.WARNING for rule in RULES if rule.name in default)
    assert all(BY_NAME[rule.name] is rule for rule in RULES)
