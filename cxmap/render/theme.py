"""The look: colours that carry meaning, fonts of three systems, sizes of paper."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.language import Language
    from cxmap.model.workspace import Theme as Brand

PAPERS = {  # ISO 216, landscape, in points
    "A4": (841.89, 595.28),
    "A3": (1190.55, 841.89),
    "A2": (1683.78, 1190.55),
    "A1": (2383.94, 1683.78),
    "A0": (3370.39, 2383.94),
}
PAPER_MILLIMETRES = {"A4": (297, 210), "A3": (420, 297), "A2": (594, 420), "A1": (841, 594), "A0": (1189, 841)}
SMALLEST_TEXT = 7.0
"""Points: nothing is set smaller, on any paper."""

_LATIN_FONTS = ("Inter", "Segoe UI", "Helvetica Neue", "Arial", "Noto Sans", "Liberation Sans")
_CHINESE_FONTS = (
    "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei",
)  # fmt: skip

# From red through grey to green, told apart by lightness too: for colour-blind eyes and in greyscale the ends differ
# from the middle, and a face always says which end it is.
_EMOTIONS = ((196, 71, 43), (224, 138, 91), (154, 160, 166), (79, 165, 138), (20, 128, 106))


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours and fonts of one picture."""

    language: Language
    accent: str = "#1F5F8B"
    ink: str = "#1F2933"
    soft: str = "#52606D"
    hairline: str = "#D5DBE1"
    ground: str = "#FFFFFF"
    panel: str = "#F6F8FA"
    own_fonts: tuple[str, ...] = ()
    footer: str = ""

    @property
    def fonts(self) -> tuple[str, ...]:
        """Font families in the order of preference; the Chinese ones lead where the picture is Chinese."""
        usual = _CHINESE_FONTS + _LATIN_FONTS if self.language == "zh" else _LATIN_FONTS + _CHINESE_FONTS
        return (*self.own_fonts, *usual, "sans-serif")


STAGE_TINTS = ("#E6EEF4", "#F1EDE3", "#E6F0EA", "#F0E9F1", "#E9ECF5", "#F5EBE3", "#E5F0F1")
PERSONA_COLOURS = ("#1F4E79", "#8A3B7C", "#8A5A00", "#3F6212", "#7C2D12", "#155E63")
TEAM_COLOURS = (
    "#2F6B8F",
    "#8A5A00",
    "#6B4E9B",
    "#2E7D5B",
    "#A04668",
    "#5B6B1F",
    "#9A4A1F",
    "#3D5A99",
    "#1F7A80",
    "#7A4B2A",
)
SEVERITY_COLOURS = {"low": "#52606D", "medium": "#9A6500", "high": "#B83A12", "critical": "#8F1414"}
LEVEL_COLOURS = {"low": "#2E7D5B", "medium": "#9A6500", "high": "#B83A12"}
GOOD, BAD = "#14705D", "#B83A12"
MOMENT = "#9A6500"
"""Colour of the star of a moment of truth."""
MOMENT_GROUND = "#FFF9E8"
"""What a moment of truth stands on in a curve."""
LANE_GROUNDS = {"pain_points": "#FCF0EB", "opportunities": "#EEF4FA", "plan": "#ECF5F0"}
"""What lies behind the cells of lanes that lead from what hurts to what is done about it."""
FACE_INK = "#16202A"


def theme_for(language: Language, brand: Brand | None, footer: str) -> Theme:
    """Return the look of a map in `language`, with what the workspace's brand changes."""
    usual = Theme(language, footer=footer)
    if brand is None:
        return usual
    return Theme(
        language,
        accent=readable_on_white(brand.accent or usual.accent),
        ink=readable_on_white(brand.ink or usual.ink),
        own_fonts=brand.fonts,
        footer=footer,
    )


def corrections(brand: Brand | None) -> Iterator[tuple[str, str, float, str]]:
    """Yield which of a brand's colours are too pale for text on white: its field, itself, its contrast, what is drawn."""
    for name in ("accent", "ink"):
        colour = getattr(brand, name, None)
        if colour is not None and (drawn := readable_on_white(colour)) != colour:
            yield name, colour, contrast_with_white(colour), drawn


@lru_cache(maxsize=512)
def emotion_colour(score: float) -> str:
    """Return the colour of a score from −2 to +2."""
    position = min(max(score, -2.0), 2.0) + 2
    index = min(int(position), 3)
    share = position - index
    mixed = (round(a + (b - a) * share) for a, b in zip(_EMOTIONS[index], _EMOTIONS[index + 1], strict=True))
    return "#" + "".join(f"{part:02X}" for part in mixed)


def face_ink(score: float, *, assumed: bool = False) -> str:
    """Return the colour of a face's features: white where the face is dark, else ink; an assumed face is white itself."""
    return "#FFFFFF" if abs(score) > 1.5 and not assumed else FACE_INK


def contrast_with_white(colour: str) -> float:
    """Return the contrast ratio of `#RRGGBB` against white, 1 to 21 (WCAG 2.2, relative luminance)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def paler(colour: str, share: float) -> str:
    """Mix a colour `#RRGGBB` with white: `share` of it is white."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * share):02X}" for part in parts)


@lru_cache(maxsize=256)
def readable_on_white(colour: str) -> str:
    """Darken a colour until text in it can be read on white (contrast 4.5, WCAG AA)."""
    while contrast_with_white(colour) < 4.5:
        colour = "#" + "".join(f"{int(int(colour[i : i + 2], 16) * 0.93):02X}" for i in (1, 3, 5))
    return colour
