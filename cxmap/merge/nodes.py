"""A map's data as it is written, with every thing in it known in all three versions, wherever it stands there."""

from __future__ import annotations

import copy
from itertools import count
from typing import TYPE_CHECKING, Any

from cxmap.diff.items import TITLES, tree_of
from cxmap.diff.matching import Matching
from cxmap.diff.structure import REFERENCES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.diagnostics import Path
    from cxmap.diff.items import Item
    from cxmap.document import Document

_SHORT = {
    "risk": "risk",
    "action": "title",
    "way": "to",
    "touchpoint": "name",
    "stage": "name",
    "need": "text",
} | dict.fromkeys(("pain-point", "opportunity", "step", "promise"), "text")
"""The field that a bare text stands for; of the other kinds a bare text is the id."""


class Node(dict[str, Any]):
    """A mapping that stands for a thing. `uid` is the same in all versions; `paths` say where it is written in which.

    A thing written as a bare text has that text alone, under its field; it is `short` where it is written so.
    """

    def __init__(self, kind: str, uid: int, side: str, path: Path, *, short: bool = False) -> None:
        super().__init__()
        self.kind = kind
        self.uid = uid
        self.paths = {side: path}
        self.short = short


class OnlyOne(list[Any]):
    """A list of one thing that is written without brackets or dashes."""


def plain(value: Any) -> Any:
    """Return data without what is known about it; a thing that was written as a bare text is one again."""
    if isinstance(value, Node) and value.short and len(value) == 1:
        return next(iter(value.values()))
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, OnlyOne) and len(value) == 1:
        return plain(value[0])
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same, as they are written: a bare text is no mapping."""
    if isinstance(one, Node) and one.short and len(one) == 1:
        one = next(iter(one.values()))
    if isinstance(other, Node) and other.short and len(other) == 1:
        other = next(iter(other.values()))
    if isinstance(one, OnlyOne) and len(one) == 1:
        return same(one[0], other)
    if isinstance(other, OnlyOne) and len(other) == 1:
        return same(one, other[0])
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and bool(one == other)


def three_versions(base: Document, ours: Document, theirs: Document) -> tuple[Node, Node, Node]:
    """Return the three versions as nodes: what is matched has one `uid`, so has what both sides added under one id."""
    numbers = count()
    trees = [tree_of(document.journey, ours.language) for document in (base, ours, theirs)]
    known: dict[Item, int] = {item: next(numbers) for item in trees[0].walk()}
    added: dict[tuple[str, str], int] = {}
    for tree in trees[1:]:
        matching = Matching(trees[0], tree)
        for item in tree.walk():
            was = matching.of_after(item)
            if was is not None:
                known[item] = known[was]
            elif item.id is not None:
                known[item] = added.setdefault((item.kind, item.id), next(numbers))
            else:
                known[item] = next(numbers)
    sides = zip(trees, (base, ours, theirs), ("base", "ours", "theirs"), strict=True)
    made = [_node(tree, document.source.data, known, side) for tree, document, side in sides]
    return made[0], made[1], made[2]


def _node(item: Item, data: Any, known: dict[Item, int], side: str) -> Node:
    raw = data
    for step in item.path:
        raw = _listed(raw)[step] if isinstance(step, int) else raw[step]
    node = Node(item.kind, known[item], side, item.path, short=not isinstance(raw, dict) or _is_said(raw))
    if node.short:
        node[_SHORT.get(item.kind, "id")] = raw
        return node
    node.update({key: value if key in item.children else copy.deepcopy(value) for key, value in raw.items()})
    for listed, children in item.children.items():
        *way, name = listed.split(".")
        holder: dict[str, Any] = node
        for step in way:
            holder = holder[step]
        nodes = [_node(child, data, known, side) for child in children]
        holder[name] = nodes if isinstance(holder[name], list) else OnlyOne(nodes)
    return node


def _is_said(raw: dict[str, Any]) -> bool:
    return bool(raw) and raw.keys() <= {"zh", "en"}


def _listed(raw: Any) -> Any:
    """Return a list, also of one that is written without brackets."""
    return raw if isinstance(raw, list) else [raw]


def walk(value: Any) -> Iterator[Node]:
    """Yield every node in some data."""
    if isinstance(value, Node):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(inner)


def lists_of(node: Node) -> Iterator[tuple[str, list[Any]]]:
    """Yield the lists of things that a node holds, each with its name, dotted where it lies deeper."""
    for name, value in node.items():
        if _is_list_of_nodes(value):
            yield name, value
        elif isinstance(value, dict) and not isinstance(value, Node):
            yield from ((f"{name}.{key}", inner) for key, inner in value.items() if _is_list_of_nodes(inner))


def _is_list_of_nodes(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(each, Node) for each in value)


def rename(root: Node, kind: str, old: str, new: str) -> None:
    """Give a thing another id, and have everything that refers to it follow."""
    for node in walk(root):
        if node.kind == kind and node.get("id") == old:
            node["id"] = new
        for name, value in list(node.items()):
            if kind in REFERENCES.get(name, ()):
                node[name] = _referring(value, old, new)


def _referring(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict) and not isinstance(value, Node):
        return {new if key == old else key: inner for key, inner in value.items()}
    if isinstance(value, list):
        return [new if each == old else each for each in value]
    return new if value == old else value


def title_of(node: Node) -> str:
    """Return what a thing is called in messages: its id, or what it says."""
    if "id" in node:
        return str(node["id"])
    said = next((node[name] for name in TITLES if name in node), "")
    return str(next(iter(said.values()), "")) if isinstance(said, dict) else str(said)
