"""Turns the items of a scene into native shapes of a slide, which can be moved, changed and written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.model.reading import called
from cxmap.render.formats.paged import around
from cxmap.render.formats.pptx.drawingml import (
    curve_geometry,
    element,
    fill,
    frame,
    icon_geometry,
    line,
    plain,
    preset,
    rounded,
    text_body,
)
from cxmap.render.marks.icons import GRID, STROKE_WIDTH
from cxmap.render.page.windows import opened
from cxmap.render.scene import Box, Curve, Group, Image, Item, Label, Line, Mark, Rect
from cxmap.render.text.paragraphs import LEADING, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cxmap.language import Language
    from cxmap.render.formats.pptx.drawingml import Element
    from cxmap.render.subject import Subject

_DESCENT = 0.23
"""From the baseline to the end of a line that is set by an exact distance, in ems: between Arial's and YaHei's."""
_LONGEST_NAME = 48
_ALIGNMENTS = {"start": "l", "middle": "ctr", "end": "r"}


class Shape(NamedTuple):
    """A shape of a slide, and where it stands there in points."""

    element: Element
    box: Box


class Slide(NamedTuple):
    """What shapes need of the slide they stand on.

    `place` puts a picture into the package and returns the id of its relation and its width to one of height, or None
    where it cannot be shown; `link` returns the id of the relation to the slide of a view, or "".
    """

    subject: Subject
    scale: float
    left: float
    title: Label | None
    place: Callable[[Image], tuple[str, float] | None]
    link: Callable[[str], str]


class Shapes:
    """Makes the shapes of one slide; ids count from 2, since the tree of shapes is 1."""

    def __init__(self, slide: Slide) -> None:
        self._slide = slide
        self._id = 1
        self._language: Language = slide.subject.language
        self._makers: Mapping[type, Callable[..., Iterable[Shape]]] = {
            Rect: self._rect,
            Line: self._line,
            Curve: self._curve,
            Label: self._label,
            Mark: self._mark,
            Image: self._image,
            Group: self._group,
        }

    def of(self, items: Iterable[Item], action: str = "") -> list[Shape]:
        """Return the shapes of items; a click on their texts goes to `action`, the id of a relation."""
        shapes: list[Shape] = []
        for item in opened(items):
            if isinstance(item, Label):
                shapes += self._label(item, action)
            elif isinstance(item, Group):
                shapes += self._group(item, action)
            else:
                shapes += self._makers[type(item)](item)
        return shapes

    def _scaled(self, x: float, y: float, width: float, height: float) -> Box:
        scale = self._slide.scale
        return Box(self._slide.left + x * scale, y * scale, width * scale, height * scale)

    def _named(self, name: str, description: str = "", action: str = "") -> Element:
        """Return the id and the name of a shape, as the selection pane shows it."""
        self._id += 1
        short = plain(" ".join(name.split()))
        short = short if len(short) <= _LONGEST_NAME else short[: _LONGEST_NAME - 1] + "…"
        made = element("p:cNvPr", id=self._id, name=short)
        if description:
            made.set("descr", plain(description))
        if action:
            made.append(element("a:hlinkClick", r__id=action, action="ppaction://hlinksldjump"))
        return made

    def _shape(self, name: Element, box: Box, geometry: Element, *looks: Element) -> Shape:
        about = element("p:nvSpPr", name, element("p:cNvSpPr"), element("p:nvPr"))
        return Shape(element("p:sp", about, element("p:spPr", frame(box), geometry, *looks)), box)

    def _rect(self, rect: Rect) -> Iterable[Shape]:
        scale = self._slide.scale
        box = self._scaled(*rect.box)
        yield self._shape(
            self._named("Box"),
            box,
            rounded(box, rect.radius * scale),
            fill(rect.fill),
            line(rect.stroke, rect.stroke_width * scale),
        )

    def _line(self, item: Line) -> Iterable[Shape]:
        scale = self._slide.scale
        left, right, top, bottom = *sorted((item.x1, item.x2)), *sorted((item.y1, item.y2))
        box = self._scaled(left, top, right - left, bottom - top)
        rises = (item.x2 - item.x1) * (item.y2 - item.y1) < 0
        about = element("p:nvCxnSpPr", self._named("Line"), element("p:cNvCxnSpPr"), element("p:nvPr"))
        look = line(item.colour, item.width * scale, [length * scale for length in item.dash])
        yield Shape(element("p:cxnSp", about, element("p:spPr", frame(box, flipped=rises), preset("line"), look)), box)

    def _curve(self, curve: Curve) -> Iterable[Shape]:
        scale, left = self._slide.scale, self._slide.left
        moved = curve._replace(points=tuple((left + x * scale, y * scale) for x, y in curve.points))
        xs, ys = zip(*moved.points, strict=True)
        box = Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        yield self._shape(
            self._named("Area" if curve.closed else "Curve"),
            box,
            curve_geometry(moved, box),
            fill(curve.fill),
            line(curve.colour, curve.width * scale, [length * scale for length in curve.dash], is_round=True),
        )

    def _mark(self, mark: Mark) -> Iterable[Shape]:
        """An icon is one shape; a filled one whose features have another colour is two."""
        box = self._scaled(mark.x, mark.y, mark.size, mark.size)
        width = STROKE_WIDTH * mark.size * self._slide.scale / GRID
        icon = mark.icon
        stroke = line(mark.colour if icon.strokes else "none", width, is_round=True)
        if not mark.filled:
            yield self._shape(
                self._named(mark.title or "Icon", mark.title),
                box,
                icon_geometry(icon, strokes=True, fills=True),
                fill(mark.colour if icon.fills else "none"),
                stroke,
            )
            return
        if icon.strokes:
            yield self._shape(
                self._named(mark.title or "Icon", mark.title),
                box,
                icon_geometry(icon, strokes=True, fills=False),
                fill(mark.filled),
                stroke,
            )
        if icon.fills:
            yield self._shape(
                self._named("Icon"),
                box,
                icon_geometry(icon, strokes=False, fills=True),
                fill(mark.colour),
                line("none", 0),
            )

    def _label(self, label: Label, action: str = "") -> Iterable[Shape]:
        leading = label.leading or LEADING * label.size
        left, width = _room(label)
        top = label.y + _DESCENT * label.size - leading
        box = self._scaled(left, top, width, leading * len(label.lines))
        body = text_body(
            label.lines,
            size=label.size * self._slide.scale,
            leading=leading * self._slide.scale,
            colour=label.colour,
            bold=label.bold,
            struck=label.struck,
            align=_ALIGNMENTS[label.anchor],
            language=self._language,
        )
        is_title = label is self._slide.title
        kind = element("p:nvPr", *([element("p:ph", type="title")] if is_title else []))
        own = element("p:cNvSpPr", element("a:spLocks", noGrp=1)) if is_title else element("p:cNvSpPr", txBox=1)
        about = element("p:nvSpPr", self._named(joined(label.lines), action=action), own, kind)
        look = element("p:spPr", frame(box), preset("rect"), fill("none"))
        yield Shape(element("p:sp", about, look, body), box)

    def _image(self, image: Image) -> Iterable[Shape]:
        placed = self._slide.place(image)
        if placed is None:
            return
        relation, ratio = placed
        box = self._scaled(*image.box)
        wide = ratio * box.height / box.width  # the picture's shape, as a multiple of the box's
        cropped = {}
        if image.cropped:
            sides, share = ("l", "r") if wide > 1 else ("t", "b"), (1 - min(wide, 1 / wide)) / 2
            cropped = dict.fromkeys(sides, round(share * 100_000))
        else:
            width, height = box.width * min(wide, 1), box.height / max(wide, 1)
            box = Box(box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height)
        blip = element(
            "p:blipFill",
            element("a:blip", r__embed=relation),
            element("a:srcRect", **cropped),
            element("a:stretch", element("a:fillRect")),
        )
        about = element(
            "p:nvPicPr",
            self._named(image.title or "Picture", image.title),
            element("p:cNvPicPr", element("a:picLocks", noChangeAspect=1)),
            element("p:nvPr"),
        )
        geometry = rounded(box, image.radius * self._slide.scale)
        yield Shape(element("p:pic", about, blip, element("p:spPr", frame(box), geometry)), box)

    def _group(self, group: Group, action: str = "") -> Iterable[Shape]:
        """A group with a meaning becomes one that can be found in the selection pane; another is only its content."""
        action = self._slide.link(group.leads_to) or action
        name = self._group_name(group)
        if not name:
            yield from self.of(group.items, action)
            return
        about = self._named(name)
        inside = self.of(group.items, action)
        if not inside:
            return
        box = around(shape.box for shape in inside)
        heads = element("p:nvGrpSpPr", about, element("p:cNvGrpSpPr"), element("p:nvPr"))
        place = element("p:grpSpPr", frame(box, inside=True))
        yield Shape(element("p:grpSp", heads, place, *(shape.element for shape in inside)), box)

    def _group_name(self, group: Group) -> str:
        if group.title or not group.items:
            return group.title
        subject = self._slide.subject
        if group.touchpoint is not None:
            place = next((place for place in subject.columns if place.column == group.touchpoint), None)
            return called(place.touchpoint, subject.language) if place else ""
        return next((actor.name for actor in subject.actors if actor.id == group.actor), "")


def _room(label: Label) -> tuple[float, float]:
    """Return the left edge and the width of the room in which a label is aligned as it was drawn."""
    box, x = label.box, label.x
    if label.anchor == "start":
        return x, max(box.right - x, label.size)
    if label.anchor == "end":
        return min(box.x, x - label.size), max(x - box.x, label.size)
    half = max(min(x - box.x, box.right - x), label.size / 2)
    return x - half, 2 * half
