"""Text edits word by word: Latin words as wholes, Chinese by character, so that what changed can be seen."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOKEN = re.compile(r"[A-Za-zÀ-ɏ']+|\d+(?:[.,]\d+)*|\s+|.", re.DOTALL)
_MOST_TOKENS = 4000
_LEAST_KEPT = 0.3
"""The share of equal text below which two texts are shown whole: bits of one between bits of the other tell nothing."""

Kept = Literal["same", "old", "new"]


class Piece(NamedTuple):
    """A stretch of text that both versions have, or only the old or the new one."""

    kept: Kept
    text: str


def pieces(old: str, new: str) -> list[Piece]:
    """Return what is the same and what is not, in reading order; of two pieces at one place the old one first.

    The texts of the pieces that are not `new` make up the old text, of those that are not `old` the new one.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) + len(after) > _MOST_TOKENS:
        return _whole(old, new)
    found: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(before[a:b])))
            continue
        found += [Piece("old", "".join(before[a:b]))] if b > a else []
        found += [Piece("new", "".join(after[c:d]))] if d > c else []
    found = _joined(found)
    kept = sum(len(piece.text.strip()) for piece in found if piece.kept == "same")
    return found if kept >= _LEAST_KEPT * max(len(old), len(new)) else _whole(old, new)


def _whole(old: str, new: str) -> list[Piece]:
    if old == new:
        return [Piece("same", old)] if old else []
    return [*([Piece("old", old)] if old else []), *([Piece("new", new)] if new else [])]


def _joined(found: Sequence[Piece]) -> list[Piece]:
    """Take a single space between two changes as part of both: `a b` → `c d` is one change."""
    joined: list[Piece] = []
    for index, piece in enumerate(found):
        lonely = piece.kept == "same" and not piece.text.strip() and 0 < index < len(found) - 1
        parts = [Piece("old", piece.text), Piece("new", piece.text)] if lonely else [piece]
        for part in parts:
            _append(joined, part)
    return joined


def _append(joined: list[Piece], part: Piece) -> None:
    """Add a piece, together with the one of its kind since the last text that both have."""
    for index in range(len(joined) - 1, -1, -1):
        if joined[index].kept == "same":
            break
        if joined[index].kept == part.kept:
            joined[index] = Piece(part.kept, joined[index].text + part.text)
            return
    if part.kept == "same" and joined and joined[-1].kept == "same":
        joined[-1] = Piece("same", joined[-1].text + part.text)
        return
    if part.kept == "old" and joined and joined[-1].kept == "new":
        joined.insert(len(joined) - 1, part)
        return
    joined.append(part)
