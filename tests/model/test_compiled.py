"""The validator that reads every file is compiled from the models: it must be fresh, and agree with them."""

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cxmap.diagnostics import Text
from cxmap.model import _compiled, compiler
from cxmap.model.compiled import fields_at, takes_text, validate_map, validate_workspace
from cxmap.model.journey import JourneyMap, Touchpoint
from cxmap.model.record import record
from cxmap.model.workspace import WorkspaceFile
from cxmap.source import parse
from tests.helpers import EXAMPLES, ROOT


def data_of(path: Path) -> Any:
    return parse(Text(path.name, path.read_text(encoding="utf-8"))).data


MAPS = [data_of(path) for path in EXAMPLES]
WORKSPACE = data_of(ROOT / "examples" / "cxmap.yaml")


def told(errors: list[ErrorDetails]) -> list[tuple[str, tuple[int | str, ...]]]:
    return [(error["type"], error["loc"]) for error in errors]


def assert_alike(model: Any, validate: Any, data: Any) -> None:
    value, errors = validate(data)
    reference, refused = None, []
    try:
        reference = model.model_validate(data)
    except ValidationError as error:
        refused = error.errors(include_url=False)
    assert told(errors) == told(refused)
    assert plain(value) == plain(reference)


def plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(plain(item) for item in value)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return (
        {key: plain(item) for key, item in vars(value).items()} if hasattr(value, "__pydantic_fields_set__") else value
    )


def test_it_is_fresh() -> None:
    assert Path(_compiled.__file__).read_text(encoding="utf-8") == compiler.compiled_source(), (
        "run `python -m cxmap.model.compiler`"
    )


@pytest.mark.parametrize("data", MAPS, ids=[path.stem for path in EXAMPLES])
def test_the_examples(data: Any) -> None:
    assert validate_map(data)[1] == []
    assert_alike(JourneyMap, validate_map, data)


def test_the_example_workspace() -> None:
    assert validate_workspace(WORKSPACE)[1] == []
    assert_alike(WorkspaceFile, validate_workspace, WORKSPACE)


ODD = [
    None, True, 0, -1, 7, 1.5, float("nan"), float("inf"), "", "x", "a b", "x" * 200, "3d", "2026-02-30", "#FFFFFF", "text：x",
    [], ["x"], [None], {}, {"zh": "x"}, {"zh": ""}, {"zh": 1, "en": "x"}, {"id": "x"}, {"text": "x"}, [{"text": "x", "y": 1}],
]  # fmt: skip


def changed(data: Any, chance: random.Random) -> Any:
    """Return a copy with one value changed, somewhere."""
    if isinstance(data, dict) and data and chance.random() < 0.9:
        key = chance.choice(list(data))
        match chance.random():
            case share if share < 0.08:
                return {k: v for k, v in data.items() if k != key}
            case share if share < 0.16:
                return {**data, chance.choice(["x", "id", "text", "zh", "name"]): chance.choice(ODD)}
        return {**data, key: changed(data[key], chance)}
    if isinstance(data, list) and data and chance.random() < 0.9:
        at = chance.randrange(len(data))
        return [*data[:at], changed(data[at], chance), *data[at + 1 :]]
    return chance.choice(ODD)


@given(st.sampled_from(MAPS), st.integers(0, 2**32))
def test_changed_examples(data: Any, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(20):
        assert_alike(JourneyMap, validate_map, changed(changed(data, chance), chance))


@given(st.integers(0, 2**32))
def test_changed_workspaces(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(20):
        assert_alike(WorkspaceFile, validate_workspace, changed(WORKSPACE, chance))


def test_the_fields_of_a_place() -> None:
    assert fields_at("map", ("stages", 0, "touchpoints", 2)) == [
        field.alias or name for name, field in Touchpoint.model_fields.items()
    ]
    assert fields_at("map", ("scope",))[:2] == ["from", "to"]
    assert fields_at("map", ("title",)) == ["zh", "en"]
    assert fields_at("map", ("stages", 0, "touchpoints", 0, "lanes", "x", 0)) == ["zh", "en"]
    assert fields_at("workspace", ("library", "teams", 0)) == ["id", "name", "colour", "contact"]
    for nowhere in (("stages",), ("nothing", 0), ("id", "x"), ("honeycomb",)):
        assert fields_at("map", nowhere) == []


def test_where_a_text_may_stand() -> None:
    assert takes_text("map", ("stages", 0))
    assert takes_text("map", ("actions",))
    assert not takes_text("map", ("metrics", 0))
    assert not takes_text("map", ("nothing",))


def test_a_record_is_frozen_and_equal_by_value() -> None:
    kind = record("Thing")
    one, other = kind(), kind()
    one.__dict__.update(id="x", name=None)
    other.__dict__.update(id="x", name=None)
    assert one == other
    assert one != record("Thing")()
    assert repr(one) == "Thing(id='x')"
    with pytest.raises(AttributeError, match="Thing is frozen"):
        one.id = "y"
