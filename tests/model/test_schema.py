"""The JSON Schemas: fresh, told in both languages, and true of what the format accepts."""

import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from jsonschema import Draft202012Validator

from cxmap.diagnostics import Text
from cxmap.model.compiled import validate_map, validate_policy, validate_workspace
from cxmap.model.schema import SCHEMAS, packaged_schema
from cxmap.schemas import generated_schema
from cxmap.source import parse
from tests.helpers import EXAMPLES, HEAD, ROOT
from tests.test_validation import ACCEPTED, CASES

SCHEMA: dict[str, dict[str, Any]] = {which: json.loads(packaged_schema(which)) for which in SCHEMAS}
VALIDATE = {"map": validate_map, "workspace": validate_workspace, "policy": validate_policy}
SHORTEST: dict[str, dict[str, Any]] = {
    "map": {"cxmap": 1, "id": "m", "title": "T", "stages": ["a"]},
    "workspace": {"cxmap": 1},
    "policy": {"cxmap": 1, "lint": {}},
}


def validator(which: str) -> Draft202012Validator:
    return Draft202012Validator(SCHEMA[which], format_checker=jsonschema.FormatChecker())


def models(which: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name and the schema of every model, the root first."""
    yield which, SCHEMA[which]
    yield from ((name, schema) for name, schema in SCHEMA[which]["$defs"].items() if "properties" in schema)


FIELDS = [
    pytest.param(which, model, name, field, id=f"{which}-{model}-{name}")
    for which in SCHEMAS
    for model, schema in models(which)
    for name, field in schema["properties"].items()
]


@pytest.mark.parametrize("which", SCHEMAS)
def test_it_is_fresh(which: str) -> None:
    assert packaged_schema(which) == generated_schema(which), "run `python -m cxmap.schemas`"


@pytest.mark.parametrize("which", SCHEMAS)
def test_it_is_a_schema(which: str) -> None:
    Draft202012Validator.check_schema(SCHEMA[which])
    assert SCHEMA[which]["$id"] == f"urn:cxmap:1:{which}"


@pytest.mark.parametrize(("which", "model", "name", "field"), FIELDS)
def test_every_field_has_a_description_in_both_languages_and_an_example(
    which: str, model: str, name: str, field: dict[str, Any]
) -> None:
    english, _, chinese = field["description"].partition("\n\n")
    assert re.fullmatch(r"[^\u4e00-\u9fff]+[.…]", english), "English first, as a sentence"
    assert re.search("[\u4e00-\u9fff]", chinese)
    assert len(field["examples"]) == 1


@pytest.mark.parametrize(("which", "model", "name", "field"), FIELDS)
def test_every_example_is_valid_in_its_place(which: str, model: str, name: str, field: dict[str, Any]) -> None:
    (example,) = field["examples"]
    schema = {**SCHEMA[which], "properties": {"here": field}, "required": ["here"]}
    Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate({"here": example})
    if model == which:
        assert VALIDATE[which]({**SHORTEST[which], name: example})[1] == []


@pytest.mark.parametrize("which", SCHEMAS)
def test_the_examples_of_a_model_make_a_whole(which: str) -> None:
    """A persona, a touchpoint … that has every field, each as its example shows it, is valid."""
    for model, schema in models(which):
        whole = {name: field["examples"][0] for name, field in schema["properties"].items()}
        part = {"$ref": f"#/$defs/{model}", "$defs": SCHEMA[which]["$defs"]}
        Draft202012Validator(SCHEMA[which] if model == which else part).validate(whole)
        if model == which:
            assert VALIDATE[which](whole)[1] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_example_maps_are_valid(path: Any) -> None:
    validator("map").validate(parse(Text(path.name, path.read_text(encoding="utf-8"))).data)


def test_the_example_workspace_is_valid() -> None:
    content = (ROOT / "examples" / "cxmap.yaml").read_text(encoding="utf-8")
    validator("workspace").validate(parse(Text("cxmap.yaml", content)).data)


@pytest.mark.parametrize("content", ACCEPTED)
def test_short_forms_are_valid(content: str) -> None:
    validator("map").validate(parse(Text("map.yaml", HEAD + content)).data)


BEYOND_A_SCHEMA = {
    "dash-without-space",
    "persona-not-here",
    "unknown-reference",
    "duplicate-id",
    "empty-scale",
    "nameless",
    "full-width-punctuation",
}
REFUSED = [
    case for case in CASES if case[3] not in BEYOND_A_SCHEMA and case[4] != "ordinary size" and "scale" not in case[4]
]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: f"{case[3]}-{case[0][:40]}")
def test_an_editor_refuses_what_the_format_refuses(case: tuple[str, int, int, str, str, str]) -> None:
    data = parse(Text("map.yaml", HEAD + case[0])).data
    assert not validator("map").is_valid(data)


def test_unknown_keys_are_refused_everywhere() -> None:
    for which in SCHEMAS:
        assert [name for name, schema in models(which) if schema.get("additionalProperties") is not False] == []


def test_nothing_but_its_own_definitions_is_needed() -> None:
    for which in SCHEMAS:
        references = set(re.findall(r'"\$ref": "([^"]+)"', packaged_schema(which)))
        assert references == {f"#/$defs/{name}" for name in SCHEMA[which]["$defs"]}
