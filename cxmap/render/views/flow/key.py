"""The legend of the flow: only what is used."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cxmap.render.icons import MARK_ICONS, Icon, face
from cxmap.render.legend import Entry, Symbol, draw_entries
from cxmap.render.paragraphs import one_line, text_block
from cxmap.render.scene import Box, Curve, Item, Line, Mark, Rect
from cxmap.render.theme import BAD, FACE_INK, MOMENT, SMALLEST_TEXT
from cxmap.render.views.flow.cards import LOOP_ICON, plain_colour
from cxmap.render.views.flow.graph import Way
from cxmap.render.views.flow.lines import dash_of, draw_bead, width_of

if TYPE_CHECKING:
    from cxmap.render.subject import Actor, Subject
    from cxmap.render.views.flow.graph import Flow

_SIZE = 8.0


def draw_key(subject: Subject, flow: Flow, box: Box) -> tuple[list[Item], float]:
    """Draw the legend from the top of `box`, and the workspace's footer; return how tall they became."""
    items: list[Item] = [Line(box.x, box.y, box.right, box.y, subject.theme.hairline)]
    flowed, height = draw_entries(subject, list(_entries(subject, flow)), Box(box.x, box.y + 7, box.width, 0), _SIZE)
    items += flowed
    height += 7
    if subject.theme.footer:
        room = Box(box.x, box.y + height + 3, box.width, 0)
        label, tall = text_block(subject.theme.footer, room, _SIZE, subject.theme.soft)
        items += [label] if label else []
        height += tall + 3
    return items, height


def _entries(subject: Subject, flow: Flow) -> Iterable[Entry]:
    touchpoints = [stop.touchpoint for stop in flow.stops]
    if len(subject.actors) > 1:
        for actor in subject.actors:
            yield Entry(actor.name, _icon(actor.outline, actor.colour, "#FFFFFF"))
    media = {subject.library.channel_medium(t.channel) for t in touchpoints if t.channel}
    if "online" in media:
        yield Entry(subject.word("online"), _card(radius=2.5, is_double=False), 1.7)
    if "offline" in media:
        yield Entry(subject.word("offline"), _card(radius=0, is_double=True), 1.7)
    for name, found in _ways(flow):
        yield Entry(subject.word(name), _line(found), 3.2)
    if any(t.moment_of_truth is not False for t in touchpoints):
        yield Entry(subject.word("moment"), _icon(MARK_ICONS["moment-of-truth"], MOMENT))
    assumed = [t for t in touchpoints if subject.is_assumed(t)]
    if any(subject.score(t, actor) is not None for t in assumed for actor in subject.actors):
        yield Entry(subject.word("assumed"), _blank_face(subject.actors[0]))
    if any(subject.score(t, actor) is None for t in touchpoints for actor in subject.passing(t)):
        yield Entry(subject.word("unknown"), _question(subject.theme.soft))
    if any(t.wait for t in touchpoints):
        yield Entry(subject.word("waiting-time"), _icon(MARK_ICONS["wait"], BAD))
    if any(t.duration for t in touchpoints):
        yield Entry(subject.word("time-taken"), _icon(MARK_ICONS["duration"], subject.theme.soft))


_EXAMPLES = {
    "change": Way(0, 0, 1, changes_channel=True),
    "carries": Way(0, 0, 1, carries=True),
    "loses": Way(0, 0, 1, carries=False),
    "back": Way(0, 1, 0),
}


def _ways(flow: Flow) -> Iterable[tuple[str, Way]]:
    """Yield the kinds of ways in the flow, each with an example that shows nothing else."""
    used = {
        "change": any(way.changes_channel for way in flow.ways),
        "carries": any(way.carries for way in flow.ways),
        "loses": any(way.loses for way in flow.ways),
        "back": any(way.is_back for way in flow.ways),
    }
    return [(name, example) for name, example in _EXAMPLES.items() if used[name]]


def _icon(icon: Icon, colour: str, filled: str = "") -> Symbol:
    return lambda x, y, size: [Mark(x, y, size, icon, colour, filled)]


def _card(radius: float, *, is_double: bool) -> Symbol:
    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        box = Box(x, y + 0.5, 1.4 * size, size - 1)
        yield Rect(box, "#FFFFFF", "#7B8794", 0.8, radius)
        if is_double:
            yield Rect(Box(box.x + 1.7, box.y + 1.7, box.width - 3.4, box.height - 3.4), "none", "#7B8794", 0.5)

    return draw


def _line(way: Way) -> Symbol:
    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        middle, end, colour = y + size / 2, x + 2.6 * size, plain_colour(way)
        icon = LOOP_ICON if way.is_back else None
        if way.carries is not None:
            icon = MARK_ICONS["handover" if way.carries else "handover-lost"]
        yield Line(x + 3, middle, end - 4, middle, colour, width_of(way), dash_of(way))
        arrow = ((end, middle), (end - 5, middle - 2.4), (end - 5, middle + 2.4))
        yield Curve(arrow, colour, 0.4, smooth=False, fill=colour, closed=True)
        if way.changes_channel:
            yield draw_bead(x + 3, middle, colour)
        if icon is not None:
            yield Rect(Box(x + 0.75 * size, y, size, size), "#FFFFFF", "none", 0, 2)
            yield Mark(x + 0.75 * size + 0.5, y + 0.5, size - 1, icon, colour)

    return draw


def _blank_face(actor: Actor) -> Symbol:
    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        yield Mark(x, y, size, actor.outline, actor.colour, "#FFFFFF")
        yield Mark(x, y, size, face(1), FACE_INK)

    return draw


def _question(colour: str) -> Symbol:
    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        yield Rect(Box(x, y, size, size), "#FFFFFF", colour, 0.6, size / 2)
        yield one_line("?", x + size / 2, y + size * 0.79, max(SMALLEST_TEXT, 0.8 * size), colour, anchor="middle")

    return draw
