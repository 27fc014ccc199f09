"""The page around a discovered process: what log it is of, its figures, what to remember, and what the signs mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.lengths_of_time import time_said
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.page.legend import Entry, draw_entries, mark_symbol
from cxmap.render.process.drawing import LINE, SLOW_LINE
from cxmap.render.process.measures import is_slow, shows_switches
from cxmap.render.process.words import counted, coverage, plain, say, takeaway, told
from cxmap.render.scene import Box, Curve, Line, Mark, Rect
from cxmap.render.text.paragraphs import SMALL, one_line, text_block
from cxmap.render.text.widths import advance
from cxmap.render.theme import BAD, SMALLEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.page.legend import Symbol
    from cxmap.render.process.moves import Graph, Level
    from cxmap.render.scene import Item
    from cxmap.render.theme import Theme

_FIGURE, _BETWEEN = 1.7, 2.6  # ems: the size of the figures, and between them
_GAP = 0.6


class _Look(NamedTuple):
    theme: Theme


class Figure(NamedTuple):
    """A figure of the whole log and what it is."""

    value: str
    name: str


def figures(graph: Graph, theme: Theme) -> list[Figure]:
    """Return the figures of the whole log."""
    found, language = graph.discovery, theme.language
    days = list(dict.fromkeys(day[:10] for day in (found.first, found.last) if day))
    given = [
        Figure(told(found.cases, graph.least), say("cases", language)),
        Figure(counted(found.events), say("events", language)),
        Figure(counted(found.variant_count), say("ways", language)),
    ]
    if found.durations is not None and found.durations.n >= graph.least:
        given.append(Figure(time_said(found.durations.p50, language), say("half", language)))
        given.append(Figure(time_said(found.durations.p90, language), say("most", language)))
    if days:
        given.append(Figure(" – ".join(days), say("period", language)))
    return given


def draw_head(graph: Graph, theme: Theme, box: Box, body: float) -> tuple[list[Item], float]:
    """Draw the title block from the top of `box`; return how tall it became."""
    items: list[Item] = []
    height = 0.0
    for text, scale, colour, bold in (
        (say("process", theme.language), 1.0, theme.accent, True),
        (plain(graph.discovery.source), 2.5, theme.ink, True),
        (takeaway(graph, theme.language), 1.2, theme.ink, False),
    ):
        label, tall = text_block(text, box._replace(y=box.y + height), scale * body, colour, bold=bold)
        items += [label] if label is not None else []
        height += tall
    height += _GAP * body
    small = max(SMALLEST_TEXT, SMALL * body)
    left = box.x
    tall = (_FIGURE + 1.45) * body
    for figure in figures(graph, theme):
        wide = max(advance(figure.value, bold=True) * _FIGURE * body, advance(figure.name) * small)
        if left > box.x and left + wide > box.right:
            left, height = box.x, height + tall + _GAP * body
        top = box.y + height
        items.append(one_line(figure.value, left, top + 1.02 * _FIGURE * body, _FIGURE * body, theme.ink, bold=True))
        items.append(one_line(figure.name, left, top + (_FIGURE + 1.15) * body, small, theme.soft))
        left += wide + _BETWEEN * body
    return items, height + tall


def draw_foot(
    graph: Graph, theme: Theme, level: Level, note: str, in_rows: bool, box: Box, body: float
) -> tuple[list[Item], float]:
    """Draw what is shown and what is left out, and what the signs mean; return how tall it became."""
    size = max(SMALLEST_TEXT, SMALL * body)
    items: list[Item] = [Line(box.x, box.y, box.right, box.y, theme.hairline)]
    height = 0.6 * body
    label, tall = text_block(
        coverage(graph, level, theme.language, note), box._replace(y=box.y + height), body, theme.ink
    )
    items += [label] if label is not None else []
    height += tall + 0.35 * body
    signs = list(entries(graph, theme, level, in_rows=in_rows))
    if not signs:
        return [], 0.0
    drawn, tall = draw_entries(_Look(theme), signs, box._replace(y=box.y + height), size)
    return [*items, *drawn], height + tall


def entries(graph: Graph, theme: Theme, level: Level, *, in_rows: bool) -> Iterable[Entry]:
    """Yield what the signs mean, of those that a level uses."""
    language, slow = theme.language, graph.slow
    back = {(move.before, move.after) for move in graph.back}
    pairs = {(move.before, move.after) for move in level.moves}
    if not level.moves:
        return
    yield Entry(say("key-move", language), _line_symbol(LINE), 2.2)
    if pairs & back:
        yield Entry(say("key-back", language), _line_symbol(LINE, dashed=True), 2.2)
    if slow is not None and any(is_slow(move, slow, graph.least) for move in level.moves):
        yield Entry(say("key-slow", language).format(time_said(slow, language)), _slow_symbol, 3.3)
    if level.loops:
        yield Entry(say("key-loop", language), mark_symbol("loop", theme.soft))
    if shows_switches(level.moves, graph.least):
        yield Entry(say("key-switch", language), mark_symbol("handover", theme.accent))
    if in_rows:
        yield Entry(say("key-row", language), _row_symbol(theme), 2.2)
    yield Entry(say("key-bar", language), _bar_symbol(theme), 2.2)


def _line_symbol(colour: str, *, dashed: bool = False) -> Symbol:
    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        middle, end = y + size / 2, x + 1.75 * size
        dash = (0.45 * size, 0.35 * size) if dashed else ()
        yield Line(x, middle, end - 0.4 * size, middle, colour, 0.2 * size, dash)
        head = ((end, middle), (end - 0.5 * size, middle - 0.3 * size), (end - 0.5 * size, middle + 0.3 * size))
        yield Curve(head, colour, 0.05 * size, smooth=False, fill=colour, closed=True)

    return draw


def _slow_symbol(x: float, y: float, size: float) -> Iterable[Item]:
    yield from _line_symbol(SLOW_LINE)(x, y, size)
    yield Mark(x + 1.85 * size, y, size, MARK_ICONS["wait"], BAD)


def _bar_symbol(theme: Theme) -> Symbol:
    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        bar = Box(x, y + 0.35 * size, 1.75 * size, 0.3 * size)
        yield Rect(bar, theme.hairline)
        yield Rect(bar._replace(width=0.6 * bar.width), theme.accent)

    return draw


def _row_symbol(theme: Theme) -> Symbol:
    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        yield Line(x, y + size / 2, x + 1.2 * size, y + size / 2, LINE, 0.2 * size)
        yield Line(x + 1.2 * size, y, x + 1.2 * size, y + size, theme.soft, 0.08 * size)

    return draw
