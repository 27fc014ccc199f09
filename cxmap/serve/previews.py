"""What is known of each map: the last picture that could be drawn, and what is wrong with the file as it stands now."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from cxmap.serve.watching import Stamp, stamp_of


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


class Page(NamedTuple):
    """A page, and of one `view` on it a `part` that is ready before all of it is drawn: JSON, see `formats.html.part`.

    `draw` writes the whole page, which takes longer. It may raise what cxmap itself does wrong.
    """

    draw: Callable[[], bytes]
    view: str = ""
    part: bytes = b""


class Seen(NamedTuple):
    """A look at a map: its page (None where it cannot be drawn), what was found, and the files it was made from.

    `stamps` are those that the files had before they were read, so that a file that is saved meanwhile has changed.
    `findings` is None where they are still being looked for. `key` is the same where the page would be.
    """

    title: str
    page: Page | None
    findings: tuple[Finding, ...] | None
    stamps: Mapping[Path, Stamp]
    key: str = ""


Look = Callable[[Path, str], Iterable[Seen]]
"""Reads, draws and checks the map at a path; yields the picture as soon as it is there, and at last everything.

It draws the view that is given first, and leaves the others for later; "" is all of them at once. It never raises, neither
for what is wrong with a file nor for what is wrong with cxmap.
"""


@dataclass(slots=True)
class Preview:
    """One map. `page` is the last good one; it is `stale` where the file has since become one that cannot be drawn.

    `revision` counts what has been seen; `drawn` is the revision that the page was drawn from, 0 for none. `wanted` is the
    view that a browser shows, which is drawn first. `written` is the whole page, once somebody has asked for it.
    """

    path: Path
    title: str = ""
    page: Page | None = None
    written: bytes | None = field(default=None, repr=False)
    key: str = ""
    wanted: str = ""
    stale: bool = False
    findings: tuple[Finding, ...] = ()
    stamps: Mapping[Path, Stamp] = field(default_factory=dict)
    revision: int = 0
    drawn: int = 0
    looking: threading.Lock = field(default_factory=threading.Lock, repr=False)
    """Held while it is looked at: of two looks at once, the older could end last."""
    drawing: threading.Lock = field(default_factory=threading.Lock, repr=False)
    """Held while the whole page is drawn: two who ask for it at once get the same."""


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
            with preview.looking:
                if not preview.revision:
                    self._look_at(preview)
        return preview

    def all(self) -> Sequence[Preview]:
        """Return all maps, in their order."""
        return tuple(self._maps)

    def refresh(self, number: int) -> None:
        """Look at a map again, and tell who waits."""
        preview = self._maps[number]
        with preview.looking:
            self._look_at(preview)

    def _look_at(self, preview: Preview) -> None:
        known = {path: stamp_of(path) for path in preview.stamps}
        for seen in self.look(preview.path, preview.wanted if preview.page is not None else ""):
            with self._news:
                self._take(preview, seen, known)
                self._count += 1
                self._news.notify_all()

    def _take(self, preview: Preview, seen: Seen, known: Mapping[Path, Stamp]) -> None:
        preview.title = seen.title or preview.title or preview.path.name
        if seen.findings is not None:
            preview.findings = seen.findings
        # A look that fails early does not come to all the files that the picture is made from.
        preview.stamps = {**(known if seen.page is None else {}), **seen.stamps}
        preview.stale = seen.page is None
        if seen.page is not None and seen.key != preview.key:
            preview.page, preview.key, preview.written = seen.page, seen.key, None
            preview.drawn = preview.revision + 1
        preview.revision += 1

    def written(self, preview: Preview) -> bytes | None:
        """Return the whole page of a map, drawn now if nobody has asked for it yet; None where there is no good one."""
        with preview.drawing:
            page, written = preview.page, preview.written
            if page is not None and written is None:
                written = page.draw()
                with self._news:
                    if preview.page is page:  # it has not been saved again meanwhile
                        preview.written = written
            return written

    def wait(self, known: int, seconds: float) -> int:
        """Wait until something is new since the `known` count, or for some seconds; return the count now."""
        with self._news:
            self._news.wait_for(lambda: self._count != known, timeout=seconds)
            return self._count

    @property
    def count(self) -> int:
        """How often anything has been looked at."""
        return self._count
