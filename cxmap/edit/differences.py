"""Shows what a change to a text changes."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def unified(before: str, after: str, name: str) -> Iterator[str]:
    """Yield the lines of a unified diff, each with its line end, as `git apply` and `patch` read it.

    Nothing is yielded for equal texts. A line ends with LF; the CR of a CRLF is part of it.
    """
    for line in difflib.unified_diff(_LINE.findall(before), _LINE.findall(after), name, name):
        if line.endswith("\n"):
            yield line
        else:
            yield f"{line}\n"
            yield "\\ No newline at end of file\n"
