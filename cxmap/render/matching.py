"""Two maps beside each other: which touchpoint of one is which of the other, in one row of columns.

Touchpoints are the same by their id, else by their name. The columns follow the first map; what is only in the second
stands after the touchpoint that it follows there, and within its stage where both maps have that.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from cxmap.language import Words
from cxmap.model.reading import Place, called, passes
from cxmap.model.vocabulary import STATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.model.journey import Stage
    from cxmap.render.subject import Subject

T = TypeVar("T")
_THIS, _OTHER = Words("This map", "本图"), Words("The other map", "另一图")


class Pair(NamedTuple):
    """A column: the touchpoint of the first map, of the second, or of both; never of neither."""

    first: Place | None
    second: Place | None

    @property
    def place(self) -> Place:
        """The touchpoint of the first map, else of the second."""
        place = self.first or self.second
        assert place is not None
        return place


class Band(NamedTuple):
    """A stage above the columns from `start` to `end`; no name: a stage that this map does not have."""

    name: str
    start: int
    end: int


def matched(first: Sequence[T], second: Sequence[T], *, by_text: bool = False) -> list[tuple[int, int]]:
    """Return the numbers of the things that are the same in both: by id, then by name; `by_text`: then by text.

    Each thing is matched once at most.
    """
    found: dict[int, int] = {}
    taken: set[int] = set()
    known: dict[str, int] = {}
    for number, item in enumerate(second):
        known.setdefault(getattr(item, "id", None) or "", number)
    for number, item in enumerate(first):
        other = known.get(getattr(item, "id", None) or "")
        if other is not None and getattr(item, "id", None) and other not in taken:
            found[number] = other
            taken.add(other)
    for field in ("name", "text") if by_text else ("name",):
        texts: dict[str, int] = {}
        for number, item in enumerate(second):
            if number not in taken:
                for text in _texts(getattr(item, field, None)):
                    texts.setdefault(text, number)
        for number, item in enumerate(first):
            if number in found:
                continue
            others = [texts[text] for text in _texts(getattr(item, field, None)) if text in texts]
            if others and others[0] not in taken:
                found[number] = others[0]
                taken.add(others[0])
    return sorted(found.items())


def _texts(text: object) -> list[str]:
    """Return a text in the languages that it has, without regard to case and spaces."""
    said = [text] if isinstance(text, str) else [getattr(text, "zh", None), getattr(text, "en", None)]
    return [" ".join(one.split()).casefold() for one in said if one]


def paired(first: Sequence[Place], second: Sequence[Place]) -> list[Pair]:
    """Return the columns of two maps."""
    same = {b: a for a, b in matched([p.touchpoint for p in first], [p.touchpoint for p in second])}
    if not same:
        return [*(Pair(place, None) for place in first), *(Pair(None, place) for place in second)]
    partners = {a: b for b, a in same.items()}
    pairs = [Pair(place, second[partners[a]] if a in partners else None) for a, place in enumerate(first)]
    stages = _counterparts(first, second)
    before: Pair | None = None
    for b, place in enumerate(second):
        if b in same:
            before = next(pair for pair in pairs if pair.second is place)
            continue
        at = pairs.index(before) + 1 if before is not None else 0
        own = stages.get(place.path[1])
        beginning = own if before is None else _stage_of(before, stages)
        while at < len(pairs) and pairs[at].second is None and _stage_of(pairs[at], stages) in (own, beginning):
            at += 1  # what went stands before what comes in its place
        before = Pair(None, place)
        pairs.insert(at, before)
    return pairs


def _counterparts(first: Sequence[Place], second: Sequence[Place]) -> dict[object, object]:
    """Return the stages of the second map that the first one has too: by place in the one, the place in the other."""
    ours, theirs = _stages(first), _stages(second)
    same = matched([stage for _, stage in ours], [stage for _, stage in theirs])
    return {theirs[b][0]: ours[a][0] for a, b in same}


def _stages(places: Sequence[Place]) -> list[tuple[object, Stage]]:
    return list({place.path[1]: place.stage for place in places}.items())


def _stage_of(pair: Pair, stages: dict[object, object]) -> object:
    """Return the place of a column's stage in the first map; None where that does not have it."""
    if pair.first is not None:
        return pair.first.path[1]
    assert pair.second is not None
    return stages.get(pair.second.path[1])


def bands_of(pairs: Sequence[Pair], subject: Subject, *, second: bool = False) -> list[Band]:
    """Return the stages of the first map, or of the second, over all columns; what it does not have has no name."""
    stages = _counterparts(
        [pair.first for pair in pairs if pair.first is not None],
        [pair.second for pair in pairs if pair.second is not None],
    )
    back = {ours: theirs for theirs, ours in stages.items()}
    names: dict[object, str] = {}
    keys: list[object] = []
    for pair in pairs:
        own, other = (pair.second, pair.first) if second else (pair.first, pair.second)
        if own is not None:
            names[own.path[1]] = called(own.stage, subject.language)
            keys.append(own.path[1])
        else:
            assert other is not None
            keys.append((back if second else stages).get(other.path[1]))
    bands: list[Band] = []
    last: object = object()
    for column, key in enumerate(keys):
        if key == last:
            bands[-1] = bands[-1]._replace(end=column)
        else:
            bands.append(Band(names.get(key, ""), column, column))
        last = key
    return bands


def moved(pairs: Sequence[Pair]) -> set[int]:
    """Return the columns whose touchpoints stand elsewhere in the second map, as few as explain its order.

    All but a longest increasing subsequence (Fredman 1975) of the places in the second map.
    """
    both = [(column, pair.second.column) for column, pair in enumerate(pairs) if pair.first and pair.second]
    ends: list[int] = []  # ends[k]: the least place at which a rising row of k + 1 touchpoints ends
    lengths: list[int] = []
    for _, place in both:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
        lengths.append(at)
    length, bound = len(ends) - 1, None
    kept = set()
    for (column, place), own in zip(reversed(both), reversed(lengths), strict=True):
        if own == length and (bound is None or place < bound):
            kept.add(column)
            length, bound = length - 1, place
    return {column for column, _ in both} - kept


def narrowed(other: Subject, subject: Subject) -> Subject:
    """Return the second map seen by the personas by which the first one is seen, where that is by some of them only."""
    shown = {actor.id for actor in subject.actors}
    hidden = {persona.id for persona in subject.journey.personas} - shown
    actors = tuple(actor for actor in other.actors if actor.id not in hidden)
    if not actors or len(actors) == len(other.actors):
        return other
    columns = tuple(p for p in other.columns if any(passes(p.touchpoint, actor.id) for actor in actors))
    return replace(other, actors=actors, columns=columns)


class SideNames(NamedTuple):
    """What two maps are called where they stand beside each other."""

    first: str
    second: str


def side_names(first: Subject, second: Subject) -> SideNames:
    """Tell two maps apart by their state, else by their title, else by their version, else by which was given first."""
    for ours, theirs in (
        (_state(first), _state(second)),
        (first.title, second.title),
        (first.journey.version or "", second.journey.version or ""),
    ):
        if ours and theirs and ours != theirs:
            return SideNames(ours, theirs)
    return SideNames(first.say(_THIS), first.say(_OTHER))


def _state(subject: Subject) -> str:
    return subject.say(STATES[subject.journey.state]) if subject.journey.state else ""
