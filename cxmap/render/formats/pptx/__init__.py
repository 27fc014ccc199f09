"""Slides for PowerPoint: shapes and texts of its own kind, not pictures of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.render.formats.extras import needed

if TYPE_CHECKING:
    from cxmap.render.book import Book
    from cxmap.render.formats.pptx.deck import Deck


def book_pptx(book: Book) -> Deck:
    """Return a book as slides, one for each sheet.

    Raises:
        CxmapError: python-pptx is not installed.
    """
    library = needed("pptx", "pptx")
    from cxmap.render.formats.pptx.deck import deck_of  # needs lxml, which comes with python-pptx

    return deck_of(book, library)
