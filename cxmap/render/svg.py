"""Writes a scene as SVG that stands alone: no script, no style sheet, no reference, nothing fetched."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.scene import Curve, Item, Scene, Sheet
from cxmap.render.templating import environment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jinja2 import Template

_SHEET_GAP = 24.0
_NOT_IN_IDS = re.compile(r"[^\w.-]")
_GENERIC_FONTS = frozenset({"serif", "sans-serif", "monospace", "system-ui"})


class _PlacedSheet(NamedTuple):
    width: float
    height: float
    items: tuple[Item, ...]
    top: float


def scene_svg(scene: Scene) -> str:
    """Return a scene as one SVG document, its sheets under each other, in points."""
    return _render(scene, scene.sheets, scene.key, size="pt")


def sheet_svg(scene: Scene, index: int) -> str:
    """Return one sheet as an `<svg>` element for a page; it takes the size the page gives it."""
    return _render(scene, scene.sheets[index : index + 1], f"{scene.key}-{index + 1}", size="")


def _render(scene: Scene, sheets: Sequence[Sheet], key: str, size: str) -> str:
    placed, top = [], 0.0
    for sheet in sheets:
        placed.append(_PlacedSheet(sheet.width, sheet.height, sheet.items, top))
        top += sheet.height + _SHEET_GAP
    return _template().render(
        sheets=placed,
        width=max((sheet.width for sheet in sheets), default=1.0),
        height=max(top - _SHEET_GAP, 1.0),
        key=_NOT_IN_IDS.sub("-", key),
        size=size,
        title=scene.title,
        description=scene.description,
        language=scene.language,
        fonts=font_stack(scene.fonts),
        ground=scene.ground,
    )


def font_stack(fonts: Iterable[str]) -> str:
    """Return font families as CSS writes them; what could end a CSS string is dropped from their names."""
    plain = (re.sub(r"[^\w .\-]", "", font).strip() for font in fonts)
    return ", ".join(font if font in _GENERIC_FONTS else f"'{font}'" for font in plain if font)


@cache
def _template() -> Template:
    made = environment()
    made.filters |= {"n": _number, "n4": _fine_number, "numbers": _numbers, "path": _path, "joint": _joint}
    return made.get_template("picture.svg.j2")


def _number(value: float) -> str:
    """Write a length with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


def _fine_number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _numbers(values: Iterable[float]) -> str:
    return " ".join(_number(value) for value in values)


def _path(curve: Curve) -> str:
    first, *rest = (f"{_number(x)} {_number(y)}" for x, y in curve.points)
    return f"M{first}{'C' if curve.smooth else 'L'}{' '.join(rest)}{'Z' if curve.closed else ''}"


def _joint(following: str, line: str) -> str:
    """Return the space that line breaking took away between two lines, so that copied text keeps its words apart."""
    return " " if line[-1:].isascii() and following[:1].isascii() else ""


