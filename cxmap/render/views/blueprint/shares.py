"""How much of what is done for the customer lies behind the line of visibility: bars, with the numbers beside them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cxmap.render.scene import Box, Item, Rect
from cxmap.render.text.paragraphs import MINOR, Cell, Paragraph, cell_height, draw_cell
from cxmap.render.views.blueprint.labels import MANY_STEPS, NO_STEPS, ONE_STEP, SHARE, SHORT_SHARE

if TYPE_CHECKING:
    from cxmap.render.subject import Subject
    from cxmap.render.views.blueprint.steps import Share

_BAR = 0.75  # ems
_GAP = 0.25
FRONT = "#FFFFFF"


def say_share(subject: Subject, share: Share, *, short: bool = False) -> str:
    """Say how many steps of all lie behind the line."""
    if not share.of:
        return subject.say(NO_STEPS)
    steps = subject.say(ONE_STEP if share.of == 1 else MANY_STEPS)
    return subject.say(SHORT_SHARE if short else SHARE).format(share.behind, share.of, share.percent, steps)


def share_height(subject: Subject, share: Share, width: float, body: float, *, short: bool = False) -> float:
    """Return how tall a bar with its numbers becomes."""
    return (_BAR + _GAP) * body + cell_height(_cell(subject, share, short=short), width, body)


def draw_share(subject: Subject, share: Share, box: Box, body: float, *, short: bool = False) -> Iterable[Item]:
    """Draw a bar as wide as `box`: what is out of sight filled, what is in sight outlined; its numbers under it."""
    theme = subject.theme
    top = box.y
    if share.of:
        part = box.width * share.behind / share.of
        bar = Box(box.x, top, box.width, _BAR * body)
        yield Rect(bar, FRONT, theme.accent, 0.08 * body)
        if part:
            yield Rect(bar._replace(x=box.right - part, width=part), theme.accent, theme.accent, 0.08 * body)
        top += (_BAR + _GAP) * body
    yield from draw_cell(_cell(subject, share, short=short), box._replace(y=top), body)


def _cell(subject: Subject, share: Share, *, short: bool) -> Cell:
    return (
        Paragraph(say_share(subject, share, short=short), subject.theme.ink if share.of else subject.theme.soft, MINOR),
    )
