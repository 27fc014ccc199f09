"""Lists of plain texts and ids: which entry of one version is which of another."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

REWORDED = 0.6
"""From this share of a text on, another one is the same, reworded (Ratcliff and Metzener 1988)."""


def paired(olds: Sequence[Any], news: Sequence[Any]) -> dict[int, int]:
    """Return which of the older entries each of the newer ones was, by their indices.

    First those that say the same, in their order as far as that goes, then those that are reworded, the most alike first.
    """
    found: dict[int, int] = {}
    keys = [[repr(value) for value in values] for values in (olds, news)]
    for old, new, size in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_matching_blocks():
        found.update({new + step: old + step for step in range(size)})
    for index, key in enumerate(keys[1]):
        if index not in found:
            same = next((old for old, other in enumerate(keys[0]) if other == key and old not in found.values()), None)
            if same is not None:
                found[index] = same
    left = [index for index in range(len(olds)) if index not in found.values()]
    rest = [index for index in range(len(news)) if index not in found]
    scored = sorted((-likeness(olds[old], news[new]), abs(old - new), old, new) for old in left for new in rest)
    for score, _, old, new in scored:
        if -score >= REWORDED and new not in found and old not in found.values():
            found[new] = old
    return found


def likeness(one: Any, other: Any) -> float:
    """Return how alike two entries are, 0 to 1: of texts in several languages, in the language in which they are most."""
    if isinstance(one, dict) and isinstance(other, dict):
        return max((likeness(one[key], other[key]) for key in one if key in other), default=0.0)
    if not isinstance(one, str) or not isinstance(other, str):
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
