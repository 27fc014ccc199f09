"""Opens things that are written on one line where two versions of the line differ, so that a conflict is at a field alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Text
from cxmap.edit.chunks import Chunks
from cxmap.merge.markers import stretches
from cxmap.source import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cxmap.diagnostics import Path

_DEEPEST = 8
"""Things within things on one line; who writes more reads the whole line."""


def opened(one: str, other: str) -> tuple[str, str]:
    """Return two texts with the collections on lines of their own that stand on one line, and not on the same in both.

    The texts say what they said. Line ends are LF.
    """
    for _ in range(_DEEPEST):
        pairs = list(_differing(one, other))
        left, right = _open_lines(one, (a for a, _ in pairs)), _open_lines(other, (b for _, b in pairs))
        both = [(a, b) for a, b in pairs if a in left and b in right]
        found = _opened_at(one, other, both, left, right)
        if found is None:  # some of them cannot be opened: each by itself, from below, so that places stay
            found = one, other
            for pair in reversed(both):
                found = _opened_at(*found, [pair], left, right) or found
        if found == (one, other):
            break
        one, other = found
    return one, other


def _opened_at(
    one: str, other: str, pairs: Sequence[tuple[int, int]], left: Mapping[int, str], right: Mapping[int, str]
) -> tuple[str, str] | None:
    """Return both texts with some lines opened; None where one would say something else."""
    first, second = _with(one, {a: left[a] for a, _ in pairs}), _with(other, {b: right[b] for _, b in pairs})
    return (first, second) if _says_the_same(one, first) and _says_the_same(other, second) else None


def _says_the_same(one: str, other: str) -> bool:
    first, second = parse(Text("", one)), parse(Text("", other))
    return second.complete and bool(first.data == second.data)


def _differing(one: str, other: str) -> Iterator[tuple[int, int]]:
    """Yield the numbers of lines, from 0, that stand for each other and differ."""
    for is_equal, a, b, c, d in stretches(one.splitlines(), other.splitlines()):
        if not is_equal and b - a == d - c:
            yield from zip(range(a, b), range(c, d), strict=True)


def _with(content: str, replaced: Mapping[int, str]) -> str:
    lines = content.splitlines(keepends=True)
    return "".join(replaced.get(number, line) for number, line in enumerate(lines))


def _open_lines(content: str, numbers: Iterable[int]) -> dict[int, str]:
    """Return the lines that hold a collection in brackets, by their numbers, with what is written instead."""
    wanted = set(numbers)
    if not wanted:
        return {}
    chunks = Chunks(parse(Text("", content)))
    found: dict[int, str] = {}
    start = 0
    for number, line in enumerate(content.splitlines(keepends=True)):
        path = _collection_in(chunks, start, start + len(line.rstrip("\n"))) if number in wanted else None
        if path is not None:
            found[number] = _open_line(chunks, path, line.rstrip("\n"), start)
        start += len(line)
    return found


def _open_line(chunks: Chunks, path: Path, line: str, start: int) -> str:
    """Return a line that holds a collection, with its entries or items under each other."""
    source = chunks.source
    before, behind = line[: source.spans[path].start - start], line[chunks.end(path) - start :]
    is_list = isinstance(chunks.value(path), list)
    entries = list(_items(chunks, path) if is_list else _entries(chunks, path))
    if before.strip(" -"):  # it is the value of a key
        depth = len(before) - len(before.lstrip(" -")) + 2
        made = [before.rstrip() + behind, *(" " * depth + entry for entry in entries)]
    else:
        depth = len(before)
        made = [before + entries[0] + behind, *(" " * depth + entry for entry in entries[1:])]
    return "\n".join(made) + "\n"


def _entries(chunks: Chunks, path: Path) -> Iterator[str]:
    source, content = chunks.source, chunks.content
    for first, end, at in sorted((key.start, key.end, at) for at, key in source.keys.items() if at[:-1] == path):
        name = content[first:end].strip().removesuffix(":").rstrip()
        value = content[source.spans[at].start : chunks.end(at)].strip()
        yield f"{name}: {value}".rstrip()


def _items(chunks: Chunks, path: Path) -> Iterator[str]:
    for index in range(len(chunks.value(path))):
        start, end = chunks.span((*path, index))
        yield f"- {chunks.content[start:end]}"


def _collection_in(chunks: Chunks, start: int, end: int) -> Path | None:
    """Return the path of the outermost mapping, or list of mappings, that a line holds, with nothing but a comment behind."""
    source, content = chunks.source, chunks.content
    inside = [(span.start, len(path), path) for path, span in source.spans.items() if start <= span.start < end]
    for at, _, path in sorted(inside):
        value = chunks.value(path)
        is_mapping = content[at] == "{" and isinstance(value, dict) and value
        holds_mappings = (
            content[at] == "[" and isinstance(value, list) and any(isinstance(each, dict) for each in value)
        )
        if (is_mapping or holds_mappings) and chunks.end(path) <= end:
            behind = content[chunks.end(path) : end].strip()
            return path if not behind or behind.startswith("#") else None
    return None
