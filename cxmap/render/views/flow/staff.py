"""A staff: some columns of the flow with the lanes that are used there, as a score has staves. Lengths in ems."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.scene import Box, Group, Item, Label, Line, Mark
from cxmap.render.text.paragraphs import ASCENT, LEADING, SMALL, one_line, wrapped
from cxmap.render.views.flow.cards import PORT, Card, plain_colour
from cxmap.render.views.flow.corridors import Corridors, Net, Place
from cxmap.render.views.flow.heads import Head, head_of
from cxmap.render.views.flow.labels import LABELS
from cxmap.render.views.flow.lines import draw_bead, draw_loops, draw_way, without_shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxmap.render.subject import Subject
    from cxmap.render.views.flow.board import Board
    from cxmap.render.views.flow.graph import Flow, Way
    from cxmap.render.views.flow.times import StageTime

_LABELS_WIDTH = 7.8
PITCH = 0.85
"""How far lines beside each other are apart."""
LEAST_CORRIDOR = 1.9
_BEFORE_LINES, _BEFORE_CARD = 0.65, 1.25  # an arrowhead stands before the card
_LEAST_GUTTER, _ABOVE_LINES = 0.9, 0.65
_GROUP = 0.8  # what the name of a group of lanes needs above the cards, beside what stands there
_WIDEST, _TO_CARDS = 17.0, 0.6  # of a card where few stand beside each other, and what it takes of the spare width
_ENTRIES_APART = 0.75


def labels_width(board: Board) -> float:
    """Return the width of the names of the lanes, at the left; none where no touchpoint has a channel."""
    return 0.0 if [lane.group for lane in board.lanes] == ["no-channel"] else _LABELS_WIDTH


class Sources(NamedTuple):
    """What all staves of a flow are drawn from: `names` are those of its stops, `letters` say where ways go on."""

    subject: Subject
    flow: Flow
    names: Sequence[str]
    board: Board
    times: Mapping[int, StageTime]
    longest_waits: frozenset[int]
    letters: Mapping[int, str]


@dataclass(frozen=True)
class Staff:
    """The columns from `first` up to `last`; cards are `card_width` wide."""

    sources: Sources
    first: int
    last: int
    card_width: float

    # --- what stands where

    @cached_property
    def stops(self) -> tuple[int, ...]:
        """The stops on it, in the order of the journey."""
        return tuple(sorted(stop for column in self.sources.board.columns[self.first : self.last] for stop in column))

    @cached_property
    def _rows(self) -> tuple[tuple[int, int], ...]:
        """The lane and the row in it of each row, from the top."""
        spots = self.sources.board.spots
        return tuple(sorted({(spots[stop].lane, spots[stop].row) for stop in self.stops}))

    @cached_property
    def _places(self) -> dict[int, Place]:
        row_of = {row: number for number, row in enumerate(self._rows)}
        spots = self.sources.board.spots
        return {
            stop: Place(row_of[spots[stop].lane, spots[stop].row], spots[stop].column - self.first)
            for stop in self.stops
        }

    @cached_property
    def cards(self) -> dict[int, Card]:
        """The cards by stop."""
        flow, subject, names = self.sources.flow, self.sources.subject, self.sources.names
        here = frozenset(self.stops)
        return {
            stop: Card(
                subject, flow.stops[stop], flow.ways_from(stop), names, here, self.sources.letters, self.card_width,
                stop in self.sources.longest_waits,
            )
            for stop in self.stops
        }  # fmt: skip

    @cached_property
    def _ways(self) -> list[Way]:
        """The ways that lines are drawn for."""
        here = frozenset(self.stops)
        return [way for way in self.sources.flow.ways if way.tail in here and way.head in here]

    @cached_property
    def _corridors(self) -> Corridors:
        return Corridors(len(self._rows), self.last - self.first, frozenset(self._places.values()), self.nets)

    @cached_property
    def nets(self) -> list[Net]:
        """The lines to be led; those of one look enter a card together, others beside them."""
        entries: dict[int, dict[str, list[Way]]] = {}
        for way in self._ways:
            entries.setdefault(way.head, {}).setdefault(_look(way), []).append(way)
        nets = []
        for way in self._ways:
            looks = entries[way.head]
            nets.append(
                Net(self._places[way.tail], self._places[way.head], self.cards[way.tail].ports[way.index],
                    PORT + self._entry(looks, way), _look(way))
            )  # fmt: skip
        return nets

    def _entry(self, looks: Mapping[str, Sequence[Way]], way: Way) -> float:
        """Return how far from the port a way enters: straight ones at the port, those from above it higher."""

        def height(look: str) -> tuple[float, str]:
            rows = [self._places[way.tail].row - self._places[way.head].row for way in looks[look]]
            return sum(rows) / len(rows), look

        order = sorted(looks, key=height)
        middle = min(range(len(order)), key=lambda place: (abs(height(order[place])[0]), place))
        return (order.index(_look(way)) - middle) * _ENTRIES_APART

    # --- sizes

    @cached_property
    def _labels_width(self) -> float:
        return labels_width(self.sources.board)

    @cached_property
    def corridor_widths(self) -> list[float]:
        """The least width before each column, and behind the last."""
        return [
            max(LEAST_CORRIDOR if number else _BEFORE_CARD, _corridor_width(tracks))
            for number, tracks in enumerate(self._corridors.upright)
        ]

    @cached_property
    def width(self) -> float:
        """The least width, with the names of the lanes."""
        return self._labels_width + sum(self.corridor_widths) + (self.last - self.first) * self.card_width

    def widened(self, width: float) -> Staff:
        """Return it with cards as wide as serves on a sheet of some width; they become no taller by it."""
        wider = self.card_width + _TO_CARDS * max(width - self.width, 0.0) / (self.last - self.first)
        return replace(self, card_width=max(self.card_width, round(min(wider, _WIDEST) - 0.05, 1)))

    @cached_property
    def _row_heights(self) -> list[tuple[float, float]]:
        """What stands above the cards of each row, and the cards."""
        heights = [(0.0, 0.0)] * len(self._rows)
        for stop, card in self.cards.items():
            row = self._places[stop].row
            above, tall = heights[row]
            heights[row] = max(above, card.above), max(tall, card.height)
        return [(above, max(tall, self._label_height(row) + PORT)) for row, (above, tall) in enumerate(heights)]

    def _label_height(self, row: int) -> float:
        lane, own = self._rows[row]
        return max(len(self._label_lines(lane)) - 0.5, 0.0) * LEADING if not own else 0.0

    def _label_lines(self, lane: int) -> tuple[str, ...]:
        return (
            wrapped(self.sources.board.lanes[lane].name, _LABELS_WIDTH - 2.4, bold=True) if self._labels_width else ()
        )

    @cached_property
    def _gutter_heights(self) -> list[float]:
        heights = []
        for gutter, tracks in enumerate(self._corridors.level):
            tall = max(_LEAST_GUTTER, 2 * _ABOVE_LINES + (tracks - 1) * PITCH if tracks else 0)
            if self._group_above(gutter):
                tall += max(_GROUP - self._row_heights[gutter][0], 0.0)
            heights.append(tall)
        return heights

    def _group_above(self, row: int) -> str:
        """Return the name of the group that begins with a row; "" where none does or there is only one lane."""
        lanes = self.sources.board.lanes
        if row >= len(self._rows):
            return ""
        group = lanes[self._rows[row][0]].group
        begins = row == 0 or lanes[self._rows[row - 1][0]].group != group
        return group if begins and group != "no-channel" else ""

    @cached_property
    def _heads(self) -> tuple[list[Head], float]:
        """Return the heads of the stages, and how tall they are."""
        board, subject = self.sources.board, self.sources.subject
        heads = []
        for stage, group in groupby(range(self.first, self.last), key=lambda column: board.stages[column]):
            columns = list(group)
            place = self.sources.flow.stops[board.columns[columns[0]][0]].place
            continued = columns[0] > 0 and board.stages[columns[0] - 1] == stage
            width = len(columns) * self.card_width + sum(self._inner_corridors(columns)) + LEAST_CORRIDOR
            first, last = columns[0] - self.first, columns[-1] + 1 - self.first
            time = self.sources.times.get(stage)
            heads.append(head_of(subject, place.stage, stage, time, range(first, last), width, continued=continued))
        return heads, max(head.height for head in heads)

    def _inner_corridors(self, columns: Sequence[int]) -> list[float]:
        start = columns[0] - self.first
        return self.corridor_widths[start + 1 : start + len(columns)]

    @cached_property
    def height(self) -> float:
        """The least height."""
        rows = sum(above + tall for above, tall in self._row_heights)
        return self._heads[1] + 0.3 + rows + sum(self._gutter_heights)

    @property
    def row_count(self) -> int:
        """The number of rows, among which spare height is divided."""
        return len(self._rows)

    # --- drawing

    def boxes(self, box: Box, em: float, spare: float) -> dict[int, Box]:
        """Return where each card stands, by stop, on a staff at the top of `box`, `spare` ems taller than it must be."""
        xs, tops = self._card_lefts(box, em), self._card_tops(box, em, spare)
        return {
            stop: Box(xs[place.column], tops[place.row], self.card_width * em, self.cards[stop].height * em)
            for stop, place in self._places.items()
        }

    def lines(self, box: Box, em: float, spare: float) -> list[tuple[Way, list[tuple[float, float]]]]:
        """Return the ways that lines are drawn for, with the corners of their lines."""
        paths = self._paths(box, self._card_lefts(box, em), self._card_tops(box, em, spare), em)
        return list(zip(self._ways, paths, strict=True))

    def draw(self, box: Box, em: float, spare: float) -> Iterable[Item]:
        """Draw it from the top of `box`, `spare` ems taller than it must be."""
        xs, tops = self._card_lefts(box, em), self._card_tops(box, em, spare)
        yield from self._draw_heads(box, xs, em)
        yield from self._draw_lanes(box, tops, em)
        yield from self._draw_ways(box, xs, tops, em)
        for stop, card in self.cards.items():
            place = self._places[stop]
            yield card.draw(xs[place.column], tops[place.row], em)
        yield from self._draw_beads(xs, tops, em)

    def _card_lefts(self, box: Box, em: float) -> list[float]:
        """Return where the cards of each column begin; corridors take what width is to spare."""
        count = self.last - self.first
        spare = max(box.width / em - self.width, 0.0)
        wider = spare / count
        lefts = []
        x = box.x + self._labels_width * em
        for number, width in enumerate(self.corridor_widths[:-1]):
            x += (width + (wider if number else wider / 2)) * em  # at both ends half as much
            lefts.append(x)
            x += self.card_width * em
        return lefts

    def _card_tops(self, box: Box, em: float, spare: float) -> list[float]:
        """Return where the cards of each row begin."""
        tops = []
        y = box.y + (self._heads[1] + 0.3) * em
        more = spare / len(self._rows) / 2
        for (above, tall), gutter in zip(self._row_heights, self._gutter_heights, strict=False):
            y += (gutter + more + above) * em
            tops.append(y)
            y += (tall + more) * em
        return tops

    def _corridor(self, number: int, xs: Sequence[float], box: Box, em: float) -> tuple[float, float]:
        """Return the left and the right edge of a corridor between columns."""
        width = self.card_width * em
        left = box.x + self._labels_width * em if number == 0 else xs[number - 1] + width
        right = xs[number] if number < len(xs) else left + self.corridor_widths[number] * em
        return left, right

    def _track_x(self, number: int, track: int, xs: Sequence[float], box: Box, em: float) -> float:
        left, right = self._corridor(number, xs, box, em)
        tracks = self._corridors.upright[number]
        room = (right - left) / em - _corridor_width(tracks)
        return left + (_BEFORE_LINES + room / 2 + track * PITCH) * em

    def _track_y(self, gutter: int, track: int, tops: Sequence[float], em: float) -> float:
        heights = self._row_heights
        above = tops[gutter - 1] + heights[gutter - 1][1] * em if gutter else 0.0
        below = tops[gutter] - heights[gutter][0] * em if gutter < len(tops) else 0.0
        tracks = self._corridors.level[gutter]
        wide = (tracks - 1) * PITCH * em
        if gutter == 0:
            return below - _ABOVE_LINES * em - wide + track * PITCH * em
        if gutter == len(tops):
            return above + _ABOVE_LINES * em + track * PITCH * em
        return (above + below - wide) / 2 + track * PITCH * em

    def _draw_heads(self, box: Box, xs: Sequence[float], em: float) -> Iterable[Item]:
        heads, tall = self._heads
        gap = 0.3 * em
        for head in heads:
            left = self._corridor(head.columns.start, xs, box, em)
            right = self._corridor(head.columns.stop, xs, box, em)
            begin = (left[0] + left[1]) / 2 if head.columns.start else left[0]
            end = (right[0] + right[1]) / 2 if head.columns.stop < len(xs) else box.right
            room = Box(begin + gap / 2, box.y, end - begin - gap, tall * em)
            yield head.draw(self.sources.subject, room, em)

    def _draw_lanes(self, box: Box, tops: Sequence[float], em: float) -> Iterable[Item]:
        theme = self.sources.subject.theme
        lanes = self.sources.board.lanes
        for row, (lane, own) in enumerate(self._rows):
            if own:
                continue
            above = tops[row] - self._row_heights[row][0] * em
            before = tops[row - 1] + self._row_heights[row - 1][1] * em if row else above - 2 * em
            edge = above - self._gutter_heights[0] * em if row == 0 else (before + above) / 2
            if group := self._group_above(row):
                if row:
                    yield Line(box.x, edge, box.right, edge, theme.soft, 0.1 * em)
                said = self.sources.subject.say(LABELS[group])
                yield one_line(said, box.x, edge + 1.05 * em, SMALL * em, theme.soft, bold=True)
            elif row:
                yield Line(box.x, edge, box.right, edge, theme.hairline, 0.07 * em)
            if not self._labels_width:
                continue
            top = tops[row] + (PORT - LEADING / 2) * em
            yield Mark(box.x, top + 0.05 * em, 1.3 * em, lanes[lane].icon, theme.accent)
            lines = self._label_lines(lane)
            room = Box(box.x + 1.75 * em, top, (self._labels_width - 1.75) * em, len(lines) * LEADING * em)
            yield Label(room.x, top + ASCENT * em, lines, em, theme.ink, room, LEADING * em, bold=True)

    def _draw_ways(self, box: Box, xs: Sequence[float], tops: Sequence[float], em: float) -> Iterable[Item]:
        paths = self._paths(box, xs, tops, em)
        names = self.sources.names
        bundles: dict[object, list[int]] = {}
        for index, net in enumerate(self.nets):
            bundles.setdefault(net.bundle, []).append(index)
        for indexes in bundles.values():
            for index, (path, has_arrow) in zip(
                indexes, without_shared([paths[index] for index in indexes], em), strict=True
            ):
                way = self._ways[index]
                title = f"{names[way.tail]} → {names[way.head]}"
                only = way.actors[0].id if len(way.actors) == 1 else ""
                yield Group(tuple(draw_way(way, path, em, has_arrow=has_arrow)), title=title, actor=only)
        yield from draw_loops(self._ways, paths, em, self.sources.subject.word("back"))

    def _paths(
        self, box: Box, xs: Sequence[float], tops: Sequence[float], em: float
    ) -> list[list[tuple[float, float]]]:
        """Return the corners of each line, in points."""
        found = []
        width = self.card_width * em
        for net, trail in zip(self.nets, self._corridors.trails, strict=True):
            x, y = xs[net.start.column] + width, tops[net.start.row] + net.leaves * em
            goal = xs[net.goal.column], tops[net.goal.row] + net.enters * em
            path = [(x, y)]
            if trail.first is not None:
                x = self._track_x(net.start.column + 1, trail.first.track, xs, box, em)
                path.append((x, y))
                y = self._track_y(trail.gutter, trail.level.track, tops, em) if trail.level else goal[1]
                path.append((x, y))
            if trail.last is not None:
                x = self._track_x(net.goal.column, trail.last.track, xs, box, em)
                path += [(x, y), (x, goal[1])]
            path.append(goal)
            found.append([path[0], *(point for before, point in pairwise(path) if point != before)])
        return found

    def _draw_beads(self, xs: Sequence[float], tops: Sequence[float], em: float) -> Iterable[Item]:
        """Draw a bead where a line leaves its lane, over the card's edge."""
        for way, net in zip(self._ways, self.nets, strict=True):
            if way.changes_channel:
                x = xs[net.start.column] + self.card_width * em
                yield draw_bead(x, tops[net.start.row] + net.leaves * em, plain_colour(way), em)


def _look(way: Way) -> str:
    return f"{plain_colour(way)} {way.is_back} {way.loses}"


def _corridor_width(tracks: int) -> float:
    return _BEFORE_LINES + (tracks - 1) * PITCH + _BEFORE_CARD if tracks else 0.0
