"""Names for files made from maps."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain, count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_NOT_IN_NAMES = re.compile(r"[^\w.\-]+")


class Names:
    """Names for the files of a run, after their maps; no two are the same, on no file system.

    Maps of one name are told apart by their folders, then by numbers. So are maps whose files would have one name:
    `b.yaml` has a `b.curve.svg`, and so has `b.curve.yaml`.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._stems: dict[Path, str] = {}
        self._known: set[str] = set()
        self._taken: set[str] = set()
        for path in paths:
            stem = next(name for name in _candidates(path) if name.casefold() not in self._known)
            self._known.add(stem.casefold())
            self._stems[path] = stem

    def stem(self, path: Path, suffixes: Sequence[str]) -> str:
        """Return what the files of a map begin with, and keep their names from the maps that follow."""
        own = self._stems[path]
        others = (name for name in _candidates(path) if name.casefold() not in self._known)
        stem = next(name for name in chain([own], others) if not self._taken & _names(name, suffixes))
        self._known.add(stem.casefold())
        self._taken |= _names(stem, suffixes)
        return stem


def _candidates(path: Path) -> Iterator[str]:
    given = (unicodedata.normalize("NFC", part) for part in (*path.parent.parts[-3:], path.stem))
    parts = [_NOT_IN_NAMES.sub("-", part).strip(".-") or "map" for part in given]
    for depth in range(1, len(parts) + 1):
        yield "-".join(parts[-depth:])
    for number in count(2):
        yield f"{parts[-1]}-{number}"


def _names(stem: str, suffixes: Sequence[str]) -> set[str]:
    return {(stem + suffix).casefold() for suffix in suffixes}
