"""Writes `cxmap/render/text/_width_table.py`: the widest advance of each character in the common fonts.

Run it by hand, on Debian, when the list of fonts changes; the output depends on nothing but the fonts:

    apt install fontconfig fonts-dejavu-core fonts-dejavu-extra fonts-inter fonts-lato fonts-liberation \\
        fonts-noto-cjk fonts-noto-color-emoji fonts-noto-core fonts-open-sans fonts-roboto-unhinted \\
        fonts-wqy-microhei fonts-wqy-zenhei
    python tests/tools/width_table.py

Widths are in hundredths of an em, rounded up.
"""

import itertools
import math
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from fontTools.ttLib import TTFont

TARGET = Path(__file__).parents[2] / "cxmap" / "render" / "text" / "_width_table.py"

FAMILIES = (
    "DejaVu Sans",
    "Inter",
    "Lato",
    "Liberation Sans",
    "Noto Sans",
    "Noto Sans CJK JP",
    "Noto Sans CJK SC",
    "Noto Sans CJK TC",
    "Open Sans",
    "Roboto",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)
# Browsers turn to these for what the others lack; their own letters and digits are never seen.
SYMBOL_FAMILIES = ("DejaVu Math TeX Gyre", "Noto Sans Symbols", "Noto Sans Symbols2")
EMOJI_FAMILY = "Noto Color Emoji"

# Written in full: what Western text is made of.
TEXT_RANGES = (
    range(0x0020, 0x007F),  # Basic Latin
    range(0x00A0, 0x0250),  # Latin-1, Latin Extended-A and -B (pinyin's ǎ is here)
    range(0x0370, 0x0530),  # Greek, Cyrillic
    range(0x1E00, 0x1F00),  # Latin Extended Additional (Vietnamese)
    range(0x2000, 0x2010),  # spaces
)
# Written only where wider than a width that `cxmap/render/text/widths.py` knows by rule.
EM = 100
WIDEST = 255  # of what a byte holds; two arrows of Noto Sans Symbols2 are wider
EMOJI = 140  # Segoe UI Emoji has the widest emoji we know of, 1.37 em
RULED_RANGES = {
    range(0x2010, 0x2C00): EM,  # punctuation, currency, arrows, signs, dingbats: full width in CJK fonts
    range(0x3000, 0x3400): EM,  # CJK punctuation and kana, which WenQuanYi Zen Hei draws wider than an em
    range(0x1F000, 0x1FC00): EMOJI,
}

# Signs of GB 2312, which the older Chinese fonts (SimSun, SimHei) draw in full width; and · by its Greek number.
FULL_WIDTH_SIGNS = frozenset("¤§¨°±·×÷\u0387")
# Letters of the pairs that a font moves apart: AA, R. and Py in DejaVu Sans, [j in Noto Sans CJK, LA and YT in Inter;
# and x, which Inter turns into × between digits. Found by tests/render/test_widths.py.
KERNING = {"(": 3, "[": 3, "A": 3, "L": 2, "P": 1, "R": 1, "T": 2, "Y": 2, "x": 6}
# Fonts fill these code points by different habits, or not at all; a text renderer draws nothing for them.
INVISIBLE_CATEGORIES = frozenset({"Mn", "Me", "Cf"})

REGULAR_WEIGHT = 80  # on the scale of fontconfig
BOLD_WEIGHT = 200

DIGITS_A_LINE = 96


class Face(NamedTuple):
    """One font file, or one font of a collection."""

    path: str
    number: int


class Row(NamedTuple):
    """Consecutive code points from `start` on, with their regular and bold widths."""

    start: int
    regular: bytes
    bold: bytes


def find_face(family: str, weight: int) -> Face:
    """Return the installed face of a family that is nearest to a weight."""
    pattern = f"{family}:weight={weight}:slant=0"
    answer = subprocess.run(
        ["fc-match", "--format=%{file}\t%{index}\t%{family}", pattern],
        check=True,
        capture_output=True,
        text=True,
    )
    path, number, families = answer.stdout.split("\t")
    if family not in families.split(","):
        raise SystemExit(f"{family} is not installed; see the packages in the docstring of {__file__}")
    return Face(path, int(number))


def advances(face: Face) -> dict[int, int]:
    """Return the advance of every code point that a face maps."""
    with TTFont(face.path, fontNumber=face.number, lazy=True) as font:
        units_per_em = font["head"].unitsPerEm
        metrics = font["hmtx"]
        return {code: math.ceil(EM * metrics[name][0] / units_per_em) for code, name in font.getBestCmap().items()}


def envelope(weights: Iterable[int]) -> dict[int, int]:
    """Return the largest advance of every code point over the faces of some weights."""
    widest: dict[int, int] = {}
    for family, weight in itertools.product((*FAMILIES, *SYMBOL_FAMILIES), weights):
        for code, width in advances(find_face(family, weight)).items():
            if family in FAMILIES or ruled(code):
                widest[code] = max(width, widest.get(code, 0))
    return widest


def settled(character: str, widest: Mapping[int, int], emoji: frozenset[int]) -> int:
    """Return the width to write for a character: the measured one, and what the fonts alone cannot tell."""
    if unicodedata.category(character) in INVISIBLE_CATEGORIES:
        return 0
    code = ord(character)
    # A font without an accented letter draws the plain letter and the accent.
    base = unicodedata.normalize("NFD", character)[0]
    widths = [widest.get(code, EM), widest.get(ord(base), 0)]
    if character in FULL_WIDTH_SIGNS:
        widths.append(EM)
    if code in emoji and any(code in codes for codes in RULED_RANGES):
        widths.append(EMOJI)
    return min(max(*widths, ruled(code)) + KERNING.get(base, 0), WIDEST)


def ruled(code: int) -> int:
    """Return the width that the rules give to a code point, 0 if they say nothing."""
    return next((width for codes, width in RULED_RANGES.items() if code in codes), 0)


def rows(regular: Mapping[int, int], bold: Mapping[int, int], emoji: frozenset[int]) -> Iterator[Row]:
    """Yield the rows of the table: the text first, then what breaks the rules."""
    # Bold is never narrower than regular, so that it alone tells which characters break a rule.
    exceptions = (runs(codes, bold, emoji) for codes in RULED_RANGES)
    for codes in itertools.chain(TEXT_RANGES, *exceptions):
        characters = [chr(code) for code in codes]
        regular_widths = bytes(settled(character, regular, emoji) for character in characters)
        bold_widths = bytes(settled(character, bold, emoji) for character in characters)
        yield Row(codes.start, regular_widths, bold_widths)


def runs(codes: range, widest: Mapping[int, int], emoji: frozenset[int]) -> Iterator[range]:
    """Yield the runs of code points that are wider than their rule says."""
    is_wide = [settled(chr(code), widest, emoji) > ruled(code) for code in codes]
    start = codes.start
    for wide, run in itertools.groupby(is_wide):
        stop = start + len(list(run))
        if wide:
            yield range(start, stop)
        start = stop


def source_lines(row: Row) -> list[str]:
    """Return the source of a row, in the layout that ruff's formatter leaves alone."""
    regular, bold = row.regular.hex(), row.bold.hex()
    if len(regular) <= DIGITS_A_LINE // 2:
        return [f'    (0x{row.start:04X}, "{regular}", "{bold}"),']
    return ["    (", f"        0x{row.start:04X},", *literal(regular), *literal(bold), "    ),"]


def literal(digits: str) -> list[str]:
    """Return digits as the lines of one string literal that is followed by a comma."""
    lines = [f'        "{digits[at : at + DIGITS_A_LINE]}"' for at in range(0, len(digits), DIGITS_A_LINE)]
    return [*lines[:-1], f"{lines[-1]},"]


def module(table: Iterable[Row]) -> str:
    """Return the source of the module that holds the table."""
    header = [
        '"""The widest advance of each character in the common fonts. Written by `tests/tools/width_table.py`."""',
        "",
        "# (first code point, regular widths, bold widths); a code point has one byte, in hexadecimal: 1/100 em.",
        "ROWS: tuple[tuple[int, str, str], ...] = (",
    ]
    body = [line for row in table for line in source_lines(row)]
    return "\n".join([*header, *body, ")", ""])


def main() -> None:
    """Measure the fonts and write the module."""
    regular = envelope([REGULAR_WEIGHT])
    bold = envelope([REGULAR_WEIGHT, BOLD_WEIGHT])
    emoji = frozenset(advances(find_face(EMOJI_FAMILY, REGULAR_WEIGHT)))
    TARGET.write_text(module(rows(regular, bold, emoji)), encoding="utf-8")


if __name__ == "__main__":
    main()
