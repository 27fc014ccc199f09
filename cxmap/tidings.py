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
    data; a field that was not written is left out of `has`.
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
