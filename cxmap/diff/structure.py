"""What has changed, structure first: each difference of two versions once, and all of them together the whole difference."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cxmap.diff.items import IDS, Item
from cxmap.diff.matching import Matching

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxmap.diff.items import Field

MISSING: Any = type("Missing", (), {"__repr__": lambda self: "MISSING", "__bool__": lambda self: False})()
"""Stands for a field that is not written at all; a field that is written as not known holds None."""

REFERENCES = {
    "owner": ("team",),
    "consulted": ("team",),
    "informed": ("team",),
    "channel": ("channel",),
    "channels": ("channel",),
    "personas": ("persona",),
    "emotion": ("persona",),
    "needs": ("need",),
    "delivers": ("promise",),
    "breaks": ("promise",),
    "evidence": ("evidence",),
    "addresses": ("pain-point", "opportunity"),
    "segment": ("segment",),
    "to": ("touchpoint",),
    "honeycomb": ("dimension",),
    "honeycomb_model": ("honeycomb-model",),
    "centre": ("dimension",),
    "lanes": ("lane",),
}
"""The kinds of item that a field refers to, by values or, in a mapping by id, by keys."""


@dataclass(frozen=True, slots=True, eq=False)
class Added:
    """An item that is new, with what it holds; `index` is its place in its list."""

    after: Item
    index: int


@dataclass(frozen=True, slots=True, eq=False)
class Removed:
    """An item that is gone, with what it held."""

    before: Item


@dataclass(frozen=True, slots=True, eq=False)
class Moved:
    """An item that stands in another list, or in the list of another parent."""

    before: Item
    after: Item
    index: int


@dataclass(frozen=True, slots=True, eq=False)
class Reordered:
    """An item that stands elsewhere in the same list."""

    before: Item
    after: Item
    index: int


@dataclass(frozen=True, slots=True, eq=False)
class Renamed:
    """An item that has another id; what referred to it and still does is no change."""

    before: Item
    after: Item


@dataclass(frozen=True, slots=True, eq=False)
class Edited:
    """A field that holds something else; `MISSING` is a field that is not written."""

    before: Item
    after: Item
    field: Field
    old: Any
    new: Any


Edit = Added | Removed | Moved | Reordered | Renamed | Edited


@dataclass(frozen=True, slots=True)
class Structure:
    """The two versions, who is who, and every difference, in the order in which the newer map is read."""

    before: Item
    after: Item
    matching: Matching
    renames: Mapping[tuple[str, str], str]
    """By kind and id: the new ids of the items that were renamed."""
    edits: tuple[Edit, ...]


def compare(before: Item, after: Item) -> Structure:
    """Return every difference between two trees, which are this function's from then on."""
    matching = Matching(before, after)
    for old, new in matching.pairs():
        old.fields, new.fields = _spread(old.fields, new.fields)
    renames = {(old.kind, old.id): new.id for old, new in matching.pairs() if old.id and new.id and old.id != new.id}
    return Structure(before, after, matching, renames, tuple(_edits(before, after, matching, renames)))


def _edits(old: Item, new: Item, matching: Matching, renames: Mapping[tuple[str, str], str]) -> Iterator[Edit]:
    """Yield the differences of a pair of items and of all that they hold."""
    if old.id != new.id:
        yield Renamed(old, new)
    yield from _edited(old, new, renames)
    for listed in dict.fromkeys([*new.children, *old.children]):
        yield from _of_list(old, new, listed, matching, renames)


def _of_list(
    old: Item, new: Item, listed: str, matching: Matching, renames: Mapping[tuple[str, str], str]
) -> Iterator[Edit]:
    """Yield the differences of a list: item by item, what is gone where it stood."""
    there, here = old.children.get(listed, []), new.children.get(listed, [])
    places = {item: index for index, item in enumerate(there)}
    stayed = [places.get(matching.of_after(item) or item) for item in here]  # an item of `here` itself has no place
    still = longest_increasing([place for place in stayed if place is not None])
    gone = [item for item in there if matching.of_before(item) is None]
    for index, (item, place) in enumerate(zip(here, stayed, strict=True)):
        while gone and place is not None and places[gone[0]] < place:
            yield Removed(gone.pop(0))
        was = matching.of_after(item)
        if was is None:
            yield Added(item, index)
            yield from _arrived(item, matching, renames)
            continue
        if place is None:
            yield Moved(was, item, index)
        elif place not in still:
            yield Reordered(was, item, index)
        yield from _edits(was, item, matching, renames)
    yield from map(Removed, gone)


def _arrived(parent: Item, matching: Matching, renames: Mapping[tuple[str, str], str]) -> Iterator[Edit]:
    """Yield what happened to the items of the older version that a new item holds."""
    for items in parent.children.values():
        for index, item in enumerate(items):
            was = matching.of_after(item)
            if was is None:
                yield from _arrived(item, matching, renames)
            else:
                yield Moved(was, item, index)
                yield from _edits(was, item, matching, renames)


def longest_increasing(places: Sequence[int]) -> frozenset[int]:
    """Return the members of a longest increasing subsequence (patience sorting; Fredman 1975)."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        pile = bisect_left(ends, place)
        before.append(at[pile - 1] if pile else -1)
        ends[pile : pile + 1] = [place]
        at[pile : pile + 1] = [index]
    found = []
    index = at[-1] if at else -1
    while index >= 0:
        found.append(places[index])
        index = before[index]
    return frozenset(found)


def _edited(old: Item, new: Item, renames: Mapping[tuple[str, str], str]) -> Iterator[Edit]:
    was = {renamed_field(at, renames): renamed_value(at, value, renames) for at, value in old.fields.items()}
    now = new.fields
    for at in dict.fromkeys([*now, *was]):
        one, other = was.get(at, MISSING), now.get(at, MISSING)
        if one is not other and (
            one is MISSING or other is MISSING or type(one) is bool or type(other) is bool or one != other
        ):
            yield Edited(old, new, at, one, other)


_EVERYONE = ("emotion", "*")


def _spread(was: dict[Field, Any], now: dict[Field, Any]) -> tuple[dict[Field, Any], dict[Field, Any]]:
    """Write one score for everyone as a score for each persona, where the other version has one for each."""
    if (_EVERYONE in was) == (_EVERYONE in now):
        return was, now
    each = [at for fields in (was, now) for at in fields if at[0] == "emotion" and at != _EVERYONE]
    if not each:
        return was, now

    def spread(fields: dict[Field, Any]) -> dict[Field, Any]:
        if _EVERYONE not in fields:
            return fields
        rest = {at: value for at, value in fields.items() if at != _EVERYONE}
        return {**rest, **dict.fromkeys(each, fields[_EVERYONE])}

    return spread(was), spread(now)


def renamed_field(at: Field, renames: Mapping[tuple[str, str], str]) -> Field:
    """Return a field of a mapping by id, with the id as it is now."""
    if len(at) > 1 and at[-2] in REFERENCES:
        return (*at[:-1], _now(at[-2], at[-1], renames))
    return at


def renamed_value(at: Field, value: Any, renames: Mapping[tuple[str, str], str]) -> Any:
    """Return a value, with the ids in it as they are now."""
    name = at[-1]
    if name not in REFERENCES or not renames:
        return value
    if isinstance(value, tuple) and name in IDS:
        return tuple(sorted(_now(name, each, renames) for each in value))
    return _now(name, value, renames) if type(value) is str else value


def _now(name: str, reference: str, renames: Mapping[tuple[str, str], str]) -> str:
    for kind in REFERENCES[name]:
        if (kind, reference) in renames:
            return renames[(kind, reference)]
    return reference
