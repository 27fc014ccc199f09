"""Reads from a font file what choosing a font needs: its families, weight and slant, and which characters it can draw.

Tables are those of OpenType 1.9 (`name`, `OS/2`, `cmap` in formats 4 and 12); nothing else of a file is read. A font
file may come with a download from anywhere, so every number in it is taken with suspicion.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
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
    cmap: Table

    @cached_property
    def _segments(self) -> _Segments:
        try:
            with self.path.open("rb") as file:
                return _read_cmap(_read(file, self.cmap))
        except (OSError, ValueError, struct.error):
            return _Segments((), (), ())

    def has(self, character: str) -> bool:
        """Tell whether the face has a glyph for a character."""
        return self._segments.has(ord(character))


@dataclass(frozen=True)
class _Segments:
    """The characters of a face as ranges; `holes` are the glyphs of a range that names each by itself (0: none)."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    holes: tuple[tuple[int, ...], ...]

    def has(self, code: int) -> bool:
        """Tell whether a code point is in a range, and has a glyph there."""
        index = bisect_left(self.ends, code)
        if index == len(self.ends) or self.starts[index] > code:
            return False
        glyphs = self.holes[index] if self.holes else ()
        return not glyphs or glyphs[code - self.starts[index]] != 0


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
        cmap=tables[b"cmap"],
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


def _read_cmap(cmap: bytes) -> _Segments:
    _, count = struct.unpack_from(">HH", cmap, 0)
    subtables: dict[tuple[int, int, int], int] = {}
    for record in range(count):
        platform, encoding, start = struct.unpack_from(">HHI", cmap, 4 + 8 * record)
        (form,) = struct.unpack_from(">H", cmap, start)
        subtables.setdefault((platform, encoding, form), start)
    for kind in _CMAPS:
        if kind in subtables:
            start = subtables[kind]
            return _groups(cmap, start) if kind[2] == 12 else _ranges(cmap, start)
    return _Segments((), (), ())


def _groups(cmap: bytes, start: int) -> _Segments:
    """Read a subtable of format 12: groups of characters with successive glyphs."""
    (count,) = struct.unpack_from(">I", cmap, start + 12)
    groups = [struct.unpack_from(">III", cmap, start + 16 + 12 * index) for index in range(count)]
    return _sorted((first, last, () if glyph else (0,) * (first == last)) for first, last, glyph in groups)


def _ranges(cmap: bytes, start: int) -> _Segments:
    """Read a subtable of format 4: ranges of characters, each with a distance to its glyphs or with a list of them."""
    (doubled,) = struct.unpack_from(">H", cmap, start + 6)
    count = doubled // 2
    at = start + 14
    ends = struct.unpack_from(f">{count}H", cmap, at)
    starts = struct.unpack_from(f">{count}H", cmap, at + doubled + 2)
    offsets = struct.unpack_from(f">{count}H", cmap, at + 3 * doubled + 2)
    offsets_at = at + 3 * doubled + 2
    if sum(last - first + 1 for first, last in zip(starts, ends, strict=True)) > 0x10000:
        raise ValueError(count)  # the ranges overlap, which they may not

    def listed(index: int) -> tuple[int, ...]:
        if not offsets[index]:
            return ()
        glyphs = offsets_at + 2 * index + offsets[index]
        return struct.unpack_from(f">{ends[index] - starts[index] + 1}H", cmap, glyphs)

    return _sorted(
        (starts[index], ends[index], listed(index))
        for index in range(count)
        if starts[index] <= ends[index] and starts[index] != 0xFFFF
    )


def _sorted(segments: Iterable[tuple[int, int, tuple[int, ...]]]) -> _Segments:
    found = sorted(segments)
    return _Segments(
        tuple(first for first, _, _ in found), tuple(last for _, last, _ in found), tuple(g for _, _, g in found)
    )
