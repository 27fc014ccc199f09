"""The canonical form of a map, workspace or policy file: `cxmap fmt`.

Keys stand in the order of the model's fields, two spaces to a level, flows as `{a: 1, b: 2}`. What a person has
decided stays: quotes, the spelling of numbers, blocks and flows (as long as they are short), where texts are wrapped,
single empty lines, short forms, anchors, line ends. Comments go with what they belong to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.diagnostics import InvalidFile, Text
from cxmap.edit.formatting.layout import Head, set_off, take_head, with_mode_lines_of
from cxmap.edit.formatting.ordering import put_in_order
from cxmap.edit.formatting.reading import read
from cxmap.edit.formatting.settling import settle
from cxmap.edit.formatting.tree import Scalar
from cxmap.edit.formatting.writing import Writer
from cxmap.edit.proving import NotProven, differing_comments, differing_path
from cxmap.source import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxmap.edit.formatting.tree import Tree
    from cxmap.source import Source


def canonical(text: Text, schema: str | Callable[[Any], str]) -> str:
    """Return the canonical form of a text; `schema` names its model: `map`, `workspace` or `policy`.

    It may be a function that tells the name by the data.

    It is proven to hold the same data and comments, and to be its own canonical form.

    Raises:
        InvalidFile: the text is not readable YAML.
        NotProven: a proof failed, which is a fault of cxmap; the text must be left as it is.
    """
    line_end = _line_end(text.content)
    plain = Text(text.name, _with_line_feeds(text.content)) if "\r" in text.content else text
    try:
        before, tree = read(plain)
    except InvalidFile:
        raise InvalidFile(text, parse(text).diagnostics) from None
    if not isinstance(schema, str):
        schema = schema(before.data)
    written = _written(tree, plain, schema)
    result = written.replace("\n", line_end)
    if result != text.content:
        _prove(before if plain is text else parse(text), Text(text.name, written), schema)
        if line_end != "\n":
            _prove_same(parse(text), parse(Text(text.name, result)))
    return result


def _written(tree: Tree, text: Text, schema: str) -> str:
    if isinstance(tree.root, Scalar):
        return text.content
    head = Head([], gap=False)
    if tree.root is not None:
        first = tree.root.entries[0] if tree.root.entries else None
        was_flow = tree.root.is_flow
        put_in_order(tree.root, schema)
        if first is not None and not was_flow:
            head = take_head(first, moves=first is not tree.root.entries[0])
        settle(tree.root)
        if first is not None and not tree.root.is_flow:
            head = with_mode_lines_of(head, tree.root.entries[0])
            set_off(tree.root, schema)
    writer = Writer()
    writer.write(tree, head)
    return writer.text()


def _prove(before: Source, after: Text, schema: str) -> None:
    try:
        source, tree = read(after)
    except InvalidFile as error:
        raise NotProven(after.name, f"unreadable: {error.diagnostics[0].message.en}") from error
    _prove_same(before, source)
    if _written(tree, after, schema) != after.content:
        raise NotProven(after.name, "unstable")


def _prove_same(before: Source, after: Source) -> None:
    name = before.text.name
    if (path := differing_path(before.data, after.data)) is not None:
        raise NotProven(name, "data: " + ".".join(map(str, path)))
    if changed := differing_comments(before, after):
        raise NotProven(name, f"comment: {next(iter(changed))}")


def _line_end(content: str) -> str:
    """Return the line end that most lines have."""
    windows = content.count("\r\n")
    counts = {"\n": content.count("\n") - windows, "\r\n": windows, "\r": content.count("\r") - windows}
    return max(counts, key=lambda end: counts[end])


def _with_line_feeds(content: str) -> str:
    return content.replace("\r\n", "\n").replace("\r", "\n")
