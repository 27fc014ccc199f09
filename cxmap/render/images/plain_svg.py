"""Whether an SVG file is only a drawing, and how large it is: read by an XML parser, held against what is allowed."""

from __future__ import annotations

import math
import re
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple
from xml.parsers import expat

from cxmap.language import Words

MOST_ELEMENTS = 20_000
DEEPEST = 200
"""Elements inside of each other, what they refer to included: renderers are recursive."""
MOST_DRAWN = 200_000
"""Elements that a renderer meets once every reference has been followed."""
LONGEST_SIDE = 1_000_000.0

_SVG = "http://www.w3.org/2000/svg"
_DRAWING = frozenset(
    [
        "svg",
        "g",
        "defs",
        "symbol",
        "use",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "title",
        "desc",
        "metadata",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "mask",
        "pattern",
    ]
)
_NOTES_OF_EDITORS = (
    "http://www.inkscape.org/", "http://sodipodi.sourceforge.net/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://creativecommons.org/ns#", "http://web.resource.org/cc/", "http://purl.org/dc/",
)  # fmt: skip
"""Namespaces of elements that programs leave in their drawings, and nothing draws."""
_FREE = re.compile(r"id$|class$|role$|lang$|aria-|data-")
_CALL_REVERSED = re.compile(r"\(\s*+([\w-]*+)")  # forwards, a long word would be read once from each of its letters
_CALLS = frozenset(["url", "rgb", "rgba", "hsl", "hsla", "matrix", "translate", "scale", "rotate", "skewx", "skewy"])
_URL = re.compile(r"url\(\s*([\"']?)#([^\s()\"'%\\]++)\1\s*\)", re.IGNORECASE)
_LONGEST_NUMBERS = 200  # characters
_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?"
_VIEW_BOX = re.compile(rf"\s*{_NUMBER}[\s,]+{_NUMBER}[\s,]+({_NUMBER})[\s,]+({_NUMBER})\s*")
_LENGTH = re.compile(rf"\s*({_NUMBER})(?:px|pt|pc|mm|cm|in|em|ex)?\s*")


class NotSvgError(Exception):
    """A file that is no SVG."""


class NotPlainError(Exception):
    """Why an SVG file is not embedded, in words."""

    def __init__(self, reason: Words) -> None:
        super().__init__(reason.en)
        self.reason = reason


class Size(NamedTuple):
    """Width and height in units of the drawing."""

    width: float
    height: float


def size_of_drawing(data: bytes) -> Size:
    """Return the size of a drawing, once all of it has been read and found to do nothing but draw.

    Raises:
        NotSvgError: it is no SVG.
        NotPlainError: it is damaged, could act, fetch or include, is too much to draw, or has no size.
    """
    if b"\0" in data:  # UTF-16, which not every renderer reads
        raise NotSvgError
    reading = _Reading()
    try:
        reading.parser.Parse(data, True)
    except expat.ExpatError as error:
        if not reading.has_root:
            raise NotSvgError from None
        said = expat.ErrorString(error.code)
        raise NotPlainError(
            Words(f"the SVG file is damaged: line {error.lineno}: {said}", f"SVG 文件已损坏：第 {error.lineno} 行")
        ) from None
    reading.check_amount()
    return _size(reading.root)


class _Reading:
    """What the parser has met so far: for each element, its children and the ids it refers to."""

    def __init__(self) -> None:
        self.parser = parser = expat.ParserCreate("utf-8", " ")  # whatever it declares
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = lambda *_: self._refuse("<!ENTITY")
        parser.ProcessingInstructionHandler = lambda target, _: self._refuse(f"<?{target}")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        self.root: dict[str, str] = {}
        self._open: list[int] = []
        self._children: list[list[int]] = []
        self._refers: list[set[str]] = []
        self._called: dict[str, list[int]] = {}

    @property
    def has_root(self) -> bool:
        return bool(self._children)

    def check_amount(self) -> None:
        """Refuse what grows out of hand, or never ends, once references are followed."""
        if sum(len(self._called.get(name, ())) for refers in self._refers for name in refers) > MOST_DRAWN:
            raise NotPlainError(Words("the SVG draws too much", "SVG 要画的元素过多"))
        needs = {
            at: [*children, *(target for name in refers for target in self._called.get(name, ()))]
            for at, (children, refers) in enumerate(zip(self._children, self._refers, strict=True))
        }
        drawn, deep = [1] * len(needs), [1] * len(needs)
        try:
            order = list(TopologicalSorter(needs).static_order())
        except CycleError:
            raise NotPlainError(Words("the SVG refers to itself in a circle", "SVG 循环引用自身")) from None
        for at in order:
            own = 1 + sum(drawn[child] for child in self._children[at])
            referred = sum(drawn[target] for target in needs[at][len(self._children[at]) :])
            drawn[at] = own * (1 + referred)  # what a group is filled with, each of its shapes is filled with
            deep[at] = 1 + max((deep[other] for other in needs[at]), default=0)
            if drawn[at] > MOST_DRAWN or deep[at] > DEEPEST:
                raise NotPlainError(Words("the SVG draws too much", "SVG 要画的元素过多"))

    def _refuse(self, what: str) -> None:
        shown = what if len(what) <= 40 else what[:39] + "…"
        raise NotPlainError(
            Words(f"the SVG holds `{shown}`; only plain drawings are embedded", f"SVG 含有 `{shown}`；只嵌入纯图形")
        )

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding is not None and encoding.lower() not in ("utf-8", "utf8", "us-ascii", "ascii"):
            raise NotPlainError(Words("the SVG is not written in UTF-8", "SVG 不是 UTF-8 编码"))

    def _doctype(self, name: str, *_: object) -> None:
        if name.rpartition(":")[2] != "svg":
            raise NotSvgError
        self._refuse("<!DOCTYPE")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if not self._children:
            if local != "svg":
                raise NotSvgError
            if namespace != _SVG:
                raise NotPlainError(Words(f'the SVG lacks xmlns="{_SVG}"', f'SVG 缺少 xmlns="{_SVG}"'))
            self.root = attributes
        elif namespace == _SVG:
            if local not in _DRAWING:
                self._refuse(f"<{local}")
        elif not namespace.startswith(_NOTES_OF_EDITORS):
            self._refuse(f"<{local}")
        at = len(self._children)
        if at >= MOST_ELEMENTS or len(self._open) >= DEEPEST:
            raise NotPlainError(Words("the SVG draws too much", "SVG 要画的元素过多"))
        if self._open:
            self._children[self._open[-1]].append(at)
        self._open.append(at)
        self._children.append([])
        self._refers.append({found for pair in attributes.items() for found in self._references(*pair)})
        if "id" in attributes:
            self._called.setdefault(attributes["id"], []).append(at)

    def _end(self, _: str) -> None:
        self._open.pop()

    def _references(self, name: str, value: str) -> list[str]:
        """Return the ids that an attribute refers to; refuse one that acts or leads elsewhere."""
        namespace, _, local = name.rpartition(" ")
        lower = local.lower()
        if lower.startswith("on") or lower in ("base", "src", "filter"):
            self._refuse(f"{local}=")
        if lower == "href":
            if not value.startswith("#") or "%" in value:
                self._refuse(f"{local}={value}")
            return [value[1:]]
        if namespace or _FREE.match(lower):
            return []
        if "\\" in value or "@" in value or (lower == "style" and "filter" in value.lower()):
            self._refuse(f"{local}={value}")
        urls = _URL.findall(value)
        calls = [call[::-1].lower() for call in _CALL_REVERSED.findall(value[::-1])]
        if calls.count("url") != len(urls) or not _CALLS.issuperset(calls):
            self._refuse(f"{local}={value}")
        return [target for _, target in urls]


def _size(root: dict[str, str]) -> Size:
    """Return the size of the view box, else of the drawing; what is said of both must make sense."""
    sizes: list[Size | None] = []
    if any(len(root.get(name, "")) > _LONGEST_NUMBERS for name in ("viewBox", "width", "height")):
        sizes.append(None)
    elif "viewBox" in root:
        found = _VIEW_BOX.fullmatch(root["viewBox"])
        sizes.append(_sane(*found.groups()) if found else None)
    sides = [
        root[side][:_LONGEST_NUMBERS]
        for side in ("width", "height")
        if side in root and not root[side].strip().endswith("%")
    ]
    lengths = [_LENGTH.fullmatch(side) for side in sides if side.strip() != "auto"]
    if len(lengths) == 2 or None in lengths:
        sizes.append(_sane(*(found[1] for found in lengths if found)) if None not in lengths else None)
    if not sizes or None in sizes:
        raise NotPlainError(Words("its size cannot be told", "无法得知图片尺寸"))
    return next(size for size in sizes if size)


def _sane(width: str, height: str) -> Size | None:
    size = Size(float(width), float(height))
    return size if all(math.isfinite(side) and 0 < side <= LONGEST_SIDE for side in size) else None
