"""Breaks texts into lines of so many terminal cells: between words, and between Chinese characters."""

from __future__ import annotations

import re

from cxmap.report.cells import cell_width

_UNITS = re.compile(r"\s+|[^\s\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]+|\S")
_NO_START = tuple("，。、；：！？）》」』】〉”’…％,.;:!?)]}%")
_NO_END = tuple("（《「『【〈“‘([{")


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a paragraph; none begins with what closes, or ends with what opens."""
    lines, line = [], ""
    for space, word in _words(text):
        if line and cell_width(line + space + word) > width:
            lines.append(line)
            line = ""
        line = line + space + word if line else word
        while cell_width(line) > width:
            head = _head(line, width)
            lines.append(head)
            line = line[len(head) :]
    return [*lines, line] if line else lines


def _words(text: str) -> list[tuple[str, str]]:
    """Return what may not be broken, each with the space before it."""
    found: list[tuple[str, str]] = []
    space = ""
    for unit in _UNITS.findall(text):
        if unit.isspace():
            space = " "
            continue
        if found and not space and (unit.startswith(_NO_START) or found[-1][1].endswith(_NO_END)):
            found[-1] = (found[-1][0], found[-1][1] + unit)
        else:
            found.append((space, unit))
        space = ""
    return found


def _head(text: str, width: int) -> str:
    """Return as much of a word as fits, at least a character."""
    for end in range(1, len(text)):
        if cell_width(text[: end + 1]) > width:
            return text[:end]
    return text
