"""How the way is drawn: a line for each move, with its arrowhead, and a mark where the channel changes or data are lost."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cxmap.render.curve.geometry import rounded, towards
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.scene import Box, Curve, Group, Item, Mark, Rect
from cxmap.render.theme import BAD, GOOD
from cxmap.render.views.channels.cells import DOT
from cxmap.render.views.channels.routing import clear_height

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxmap.render.curve.geometry import Point
    from cxmap.render.subject import Subject
    from cxmap.render.views.channels.moves import Move
    from cxmap.render.views.channels.routing import Pair, Route

PLAIN = "#7E8B98"
_MARK = 1.25  # ems
_LOST_WIDE = 0.21  # ems: what is lost is seen first
_BEAD = 0.85
_CORNER = 0.5


def colour_of(move: Move) -> str:
    """Return the colour of a line: red where data are lost, a persona's where only he or she goes there."""
    if move.loses:
        return BAD
    return move.actors[0].colour if len(move.actors) == 1 and not move.is_for_all else PLAIN


def draw_lines(moves: Mapping[Pair, Move], found: Sequence[Route], body: float) -> Iterable[Item]:
    """Draw lines, those that lose data last."""
    for route in sorted(found, key=lambda route: moves[route.pair].loses):
        move = moves[route.pair]
        items = tuple(_line(route, colour_of(move), body, lost=move.loses))
        yield Group(items, actor=move.actors[0].id if len(move.actors) == 1 and not move.is_for_all else "")


def draw_marks(subject: Subject, moves: Mapping[Pair, Move], found: Sequence[Route], body: float) -> Iterable[Item]:
    """Draw the marks on lines, clear of other lines and of each other."""
    levels = [
        (y1, min(x1, x2), max(x1, x2)) for route in found for (x1, y1), (x2, y2) in pairwise(route.corners) if y1 == y2
    ]
    taken: list[Point] = []
    for route in sorted(found, key=lambda route: not moves[route.pair].loses):
        move = moves[route.pair]
        if marks := tuple(_marks(subject, move, route, levels, taken, body)):
            yield Group(marks, actor=move.actors[0].id if len(move.actors) == 1 and not move.is_for_all else "")


def _line(route: Route, colour: str, body: float, *, lost: bool) -> Iterable[Item]:
    corners = list(route.corners)
    width = (_LOST_WIDE if lost else 0.11 if colour == PLAIN else 0.14) * body
    dash = (0.55 * body, 0.32 * body) if lost else ()
    tip = towards(corners[-1], corners[-2], DOT / 2 * body)
    back = towards(tip, corners[-2], 0.62 * body)
    corners[-1] = towards(tip, corners[-2], 0.5 * body)
    yield Curve(rounded(corners, _CORNER * body), colour, width, dash=dash)
    dx, dy = (tip[0] - back[0]) * 0.42, (tip[1] - back[1]) * 0.42
    head = (tip, (back[0] - dy, back[1] + dx), (back[0] + dy, back[1] - dx))
    yield Curve(head, colour, 0.05 * body, smooth=False, fill=colour, closed=True)


def mark_of(move: Move) -> tuple[str, str, str] | None:
    """Return the mark of a move, its colour and the word for it; None where the channel stays and nothing is lost."""
    if move.loses:
        return "handover-lost", BAD, "loses"
    if not move.changes:
        return None
    return ("handover", GOOD, "carries") if move.carries else ("", PLAIN, "change")


def _marks(
    subject: Subject,
    move: Move,
    route: Route,
    levels: Sequence[tuple[float, float, float]],
    taken: list[Point],
    body: float,
) -> Iterable[Item]:
    x, start, end = route.upright
    mark = mark_of(move)
    if mark is not None:
        name, colour, word = mark
        size = (_MARK if name else 0.62) * body
        y = clear_height(route.upright, levels, taken, (1.3 if move.loses else 1.0) * _MARK * body)
        taken.append((x, y))
        box = Box(x - size / 2, y - size / 2, size, size)
        if move.loses:
            badge = Box(x - 0.65 * size, y - 0.65 * size, 1.3 * size, 1.3 * size)
            yield Rect(badge, BAD, "#FFFFFF", 0.12 * body, 0.3 * body)
            yield Mark(box.x, box.y, size, MARK_ICONS[name], "#FFFFFF", title=subject.word(word))
        elif name:
            yield Rect(box, "#FFFFFF", radius=0.3 * body)
            yield Mark(box.x, box.y, size, MARK_ICONS[name], colour, title=subject.word(word))
        else:
            yield Rect(box, "#FFFFFF", colour, 0.14 * body, size / 2)
    if not move.is_for_all and abs(end - start) > 2.4 * body:
        for number, actor in enumerate(move.actors):
            y = clear_height(
                (x, start, start + (0.45 if end > start else -0.45) * abs(end - start)), (), taken, _BEAD * body
            )
            taken.append((x, y))
            size = _BEAD * body
            yield Group(
                (
                    Mark(
                        x - size / 2 + number * 0.6 * size,
                        y - size / 2,
                        size,
                        actor.outline,
                        actor.colour,
                        actor.colour,
                        actor.name,
                    ),
                ),
                actor=actor.id,
            )
