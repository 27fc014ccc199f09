"""The verbs about data: each parses its options and hands over to its own module."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Optional

import typer

from cxmap.cli.help import HELP, say
from cxmap.cli.parameters import Lang, Language, Paths, file_to_write, filled, names, names_option, option
from cxmap.cli.verbs import FailOn, Format  # noqa: TC001  typer reads them
from cxmap.data.opening import open_early


class MeasureFormat(str, Enum):
    """How measurements are written."""

    text = "text"
    json = "json"
    csv = "csv"
    markdown = "markdown"


class ProcessFormat(str, Enum):
    """How a discovered process is drawn."""

    svg = "svg"
    html = "html"


class ProcessPaper(str, Enum):
    """Paper sizes of ISO 216."""

    A4 = "A4"
    A3 = "A3"
    A2 = "A2"
    A1 = "A1"
    A0 = "A0"


def measure(
    paths: Paths = None,
    format_: Annotated[MeasureFormat, option("--format", None, "measure-format")] = MeasureFormat.text,
    output: Annotated[str | None, option("--output", "FILE", "measure-output")] = None,
    rejects: Annotated[str | None, option("--rejects", "FILE", "rejects")] = None,
    write: Annotated[bool, option("--write", None, "measure-write")] = False,
    dry_run: Annotated[bool, option("--dry-run", None, "dry-run")] = False,
    examples: Annotated[bool, option("--examples", None, "examples")] = False,
    lang: Language = None,
) -> int:
    """See HELP["measure"]."""
    open_early()
    from cxmap.cli.measure import MeasureOptions, measure_maps

    written, rejected = file_to_write("--output", output), file_to_write("--rejects", rejects)
    options = MeasureOptions(
        format=format_.value,
        output=written,
        rejects=rejected,
        dry_run=dry_run,
        write=write,
        examples=examples,
        language=lang.value if lang else None,
    )
    return measure_maps(paths or [], options)


def drift(
    paths: Paths = None,
    measure: Annotated[bool, option("--measure", None, "measure-anew")] = False,
    select: Annotated[Optional[list[str]], names_option("select", "select-drift")] = None,
    ignore: Annotated[Optional[list[str]], names_option("ignore", "ignore-drift")] = None,
    policy: Annotated[Optional[str], option("--policy", "NAME|FILE", "drift-policy")] = None,
    fail_on: Annotated[Optional[FailOn], option("--fail-on", None, "fail-on")] = None,
    format_: Annotated[Optional[Format], option("--format", None, "format")] = None,
    output: Annotated[Optional[str], option("--output", "FILE", "report")] = None,
    statistics: Annotated[bool, option("--statistics", None, "statistics")] = False,
    owner: Annotated[Optional[str], option("--owner", "TEAM", "owner")] = None,
    show_suppressed: Annotated[bool, option("--show-suppressed", None, "show-suppressed")] = False,
    lang: Language = None,
    today: Annotated[Optional[str], option("--today", "DATE", "today")] = None,
) -> int:
    """See HELP["drift"]."""
    from cxmap.cli.drift import watch_maps
    from cxmap.cli.lint import LintOptions

    options = LintOptions(
        select=names("--select", select),
        ignore=names("--ignore", ignore),
        policy=policy,
        fail_on=fail_on.value if fail_on else None,
        format=format_.value if format_ else None,
        output=file_to_write("--output", output),
        statistics=statistics,
        owner=owner,
        show_suppressed=show_suppressed,
        cache=False,
        language=lang.value if lang else None,
        today=today,
    )
    return watch_maps(paths or [], options, anew=measure)


def discover(
    log: Annotated[
        Optional[str], typer.Argument(metavar="[LOG]", help=say(HELP["log-file"]), show_default=False)
    ] = None,
    case: Annotated[Optional[str], option("--case", "COLUMN", "case-column")] = None,
    event: Annotated[Optional[str], option("--event", "COLUMN", "event-column")] = None,
    time: Annotated[Optional[str], option("--time", "COLUMN", "time-column")] = None,
    order: Annotated[Optional[str], option("--order", "COLUMN", "order-column")] = None,
    channel: Annotated[Optional[str], option("--channel", "COLUMN", "channel-column")] = None,
    segment: Annotated[Optional[str], option("--segment", "COLUMN", "segment-column")] = None,
    time_format: Annotated[Optional[str], option("--time-format", "FORMAT", "time-format")] = None,
    encoding: Annotated[Optional[str], option("--encoding", "NAME", "encoding")] = None,
    source: Annotated[Optional[str], option("--source", "ID", "source")] = None,
    format_: Annotated[Optional[MeasureFormat], option("--format", None, "discover-format")] = None,
    output: Annotated[
        Optional[str],
        typer.Option("--output", "-o", metavar="FILE", help=say(HELP["discover-output"]), show_default=False),
    ] = None,
    top: Annotated[
        Optional[int], typer.Option("--top", metavar="N", min=1, help=say(HELP["top"]), show_default=False)
    ] = None,
    to: Annotated[Optional[ProcessFormat], option("--to", None, "discover-to")] = None,
    paths: Annotated[Optional[str], option("--paths", "PERCENT", "discover-paths")] = None,
    paper: Annotated[
        Optional[ProcessPaper],
        typer.Option("--paper", help=say(HELP["discover-paper"]), case_sensitive=False, show_default=False),
    ] = None,
    suppress_below: Annotated[
        Optional[int],
        typer.Option("--suppress-below", metavar="N", min=0, help=say(HELP["suppress-below"]), show_default=False),
    ] = None,
    rejects: Annotated[Optional[str], option("--rejects", "FILE", "event-rejects")] = None,
    draft: Annotated[Optional[str], option("--draft", "FILE", "draft")] = None,
    force: Annotated[bool, option("--force", None, "force-draft")] = False,
    check: Annotated[Optional[str], option("--check", "MAP", "check-map")] = None,
    fail_under: Annotated[
        Optional[int],
        typer.Option(
            "--fail-under", metavar="PERCENT", min=0, max=100, help=say(HELP["fail-under"]), show_default=False
        ),
    ] = None,
    lang: Annotated[Optional[Lang], option("--lang", None, "discover-lang")] = None,
) -> int:
    """See HELP["discover"]."""
    open_early()
    from cxmap.cli.discover import discover as discover_log
    from cxmap.cli.discover_options import DiscoverOptions

    given = {"case": case, "event": event, "time": time, "order": order, "channel": channel, "segment": segment}
    options = DiscoverOptions(
        columns={kind: filled(f"--{kind}", column) or None for kind, column in given.items()},
        source=filled("--source", source) or None,
        encoding=filled("--encoding", encoding) or None,
        time_format=filled("--time-format", time_format) or None,
        format=format_.value if format_ else None,
        output=file_to_write("--output", output),
        top=top,
        rejects=file_to_write("--rejects", rejects),
        to=to.value if to else None,
        paths=filled("--paths", paths) or None,
        paper=paper.value if paper else None,
        draft=filled("--draft", draft) or None,
        force=force,
        check=filled("--check", check) or None,
        fail_under=fail_under,
        suppress_below=suppress_below,
        language=lang.value if lang else None,
    )
    return discover_log(log, options)


DATA_VERBS = (measure, drift, discover)
"""The verbs, in the order of the help."""
