"""What reports tell of the changes of a map: said in one language, with the places in both versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cxmap.language import Language, Words

if TYPE_CHECKING:
    from cxmap.diagnostics import Path

Status = Literal["changed", "added", "removed"]


LEVELS = ("regression", "improvement", "neutral", "editorial")
"""The levels of changes; what matters most first."""
LEVEL_WORDS = {
    "regression": (Words("regression", "项退步"), Words("regressions", "项退步")),
    "improvement": (Words("improvement", "项改进"), Words("improvements", "项改进")),
    "neutral": (Words("other change", "项其他变化"), Words("other changes", "项其他变化")),
    "editorial": (Words("change of wording", "处文字改动"), Words("changes of wording", "处文字改动")),
}
LEVEL_SIGNS = {"regression": "▼", "improvement": "▲", "neutral": "•", "editorial": "·"}
STATUS = {"added": Words("new map", "新地图"), "removed": Words("map removed", "地图已删除")}
NO_CHANGES = Words("no changes", "没有变化")


class Point(NamedTuple):
    """A place in a file; line and column count from 1."""

    file: str
    line: int
    column: int


class Heading(NamedTuple):
    """Something that changes are grouped under: what it is, what it is called, and its id."""

    noun: str
    title: str
    id: str | None

    @property
    def named(self) -> str:
        """What it is and what it is called, `pain point “Fills it in three times”`; not yet safe for where it goes."""
        return f"{self.noun} “{self.title}”" if self.title else self.noun


class Stretch(NamedTuple):
    """A stretch of a text that both versions have (`same`), or only the `old` or the `new` one."""

    kept: Literal["same", "old", "new"]
    text: str


@dataclass(frozen=True, slots=True)
class Tiding:
    """One change. `level` is `regression`, `improvement`, `neutral` or `editorial`.

    `under` are the stage and the touchpoint it belongs to, none for the map itself; `of` is the item it happened to,
    None where that is the last of `under` or the map; `at` is where that item stands in the data of each version.
    `stretches` show a text word by word. `old` and `new` are plain
    data; a field that was not written is left out of `has`. `question` is what a reviewer should ask, if anything.
    """

    kind: str
    area: str
    level: str
    under: tuple[Heading, ...]
    of: Heading | None
    address: tuple[str, ...]
    field: str
    said: str
    at: tuple[Path | None, Path | None] = (None, None)
    stretches: tuple[Stretch, ...] = ()
    old: Any = None
    new: Any = None
    has: tuple[bool, bool] = (False, False)
    before: Point | None = None
    after: Point | None = None
    personas: frozenset[str] = frozenset()
    question: str = ""
    shared: bool = False


@dataclass(frozen=True, slots=True)
class MapTidings:
    """What has changed in a map; `curves` are the average emotions of its touchpoints, in both versions.

    `twins` says of what stands in the newer version, and has been there before, where it stood in the older one.
    """

    id: str
    title: str
    status: Status
    before: str | None
    after: str | None
    tidings: tuple[Tiding, ...]
    curves: tuple[tuple[float | None, ...], tuple[float | None, ...]] = field(default=((), ()))
    twins: Mapping[Path, Path] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Signature:
    """A commit as reports show it: its short id, its author, the day, its tags, what it is about."""

    id: str
    author: str
    day: str
    tags: tuple[str, ...]
    subject: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """What a commit did to a map; `failure` says why the versions could not be compared.

    `against` is the id of the commit that it was compared with, where those between are no valid maps.
    """

    signature: Signature
    found: MapTidings | None
    failure: str = ""
    against: str = ""


@dataclass(frozen=True, slots=True)
class Touch:
    """Who last changed what of a touchpoint: by `emotion`, `owner` and `pain_points`."""

    stage: str
    touchpoint: str
    id: str | None
    last: dict[str, Signature | None]


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """The figures of a map at a point; shares are so many of so many."""

    label: str
    signature: Signature
    id: str
    title: str
    emotion: float | None
    open_pain_points: int
    owned: tuple[int, int]
    evidenced: tuple[int, int]
    done: tuple[int, int]


def counted(tidings: Iterable[Tiding], language: Language) -> str:
    """Count changes by level: `2 regressions, 1 improvement`."""
    counts = counts_of(tidings)
    parts = [count_words(level, counts[level], language) for level in LEVELS if counts[level]]
    return ("，" if language == "zh" else ", ").join(parts) or NO_CHANGES.said(language)


def counts_of(tidings: Iterable[Tiding]) -> dict[str, int]:
    """Count changes by level, the levels without any too."""
    counts = dict.fromkeys(LEVELS, 0)
    for tiding in tidings:
        counts[tiding.level] += 1
    return counts


def count_words(level: str, count: int, language: Language) -> str:
    """Return a count with its noun."""
    one, many = LEVEL_WORDS[level]
    return f"{count} {(one if count == 1 else many).said(language)}"


def history_by_map(rows: Sequence[HistoryRow]) -> dict[str, list[HistoryRow]]:
    """Return the rows of each map, oldest first."""
    found: dict[str, list[HistoryRow]] = {}
    for row in rows:
        found.setdefault(row.id, []).append(row)
    return found
