"""Judgement, second: what a difference means for the customer, by the table of kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.diff.changes import Change
from cxmap.diff.consequences import without_consequences
from cxmap.diff.fields import judge_field
from cxmap.diff.items import ORDERED_ITEMS
from cxmap.diff.kinds import KIND_IDS
from cxmap.diff.structure import Added, Edited, Moved, Removed, Renamed, Reordered
from cxmap.model.vocabulary import SEVERE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.diff.items import Item
    from cxmap.diff.structure import Edit, Structure

_ADDED = {
    "evidence": "evidence-added",
    "promise": "promise-added",
    "metric": "metric-added",
    "risk": "risk-added",
    "action": "action-added",
    "opportunity": "opportunity-added",
    "step": "step-added",
    "pain-point": "pain-point-added",
}
_REMOVED = {
    "evidence": "evidence-removed",
    "promise": "promise-removed",
    "metric": "metric-removed",
    "risk": "risk-removed",
    "opportunity": "opportunity-removed",
    "step": "step-removed",
    "pain-point": "pain-point-removed",
}
_OVER = ("done", "dropped")


def judge(structure: Structure) -> Iterator[Change]:
    """Yield the changes of a structure, each difference as what it means; a list of texts entry by entry.

    What follows from another change is left out.
    """
    return without_consequences(list(_judged(structure)), structure)


def judge_whole(before: Item | None, after: Item | None) -> Change:
    """Return the change that a map is new, or gone."""
    return Change(KIND_IDS["map-added" if before is None else "map-removed"], before, after)


def _judged(structure: Structure) -> Iterator[Change]:
    solved = _solved(structure)
    for edit in structure.edits:
        match edit:
            case Edited():
                yield from judge_field(edit, structure)
            case Added(after):
                yield Change(KIND_IDS[_of_added(after, structure)], None, after)
            case Removed(before):
                yield _removed(before, structure, solved)
            case _:
                yield _placed(edit)


def _of_added(item: Item, structure: Structure) -> str:
    if item.kind in ("stage", "touchpoint"):
        new = [each for each in item.walk() if structure.matching.of_after(each) is None]
        if any(each.kind == "pain-point" and each.fields.get(("severity",)) in SEVERE for each in new):
            return "added-with-severe-pain"
        if any(each.fields.get(("breaks",)) for each in new):
            return "added-with-broken-promise"
    if item.kind == "pain-point" and item.fields.get(("severity",)) in SEVERE:
        return "severe-pain-point-added"
    return _ADDED.get(item.kind, "item-added")


def _removed(item: Item, structure: Structure, solved: frozenset[Item]) -> Change:
    old: Any = None
    if item.kind == "pain-point":
        kind = _of_pain_gone(item, solved)
    elif item.kind == "action":
        old = item.fields.get(("status",))
        kind = "action-archived" if old in _OVER else "action-removed"
    else:
        kind = _of_part_gone(item, structure, solved) or _REMOVED.get(item.kind, "item-removed")
    return Change(KIND_IDS[kind], item, None, ("status",) if old else (), old, None)


def _of_pain_gone(item: Item, solved: frozenset[Item]) -> str:
    if item in solved:
        return "pain-point-solved"
    return "severe-pain-point-dropped" if item.fields.get(("severity",)) in SEVERE else "pain-point-removed"


def _of_part_gone(item: Item, structure: Structure, solved: frozenset[Item]) -> str | None:
    """Return the kind of a stage or touchpoint that took something along which should not go unseen."""
    if item.kind not in ("stage", "touchpoint"):
        return None
    gone = [each for each in item.walk() if structure.matching.of_before(each) is None]
    if any(each.fields.get(("moment_of_truth",)) for each in gone):
        return "moment-of-truth-removed"
    severe = any(
        each.kind == "pain-point" and each.fields.get(("severity",)) in SEVERE for each in gone if each not in solved
    )
    return "removed-with-severe-pain" if severe else None


def _placed(edit: Edit) -> Change:
    """Judge what stands elsewhere, or is called by another id."""
    match edit:
        case Renamed(before, after):
            return Change(KIND_IDS["id-renamed"], before, after, ("id",), before.id, after.id)
        case Moved(before, after):
            return Change(KIND_IDS["item-moved"], before, after, (), before.parent, after.parent)
        case Reordered(before, after, index) if after.listed in ORDERED_ITEMS:
            siblings = after.parent.children[after.listed] if after.parent is not None else []
            return Change(KIND_IDS["item-reordered"], before, after, (), None, siblings[index - 1] if index else None)
        case Reordered(before, after):
            return Change(KIND_IDS["order-changed"], before, after)
        case _:
            raise TypeError(type(edit).__name__)


def _solved(structure: Structure) -> frozenset[Item]:
    """Return the pain points of the older version for which an action is done: directly, or by an opportunity.

    What is done, and what is addressed, counts from either version: links to a pain point go with it.
    """
    done: set[str] = set()
    for kind in ("action", "opportunity"):
        pairs = [(item, structure.matching.of_before(item)) for item in structure.before.walk() if item.kind == kind]
        pairs += [(item, None) for item in structure.after.walk() if structure.matching.of_after(item) is None]
        for pair in pairs:
            versions = [item for item in pair if item is not None and item.kind == kind]
            if kind == "action":
                counts = any(item.fields.get(("status",)) == "done" for item in versions)
            else:
                counts = any(item.id in done for item in versions)
            if counts:
                done.update(*(item.fields.get(("addresses",)) or () for item in versions))
    return frozenset(item for item in structure.before.walk() if item.kind == "pain-point" and item.id in done)
