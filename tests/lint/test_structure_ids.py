"""Rules about ids, beyond the examples of their pages; and the fix that writes an id anew."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from cxmap.diagnostics import Text
from cxmap.document import load_text
from cxmap.edit import apply_edits
from cxmap.lint import lint_document
from cxmap.lint.engine import as_declared
from cxmap.lint.rules.structure import RULES
from cxmap.lint.rules.structure.naming import GIVEN, USED, USED_AS_KEYS
from cxmap.model.alike import skeleton
from cxmap.workspace import open_workspace
from tests.helpers import ROOT
from tests.lint.cases import HEAD, STAGES, found, found_lines

if TYPE_CHECKING:
    from pathlib import Path

    from cxmap.workspace import Workspace

LOOK_ALIKES = [
    ("channels: [web, phone]\n" + STAGES, []),
    ("channels: [web, Web]\n" + STAGES, [4]),
    ("channels: [web, ｗｅｂ, WEB]\n" + STAGES, [4, 4]),
    ("teams: [risk_team, risk-team, risk–team]\n" + STAGES, [4, 4]),
    ("teams: [risk_team, riskteam, risk.team]\n" + STAGES, []),
    ("teams: [一-二, 一一二]\n" + STAGES, []),
    ("teams: [Web]\nchannels: [web]\n" + STAGES, []),  # of two kinds
    ("segments: [straße, STRASSE]\n" + STAGES, [4]),
    ("personas:\n- {id: a, needs: [{id: x_y, text: t}]}\n- {id: b, needs: [{id: x-y, text: t}, {id: A, text: t}]}\n" + STAGES, [6]),
    ("honeycomb_models: [{id: m, dimensions: [a, b]}, {id: n, dimensions: [A, c]}]\n" + STAGES, []),
    ("honeycomb_models: [{id: m, dimensions: [a, A]}]\n" + STAGES, [4]),
    ("brand: {promises: [{id: a, text: x}, {id: A, text: x}]}\n" + STAGES, [4]),
    ("evidence: [{id: e-1}, {id: E-1}]\nmetrics: [{kind: nps, id: n}]\n" + STAGES + "    metrics: [{kind: nps, id: N}]\n", [4, 10]),
    ("stages:\n- {id: s, touchpoints: [{id: t-a}]}\n- {id: S, touchpoints: [{id: t_a}]}\n", [6, 6]),
    (STAGES + "    pain_points: [{id: p, text: x}]\n    opportunities: [{id: P, text: x}]\n    risks: [{id: p-, risk: x}]\n  - name: u\n    pain_points: [{id: P, text: x}]\n    risks: [{id: p_, risk: x}]\n", [12, 13]),
    (STAGES + "    frontstage: [{id: f, text: x}, {id: F, text: x}]\n    backstage: [{id: b, text: x}]\n    support: [{id: B, text: x}]\nactions: [{id: a, title: x}, {id: A, title: x}]\n", [8, 11]),
]  # fmt: skip
UNNORMALISED = [
    ("channels: [web, 网上银行]\n" + STAGES, []),
    ("channels: [ｗｅｂ, ﬁlm, 阶段①]\n" + STAGES, [4, 4, 4]),
    ("channels: [ｗｅｂ, Web]\n" + STAGES, []),  # look-alike-ids
    ("channels: [ｗｅｂ]\nteams: [web]\n" + STAGES, [4]),
    ("channels: [①, １]\n" + STAGES, []),  # look-alike-ids
    ("channels: [caf\u0065\u0301]\n" + STAGES, []),  # in NFD, which the reader composes
    ("stages:\n- {id: Ｓ１, touchpoints: [{id: ｔ１, name: ｎａｍｅ}]}\n", [5, 5]),
]
TITLES = [
    ("stages: [{id: looking-for-a-quiet-flat, name: Looking for a quiet flat}]\n", [4]),
    ("stages: [{id: looking_for_quiet_flat, name: Looking for a quiet flat!}]\n", [4]),
    ("stages: [{id: looking-for-a-quiet-flat, name: Looking for a quiet flat in town}]\n", [4]),
    ("stages: [{id: looking-for-a-flat, name: Looking for a flat}]\n", []),  # two words that mean something
    ("stages: [{id: at-the-door, name: At the door}]\n", []),
    ("stages: [{id: find-flat, name: Find a flat}]\n", []),
    ("stages: [{id: flat-hunt-begins, name: Looking for a flat}]\n", []),
    ("stages: [{id: whats-added-here, name: {zh: 多了什么, en: What’s added here}}]\n", [4]),
    ("stages: [{id: kan-fang-zi, name: 看房子}]\n", []),
    ("stages: [{id: 申请住房贷款, name: 申请住房贷款}, {id: 等结果, name: 等结果}]\n", [4]),
    ("stages: [{name: Looking for a flat}]\n", []),
    ("stages: [{id: a-b-c}]\n", []),
    (STAGES + "    id: the-t-t\n    pain_points:\n    - {id: no-news-for-days, text: No news for days}\n", [10]),
    (STAGES + "    pain_points:\n    - {id: no-news, text: No news}\n    - {id: of-the-and, text: x}\n", []),
]  # fmt: skip
CASES = [
    *(("look-alike-ids", content, lines) for content, lines in LOOK_ALIKES),
    *(("unnormalised-id", content, lines) for content, lines in UNNORMALISED),
    *(("id-made-of-the-title", content, lines) for content, lines in TITLES),
]


@pytest.mark.parametrize(("name", "content", "lines"), CASES)
def test_cases(name: str, content: str, lines: list[int]) -> None:
    assert found_lines(name, content) == lines


@pytest.mark.parametrize(
    ("words", "content", "lines"),
    [
        (2, "stages: [{id: find-flat, name: Find a flat}]\n", [4]),
        (1, "stages: [{id: 等结果, name: 等结果}]\n", [2, 4]),
        (5, "stages: [{id: no-news-for-days, name: No news for days}]\n", []),
    ],
)
def test_how_many_words_make_a_title(words: int, content: str, lines: list[int]) -> None:
    assert found_lines("id-made-of-the-title", content, words=words) == lines


def test_the_id_of_the_map_is_not_made_of_its_title() -> None:
    document = load_text(Text("m.yaml", "cxmap: 1\nid: buying-a-new-coat\ntitle: Buying a new coat\nstages: [a]\n"))
    (rule,) = [rule for rule in RULES if rule.name == "id-made-of-the-title"]
    (one,) = lint_document(document, [as_declared(rule)], date(2026, 1, 1))
    assert one.path == ("id",)


WORDS = [
    ("look-alike-ids", "channels: [web, Web]\n" + STAGES, "`Web` looks like `web` on line 4", "`Web` 与第 4 行的 `web` 难以分辨"),
    ("unnormalised-id", "channels: [ｗｅｂ]\n" + STAGES, "characters that stand for `web` | write `web`", "其普通写法为 `web` | 请改为 `web`"),
    ("unnormalised-id", "channels: [㏂]\n" + STAGES, "write `a.m.`", "请改为 `a.m.`"),
    ("unnormalised-id", "channels: [⑴]\n" + STAGES, "write it in ordinary letters and digits", "请改用普通的字母和数字"),
    ("id-made-of-the-title", "stages: [{id: x-y-z, name: x y z d}]\n", "the id `x-y-z` repeats “x y z d”", "id `x-y-z` 照抄了“x y z d”"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "en", "zh"), WORDS)
def test_what_is_said(name: str, content: str, en: str, zh: str) -> None:
    (one,) = found(name, content)
    assert one.help is not None
    assert en in f"{one.message.en} | {one.help.en}"
    assert zh in f"{one.message.zh} | {one.help.zh}"


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("look-alike-ids", "evidence: [{id: e}, {title: x, id: E}]\n" + STAGES, (4, 36)),
        ("id-made-of-the-title", "stages: [{id: x-y-z, name: x y z}]\n", (4, 15)),
    ],
)
def test_where_it_is_said(name: str, content: str, place: tuple[int, int]) -> None:
    (one,) = found(name, content)
    assert one.span is not None
    assert Text("", HEAD + content).position(one.span.start) == place


def test_a_look_alike_points_at_the_first() -> None:
    content = "channels:\n- {id: web}\n- {id: Web}\n" + STAGES
    (one,) = found("look-alike-ids", content)
    assert one.related is not None
    assert Text("", HEAD + content).position(one.related[0].start) == (5, 8)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Web", "web"), ("ｗｅｂ", "web"), ("a_b", "a-b"), ("a‑b", "a—b"), ("a−b", "a－b"), ("ß", "SS"), ("Ⅱ", "ii"), ("ﬁ", "FI")],
)  # fmt: skip
def test_what_looks_the_same(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


# --- the fix of an id


EVERYWHERE = """\
owner: ａ
personas:
- id: ａ # who
  segment: ａ
  channels: [ａ]
  needs: [{id: ａ, text: ａ}]
segments: [ａ]
channels: [ａ]
teams: [{id: 'ａ'}]
lanes: [ａ]
evidence: [{id: "ａ"}]
brand: {promises: [{id: ａ, text: ａ}]}
honeycomb_model: ａ
honeycomb_models: [{id: ａ, centre: ａ, dimensions: [ａ, {id: b}]}, {id: c, dimensions: [d]}]
honeycomb: {ａ: 1}
metrics: [{kind: nps, id: ａ, evidence: ａ}]
stages:
- id: ａ
  honeycomb: {ａ: 1, b: 2}
  metrics: [{kind: nps, evidence: [ａ]}]
  touchpoints:
  - id: ａ
    name: ａ
    channel: ａ
    owner: ａ
    personas: [ａ]
    emotion: {ａ: 1}
    honeycomb: {ａ: 1}
    needs: ａ
    delivers: ａ
    breaks: [ａ]
    evidence: ａ
    pain_points: [{id: ａ, text: ａ, evidence: ａ, owner: ａ, personas: ａ}]
    opportunities: [{id: ａ, text: ａ, addresses: ａ, evidence: [ａ], owner: ａ}]
    frontstage: [{id: ａ, text: ａ, owner: ａ}]
    backstage: [{id: ａ, text: ａ, owner: ａ}]
    support: [{id: ａ, text: ａ, owner: ａ}]
    risks: [{id: ａ, risk: ａ, owner: ａ}]
    metrics: [{kind: nps, evidence: ａ}]
    lanes: {ａ: ａ}
  - name: b
    next: [ａ, {to: ａ, when: ａ}]
actions: [{id: ａ, title: ａ, addresses: [ａ], owner: ａ}]
"""


def fixed(content: str, workspace: Workspace | None = None) -> str:
    """Apply every fix of `unnormalised-id`, and return what follows the head."""
    fixes = [one.fix for one in found("unnormalised-id", content, workspace) if one.fix]
    return apply_edits(HEAD + content, [edit for fix in fixes for edit in fix.edits]).removeprefix(HEAD)


def test_an_id_is_written_anew_wherever_it_is_used() -> None:
    mended = fixed(EVERYWHERE)
    assert found("unnormalised-id", mended) == []
    texts = mended.replace(": ａ", ": a").splitlines()  # what is left are texts, not ids
    assert [line for line in texts if "ａ" in line] == []
    assert (
        mended.count("ａ")
        == sum(EVERYWHERE.count(f"{key}: ａ") for key in ("text", "name", "risk", "title", "when")) + 1
    )
    assert mended.count("a # who") == mended.count("'a'") == mended.count('"a"') == 1


def test_only_the_kind_and_the_model_that_is_meant_are_written_anew() -> None:
    content = (
        "channels: [ａ]\nhoneycomb_models: [{id: m, dimensions: [ｄ]}, {id: n, dimensions: [ｄ, e]}]\nhoneycomb_model: n\n"
        + STAGES
        + "    channel: ａ\n    honeycomb: {ｄ: 1}\n"
    )
    first, second, third = found("unnormalised-id", content)
    assert [len(one.fix.edits) for one in (first, second, third) if one.fix] == [2, 1, 2]


@pytest.mark.parametrize(
    ("content", "mended"),
    [
        ("teams: [１２]\n" + STAGES + "    owner: １２\n", 'teams: ["12"]\n' + STAGES + '    owner: "12"\n'),
        ("teams: [\"ｎｏ\"]\n" + STAGES + "    owner: 'ｎｏ'\n", "teams: [\"no\"]\n" + STAGES + "    owner: 'no'\n"),
        ("teams: [ａ\u0065\u0301]\n" + STAGES + "    owner: ａ\u00e9\n", "teams: [a\u00e9]\n" + STAGES + "    owner: a\u00e9\n"),
    ],
)  # fmt: skip
def test_an_id_is_written_as_yaml_reads_it(content: str, mended: str) -> None:
    assert fixed(content) == mended


@pytest.mark.parametrize(
    "content",
    [
        "teams: [{id: &team ａ}]\n" + STAGES + "    owner: *team\n",
        "teams: [ａ]\n" + STAGES + "    owner: &team ａ\n",
        "teams: [⑴]\n" + STAGES,  # it stands for (1), and brackets are no part of an id
        "teams: [ﷺ" + "ﷺ" * 5 + "]\n" + STAGES,
    ],
)
def test_what_cannot_be_written_anew_is_found_all_the_same(content: str) -> None:
    (one,) = found("unnormalised-id", content)
    assert one.fix is None


def test_every_place_of_an_id_is_known() -> None:
    """What the format's schema calls an id is what the rules look for: no place is forgotten when a field is added."""
    schema = json.loads((ROOT / "schemas" / "map.schema.json").read_text(encoding="utf-8"))
    pattern = next(branch["pattern"] for branch in schema["properties"]["owner"]["anyOf"] if "pattern" in branch)
    mappings, ids = set(), set()

    def walk(node: dict[str, Any], shape: str) -> None:
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].removeprefix("#/$defs/")]
        if node.get("pattern") == pattern:
            ids.add(shape)
        for branch in node.get("anyOf", ()):
            walk(branch, shape)
        if isinstance(node.get("items"), dict):
            walk(node["items"], shape)
        if isinstance(node.get("additionalProperties"), dict) or "patternProperties" in node:
            mappings.add(shape)
        for name, field in node.get("properties", {}).items():
            walk(field, f"{shape}.{name}".removeprefix("."))

    walk(schema, "")
    assert ids == {*GIVEN, *USED}
    assert mappings == set(USED_AS_KEYS)


# --- the workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with a few ids."""
    library = "{channels: [web, ａｐｐ], personas: [{id: ann, needs: [{id: fast, text: x}]}]}"
    (tmp_path / "cxmap.yaml").write_text(f"cxmap: 1\nlibrary: {library}\n", encoding="utf-8")
    return open_workspace(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "lines"),
    [
        ("look-alike-ids", STAGES, []),
        ("look-alike-ids", "channels: [web, ａｐｐ, {id: phone}]\n" + STAGES, []),
        ("look-alike-ids", "channels: [Web]\nlanes: [web]\n" + STAGES, [4]),
        ("look-alike-ids", "personas: [{id: Ann, needs: [{id: FAST, text: x}]}]\n" + STAGES, [4, 4]),
        ("unnormalised-id", "channels: [ａｐｐ]\n" + STAGES + "    channel: ａｐｐ\n", []),  # the workspace's name
        ("unnormalised-id", "channels: [ｗｅｂ]\n" + STAGES, []),  # look-alike-ids
    ],
)
def test_a_rule_sees_the_workspace(name: str, content: str, lines: list[int], workspace: Workspace) -> None:
    assert found_lines(name, content, workspace) == lines


def test_what_looks_like_an_id_of_the_workspace(workspace: Workspace) -> None:
    (one,) = found("look-alike-ids", "channels: [Web]\n" + STAGES, workspace)
    assert one.message == ("`Web` looks like `web` in the workspace", "`Web` 与工作区中的 `web` 难以分辨")
    assert one.related is None
