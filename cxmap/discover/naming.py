"""Ids for what a log calls by name: stable, so that the same event gets the same id in every draft."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from cxmap.model.alike import skeleton
from cxmap.source.characters import without_refused

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 60
"""Characters of an id; the format takes 80, and a number or a word may still be put to it."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = frozenset("LNM")
_SIGN = frozenset("S")


def one_line(text: str) -> str:
    """Return a name as a map can hold it: on one line, without characters that no map may hold, in Unicode's form NFC."""
    return unicodedata.normalize("NFC", " ".join(without_refused(text).split()))


def slug(text: str, otherwise: str) -> str:
    """Return an id made of a name: its letters and digits, of any script, joined by dashes.

    `AddToCart` and `add to cart` are `add-to-cart`, `提交申请` stays as it is. Of a name without letters, the signs
    are the id, such as an emoji; of one without these either, `otherwise`.
    """
    plain = unicodedata.normalize("NFKC", without_refused(_CAMEL.sub("-", text)))
    plain = unicodedata.normalize("NFKC", plain.casefold())
    return _joined(plain, _WORD) or _joined(plain, _SIGN) or otherwise


def _joined(text: str, kinds: frozenset[str]) -> str:
    kept = "".join(character if _stays(character, kinds) else " " for character in text)
    return "-".join(kept.split())[:_LONGEST].rstrip("-")


def _stays(character: str, kinds: frozenset[str]) -> bool:
    if character.isascii():
        return character.isalnum()
    return unicodedata.category(character)[0] in kinds and not "\ufe00" <= character <= "\ufe0f"


class Ids:
    """Gives ids that no other thing of the kind has, nor one that looks like it."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(map(skeleton, taken))

    def give(self, wanted: str) -> str:
        """Return an id: the one that is wanted, or that with the first number that makes it another."""
        id_, number = wanted, 1
        while skeleton(id_) in self._taken:
            number += 1
            id_ = f"{wanted}-{number}"
        self._taken.add(skeleton(id_))
        return id_
