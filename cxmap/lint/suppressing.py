"""Comments that excuse findings: `# cxmap: ignore[rule] reason`, on a line or above an item."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cxmap.diagnostics import Edit, Span
from cxmap.source.comments import comments_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.diagnostics import Diagnostic, Text
    from cxmap.source import Source
    from cxmap.source.comments import Comment

_MARK = re.compile(r"#\s*cxmap\s*[:：]\s*ignore\b")
_SUPPRESSION = re.compile(
    r"#\s*cxmap\s*[:：]\s*ignore\b\s*(?:[\[【](?P<names>[^\]】]*)[\]】])?(?P<reason>.*?)(?=\s#\s|$)", re.DOTALL
)
_BETWEEN_NAMES = re.compile(r"[\s,，、]+")
_BEFORE_REASON = " \t-–—:：,，."
_BLANK_OR_COMMENT = re.compile(r"\s*(?:#.*)?$")


@dataclass(slots=True)
class Suppression:
    """One such comment: the rules it names, the reason it gives, and the lines that it covers, both included."""

    comment: Comment
    names: tuple[str, ...]
    reason: str
    first: int
    last: int
    used: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Suppressions:
    """All such comments of a map; `used` of each fills as findings are divided."""

    text: Text
    items: tuple[Suppression, ...]

    def divide(self, found: list[Diagnostic]) -> tuple[list[Diagnostic], list[tuple[Diagnostic, str]]]:
        """Part what stands from what a comment excuses; the latter with the reason, which may be empty."""
        if not self.items:
            return found, []
        kept, excused = [], []
        for diagnostic in found:
            by = self._covering(diagnostic)
            for suppression in by:
                suppression.used.add(diagnostic.code)
            if by:
                excused.append((diagnostic, by[-1].reason))
            else:
                kept.append(diagnostic)
        return kept, excused

    def _covering(self, diagnostic: Diagnostic) -> list[Suppression]:
        line = self.text.position(diagnostic.span.start)[0] if diagnostic.span else 1
        return [one for one in self.items if one.first <= line <= one.last and diagnostic.code in one.names]


def suppressions_of(source: Source) -> Suppressions:
    """Return the comments of a map that excuse findings."""
    text = source.text
    if not _MARK.search(text.content):
        return Suppressions(text, ())
    return Suppressions(text, tuple(_read(text, comment) for comment in _marked(text, comments_of(source))))


def _marked(text: Text, comments: Iterable[Comment]) -> Iterable[Comment]:
    return (c for c in comments if _MARK.match(text.content, c.span.start, c.span.end))


def _read(text: Text, comment: Comment) -> Suppression:
    match = _SUPPRESSION.match(text.content, comment.span.start, comment.span.end)
    assert match is not None
    names = tuple(name for name in _BETWEEN_NAMES.split(match["names"] or "") if name)
    first, last = _item_below(text, comment.line) if comment.alone else (comment.line, comment.line)
    return Suppression(comment, names, match["reason"].strip(_BEFORE_REASON), first, last)


def deletion(content: str, comment: Comment) -> Edit:
    """Return the edit that deletes a comment: its whole line where it stands alone, else the blanks before it too."""
    start, end = comment.span
    while start and content[start - 1] in " \t":
        start -= 1
    if comment.alone:
        end += 2 if content.startswith("\r\n", end) else 1 if end < len(content) else 0
    return Edit(Span(start, end), "")


def _item_below(text: Text, line: int) -> tuple[int, int]:
    """Return the lines of the item that the next line begins; above everything else, that is the whole map."""
    first = _next_content(text, line + 1)
    if first is None:
        return line, line
    if all(_BLANK_OR_COMMENT.match(text.line(number)) for number in range(1, line)):
        return 1, text.lines
    indent, is_item = _shape(text.line(first))
    last, number = first, _next_content(text, first + 1)
    while number is not None:
        deeper, dashed = _shape(text.line(number))
        if deeper < indent or (deeper == indent and (is_item or not dashed)):
            break
        last, number = number, _next_content(text, number + 1)
    return first, last


def _next_content(text: Text, number: int) -> int | None:
    while number <= text.lines:
        if not _BLANK_OR_COMMENT.match(text.line(number)):
            return number
        number += 1
    return None


def _shape(line: str) -> tuple[int, bool]:
    """Return how far a line is indented, and whether it begins an item of a list."""
    content = line.lstrip()
    return len(line) - len(content), content.startswith(("- ", "-\t")) or content == "-"
