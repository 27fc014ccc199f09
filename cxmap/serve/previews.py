"""What is known of each map: the last picture that could be drawn, and what is wrong with the file as it stands now."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple


class Finding(NamedTuple):
    """Something found in a map, ready to be shown: `excerpt` is the line of the file, with a caret below."""

    severity: str
    code: str
    message: str
    help: str
    line: int
    column: int
    excerpt: str
    touchpoint: int | None = None


class Seen(NamedTuple):
    """A look at a map: its page (None where it cannot be drawn), what was found, and the files it was made from."""

    title: str
    page: bytes | None
    findings: tuple[Finding, ...]
    files: tuple[Path, ...]


Look = Callable[[Path], Seen]
"""Reads, checks and draws the map at a path; never raises for what is wrong with a file."""


@dataclass(slots=True)
class Preview:
    """One map. `page` is the last good one; it is `stale` where the file has since become one that cannot be drawn.

    `revision` counts what has been seen; `drawn` is the revision that the page was drawn from, 0 for none.
    """

    path: Path
    title: str = ""
    page: bytes | None = None
    stale: bool = False
    findings: tuple[Finding, ...] = ()
    files: tuple[Path, ...] = ()
    revision: int = 0
    drawn: int = 0


@dataclass(slots=True)
class Previews:
    """The maps that are served, and who waits for news of them. Safe to use from several threads."""

    paths: Sequence[Path]
    look: Look
    _maps: list[Preview] = field(default_factory=list)
    _news: threading.Condition = field(default_factory=threading.Condition)
    _count: int = 0

    def __post_init__(self) -> None:
        self._maps = [Preview(path) for path in self.paths]

    def __len__(self) -> int:
        return len(self._maps)

    def get(self, number: int) -> Preview:
        """Return a map's preview, drawn at least once.

        Raises:
            IndexError: there is no such map.
        """
        preview = self._maps[number]
        if not preview.revision:
            self.refresh([number])
        return preview

    def all(self) -> Sequence[Preview]:
        """Return all maps, in their order."""
        return tuple(self._maps)

    def files_of(self, number: int) -> tuple[Path, ...]:
        """Return the files that a map's picture depends on, as far as it has been drawn."""
        preview = self._maps[number]
        return preview.files or (preview.path,)

    def refresh(self, numbers: Sequence[int]) -> None:
        """Look at maps again, and tell who waits."""
        for number in numbers:
            seen = self.look(self._maps[number].path)
            with self._news:
                self._take(self._maps[number], seen)
                self._count += 1
                self._news.notify_all()

    def _take(self, preview: Preview, seen: Seen) -> None:
        preview.revision += 1
        preview.title = seen.title or preview.title or preview.path.name
        preview.findings = seen.findings
        preview.files = seen.files or preview.files
        preview.stale = seen.page is None
        if seen.page is not None and seen.page != preview.page:
            preview.page = seen.page
            preview.drawn = preview.revision

    def wait(self, known: int, seconds: float) -> int:
        """Wait until something is new since the `known` count, or for some seconds; return the count now."""
        with self._news:
            self._news.wait_for(lambda: self._count != known, timeout=seconds)
            return self._count

    @property
    def count(self) -> int:
        """How often anything has been looked at."""
        return self._count
