"""Text edits word by word: Latin words as wholes, Chinese by character, so that what changed can be seen."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from cxmap.tidings import Stretch

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOKEN = re.compile(r"[A-Za-zÀ-ɏ']+|\d+(?:[.,]\d+)*|\s+|.", re.DOTALL)
_MOST_TOKENS = 4000
_LEAST_KEPT = 0.3
"""The share of equal text below which two texts are shown whole: bits of one between bits of the other tell nothing."""


def pieces(old: str, new: str) -> list[Stretch]:
    """Return what is the same and what is not, in reading order; of two pieces at one place the old one first.

    The texts of the pieces that are not `new` make up the old text, of those that are not `old` the new one.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) + len(after) > _MOST_TOKENS:
        return _whole(old, new)
    found: list[Stretch] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Stretch("same", "".join(before[a:b])))
            continue
        found += [Stretch("old", "".join(before[a:b]))] if b > a else []
        found += [Stretch("new", "".join(after[c:d]))] if d > c else []
    found = _joined(found)
    kept = sum(len(piece.text.strip()) for piece in found if piece.kept == "same")
    return found if kept >= _LEAST_KEPT * max(len(old), len(new)) else _whole(old, new)


def _whole(old: str, new: str) -> list[Stretch]:
    if old == new:
        return [Stretch("same", old)] if old else []
    return [*([Stretch("old", old)] if old else []), *([Stretch("new", new)] if new else [])]


def _joined(found: Sequence[Stretch]) -> list[Stretch]:
    """Take a single space between two changes as part of both: `a b` → `c d` is one change."""
    joined: list[Stretch] = []
    for index, piece in enumerate(found):
        lonely = piece.kept == "same" and not piece.text.strip() and 0 < index < len(found) - 1
        parts = [Stretch("old", piece.text), Stretch("new", piece.text)] if lonely else [piece]
        for part in parts:
            _append(joined, part)
    return joined


def _append(joined: list[Stretch], part: Stretch) -> None:
    """Add a piece, together with the one of its kind since the last text that both have."""
    for index in range(len(joined) - 1, -1, -1):
        if joined[index].kept == "same":
            break
        if joined[index].kept == part.kept:
            joined[index] = Stretch(part.kept, joined[index].text + part.text)
            return
    if part.kept == "same" and joined and joined[-1].kept == "same":
        joined[-1] = Stretch("same", joined[-1].text + part.text)
        return
    if part.kept == "old" and joined and joined[-1].kept == "new":
        joined.insert(len(joined) - 1, part)
        return
    joined.append(part)
