"""`cxmap schema`."""

from __future__ import annotations

import sys


def print_schema(which: str) -> int:
    """Print a schema as it is installed."""
    from cxmap.model.schema import packaged_schema
    from cxmap.report.terminal import utf8_stdout

    utf8_stdout()
    sys.stdout.write(packaged_schema(which))
    return 0
