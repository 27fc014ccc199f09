"""Small honeycombs of the stages, beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cxmap.language import listed
from cxmap.render.page.blocks import Drawing
from cxmap.render.scene import Box, Group, Item, Line
from cxmap.render.text.paragraphs import MINOR, STRONG, Cell, Paragraph, cell_height, draw_cell
from cxmap.render.theme import SMALLEST_TEXT
from cxmap.render.views.honeycomb import labels
from cxmap.render.views.honeycomb.picture import Picture, mark_colour
from cxmap.render.views.honeycomb.saying import sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.subject import Subject
    from cxmap.render.views.honeycomb.scores import Comb, Honeycomb

_BETWEEN = 2.0
_LEAST_RADIUS = 2.75  # ems, where the width allows
_UNDER_HEAD = 1.1


def stage_rows(subject: Subject, honeycomb: Honeycomb, per_row: int) -> Iterable[Drawing]:
    """Yield the stages in rows."""
    for start in range(0, len(honeycomb.stages), per_row):
        row = _Row(subject, honeycomb, honeycomb.stages[start : start + per_row], per_row)
        yield Drawing(row.height, row.paint, grows=0.55, gap=1.0)


@dataclass(frozen=True)
class _Row:
    subject: Subject
    honeycomb: Honeycomb
    combs: Sequence[Comb]
    per_row: int

    def _width(self, width: float, body: float) -> float:
        return (width - _BETWEEN * body * (self.per_row - 1)) / self.per_row

    @cached_property
    def _cells(self) -> list[Cell]:
        return [self._head(comb) for comb in self.combs]

    def _head(self, comb: Comb) -> Cell:
        theme, say = self.subject.theme, self.subject.say
        said = sources(self.subject, comb) or say(labels.NOT_SCORED)
        cell = [Paragraph(comb.name, theme.ink, STRONG), Paragraph(said, theme.soft, MINOR, space_before=0.05)]
        if comb.weakest:
            names = listed([self.honeycomb.names[name] for name in comb.weakest], self.subject.language)
            text = say(labels.WEAKEST_NAMED).format(names)
            cell.append(Paragraph(text, mark_colour(self.subject, comb), MINOR, space_before=0.05))
        return tuple(cell)

    def _picture(self, comb: Comb, *, named: bool) -> Picture:
        return Picture(self.subject, self.honeycomb, comb, named=named, small=True)

    def _heads(self, width: float, body: float) -> float:
        return max(cell_height(cell, width, body) for cell in self._cells) + _UNDER_HEAD * body

    def height(self, width: float, body: float) -> float:
        picture, wide = self._picture(self.combs[0], named=False), self._width(width, body)
        least = min(picture.radius_in(wide, picture.unbounded), _LEAST_RADIUS * body)
        return self._heads(wide, body) + picture.height_of(least)

    def paint(self, box: Box, body: float) -> Iterable[Item]:
        wide = self._width(box.width, body)
        heads = self._heads(wide, body)
        for index, (comb, head) in enumerate(zip(self.combs, self._cells, strict=True)):
            left = box.x + index * (wide + _BETWEEN * body)
            items: list[Item] = [Line(left, box.y, left + wide, box.y, self.subject.theme.hairline, 0.05 * body)]
            items += draw_cell(head, Box(left, box.y + 0.35 * body, wide, heads), body)
            room = Box(left, box.y + heads, wide, box.height - heads)
            picture = self._picture(comb, named=True)
            if picture.radius_in(room.width, room.height) < picture.least_radius(SMALLEST_TEXT):
                picture = self._picture(comb, named=False)
            yield Group((*items, *picture.draw(room, at_top=True)), title=comb.name)
