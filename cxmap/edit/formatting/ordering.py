"""Puts keys in the order of the model's fields."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cxmap.edit.formatting.tree import Collection
from cxmap.model.compiled import fields_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxmap.diagnostics import Path
    from cxmap.edit.formatting.tree import Entry, Scalar


@lru_cache(maxsize=4096)
def ranks(schema: str, path: Path) -> Mapping[str, int]:
    """Return the place of each key that a mapping at `path` may have; for any index of a list, give 0."""
    return {name: place for place, name in enumerate(fields_at(schema, path))}


def put_in_order(node: Scalar | Collection | None, schema: str, path: Path = ()) -> None:
    """Sort the keys of a node and of all below it; keys that no field has stay behind the others, as they were."""
    if not isinstance(node, Collection):
        return
    if node.is_mapping and (rank := ranks(schema, path)):
        places = [rank.get(entry.name, len(rank)) for entry in node.entries]
        if places != sorted(places):
            ordered = sorted(node.entries, key=lambda entry: rank.get(entry.name, len(rank)))
            if _keeps_anchors(node.entries, ordered):
                node.entries = ordered
    for entry in node.entries:
        put_in_order(entry.value, schema, (*path, entry.name if node.is_mapping else 0))


def _keeps_anchors(entries: list[Entry], ordered: list[Entry]) -> bool:
    """Whether every alias still means the same anchor: entries that share a name stay in their order."""
    names = {id(entry): set(_anchors(entry)) for entry in entries}
    defined = {name for found in names.values() for name, is_alias in found if not is_alias}
    if not defined:
        return True
    place = {id(entry): number for number, entry in enumerate(entries)}
    last: dict[str, int] = {}
    for entry in ordered:
        here = place[id(entry)]
        for name in {name for name, _ in names[id(entry)]} & defined:
            if last.setdefault(name, here) > here:
                return False
            last[name] = here
    return True


def _anchors(entry: Entry) -> Iterator[tuple[str, bool]]:
    """Yield the names of anchors and aliases in an entry, and which of them are aliases."""
    for node in (entry.key, entry.value):
        if node is not None and node.anchor is not None:
            yield node.anchor, not isinstance(node, Collection) and node.style == "*"
    if isinstance(entry.value, Collection):
        for below in entry.value.entries:
            yield from _anchors(below)
