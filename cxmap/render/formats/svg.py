"""Writes a scene as SVG that stands alone: no script, no style sheet, no reference, nothing fetched."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from cxmap.render.icons import GRID, STROKE_WIDTH
from cxmap.render.paragraphs import joint
from cxmap.render.templating import environment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jinja2 import Environment

    from cxmap.render.book import Book
    from cxmap.render.scene import Box, Curve, Image, Label, Line, Mark, Scene

_SHEET_GAP = 24.0
_NOT_IN_IDS = re.compile(r"[^\w.-]")
_GENERIC_FONTS = frozenset({"serif", "sans-serif", "monospace", "system-ui"})


class _Body(NamedTuple):
    """A sheet's markup, and how far down the document it begins."""

    markup: Markup
    top: float


@dataclass(frozen=True)
class Drawing:
    """A scene with its markup, which SVG and HTML share; `source` is the text it was drawn from, to be embedded."""

    scene: Scene
    source: str = ""

    @cached_property
    def _markups(self) -> tuple[Markup, ...]:
        template = _environment().get_template(
            "picture.svg.j2", globals={"ground": self.scene.ground, "stroke_width": STROKE_WIDTH}
        )
        write: Any = vars(template.module)["body"]
        return tuple(write(sheet) for sheet in self.scene.sheets)

    def svg(self) -> str:
        """Return one SVG document, the sheets under each other, in points."""
        scene = self.scene
        return self._document(range(len(scene.sheets)), scene.key, scene.title, scene.description, size="pt")

    def sheet(self, index: int, title: str) -> str:
        """Return one sheet as an `<svg>` element for a page; the page gives it its size and describes it in words."""
        return self._document([index], f"{self.scene.key}-{index + 1}", title, "", size="")

    def _document(self, sheets: Sequence[int], key: str, title: str, description: str, size: str) -> str:
        bodies, top = [], 0.0
        for index in sheets:
            bodies.append(_Body(self._markups[index], top))
            top += self.scene.sheets[index].height + _SHEET_GAP
        scene = self.scene
        return (
            _environment()
            .get_template("document.svg.j2")
            .render(
                bodies=bodies,
                width=max((scene.sheets[index].width for index in sheets), default=1.0),
                height=max(top - _SHEET_GAP, 1.0),
                key=_NOT_IN_IDS.sub("-", key),
                size=size,
                title=title,
                description=description,
                language=scene.language,
                fonts=font_stack(scene.fonts),
                source=self.source if size else "",
            )
        )


def scene_svg(scene: Scene) -> str:
    """Return a scene as one SVG document, its sheets under each other, in points."""
    return Drawing(scene).svg()


def book_svgs(book: Book) -> Iterable[str]:
    """Return the plates of a book, each as one SVG document."""
    return (Drawing(plate.scene, book.source).svg() for plate in book.plates)


def font_stack(fonts: Iterable[str]) -> str:
    """Return font families as CSS writes them; what could end a CSS string is dropped from their names."""
    plain = (re.sub(r"[^\w .\-]", "", font).strip() for font in fonts)
    return ", ".join(font if font in _GENERIC_FONTS else f"'{font}'" for font in plain if font)


@cache
def _environment() -> Environment:
    made = environment()
    made.filters |= {
        "n": _number, "numbers": _numbers, "path": _path, "joint": joint, "start": _start, "line_start": _line_start,
        "ends": _ends, "placing": _placing, "frame": _frame, "data_uri": data_uri,
    }  # fmt: skip
    return made


def data_uri(image: Image) -> str:
    """Return an image as an address that holds all of it."""
    return f"data:{image.media};base64,{base64.b64encode(image.data).decode()}"


def _number(value: float) -> str:
    """Write a length with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


def _numbers(values: Iterable[float]) -> str:
    return " ".join(map(_number, values))


# The filters below write several numbers at once, since each value that a template prints by itself costs as much as
# the whole item. They hold numbers and nothing else, and so need no escaping.


def _start(label: Label) -> Markup:
    return Markup(f'x="{_number(label.x)}" y="{_number(label.y)}" font-size="{_number(label.size)}"')  # noqa: S704


def _line_start(label: Label, index: int) -> Markup:
    return Markup(f'x="{_number(label.x)}" y="{_number(label.y + index * label.leading)}"')  # noqa: S704


def _frame(box: Box) -> Markup:
    x, y, width, height = map(_number, box)
    return Markup(f'x="{x}" y="{y}" width="{width}" height="{height}"')  # noqa: S704


def _ends(line: Line) -> str:
    return f"M{_number(line.x1)} {_number(line.y1)}L{_number(line.x2)} {_number(line.y2)}"


def _placing(mark: Mark) -> str:
    scale = f"{mark.size / GRID:.4f}".rstrip("0").rstrip(".")
    return f"translate({_number(mark.x)} {_number(mark.y)}) scale({scale})"


def _path(curve: Curve) -> str:
    first, *rest = (f"{_number(x)} {_number(y)}" for x, y in curve.points)
    return f"M{first}{'C' if curve.smooth else 'L'}{' '.join(rest)}{'Z' if curve.closed else ''}"
