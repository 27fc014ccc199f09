"""The command line. `main` answers `--version` before any framework is loaded."""

from __future__ import annotations

import gc
import sys

_NEW_OBJECTS = 100_000
"""After so many new objects garbage is looked for: usually after 700, and a short run then spends a tenth of its time on it."""


def main() -> int:
    """Run the command line and return its exit code: 0 clean, 1 findings, 2 could not run."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from cxmap import __version__

        sys.stdout.write(f"cxmap {__version__}\n")
        return 0
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])
    from cxmap.cli.app import run

    return run(sys.argv[1:])
