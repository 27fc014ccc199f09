"""Takes scalars apart into lines that can be indented anew without changing what they say."""

from __future__ import annotations

import re

from cxmap.edit.formatting.tree import STEP, Scalar

_BLANK = re.compile(r"[ ]*")


def flow_lines(text: str, *, escapes: bool = False) -> tuple[str, ...]:
    """Split a plain or quoted scalar (or a whole flow) at its line ends, where white space does not count.

    With `escapes`, white space after a backslash does.
    """
    if "\n" not in text:
        return (text,)
    first, *middle, last = text.split("\n")
    stripped = (_without_end(line.lstrip(" \t"), escapes) for line in middle)
    return (_without_end(first, escapes), *stripped, last.lstrip(" \t"))


def _without_end(line: str, escapes: bool) -> str:
    cut = line.rstrip(" \t")
    backslashes = len(cut) - len(cut.rstrip("\\"))
    return line[: len(cut) + 1] if escapes and backslashes % 2 else cut


def block_scalar(properties: str, anchor: str | None, text: str, value: str, parent: int) -> Scalar:
    """Read a block scalar from its header on; `parent` is the column of the block it stands in."""
    header, *lines = text.split("\n")
    header = header.split("#")[0].rstrip(" \t")
    if ended := not lines or not lines[-1]:
        lines = lines[:-1]
    digit = next((int(c) for c in header if c.isdigit()), 0)
    indent = max(parent, 0) + digit if digit else _indentation(lines)
    lines = [line[indent:] if _BLANK.match(line).end() >= indent else "" for line in lines]  # type: ignore[union-attr]
    keeps = "+" in header
    if not ended and lines and not value.endswith("\n"):
        header, keeps = header.replace("+", "").replace("-", "") + "-", False  # the text has no line end at its end
    while lines and not lines[-1] and not keeps:
        lines.pop()
    return Scalar(properties, "|", (header, *lines), anchor, digit or STEP, keeps)


def _indentation(lines: list[str]) -> int:
    """Return how far the first line that has text is indented; of empty lines only, the widest counts."""
    for line in lines:
        if line.strip(" "):
            return len(line) - len(line.lstrip(" "))
    return max(map(len, lines), default=0)
