"""The foot of a poster: a legend of what is used, and the evidence that the map cites."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import TYPE_CHECKING

from cxmap.model.vocabulary import SEVERITIES
from cxmap.render.citations import evidence_entries
from cxmap.render.legend import Entry, dashed_symbol, draw_entries, line_symbol, mark_symbol, question_symbol
from cxmap.render.paragraphs import SMALL, text_block
from cxmap.render.scene import Box, Item, Line
from cxmap.render.theme import BAD, GOOD, MOMENT, SEVERITY_COLOURS, SMALLEST_TEXT

if TYPE_CHECKING:
    from cxmap.model.journey import Touchpoint
    from cxmap.render.lanes import Lane
    from cxmap.render.subject import Subject

_STEPS = ("frontstage", "backstage", "support")


def draw_footer(subject: Subject, lanes: Sequence[Lane], box: Box, body: float) -> tuple[list[Item], float]:
    """Draw legend, evidence and footer line from the top of `box`; return what was drawn and how tall it became."""
    size = max(SMALLEST_TEXT, SMALL * body)
    items: list[Item] = [Line(box.x, box.y, box.right, box.y, subject.theme.hairline)]
    height = 0.5 * body
    drawn = {lane.id for lane in lanes}
    for entries in (_other_actions(subject, drawn), legend_entries(subject, drawn), evidence_entries(subject)):
        if entries:
            flow, tall = draw_entries(subject, entries, Box(box.x, box.y + height, box.width, 0), size)
            items += flow
            height += tall + 0.35 * body
    if subject.theme.footer:
        label, tall = text_block(
            subject.theme.footer, Box(box.x, box.y + height, box.width, 0), size, subject.theme.soft
        )
        items += [label] if label else []
        height += tall
    return items, height


def legend_entries(subject: Subject, lanes: Set[str]) -> list[Entry]:
    """Return what the legend has to explain: only what the drawn lanes use."""
    touchpoints = [place.touchpoint for place in subject.columns]
    entries = []
    if any(t.moment_of_truth is not False for t in touchpoints):
        entries.append(Entry(subject.word("moment"), mark_symbol("moment-of-truth", MOMENT)))
    if "emotion" in lanes:
        entries += _curve_entries(subject, touchpoints)
    used = {pain.severity for t in touchpoints for pain in t.pain_points} if "pain_points" in lanes else set()
    for severity, label in SEVERITIES.items():
        if severity in used:
            name = "痛点：" if subject.language == "zh" else "Pain: "
            entries.append(
                Entry(name + subject.say(label), mark_symbol(f"severity-{severity}", SEVERITY_COLOURS[severity]))
            )
    if "promises" in lanes and any(t.delivers for t in touchpoints):
        entries.append(Entry(subject.word("kept"), mark_symbol("promise-kept", GOOD)))
    if "promises" in lanes and any(t.breaks for t in touchpoints):
        entries.append(Entry(subject.word("broken"), mark_symbol("promise-broken", BAD)))
    steps = [step for t in touchpoints for name in _STEPS if name in lanes for step in getattr(t, name)]
    if any(step.fail_point for step in steps):
        entries.append(Entry(subject.word("fail-point"), mark_symbol("fail-point", BAD)))
    if any(step.wait_point and not step.fail_point for step in steps):
        entries.append(Entry(subject.word("wait-point"), mark_symbol("wait", BAD)))
    return entries


def _curve_entries(subject: Subject, touchpoints: Sequence[Touchpoint]) -> Iterable[Entry]:
    if len(subject.actors) > 1:
        for actor in subject.actors:
            yield Entry(actor.name, line_symbol(actor.outline, actor.colour), 2.6)
    if any(
        subject.is_assumed(t)
        for t in touchpoints
        if any(subject.score(t, actor) is not None for actor in subject.actors)
    ):
        yield Entry(subject.word("assumed"), dashed_symbol(subject.theme.soft), 2.2)
    if any(subject.score(t, actor) is None for t in touchpoints for actor in subject.passing(t)):
        yield Entry(subject.word("unknown"), question_symbol(subject.theme.soft))


def _other_actions(subject: Subject, lanes: Set[str]) -> list[Entry]:
    """Return the actions that take up no opportunity of a drawn touchpoint, and so stand in no column."""
    if "plan" not in lanes and any(place.touchpoint.opportunities for place in subject.columns):
        return []
    placed = {item.id for place in subject.columns for item in place.touchpoint.opportunities if item.id}
    entries = []
    for action in subject.journey.actions:
        if not placed.intersection(action.addresses):
            owner = subject.library.team_name(action.owner, subject.language) if action.owner else ""
            due = subject.word("due", action.due.isoformat()) if action.due else ""
            text = subject.dot.join(filter(None, (subject.text(action.title), owner, due)))
            entries.append(Entry(text, mark_symbol("action", subject.theme.accent)))
    return entries
