"""The verbs about versions of maps: each parses its options and hands over to its own module."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from cxmap.cli.help import HELP, say
from cxmap.cli.parameters import Language, Paths, file_to_write, filled, names, names_option, option


class ChangeFormat(str, Enum):
    """How changes are written."""

    text = "text"
    json = "json"
    markdown = "markdown"
    html = "html"
    svg = "svg"
    sarif = "sarif"
    github = "github"


class StoryFormat(str, Enum):
    """How a story is written."""

    text = "text"
    json = "json"
    markdown = "markdown"


class HistoryFormat(str, Enum):
    """How figures over time are written."""

    text = "text"
    json = "json"
    csv = "csv"
    svg = "svg"


class By(str, Enum):
    """At which points a history is looked at."""

    tag = "tag"
    month = "month"
    commit = "commit"


class TableFormat(str, Enum):
    """How a table is written."""

    text = "text"
    json = "json"


def diff(
    versions: Annotated[
        list[str] | None,
        typer.Argument(metavar="[REV [REV] | A B] [PATHS]...", help=say(HELP["versions"]), show_default=False),
    ] = None,
    format_: Annotated[ChangeFormat, option("--format", None, "change-format")] = ChangeFormat.text,
    output: Annotated[str | None, option("--output", "FILE", "changes-output")] = None,
    fail_on: Annotated[list[str] | None, names_option("fail-on", "fail-on-change")] = None,
    only: Annotated[list[str] | None, names_option("only", "only")] = None,
    ignore: Annotated[list[str] | None, names_option("ignore", "ignore-changes")] = None,
    persona: Annotated[list[str] | None, option("--persona", "IDS", "persona-changes")] = None,
    stat: Annotated[bool, option("--stat", None, "stat")] = False,
    review: Annotated[bool, option("--review", None, "review")] = False,
    lang: Language = None,
) -> int:
    """See HELP["diff"]."""
    from cxmap.cli.diff import DiffOptions, diff_maps

    return diff_maps(
        versions or [],
        DiffOptions(
            format=format_.value,
            output=file_to_write("--output", output),
            fail_on=names("--fail-on", fail_on),
            only=names("--only", only),
            ignore=names("--ignore", ignore),
            personas=names("--persona", persona),
            stat=stat,
            review=review,
            language=lang.value if lang else None,
        ),
    )


def changes(
    format_: Annotated[TableFormat, option("--format", None, "page-format")] = TableFormat.text,
    lang: Language = None,
) -> int:
    """See HELP["changes"]."""
    from cxmap.cli.diff import list_changes

    return list_changes(lang.value if lang else None, format_.value)


def log(
    map_: Annotated[str, typer.Argument(metavar="MAP", help=say(HELP["map"]))],
    since: Annotated[str | None, option("--since", "REV", "since")] = None,
    format_: Annotated[StoryFormat, option("--format", None, "change-format")] = StoryFormat.text,
    output: Annotated[str | None, option("--output", "FILE", "changes-output")] = None,
    lang: Language = None,
) -> int:
    """See HELP["log"]."""
    from cxmap.cli.past import log_map

    written = file_to_write("--output", output)
    return log_map(map_, filled("--since", since) or None, format_.value, written, lang.value if lang else None)


def blame(
    map_: Annotated[str, typer.Argument(metavar="MAP", help=say(HELP["map"]))],
    format_: Annotated[TableFormat, option("--format", None, "page-format")] = TableFormat.text,
    output: Annotated[str | None, option("--output", "FILE", "changes-output")] = None,
    lang: Language = None,
) -> int:
    """See HELP["blame"]."""
    from cxmap.cli.past import blame_map

    return blame_map(map_, format_.value, file_to_write("--output", output), lang.value if lang else None)


def history(
    paths: Paths = None,
    by: Annotated[By | None, option("--by", None, "by")] = None,
    format_: Annotated[HistoryFormat, option("--format", None, "page-format")] = HistoryFormat.text,
    output: Annotated[str | None, option("--output", "FILE", "changes-output")] = None,
    lang: Language = None,
) -> int:
    """See HELP["history"]."""
    from cxmap.cli.past import chart_history

    written = file_to_write("--output", output)
    return chart_history(paths or [], by.value if by else None, format_.value, written, lang.value if lang else None)


def merge(
    base: Annotated[str, typer.Argument(metavar="BASE", help=say(HELP["merge-base"]))],
    ours: Annotated[str, typer.Argument(metavar="OURS", help=say(HELP["merge-ours"]))],
    theirs: Annotated[str, typer.Argument(metavar="THEIRS", help=say(HELP["merge-theirs"]))],
    output: Annotated[str | None, option("--output", "FILE", "changes-output")] = None,
    driver: Annotated[bool, option("--driver", None, "driver")] = False,
    path: Annotated[str | None, option("--path", "NAME", "merge-path")] = None,
    marker_size: Annotated[int, option("--marker-size", "N", "marker-size")] = 7,
) -> int:
    """See HELP["merge"]."""
    from cxmap.cli.merge import merge_files

    written = file_to_write("--output", output)
    return merge_files(base, ours, theirs, driver=driver, path=path, marker=marker_size, output=written)


def outline(
    map_: Annotated[str, typer.Argument(metavar="MAP", help=say(HELP["map"]))],
    lang: Language = None,
) -> int:
    """See HELP["outline"]."""
    from cxmap.cli.merge import print_outline

    return print_outline(map_, lang.value if lang else None)


def git_setup(
    everywhere: Annotated[bool, typer.Option("--global/--local", help=say(HELP["global"]))] = False,
    undo: Annotated[bool, option("--undo", None, "undo")] = False,
) -> int:
    """See HELP["git-setup"]."""
    from cxmap.cli.merge import set_up_git

    return set_up_git(everywhere=everywhere, undo=undo)


VERSION_VERBS = (diff, changes, log, blame, history, merge, outline, git_setup)
"""The verbs, in the order of the help."""
