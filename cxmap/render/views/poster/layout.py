"""Chooses how a poster is laid out: on which paper, in which size of type, in how many grids on how many sheets.

Plans are compared by estimates (`journey_grid.gauge`), and only those that look best are set exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.journey_grid.columns import NARROWEST_COLUMN
from cxmap.render.journey_grid.curve_row import CURVE_HEIGHT
from cxmap.render.journey_grid.grid import LEAST_AIR, Grid, cut_tall_rows
from cxmap.render.options import ANY_PAPER
from cxmap.render.scene import Box
from cxmap.render.theme import PAPERS
from cxmap.render.views.poster.packing import Part, Room, Tall, level, pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.views.poster.content import Content

PAPERS_TO_TRY = ("A3", "A2", "A1", "A0")
SMALLEST_BODY = 8.0
"""Points, for what is read in the hand; the smallest text is 0.875 of it."""
_SMALLEST_ON_WALLS = {"A1": 9.0, "A0": 12.0}
"""Points, for what hangs and is read standing: more sheets rather than smaller type."""
HEADER_GAP, FOOTER_GAP, BETWEEN_GRIDS = 1.3, 1.0, 1.8
"""Ems under the head, above the foot, and between two grids on a sheet."""
_STEP = 0.25
_BY_TYPE = 0.52  # the power of a height by which type grows
_LARGEST_SHARE = 72  # of the width: no larger type than that, however little there is
_LARGEST_BODIES = {"A4": 9.5, "A3": 11.0, "A2": 14.0, "A1": 18.0, "A0": 24.0}  # on several sheets
_WALL = 2000.0  # points of width from which a poster is read across a room
_MOST_BANDS = 4  # grids under each other on a poster of one sheet
_WORTH_A_BAND = 1.2  # times the type: a journey is not cut for less
_CURVE_SHARE = 0.15  # of the height: the larger the wall, the farther the curve must carry
_BRIEF_CURVE_SHARE = 0.24
_NARROWEST_BRIEF = 7.2  # ems of a column of the compact form
_MORE_GROUPS = 5  # than needed are tried
_BEST = 3  # plans are looked at more closely
_HOPEFUL_HEAD = 0.92
_SURE = 1.0  # times an estimate: what fits then, most likely does
_HOPEFUL = 0.975  # times an estimate: what just might fit is set, and seen
_CUT, _CUT_STAGE, _LARGER = 0.5, 0.15, 0.12  # sheets that it is worth not to cut a grid; a stage; a point of type
_PIECE, _FURTHER_PIECE = 0.6, 0.1  # to see the curve in one piece; in a piece less, where it is in pieces anyway


@dataclass(frozen=True, slots=True)
class Frame:
    """A page in points, with its margin, and the smallest type that it may be set in."""

    width: float
    height: float
    smallest: float = SMALLEST_BODY

    @property
    def margin(self) -> float:
        """The white around it."""
        return max(20.0, 0.022 * self.width)

    @property
    def inner(self) -> Box:
        """What is inside of the margin."""
        return Box(self.margin, self.margin, self.width - 2 * self.margin, self.height - 2 * self.margin)

    def head_body(self, body: float) -> float:
        """Type size of the head, in points: on large paper it is read from farther away than the rows."""
        return max(body, min(self.width / 130, (1.3 if self.width < _WALL else 1.45) * body))


class Layout(NamedTuple):
    """How a poster is laid out: the parts of `grids` on each sheet. `grand` sets the head larger than the rows."""

    paper: str
    frame: Frame
    body: float
    grids: Sequence[Grid]
    sheets: Sequence[Sequence[Part]]
    grand: bool

    @property
    def head_body(self) -> float:
        """Type size of the head, in points."""
        return self.frame.head_body(self.body) if self.grand else self.body


def lay_out(content: Content, paper: str) -> Layout:
    """Choose a layout for a paper, or for the smallest on which all fits on one sheet."""
    names = PAPERS_TO_TRY if paper == ANY_PAPER else (paper,)
    for name in names:
        # What is to be on one sheet at any price may be in small type.
        frame = Frame(
            *PAPERS[name], SMALLEST_BODY if paper == ANY_PAPER else _SMALLEST_ON_WALLS.get(name, SMALLEST_BODY)
        )
        if not content.subject.columns:
            return Layout(name, frame, 12.0, (), ((),), grand=True)
        for grand in (True, False):
            found = _OneSheet(content, name, frame, grand).largest()
            if found is not None:
                return found
    name = names[-1]
    frame = Frame(*PAPERS[name], _SMALLEST_ON_WALLS.get(name, SMALLEST_BODY))
    layout = _on_many(content, name, frame)
    if len(layout.grids) > 1 and _counts(content, frame)[0] == 1:  # the curve in one piece says more than its echo
        plain = _on_many(content.without_echo(), name, frame)
        if len(plain.grids) < len(layout.grids) and len(plain.sheets) <= len(layout.sheets):
            return plain
    return layout


@dataclass(frozen=True)
class _OneSheet:
    """Tries to put all on one sheet, in one grid or in a few under each other."""

    content: Content
    paper: str
    frame: Frame
    grand: bool

    @cached_property
    def _curve(self) -> float:
        """Least height of all curves together, in points."""
        share = _BRIEF_CURVE_SHARE if self.content.brief else _CURVE_SHARE
        return share * self.frame.inner.height if self.grand and "emotion" in self.content.ids else 0.0

    def largest(self) -> Layout | None:
        """Return the layout with the largest type; None where even the smallest does not fit."""
        best: Layout | None = None
        for bands in range(1, _MOST_BANDS + 1):
            if bands > 1 and len(self.content.subject.columns) < 6 * bands:
                break
            least = self.frame.smallest if best is None else best.body * _WORTH_A_BAND
            guess = self._guess(bands)
            if guess >= least - 2 * _STEP:
                found = self._exact(bands, max(guess, least), least)
                best = found or best
        return best

    def _guess(self, bands: int) -> float:
        """Return the largest type that should fit, by estimates; 0 where none does."""
        groups = self.content.groups(bands)
        widest = self.frame.inner.width / _needed(self.content, groups)
        low, high = 0, int((min(widest, self.frame.width / _LARGEST_SHARE) - self.frame.smallest) / _STEP)
        if high < 0 or not self._may_fit(groups, self.frame.smallest):
            return 0.0
        while low < high:
            middle = (low + high + 1) // 2
            if self._may_fit(groups, self.frame.smallest + middle * _STEP):
                low = middle
            else:
                high = middle - 1
        return self.frame.smallest + low * _STEP

    def _may_fit(self, groups: Sequence[range], body: float) -> bool:
        inner = self.frame.inner
        grids = _HOPEFUL * self.content.grids_height(len(groups), inner.width / body) * body
        curves = max(self._curve - len(groups) * CURVE_HEIGHT * body, 0.0)
        rest = inner.height - grids - curves - self._gaps(body, len(groups))
        if rest <= 0:
            return False
        head, _ = self.content.guessed_heights(inner.width, self._head_body(body))
        _, foot = self.content.guessed_heights(inner.width, body)
        return _HOPEFUL_HEAD * head + foot <= rest

    def _gaps(self, body: float, bands: int) -> float:
        return (HEADER_GAP + FOOTER_GAP + BETWEEN_GRIDS * (bands - 1)) * body

    def _rest(self, body: float, bands: int) -> float:
        """Return the height of all but the grids."""
        width = self.frame.inner.width
        head = self.content.head_height(width, self._head_body(body))
        return head + self.content.foot_height(width, body) + self._gaps(body, bands)

    def _head_body(self, body: float) -> float:
        return self.frame.head_body(body) if self.grand else body

    def _exact(self, bands: int, guess: float, least: float) -> Layout | None:
        """Return the layout with the largest type that fits exactly, looked for around a guess."""
        room, most = self.frame.inner.height, self.frame.width / _LARGEST_SHARE
        found: Layout | None = None
        body, tried = guess, set[float]()
        while body not in tried and body >= least - 0.01:
            tried.add(body)
            layout, used = self._set(bands, body)
            fits = layout is not None and used <= room
            if fits and (found is None or body > found.body):
                found = layout
            # The height grows with nearly the square of the type: so far off is the next guess.
            better = body * (room / used) ** _BY_TYPE if used else 0.0
            steps = int((better - self.frame.smallest) / _STEP + 1e-9)
            aim = min(self.frame.smallest + steps * _STEP, most)
            if fits and aim <= body and used * (1 + _STEP / body) ** 2 > room:
                break
            body = max(aim, body + _STEP) if fits else min(aim, body - _STEP)
            if body > most or (not fits and found is not None and body <= found.body):
                break
        return found

    def _set(self, bands: int, body: float) -> tuple[Layout | None, float]:
        """Return the layout in a size of type, and how tall it is altogether; None where its columns are too narrow."""
        content, inner = self.content, self.frame.inner
        groups = content.groups(bands)
        if body > inner.width / _needed(content, groups) + 0.01:
            return None, 0.0
        plan = content.plan_with_curve(self._curve / bands) if self._curve else content.plan
        grids = [plan.grid(columns, inner.width, body) for columns in groups]
        used = sum(grid.height for grid in grids) + self._rest(body, bands)
        parts = [Part(number, 0, len(grid.rows)) for number, grid in enumerate(grids)]
        return Layout(self.paper, self.frame, body, grids, [parts], self.grand), used


def _needed(content: Content, groups: Sequence[range]) -> float:
    """Return how wide the sheet must be for the groups of columns, in ems."""
    column = _NARROWEST_BRIEF if content.brief else NARROWEST_COLUMN
    return max(content.plan.narrowest(columns, column) for columns in groups)


def _on_many(content: Content, paper: str, frame: Frame) -> Layout:
    """Use the plan that costs least: in sheets, in grids that are cut, and in pieces of the curve."""
    counts = _counts(content, frame)

    def cost(sheets: int, parts: int, groups: int, body: float) -> float:
        pieces = (groups - 1) * _PIECE if counts[0] == 1 else (groups - counts[0]) * _FURTHER_PIECE
        return sheets + _CUT * (parts - groups) + pieces + _CUT_STAGE * content.cut_stages(groups) - _LARGER * body

    guesses = []
    for groups in counts:
        sheets, parts = _estimated(content, frame, frame.smallest, groups)
        guesses.append((cost(sheets, parts, groups, frame.smallest), sheets, groups))
    best: Layout | None = None
    lowest = 0.0
    for guess, sheets, groups in sorted(guesses)[:_BEST]:
        if best is not None and lowest <= guess:
            break
        layout = _packed(content, paper, frame, groups, _grown(content, frame, groups, sheets, _LARGEST_BODIES[paper]))
        while len(layout.sheets) > sheets and layout.body > frame.smallest:
            layout = _packed(content, paper, frame, groups, max(layout.body - _STEP, frame.smallest))
        exact = cost(len(layout.sheets), sum(map(len, layout.sheets)), groups, layout.body)
        if best is None or exact < lowest:
            best, lowest = layout, exact
    assert best is not None
    return best


def _counts(content: Content, frame: Frame) -> range:
    """Return into how many groups the columns may be split, so that none gets too narrow."""
    columns, width = len(content.subject.columns), frame.inner.width / frame.smallest
    fewest = ceil((content.plan.narrowest(range(columns)) - content.plan.label) / (width - content.plan.label))
    while fewest < columns and _needed(content, content.groups(fewest)) > width:
        fewest += 1
    return range(fewest, min(fewest + _MORE_GROUPS, columns) + 1)


def _estimated(content: Content, frame: Frame, body: float, groups: int, hope: float = _HOPEFUL) -> tuple[int, int]:
    """Return how many sheets a plan takes, and in how many parts its grids come, by estimates."""
    room = _room(content, frame, body, guessed=True)
    width = frame.inner.width / body
    grids = []
    for columns in content.groups(groups):
        heads, rows = content.plan.height(columns, width)
        em = hope * body
        grids.append(_tall(content, columns, heads * em, heads * em, [row * em for row in rows], room, body))
    sheets = pack(grids, room)
    return len(sheets), sum(map(len, sheets))


def _tall(
    content: Content, columns: range, heads: float, repeated: float, rows: Sequence[float], room: Room, body: float
) -> Tall:
    """Return how tall a grid is. One that fits on a sheet stays whole; else at least all up to the curve, if that is near."""
    slack = LEAST_AIR * body * sum(row.grows <= 1 for row in content.plan.shown(columns))
    if heads + sum(rows) - slack <= room.further:
        return Tall(heads, repeated, rows, len(rows), slack)
    ids = [row.id for row in content.plan.shown(columns)]
    return Tall(heads, repeated, rows, ids.index("emotion") + 1 if "emotion" in ids[:7] else 1)


def _grown(content: Content, frame: Frame, groups: int, sheets: int, largest: float) -> float:
    """Return the largest type, by estimates, at which a plan takes no more sheets."""
    widest = frame.inner.width / _needed(content, content.groups(groups))
    low, high = 0, int((min(largest, widest) - frame.smallest) / _STEP)
    while low < high:
        middle = (low + high + 1) // 2
        if _estimated(content, frame, frame.smallest + middle * _STEP, groups, _SURE)[0] <= sheets:
            low = middle
        else:
            high = middle - 1
    return frame.smallest + low * _STEP


def _room(content: Content, frame: Frame, body: float, *, guessed: bool = False) -> Room:
    """Return the heights that are left for grids; a guess does not lay head and foot out in each size of type."""
    inner, gap = frame.inner, HEADER_GAP * body
    if guessed:
        head, foot = content.guessed_heights(inner.width, body)
    else:
        head, foot = content.head_height(inner.width, body), content.foot_height(inner.width, body)
    first = inner.height - head - gap
    further = inner.height - content.running_height(inner.width, body) - gap
    return Room(first, further, foot + FOOTER_GAP * body, BETWEEN_GRIDS * body)


def _packed(content: Content, paper: str, frame: Frame, groups: int, body: float) -> Layout:
    """Set a plan exactly."""
    room = _room(content, frame, body)
    grids: list[Grid] = []
    heights: list[Tall] = []
    for columns in content.groups(groups):
        grid = cut_tall_rows(content.plan.grid(columns, frame.inner.width, body), room.further)
        repeated = sum(grid.heads.further().heights(grid.span))
        grids.append(grid)
        heights.append(_tall(content, columns, grid.head_height, repeated, grid.row_heights, room, body))
    return Layout(paper, frame, body, grids, level(heights, room), grand=False)
