"""Notices that files have changed, by asking for their size and time; it needs no more than the standard library."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxmap.serve.previews import Previews

INTERVAL = 0.08
"""Seconds between two looks: short against the 300 ms in which a change is to be seen."""
Stamp = tuple[int, int, int] | None


def stamp_of(path: Path) -> Stamp:
    """Return what changes when a file does (time, size, inode); None where there is no such file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def stamps_of(previews: Previews) -> dict[Path, Stamp]:
    """Return the stamps of all files that the previews are made from."""
    files = {file for number in range(len(previews)) for file in previews.files_of(number)}
    return {file: stamp_of(file) for file in sorted(files)}


def changed(before: Mapping[Path, Stamp], now: Mapping[Path, Stamp]) -> set[Path]:
    """Return the files whose stamp is another than before; files that were not watched before are no news."""
    return {path for path, stamp in now.items() if path in before and before[path] != stamp}


def watch(previews: Previews, stop: threading.Event, interval: float = INTERVAL) -> None:
    """Refresh the previews whose files change, until `stop` is set."""
    before = stamps_of(previews)
    while not stop.wait(interval):
        now = stamps_of(previews)
        touched = changed(before, now)
        before = now
        if touched:
            numbers = [n for n in range(len(previews)) if touched.intersection(previews.files_of(n))]
            previews.refresh([n for n in numbers if previews.all()[n].revision])
