"""The verbs: each parses its options and hands over to its own module, so that nothing else is loaded."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Optional

import typer

from cxmap.cli.help import HELP, language, say
from cxmap.cli.parameters import Lang, Language, Paths, filled, names, names_option, option


class Format(str, Enum):
    """How findings are written."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    sarif = "sarif"
    junit = "junit"
    github = "github"
    gitlab = "gitlab"
    markdown = "markdown"


class PageFormat(str, Enum):
    """How the documentation of rules is written."""

    text = "text"
    json = "json"
    markdown = "markdown"


class FailOn(str, Enum):
    """From which severity findings fail a run."""

    note = "note"
    warning = "warning"
    error = "error"
    never = "never"


class Paper(str, Enum):
    """Paper sizes of ISO 216; `auto` takes the smallest on which the map fits on one sheet."""

    auto = "auto"
    A4 = "A4"
    A3 = "A3"
    A2 = "A2"
    A1 = "A1"
    A0 = "A0"


class Tile(str, Enum):
    """Paper that a larger picture is put together from."""

    A4 = "A4"
    A3 = "A3"
    A2 = "A2"


class AudienceName(str, Enum):
    """Who a picture is made for."""

    client = "client"
    internal = "internal"
    public = "public"


class Form(str, Enum):
    """How much a picture says."""

    detailed = "detailed"
    compact = "compact"


class Which(str, Enum):
    """Which schema."""

    map = "map"
    workspace = "workspace"
    policy = "policy"


def init(
    folder: Annotated[str, typer.Argument(metavar="[DIR]", help=say(HELP["folder"]), show_default=False)] = ".",
    lang: Annotated[Lang, typer.Option(help=say(HELP["init-lang"]))] = Lang(language()),
) -> int:
    """See HELP["init"]."""
    from cxmap.cli.init import make_workspace

    return make_workspace(folder, lang.value)


def lint(
    paths: Paths = None,
    select: Annotated[Optional[list[str]], names_option("select", "select")] = None,
    ignore: Annotated[Optional[list[str]], names_option("ignore", "ignore")] = None,
    policy: Annotated[Optional[str], option("--policy", "NAME|FILE", "policy")] = None,
    fail_on: Annotated[Optional[FailOn], option("--fail-on", None, "fail-on")] = None,
    format_: Annotated[Optional[Format], option("--format", None, "format")] = None,
    output: Annotated[Optional[str], option("--output", "FILE", "report")] = None,
    statistics: Annotated[bool, option("--statistics", None, "statistics")] = False,
    owner: Annotated[Optional[str], option("--owner", "TEAM", "owner")] = None,
    changed_since: Annotated[Optional[str], option("--changed-since", "REV", "changed-since")] = None,
    show_suppressed: Annotated[bool, option("--show-suppressed", None, "show-suppressed")] = False,
    fix: Annotated[bool, option("--fix", None, "fix")] = False,
    diff: Annotated[bool, option("--diff", None, "fix-diff")] = False,
    no_cache: Annotated[bool, option("--no-cache", None, "no-cache")] = False,
    lang: Language = None,
    today: Annotated[Optional[str], option("--today", "DATE", "today")] = None,
) -> int:
    """See HELP["lint"]."""
    from cxmap.cli.lint import LintOptions, lint_maps

    return lint_maps(
        paths or [],
        LintOptions(
            select=names("--select", select),
            ignore=names("--ignore", ignore),
            policy=policy,
            fail_on=fail_on.value if fail_on else None,
            format=format_.value if format_ else None,
            output=output,
            statistics=statistics,
            owner=owner,
            changed_since=changed_since,
            show_suppressed=show_suppressed,
            fix=fix,
            diff=diff,
            cache=not no_cache,
            language=lang.value if lang else None,
            today=today,
        ),
    )


def fmt(
    paths: Paths = None,
    check: Annotated[bool, option("--check", None, "check")] = False,
    diff: Annotated[bool, option("--diff", None, "fmt-diff")] = False,
) -> int:
    """See HELP["fmt"]."""
    from cxmap.cli.fmt import format_maps

    return format_maps(paths or [], check=check, diff=diff)


def rules(
    select: Annotated[Optional[list[str]], names_option("select", "select-rules")] = None,
    policy: Annotated[Optional[str], option("--policy", "NAME|FILE", "rules-policy")] = None,
    format_: Annotated[PageFormat, option("--format", None, "page-format")] = PageFormat.text,
    lang: Language = None,
) -> int:
    """See HELP["rules"]."""
    from cxmap.cli.rules import list_rules

    return list_rules(names("--select", select), policy, format_.value, lang.value if lang else None)


def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help=say(HELP["rule"]))],
    format_: Annotated[PageFormat, option("--format", None, "page-format")] = PageFormat.text,
    lang: Language = None,
) -> int:
    """See HELP["explain"]."""
    from cxmap.cli.rules import explain_rule

    return explain_rule(rule, format_.value, lang.value if lang else None)


def render(
    paths: Paths = None,
    view: Annotated[Optional[list[str]], names_option("view", "view")] = None,
    list_views: Annotated[bool, option("--list-views", None, "list-views")] = False,
    pack: Annotated[Optional[str], option("--pack", "NAME", "pack")] = None,
    list_packs: Annotated[bool, option("--list-packs", None, "list-packs")] = False,
    to: Annotated[Optional[str], option("--to", "FORMATS", "to")] = None,
    output: Annotated[str, typer.Option("--output", "-o", metavar="DIR", help=say(HELP["output"]))] = "posters",
    paper: Annotated[
        Optional[Paper],
        typer.Option(help=say(HELP["paper"]), case_sensitive=False, metavar="auto|A4|A3|A2|A1|A0", show_default=False),
    ] = None,
    tile: Annotated[
        Optional[Tile],
        typer.Option(help=say(HELP["tile"]), case_sensitive=False, metavar="A4|A3|A2", show_default=False),
    ] = None,
    form: Annotated[Form, typer.Option(help=say(HELP["form"]))] = Form.detailed,
    lanes: Annotated[Optional[list[str]], names_option("lanes", "lanes")] = None,
    blank: Annotated[Optional[list[str]], names_option("blank", "blank")] = None,
    persona: Annotated[Optional[list[str]], option("--persona", "ID", "persona")] = None,
    against: Annotated[Optional[str], option("--against", "MAP", "against")] = None,
    audience: Annotated[Optional[AudienceName], option("--audience", None, "audience")] = None,
    embed_source: Annotated[bool, option("--embed-source", None, "embed-source")] = False,
    fonts: Annotated[Optional[list[str]], option("--fonts", "PATH", "fonts")] = None,
    dpi: Annotated[Optional[int], option("--dpi", None, "dpi")] = None,
    lang: Language = None,
) -> int:
    """See HELP["render"]."""
    from cxmap.cli import choices
    from cxmap.cli.render import RenderOptions, render_maps

    if list_views or list_packs:
        print_list = choices.list_views if list_views else choices.list_packs
        return print_list(lang.value if lang else language())
    return render_maps(
        paths or [],
        RenderOptions(
            formats=names("--to", [to] if to is not None else None),
            folder=filled("--output", output),
            views=names("--view", view),
            pack=filled("--pack", pack),
            paper=paper.value if paper else "",
            tile=tile.value if tile else "",
            form=form.value,
            lanes=names("--lanes", lanes),
            blank=names("--blank", blank),
            personas=tuple(filled("--persona", one) for one in persona or ()),
            against=filled("--against", against),
            audience=audience.value if audience else None,
            embed_source=embed_source,
            fonts=tuple(filled("--fonts", one) for one in fonts or ()),
            dpi=dpi,
            language=lang.value if lang else None,
        ),
    )


def serve(
    paths: Paths = None,
    port: Annotated[Optional[int], option("--port", "PORT", "port")] = None,
    open_: Annotated[bool, option("--open", None, "open")] = False,
    view: Annotated[Optional[list[str]], names_option("view", "serve-view")] = None,
    paper: Annotated[
        Paper,
        typer.Option(help=say(HELP["paper"]), case_sensitive=False, metavar="auto|A4|A3|A2|A1|A0", show_default=False),
    ] = Paper.A3,
    lang: Language = None,
) -> int:
    """See HELP["serve"]."""
    from cxmap.cli.serve import ServeOptions, serve_maps

    return serve_maps(
        paths or [],
        ServeOptions(
            port=port,
            views=names("--view", view),
            paper=paper.value,
            language=lang.value if lang else None,
            opens=open_,
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
