"""The ways that a map draws, and which of its touchpoints an event of a log means."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxmap.language import LANGUAGES
from cxmap.model.reading import called, persona_ids, places, words
from cxmap.model.ways import ways_of
from cxmap.source.characters import without_refused

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from cxmap.discoveries import Step
    from cxmap.language import Language
    from cxmap.model.journey import JourneyMap
    from cxmap.model.reading import Place
    from cxmap.model.ways import Pair


@dataclass(frozen=True, slots=True)
class Drawn:
    """A map's touchpoints in their order, and the ways between them, by their columns.

    A way is there if any of the map's personas can take it: one that `next` names, else that to the touchpoint which
    follows in the order of those that the persona passes (see `cxmap.model.ways`).
    """

    places: tuple[Place, ...]
    moves: frozenset[Pair]

    def moves_between(self, seen: Collection[int]) -> frozenset[Pair]:
        """Return the ways between the touchpoints in columns that are `seen`, past any number that are not."""
        heads: dict[int, list[int]] = {}
        for tail, head in self.moves:
            heads.setdefault(tail, []).append(head)
        found: set[Pair] = set()
        for tail in seen:
            passed: set[int] = set()
            waiting = list(heads.get(tail, ()))
            while waiting:
                head = waiting.pop()
                if head in passed:
                    continue
                passed.add(head)
                if head in seen:
                    found.add((tail, head))
                else:
                    waiting += heads.get(head, ())
        return frozenset(found)

    def key(self, column: int) -> str:
        """Return what a touchpoint is referred to by: its id, else its name."""
        touchpoint = self.places[column].touchpoint
        return touchpoint.id or called(touchpoint, "en")

    def name(self, column: int, language: Language) -> str:
        """Return what a touchpoint is called."""
        return called(self.places[column].touchpoint, language)


def drawn(journey: JourneyMap) -> Drawn:
    """Read the ways that a map draws."""
    all_places = tuple(places(journey))
    ways = (ways_of(all_places, persona) for persona in persona_ids(journey))
    return Drawn(all_places, frozenset(pair for each in ways for pair in each.pairs))


def columns_of(steps: Iterable[Step], on_map: Drawn) -> Mapping[str, int]:
    """Return the column of the touchpoint that each event means; events that mean none of the map's are left out.

    What the source says of its values counts first (`Step.touchpoint`), then a touchpoint whose id or name, in either
    language, is the event's: case, width and white space do not count.
    """
    ids: dict[str, int] = {}
    names: dict[str, int] = {}
    for place in on_map.places:
        touchpoint = place.touchpoint
        if touchpoint.id is not None:
            ids.setdefault(touchpoint.id, place.column)
        for said in (touchpoint.id, *(words(touchpoint.name, language) for language in LANGUAGES)):
            if said:
                names.setdefault(alike(said), place.column)
    found = {}
    for step in steps:
        column = ids.get(step.touchpoint) if step.touchpoint is not None else None
        if column is None:
            column = names.get(alike(step.event))
        if column is not None:
            found[step.event] = column
    return found


def alike(text: str) -> str:
    """Return what is left of a name when case, width, white space and characters that no map may hold do not count."""
    if text.isascii() and text.isprintable():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKC", without_refused(text))
    return " ".join(unicodedata.normalize("NFKC", plain.casefold()).split())
