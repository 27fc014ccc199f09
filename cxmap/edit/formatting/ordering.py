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
    """Whether every alias still means the same anchor."""
    anchored = {id(entry): set(_anchors(entry)) for entry in entries}
    defined = {name for names in anchored.values() for name, is_alias in names if not is_alias}
    return all(
        [entry for entry in entries if _mentions(anchored[id(entry)], name)]
        == [entry for entry in ordered if _mentions(anchored[id(entry)], name)]
        for name in sorted(defined)
    )


def _mentions(names: set[tuple[str, bool]], name: str) -> bool:
    """Whether an anchor or an alias is called `name`."""
    return (name, True) in names or (name, False) in names


def _anchors(entry: Entry) -> Iterator[tuple[str, bool]]:
    """Yield the names of anchors and aliases in an entry, and which of them are aliases."""
    if entry.key is not None and entry.key.anchor is not None:
        yield entry.key.anchor, entry.key.style == "*"
    value = entry.value
    if value is None:
        return
    if value.anchor is not None:
        yield value.anchor, not isinstance(value, Collection) and value.style == "*"
    if isinstance(value, Collection):
        for below in value.entries:
            yield from _anchors(below)
