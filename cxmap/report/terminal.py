"""Writes styled lines to a stream: with colour on a terminal that wants it, plain everywhere else."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from cxmap.report.findings import Styled

_STYLES = {
    "path": "bold",
    "strong": "bold",
    "error": "bold red",
    "warning": "bold yellow",
    "note": "bold cyan",
    "help": "cyan",
    "dim": "dim",
}


def wants_colour(stream: TextIO) -> bool:
    """Whether to colour: NO_COLOR forbids it, FORCE_COLOR asks for it or (with 0) forbids it, else a terminal gets it."""
    if os.environ.get("NO_COLOR"):
        return False
    if forced := os.environ.get("FORCE_COLOR"):
        return forced.lower() not in ("0", "false")
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def utf8_stdout() -> None:
    """Have stdout take UTF-8, whatever the locale says, and end lines alike: what programs read is the same everywhere."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)  # a stand-in for stdout may not have it
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace", newline="\n")


def console(stream: TextIO) -> Console:
    """Return a rich console that neither wraps nor guesses."""
    from rich.console import Console

    return Console(
        file=stream,
        force_terminal=True,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=True,
        legacy_windows=False,
    )


def write_lines(lines: Iterable[list[Styled]], stream: TextIO | None = None, *, plain: bool = False) -> None:
    """Write styled lines, `plain` ones never in colour; rich is loaded only where colour is wanted."""
    stream = stream or sys.stdout
    if plain or not wants_colour(stream):
        stream.writelines("".join(piece for piece, _ in line) + "\n" for line in lines)
        return
    from rich.text import Text

    target = console(stream)
    for line in lines:
        target.print(Text.assemble(*((piece, _STYLES.get(style, style)) for piece, style in line)))


def width(stream: TextIO | None = None) -> int:
    """Return how many cells a line may have: those of the terminal, 100 where there is none."""
    from shutil import get_terminal_size

    stream = stream or sys.stdout
    return get_terminal_size((100, 24)).columns if stream.isatty() else 100
