"""What options and arguments of several verbs are made of."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer

from cxmap.cli.help import HELP, say


class Lang(str, Enum):
    """A language option."""

    zh = "zh"
    en = "en"


Paths = Annotated[list[str] | None, typer.Argument(metavar="[PATHS]...", help=say(HELP["paths"]), show_default=False)]
Language = Annotated[Lang | None, typer.Option("--lang", help=say(HELP["lang"]), show_default=False)]


def option(flag: str, metavar: str | None, help_: str) -> Any:
    """Describe an option with a help text by its name."""
    return typer.Option(flag, metavar=metavar, help=say(HELP[help_]), show_default=False)


def names_option(name: str, help_: str) -> Any:
    """Describe an option that takes names, separated by commas."""
    return option(f"--{name}", "NAMES", help_)


def names(flag: str, given: list[str] | None) -> tuple[str, ...]:
    """Split lists of names; one that is empty is a variable that was not set, and does not mean "all"."""
    for part in given or ():
        filled(flag, part.strip(", "))
    return tuple(name.strip() for part in given or () for name in part.split(",") if name.strip())


def filled(flag: str, given: str | None) -> str:
    """Return a value, "" where there is none; an empty one is a variable that was not set.

    Raises:
        CxmapError: it is empty.
    """
    if given is not None and not given.strip():
        from cxmap.cli.complaints import empty_value

        raise empty_value(flag)
    return given or ""


def file_to_write(flag: str, given: str | None) -> str | None:
    """Return the name of a file to be written, None where there is none.

    Raises:
        CxmapError: it is empty, or cannot be written: which is told before anything is read for it.
    """
    if given is None:
        return None
    if not given.strip():
        from cxmap.cli.complaints import empty_value

        raise empty_value(flag, takes_file=True)
    from cxmap.cli.overwriting import check_writable

    check_writable(Path(given), flag)
    return given
