"""The cards of the matrix: a touchpoint with its number, its faces and what its handovers lose; and means with faces."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cxmap.language import listed
from cxmap.model.reading import called
from cxmap.model.vocabulary import SEVERITIES, THINGS
from cxmap.render.curve.figures import mean_said
from cxmap.render.marks.faces import draw_face, draw_faces, draw_felt, faces_height, felt_width
from cxmap.render.marks.icons import FACE_OUTLINES, MARK_ICONS
from cxmap.render.scene import Box, Group, Item, Mark, Rect
from cxmap.render.text.paragraphs import LEADING, MINOR, STRONG, Cell, Paragraph, cell_height, draw_cell, one_line
from cxmap.render.text.widths import advance
from cxmap.render.theme import BAD, MOMENT, SMALLEST_TEXT
from cxmap.render.views.channels.labels import GOES_ON, LOST_FROM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxmap.model.journey import Touchpoint
    from cxmap.render.marks.faces import Note
    from cxmap.render.subject import Subject
    from cxmap.render.views.channels.figures import Mean

OUTLINE = "#B4BFC9"
_LOST_FILL = "#FCF0EB"
DOT = 1.5
"""Height of the number at a card's edge, in ems."""
_ABOVE, _BELOW = 0.42, 0.38  # ems
_LEFT, _RIGHT = 1.3, 0.45
_SAYS_PAIN = 18.0  # ems
_FACES = 0.84  # of the body
_BESIDE = 1.42  # ems: how tall a face beside a name is
_NAMED, _LONG_NAME = 8.6, 12.0  # ems that a name must have beside faces, and what is enough for a long one
_NUMBER = 0.84
_RADIUS = 0.22


@dataclass(frozen=True)
class Card:
    """A touchpoint: `lost` are those from which data do not come along, `onward` those elsewhere that it leads to.

    Faces stand below the name or, with a `slot` for each persona (in points), beside it.
    """

    subject: Subject
    column: int
    notes: Mapping[str, Note]
    lost: Sequence[int] = ()
    onward: Sequence[int] = ()
    is_first: bool = False

    @property
    def enters(self) -> float:
        """How far below its upper edge lines enter, in ems: at its number."""
        return _ABOVE + LEADING / 2

    def height(self, width: float, body: float, slot: float = 0.0) -> float:
        """Return how tall it must be."""
        inner, named = self._widths(width, body, slot)
        tall = cell_height(self._name, named, body)
        if slot:
            tall = max(tall, _BESIDE * body)
        else:
            tall += faces_height(self.subject, self._touchpoint, inner, _FACES * body, self.notes) + 0.2 * body
        tall += (_ABOVE + _BELOW) * body
        tags = self._tags(inner / body)
        return tall + (0.15 * body + cell_height(tags, inner, body) if tags else 0)

    def _widths(self, width: float, body: float, slot: float) -> tuple[float, float]:
        """Return the width inside, and that of the name."""
        inner = width - (_LEFT + _RIGHT) * body
        return inner, inner - slot * len(self.subject.actors)

    def draw(self, box: Box, body: float, slot: float = 0.0) -> Iterable[Item]:
        """Draw it over the whole of `box`."""
        items: list[Item] = [
            Rect(box, _LOST_FILL, BAD, 0.16 * body, _RADIUS * body)
            if self.lost
            else Rect(box, "#FFFFFF", OUTLINE, 0.08 * body, _RADIUS * body)
        ]
        inner, named = self._widths(box.width, body, slot)
        room = Box(box.x + _LEFT * body, box.y + _ABOVE * body, inner, 0)
        items += draw_cell(self._name, room._replace(width=named), body)
        top = room.y + cell_height(self._name, named, body)
        small = _FACES * body
        if slot:
            passing = self.subject.passing(self._touchpoint)
            for number, actor in enumerate(self.subject.actors):
                if actor in passing:
                    x, note = room.x + named + number * slot, self.notes.get(actor.id)
                    y = room.y - 0.05 * body
                    items.append(draw_felt(self.subject, self._touchpoint, actor, x, y, small, note))
            top = max(top, room.y + _BESIDE * body)
        else:
            faces = room._replace(y=top + 0.2 * body)
            items += draw_faces(self.subject, self._touchpoint, faces, small, self.notes)
            top = faces.y + faces_height(self.subject, self._touchpoint, inner, small, self.notes)
        items += draw_cell(self._tags(inner / body), room._replace(y=top + 0.15 * body), body)
        items += self._number(box, body)
        if self._touchpoint.moment_of_truth is not False:
            items += self._star(room.x + named - 1.6 * body if slot else box.right - 1.6 * body, box.y, body)
        place = self.subject.columns[self.column]
        yield Group(tuple(items), called(self._touchpoint, self.subject.language), place.column)

    def _star(self, x: float, middle: float, body: float) -> Iterable[Item]:
        size = 1.25 * body
        yield Rect(Box(x, middle - size / 2, size, size), "#FFFFFF", radius=size)
        icon, title = MARK_ICONS["moment-of-truth"], self.subject.word("moment")
        yield Mark(x, middle - size / 2, size, icon, MOMENT, title=title)

    def _number(self, box: Box, body: float) -> Iterable[Item]:
        """Draw the number over the left edge."""
        said, size = str(self.column + 1), max(SMALLEST_TEXT, _NUMBER * body)
        tall = DOT * body
        wide = max(tall, advance(said, bold=True) * size + 0.55 * body)
        y = box.y + self.enters * body
        accent = self.subject.theme.accent
        fill, ink = (accent, "#FFFFFF") if self.is_first else ("#FFFFFF", accent)
        yield Rect(Box(box.x - wide / 2, y - tall / 2, wide, tall), fill, accent, 0.12 * body, tall / 2)
        yield one_line(said, box.x, y + 0.36 * size, size, ink, bold=True, anchor="middle")

    @property
    def _touchpoint(self) -> Touchpoint:
        return self.subject.columns[self.column].touchpoint

    @cached_property
    def _name(self) -> Cell:
        return (Paragraph(called(self._touchpoint, self.subject.language), self.subject.theme.ink, STRONG),)

    def _tags(self, wide: float) -> Cell:
        """Return what is said below the name: what is lost and, on a card so many ems wide inside, what hurts there."""
        tags = []
        if self.lost:
            said = self.subject.say(LOST_FROM).format(_numbers(self.lost, self.subject))
            tags.append(Paragraph(said, BAD, MINOR, icon=MARK_ICONS["handover-lost"], space_before=0.1))
            if wide >= _SAYS_PAIN and (pain := self._worst_pain):
                said = self.subject.named(self.subject.say(THINGS["pain_points"]).capitalize(), pain)
                tags.append(Paragraph(said, self.subject.theme.ink, MINOR, space_before=0.1))
        if self.onward:
            said = self.subject.say(GOES_ON).format(_numbers(self.onward, self.subject))
            tags.append(Paragraph(said, self.subject.theme.soft, MINOR, space_before=0.1))
        return tuple(tags)

    @cached_property
    def _worst_pain(self) -> str:
        """What hurts most there, of what the personas feel who are drawn."""
        order, drawn = list(SEVERITIES), {actor.id for actor in self.subject.actors}
        pains = [
            pain for pain in self._touchpoint.pain_points if not pain.personas or not drawn.isdisjoint(pain.personas)
        ]
        found = max(pains, key=lambda pain: order.index(pain.severity) if pain.severity else 1, default=None)
        return self.subject.text(found.text) if found else ""


def _numbers(columns: Sequence[int], subject: Subject) -> str:
    return listed([str(column + 1) for column in sorted(columns)], subject.language)


def mean_width(subject: Subject, mean: Mean, body: float) -> float:
    """Return how wide a mean is drawn."""
    score, count = _mean_texts(subject, mean)
    return (
        1.8 * body + advance(score, bold=True) * body + 0.3 * body + advance(count) * max(SMALLEST_TEXT, 0.875 * body)
    )


def draw_mean(subject: Subject, mean: Mean, x: float, y: float, body: float) -> Iterable[Item]:
    """Draw a mean from the top left: its face, its score, and in brackets the number of touchpoints."""
    score, count = _mean_texts(subject, mean)
    theme, size = subject.theme, 1.45 * body
    yield from draw_face(FACE_OUTLINES[0], theme.soft, mean.score, x, y, size)
    label = one_line(score, x + 1.8 * body, y + size / 2 + 0.36 * body, body, theme.ink, bold=True)
    if score:
        yield label
    left = label.box.right + 0.3 * body if score else x + 1.8 * body
    yield one_line(count, left, label.y, max(SMALLEST_TEXT, 0.875 * body), theme.soft)


def _mean_texts(subject: Subject, mean: Mean) -> tuple[str, str]:
    score = mean_said(subject, mean.score) if mean.score is not None else ""
    return score, f"（{mean.touchpoints}）" if subject.language == "zh" else f"({mean.touchpoints})"


def slot_beside(subject: Subject, width: float, body: float, longest: float, *, noted: bool) -> float:
    """Return the width of each persona's slot beside a name on cards of a width; 0 where faces must stand below it.

    `longest` is the length of the longest name, in ems: names beside faces should seldom be broken.
    """
    slot = felt_width(subject, -1.5, _FACES * body, noted=noted) + 0.55 * body
    room = width - (_LEFT + _RIGHT) * body - slot * len(subject.actors)
    return slot if room >= min(max(longest, _NAMED), _LONG_NAME) * body else 0.0
