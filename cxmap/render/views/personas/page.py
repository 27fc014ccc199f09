"""Composes the personas' pages: one card fills a page, two and three stand beside each other, more on further rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from cxmap.render.page.blocks import Columns, Stack, fits
from cxmap.render.page.cards import Card, Cards
from cxmap.render.page.composing import compose, least_body, page_of, room_of
from cxmap.render.page.legend import Entry, dashed_symbol, line_symbol, mark_symbol, severity_entries
from cxmap.render.page.title import Headline
from cxmap.render.theme import BAD
from cxmap.render.views.personas import labels
from cxmap.render.views.personas.card import CardParts, Detail
from cxmap.render.views.personas.facts import facts_of
from cxmap.render.views.personas.takeaway import takeaway

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.options import ViewOptions
    from cxmap.render.page.blocks import Block
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject
    from cxmap.render.views.personas.facts import Facts

_ALONE = Detail(8, 6)
_DETAILS = (Detail(5, 4), Detail(4, 3), Detail(3, 2), Detail(2, 2), Detail(2, 1, describes=False))
_ROWS = {1: 1, 2: 2, 3: 3, 4: 2}  # cards in a row, by how many there are; else three
_BETWEEN = 3.4
_IN_ROWS = 3  # of the details: with less a card of its own is better


def draw_personas(subject: Subject, options: ViewOptions) -> Scene:
    """Lay the cards out."""
    view = _View(subject, facts_of(subject), options)
    return compose(subject, "personas", view.headline, view.blocks(), options, view.legend)


@dataclass(frozen=True)
class _View:
    subject: Subject
    personas: tuple[Facts, ...]
    options: ViewOptions

    @cached_property
    def headline(self) -> Headline:
        return Headline(self.subject.say(labels.NAME), takeaway(self.subject, self.personas))

    def blocks(self) -> list[Block]:
        """Return rows of cards that each stand on one sheet: as many beside each other as that allows."""
        usual = _ROWS.get(len(self.personas), 3)
        for per_row in range(usual, 0, -1):
            for detail in (_ALONE, *_DETAILS) if per_row == 1 else _DETAILS[:_IN_ROWS]:
                rows = self._rows(detail, per_row)
                if all(self._fits(row) for row in rows):
                    return rows
        return [block for facts in self.personas for block in self._broken(facts)]

    def _fits(self, row: Block) -> bool:
        page = page_of(self.options)
        page = page._replace(body=least_body(page, one_sheet=False))
        room = room_of(self.subject, self.headline, page, self.legend)
        return fits([row], page.inner.width, page.body, room)

    def _rows(self, detail: Detail, per_row: int) -> list[Block]:
        """Return the cards in rows that are as even as can be, at most so many in each."""
        cards = [CardParts(facts, detail) for facts in self.personas]
        count = -(-len(cards) // per_row)
        ends = [len(cards) * (row + 1) // count for row in range(count)]
        sizes = sorted((end - start for start, end in pairwise([0, *ends])), reverse=True)
        rows: list[Block] = []
        for size in sizes:
            rows.append(self._row(cards[:size]))
            cards = cards[size:]
        return rows

    def _row(self, cards: Sequence[CardParts]) -> Block:
        if len(cards) == 1:
            return self._wide(cards[0])
        narrow = len(cards) > 2
        row = [Card(self._parts(parts, narrow=narrow), actor=parts.facts.actor.id) for parts in cards]
        return Cards(row, between=_BETWEEN, gap=2.4, fixed=len(row))

    def _parts(self, parts: CardParts, *, narrow: bool) -> Sequence[Block]:
        who = (parts.rule(), parts.identity(6.4 if narrow else 8.0), parts.quote(), parts.description())
        feels = (parts.feeling_head(), parts.feeling(6.5 if narrow else 7.5))
        if narrow:
            beside = Stack((parts.goals(), parts.channels()))
            return (*who, *feels, Columns((parts.needs(), beside), (1.1, 1.0), gap=1.2), parts.pains())
        wants = Stack((parts.needs(), parts.goals(), parts.channels()))
        return (*who, *feels, Columns((wants, parts.pains()), between=2.4, gap=1.4))

    def _wide(self, parts: CardParts) -> Block:
        """Return one card as wide as the page."""
        who = (parts.identity(9.5), parts.quote(), parts.description(), parts.needs(), parts.goals(), parts.channels())
        journey = (parts.feeling_head(), parts.feeling(9.0), parts.pains(columns=2))
        beside = Columns((Stack(who), Stack(journey)), (1.0, 1.5), between=4.0, gap=1.4)
        return Cards([Card((parts.rule(), beside), actor=parts.facts.actor.id)], gap=2.4, fixed=1)

    def _broken(self, facts: Facts) -> Sequence[Block]:
        """Return a card that no sheet holds: its parts under each other."""
        parts = CardParts(facts, _DETAILS[0])
        return (
            replace(parts.rule(), gap=2.4), parts.identity(7.6), parts.quote(), parts.description(), parts.feeling_head(),
            parts.feeling(6.0), parts.goals(), parts.channels(), parts.needs(), parts.pains(),
        )  # fmt: skip

    @cached_property
    def legend(self) -> list[Entry]:
        subject, say, theme = self.subject, self.subject.say, self.subject.theme
        entries: list[Entry] = []
        scale = subject.journey.scale
        if any(facts.average.known for facts in self.personas):
            said = say(labels.FACE_LEGEND)
            if scale is not None:
                said = say(labels.FACE_LEGEND_OWN).format(f"{scale.min:g}", f"{scale.max:g}")
            first = self.personas[0].actor
            entries.append(Entry(said, line_symbol(first.outline, first.colour), 2.5))
            if any(subject.is_assumed(place.touchpoint) for place in subject.columns):
                entries.append(Entry(subject.word("assumed"), dashed_symbol(theme.soft), 2.1))
        drawn = {pain.severity for facts in self.personas for pain, _ in facts.pains}
        entries += severity_entries(subject, drawn)
        needs = [served for facts in self.personas for served in facts.needs]
        if any(served.here for served in needs):
            entries.append(Entry(say(labels.NEED_MET), mark_symbol("need", self.personas[0].actor.colour)))
        if any(served.let_down for served in needs):
            entries.append(Entry(say(labels.NEED_LET_DOWN), mark_symbol("need-let-down", BAD)))
        if any(not served.here and not served.let_down for served in needs):
            entries.append(Entry(say(labels.GAP), mark_symbol("need", BAD)))
        return entries
