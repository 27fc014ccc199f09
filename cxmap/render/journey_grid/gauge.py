"""How tall cells become, roughly: cheap enough to try many plans, before the best is set exactly.

A cell is taken for so much text that flows, and so much height that every paragraph takes whatever the width is. On the
maps of `examples/` the tallest cell of a lane is met within an em on average (mean 0.0, standard deviation 0.8).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.marks.chips import Chips
from cxmap.render.text.paragraphs import LEADING
from cxmap.render.text.widths import advance

if TYPE_CHECKING:
    from cxmap.render.text.paragraphs import Cell, Paragraph

_PARTLY_FILLED = 0.4  # of a line: what the last line of a paragraph leaves empty, on average
_RAGGED, _MORE_RAGGED = 1.08, 0.97
_ICON, _PILL = 1.45, 1.0  # ems that are taken from the width
_USUAL_WIDTH = 10.0  # ems, of which those are taken
_PILL_HEIGHT = 0.3
_WORDS = re.compile(r"[^ \t\n\u2e80-\uffff/—–-]+[-–/]?")  # what a line does not end within; Chinese may break anywhere


class Gauge(NamedTuple):
    """How tall a cell becomes: about `fixed` + `flowing` / width, but not less than `least`; in ems.

    `units` is how many runs of paragraphs it has that may stand beside each other, `narrowest` the width of its longest
    word, `widest` that of its longest paragraph on one line, both with the icon before them.
    """

    fixed: float
    flowing: float
    least: float
    units: int
    narrowest: float
    widest: float


NOTHING = Gauge(0.0, 0.0, 0.0, 0, 0.0, 0.0)


def lines(flowing: float, width: float) -> float:
    """Return how tall text becomes at a width; lines are not filled to the last letter, narrow ones less so."""
    return flowing * (_RAGGED + _MORE_RAGGED / width) / width


def gauge(cell: Cell) -> Gauge:
    """Gauge a cell."""
    if not cell:
        return NOTHING
    fixed = flowing = least = narrowest = widest = 0.0
    units = 0
    for paragraph in cell:
        scale = paragraph.type.scale
        above = (paragraph.space_before if units else 0.0) + (_PILL_HEIGHT * scale if paragraph.pill else 0.0)
        room = (_ICON * scale if paragraph.icon else 0.0) + (_PILL if paragraph.pill else 0.0) + paragraph.term_room
        fixed += above + _PARTLY_FILLED * scale * LEADING
        width, longest = _widths(paragraph)
        flowing += width * scale * scale * LEADING * (1 + room / _USUAL_WIDTH)
        narrowest = max(narrowest, longest * scale + room)
        widest = max(widest, width * scale + room)
        least += above + scale * LEADING
        units += not (units and paragraph.keeps)
    return Gauge(fixed, flowing, least, units, narrowest, widest)


def _widths(paragraph: Paragraph) -> tuple[float, float]:
    """Return how wide a paragraph is on one line, and its longest word."""
    if isinstance(paragraph, Chips):
        return sum(chip.width + 0.9 for chip in paragraph.chips), 0.0
    return _measured(paragraph.text, paragraph.type.bold)


@lru_cache(maxsize=1 << 14)
def _measured(text: str, bold: bool) -> tuple[float, float]:
    return advance(text, bold=bold), max((advance(word, bold=bold) for word in _WORDS.findall(text)), default=0.0)
