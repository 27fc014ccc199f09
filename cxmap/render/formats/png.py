"""Writes sheets as PNG with resvg: a file for each sheet, as large as its paper at the chosen resolution."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from cxmap.diagnostics import CxmapError
from cxmap.language import Words
from cxmap.render.fonts.chosen import Chosen, choose
from cxmap.render.formats.extras import drawing_by, needed
from cxmap.render.formats.typeset import texts_of, typeset

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.render.book import Book
    from cxmap.render.scene import Scene, Sheet

_POINTS_PER_INCH = 72
_METRES_PER_INCH = 0.0254
MOST_PIXELS = 180_000_000
"""A0 at 300 dpi has 139 million; what is larger takes gigabytes of memory."""
_HEADER_END = 33  # of a PNG: the signature and the chunk IHDR


class SheetPng(NamedTuple):
    """The picture of one sheet: the numbers of its plate and, where the plate has several sheets, of the sheet."""

    plate: int
    sheet: int | None
    data: bytes


def book_pngs(book: Book, fonts: Sequence[str] = (), dpi: int = 150) -> tuple[list[SheetPng], tuple[Words, ...]]:
    """Return the sheets of a book as PNG, and warnings about characters that cannot be drawn as they are.

    Raises:
        CxmapError: resvg-py is not installed, there are no fonts, or a picture would be too large.
    """
    resvg = needed("resvg_py", "png")
    for plate in book.plates:
        for sheet in plate.scene.sheets:
            _check_size(sheet, dpi)
    chosen = choose(texts_of(book), book.subject.theme.fonts, fonts)
    return list(_sheets(resvg, book, chosen, dpi)), chosen.warnings()


def _pixels(sheet: Sheet, dpi: int) -> tuple[int, int]:
    return round(sheet.width * dpi / _POINTS_PER_INCH), round(sheet.height * dpi / _POINTS_PER_INCH)


def _check_size(sheet: Sheet, dpi: int) -> None:
    width, height = _pixels(sheet, dpi)
    if width * height > MOST_PIXELS:
        most = int(dpi * (MOST_PIXELS / (width * height)) ** 0.5) // 10 * 10
        raise CxmapError(
            Words(
                f"--dpi {dpi} would make a picture of {width} × {height} pixels, which is too large",
                f"--dpi {dpi} 会生成 {width} × {height} 像素的图片，太大了",
            ),
            Words(
                f"--dpi {most} is possible here; --to pdf has no such limit",
                f"这里最多 --dpi {most}；--to pdf 没有这个限制",
            ),
        )


def _sheets(resvg: Any, book: Book, chosen: Chosen, dpi: int) -> Iterator[SheetPng]:
    for number, plate in enumerate(book.plates):
        sheets = plate.scene.sheets
        for index, sheet in enumerate(sheets):
            yield SheetPng(number, index if len(sheets) > 1 else None, _drawn(resvg, plate.scene, sheet, chosen, dpi))


def _drawn(resvg: Any, scene: Scene, sheet: Sheet, chosen: Chosen, dpi: int) -> bytes:
    with drawing_by("resvg", scene.name or scene.title):
        drawn = bytes(
            resvg.svg_to_bytes(
                svg_string=typeset(scene, sheet, chosen, _pixels(sheet, dpi)),
                background=scene.ground,
                skip_system_fonts=True,
                font_files=[str(path) for path in chosen.files],
            )
        )
    return drawn[:_HEADER_END] + _resolution(dpi) + drawn[_HEADER_END:]


def _resolution(dpi: int) -> bytes:
    """Return the chunk that says how large a pixel is, so that a document takes the picture in its true size."""
    per_metre = round(dpi / _METRES_PER_INCH)
    chunk = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    return struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
