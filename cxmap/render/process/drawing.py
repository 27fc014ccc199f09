"""Draws what a layout has placed: lines as wide as they are frequent, their labels on them, quiet boxes over all."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

from cxmap.lengths_of_time import time_said
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.process.folding import at, split
from cxmap.render.process.measures import BAR, ICON, PAD, is_slow, row_height, row_width
from cxmap.render.process.moves import END, START
from cxmap.render.process.words import counted, plain, say
from cxmap.render.scene import Box, Curve, Group, Item, Line, Mark, Rect
from cxmap.render.text.paragraphs import ASCENT, one_line
from cxmap.render.theme import BAD, paler

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxmap.render.process.layout import Layout, Pair, Points
    from cxmap.render.process.measures import Measured, Piece, Row
    from cxmap.render.process.moves import Graph, Level, Move
    from cxmap.render.theme import Theme

LINE = "#8592A0"
"""Of moves that are not slow."""
SLOW_LINE = paler(BAD, 0.2)
BOX_EDGE = "#A9B4BF"
_THINNEST, _THICKEST = 0.1, 0.6  # ems
_MANY = 25  # moves, from which on a line can be as thick as any
_HALVINGS = 16


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws at a place and size: `body` points are an em, `x` and `y` are where the layout begins."""

    graph: Graph
    layout: Layout
    boxes: Mapping[int, Measured]
    labels: Mapping[Pair, Measured]
    theme: Theme
    body: float
    x: float
    y: float

    def draw(self, level: Level) -> Iterable[Item]:
        """Draw a level; its steps and moves are all in the layout."""
        moves = sorted(level.moves, key=lambda move: move.n)
        for move in moves:
            yield Group(tuple(self._line(move)), title=self._said(move))
        yield from self._edges()
        for move in moves:
            yield from self._label(move)
        for number in self.boxes:
            if number < 0 or number in level.steps:
                yield self._box(number)

    def _edges(self) -> Iterable[Item]:
        """Draw where rows are broken, over the round ends of lines."""
        rows, wide, hair = self.layout.rows, 0.5 * self.body, self.theme.hairline
        for row in rows:
            box = self._scaled(row)
            if row != rows[0]:
                yield Rect(Box(box.x - wide, box.y - wide, wide, box.height + 2 * wide), self.theme.ground)
                yield Line(box.x, box.y, box.x, box.bottom, hair, 0.08 * self.body)
            if row != rows[-1]:
                yield Rect(Box(box.right, box.y - wide, wide, box.height + 2 * wide), self.theme.ground)
                yield Line(box.right, box.y, box.right, box.bottom, hair, 0.08 * self.body)

    # --- lines

    def _is_slow(self, move: Move) -> bool:
        """Whether a move is drawn as a slow one."""
        slow = self.graph.slow
        return slow is not None and is_slow(move, slow, self.graph.least)

    def _line(self, move: Move) -> Iterable[Item]:
        colour = SLOW_LINE if self._is_slow(move) else LINE
        width = width_of(move.n, max((one.n for one in self.graph.moves[:1]), default=0))
        *before, points = (self._at(run) for run in self.layout.paths[move.before, move.after].runs)
        length = (0.62 + 0.8 * width) * self.body
        kept, back = _shortened(points, length)
        tip = points[-1]
        half = (0.27 + 0.62 * width) * self.body / length
        dx, dy = (tip[0] - back[0]) * half, (tip[1] - back[1]) * half
        head = (tip, (back[0] - dy, back[1] + dx), (back[0] + dy, back[1] - dx))
        dash = ((0.75 + width) * self.body, (0.4 + width) * self.body)
        is_back = (move.before, move.after) in self.layout.back
        for run in (*before, kept):
            yield Curve(run, colour, width * self.body, dash=dash if is_back else ())
        yield Curve(head, colour, 0.05 * self.body, smooth=False, fill=colour, closed=True)

    def _said(self, move: Move) -> str:
        language, steps = self.theme.language, self.graph.discovery.steps
        names = [
            say("start", language) if step == START else say("end", language) if step == END
            else plain(steps[step].event) for step in move[:2]
        ]  # fmt: skip
        if move.stands_for_rare_ways:
            return f"{names[0]} → {names[1]}: {say('rare-ways', language)}"
        said = f"{names[0]} → {names[1]}: {counted(move.n)} ×"
        if move.durations is not None and move.durations.n >= self.graph.least:
            times = (time_said(seconds, language) for seconds in (move.durations.p50, move.durations.p90))
            said += ", p50 {}, p90 {}".format(*times)
        return said

    def _at(self, points: Points) -> Points:
        return tuple((self.x + x * self.body, self.y + y * self.body) for x, y in points)

    def _scaled(self, box: Box) -> Box:
        return Box(
            self.x + box.x * self.body, self.y + box.y * self.body, box.width * self.body, box.height * self.body
        )

    # --- texts

    def _label(self, move: Move) -> Iterable[Item]:
        pair = move.before, move.after
        box = self._scaled(self.layout.paths[pair].label)
        size = self.labels[pair]
        yield Rect(box, self.theme.ground, radius=0.3 * self.body)
        spare = size.height - sum(map(row_height, size.rows))
        top = box.y + spare * self.body / 2
        for row in size.rows:
            yield from self._centred(row, box, top)
            top += row_height(row) * self.body

    def _centred(self, row: Row, box: Box, top: float, colour: str = "") -> Iterable[Item]:
        """Draw pieces around the middle of a box; one alone exactly there, whatever the viewer's font."""
        piece = row[0]
        if len(row) > 1 or piece.icon:
            yield from self._row(row, box.x + (box.width - row_width(row) * self.body) / 2, top, colour)
            return
        size, middle = piece.scale * self.body, box.x + box.width / 2
        shown = colour or self._colour(piece.colour)
        yield one_line(piece.text, middle, top + ASCENT * size, size, shown, bold=piece.bold, anchor="middle")

    def _row(self, row: Row, left: float, top: float, colour: str = "") -> Iterable[Item]:
        for piece in row:
            yield from self._piece(piece, left, top, colour or self._colour(piece.colour))
            left += piece.width * self.body

    def _piece(self, piece: Piece, left: float, top: float, colour: str) -> Iterable[Item]:
        size = piece.scale * self.body
        if piece.icon:
            mark = 1.08 * size
            yield Mark(left, top + (piece.height * self.body - mark) / 2, mark, MARK_ICONS[piece.icon], colour)
            left += ICON * size
        yield one_line(piece.text, left, top + ASCENT * size, size, colour, bold=piece.bold)

    def _colour(self, name: str) -> str:
        return {"slow": BAD, "accent": self.theme.accent, "soft": self.theme.soft}.get(name, self.theme.ink)

    def _box(self, number: int) -> Item:
        box, size = self._scaled(self.layout.boxes[number]), self.boxes[number]
        if number in (START, END):
            return Group(tuple(self._end(number, box, size)))
        body, step = self.body, self.graph.discovery.steps[number]
        items: list[Item] = [Rect(box, self.theme.panel, BOX_EDGE, 0.08 * body, 0.4 * body)]
        top = box.y + 0.55 * PAD * body
        for row in size.rows:
            items += self._row(row, box.x + PAD * body, top)
            top += row_height(row) * body
        width = box.width - 2 * PAD * body
        bar = Box(box.x + PAD * body, box.bottom - (0.55 * PAD + BAR) * body, width, BAR * body)
        share = step.cases / max(self.graph.discovery.cases, 1)
        items.append(Rect(bar, self.theme.hairline))
        items.append(Rect(bar._replace(width=max(width * share, 0.12 * body)), self.theme.accent))
        return Group(tuple(items), title=size.title)

    def _end(self, number: int, box: Box, size: Measured) -> Iterable[Item]:
        ink = self.theme.ink
        radius = box.height / 2
        yield Rect(box, ink if number == START else self.theme.ground, ink, 0.14 * self.body, radius)
        if number == END:
            inner = 0.28 * self.body
            yield Rect(
                Box(box.x + inner, box.y + inner, box.width - 2 * inner, box.height - 2 * inner), "none", ink,
                0.08 * self.body, radius - inner,
            )  # fmt: skip
        row = size.rows[0]
        top = box.y + (box.height - row_height(row) * self.body) / 2
        yield from self._centred(row, box, top, self.theme.ground if number == START else ink)


def width_of(n: int, most: int) -> float:
    """Return how wide the line of a move is, in ems: in proportion to how often it was made, but never too thin to see."""
    thickest = _THICKEST * min(most / _MANY, 1.0)
    return max(_THINNEST, thickest * n / max(most, 1))


def _shortened(points: Points, length: float) -> tuple[Points, tuple[float, float]]:
    """Cut a Bézier path off at `length` before its tip, for the arrowhead; return it, and where it ends now."""
    tip = points[-1]
    kept = list(points)
    while len(kept) > 4 and _distance(kept[-4], tip) < length:
        del kept[-3:]
    last = tuple(kept[-4:])
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        is_far = _distance(at(last, middle), tip) >= length
        low, high = (middle, high) if is_far else (low, middle)
    cut = (*kept[:-4], *split(last, low)[0])
    overlap = _towards(cut[-1], tip, 0.15 * length)  # so that no gap shows between line and head
    return (*cut[:-1], overlap), cut[-1]


def _towards(start: tuple[float, float], goal: tuple[float, float], length: float) -> tuple[float, float]:
    whole = _distance(start, goal) or 1.0
    return start[0] + (goal[0] - start[0]) * length / whole, start[1] + (goal[1] - start[1]) * length / whole


def _distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    return hypot(b[0] - a[0], b[1] - a[1])
