"""Pieces of a text that belong together: an entry of a mapping or an item of a list, with the comments above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.diagnostics import Span

if TYPE_CHECKING:
    from cxmap.diagnostics import Path
    from cxmap.source import Source

_CLOSING = {"[": "]", "{": "}"}
_BETWEEN = " \t\r\n,"


class Chunks:
    """Where the nodes of a text end, and which lines they take."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.content = source.text.content
        self._children: dict[Path, list[Path]] = {}
        for path in source.spans:
            if path:
                self._children.setdefault(path[:-1], []).append(path)
        self._ends: dict[Path, int] = {}

    def is_flow(self, path: Path) -> bool:
        """Whether a collection is written in brackets."""
        return self.content[self.source.spans[path].start : self.source.spans[path].start + 1] in _CLOSING

    def is_block(self, path: Path) -> bool:
        """Whether a value is a collection written line by line."""
        span = self.source.spans.get(path)
        return span is not None and isinstance(self.value(path), dict | list) and not self.is_flow(path)

    def value(self, path: Path) -> Any:
        """Return the plain data at a path; None where there is none."""
        node = self.source.data
        for step in path:
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                return None
        return node

    def end(self, path: Path) -> int:
        """Return the offset at which a node ends, its closing bracket included."""
        if path not in self._ends:
            span = self.source.spans[path]
            inner = [self.end(child) for child in self._children.get(path, ())]
            opening = self.content[span.start : span.start + 1]
            if opening in _CLOSING and isinstance(self.value(path), dict | list):
                self._ends[path] = self._closing(max(inner, default=span.start + 1), _CLOSING[opening]) + 1
            else:
                self._ends[path] = max([span.end, *inner])
        return self._ends[path]

    def _closing(self, at: int, bracket: str) -> int:
        while self.content[at] != bracket:
            at = self.content.index("\n", at) if self.content[at] == "#" else at + 1
        return at

    def span(self, path: Path) -> Span:
        """Return where a node stands, its closing bracket included."""
        return Span(self.source.spans[path].start, self.end(path))

    def lines(self, path: Path) -> tuple[int, int]:
        """Return the first and the last line of an entry or a block item, from its key or dash; counted from 1."""
        text = self.source.text
        start = (self.source.keys.get(path) or self.source.spans[path]).start
        end = max(self.end(path) - 1, start)
        last = text.position(end)[0]
        while last > text.position(start)[0] and not text.line(last).strip():
            last -= 1
        return text.position(start)[0], last

    def lead(self, first: int) -> int:
        """Return the first of the comment lines that stand right above a line, as deep as it."""
        text = self.source.text
        depth = indent_of(text.line(first))
        while first > 1:
            above = text.line(first - 1)
            if not above.lstrip().startswith("#") or indent_of(above) != depth:
                break
            first -= 1
        return first

    def text_of(self, first: int, last: int) -> str:
        """Return some lines, each with LF."""
        return "".join(self.source.text.line(number) + "\n" for number in range(first, last + 1))

    def line_span(self, first: int, last: int) -> Span:
        """Return the place of some whole lines."""
        text = self.source.text
        end = text.line_start(last + 1) if last < text.lines else len(self.content)
        return Span(text.line_start(first), end)


def indent_of(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def depth_of(chunk: str) -> int:
    """Return how deep the first line of a chunk stands that is not empty."""
    return next((indent_of(line) for line in chunk.splitlines() if line.strip()), 0)


def indented(chunk: str, by: int) -> str:
    """Return lines moved to the right, or to the left where `by` is below zero."""
    if not by:
        return chunk
    moved = []
    for line in chunk.splitlines(keepends=True):
        if not line.strip():
            moved.append(line)
        elif by > 0:
            moved.append(" " * by + line)
        else:
            moved.append(line[min(-by, indent_of(line)) :])
    return "".join(moved)
