"""How wide a line of text may become in any viewer's font.

An SVG is drawn with the fonts of whoever opens it, so exact metrics of one font are of no use: a text that fits in
Arial overflows in DejaVu Sans. We take the envelope instead: for each character the largest advance over the common
Latin and CJK fonts (measured by `tests/tools/width_table.py`), and rules for what no table needs to hold.

The table is rounded up to 1/100 em, and the few letters that a font moves apart carry 1 to 6 hundredths more.
Kerning needs no other margin: `tests/render/test_widths.py` has Chromium measure all pairs of ASCII characters, and
finds none wider.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from cxmap.render.text._width_table import ROWS

UNITS_PER_EM = 100
"""Widths are added as whole hundredths of an em, so that every Python gives the same sums and thus the same lines."""

_EM = UNITS_PER_EM
_EMOJI = 140

_ARABIC = range(0x0600, 0x0900)
_HANGUL_VOWELS_AND_TAILS = range(0x1160, 0x1200)
_PICTOGRAPHS = range(0x1F000, 0x1FC00)
_DASHES = {"⸺": 2 * _EM, "⸻": 3 * _EM}
# Scripts of which the Noto fonts draw many letters wider than an em.
_WIDE_SCRIPTS = (
    range(0x0B80, 0x0E00),  # Tamil, Telugu, Kannada, Malayalam, Sinhala
    range(0x1000, 0x10A0),  # Myanmar
    range(0x1200, 0x13A0),  # Ethiopic
    range(0x1780, 0x1800),  # Khmer
    range(0x1B00, 0x1C00),  # Balinese, Sundanese, Batak
    range(0xA980, 0xAAE0),  # Javanese, Cham, Tai Viet
    range(0xFB50, 0xFE00),  # Arabic ligatures
    range(0x10000, 0x14680),  # ancient scripts
)
_WIDE = 140

# Characters that make one picture of several code points: joiner, emoji style, keycap, flag letters, skin tones.
_COMPOUND = re.compile("[\u200d\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")
_PICTURE = "[©®\u203c\u2049\u2100-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001fbff]"
_STYLE = "[\ufe0f\U0001f3fb-\U0001f3ff]"
# A compound emoji (flag, keycap, or pictures joined and styled), or else any single character.
_ATOM = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"
    "|[0-9#*]\ufe0f?\u20e3"
    f"|{_PICTURE}(?:{_STYLE}+(?:\u200d{_PICTURE}{_STYLE}*)*|(?:\u200d{_PICTURE}{_STYLE}*)+)"
    "|.",
    re.DOTALL,
)


@lru_cache(maxsize=1 << 14)
def advance(text: str, *, bold: bool = False) -> float:
    """Return a width in em that one line of text does not exceed in any of the common fonts.

    Bold means weight 600 or 700; a bold text is never narrower than a regular one. Emoji count by what the reader sees:
    a flag, a family or a thumb with a skin tone is one picture. Line ends count as spaces.

    The widths of ideographs, kana and full-width forms are those of UAX #11; the rest is measured.
    """
    return units(text, bold=bold) / UNITS_PER_EM


def units(text: str, *, bold: bool = False) -> int:
    """Return `advance` in hundredths of an em: the sum of the units of the clusters."""
    width_of = _BOLD_UNITS if bold else _REGULAR_UNITS
    if text.isascii() or not _COMPOUND.search(text):
        return sum(map(width_of, text))
    return sum(width_of(atom) if len(atom) == 1 else _EMOJI for atom in _ATOM.findall(text))


def clusters(text: str) -> list[str]:
    """Return the text cut into what a reader sees as single characters.

    Extended grapheme clusters of UAX #29, simplified: a character and the marks on it, or a compound emoji.
    """
    found: list[str] = []
    for atom in _ATOM.findall(text):
        if found and extends(atom):
            found[-1] += atom
        else:
            found.append(atom)
    return found


@lru_cache(maxsize=1024)
def extends(character: str) -> bool:
    """Tell whether a character belongs to the one before it: a combining mark, a joiner, an emoji's tag."""
    if len(character) != 1 or character in "\u200b\u2060\ufeff":
        return False
    return unicodedata.category(character)[0] == "M" or _is_invisible(character)


class _Units(dict[str, int]):
    """Units by character; a character not in the table gets its width from the rules, once."""

    def __missing__(self, character: str) -> int:
        width = self[character] = _units_by_rule(character)
        return width


def _units_by_rule(character: str) -> int:
    code = ord(character)
    if _is_invisible(character):
        return 0
    if code in _PICTOGRAPHS:
        return _EMOJI
    if character in "\t\n\r":
        return _REGULAR_UNITS(" ")
    if any(code in script for script in _WIDE_SCRIPTS):
        return _WIDE
    return _DASHES.get(character, _EM)


def _is_invisible(character: str) -> bool:
    code = ord(character)
    category = unicodedata.category(character)
    # The format characters of Arabic are signs that surround numbers, and visible.
    is_format = category == "Cf" and code not in _ARABIC
    return is_format or category in ("Mn", "Me") or code in _HANGUL_VOWELS_AND_TAILS


def _lookup(*, bold: bool) -> Callable[[str], int]:
    table = _Units()
    for start, regular_digits, bold_digits in ROWS:
        widths = bytes.fromhex(bold_digits if bold else regular_digits)
        table.update(zip(map(chr, range(start, start + len(widths))), widths, strict=True))
    return table.__getitem__


_REGULAR_UNITS = _lookup(bold=False)
_BOLD_UNITS = _lookup(bold=True)
