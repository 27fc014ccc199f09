"""Channels and handovers: stages by channels, how each touchpoint feels, and what is lost on the way between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import Words
from cxmap.render.views.channels.sheets import draw_channels
from cxmap.render.views.channels.words import channel_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.options import ViewOptions
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject
    from cxmap.render.wordtables import WordTable

__all__ = ["draw", "lacks", "tables"]


def draw(subject: Subject, options: ViewOptions) -> Scene:
    """Lay the matrix out."""
    return draw_channels(subject, options)


def tables(subject: Subject, options: ViewOptions) -> Sequence[WordTable]:
    """Return the touchpoints by channel and stage, the moves between them, and the preferences of the personas."""
    return channel_tables(subject)


def lacks(subject: Subject, options: ViewOptions) -> Words | None:
    """Say that no touchpoint names its channel."""
    if any(place.touchpoint.channel is not None for place in subject.columns):
        return None
    return Words("it names no channels at its touchpoints", "触点没有写明渠道")
