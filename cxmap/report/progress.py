"""Shows on stderr how far a long run has come; a short one stays silent."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PATIENCE = 1.0  # seconds before anything is said
_PLAIN_INTERVAL = 5.0  # seconds between lines where stderr is no terminal
_LONG = 5.0  # seconds after which it is said how many a step has taken
_WIDTH = 78


@dataclass(slots=True)
class Progress:
    """A counter of `total` steps. The clock decides only what is shown meanwhile, never a result."""

    total: int
    _started: float = field(default_factory=time.monotonic)
    _said: float = 0.0
    _shown: bool = False
    _step: tuple[str, float] | None = None

    def step(self, done: int, name: str) -> None:
        """Say that work on `name` begins, after `done` steps; of one step nothing need be said."""
        if self.total > 1:
            self.begin(f"{done}/{self.total}  {name}")

    def begin(self, step: str) -> None:
        """Say that a step begins, in these words."""
        now = time.monotonic()
        self._step = (step, now)
        self._show(now)

    def go_on(self) -> None:
        """Say that the last step goes on: how long it has taken, on a terminal each time, else at ever longer intervals."""
        self._show(time.monotonic())

    def _show(self, now: float) -> None:
        from cxmap.report.cells import padded, printable

        if self._step is None or now - self._started < _PATIENCE:
            return
        step, begun = self._step
        line = printable(step) + (f"  {now - begun:.0f} s" if now - begun >= _LONG else "")
        if sys.stderr.isatty():
            sys.stderr.write("\r" + padded(line, _WIDTH))
            self._shown = True
        elif now - self._said >= max(_PLAIN_INTERVAL, self._said - begun):
            sys.stderr.write(line + "\n")
            self._said = now
        sys.stderr.flush()

    def finish(self) -> None:
        """Wipe the line."""
        if self._shown:
            sys.stderr.write("\r" + " " * _WIDTH + "\r")
            sys.stderr.flush()


@contextmanager
def long_steps(total: int) -> Iterator[Callable[[str], None]]:
    """Show how far a run has come of which each step may be long; yields what is told the name of each as it begins.

    How long it takes is shown meanwhile, by a thread. Steps may be more than the `total` that was thought.
    """
    progress, done, is_over = Progress(total), count(), Event()

    def tell(name: str) -> None:
        progress.begin(f"{number}/{total}  {name}" if (number := next(done)) < total and total > 1 else name)

    def go_on() -> None:
        while not is_over.wait(_PATIENCE):
            progress.go_on()

    meanwhile = Thread(target=go_on, name="progress", daemon=True)
    meanwhile.start()
    try:
        yield tell
    finally:
        is_over.set()
        meanwhile.join()
        progress.finish()
