"""What a YAML text is made of, for a formatter: every scalar as it is written, every comment where it belongs."""

from __future__ import annotations

from dataclasses import dataclass, field

from cxmap.source.comments import TO_CXMAP

STEP = 2
"""Columns by which a level is indented."""


@dataclass(slots=True)
class Remark:
    """A comment on a line of its own; `blank` says that an empty line stands above it."""

    text: str
    blank: bool = False
    column: int = 0


@dataclass(slots=True)
class Scalar:
    """A scalar or an alias, in lines without their indentation.

    `style` is `|` for both kinds of block, `*` for an alias, a quote, or empty. A block's first line is its header,
    its text is indented by `step`, and if it `keeps` its end, empty lines below it are part of it.
    """

    properties: str
    style: str
    lines: tuple[str, ...]
    anchor: str | None = None
    step: int = STEP
    keeps: bool = False
    own_line: bool = False


@dataclass(slots=True)
class Collection:
    """A mapping or a list. `pair` is a mapping without its braces, as in `[a: b]`.

    Of a flow, `opening` is the comment after its bracket, `written` its source, and `lines` what it becomes, if it
    stays a flow.
    """

    properties: str
    is_mapping: bool
    is_flow: bool
    anchor: str | None = None
    pair: bool = False
    entries: list[Entry] = field(default_factory=list)
    tail: tuple[Remark, ...] = ()
    opening: str = ""
    written: str = ""
    lines: tuple[str, ...] = ()


@dataclass(slots=True)
class Entry:
    """A key with its value, or an item of a list.

    Its comments: `leading` above it, `head` on the line of the key or dash, `trailing` after the value, `below` it and
    indented deeper. `head` and `trailing` begin with the white space before them.
    """

    key: Scalar | None
    name: str = ""
    value: Scalar | Collection | None = None
    has_colon: bool = True
    blank: bool = False
    leading: tuple[Remark, ...] = ()
    head: str = ""
    trailing: str = ""
    below: tuple[Remark, ...] = ()

    def has_comments(self) -> bool:
        """Whether a comment belongs to this entry itself."""
        return bool(self.leading or self.head or self.trailing or self.below)

    def speaks_to_cxmap(self) -> bool:
        """Whether a comment that belongs to this entry itself means something to cxmap: it depends on its place."""
        remarks = (remark.text for remark in self.leading)
        return any(TO_CXMAP.search(text) for text in (*remarks, self.head, self.trailing) if text)

    def hoist(self, *comments: str) -> None:
        """Put comments above the entry."""
        if comments:
            first, *others = [comment.lstrip() for comment in comments]
            self.leading = (*self.leading, Remark(first, self.blank), *map(Remark, others))
            self.blank = False


@dataclass(slots=True)
class Tree:
    """A whole text: what stands before `---`, the root, the comments around it, what stands after `...`.

    The comments above a root that is a block belong to its first entry.
    """

    before: list[str] = field(default_factory=list)
    head: list[Remark] = field(default_factory=list)
    root: Scalar | Collection | None = None
    rest: list[Remark] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
