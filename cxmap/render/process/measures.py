"""How large the boxes of steps and the labels of moves are, with their lines broken: in ems of the body."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.lengths_of_time import time_said
from cxmap.render.process.words import counted, dot, percent, plain, say
from cxmap.render.text.paragraphs import LEADING, SMALL, wrapped
from cxmap.render.text.widths import advance, clusters

if TYPE_CHECKING:
    from cxmap.discoveries import Step
    from cxmap.language import Language
    from cxmap.render.process.moves import Move

PAD = 0.7
"""Between the edge of a box and its text."""
BAR = 0.28
"""Height of the bar in a box that shows its share of cases, at the bottom."""
ICON = 1.3
"""Room for an icon before a text of the small size, in ems of that size."""
_WIDEST, _NARROWEST = 13.0, 7.5  # of a box
_MOST_LINES = 4
_EDGE = 0.02  # so that what fills a line exactly does not break over two


class Piece(NamedTuple):
    """One line of text: its size in ems, its weight, the icon before it, its colour by name."""

    text: str
    scale: float = 1.0
    bold: bool = False
    icon: str = ""
    colour: str = "ink"

    @property
    def width(self) -> float:
        """How wide the line is."""
        return (advance(self.text, bold=self.bold) + (ICON if self.icon else 0.0)) * self.scale

    @property
    def height(self) -> float:
        """How tall the line is."""
        return LEADING * self.scale


Row = tuple[Piece, ...]
"""Pieces beside each other."""


class Measured(NamedTuple):
    """Rows under each other in a box; `title` says all of it where lines are cut."""

    rows: tuple[Row, ...]
    width: float
    height: float
    title: str = ""


def row_width(row: Row) -> float:
    """Return how wide pieces beside each other are."""
    return sum(piece.width for piece in row)


def row_height(row: Row) -> float:
    """Return how tall pieces beside each other are."""
    return max(piece.height for piece in row)


def step_boxes(
    steps: dict[int, Step], loops: dict[int, Move], cases: int, language: Language, least: int = 0
) -> dict[int, Measured]:
    """Return the boxes of steps, all as wide as the widest must be."""
    found = {}
    for number, step in steps.items():
        name = plain(step.event)
        lines = _cut(name, _WIDEST - 2 * PAD)
        rows: list[Row] = [(Piece(line, bold=True),) for line in lines]
        count = "count-1" if step.cases == 1 else "count"
        said = say(count, language).format(n=counted(step.cases), share=percent(step.cases, cases))
        rows.append((Piece(said, SMALL, colour="soft"),))
        loop = loops.get(number)
        if loop is not None:
            again = say("again", language).format(n=counted(loop.n))
            is_timed = loop.durations is not None and loop.durations.n >= least
            time = dot(language) + time_said(loop.durations.p50, language) if is_timed and loop.durations else ""
            rows.append((Piece(again + time, SMALL, icon="loop", colour="soft"),))
        found[number] = rows, name
    widest = max((row_width(row) for rows, _ in found.values() for row in rows), default=0.0)
    width = max(_NARROWEST, widest + 2 * PAD)
    return {
        number: Measured(tuple(rows), width, sum(map(row_height, rows)) + 1.1 * PAD + BAR + 0.35, name)
        for number, (rows, name) in found.items()
    }


def _cut(name: str, width: float) -> list[str]:
    """Break a name over a few lines; an ellipsis ends the last where more would follow."""
    lines = list(wrapped(name, width + _EDGE, bold=True))
    if len(lines) <= _MOST_LINES:
        return lines
    last = clusters(lines[_MOST_LINES - 1])
    while last and advance("".join(last).rstrip() + "…", bold=True) > width:
        last.pop()
    return [*lines[: _MOST_LINES - 1], "".join(last).rstrip() + "…"]


def move_label(move: Move, language: Language, slow: float | None, least: int = 0, *, level: bool) -> Measured:
    """Return the label on a move: how often, its median time, p90 where it is slow, and how many change the channel.

    `level`: it stands on a line that runs level, where narrow labels serve better than low ones.
    """
    if move.stands_for_rare_ways:
        piece = Piece(say("rare-ways", language), SMALL, colour="soft")
        return Measured(((piece,),), piece.width + 0.5, piece.height + 0.15)
    rows: list[Row] = [(Piece(counted(move.n), SMALL, bold=True),)]
    if move.durations is not None and move.durations.n >= least:
        takes_long = slow is not None and is_slow(move, slow, least)
        median = time_said(move.durations.p50, language)
        if takes_long:
            p90 = say("p90", language).format(time_said(move.durations.p90, language))
            rows.append((Piece(median, SMALL, bold=True, icon="wait", colour="slow"),))
            if time_said(move.durations.p90, language) != median:
                rows.append((Piece(p90, SMALL, colour="slow"),))
        elif level:
            rows.append((Piece(median, SMALL, colour="soft"),))
        else:
            rows[0] = (*rows[0], Piece(f"{dot(language)}{median}", SMALL, colour="soft"))
    if _tells_switches(move, least):
        rows.append((Piece(percent(move.switches, move.n), SMALL, icon="handover", colour="accent"),))
    return Measured(tuple(rows), max(map(row_width, rows)) + 0.5, sum(map(row_height, rows)) + 0.15)


def is_slow(move: Move, slow: float, least: int) -> bool:
    """Whether the median of a move is that many seconds or more, as far as it may be told."""
    return move.durations is not None and move.durations.n >= least and move.durations.p50 >= slow


def _tells_switches(move: Move, least: int) -> bool:
    """Whether so many of the moves change the channel that the picture says it: a fifth."""
    return move.switches * 5 >= move.n and move.switches >= max(least, 1)


def shows_switches(moves: tuple[Move, ...], least: int = 0) -> bool:
    """Whether any of the labels says how many change the channel."""
    return any(_tells_switches(move, least) for move in moves)
