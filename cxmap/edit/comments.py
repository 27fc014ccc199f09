"""Removes comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxmap.diagnostics import Edit, Span
from cxmap.source.comments import text_start

if TYPE_CHECKING:
    from cxmap.source import Source
    from cxmap.source.comments import Comment

_EMPTY_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*(?:[ \t]+\Z)?")


def remove_comment(source: Source, comment: Comment) -> Edit:
    """Return the edit that removes a comment: its whole line if it stands alone, else also the white space before it."""
    text = source.text
    start, end = comment.span
    if not comment.alone:
        before = text.content[:start].rstrip(" \t")
        return Edit(Span(len(before), end), "")
    start = text.line_start(comment.line)
    end = text.line_start(comment.line + 1) if comment.line < text.lines else len(text.content)
    empty = _EMPTY_LINES.match(text.content, end)
    if empty and empty[0] and _follows_block_scalar(source, comment.line):
        end = empty.end()  # these lines might become part of the text above
    return Edit(Span(start, end), "")


def _follows_block_scalar(source: Source, line: int) -> bool:
    """Whether only comments and empty lines stand between a block scalar and `line`."""
    text = source.text
    ends = {span.end for span in source.spans.values() if _is_block_scalar(text.content, span)}
    while line > 1 and text.line_start(line) not in ends:
        above = text.line(line - 1).strip()
        if above and not above.startswith("#"):
            return False
        line -= 1
    return text.line_start(line) in ends


def _is_block_scalar(content: str, span: Span) -> bool:
    at = text_start(content, span)
    return at < span.end and content[at] in "|>"
