"""What a poster consists of: its rows, in the detailed or the compact form, its head and its foot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from cxmap.model.reading import called
from cxmap.render.journey_grid.blank_rows import BlankRow, CurveGridRow
from cxmap.render.journey_grid.curve_row import CURVE_HEIGHT, CurveRow
from cxmap.render.journey_grid.grid import Plan
from cxmap.render.journey_grid.heads import Heads
from cxmap.render.journey_grid.rows import PictureRow, Row, TextRow, label_cell
from cxmap.render.lanes import Lane, lane_order, lanes_of
from cxmap.render.page.columns import column_groups
from cxmap.render.page.title import running_title_height
from cxmap.render.scene import Box
from cxmap.render.text.labels import LANES
from cxmap.render.views.poster.compact import COMPACT_LANES, shortened
from cxmap.render.views.poster.footer import draw_footer
from cxmap.render.views.poster.header import draw_header
from cxmap.render.views.poster.takeaway import takeaway

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.options import ViewOptions
    from cxmap.render.scene import Item
    from cxmap.render.subject import Subject
    from cxmap.render.text.paragraphs import Cell

_CURVE_GROWS = 1.7
_BLANK_HEIGHT, _BLANK_GROWS = 8.0, 2.5  # ems: three lines of handwriting
_SHORT_CURVE = 11.0  # ems
_SMALL_BODY, _LARGE_SHARE = 8.0, 110.0  # points; of the width

_Draw = Callable[[Box, float], tuple[list["Item"], float]]


class Content:
    """A poster's content, and how tall its head and foot are at a width and size of type."""

    def __init__(self, subject: Subject, options: ViewOptions, *, echoing: bool = True) -> None:
        self.options = options
        self.brief = options.form == "compact"
        self.numbered = options.numbered
        self.subject = self.seen(subject)
        self.lanes = tuple(lane for lane in self.lanes_drawn() if lane.id not in options.blank)
        self.ids = {lane.id for lane in self.lanes}
        self.heads = self.heads_drawn(echoing=echoing and "emotion" in self.ids)
        rows = {lane.id: self.row(lane) for lane in self.lanes}
        order = self.order()
        rows |= {name: _blank_row(self.subject, name) for name in options.blank if name in order}
        self.rows = tuple(rows[name] for name in order if name in rows)
        self.plan = Plan(self.subject, self.heads, self.rows)
        self._known: dict[tuple[str, float, float], float] = {}
        self._groups: dict[int, list[range]] = {}
        self._estimates: dict[tuple[int, float], float] = {}

    def seen(self, subject: Subject) -> Subject:
        """Return what is drawn of a map; the compact form has no room for sources."""
        return replace(subject, sources={}) if self.brief else subject

    def order(self) -> Sequence[str]:
        """Return the ids of all lanes, from top to bottom."""
        return lane_order(self.subject, self.options.blank)

    def lanes_drawn(self) -> Iterable[Lane]:
        """Return the lanes that have something to show."""
        if not self.brief:
            return lanes_of(self.subject, self.options.lanes)
        return shortened(self.subject, lanes_of(self.subject, self.options.lanes or COMPACT_LANES))

    def heads_drawn(self, *, echoing: bool) -> Heads:
        """Return the heads of the columns."""
        return Heads(self.subject, self.brief, echoing=echoing)

    def row(self, lane: Lane) -> Row:
        """Return the row of a lane."""
        label = label_cell(self.subject, lane.label)
        if lane.id == "emotion":
            return self.curve(label, _SHORT_CURVE if self.brief else CURVE_HEIGHT, _CURVE_GROWS)
        if lane.id == "storyboard":
            pictures = tuple(self.subject.picture(place.touchpoint.image) for place in self.subject.columns)
            return PictureRow(lane.id, label, pictures=pictures)
        return TextRow(lane.id, label, cells=lane.cells)

    def curve(self, label: Cell, least: float, grows: float) -> CurveRow:
        """Return the row of the curve, at least so many ems tall."""
        return CurveRow("emotion", label, least=least, grows=grows)

    def takeaway(self) -> str:
        """Return what to remember of the poster, in one sentence."""
        return takeaway(self.subject)

    def without_echo(self) -> Content:
        """Return the content without the curve in little on further sheets."""
        return type(self)(self.subject, self.options, echoing=False)

    def groups(self, count: int) -> Sequence[range]:
        """Return the columns in so many groups."""
        if count not in self._groups:
            found = column_groups(self.subject, count)
            self._groups[count] = [range(first, last + 1) for first, last in found]
        return self._groups[count]

    def cut_stages(self, count: int) -> int:
        """Return how many stages are cut in two where the columns are in so many groups."""
        stages = [place.path[1] for place in self.subject.columns]
        return sum(stages[columns.start] == stages[columns.start - 1] for columns in self.groups(count)[1:])

    def grids_height(self, count: int, width: float) -> float:
        """Return the height of all columns in so many groups, one under the other, roughly; in ems, as the width is."""
        key = (count, width)
        if key not in self._estimates:
            heights = (self.plan.height(columns, width) for columns in self.groups(count))
            self._estimates[key] = sum(heads + sum(rows) for heads, rows in heights)
        return self._estimates[key]

    def plan_with_curve(self, points: float) -> Plan:
        """Return the plan with a curve that is at least so many points tall."""
        rows = (replace(row, points=points) if isinstance(row, CurveRow) else row for row in self.rows)
        return Plan(self.subject, self.heads, tuple(rows))

    def head(self, box: Box, body: float) -> tuple[list[Item], float]:
        """Draw the head of the first sheet; return how tall it is."""
        return draw_header(self.subject, box, body, brief=self.brief, found=not self.options.blank)

    def foot(self, box: Box, body: float) -> tuple[list[Item], float]:
        """Draw the foot of the last sheet; return how tall it is."""
        return draw_footer(self.subject, self.ids, box, body, self.plan.label * body, brief=self.brief)

    def head_height(self, width: float, body: float) -> float:
        """Return the height of the head."""
        return self._measured(self.head, width, body)

    def foot_height(self, width: float, body: float) -> float:
        """Return the height of the foot."""
        return self._measured(self.foot, width, body)

    def running_height(self, width: float, body: float) -> float:
        """Return the height of the head of a further sheet."""
        return running_title_height(self.subject, width, body)

    def guessed_heights(self, width: float, body: float) -> tuple[float, float]:
        """Return the heights of head and foot, roughly, from those of small and of large type.

        Text of a size takes a height that grows with its square, paddings and single lines one that grows with itself.
        """
        small, large = _SMALL_BODY, max(2 * _SMALL_BODY, width / _LARGE_SHARE)
        found = []
        for part in (self.head, self.foot):
            low, high = self._measured(part, width, small) / small, self._measured(part, width, large) / large
            flowing = (high - low) / (large - small)
            found.append(body * (low + flowing * (body - small)))
        return found[0], found[1]

    def _measured(self, draw: _Draw, width: float, body: float) -> float:
        key = (draw.__name__, width, body)
        if key not in self._known:
            self._known[key] = draw(Box(0, 0, width, 0), body)[1]
        return self._known[key]


def _blank_row(subject: Subject, name: str) -> Row:
    """Return a lane that is still to be filled in."""
    own = {lane.id: called(lane, subject.language) for lane in subject.library.lanes.values()}
    label = label_cell(subject, subject.say(LANES[name]) if name in LANES else own[name])
    if name == "emotion":
        return CurveGridRow(name, label, least=CURVE_HEIGHT, grows=_CURVE_GROWS)
    return BlankRow(name, label, least=_BLANK_HEIGHT, grows=_BLANK_GROWS)
