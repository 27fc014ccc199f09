"""What comes of holding an event log against a map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from cxmap.discoveries import Durations

DetourKind = Literal["repeat", "back", "skip", "off-map"]
"""The same touchpoint again, to an earlier one, on to a later one past what lies between, to or from none of the map."""


@dataclass(frozen=True, slots=True)
class Detour:
    """One event right after another, `n` times in `cases`, where the map draws no such way; `share` of all moves, 0 to 1."""

    before: str
    after: str
    kind: DetourKind
    n: int
    cases: int
    share: float
    durations: Durations | None


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of a journey that leaves the map and comes back to it, or does not; `cases` took it, `share` of them all.

    It begins at the last event before the map was left and ends at the first one after.
    """

    events: tuple[str, ...]
    cases: int
    share: float


@dataclass(frozen=True, slots=True)
class NotReached:
    """A touchpoint of the map, and how many cases do not come to it; `share` of them all, 0 to 1.

    Of these, `skipped` go on to a touchpoint that has its place after it, and `left` before it: they come to none behind it.
    Both are of the cases whose whole way is known. What would tell of few is None: numbers of few, the one from which these
    would follow, and all where few come to the touchpoint; so is what is not known.
    """

    touchpoint: str
    name: str
    cases: int | None = None
    share: float | None = None
    skipped: int | None = None
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Unmapped:
    """An event that is no touchpoint of the map: how often, in how many cases, and which share of them, 0 to 1."""

    event: str
    events: int
    cases: int
    share: float


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A touchpoint that comes earlier or later in the log than the map has it.

    `position` is the median of where in its case it stands, 0 to 1; `after` the name of the touchpoint that the log has
    before it, '' where it comes first.
    """

    touchpoint: str
    name: str
    position: float
    after: str


@dataclass(frozen=True, slots=True)
class OtherChannel:
    """A touchpoint that happens mostly in another channel than the map says: in `share` of its `n` events, 0 to 1."""

    touchpoint: str
    name: str
    claimed: str
    measured: str
    n: int
    share: float


@dataclass(frozen=True, slots=True)
class Conformance:
    """How much of what people did the map explains; `cxmap.conformance.checking` says what that means, term by term.

    Of `moves` the map explains `moves_explained`. Of `cases`, `cases_known` are those whose whole way is known; of these
    `cases_explained` keep to the map throughout.
    What fewer than `at_least` cases did is only counted: detours (`rarer` is how many moves they are in all, `rarer_kinds` of
    how many kinds), `rarer_fragments` and events (`unmapped_rarer`). The lists are sorted by how frequent they are, then by
    name; `misplaced`, `not_reached` and `without_events` in the order of the map.
    """

    map: str
    title: str
    source: str
    cases: int
    moves: int
    moves_explained: int
    cases_known: int
    cases_explained: int
    detours: tuple[Detour, ...] = ()
    rarer: int = 0
    rarer_kinds: int = 0
    fragments: tuple[Fragment, ...] = ()
    rarer_fragments: int = 0
    not_reached: tuple[NotReached, ...] = ()
    without_events: tuple[tuple[str, str], ...] = ()
    unmapped: tuple[Unmapped, ...] = ()
    unmapped_rarer: int = 0
    misplaced: tuple[Misplaced, ...] = ()
    channels: tuple[OtherChannel, ...] = ()
    at_least: int = 0

    @property
    def share_of_moves(self) -> float | None:
        """The part of the moves that the map explains, 0 to 1; None where nobody moved."""
        return self.moves_explained / self.moves if self.moves else None

    @property
    def share_of_cases(self) -> float | None:
        """The part of the cases that keep to the map throughout, 0 to 1; None where none is known."""
        return self.cases_explained / self.cases_known if self.cases_known else None
