"""Puts the verbs together and turns what stops them into words and exit codes."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cxmap.cli.data_verbs import DATA_VERBS
from cxmap.cli.headings import Verb, Verbs
from cxmap.cli.help import HELP, say
from cxmap.cli.verbs import explain, fmt, init, lint, render, rules, schema, serve, show
from cxmap.cli.version_verbs import VERSION_VERBS

if TYPE_CHECKING:
    from collections.abc import Sequence

app = typer.Typer(
    name="cxmap",
    cls=Verbs,
    help=say(HELP["cxmap"]),
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
for verb in (init, lint, fmt, render, serve, show, *DATA_VERBS, *VERSION_VERBS, rules, explain, schema):
    name = verb.__name__.removesuffix("_").replace("_", "-")
    app.command(name, cls=Verb, help=say(HELP[name]))(verb)


def _print_version(wanted: bool) -> None:
    if wanted:
        from cxmap import __version__

        typer.echo(f"cxmap {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: bool = typer.Option(
        False, "--version", "-V", callback=_print_version, is_eager=True, help=say(HELP["version"])
    ),
) -> None:
    """Customer journey mapping as code."""


def program_for(arguments: Sequence[str]) -> typer.Typer:
    """Return the program, with the one verb that is asked for: to describe all of them takes longer than many a verb."""
    only = [command for command in app.registered_commands if arguments and command.name == arguments[0]]
    if not only:
        return app
    small = copy(app)
    small.registered_commands = only
    return small


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    from cxmap.cli.complaints import complain
    from cxmap.diagnostics import CxmapError
    from cxmap.language import Words

    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the shell, as in `>&-`
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115  open as long as the process
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that lacks a character still shows the rest
    try:
        code = program_for(arguments)(list(arguments), standalone_mode=False)
        sys.stdout.flush()
    except CxmapError as error:
        complain(error)
        return 2
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except SystemExit as error:
        if not isinstance(error.__context__, BrokenPipeError):
            raise
        return _nobody_listens()  # typer has caught it, and would exit with 1
    except BrokenPipeError:
        return _nobody_listens()
    except Exception as error:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EIO, errno.EBADF):
            sys.stderr.write(f"cxmap: {error.strerror}\n")
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nothing is left to be flushed to what is full
            return 2
        show = getattr(error, "show", None)
        if show is None:  # those of typer have: a wrong option, a missing argument
            traceback.print_exc()
            complain(
                CxmapError(
                    Words("this is a mistake in cxmap, not in your map", "这是 cxmap 的错误，不是地图的问题"),
                    Words(
                        "please report it with the lines above and, if you may, the map",
                        "请报告此问题，并附上以上内容；如果可以，也请附上地图",
                    ),
                )
            )
            return 2
        from cxmap.cli.usage import in_words

        said = in_words(error)
        if said is None:
            show()
        else:
            complain(said)
        return 2
    return code if isinstance(code, int) else 0


def _nobody_listens() -> int:
    """Return the exit code of a program whose reader has left, as `head` does; nothing is left to be flushed to it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return 141
