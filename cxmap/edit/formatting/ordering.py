"""Puts keys in the order of the model's fields."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cxmap.edit.formatting.tree import Collection, Remark, Scalar
from cxmap.model.compiled import fields_at
from cxmap.source.comments import TO_CXMAP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxmap.diagnostics import Path
    from cxmap.edit.formatting.tree import Entry


@lru_cache(maxsize=4096)
def ranks(schema: str, path: Path) -> Mapping[str, int]:
    """Return the place of each key that a mapping at `path` may have; for any index of a list, give 0."""
    return {name: place for place, name in enumerate(fields_at(schema, path))}


def put_in_order(node: Scalar | Collection | None, schema: str, path: Path = (), *, behind_dash: bool = False) -> None:
    """Sort the keys of a node and of all below it; keys that no field has stay behind the others, as they were."""
    if not isinstance(node, Collection):
        return
    if node.is_mapping and (rank := ranks(schema, path)):
        places = [rank.get(entry.name, len(rank)) for entry in node.entries]
        if places != sorted(places):
            ordered = sorted(node.entries, key=lambda entry: rank.get(entry.name, len(rank)))
            first = node.entries[0]
            begins_more = (not path or behind_dash) and not node.is_flow and not node.properties
            if begins_more:
                _choose_first(ordered, first)
            if _keeps_anchors(node.entries, ordered):
                if begins_more and ordered[0] is not first:
                    _hand_over(first, ordered[0] if path else first)
                node.entries = ordered
    is_list = not node.is_mapping and not node.is_flow
    for entry in node.entries:
        step = entry.name if node.is_mapping else 0
        put_in_order(entry.value, schema, (*path, step), behind_dash=is_list)


def _choose_first(ordered: list[Entry], first: Entry) -> None:
    """Let no key become the first that has a comment for cxmap: there it would speak of the whole item or map."""
    place = next(n for n, entry in enumerate(ordered) if entry is first or not entry.speaks_to_cxmap())
    ordered.insert(0, ordered.pop(place))


def _hand_over(before: Entry, first: Entry) -> None:
    """Put what the first key of an item said to cxmap of the item above the key that is now the first.

    What was said of the whole map stays above the key that was the first: it becomes the head of the file.
    """
    taken: list[Remark] = []
    if any(TO_CXMAP.search(remark.text) for remark in before.leading):
        taken += before.leading
        before.leading = ()
    if TO_CXMAP.search(before.head):
        taken.append(Remark(before.head.lstrip()))
        before.head = ""
    if TO_CXMAP.search(before.trailing) and _is_of_one_line(before.value):
        taken.append(Remark(before.trailing.lstrip()))
        before.trailing = ""
    if taken:
        first.leading = (*taken, *first.leading)
        first.blank = False


def _is_of_one_line(value: Scalar | Collection | None) -> bool:
    if isinstance(value, Scalar):
        return len(value.lines) == 1
    return value is None or "\n" not in value.written


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
