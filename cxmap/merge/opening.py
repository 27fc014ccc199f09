"""Opens things that are written on one line where two versions of the line differ, so that a conflict is at a field alone."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from cxmap.diagnostics import Text
from cxmap.edit.chunks import Chunks
from cxmap.source import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cxmap.diagnostics import Path

_DEEPEST = 8
"""Things within things on one line; who writes more reads the whole line."""


def opened(one: str, other: str) -> tuple[str, str]:
    """Return two texts with the mappings on lines of their own that stand on one line, and not on the same in both.

    The texts say what they said. Line ends are LF.
    """
    for _ in range(_DEEPEST):
        pairs = list(_differing(one, other))
        left, right = _open_lines(one, (a for a, _ in pairs)), _open_lines(other, (b for _, b in pairs))
        both = [(a, b) for a, b in pairs if a in left and b in right]
        if not both:
            break
        first, second = _with(one, {a: left[a] for a, _ in both}), _with(other, {b: right[b] for _, b in both})
        if not (_says_the_same(one, first) and _says_the_same(other, second)):
            break
        one, other = first, second
    return one, other


def _says_the_same(one: str, other: str) -> bool:
    first, second = parse(Text("", one)), parse(Text("", other))
    return second.complete and bool(first.data == second.data)


def _differing(one: str, other: str) -> Iterator[tuple[int, int]]:
    """Yield the numbers of lines, from 0, that stand for each other and differ."""
    matcher = SequenceMatcher(None, one.splitlines(), other.splitlines(), autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "replace" and b - a == d - c:
            yield from zip(range(a, b), range(c, d), strict=True)


def _with(content: str, replaced: Mapping[int, str]) -> str:
    lines = content.splitlines(keepends=True)
    return "".join(replaced.get(number, line) for number, line in enumerate(lines))


def _open_lines(content: str, numbers: Iterable[int]) -> dict[int, str]:
    """Return the lines that hold a mapping in brackets, by their numbers, with what is written instead."""
    wanted = set(numbers)
    if not wanted:
        return {}
    chunks = Chunks(parse(Text("", content)))
    found: dict[int, str] = {}
    start = 0
    for number, line in enumerate(content.splitlines(keepends=True)):
        path = _mapping_in(chunks, start, start + len(line.rstrip("\n"))) if number in wanted else None
        if path is not None:
            found[number] = _open_line(chunks, path, line.rstrip("\n"), start)
        start += len(line)
    return found


def _open_line(chunks: Chunks, path: Path, line: str, start: int) -> str:
    """Return a line that holds a mapping, with its entries under each other."""
    source, content = chunks.source, chunks.content
    keys = sorted((key.start, key.end, at) for at, key in source.keys.items() if at[:-1] == path)
    entries = [content[first : max(chunks.end(at), end)] for first, end, at in keys]
    entries = [entry if ":" in entry else f"{entry}:" for entry in entries]
    before, behind = line[: source.spans[path].start - start], line[chunks.end(path) - start :]
    if before.strip(" -"):  # it is the value of a key
        depth = len(before) - len(before.lstrip(" -")) + 2
        made = [before.rstrip() + behind, *(" " * depth + entry for entry in entries)]
    else:
        depth = len(before)
        made = [before + entries[0] + behind, *(" " * depth + entry for entry in entries[1:])]
    return "\n".join(made) + "\n"


def _mapping_in(chunks: Chunks, start: int, end: int) -> Path | None:
    """Return the path of the outermost mapping in brackets that a line holds, with nothing behind it but a comment."""
    source, content = chunks.source, chunks.content
    inside = [(span.start, len(path), path) for path, span in source.spans.items() if start <= span.start < end]
    for at, _, path in sorted(inside):
        if content[at] == "{" and chunks.end(path) <= end:
            behind = content[chunks.end(path) : end].strip()
            has_entries = any(each[:-1] == path for each in source.keys)
            return path if has_entries and (not behind or behind.startswith("#")) else None
    return None
