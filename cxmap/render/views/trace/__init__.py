"""The trace: what each action rests on and where its effect shows, from evidence to metric; and where a link is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import Words
from cxmap.render.views.trace.chains import chains_of
from cxmap.render.views.trace.layout import draw_trace
from cxmap.render.views.trace.words import trace_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.options import ViewOptions
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject
    from cxmap.render.wordtables import WordTable


def draw(subject: Subject, options: ViewOptions) -> Scene:
    """Lay the trace out."""
    return draw_trace(subject, chains_of(subject), options)


def tables(subject: Subject, options: ViewOptions) -> Sequence[WordTable]:
    """Return a table of what leads to what, and one of the open ends."""
    return trace_tables(chains_of(subject))


def lacks(subject: Subject, options: ViewOptions) -> Words | None:
    """Say that there is nothing to trace."""
    if chains_of(subject).is_empty:
        return Words("it has no pain points, opportunities or actions", "没有痛点、机会点或行动计划")
    return None
