"""Finds the comments of a text, which the parser drops: what begins with a `#` outside of every scalar."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from cxmap.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.source.parsing import Source

_QUOTED_OR_BLOCK = frozenset("\"'|>&!")  # and what may stand before a quote or a block: an anchor, a tag
_WHITE = frozenset(" \t\r\n")

TO_CXMAP = re.compile(r"(?<!\S)#\s*cxmap\s*[:：]", re.IGNORECASE)
"""Where a comment, or a later part of one, speaks to cxmap: what it means depends on where it stands."""


class Comment(NamedTuple):
    """A comment: where it is, from its `#` to the end of the line, and what it says, the `#` included."""

    span: Span
    line: int
    alone: bool
    text: str


def comments_of(source: Source) -> tuple[Comment, ...]:
    """Return every comment of a text, in order.

    As for the parser, a `#` at the start of a line, after white space, or where a value has just ended, begins a
    comment; within a scalar it does not. Of a text with syntax errors, what could not be read is taken for none.
    """
    content = source.text.content
    at = content.find("#")
    if at < 0:
        return ()
    found: list[Comment] = []
    quoted = _Zones(_quoted_and_blocks(source))
    plain: _Zones | None = None
    while at >= 0:
        end = quoted.end_of(at)
        if end is None and at > 0 and content[at - 1] not in _WHITE:
            plain = plain or _Zones(_spans(source))
            end = plain.end_of(at)
        if end is None and not _is_directive(content, at):
            comment = _comment(source, at)
            found.append(comment)
            end = comment.span.end
        at = content.find("#", end or at + 1)
    return tuple(found)


def text_start(content: str, span: Span) -> int:
    """Return where a node's own text begins: after its anchor and tag, and what comments stand between."""
    at, end = span
    while at < end and content[at] in "&!":
        while at < end and content[at] not in _WHITE:
            at += 1
        while at < end and (content[at] in _WHITE or content[at] == "#"):
            at = _line_end(content, at) if content[at] == "#" else at + 1
    return min(at, end)


class _Zones:
    """Stretches of text that do not overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def end_of(self, offset: int) -> int | None:
        """Return the end of the zone that covers an offset."""
        index = bisect_right(self._starts, offset) - 1
        return self._spans[index][1] if index >= 0 and offset < self._spans[index][1] else None


def _spans(source: Source) -> list[Span]:
    """Return the spans of values and keys; of equal keys, all."""
    again = [d.span for d in source.diagnostics if d.code == "duplicate-key" and d.span]
    return [*source.spans.values(), *source.keys.values(), *again]


def _quoted_and_blocks(source: Source) -> list[tuple[int, int]]:
    """Return where a `#` is text though white space may stand before it."""
    content = source.text.content
    zones: list[tuple[int, int]] = []
    for span in _spans(source):
        start, end = span
        if content[start : start + 1] in _QUOTED_OR_BLOCK:
            if content[start] in "&!":
                start = text_start(content, span)
            if start < end and content[start] in "|>":
                start = min(_line_end(content, start), end)
            elif content[start : start + 1] not in ("'", '"'):
                continue
            zones.append((start, end))
    return zones


def _comment(source: Source, at: int) -> Comment:
    content = source.text.content
    line, _ = source.text.position(at)
    end = _line_end(content, at)
    alone = not content[source.text.line_start(line) : at].strip(" \t")
    return Comment(Span(at, end), line, alone, content[at:end].rstrip(" \t"))


def _line_end(content: str, at: int) -> int:
    """Return the offset of the line end after `at`."""
    feed = content.find("\n", at)
    end = feed if feed >= 0 else len(content)
    carriage = content.find("\r", at, end)
    return carriage if carriage >= 0 else end


def _is_directive(content: str, at: int) -> bool:
    """Whether a `#` is part of a directive, as in `%TAG ! tag:x:#y`."""
    start = max(content.rfind("\n", 0, at), content.rfind("\r", 0, at)) + 1
    return content[start : start + 1] == "%" and content[at - 1] not in _WHITE
