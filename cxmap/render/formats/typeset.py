"""Makes SVG for engines outside of a browser: every run of text names its one font, and nothing is left to a fallback.

These engines (usvg, in resvg and typst) take any font for what the named one lacks, and stop at pictures of several code
points (linebender/resvg #732).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from cxmap.render.formats.svg import Drawing
from cxmap.render.scene import Group, Label, Window
from cxmap.render.windows import narrowed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from xml.etree.ElementTree import Element

    from cxmap.render.book import Book
    from cxmap.render.fonts.chosen import Chosen, Run
    from cxmap.render.scene import Item, Scene, Sheet

_SVG = "http://www.w3.org/2000/svg"
_TEXT, _TSPAN = f"{{{_SVG}}}text", f"{{{_SVG}}}tspan"
_BOLD = ("bold", "600", "700")


def texts_of(book: Book) -> Iterator[str]:
    """Yield every text that a book's pictures show."""
    for plate in book.plates:
        for sheet in plate.scene.sheets:
            yield from _lines(sheet.items)


def _lines(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Label):
            yield from item.lines
        elif isinstance(item, Group):
            yield from _lines(item.items)
        elif isinstance(item, Window):
            yield from _lines(item.sheet.items)


def typeset(
    scene: Scene, sheet: Sheet, chosen: Chosen, size: tuple[float, float], names: Mapping[str, str] | None = None
) -> str:
    """Return a sheet of a scene as SVG with its fonts chosen, of a size in pixels.

    `names` are what an engine calls families, where that differs.
    """
    root = ET.fromstring(Drawing(replace(scene, sheets=(narrowed(sheet),))).svg())  # noqa: S314  written by this package just now
    root.set("width", f"{size[0]:g}")
    root.set("height", f"{size[1]:g}")
    root.attrib.pop("font-family", None)
    _set_fonts(root, chosen, names or {})
    ET.register_namespace("", _SVG)
    return ET.tostring(root, encoding="unicode")


def _set_fonts(element: Element, chosen: Chosen, names: Mapping[str, str], weight: str = "") -> None:
    """Give every text below an element its fonts; `weight` is what it inherits."""
    for child in element:
        own_weight = child.get("font-weight", weight)
        if child.tag != _TEXT:
            _set_fonts(child, chosen, names, own_weight)
            continue
        for line in (*child, child):
            _set_runs(line, chosen.runs(line.text or "", bold=own_weight in _BOLD), names)


def _set_runs(line: Element, runs: list[Run], names: Mapping[str, str]) -> None:
    """Set a line, or the text before the first of several lines, in runs."""
    if len(runs) == 1 and not len(line):
        line.text = runs[0].text
        line.set("font-family", _quoted(runs[0].family, names))
        return
    line.text = None
    for place, run in enumerate(runs):
        part = ET.Element(_TSPAN, {"font-family": _quoted(run.family, names)})
        part.text = run.text
        line.insert(place, part)


def _quoted(family: str, names: Mapping[str, str]) -> str:
    name = names.get(family, family).replace("\\", "").replace("'", "")
    return f"'{name}'"
