"""The verbs about data: each parses its options and hands over to its own module."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

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


DATA_VERBS = (measure,)
"""The verbs, in the order of the help."""
