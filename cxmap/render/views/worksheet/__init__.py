"""The worksheet: a guide for who leads a mapping workshop, and the journey on paper with lanes to be filled in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cxmap.render.page.composing import compose, page_of
from cxmap.render.views.worksheet import labels
from cxmap.render.views.worksheet.guide import (
    agenda_heads,
    agenda_rows,
    blocks,
    headline,
    question_rows,
)
from cxmap.render.views.worksheet.sheets import worksheets
from cxmap.render.wordtables import WordTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.language import Words
    from cxmap.render.options import ViewOptions
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject

_HANDOUTS = ("A4", "A3")
"""Papers that are held in the hand; beside a sheet for the wall, the guide is on the first of them."""

_LARGER_STEPS = 8  # quarters of a point
_GUIDE_SHEETS = 2


def draw(subject: Subject, options: ViewOptions) -> Scene:
    """Lay out the guide and the sheets to fill in.

    Raises:
        CxmapError: a lane in the options does not exist.
    """
    paper = page_of(options).paper
    held = paper if paper in _HANDOUTS else _HANDOUTS[0]
    guide = _guide(subject, options, replace(options, paper=held))
    sheets = [*(replace(sheet, paper=held) for sheet in guide.sheets), *worksheets(subject, options)]
    return replace(guide, name=subject.say(labels.NAME), paper=paper, sheets=tuple(sheets))


def _guide(subject: Subject, options: ViewOptions, held: ViewOptions) -> Scene:
    """Lay the guide out: on one sheet; else the agenda on the first, what it takes to lead through it on the second."""
    said = headline(subject, options)
    guide = compose(subject, "worksheet", said, blocks(subject, options), held)
    if len(guide.sheets) == 1:
        return guide
    parted, usual = blocks(subject, options, parted=True), page_of(held).body
    low, high = 0, _LARGER_STEPS
    guide = compose(subject, "worksheet", said, parted, held, body=usual)
    while low < high:
        middle = (low + high + 1) // 2
        larger = compose(subject, "worksheet", said, parted, held, body=usual + 0.25 * middle)
        if len(larger.sheets) > _GUIDE_SHEETS:
            high = middle - 1
        else:
            guide, low = larger, middle
    return guide


def tables(subject: Subject, options: ViewOptions) -> Sequence[WordTable]:
    """Return the agenda, and the questions for each lane."""
    asked = question_rows(subject, options)
    heads = tuple(subject.say(head) for head in (labels.LANE, labels.ASK, labels.NOTE))
    agenda = WordTable(subject.say(labels.AGENDA), agenda_heads(subject), tuple(agenda_rows(subject)))
    questions = (WordTable(subject.say(labels.QUESTIONS_HEAD), heads, tuple(asked)),) if asked else ()
    return (agenda, *questions)


def lacks(subject: Subject, options: ViewOptions) -> Words | None:
    """A worksheet can always be drawn: what is not there is what it is for."""
    return None
