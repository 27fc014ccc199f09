"""Chips: small facts set one after the other on a line, each with an icon of its own, such as scores by dimension."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.scene import Mark
from cxmap.render.text.paragraphs import ASCENT, LEADING, Paragraph, one_line, wrapped
from cxmap.render.text.widths import advance

if TYPE_CHECKING:
    from cxmap.render.marks.icons import Icon
    from cxmap.render.scene import Item

_INDENT = 1.35  # ems from the left of an icon to its text
_APART = 0.9  # ems between two chips


class Chip(NamedTuple):
    """A short text after an icon; what goes on on a second line has none."""

    text: str
    icon: Icon | None
    icon_colour: str

    @property
    def width(self) -> float:
        """How wide it is, in ems."""
        return _INDENT + advance(self.text)


class Chips(Paragraph):
    """A paragraph of chips; its `text` says them for who cannot see them."""

    __slots__ = ()

    def _set(self, width: float, body: float) -> tuple[tuple[str, ...], float, float]:
        """Return the texts of each line, their size, and how tall they are."""
        size = self.size(body)
        lines = tuple([" ".join([chip.text for chip in row]) for row in _rows(self.chips, width / size)])
        return lines, size, len(lines) * size * LEADING

    def draw(self, left: float, top: float, width: float, body: float) -> tuple[list[Item], float]:
        """Draw the chips from an upper left corner, in as many rows as they need; return them and their height."""
        _, size, tall = self._set(width, body)
        items: list[Item] = []
        for row in _rows(self.chips, width / size):
            x = left
            for chip in row:
                if chip.icon is not None:
                    items.append(Mark(x, top + (LEADING - 1.1) / 2 * size, 1.1 * size, chip.icon, chip.icon_colour))
                items.append(one_line(chip.text, x + _INDENT * size, top + ASCENT * size, size, self.colour))
                x += (chip.width + _APART) * size
            top += LEADING * size
        return items, tall

    def cut(self, width: float, body: float, fitting: int) -> tuple[Paragraph, Paragraph]:
        """Split between rows."""
        rows = _rows(self.chips, width / self.size(body))
        head, tail = (tuple(chain.from_iterable(part)) for part in (rows[:fitting], rows[fitting:]))
        return self._replace(chips=head), self._replace(chips=tail)


@lru_cache(maxsize=1 << 12)
def _rows(chips: tuple[Chip, ...], width: float) -> tuple[tuple[Chip, ...], ...]:
    """Fill rows with chips."""
    rows: list[list[Chip]] = []
    used = 0.0
    for chip in chips:
        if chip.width > width:
            pieces = wrapped(chip.text, max(width - _INDENT, 1.5))
            rows += [[chip._replace(text=text, icon=None if index else chip.icon)] for index, text in enumerate(pieces)]
            used = width
        elif not rows or used + _APART + chip.width > width:
            rows.append([])
            used = chip.width
            rows[-1].append(chip)
        else:
            used += _APART + chip.width
            rows[-1].append(chip)
    return tuple(map(tuple, rows))
