"""Shows on stderr how far a long run has come; a short one stays silent."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field

_PATIENCE = 1.0  # seconds before anything is said
_PLAIN_INTERVAL = 5.0  # seconds between lines where stderr is no terminal


@dataclass(slots=True)
class Progress:
    """A counter of `total` steps. The clock decides only what is shown meanwhile, never a result."""

    total: int
    _started: float = field(default_factory=time.monotonic)
    _said: float = 0.0
    _shown: bool = False

    def step(self, done: int, name: str) -> None:
        """Say that work on `name` begins, after `done` steps."""
        from cxmap.report.cells import padded, printable

        now = time.monotonic()
        if self.total < 2 or now - self._started < _PATIENCE:
            return
        line = f"{done}/{self.total}  {printable(name)}"
        if sys.stderr.isatty():
            sys.stderr.write("\r" + padded(line, 78))
            self._shown = True
        elif now - self._said >= _PLAIN_INTERVAL:
            sys.stderr.write(line + "\n")
            self._said = now
        sys.stderr.flush()

    def finish(self) -> None:
        """Wipe the line."""
        if self._shown:
            sys.stderr.write("\r" + " " * 78 + "\r")
            sys.stderr.flush()
