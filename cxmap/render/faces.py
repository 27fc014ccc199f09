"""The face of a score: what a persona feels at a touchpoint, a question mark where that is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.render.icons import face
from cxmap.render.paragraphs import one_line
from cxmap.render.scene import Group, Item, Mark
from cxmap.render.theme import SMALLEST_TEXT, emotion_colour, face_ink
from cxmap.render.widths import advance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.model.journey import Touchpoint
    from cxmap.render.icons import Icon
    from cxmap.render.scene import Box
    from cxmap.render.subject import Actor, Subject

_FACE = 1.7  # ems
_BETWEEN = 0.3  # ems between a face and its score
_APART = 0.75  # ems between a score and the next face


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


def faces_height(subject: Subject, touchpoint: Touchpoint, width: float, body: float) -> float:
    """Return how tall the faces at a touchpoint become, in rows as wide as `width`."""
    return len(_rows(subject, touchpoint, width, body)) * (_FACE + 0.15) * body


def draw_faces(subject: Subject, touchpoint: Touchpoint, box: Box, body: float) -> Iterable[Item]:
    """Draw the face and the score of each persona who passes a touchpoint, from the top left of `box`."""
    size, text = _FACE * body, max(SMALLEST_TEXT, body)
    top = box.y
    for row in _rows(subject, touchpoint, box.width, body):
        left = box.x
        for actor in row:
            score = subject.score(touchpoint, actor)
            said = subject.signed(score) if score is not None else ""
            title = subject.named(actor.name, said or subject.word("unknown"))
            items = list(
                draw_face(actor.outline, actor.colour, score, left, top, size, title, assumed=subject.is_assumed(touchpoint))
            )  # fmt: skip
            if said:
                label = one_line(
                    said, left + size + _BETWEEN * body, top + size / 2 + 0.36 * text, text, subject.theme.ink
                )
                items.append(label)
            yield Group(tuple(items), actor=actor.id)
            left += _wide(said, body) + _APART * body
        top += (_FACE + 0.15) * body


def _wide(said: str, body: float) -> float:
    return _FACE * body + (_BETWEEN * body + advance(said) * max(SMALLEST_TEXT, body) if said else 0)


def _rows(subject: Subject, touchpoint: Touchpoint, width: float, body: float) -> Sequence[Sequence[Actor]]:
    """Break the personas who pass a touchpoint over rows."""
    rows: list[list[Actor]] = []
    used = 0.0
    for actor in subject.passing(touchpoint):
        score = subject.score(touchpoint, actor)
        wide = _wide(subject.signed(score) if score is not None else "", body)
        if not rows or used + _APART * body + wide > width:
            rows.append([])
            used = wide
        else:
            used += _APART * body + wide
        rows[-1].append(actor)
    return rows
