"""Compares two versions of a map, together with what it uses of the workspace's library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.diff.changes import Comparison
from cxmap.diff.items import Item, tree_of
from cxmap.diff.judging import judge, judge_whole
from cxmap.diff.structure import REFERENCES, compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxmap.document import Document

SHARED = "library."
"""What the lists of shared items are called in a tree begins with this."""


def compare_documents(before: Document | None, after: Document | None) -> Comparison:
    """Return what has changed between two versions of a map; one that is None does not exist.

    Plain texts of both versions are read as of the newer one's language, so that a map that names its language at last
    has changed in this alone.
    """
    if before is None or after is None:
        trees = [tree_of(one.journey, one.language) if one is not None else None for one in (before, after)]
        return Comparison(before, after, None, (judge_whole(trees[0], trees[1]),) if any(trees) else ())
    old, new = tree_of(before.journey, after.language), tree_of(after.journey, after.language)
    if _library(before) != _library(after):
        _share(before, old, after, new)
    structure = compare(old, new)
    return Comparison(before, after, structure, tuple(judge(structure)))


def _library(document: Document) -> Any:
    return document.workspace.library if document.workspace is not None else None


def _share(before: Document, old: Item, after: Document, new: Item) -> None:
    """Hang the shared items that either version refers to into both trees."""
    used = {*_references(old), *_references(new)}
    for document, tree in ((before, old), (after, new)):
        library = _library(document)
        if library is None:
            continue
        language = document.workspace.language if document.workspace is not None else None
        for name, items in tree_of(library, language or after.language, "library").children.items():
            own = {item.id for item in tree.children.get(name, ()) if item.fields}  # a map's own definition wins
            kept = [item for item in items if (item.kind, item.id) in used and item.id not in own]
            for item in kept:
                _mark(item, tree, SHARED + name)
            if kept:
                tree.children[SHARED + name] = kept


def _mark(item: Item, tree: Item, listed: str) -> None:
    item.parent, item.listed = tree, listed
    for each in item.walk():
        each.shared = True


def _references(tree: Item) -> Iterator[tuple[str, str]]:
    """Yield the kind and the id of everything that a map refers to, and of what it names again."""
    for item in tree.walk():
        if item.id:
            yield item.kind, item.id
        for at, value in item.fields.items():
            for name, references in ((at[-1], value), (at[-2] if len(at) > 1 else "", at[-1])):
                yield from _of(name, references)


def _of(name: str, references: Any) -> Iterable[tuple[str, str]]:
    each = references if isinstance(references, tuple) else (references,)
    return [(kind, reference) for kind in REFERENCES.get(name, ()) for reference in each if isinstance(reference, str)]
