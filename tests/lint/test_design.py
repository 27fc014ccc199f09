"""The rules on design, senses and promises, beyond the examples of their pages."""

import pytest

from tests.lint.cases import HEAD, STAGES, found, found_lines

PROMISES = "brand: {promises: [{id: fast, text: Within a day}, {id: once, text: {en: Once, zh: 只填一次}}, Warm]}\n"
STEPS = "positioning: a, scenario: b, core_focus: c, innovation: d"
SENSES = "    senses: {sound: a}\n"
MOMENT = STAGES + "    moment_of_truth: true\n"

CASES: list[tuple[str, str, list[int]]] = [
    ("incomplete-five-step-design", "stages: [a]\n", []),
    ("incomplete-five-step-design", "state: current\ndesign: {positioning: a}\nstages: [a]\n", []),
    ("incomplete-five-step-design", "design: {positioning: a}\nstages: [a]\n", []),
    ("incomplete-five-step-design", "state: future\nstages: [a]\n", [4]),
    ("incomplete-five-step-design", "state: future\ndesign: {}\nstages: [a]\n", [5]),
    ("incomplete-five-step-design", f"state: future\ndesign: {{{STEPS}}}\nstages: [a]\n", [5]),
    ("incomplete-five-step-design", f"state: future\ndesign: {{{STEPS}, senses: {{}}}}\nstages: [a]\n", [5]),
    ("incomplete-five-step-design", f"state: future\ndesign: {{{STEPS}, senses: {{touch: null}}}}\nstages: [a]\n", [5]),
    ("incomplete-five-step-design", f"state: future\ndesign: {{{STEPS}, senses: {{touch: e}}}}\nstages: [a]\n", []),
    ("incomplete-five-step-design", f"state: future\nstages: [a]\ndesign:\n  {{{STEPS.replace('a,', '{zh: 定位},')}, senses: {{touch: e}}}}\n", []),
    ("incomplete-five-step-design", f"state: future\nstages: [a]\ndesign:\n  {{{STEPS.replace('b,', 'null,')}, senses: {{touch: e}}}}\n", [6]),
    ("moments-of-truth-without-senses", MOMENT, []),
    ("moments-of-truth-without-senses", MOMENT + "  - name: b\n" + SENSES, [8]),
    ("moments-of-truth-without-senses", MOMENT + SENSES, []),
    ("moments-of-truth-without-senses", STAGES + "    moment_of_truth: zero\n  - name: b\n    moment_of_truth: second\n" + SENSES, []),
    ("moments-of-truth-without-senses", STAGES + "    moment_of_truth: zero\n  - name: b\n    moment_of_truth: second\n  - name: c\n" + SENSES, [8]),
    ("moments-of-truth-without-senses", "design: {senses: {sight: a}}\n" + MOMENT, [9]),
    ("moments-of-truth-without-senses", "design: {senses: {}}\n" + MOMENT + "    senses: {}\n", []),
    ("moments-of-truth-without-senses", STAGES + "    moment_of_truth: false\n" + SENSES, []),
    ("moments-of-truth-without-senses", STAGES + SENSES, []),
    # A future map that thinks of no sense at all is told so by incomplete-five-step-design.
    ("moments-of-truth-without-senses", "state: future\n" + MOMENT, []),
    ("promise-kept-nowhere", "stages: [a]\n", []),
    ("promise-kept-nowhere", "brand: {name: Acme}\nstages: [a]\n", []),
    # Nothing has been linked yet: that is said once.
    ("promise-kept-nowhere", PROMISES + STAGES, [4]),
    ("promise-kept-nowhere", "brand:\n  name: A\n  promises: [Warm]\n" + STAGES, [6]),
    ("promise-kept-nowhere", "brand: {promises: []}\n" + STAGES, []),
    ("promise-kept-nowhere", PROMISES + "stages: [a]\n", []),
    ("promise-kept-nowhere", PROMISES + STAGES + "    delivers: fast\n", [4]),
    ("promise-kept-nowhere", PROMISES + STAGES + "    delivers: [fast, once]\n", []),
    # The map says that it is broken: no oversight.
    ("promise-kept-nowhere", PROMISES + STAGES + "    delivers: fast\n    breaks: once\n", []),
    ("promise-kept-nowhere", PROMISES + STAGES + "    breaks: once\n", [4]),
    ("promise-kept-nowhere", "brand:\n  promises:\n  - Warm\n  - {id: a, text: A}\n  - {id: b, text: B}\n" + STAGES + "    delivers: a\n", [8]),
    ("broken-promise", PROMISES + STAGES + "    delivers: once\n", []),
    ("broken-promise", PROMISES + STAGES + "    breaks: once\n", [9]),
    ("broken-promise", PROMISES + STAGES + "    breaks:\n    - once\n    - fast\n", [10, 11]),
    ("broken-promise", PROMISES + STAGES + "    breaks: once\n    pain_points: [a]\n", []),
    ("broken-promise", PROMISES + STAGES + "    breaks: once\n    opportunities: [a]\n", []),
    ("broken-promise", PROMISES + STAGES + "    breaks: once\n    thoughts: [a]\n", [9]),
    ("broken-promise", "state: future\n" + PROMISES + STAGES + "    breaks: once\n    pain_points: [a]\n", [10]),
    ("broken-promise", "state: current\n" + PROMISES + STAGES + "    breaks: []\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "lines"), CASES)
def test_a_rule_finds(name: str, content: str, lines: list[int]) -> None:
    assert found_lines(name, content) == lines


WORDS = [
    ("incomplete-five-step-design", "state: future\nstages: [a]\n", "a future map without its design", "未来旅程图没有体验设计"),
    ("incomplete-five-step-design", "state: future\nstages: [a]\n", "positioning, scenario, core_focus, innovation, senses", "positioning、scenario、core_focus、innovation、senses"),
    ("incomplete-five-step-design", "state: future\ndesign: {positioning: a, innovation: b}\nstages: [a]\n", "the design lacks scenario, core focus and four senses", "体验设计五步法缺少场景化、核心关注点和四感"),
    ("incomplete-five-step-design", "state: future\ndesign: {positioning: a, innovation: b}\nstages: [a]\n", "add `scenario: …`, `core_focus: …` and `senses: …`", "请添加 `scenario: …`、`core_focus: …` 和 `senses: …`"),
    ("moments-of-truth-without-senses", MOMENT + "  - name: b\n" + SENSES, "the moment of truth “t”", "关键时刻“t”没有写四感"),
    ("moments-of-truth-without-senses", MOMENT + "  - {name: b, moment_of_truth: third}\n  - name: c\n" + SENSES, "none of the 2 moments of truth", "2 个关键时刻都没有写四感"),
    ("promise-kept-nowhere", PROMISES + STAGES, "the brand makes promises, and no touchpoint keeps or breaks any", "写了品牌承诺，却没有任何触点兑现或违背"),
    ("promise-kept-nowhere", PROMISES + STAGES + "    delivers: fast\n", "no touchpoint keeps the promise “Once”", "请在兑现它的触点添加 `delivers: [once]`"),
    ("promise-kept-nowhere", "language: zh\n" + PROMISES + STAGES + "    delivers: fast\n", "“只填一次”", "没有触点兑现品牌承诺“只填一次”"),
    ("broken-promise", PROMISES + STAGES + "    breaks: fast\n", "“t” breaks the promise “Within a day”, and nothing follows", "触点“t”违背了品牌承诺“Within a day”，却没有下文"),
    ("broken-promise", "state: future\n" + PROMISES + STAGES + "    breaks: fast\n", "in the future, “t” is to break", "未来的触点“t”仍会违背品牌承诺“Within a day”"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "en", "zh"), WORDS)
def test_what_a_rule_says(name: str, content: str, en: str, zh: str) -> None:
    (one,) = found(name, content)
    assert one.help is not None
    assert en in f"{one.message.en} | {one.help.en}"
    assert zh in f"{one.message.zh} | {one.help.zh}"


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("incomplete-five-step-design", "state: future\nstages: [a]\n", "future"),
        ("incomplete-five-step-design", "state: future\ndesign: {positioning: a}\nstages: [a]\n", "design"),
        ("moments-of-truth-without-senses", MOMENT + "  - name: b\n" + SENSES, "true"),
        ("broken-promise", PROMISES + STAGES + "    breaks: [once]\n", "once"),
    ],
)
def test_what_is_underlined(name: str, content: str, text: str) -> None:
    (one,) = found(name, content)
    assert one.span is not None
    assert (HEAD + content)[slice(*one.span)] == text
