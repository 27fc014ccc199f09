"""What reports tell of the changes of a map: said in one language, with the places in both versions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Status = Literal["changed", "added", "removed"]


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


class Stretch(NamedTuple):
    """A stretch of a text that both versions have (`same`), or only the `old` or the `new` one."""

    kept: Literal["same", "old", "new"]
    text: str


@dataclass(frozen=True, slots=True)
class Tiding:
    """One change. `level` is `regression`, `improvement`, `neutral` or `editorial`.

    `under` are the stage and the touchpoint it belongs to, none for the map itself; `of` is the item it happened to,
    None where that is the last of `under` or the map. `stretches` show a text word by word. `old` and `new` are plain
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
    """What has changed in a map; `curves` are the average emotions of its touchpoints, in both versions."""

    id: str
    title: str
    status: Status
    before: str | None
    after: str | None
    tidings: tuple[Tiding, ...]
    curves: tuple[tuple[float | None, ...], tuple[float | None, ...]] = field(default=((), ()))


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
    """What a commit did to a map; `failure` says why the versions could not be compared."""

    signature: Signature
    found: MapTidings | None
    failure: str = ""


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
