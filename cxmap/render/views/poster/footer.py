"""The foot of a poster: a legend of what is used, and the evidence that the map cites."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from typing import TYPE_CHECKING

from cxmap.render.journey_grid.arrange import arrange_list
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.needs import needs_at
from cxmap.render.page.citations import cited_evidence
from cxmap.render.page.legend import (
    Entry,
    dashed_symbol,
    draw_entries,
    line_symbol,
    mark_symbol,
    question_symbol,
    severity_entries,
)
from cxmap.render.scene import Box, Item, Line
from cxmap.render.text.paragraphs import SMALL, STRONG, Paragraph, cell_height, draw_cell, text_block
from cxmap.render.theme import BAD, GOOD, MOMENT, SMALLEST_TEXT

if TYPE_CHECKING:
    from cxmap.model.journey import Touchpoint
    from cxmap.render.subject import Subject

_NARROWEST_LIST = 26.0  # ems of a column of evidence
_STEPS = ("frontstage", "backstage", "support")


def draw_footer(
    subject: Subject, lanes: Set[str], box: Box, body: float, label_width: float, *, brief: bool = False
) -> tuple[list[Item], float]:
    """Draw legend, evidence and footer line from the top of `box`; return what was drawn and how tall it became.

    What each part is stands in the label column of the grid above.
    """
    theme, size = subject.theme, max(SMALLEST_TEXT, SMALL * body)
    cited = [Paragraph(text, theme.soft, space_before=0.1) for text in cited_evidence(subject)]
    parts = (
        ("further-actions", listing([] if brief else _other_actions(subject, lanes), size)),
        ("legend", flowing(subject, legend_entries(subject, lanes), size)),
        ("evidence", listing(cited, size)),
    )
    return draw_foot(subject, [(subject.word(name), part) for name, part in parts], box, body, label_width)


def draw_foot(
    subject: Subject, parts: Iterable[tuple[str, Part]], box: Box, body: float, label_width: float
) -> tuple[list[Item], float]:
    """Draw parts under a line, and under them the brand's own footer; return what was drawn and how tall it became."""
    items: list[Item] = [Line(box.x, box.y, box.right, box.y, subject.theme.hairline)]
    height = 0.6 * body
    drawn, tall = draw_parts(subject, parts, box._replace(y=box.y + height), body, label_width)
    items += drawn
    height += tall
    if subject.theme.footer:
        size = max(SMALLEST_TEXT, SMALL * body)
        label, tall = text_block(subject.theme.footer, box._replace(y=box.y + height), size, subject.theme.soft)
        items += [label] if label else []
        height += tall
    return items, height


Part = Callable[[Box], tuple[list[Item], float]]
"""Draws something from the top of a box, as wide as that is; returns it and how tall it became."""


def draw_parts(
    subject: Subject, parts: Iterable[tuple[str, Part]], box: Box, body: float, label_width: float
) -> tuple[list[Item], float]:
    """Draw parts under each other, with what each is in the label column before it; those without anything are left out."""
    size = max(SMALLEST_TEXT, SMALL * body)
    items: list[Item] = []
    inside = Box(box.x + label_width + 0.55 * body, 0, box.width - label_width - 0.55 * body, 0)
    height = 0.0
    for name, part in parts:
        drawn, tall = part(inside._replace(y=box.y + height))
        if drawn:
            head = (Paragraph(name, subject.theme.soft, STRONG),)
            items += draw_cell(head, Box(box.x, box.y + height, label_width - body, 0), size)
            items += drawn
            height += max(tall, cell_height(head, label_width - body, size)) + 0.4 * body
    return items, height


def flowing(subject: Subject, entries: Sequence[Entry], size: float) -> Part:
    """Set entries one after the other."""
    return lambda box: draw_entries(subject, entries, box, size) if entries else ([], 0.0)


def listing(cell: Sequence[Paragraph], size: float) -> Part:
    """Set paragraphs in as many columns as there is room for."""

    def draw(box: Box) -> tuple[list[Item], float]:
        arrangement = arrange_list(tuple(cell), box.width, size, _NARROWEST_LIST)
        return list(arrangement.draw(box.x, box.y, size)), arrangement.height

    return draw


def legend_entries(subject: Subject, lanes: Set[str]) -> list[Entry]:
    """Return what the legend has to explain: only what the drawn lanes use."""
    touchpoints = [place.touchpoint for place in subject.columns]
    entries = []
    if any(t.moment_of_truth is not False for t in touchpoints):
        entries.append(Entry(subject.word("moment"), mark_symbol("moment-of-truth", MOMENT)))
    if "emotion" in lanes:
        entries += _curve_entries(subject, touchpoints)
    used = {pain.severity for t in touchpoints for pain in t.pain_points} if "pain_points" in lanes else set()
    entries += severity_entries(subject, used)
    states = {need.let_down for t in touchpoints for need in needs_at(subject, t)} if "needs" in lanes else set()
    if False in states:
        entries.append(Entry(subject.word("need-met"), mark_symbol("need", subject.theme.accent)))
    if True in states:
        entries.append(Entry(subject.word("need-let-down"), mark_symbol("need-let-down", BAD)))
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


def _other_actions(subject: Subject, lanes: Set[str]) -> list[Paragraph]:
    """Return the actions that take up no opportunity of a drawn touchpoint, and so stand in no column."""
    if "plan" not in lanes and any(place.touchpoint.opportunities for place in subject.columns):
        return []
    placed = {item.id for place in subject.columns for item in place.touchpoint.opportunities if item.id}
    found = []
    for action in subject.journey.actions:
        if not placed.intersection(action.addresses):
            owner = subject.library.team_name(action.owner, subject.language) if action.owner else ""
            due = subject.word("due", action.due.isoformat()) if action.due else ""
            text = subject.dot.join(filter(None, (subject.text(action.title), owner, due)))
            found.append(
                Paragraph(
                    text,
                    subject.theme.soft,
                    icon=MARK_ICONS["action"],
                    icon_colour=subject.theme.accent,
                    space_before=0.1,
                )
            )
    return found
