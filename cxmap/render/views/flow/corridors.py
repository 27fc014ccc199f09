"""Leads lines through the corridors between cards, so that none ever meets a card.

Cards stand in rows and columns. Between the columns run upright corridors, between the rows level ones, and lines may
run along a row where its places are empty. Each line takes one level corridor at most; in a corridor every line has a
track of its own, but for those that end at one card and look the same: they join. Tracks are put in an order in which
few lines cross, and are shared by lines that do not meet (channel routing by the left-edge method, Hashimoto and
Stevens, 1971).

Heights are not known yet when tracks are given, since they depend on how many there are. So a height is written as a
`Level`: the number of a corridor or a row, counted together from the top, and ems from there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

LEFT, RIGHT = 0, 1
_BEND, _ROW, _CROWD = 1.5, 6.0, 1.6  # what a bend, a row of height, and a line beside one cost
_CLOSE = 0.7  # ems: what is closer than this cannot be told apart
_OVERLAP = 12.0  # what it costs to lay a line over another, in crossings
_EM = 0.01  # of a level; no card is taller than a hundred

Level = float


class Place(NamedTuple):
    """The row and the column of a card."""

    row: int
    column: int


class Net(NamedTuple):
    """A line from the right of one card to the left of another, `leaves` and `enters` ems below their tops.

    Nets of one `family` that end at one card may join.
    """

    start: Place
    goal: Place
    leaves: float
    enters: float
    family: str

    @property
    def bundle(self) -> tuple[Place, float, str]:
        """What it shares with the nets that it may join."""
        return self.goal, self.enters, self.family


@dataclass(slots=True)
class Run:
    """A straight piece of a line, or of several that join, in a corridor; its ends by level or by column.

    `ends` are what is joined to it: where along it, and from which side (left or above, right or below).
    """

    low: float
    high: float
    ends: list[tuple[float, int]]
    track: int = 0

    def add(self, other: Run) -> None:
        """Take in a run that joins."""
        self.low, self.high = min(self.low, other.low), max(self.high, other.high)
        self.ends += other.ends


@dataclass(slots=True)
class Trail:
    """The runs of one net: upright behind its start, level, upright before its goal; None where it goes straight on."""

    first: Run | None = None
    level: Run | None = None
    last: Run | None = None
    gutter: int = -1  # of the level run; -1 where it runs along a row or there is none


@dataclass
class Corridors:
    """The corridors among `rows` and `columns` of places, of which some hold cards, and the nets led through them."""

    rows: int
    columns: int
    taken: frozenset[Place]
    nets: Sequence[Net]
    trails: list[Trail] = field(init=False)
    upright: list[int] = field(init=False)
    level: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.trails = [Trail() for _ in self.nets]
        self._on_row: dict[Place, list[tuple[float, Net]]] = {}
        self._crowd = [[0] * (self.columns + 1) for _ in range(self.rows + 1)]
        order = sorted(range(len(self.nets)), key=lambda i: (abs(self._length(self.nets[i])), i))
        choices = {index: self._choose(self.nets[index]) for index in order}
        self.level = self._give_level_tracks(choices)
        self.upright = self._give_upright_tracks(choices)

    @staticmethod
    def _length(net: Net) -> int:
        return net.goal.column - net.start.column - 1

    # --- which level corridor

    def _choose(self, net: Net) -> tuple[str, int]:
        """Return how a net runs: `next` to the column behind, along the row of its `start` or `goal`, or in a gutter."""
        (row, column), (goal_row, goal_column) = net.start, net.goal
        if goal_column == column + 1:
            return "next", -1
        between = range(column + 1, goal_column)
        away = abs(goal_row - row)
        choices: list[tuple[float, int, str, int]] = []
        if between:
            straight = row == goal_row and net.leaves == net.enters
            if self._is_free(net, row, between, net.leaves):
                choices.append((away * _ROW + (0 if straight else 2 * _BEND), 0, "start", row))
            if self._is_free(net, goal_row, between, net.enters):
                choices.append((away * _ROW + 2 * _BEND, 1, "goal", goal_row))
        reach = between or range(goal_column, column + 1)
        for gutter in range(self.rows + 1):
            up_to = abs(gutter - row - 0.5) + abs(gutter - goal_row - 0.5)
            crowd = max(self._crowd[gutter][x] for x in reach)
            choices.append((up_to * _ROW + 4 * _BEND + crowd * _CROWD, 2, "gutter", gutter))
        _, _, kind, where = min(choices)
        if kind == "gutter":
            for x in reach:
                self._crowd[where][x] += 1
        else:
            y = net.leaves if kind == "start" else net.enters
            for x in between:
                self._on_row.setdefault(Place(where, x), []).append((y, net))
        return kind, where

    def _is_free(self, net: Net, row: int, between: range, y: float) -> bool:
        """Whether a net may run along a row: there is no card, and no other line as close."""
        for x in between:
            place = Place(row, x)
            if place in self.taken:
                return False
            for other_y, other in self._on_row.get(place, ()):
                if abs(other_y - y) < _CLOSE and other.bundle != net.bundle:
                    return False
        return True

    # --- tracks

    def _give_level_tracks(self, choices: dict[int, tuple[str, int]]) -> list[int]:
        """Give each net in a gutter its track; return how many tracks each gutter has."""
        gutters: list[dict[object, Run]] = [{} for _ in range(self.rows + 1)]
        for index, (kind, gutter) in choices.items():
            if kind != "gutter":
                continue
            net = self.nets[index]
            tail_x, head_x = net.start.column + 1, net.goal.column
            ends = [(float(x), LEFT if row < gutter else RIGHT)
                    for x, row in ((tail_x, net.start.row), (head_x, net.goal.row))]  # fmt: skip
            run = Run(min(tail_x, head_x), max(tail_x, head_x), ends)
            key = (net.bundle, tail_x > head_x)
            trail = self.trails[index]
            trail.gutter = gutter
            trail.level = _joined(gutters[gutter], key, run)
        return [_give_tracks(list(runs.values()), 0.0) for runs in gutters]

    def _give_upright_tracks(self, choices: dict[int, tuple[str, int]]) -> list[int]:
        """Give each net its tracks between columns; return how many tracks each corridor has."""
        corridors: list[dict[object, Run]] = [{} for _ in range(self.columns + 1)]
        for index in sorted(choices):
            kind, _ = choices[index]
            net, trail = self.nets[index], self.trails[index]
            leaves, enters = level_of(net.start.row, net.leaves), level_of(net.goal.row, net.enters)
            behind, before = net.start.column + 1, net.goal.column
            if kind == "gutter":
                assert trail.level is not None
                along = 2 * trail.gutter + (trail.level.track + 1) * _EM
                is_back = before < behind
                trail.first = _upright(leaves, LEFT, along, LEFT if is_back else RIGHT)
                corridors[behind][index] = trail.first
                last = _upright(along, RIGHT if is_back else LEFT, enters, RIGHT)
                trail.last = _joined(corridors[before], net.bundle, last)
            elif leaves != enters:
                run = _upright(leaves, LEFT, enters, RIGHT)
                if kind == "goal":
                    trail.first = _joined(corridors[behind], net.bundle, run)
                else:
                    trail.last = _joined(corridors[before], net.bundle, run)
        return [_give_tracks(list(runs.values()), _CLOSE * _EM) for runs in corridors]


def level_of(row: int, ems: float) -> Level:
    """Return the level of what is some ems below the tops of the cards in a row."""
    return 2 * row + 1 + ems * _EM


def _upright(start: Level, start_side: int, goal: Level, goal_side: int) -> Run:
    return Run(min(start, goal), max(start, goal), [(start, start_side), (goal, goal_side)])


def _joined(runs: dict[object, Run], key: object, run: Run) -> Run:
    """Return the run that has the key, with this one joined to it."""
    if key not in runs:
        runs[key] = run
    elif runs[key] is not run:
        runs[key].add(run)
    return runs[key]


def _give_tracks(runs: list[Run], close: float) -> int:
    """Give runs tracks, from 0, in an order in which few cross; runs that do not meet share one. Return how many."""
    ordered = _ordered(runs, lambda one, other: _crossings(one, other, close))
    for number, run in enumerate(ordered):
        run.track = max(
            (
                other.track + 1
                for other in ordered[:number]
                if other.low <= run.high + close and run.low <= other.high + close
            ),
            default=0,
        )
    return max((run.track for run in runs), default=-1) + 1


def _crossings(one: Run, other: Run, close: float) -> float:
    """Return how often the joints of two runs cross them if `one` lies to the left of, or above, `other`."""
    count = 0.0
    for at, side in other.ends:
        if side == LEFT and one.low < at < one.high:
            count += 1
    for at, side in one.ends:
        if side == RIGHT:
            if other.low < at < other.high:
                count += 1
            count += sum(_OVERLAP for there, where in other.ends if where == LEFT and abs(there - at) < close)
    return count


def _ordered(runs: list[Run], cost: Callable[[Run, Run], float]) -> list[Run]:
    """Order runs so that what it costs that one lies before another is small in all: each is moved to its best place."""
    count = len(runs)
    if count < 2:
        return runs
    gains = [[cost(b, a) - cost(a, b) if a is not b else 0.0 for b in runs] for a in runs]
    order = list(range(count))
    improved, rounds = True, 0
    while improved and rounds < count:
        improved, rounds = False, rounds + 1
        for item in range(count):
            place = order.index(item)
            rest = order[:place] + order[place + 1 :]
            # `gains[a][b]` is what is saved by putting a before b rather than behind it.
            saved, best, best_place = 0.0, 0.0, place
            for step in range(place - 1, -1, -1):
                saved += gains[item][rest[step]]
                if saved > best + 1e-9:
                    best, best_place = saved, step
            saved = 0.0
            for step in range(place, count - 1):
                saved += gains[rest[step]][item]
                if saved > best + 1e-9:
                    best, best_place = saved, step + 1
            if best_place != place:
                order = [*rest[:best_place], item, *rest[best_place:]]
                improved = True
    return [runs[number] for number in order]
