"""Sets texts in boxes: measures how tall a cell becomes at a width, and draws it there. Sizes are in points."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from cxmap.render.scene import Anchor, Box, Item, Label, Mark, Rect
from cxmap.render.text.breaking import wrap
from cxmap.render.text.widths import advance
from cxmap.render.theme import SMALLEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.diagnostics import Path
    from cxmap.render.marks.chips import Chip
    from cxmap.render.marks.icons import Icon

LEADING = 1.36
"""Distance of baselines, in ems; Chinese needs more air than Latin."""
ASCENT = 1.04
"""From the top of a line's box to its baseline, in ems: the mean of the font stack's, centred in the leading."""
SMALL = 0.875
"""Size of secondary text, in ems of the body; the body is never set below 8 pt, so that this stays at 7."""
_ICON_ROOM = 1.45
_WIDE = 11.5  # ems: what hangs does so in cells as wide
_PILL_PADDING = 0.5


@lru_cache(maxsize=1 << 16)
def _lines(text: str, width: float, bold: bool) -> tuple[str, ...]:
    return wrap(text, width, bold=bold)


def wrapped(text: str, width: float, *, bold: bool = False) -> tuple[str, ...]:
    """Return the lines of a text in a box that is `width` em wide (see `breaking.wrap`), remembered."""
    return _lines(text, width, bold)


class Type(NamedTuple):
    """How a text is set: its size in ems of the body, its weight."""

    scale: float = 1.0
    bold: bool = False


BODY, STRONG, MINOR = Type(), Type(bold=True), Type(SMALL)


class Paragraph(NamedTuple):
    """One text of a cell, with an icon before it or a pill around it."""

    text: str
    colour: str
    type: Type = BODY
    icon: Icon | None = None
    icon_colour: str = ""  # of the term too
    pill: str = ""
    space_before: float = 0.42  # ems, between paragraphs
    parts: tuple[str, ...] = ()  # facts that the text joins; a line ends between two of them where it can
    dot: str = ""  # what joins them
    said: str = ""  # what the icon means, for who cannot see it
    anchor: Anchor = "start"  # of its lines in the cell; an icon or a pill moves along
    keeps: bool = False  # whether it belongs to the paragraph above, and stays below that one
    term: str = ""  # what the text is of, set in a column of its own before it
    term_room: float = 0.0  # ems, of that column
    hangs: bool = False  # whether it is in line with the text above, not with its icon, where the cell is wide
    chips: tuple[Chip, ...] = ()  # what `Chips` are made of
    of: Path = ()  # where the thing stands that it is of, below its touchpoint; an action, below the map
    sign: str = ""  # what has happened to a `Revised` one

    def size(self, body: float) -> float:
        """Return the type size in points."""
        return max(SMALLEST_TEXT, body * self.type.scale)

    def _indent(self, width: float, body: float) -> float:
        """Return how far in the paragraph begins, in points."""
        return (_ICON_ROOM if self.hangs and width > _WIDE * body else self.term_room) * body

    def _room(self, width: float, body: float, size: float) -> float:
        """Return what is taken from the width by term, icon or pill, in points."""
        room = self._indent(width, body)
        if self.icon is not None:
            room += _ICON_ROOM * size
        return room + 2 * _PILL_PADDING * size if self.pill else room

    def lines(self, width: float, body: float) -> tuple[str, ...]:
        """Break the text for a cell `width` points wide."""
        return self._set(width, body)[0]

    def _set(self, width: float, body: float) -> tuple[tuple[str, ...], float, float]:
        """Return its lines in a cell `width` points wide, the size they are set in, and how tall they are with a pill."""
        scale, bold = self.type
        size = max(SMALLEST_TEXT, body * scale)
        is_bare = self.icon is None and not (self.pill or self.term_room or self.hangs)
        ems = max((width if is_bare else width - self._room(width, body, size)) / size, 1.5)
        lines = _filled(self.parts, self.dot, ems, bold) if len(self.parts) > 1 else _lines(self.text, ems, bold)
        tall = len(lines) * size * LEADING
        return lines, size, tall + 0.3 * size if self.pill else tall

    def height(self, width: float, body: float) -> float:
        """Return the height in points."""
        return self._set(width, body)[2]

    def draw(self, left: float, top: float, width: float, body: float) -> tuple[list[Item], float]:
        """Draw from an upper left corner; return what was drawn and how tall it became."""
        lines, size, tall = self._set(width, body)
        bold, anchor, right = self.type.bold, self.anchor, left + width
        height = len(lines) * size * LEADING
        items: list[Item] = []
        widest = max((advance(line, bold=bold) for line in lines), default=0) * size if self._measured else 0.0
        if self.term:
            items.append(one_line(self.term, left, top + ASCENT * size, size, self.icon_colour or self.colour))
        left += self._indent(width, body)
        if anchor != "start":
            content = min(widest + self._room(width, body, size), width)
            left += (width - content) / (2 if anchor == "middle" else 1)
        if self.icon is not None:
            mark, colour = 1.15 * size, self.icon_colour or self.colour
            items.append(Mark(left, top + (size * LEADING - mark) / 2, mark, self.icon, colour))
            left += _ICON_ROOM * size
        if self.pill:
            top += 0.15 * size
            wide = min(widest + 2 * _PILL_PADDING * size, right - left)
            pill = Box(left, top - 0.08 * size, wide, height + 0.16 * size)
            items.append(Rect(pill, "none", self.pill, 0.6, min(0.72 * size, height / 2)))
            left += _PILL_PADDING * size
        room = Box(left, top, widest if anchor != "start" else max(right - left, size), height)
        x = left if anchor == "start" else anchored(room, anchor)
        items.append(Label(x, top + ASCENT * size, lines, size, self.colour, room, size * LEADING, bold, anchor))
        return items, tall

    @property
    def _measured(self) -> bool:
        """Whether the width of its lines matters to how it is drawn."""
        return self.anchor != "start" or self.pill != ""

    def cut(self, width: float, body: float, fitting: int) -> tuple[Paragraph, Paragraph]:
        """Split after some lines; the rest has neither icon nor term."""
        lines = self.lines(width, body)
        head = self._replace(text=joined(lines[:fitting]), parts=())
        return head, self._replace(text=joined(lines[fitting:]), parts=(), icon=None, term="")


def anchored(box: Box, anchor: Anchor) -> float:
    """Return the x of a text in a box that is set from its left, around its middle, or up to its right."""
    return box.x + box.width * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]


@lru_cache(maxsize=1 << 14)
def _filled(parts: tuple[str, ...], dot: str, width: float, bold: bool) -> tuple[str, ...]:
    """Fill lines with facts; the mark between two of them vanishes where a line ends."""
    lines: list[str] = []
    current = ""
    for part in parts:
        longer = f"{current}{dot}{part}" if current else part
        if advance(longer, bold=bold) <= width:
            current = longer
            continue
        lines += [current] if current else []
        *full, current = _lines(part, width, bold) or ("",)
        lines += full
    return (*lines, current)


def facts(parts: Iterable[str], dot: str, colour: str, type_: Type, **options: Any) -> Paragraph | None:
    """Make one paragraph of facts; None where there are none."""
    given = tuple(part for part in parts if part)
    return Paragraph(dot.join(given), colour, type_, parts=given, dot=dot, **options) if given else None


Cell = tuple[Paragraph, ...]


def cell_height(cell: Cell, width: float, body: float) -> float:
    """Return the height of paragraphs under each other."""
    total = 0.0
    for index, paragraph in enumerate(cell):
        if index:
            total += paragraph.space_before * body
        total += paragraph.height(width, body)
    return total


def draw_cell(cell: Cell, box: Box, body: float) -> Iterable[Item]:
    """Draw paragraphs under each other from the top of `box`."""
    items: list[Item] = []
    top = box.y
    for index, paragraph in enumerate(cell):
        if index:
            top += paragraph.space_before * body
        drawn, height = paragraph.draw(box.x, top, box.width, body)
        items += drawn
        top += height
    return items


def cut_cell(cell: Cell, width: float, body: float, room: float) -> tuple[Cell, Cell]:
    """Split a cell where it would grow taller than `room` points: what still fits, and the rest."""
    used = 0.0
    for index, paragraph in enumerate(cell):
        used += paragraph.space_before * body if index else 0
        height = paragraph.height(width, body)
        if used + height > room:
            lines = paragraph.lines(width, body)
            fitting = int((room - used) / (paragraph.size(body) * LEADING))
            if index and fitting < 2:
                return cell[:index], cell[index:]
            fitting = max(fitting, 1)
            head, tail = paragraph.cut(width, body, fitting)
            return (*cell[:index], head), ((tail, *cell[index + 1 :]) if len(lines) > fitting else cell[index + 1 :])
        used += height
    return cell, ()


def joined(lines: Sequence[str]) -> str:
    """Join lines again, with the spaces that line breaking took away."""
    followed = zip(lines, (*lines[1:], "")[: len(lines)], strict=True)
    return "".join(line + joint(line, following) for line, following in followed)


def joint(line: str, following: str) -> str:
    """Return the space between two lines of a text: none between Chinese characters."""
    return " " if following and line[-1:].isascii() and following[:1].isascii() else ""


def one_line(
    text: str, x: float, baseline: float, size: float, colour: str, *, bold: bool = False, anchor: Anchor = "start"
) -> Label:
    """Make a label that stays on one line; its box is as wide as the text can be."""
    width = advance(text, bold=bold) * size
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    return Label(
        x, baseline, (text,), size, colour, Box(left, baseline - size, width, size * 1.3), bold=bold, anchor=anchor
    )


def text_block(text: str, box: Box, size: float, colour: str, *, bold: bool = False) -> tuple[Label | None, float]:
    """Set a text from the top of `box`; return its label and its height."""
    lines = wrapped(text, max(box.width / size, 1.5), bold=bold)
    if not lines:
        return None, 0.0
    height = len(lines) * size * LEADING
    label = Label(
        box.x, box.y + ASCENT * size, lines, size, colour, Box(box.x, box.y, box.width, height), size * LEADING, bold
    )
    return label, height


def text_height(text: str, width: float, size: float, *, bold: bool = False) -> float:
    """Return the height of a text set in a width (see `text_block`)."""
    return len(wrapped(text, max(width / size, 1.5), bold=bold)) * size * LEADING
