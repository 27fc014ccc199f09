"""The needs that a touchpoint names, each as met there or let down."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.model.reading import EVERYONE
from cxmap.render.subject import once

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.model.journey import Touchpoint
    from cxmap.render.subject import Subject


class NeedAt(NamedTuple):
    """A need at a touchpoint: its text, and whether the touchpoint lets someone down whose need it is."""

    text: str
    let_down: bool


@once
def needs_at(subject: Subject, touchpoint: Touchpoint) -> Sequence[NeedAt]:
    """Return the needs a touchpoint names, but not those of personas who are not drawn.

    A need that belongs to nobody who passes is judged by all who do (see `model.needs.lets_down`).
    """
    drawn = {actor.id for actor in subject.actors}
    passing = subject.passing(touchpoint)
    found = []
    for name in touchpoint.needs:
        whose = {p.id: n for p in subject.library.personas.values() for n in p.needs if n.id == name}
        need = next((n for owner, n in whose.items() if owner in drawn), None)
        if whose and need is None and drawn != {EVERYONE}:
            continue
        concerned = [actor for actor in passing if actor.id in whose] or passing
        hurt = any(subject.lets_down(touchpoint, actor) for actor in concerned)
        found.append(NeedAt(subject.text(need.text) if need is not None else name, hurt))
    return found
