"""Notices that files have changed, by asking for their size and time; it needs no more than the standard library."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxmap.serve.previews import Previews

INTERVAL = 0.03
"""Seconds between two looks: short against the 300 ms in which a change is to be seen."""
_AFTER_FAILURE = 1.0
"""Seconds to wait where a round has failed, since the next one will likely fail as well."""
Stamp = tuple[int, int, int] | None


def stamp_of(path: Path) -> Stamp:
    """Return what changes when a file does (time, size, inode); None where there is no such file."""
    try:
        status = path.stat()
    except (OSError, ValueError):  # ValueError: a null character in the name
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def changed(stamps: Mapping[Path, Stamp]) -> bool:
    """Whether any file is another than when its stamp was taken: it has come, gone, or been written or replaced."""
    return any(stamp_of(path) != stamp for path, stamp in stamps.items())


def watch(previews: Previews, stop: threading.Event, interval: float = INTERVAL) -> None:
    """Refresh the previews whose files have changed since they were read, until `stop` is set.

    A map that nobody has asked for is not looked at. Whatever fails in a round, the next one comes.
    """
    pause = interval
    while not stop.wait(pause):
        pause = interval
        for number, preview in enumerate(previews.all()):
            try:
                if preview.revision and changed(preview.stamps):
                    previews.refresh(number)
            except Exception:
                pause = max(interval, _AFTER_FAILURE)
