"""The face of a score: what a persona feels at a touchpoint, a question mark where that is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.icons import face
from cxmap.render.paragraphs import one_line
from cxmap.render.scene import Group, Item, Mark
from cxmap.render.theme import SMALLEST_TEXT, emotion_colour, face_ink
from cxmap.render.widths import advance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxmap.model.journey import Touchpoint
    from cxmap.render.icons import Icon
    from cxmap.render.scene import Box
    from cxmap.render.subject import Actor, Subject

_FACE = 1.7  # ems
_BETWEEN = 0.3  # ems between a face and its score
_APART = 0.75  # ems between a score and the next face
_NOTE = 1.15  # ems


def draw_face(
    outline: Icon, colour: str, score: float | None, x: float, y: float, size: float, title: str = "", *,
    assumed: bool = False,
) -> Iterable[Item]:  # fmt: skip
    """Draw a face with an outline in a persona's colour, filled in the score's; white where it is only assumed."""
    if score is None:
        yield Mark(x, y, size, outline, colour, "#FFFFFF", title)
        text = max(SMALLEST_TEXT, 0.62 * size)
        yield one_line("?", x + size / 2, y + size / 2 + 0.36 * text, text, colour, anchor="middle")
        return
    yield Mark(x, y, size, outline, colour, "#FFFFFF" if assumed else emotion_colour(score), title)
    yield Mark(x, y, size, face(score), face_ink(score, assumed=assumed))


class Note(NamedTuple):
    """A mark behind a persona's score, and what it means."""

    icon: Icon
    colour: str
    title: str


NO_NOTES: Mapping[str, Note] = {}


def faces_height(
    subject: Subject, touchpoint: Touchpoint, width: float, body: float, notes: Mapping[str, Note] = NO_NOTES
) -> float:
    """Return how tall the faces at a touchpoint become, in rows as wide as `width`."""
    return len(_rows(subject, touchpoint, width, body, notes)) * (_FACE + 0.15) * body


def draw_faces(
    subject: Subject, touchpoint: Touchpoint, box: Box, body: float, notes: Mapping[str, Note] = NO_NOTES
) -> Iterable[Item]:
    """Draw the face and the score of each persona who passes a touchpoint, from the top left of `box`.

    `notes` are marks that stand behind the scores, by the ids of personas.
    """
    size, text = _FACE * body, max(SMALLEST_TEXT, body)
    assumed = subject.is_assumed(touchpoint)
    top = box.y
    for row in _rows(subject, touchpoint, box.width, body, notes):
        left = box.x
        for actor, score, wide in row:
            said = subject.signed(score) if score is not None else ""
            title = subject.named(actor.name, said or subject.word("unknown"))
            items = [*draw_face(actor.outline, actor.colour, score, left, top, size, title, assumed=assumed)]
            x = left + size + _BETWEEN * body
            if said:
                label = one_line(said, x, top + size / 2 + 0.36 * text, text, subject.theme.ink)
                items.append(label)
                x = label.box.right + _BETWEEN * body
            if actor.id in notes:
                icon, colour, meaning = notes[actor.id]
                items.append(Mark(x, top + (_FACE - _NOTE) / 2 * body, _NOTE * body, icon, colour, title=meaning))
            yield Group(tuple(items), actor=actor.id)
            left += wide + _APART * body
        top += (_FACE + 0.15) * body


class _Felt(NamedTuple):
    """A persona, what he or she feels, and how wide that is drawn."""

    actor: Actor
    score: float | None
    width: float


def _rows(
    subject: Subject, touchpoint: Touchpoint, width: float, body: float, notes: Mapping[str, Note]
) -> Sequence[Sequence[_Felt]]:
    """Break the personas who pass a touchpoint over rows."""
    rows: list[list[_Felt]] = []
    used = 0.0
    for actor in subject.passing(touchpoint):
        score = subject.score(touchpoint, actor)
        wide = _FACE * body + ((_BETWEEN + _NOTE) * body if actor.id in notes else 0)
        if score is not None:
            wide += _BETWEEN * body + advance(subject.signed(score)) * max(SMALLEST_TEXT, body)
        if not rows or used + _APART * body + wide > width:
            rows.append([])
            used = wide
        else:
            used += _APART * body + wide
        rows[-1].append(_Felt(actor, score, wide))
    return rows
