"""The verbs: each parses its options and hands over to its own module, so that nothing else is loaded."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Optional

import typer

from cxmap.cli.help import HELP, language, say


class Lang(str, Enum):
    """A language option."""

    zh = "zh"
    en = "en"


class Format(str, Enum):
    """How findings are written."""

    text = "text"
    json = "json"
    github = "github"


class View(str, Enum):
    """What is drawn."""

    poster = "poster"
    flow = "flow"


class Paper(str, Enum):
    """Paper sizes of ISO 216; `auto` takes the smallest on which the map fits on one sheet."""

    auto = "auto"
    A4 = "A4"
    A3 = "A3"
    A2 = "A2"
    A1 = "A1"
    A0 = "A0"


class Which(str, Enum):
    """Which schema."""

    map = "map"
    workspace = "workspace"


Paths = Annotated[
    Optional[list[str]], typer.Argument(metavar="[PATHS]...", help=say(HELP["paths"]), show_default=False)
]
Language = Annotated[Optional[Lang], typer.Option("--lang", help=say(HELP["lang"]), show_default=False)]


def init(
    folder: Annotated[str, typer.Argument(metavar="[DIR]", help=say(HELP["folder"]), show_default=False)] = ".",
    lang: Annotated[Lang, typer.Option(help=say(HELP["init-lang"]))] = Lang(language()),
) -> int:
    """See HELP["init"]."""
    from cxmap.cli.init import make_workspace

    return make_workspace(folder, lang.value)


def lint(
    paths: Paths = None,
    format_: Annotated[Format, typer.Option("--format", help=say(HELP["format"]))] = Format.text,
    lang: Language = None,
    today: Annotated[Optional[str], typer.Option(metavar="DATE", help=say(HELP["today"]), show_default=False)] = None,
) -> int:
    """See HELP["lint"]."""
    from cxmap.cli.lint import lint_maps

    return lint_maps(paths or [], format_.value, lang.value if lang else None, today)


def render(
    paths: Paths = None,
    to: Annotated[str, typer.Option(metavar="FORMATS", help=say(HELP["to"]))] = "html,svg",
    output: Annotated[str, typer.Option("--output", "-o", metavar="DIR", help=say(HELP["output"]))] = "posters",
    view: Annotated[View, typer.Option(help=say(HELP["view"]))] = View.poster,
    paper: Annotated[
        Paper, typer.Option(help=say(HELP["paper"]), case_sensitive=False, metavar="auto|A4|A3|A2|A1|A0")
    ] = Paper.A3,
    lanes: Annotated[Optional[str], typer.Option(metavar="LANES", help=say(HELP["lanes"]), show_default=False)] = None,
    persona: Annotated[
        Optional[list[str]], typer.Option(metavar="ID", help=say(HELP["persona"]), show_default=False)
    ] = None,
    lang: Language = None,
) -> int:
    """See HELP["render"]."""
    from cxmap.cli.render import RenderOptions, render_maps

    return render_maps(
        paths or [],
        RenderOptions(
            formats=tuple(part.strip() for part in to.split(",")),
            folder=output,
            view=view.value,
            paper=paper.value,
            lanes=tuple(part.strip() for part in lanes.split(",")) if lanes else (),
            personas=tuple(persona or ()),
            language=lang.value if lang else None,
        ),
    )


def show(
    path: Annotated[str, typer.Argument(metavar="MAP", help=say(HELP["map"]))],
    lang: Language = None,
) -> int:
    """See HELP["show"]."""
    from cxmap.cli.show import show_map

    return show_map(path, lang.value if lang else None)


def schema(
    which: Annotated[Which, typer.Argument(help=say(HELP["which"]))] = Which.map,
) -> int:
    """See HELP["schema"]."""
    from cxmap.cli.schema import print_schema

    return print_schema(which.value)
