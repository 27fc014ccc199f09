"""The verbs about data: each parses its options and hands over to its own module."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Optional

import typer

from cxmap.cli.help import HELP, say
from cxmap.cli.parameters import Language, Paths, filled, option


class MeasureFormat(str, Enum):
    """How measurements are written."""

    text = "text"
    json = "json"
    csv = "csv"
    markdown = "markdown"


def measure(
    paths: Paths = None,
    format_: Annotated[MeasureFormat, option("--format", None, "measure-format")] = MeasureFormat.text,
    output: Annotated[str | None, option("--output", "FILE", "measure-output")] = None,
    rejects: Annotated[str | None, option("--rejects", "FILE", "rejects")] = None,
    dry_run: Annotated[bool, option("--dry-run", None, "dry-run")] = False,
    lang: Language = None,
) -> int:
    """See HELP["measure"]."""
    from cxmap.cli.measure import MeasureOptions, measure_maps

    written, rejected = filled("--output", output) or None, filled("--rejects", rejects) or None
    options = MeasureOptions(format_.value, written, rejected, dry_run, lang.value if lang else None)
    return measure_maps(paths or [], options)


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
    format_: Annotated[MeasureFormat, option("--format", None, "discover-format")] = MeasureFormat.text,
    output: Annotated[Optional[str], option("--output", "FILE", "discover-output")] = None,
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help=say(HELP["top"]))] = 10,
    rejects: Annotated[Optional[str], option("--rejects", "FILE", "event-rejects")] = None,
    lang: Language = None,
) -> int:
    """See HELP["discover"]."""
    from cxmap.cli.discover import DiscoverOptions
    from cxmap.cli.discover import discover as discover_log

    given = {"case": case, "event": event, "time": time, "order": order, "channel": channel, "segment": segment}
    options = DiscoverOptions(
        columns={kind: filled(f"--{kind}", column) or None for kind, column in given.items()},
        source=filled("--source", source) or None,
        encoding=filled("--encoding", encoding) or None,
        time_format=filled("--time-format", time_format) or None,
        format=format_.value,
        output=filled("--output", output) or None,
        top=top,
        rejects=filled("--rejects", rejects) or None,
        language=lang.value if lang else None,
    )
    return discover_log(log, options)


DATA_VERBS = (measure, discover)
"""The verbs, in the order of the help."""
