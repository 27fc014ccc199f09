"""The legend of the matrix: only what is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.render.curve.figures import score_said, steps_said
from cxmap.render.marks.icons import FACE_OUTLINES, MARK_ICONS, face
from cxmap.render.page.legend import Entry, mark_symbol, no_symbol, question_symbol
from cxmap.render.scene import Box, Curve, Item, Line, Mark, Rect
from cxmap.render.theme import BAD, GOOD, MOMENT, emotion_colour, face_ink
from cxmap.render.views.channels.figures import MUCH_WORSE, is_regulated
from cxmap.render.views.channels.labels import (
    CARRIES,
    CHANGES,
    FIRST,
    GOES_ON_KEY,
    LEAVES,
    LOSES,
    MEAN,
    MOVES_ON,
    ONLY,
    ORDER,
    REGULATED,
    WORSE_KEY,
)
from cxmap.render.views.channels.lines import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.page.legend import Symbol
    from cxmap.render.subject import Actor, Subject
    from cxmap.render.views.channels.content import Content


def legend(content: Content, *, goes_on: bool) -> list[Entry]:
    """Return what the marks, the lines and the figures of the matrix mean; `goes_on`: some lines end in a number."""
    return list(_entries(content, goes_on=goes_on))


def _entries(content: Content, *, goes_on: bool) -> Iterable[Entry]:
    subject, moves = content.subject, content.moves
    theme = subject.theme
    alone = {move.actors[0].id for move in moves if len(move.actors) == 1 and not move.is_for_all}
    if len(subject.actors) > 1:
        for actor in subject.actors:
            if actor.id in alone:
                yield Entry(subject.say(ONLY).format(actor.name), _own_line(actor), 2.8)
            else:
                yield Entry(actor.name, _outline(actor))
    yield Entry(subject.say(ORDER), _number(theme.accent, "#FFFFFF"))
    yield Entry(subject.say(FIRST), _number(theme.accent, theme.accent))
    if any(not move.changes and not move.loses for move in moves):
        yield Entry(subject.say(MOVES_ON), _line(PLAIN), 2.4)
    if any(move.changes and move.carries for move in moves):
        yield Entry(subject.say(CARRIES), _line(PLAIN, "handover", GOOD), 2.4)
    if any(move.loses for move in moves):
        yield Entry(subject.say(LOSES), _line(BAD, "handover-lost", BAD, dashed=True), 2.4)
    if any(move.changes and move.carries is None for move in moves):
        yield Entry(subject.say(CHANGES), _line(PLAIN, "", PLAIN), 2.4)
    if any(is_regulated(subject, row.channel) for row in content.rows):
        yield Entry(subject.say(REGULATED), mark_symbol("regulated", theme.soft))
    if content.notes:
        yield Entry(subject.say(LEAVES), mark_symbol("detour", MOMENT))
    if content.worse:
        yield Entry(subject.say(WORSE_KEY).format(steps_said(subject, MUCH_WORSE)), mark_symbol("low", BAD))
    touchpoints = [place.touchpoint for place in subject.columns]
    if any(touchpoint.moment_of_truth is not False for touchpoint in touchpoints):
        yield Entry(subject.word("moment"), mark_symbol("moment-of-truth", MOMENT))
    assumed = [touchpoint for touchpoint in touchpoints if subject.is_assumed(touchpoint)]
    if any(subject.score(t, actor) is not None for t in assumed for actor in subject.actors):
        yield Entry(subject.word("assumed"), _blank(subject))
    if any(subject.score(t, actor) is None for t in touchpoints for actor in subject.passing(t)):
        yield Entry(subject.word("unknown"), question_symbol(theme.soft))
    if goes_on:
        yield Entry(subject.say(GOES_ON_KEY), no_symbol, -0.5)
    ends = (score_said(subject, end) for end in (-2, 2))
    yield Entry(subject.say(MEAN).format(*ends), _mean(theme.soft))


def _outline(actor: Actor) -> Symbol:
    return lambda x, y, size: [Mark(x, y, size, actor.outline, actor.colour, "#FFFFFF")]


def _own_line(actor: Actor) -> Symbol:
    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        yield Mark(x, y, size, actor.outline, actor.colour, "#FFFFFF")
        yield Line(x + 1.1 * size, y + size / 2, x + 2.3 * size, y + size / 2, actor.colour, 0.12 * size)
        yield Mark(x + 1.35 * size, y + 0.15 * size, 0.7 * size, actor.outline, actor.colour, actor.colour)

    return draw


def _number(colour: str, fill: str) -> Symbol:
    return lambda x, y, size: [Rect(Box(x, y, size, size), fill, colour, 0.1 * size, size / 2)]


def _line(colour: str, mark: str | None = None, mark_colour: str = "", *, dashed: bool = False) -> Symbol:
    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        middle, end = y + size / 2, x + 1.9 * size
        dash = (0.35 * size, 0.25 * size) if dashed else ()
        yield Line(x, middle, end - 0.4 * size, middle, colour, 0.12 * size, dash)
        head = ((end, middle), (end - 0.5 * size, middle - 0.25 * size), (end - 0.5 * size, middle + 0.25 * size))
        yield Curve(head, colour, 0.04 * size, smooth=False, fill=colour, closed=True)
        box = Box(x + 0.3 * size, y + 0.05 * size, 0.9 * size, 0.9 * size)
        if mark:
            yield Rect(box, mark_colour if dashed else "#FFFFFF", radius=0.2 * size)
            yield Mark(box.x, box.y, box.width, MARK_ICONS[mark], "#FFFFFF" if dashed else mark_colour)
        elif mark is not None:
            yield Rect(
                Box(x + 0.5 * size, y + 0.25 * size, 0.5 * size, 0.5 * size), "#FFFFFF", colour, 0.1 * size, size
            )

    return draw


def _blank(subject: Subject) -> Symbol:
    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        yield Mark(x, y, size, subject.actors[0].outline, subject.theme.soft, "#FFFFFF")
        yield Mark(x, y, size, face(1), face_ink(1, assumed=True))

    return draw


def _mean(colour: str) -> Symbol:
    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        yield Mark(x, y, size, FACE_OUTLINES[0], colour, emotion_colour(-1))
        yield Mark(x, y, size, face(-1), face_ink(-1))

    return draw
