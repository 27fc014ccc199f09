"""The plan: what to take up first, who does it when, what it costs and brings, and what it would lift on the curve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import Words
from cxmap.render.page.blocks import Columns, Stack, heading
from cxmap.render.page.composing import compose, page_of
from cxmap.render.page.title import Headline
from cxmap.render.views.plan.backlog import backlog
from cxmap.render.views.plan.labels import MATRIX, NAME, TIMELINE
from cxmap.render.views.plan.legend import plan_legend, status_key
from cxmap.render.views.plan.lift import lifts
from cxmap.render.views.plan.matrix import matrix
from cxmap.render.views.plan.reading import plan_of
from cxmap.render.views.plan.summary import figures, gaps, takeaway
from cxmap.render.views.plan.timeline import timeline
from cxmap.render.views.plan.words import plan_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.options import ViewOptions
    from cxmap.render.page.blocks import Block
    from cxmap.render.page.composing import Page
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject
    from cxmap.render.views.plan.reading import Plan
    from cxmap.render.wordtables import WordTable

_BESIDE = (1.0, 1.35)
"""Shares of the width of matrix and timeline beside each other."""
_TALLEST = 0.55
"""Of a sheet's height: a timeline taller than this stands by itself, so that it can go on over sheets."""


def draw(subject: Subject, options: ViewOptions) -> Scene:
    """Lay the plan out: sums, matrix and timeline, backlog, and the curve with what each action eases."""
    plan = plan_of(subject)
    blocks = [
        *figures(subject, plan),
        *_pictures(subject, plan, page_of(options)),
        status_key(subject, plan),
        *gaps(subject, plan),
        *backlog(subject, plan),
        *lifts(subject, plan, options.against),
    ]
    headline = Headline(subject.say(NAME), takeaway(subject, plan))
    return compose(subject, "plan", headline, blocks, options, plan_legend(subject, plan, options.against))


def _pictures(subject: Subject, plan: Plan, page: Page) -> list[Block]:
    """Return matrix and timeline: beside each other, or under each other where the timeline is long."""
    ink = subject.theme.ink
    first = Stack([heading(subject.say(MATRIX), ink), matrix(subject, plan.kept)])
    times, when = heading(subject.say(TIMELINE), ink), timeline(subject, plan)
    share = _BESIDE[1] / sum(_BESIDE)
    if when.height(page.inner.width * share, page.body) <= _TALLEST * page.inner.height:
        return [Columns([first, Stack([times, when])], _BESIDE, gap=1.8)]
    return [first, times, when]


def tables(subject: Subject, options: ViewOptions) -> Sequence[WordTable]:
    """Say the plan in tables: the backlog, the sums by currency, and what is eased where."""
    return tuple(plan_tables(subject, plan_of(subject), options.against))


def lacks(subject: Subject, options: ViewOptions) -> Words | None:
    """Without actions there is no plan."""
    return None if subject.journey.actions else Words("it has no actions", "没有行动计划")
