"""Tells what follows from another change, and so is not told again: a reference to what is gone itself, or is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diff.structure import MISSING, REFERENCES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.diff.changes import Change
    from cxmap.diff.structure import Structure

_FOLLOWING = ("addresses", "breaks", "channels", "delivers", "needs", "personas", "segment", "lanes")
"""Fields whose references go, and come, with what they refer to. An owner that is lost is news, however it was lost, and
so is evidence: which claims have nothing to rest on is not said where it is removed."""
_TWO_SIDES = {"promise-no-longer-kept": "promise-broken", "promise-mended": "promise-kept"}
"""Kinds that say the other side of another: a promise that is broken now is no longer kept."""


def without_consequences(changes: list[Change], structure: Structure) -> Iterator[Change]:
    """Yield the changes that do not follow from another one."""
    stayed = {item for pair in structure.matching.pairs() for item in pair}
    gone = {(item.kind, item.id) for item in structure.before.walk() if item.id and item not in stayed}
    new = {(item.kind, item.id) for item in structure.after.walk() if item.id and item not in stayed}
    told = {(change.kind.id, id(change.after), str(change.new)) for change in changes}
    for change in changes:
        if _refers_to(change, change.old, gone) or _refers_to(change, change.new, new):
            continue
        other = _TWO_SIDES.get(change.kind.id)
        if other is not None and (other, id(change.after), str(change.old)) in told:
            continue
        yield change


def _refers_to(change: Change, reference: object, ids: set[tuple[str, str]]) -> bool:
    """Whether a change is that a reference to one of some things came or went."""
    if change.before is None or change.after is None or not change.field:
        return False
    if change.field[0] == "emotion" and len(change.field) > 1:
        # What somebody feels comes and goes with the persona.
        alone = MISSING in (change.old, change.new)
        return alone and reference is not MISSING and ("persona", change.field[1]) in ids
    name = change.field[-1]
    return name in _FOLLOWING and any((kind, reference) in ids for kind in REFERENCES.get(name, ()))
