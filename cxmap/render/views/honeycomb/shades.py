"""The shades of the scores 1 to 5: one hue, each darker than the one before, so that they hold in greyscale."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from cxmap.render.theme import FACE_INK, contrast_with_white

_CONTRASTS = (1.14, 1.55, 2.35, 4.9, 9.0)
"""Contrast of each shade with white: none lies where neither white nor dark text can be read."""


class Shade(NamedTuple):
    """A ground, and the colour of the text on it."""

    fill: str
    ink: str


def shade_of(score: float, accent: str) -> Shade:
    """Return the shade of a score, rounded to a whole one; a half is rounded up."""
    return _shades(accent)[min(max(int(score + 0.5), 1), 5) - 1]


@cache
def _shades(accent: str) -> tuple[Shade, ...]:
    return tuple(Shade(_at(accent, contrast), "#FFFFFF" if contrast > 4.5 else FACE_INK) for contrast in _CONTRASTS)


def _at(accent: str, contrast: float) -> str:
    """Mix a colour with white, or with black, until it has a contrast with white."""
    other = 255 if contrast_with_white(accent) > contrast else 0
    least, most = 0.0, 1.0  # of the other colour
    for _ in range(12):
        share = (least + most) / 2
        if (contrast_with_white(_mixed(accent, other, share)) > contrast) == (other == 255):
            least = share
        else:
            most = share
    return _mixed(accent, other, least if other == 255 else most)


def _mixed(colour: str, other: int, share: float) -> str:
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(part + (other - part) * share):02X}" for part in parts)
