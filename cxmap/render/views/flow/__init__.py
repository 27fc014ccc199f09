"""The flow: the way through the touchpoints, in a lane for each channel, with handovers, waits, loops and drop-outs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import Words
from cxmap.render.views.flow.layout import draw_flow
from cxmap.render.views.flow.words import way_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.options import ViewOptions
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject
    from cxmap.render.wordtables import WordTable

__all__ = ["draw", "draw_flow", "lacks", "tables"]


def draw(subject: Subject, options: ViewOptions) -> Scene:
    """Lay the flow out."""
    return draw_flow(subject, options)


def tables(subject: Subject, options: ViewOptions) -> Sequence[WordTable]:
    """Return a table of the ways from touchpoint to touchpoint, and one of what each stage takes."""
    return way_tables(subject)


def lacks(subject: Subject, options: ViewOptions) -> Words | None:
    """Say that there are no touchpoints to go through."""
    return None if subject.columns else Words("it has no touchpoints", "没有触点")
