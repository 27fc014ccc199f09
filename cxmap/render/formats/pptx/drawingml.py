"""Elements of DrawingML (ECMA-376, part 1, §20.1): places, fills, lines, geometries and texts of shapes.

They are made as trees, so that texts are escaped by who writes them. Lengths come in points, and go out in EMU.
"""

from __future__ import annotations

import re
from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from cxmap.render.formats.pptx.paths import Point, Step, steps_of
from cxmap.render.marks.icons import GRID

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.language import Language
    from cxmap.render.marks.icons import Icon
    from cxmap.render.scene import Box, Curve

EMU = 12700
"""English metric units to the point."""
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = {"a": _A, "p": _P, "r": _R}
_UNITS = 1000  # of a path, to one of the icons' grid
_WHOLE = 100_000  # what DrawingML calls 100 %
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LANGUAGES = {"zh": ("zh-CN", "en-US"), "en": ("en-US", "zh-CN")}

Element = Any
"""An element of lxml."""


def tag(name: str) -> str:
    """Return `a:off` as the tag that lxml knows."""
    prefix, local = name.split(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def element(kind: str, /, *children: Element, **attributes: object) -> Element:
    """Make an element with its children; attributes with a prefix are written `r__id`."""
    made = etree.Element(tag(kind), nsmap=_SPACES)
    for key, value in attributes.items():
        made.set(tag(key.replace("__", ":")) if "__" in key else key, plain(str(value)))
    made.extend(children)
    return made


def plain(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _NOT_IN_XML.sub("", text)


def emu(points: float) -> int:
    """Return a length in EMU."""
    return round(points * EMU)


def frame(box: Box, *, flipped: bool = False, inside: bool = False) -> Element:
    """Return where a shape stands; `flipped` is upside down; `inside` says so of a group's content, too."""
    off, ext = {"x": emu(box.x), "y": emu(box.y)}, {"cx": emu(box.width), "cy": emu(box.height)}
    made = element("a:xfrm", element("a:off", **off), element("a:ext", **ext))
    if flipped:
        made.set("flipV", "1")
    if inside:
        made.extend((element("a:chOff", **off), element("a:chExt", **ext)))
    return made


def fill(colour: str) -> Element:
    """Return the fill with a colour `#RRGGBB`, or with none."""
    if colour in ("none", ""):
        return element("a:noFill")
    digits = colour.lstrip("#").upper()
    return element(
        "a:solidFill", element("a:srgbClr", val=digits if len(digits) == 6 else "".join(2 * d for d in digits))
    )


def line(colour: str, width: float, dash: Sequence[float] = (), *, is_round: bool = False) -> Element:
    """Return how an outline looks; dashes and gaps in points."""
    if colour in ("none", "") or width <= 0:
        return element("a:ln", element("a:noFill"))
    made = element("a:ln", fill(colour), w=emu(width), **({"cap": "rnd"} if is_round else {}))
    if dash:
        even = tuple(dash) if len(dash) % 2 == 0 else (*dash, *dash)
        lengths = [round(length / width * _WHOLE) for length in even]
        pairs = zip(lengths[::2], lengths[1::2], strict=True)
        made.append(element("a:custDash", *(element("a:ds", d=d, sp=sp) for d, sp in pairs)))
    if is_round:
        made.append(element("a:round"))
    return made


def preset(name: str, **adjustments: float) -> Element:
    """Return a geometry of PowerPoint's own; adjustments are shares."""
    guides = (element("a:gd", name=key, fmla=f"val {round(share * _WHOLE)}") for key, share in adjustments.items())
    return element("a:prstGeom", element("a:avLst", *guides), prst=name)


def rounded(box: Box, radius: float) -> Element:
    """Return the geometry of a rectangle with round corners."""
    least = min(box.width, box.height)
    if not radius or least <= 0:
        return preset("rect")
    if box.width == box.height and radius >= least / 2:
        return preset("ellipse")
    return preset("roundRect", adj=min(radius / least, 0.5))


def icon_geometry(icon: Icon, *, strokes: bool, fills: bool) -> Element:
    """Return the geometry of an icon: what is only stroked and what is only filled are paths of their own."""
    paths = []
    if strokes and icon.strokes:
        paths.append(_icon_path(icon.strokes, "" if not fills else "none"))
    if fills and icon.fills:
        made = _icon_path(icon.fills, "")
        made.set("stroke", "0")
        paths.append(made)
    return _custom(paths)


@lru_cache(maxsize=512)
def _icon_master(data: str) -> Element:
    return _path(steps_of(data), GRID, GRID, _UNITS)


def _icon_path(data: str, filled: str) -> Element:
    made = deepcopy(_icon_master(data))
    if filled:
        made.set("fill", filled)
    return made


def curve_geometry(curve: Curve, box: Box) -> Element:
    """Return the geometry of a curve within its box."""
    shifted = [Point(x - box.x, y - box.y) for x, y in curve.points]
    first, rest = shifted[0], shifted[1:]
    size = 3 if curve.smooth else 1
    steps = [Step("M", (first,))]
    steps += [Step("C" if curve.smooth else "L", tuple(rest[i : i + size])) for i in range(0, len(rest), size)]
    steps += [Step("Z")] if curve.closed else []
    made = _path(steps, box.width, box.height, EMU)
    if curve.fill == "none":
        made.set("fill", "none")
    return _custom([made])


def _custom(paths: Iterable[Element]) -> Element:
    empty = (element(f"a:{name}") for name in ("avLst", "gdLst", "ahLst", "cxnLst"))
    return element("a:custGeom", *empty, element("a:rect", l="0", t="0", r="r", b="b"), element("a:pathLst", *paths))


def _path(steps: Iterable[Step], width: float, height: float, units: int) -> Element:
    names = {"M": "a:moveTo", "L": "a:lnTo", "C": "a:cubicBezTo", "Z": "a:close"}
    made = element("a:path", w=max(1, round(width * units)), h=max(1, round(height * units)))
    for step in steps:
        points = (element("a:pt", x=round(p.x * units), y=round(p.y * units)) for p in step.points)
        made.append(element(names[step.command], *points))
    return made


def text_body(
    lines: Sequence[str],
    *,
    size: float,
    leading: float,
    colour: str,
    bold: bool,
    align: str,
    language: Language,
    struck: bool = False,
) -> Element:
    """Return the text of a shape: one paragraph, its lines broken as they were drawn, set by an exact distance."""
    look = _look(size, colour, bold, language, struck)
    runs = [element("a:r", deepcopy(look), _said(lines[0]))]
    for line_ in lines[1:]:
        runs += [element("a:br", deepcopy(look)), element("a:r", deepcopy(look), _said(line_))]
    paragraph = element("a:p", deepcopy(_setting(leading, align)), *runs)
    return element("p:txBody", deepcopy(_frame(len(lines) > 1)), element("a:lstStyle"), paragraph)


# What many texts share is made once, and copied.


@lru_cache(maxsize=512)
def _look(size: float, colour: str, bold: bool, language: Language, struck: bool) -> Element:
    lang, other = _LANGUAGES[language]
    return element(
        "a:rPr",
        fill(colour),
        element("a:latin", typeface="+mn-lt"),
        element("a:ea", typeface="+mn-ea"),
        lang=lang,
        altLang=other,
        sz=max(100, round(size * 100)),
        b=int(bold),
        **({"strike": "sngStrike"} if struck else {}),
        dirty="0",
    )


@lru_cache(maxsize=512)
def _setting(leading: float, align: str) -> Element:
    spacing = element("a:lnSpc", element("a:spcPts", val=round(leading * 100)))
    space = [element(f"a:{name}", element("a:spcPts", val=0)) for name in ("spcBef", "spcAft")]
    return element("a:pPr", spacing, *space, element("a:buNone"), algn=align, marL=0, indent=0)


@lru_cache(maxsize=2)
def _frame(wraps: bool) -> Element:
    inset = dict.fromkeys(("lIns", "tIns", "rIns", "bIns"), 0)
    return element("a:bodyPr", element("a:noAutofit"), wrap="square" if wraps else "none", anchor="t", **inset)


def _said(text: str) -> Element:
    made = element("a:t")
    made.text = plain(text)
    return made
