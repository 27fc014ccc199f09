"""Characters that no map may hold: they break SVG, terminals, or the trust of who reviews the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0, DEL and C1 controls but tab and line ends
    "\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"  # separators that editors do not show, non-characters, surrogates
    "\u202a-\u202e\u2066-\u2069]"  # bidirectional controls: text that reads otherwise than it runs (CVE-2021-42574)
)


class RefusedCharacter(NamedTuple):
    """A character that may not stand in a map, and the text without any of them."""

    name: str
    cleaned: str


def refused_character(value: str) -> RefusedCharacter | None:
    """Return the first refused character of a text, named `U+0007`."""
    match = _REFUSED.search(value)
    if match is None:
        return None
    return RefusedCharacter(f"U+{ord(match[0]):04X}", _REFUSED.sub("\N{REPLACEMENT CHARACTER}", value))


def refused_positions(content: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and the name of every refused character."""
    for match in _REFUSED.finditer(content):
        yield match.start(), f"U+{ord(match[0]):04X}"


def without_refused(content: str) -> str:
    """Return the content with each refused character replaced, so that offsets stay."""
    return _REFUSED.sub("\N{REPLACEMENT CHARACTER}", content)
