"""What all pictures of a page share: looks become classes, icons and images are defined once and used by their ids."""

from __future__ import annotations

from collections import Counter
from itertools import product
from string import ascii_letters, digits
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from markupsafe import Markup, escape

from cxmap.render.formats.markup import QUOTE, Opened, Placed, Style, Symbol, definition, number
from cxmap.render.formats.svg import ICON_STROKE, data_uri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxmap.render.formats.markup import Piece
    from cxmap.render.scene import Image, Window

_CLASS, _REFERENCE = " class=", " href=#"
_PLAIN = "!$&'()*+,-./:;=?@_~ "
"""What an address in quotation marks may hold as it is."""


class _Shape(NamedTuple):
    """What images have in common that can be drawn from one definition: the picture, and the shape of their boxes."""

    data: bytes
    is_cropped: bool
    ratio: float
    corners: float


class Shared(dict["Piece", str]):
    """Says in classes how things look. Their names have one or two letters; the page's own classes have more.

    `rules` are those of the classes, by their looks; `definitions` those of icons, and of the images and sheets that were
    written until now, by what is drawn with them first. `uses` says how often each is used, `windows` holds the pieces of
    the sheets that windows show. All names begin with `prefix`, so that two pages' pictures can stand on one.
    """

    def __init__(self, uses: Counter[Piece], windows: dict[int, list[Piece]], prefix: str = "") -> None:
        super().__init__()
        self._prefix = prefix
        symbols = [piece for piece in uses if isinstance(piece, Symbol)]
        looks = Counter({piece: times for piece, times in uses.items() if isinstance(piece, Style)})
        looks[ICON_STROKE] = len(symbols)
        self.rules: dict[Piece, str] = dict(self._classes(looks))
        self.definitions: dict[Piece, str] = {}
        self._images: dict[_Shape, tuple[str, Image]] = {}
        self._windows = windows
        self._sheets: dict[int, str] = {}
        for name, symbol in zip(_names(), symbols, strict=False):
            self[symbol] = f"{_REFERENCE}_{prefix}{name}"
            self.definitions[symbol] = definition(symbol, f"_{prefix}{name}", self[ICON_STROKE]).strip()

    def written(self, pieces: Iterable[Piece]) -> Markup:
        """Return the markup of pieces."""
        text = "".join([piece if type(piece) is str else self[piece] for piece in pieces])
        return Markup(text.replace(QUOTE, "").replace(">\n<", "><"))  # noqa: S704  escaped where the pieces were made

    def _classes(self, looks: Counter[Style]) -> Iterator[tuple[Piece, str]]:
        """Yield the looks that are shorter as a class, with their rules; the others stay attributes."""
        names = map(self._prefix.__add__, _names())
        name = next(names)
        for look, times in looks.most_common():
            rule, attributes = f".{name}{{{look.declarations()}}}", look.attributes()
            if look == ICON_STROKE or len(rule) + times * len(_CLASS + name) < times * len(attributes):
                self[look] = _CLASS + name
                name = next(names)
                yield look, rule
            else:
                self[look] = attributes

    def __missing__(self, piece: Piece) -> str:
        """Place an image or a window; all else is known from the start."""
        if isinstance(piece, Opened):
            said = self._opened(piece, piece.window)
        else:
            assert isinstance(piece, Placed)
            said = self._placed(piece)
        self[piece] = said
        return said

    def _opened(self, piece: Piece, window: Window) -> str:
        sheet, box = id(window.sheet), window.box
        if sheet not in self._sheets:
            self._sheets[sheet] = name = f"_{self._prefix}sheet{len(self._sheets) + 1}"
            self.definitions[piece] = f"<g id={name}>{self.written(self._windows[sheet])}</g>"
        x, y, width, height = (number(value) for value in box)
        part = f"{number(window.x)} {number(window.y)} {width} {height}"
        return f'<svg x={x} y={y} width={width} height={height} viewBox="{part}"><use href=#{self._sheets[sheet]} /></svg>\n'

    def _placed(self, piece: Placed) -> str:
        image, box = piece.image, piece.image.box
        shape = _Shape(image.data, image.cropped, round(box.width / box.height, 2), round(image.radius / box.width, 2))
        if shape not in self._images:
            name = f"_{self._prefix}{len(self._images) + 1}"
            self._images[shape] = (name, image)
            self.definitions[piece] = _image(image, name)
        name, first = self._images[shape]
        scale = box.width / first.box.width
        size = f" scale({number(scale, 4)})" if abs(scale - 1) > 0.001 else ""
        title = f"<title>{escape(image.title)}</title>" if image.title else ""
        return f'<use href=#{name} transform="translate({number(box.x)} {number(box.y)}){size}">{title}</use>\n'


def _image(image: Image, name: str) -> str:
    """Define an image with its corner at the origin."""
    size = f'width="{number(image.box.width, 2)}" height="{number(image.box.height, 2)}"'
    fit = "slice" if image.cropped else "meet"
    drawn = f'<image {size} preserveAspectRatio="xMidYMid {fit}" href="{_address(image)}"'
    if not image.radius:
        return f'{drawn} id="{name}"/>'
    corners = f'<clipPath id="{name}c"><rect {size} rx="{number(image.radius, 2)}"/></clipPath>'
    return f'{corners}<g id="{name}" clip-path="url(#{name}c)">{drawn}/></g>'


def _address(image: Image) -> str:
    """Return an image as an address: of a drawing its text, where that is shorter than base64."""
    whole = data_uri(image)
    if image.media != "image/svg+xml":
        return whole
    text = image.data if b"'" in image.data else image.data.replace(b'"', b"'")
    return min(whole, f"data:{image.media},{quote(text, _PLAIN).replace('&', '&amp;')}", key=len)


def _names() -> Iterator[str]:
    """Yield names, the shortest first."""
    yield from ascii_letters
    yield from map("".join, product(ascii_letters, ascii_letters + digits))
