"""Reads from a font file what choosing a font needs: its families, weight and slant, which characters it can draw, how wide.

Tables are those of OpenType 1.9 (`name`, `OS/2`, `cmap` in formats 4 and 12, `hmtx`); nothing else of a file is read. A
font file may come with a download from anywhere, so every number in it is taken with suspicion.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

ENDINGS = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_MOST_FACES = 256
_MOST_TABLES = 128
_MOST_BYTES = 16_000_000  # of one table; the cmap of the largest CJK fonts has half a million
_FAMILY, _TYPOGRAPHIC_FAMILY = 1, 16
_OUTLINES = ({b"glyf"}, {b"CFF "}, {b"CFF2"}, {b"CBDT"}, {b"sbix"})
_CMAPS = (
    (3, 10, 12),
    (0, 6, 12),
    (0, 4, 12),
    (3, 1, 4),
    (0, 3, 4),
    (0, 4, 4),
)  # platform, encoding, format: best first
_ITALIC, _OBLIQUE = 1, 1 << 9
_NORMAL_WIDTH = 5
_REGULAR = 400

Table = tuple[int, int]
"""Where a table begins in its file, and how long it is."""


@dataclass(frozen=True)
class Face:
    """One face of a font file: `index` is its number in a collection; `lightest` and `boldest` are its only weight,
    unless the font is a variable one.
    """

    path: Path
    index: int
    families: tuple[str, ...]
    lightest: int
    boldest: int
    italic: bool
    normal_width: bool
    tables: Mapping[bytes, Table] = field(repr=False)

    @cached_property
    def _characters(self) -> _Characters:
        try:
            with self.path.open("rb") as file:
                return _read_cmap(_read(file, self.tables[b"cmap"]))
        except (OSError, ValueError, struct.error):
            return _NO_CHARACTERS

    @cached_property
    def _advances(self) -> tuple[float, ...]:
        """Widths of glyphs in ems; glyphs beyond the last are as wide as it."""
        try:
            with self.path.open("rb") as file:
                (units,) = struct.unpack_from(">H", _read(file, self.tables[b"head"]), 18)
                (count,) = struct.unpack_from(">H", _read(file, self.tables[b"hhea"]), 34)
                records = struct.unpack_from(f">{2 * count}H", _read(file, self.tables[b"hmtx"]))
        except (KeyError, OSError, ValueError, struct.error):
            return ()
        return tuple(width / units for width in records[::2]) if units else ()

    def has(self, character: str) -> bool:
        """Tell whether the face has a glyph for a character."""
        return self._characters.glyph(ord(character)) != 0

    def advance(self, text: str) -> float:
        """Return how wide a text is in ems, without kerning and ligatures; an em a character where that is not known."""
        widths = self._advances
        if not widths:
            return float(len(text))
        glyph = self._characters.glyph
        return sum(widths[min(glyph(ord(character)), len(widths) - 1)] for character in text)


class _Characters(NamedTuple):
    """The characters of a face, in ranges one after the other: the first and the last of each, and its glyphs.

    These follow each other from `glyphs`, or, in a range for which `listed` has them, each is listed, and `glyphs` is
    added to it.
    """

    firsts: Sequence[int]
    lasts: Sequence[int]
    glyphs: Sequence[int]
    listed: Mapping[int, Sequence[int]]

    def glyph(self, code: int) -> int:
        """Return the glyph of a code point; 0: none."""
        index = bisect_left(self.lasts, code)
        if index == len(self.lasts) or self.firsts[index] > code:
            return 0
        offset = code - self.firsts[index]
        if index not in self.listed:
            return (self.glyphs[index] + offset) & 0xFFFF
        glyph = self.listed[index][offset]
        return (glyph + self.glyphs[index]) & 0xFFFF if glyph else 0


_NO_CHARACTERS = _Characters((), (), (), {})


def read_faces(path: Path) -> tuple[Face, ...]:
    """Return the faces of a font file that can be drawn; none where the file is not a font, or a damaged one."""
    faces = []
    try:
        with path.open("rb") as file:
            for index, offset in enumerate(_offsets(file)):
                face = _read_face(file, path, index, offset)
                if face is not None:
                    faces.append(face)
    except (OSError, ValueError, struct.error):
        return ()
    return tuple(faces)


def _offsets(file: BinaryIO) -> tuple[int, ...]:
    head = file.read(12)
    if head[:4] != b"ttcf":
        return (0,)
    (count,) = struct.unpack(">I", head[8:12])
    if count > _MOST_FACES:
        raise ValueError(count)
    return struct.unpack(f">{count}I", file.read(4 * count))


def _read_face(file: BinaryIO, path: Path, index: int, offset: int) -> Face | None:
    tables = _tables(file, offset)
    if not any(outlines <= tables.keys() for outlines in _OUTLINES) or not {b"name", b"cmap"} <= tables.keys():
        return None
    families = _families(_read(file, tables[b"name"]))
    if not families:
        return None
    weight, width, selection = _REGULAR, _NORMAL_WIDTH, 0
    if b"OS/2" in tables:
        os2 = _read(file, tables[b"OS/2"])
        weight, width = struct.unpack_from(">HH", os2, 4)
        (selection,) = struct.unpack_from(">H", os2, 62)
    lightest, boldest = _weights(_read(file, tables[b"fvar"]), weight) if b"fvar" in tables else (weight, weight)
    return Face(
        path,
        index,
        families,
        lightest,
        boldest,
        italic=bool(selection & (_ITALIC | _OBLIQUE)),
        normal_width=width == _NORMAL_WIDTH,
        tables=tables,
    )


def _weights(fvar: bytes, usual: int) -> tuple[int, int]:
    """Return the range of weights of a variable font."""
    start, _, count, size = struct.unpack_from(">HHHH", fvar, 4)
    for axis in range(count):
        tag, least, _, most = struct.unpack_from(">4siii", fvar, start + size * axis)
        if tag == b"wght":
            return least >> 16, most >> 16
    return usual, usual


def _tables(file: BinaryIO, offset: int) -> Mapping[bytes, Table]:
    file.seek(offset)
    (count,) = struct.unpack_from(">H", file.read(12), 4)
    if count > _MOST_TABLES:
        raise ValueError(count)
    records = struct.iter_unpack(">4sIII", file.read(16 * count))
    return {tag: (start, length) for tag, _, start, length in records}


def _read(file: BinaryIO, table: Table) -> bytes:
    start, length = table
    if length > _MOST_BYTES:
        raise ValueError(length)
    file.seek(start)
    return file.read(length)


def _families(name: bytes) -> tuple[str, ...]:
    """Return the names of the family in all languages: the typographic family's, where there is one."""
    _, count, strings = struct.unpack_from(">HHH", name, 0)
    found: dict[int, dict[str, None]] = {_FAMILY: {}, _TYPOGRAPHIC_FAMILY: {}}
    for record in range(count):
        platform, encoding, _, kind, length, start = struct.unpack_from(">6H", name, 6 + 12 * record)
        if kind in found:
            raw = name[strings + start : strings + start + length]
            text = _decoded(raw, platform, encoding)
            if text:
                found[kind].setdefault(text)
    return tuple(found[_TYPOGRAPHIC_FAMILY] or found[_FAMILY])


def _decoded(raw: bytes, platform: int, encoding: int) -> str:
    if platform == 0 or (platform == 3 and encoding in (0, 1, 10)):
        return raw.decode("utf-16-be", "ignore").strip("\0 ")
    return raw.decode("mac-roman").strip("\0 ") if (platform, encoding) == (1, 0) else ""


def _read_cmap(cmap: bytes) -> _Characters:
    _, count = struct.unpack_from(">HH", cmap, 0)
    subtables: dict[tuple[int, int, int], int] = {}
    for record in range(count):
        platform, encoding, start = struct.unpack_from(">HHI", cmap, 4 + 8 * record)
        (form,) = struct.unpack_from(">H", cmap, start)
        subtables.setdefault((platform, encoding, form), start)
    for kind in _CMAPS:
        if kind in subtables:
            return (_groups if kind[2] == 12 else _ranges)(cmap, subtables[kind])
    return _NO_CHARACTERS


def _groups(cmap: bytes, start: int) -> _Characters:
    """Read a subtable of format 12: groups of characters with successive glyphs."""
    (count,) = struct.unpack_from(">I", cmap, start + 12)
    numbers = struct.unpack_from(f">{3 * count}I", cmap, start + 16)
    return _Characters(numbers[::3], numbers[1::3], numbers[2::3], {})


def _ranges(cmap: bytes, start: int) -> _Characters:
    """Read a subtable of format 4: ranges of characters, each with a distance to its glyphs or with a list of them."""
    (doubled,) = struct.unpack_from(">H", cmap, start + 6)
    count = doubled // 2
    at = start + 14
    lasts = struct.unpack_from(f">{count}H", cmap, at)
    firsts = struct.unpack_from(f">{count}H", cmap, at + doubled + 2)
    deltas = struct.unpack_from(f">{count}H", cmap, at + 2 * doubled + 2)
    offsets_at = at + 3 * doubled + 2
    offsets = struct.unpack_from(f">{count}H", cmap, offsets_at)
    if sum(last - first + 1 for first, last in zip(firsts, lasts, strict=True)) > 0x10000:
        raise ValueError(count)  # the ranges overlap, which they may not
    listed = {}
    for index, (first, last, offset) in enumerate(zip(firsts, lasts, offsets, strict=True)):
        if offset and first != 0xFFFF:  # the last range ends the table
            listed[index] = struct.unpack_from(f">{last - first + 1}H", cmap, offsets_at + 2 * index + offset)
    glyphs = [
        first + delta if not offset else delta for first, delta, offset in zip(firsts, deltas, offsets, strict=True)
    ]
    return _Characters(firsts, lasts, glyphs, listed)
