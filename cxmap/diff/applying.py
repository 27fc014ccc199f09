"""Makes the changes of a comparison in the older version: the proof that none is missing and none is told twice."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cxmap.diff.items import Item
from cxmap.diff.structure import (
    MISSING,
    Added,
    Edited,
    Moved,
    Removed,
    Renamed,
    Reordered,
    renamed_field,
    renamed_value,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.diff.structure import Structure


def applied(structure: Structure) -> Item:
    """Return the older version with every change made; it holds what the newer one holds (`Item.data`)."""
    return _Making(structure).result


class _Making:
    """Takes out what is gone or goes elsewhere, puts in what comes, and writes the fields anew."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._made: dict[Item, Item] = {}
        self._origin: dict[Item, Item] = {}
        self.result = self._copy(structure.before)
        edits = structure.edits
        coming: dict[tuple[Item, str], list[tuple[int, Item]]] = defaultdict(list)
        for edit in edits:
            match edit:
                case Removed(before):
                    self._take_out(before)
                case Moved(before, after, index) | Reordered(before, after, index):
                    self._take_out(before)
                    self._origin[after] = before
                case Added(after, index):
                    self._made[after] = self._bare(after)
        for edit in edits:
            match edit:
                case Moved(_, after, index) | Reordered(_, after, index) | Added(after, index):
                    coming[(self._home(after), after.listed)].append((index, after))
        for (home, listed), items in coming.items():
            self._put_in(home, listed, items)
        for edit in edits:
            match edit:
                case Renamed(before, after):
                    self._made[before].id = after.id
                case Edited(before, _, at, _, new):
                    self._write(before, at, new)

    def _copy(self, item: Item) -> Item:
        renames = self._structure.renames
        fields = {renamed_field(at, renames): renamed_value(at, value, renames) for at, value in item.fields.items()}
        copy = Item(item.kind, item.listed, item.id, item.path, None, fields)
        copy.children = {name: [self._copy(child) for child in items] for name, items in item.children.items()}
        self._made[item] = copy
        return copy

    def _bare(self, item: Item) -> Item:
        """Return a new item with all that is new in it; what it has from elsewhere is put in later."""
        copy = Item(item.kind, item.listed, item.id, item.path, None, dict(item.fields))
        for name, items in item.children.items():
            new = [child for child in items if self._structure.matching.of_after(child) is None]
            copy.children[name] = [self._bare(child) for child in new]
        self._made[item] = copy
        return copy

    def _take_out(self, before: Item) -> None:
        if before.parent is not None and before.parent in self._made:
            siblings = self._made[before.parent].children[before.listed]
            siblings.remove(self._made[before])

    def _home(self, after: Item) -> Item:
        """Return what the parent of an item of the newer version is in the making."""
        if after.parent is None:
            raise ValueError("the map itself has no parent")
        was = self._structure.matching.of_after(after.parent)
        return self._made[was if was is not None else after.parent]

    def _put_in(self, home: Item, listed: str, items: Sequence[tuple[int, Item]]) -> None:
        siblings = home.children.setdefault(listed, [])
        for index, after in sorted(items, key=lambda pair: pair[0]):
            origin = self._origin.get(after)
            made = self._made[origin if origin is not None else after]
            made.listed = after.listed
            siblings.insert(index, made)

    def _write(self, before: Item, at: tuple[str, ...], new: object) -> None:
        fields = self._made[before].fields
        if new is MISSING:
            fields.pop(at, None)
        else:
            fields[at] = new
