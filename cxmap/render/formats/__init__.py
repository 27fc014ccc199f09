"""The formats that a book is written in. Each is a module here, loaded when it is used; some need an extra."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cxmap.language import Words
    from cxmap.render.book import Book

FORMATS = ("html", "svg", "pdf", "png", "pptx")
"""Formats by their names, which are the endings of their files."""


@dataclass(frozen=True, slots=True)
class FormatOptions:
    """`fonts` are folders or files with fonts beside the system's, for PDF and PNG; `dpi` is the resolution of a PNG."""

    fonts: tuple[str, ...] = ()
    dpi: int = 150


class File(NamedTuple):
    """A file to write: what its name ends in after the map's name, such as `.curve.svg`, and its bytes."""

    suffix: str
    data: bytes


class Written(NamedTuple):
    """What a book became, and what the reader should know about it."""

    files: tuple[File, ...]
    warnings: tuple[Words, ...] = ()


def write_book(book: Book, name: str, options: FormatOptions = FormatOptions()) -> Written:
    """Write a book in the format called `name`: svg as a file for each plate, png for each sheet, the others as one file.

    Raises:
        CxmapError: the format needs an extra that is not installed, or the book does not fit the format.
    """
    match name:
        case "svg":
            from cxmap.render.formats.svg import book_svgs

            return Written(
                tuple(File(f"{suffix_of(book, i)}.svg", text.encode()) for i, text in enumerate(book_svgs(book)))
            )
        case "html":
            from cxmap.render.formats.html import book_html

            return Written((File(f"{suffix_of(book)}.html", book_html(book).encode()),))
        case "pdf":
            from cxmap.render.formats.pdf import book_pdf

            pdf, warnings = book_pdf(book, options.fonts)
            return Written((File(f"{suffix_of(book)}.pdf", pdf),), warnings)
        case "png":
            from cxmap.render.formats.png import book_pngs

            pngs, warnings = book_pngs(book, options.fonts, options.dpi)
            return Written(
                tuple(File(f"{suffix_of(book, png.plate)}{_nth(png.sheet)}.png", png.data) for png in pngs),
                warnings,
            )
        case "pptx":
            from cxmap.render.formats.pptx import book_pptx

            deck = book_pptx(book)
            return Written((File(f"{suffix_of(book)}.pptx", deck.data),), deck.warnings)
        case _:
            raise ValueError(name)


def suffix_of(book: Book, plate: int | None = None) -> str:
    """Return what the name of a file says after the map's: nothing for a poster, else the view; one file for all, nothing.

    One file with a single picture is called by its view as well: `home-loan.curve.html`. A pack is called by its name,
    and its plates are numbered: `home-loan.workshop.pdf`, `home-loan.workshop.03-poster.svg`.
    """
    if book.pack:
        return f".{book.pack}" + ("" if plate is None else f".{plate + 1:02}-{book.plates[plate].view.id}")
    if plate is None and len(book.plates) != 1:
        return ""
    view = book.plates[plate or 0].view.id
    return "" if view == "poster" else f".{view}"


def _nth(sheet: int | None) -> str:
    return "" if sheet is None else f"-{sheet + 1}"
