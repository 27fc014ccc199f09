"""The flow as a score: staves under each other, as wide as the page, over as many sheets as they take."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from cxmap.model.reading import called
from cxmap.render.page.blocks import Block
from cxmap.render.views.flow.board import MOST_IN_COLUMN, board_of
from cxmap.render.views.flow.graph import flow_of
from cxmap.render.views.flow.plan import APART, Plan, Planner
from cxmap.render.views.flow.staff import Sources, Staff
from cxmap.render.views.flow.times import longest_waits, stage_times

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.scene import Box, Item
    from cxmap.render.subject import Subject
    from cxmap.render.views.flow.graph import Flow

_MOST_SPARE = 7.0  # ems that a row may grow
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass
class Score:
    """All that is known of a flow before it is laid out, and the staves that have been laid out so far."""

    subject: Subject
    most_in_column: int = MOST_IN_COLUMN
    flow: Flow = field(init=False)

    def __post_init__(self) -> None:
        self.flow = flow_of(self.subject)
        self.board = board_of(self.subject, self.flow, self.most_in_column)
        names = [called(stop.touchpoint, self.subject.language) for stop in self.flow.stops]
        longest = frozenset(stop.index for stop in longest_waits(self.flow))
        times = stage_times(self.subject, self.flow)
        self._sources = Sources(self.subject, self.flow, names, self.board, times, longest, {})

    @cached_property
    def planner(self) -> Planner:
        """What weighs where to cut."""
        return Planner(self.flow, self.board, self._sources)

    def staves(self, plan: Plan) -> tuple[Staff, ...]:
        """Return the staves of a plan; the stops that ways from another staff lead to have letters."""
        staff_of = {}
        for number, (first, last) in enumerate(plan.staves):
            for column in self.board.columns[first:last]:
                staff_of.update(dict.fromkeys(column, number))
        heads = sorted({way.head for way in self.flow.ways if staff_of[way.tail] != staff_of[way.head]})
        sources = self._sources._replace(letters={head: _letter(number) for number, head in enumerate(heads)})
        return tuple(Staff(sources, first, last, plan.card_width) for first, last in plan.staves)


def _letter(number: int) -> str:
    rounds, place = divmod(number, len(_LETTERS))
    return (_letter(rounds - 1) if rounds else "") + _LETTERS[place]


def height_of(staves: Sequence[Staff]) -> float:
    """Return the least height of staves under each other, in ems."""
    return sum(staff.height for staff in staves) + APART * max(len(staves) - 1, 0)


@dataclass(frozen=True)
class Staves(Block):
    """Staves as a block of a page."""

    staves: tuple[Staff, ...]
    grows: float = 1.0

    def height(self, width: float, body: float) -> float:
        """Return the least height."""
        return height_of(self.staves) * body

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw the staves under each other; spare height goes to their rows, up to a measure."""
        spare = max(box.height - self.height(box.width, body), 0.0) / body
        rows = sum(staff.row_count for staff in self.staves)
        each = min(spare / rows, _MOST_SPARE) if rows else 0.0
        top = box.y
        for staff in self.staves:
            yield from staff.draw(box._replace(y=top), body, each * staff.row_count)
            top += (staff.height + each * staff.row_count + APART) * body

    def cut(self, width: float, body: float, room: float) -> tuple[Block, Block] | None:
        """Split between staves."""
        fitting = next(
            (count for count in range(len(self.staves), 0, -1) if height_of(self.staves[:count]) * body <= room + 0.01),
            0,
        )
        if not 0 < fitting < len(self.staves):
            return None
        return replace(self, staves=self.staves[:fitting]), replace(self, staves=self.staves[fitting:])
