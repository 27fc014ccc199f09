"""Where empty lines stand, and what stays at the head of a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxmap.edit.formatting.ordering import ranks
from cxmap.edit.formatting.tree import Collection, Remark
from cxmap.source.comments import TO_CXMAP

if TYPE_CHECKING:
    from cxmap.edit.formatting.tree import Entry

_MODE_LINE = re.compile(r"#\s*yaml-language-server\s*:")
_PARTS = {"map": ("personas", "stages", "actions"), "workspace": ("library",), "policy": ()}
"""The fields with which a part of a file begins: an empty line sets it off."""
_SET_OFF_ITEMS = {"map": ("stages",)}
"""The lists whose items are set off from each other."""


class Head(NamedTuple):
    """The comments at the head of a file, and whether an empty line stands below them."""

    remarks: list[Remark]
    gap: bool


def take_head(first: Entry, *, moves: bool) -> Head:
    """Take away what stays at the head of a file from the comments above its first entry.

    That is all of them, as a licence or what is said to cxmap of the whole map; but of several blocks, the last one
    belongs to the key that it stands directly above. If this key `moves`, an empty line takes its place.
    """
    remarks = first.leading
    blocks = [n for n, remark in enumerate(remarks) if remark.blank and not _are_mode_lines(remarks[:n])]
    belongs = bool(blocks) and not first.blank and not any(TO_CXMAP.search(r.text) for r in remarks[blocks[-1] :])
    kept = blocks[-1] if belongs else len(remarks)
    head, leading = list(remarks[:kept]), list(remarks[kept:])
    is_set_off = bool(leading) or first.blank
    if leading:
        leading[0].blank = False
    else:
        first.blank = False
    mode = [*_take_mode_lines(head), *_take_mode_lines(leading)]
    first.leading = tuple(leading)
    return Head([*mode, *head], kept > 0 and (is_set_off or (moves and bool(head))))


def _are_mode_lines(remarks: tuple[Remark, ...]) -> bool:
    return all(_MODE_LINE.match(remark.text) for remark in remarks)


def with_mode_lines_of(head: Head, first: Entry) -> Head:
    """Move the line for editors to the head from what has become the first entry."""
    leading = list(first.leading)
    mode = _take_mode_lines(leading)
    first.leading = tuple(leading)
    return Head([*mode, *head.remarks], head.gap)


def _take_mode_lines(remarks: list[Remark]) -> list[Remark]:
    mode = [Remark(remark.text) for remark in remarks if _MODE_LINE.match(remark.text)]
    remarks[:] = [remark for remark in remarks if not _MODE_LINE.match(remark.text)]
    return mode


def set_off(root: Collection, schema: str) -> None:
    """Put an empty line above each part of a file and each stage, where they have several lines.

    Other empty lines stay where they are, one at a time.
    """
    rank = ranks(schema, ())
    starts = sorted(rank[name] for name in _PARTS[schema] if name in rank)
    before = 0
    for entry in root.entries if root.is_mapping else ():
        part = sum(rank.get(entry.name, -1) >= start for start in starts) if entry.name in rank else before
        if part != before and _has_lines(entry):
            _set_off(entry)
        before = part
        if entry.name in _SET_OFF_ITEMS.get(schema, ()) and isinstance(entry.value, Collection):
            for item in entry.value.entries[1:]:
                if _has_lines(item):
                    _set_off(item)


def _has_lines(entry: Entry) -> bool:
    return isinstance(entry.value, Collection) and not entry.value.is_flow


def _set_off(entry: Entry) -> None:
    if entry.leading:
        entry.leading[0].blank = True
    else:
        entry.blank = True
