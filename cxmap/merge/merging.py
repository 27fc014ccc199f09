"""Merges three versions of a map's data: thing by thing, field by field; what both changed otherwise is a conflict.

Renames and moves of one side are first made in the other versions too; then every thing stands in the same list in all
three, and an edit meets a move, a reorder or a rename without a conflict.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cxmap.diff.structure import MISSING
from cxmap.merge.entries import paired
from cxmap.merge.nodes import Node, lists_of, rename, same, title_of, walk

if TYPE_CHECKING:
    from collections.abc import Sequence

_Home = tuple[int, str]
"""Where a thing stands: in which list of what."""


@dataclass(slots=True)
class Merge:
    """Merges with one side preferred where both differ; `conflicts` are the places, by ids and names of fields."""

    prefer_ours: bool
    conflicts: list[tuple[str, ...]] = field(default_factory=list)

    def merged(self, base: Node, ours: Node, theirs: Node) -> Node:
        """Return the merged map; the versions are this function's from then on."""
        self._rename(base, ours, theirs)
        self._move(base, ours, theirs)
        found = self._value(base, ours, theirs, ())
        if not isinstance(found, Node):
            raise TypeError("a map is a mapping")
        return found

    def _rename(self, base: Node, ours: Node, theirs: Node) -> None:
        olds = {node.uid: node for node in walk(base)}
        here = {node.uid: node for node in walk(ours)}
        there = {node.uid: node for node in walk(theirs)}
        for uid, old in olds.items():
            was = old.get("id")
            ids = [versions[uid].get("id") if uid in versions else was for versions in (here, there)]
            if was is None or None in ids:
                continue
            if ids[0] != was and ids[1] != was and ids[0] != ids[1]:
                self.conflicts.append((title_of(base), str(was), "id"))
                ids = [ids[0]] * 2 if self.prefer_ours else [ids[1]] * 2
            new = ids[0] if ids[0] != was else ids[1]
            if new != was:
                for root, known in ((base, olds), (ours, here), (theirs, there)):
                    current = known[uid].get("id") if uid in known else was
                    rename(root, old.kind, str(current), str(new))
                    if uid not in known:
                        rename(root, old.kind, str(was), str(new))

    def _move(self, base: Node, ours: Node, theirs: Node) -> None:
        homes = [_homes(root) for root in (base, ours, theirs)]
        titles = {node.uid: title_of(node) for root in (theirs, ours, base) for node in walk(root)}
        for uid, here in homes[1].items():
            there = homes[2].get(uid, here)
            if uid not in homes[0] and there != here:  # both brought it, each to another place
                self.conflicts.append((title_of(base), titles[uid], "place"))
                _relocate(*((theirs, uid, here, ours) if self.prefer_ours else (ours, uid, there, theirs)))
        for uid, home in homes[0].items():
            here, there = homes[1].get(uid, home), homes[2].get(uid, home)
            if here == there == home:
                continue
            if uid not in homes[1] or uid not in homes[2]:
                self._moved_or_gone(uid, base, (ours, here), (theirs, there), gone_here=uid not in homes[1])
                self.conflicts.append((title_of(base), titles[uid]))
                continue
            if here not in (home, there) and there != home:
                self.conflicts.append((title_of(base), titles[uid], "place"))
                target = here if self.prefer_ours else there
            else:
                target = here if here != home else there
            donor = ours if target == here else theirs
            # A home that is gone on the other side comes back with what was moved there: somebody must say so.
            if any(_found(root, target[0]) is None for root in (ours, theirs)) and _found(base, target[0]) is not None:
                self.conflicts.append((title_of(base), title_of(_known(donor, target[0]))))
            for root, known in ((base, homes[0]), (ours, homes[1]), (theirs, homes[2])):
                _bring(root, target[0], donor)
                if uid in known and known[uid] != target:
                    _relocate(root, uid, target, donor)

    def _moved_or_gone(
        self, uid: int, base: Node, ours: tuple[Node, _Home], theirs: tuple[Node, _Home], *, gone_here: bool
    ) -> None:
        """Have what one side moved and the other removed stay at its new place, or go, as the preferred side has it."""
        (gone, _), (moved, home) = (ours, theirs) if gone_here else (theirs, ours)
        stays = gone_here != self.prefer_ours
        node = next(node for node in walk(moved) if node.uid == uid)
        for root in (base, gone, moved):
            _take_out(root, uid)
            if stays:
                parent = _known(root, home[0]) if root is moved else _bring(root, home[0], moved)
                _list_in(parent, home[1]).append(node if root is moved else copy.deepcopy(node))

    def _value(self, base: Any, ours: Any, theirs: Any, at: tuple[str, ...]) -> Any:
        if same(ours, theirs):
            return _with_paths(ours, theirs)
        if same(base, theirs):
            return _with_paths(ours, theirs)
        if same(base, ours):
            return _with_paths(theirs, ours)
        if isinstance(ours, dict) and isinstance(theirs, dict) and (isinstance(base, dict) or base is MISSING):
            return self._mapping({} if base is MISSING else base, ours, theirs, at)
        lists = [[] if value is MISSING else value for value in (base, ours, theirs)]
        if all(isinstance(value, list) for value in lists):
            if any(isinstance(each, Node) for value in lists for each in value):
                return self._things(lists[0], lists[1], lists[2], at)
            found = self._entries(lists[0], lists[1], lists[2], at)
            return MISSING if not found and MISSING in (ours, theirs) else found
        self.conflicts.append(at)
        return ours if self.prefer_ours else theirs

    def _mapping(self, base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any], at: tuple[str, ...]) -> Any:
        merged: dict[str, Any] = {}
        if isinstance(ours, Node):
            merged = Node(ours.kind, ours.uid, "", ())
            merged.short = ours.short and len(ours) == 1
            merged.paths = {**getattr(theirs, "paths", {}), **ours.paths}
            at = (*at, title_of(ours))
        for key in dict.fromkeys([*ours, *theirs]):
            found = self._value(base.get(key, MISSING), ours.get(key, MISSING), theirs.get(key, MISSING), (*at, key))
            if found is not MISSING:
                merged[key] = found
        return merged

    def _things(self, base: list[Any], ours: list[Any], theirs: list[Any], at: tuple[str, ...]) -> list[Any]:
        """Merge lists of things: what either removed is gone unless the other changed it."""
        olds, here, there = ({node.uid: node for node in nodes} for nodes in (base, ours, theirs))
        kept: dict[int, Any] = {}
        for uid in dict.fromkeys([*here, *there]):
            one, other, old = here.get(uid, MISSING), there.get(uid, MISSING), olds.get(uid, MISSING)
            if one is not MISSING and other is not MISSING:
                kept[uid] = self._value(old, one, other, at)
                continue
            left = other if one is MISSING else one
            if old is MISSING:
                kept[uid] = left
            elif not same(old, left):
                self.conflicts.append((*at, title_of(left)))
                if (one is MISSING) != self.prefer_ours:
                    kept[uid] = left
        order = self._order([*olds], [*here], [*there], [*kept], at)
        return [kept[uid] for uid in order]

    def _entries(self, base: list[Any], ours: list[Any], theirs: list[Any], at: tuple[str, ...]) -> list[Any]:
        """Merge lists of texts or ids entry by entry: one that is reworded is the same entry still.

        Reworded otherwise on both sides, or removed by one and reworded by the other, it is a conflict.
        """
        here, there = _by_entry(base, ours), _by_entry(base, theirs)
        olds: dict[object, Any] = dict(enumerate(base))
        kept: dict[Any, Any] = {}
        for key in dict.fromkeys([*here, *there]):
            one, other, old = here.get(key, MISSING), there.get(key, MISSING), olds.get(key, MISSING)
            if same(one, other) or same(old, other):
                value = one
            elif same(old, one):
                value = other
            elif old is MISSING:
                value = one if other is MISSING else other
            else:
                self.conflicts.append(at)
                value = one if self.prefer_ours else other
            if value is not MISSING:
                kept[key] = value
        return [kept[key] for key in self._order([*olds], [*here], [*there], [*kept], at)]

    def _order(
        self, base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any], kept: list[Any], at: tuple[str, ...]
    ) -> list[Any]:
        """Return what is kept in the order of the side that changed it, with what the other added behind its neighbours."""
        common = [each for each in base if each in ours and each in theirs]
        here = [each for each in ours if each in common]
        there = [each for each in theirs if each in common]
        if common not in (here, there) and here != there:
            self.conflicts.append((*at, "order"))
            leading, other = (ours, theirs) if self.prefer_ours else (theirs, ours)
        else:
            leading, other = (theirs, ours) if here == common != there else (ours, theirs)
        merged = [each for each in leading if each in kept]
        for index, each in enumerate(other):
            if each not in kept or each in merged:
                continue
            place = next((merged.index(before) + 1 for before in reversed(other[:index]) if before in merged), 0)
            while place < len(merged) and merged[place] not in base and merged[place] not in other:
                place += 1
            merged.insert(place, each)
        return merged


def _by_entry(base: Sequence[Any], side: Sequence[Any]) -> dict[object, Any]:
    """Return the entries of a side by which entry of the base each was; a new one by what it says, and how often before."""
    was = paired(base, side)
    found: dict[object, Any] = {}
    for index, value in enumerate(side):
        new = ("new", repr(value), sum(repr(each) == repr(value) for each in side[:index]))
        found[was.get(index, new)] = value
    return found


def _with_paths(kept: Any, other: Any) -> Any:
    """Return a value whose nodes know where they are written in the other version too."""
    if isinstance(kept, dict | list) and isinstance(other, dict | list):
        known = {node.uid: node.paths for node in walk(other)}
        for node in walk(kept):
            node.paths = {**known.get(node.uid, {}), **node.paths}
    return kept


def _homes(root: Node) -> dict[int, tuple[int, str]]:
    """Return where each thing stands: in which list of what."""
    return {child.uid: (node.uid, name) for node in walk(root) for name, items in lists_of(node) for child in items}


def _relocate(root: Node, uid: int, target: tuple[int, str], donor: Node) -> None:
    """Move a thing to the end of another list."""
    parent = _bring(root, target[0], donor)
    moving = _take_out(root, uid)
    if moving is not None:
        _list_in(parent, target[1]).append(moving)


def _take_out(root: Node, uid: int) -> Node | None:
    """Take a thing out of its list and return it; None where it is not there."""
    for node in list(walk(root)):
        for _, items in list(lists_of(node)):
            for index, child in enumerate(items):
                if child.uid == uid:
                    del items[index]
                    return child  # type: ignore[no-any-return]
    return None


def _found(root: Node, uid: int) -> Node | None:
    return next((node for node in walk(root) if node.uid == uid), None)


def _known(root: Node, uid: int) -> Node:
    return next(node for node in walk(root) if node.uid == uid)


def _bring(root: Node, uid: int, donor: Node) -> Node:
    """Return a thing of this version; one that only the donor has is put in, without the things that it holds."""
    here = _found(root, uid)
    if here is not None:
        return here
    bare = copy.deepcopy(next(node for node in walk(donor) if node.uid == uid))
    for _, items in list(lists_of(bare)):
        items.clear()
    home, listed = _homes(donor)[uid]
    siblings = [node.uid for node in _list_in(_known(donor, home), listed)]
    there = _list_in(_bring(root, home, donor), listed)
    places = {node.uid: index for index, node in enumerate(there)}
    before = [places[each] for each in siblings[: siblings.index(uid)] if each in places]
    there.insert(before[-1] + 1 if before else 0, bare)
    return bare


def _list_in(holder: dict[str, Any], listed: str) -> list[Any]:
    *way, name = listed.split(".")
    for step in way:
        holder = holder.setdefault(step, {})
    found: list[Any] = holder.setdefault(name, [])
    return found
