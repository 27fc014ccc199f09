"""The honeycomb: the dimensions of an experience as one linked whole, for the journey and for each stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.render.views.honeycomb import labels
from cxmap.render.views.honeycomb.page import draw_honeycomb
from cxmap.render.views.honeycomb.scores import honeycomb_of
from cxmap.render.views.honeycomb.words import score_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.language import Words
    from cxmap.render.options import ViewOptions
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject
    from cxmap.render.wordtables import WordTable

__all__ = ["draw", "lacks", "tables"]


def draw(subject: Subject, options: ViewOptions) -> Scene:
    """Lay the honeycomb out."""
    return draw_honeycomb(subject, options)


def tables(subject: Subject, options: ViewOptions) -> Sequence[WordTable]:
    """Return the scores of the journey and its stages, those of the touchpoints, and what is low together."""
    return score_tables(subject)


def lacks(subject: Subject, options: ViewOptions) -> Words | None:
    """Say that nothing is scored."""
    return None if honeycomb_of(subject).is_scored else labels.LACKS
