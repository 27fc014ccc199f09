"""Commands to be pasted into the user's shell."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from pathlib import Path

from cxmap.report.cells import printable

_PLAIN = re.compile(r"[\w@%+=:,./-]+")


def _program() -> str:
    """Return what starts cxmap from the user's shell."""
    return "cxmap" if shutil.which("cxmap") else f"{_quoted(sys.executable)} -m cxmap"


def command(verb: str, *words: str | Path) -> str:
    """Return a command of cxmap to be pasted."""
    return " ".join([_program(), verb, *map(_quoted, words)])


def _quoted(word: str | Path) -> str:
    """Return a word as the shell takes it; letters of any script need no quotes."""
    text = str(word)
    if isinstance(word, Path) and text.startswith("-"):
        text = f"./{text}"
    if _PLAIN.fullmatch(text):
        return text
    return f'"{text}"' if os.name == "nt" else shlex.quote(printable(text))
