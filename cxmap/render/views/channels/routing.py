"""Leads lines between cards: along corridors beside the columns, and along zones above the rows. Lengths in points.

A line leaves a card low and enters another at its number, always from the left. Within a cell it runs straight down.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxmap.render.curve.geometry import Point

Pair = tuple[int, int]
"""The touchpoints that a line leads from and to."""


class Spot(NamedTuple):
    """Where a touchpoint stands: its column, its row, and its place in the cell."""

    column: int
    row: int
    place: int


class Port(NamedTuple):
    """The card of a touchpoint: its left and right edge, and the heights at which lines enter and leave.

    A line that runs straight down leaves `below` the number.
    """

    left: float
    right: float
    enters: float
    leaves: float
    below: float


class Corridor(NamedTuple):
    """Where upright lines run left of a column: the place of the first, and what room the others have left of it.

    Lines are `pitch` apart; where that is too much for the room they stand closer.
    """

    right: float
    room: float
    pitch: float


class Upright(NamedTuple):
    """An upright part of a line, in the corridor before a column."""

    column: int
    start: float
    end: float

    @property
    def low(self) -> float:
        """Its upper end."""
        return min(self.start, self.end)

    @property
    def high(self) -> float:
        """Its lower end."""
        return max(self.start, self.end)


def is_straight(tail: Spot, head: Spot) -> bool:
    """Whether a card stands right below the other."""
    return tail[:2] == head[:2] and head.place == tail.place + 1


def is_far(tail: Spot, head: Spot) -> bool:
    """Whether a line runs above a row: over other columns, or back to an earlier one."""
    return head.column < tail.column or head.column > tail.column + 1


def zone_tracks(pairs: Sequence[Pair], spots: Mapping[int, Spot]) -> dict[Pair, int]:
    """Return the track, counted from the row, of each line that runs above its head's row."""
    tracks: dict[Pair, int] = {}
    taken: dict[int, list[list[tuple[int, int]]]] = {}
    far = [pair for pair in pairs if is_far(spots[pair[0]], spots[pair[1]])]
    for pair in sorted(far, key=lambda pair: (_reach(pair, spots)[1] - _reach(pair, spots)[0], pair)):
        start, end = _reach(pair, spots)
        used = taken.setdefault(spots[pair[1]].row, [])
        free = (t for t, runs in enumerate(used) if all(end < low or start > high for low, high in runs))
        track = next(free, len(used))
        used[track : track + 1] = [[*(used[track] if track < len(used) else ()), (start, end)]]
        tracks[pair] = track
    return tracks


def _reach(pair: Pair, spots: Mapping[int, Spot]) -> tuple[int, int]:
    """Return the first and the last corridor that a line passes above a row."""
    tail, head = spots[pair[0]], spots[pair[1]]
    leaving = tail.column + 1 if head.column > tail.column else tail.column
    return min(leaving, head.column), max(leaving, head.column)


def uprights(pair: Pair, spots: Mapping[int, Spot], ports: Mapping[int, Port], zone: float | None) -> list[Upright]:
    """Return the upright parts of a line; `zone` is the height at which it runs above a row."""
    tail, head = spots[pair[0]], spots[pair[1]]
    leaves, enters = ports[pair[0]].leaves, ports[pair[1]].enters
    if zone is None:
        return [Upright(head.column, leaves, enters)]
    first = tail.column + 1 if head.column > tail.column else tail.column
    return [Upright(first, leaves, zone), Upright(head.column, zone, enters)]


def bundles_of(looks: Mapping[Pair, object], spots: Mapping[int, Spot]) -> dict[Pair, tuple[object, ...]]:
    """Return for lines that look alike what they share an upright with: those that leave, or enter, the same card.

    Each is in the larger of its two bundles; a line by itself is in none, nor one that runs above a row.
    """
    near = [pair for pair in looks if not is_far(spots[pair[0]], spots[pair[1]])]
    near = [pair for pair in near if not is_straight(spots[pair[0]], spots[pair[1]])]

    def keys(pair: Pair) -> tuple[tuple[object, ...], ...]:
        column = spots[pair[1]].column
        return ("in", pair[1], column, looks[pair]), ("out", pair[0], column, looks[pair])

    counts = Counter(key for pair in near for key in keys(pair))
    found = {pair: max(keys(pair), key=lambda key: counts[key]) for pair in near}
    sizes = Counter(found.values())
    return {pair: key for pair, key in found.items() if sizes[key] > 1}


def upright_tracks(parts: Sequence[Upright], apart: float, bundles: Sequence[object] = ()) -> list[int]:
    """Return the track of each upright line, counted from the cards: the shortest nearest to them.

    Those of one of the `bundles`, where they are given, are on one track; None is no bundle.
    """
    together: dict[object, list[int]] = {}
    for index, bundle in enumerate(bundles or [None] * len(parts)):
        together.setdefault(index if bundle is None else bundle, []).append(index)
    spans = [
        Upright(parts[own[0]].column, min(parts[i].low for i in own), max(parts[i].high for i in own))
        for own in together.values()
    ]
    tracks = [0] * len(parts)
    taken: dict[int, list[list[Upright]]] = {}
    for number, own in sorted(
        enumerate(together.values()), key=lambda one: (spans[one[0]].high - spans[one[0]].low, one)
    ):
        span = spans[number]
        used = taken.setdefault(span.column, [])
        low, high = span.low - apart, span.high + apart
        free = (t for t, others in enumerate(used) if all(high < other.low or low > other.high for other in others))
        track = next(free, len(used))
        used[track : track + 1] = [[*(used[track] if track < len(used) else ()), span]]
        for index in own:
            tracks[index] = track
    return tracks


class Route(NamedTuple):
    """A line by its corners, and the upright on which its mark stands: x, and where it starts and ends."""

    pair: Pair
    corners: tuple[Point, ...]
    upright: tuple[float, float, float]

    @property
    def is_straight(self) -> bool:
        """Whether it runs straight down along two cards."""
        return len(self.corners) == 2


def routes(
    pairs: Sequence[Pair],
    spots: Mapping[int, Spot],
    ports: Mapping[int, Port],
    corridors: Sequence[Corridor],
    zones: Mapping[Pair, float],
    apart: float,
    bundles: Mapping[Pair, object] | None = None,
) -> list[Route]:
    """Lead all lines; `zones` are the heights of those that run above a row, `bundles` tell which share an upright."""
    bent = [pair for pair in pairs if not is_straight(spots[pair[0]], spots[pair[1]])]
    parts = [uprights(pair, spots, ports, zones.get(pair)) for pair in bent]
    every = [part for own in parts for part in own]
    shared = bundles or {}
    tracks = upright_tracks(every, apart, [shared.get(p) for p, own in zip(bent, parts, strict=True) for _ in own])
    most = [0] * len(corridors)
    for part, track in zip(every, tracks, strict=True):
        most[part.column] = max(most[part.column], track)
    pitches = [min(c.pitch, c.room / most[at]) if most[at] else 0.0 for at, c in enumerate(corridors)]
    xs = iter([corridors[p.column].right - t * pitches[p.column] for p, t in zip(every, tracks, strict=True)])
    found: dict[Pair, Route] = {}
    for pair, own in zip(bent, parts, strict=True):
        found[pair] = _bent(pair, own, [next(xs) for _ in own], spots, ports)
    for pair in pairs:
        if pair not in found:
            tail, head = ports[pair[0]], ports[pair[1]]
            corners = ((tail.left, tail.below), (head.left, head.enters))
            found[pair] = Route(pair, corners, (tail.left, tail.below, head.enters))
    return [found[pair] for pair in pairs]


def _bent(
    pair: Pair, parts: Sequence[Upright], xs: Sequence[float], spots: Mapping[int, Spot], ports: Mapping[int, Port]
) -> Route:
    tail, head = ports[pair[0]], ports[pair[1]]
    goes_right = spots[pair[1]].column > spots[pair[0]].column
    corners: list[Point] = [(tail.right if goes_right else tail.left, tail.leaves)]
    for part, x in zip(parts, xs, strict=True):
        corners += [(x, part.start), (x, part.end)]
    corners.append((head.left, head.enters))
    return Route(pair, tuple(corners), (xs[0], parts[0].start, parts[0].end))


def clear_height(
    upright: tuple[float, float, float],
    lines: Iterable[tuple[float, float, float]],
    marks: Iterable[Point],
    size: float,
) -> float:
    """Return where on an upright a mark of a size stands clear of level `lines` (y, x1, x2) and of other marks."""
    x, start, end = upright
    levels = [y for y, x1, x2 in lines if x1 - size / 2 < x < x2 + size / 2]
    near = [y for other, y in marks if abs(other - x) < size]
    best, room = (start + end) / 2, -1.0
    for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9):
        y = start + share * (end - start)
        clear = min(min((abs(y - level) / 0.5 for level in levels), default=4 * size), min((abs(y - other) for other in near), default=4 * size))  # fmt: skip
        if clear >= size * 1.1:
            return y
        if clear > room:
            best, room = y, clear
    return best
