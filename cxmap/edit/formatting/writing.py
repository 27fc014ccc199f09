"""Writes the formatter's tree as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.edit.formatting.settling import is_complex, joined
from cxmap.edit.formatting.tree import STEP, Collection, Entry, Remark, Scalar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.edit.formatting.layout import Head
    from cxmap.edit.formatting.tree import Tree


class Writer:
    """Gathers lines. After a block that keeps its end (`|+`), an empty line would be part of it."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.in_kept = False

    def text(self) -> str:
        """Return what has been written."""
        return "".join(f"{line}\n" for line in self.lines)

    def write(self, tree: Tree, head: Head) -> None:
        """Write a whole text."""
        root = tree.root
        self.lines += tree.before
        if isinstance(root, Collection) and root.properties and not root.is_flow:
            self.put(root.properties)
        self.remarks([*tree.head, *head.remarks], 0, first=True)
        if head.gap:
            self.lines.append("")
        if isinstance(root, Collection) and root.is_flow:
            self.put(_spaced(root.properties, root.lines[0]))
            self.more(root.lines[1:], STEP)
        elif isinstance(root, Collection):
            self.block(root, 0)
        self.remarks(tree.rest, 0)
        self.lines += tree.after

    def put(self, line: str, *, blank: bool = False) -> None:
        """Write a line, and an empty one above it if asked for."""
        if blank and self.lines and not self.in_kept:
            self.lines.append("")
        self.lines.append(line)
        self.in_kept = False

    def remarks(self, remarks: Sequence[Remark], indent: int, *, first: bool = False) -> None:
        """Write comments on lines of their own."""
        for number, remark in enumerate(remarks):
            self.put(" " * indent + remark.text, blank=remark.blank and not (first and number == 0))

    def block(self, node: Collection, indent: int) -> None:
        """Write the entries of a block; no empty line stands above the first."""
        for number, entry in enumerate(node.entries):
            first = number == 0
            self.remarks(entry.leading, indent, first=first)
            self.entry(entry, indent, blank=entry.blank and not (first and not entry.leading))
        self.remarks(node.tail, indent)

    def entry(self, entry: Entry, indent: int, *, blank: bool) -> None:
        """Write a key or a dash with its value."""
        start = "-"
        if entry.key is not None and is_complex(entry.key):
            self.scalar("?", entry.key, indent, blank=blank)
            start, blank = ":", False
        elif entry.key is not None:
            start = joined(entry.key) + (" :" if entry.key.style == "*" else ":")
        value = entry.value
        if isinstance(value, Scalar):
            self.scalar(start, value, indent, entry.head, entry.trailing, blank=blank)
        elif value is not None:
            self.collection(start, value, indent, entry, blank=blank)
        self.remarks(entry.below, indent + STEP)

    def scalar(
        self, start: str, scalar: Scalar, indent: int, head: str = "", trailing: str = "", *, blank: bool
    ) -> None:
        """Write a scalar behind its key or dash."""
        if scalar.own_line:
            self.put(" " * indent + _spaced(start, scalar.properties) + head, blank=blank)
            self.more(scalar.lines, indent + STEP)
        else:
            self.put(" " * indent + _spaced(start, joined(scalar)) + head, blank=blank)
            self.more(scalar.lines[1:], indent + scalar.step)
        self.lines[-1] += trailing
        self.in_kept = scalar.keeps

    def collection(self, start: str, node: Collection, indent: int, entry: Entry, *, blank: bool) -> None:
        """Write a collection behind its key or dash; a block within an item of a list begins on the line of its dash."""
        before = " " * indent + _spaced(start, node.properties)
        if node.is_flow:
            self.put(before + " " + node.lines[0], blank=blank)
            self.more(node.lines[1:], indent + STEP)
            self.lines[-1] += entry.trailing
        elif start == "-" and not node.properties:
            if blank and self.lines and not self.in_kept:
                self.lines.append("")
            self.in_kept = False
            at = len(self.lines)
            self.block(node, indent + STEP)
            self.lines[at] = before + self.lines[at][len(before) :]
        else:
            self.put(before + entry.head, blank=blank)
            self.block(node, indent + STEP)

    def more(self, lines: Sequence[str], indent: int) -> None:
        """Write further lines of a scalar; empty ones stay empty."""
        self.lines += [line and " " * indent + line for line in lines]


def _spaced(*parts: str) -> str:
    return " ".join(part for part in parts if part)
