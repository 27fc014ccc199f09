"""The words that pictures say: how they are typeset in each language, whatever view says them."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from cxmap.render.options import ViewOptions
from cxmap.render.scene import Label, Mark
from cxmap.render.subject import subject_of
from cxmap.render.views import view_called
from tests.pictures import document, flat

_RENDER = Path(__file__).parents[2] / "cxmap" / "render"
_DRAWN = ("labels.py", "views/**/*.py", "packs/labels.py", "tiling.py", "formats/html/labels.py")
_FORMULA = re.compile(r"x ± .*÷ n\)")
_HAN = "[\u4e00-\u9fff]"


class Said(NamedTuple):
    """Words in the code: where they stand, and both texts; a value that is filled in stands as `{…}`."""

    place: str
    en: str
    zh: str


@cache
def all_said() -> tuple[Said, ...]:
    paths = sorted({path for pattern in _DRAWN for path in _RENDER.glob(pattern)})
    return tuple(said for path in paths for said in _said_in(path))


def _said_in(path: Path) -> list[Said]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Words" and len(node.args) == 2:
            texts = [_text(argument) for argument in node.args]
            if all(texts) and not any("--" in text or "`" in text for text in texts):  # what the terminal says
                found.append(Said(f"{path.relative_to(_RENDER)}:{node.lineno}", *texts))
    return found


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return _FORMULA.sub("x", str(node.value))
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return ""


def faults(pattern: str, language: str) -> list[str]:
    return [f"{one.place} {text}" for one in all_said() if re.search(pattern, text := getattr(one, language))]


def test_enough_words_are_found() -> None:
    assert len(all_said()) > 600
    assert len({one.place.split(":")[0] for one in all_said()}) > 20


@pytest.mark.parametrize(
    "pattern",
    [
        rf"{_HAN} ([0-9A-Za-z{{]|[+−]\d)",  # no space between Chinese and a number, a letter or a value,
        rf"[0-9A-Za-z}}%] {_HAN}",  # neither before nor behind it
        rf"{_HAN}[,;:!?]|[,;:!?]{_HAN}|{_HAN}[()]",  # marks of full width
        rf"{_HAN}\.|\.\.\.",
        "[\"'「」]",  # “…”, and ‘…’ within
        rf"{_HAN}-{_HAN}|\d-\d",
        r" [xX*] |\d ?[xX*] ?\d",  # × and ÷, not letters
    ],
)
def test_chinese_is_typeset_as_chinese(pattern: str) -> None:
    assert faults(pattern, "zh") == []


@pytest.mark.parametrize(
    "pattern",
    [
        "[\"']",  # ’ and “…”
        "[\u3000-\u303f\uff01-\uff5e]",
        r"\s[,;:.!?]|\.\.\.",
        r"\d-\d| [xX*] ",  # 1–5, ×
        r" %| {2}",
    ],
)
def test_english_is_typeset_as_english(pattern: str) -> None:
    assert [fault for fault in faults(pattern, "en") if "How might we …" not in fault] == []


def test_a_gap_is_called_alike_everywhere() -> None:
    assert faults(r"not (given|said)\b", "en") == []
    assert faults("未注明|没有写(?!明)|没有画|未定", "zh") == []


def test_terms_are_those_of_the_field() -> None:
    assert faults("接触点|用户角色|痛处|机遇|有形证据|前端|后端|细分(?!市场)", "zh") == []


@pytest.mark.parametrize("name", ["poster", "curve", "personas", "blueprint", "channels", "flow", "plan"])
def test_scores_stand_on_the_scale_of_the_map(name: str) -> None:
    content = (
        "scale: {min: 1, max: 5}\npersonas: [{id: a, name: A, channels: [web]}, {id: b, name: B}]\n"
        "stages: [{name: S, touchpoints: [\n"
        "  {id: t, name: T, owner: o, channel: web, emotion: {a: 1, b: 2}, frontstage: [x], next: [{to: u, carries_data: false}],\n"
        "   pain_points: [{id: p, text: P}], opportunities: [{id: q, text: Q, addresses: [p]}]},\n"
        "  {id: u, name: U, channel: store, emotion: {a: 5, b: 3}}]}]\n"
        "actions: [{id: c, title: C, addresses: [q], impact: 3, effort: 2}]\n"
    )
    subject = subject_of(document(content), "en")
    view = view_called(name)
    assert view is not None
    scene = view.module.draw(subject, ViewOptions())
    items = [item for sheet in scene.sheets for item in flat(sheet.items)]
    texts = [" ".join(item.lines) for item in items if isinstance(item, Label)]
    titles = [item.title for item in items if isinstance(item, Mark)]
    assert [text for text in (*texts, *titles, scene.description) if re.search(r"[−-][12]\b|\+[12]\b", text)] == []
