"""Owners: who answers for each touchpoint, who does its steps, who is asked and told (RACI), and where nobody is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.render.views.owners import labels
from cxmap.render.views.owners.duties import duties_of
from cxmap.render.views.owners.page import draw_owners
from cxmap.render.views.owners.words import duty_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.language import Words
    from cxmap.render.options import ViewOptions
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject
    from cxmap.render.wordtables import WordTable

__all__ = ["draw", "lacks", "tables"]


def draw(subject: Subject, options: ViewOptions) -> Scene:
    """Lay the owners out."""
    return draw_owners(subject, options)


def tables(subject: Subject, options: ViewOptions) -> Sequence[WordTable]:
    """Return who has which part at each touchpoint, and what each team carries."""
    return duty_tables(subject)


def lacks(subject: Subject, options: ViewOptions) -> Words | None:
    """Say that no team is named anywhere."""
    return labels.LACKS if duties_of(subject).is_empty else None
