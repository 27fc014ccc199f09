"""Writes the JSON Schemas for editors: `python -m cxmap.schemas`; a test proves them fresh.

The models give the fields; the rules give the names, severities and options that a lint policy may hold.
"""

from __future__ import annotations

import json
from typing import Any

from cxmap.lint import RULES
from cxmap.lint.pages import page_of
from cxmap.model.schema import SCHEMAS, schema_of_models, schema_path

_SEVERITIES = ("error", "warning", "note")


def generated_schema(which: str) -> str:
    """Return the text of the schema called `map`, `workspace` or `policy`."""
    schema = schema_of_models(which)
    definitions = schema["$defs"]
    for name in ("LintPolicy", "PathPolicy"):
        if name in definitions:
            fields = definitions[name]["properties"]
            for field in ("select", "ignore"):
                fields[field] = {key: fields[field][key] for key in ("description", "examples", "default")} | {
                    "anyOf": [{"$ref": "#/$defs/RuleName"}, {"type": "array", "items": {"$ref": "#/$defs/RuleName"}}]
                }
            fields["rules"] = {key: fields["rules"][key] for key in ("description", "examples", "default")} | {
                "$ref": "#/$defs/Rules"
            }
            definitions |= {"RuleName": _names(), "Rules": _rules()}
    schema["$defs"] = dict(sorted(definitions.items()))
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _names() -> dict[str, Any]:
    families = dict.fromkeys(rule.family for rule in RULES)
    return {"enum": ["all", *families, *(rule.name for rule in RULES)]}


def _rules() -> dict[str, Any]:
    described = {}
    for rule in RULES:
        finds = page_of(rule).finds
        options = {
            name: {"description": f"{option.en}\n\n{option.zh}", "default": option.default, **option.schema}
            for name, option in rule.options.items()
        }
        described[rule.name] = {
            "description": f"{finds.en}\n\n{finds.zh}",
            "examples": ["error"],
            "anyOf": [
                {"enum": [*_SEVERITIES, "off"]},
                {
                    "type": "object",
                    "properties": {"severity": {"enum": list(_SEVERITIES)}, **options},
                    "additionalProperties": False,
                },
            ],
        }
    return {"type": "object", "properties": described, "additionalProperties": False}


if __name__ == "__main__":
    for name in SCHEMAS:
        schema_path(name).write_text(generated_schema(name), encoding="utf-8")
