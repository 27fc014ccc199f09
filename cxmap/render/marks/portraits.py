"""The portrait of a persona: a local picture, or the initials, in the outline that the persona's faces have."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from cxmap.render.marks.icons import FACE_OUTLINES
from cxmap.render.scene import Box, Curve, Image, Item, Rect
from cxmap.render.text.paragraphs import one_line
from cxmap.render.text.widths import advance
from cxmap.render.theme import paler

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.subject import Actor, Subject

_ROUND, _HEXAGON = 0, 2  # among the outlines of faces; the other is a square with round corners
_CORNER = 0.2  # of the size
_CUT = 0.24  # of a hexagon's side that its round corners take


def draw_portrait(subject: Subject, actor: Actor, box: Box) -> Iterable[Item]:
    """Draw a portrait in a square box."""
    size = box.width
    outline = FACE_OUTLINES.index(actor.outline)
    picture = subject.picture(actor.persona.portrait) if actor.persona is not None else None
    inner = _inset(box, 0.045 * size)
    if picture is not None:
        corner = inner.width / 2 if outline == _ROUND else _CORNER * inner.width
        yield Image(inner, picture.data, picture.media, actor.name, corner, cropped=True)
        yield Rect(_inset(box, 0.022 * size), "none", actor.colour, 0.022 * size, corner + 0.022 * size)
        return
    yield _shape(outline, _inset(box, 0.006 * size), "none", paler(actor.colour, 0.55), 0.008 * size)
    yield _shape(outline, inner, paler(actor.colour, 0.88), actor.colour, 0.02 * size)
    text = initials(actor.name)
    type_size = min(0.36, 0.58 / max(advance(text, bold=True), 0.5)) * size
    middle = box.y + size / 2 + 0.36 * type_size
    yield one_line(text, box.x + size / 2, middle, type_size, actor.colour, bold=True, anchor="middle")


def initials(name: str) -> str:
    """Return the letters of a portrait: of the first and the last word, or the last two characters of a Chinese name."""
    words = name.split()
    if not words:
        return ""
    if len(words) > 1 and all(word[0].isascii() for word in (words[0], words[-1])):
        return (words[0][0] + words[-1][0]).upper()
    return words[0][:1].upper() if words[0].isascii() else words[-1][-2:]


def _inset(box: Box, by: float) -> Box:
    return Box(box.x + by, box.y + by, box.width - 2 * by, box.height - 2 * by)


def _shape(outline: int, box: Box, fill: str, stroke: str, width: float) -> Item:
    if outline == _HEXAGON:
        return Curve(_hexagon(box), stroke, width, True, (), fill, True)
    corner = box.width / 2 if outline == _ROUND else _CORNER * box.width
    return Rect(box, fill, stroke, width, corner)


def _hexagon(box: Box) -> tuple[tuple[float, float], ...]:
    """Return the Bézier points of a hexagon that stands on a rounded corner."""
    x, y, radius = box.x + box.width / 2, box.y + box.height / 2, box.width / 2
    corners = [(x + radius * cos(pi / 3 * k - pi / 2), y + radius * sin(pi / 3 * k - pi / 2)) for k in range(6)]

    def towards(a: tuple[float, float], b: tuple[float, float], share: float) -> tuple[float, float]:
        return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)

    points: list[tuple[float, float]] = [towards(corners[0], corners[1], _CUT)]
    for k in range(1, 7):
        before, corner, after = corners[k - 1], corners[k % 6], corners[(k + 1) % 6]
        start, end = towards(corner, before, _CUT), towards(corner, after, _CUT)
        here = points[-1]
        points += [towards(here, start, 1 / 3), towards(here, start, 2 / 3), start]
        points += [towards(start, corner, 2 / 3), towards(end, corner, 2 / 3), end]
    return tuple(points)
