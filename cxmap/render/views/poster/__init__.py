"""The poster: header, lanes, emotion curve and legend, laid out on sheets of a paper size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.render.views.poster.pages import draw_poster
from cxmap.render.views.poster.takeaway import takeaway
from cxmap.render.views.poster.words import lane_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.language import Words
    from cxmap.render.options import ViewOptions
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject
    from cxmap.render.wordtables import WordTable

__all__ = ["draw", "draw_poster", "lacks", "tables", "takeaway"]


def draw(subject: Subject, options: ViewOptions) -> Scene:
    """Lay the poster out."""
    return draw_poster(subject, options)


def tables(subject: Subject, options: ViewOptions) -> Sequence[WordTable]:
    """Return a table for every stage: its touchpoints, lane by lane."""
    return lane_tables(subject, options)


def lacks(subject: Subject, options: ViewOptions) -> Words | None:
    """A poster can always be drawn."""
    return None
