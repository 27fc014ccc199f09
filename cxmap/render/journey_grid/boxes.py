"""Boxes that are still to be filled: dashed outlines, for handwriting and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.render.scene import Curve

if TYPE_CHECKING:
    from cxmap.render.scene import Box

_DASHES = (4.4, 3.8)  # times the width
_THIN = 0.6
DASHED = "#8E99A6"


def dashed_box(box: Box, body: float) -> Curve:
    """Draw a box to write or to stick notes in, among texts of a size."""
    corners = ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom))
    width = max(_THIN, body / 24)
    return Curve(corners, DASHED, width, smooth=False, dash=tuple(width * dash for dash in _DASHES), closed=True)
