"""What a seed is: a rule, the places where its fault can be made in a good map, and how it is made there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from random import Random

    from cxmap.diagnostics import Path
    from tests.lint.faults.breaking import MapText

    Places = Callable[[MapText], Iterable[Path]]
    Broken = tuple[MapText, Path]
    Breaking = Callable[[MapText, Path, Random], Broken]


@dataclass(frozen=True)
class Seed:
    """One way to break a good map, so that one rule finds it at one line.

    `also` has what other rules must find besides, and where: for a fault that honestly is two. `alone` says that
    the fault changes what rules of other families look at, so that it is not mixed with others.
    """

    rule: str
    name: str
    places: Places
    breaks: Breaking
    also: Mapping[str, Callable[[MapText, Path], Path]] = field(default_factory=dict)
    alone: bool = False

    def places_in(self, text: MapText) -> list[Path]:
        return sorted(set(self.places(text)), key=lambda path: [str(step).zfill(4) for step in path])

    def sow(self, text: MapText, place: Path, random: Random) -> MapText:
        """Break the text at a place, and note what must be found there."""
        broken, found = self.breaks(text, place, random)
        broken = broken.expect(found, self.rule)
        for rule, where in self.also.items():
            broken = broken.expect(where(text, place), rule)
        return broken.touching(place)


def seed(
    rule: str, at: Places, *, also: Mapping[str, Callable[[MapText, Path], Path]] | None = None, alone: bool = False
) -> Callable[[Breaking], Seed]:
    """Make a seed of a function that breaks a text at a place and returns where that must be found."""

    def make(breaks: Breaking) -> Seed:
        return Seed(rule, breaks.__name__.replace("_", " "), at, breaks, also or {}, alone)

    return make
