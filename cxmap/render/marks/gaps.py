"""What a map does not say: drawn as a gap with words wherever it would stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.text.paragraphs import MINOR, Paragraph
from cxmap.render.theme import BAD

if TYPE_CHECKING:
    from cxmap.render.text.paragraphs import Cell


def gap(text: str, space_before: float = 0.42) -> Cell:
    """Return a cell in which something is missing."""
    return (Paragraph(text, BAD, MINOR, icon=MARK_ICONS["gap"], icon_colour=BAD, space_before=space_before),)
