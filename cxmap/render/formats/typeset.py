"""Makes SVG for engines outside of a browser: every run of text names its one font, and nothing is left to a fallback.

These engines (usvg, in resvg and typst) take any font for what the named one lacks. And they stop at a ligature in a line
of several fonts (linebender/resvg #732), so every run begins at a place of its own, by the widths of its font.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from cxmap.render.formats.svg import Drawing
from cxmap.render.page.windows import narrowed
from cxmap.render.scene import Group, Label, Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from xml.etree.ElementTree import Element

    from cxmap.render.book import Book
    from cxmap.render.fonts.chosen import Chosen, Family, Run
    from cxmap.render.scene import Item, Scene, Sheet

_SVG = "http://www.w3.org/2000/svg"
_TEXT, _TSPAN = f"{{{_SVG}}}text", f"{{{_SVG}}}tspan"
_BOLD = ("bold", "600", "700")
_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}


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
    _set_fonts(root, chosen, names or {}, _Look())
    ET.register_namespace("", _SVG)
    return ET.tostring(root, encoding="unicode")


class _Look(NamedTuple):
    """What a text inherits."""

    weight: str = ""
    anchor: str = "start"
    size: float = 16.0

    def of(self, element: Element) -> _Look:
        """Return what holds inside of an element."""
        return _Look(
            element.get("font-weight", self.weight),
            element.get("text-anchor", self.anchor),
            float(element.get("font-size", self.size)),
        )


def _set_fonts(element: Element, chosen: Chosen, names: Mapping[str, str], inherited: _Look) -> None:
    """Give every text below an element its fonts."""
    for child in element:
        look = inherited.of(child)
        if child.tag != _TEXT:
            _set_fonts(child, chosen, names, look)
            continue
        bold = look.weight in _BOLD
        for line in (*child, child):
            _set_runs(line, chosen.runs(line.text or "", bold=bold), names, look, float(line.get("x", 0)))


def _set_runs(line: Element, runs: list[Run], names: Mapping[str, str], look: _Look, x: float) -> None:
    """Set a line, or the text before the first of several lines, in runs."""
    if len(runs) == 1 and not len(line):
        line.text = runs[0].text
        line.set("font-family", _quoted(runs[0].family, names))
        return
    widths = [run.advance(bold=look.weight in _BOLD) * look.size for run in runs]
    x -= sum(widths) * _BEFORE[look.anchor] if len(runs) > 1 else 0
    line.text = None
    for place, (run, width) in enumerate(zip(runs, widths, strict=True)):
        attributes = {"font-family": _quoted(run.family, names)}
        if len(runs) > 1:
            attributes |= {"x": f"{x:.2f}", "text-anchor": "start"}
        part = ET.Element(_TSPAN, attributes)
        part.text = run.text
        line.insert(place, part)
        x += width


def _quoted(family: Family, names: Mapping[str, str]) -> str:
    name = names.get(family.name, family.name).replace("\\", "").replace("'", "")
    return f"'{name}'"
