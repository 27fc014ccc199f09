"""Reads a text into the formatter's tree: from the parser's events, and the comments between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from cxmap.diagnostics import InvalidFile, Severity, Span
from cxmap.edit.formatting.scalars import block_scalar, flow_lines
from cxmap.edit.formatting.tree import Collection, Entry, Remark, Scalar, Tree
from cxmap.source import parse
from cxmap.source.comments import TO_CXMAP, comments_of, text_start
from cxmap.source.events import Parser, parse_events

if TYPE_CHECKING:
    from cxmap.diagnostics import Text
    from cxmap.source import Source
    from cxmap.source.comments import Comment

_PROPERTIES = frozenset("&!")
_INDICATORS = frozenset("-:?")
_BLOCKS = frozenset("|>")
_SPACE = re.compile(r"(?:\s|(?<!\S)#.*)*")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_PROPERTY = re.compile(r"[&!]\S*")
_COMMENT = re.compile(r"(?<!\S)#.*")


class _Place(Enum):
    """What stands before a comment."""

    OPENED = auto()  # the beginning of a collection, or of the text
    KEY = auto()
    VALUE = auto()


@dataclass(slots=True)
class _Open:
    """A collection that is being read; `entry` waits for its value."""

    collection: Collection
    column: int
    start: int
    entry: Entry | None = None
    key_end: int = 0


def read(text: Text) -> tuple[Source, Tree]:
    """Parse a text whose lines end with LF, and read its tree.

    Raises:
        InvalidFile: it is not readable YAML.
    """
    events: list[Any] = []
    classes: Any = None

    def recorded(content: str) -> Parser:
        nonlocal classes
        parser = parse_events(content)
        classes = parser.classes
        events.clear()
        try:
            events.extend(parser.events)
        except parser.error:
            return parse_events(content)
        return Parser(iter(events), classes, parser.error)

    source = parse(text, recorded)
    if not source.complete or any(d.severity is Severity.ERROR for d in source.diagnostics):
        raise InvalidFile(text, source.diagnostics)
    return source, _Reader(source).read(events, classes)


class _Reader:
    """The state of one walk.

    `at` is the end of what was read last, `pending` the comments that have no owner yet, `behind_dash` those of them
    that stand between the next item's dash and what it holds.
    """

    def __init__(self, source: Source) -> None:
        self.content = source.text.content
        self.tree = Tree()
        self.stack: list[_Open] = []
        self.comments: list[Comment] = list(reversed(comments_of(source)))
        self.pending: list[Remark] = []
        self.behind_dash: list[Remark] = []
        self.has_dash = self.dash_set_off = False
        self.next_head = ""
        self.at = 0
        self.place = _Place.OPENED
        self.owner: Entry | None = None
        self.mapping: type | None = None

    def read(self, events: list[Any], classes: Any) -> Tree:
        walk = {
            classes.ScalarEvent: self.scalar,
            classes.AliasEvent: self.alias,
            classes.MappingStartEvent: self.open,
            classes.SequenceStartEvent: self.open,
            classes.MappingEndEvent: self.close,
            classes.SequenceEndEvent: self.close,
            classes.DocumentStartEvent: self.document_start,
            classes.DocumentEndEvent: self.document_end,
        }
        self.mapping = classes.MappingStartEvent
        for event in events:
            if step := walk.get(type(event)):
                step(event)
        self.take(len(self.content))
        self.tree.rest = self.pending
        return self.tree

    def document_start(self, event: Any) -> None:
        if not event.explicit:
            return
        end = event.end_mark.index
        rest = self.content[end:].partition("\n")[0]
        if rest.lstrip().startswith("#"):
            end += len(rest)
        self.tree.before = _stripped(self.content[:end])
        while self.comments and self.comments[-1].span.start < end:
            self.comments.pop()
        self.at = end

    def document_end(self, event: Any) -> None:
        if event.explicit:
            self.take(event.start_mark.index)
            self.tree.after = _stripped(self.content[event.start_mark.index :])
            self.comments.clear()

    def take(self, before: int) -> None:
        """Give an owner to the comments that stand before an offset."""
        comments = self.comments
        while comments and comments[-1].span.start < before:
            comment = comments.pop()
            start, end = comment.span
            if self.awaits_item() and self.content[self.at : start].strip() == "-":
                self.has_dash = True
                self.dash_set_off = self.is_set_off(self.content.index("-", self.at))
            if comment.alone:
                (self.behind_dash if self.has_dash else self.pending).append(self.remark(comment))
            else:
                line = self.content[self.content.rfind("\n", 0, start) + 1 : start]
                spaces = max(len(line) - len(line.rstrip(" ")), 1)
                if not self.beside(" " * spaces + comment.text, start):
                    self.pending.append(self.remark(comment))
            self.at = end

    def awaits_item(self) -> bool:
        """Whether a dash may come next."""
        opened = self.stack[-1].collection if self.stack else None
        return opened is not None and not opened.is_flow and not opened.is_mapping

    def remark(self, comment: Comment) -> Remark:
        start = comment.span.start
        return Remark(comment.text, self.is_set_off(start), start - self.content.rfind("\n", 0, start) - 1)

    def is_set_off(self, start: int) -> bool:
        """Whether an empty line stands between what was read last and `start`."""
        content, at = self.content, self.at
        return content.count("\n", at, start) > 1 and _EMPTY_LINE.search(content, at, start) is not None

    def beside(self, comment: str, start: int) -> bool:
        """Give a comment that does not stand alone to what it stands beside, if there is room for it."""
        opened = self.stack[-1].collection if self.stack else None
        in_flow = opened is not None and opened.is_flow
        owner = self.owner
        if self.place is _Place.KEY:
            if owner is not None and not owner.head:
                owner.head = comment
                return True
        elif self.place is _Place.OPENED and opened is not None and in_flow:
            if not opened.opening:
                opened.opening = comment
                return True
        elif self.place is _Place.VALUE and (in_flow or "\n" not in self.content[self.at : start]):
            if owner is not None and not owner.trailing:
                owner.trailing = comment
                return True
        elif self.awaits_item() and not self.next_head:
            self.next_head = comment
            return True
        return False

    def alias(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        self.leaf(start, end, Scalar("", "*", (self.content[start:end],), event.anchor), "")

    def scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        written = self.content[start:end]
        style = event.style or ""
        if "\n" in written or written[:1] in _PROPERTIES or style in _BLOCKS:
            self.longer_scalar(event, start, end)
        else:
            self.leaf(start, end, Scalar("", style, (written,)), event.value)

    def longer_scalar(self, event: Any, start: int, end: int) -> None:
        """Read a scalar of several lines, or with an anchor or a tag."""
        content = self.content
        opened = self.stack[-1] if self.stack else None
        text, properties = self.properties(start, end)
        written = content[text:end]
        if event.style in _BLOCKS:
            parent = opened.column if opened else -1
            node = block_scalar(properties, event.anchor, written, event.value, parent)
            header = content.find("\n", text)
            within = header if header >= 0 else end
            end = text + len("\n".join(written.split("\n")[: len(node.lines)]))
        else:
            style, within = event.style or "", text
            node = Scalar(properties, style, flow_lines(written, escapes=style == '"'), event.anchor)
        self.leaf(start, end, node, event.value, text, within)

    def leaf(self, start: int, end: int, node: Scalar, name: str, text: int = 0, within: int = 0) -> None:
        """Put a key or a value that is no collection into the tree.

        Its text begins at `text`; comments may stand `within` it, up to there or to the end of a header.
        """
        opened = self.stack[-1] if self.stack else None
        is_value = opened is not None and opened.entry is not None
        if self.comments and (start < end or not is_value):
            self.take(start)
        entry = self.entry(opened, start)
        if within and self.comments:
            self.within(start, within, entry)
        if opened is None or entry is None:
            self.tree.root = node
        elif is_value or not opened.collection.is_mapping:
            if is_value and start < end and self.content.find("\n", opened.key_end, text or start) > 0:
                gap = self.content[opened.key_end : text or start]
                node.own_line = "\n" in _COMMENT.sub("", gap).partition(":")[2]
            self.put(opened, entry, node)
        else:
            entry.key, entry.name = node, name
            entry.has_colon = self.content.startswith(":", end) or self.content[end : end + 80].lstrip()[:1] == ":"
            opened.entry, opened.key_end = entry, end
            self.owner, self.place = entry, _Place.KEY
        if start < end or self.content[start - 1 : start] in _INDICATORS:
            self.at = end

    def entry(self, opened: _Open | None, start: int) -> Entry | None:
        """Return the entry that a node belongs to: a new one for a key or an item."""
        if opened is None:
            return None
        if opened.entry is not None:
            return opened.entry
        if self.pending:
            self.below(opened)
        if self.has_dash:
            blank = self.dash_set_off
        else:
            dash = self.content.find("-", self.at, start) if self.awaits_item() else -1
            blank = self.is_set_off(start if dash < 0 else dash)
        entry = Entry(None, "", None, True, blank, tuple(self.pending), self.next_head)
        self.pending, self.behind_dash = self.behind_dash, []
        self.next_head, self.has_dash = "", False
        opened.collection.entries.append(entry)
        return entry

    def below(self, opened: _Open) -> None:
        """Leave what is indented deeper than a block's last entry to that entry."""
        if opened.collection.is_flow or not opened.collection.entries:
            return
        last = opened.collection.entries[-1]
        is_open = isinstance(last.value, Collection) and not last.value.is_flow
        is_block = isinstance(last.value, Scalar) and last.value.style == "|"
        if not is_open and not is_block:
            last.below = (*last.below, *self.deeper_than(opened.column))

    def deeper_than(self, column: int) -> list[Remark]:
        """Take the first of the pending comments, up to one that is not indented deeper, or speaks of what follows."""
        pending = self.pending
        ends = (n for n, remark in enumerate(pending) if remark.column <= column or TO_CXMAP.search(remark.text))
        count = next(ends, len(pending))
        taken, self.pending = self.pending[:count], self.pending[count:]
        return taken

    def put(self, opened: _Open, entry: Entry, node: Scalar | Collection) -> None:
        """Make a node the value of its entry."""
        entry.value = node
        opened.entry = None
        if self.pending and (isinstance(node, Scalar) or node.is_flow):
            entry.hoist(*(remark.text for remark in self.pending))  # the value needs no line of its own
            self.pending = []
        self.owner, self.place = entry, _Place.VALUE

    def within(self, start: int, end: int, entry: Entry | None) -> None:
        """Take the comments between a node's properties and its text, or on the line of a block scalar's header."""
        if self.comments and self.comments[-1].span.start < end:
            self.at, self.place, self.owner = start, _Place.KEY, entry
            self.take(end)

    def properties(self, start: int, end: int) -> tuple[int, str]:
        """Return where a node's own text begins, and its anchor and tag."""
        text = text_start(self.content, Span(start, end))
        return text, " ".join(_PROPERTY.findall(_COMMENT.sub("", self.content[start:text])))

    def open(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        opened = self.stack[-1] if self.stack else None
        self.take(start)
        entry = self.entry(opened, start)
        text, properties = start, ""
        if event.anchor is not None or event.tag is not None:
            text, properties = self.properties(start, end)
            if not event.flow_style and (space := _SPACE.match(self.content, text)):
                text = space.end()
            self.within(start, text, entry)
        node = Collection(properties, type(event) is self.mapping, bool(event.flow_style), event.anchor)
        node.pair = node.is_flow and node.is_mapping and self.content[text : text + 1] != "{"
        if opened is None or entry is None:
            self.tree.root = node
            if node.is_flow:
                self.tree.head, self.pending = self.pending, []
        else:
            self.put(opened, entry, node)
        column = text - self.content.rfind("\n", 0, text) - 1
        self.stack.append(_Open(node, column, text))
        self.place = _Place.OPENED
        if node.is_flow and not node.pair:
            self.at = max(self.at, text + 1)
        elif opened is not None and not self.pending:
            self.at = max(self.at, text)  # an empty line above a block is not one above its first entry
        elif properties:
            self.at = start + len(self.content[start:text].rstrip())

    def close(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        self.take(start)
        opened = self.stack.pop()
        node = opened.collection
        self.owner = self.stack[-1].collection.entries[-1] if self.stack else None
        self.place = _Place.VALUE
        if not node.is_flow:
            above = self.stack[-1].column if self.stack else -1
            self.below(_Open(node, opened.column, opened.start))
            node.tail = tuple(self.deeper_than(above))
            return
        node.written = self.content[opened.start : end]
        node.tail, self.pending = tuple(self.pending), []
        if not node.pair:
            self.at = end
        if not node.entries:
            comments = [text for text in (node.opening, *(remark.text for remark in node.tail)) if text]
            node.opening, node.tail = "", ()
            if self.owner is None:
                self.pending = [Remark(comment.lstrip()) for comment in comments]
            else:
                self.owner.hoist(*comments)


def _stripped(text: str) -> list[str]:
    """Return the lines of a text without white space at their ends and without empty lines."""
    return [line.rstrip() for line in text.split("\n") if line.strip()]
