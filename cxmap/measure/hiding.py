"""Which parts of a whole are not told, so that nothing of few people can be told from the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def hidden(sizes: Mapping[str, int], whole: int, least: int) -> frozenset[str]:
    """Return the parts of a `whole` that are not told: those of fewer than `least`, and what would give them away.

    Who knows the whole and the parts that are told knows the rest by subtraction. Where that rest is of some, but of
    fewer than `least`, the smallest part that could be told is hidden with it (complementary suppression: Hundepool and
    others, Statistical Disclosure Control, 2012, chapter 4); of equal ones the first by name. Then the rest is none, or
    of `least` and more. Those of the whole that are in no part, since theirs is not said, belong to the rest.
    """
    least = max(least, 1)
    small = {name for name, n in sizes.items() if n < least}
    told = {name: n for name, n in sizes.items() if name not in small}
    if told and 0 < whole - sum(told.values()) < least:
        small.add(min(told, key=lambda name: (told[name], name)))
    return frozenset(small)
