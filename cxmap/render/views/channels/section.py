"""A section of the matrix: some stages and the channels that they use; what stands where in it at a width and type size.

Widths and heights are in points where nothing else is said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from cxmap.model.reading import called
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.text.paragraphs import MINOR, STRONG, Cell, Paragraph, cell_height
from cxmap.render.theme import BAD
from cxmap.render.views.channels.cells import DOT, slot_beside
from cxmap.render.views.channels.figures import medium_of
from cxmap.render.views.channels.labels import NO_CHANNEL, OTHER_MEDIUM
from cxmap.render.views.channels.lines import colour_of, mark_of
from cxmap.render.views.channels.routing import (
    Corridor,
    Port,
    Spot,
    bundles_of,
    is_straight,
    routes,
    upright_tracks,
    uprights,
    zone_tracks,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.views.channels.cells import Card
    from cxmap.render.views.channels.content import Content
    from cxmap.render.views.channels.figures import Row
    from cxmap.render.views.channels.moves import Move
    from cxmap.render.views.channels.routing import Pair, Route

GUTTER = 11.4
"""Width of the channels' names at the left, in ems."""
LABEL = GUTTER - 1.2
"""How wide the names themselves may be, in ems."""
GROUP = 1.5
"""Height of the name of a group of channels, in ems."""
STAGE_INSIDE = 0.4
"""Ems that the name of a stage is narrower than its cards."""
BELOW = 0.6
"""Ems below the cards of a row."""
_WIDEST_CARD = 90.0  # ems
_TRACK = 0.8  # ems between lines beside each other
_MOST_TRACKS = 9.0  # how wide a corridor becomes at most, in tracks; more lines stand closer
_BESIDE = 1.4  # ems between a card and the nearest upright line: half a number and an arrowhead
_MARGIN, _LEAST_MARGIN = 1.0, 0.6  # ems at the other side of a corridor
_APART = 0.5  # ems between two upright lines on one track
_USUAL_CORRIDOR, _USUAL_CARD = 2.6, 16.0  # ems, before it is known how many lines run where
_STACK = 0.6  # ems between cards
_ABOVE = 0.75  # ems above the cards of a row
_MEAN = 2.0  # ems: the mean under the name of a channel
_LEAVES = 0.8  # ems above the lower edge of a card, where lines leave


class Plan(NamedTuple):
    """A section laid out.

    `lefts` are the left edges of cards by column, `rooms` what lines have beside each other left of it; `heads` how far below the upper edge of a row its cards begin;
    `tops` how far below that each card stands, `tall` how tall it is. A `slot` is the width of a face beside a name.
    """

    body: float
    card: float
    slot: float
    lefts: list[float]
    rooms: list[float]
    tops: dict[int, float]
    tall: dict[int, float]
    heads: list[float]
    heights: list[float]
    head: float

    @property
    def right(self) -> float:
        """The right edge of the last cards."""
        return self.lefts[-1] + self.card


@dataclass(frozen=True)
class Section:
    """Some stages, by their numbers in the content, and rows with their touchpoints in these stages."""

    content: Content
    stages: tuple[int, ...]
    rows: tuple[Row, ...]

    @cached_property
    def spots(self) -> dict[int, Spot]:
        """Where each touchpoint stands."""
        return {
            column: Spot(at, r, place)
            for r, row in enumerate(self.rows)
            for at, stage in enumerate(self.stages)
            for place, column in enumerate(row.cells[stage])
        }

    @cached_property
    def moves(self) -> dict[Pair, Move]:
        """The moves within the section."""
        return {(m.tail, m.head): m for m in self.content.moves if m.tail in self.spots and m.head in self.spots}

    @cached_property
    def cards(self) -> dict[int, Card]:
        """The card of each touchpoint; moves to other sections are said on it."""
        onward: dict[int, list[int]] = {}
        for move in self.content.moves:
            if move.tail in self.spots and move.head not in self.spots:
                onward.setdefault(move.tail, []).append(move.head)
        cards = self.content.cards
        return {c: replace(cards[c], onward=tuple(onward[c])) if c in onward else cards[c] for c in self.spots}

    @cached_property
    def groups(self) -> list[str]:
        """The name of the group of channels that begins with a row; "" where none does."""
        subject, names = self.content.subject, []
        before: object = ...
        for row in self.rows:
            medium = medium_of(subject, row.channel)
            begins = row.channel is not None and medium != before
            names.append((subject.word(medium) if medium else subject.say(OTHER_MEDIUM)) if begins else "")
            before = medium
        return names

    @cached_property
    def _zones(self) -> dict[Pair, int]:
        return zone_tracks(list(self.moves), self.spots)

    @cached_property
    def _bundles(self) -> dict[Pair, tuple[object, ...]]:
        looks = {pair: (colour_of(move), mark_of(move)) for pair, move in self.moves.items() if not move.loses}
        return bundles_of(looks, self.spots)

    @cached_property
    def _zone_counts(self) -> list[int]:
        counts = [0] * len(self.rows)
        for (_, head), track in self._zones.items():
            row = self.spots[head].row
            counts[row] = max(counts[row], track + 1)
        return counts

    def label(self, row: Row) -> Cell:
        """Return the name of a channel, with its icon."""
        subject = self.content.subject
        if row.channel is None:
            return (Paragraph(subject.say(NO_CHANNEL), subject.theme.soft, STRONG),)
        name = subject.library.channel_name(row.channel, subject.language)
        icon, accent = subject.channel_icon(row.channel), subject.theme.accent
        return (Paragraph(name, subject.theme.ink, STRONG, icon=icon, icon_colour=accent),)

    def worse(self, row: Row, stage: int) -> Cell:
        """Return what is said above the cards of a channel that is much worse than another one at a stage."""
        said = self.content.worse.get((stage, row.channel), "")
        return (Paragraph(said, BAD, MINOR, icon=MARK_ICONS["low"]),) if said and row.cells[stage] else ()

    def stage_name(self, stage: int) -> Cell:
        """Return the name of a stage."""
        subject = self.content.subject
        place = subject.columns[self.content.stages[stage][0]]
        return (Paragraph(called(place.stage, subject.language), subject.theme.ink, STRONG),)

    def passages(self, body: float) -> list[float]:
        """Return the widths of the corridors in ems: as wide as the lines need that run beside each other there, with cards of usual width."""
        width = (GUTTER + len(self.stages) * (_USUAL_CORRIDOR + _USUAL_CARD)) * body
        plan = self.plan(width, body, [_USUAL_CORRIDOR] * len(self.stages))
        starts = list(accumulate(plan.heights, initial=0.0))
        ports, zones = self.ports(plan, starts, 0.0), self._zone_heights(plan, starts)
        bent = [pair for pair in self.moves if not is_straight(self.spots[pair[0]], self.spots[pair[1]])]
        led = [(pair, part) for pair in bent for part in uprights(pair, self.spots, ports, zones.get(pair))]
        parts, shared = [part for _, part in led], [self._bundles.get(pair) for pair, _ in led]
        most = [0] * len(self.stages)
        for part, track in zip(parts, upright_tracks(parts, _APART * body, shared), strict=True):
            most[part.column] = max(most[part.column], track)
        return [_BESIDE + _MARGIN + min(track, _MOST_TRACKS) * _TRACK for track in most]

    def plan(self, width: float, body: float, passages: Sequence[float]) -> Plan:
        """Lay the section out."""
        room = width - (GUTTER + sum(passages)) * body
        card = max(min(room / len(self.stages), _WIDEST_CARD * body), body)
        starts = accumulate((passage * body + card for passage in passages), initial=GUTTER * body)
        lefts = [start + passage * body for start, passage in zip(starts, passages, strict=False)]
        content = self.content
        slot = slot_beside(content.subject, card, body, content.longest_name, noted=bool(content.notes))
        tops: dict[int, float] = {}
        tall = {column: drawn.height(card, body, slot) for column, drawn in self.cards.items()}
        heads, heights = [], []
        for r, row in enumerate(self.rows):
            head = ((GROUP if self.groups[r] else 0) + _ABOVE + _TRACK * self._zone_counts[r]) * body
            least = cell_height(self.label(row), LABEL * body, body) + _MEAN * body
            for stage in self.stages:
                worse = self.worse(row, stage)
                top = cell_height(worse, card, body) + 0.35 * body if worse else 0.0
                for column in row.cells[stage]:
                    tops[column] = top
                    top += tall[column] + _STACK * body
                least = max(least, top - _STACK * body)
            heads.append(head)
            heights.append(head + least + BELOW * body)
        names = max(cell_height(self.stage_name(stage), card - STAGE_INSIDE * body, body) for stage in self.stages)
        rooms = [(passage - _BESIDE - _LEAST_MARGIN) * body for passage in passages]
        return Plan(body, card, slot, lefts, rooms, tops, tall, heads, heights, names + 0.7 * body)

    def ports(self, plan: Plan, starts: Sequence[float], left: float) -> dict[int, Port]:
        """Return where lines reach and leave the cards of a plan whose rows begin at `starts`."""
        ports = {}
        for column, (at, row, _) in self.spots.items():
            top = starts[row] + plan.heads[row] + plan.tops[column]
            x = left + plan.lefts[at]
            enters = top + self.cards[column].enters * plan.body
            leaves = top + plan.tall[column] - _LEAVES * plan.body
            ports[column] = Port(x, x + plan.card, enters, leaves, enters + DOT / 2 * plan.body)
        return ports

    def _zone_heights(self, plan: Plan, starts: Sequence[float]) -> dict[Pair, float]:
        """Return the heights at which lines run above rows."""
        heights = {}
        for pair, track in self._zones.items():
            row = self.spots[pair[1]].row
            heights[pair] = starts[row] + plan.heads[row] - (0.8 * _ABOVE + _TRACK * track) * plan.body
        return heights

    def routes(self, plan: Plan, starts: Sequence[float], left: float) -> list[Route]:
        """Lead the lines of a plan whose rows begin at `starts`."""
        corridors = [
            Corridor(left + card - _BESIDE * plan.body, room, _TRACK * plan.body)
            for card, room in zip(plan.lefts, plan.rooms, strict=True)
        ]
        ports, zones = self.ports(plan, starts, left), self._zone_heights(plan, starts)
        return routes(list(self.moves), self.spots, ports, corridors, zones, _APART * plan.body, self._bundles)

    def split(self, plan: Plan, room: float) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
        """Return the rows that fit into `room` points and the rows that are left; the first may be cut between cards."""
        used, fitting = plan.head, 0
        while fitting < len(self.rows) - 1 and used + plan.heights[fitting] <= room:
            used += plan.heights[fitting]
            fitting += 1
        if fitting:
            return self.rows[:fitting], self.rows[fitting:]
        row, inside = self.rows[0], room - plan.head - plan.heads[0] - BELOW * plan.body
        first = tuple(tuple(c for c in cell if plan.tops[c] + plan.tall[c] <= inside) for cell in row.cells)
        rest = tuple(tuple(c for c in cell if c not in kept) for cell, kept in zip(row.cells, first, strict=True))
        below = (row._replace(cells=rest), *self.rows[1:]) if any(rest) else self.rows[1:]
        return ((row._replace(cells=first),) if any(first) else ()), below
