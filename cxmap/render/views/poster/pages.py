"""Fits a poster to its paper: the largest type that puts everything on one sheet, else as many sheets as it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.columns import column_groups
from cxmap.render.lanes import Lane, lanes_of
from cxmap.render.options import ANY_PAPER
from cxmap.render.scene import Box, Item, Scene, Sheet
from cxmap.render.theme import PAPERS
from cxmap.render.title import draw_running_title
from cxmap.render.views.poster.footer import draw_footer
from cxmap.render.views.poster.grid import Grid, cut_tall_lanes, label_ems, lane_rows
from cxmap.render.views.poster.header import draw_header

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.options import ViewOptions
    from cxmap.render.subject import Subject

PAPERS_TO_TRY = ("A3", "A2", "A1", "A0")
_SMALLEST_BODY = 8.0  # points; the smallest text is 0.875 of it
_SHEETS_BODIES = (8.75, 8.0)
_STEP = 0.25
_NARROWEST_COLUMN = 8.4  # ems: seven hanzi, or a short English word and a half
_USUAL_COLUMN = 9.2
_WALL = 2000.0  # points of width from which a poster is read across a room
_HEADER_GAP = 1.4
_FOOTER_GAP = 1.0


@dataclass(frozen=True, slots=True)
class _Frame:
    """A page in points, with its margin."""

    width: float
    height: float

    @property
    def margin(self) -> float:
        return max(20.0, 0.022 * self.width)

    @property
    def inner(self) -> Box:
        return Box(self.margin, self.margin, self.width - 2 * self.margin, self.height - 2 * self.margin)

    @property
    def curve_height(self) -> float:
        """Least height of the curve on a poster of one sheet: the larger the wall, the farther it must carry."""
        return 0.15 * self.inner.height

    def head_body(self, body: float) -> float:
        """Type size of the head, in points: on large paper it is read from farther away than the lanes."""
        return max(body, min(self.width / 130, (1.3 if self.width < _WALL else 1.7) * body))


def draw_poster(subject: Subject, options: ViewOptions) -> Scene:
    """Lay out the poster of a map.

    Raises:
        CxmapError: a lane in the options does not exist.
    """
    lanes = tuple(lanes_of(subject, options.lanes))
    fit = _choose(subject, lanes, options.paper)
    sheets = [_one_sheet(subject, lanes, fit)] if fit.body else _many_sheets(subject, lanes, fit.frame)
    return Scene(
        key=f"{subject.journey.id}-poster",
        title=subject.title,
        description=subject.say_stages(),
        language=subject.language,
        fonts=subject.theme.fonts,
        ground=subject.theme.ground,
        paper=fit.paper,
        sheets=tuple(sheets),
        name=subject.word("poster"),
    )


class _Fit(NamedTuple):
    """A paper, and how a poster of one sheet fits on it; `body` is 0 where it takes several sheets.

    `grand` makes head and curve larger than the lanes need, to be read from farther away.
    """

    paper: str
    frame: _Frame
    body: float
    grand: bool

    def head_body(self, body: float) -> float:
        """Type size of the head, in points."""
        return self.frame.head_body(body) if self.grand else body


def _choose(subject: Subject, lanes: tuple[Lane, ...], paper: str) -> _Fit:
    names = PAPERS_TO_TRY if paper == ANY_PAPER else (paper,)
    for name in names:
        frame = _Frame(*PAPERS[name])
        if not subject.columns:
            return _Fit(name, frame, 12.0, grand=True)
        for grand in (True, False):
            fit = _Fit(name, frame, 0.0, grand)
            body = _largest_body(subject, lanes, fit)
            if body is not None:
                return fit._replace(body=body)
    return _Fit(names[-1], _Frame(*PAPERS[names[-1]]), 0.0, grand=False)


def _largest_body(subject: Subject, lanes: tuple[Lane, ...], fit: _Fit) -> float | None:
    """Return the largest type size at which one sheet holds everything, in points; None where none does."""
    inner = fit.frame.inner
    widest = inner.width / (len(subject.columns) * _NARROWEST_COLUMN + label_ems(subject))
    largest = min(widest, fit.frame.width / 72)
    if largest < _SMALLEST_BODY or _height(subject, lanes, fit, _SMALLEST_BODY) > inner.height:
        return None
    low, high = 0, int((largest - _SMALLEST_BODY) / _STEP)
    while low < high:
        middle = (low + high + 1) // 2
        if _height(subject, lanes, fit, _SMALLEST_BODY + middle * _STEP) <= inner.height:
            low = middle
        else:
            high = middle - 1
    return _SMALLEST_BODY + low * _STEP


def _whole_grid(subject: Subject, lanes: tuple[Lane, ...], fit: _Fit, body: float) -> Grid:
    return Grid(
        subject,
        lanes,
        0,
        len(subject.columns) - 1,
        fit.frame.inner.width,
        body,
        fit.frame.curve_height if fit.grand else 0.0,
    )


def _height(subject: Subject, lanes: tuple[Lane, ...], fit: _Fit, body: float) -> float:
    inner = fit.frame.inner
    _, header = draw_header(subject, inner, fit.head_body(body))
    _, footer = draw_footer(subject, lanes, inner, body)
    return header + _whole_grid(subject, lanes, fit, body).height + footer + (_HEADER_GAP + _FOOTER_GAP) * body


def _one_sheet(subject: Subject, lanes: tuple[Lane, ...], fit: _Fit) -> Sheet:
    frame = fit.frame
    items, header = draw_header(subject, frame.inner, fit.head_body(fit.body))
    if not subject.columns:
        return Sheet(frame.width, header + 2 * frame.margin, tuple(items))
    return _sheet(subject, frame, items, header, _whole_grid(subject, lanes, fit, fit.body), lanes)


def _sheet(
    subject: Subject, frame: _Frame, items: list[Item], header: float, grid: Grid, footer_of: Sequence[Lane] | None
) -> Sheet:
    """Put a grid under its header and over the footer that explains some lanes; spare height goes to the lanes."""
    inner, body = frame.inner, grid.body
    footer = draw_footer(subject, footer_of, inner, body)[1] + _FOOTER_GAP * body if footer_of is not None else 0.0
    top = inner.y + header + _HEADER_GAP * body
    spare = inner.bottom - top - grid.height - footer
    taken = grid.stretch(spare)
    items += grid.draw(top, inner.x, spare)
    bottom = top + grid.height + taken
    if footer_of is not None:
        drawn, tall = draw_footer(subject, footer_of, Box(inner.x, bottom + _FOOTER_GAP * body, inner.width, 0), body)
        items += drawn
        bottom += _FOOTER_GAP * body + tall
    left_over = frame.height - frame.margin - bottom
    height = frame.height if left_over < 0.12 * frame.height and left_over >= 0 else bottom + frame.margin
    return Sheet(frame.width, height, tuple(items))


def _many_sheets(subject: Subject, lanes: tuple[Lane, ...], frame: _Frame) -> list[Sheet]:
    """Use the plan with the fewest sheets; among equals, the one with the larger type."""
    plans = []
    for body in _SHEETS_BODIES:
        rooms = _rooms(subject, lanes, frame, body)
        most = max(1, int((frame.inner.width / body - label_ems(subject)) / _USUAL_COLUMN))
        fewest = -(-len(subject.columns) // most)
        counts = (count for count in (fewest, fewest + 1) if count <= len(subject.columns))
        for groups in counts:
            plan = _plan(subject, lanes, frame, rooms, groups)
            if not any(lane.id == "emotion" for lane in plan[1][0].lanes):
                plan = _plan(subject, _curve_first(lanes), frame, rooms, groups)
            plans.append(plan)
    cover, grids = min(plans, key=lambda plan: plan[0] + len(plan[1]))
    sheets = []
    if cover:
        items, head = draw_header(subject, frame.inner, frame.head_body(grids[0].body))
        sheets.append(Sheet(frame.width, head + 2 * frame.margin, tuple(items)))
    for index, grid in enumerate(grids, cover):
        place = subject.word("sheet", str(index + 1), str(len(grids) + cover))
        if index == 0:
            items, head = draw_header(subject, frame.inner, grid.body)
        else:
            items, head = draw_running_title(subject, frame.inner, grid.body, place)
        is_last = index == len(grids) + cover - 1
        sheets.append(_sheet(subject, frame, items, head, grid, lanes if is_last else None))
    return sheets


class _Rooms(NamedTuple):
    """The heights that are left for the grid at one type size: on the first sheet, on a further one; and the footer's."""

    body: float
    first: float
    further: float
    footer: float


def _rooms(subject: Subject, lanes: tuple[Lane, ...], frame: _Frame, body: float) -> _Rooms:
    inner, gap = frame.inner, _HEADER_GAP * body
    first = inner.height - draw_header(subject, inner, body)[1] - gap
    further = inner.height - draw_running_title(subject, inner, body, "0 / 0")[1] - gap
    return _Rooms(body, first, further, draw_footer(subject, lanes, inner, body)[1] + _FOOTER_GAP * body)


def _plan(
    subject: Subject, lanes: tuple[Lane, ...], frame: _Frame, rooms: _Rooms, groups: int
) -> tuple[bool, list[Grid]]:
    """Return the grids of the sheets: `groups` of columns, each over as many sheets as its lanes need.

    The first value says whether the head is so tall that it needs a sheet of its own: a cover.
    """
    grids: list[Grid] = []
    cover = False
    for first, last in column_groups(subject, groups):
        shown = tuple(lane for lane in lanes if lane.id == "emotion" or any(lane.cells[first : last + 1]))
        whole = Grid(subject, shown, first, last, frame.inner.width, rooms.body)
        whole = cut_tall_lanes(whole, rooms.further)
        if not grids and shown:
            least = sum(whole.head_heights) + whole.lane_heights[0]
            cover = rooms.first < least <= rooms.further
        grids += lane_rows(whole, rooms.further if grids or cover else rooms.first, rooms.further)
    last_grid = grids[-1]
    space = (rooms.further if len(grids) > 1 or cover else rooms.first) - rooms.footer
    if last_grid.height > space and len(last_grid.lanes) > 1:
        grids[-1:] = lane_rows(last_grid, space, space)
    return cover, grids


def _curve_first(lanes: tuple[Lane, ...]) -> tuple[Lane, ...]:
    """Return the lanes with the curve on top, for a poster whose first sheet would not hold it otherwise."""
    return tuple(sorted(lanes, key=lambda lane: lane.id != "emotion"))
