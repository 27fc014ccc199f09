"""Shuffles the keys of a map that is in canonical form, without the formatter's help: comments go with their key."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxmap.model.compiled import fields_at

if TYPE_CHECKING:
    from cxmap.diagnostics import Path

_KEY = re.compile(r"([\w-]+|\"[^\"]*\"):(?: |$)")


@dataclass
class _Entry:
    leading: list[str]
    lines: list[str]


def shuffled(content: str, seed: int) -> str:
    """Return a map with the keys of every mapping that the model orders in another order."""
    chance = random.Random(seed)
    lines = content.split("\n")[:-1]
    head = 1 if lines[0].startswith("# yaml-language-server") else 0
    body = _block(lines[head:], 0, (), chance)
    while not body[0]:
        body.pop(0)
    return "\n".join([*lines[:head], *body]) + "\n"


def _block(lines: list[str], indent: int, path: Path, chance: random.Random) -> list[str]:
    entries, tail = _entries(lines, indent)
    is_list = entries[0].lines[0].startswith(" " * indent + "-")
    for entry in entries:
        entry.lines = _item(entry, indent, path, chance) if is_list else _pair(entry, indent, path, chance)
    if not is_list and fields_at("map", path):
        chance.shuffle(entries)
        if not path:  # what stands above the first key would be the head of the file
            entries.insert(0, entries.pop(next(n for n, entry in enumerate(entries) if not any(entry.leading))))
        while entries[0].leading and not entries[0].leading[0]:
            entries[0].leading.pop(0)
    return [line for entry in entries for line in [*entry.leading, *entry.lines]] + tail


def _entries(lines: list[str], indent: int) -> tuple[list[_Entry], list[str]]:
    entries: list[_Entry] = []
    leading: list[str] = []
    for line in lines:
        depth = len(line) - len(line.lstrip())
        if not line or (line.lstrip().startswith("#") and depth == indent):
            leading.append(line)
        elif depth == indent:
            entries.append(_Entry(leading, [line]))
            leading = []
        else:
            entries[-1].lines += [*leading, line]
            leading = []
    return entries, leading


def _pair(entry: _Entry, indent: int, path: Path, chance: random.Random) -> list[str]:
    first, *rest = entry.lines
    match = _KEY.match(first, indent)
    assert match is not None, first
    below = (*path, match[1])
    if rest and not (rest[0].lstrip()[0] in "-#" or _KEY.match(rest[0], indent + 2)):
        return entry.lines  # a text
    if rest:
        return [first, *_block(rest, indent + 2, below, chance)]
    return [first[: match.end()] + _flow(first[match.end() :], below, chance)]


def _item(entry: _Entry, indent: int, path: Path, chance: random.Random) -> list[str]:
    first, *rest = entry.lines
    below = (*path, 0)
    if not _KEY.match(first, indent + 2):
        return [first[: indent + 2] + _flow(first[indent + 2 :], below, chance), *rest]
    body = _block([" " * (indent + 2) + first[indent + 2 :], *rest], indent + 2, below, chance)
    if body[0].lstrip().startswith("#"):
        return [" " * indent + "-", *body]
    return [" " * indent + "- " + body[0][indent + 2 :], *body[1:]]


def _flow(text: str, path: Path, chance: random.Random) -> str:
    """Shuffle within the brackets that a text begins with."""
    if text[:1] not in ("{", "["):
        return text
    parts, end = _parts(text)
    if text[0] == "[":
        return "[" + ", ".join(_flow(part, (*path, 0), chance) for part in parts) + "]" + text[end:]
    pairs = []
    for part in parts:
        key, _, value = part.partition(": ")
        pairs.append(f"{key}: {_flow(value, (*path, key), chance)}")
    if fields_at("map", path):
        chance.shuffle(pairs)
    return "{" + ", ".join(pairs) + "}" + text[end:]


def _parts(text: str) -> tuple[list[str], int]:
    """Split what stands between brackets at its commas; also return where they close."""
    parts: list[str] = []
    depth, quote, start = 0, "", 1
    for at, character in enumerate(text):
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"" and text[at - 1] in " [{":
            quote = character
        elif character in "[{":
            depth += 1
        elif character in "]}":
            depth -= 1
            if depth == 0:
                return [*parts, *([text[start:at]] if at > start else [])], at + 1
        elif character == "," and depth == 1:
            parts.append(text[start:at])
            start = at + 2
    raise AssertionError(text)
