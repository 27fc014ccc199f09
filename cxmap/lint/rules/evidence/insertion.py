"""Puts a new key among the top-level keys of a map, in the format's order and with comments left where they belong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxmap.diagnostics import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.source import Source

_LINE_END = re.compile(r"\r\n?|\n")
_END_OF_DOCUMENT = re.compile(r"\.\.\.(?:\s|$)")
_KEEPS_BLANK_LINES = re.compile(r"[|>]\d?\+")


def key_before(source: Source, name: str, order: Sequence[str]) -> str | None:
    """Return the top-level key after which `order`, the keys in their order, wants the key `name`."""
    return next((key for key in reversed(order[: order.index(name)]) if (key,) in source.keys), None)


def insert_top_level(source: Source, name: str, lines: Sequence[str], order: Sequence[str]) -> Edit | None:
    """Return the edit that inserts the lines of the key `name` where `order`, the keys in their order, wants it.

    None where the map is written in braces, or in another way that lines cannot be added to.
    """
    previous = key_before(source, name, order)
    indent = _indent(source, previous) if previous is not None else None
    if previous is None or indent is None:
        return None
    starts = sorted(span.start for path, span in source.keys.items() if len(path) == 1)
    following = next((start for start in starts if start > source.keys[(previous,)].start), None)
    text = source.text
    last = _last_line(source, previous, following, len(indent))
    found = _LINE_END.search(text.content)
    line_end = found[0] if found else "\n"
    block = line_end.join(f"{indent}{line}" for line in lines)
    if last < text.lines:
        at = text.line_start(last + 1)
        return Edit(Span(at, at), block + line_end)
    at = len(text.content)
    return Edit(Span(at, at), line_end + block)


def _indent(source: Source, key: str) -> str | None:
    """Return the spaces before a top-level key, or None where anything else stands before it on its line."""
    if source.text.content[source.spans[()].start] in "{&!":
        return None
    start = source.keys[(key,)].start
    line, _ = source.text.position(start)
    before = source.text.content[source.text.line_start(line) : start]
    return None if before.strip(" ") else before


def _last_line(source: Source, key: str, following: int | None, indent: int) -> int:
    """Return the number of the last line of a key's value; comments and blank lines after it are not part of it."""
    text = source.text
    first = _last_known_line(source, key)
    if following is not None:
        end, _ = text.position(following)
    else:
        numbers = range(first + 1, text.lines + 1)
        end = next((n for n in numbers if _END_OF_DOCUMENT.match(text.line(n))), text.lines + 1)
    last = end - 1
    while last > first and _is_beside(text.line(last), indent):
        last -= 1
    return last


def _last_known_line(source: Source, key: str) -> int:
    """Return the last line that is known to belong to a value, by the places of the scalars in it."""
    text = source.text
    ends = [source.keys[(key,)].end]
    for path, span in source.spans.items():
        if path[:1] == (key,) and span.end > span.start:
            written = text.content[span.start : span.end]
            if written[0] not in "|>" or _KEEPS_BLANK_LINES.match(written):
                ends.append(span.end - 1)
    return text.position(max(ends))[0]


def _is_beside(line: str, indent: int) -> bool:
    """Whether a line is blank, or a comment that is indented no deeper than the top-level keys."""
    content = line.strip()
    return not content or (content[0] == "#" and len(line) - len(line.lstrip(" ")) <= indent)
