"""The boxes of the blueprint: what a customer meets and does, each step with its team, and gaps. Lengths in points."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from cxmap.model.reading import called
from cxmap.render.journey_grid.boxes import dashed_box
from cxmap.render.marks.faces import draw_faces, faces_height
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.scene import Box, Curve, Item, Mark, Rect
from cxmap.render.text.paragraphs import MINOR, Cell, Paragraph, Type, cell_height, draw_cell
from cxmap.render.theme import BAD, MOMENT
from cxmap.render.views.blueprint.labels import NO_TEAM

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.model.journey import Touchpoint
    from cxmap.render.subject import Subject
    from cxmap.render.views.blueprint.steps import Step

OUTLINE = "#B4BFC9"
GAP = "#9AA5B1"
_PADDING = 0.5  # ems, all around a text
_BAR = 0.32  # ems: the bar in a team's colour
_BADGE = 1.4  # ems
_FACES_ABOVE = 0.35
_NAME = Type(1.06, bold=True)
_EVIDENCE = Type(0.94)
_RADIUS = 0.22
_HANDWRITING = 7.0  # ems


class RowBox(Protocol):
    """A box of a row: as tall as it must be at a width, or as its row."""

    def height(self, width: float, body: float) -> float:
        """Return how tall it must be."""

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw it over the whole of `box`."""


def stroke(width: float, body: float) -> float:
    """Return how wide a line is drawn: as given for text of 9 points, wider where the text is larger."""
    return width * body / 9


@dataclass(frozen=True)
class TouchpointBox:
    """A touchpoint: its channel and its name; `in_full` also how it feels, what is done there, how long it takes."""

    subject: Subject
    touchpoint: Touchpoint
    in_full: bool = True

    def height(self, width: float, body: float) -> float:
        """Return how tall it must be."""
        inner = width - 2 * _PADDING * body
        tall = cell_height(self._head, inner, body) + 2 * _PADDING * body
        if not self.in_full:
            return tall
        tall += _FACES_ABOVE * body + faces_height(self.subject, self.touchpoint, inner, body)
        return tall + (_FACES_ABOVE * body + cell_height(self._foot, inner, body) if self._foot else 0)

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw it over the whole of `box`."""
        subject, touchpoint = self.subject, self.touchpoint
        yield Rect(box, "#FFFFFF", OUTLINE, stroke(0.7, body), _RADIUS * body)
        pad = _PADDING * body
        inner = Box(box.x + pad, box.y + pad, box.width - 2 * pad, 0)
        yield from draw_cell(self._head, inner, body)
        if touchpoint.moment_of_truth is not False:
            yield from _badge("moment-of-truth", MOMENT, box, 0, body, subject.word("moment"))
        if self.in_full:
            top = inner.y + cell_height(self._head, inner.width, body) + _FACES_ABOVE * body
            yield from draw_faces(subject, touchpoint, inner._replace(y=top), body)
            top += faces_height(subject, touchpoint, inner.width, body) + _FACES_ABOVE * body
            yield from draw_cell(self._foot, inner._replace(y=top), body)

    @cached_property
    def _head(self) -> Cell:
        subject, channel = self.subject, self.touchpoint.channel
        name = Paragraph(called(self.touchpoint, subject.language), subject.theme.ink, _NAME, space_before=0.1)
        if channel is None:
            return (name,)
        said = subject.library.channel_name(channel, subject.language)
        icon, accent = subject.channel_icon(channel), subject.theme.accent
        return (Paragraph(said, subject.theme.soft, MINOR, icon=icon, icon_colour=accent), name)

    @cached_property
    def _foot(self) -> Cell:
        subject, touchpoint = self.subject, self.touchpoint
        texts = [Paragraph(subject.text(text), subject.theme.ink, space_before=0.25) for text in touchpoint.actions]
        if touchpoint.wait is not None:
            said = subject.word("wait", subject.duration(touchpoint.wait))
            texts.append(Paragraph(said, BAD, MINOR, icon=MARK_ICONS["wait"]))
        if touchpoint.interval is not None:
            after, said = subject.word("interval", subject.duration(touchpoint.interval)), subject.word("interval-time")
            texts.append(Paragraph(after, subject.theme.soft, MINOR, icon=MARK_ICONS["calendar"], said=said))
        if touchpoint.duration is not None:
            taken, said = subject.duration(touchpoint.duration), subject.word("time-taken")
            icon = MARK_ICONS["duration"]
            texts.append(Paragraph(taken, subject.theme.soft, MINOR, icon=icon, said=said, space_before=0.3))
        return tuple(texts)


@dataclass(frozen=True)
class EvidenceBox:
    """What the customer meets with hands and eyes."""

    subject: Subject
    touchpoint: Touchpoint

    def height(self, width: float, body: float) -> float:
        """Return how tall it must be."""
        return cell_height(self._cell, width - 2 * _PADDING * body, body) + 2 * _PADDING * body

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw it over the whole of `box`."""
        yield Rect(box, self.subject.theme.panel, radius=_RADIUS * body)
        pad = _PADDING * body
        yield from draw_cell(self._cell, Box(box.x + pad, box.y + pad, box.width - 2 * pad, 0), body)

    @cached_property
    def _cell(self) -> Cell:
        texts = map(self.subject.text, self.touchpoint.physical_evidence)
        return tuple(Paragraph(text, self.subject.theme.ink, _EVIDENCE, space_before=0.25) for text in texts)


@dataclass(frozen=True)
class StepBox:
    """A step, its team's colour at its left and the team's name in it, and what goes wrong there at its corner."""

    subject: Subject
    step: Step

    def height(self, width: float, body: float) -> float:
        """Return how tall it must be."""
        return cell_height(self._cell, self._inner(width, body), body) + (self._above + _PADDING) * body

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw it over the whole of `box`."""
        subject, step = self.subject, self.step
        colour, width = (BAD, 1.1) if step.fails else (OUTLINE, 0.7)
        yield Rect(box, "#FFFFFF", colour, stroke(width, body), _RADIUS * body)
        bar = Box(box.x, box.y, _BAR * body, box.height)
        if step.owner is not None:
            yield Rect(bar, subject.team_colour(step.owner))
        else:
            yield Rect(bar, "#FFFFFF", subject.theme.soft, stroke(0.6, body))
        left = box.x + (_BAR + _PADDING) * body
        yield from draw_cell(self._cell, Box(left, box.y + self._above * body, self._inner(box.width, body), 0), body)
        if step.waits:
            yield from _badge("wait", BAD, box, 0, body, subject.word("wait-point"))
        if step.fails:
            yield from _badge("fail-point", BAD, box, int(step.waits), body, subject.word("fail-point"))

    @property
    def _above(self) -> float:
        return _PADDING + (0.35 if self.step.fails or self.step.waits else 0)

    @cached_property
    def _cell(self) -> Cell:
        subject, owner = self.subject, self.step.owner
        if owner is not None:
            name, colour = subject.library.team_name(owner, subject.language), subject.team_colour(owner)
        else:
            name, colour = subject.say(NO_TEAM), subject.theme.soft
        return (Paragraph(self.step.text, subject.theme.ink), Paragraph(name, colour, MINOR, space_before=0.12))

    def _inner(self, width: float, body: float) -> float:
        return width - (_BAR + 2 * _PADDING) * body


@dataclass(frozen=True)
class GapBox:
    """Something that is not there, perhaps with words."""

    subject: Subject
    text: str = ""

    def height(self, width: float, body: float) -> float:
        """Return how tall it must be."""
        return cell_height(self._cell, width - body, body) + 0.7 * body if self.text else 0.9 * body

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw it over the whole of `box`."""
        yield draw_dashes(box, GAP if self.text else self.subject.theme.hairline, body)
        yield from draw_cell(self._cell, Box(box.x + 0.5 * body, box.y + 0.35 * body, box.width - body, 0), body)

    @property
    def _cell(self) -> Cell:
        return (Paragraph(self.text, self.subject.theme.soft, MINOR, anchor="middle"),) if self.text else ()


@dataclass(frozen=True)
class NoteBox:
    """A box that is filled in by hand."""

    def height(self, width: float, body: float) -> float:
        """Return the height of three lines of handwriting."""
        return _HANDWRITING * body

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw it over the whole of `box`."""
        yield dashed_box(box, body)


def draw_dashes(box: Box, colour: str, body: float) -> Item:
    """Draw the dashed outline of something that is not there."""
    corners = ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom))
    dash = 0.27 * body
    return Curve(corners, colour, stroke(0.6, body), smooth=False, dash=(dash, dash), closed=True)


def _badge(name: str, colour: str, box: Box, place: int, body: float, title: str) -> Iterable[Item]:
    """Draw a mark on the upper edge of a box, on a white disc: at the first place from the right, or at the next."""
    size, ring = _BADGE * body, 0.08 * body
    x, y = box.right - 0.35 * body - size - place * (size + 2 * ring), box.y - size / 2
    yield Rect(Box(x - ring, y - ring, size + 2 * ring, size + 2 * ring), "#FFFFFF", radius=size)
    yield Mark(x, y, size, MARK_ICONS[name], colour, title=title)
