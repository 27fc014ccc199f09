"""Writes a book as PDF with typst: a page of paper for each sheet, vector, with text that can be selected and found.

The same book gives the same bytes: no date is written, and nothing but the chosen font files is seen. The document is
compiled from memory, in an empty root, so that nothing can be read; texts go in as data.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cxmap.language import Words
from cxmap.model.vocabulary import KINDS
from cxmap.render.fonts.chosen import Chosen, choose
from cxmap.render.formats.extras import drawing_by, needed
from cxmap.render.formats.paged import Page, links_of, pages_of
from cxmap.render.formats.typeset import texts_of, typeset

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxmap.render.book import Book

KEYWORDS = Words("customer journey map", "客户旅程图")


def book_pdf(book: Book, fonts: Sequence[str] = ()) -> tuple[bytes, tuple[Words, ...]]:
    """Return a book as PDF, and warnings about characters that cannot be drawn as they are. `fonts` are files or folders.

    Raises:
        CxmapError: typst is not installed, or there are no fonts.
    """
    typst = needed("typst", "pdf")
    chosen = choose(texts_of(book), book.subject.theme.fonts, fonts)
    with tempfile.TemporaryDirectory(prefix="cxmap-") as folder:
        engine_fonts = _only(typst, chosen, Path(folder, "fonts"))
        root = Path(folder, "root")
        root.mkdir()
        data = json.dumps(_document(book, chosen, engine_fonts.names), ensure_ascii=False)
        with drawing_by("typst", book.subject.title):
            pdf = typst.compile(_program(), root=str(root), font_paths=engine_fonts.fonts, sys_inputs={"book": data})
    return pdf, chosen.warnings()


@cache
def _program() -> bytes:
    return files("cxmap.render").joinpath("templates", "book.typ").read_bytes()


class _Fonts(NamedTuple):
    """Fonts as typst takes them, and what it calls the families."""

    fonts: Any
    names: Mapping[str, str]


def _only(typst: Any, chosen: Chosen, folder: Path) -> _Fonts:
    """Put the chosen files, and no others, into a folder: typst takes folders only."""
    folder.mkdir()
    places = {}
    for number, file in enumerate(chosen.files):
        place = folder / f"{number:02}{file.suffix}"
        try:
            place.symlink_to(file.resolve())
        except OSError:  # not allowed on Windows
            shutil.copyfile(file, place)
        places[file] = place.name
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    called = {(Path(font.path).name, font.index): font.family for font in fonts.fonts()}
    names = {
        family.name: called.get((places[family.regular.path], family.regular.index), family.name)
        for family in chosen.families
    }
    return _Fonts(fonts, names)


def _document(book: Book, chosen: Chosen, names: Mapping[str, str]) -> dict[str, Any]:
    subject = book.subject
    journey = subject.journey
    pages = pages_of(book)
    maker = subject.text(journey.client) or (
        subject.library.team_name(journey.owner, subject.language) if journey.owner else ""
    )
    return {
        "title": subject.title,
        "author": [maker] if maker else [],
        "description": subject.text(journey.description) or book.plates[0].scene.description,
        "keywords": [KEYWORDS.said(subject.language), subject.say(KINDS[journey.kind or "customer"]), journey.id],
        "language": subject.language,
        "font": names[chosen.families[0].name],
        "source": book.source,
        "source_name": f"{journey.id}.yaml",
        "sheets": [_sheet(page, pages, chosen, names) for page in pages],
    }


def _sheet(page: Page, pages: Sequence[Page], chosen: Chosen, names: Mapping[str, str]) -> dict[str, Any]:
    scene, scale = page.plate.scene, page.scale
    shown = round(page.sheet.width * scale, 2), round(page.sheet.height * scale, 2)
    return {
        "width": round(page.width, 2),
        "height": round(page.height, 2),
        "ground": scene.ground,
        "bookmark": (scene.name or scene.title) if page.is_first else "",
        "alt": f"{scene.name}: {scene.description}" if scene.name else scene.description,
        "svg": typeset(scene, page.sheet, chosen, shown, names),
        "shown": shown,
        "links": [
            {
                "x": area.x * scale,
                "y": area.y * scale,
                "width": area.width * scale,
                "height": area.height * scale,
                "page": target,
            }
            for area, target in links_of(page, pages)
        ],
    }
