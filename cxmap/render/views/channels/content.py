"""What all bands of a matrix draw from: rows, stages, moves, and what is said of them. Read once from a map."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cxmap.model.reading import called
from cxmap.render.curve.figures import steps_said
from cxmap.render.marks.faces import Note
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.text.widths import advance
from cxmap.render.theme import MOMENT
from cxmap.render.views.channels.cells import Card
from cxmap.render.views.channels.figures import much_worse, rows_of, stages_of
from cxmap.render.views.channels.labels import LEAVES, WORSE
from cxmap.render.views.channels.moves import moves_of, starts_of

if TYPE_CHECKING:
    from cxmap.render.subject import Subject
    from cxmap.render.views.channels.figures import Row
    from cxmap.render.views.channels.moves import Move


@dataclass(frozen=True)
class Content:
    """What all bands of a matrix draw from."""

    subject: Subject

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """All moves."""
        return moves_of(self.subject)

    @cached_property
    def rows(self) -> list[Row]:
        """All rows."""
        return rows_of(self.subject)

    @cached_property
    def stages(self) -> list[tuple[int, ...]]:
        """The touchpoints of each stage."""
        return stages_of(self.subject)

    @cached_property
    def cards(self) -> list[Card]:
        """The card of each touchpoint."""
        return [
            Card(
                self.subject,
                column,
                self.notes.get(column, {}),
                tuple(self.lost.get(column, ())),
                is_first=column in self.starts,
            )
            for column in range(len(self.subject.columns))
        ]

    def all_of(self, row: Row) -> list[int]:
        """Return all touchpoints of a row's channel, whatever part of the row this is."""
        return next(whole.columns for whole in self.rows if whole.channel == row.channel)

    @cached_property
    def longest_name(self) -> float:
        """The length of the longest name of a touchpoint, in ems."""
        names = (called(place.touchpoint, self.subject.language) for place in self.subject.columns)
        return max((advance(name, bold=True) for name in names), default=0.0)

    @cached_property
    def starts(self) -> set[int]:
        """Where a journey begins."""
        return starts_of(self.subject)

    @cached_property
    def worse(self) -> dict[tuple[int, str | None], str]:
        """What is said of a channel that is much worse than the best one of a stage."""
        said: dict[tuple[int, str | None], str] = {}
        for distance in much_worse(self.subject, self.rows):
            better = self.subject.library.channel_name(distance.better, self.subject.language)
            words = self.subject.say(WORSE).format(steps_said(self.subject, distance.steps), better)
            said[distance.stage, distance.channel] = words
        return said

    @cached_property
    def notes(self) -> dict[int, dict[str, Note]]:
        """Who has been taken out of a preferred channel, by the touchpoint to which."""
        note = Note(MARK_ICONS["detour"], MOMENT, self.subject.say(LEAVES))
        notes: dict[int, dict[str, Note]] = {}
        for move in self.moves:
            for actor in move.actors:
                if move.leaves_preferred(actor):
                    notes.setdefault(move.head, {})[actor.id] = note
        return notes

    @cached_property
    def lost(self) -> dict[int, list[int]]:
        """From where data do not come along, by the touchpoint to which."""
        lost: dict[int, list[int]] = {}
        for move in self.moves:
            if move.loses:
                lost.setdefault(move.head, []).append(move.tail)
        return lost
