"""How many terminal cells a text takes: two for what East Asian scripts draw wide, none for what combines."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 500
"""Characters of a message or a remedy that a report shows."""

_UNSAFE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")

_JOINED = frozenset(map(chr, range(0x1F3FB, 0x1F400)))  # the colour of an emoji's skin
_FLAG = frozenset(map(chr, range(0x1F1E6, 0x1F200)))  # two make a flag
_LONGEST_CLUSTER = 32  # characters; what goes on longer is cut anywhere


def printable(text: str) -> str:
    """Return a text that a terminal shows and does not obey: controls become visible stand-ins, one for one."""
    return _UNSAFE.sub(
        lambda match: chr(0x2400 + ord(match[0])) if ord(match[0]) < 0x20 else "\N{REPLACEMENT CHARACTER}", text
    )


def cell_width(text: str) -> int:
    """Return the width of a text in terminal cells."""
    if text.isascii():
        return len(text)
    return sum(_cells(character) for character in text)


def padded(text: str, width: int) -> str:
    """Fill a text with spaces up to `width` cells; what is wider is cut with an ellipsis."""
    cells = cell_width(text)
    if cells <= width:
        return text + " " * (width - cells)
    return cut(text, width)


def cut(text: str, width: int) -> str:
    """Shorten a text to exactly `width` cells, ending in an ellipsis."""
    kept, cells = [], 0
    for character in text:
        cells += _cells(character)
        if cells > width - 1:
            break
        kept.append(character)
    shown = "".join(kept) + "…"
    return shown + " " * (width - cell_width(shown))


def shortened(text: str, most: int = LONGEST) -> str:
    """Return at most so many characters of a text: its beginning and its end, which says what is wrong.

    What is written as several characters (an accent, an emoji of two, a flag) is left whole or left out.
    """
    if len(text) <= most:
        return text
    head = most * 4 // 5
    tail = len(text) - (most - head - 1)
    before = next((at for at in range(head, max(head - _LONGEST_CLUSTER, 0), -1) if not _is_joined(text, at)), head)
    after = next((at for at in range(tail, tail + _LONGEST_CLUSTER) if not _is_joined(text, at)), tail)
    return f"{text[:before]}…{text[after:]}"


def _is_joined(text: str, at: int) -> bool:
    """Whether the character at `at` belongs to the one before it."""
    if not 0 < at < len(text):
        return False
    before, here = text[at - 1], text[at]
    return (
        here in _JOINED
        or before == "\N{ZERO WIDTH JOINER}"
        or unicodedata.category(here) in ("Mn", "Mc", "Me", "Cf")
        or (here in _FLAG and before in _FLAG)
        or ("\ud800" <= before <= "\udbff" and "\udc00" <= here <= "\udfff")
    )


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
