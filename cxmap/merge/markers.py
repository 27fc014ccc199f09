"""Conflict markers: two texts as one with markers where they differ, and such a text as its two sides again."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from cxmap.diff.structure import longest_increasing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MARKER = re.compile(r"(<{7,}|\|{7,}|={7,}|>{7,})(?: .*)?\r?\n?\Z")
_SIDES = {"<": 0, "|": None, "=": 1, ">": -1}
"""What follows a marker: a side, the base (which is neither), or what both have."""


def marked(ours: str, theirs: str, labels: tuple[str, str], marker: int) -> str:
    """Return two texts as one, with markers around the lines in which they differ."""
    one, other = ours.splitlines(keepends=True), theirs.splitlines(keepends=True)
    found: list[str] = []
    for is_equal, a, b, c, d in stretches(one, other):
        if is_equal:
            found += one[a:b]
            continue
        found += [
            f"{'<' * marker} {labels[0]}\n",
            *map(_whole, one[a:b]),
            f"{'=' * marker}\n",
            *map(_whole, other[c:d]),
            f"{'>' * marker} {labels[1]}\n",
        ]
    return "".join(found)


def _whole(line: str) -> str:
    return line if line.endswith("\n") else line + "\n"


def sides_of(content: str) -> tuple[str, str] | None:
    """Return both sides of a text with markers; None where it has none, or they do not go together."""
    sides: tuple[list[str], list[str]] = ([], [])
    where: int | None = -1  # -1: in both, None: in the base
    is_marked = False
    for line in content.splitlines(keepends=True):
        found = _MARKER.match(line)
        kind = found[1][0] if found is not None else ""
        if kind and (kind == "<") == (where == -1):
            is_marked = True
            where = _SIDES[kind]
            continue
        for side in (0, 1):
            if where in (-1, side):
                sides[side].append(line)
    return ("".join(sides[0]), "".join(sides[1])) if is_marked and where == -1 else None


Stretch = tuple[bool, int, int, int, int]
"""Whether some lines of two texts are the same, and which: from a to b of the first, from c to d of the second."""


def stretches(one: Sequence[str], other: Sequence[str]) -> Iterator[Stretch]:
    """Yield where two texts agree and where not, from the first line to the last.

    Lines that both have once are the anchors between which they are compared (the patience diff of Bram Cohen): so that
    long texts with many equal lines take no longer than they are long.
    """
    head = 0
    while head < min(len(one), len(other)) and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < min(len(one), len(other)) - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    if head:
        yield True, 0, head, 0, head
    yield from _between(one, other, head, len(one) - tail, head, len(other) - tail)
    if tail:
        yield True, len(one) - tail, len(one), len(other) - tail, len(other)


def _between(one: Sequence[str], other: Sequence[str], a: int, b: int, c: int, d: int) -> Iterator[Stretch]:
    anchors = _anchors(one[a:b], other[c:d])
    for first, second in [*((a + x, c + y) for x, y in anchors), (b, d)]:
        if one[a:first] == other[c:second]:
            if first > a:
                yield True, a, first, c, second
            opcodes = []
        else:
            opcodes = SequenceMatcher(None, one[a:first], other[c:second], autojunk=False).get_opcodes()
        for tag, i, j, k, m in opcodes:
            yield tag == "equal", a + i, a + j, c + k, c + m
        if first < b:
            yield True, first, first + 1, second, second + 1
        a, c = first + 1, second + 1


def _anchors(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Return the lines that stand once in both texts, in the order of both."""
    places = [{}, {}]  # type: list[dict[str, int]]
    for lines, known in zip((one, other), places, strict=True):
        for index, line in enumerate(lines):
            known[line] = -1 if line in known else index
    pairs = [(x, places[1].get(line, -1)) for line, x in places[0].items() if x >= 0]
    pairs = sorted((x, y) for x, y in pairs if y >= 0)
    kept = longest_increasing([y for _, y in pairs])
    return [(x, y) for x, y in pairs if y in kept]
