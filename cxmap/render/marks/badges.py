"""The badge that stands for a persona: the outline of its faces in its colour, with its initial."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.render.scene import Item, Mark
from cxmap.render.text.paragraphs import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.subject import Actor


def draw_badge(actor: Actor, x: float, y: float, size: float) -> Iterable[Item]:
    """Draw a persona's badge: its outline in its colour, with its initial."""
    yield Mark(x, y, size, actor.outline, actor.colour, actor.colour)
    yield one_line(actor.initial, x + size / 2, y + size * 0.66, size * 0.46, "#FFFFFF", bold=True, anchor="middle")
