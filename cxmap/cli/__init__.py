"""The command line. `main` answers `--version` before any framework is loaded."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and return its exit code: 0 clean, 1 findings, 2 could not run."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from cxmap import __version__

        sys.stdout.write(f"cxmap {__version__}\n")
        return 0
    from cxmap.cli.app import run

    return run(sys.argv[1:])
