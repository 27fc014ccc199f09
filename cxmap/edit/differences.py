"""Shows what a change to a text changes."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\"} | {chr(7 + n): f"\\{letter}" for n, letter in enumerate("abtnvfr")}


def unified(before: str, after: str, name: str) -> Iterator[str]:
    """Yield the lines of a unified diff, each with its line end, as `git apply` and `patch` read it.

    Nothing is yielded for equal texts. A line ends with LF; the CR of a CRLF is part of it.
    """
    name = _in_header(name)
    for line in difflib.unified_diff(_LINE.findall(before), _LINE.findall(after), name, name):
        if line.endswith("\n"):
            yield line
        else:
            yield f"{line}\n"
            yield "\\ No newline at end of file\n"


def _in_header(name: str) -> str:
    """Return a file name as git writes it: in quotes if it is odd, with a tab behind it if it has a space."""
    quoted = "".join(map(_escaped, name))
    if quoted != name:
        return f'"{quoted}"'
    return f"{name}\t" if " " in name else name


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    return "".join(f"\\{byte:03o}" for byte in character.encode("utf-8", "surrogateescape"))
