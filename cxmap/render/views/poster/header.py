"""The head of a poster: title, title block, personas, and what frames the journey."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.framing import FIGURE, cards, design_cells
from cxmap.render.journey_grid.arrange import BETWEEN, arrange_row
from cxmap.render.journey_grid.columns import level_widths
from cxmap.render.journey_grid.gauge import gauge
from cxmap.render.marks.badges import draw_badge
from cxmap.render.marks.portraits import draw_portrait
from cxmap.render.page.title import Headline, draw_title
from cxmap.render.scene import Box, Group, Item, Line, Rect
from cxmap.render.text.paragraphs import STRONG, Cell, Paragraph, draw_cell
from cxmap.render.views.poster.takeaway import takeaway

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.journey_grid.arrange import Arrangement
    from cxmap.render.journey_grid.gauge import Gauge
    from cxmap.render.subject import Actor, Subject

_BADGE = 3.6
_GAP = 1.6
_BADGE_ROOM = _BADGE + 0.8
_PADDING = 0.9
_ABOVE = 1.1
_NARROWEST_CARD, _NARROWEST_STEP = 13.0, 11.0  # ems, of the text in it
_ROOMY_CARD = 24.0  # ems: with less room for each, one row of cards may be taller than two
_WIDEST = 1.6  # times the mean
_NARROWEST_PART = 19.0  # of the text of a wide card, beside other parts of it
_NARROWESTFIGURE, _MOSTFIGURES = 12.0, 3  # of a figure with its details; beside each other


class Card(NamedTuple):
    """A card of the head: of a persona, or without one."""

    actor: Actor | None
    cell: Cell

    @property
    def figures(self) -> int:
        """How many figures it shows."""
        return sum(paragraph.type == FIGURE for paragraph in self.cell)

    @property
    def room(self) -> float:
        """What is taken from its width, in ems: padding and badge."""
        return 2 * _PADDING + (_BADGE_ROOM if self.actor else 0.0)


def draw_header(
    subject: Subject, box: Box, body: float, *, brief: bool = False, found: bool = True
) -> tuple[list[Item], float]:
    """Draw the head of the first sheet from the top of `box`; return what was drawn and how tall it became.

    A `brief` one says who and what for, and no more. One on which people are still to find out has nothing `found`.
    """
    items, height = draw_title(subject, box, body, Headline("", takeaway(subject) if found else ""))
    shown = [Card(actor, cell) for actor, cell in cards(subject, brief=brief)]
    if shown:
        row, row_height = _cards(subject, shown, Box(box.x, box.y + height + _ABOVE * body, box.width, 0), body)
        items += row
        height += _ABOVE * body + row_height
    strip = [] if brief else design_cells(subject)
    if strip:
        height += _ABOVE * body
        row, row_height = _steps(subject, strip, Box(box.x, box.y + height, box.width, 0), body)
        items += row
        height += row_height
    return items, height


def _cards(subject: Subject, shown: Sequence[Card], box: Box, body: float) -> tuple[list[Item], float]:
    """Draw the cards in one row, or where that is lower, personas in one and the others in the next."""
    people, others = [card for card in shown if card.actor], [card for card in shown if not card.actor]
    rows = [shown]
    if people and others and box.width < _ROOMY_CARD * body * len(shown):
        rows = [people, others]
    parted = _card_rows(subject, [part for row in rows for part in _parts(row, box.width / body)], box, body)
    if len(rows) == 1:
        return parted
    whole = _card_rows(subject, list(_parts(shown, box.width / body)), box, body)
    return min(whole, parted, key=lambda drawn: drawn[1])


def _card_rows(subject: Subject, rows: Sequence[Sequence[Card]], box: Box, body: float) -> tuple[list[Item], float]:
    items: list[Item] = []
    height = 0.0
    for row in rows:
        height += _ABOVE * body if items else 0.0
        drawn, tall = _card_row(subject, row, box._replace(y=box.y + height), body)
        items += drawn
        height += tall
    return items, height


def _parts(shown: Sequence[Card], width: float) -> Iterable[Sequence[Card]]:
    """Break cards over rows, about as many in each, so that each has room enough; the width is in ems."""
    needed = sum(card.room + _NARROWEST_CARD + _GAP for card in shown)
    each = ceil(len(shown) / max(1, ceil(needed / (width + _GAP))))
    for start in range(0, len(shown), each):
        yield shown[start : start + each]


def _card_row(subject: Subject, shown: Sequence[Card], box: Box, body: float) -> tuple[list[Item], float]:
    """Draw cards beside each other, as wide as they need to become equally tall; figures in as many columns as pays."""
    gap = _GAP * body
    total = (box.width - gap * (len(shown) - 1)) / body
    sides = range(1, min(max(card.figures for card in shown), _MOSTFIGURES) + 1) or (1,)
    tallest, widths, arranged = min((_beside(shown, total, beside, body) for beside in sides), key=lambda row: row[0])
    height = max(tallest, _BADGE * body if any(card.actor for card in shown) else 0.0) + 2 * _PADDING * body
    items: list[Item] = []
    left = box.x
    for card, wide, arrangement in zip(shown, widths, arranged, strict=True):
        place = Box(left, box.y, wide * body, height)
        items.append(_draw_card(subject, card, arrangement, place, body))
        left = place.right + gap
    return items, height


def _beside(
    shown: Sequence[Card], total: float, figures: int, body: float
) -> tuple[float, list[float], list[Arrangement]]:
    """Arrange the cells of cards, with so many figures beside each other; return their height and the cards' widths."""
    gauges, least = [], []
    for card in shown:
        one, parts = gauge(card.cell), figures if card.figures else 1
        gauges.append(one._replace(fixed=one.fixed / parts))
        room = max((paragraph.term_room for paragraph in card.cell), default=0.0)
        least.append(max(_NARROWEST_CARD + room, parts * (_NARROWESTFIGURE + BETWEEN) - BETWEEN if parts > 1 else 0.0))
    widths = _level(gauges, [card.room for card in shown], total, least)
    inner = [(wide - card.room) * body for card, wide in zip(shown, widths, strict=True)]
    parts_width = [_NARROWESTFIGURE if card.figures else _NARROWEST_PART for card in shown]
    tallest, arranged = arrange_row([card.cell for card in shown], inner, body, parts_width)
    return tallest, widths, arranged


def _draw_card(subject: Subject, card: Card, arrangement: Arrangement, box: Box, body: float) -> Group:
    actor = card.actor
    items: list[Item] = [Rect(box, subject.theme.panel, radius=0.5 * body)]
    left, top = box.x + _PADDING * body, box.y + _PADDING * body
    if actor is not None:
        has_picture = actor.persona is not None and subject.picture(actor.persona.portrait) is not None
        badge = Box(left, top, _BADGE * body, _BADGE * body)
        items += draw_portrait(subject, actor, badge) if has_picture else draw_badge(actor, left, top, badge.width)
        left += _BADGE_ROOM * body
    items += arrangement.draw(left, top, body)
    return Group(tuple(items), title=actor.name if actor else "", actor=actor.id if actor and actor.persona else "")


def _level(gauges: Sequence[Gauge], rooms: Sequence[float], total: float, narrowest: Sequence[float]) -> list[float]:
    """Return widths at which cells beside each other are about equally tall; `rooms` are ems that are no text's."""
    total -= sum(rooms)
    most = max(_WIDEST * total / len(gauges), *narrowest)
    found = level_widths(gauges, total, narrowest, most)
    return [wide + room for wide, room in zip(found, rooms, strict=True)]


def _steps(
    subject: Subject, steps: Sequence[tuple[str, tuple[str, ...]]], box: Box, body: float
) -> tuple[list[Item], float]:
    """Draw the five steps of experience design beside each other."""
    gap = _GAP * body
    cells: list[Cell] = [
        tuple(Paragraph(text, subject.theme.ink, space_before=0.1) for text in texts) for _, texts in steps
    ]
    total = (box.width - gap * (len(steps) - 1)) / body
    widths = [
        wide * body
        for wide in _level(list(map(gauge, cells)), [0.0] * len(cells), total, [_NARROWEST_STEP] * len(cells))
    ]
    tallest, arranged = arrange_row(cells, widths, body)
    head = 0.4 * body + 1.45 * body
    items: list[Item] = []
    left = box.x
    for (name, _), cell, width in zip(steps, arranged, widths, strict=True):
        items.append(Line(left, box.y, left + width, box.y, subject.theme.accent, 1))
        items += draw_cell(
            (Paragraph(name, subject.theme.accent, STRONG),), Box(left, box.y + 0.4 * body, width, 0), body
        )
        items += cell.draw(left, box.y + head, body)
        left += width + gap
    return items, head + tallest
