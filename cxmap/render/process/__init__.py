"""The picture of a process found in an event log: its steps and how cases move between them (a directly-follows graph).

It is drawn at a level: the most frequent moves that explain a share of all, and what connects their steps. Pictures of
several levels share the places of their steps.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cxmap.diagnostics import CxmapError
from cxmap.language import Words
from cxmap.render.process.drawing import Pen
from cxmap.render.process.folding import rows_of
from cxmap.render.process.layout import Layout, lay_out
from cxmap.render.process.measures import Measured, Piece, move_label, step_boxes
from cxmap.render.process.moves import END, START, Graph
from cxmap.render.process.page import draw_foot, draw_head
from cxmap.render.process.words import coverage, percent, plain, say, takeaway
from cxmap.render.scene import Box, Scene, Sheet
from cxmap.render.theme import PAPERS, Theme

if TYPE_CHECKING:
    from cxmap.discoveries import Discovery
    from cxmap.language import Language
    from cxmap.render.process.layout import Direction
    from cxmap.render.process.moves import Level

USUAL_SHARE = 0.8
LEVELS = (0.5, 0.8, 0.9, 0.95, 1.0)
"""Shares of moves that a page shows, each as a picture of its own."""
_LADDER = (1.0, 0.98, 0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.0)
"""Shares to fall back to where more cannot be read."""
_BODIES = {"A4": 8.0, "A3": 9.5, "A2": 12.0, "A1": 16.0, "A0": 22.0}
_SMALLEST, _LARGEST = 8.0, 1.2  # points, so that the smallest text is 7; times the usual text
_FULL = 0.62  # of the paper: boxes and labels that take more of it cannot be laid out on it
_DENSE, _MOST_MOVES = 2.5, 140  # moves for each step, and in all: of more the eye follows none
_CROPPED = 0.88
_LEVEL_WISE = 0.9  # of the usual text: if it is no smaller, a picture runs from left to right
_WORTH_A_FOLD = 1.3  # times the text, so that a picture which could be read is broken into rows


class Laid(NamedTuple):
    """A level laid out so that it can be read on a paper, with its boxes and labels, and the size of its text."""

    level: Level
    layout: Layout
    boxes: dict[int, Measured]
    labels: dict[tuple[int, int], Measured]
    body: float


@dataclass(frozen=True)
class Process:
    """A discovered process to be drawn on a paper; what fewer than `least` cases did is not drawn."""

    discovery: Discovery
    language: Language
    paper: str = "A3"
    least: int = 0

    @cached_property
    def graph(self) -> Graph:
        """Its moves."""
        return Graph(self.discovery, self.least)

    @cached_property
    def theme(self) -> Theme:
        """Its look."""
        return Theme(self.language)

    @property
    def _margin(self) -> float:
        return max(24.0, 0.022 * PAPERS[self.paper][0])

    @property
    def _inner(self) -> Box:
        width, height = PAPERS[self.paper]
        return Box(self._margin, self._margin, width - 2 * self._margin, height - 2 * self._margin)

    def _room(self, level: Level) -> Box:
        """Return where the graph stands."""
        inner, body = self._inner, _BODIES[self.paper]
        head = draw_head(self.graph, self.theme, inner, body)[1]
        foot = draw_foot(self.graph, self.theme, level, " ", True, inner, body)[1]
        top = head + 1.6 * body
        return Box(inner.x, inner.y + top, inner.width, inner.height - top - foot - 2.4 * body)

    def laid(self, share: float) -> Laid | None:
        """Lay out the level of a share; None where it cannot be read on the paper.

        Raises:
            CxmapError: there is no Graphviz.
        """
        if self.graph.at_least(share) > _MOST_MOVES:
            return None
        level = self.graph.level(share)
        if len(level.moves) > min(_DENSE * len(level.steps) + 12, _MOST_MOVES):
            return None
        room = self._room(level)
        most = _LARGEST * _BODIES[self.paper]
        steps = {number: self.discovery.steps[number] for number in level.steps}
        boxes = step_boxes(steps, dict(level.loops), self.discovery.cases, self.language, self.least)
        ends = ((START, "start"), (END, "end")) if steps else ()
        boxes |= {number: self._end(name) for number, name in ends}
        level_wise = self._tried(level, "LR", boxes, room, most)
        if level_wise is not None and level_wise.body >= _LEVEL_WISE * _BODIES[self.paper]:
            return level_wise  # as the paper lies
        upright = self._tried(level, "TB", boxes, room, most)
        found = [laid for laid in (level_wise, upright) if laid is not None]
        return max(found, key=lambda laid: laid.body, default=None)

    def _tried(
        self, level: Level, direction: Direction, boxes: dict[int, Measured], room: Box, most: float
    ) -> Laid | None:
        labels = {
            (move.before, move.after): move_label(
                move, self.language, self.graph.slow, self.least, level=direction == "LR"
            )
            for move in level.moves
        }
        area = sum(size.width * size.height for size in (*boxes.values(), *labels.values()))
        if area * _SMALLEST**2 > _FULL * room.width * room.height:
            return None
        order = [step for step in self.graph.order if step in level.steps]
        layout = lay_out(level.moves, order, boxes, labels, direction)
        usual = _BODIES[self.paper]
        best, body = layout, min(room.width / layout.width, room.height / layout.height, most)
        for folded in rows_of(layout) if direction == "LR" else ():
            larger = min(room.width / folded.width, room.height / folded.height, most)
            if body < max(_SMALLEST, _LEVEL_WISE * usual) and larger > body * (
                _WORTH_A_FOLD if best is layout and body >= _SMALLEST else 1.0
            ):
                best, body = folded, larger
        return Laid(level, best, boxes, labels, body) if body >= _SMALLEST else None

    def _end(self, name: str) -> Measured:
        piece = Piece(say(name, self.language), bold=True)
        return Measured(((piece,),), piece.width + 2.0, 2.1)

    def readable(self, share: float) -> Laid:
        """Lay out the level of a share, or the next lower one that can be read on the paper."""
        for lower in (share, *(step for step in _LADDER if step < share)):
            laid = self.laid(lower)
            if laid is not None:
                return laid
        raise CxmapError(
            Words(
                f"even the most frequent way through this process is too long for {self.paper}",
                f"这个流程中最常见的路径在{self.paper}上也画不下",
            ),
            Words("choose a larger paper, or a table instead of a picture", "请选择更大的纸张，或改用表格"),
        )

    def note(self, share: float, laid: Laid) -> str:
        """Say that another level is drawn than the one that was asked for, if so."""
        if laid.level.share >= share:
            return ""
        return say("too-large", self.language).format(wanted=percent(share, 1), paper=self.paper)

    def scene(self, laid: Laid, level: Level, note: str = "") -> Scene:
        """Draw a level in the places of one that holds it; `note` is said before what it shows."""
        inner, body = self._inner, _BODIES[self.paper]
        room = self._room(laid.level)
        items, _ = draw_head(self.graph, self.theme, inner, body)
        layout = laid.layout
        left = room.x + (room.width - layout.width * laid.body) / 2
        used = layout.height * laid.body
        pen = Pen(self.graph, layout, laid.boxes, laid.labels, self.theme, laid.body, left, room.y)
        items += pen.draw(level)
        foot_top = room.y + used + 1.4 * body
        foot, tall = draw_foot(self.graph, self.theme, level, note, bool(layout.rows), inner._replace(y=foot_top), body)
        height = PAPERS[self.paper][1]
        bottom = foot_top + tall + self._margin
        items += foot
        name = say("process", self.language)
        said = takeaway(self.graph, self.language)
        return Scene(
            key=f"process-{round(1000 * level.share)}",
            title=plain(self.discovery.source),
            name=name,
            description=f"{said} {coverage(self.graph, level, self.language)}",
            takeaway=said,
            language=self.language,
            fonts=self.theme.fonts,
            ground=self.theme.ground,
            paper=self.paper,
            sheets=(Sheet(PAPERS[self.paper][0], height if bottom > _CROPPED * height else bottom, tuple(items)),),
        )


def process_scene(
    discovery: Discovery, language: Language, share: float = USUAL_SHARE, paper: str = "A3", least: int = 0
) -> Scene:
    """Draw the moves that are `share` of all, from 0 to 1, or as many as can be read on the paper.

    Raises:
        CxmapError: there is no Graphviz, or not even one way through the process can be read on the paper.
    """
    process = Process(discovery, language, paper, least)
    laid = process.readable(share)
    return process.scene(laid, laid.level, process.note(share, laid))


def process_svg(
    discovery: Discovery, language: Language, share: float = USUAL_SHARE, paper: str = "A3", least: int = 0
) -> str:
    """Return the picture as one SVG document."""
    from cxmap.render.formats.svg import scene_svg

    return scene_svg(process_scene(discovery, language, share, paper, least))
