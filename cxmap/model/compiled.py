"""The validators that read every file, and what their schemas allow at a place."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from cxmap.model import _compiled
from cxmap.model.core import SchemaValidator, ValidationError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

    from cxmap.diagnostics import Path
    from cxmap.model.data import Data
    from cxmap.model.journey import JourneyMap
    from cxmap.model.policy import PolicyFile
    from cxmap.model.workspace import WorkspaceFile

_SCHEMAS: dict[str, Any] = {"map": _compiled.MAP, "workspace": _compiled.WORKSPACE, "policy": _compiled.POLICY}


@cache
def _validator(name: str) -> SchemaValidator:
    return SchemaValidator(_SCHEMAS[name])


def validate_map(data: Any) -> tuple[JourneyMap | None, list[ErrorDetails]]:
    """Validate plain data as a map; return it, or None and everything that is wrong."""
    return _validate("map", data)


def validate_workspace(data: Any) -> tuple[WorkspaceFile | None, list[ErrorDetails]]:
    """Validate plain data as a workspace; return it, or None and everything that is wrong."""
    return _validate("workspace", data)


def data_of(content: Mapping[str, Any]) -> Data:
    """Return the `data` of a workspace that has nothing else, of plain data that is known to be right.

    Raises:
        ValueError: it is not.
    """
    found, errors = validate_workspace({"cxmap": 1, "data": content})
    if found is None or found.data is None:
        raise ValueError(errors)
    return found.data


def validate_policy(data: Any) -> tuple[PolicyFile | None, list[ErrorDetails]]:
    """Validate plain data as a policy file; return it, or None and everything that is wrong."""
    return _validate("policy", data)


def _validate(name: str, data: Any) -> tuple[Any, list[ErrorDetails]]:
    try:
        return _validator(name).validate_python(data), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def fields_at(name: str, path: Path) -> list[str]:
    """Return the keys that a mapping at `path` of a map or workspace may have; none where it is no such mapping."""
    node, definitions = _node_at(name, path)
    if node is None or (node := _concrete(node, definitions))["type"] != "model":
        return []
    return [field.get("validation_alias", key) for key, field in node["schema"]["fields"].items()]


def takes_text(name: str, path: Path) -> bool:
    """Whether a text may stand at `path` in place of a mapping."""
    node, _ = _node_at(name, path)
    while node is not None and node["type"] in {"default", "nullable"}:
        node = node["schema"]
    return node is not None and node["type"] == "function-before"


def _node_at(name: str, path: Path) -> tuple[Any, dict[str, Any]]:
    root = _SCHEMAS[name]
    definitions = {d["ref"]: d for d in root.get("definitions", ())}
    node: Any = root
    for step in path:
        node = _inside(_concrete(node, definitions), step)
        if node is None:
            break
    return node, definitions


def _concrete(node: Any, definitions: dict[str, Any]) -> Any:
    """Follow wrappers down to the model, tuple, dict or value they hold."""
    while True:
        match node["type"]:
            case "definitions" | "default" | "nullable" | "function-before" | "function-after":
                node = node["schema"]
            case "definition-ref":
                node = definitions[node["schema_ref"]]
            case "tagged-union":
                node = node["choices"]["bilingual"]
            case _:
                return node


def _inside(node: Any, step: str | int) -> Any:
    match node["type"]:
        case "model":
            for key, field in node["schema"]["fields"].items():
                if step in (key, field.get("validation_alias")):
                    return field["schema"]
        case "tuple":
            return node["items_schema"][0]
        case "dict":
            return node["values_schema"]
    return None
