"""Writes plain data on one line."""

from __future__ import annotations

from datetime import date
from typing import Any

from cxmap.edit.scalars import plain_or_quoted


def flow_text(value: Any) -> str:
    """Write data as YAML on one line, as every YAML reader understands it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow_text(key)}: {flow_text(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow_text, value)) + "]"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return value.isoformat() if isinstance(value, date) else plain_or_quoted(str(value))
