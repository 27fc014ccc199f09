"""Measures whole processes with the operating system's own accounting, and prints one line of a table for each comparison.

Comparisons alternate the two commands and take medians, so that a machine that drifts does not decide.
"""

from __future__ import annotations

import os
import subprocess
import time
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME, _COLUMN = 60, 11
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""As where a program is installed: its modules are compiled once, not in every run."""


class Cost(NamedTuple):
    """What one run of a command took: seconds by the clock, seconds of processor, MiB at its peak."""

    wall: float
    cpu: float
    peak: float


def measure(command: Sequence[str]) -> Cost:
    """Run a command once, its output thrown away."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command[:3])} … could not run ({process.returncode})")
    return Cost(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def compare(name: str, ours: Sequence[str], theirs: Sequence[str], target: str, runs: int = 7) -> None:
    """Run two commands in turn and print their medians and the ratio."""
    measure(ours), measure(theirs)
    compared(name, *zip(*[(measure(ours), measure(theirs)) for _ in range(runs)], strict=True), target=target)


def compared(name: str, ours: Sequence[Cost], theirs: Sequence[Cost], *, target: str) -> None:
    """Print the medians of two commands, and their ratios by the clock and by the processor."""
    wall = median(cost.wall for cost in ours), median(cost.wall for cost in theirs)
    cpu = median(cost.cpu for cost in ours) / median(cost.cpu for cost in theirs)
    ours_ms, theirs_ms = (f"{seconds * 1000:.0f} ms" for seconds in wall)
    row(name, ours_ms, theirs_ms, f"{_ratio(wall[0] / wall[1])}  (processor: {_ratio(cpu)})", target)


def row(name: str, ours: str, other: str = "", ratio: str = "", target: str = "") -> None:
    """Print one line of the table."""
    print(f"{name:{_NAME}} {ours:>{_COLUMN}} {other:>{_COLUMN}}   {ratio:42} {target}".rstrip(), flush=True)


def grows(name: str, few: Sequence[str], many: Sequence[str]) -> None:
    """Print how much more memory a command needs for ten times as many maps."""
    small, large = measure(few).peak, measure(many).peak
    row(name, f"{small:.1f} MiB", f"{large:.1f} MiB", _ratio(large / small), "does not grow")


def _ratio(value: float) -> str:
    return f"{value:.2f} x as long" if value > 1 else f"{1 / value:.1f} x faster"
