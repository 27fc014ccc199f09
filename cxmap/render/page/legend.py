"""Legends: symbols with what they mean, set one after the other."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from cxmap.model.vocabulary import SEVERITIES
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.page.blocks import Drawing
from cxmap.render.scene import Box, Item, Line, Mark, Rect
from cxmap.render.text.paragraphs import LEADING, SMALL, one_line, text_block, text_height
from cxmap.render.text.widths import advance
from cxmap.render.theme import SEVERITY_COLOURS, SMALLEST_TEXT

if TYPE_CHECKING:
    from cxmap.model.claims import Severity
    from cxmap.render.marks.icons import Icon
    from cxmap.render.subject import Subject
    from cxmap.render.theme import Theme

_INDENT = 0.5  # ems between a symbol and its text
_GAP = 1.6  # ems between two entries
_HALVINGS = 7

Symbol = Callable[[float, float, float], Iterable[Item]]
"""Draws a symbol of a size at x, y."""


class Entry(NamedTuple):
    """One thing that the legend explains; `width` is the symbol's, in ems."""

    text: str
    symbol: Symbol
    width: float = 1.2


class Themed(Protocol):
    """What has a look."""

    @property
    def theme(self) -> Theme:
        """Colours and fonts."""


def draw_entries(subject: Themed, entries: Sequence[Entry], box: Box, size: float) -> tuple[list[Item], float]:
    """Set entries one after the other, in as many rows as they need, none of which is left with a single one."""
    items: list[Item] = []
    y = box.y
    gap = _GAP * size
    widths = _widths(entries, size)
    start = 0
    for count in _rows(widths, gap, box.width):
        x, row = box.x, size * LEADING
        for entry, width in zip(entries[start : start + count], widths[start : start + count], strict=True):
            indent = (entry.width + _INDENT) * size
            items += entry.symbol(x, y + 0.1 * size, 1.2 * size)
            if width > box.width:
                room = Box(x + indent, y, box.right - x - indent, 0)
                label, tall = text_block(entry.text, room, size, subject.theme.soft)
                items += [label] if label else []
                row = max(row, tall)
            else:
                items.append(one_line(entry.text, x + indent, y + 1.04 * size, size, subject.theme.soft))
            x += width + gap
        start += count
        y += row
    return items, max(y, box.y + size * LEADING) - box.y


def entries_height(entries: Sequence[Entry], width: float, size: float) -> float:
    """Return how tall entries become in a width."""
    widths = _widths(entries, size)
    height = len(_rows(widths, _GAP * size, width)) * size * LEADING
    for entry, wide in zip(entries, widths, strict=True):
        if wide > width:  # it has a row for itself
            tall = text_height(entry.text, width - (entry.width + _INDENT) * size, size)
            height += max(tall - size * LEADING, 0.0)
    return max(height, size * LEADING)


def _widths(entries: Sequence[Entry], size: float) -> tuple[float, ...]:
    return tuple([(entry.width + _INDENT + advance(entry.text)) * size for entry in entries])


@lru_cache(maxsize=1024)
def _rows(widths: tuple[float, ...], gap: float, room: float) -> Sequence[int]:
    """Return how many entries stand in each row: no more rows than needed, and all about equally long."""
    best = _filled(widths, gap, room)
    low, high = room / 2, room
    for _ in range(_HALVINGS if len(best) > 1 else 0):
        middle = (low + high) / 2
        tried = _filled(widths, gap, middle)
        if len(tried) <= len(best):
            best, high = tried, middle
        else:
            low = middle
    return best


def _filled(widths: Sequence[float], gap: float, room: float) -> list[int]:
    """Fill rows, each with all that fits."""
    rows: list[int] = []
    used = 0.0
    for width in widths:
        if not rows or used + gap + width > room:
            rows.append(0)
            used = width
        else:
            used += gap + width
        rows[-1] += 1
    return rows


def key(subject: Subject, entries: Sequence[Entry], gap: float = 0.6) -> Drawing:
    """Return entries as a block of their own, for a picture whose marks are explained right under it."""

    def paint(box: Box, body: float) -> Iterable[Item]:
        return draw_entries(subject, entries, box, max(SMALLEST_TEXT, SMALL * body))[0]

    def tall(width: float, body: float) -> float:
        return entries_height(entries, width, max(SMALLEST_TEXT, SMALL * body))

    return Drawing(tall if entries else lambda _, __: 0.0, paint, gap=gap)


def mark_symbol(name: str, colour: str) -> Symbol:
    """A mark, by its name in `MARK_ICONS`."""
    return lambda x, y, size: [Mark(x, y, size, MARK_ICONS[name], colour)]


def severity_entries(subject: Subject, used: Container[Severity | None]) -> Iterable[Entry]:
    """Yield an entry for each severity of pain points that is used, the gravest first; None is a severity not stated."""
    for severity in reversed(SEVERITIES):
        if severity in used:
            symbol = mark_symbol(f"severity-{severity}", SEVERITY_COLOURS[severity])
            yield Entry(severity_said(subject, severity), symbol)
    if None in used:
        yield Entry(severity_said(subject, None), mark_symbol("pain", SEVERITY_COLOURS["medium"]))


def severity_said(subject: Subject, severity: str | None) -> str:
    """Say the severity of a pain point where nothing else tells that it is one: `Pain: high`, `严重痛点`."""
    if severity is None:
        return subject.word("no-severity")
    return subject.word("severity", subject.say(SEVERITIES[severity]).lower())


def line_symbol(outline: Icon, colour: str) -> Symbol:
    """A curve's line with the outline of its faces."""

    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        yield Line(x, y + size / 2, x + 2.1 * size, y + size / 2, colour, 0.18 * size)
        yield Mark(x + 0.55 * size, y, size, outline, colour, "#FFFFFF")

    return draw


def thin_line_symbol(colour: str) -> Symbol:
    """A thin line without faces."""
    return lambda x, y, size: [Line(x, y + size / 2, x + 1.8 * size, y + size / 2, colour, 0.12 * size)]


def dashed_symbol(colour: str) -> Symbol:
    """A dashed line."""
    return lambda x, y, size: [
        Line(x, y + size / 2, x + 1.8 * size, y + size / 2, colour, 0.18 * size, (0.45 * size, 0.33 * size))
    ]


def question_symbol(colour: str) -> Symbol:
    """A question mark in a ring."""

    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        yield Rect(Box(x, y, size, size), "#FFFFFF", colour, 0.6, size / 2)
        yield one_line("?", x + size / 2, y + size * 0.79, max(SMALLEST_TEXT, 0.8 * size), colour, anchor="middle")

    return draw


def no_symbol(x: float, y: float, size: float) -> Iterable[Item]:
    """Draw nothing: the entry is its text."""
    return ()
