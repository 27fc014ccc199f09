"""The verbs about versions of maps: each parses its options and hands over to its own module."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from cxmap.cli.help import HELP, say
from cxmap.cli.parameters import Language, filled, names, names_option, option


class ChangeFormat(str, Enum):
    """How changes are written."""

    text = "text"
    json = "json"
    markdown = "markdown"
    github = "github"


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
    lang: Language = None,
) -> int:
    """See HELP["diff"]."""
    from cxmap.cli.diff import DiffOptions, diff_maps

    return diff_maps(
        versions or [],
        DiffOptions(
            format=format_.value,
            output=filled("--output", output) or None,
            fail_on=names("--fail-on", fail_on),
            only=names("--only", only),
            ignore=names("--ignore", ignore),
            personas=names("--persona", persona),
            stat=stat,
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
