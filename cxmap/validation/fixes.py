"""The one right way to write what was refused, where there is one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from cxmap.diagnostics import Edit, Fix, Path, Span
from cxmap.edit import replace_scalar
from cxmap.language import Words
from cxmap.model.compiled import fields_at
from cxmap.source.scalars import resolve
from cxmap.suggestions import certain

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from cxmap.source import Source

YAML_1_1_BOOLEANS = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}
_ALLOWED = re.compile(r"'([^']*)'|\b(True|False)\b|\b(\d+)\b")
_OTHER_DATE = re.compile(r"(\d{4})\s*(?:[/.年]|-)\s*(\d{1,2})\s*(?:[/.月]|-)\s*(\d{1,2})\s*日?")
_PLAIN_NUMBER = re.compile(r"[-+]?[\d.]+")


def fix_of(source: Source, schema: str, error: ErrorDetails, path: Path, span: Span) -> Fix | None:
    """Return the fix of one of pydantic-core's errors at a path of the source; None where more than one would do."""
    value = error["input"]
    match error["type"]:
        case "extra_forbidden":
            return _key(source, schema, path)
        case "literal_error" if isinstance(value, str):
            allowed = allowed_words(error["ctx"]["expected"])
            if "true" in allowed and value.lower() in YAML_1_1_BOOLEANS:
                return _plain(source, span, YAML_1_1_BOOLEANS[value.lower()])
            return respelt(source, path, value, allowed)
        case "bool_type" if str(value).lower() in YAML_1_1_BOOLEANS:
            return _plain(source, span, YAML_1_1_BOOLEANS[str(value).lower()])
        case "float_type" | "int_type" | "int_from_float" if (half := as_half_width(value)) is not None:
            return _plain(source, span, half)
        case "string_type" if isinstance(value, int | float) and not isinstance(value, bool):
            written = source.text.content[span.start : span.end]
            return _plain(source, span, f'"{written}"') if _PLAIN_NUMBER.fullmatch(written) else None
        case "iso_date" if isinstance(value, str) and (date := _OTHER_DATE.fullmatch(value)):
            year, month, day = (int(part) for part in date.groups())
            if 1 <= month <= 12 and 1 <= day <= 31:
                return _plain(source, span, f"{year}-{month:02}-{day:02}")
    return None


def respelt(source: Source, path: Path, typed: str, allowed: list[str], *, key: bool = False) -> Fix | None:
    """Return the fix that writes the allowed name which `typed` can only stand for, at a path or at its key."""
    name = certain(typed, allowed)
    edit = replace_scalar(source, path, name, key=key) if name is not None else None
    return Fix(Words(f"write `{name}`", f"改为 `{name}`"), (edit,)) if edit else None


def allowed_words(expected: str) -> list[str]:
    """Return the words that pydantic-core says are allowed: `'current' or 'future'`."""
    return [(quoted or constant.lower() or number) for quoted, constant, number in _ALLOWED.findall(expected)]


def as_half_width(value: Any) -> str | None:
    """Return the number that a text in full-width characters stands for."""
    if not isinstance(value, str):
        return None
    half = normalize("NFKC", value).replace("\N{MINUS SIGN}", "-").strip()
    return half if half and half != value and isinstance(resolve(half), int | float) else None


def _key(source: Source, schema: str, path: Path) -> Fix | None:
    key, allowed = str(path[-1]), fields_at(schema, path[:-1])
    is_there = (*path[:-1], certain(key, allowed)) in source.keys
    return None if is_there else respelt(source, path, key, allowed, key=True)


def _plain(source: Source, span: Span, text: str) -> Fix | None:
    """Write a plain scalar in place of a scalar of one line."""
    written = source.text.content[span.start : span.end]
    if not written or "\n" in written or written[0] in "&*!|>[{":
        return None
    return Fix(Words(f"write `{text}`", f"改为 `{text}`"), (Edit(span, text),))
