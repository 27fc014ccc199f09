"""The rules on what lies behind a touchpoint, beyond the examples of their pages."""

from typing import Any

import pytest

from cxmap.diagnostics import Text
from tests.lint.cases import HEAD, STAGES, found, found_lines

TWO = "stages:\n- name: s\n  touchpoints:\n"


def hanging(*steps: str) -> str:
    """Return a stage in which each touchpoint has one support step."""
    return TWO + "".join(f"  - {{name: t{n}, support: [{step}]}}\n" for n, step in enumerate(steps))


CASES: list[tuple[str, str, list[int]]] = [
    ("frontstage-without-backstage", STAGES, []),
    ("frontstage-without-backstage", "stages: [a]\n", []),
    ("frontstage-without-backstage", STAGES + "    frontstage: a\n", [8]),
    ("frontstage-without-backstage", STAGES + "    frontstage: a\n    backstage: b\n", []),
    ("frontstage-without-backstage", STAGES + "    frontstage: a\n    support: b\n", []),
    ("frontstage-without-backstage", STAGES + "    backstage: b\n", []),
    ("frontstage-without-backstage", STAGES + "    frontstage: []\n", []),
    # A map that stops at the line of visibility has one fault, not one at each touchpoint.
    ("frontstage-without-backstage", TWO + "  - {name: a, frontstage: x}\n  - {name: b, frontstage: x}\n", [7]),
    ("frontstage-without-backstage", TWO + "  - {name: a, frontstage: x}\n  - {name: b, frontstage: x}\n  - {name: c, support: x}\n", [7, 8]),
    ("single-point-of-failure", hanging("a", "a", "a", "a"), []),
    ("single-point-of-failure", hanging("b", "a", "a", "a", "a", "a"), [8]),
    ("single-point-of-failure", hanging("a", "a", "b", "a", "b", "b", "b", "b", "a", "a"), [7, 9]),
    # The text is compared, in the map's language; an id can stand at one of the steps only.
    ("single-point-of-failure", hanging("{id: core, text: Core bank}", "CORE BANK", "{text: core bank, owner: it}", "Core bank", "Core bank"), [7]),
    ("single-point-of-failure", hanging("{text: {en: Core, zh: 核心系统}}", "Core", "core", "{text: {en: Core}}", "core"), [7]),
    ("single-point-of-failure", "language: zh\n" + hanging("{text: {en: Core, zh: 核心系统}}", "核心系统", "核心系统", "核心系统", "核心系统"), [8]),
    ("single-point-of-failure", hanging("{text: {en: Core, zh: 系统}}", "{text: {en: Till, zh: 系统}}", "{text: {en: Core, zh: 系统}}", "{text: {en: Core}}", "Core"), []),
    # A touchpoint that names it twice hangs on it once.
    ("single-point-of-failure", hanging("a, a", "a", "a", "a"), []),
    ("single-point-of-failure", hanging("b, a", "a", "a", "a", "a, a"), [7]),
    # A backstage step is done at each touchpoint anew; only support is shared.
    ("single-point-of-failure", hanging("a", "a", "a", "a", "a").replace("support", "backstage"), []),
    ("no-owner-behind-the-line-of-visibility", STAGES, []),
    ("no-owner-behind-the-line-of-visibility", STAGES + "    frontstage: a\n", []),
    ("no-owner-behind-the-line-of-visibility", STAGES + "    backstage: a\n", [7]),
    ("no-owner-behind-the-line-of-visibility", STAGES + "    support: [a, b]\n", [7]),
    ("no-owner-behind-the-line-of-visibility", STAGES + "    owner: x\n    backstage: [a]\n    support: [b]\n", [7]),
    ("no-owner-behind-the-line-of-visibility", STAGES + "    backstage: [a]\n    support: [b, {text: c, owner: it}]\n", []),
    ("no-owner-behind-the-line-of-visibility", STAGES + "    frontstage: [{text: a, owner: x}]\n    backstage: [a]\n", [7]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "lines"), CASES)
def test_a_rule_finds(name: str, content: str, lines: list[int]) -> None:
    assert found_lines(name, content) == lines


OPTIONS: list[tuple[str, dict[str, Any], list[int]]] = [
    (hanging("a", "a"), {"touchpoints": 2}, [7]),
    (hanging("a", "b"), {"touchpoints": 2}, []),
    (hanging("a", "a", "a", "a", "a"), {"touchpoints": 6}, []),
]


@pytest.mark.parametrize(("content", "options", "lines"), OPTIONS)
def test_how_many_touchpoints_make_a_single_point(content: str, options: dict[str, Any], lines: list[int]) -> None:
    assert found_lines("single-point-of-failure", content, **options) == lines


WORDS = [
    ("frontstage-without-backstage", STAGES + "    frontstage: a\n", "behind the frontstage of “t”", "触点“t”的前台行为"),
    ("frontstage-without-backstage", TWO + "  - {name: a, frontstage: x}\n  - {name: b, frontstage: x}\n", "2 touchpoints have a frontstage", "有 2 个触点"),
    ("frontstage-without-backstage", STAGES + "    frontstage: a\n", "add `backstage: […]`", "请添加 `backstage: […]`"),
    ("single-point-of-failure", "language: zh\n" + hanging(*["{text: {en: Core, zh: 核心系统}}"] * 5), "5 touchpoints hang on “核心系统”", "有 5 个触点都依赖“核心系统”"),
    ("no-owner-behind-the-line-of-visibility", STAGES + "    support: a\n", "no team owns any step behind “t”", "触点“t”背后的步骤都没有责任团队"),
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
        ("frontstage-without-backstage", STAGES + "    frontstage: [a]\n", "frontstage"),
        ("single-point-of-failure", hanging("b, Core", "Core", "Core", "Core", "Core"), "Core"),
    ],
)
def test_what_is_underlined(name: str, content: str, text: str) -> None:
    (one,) = found(name, content)
    assert one.span is not None
    assert Text("", HEAD + content).content[slice(*one.span)] == text
