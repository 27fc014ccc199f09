"""Two versions of a map in the columns of one journey: the newer one's, and those that are gone where they stood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from cxmap.model.reading import Place, places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.diagnostics import Path
    from cxmap.model.journey import Stage
    from cxmap.render.subject import Actor, Subject
    from cxmap.tidings import MapTidings, Tiding

Status = Literal["stayed", "added", "removed"]
_GONE = -1
"""The number of a column that the newer journey does not have (see `Place.column`)."""


@dataclass(frozen=True, eq=False)
class Revision:
    """What is drawn of two versions. `subject` is the newer one, with columns for touchpoints that are gone.

    `older` is the older one with the touchpoints of those columns only; `was` says which of its columns each is, None
    for a new touchpoint.
    """

    subject: Subject
    older: Subject
    was: tuple[int | None, ...]
    tidings: MapTidings

    @cached_property
    def statuses(self) -> tuple[Status, ...]:
        """What has become of the touchpoint of each column."""
        return tuple(
            "removed" if place.column == _GONE else "added" if was is None else "stayed"
            for place, was in zip(self.subject.columns, self.was, strict=True)
        )

    @cached_property
    def at(self) -> tuple[int, ...]:
        """The number of each column of the older version in its own journey (`Place.column`)."""
        return tuple(place.column for place in self.older.columns)

    @cached_property
    def at_columns(self) -> dict[int, tuple[Tiding, ...]]:
        """The changes at the touchpoints of columns, by the number of the column."""
        found: dict[int, list[Tiding]] = {}
        for tiding in self.tidings.tidings:
            column = self._column(tiding)
            if column is not None:
                found.setdefault(column, []).append(tiding)
        return {column: tuple(tidings) for column, tidings in found.items()}

    @cached_property
    def elsewhere(self) -> tuple[Tiding, ...]:
        """The changes of the map and of its stages."""
        return tuple(tiding for tiding in self.tidings.tidings if self._column(tiding) is None)

    @cached_property
    def touched(self) -> frozenset[Path]:
        """Where everything stands in the newer version that something has happened to."""
        return frozenset(tiding.at[1] for tiding in self.tidings.tidings if tiding.at[1] is not None)

    @cached_property
    def still_there(self) -> frozenset[Path]:
        """Where everything stood in the older version that is still on the map, wherever it is now."""
        return frozenset(self.tidings.twins.values())

    @cached_property
    def actors(self) -> tuple[Actor | None, ...]:
        """Who each persona of the newer version was in the older one."""
        known = {actor.id: actor for actor in self.older.actors}
        ids = [persona.id for persona in self.older.journey.personas]
        earlier: dict[str, str | None] = {
            persona.id: ids[int(was[1])]
            for number, persona in enumerate(self.subject.journey.personas)
            if (was := self.tidings.twins.get(("personas", number))) is not None
        }
        return tuple(known.get(earlier.get(actor.id) or actor.id) for actor in self.subject.actors)

    @cached_property
    def has_older_curve(self) -> bool:
        """Whether any persona felt otherwise before, or came by on another way: then the older curve can be seen."""
        for actor, earlier in zip(self.subject.actors, self.actors, strict=True):
            if earlier is None:
                continue
            for place, was in zip(self.subject.columns, self.was, strict=True):
                then = self.older.score(self.older.columns[was].touchpoint, earlier) if was is not None else None
                now = self.subject.score(place.touchpoint, actor) if place.column >= 0 else None
                if then is not None and then != now:
                    return True
        return False

    def _column(self, tiding: Tiding) -> int | None:
        """Return the column of the touchpoint that a change belongs to."""
        if tiding.shared:
            return None
        old, new = tiding.at
        if new is not None:
            return self._columns_now.get(new[:4])
        return self._columns_then.get(old[:4]) if old is not None else None

    @cached_property
    def _columns_now(self) -> dict[Path, int]:
        return {place.path: column for column, place in enumerate(self.subject.columns) if place.column != _GONE}

    @cached_property
    def _columns_then(self) -> dict[Path, int]:
        older = self.older.columns
        return {older[was].path: column for column, was in enumerate(self.was) if was is not None}


def revise(before: Subject, after: Subject, tidings: MapTidings) -> Revision:
    """Put two versions of a map together. What is cited is not numbered: the numbers would differ."""
    olds = {place.path: place for place in places(before.journey)}
    groups = [_Group(number, stage, []) for number, stage in enumerate(after.journey.stages)]
    for place in after.columns:
        was = tidings.twins.get(place.path)
        groups[int(place.path[1])].columns.append((place, olds.get(was) if was is not None else None))
    stayed = {was.path for group in groups for _, was in group.columns if was is not None}
    still = frozenset(tidings.twins.values())  # wherever it stands
    gone = [place for place in before.columns if place.path not in stayed and place.path not in still]
    _put_back(gone, groups, tidings)
    columns = [pair for group in groups for pair in group.columns]
    known = [was for _, was in columns if was is not None]
    numbers = iter(range(len(known)))
    return Revision(
        replace(after, columns=tuple(place for place, _ in columns), sources={}),
        replace(before, columns=tuple(known), sources={}),
        tuple(next(numbers) if was is not None else None for _, was in columns),
        tidings,
    )


@dataclass(slots=True)
class _Group:
    """The columns of a stage: each as it is now, and as it was."""

    number: int
    stage: Stage
    columns: list[tuple[Place, Place | None]]


def _put_back(gone: Sequence[Place], groups: list[_Group], tidings: MapTidings) -> None:
    """Put touchpoints that are gone back behind those they followed, in their stage as it is now or once more."""
    stages = {int(was[1]): int(new[1]) for new, was in tidings.twins.items() if len(new) == 2 and new[0] == "stages"}
    after_all = 1 + max((group.number for group in groups), default=0)
    for place in gone:
        then = int(place.path[1])
        number = stages.get(then, after_all + then)
        group = next((one for one in groups if one.number == number), None)
        if group is None:
            group = _Group(number, place.stage, [])
            groups.insert(_behind(then, stages, groups, after_all), group)
        ghost = Place(("stages", number, "touchpoints", _GONE), group.stage, place.touchpoint, _GONE)
        at = 0
        for index, (_, was) in enumerate(group.columns):
            if was is not None and was.path[1] == then and was.path[3] < place.path[3]:  # type: ignore[operator]
                at = index + 1
        group.columns.insert(at, (ghost, place))


def _behind(then: int, stages: dict[int, int], groups: list[_Group], after_all: int) -> int:
    """Return where among the groups a stage goes that is gone: behind the nearest before it that is drawn."""
    for earlier in range(then - 1, -1, -1):
        number = stages.get(earlier, after_all + earlier)
        for index, group in enumerate(groups):
            if group.number == number:
                return index + 1
    return 0
