"""The register of risks as a table, in the order of the journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.model.reading import called
from cxmap.model.vocabulary import LEVELS
from cxmap.render.marks.gaps import gap
from cxmap.render.page.tables import NO_CELL, Column, Row, Table, plain
from cxmap.render.text.paragraphs import MINOR, STRONG, Cell, Paragraph
from cxmap.render.theme import STAGE_TINTS
from cxmap.render.views.risks import labels
from cxmap.render.views.risks.marks import level_cell, marker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.language import Words
    from cxmap.model.claims import Level
    from cxmap.model.fields import Text
    from cxmap.render.subject import Subject
    from cxmap.render.views.risks.reading import Entry, Register


def register_table(subject: Subject, register: Register) -> Table:
    """Return the table: a band for each stage, a row for each risk."""
    say = subject.say
    columns = (
        Column("", 2.5), Column(say(labels.TOUCHPOINT), 11), Column(say(labels.RULE), 14), Column(say(labels.RISK), 16),
        Column(say(labels.CONTROL), 16), Column(say(labels.OWNER), 8.8), Column(say(labels.LIKELIHOOD), 8.4),
        Column(say(labels.IMPACT), 7.2), Column(say(labels.INHERENT), 9.6), Column(say(labels.RESIDUAL), 9.6),
    )  # fmt: skip
    return Table(subject.theme, columns, tuple(_rows(subject, register)), gap=0.6)


def _rows(subject: Subject, register: Register) -> Iterable[Row]:
    stage: object = None
    column: int | None = None
    for entry in register.entries:
        place = entry.place
        if place.path[1] != stage:
            stage = place.path[1]
            tint = STAGE_TINTS[int(place.path[1]) % len(STAGE_TINTS)]
            yield Row(band=called(place.stage, subject.language), tint=tint)
        yield _row(subject, entry, is_first=place.column != column)
        column = place.column


def _row(subject: Subject, entry: Entry, *, is_first: bool) -> Row:
    risk, theme = entry.risk, subject.theme
    name = called(entry.place.touchpoint, subject.language)
    return Row(
        (
            marker(subject, entry).cell(),
            plain(name, theme.ink) if is_first else NO_CELL,
            _text(subject, risk.rule, labels.NO_RULE, theme.soft),
            (Paragraph(subject.text(risk.risk), theme.ink, STRONG),),
            _text(subject, risk.control, labels.NO_CONTROL, theme.ink),
            _owner(subject, risk.owner),
            _level(subject, risk.likelihood),
            _level(subject, risk.impact),
            level_cell(subject, entry.inherent),
            level_cell(subject, risk.residual, strong=True),
        ),
        touchpoint=entry.place.column,
    )


def _level(subject: Subject, level: Level | None) -> Cell:
    return plain(subject.say(LEVELS[level]), subject.theme.ink) if level else gap(subject.say(labels.NOT_RATED))


def _text(subject: Subject, text: Text | None, lack: Words, ink: str) -> Cell:
    return plain(subject.text(text), ink) if text is not None else gap(subject.say(lack))


def _owner(subject: Subject, owner: str | None) -> Cell:
    if owner is None:
        return gap(subject.say(labels.NO_OWNER))
    colour = subject.team_colour(owner)
    return (Paragraph(subject.library.team_name(owner, subject.language), colour, MINOR, pill=colour),)
