"""The legend of the flow: only what is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.render.marks.icons import MARK_ICONS, Icon, face
from cxmap.render.page.legend import Entry, Symbol, mark_symbol, question_symbol
from cxmap.render.scene import Box, Curve, Item, Line, Mark, Rect
from cxmap.render.text.paragraphs import one_line
from cxmap.render.theme import BAD, FACE_INK, MOMENT
from cxmap.render.views.flow.cards import plain_colour
from cxmap.render.views.flow.graph import Way
from cxmap.render.views.flow.labels import LABELS
from cxmap.render.views.flow.lines import dash_of, draw_bead, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.subject import Actor, Subject
    from cxmap.render.views.flow.graph import Flow


def entries(subject: Subject, flow: Flow, *, has_letters: bool) -> list[Entry]:
    """Return the entries; `has_letters` tells that some ways go on elsewhere."""
    return [*_people(subject), *_cards(subject, flow), *_ways(subject, flow, has_letters), *_faces(subject, flow),
            *_times(subject, flow)]  # fmt: skip


def _people(subject: Subject) -> Iterable[Entry]:
    if len(subject.actors) > 1:
        for actor in subject.actors:
            yield Entry(actor.name, _icon(actor.outline, actor.colour, "#FFFFFF"))


def _cards(subject: Subject, flow: Flow) -> Iterable[Entry]:
    touchpoints = [stop.touchpoint for stop in flow.stops]
    media = {subject.library.channel_medium(t.channel) for t in touchpoints if t.channel}
    if {"online", "offline"} <= media:
        yield Entry(subject.word("online"), _card(radius=0.25), 1.7)
        yield Entry(subject.word("offline"), _card(radius=0), 1.7)
    if any(t.moment_of_truth is not False for t in touchpoints):
        yield Entry(subject.word("moment"), mark_symbol("moment-of-truth", MOMENT))


def _ways(subject: Subject, flow: Flow, has_letters: bool) -> Iterable[Entry]:
    used = {
        "change": any(way.changes_channel for way in flow.ways),
        "carries": any(way.carries for way in flow.ways),
        "loses": any(way.loses for way in flow.ways),
        "back": any(way.is_back for way in flow.ways),
    }
    for name, example in _EXAMPLES.items():
        if used[name]:
            word = subject.say(LABELS["loop"]) if name == "back" else subject.word(name)
            yield Entry(word, _line(example), 3.2)
    if any(stop.drops_out for stop in flow.stops):
        yield Entry(subject.say(LABELS["drop-out"]), mark_symbol("drop-out", BAD))
    if has_letters:
        yield Entry(subject.say(LABELS["goes-on"]), _letter(subject.theme.ink))


_EXAMPLES = {
    "change": Way(0, 0, 1, changes_channel=True),
    "carries": Way(0, 0, 1, carries=True),
    "loses": Way(0, 0, 1, carries=False),
    "back": Way(0, 1, 0),
}
"""The kinds of ways, each with an example that shows nothing else."""


def _faces(subject: Subject, flow: Flow) -> Iterable[Entry]:
    touchpoints = [stop.touchpoint for stop in flow.stops]
    assumed = [t for t in touchpoints if subject.is_assumed(t)]
    if any(subject.score(t, actor) is not None for t in assumed for actor in subject.actors):
        yield Entry(subject.word("assumed"), _blank_face(subject.actors[0]))
    if any(subject.score(t, actor) is None for t in touchpoints for actor in subject.passing(t)):
        yield Entry(subject.word("unknown"), question_symbol(subject.theme.soft))


def _times(subject: Subject, flow: Flow) -> Iterable[Entry]:
    waits = any(stop.touchpoint.wait for stop in flow.stops)
    takes = any(stop.touchpoint.duration for stop in flow.stops)
    if waits:
        yield Entry(subject.word("waiting-time"), mark_symbol("wait", BAD))
        yield Entry(subject.say(LABELS["longest"]), _longest)
    if any(stop.touchpoint.interval for stop in flow.stops):
        yield Entry(subject.word("interval-time"), mark_symbol("calendar", subject.theme.soft))
    if takes:
        yield Entry(subject.word("time-taken"), mark_symbol("duration", subject.theme.soft))
    if waits or takes:
        yield Entry(subject.say(LABELS["totals"]), lambda x, y, size: (), -0.5)


def _icon(icon: Icon, colour: str, filled: str = "") -> Symbol:
    return lambda x, y, size: [Mark(x, y, size, icon, colour, filled)]


def _letter(colour: str) -> Symbol:
    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        yield Rect(Box(x, y - 0.04 * size, 1.08 * size, 1.08 * size), colour, colour, 0, 0.54 * size)
        yield one_line("A", x + 0.54 * size, y + 0.8 * size, size / 1.2, "#FFFFFF", bold=True, anchor="middle")

    return draw


def _longest(x: float, y: float, size: float) -> Iterable[Item]:
    yield Rect(Box(x, y, size, size), BAD, BAD, 0, 0.25 * size)
    yield Mark(x + 0.1 * size, y + 0.1 * size, 0.8 * size, MARK_ICONS["wait"], "#FFFFFF")


def _card(radius: float) -> Symbol:
    return lambda x, y, size: [
        Rect(Box(x, y + 0.06 * size, 1.4 * size, 0.88 * size), "#FFFFFF", "#7B8794", 0.08 * size, radius * size)
    ]


def _line(way: Way) -> Symbol:
    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        em, colour = size / 1.2, plain_colour(way)
        middle, end = y + size / 2, x + 3.1 * em
        icon = MARK_ICONS["loop"] if way.is_back else None
        if way.carries is not None:
            icon = MARK_ICONS["handover" if way.carries else "handover-lost"]
        yield Line(x + 0.35 * em, middle, end - 0.5 * em, middle, colour, width_of(way) * em, dash_of(way, em))
        arrow = ((end, middle), (end - 0.7 * em, middle - 0.32 * em), (end - 0.7 * em, middle + 0.32 * em))
        yield Curve(arrow, colour, 0.05 * em, smooth=False, fill=colour, closed=True)
        if way.changes_channel:
            yield draw_bead(x + 0.35 * em, middle, colour, em)
        if icon is not None:
            yield Rect(Box(x + 0.8 * em, y, size, size), "#FFFFFF", "none", 0)
            yield Mark(x + 0.8 * em, y, size, icon, colour)

    return draw


def _blank_face(actor: Actor) -> Symbol:
    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        yield Mark(x, y, size, actor.outline, actor.colour, "#FFFFFF")
        yield Mark(x, y, size, face(1), FACE_INK)

    return draw
