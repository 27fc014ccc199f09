"""Which words tell one lot of texts from another."""

from __future__ import annotations

from math import log, sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_PRIOR = 500.0
"""How many words the prior weighs as, shared out as in both lots together."""


class Keyword(NamedTuple):
    """A word, how often it is in either lot, and how surely it belongs to the first: a z score."""

    word: str
    first: int
    second: int
    z: float


def keywords(first: Mapping[str, int], second: Mapping[str, int], prior: float = _PRIOR) -> list[Keyword]:
    """Return words by how surely they belong to the first lot, surest first.

    Log-odds ratios with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008): a word that is frequent in
    both says little, one that is rare is not taken for telling. `first` and `second` say how often each word occurs. None is
    returned where all is one word: then no word is said more than another.
    """
    n1, n2 = sum(first.values()), sum(second.values())
    words = {word for lot in (first, second) for word, n in lot.items() if n}
    if not n1 or not n2 or len(words) < 2:
        return []
    found = []
    for word in words:
        one, other = first.get(word, 0), second.get(word, 0)
        alpha = prior * (one + other) / (n1 + n2)
        odds1 = (one + alpha) / (n1 + prior - one - alpha)
        odds2 = (other + alpha) / (n2 + prior - other - alpha)
        z = (log(odds1) - log(odds2)) / sqrt(1 / (one + alpha) + 1 / (other + alpha))
        found.append(Keyword(word, one, other, z))
    return sorted(found, key=lambda keyword: (-keyword.z, keyword.word))
