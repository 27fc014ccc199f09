"""What a picture is made of, in one coordinate system: points (1/72 inch) from the top left, y downwards.

Layout makes a scene, renderers write it; a test can measure it. Nothing here knows SVG, and nothing is markup:
texts are plain texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from cxmap.language import Language
    from cxmap.render.marks.icons import Icon

Anchor = Literal["start", "middle", "end"]


class Box(NamedTuple):
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height


class Rect(NamedTuple):
    """A filled or outlined rectangle; `radius` rounds its corners."""

    box: Box
    fill: str = "none"
    stroke: str = "none"
    stroke_width: float = 0.5
    radius: float = 0


class Line(NamedTuple):
    """A straight line; `dash` holds the lengths of dashes and gaps."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    width: float = 0.5
    dash: tuple[float, ...] = ()


class Curve(NamedTuple):
    """A line along points: `M` the first, then straight to each (`L`) or by cubic Béziers (`C`, three points each)."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float
    smooth: bool = True
    dash: tuple[float, ...] = ()
    fill: str = "none"
    closed: bool = False


class Label(NamedTuple):
    """Lines of text; `y` is the first baseline, `leading` the distance of baselines, `box` what the text may not leave."""

    x: float
    y: float
    lines: tuple[str, ...]
    size: float
    colour: str
    box: Box
    leading: float = 0
    bold: bool = False
    anchor: Anchor = "start"
    struck: bool = False


class Mark(NamedTuple):
    """An icon in the square at `x`, `y`; what it means is said by `title` where no text beside it does."""

    x: float
    y: float
    size: float
    icon: Icon
    colour: str
    filled: str = ""
    title: str = ""


class Image(NamedTuple):
    """A photograph or drawing, whole inside `box` or, where it is `cropped`, filling it; `radius` rounds its corners.

    `data` are the bytes of a file of the type `media`: image/png, image/jpeg or image/svg+xml.
    """

    box: Box
    data: bytes
    media: str
    title: str = ""
    radius: float = 0
    cropped: bool = False


class Group(NamedTuple):
    """Things that belong together; `title` says what they are.

    What they are about, so that a page can filter them and show details: `touchpoint` is the number of a column of the
    journey (`Place.column`), `actor` the id of a persona. `leads_to` is the id of the view that a click goes to, in a
    format with links.
    """

    items: tuple[Item, ...]
    title: str = ""
    touchpoint: int | None = None
    actor: str = ""
    leads_to: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """A part of another sheet: what of it lies in a box whose upper left corner is at `x`, `y`, shown in `box`, as large.

    What is outside of the box is cut off. Several windows may show one `sheet`, which then is the same object: a format
    that can hold it once and show it many times does so. A format that cannot draws what `windows.seen` returns.
    """

    box: Box
    sheet: Sheet
    x: float = 0.0
    y: float = 0.0


Item = Rect | Line | Curve | Label | Mark | Image | Group | Window


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page, in points; `paper` is that of this sheet, where it is another than the scene's."""

    width: float
    height: float
    items: tuple[Item, ...]
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture of one or more sheets; `paper` names the size they are made for.

    `key` is unique among the pictures of a map; `title` is the map's, `name` says what the picture shows of it,
    `description` says it in words; `takeaway` is the one sentence to remember of it, where it has one.
    """

    key: str
    title: str
    description: str
    language: Language
    fonts: tuple[str, ...]
    ground: str
    paper: str
    sheets: tuple[Sheet, ...]
    name: str = ""
    takeaway: str = ""
