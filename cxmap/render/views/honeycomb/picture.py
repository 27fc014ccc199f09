"""Draws honeycombs: the large one with the lines between its hexagons, and small ones of stages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import floor, inf
from typing import TYPE_CHECKING, ClassVar

from cxmap.render.scene import Box, Curve, Group, Item, Label, Rect
from cxmap.render.text.paragraphs import one_line, wrapped
from cxmap.render.text.widths import advance
from cxmap.render.theme import BAD, SMALLEST_TEXT
from cxmap.render.views.honeycomb import labels
from cxmap.render.views.honeycomb.cells import Cell, arranged, badge_on, bent, extent_of
from cxmap.render.views.honeycomb.shades import shade_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.curve.geometry import Point
    from cxmap.render.subject import Subject
    from cxmap.render.views.honeycomb.scores import Comb, Honeycomb, Link, Score

NAME, FIGURE, SOURCE = 0.2, 0.44, 0.155  # sizes of texts, in radii
_TEXT_WIDTH = 1.6  # of a hexagon's name, in radii
_MOST_LINES = 3
_LONGEST = 9.0  # ems: a longer name is set smaller, or cut
_LEADING = 1.2
_THIN = 0.03  # radii: a line of one touchpoint
THIN_COLOUR = "#D98B73"  # of the same hue
_THICK = 0.13


@dataclass(frozen=True, slots=True)
class Picture:
    """A honeycomb in a box: `named` writes the dimensions into the hexagons, `links` are drawn between them.

    A `small` one leaves to the text beside it which dimension is the weakest, and what a figure is the mean of.
    """

    subject: Subject
    honeycomb: Honeycomb
    comb: Comb
    links: Sequence[Link] = ()
    named: bool = True
    small: bool = False

    @property
    def order(self) -> list[str]:
        """The dimensions as they are arranged: the centre first."""
        names, centre = list(self.honeycomb.names), self.honeycomb.centre
        return [centre, *(name for name in names if name != centre)] if centre is not None else names

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The hexagons around the origin, in radii, in that order."""
        centred = self.honeycomb.centre is not None
        return arranged(len(self.honeycomb.names), centred=centred, linked=bool(self.links))

    @property
    def _mark_colour(self) -> str:
        return mark_colour(self.subject, self.comb)

    def radius_in(self, width: float, height: float) -> float:
        """Return the radius of a hexagon, in points, with which the picture fills a box."""
        extent = extent_of(self.cells)
        return min(width / extent.width, height / extent.height)

    unbounded: ClassVar = 1e6
    """A height that is none."""

    def height_of(self, radius: float) -> float:
        """Return the height of the picture."""
        return extent_of(self.cells).height * radius

    def least_radius(self, size: float) -> float:
        """Return the radius, in points, with which names of a size stand in the hexagons on two lines, no word broken."""
        widest = max(
            _ems_on_two_lines(self.honeycomb.names[name]) / cell.radius
            for name, cell in zip(self.order, self.cells, strict=True)
        )
        return widest * size / _TEXT_WIDTH

    def draw(self, box: Box, *, at_top: bool = False, largest: float = inf) -> Iterable[Item]:
        """Draw in the middle of `box`, or at its top; no hexagon's radius becomes larger than `largest`."""
        extent = extent_of(self.cells)
        radius = min(self.radius_in(box.width, box.height), largest)
        x = box.x + box.width / 2 - (extent.left + extent.right) / 2 * radius
        y = box.y + box.height / 2 - (extent.top + extent.bottom) / 2 * radius
        if at_top:
            y = box.y - extent.top * radius
        placed = tuple(Cell(x + c.x * radius, y + c.y * radius, c.radius * radius) for c in self.cells)
        badges: list[Item] = []
        yield from self._lines(radius, (x, y), badges)
        weakest = self.comb.weakest
        for name, cell in zip(self.order, placed, strict=True):
            items = tuple(self._hexagon(name, cell, weak=name in weakest))
            yield Group(items, title=self._said(name))
        yield from badges
        if not self.small:
            for name, cell in zip(self.order, placed, strict=True):
                if name in weakest:
                    yield from self._tag(cell)

    def _said(self, name: str) -> str:
        score = self.comb.scores[name]
        said = figure_of(score.value) if score else self.subject.say(labels.NOT_SCORED)
        return self.subject.named(self.honeycomb.names[name], said)

    def _lines(self, radius: float, middle: Point, badges: list[Item]) -> Iterable[Item]:
        """Draw the links: the more touchpoints, the thicker; from two on their number stands on the line."""
        order = self.order
        taken = self._tag_places()
        most = max((len(link.places) for link in self.links), default=1)
        size = max(SMALLEST_TEXT, 0.17 * radius)
        reach = 0.8 * size / radius  # of a badge, in radii
        # The thickest first, so that their figures have the best places; they are drawn last, over the others.
        drawn: list[Item] = []
        for link in reversed(self.links):
            way = bent(self.cells, order.index(link.first), order.index(link.second))
            count = len(link.places)
            points = tuple((middle[0] + x * radius, middle[1] + y * radius) for x, y in way)
            width = (_THIN + (count - 1) / max(most - 1, 3) * (_THICK - _THIN)) * radius
            drawn.append(Curve(points, BAD if count > 1 else THIN_COLOUR, width))
            if count > 1:
                # a light edge, so that crossings can be told
                drawn.append(Curve(points, self.subject.theme.ground, width + 0.05 * radius))
                taken.append(badge_on(way, self.cells, taken, 2.1 * reach))
                x, y = middle[0] + taken[-1][0] * radius, middle[1] + taken[-1][1] * radius
                side = 1.6 * size
                badges.append(Rect(Box(x - side / 2, y - side / 2, side, side), "#FFFFFF", BAD, 0.05 * side, side / 2))
                badges.append(one_line(str(count), x, y + 0.36 * size, size, BAD, bold=True, anchor="middle"))
        yield from reversed(drawn)

    def _tag_places(self) -> list[Point]:
        """Return where the tags of the weakest stand, in radii: points along each."""
        weakest = self.comb.weakest
        tops = [
            (cell.x, cell.y - cell.radius) for name, cell in zip(self.order, self.cells, strict=True) if name in weakest
        ]
        return [(x + side * 0.3, y) for x, y in tops for side in (-1, 0, 1)]

    def _hexagon(self, name: str, cell: Cell, *, weak: bool) -> Iterable[Item]:
        theme, score = self.subject.theme, self.comb.scores[name]
        corners = (*cell.corners(),)
        line = 0.018 * cell.radius
        if score is None:
            yield Curve(
                corners,
                theme.soft,
                max(0.5, line),
                False,
                (0.07 * cell.radius, 0.055 * cell.radius),
                theme.ground,
                True,
            )
            yield from self._texts(name, cell, "", theme.soft, "")
            return
        fill, ink = shade_of(score.value, theme.accent)
        edge = self._mark_colour if weak else shade_of(4, theme.accent).fill
        yield Curve(corners, edge, max(1.2, 0.06 * cell.radius) if weak else max(0.4, line), False, (), fill, True)
        source = f"n={score.n}" if score.n and not self.small else ""
        yield from self._texts(name, cell, figure_of(score.value), ink, source)

    def _texts(self, name: str, cell: Cell, figure: str, ink: str, source: str) -> Iterable[Label]:
        """Write figure, name and source under each other, in the middle of a hexagon."""
        r = cell.radius
        figure_size = max(SMALLEST_TEXT, FIGURE * r)
        if not self.named:
            if not figure:
                return
            yield one_line(figure, cell.x, cell.y + 0.36 * figure_size, figure_size, ink, bold=True, anchor="middle")
            return
        size, lines = self._name_lines(name, r)
        small = max(SMALLEST_TEXT, SOURCE * r)
        below = source or ("" if figure or self.small else self.subject.say(labels.NOT_SCORED))
        tall = (0.86 * figure_size if figure else 0) + len(lines) * _LEADING * size + (_LEADING * small if below else 0)
        top = cell.y - tall / 2 - (0.04 * r if figure else 0)
        if figure:
            yield one_line(figure, cell.x, top + 0.76 * figure_size, figure_size, ink, bold=True, anchor="middle")
            top += 0.86 * figure_size + 0.06 * r
        wide = max(advance(line, bold=True) for line in lines) * size
        box = Box(cell.x - wide / 2, top, wide, len(lines) * _LEADING * size)
        yield Label(cell.x, top + 0.9 * size, lines, size, ink, box, _LEADING * size, True, "middle")
        if below:
            yield one_line(below, cell.x, box.bottom + 0.95 * small, small, ink, anchor="middle")

    def _name_lines(self, name: str, radius: float) -> tuple[float, tuple[str, ...]]:
        """Return a name's size and lines: as large as fits; what does not fit even so is cut, and told in the table."""
        text = self.honeycomb.names[name]
        size = NAME * radius
        while True:
            size = max(size, SMALLEST_TEXT)
            lines = wrapped(text, _TEXT_WIDTH * radius / size, bold=True)
            if len(lines) <= 2 or (size <= 0.8 * NAME * radius and len(lines) <= _MOST_LINES):
                return size, lines
            if size <= SMALLEST_TEXT or size < 0.5 * NAME * radius:
                return size, (*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1][:-1]}…")
            size *= 0.92

    def _tag(self, cell: Cell) -> Iterable[Item]:
        """Mark a weakest hexagon at its upper corner, in words."""
        size = max(SMALLEST_TEXT, 0.15 * cell.radius)
        text = self.subject.say(labels.WEAKEST)
        wide, tall = (advance(text, bold=True) + 1.1) * size, 1.5 * size
        top = cell.y - cell.radius - 0.45 * tall
        yield Rect(Box(cell.x - wide / 2, top, wide, tall), self._mark_colour, radius=tall / 2)
        yield one_line(text, cell.x, top + 1.08 * size, size, "#FFFFFF", bold=True, anchor="middle")


def mark_colour(subject: Subject, comb: Comb) -> str:
    """Return the colour in which the weakest dimensions are marked: that of what is bad only where they are."""
    return BAD if comb.is_bad else subject.theme.soft


def figure_of(value: float) -> str:
    """Write a score with at most one decimal; a half is rounded up."""
    return f"{floor(value * 10 + 0.5) / 10:g}"


@cache
def _ems_on_two_lines(name: str) -> float:
    """Return how wide a cell must be, in ems, for a name in bold type on two lines; a word of Latin letters stays whole."""
    ems = max((advance(word, bold=True) for word in name.split() if word.isascii()), default=3.0)
    while ems < _LONGEST:
        if len(wrapped(name, ems, bold=True)) <= 2:
            return ems
        ems += 0.5
    return _LONGEST


def draw_chip(subject: Subject, cell: Cell, score: Score | None) -> Iterable[Item]:
    """Draw a small hexagon with a score."""
    theme = subject.theme
    if score is None:
        yield Curve(cell.corners(), theme.soft, 0.5, False, (1.6, 1.3), theme.ground, True)
        text, ink = "–", theme.soft
    else:
        fill, ink = shade_of(score.value, theme.accent)
        yield Curve(cell.corners(), shade_of(4, theme.accent).fill, 0.4, False, (), fill, True)
        text = figure_of(score.value)
    size = max(SMALLEST_TEXT, 0.9 * cell.radius)
    yield one_line(text, cell.x, cell.y + 0.36 * size, size, ink, bold=True, anchor="middle")
