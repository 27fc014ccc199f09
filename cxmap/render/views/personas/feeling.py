"""The part of a card that says how the journey feels: the curve in little, its stages, and what is remembered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cxmap.model.reading import called
from cxmap.render.curve.figures import score_said
from cxmap.render.curve.sparkline import Sparkline
from cxmap.render.marks.faces import draw_face
from cxmap.render.page.blocks import Block
from cxmap.render.scene import Box, Group, Item
from cxmap.render.text.paragraphs import MINOR, SMALL, STRONG, Cell, Paragraph, cell_height, draw_cell, one_line
from cxmap.render.text.widths import advance
from cxmap.render.theme import SMALLEST_TEXT
from cxmap.render.views.personas import labels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.curve.figures import High
    from cxmap.render.views.personas.facts import Facts

_FACE, _SMALL_FACE = 1.5, 1.7
_SCALE = 2.2  # ems left of the curve, for its scale
_MOST_LINES = 3


@dataclass(frozen=True)
class Feeling(Block):
    """The curve and what it says."""

    facts: Facts
    tall: float = 6.0
    """Height of the curve, in ems, at least."""
    gap: float = 0.6
    grows: float = 1.0

    # Stages

    @cached_property
    def _spans(self) -> list[tuple[str, int, int]]:
        """Return the stages with their first and last columns."""
        spans: list[tuple[str, int, int]] = []
        before = None
        for index, place in enumerate(self.facts.subject.columns):
            if place.path[1] == before:
                spans[-1] = (*spans[-1][:2], index)
            else:
                spans.append((called(place.stage, self.facts.subject.language), index, index))
            before = place.path[1]
        return spans

    @cached_property
    def _names(self) -> list[tuple[Paragraph, float]]:
        """Return the stages' names, each with the width of its longest word, in ems."""
        found = []
        for name, _, _ in self._spans:
            words = [advance(word) for word in name.split() if word.isascii()]
            found.append((Paragraph(name, self.facts.subject.theme.soft, MINOR), max(words, default=2.0)))
        return found

    def _stage_cells(self, width: float, body: float) -> list[tuple[Cell, float, float]]:
        """Return the names of stages that fit below them, with their places; a name that does not fit is left out."""
        column = (width - _SCALE * body) / max(len(self.facts.subject.columns), 1)
        cells: list[tuple[Cell, float, float]] = []
        for (paragraph, longest), (_, first, last) in zip(self._names, self._spans, strict=True):
            wide = (last - first + 1) * column - 0.4 * body
            if longest * paragraph.size(body) <= wide and len(paragraph.lines(wide, body)) <= _MOST_LINES:
                cells.append(((paragraph,), first * column, wide))
        return cells

    def _stages_height(self, width: float, body: float) -> float:
        return max((cell_height(cell, wide, body) for cell, _, wide in self._stage_cells(width, body)), default=0.0)

    # What is remembered

    @cached_property
    def _moments(self) -> list[tuple[str, High | None]]:
        memory = self.facts.memory
        found: list[tuple[str, High | None]] = [
            (name, high) for name, high in (("peak", memory.peak), ("low", memory.low)) if high is not None
        ]
        return [*found, ("end", memory.end)]

    def _moment_cell(self, name: str, high: High | None) -> Cell:
        subject = self.facts.subject
        word = subject.word(name)
        if high is None:
            return (
                Paragraph(word, subject.theme.ink, STRONG),
                Paragraph(subject.say(labels.END_UNKNOWN), subject.theme.soft, MINOR, space_before=0),
            )
        return (
            Paragraph(f"{word} {score_said(subject, high.score)}", subject.theme.ink, STRONG),
            Paragraph(self.facts.where_said(name, high), subject.theme.soft, MINOR, space_before=0),
        )

    def _moment_room(self, width: float, body: float) -> float:
        return (width - 2 * body) / 3 - (_SMALL_FACE + 0.5) * body

    @cached_property
    def _moment_cells(self) -> list[Cell]:
        return [self._moment_cell(name, high) for name, high in self._moments]

    def _moments_height(self, width: float, body: float) -> float:
        room = self._moment_room(width, body)
        return max(cell_height(cell, room, body) for cell in self._moment_cells)

    def height(self, width: float, body: float) -> float:
        """Return the height of curve, stages and captions."""
        if self.facts.average.mean is None:
            return 2 * body
        stages = self._stages_height(width, body)
        return self.tall * body + 0.3 * body + stages + 0.8 * body + self._moments_height(width, body)

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw the curve as tall as the box allows, and below it the stages and what is remembered."""
        subject, facts = self.facts.subject, self.facts
        if facts.average.mean is None:
            yield from draw_cell((Paragraph(subject.say(labels.NO_SCORES), subject.theme.soft),), box, body)
            return
        stages, moments = self._stages_height(box.width, body), self._moments_height(box.width, body)
        indent = _SCALE * body
        curve = Box(box.x + indent, box.y, box.width - indent, box.height - 1.1 * body - stages - moments)
        columns = {high.column for _, high in self._moments if high is not None}
        line = Sparkline(subject, facts.actor, curve, _FACE * body, frozenset(columns))
        size = max(SMALLEST_TEXT, SMALL * body)
        for score in (-2, 0, 2):
            text, baseline = score_said(subject, score), line.y(score) + 0.36 * size
            yield one_line(text, curve.x - 0.4 * body, baseline, size, subject.theme.soft, anchor="end")
        yield from line.grounds()
        yield from line.curve(facts.feelings)
        for cell, left, wide in self._stage_cells(box.width, body):
            yield from draw_cell(cell, Box(curve.x + left + 0.2 * body, curve.bottom + 0.3 * body, wide, 0), body)
        top, step = curve.bottom + 1.1 * body + stages, (box.width - 2 * body) / 3 + body
        for index, ((_, high), cell) in enumerate(zip(self._moments, self._moment_cells, strict=True)):
            yield self._moment(high, cell, Box(box.x + index * step, top, step - body, moments), body)

    def _moment(self, high: High | None, cell: Cell, box: Box, body: float) -> Group:
        facts, size = self.facts, _SMALL_FACE * body
        room = self._moment_room(3 * box.width + 2 * body, body)
        score, assumed = (high.score, facts.feelings[high.column].assumed) if high is not None else (None, False)
        items = list(draw_face(facts.actor.outline, facts.actor.colour, score, box.x, box.y, size, assumed=assumed))
        items += draw_cell(cell, Box(box.x + size + 0.5 * body, box.y, room, 0), body)
        touchpoint = facts.subject.columns[high.column].column if high is not None else None
        return Group(tuple(items), touchpoint=touchpoint, actor=facts.actor.id)
