"""Legends: symbols with what they mean, set one after the other."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cxmap.model.vocabulary import SEVERITIES
from cxmap.render.blocks import Drawing
from cxmap.render.icons import MARK_ICONS
from cxmap.render.paragraphs import LEADING, SMALL, one_line, text_block
from cxmap.render.scene import Box, Item, Line, Mark, Rect
from cxmap.render.theme import SEVERITY_COLOURS, SMALLEST_TEXT
from cxmap.render.widths import advance

if TYPE_CHECKING:
    from cxmap.model.claims import Severity
    from cxmap.render.icons import Icon
    from cxmap.render.subject import Subject

Symbol = Callable[[float, float, float], Iterable[Item]]
"""Draws a symbol of a size at x, y."""


class Entry(NamedTuple):
    """One thing that the legend explains; `width` is the symbol's, in ems."""

    text: str
    symbol: Symbol
    width: float = 1.2


def draw_entries(subject: Subject, entries: Sequence[Entry], box: Box, size: float) -> tuple[list[Item], float]:
    """Set entries one after the other, in as many rows as they need."""
    items: list[Item] = []
    x, y = box.x, box.y
    row = size * LEADING
    gap = 1.6 * size
    for entry in entries:
        indent = (entry.width + 0.5) * size
        width = indent + advance(entry.text) * size
        if x > box.x and x + width > box.right:
            x, y, row = box.x, y + row, size * LEADING
        items += entry.symbol(x, y + 0.1 * size, 1.2 * size)
        if width > box.width:
            label, tall = text_block(
                entry.text, Box(x + indent, y, box.right - x - indent, 0), size, subject.theme.soft
            )
            items += [label] if label else []
            row = max(row, tall)
        else:
            items.append(one_line(entry.text, x + indent, y + 1.04 * size, size, subject.theme.soft))
        x += width + gap
    return items, y + row - box.y


def key(subject: Subject, entries: Sequence[Entry], gap: float = 0.6) -> Drawing:
    """Return entries as a block of their own, for a picture whose marks are explained right under it."""

    def paint(box: Box, body: float) -> Iterable[Item]:
        return draw_entries(subject, entries, box, max(SMALLEST_TEXT, SMALL * body))[0]

    def tall(width: float, body: float) -> float:
        return draw_entries(subject, entries, Box(0, 0, width, 0), max(SMALLEST_TEXT, SMALL * body))[1]

    return Drawing(tall if entries else lambda _, __: 0.0, paint, gap=gap)


def mark_symbol(name: str, colour: str) -> Symbol:
    """A mark, by its name in `MARK_ICONS`."""
    return lambda x, y, size: [Mark(x, y, size, MARK_ICONS[name], colour)]


def severity_entries(subject: Subject, used: Container[Severity | None]) -> Iterable[Entry]:
    """Yield an entry for each severity of pain points that is used, the gravest first; None is a severity not stated."""
    for severity in reversed(SEVERITIES):
        if severity in used:
            text = subject.word("severity", subject.say(SEVERITIES[severity]).lower())
            yield Entry(text, mark_symbol(f"severity-{severity}", SEVERITY_COLOURS[severity]))
    if None in used:
        yield Entry(subject.word("no-severity"), mark_symbol("pain", SEVERITY_COLOURS["medium"]))


def line_symbol(outline: Icon, colour: str) -> Symbol:
    """A curve's line with the outline of its faces."""

    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        yield Line(x, y + size / 2, x + 2.1 * size, y + size / 2, colour, 0.18 * size)
        yield Mark(x + 0.55 * size, y, size, outline, colour, "#FFFFFF")

    return draw


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
