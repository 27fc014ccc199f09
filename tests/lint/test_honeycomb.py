"""The rules on the honeycomb, beyond the examples of their pages."""

from pathlib import Path
from typing import Any

import pytest

from cxmap.workspace import open_workspace
from tests.lint.cases import HEAD, STAGES, found, found_lines

SIX = "useful: 3, usable: 3, findable: 3, credible: 3, accessible: 3, desirable: 3"
OWN = "honeycomb_model: ours\nhoneycomb_models: [{id: ours, dimensions: [fast, {id: warm, name: {zh: 温暖, en: Warm}}]}]\n"
PEOPLE = "personas: [{id: a}, {id: b}]\n"
GOOD, BAD = (
    "    honeycomb: {useful: 4, usable: 4, findable: 4}\n",
    "    honeycomb: {useful: 2, usable: 2, findable: 2}\n",
)


def at(*honeycombs: str) -> str:
    """Return a stage with one touchpoint for each honeycomb."""
    lines = "".join(f"  - {{name: t{n}, honeycomb: {{{scores}}}}}\n" for n, scores in enumerate(honeycombs))
    return "stages:\n- name: s\n  touchpoints:\n" + lines


NEVER = "dimension-never-scored"
UNDER = "dimension-under-its-threshold"
STRONG = "strong-but-for-some-dimensions"
AGAINST = "honeycomb-that-contradicts-the-emotion"

CASES: list[tuple[str, str, list[int]]] = [
    (NEVER, "stages: [a]\n", []),
    (NEVER, "honeycomb: {}\nstages: [a]\n", []),
    (NEVER, f"honeycomb: {{{SIX}}}\nstages: [a]\n", [4]),
    (NEVER, f"honeycomb: {{{SIX}, valuable: 3}}\nstages: [a]\n", []),
    # A null is a gap that somebody knows of; nothing but nulls is a form to fill in.
    (NEVER, f"honeycomb: {{{SIX}, valuable: null}}\nstages: [a]\n", []),
    (NEVER, "honeycomb: {useful: null}\nstages: [a]\n", []),
    (NEVER, f"stages:\n- name: s\n  honeycomb: {{{SIX}}}\n  touchpoints:\n  - {{name: t, honeycomb: {{valuable: 5}}}}\n", []),
    (NEVER, f"stages:\n- name: r\n- name: s\n  honeycomb: {{{SIX}}}\n  touchpoints:\n  - {{name: t, honeycomb: {{usable: 5}}}}\n", [7]),
    (NEVER, at("", "useful: 1", "usable: 2"), [8]),
    # Wherever it stands in the file, the honeycomb of the journey comes first.
    (NEVER, at("useful: 1") + "honeycomb: {usable: 2}\n", [8]),
    (NEVER, "honeycomb_model: service\nhoneycomb: {touchpoint: 3}\nstages: [a]\n", [5]),
    (NEVER, OWN + "honeycomb: {fast: 3}\nstages: [a]\n", [6]),
    (NEVER, OWN + "honeycomb: {fast: 3, warm: 2}\nstages: [a]\n", []),
    (UNDER, "stages: [a]\n", []),
    (UNDER, "honeycomb: {usable: 2.5, useful: null}\nstages: [a]\n", []),
    (UNDER, "honeycomb:\n  usable: 2.4\n  useful: 1\n  credible: 5\nstages: [a]\n", [5, 6]),
    # What the map says of the journey counts, whatever the touchpoints score.
    (UNDER, "honeycomb: {usable: 3}\n" + at("usable: 1", "usable: 1"), []),
    (UNDER, "honeycomb: {usable: 2}\n" + at("usable: 5", "usable: 5"), [4]),
    (UNDER, "honeycomb: {usable: null}\n" + at("usable: 1", "usable: 2"), [8]),
    (UNDER, at("usable: 3", "usable: 2", "usable: 1"), [9]),
    (UNDER, at("usable: 3", "usable: 2"), []),
    (UNDER, at("usable: 1", "usable: 1", "useful: 1"), [7]),
    # One score says nothing of the journey.
    (UNDER, at("usable: 1"), []),
    (UNDER, "stages:\n- name: s\n  honeycomb: {usable: 1}\n  touchpoints:\n  - {name: t, honeycomb: {usable: 2}}\n", [6]),
    (STRONG, at("useful: 5, usable: 4, findable: 2"), [7]),
    (STRONG, at("useful: 5, usable: 4, findable: 2.5"), []),
    (STRONG, at("useful: 5, usable: 3.5, findable: 1"), []),
    (STRONG, at("useful: 5, usable: 2, findable: 1"), []),
    # Two weak ones among four leave no strong touchpoint; among five they do.
    (STRONG, at("useful: 5, usable: 4, credible: 2, accessible: 1"), []),
    (STRONG, at("useful: 5, usable: 4, desirable: 4, credible: 2, accessible: 1"), [7]),
    (STRONG, at("useful: 5, usable: 4, desirable: 4, credible: 2, accessible: 3"), []),
    (STRONG, at("useful: 5, usable: 4, desirable: 4, valuable: 4, findable: 1, credible: 2, accessible: 1"), []),
    (STRONG, at("useful: 5, findable: 1"), []),
    (STRONG, at("useful: 5, usable: null, findable: 1"), []),
    (STRONG, at("useful: 5, usable: 4, credible: 5"), []),
    (STRONG, at("useful: 5, usable: 4, findable: 1", "findable: 5"), [7]),
    # The journey as a whole is low in it.
    (STRONG, at("useful: 5, usable: 4, findable: 1", "findable: 3"), []),
    (STRONG, "honeycomb: {findable: 2}\n" + at("useful: 5, usable: 4, findable: 1"), []),
    (STRONG, "honeycomb: {credible: 2}\n" + at("useful: 5, usable: 4, desirable: 4, credible: 2, accessible: 1"), [8]),
    (STRONG, "honeycomb: {credible: 2, accessible: 2}\n" + at("useful: 5, usable: 4, desirable: 4, credible: 2, accessible: 1"), []),
    (STRONG, "honeycomb: {findable: 3}\n" + at("useful: 5, usable: 4, findable: 1"), [8]),
    (AGAINST, STAGES + GOOD, []),
    (AGAINST, STAGES + "    emotion: null\n" + GOOD, []),
    (AGAINST, STAGES + "    emotion: -1\n" + GOOD, [9]),
    (AGAINST, STAGES + "    emotion: -0.5\n" + GOOD, []),
    (AGAINST, STAGES + "    emotion: 2\n" + GOOD, []),
    (AGAINST, STAGES + "    emotion: 1\n" + BAD, [9]),
    (AGAINST, STAGES + "    emotion: 0.5\n" + BAD, []),
    (AGAINST, STAGES + "    emotion: -2\n" + BAD, []),
    (AGAINST, STAGES + "    emotion: -2\n    honeycomb: {useful: 5, usable: 5}\n", []),
    (AGAINST, STAGES + "    emotion: -2\n    honeycomb: {useful: 5, usable: 5, findable: null}\n", []),
    (AGAINST, STAGES + "    emotion: -2\n    honeycomb: {useful: 4, usable: 4, findable: 3}\n", []),
    # One dimension explains the emotion.
    (AGAINST, STAGES + "    emotion: -2\n    honeycomb: {useful: 5, usable: 5, findable: 5, credible: 1}\n", []),
    (AGAINST, STAGES + "    emotion: 2\n    honeycomb: {useful: 1, usable: 1, findable: 1, desirable: 5}\n", []),
    (AGAINST, PEOPLE + STAGES + "    emotion: {a: -2, b: -1}\n" + GOOD, [10]),
    (AGAINST, PEOPLE + STAGES + "    emotion: {a: -2, b: 0}\n" + GOOD, []),
    (AGAINST, PEOPLE + STAGES + "    emotion: {a: -2, b: null}\n" + GOOD, [10]),
    (AGAINST, PEOPLE + STAGES + "    personas: a\n    emotion: {a: -2}\n" + GOOD, [11]),
    (AGAINST, "scale: {min: 1, max: 5}\n" + STAGES + "    emotion: 2\n" + GOOD, [10]),
    (AGAINST, "scale: {min: 1, max: 5}\n" + STAGES + "    emotion: 4\n" + GOOD, []),
    (AGAINST, "scale: {min: 1, max: 5}\n" + STAGES + "    emotion: 4\n" + BAD, [10]),
    (AGAINST, "scale: {min: 0, max: 10}\n" + STAGES + "    emotion: 7\n" + BAD, []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "lines"), CASES)
def test_a_rule_finds(name: str, content: str, lines: list[int]) -> None:
    assert found_lines(name, content) == lines


@pytest.mark.parametrize(
    ("content", "options", "lines"),
    [
        ("honeycomb: {usable: 3}\nstages: [a]\n", {"least": 3.5}, [4]),
        ("honeycomb: {usable: 3}\nstages: [a]\n", {"least": 3}, []),
        ("honeycomb: {usable: 2}\nstages: [a]\n", {"least": 2}, []),
    ],
)
def test_another_threshold(content: str, options: dict[str, Any], lines: list[int]) -> None:
    assert found_lines(UNDER, content, **options) == lines


def test_a_threshold_of_its_own() -> None:
    content = "honeycomb:\n  usable: 2\n  credible: 3\n  useful: 1.5\nstages: [a]\n"
    assert found_lines(UNDER, content) == [5, 7]
    assert found_lines(UNDER, content, by_dimension={"credible": 4}) == [5, 6, 7]
    assert found_lines(UNDER, content, by_dimension={"credible": 3, "useful": 1, "nothing": 5}) == [5]
    (one,) = found(UNDER, content, least=1, by_dimension={"credible": 4})
    assert one.message.en == "the journey scores 3 for “Credible”, under 4"
    assert one.message.zh == "整个旅程的“可信”为 3 分，低于 4 分"


@pytest.mark.parametrize(
    ("content", "options", "lines"),
    [
        (at("useful: 5, usable: 4, findable: 3"), {"weak": 3}, [7]),
        (at("useful: 5, usable: 3, findable: 2"), {"strong": 3}, [7]),
        (at("useful: 5, usable: 4, desirable: 4, credible: 2, accessible: 1"), {"most_weak": 1}, []),
        (at("useful: 5, usable: 4, desirable: 4, valuable: 4, findable: 1, credible: 2, accessible: 1"), {"most_weak": 3}, [7]),
    ],
)  # fmt: skip
def test_what_is_strong_and_what_is_weak(content: str, options: dict[str, Any], lines: list[int]) -> None:
    assert found_lines(STRONG, content, **options) == lines


WORDS = [
    (NEVER, f"honeycomb: {{{SIX}}}\nstages: [a]\n", "nowhere scored for “Valuable”", "蜂窝模型的“有价值”没有任何评分"),
    (NEVER, "honeycomb: {useful: 1, usable: 1, findable: 1, credible: 1, accessible: 1}\nstages: [a]\n", "“Desirable” and “Valuable”", "“合意”和“有价值”"),
    (NEVER, f"honeycomb: {{{SIX}}}\nstages: [a]\n", "add `valuable: …`; `null` says that nobody knows", "请添加 `valuable: …`；不知道就写 `null`"),
    (NEVER, OWN + "honeycomb: {fast: 3}\nstages: [a]\n", "“Warm”", "“温暖”"),
    (NEVER, "honeycomb: {useful: 1, usable: 1, findable: 1, credible: 1}\nstages: [a]\n", "add `accessible: …`, `desirable: …` and `valuable: …`;", "请添加 `accessible: …`、`desirable: …` 和 `valuable: …`；"),
    (UNDER, "honeycomb: {usable: 2.25}\nstages: [a]\n", "the journey scores 2.25 for “Usable”, under 2.5", "整个旅程的“可用”为 2.25 分，低于 2.5 分"),
    (UNDER, at("usable: 3", "usable: 2", "usable: 2"), "“Usable” averages 2.33 over 3 scores, under 2.5", "“可用”的 3 个评分平均 2.33 分，低于 2.5 分"),
    (STRONG, at("useful: 5, usable: 4, findable: 2"), "“t0” is strong but for “Findable” (2)", "触点“t0”其他维度都强，唯独弱在“可寻”（2 分）"),
    (STRONG, at("useful: 5, usable: 4, desirable: 4, credible: 2, accessible: 1"), "strong but for “Credible” (2) and “Accessible” (1)", "唯独弱在“可信”（2 分）和“可及”（1 分）"),
    (AGAINST, STAGES + "    emotion: -2\n" + GOOD, "the honeycomb of “t” averages 4, yet everyone feels bad there", "触点“t”的蜂窝评分平均 4 分，情绪却低落"),
    (AGAINST, STAGES + "    emotion: 2\n" + BAD, "averages 2, yet everyone feels good there", "平均 2 分，情绪却高涨"),
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
        (NEVER, f"honeycomb: {{{SIX}}}\nstages: [a]\n", "honeycomb"),
        (UNDER, at("usable: 3", "usable: 1.5"), "1.5"),
        (STRONG, at("useful: 5, usable: 4, findable: 2"), "2"),
        (AGAINST, STAGES + "    emotion: -2\n" + GOOD, "honeycomb"),
    ],
)
def test_what_is_underlined(name: str, content: str, text: str) -> None:
    (one,) = found(name, content)
    assert one.span is not None
    assert (HEAD + content)[slice(*one.span)] == text


def test_a_contradiction_shows_the_emotion_as_well() -> None:
    content = STAGES + "    emotion: -2\n" + GOOD
    (one,) = found(AGAINST, content)
    assert one.related is not None
    assert (HEAD + content)[slice(*one.related[0])] == "-2"


def test_a_model_of_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "cxmap.yaml").write_text(
        "cxmap: 1\nlibrary: {honeycomb_models: [{id: ours, dimensions: [fast, warm]}]}\n", encoding="utf-8"
    )
    content = "honeycomb_model: ours\nhoneycomb: {fast: 3}\nstages: [a]\n"
    (one,) = found(NEVER, content, open_workspace(tmp_path))
    assert one.message.en == "the honeycomb is nowhere scored for “warm”"
