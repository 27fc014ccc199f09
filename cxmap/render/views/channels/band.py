"""A band of the matrix: channels as rows, stages as columns, the touchpoints in the cells, and the way between them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.page.blocks import Block
from cxmap.render.scene import Box, Item, Line, Mark, Rect
from cxmap.render.text.paragraphs import MINOR, STRONG, Cell, Paragraph, cell_height, draw_cell
from cxmap.render.theme import STAGE_TINTS
from cxmap.render.views.channels.cells import draw_mean, mean_width
from cxmap.render.views.channels.figures import is_regulated, mean_of
from cxmap.render.views.channels.labels import ALL, REGULATED
from cxmap.render.views.channels.lines import draw_lines, draw_marks
from cxmap.render.views.channels.section import GROUP, LABEL, STAGE_INSIDE, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.subject import Subject
    from cxmap.render.views.channels.figures import Row
    from cxmap.render.views.channels.section import Plan

IMPOSSIBLE = 1e6
"""The height of a band whose cards would be too narrow, in points."""
_FOOT = 2.6  # ems: the means of the stages
_TRIES = 8
_MOST_SPARE = 7.0  # ems that a row may become taller than it must be
_STAGE_INSET = 0.75  # ems: the name of a stage begins where the numbers of its cards do


@dataclass(frozen=True)
class Band(Block):
    """A section as a block of a page. No card is narrower than `narrowest` ems.

    A band that is taller than `most` points, which no sheet holds, is cut; the last part `has_means` of the stages.
    """

    section: Section
    passages: tuple[float, ...]
    narrowest: float
    most: float
    has_means: bool = True
    grows: float = 1.0
    gap: float = 2.0
    _plans: dict[tuple[float, float], Plan] = field(default_factory=dict, compare=False, init=False)

    def within(self, most: float) -> Band:
        """Return it on sheets with so much room."""
        other = replace(self, most=most)
        other._plans.update(self._plans)
        return other

    @property
    def _subject(self) -> Subject:
        return self.section.content.subject

    def _plan(self, width: float, body: float) -> Plan:
        key = (width, body)
        if key not in self._plans:
            self._plans[key] = self.section.plan(width, body, self.passages)
        return self._plans[key]

    def height(self, width: float, body: float) -> float:
        """Return the least height; more than any page has where the cards would be too narrow."""
        plan = self._plan(width, body)
        if plan.card < self.narrowest * body - 0.01:
            return IMPOSSIBLE
        return plan.head + sum(plan.heights) + (_FOOT * body if self.has_means else 0)

    def cut(self, width: float, body: float, room: float) -> tuple[Block, Block] | None:
        """Split between rows, or between the cards of a row that is taller than a sheet."""
        if self.height(width, body) <= self.most:
            return None
        aim = room
        for _ in range(_TRIES):
            above, below = self.section.split(self._plan(width, body), aim)
            if not above:
                return None
            if not below:
                aim -= _FOOT * body  # all rows fit, but not the means below them
                continue
            first = replace(self, section=replace(self.section, rows=above), has_means=False)
            too_tall = first.height(width, body) - room
            if too_tall <= 0:
                return first, replace(self, section=replace(self.section, rows=below))
            aim -= too_tall  # what leads to the other part is said on cards, which makes them taller
        return None

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw it; spare height goes to the rows."""
        section, plan = self.section, self._plan(box.width, body)
        spare = max(box.height - self.height(box.width, body), 0.0) / len(section.rows)
        spare = min(spare, _MOST_SPARE * body)
        starts = list(accumulate((tall + spare for tall in plan.heights), initial=box.y + plan.head))
        yield from self._draw_head(plan, box)
        for number, row in enumerate(section.rows):
            yield from self._draw_row(plan, number, row, box.x, starts[number])
        if self.has_means:
            yield from self._draw_means(plan, box.x, starts[-1])
        yield from self._draw_way(plan, box.x, starts)

    def _draw_head(self, plan: Plan, box: Box) -> Iterable[Item]:
        body, inset = plan.body, _STAGE_INSET * plan.body
        for left, stage in zip(plan.lefts, self.section.stages, strict=True):
            number = int(self._subject.columns[self.section.content.stages[stage][0]].path[1])
            band = Box(box.x + left - inset, box.y, plan.card + inset, plan.head)
            yield Rect(band, STAGE_TINTS[number % len(STAGE_TINTS)], radius=0.22 * body)
            cell, room = self.section.stage_name(stage), plan.card - STAGE_INSIDE * body
            y = box.y + (plan.head - cell_height(cell, room, body)) / 2
            yield from draw_cell(cell, Box(box.x + left, y, room, 0), body)

    def _draw_row(self, plan: Plan, number: int, row: Row, left: float, top: float) -> Iterable[Item]:
        """Draw the channel at the left of a row, and what is said of it above its cards."""
        subject, section, body = self._subject, self.section, plan.body
        group = section.groups[number]
        colour = subject.theme.soft if group else subject.theme.hairline
        yield Line(left, top, left + plan.right, top, colour, 0.06 * body)
        for card, stage in zip(plan.lefts, section.stages, strict=True):
            yield from draw_cell(
                section.worse(row, stage), Box(left + card, top + plan.heads[number], plan.card, 0), body
            )
        if group:
            said: Cell = (Paragraph(group, subject.theme.soft, MINOR),)
            yield from draw_cell(said, Box(left, top + 0.25 * body, LABEL * body, 0), body)
            top += GROUP * body
        label = section.label(row)
        yield from draw_cell(label, Box(left, top + 0.5 * body, LABEL * body, 0), body)
        y = top + 0.75 * body + cell_height(label, LABEL * body, body)
        mean = mean_of(subject, section.content.all_of(row))
        yield from draw_mean(subject, mean, left, y, body)
        if is_regulated(subject, row.channel):
            x, icon = left + mean_width(subject, mean, body) + 0.7 * body, MARK_ICONS["regulated"]
            yield Mark(x, y + 0.15 * body, 1.15 * body, icon, subject.theme.soft, title=subject.say(REGULATED))

    def _draw_means(self, plan: Plan, left: float, top: float) -> Iterable[Item]:
        subject, content, body = self._subject, self.section.content, plan.body
        yield Line(left, top, left + plan.right, top, subject.theme.soft, 0.06 * body)
        label: Cell = (Paragraph(subject.say(ALL), subject.theme.ink, STRONG),)
        yield from draw_cell(label, Box(left, top + 0.6 * body, LABEL * body, 0), body)
        for card, stage in zip(plan.lefts, self.section.stages, strict=True):
            yield from draw_mean(subject, mean_of(subject, content.stages[stage]), left + card, top + 0.6 * body, body)

    def _draw_way(self, plan: Plan, left: float, starts: Sequence[float]) -> Iterable[Item]:
        """Draw the cards over the lines that lead around them, and under those that run along them; marks on top."""
        section, body = self.section, plan.body
        found = section.routes(plan, starts, left)
        yield from draw_lines(section.moves, [route for route in found if not route.is_straight], body)
        for column, port in section.ports(plan, starts, left).items():
            card = section.cards[column]
            box = Box(port.left, port.enters - card.enters * body, plan.card, plan.tall[column])
            yield from card.draw(box, body, plan.slot)
        yield from draw_lines(section.moves, [route for route in found if route.is_straight], body)
        yield from draw_marks(self._subject, section.moves, found, body)
