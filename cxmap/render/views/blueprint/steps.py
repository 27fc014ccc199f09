"""The steps of the service blueprint, read from a map: who does them, where they stand, which of them fail."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from cxmap.model.record import replaced

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from cxmap.model.claims import BlueprintStep
    from cxmap.model.journey import Touchpoint
    from cxmap.model.reading import Place
    from cxmap.render.subject import Subject

ROWS = ("frontstage", "backstage", "support")
"""The rows of steps, from the customer's sight to the systems."""
BEHIND = ("backstage", "support")
BLANKABLE = frozenset({"physical_evidence", *ROWS})
"""The rows that can be left blank, to be filled in by hand."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step in a row, at the touchpoints of the columns `first` to `last`; `owner` is a team's id, or None."""

    row: str
    first: int
    last: int
    text: str
    owner: str | None
    fails: bool
    waits: bool

    @property
    def is_shared(self) -> bool:
        """Whether several touchpoints share it."""
        return self.last > self.first


class Share(NamedTuple):
    """How many of some steps lie behind the line of visibility."""

    behind: int
    of: int

    @property
    def percent(self) -> int:
        """In whole per cent; 0 where there are no steps."""
        return round(100 * self.behind / self.of) if self.of else 0


def without_rows(subject: Subject, blank: Collection[str]) -> Subject:
    """Return the subject with nothing in some rows of its blueprint."""
    emptied: dict[str, Any] = dict.fromkeys(BLANKABLE.intersection(blank), ())
    if not emptied:
        return subject
    columns = (place._replace(touchpoint=replaced(place.touchpoint, **emptied)) for place in subject.columns)
    return replace(subject, columns=tuple(columns))


def has_steps(touchpoint: Touchpoint, rows: Sequence[str] = ROWS) -> bool:
    """Whether a touchpoint has a step in one of the rows."""
    return any(getattr(touchpoint, row) for row in rows)


def share_of(places: Iterable[Place]) -> Share:
    """Count steps: what is done behind the line of visibility, of all that is done for the customer."""
    behind = of = 0
    for place in places:
        counts = [len(getattr(place.touchpoint, row)) for row in ROWS]
        behind += sum(counts[1:])
        of += sum(counts)
    return Share(behind, of)


def owner_of(step: BlueprintStep, row: str, touchpoint: Touchpoint) -> str | None:
    """Return the team that does a step: its own or, in the customer's sight, that which answers for the touchpoint."""
    return step.owner or (touchpoint.owner if row == "frontstage" else None)


def steps_of(subject: Subject, row: str, first: int, last: int) -> list[Step]:
    """Return the steps of a row in some columns; one that adjacent touchpoints share stands there once, after others.

    Steps are the same where their texts and their teams are: the id of a step is given only once on a map.
    """
    own: list[Step] = []
    open_: dict[tuple[str, str | None], Step] = {}
    for column in range(first, last + 1):
        touchpoint = subject.columns[column].touchpoint
        met: dict[tuple[str, str | None], Step] = {}
        for step in getattr(touchpoint, row):
            text, owner = subject.text(step.text), owner_of(step, row, touchpoint)
            key = (text.casefold(), owner)
            before = open_.pop(key, None)
            if key in met:
                own.append(Step(row, column, column, text, owner, step.fail_point, step.wait_point))
                continue
            start = before.first if before else column
            fails = step.fail_point or (before is not None and before.fails)
            waits = step.wait_point or (before is not None and before.waits)
            met[key] = Step(row, start, column, before.text if before else text, owner, fails, waits)
        own += open_.values()
        open_ = met
    own += open_.values()
    return sorted(own, key=lambda step: (step.is_shared, step.first))


class Point(NamedTuple):
    """A support step that is marked as a fail point, and the touchpoints that hang on it."""

    text: str
    columns: tuple[int, ...]


def single_points(subject: Subject) -> list[Point]:
    """Return the support steps under several touchpoints that are marked as fail points; the heaviest first."""
    texts: dict[str, str] = {}
    columns: dict[str, list[int]] = {}
    failing: set[str] = set()
    for column, place in enumerate(subject.columns):
        for step in place.touchpoint.support:
            text = subject.text(step.text)
            key = text.casefold()
            texts.setdefault(key, text)
            at = columns.setdefault(key, [])
            if not at or at[-1] != column:
                at.append(column)
            if step.fail_point:
                failing.add(key)
    found = [Point(texts[key], tuple(at)) for key, at in columns.items() if key in failing and len(at) > 1]
    return sorted(found, key=lambda point: -len(point.columns))


def every_step(subject: Subject) -> Iterable[tuple[str, Place, BlueprintStep]]:
    """Yield the steps of all touchpoints, each with its row and its place."""
    for place in subject.columns:
        for row in ROWS:
            for step in getattr(place.touchpoint, row):
                yield row, place, step
