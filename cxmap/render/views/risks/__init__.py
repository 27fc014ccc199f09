"""The register of compliance risks: how likely and how bad, what is done against them, and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import Words
from cxmap.render.marks.gaps import gap
from cxmap.render.marks.numbered import after_marker
from cxmap.render.page.blocks import Columns, Stack, Texts, heading
from cxmap.render.page.cards import Card, Cards
from cxmap.render.page.composing import compose
from cxmap.render.page.legend import key
from cxmap.render.page.title import Headline
from cxmap.render.text.paragraphs import MINOR, STRONG, Paragraph
from cxmap.render.views.risks import labels
from cxmap.render.views.risks.heat import heat_map, residual_columns
from cxmap.render.views.risks.marks import level_entries, marker
from cxmap.render.views.risks.movement import movement, said_moves
from cxmap.render.views.risks.reading import register_of
from cxmap.render.views.risks.stages import stages
from cxmap.render.views.risks.summary import takeaway
from cxmap.render.views.risks.table import register_table
from cxmap.render.views.risks.words import risk_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.options import ViewOptions
    from cxmap.render.page.blocks import Block
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject
    from cxmap.render.views.risks.reading import Register
    from cxmap.render.wordtables import WordTable

_BESIDE = (1.55, 1.0)
"""Shares of the width of the heat map and of what the controls change."""
_UNRATED_CARD = 24.0  # ems


def draw(subject: Subject, options: ViewOptions) -> Scene:
    """Lay the risks out: heat map, what controls change, what is left by stage, and the register."""
    register = register_of(subject)
    ink = subject.theme.ink
    blocks = [
        *_levels(subject, register),
        heading(subject.say(labels.STAGES), ink),
        stages(subject, register),
        heading(subject.say(labels.REGISTER), ink, starts_sheet=True),
        register_table(subject, register),
    ]
    headline = Headline(subject.say(labels.NAME), takeaway(subject, register))
    return compose(subject, "risks", headline, blocks, options)


def _levels(subject: Subject, register: Register) -> Iterable[Block]:
    """Return the heat map and what the controls change; without ratings, the risks by what is left."""
    theme = subject.theme
    if not register.placed:
        yield heading(subject.say(labels.RESIDUAL_ONLY), theme.ink)
        yield residual_columns(subject, register)
        yield key(subject, list(level_entries(subject, register.entries)))
        yield Texts(gap(subject.say(labels.NOT_RATED_AT_ALL)), gap=0.3)
        return
    first = Stack([heading(subject.say(labels.HEAT), theme.ink), heat_map(subject, register)])
    moved = heading(subject.say(labels.MOVES), theme.ink)
    if register.moves:
        note = Paragraph(said_moves(subject, register), theme.ink)
        second = Stack([moved, movement(subject, register), Texts((note,), gap=0.8)])
    else:
        second = Stack([moved, Texts(gap(subject.say(labels.NO_MOVES)), gap=0.6)])
    yield Columns([first, second], _BESIDE, between=3.0, gap=1.8)
    yield key(subject, list(level_entries(subject, register.entries)))
    yield Texts((Paragraph(subject.say(labels.FORMULA), theme.soft, MINOR),), gap=0.3, measure=150)
    if register.unplaced:
        yield Texts((Paragraph(subject.say(labels.UNRATED), theme.ink, STRONG),), gap=1.2, keeps_with_next=True)
        cards = [
            Card((after_marker(marker(subject, entry), (Paragraph(subject.text(entry.risk.risk), theme.ink),)),))
            for entry in register.unplaced
        ]
        yield Cards(cards, _UNRATED_CARD, gap=0.5, below=0.4)


def tables(subject: Subject, options: ViewOptions) -> Sequence[WordTable]:
    """Say the risks in tables: the register, the levels before and after, the gaps."""
    return tuple(risk_tables(subject, register_of(subject)))


def lacks(subject: Subject, options: ViewOptions) -> Words | None:
    """Without risks there is no register."""
    if any(place.touchpoint.risks for place in subject.columns):
        return None
    return Words("it has no compliance risks", "没有合规风险")
