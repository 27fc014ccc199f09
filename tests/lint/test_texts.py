"""The walk over a map's texts visits every text of the format, and nothing else."""

from __future__ import annotations

import time
from typing import Any

import pytest

from cxmap.diagnostics import Text
from cxmap.document import load_text
from cxmap.lint.texts import MAP, Prose, Shape, TextAt, texts_of
from cxmap.model import _compiled
from tests.lint.cases import HEAD, STAGES

Tree = dict[str, Any]
"""The texts below a value: `""` where it may be one itself, `*` for the values of a mapping with ids for keys."""

COMPILED: Any = _compiled.MAP
DEFINITIONS = {definition["ref"]: definition for definition in COMPILED["definitions"]}
SHORT_FORMS = {"by_text", "by_title", "by_name", "by_risk", "as_goals"}
"""The functions of `cxmap.model.forms` that make an object of a text."""


def compiled(node: Any) -> Tree:
    """Return the texts that the compiled schema has below a node."""
    kind = node["type"]
    if kind == "tagged-union":  # the only union of the format is Text
        assert set(node["choices"]) == {"plain", "bilingual"}
        return {"": {}}
    if kind == "definition-ref":
        return compiled(DEFINITIONS[node["schema_ref"]])
    if kind == "function-before":
        short = node["function"]["function"].__name__ in SHORT_FORMS
        return ({"": {}} if short else {}) | compiled(node["schema"])
    if kind in ("definitions", "default", "nullable", "model-field"):
        return compiled(node["schema"])
    if kind == "tuple":
        return compiled(node["items_schema"][0])
    if kind == "dict":
        inner = compiled(node["values_schema"])
        return {"*": inner} if inner else {}
    if kind == "model":
        fields = {f.get("validation_alias", name): compiled(f) for name, f in node["schema"]["fields"].items()}
        return {name: inner for name, inner in fields.items() if inner}
    assert kind in {"str", "int", "float", "bool", "literal", "function-plain"}, kind
    return {}


def declared(shape: Shape) -> Tree:
    """Return the texts that a shape has."""
    tree: Tree = {"": {}} if shape.is_text else {}
    if shape.each is not None:
        tree["*"] = declared(shape.each)
    return tree | {name: declared(inner) for name, inner in shape.fields.items()}


def test_every_text_of_the_format_is_visited_and_nothing_else() -> None:
    assert declared(MAP) == compiled(COMPILED)


def test_the_comparison_sees_texts_in_every_form() -> None:
    tree = compiled(COMPILED)
    touchpoint = tree["stages"]["touchpoints"]
    assert tree["title"] == touchpoint["thoughts"] == {"": {}}
    assert touchpoint["lanes"] == {"*": {"": {}}}
    assert set(tree["personas"]["goals"]) == {"", "career", "personal", "other"}
    assert "" in touchpoint["pain_points"]
    assert "" not in tree["personas"]
    assert not {"id", "language", "version", "owner", "scale", "honeycomb"} & tree.keys()


def texts(content: str) -> list[TextAt]:
    return texts_of(load_text(Text("", HEAD + content)).source.data)


TOUCHPOINT = ("stages", 0, "touchpoints", 0)
CASES: list[tuple[str, list[tuple[Any, Any]]]] = [
    ("stages: [a]\n", [(("stages", 0), "a")]),
    ("stages: a\n", [(("stages",), "a")]),
    ("stages: {zh: 甲, en: a}\n", [(("stages",), {"zh": "甲", "en": "a"})]),
    ("stages: [{zh: 甲}]\n", [(("stages", 0), {"zh": "甲"})]),
    ("stages:\n- {id: x, name: a, touchpoints: b}\n", [(("stages", 0, "name"), "a"), (("stages", 0, "touchpoints"), "b")]),
    # What is a text in one place is an id in another.
    ("scope: {to: a}\nstages: [s]\n", [(("scope", "to"), "a"), (("stages", 0), "s")]),
    (STAGES + "    next: [{to: t2, when: a}, t3]\n  - id: t2\n  - id: t3\n", [
        (("stages", 0, "name"), "s"), ((*TOUCHPOINT, "name"), "t"), ((*TOUCHPOINT, "next", 0, "when"), "a"),
    ]),
    ("personas: [{id: p, needs: a, goals: b, channels: [web]}]\nstages: [s]\n", [
        (("personas", 0, "needs"), "a"), (("personas", 0, "goals"), "b"), (("stages", 0), "s"),
    ]),
    ("channels: [web]\nstages: [s]\n", [(("stages", 0), "s")]),
    # Languages are no ids: a lane may be called `zh`.
    ("lanes: [zh, en]\n" + STAGES + "    lanes: {zh: [a, b], en: {zh: 丙, en: null}}\n", [
        (("stages", 0, "name"), "s"), ((*TOUCHPOINT, "name"), "t"),
        ((*TOUCHPOINT, "lanes", "zh", 0), "a"), ((*TOUCHPOINT, "lanes", "zh", 1), "b"),
        ((*TOUCHPOINT, "lanes", "en"), {"zh": "丙", "en": None}),
    ]),
    ("teams: [it, {id: x, name: a, contact: b, colour: '#AABBCC'}]\nstages: [s]\n", [
        (("teams", 1, "name"), "a"), (("teams", 1, "contact"), "b"), (("stages", 0), "s"),
    ]),
    ("metrics: [{kind: kpi, name: a, unit: b, formula: median, period: 2026-Q1}]\nstages: [s]\n", [
        (("metrics", 0, "name"), "a"), (("metrics", 0, "unit"), "b"), (("metrics", 0, "formula"), "median"), (("stages", 0), "s"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), CASES)
def test_texts_with_their_paths(content: str, expected: list[tuple[Any, Any]]) -> None:
    assert texts(content) == [(("title",), "Example"), *expected]


def test_each_language_of_a_text() -> None:
    assert list(TextAt(("a",), "b").each()) == [(("a",), "b")]
    assert list(TextAt(("a",), {"zh": "乙", "en": "b"}).each()) == [(("a", "zh"), "乙"), (("a", "en"), "b")]
    assert list(TextAt(("a",), {"zh": None, "en": "b"}).each()) == [(("a", "en"), "b")]


def test_prose_knows_where_each_string_is_from() -> None:
    prose = Prose([TextAt(("a",), "one"), TextAt(("b",), {"zh": "二", "en": None}), TextAt(("c",), "t\nw")])
    assert prose.joined == "\0one\0二\0t\nw\0"
    assert prose.strings == ["one", "二", "t\nw"]
    for passage in prose.passages:
        assert prose.joined[passage.start : passage.start + len(passage.said)] == passage.said
        assert prose.passage(passage.start) == prose.passage(passage.start + len(passage.said) - 1) == passage
    assert [(p.path, p.language) for p in prose.passages] == [(("a",), None), (("b", "zh"), "zh"), (("c",), None)]
    assert not prose.is_western
    assert Prose([TextAt(("a",), "“curly” quotes — no more")]).is_western
    assert Prose([]).joined == "\0\0"
    assert Prose([]).is_western


def test_the_walk_is_fast() -> None:
    touchpoint = "  - {name: a, actions: [b, c], thoughts: [d], emotion: 1, pain_points: [{text: e, severity: low}]}\n"
    data = load_text(Text("", f"{HEAD}stages:\n- name: s\n  touchpoints:\n{touchpoint * 500}")).source.data
    took = []
    for _ in range(5):
        start = time.perf_counter()
        found = texts_of(data)
        took.append(time.perf_counter() - start)
    assert len(found) == 2 + 500 * 5
    assert min(took) < 0.05  # about 2 ms; a walk that grows with the square of the map would take seconds
