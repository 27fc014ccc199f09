"""Structure: the differences of two maps, made in the older one, give the newer one; and none is told of equal maps."""

from __future__ import annotations

import copy
import os
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from cxmap.diff.applying import applied
from cxmap.diff.items import IDS, TEXTS, tree_of
from cxmap.diff.structure import Added, Moved, Removed, Renamed, Reordered, compare
from cxmap.model._compiled import MAP
from cxmap.model.compiled import validate_map
from cxmap.source import parse, read_text
from tests.diff.maps import BASE
from tests.helpers import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.diff.items import Item

CASES = int(os.environ.get("CXMAP_CASES", "300"))
"""How many random pairs are compared; a nightly run takes 10,000."""
_DATA = [parse(read_text(path)).data for path in EXAMPLES] + [BASE]


def tree(data: Any) -> Item | None:
    journey, _ = validate_map(copy.deepcopy(data))
    return None if journey is None else tree_of(journey, journey.language or "zh")


def nodes(value: Any) -> Iterator[Any]:
    """Yield every list and mapping."""
    if isinstance(value, list | dict):
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from nodes(inner)


def mutated(data: Any, random: Random) -> Any:
    """Return the data after some changes: shuffled, taken out, moved, doubled under another id, renamed, reworded."""
    data = copy.deepcopy(data)
    for _ in range(random.randint(1, 8)):
        lists: list[Any] = [node for node in nodes(data) if isinstance(node, list) and len(node) > 1]
        mappings: list[Any] = [node for node in nodes(data) if isinstance(node, dict)]
        some: Any
        match random.randrange(6):
            case 0:
                random.shuffle(random.choice(lists))
            case 1:
                some = random.choice(lists)
                some.pop(random.randrange(len(some)))
            case 2:
                some = random.choice([node for node in lists if isinstance(node[0], dict)])
                alike = [n for n in lists if n is not some and isinstance(n[0], dict) and {*n[0]} & {*some[0]}]
                if alike:
                    random.choice(alike).insert(0, some.pop())
            case 3:
                some = random.choice([node for node in mappings if "id" in node])
                some["id"] = f"{some['id']}-{random.randrange(100)}"
            case 4:
                named = [(node, key) for node in mappings for key in ("name", "text", "title") if key in node]
                node, key = random.choice(named)
                node[key] = f"Something else {random.randrange(100)}"
            case _:
                some = random.choice([node for node in lists if isinstance(node[0], dict)])
                twin = copy.deepcopy(random.choice(some))
                for node in nodes(twin):
                    if isinstance(node, dict) and "id" in node:
                        node["id"] = f"{node['id']}-twin"
                some.append(twin)
    return data


@pytest.mark.parametrize("seed", range(10))
def test_all_differences_together_are_the_whole_difference(seed: int) -> None:
    random = Random(seed)
    tried = 0
    while tried < CASES / 10:
        data = random.choice(_DATA)
        before, after = tree(data), tree(mutated(data, random))
        if before is None or after is None:
            continue
        tried += 1
        structure = compare(before, after)
        assert applied(structure).data() == after.data()
        told = [edit for edit in structure.edits if isinstance(edit, Added | Moved | Reordered)]
        assert len({edit.after for edit in told}) == len(told), "an item has come, moved or changed its place, once"
        gone = [edit.before for edit in structure.edits if isinstance(edit, Removed)]
        assert all(structure.matching.of_before(item) is None for item in gone)
        assert not any(item.parent in gone for item in gone), "what goes with something is not told again"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_equal_maps_have_no_differences(path: Any) -> None:
    data = parse(read_text(path)).data
    before, after = tree(data), tree(data)
    assert before is not None
    assert after is not None
    assert compare(before, after).edits == ()


def renamed(data: Any, old: str, new: str) -> Any:
    """Return data in which an id, and every reference to it, is another."""
    if isinstance(data, dict):
        return {new if key == old else key: renamed(value, old, new) for key, value in data.items()}
    if isinstance(data, list):
        return [renamed(value, old, new) for value in data]
    return new if data == old else data


@pytest.mark.parametrize("old", ["clinic", "ann", "door", "signs", "better-signs", "lookup", "soon", "calls", "arrive"])
def test_a_renamed_id_is_nothing_else(old: str) -> None:
    before, after = tree(BASE), tree(renamed(BASE, old, f"quite-another-{old}"))
    assert before is not None
    assert after is not None
    assert [type(edit) for edit in compare(before, after).edits] == [Renamed]


def test_thousands_of_new_ids_are_found_in_seconds() -> None:
    def large(suffix: str) -> Any:
        random = Random(1)
        words = [f"word{number}" for number in range(900)]
        touchpoints = [
            {
                "id": f"t{number}{suffix}",
                "name": " ".join(random.sample(words, 4)),
                "actions": [" ".join(random.sample(words, 8))],
            }
            for number in range(3700)
        ]
        random.shuffle(touchpoints) if suffix else None
        return {
            "cxmap": 1,
            "id": "m",
            "title": "M",
            "language": "en",
            "stages": [{"id": "s", "name": "S", "touchpoints": touchpoints}],
        }

    before, after = tree(large("")), tree(large("-new"))
    assert before is not None
    assert after is not None
    structure = compare(before, after)
    assert {type(edit) for edit in structure.edits} == {Renamed, Reordered}


def test_the_fields_of_texts_and_of_ids_are_those_of_the_format() -> None:
    """What a person reads, and what refers to something, is told apart by the names of fields: they must be complete."""
    texts, ids = set(), set()
    schema: Any = MAP
    definitions = {entry["ref"]: entry for entry in schema.get("definitions", ())}

    def kind_of(node: Any) -> tuple[str, bool]:
        listed = False
        while True:
            match node["type"]:
                case "default" | "nullable" | "function-before" | "function-after" | "definitions":
                    node = node["schema"]
                case "definition-ref":
                    node = definitions[node["schema_ref"]]
                case "tuple":
                    node, listed = node["items_schema"][0], True
                case "dict":
                    node = node["values_schema"]
                case other:
                    return other, listed

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if node.get("type") == "model":
                for name, field in node["schema"]["fields"].items():
                    kind, listed = kind_of(field["schema"])
                    if kind == "tagged-union":
                        texts.add(name.rstrip("_"))
                    if kind == "str" and listed:
                        ids.add(name)
            for value in node.values():
                walk(value)
        elif isinstance(node, list | tuple):
            for value in node:
                walk(value)

    walk(MAP)
    assert texts == TEXTS
    assert ids == IDS
