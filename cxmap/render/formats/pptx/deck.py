"""Writes a book as slides for PowerPoint: native shapes and texts, the tables of words in the notes."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any, NamedTuple

from cxmap.language import Words
from cxmap.render.formats.paged import Page, pages_of
from cxmap.render.formats.pptx.drawingml import element, fill, plain
from cxmap.render.formats.pptx.shapes import Shapes, Slide
from cxmap.render.formats.pptx.template import dress_notes, empty_deck
from cxmap.render.scene import Box, Image, Item, Label
from cxmap.render.text.paragraphs import joined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxmap.render.book import Book, Plate
    from cxmap.render.wordtables import WordTable

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_LARGEST = 4032.0  # points: PowerPoint's largest slide is 56 inches wide
_SLIDE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"


class Deck(NamedTuple):
    """A deck as a file, and what could not be shown in it."""

    data: bytes
    warnings: tuple[Words, ...]


def deck_of(book: Book, pptx: Any) -> Deck:
    """Return a book as slides, one for each sheet; `pptx` is the library.

    A slide has the size of the largest paper of the book, so that it prints as it was drawn, and a point of type is a
    point. A sheet for smaller paper is enlarged to it.
    """
    pages = pages_of(book)
    width, height = max((max(page.width, page.height), min(page.width, page.height)) for page in pages)
    shrunk = min(1.0, _LARGEST / width)
    size = width * shrunk, height * shrunk
    deck = empty_deck(pptx, book.subject, size)
    slides = [deck.slides.add_slide(deck.slide_layouts[0]) for _ in pages]
    first = {page.plate.view.id: slide for page, slide in zip(pages, slides, strict=True) if page.is_first}
    warnings: dict[Words, None] = {}
    for page, slide in zip(pages, slides, strict=True):
        _Writer(slide, page, book, size, first, warnings).write()
        if page.is_first:
            slide.notes_slide.notes_text_frame.text = plain(_notes(page.plate))
    dress_notes(deck, book.subject.theme)
    return Deck(_saved(deck), tuple(warnings))


class _Writer:
    """Writes one slide."""

    def __init__(
        self,
        slide: Any,
        page: Page,
        book: Book,
        size: tuple[float, float],
        first: Mapping[str, Any],
        warnings: dict[Words, None],
    ) -> None:
        self._slide, self._page, self._book = slide, page, book
        self._first, self._warnings = first, warnings
        self._scale = page.scale * min(size[0] / page.width, size[1] / page.height)
        self._left = (size[0] - page.width / page.scale * self._scale) / 2 if page.height > page.width else 0.0
        self._links: dict[str, str] = {}

    def write(self) -> None:
        """Put the sheet's shapes on the slide, in the place of the layout's."""
        tree = self._slide.shapes._spTree
        for shape in list(self._slide.shapes):
            tree.remove(shape._element)
        scene = self._page.plate.scene
        if scene.ground.upper() != "#FFFFFF":
            background = element("p:bg", element("p:bgPr", fill(scene.ground), element("a:effectLst")))
            self._slide._element.cSld.insert(0, background)
        items = self._page.sheet.items
        name = scene.name or scene.title
        title = _title_in(items, name, scene.title) or _hidden_title(name, self._page)
        shapes = Shapes(Slide(self._book.subject, self._scale, self._left, title, self._placed, self._linked))
        shown = items if title in items else (*items, title)
        tree.extend(shape.element for shape in shapes.of(shown))

    def _placed(self, image: Image) -> tuple[str, float] | None:
        try:
            data = _raster(image) if image.media == "image/svg+xml" else image.data
            part, relation = self._slide.part.get_or_add_image_part(io.BytesIO(data))
            width, height = part.image.size
            proportion = width / height
        except ImportError:
            self._warnings[
                Words(
                    'a picture in SVG is left out of the slides; pip install "cxmap[png]" lets them show it',
                    '幻灯片未放入 SVG 图片；安装 pip install "cxmap[png]" 后即可显示',
                )
            ] = None
            return None
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException:  # a damaged picture may fail anywhere in the two libraries; resvg's panic is no Exception
            self._warnings[Words("a picture that cannot be read is left out", "略去了一张无法读取的图片")] = None
            return None
        return relation, proportion

    def _linked(self, view: str) -> str:
        if view not in self._first or self._first[view] is self._slide:
            return ""
        if view not in self._links:
            self._links[view] = self._slide.part.relate_to(self._first[view].part, _SLIDE_RELATION)
        return self._links[view]


def _raster(image: Image) -> bytes:
    from resvg_py import svg_to_bytes

    pixels = max(64, round(4 * image.box.width))
    return bytes(svg_to_bytes(svg_string=image.data.decode("utf-8", "replace"), width=pixels, skip_system_fonts=True))


def _title_in(items: Sequence[Item], *names: str) -> Label | None:
    """Return the largest text of a sheet that says what the sheet shows; a title cannot be inside of a group."""
    found = [
        item
        for item in items
        if isinstance(item, Label) and any(joined(item.lines).startswith(name[:20]) for name in names)
    ]
    return max(found, key=lambda label: label.size, default=None)


def _hidden_title(name: str, page: Page) -> Label:
    """Return a title above the slide, for who navigates by titles, where none is drawn."""
    box = Box(0, -40, page.sheet.width, 20)
    return Label(0, -24, (name,), 12, "#000000", box)


def _notes(plate: Plate) -> str:
    """Return what the picture shows in words."""
    return "\n\n".join([plate.scene.description, *map(_in_lines, plate.tables)])


def _in_lines(table: WordTable) -> str:
    lines = [table.caption]
    for row in table.rows:
        said = [
            f"{name}: {text}" if name else text for name, text in zip(table.columns[1:], row[1:], strict=True) if text
        ]
        lines.append(" | ".join([row[0], *said]))
    return "\n".join(lines)


def _saved(deck: Any) -> bytes:
    """Return the file; the clock that a zip archive holds is stopped."""
    written = io.BytesIO()
    deck.save(written)
    stopped = io.BytesIO()
    with zipfile.ZipFile(written) as archive, zipfile.ZipFile(stopped, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in archive.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            copy.writestr(entry, archive.read(name))
    return stopped.getvalue()
