"""What the marks of a plan mean: only those that are used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.render.page.legend import Entry, key, line_symbol, severity_entries
from cxmap.render.views.plan import labels
from cxmap.render.views.plan.backlog import one_tick
from cxmap.render.views.plan.lift import arrow_entry, is_lifting, target_entry, target_of
from cxmap.render.views.plan.marks import status_entries
from cxmap.render.views.plan.reading import said_of
from cxmap.render.views.plan.timeline import due_entry, has_diamonds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.page.blocks import Drawing
    from cxmap.render.subject import Subject
    from cxmap.render.views.plan.reading import Plan


def plan_legend(subject: Subject, plan: Plan, against: Subject | None) -> list[Entry]:
    """Return the entries of the legend."""
    return list(_entries(subject, plan, against))


def status_key(subject: Subject, plan: Plan) -> Drawing:
    """Return what the shapes of actions mean, to stand under the pictures."""
    entries = [*status_entries(subject, plan.items), *([due_entry(subject)] if has_diamonds(plan) else [])]
    return key(subject, entries)


def _entries(subject: Subject, plan: Plan, against: Subject | None) -> Iterable[Entry]:
    if any(item.roi is not None for item in plan.kept):
        yield Entry(subject.say(labels.LEGEND_ONE), lambda x, y, size: one_tick(x + size / 2, y, size, subject))
    reliefs = [relief for item in plan.items for relief in item.reliefs]
    used = {pain.severity for relief in reliefs for pain in said_of(subject, relief.pains)}
    yield from severity_entries(subject, used)
    if is_lifting(subject, plan):
        if len(subject.actors) > 1:
            for actor in subject.actors:
                yield Entry(actor.name, line_symbol(actor.outline, actor.colour), 2.6)
        yield arrow_entry(subject)
        if any(target_of(subject, relief.place, against) is not None for relief in reliefs):
            yield target_entry(subject)
