"""Whether files of data are still those that a map was measured by."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxmap.workspace import Workspace

LARGEST = 256 * 1024 * 1024
"""Bytes. A larger file is not read to be compared: that would take longer than all the rest of a check."""
_CHUNK = 1 << 20
_MAGIC = frozenset("*?[")


def files_matching(pattern: str, workspace: Workspace | None) -> list[str]:
    """Return the files that a pattern of the workspace means, by their paths from it, sorted; none where it is no pattern."""
    if _inside(pattern, workspace) is None or workspace is None:
        return []
    try:
        found = [path for path in workspace.root.glob(pattern) if path.is_file()]
    except (OSError, ValueError, NotImplementedError):
        return []
    return sorted(path.relative_to(workspace.root).as_posix() for path in found)


def stamp_of(name: str, workspace: Workspace | None) -> str:
    """Return what tells one state of a file from another without reading it; "" where it is not there.

    Of a pattern, it is which files it means. A name with signs of a pattern may be that of a file too, and has both.
    """
    state = _state_of(_inside(name, workspace))
    return "\n".join([state, *files_matching(name, workspace)]) if _MAGIC & set(name) else state


def sha256_of(name: str, workspace: Workspace | None) -> str | None:
    """Return the SHA-256 of a file, by its path from the workspace; None where it is not there, or too large to be read."""
    path = _inside(name, workspace)
    state = _state_of(path)
    if not state or int(state.split()[0]) > LARGEST:
        return None
    return _hashed(str(path), state)


def _state_of(path: Path | None) -> str:
    try:
        status = path.stat() if path is not None else None
    except (OSError, ValueError):  # a name too long, or with a null character
        return ""
    return "" if status is None else f"{status.st_size} {status.st_mtime_ns}"


@lru_cache(maxsize=256)
def _hashed(path: str, _stamp: str) -> str | None:
    """Return the hash of a file once for all maps that it is about."""
    digest = hashlib.sha256()
    try:
        with Path(path).open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError:
        return None
    return digest.hexdigest()


def _inside(name: str, workspace: Workspace | None) -> Path | None:
    """Return the path of a file of the workspace; None for one outside of it."""
    if workspace is None or PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
        return None
    return workspace.root / name
