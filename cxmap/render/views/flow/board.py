"""Where the touchpoints stand: a lane for each channel, columns in the order of the journey, alternatives in one column."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.marks.icons import CHANNEL_ICONS
from cxmap.render.views.flow.labels import LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.marks.icons import Icon
    from cxmap.render.subject import Subject
    from cxmap.render.views.flow.graph import Flow, Stop

GROUPS = ("online", "offline", "either", "no-channel")
"""Groups of lanes, from top to bottom; their words are labels."""
MOST_IN_COLUMN = 4
"""More alternatives go on in the next column."""
_MOST_ROWS = 3  # of one lane in one column; a journey without channels has one lane only


class Lane(NamedTuple):
    """A channel, or what has none; `group` is one of `GROUPS`."""

    channel: str | None
    name: str
    icon: Icon
    group: str


class Spot(NamedTuple):
    """The place of a stop: its column, the number of its lane, and its row in that lane."""

    column: int
    lane: int
    row: int


class Board(NamedTuple):
    """Lanes from top to bottom, the spot of each stop, the stops in each column, and the stage of each column."""

    lanes: tuple[Lane, ...]
    spots: tuple[Spot, ...]
    columns: tuple[tuple[int, ...], ...]
    stages: tuple[int, ...]


def board_of(subject: Subject, flow: Flow, most: int = MOST_IN_COLUMN) -> Board:
    """Place all stops, at most so many in a column.

    Within a stage a touchpoint stands one column after those that lead to it; so the alternatives behind a branch stand
    under each other. A stage begins where the one before it has ended.
    """
    lanes = _lanes(subject, flow)
    lane_of = {lane.channel: number for number, lane in enumerate(lanes)}
    spots: list[Spot] = []
    columns: list[list[int]] = []
    stages: list[int] = []
    taken: set[Spot] = set()
    begins = 0
    before = _before(flow)
    for stop in flow.stops:
        if not stages or stages[-1] != stop.stage:
            begins = len(columns)
        tails = [spots[tail] for tail in before[stop.index] if flow.stops[tail].stage == stop.stage]
        column = max([begins, *(spot.column + 1 for spot in tails)])
        lane = lane_of[stop.touchpoint.channel]
        rows = [spot.row for spot in tails if spot.lane == lane]
        spot = _free(taken, columns, Spot(column, lane, rows[0] if rows else 0), most)
        while len(columns) <= spot.column:
            columns.append([])
            stages.append(stop.stage)
        spots.append(spot)
        taken.add(spot)
        columns[spot.column].append(stop.index)
    return Board(lanes, tuple(spots), tuple(map(tuple, columns)), tuple(stages))


def _before(flow: Flow) -> dict[int, list[int]]:
    """Return the stops that lead forwards to each stop."""
    found: dict[int, list[int]] = {stop.index: [] for stop in flow.stops}
    for way in flow.ways:
        if not way.is_back:
            found[way.head].append(way.tail)
    return found


def _free(taken: set[Spot], columns: Sequence[Sequence[int]], wanted: Spot, most: int) -> Spot:
    """Return the wanted spot, or the next that is free: another row of the lane, then a later column."""
    column = wanted.column
    while True:
        if column >= len(columns) or len(columns[column]) < most:
            for row in (wanted.row, *(row for row in range(_MOST_ROWS) if row != wanted.row)):
                spot = Spot(column, wanted.lane, row)
                if spot not in taken:
                    return spot
        column += 1


def _lanes(subject: Subject, flow: Flow) -> tuple[Lane, ...]:
    """Return the lanes: online above offline, within these so that the ways between them are short."""
    lanes: dict[str | None, Lane] = {}
    for stop in flow.stops:
        channel = stop.touchpoint.channel
        if channel not in lanes:
            lanes[channel] = _lane(subject, channel)
    order = sorted(lanes, key=lambda channel: GROUPS.index(lanes[channel].group))
    return tuple(lanes[channel] for channel in _shortened(flow, order, lanes))


def _lane(subject: Subject, channel: str | None) -> Lane:
    if channel is None:
        return Lane(None, subject.say(LABELS["no-channel"]), CHANNEL_ICONS["other"], "no-channel")
    medium = subject.library.channel_medium(channel) or "either"
    return Lane(channel, subject.library.channel_name(channel, subject.language), subject.channel_icon(channel), medium)


def _shortened(flow: Flow, order: list[str | None], lanes: dict[str | None, Lane]) -> list[str | None]:
    """Swap neighbours of one group for as long as that makes the ways shorter, counted in lanes."""
    links: dict[tuple[str | None, str | None], int] = {}
    for way in flow.ways:
        pair = (_channel(flow.stops[way.tail]), _channel(flow.stops[way.head]))
        links[pair] = links.get(pair, 0) + 1

    def length(order: Sequence[str | None]) -> int:
        place = {channel: number for number, channel in enumerate(order)}
        return sum(count * abs(place[a] - place[b]) for (a, b), count in links.items())

    shortest, improved = length(order), True
    while improved:
        improved = False
        for number in range(len(order) - 1):
            one, other = order[number : number + 2]
            if lanes[one].group != lanes[other].group:
                continue
            swapped = [*order[:number], other, one, *order[number + 2 :]]
            if (found := length(swapped)) < shortest:
                order, shortest, improved = swapped, found, True
    return order


def _channel(stop: Stop) -> str | None:
    return stop.touchpoint.channel
