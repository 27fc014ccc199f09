"""How many terminal cells a text takes: two for what East Asian scripts draw wide, none for what combines."""

from __future__ import annotations

import re
import unicodedata

_UNSAFE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


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


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
