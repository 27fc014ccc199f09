"""Chooses texts to read: those that say most of what tells low scores from high ones, masked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.measurements import Example

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxmap.data.verbatims import Verbatim
    from cxmap.measure.texts.segmenting import Words

MOST = 3
"""How many texts are shown of a touchpoint, of a theme, and of those that were ranked."""


def telling(
    texts: Sequence[Verbatim], weights: Mapping[str, float], segmenting: Words, most: int = MOST
) -> Iterator[str]:
    """Yield the texts whose words weigh most, masked; no two of the same words, none that says nothing telling.

    Without weights, where no word is known to tell anything, any text will do: the shortest are then first.
    """
    weighed: dict[frozenset[str], tuple[float, int, str]] = {}
    for verbatim in texts:
        words = frozenset(segmenting.of(verbatim.text))
        one = (-sum(sorted(weights.get(word, 0.0) for word in words)), len(verbatim.text), verbatim.text)
        weighed[words] = min(weighed.get(words, one), one)
    chosen = sorted(one for one in weighed.values() if one[0] < 0 or not weights)
    yield from (shown(text, segmenting) for _, _, text in chosen[:most])


def ranked(texts: Sequence[Verbatim], segmenting: Words, shortest: int, most: int = MOST) -> Iterator[Example]:
    """Yield the first of some texts that were ranked, masked; no two of the same words."""
    different: dict[frozenset[str], str] = {}
    for verbatim in texts:
        if len(different) < most and len(verbatim.text) >= shortest:
            different.setdefault(frozenset(segmenting.of(verbatim.text)), verbatim.text)
    yield from (Example("unscored", "", shown(text, segmenting)) for text in different.values())


def shown(text: str, segmenting: Words) -> str:
    """Return a text as it may be shown: what names a person is masked, as far as that can be recognised."""
    from cxmap.measure.texts.masking import masked_prose

    text = masked_prose(text)
    for name in segmenting.names_in(text):
        text = text.replace(name, "***")
    return text
