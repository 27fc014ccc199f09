"""The register as it is drawn: risks in the order of the journey, numbered, with their levels and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cxmap.model.exposure import LEVEL_POINTS, inherent
from cxmap.render.subject import once

if TYPE_CHECKING:
    from cxmap.model.claims import Level, Risk
    from cxmap.model.reading import Place
    from cxmap.render.subject import Subject

LEVELS_DOWN: tuple[Level, ...] = tuple(sorted(LEVEL_POINTS, key=lambda level: -LEVEL_POINTS[level]))
"""The levels from the highest."""


class Entry(NamedTuple):
    """A risk with its number, where it stands, and its level before the control."""

    number: int
    place: Place
    risk: Risk
    inherent: Level | None


@dataclass(frozen=True, slots=True)
class Register:
    """All risks of the touchpoints that are drawn, and the regulated touchpoints that name none."""

    entries: tuple[Entry, ...]
    unconsidered: tuple[Place, ...]

    @property
    def placed(self) -> list[Entry]:
        """Those that are rated by likelihood and impact."""
        return [entry for entry in self.entries if entry.inherent is not None]

    @property
    def unplaced(self) -> list[Entry]:
        """Those that are not."""
        return [entry for entry in self.entries if entry.inherent is None]

    @property
    def moves(self) -> list[tuple[Entry, Level, Level]]:
        """Those of which both levels are known, with the level before and after the control."""
        return [
            (entry, entry.inherent, entry.risk.residual)
            for entry in self.entries
            if entry.inherent is not None and entry.risk.residual is not None
        ]


@once
def register_of(subject: Subject) -> Register:
    """Read the risks of the touchpoints that are drawn.

    A touchpoint is regulated where its channel is declared so (`regulated: true`).
    """
    entries: list[Entry] = []
    unconsidered: list[Place] = []
    regulated = {channel.id for channel in subject.library.channels.values() if channel.regulated}
    for place in subject.columns:
        for risk in place.touchpoint.risks:
            entries.append(Entry(len(entries) + 1, place, risk, inherent(risk.likelihood, risk.impact)))
        if not place.touchpoint.risks and place.touchpoint.channel in regulated:
            unconsidered.append(place)
    return Register(tuple(entries), tuple(unconsidered))


def rank(level: Level | None) -> int:
    """Return how high a level is, 1 to 3; 0 for one that is not known."""
    return LEVEL_POINTS[level] if level is not None else 0


def change(before: Level, after: Level) -> int:
    """Return −1 where a control lowers a risk, 0 where it stays, 1 where what is left is rated higher."""
    return (rank(after) > rank(before)) - (rank(after) < rank(before))
