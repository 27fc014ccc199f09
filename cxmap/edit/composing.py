"""Writes plain data with comments as YAML: for a file that does not exist yet. What is there already is edited instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from cxmap.edit.flow import flow_text
from cxmap.source.characters import without_refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_STEP = 2
_WIDEST = 100
_TO_CXMAP = re.compile(r"\s*cxmap\s*[:：]", re.IGNORECASE)


class Remarked(NamedTuple):
    """A value with a comment beside it, or beside its key where it is a block; after a `gap` of an empty line."""

    value: Any
    beside: str = ""
    gap: bool = False


class Row(dict[str, Any]):
    """A mapping that is written on one line, `{a: 1, b: 2}`; nothing in it has comments."""


def composed(data: Mapping[str, Any], head: Sequence[str] = (), foot: Sequence[str] = (), mode_line: str = "") -> str:
    """Write a mapping, with comments on lines above and below it, as a text that `cxmap.source.parse` reads as the same data.

    Values are mappings with plain words for keys, sequences, texts, whole numbers, floats, booleans and None, each of them
    `Remarked` or not. Texts must hold only what a file may hold (`cxmap.source.characters`). Comments may hold
    anything: none becomes data, or speaks to cxmap or to an editor; `mode_line` is the one that may.
    """
    lines = [f"# {_on_one_line(mode_line)}"] if mode_line else []
    lines += [_comment(line) for line in head]
    if lines:
        lines.append("")
    lines += _mapping(data, 0)
    if foot:
        lines += ["", *map(_comment, foot)]
    return "".join(f"{line}\n" for line in lines)


def _mapping(data: Mapping[str, Any], indent: int) -> Iterator[str]:
    for key, value in data.items():
        yield from _entry(f"{key}:", value, indent)


def _entry(start: str, value: Any, indent: int) -> Iterator[str]:
    said = value if isinstance(value, Remarked) else Remarked(value)
    pad = " " * indent
    beside = f"  {_comment(said.beside)}" if said.beside else ""
    if said.gap:
        yield ""
    if not _is_block(said.value):
        yield f"{pad}{start} {_flow(said.value)}{beside}"
    elif start == "-":
        yield from ([pad + beside.lstrip()] if beside else [])
        first, *rest = _block(said.value, indent + _STEP)
        yield f"{pad}- {first.lstrip()}"
        yield from rest
    else:
        yield pad + start + beside
        yield from _block(said.value, indent + _STEP)


def _is_block(value: Any) -> bool:
    if isinstance(value, Row) or not value:
        return False
    return isinstance(value, dict) or (isinstance(value, list | tuple) and not _is_short(value))


def _is_short(items: Sequence[Any]) -> bool:
    """Whether a list is written on one line: it holds plain values, and few."""
    return all(not isinstance(item, dict | list | tuple) for item in items) and len(_flow(items)) <= _WIDEST


def _block(value: Any, indent: int) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _mapping(value, indent)
    else:
        for item in value:
            yield from _entry("-", item, indent)


def _flow(value: Any) -> str:
    """Write data on one line; keys are fields of the format, which no quotes make plainer."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return flow_text(value)


def _comment(text: str) -> str:
    said = _on_one_line(text).replace("#", "＃")  # a second sign could speak to cxmap
    return f"# ~ {said}" if _TO_CXMAP.match(said) or said.startswith("yaml-language-server") else f"# {said}".rstrip()


def _on_one_line(text: str) -> str:
    return " ".join(without_refused(text).split())
