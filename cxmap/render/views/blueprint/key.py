"""The legend of the blueprint: only what is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.render.page.legend import Entry, mark_symbol, no_symbol, question_symbol
from cxmap.render.scene import Box, Item, Line, Mark, Rect
from cxmap.render.theme import BAD, MOMENT
from cxmap.render.views.blueprint.band import CONNECTOR
from cxmap.render.views.blueprint.boxes import GAP as GAP_COLOUR
from cxmap.render.views.blueprint.boxes import OUTLINE, draw_dashes
from cxmap.render.views.blueprint.labels import BELONGS, FORMULA, GAP, IN_SIGHT, OUT_OF_SIGHT, SHARED, TEAM
from cxmap.render.views.blueprint.steps import ROWS, every_step, steps_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cxmap.render.marks.icons import Icon
    from cxmap.render.page.legend import Symbol
    from cxmap.render.subject import Subject


def legend(subject: Subject, blank: Collection[str] = ()) -> list[Entry]:
    """Return what the marks and the lines of the blueprint mean, some of whose rows may be left blank."""
    return list(_entries(subject, blank))


def _entries(subject: Subject, blank: Collection[str]) -> Iterable[Entry]:
    if len(subject.actors) > 1:
        for actor in subject.actors:
            yield Entry(actor.name, _outline(actor.outline, actor.colour))
    touchpoints = [place.touchpoint for place in subject.columns]
    steps = [step for _, _, step in every_step(subject)]
    if any(touchpoint.moment_of_truth is not False for touchpoint in touchpoints):
        yield Entry(subject.word("moment"), mark_symbol("moment-of-truth", MOMENT))
    if any(step.fail_point for step in steps):
        yield Entry(subject.word("fail-point"), mark_symbol("fail-point", BAD))
    if any(step.wait_point for step in steps):
        yield Entry(subject.word("wait-point"), mark_symbol("wait", BAD))
    if steps:
        yield Entry(subject.say(TEAM), _team(subject))
    last = len(subject.columns) - 1
    if any(step.is_shared for row in ROWS for step in steps_of(subject, row, 0, last)):
        yield Entry(subject.say(SHARED), _shared, 3.0)
    yield Entry(subject.say(BELONGS), _connector, 0.6)
    if any(not getattr(t, row) for t in touchpoints for row in ("physical_evidence", *ROWS) if row not in blank):
        yield Entry(subject.say(GAP), _gap, 2.2)
    counts = not set(blank) & set(ROWS)
    if counts:
        yield Entry(subject.say(OUT_OF_SIGHT), _bar(subject.theme.accent, subject.theme.accent), 1.8)
        yield Entry(subject.say(IN_SIGHT), _bar("#FFFFFF", subject.theme.accent), 1.8)
    assumed = [touchpoint for touchpoint in touchpoints if subject.is_assumed(touchpoint)]
    if any(subject.score(t, actor) is not None for t in assumed for actor in subject.actors):
        yield Entry(subject.word("assumed"), _outline(subject.actors[0].outline, subject.theme.soft))
    if any(subject.score(t, actor) is None for t in touchpoints for actor in subject.passing(t)):
        yield Entry(subject.word("unknown"), question_symbol(subject.theme.soft))
    if counts:
        yield Entry(subject.say(FORMULA), no_symbol, -0.5)


def _outline(icon: Icon, colour: str) -> Symbol:
    return lambda x, y, size: [Mark(x, y, size, icon, colour, "#FFFFFF")]


def _team(subject: Subject) -> Symbol:
    teams = list(subject.library.teams)
    colour = subject.team_colour(teams[0]) if teams else subject.theme.soft

    def draw(x: float, y: float, size: float) -> Iterable[Item]:
        yield Rect(Box(x, y, size, size), "#FFFFFF", OUTLINE, 0.6)
        yield Rect(Box(x, y, 0.3 * size, size), colour)

    return draw


def _shared(x: float, y: float, size: float) -> Iterable[Item]:
    for left in (x + 0.5 * size, x + 1.9 * size):
        yield Line(left, y, left, y + 0.45 * size, CONNECTOR, 0.9)
    yield Rect(Box(x, y + 0.45 * size, 2.4 * size, 0.5 * size), "#FFFFFF", OUTLINE, 0.7)


def _connector(x: float, y: float, size: float) -> Iterable[Item]:
    middle, ring = x + 0.25 * size, 0.2 * size
    yield Line(middle, y, middle, y + size, CONNECTOR, 0.9)
    yield Rect(Box(middle - ring, y + size / 2 - ring, 2 * ring, 2 * ring), "#FFFFFF", CONNECTOR, 0.9, ring)


def _gap(x: float, y: float, size: float) -> Iterable[Item]:
    yield draw_dashes(Box(x, y + 0.15 * size, 1.8 * size, 0.7 * size), GAP_COLOUR, size)


def _bar(fill: str, stroke: str) -> Symbol:
    return lambda x, y, size: [Rect(Box(x, y + 0.2 * size, 1.5 * size, 0.6 * size), fill, stroke, 0.7)]
