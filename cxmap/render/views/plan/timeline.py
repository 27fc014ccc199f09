"""The timeline: a lane for each team, a bar from start to due; a diamond where only the due date is known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.marks.gaps import gap
from cxmap.render.marks.icons import MARKER_OUTLINES
from cxmap.render.marks.numbered import MARKER
from cxmap.render.page.blocks import Block
from cxmap.render.page.legend import Entry
from cxmap.render.scene import Box, Curve, Group, Label, Line, Mark, Rect
from cxmap.render.scene import Item as Drawn
from cxmap.render.text.paragraphs import (
    ASCENT,
    LEADING,
    MINOR,
    SMALL,
    Paragraph,
    anchored,
    cell_height,
    draw_cell,
    one_line,
    wrapped,
)
from cxmap.render.text.widths import advance
from cxmap.render.theme import BAD, SMALLEST_TEXT, paler
from cxmap.render.views.plan import labels
from cxmap.render.views.plan.marks import colour_of, marker
from cxmap.render.views.plan.schedule import (
    DIAMOND,
    NEAR,
    ROW,
    Lane,
    Place,
    Placed,
    Span,
    at,
    axis_in,
    lanes_in,
    review_of,
    row_height,
    span_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.subject import Subject
    from cxmap.render.text.paragraphs import Cell
    from cxmap.render.views.plan.calendar import Axis
    from cxmap.render.views.plan.reading import Item, Plan

_LANE_LABEL = 10.5  # ems
_RIGHT = 0.6  # ems right of the axis
_AXIS = 3.0  # ems above the lanes: years, and the steps of the axis
_FOOT = 1.8  # ems below them, for the date of the review
_PADDING = 0.35  # ems above and below a lane's rows
_BAR = 1.6  # ems
_STRETCH = 3.2  # rows grow to this many times their height at the most
_HATCH = 0.7  # ems from one stroke of a done bar to the next
_PALE = 0.72  # of a done bar's colour is white


def timeline(subject: Subject, plan: Plan) -> Timeline:
    """Return the timeline of all actions that are not dropped."""
    spans = [span_of(item) for item in plan.kept]
    dated = tuple(span for span in spans if span.months)
    review = review_of(subject, dated)
    reach = [month for span in dated for month in span.months]
    return Timeline(
        subject, dated, tuple(span.item for span in spans if not span.months),
        (*reach, *([review] if review is not None else [])), review,
    )  # fmt: skip


def has_diamonds(plan: Plan) -> bool:
    """Whether an action is drawn as a diamond."""
    return any(item.action.start is None and item.action.due is not None for item in plan.kept)


def due_entry(subject: Subject) -> Entry:
    """Explain the diamond."""
    colour = subject.theme.soft

    def draw(x: float, y: float, size: float) -> Iterable[Drawn]:
        yield Mark(x, y, size, MARKER_OUTLINES["diamond"], colour, "#FFFFFF")

    return Entry(subject.say(labels.LEGEND_DUE), draw)


class _Undated(NamedTuple):
    """An action without dates: where it stands in the list, in points, and its title."""

    item: Item
    x: float
    y: float
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Timeline(Block):
    """Spans on an axis that holds all of `reach`, also where this is a part of what was cut."""

    subject: Subject
    spans: tuple[Span, ...]
    undated: tuple[Item, ...]
    reach: tuple[float, ...]
    review: float | None
    grows: float = 1.0
    gap: float = 0.5
    _labels: dict[tuple[str, float], float] = field(default_factory=dict, init=False, repr=False, compare=False)
    _known: dict[float, list[Lane]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def _ems(self, width: float, body: float) -> float:
        """Return the width of the axis, in ems."""
        return max(width / body - _LANE_LABEL - _RIGHT, 12.0)

    def _axis(self, ems: float) -> Axis:
        return axis_in(self.subject, self.reach, ems)

    def _lanes(self, ems: float) -> list[Lane]:
        if ems not in self._known:
            self._known[ems] = lanes_in(self.subject, self.spans, self._axis(ems), ems)
        return self._known[ems]

    def _team(self, lane: Lane) -> Cell:
        if not lane.team:
            return gap(self.subject.say(labels.NO_OWNER))
        colour = self.subject.team_colour(lane.team)
        name = self.subject.library.team_name(lane.team, self.subject.language)
        return (Paragraph(name, colour, MINOR, pill=colour),)

    def _lane_ems(self, lane: Lane, body: float) -> float:
        return max(sum(map(row_height, lane.rows)), self._label_ems(lane, body)) + 2 * _PADDING

    def _label_ems(self, lane: Lane, body: float) -> float:
        """Return the height of a lane's name, measured once."""
        at = lane.team, body
        if at not in self._labels:
            self._labels[at] = cell_height(self._team(lane), (_LANE_LABEL - 1) * body, body) / body
        return self._labels[at]

    def height(self, width: float, body: float) -> float:
        """Return the least height, in points."""
        ems = 0.0
        if self.spans:
            ems += _AXIS + sum(self._lane_ems(lane, body) for lane in self._lanes(self._ems(width, body)))
            ems += _FOOT if self.review is not None else 0.4
        return ems * body + self._undated_height(width, body)

    def cut(self, width: float, body: float, room: float) -> tuple[Block, Block] | None:
        """Split between rows; what has no date stands on the last part."""
        used = (_AXIS + _FOOT) * body
        taken: list[Span] = []
        for lane in self._lanes(self._ems(width, body)):
            used += 2 * _PADDING * body
            used += max(self._label_ems(lane, body) - sum(map(row_height, lane.rows)), 0.0) * body
            for row in lane.rows:
                used += row_height(row) * body
                if used > room:
                    break
                taken += [placed.span for placed in row]
            if used > room:
                break
        rest = tuple(span for span in self.spans if span not in taken)
        if not taken or (not rest and not self.undated):
            return None
        return replace(self, spans=tuple(taken), undated=()), replace(self, spans=rest)

    def draw(self, box: Box, body: float) -> Iterable[Drawn]:
        """Draw axis, lanes and what has no date."""
        bottom = box.y
        if self.spans:
            ems = self._ems(box.width, body)
            lanes = self._lanes(ems)
            rows = sum(self._lane_ems(lane, body) for lane in lanes) * body
            spare = max(box.height - self.height(box.width, body), 0.0)
            chart = _Chart(self, lanes, self._axis(ems), ems, body, min(1 + spare / rows, _STRETCH))
            yield from chart.draw(box)
            bottom = chart.bottom(box)
        yield from self._draw_undated(box._replace(y=bottom), body)

    def _lay_undated(self, width: float, body: float) -> tuple[list[_Undated], float]:
        """Set the actions without dates one after the other; return them and how tall they become."""
        small, x, y = max(SMALLEST_TEXT, SMALL * body), 0.0, 0.0
        inner, step = width - _LANE_LABEL * body, (MARKER + NEAR) * body
        row = ROW * body
        laid = []
        for item in self.undated:
            lines = wrapped(self.subject.text(item.action.title), (inner - step) / small)
            wide = step + max((advance(line) for line in lines), default=0.0) * small
            if x and x + wide > inner:
                x, y, row = 0.0, y + row, ROW * body
            laid.append(_Undated(item, x, y, lines))
            row = max(row, len(lines) * LEADING * small + 0.4 * body)
            x += wide + 1.5 * body
        return laid, y + row

    def _undated_height(self, width: float, body: float) -> float:
        return self._lay_undated(width, body)[1] + 0.6 * body if self.undated else 0.0

    def _draw_undated(self, box: Box, body: float) -> Iterable[Drawn]:
        if not self.undated:
            return
        small, left, top = max(SMALLEST_TEXT, SMALL * body), box.x + _LANE_LABEL * body, box.y + 0.4 * body
        label = gap(self.subject.say(labels.UNDATED))
        yield from draw_cell(label, Box(box.x, top + 0.45 * body, (_LANE_LABEL - 1) * body, 0), body)
        for undated in self._lay_undated(box.width, body)[0]:
            middle, x = top + undated.y + ROW / 2 * body, left + undated.x
            yield from marker(self.subject, undated.item).draw(x + MARKER / 2 * body, middle, MARKER * body)
            if undated.lines:
                wide = max(map(advance, undated.lines)) * small
                room = Box(
                    x + (MARKER + NEAR) * body, middle - LEADING * small / 2, wide, len(undated.lines) * LEADING * small
                )
                yield Label(
                    room.x, room.y + ASCENT * small, undated.lines, small, self.subject.theme.ink, room, LEADING * small
                )


@dataclass(frozen=True, slots=True)
class _Chart:
    """Lanes on an axis; `stretch` makes rows taller than they need be."""

    block: Timeline
    lanes: Sequence[Lane]
    axis: Axis
    ems: float
    body: float
    stretch: float

    @property
    def _subject(self) -> Subject:
        return self.block.subject

    @property
    def _small(self) -> float:
        return max(SMALLEST_TEXT, SMALL * self.body)

    def _lane_height(self, lane: Lane) -> float:
        return self.block._lane_ems(lane, self.body) * self.body * self.stretch

    def _plot(self, box: Box) -> Box:
        """Return where the axis and the lanes are, without the teams' names."""
        tall = _AXIS * self.body + sum(map(self._lane_height, self.lanes))
        return Box(box.x + _LANE_LABEL * self.body, box.y, self.ems * self.body, tall)

    def bottom(self, box: Box) -> float:
        """Return where the chart ends."""
        return self._plot(box).bottom + (_FOOT if self.block.review is not None else 0.4) * self.body

    def draw(self, box: Box) -> Iterable[Drawn]:
        body, theme, plot = self.body, self._subject.theme, self._plot(box)
        yield from self._grid(plot)
        if self.block.review is not None:
            yield from self._review(plot, self.block.review)
        top = plot.y + _AXIS * body
        for lane in self.lanes:
            tall = self._lane_height(lane)
            yield Line(box.x, top, plot.right, top, theme.hairline, 0.06 * body)
            label, room = self.block._team(lane), (_LANE_LABEL - 1) * body
            yield from draw_cell(label, Box(box.x, top + (tall - cell_height(label, room, body)) / 2, room, 0), body)
            needed = sum(map(row_height, lane.rows))
            row_top, share = top + _PADDING * body, (tall - 2 * _PADDING * body) / needed
            for row in lane.rows:
                row_tall = row_height(row) * share
                for placed in row:
                    yield Group(tuple(self._span(placed, plot._replace(y=row_top, height=row_tall))))
                row_top += row_tall
            top += tall
        yield Line(box.x, plot.bottom, plot.right, plot.bottom, theme.hairline, 0.06 * body)

    def _grid(self, plot: Box) -> Iterable[Drawn]:
        """Draw the steps of the axis, and the years above them."""
        theme, body, small = self._subject.theme, self.body, self._small
        upper, lower = plot.y + ASCENT * body, plot.y + (_AXIS - 0.6) * body
        whole = at(self.axis, self.axis.last, self.ems) - at(self.axis, self.axis.first, self.ems)
        pitch = whole * body * self.axis.step / (self.axis.last - self.axis.first)
        free = plot.x - body
        for tick in self.axis.ticks(self._subject.language):
            x = plot.x + at(self.axis, tick.month, self.ems) * body
            is_new = bool(tick.year)
            top = plot.y + (0.1 if is_new else _AXIS - 1.5) * body
            width, dash = (0.08 * body, ()) if is_new else (0.05 * body, (0.14 * body, 0.25 * body))
            yield Line(x, top, x, plot.bottom, theme.hairline, width, dash)
            if is_new and x >= free:
                year = one_line(tick.year, x + 0.35 * body, upper, body, theme.ink, bold=True)
                yield year
                free = year.box.right + 0.3 * body
            yield one_line(tick.name, x + pitch / 2, lower, small, theme.soft, anchor="middle")

    def _review(self, plot: Box, month: float) -> Iterable[Drawn]:
        theme, body, small = self._subject.theme, self.body, self._small
        review = self._subject.journey.review
        assert review is not None
        assert review.last is not None
        x = plot.x + at(self.axis, month, self.ems) * body
        yield Line(
            x,
            plot.y + (_AXIS - 0.2) * body,
            x,
            plot.bottom + 0.5 * body,
            theme.accent,
            0.11 * body,
            (0.35 * body, 0.24 * body),
        )
        text = self._subject.say(labels.REVIEWED).format(review.last.isoformat())
        wide = advance(text) * small
        left = min(max(x - wide / 2, plot.x), plot.right - wide)
        yield one_line(text, left, plot.bottom + (_FOOT - 0.25) * body, small, theme.accent)

    def _span(self, placed: Placed, row: Box) -> Iterable[Drawn]:
        """Draw an action in its row: its bar or diamond, its marker, its title."""
        span, body = placed.span, self.body
        text_height = len(placed.lines) * LEADING * self._small
        middle = row.y + (row.height - (text_height if placed.below else 0)) / 2
        place = Place(*(row.x + ems * body for ems in placed.place))
        size = MARKER * body
        if span.begin is None:
            yield from self._diamond(span.item, place.due, middle)
        elif span.is_reversed:
            ends, dash = (place.due + DIAMOND / 2 * body, place.mark - size / 2), (0.14 * body, 0.3 * body)
            yield Line(ends[0], middle, ends[1], middle, BAD, 0.1 * body, dash)
            yield from self._diamond(span.item, place.due, middle)
        else:
            yield from self._bar(span, Box(place.mark, middle - _BAR / 2 * body, place.due - place.mark, _BAR * body))
            ring = 0.92 * size
            radius = ring / (2 if span.item.action.status != "done" else 5)
            ground = Box(place.mark - ring / 2, middle - ring / 2, ring, ring)
            yield Rect(ground, self._subject.theme.ground, radius=radius)
        yield from marker(self._subject, span.item).draw(place.mark, middle, size)
        yield from self._title(placed, row, middle)

    def _title(self, placed: Placed, row: Box, middle: float) -> Iterable[Drawn]:
        if not placed.lines:
            return
        span, small, body = placed.span, self._small, self.body
        tall = len(placed.lines) * LEADING * small
        top = middle + MARKER / 2 * body if placed.below else middle - tall / 2
        room = Box(row.x + placed.text_left * body, top, (placed.text_right - placed.text_left) * body, tall)
        colour = BAD if not span.is_bar and span.begin is not None else self._subject.theme.ink
        if placed.inside:
            colour = "#FFFFFF" if span.item.action.status == "doing" else self._subject.theme.ink
            if span.item.action.status == "done":
                yield Rect(room, paler(colour_of(self._subject, span.item.action), _PALE))
        else:
            air = 0.25 * body
            plate = Box(max(room.x - air, row.x - air), room.y, room.width + 2 * air, room.height)
            yield Rect(plate, self._subject.theme.ground)
        yield Label(
            anchored(room, placed.anchor), top + ASCENT * small, placed.lines, small, colour, room, LEADING * small,
            anchor=placed.anchor,
        )  # fmt: skip

    def _diamond(self, item: Item, x: float, middle: float) -> Iterable[Drawn]:
        colour, size = colour_of(self._subject, item.action), DIAMOND * self.body
        is_filled = item.action.status in ("doing", "done")
        fill = colour if is_filled else "#FFFFFF"
        yield Mark(x - size / 2, middle - size / 2, size, MARKER_OUTLINES["diamond"], colour, fill)

    def _bar(self, span: Span, bar: Box) -> Iterable[Drawn]:
        """Draw a bar: empty while it is planned, full while it is done, hatched when it is over."""
        colour, status, body = colour_of(self._subject, span.item.action), span.item.action.status, self.body
        if span.end is None:
            middle = bar.y + bar.height / 2
            yield Line(bar.x, middle, bar.right, middle, colour, 0.14 * body, (0.4 * body, 0.3 * body))
        elif status is None:
            corners = ((bar.x, bar.y), (bar.right, bar.y), (bar.right, bar.bottom), (bar.x, bar.bottom))
            dash = (0.4 * body, 0.3 * body)
            yield Curve(corners, colour, 0.1 * body, smooth=False, dash=dash, fill="#FFFFFF", closed=True)
        elif status == "done":
            yield Rect(bar, paler(colour, _PALE), colour, 0.1 * body)
            x = bar.x + bar.height
            while x < bar.right:
                yield Line(x, bar.y, x - bar.height, bar.bottom, "#FFFFFF", 0.1 * body)
                x += _HATCH * body
        else:
            yield Rect(bar, colour if status == "doing" else "#FFFFFF", colour, 0.1 * body, bar.height / 2)
