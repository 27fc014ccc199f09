"""Puts a hostile text into every field of a map that takes free text."""

from __future__ import annotations

import copy
from typing import Any

from cxmap.diagnostics import InvalidFile, Text
from cxmap.document import Document, load_text
from cxmap.source import parse, read_text
from cxmap.workspace import workspace_of
from tests.pictures import ROOT


def with_hostile_texts(name: str, hostile: str) -> Document:
    """Return an example in which every text that may be anything has been replaced by `hostile`.

    Fields that refuse it (ids, dates, enumerations) keep their value; at least a hundred must take it.
    """
    import json

    path = ROOT / "examples" / "maps" / f"{name}.yaml"
    data = parse(read_text(path)).data
    changed = _replaced(copy.deepcopy(data), hostile)
    for _ in range(20):
        content = json.dumps(changed, ensure_ascii=False)
        try:
            document = load_text(Text("hostile.yaml", content), workspace_of(path.parent))
        except InvalidFile as error:
            for diagnostic in error.diagnostics:
                _restore(changed, data, diagnostic.path)
        else:
            assert content.count(json.dumps(hostile, ensure_ascii=False)) > 100
            return document
    raise AssertionError(f"{name} never became valid")


def _replaced(node: Any, hostile: str) -> Any:
    if isinstance(node, dict):
        return {key: value if key == "id" else _replaced(value, hostile) for key, value in node.items()}
    if isinstance(node, list):
        return [_replaced(item, hostile) for item in node]
    return hostile if isinstance(node, str) else node


def _restore(changed: Any, original: Any, path: tuple[str | int, ...]) -> None:
    for depth, step in enumerate(path):
        if depth == len(path) - 1 or not isinstance(changed[step], dict | list):
            changed[step] = copy.deepcopy(original[step])
            return
        changed, original = changed[step], original[step]
