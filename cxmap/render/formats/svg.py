"""Writes a scene as a stand-alone SVG: no script, no style sheet, no reference, nothing fetched."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from cxmap.render.formats.markup import QUOTE, Opened, Placed, Style, Symbol, definition, number, pieces_of, style
from cxmap.render.marks.icons import STROKE_WIDTH
from cxmap.render.templating.environments import environment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jinja2 import Template

    from cxmap.render.book import Book
    from cxmap.render.formats.markup import Piece
    from cxmap.render.scene import Box, Image, Scene, Window

_SHEET_GAP = 24.0
_NOT_IN_IDS = re.compile(r"[^\w.-]")
_GENERIC_FONTS = frozenset({"serif", "sans-serif", "monospace", "system-ui"})
ICON_STROKE = style(
    (("stroke-width", f"{STROKE_WIDTH:g}"), ("stroke-linecap", "round"), ("stroke-linejoin", "round")),
)
"""How the strokes of every icon look."""


class _Body(NamedTuple):
    """A sheet's markup, its ground, and how far down the document it begins."""

    markup: Markup
    ground: str
    top: float


@dataclass(frozen=True)
class Drawing:
    """A scene with its markup, which SVG and HTML share."""

    scene: Scene

    @cached_property
    def pieces(self) -> tuple[list[Piece], ...]:
        """The markup of each sheet, in pieces."""
        return tuple(map(pieces_of, self.scene.sheets))

    def svg(self, source: str = "") -> str:
        """Return one SVG document, the sheets under each other, in points; `source`, the map's text, is put into it."""
        return self._document(range(len(self.scene.sheets)), self.scene.key, source)

    def sheet(self, index: int) -> str:
        """Return one sheet as an SVG document, in points."""
        return self._document([index], f"{self.scene.key}-{index + 1}", "")

    def _document(self, sheets: Sequence[int], name: str, source: str) -> str:
        scene = self.scene
        key = _NOT_IN_IDS.sub("-", name)
        key = key if key[:1].isalpha() else f"_{key}"
        attributes = _Attributes(key)
        bodies, top = [], 0.0
        for index in sheets:
            sheet = scene.sheets[index]
            ground = f"M0 0H{number(sheet.width)}V{number(sheet.height)}H0z"
            bodies.append(_Body(attributes.written(self.pieces[index]), ground, top))
            top += sheet.height + _SHEET_GAP
        return _template().render(
            bodies=bodies,
            definitions=attributes.definitions(),
            width=number(max((scene.sheets[index].width for index in sheets), default=1.0), 2),
            height=number(max(top - _SHEET_GAP, 1.0), 2),
            key=key,
            title=scene.title,
            description=scene.description,
            ground=scene.ground,
            language=scene.language,
            fonts=Markup(font_stack(scene.fonts)),  # noqa: S704  letters, digits, spaces, dots and hyphens only
            source=embeddable(source),
        )


class _Attributes(dict["Piece", str]):
    """Says in attributes how things look, and defines every icon once in the document called `key`."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self._symbols: dict[Symbol, str] = {}
        self._clips = 0
        self._sheets: dict[int, str] = {}  # names of the sheets that windows show, by their identity
        self._shown: list[str] = []

    def written(self, pieces: Sequence[Piece]) -> Markup:
        """Return the markup of pieces."""
        return Markup(self._text(pieces))  # noqa: S704  escaped where the pieces were made

    def _text(self, pieces: Sequence[Piece]) -> str:
        return "".join([piece if type(piece) is str else self[piece] for piece in pieces]).replace(QUOTE, '"')

    def definitions(self) -> Markup:
        """Return the icons of all that was written, and the sheets that windows show."""
        stroke = ICON_STROKE.attributes()
        written = (definition(symbol, name, stroke) for symbol, name in self._symbols.items())
        return Markup("".join([*written, *self._shown]))  # noqa: S704  paths of the package's own icons, and escaped pieces

    def __missing__(self, piece: Piece) -> str:
        if isinstance(piece, Style):
            said = piece.attributes()
        elif isinstance(piece, Symbol):
            name = self._symbols.setdefault(piece, f"{self._key}-i{len(self._symbols) + 1}")
            said = f' xlink:href="#{name}"'
        elif isinstance(piece, Placed):
            return self._placed(piece.image)
        elif isinstance(piece, Opened):
            return self._opened(piece.window)
        else:
            said = piece
        self[piece] = said
        return said

    def _placed(self, image: Image) -> str:
        """Write an image in its place; every other way to say it once costs a program that cannot read it."""
        frame, clip, use = framed(image.box), "", ""
        if image.radius:
            clip, use = self._clip(image.box, image.radius)
        title = f"<title>{escape(image.title)}</title>" if image.title else ""
        return f"{clip}<image {frame} {fitted(image)}{use}>{title}</image>\n"

    def _opened(self, window: Window) -> str:
        """Write a window: the sheet that it shows is defined once."""
        name = self._sheets.get(id(window.sheet), "")
        if not name:
            name = self._sheets[id(window.sheet)] = f"{self._key}-s{len(self._sheets) + 1}"
            self._shown.append(f'<g id="{name}">\n{self._text(pieces_of(window.sheet))}</g>\n')
        clip, use = self._clip(window.box)
        place = f"translate({number(window.box.x - window.x)} {number(window.box.y - window.y)})"
        return f'{clip}<g{use}><use transform="{place}" xlink:href="#{name}"/></g>\n'

    def _clip(self, box: Box, radius: float = 0) -> tuple[str, str]:
        """Return the definition of a clip, and the attribute that uses it."""
        self._clips += 1
        name = f"{self._key}-c{self._clips}"
        corners = f' rx="{number(radius)}"' if radius else ""
        return f'<clipPath id="{name}"><rect {framed(box)}{corners}/></clipPath>\n', f' clip-path="url(#{name})"'


def fitted(image: Image) -> str:
    """Return an image's content and how it fills its box, as attributes."""
    fit = "slice" if image.cropped else "meet"
    return f'preserveAspectRatio="xMidYMid {fit}" xlink:href="{data_uri(image)}"'


def framed(box: Box) -> str:
    """Return a box as attributes."""
    x, y, width, height = map(number, box)
    return f'x="{x}" y="{y}" width="{width}" height="{height}"'


def embeddable(source: str) -> Markup:
    """Return a text so that XML and HTML give it back as it was, with the carriage returns that their readers drop."""
    return Markup(str(escape(source)).replace("\r", "&#13;"))  # noqa: S704  escaped


def scene_svg(scene: Scene) -> str:
    """Return a scene as one SVG document, its sheets under each other, in points."""
    return Drawing(scene).svg()


def book_svgs(book: Book) -> Iterable[str]:
    """Return the plates of a book, each as one SVG document."""
    return (plate.drawing.svg(book.source) for plate in book.plates)


def font_stack(fonts: Iterable[str]) -> str:
    """Return font families as CSS writes them; what could end a CSS string is dropped from their names."""
    plain = (re.sub(r"[^\w .\-]", "", font).strip() for font in fonts)
    return ", ".join(font if font in _GENERIC_FONTS else f"'{font}'" for font in plain if font)


def data_uri(image: Image) -> str:
    """Return an image as an address that holds all of it."""
    return f"data:{image.media};base64,{base64.b64encode(image.data).decode()}"


@cache
def _template() -> Template:
    return environment().get_template("document.svg.j2")
