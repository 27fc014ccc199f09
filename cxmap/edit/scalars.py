"""Rewrites one scalar in the quotes that it has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxmap.diagnostics import Edit
from cxmap.source.scalars import resolve

if TYPE_CHECKING:
    from cxmap.diagnostics import Path
    from cxmap.source import Source

_SAFE = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^\s:#,\[\]{}]*(?: [^\s:#,\[\]{}]+)*")
"""A text that means itself without quotes, in a block as in a flow."""
_ESCAPES = (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"))
_YAML_1_1 = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "<<", "="})


def plain_or_quoted(value: str) -> str:
    """Write a text as a scalar of one line: plain where that is safe for every YAML reader, else in double quotes."""
    if _SAFE.fullmatch(value) and value.lower() not in _YAML_1_1 and not _is_number_somewhere(value):
        return value
    return _quoted(value)


def _is_number_somewhere(value: str) -> bool:
    """Whether a plain text is no text for us, or for readers of YAML 1.1, to whom `1_000` is a thousand."""
    return not isinstance(resolve(value), str) or not isinstance(resolve(value.replace("_", "")), str)


def _quoted(value: str) -> str:
    for character, escape in _ESCAPES:
        value = value.replace(character, escape)
    return f'"{value}"'


def replace_scalar(source: Source, path: Path, value: str, *, key: bool = False) -> Edit | None:
    """Return the edit that makes the scalar (or the key) at `path` say `value`, in the quotes it has.

    None where the text there is more than a scalar of one line: an alias, an anchor, a tag, a block.
    """
    span = (source.keys if key else source.spans).get(path)
    if span is None or span.start == span.end:
        return None
    written = source.text.content[span.start : span.end]
    if "\n" in written or "\r" in written or written[0] in "&*!|>[{" or (written == "-" and not key):
        return None  # a dash alone is where a list begins
    if written[0] == "'" and "\n" not in value and "\r" not in value:
        return Edit(span, "'" + value.replace("'", "''") + "'")
    return Edit(span, _quoted(value) if written[0] == '"' else plain_or_quoted(value))
