"""Decides what stays on one line and what becomes a block, and where comments go that have lost their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.edit.formatting.scalars import flow_lines
from cxmap.edit.formatting.tree import Collection, Remark, Scalar
from cxmap.source.comments import TO_CXMAP

if TYPE_CHECKING:
    from cxmap.edit.formatting.tree import Entry

WIDEST = 120
"""Characters of a flow collection on one line, from bracket to bracket: so that depth and keys do not matter."""

WIDEST_ROW = 320
"""The same for an item that its author wrote on one line of a list: such lists are tables, read by their columns.

Each row is judged by itself. Were all rows to follow the longest, one word more would change every line of the table.
"""

LONGEST_KEY = 1000
"""Characters of a key that needs no `?`; YAML allows 1,024."""


def settle(root: Collection) -> None:
    """Give a text's root and all below it the form in which they are written."""
    _settle_collection(root)
    if not root.is_flow and root.opening:
        first = root.entries[0]
        first.leading = (Remark(root.opening.lstrip()), *first.leading)


def _settle_entry(entry: Entry, *, in_table: bool) -> None:
    value = entry.value
    if isinstance(value, Scalar):
        _settle_scalar(entry, value)
    elif value is not None:
        widest = WIDEST_ROW if in_table and "\n" not in value.written else WIDEST
        _settle_collection(value, entry.trailing, widest)
        if value.is_flow:
            _on_one_line(entry)
        else:
            _settle_block(entry, value)


def _settle_collection(node: Collection, beside: str = "", widest: int = WIDEST) -> None:
    """Make a flow a block where it is too long or has comments or texts of several lines; go on below a block.

    A comment that speaks to cxmap of one line of a flow has nowhere else to go: such a flow keeps its lines.
    """
    in_table = not node.is_flow and not node.is_mapping
    if node.pair:
        node.is_flow = False
    elif node.is_flow and _must_keep_lines(node, beside):
        node.lines = flow_lines(node.written, escapes=True)
    elif node.is_flow:
        line = _line(node)
        if line is not None and (len(line) <= widest or not _may_be_block(node)):
            node.lines = (line,)
        elif _may_be_block(node):
            node.is_flow = False
        else:
            node.lines = flow_lines(node.written, escapes=True)
    if not node.is_flow:
        for entry in node.entries:
            _settle_entry(entry, in_table=in_table)


def _must_keep_lines(node: Collection, beside: str) -> bool:
    written = node.written
    return "\n" in written and (bool(node.entries) or "#" not in written) and bool(TO_CXMAP.search(written + beside))


def is_complex(key: Scalar) -> bool:
    """Whether a key needs a `?` before it."""
    first = key.lines[0]
    if len(key.lines) > 1 or key.style == "|" or not first or len(joined(key)) > LONGEST_KEY:
        return True
    return not key.style and first.startswith(("--- ", "... "))  # at the start of a line, another document


def joined(scalar: Scalar) -> str:
    """Return a scalar of one line as it is written, with its anchor and tag."""
    properties, text = scalar.properties, scalar.lines[0]
    return f"{properties} {text}" if properties and text else properties or text


def _settle_scalar(entry: Entry, value: Scalar) -> None:
    width = len(joined(entry.key)) + len(joined(value)) + 2 if entry.key else 0
    may_stay = entry.key is not None and value.style != "|" and (len(value.lines) > 1 or width > WIDEST)
    value.own_line = value.own_line and may_stay
    if value.style != "|" and not value.own_line:
        _on_one_line(entry)


def _on_one_line(entry: Entry) -> None:
    """Where key and value share a line, only one comment can stand behind them."""
    is_long = entry.value is not None and len(entry.value.lines) > 1
    if entry.head and (entry.trailing or (is_long and TO_CXMAP.search(entry.head))):
        entry.hoist(entry.head)
    elif entry.head:
        entry.trailing = entry.head
    entry.head = ""


def _settle_block(entry: Entry, value: Collection) -> None:
    """Comments beside a block stand beside its key, or above a dash."""
    beside = [comment for comment in (value.opening, entry.trailing) if comment]
    value.opening, entry.trailing = "", ""
    shares_line = entry.key is None and not value.properties
    if not entry.head and not shares_line:
        may_stay = (n for n, comment in enumerate(beside) if not TO_CXMAP.search(comment))
        if (place := next(may_stay, None)) is not None:
            entry.head = beside.pop(place)
    if shares_line and entry.head:
        beside.insert(0, entry.head)
        entry.head = ""
    entry.hoist(*beside)
    if shares_line:
        _share_line(entry, value.entries[0])


def _share_line(entry: Entry, first: Entry) -> None:
    """Put what stands above the first entry of a block above the dash that shares its line."""
    if first.leading:
        above, *others = first.leading
        entry.hoist(above.text)
        entry.leading = (*entry.leading, *others)
        entry.blank = first.blank
    first.leading, first.blank = (), False


def _line(node: Collection) -> str | None:
    """Return a flow on one line; None where comments or texts of several lines stand in the way."""
    if node.opening or node.tail:
        return None
    parts: list[str] = []
    for entry in node.entries:
        value = _value(entry)
        if value is None or entry.has_comments():
            return None
        if entry.key is None:
            parts.append(value)
        elif len(entry.key.lines) > 1:
            return None
        else:
            key = joined(entry.key)
            mark = "? " if is_complex(entry.key) else ""
            colon = " : " if mark or entry.key.style == "*" else ": "
            parts.append(f"{mark}{key}{colon}{value}" if value or entry.has_colon or mark or node.pair else key)
    inside = ", ".join(parts)
    if node.pair:
        return inside
    brackets = "{}" if node.is_mapping else "[]"
    return f"{brackets[0]}{inside}{brackets[1]}"


def _value(entry: Entry) -> str | None:
    value = entry.value
    if isinstance(value, Collection):
        line = _line(value)
        return f"{value.properties} {line}".lstrip() if line is not None else None
    if value is None or len(value.lines) > 1:
        return None
    text = joined(value)
    return f"{text} " if value.properties and not value.lines[0] else text  # a comma would be part of a tag


def _may_be_block(node: Collection) -> bool:
    """Whether what stands between the brackets means the same without them."""
    for entry in node.entries:
        for part in (entry.key, entry.value):
            if isinstance(part, Scalar):
                if not part.style and _means_something(part.lines[0]):
                    return False
            elif part is not None and part.pair and not _may_be_block(part):
                return False
    return True


def _means_something(plain: str) -> bool:
    """Whether a plain text of a flow would be punctuation in a block."""
    return plain in ("-", "?", ":")
