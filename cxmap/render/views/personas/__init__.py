"""Personas: a card each, with portrait, goals, needs and what serves them, the own curve in little, and what hurts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.render.views.personas import labels
from cxmap.render.views.personas.facts import facts_of
from cxmap.render.views.personas.page import draw_personas
from cxmap.render.views.personas.words import persona_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.language import Words
    from cxmap.render.options import ViewOptions
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject
    from cxmap.render.wordtables import WordTable

__all__ = ["draw", "lacks", "tables"]


def draw(subject: Subject, options: ViewOptions) -> Scene:
    """Lay the cards out."""
    return draw_personas(subject, options)


def tables(subject: Subject, options: ViewOptions) -> Sequence[WordTable]:
    """Return who the personas are, what serves their needs, and what hurts."""
    return persona_tables(subject)


def lacks(subject: Subject, options: ViewOptions) -> Words | None:
    """Say that no persona is named."""
    return None if facts_of(subject) else labels.LACKS
