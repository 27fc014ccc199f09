"""Finds where the characters of a text stand in the file, so that a fix can change some and leave all others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.diagnostics import Path
    from cxmap.source import Source

_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^\s])")
_BLOCK_HEADER = re.compile(r"[|>][-+]?[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


class Written(NamedTuple):
    """How a text is written: in which style (`'`, `"`, `|`, `>` or '' for plain), on how many lines, and where.

    `offsets` has that of each character; one that is not written as itself (an escape, a folded line) has none.
    """

    style: str
    lines: int
    offsets: list[int | None]


class _Piece(NamedTuple):
    """A character of the file, or a stand-in for what several of them mean."""

    character: str
    offset: int | None


_ANY = "\0"  # an escape: what it means need not be known


def written(source: Source, path: Path, said: str) -> Written | None:
    """Return how the text at `path` is written; None where that is not certain: an alias, an anchor, another form."""
    span = source.spans.get(path)
    if span is None or span.start == span.end:
        return None
    content, style = source.text.content, source.text.content[span.start]
    if style in "&*!":
        return None
    if style in "|>":
        pieces = list(_of_block(content, span.start, span.end))
        while pieces and pieces[-1].character == "\n":
            pieces.pop()
    elif style in "'\"":
        pieces = list(_of_flow(content, span.start + 1, span.end - 1, style))
    else:
        style, pieces = "", list(_of_flow(content, span.start, span.end, ""))
    offsets = _aligned(pieces, said.rstrip("\n") if style in ("|", ">") else said, folds=style != "|")
    if offsets is None:
        return None
    return Written(style, len(content[span.start : span.end].splitlines()), offsets)


def _of_flow(content: str, start: int, end: int, quote: str) -> Iterator[_Piece]:
    """Yield the characters of a plain or quoted scalar; around a line break spaces mean nothing."""
    position = start
    while position < end:
        character = content[position]
        if quote == '"' and character == "\\":
            escape = _ESCAPE.match(content, position, end)
            if escape is None:  # the line goes on without a space
                position = _past_space(content, position + 1, end)
                continue
            yield _Piece(_ANY, None)
            position = escape.end()
        elif quote == "'" and character == "'":
            yield _Piece("'", None)
            position += 2
        elif character in " \t\r\n":
            after = _past_space(content, position, end)
            breaks = content[position:after].replace("\r\n", "\n").replace("\r", "\n").count("\n")
            if breaks:
                yield from [_Piece("\n", None)] * breaks
            else:
                yield from (_Piece(content[at], at) for at in range(position, after))
            position = after
        else:
            yield _Piece(character, position)
            position += 1


def _past_space(content: str, position: int, end: int) -> int:
    while position < end and content[position] in " \t\r\n":
        position += 1
    return position


def _of_block(content: str, start: int, end: int) -> Iterator[_Piece]:
    """Yield the characters of a block scalar without its indentation."""
    header = _BLOCK_HEADER.match(content, start, end)
    if header is None:  # its indentation is given as a number
        return
    indent = ""
    position = header.end()
    while position < end and (line := _LINE.match(content, position, end)):
        said = line[0].rstrip("\r\n")
        if said.strip(" ") and not indent:
            indent = said[: len(said) - len(said.lstrip(" "))]
        if said.startswith(indent):
            yield from (_Piece(content[at], at) for at in range(position + len(indent), position + len(said)))
        elif said.strip(" "):
            return  # less indented: no longer the block's
        yield _Piece("\n", None)
        position = line.end()


def _aligned(pieces: list[_Piece], said: str, *, folds: bool) -> list[int | None] | None:
    """Return the offset of each character of a text, or None where text and pieces do not agree."""
    offsets: list[int | None] = []
    at = 0
    while at < len(pieces):
        if len(offsets) >= len(said):
            return None
        character, offset = pieces[at]
        if character == "\n" and folds:
            breaks = 1
            while at + breaks < len(pieces) and pieces[at + breaks].character == "\n":
                breaks += 1
            kept = _folded(breaks, said, len(offsets))
            if kept is None:
                return None
            offsets += [None] * kept
            at += breaks
            continue
        if character not in (said[len(offsets)], _ANY):
            return None
        offsets.append(offset)
        at += 1
    return offsets if len(offsets) == len(said) else None


def _folded(breaks: int, said: str, at: int) -> int | None:
    """Return how many characters a run of line breaks has become: a space, or line ends (all of them, or one less)."""
    kept = 0
    while said.startswith("\n", at + kept):
        kept += 1
    if kept == 0:
        return 1 if breaks == 1 and said[at] == " " else None
    return kept if kept in (breaks, breaks - 1) else None
