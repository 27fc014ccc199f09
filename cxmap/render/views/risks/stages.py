"""What is left, stage by stage; and where a regulated touchpoint names no risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.model.reading import called
from cxmap.render.marks.gaps import gap
from cxmap.render.marks.numbered import MARKER
from cxmap.render.page.blocks import Drawing, Stack, Texts
from cxmap.render.page.cards import Card, Cards
from cxmap.render.scene import Box, Group, Item, Rect
from cxmap.render.text.paragraphs import MINOR, STRONG, Cell, Paragraph, cell_height, draw_cell
from cxmap.render.theme import STAGE_TINTS
from cxmap.render.views.risks import labels
from cxmap.render.views.risks.marks import marker
from cxmap.render.views.risks.reading import rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.model.reading import Place
    from cxmap.render.page.blocks import Block
    from cxmap.render.subject import Subject
    from cxmap.render.views.risks.reading import Entry, Register

_CARD = 17.0  # ems, the least width of a stage
_PADDING = 0.5  # ems around a stage's name


def stages(subject: Subject, register: Register) -> Cards:
    """Return a card for each stage: its risks, the highest that is left first, and its gaps."""
    by_stage: dict[int, list[Place]] = {}
    for place in subject.columns:
        by_stage.setdefault(int(place.path[1]), []).append(place)
    cards = []
    for number, places in by_stage.items():
        columns = {place.column for place in places}
        own = [entry for entry in register.entries if entry.place.column in columns]
        unconsidered = [place for place in register.unconsidered if place.column in columns]
        cards.append(_card(subject, number, called(places[0].stage, subject.language), own, unconsidered))
    return Cards(cards, _CARD, between=1.0, below=1.0, gap=0.6)


def _card(subject: Subject, number: int, name: str, own: Sequence[Entry], unconsidered: Sequence[Place]) -> Card:
    theme = subject.theme
    title = (Paragraph(name, theme.ink, STRONG),)
    tint = STAGE_TINTS[number % len(STAGE_TINTS)]
    ordered = sorted(own, key=lambda entry: (-rank(entry.risk.residual), entry.number))
    texts: Cell = tuple(paragraph for place in unconsidered for paragraph in gap(said_gap(subject, place), 0.2))
    if not own and not texts:
        texts = (Paragraph(subject.say(labels.NO_RISKS), theme.soft, MINOR),)
    inside: list[Block] = [_markers(subject, ordered)] if own else []
    return Card((_head(title, tint), Stack([*inside, *([Texts(texts, gap=0.4)] if texts else [])], gap=0.5)))


def said_gap(subject: Subject, place: Place) -> str:
    """Say that a regulated touchpoint names no risk."""
    channel = subject.library.channel_name(place.touchpoint.channel or "", subject.language)
    return subject.say(labels.UNCONSIDERED).format(called(place.touchpoint, subject.language), channel)


def _head(title: Cell, tint: str) -> Drawing:
    def tall(width: float, body: float) -> float:
        return cell_height(title, width - 2 * _PADDING * body, body) + 2 * 0.35 * body

    def paint(box: Box, body: float) -> Iterable[Item]:
        yield Rect(box, tint, radius=0.3 * body)
        inner = Box(box.x + _PADDING * body, box.y + 0.35 * body, box.width - 2 * _PADDING * body, 0)
        yield from draw_cell(title, inner, body)

    return Drawing(tall, paint)


def _markers(subject: Subject, entries: Sequence[Entry]) -> Drawing:
    """Set markers one after the other, in as many rows as they need."""

    def columns(width: float, body: float) -> int:
        return max(1, int(width / ((MARKER + 0.25) * body)))

    def tall(width: float, body: float) -> float:
        return -(-len(entries) // columns(width, body)) * (MARKER + 0.25) * body

    def paint(box: Box, body: float) -> Iterable[Item]:
        count = columns(box.width, body)
        for index, entry in enumerate(entries):
            x = box.x + ((index % count) * (MARKER + 0.25) + MARKER / 2 + 0.1) * body
            y = box.y + ((index // count) * (MARKER + 0.25) + MARKER / 2) * body
            yield Group(tuple(marker(subject, entry).draw(x, y, MARKER * body)), touchpoint=entry.place.column)

    return Drawing(tall, paint)
