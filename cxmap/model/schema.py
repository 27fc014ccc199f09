"""The JSON Schemas of the format, made from the models; `cxmap.schemas` adds the rules to them and writes the files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import BaseModel

SCHEMAS = ("map", "workspace", "policy")
_TITLES = {
    "map": "cxmap journey map, version 1",
    "workspace": "cxmap workspace, version 1",
    "policy": "cxmap lint policy, version 1",
}
_SOME_LANGUAGE = [{"required": [name], "properties": {name: {"type": "string"}}} for name in ("zh", "en")]
_TEXT = {
    "description": "What a person reads: one text, or one in each language.\n\n给人看的文本：一段文本，或中英各一段。",
    "examples": ["提交申请", {"zh": "提交申请", "en": "Apply"}],
    "anyOf": [{"type": "string", "minLength": 1}, {"$ref": "#/$defs/Bilingual"}],
}


def schema_path(which: str) -> Path:
    """Return where a schema is kept: beside the package in a checkout, inside it once installed."""
    inside = Path(__file__).parents[1] / "schemas"
    folder = inside if inside.is_dir() else Path(__file__).parents[2] / "schemas"
    return folder / f"{which}.schema.json"


def packaged_schema(which: str) -> str:
    """Return the text of the schema called `map`, `workspace` or `policy`."""
    return schema_path(which).read_text(encoding="utf-8")


def schema_of_models(which: str) -> dict[str, Any]:
    """Return the schema called `which`, made from its model."""
    from cxmap.model.fields import Bilingual
    from cxmap.model.journey import JourneyMap
    from cxmap.model.policy import PolicyFile
    from cxmap.model.workspace import WorkspaceFile

    models: dict[str, type[BaseModel]] = {"map": JourneyMap, "workspace": WorkspaceFile, "policy": PolicyFile}
    schema = _tidy(models[which].model_json_schema(by_alias=True))
    schema["$defs"] |= {"Bilingual": {**_tidy(Bilingual.model_json_schema()), "anyOf": _SOME_LANGUAGE}, "Text": _TEXT}
    schema["$defs"] = dict(sorted(schema["$defs"].items()))
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:cxmap:1:{which}",
        "title": _TITLES[which],
    }
    schema.pop("title", None)
    return {**head, **schema}


def _tidy(node: Any, *, names: bool = False) -> Any:
    """Drop pydantic's generated titles, and flatten its alternatives: both only clutter what an editor shows."""
    if isinstance(node, list):
        return [_tidy(item) for item in node]
    if not isinstance(node, dict):
        return node
    tidy = {
        key: value
        if key in {"examples", "default"} and not names
        else _tidy(value, names=key in {"properties", "$defs"})
        for key, value in node.items()
        if names or not (key == "title" or (key == "default" and value is None))
    }
    if names:
        return tidy
    if "x-ref" in tidy:
        tidy = {"$ref": f"#/$defs/{tidy.pop('x-ref')}", **tidy}
    if "patternProperties" in tidy:
        tidy["additionalProperties"] = False
    choices = tidy.get("anyOf")
    if isinstance(choices, list):
        flat: list[Any] = []
        for choice in choices:
            flat.extend(choice["anyOf"] if choice.keys() == {"anyOf"} else [choice])
        kept = [choice for n, choice in enumerate(flat) if choice not in flat[:n]]
        del tidy["anyOf"]
        tidy = {**kept[0], **tidy} if len(kept) == 1 else {**tidy, "anyOf": kept}
    return tidy
