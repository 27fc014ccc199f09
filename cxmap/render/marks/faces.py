"""The face of a score: what a persona feels at a touchpoint, a question mark where that is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.curve.figures import score_said
from cxmap.render.marks.icons import face
from cxmap.render.scene import Group, Item, Mark
from cxmap.render.text.paragraphs import one_line
from cxmap.render.text.widths import advance
from cxmap.render.theme import SMALLEST_TEXT, emotion_colour, face_ink

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxmap.model.journey import Touchpoint
    from cxmap.render.marks.icons import Icon
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
    top = box.y
    for row in _rows(subject, touchpoint, box.width, body, notes):
        left = box.x
        for actor, wide in row:
            yield draw_felt(subject, touchpoint, actor, left, top, body, notes.get(actor.id))
            left += wide + _APART * body
        top += (_FACE + 0.15) * body


def draw_felt(
    subject: Subject, touchpoint: Touchpoint, actor: Actor, x: float, y: float, body: float, note: Note | None = None
) -> Group:
    """Draw the face of a persona at a touchpoint, his or her score, and the mark behind it."""
    size, text = _FACE * body, max(SMALLEST_TEXT, body)
    score = subject.score(touchpoint, actor)
    said = score_said(subject, score) if score is not None else ""
    title = subject.named(actor.name, said or subject.word("unknown"))
    assumed = subject.is_assumed(touchpoint)
    items = [*draw_face(actor.outline, actor.colour, score, x, y, size, title, assumed=assumed)]
    x += size + _BETWEEN * body
    if said:
        label = one_line(said, x, y + size / 2 + 0.36 * text, text, subject.theme.ink)
        items.append(label)
        x = label.box.right + _BETWEEN * body
    if note is not None:
        middle = y + (_FACE - _NOTE) / 2 * body
        items.append(Mark(x, middle, _NOTE * body, note.icon, note.colour, title=note.title))
    return Group(tuple(items), actor=actor.id)


def felt_width(subject: Subject, score: float | None, body: float, *, noted: bool = False) -> float:
    """Return how wide a face with its score is drawn, and the mark behind it if it is noted."""
    wide = _FACE * body + ((_BETWEEN + _NOTE) * body if noted else 0)
    if score is not None:
        wide += _BETWEEN * body + advance(score_said(subject, score)) * max(SMALLEST_TEXT, body)
    return wide


def _rows(
    subject: Subject, touchpoint: Touchpoint, width: float, body: float, notes: Mapping[str, Note]
) -> Sequence[Sequence[tuple[Actor, float]]]:
    """Break the personas who pass a touchpoint over rows; each with how wide he or she is drawn."""
    rows: list[list[tuple[Actor, float]]] = []
    used = 0.0
    for actor in subject.passing(touchpoint):
        wide = felt_width(subject, subject.score(touchpoint, actor), body, noted=actor.id in notes)
        if not rows or used + _APART * body + wide > width:
            rows.append([])
            used = wide
        else:
            used += _APART * body + wide
        rows[-1].append((actor, wide))
    return rows
