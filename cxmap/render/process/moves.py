"""What a discovered process is as a graph: its moves, and which of them explain how much of what happened.

Here a move is one step right after another, or the way into a case's first step or out of its last one: what readers are
told are moves, starts and ends. A case of `k` events has `k + 1` of these, and all are as many as events and cases together.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from cxmap.discoveries import told_steps
from cxmap.telling import told_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxmap.discoveries import Discovery, Durations
    from cxmap.telling import Told

START, END = -1, -2
"""Stand for where cases begin and end; every other number is that of a step in `Discovery.steps`."""


_SLOW = 0.25
_DECIDING = 0.1  # moves for each case, from which on they decide on the order of steps


class Move(NamedTuple):
    """From one step to another, `n` times, `switches` of these to another channel; see `Transition`.

    One that was made no time stands for all the ways which are too rare to be named, from the start to a step, or from a step
    to an end.
    """

    before: int
    after: int
    n: int
    switches: int = 0
    durations: Durations | None = None

    @property
    def is_loop(self) -> bool:
        """Whether a step follows itself."""
        return self.before == self.after

    @property
    def stands_for_rare_ways(self) -> bool:
        """Whether it stands for ways that are not named."""
        return not self.n


@dataclass(frozen=True)
class Level:
    """Some of a process: its most frequent moves, and what connects them. Loops come with their steps.

    Every step can be reached from the start, and reaches an end; where only ways do that which are too rare to be named, a
    move stands for these. `explained` of `total` moves are those of the level.
    """

    share: float
    moves: tuple[Move, ...]
    loops: Mapping[int, Move]
    steps: frozenset[int]
    explained: int
    total: int

    @property
    def paths(self) -> int:
        """How many different moves there are, with loops."""
        return sum(not move.stands_for_rare_ways for move in self.moves) + len(self.loops)

    @cached_property
    def pairs(self) -> frozenset[tuple[int, int]]:
        """Its moves without their counts."""
        return frozenset((move.before, move.after) for move in self.moves)


@dataclass(frozen=True)
class Graph:
    """The moves of a discovered process. Steps and moves of fewer than `least` cases are counted, and never named."""

    discovery: Discovery
    least: int = 0

    @cached_property
    def _number(self) -> dict[str, int]:
        """The numbers of the steps by their names."""
        return {step.event: index for index, step in enumerate(self.discovery.steps)}

    @cached_property
    def told(self) -> Told:
        """What of the log may be told."""
        return told_of(self.discovery, self.least)

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """The moves that may be named, but for loops; the most frequent first, of equals in the order of the log's."""
        return self._moves(max(self.least, 1))

    def _moves(self, least: int) -> tuple[Move, ...]:
        steps, number, flows = (
            self.discovery.steps,
            self._number,
            self.told if least > 1 else told_of(self.discovery, 1),
        )
        found = [
            *(Move(START, index, step.starts) for index, step in enumerate(steps) if step.starts and flows.starts(step) is not None),
            *(Move(number[t.before], number[t.after], t.n, t.switches, t.durations)
              for t in flows.transitions if t.before != t.after),
            *(Move(index, END, step.ends) for index, step in enumerate(steps) if step.ends and flows.ends(step) is not None),
        ]  # fmt: skip
        return tuple(sorted(found, key=lambda move: -move.n))

    @cached_property
    def loops(self) -> dict[int, Move]:
        """The loops that may be named, by their steps."""
        return {
            (step := self._number[t.before]): Move(step, step, t.n, t.switches, t.durations)
            for t in self.told.transitions
            if t.before == t.after
        }

    @cached_property
    def named(self) -> frozenset[int]:
        """The steps that may be named."""
        return frozenset(self._number[step.event] for step in told_steps(self.discovery, self.least))

    @property
    def total(self) -> int:
        """How many moves were made."""
        return self.discovery.events + self.discovery.cases

    @cached_property
    def paths(self) -> int:
        """How many different moves there are, with loops and those that are not named."""
        ends = sum(bool(step.starts) + bool(step.ends) for step in self.discovery.steps)
        return len(self.discovery.transitions) + ends

    @property
    def paths_held_back(self) -> int:
        """How many different moves are not named."""
        return self.paths - len(self.moves) - len(self.loops)

    @property
    def steps_held_back(self) -> int:
        """How many steps are not named."""
        return len(self.discovery.steps) - len(self.named)

    def level(self, share: float) -> Level:
        """Return the fewest most frequent moves that are `share` of all, from 0 to 1, and what connects their steps.

        Moves as frequent as each other are all taken or none, so that a level holds all that lower ones do; of a share of
        nothing only the first is taken; of all, or where no move may be named, every step that may be.
        What connects a step that would hang loose is its widest way from the start, or to an end: one whose rarest
        move is as frequent as can be (a maximum-bottleneck path, Pollack 1960).
        """
        kept: dict[tuple[int, int], Move] = {}
        steps: set[int] = set()
        explained, rarest = 0, 0
        for move in self.moves:
            is_enough = explained >= share * self.total - 1e-9 and (move.n < rarest or share <= 0)
            if kept and is_enough:
                break
            kept[move.before, move.after] = move
            explained, rarest = explained + move.n, move.n
            for step in {move.before, move.after} - {START, END} - steps:
                steps.add(step)
                explained += self.loops[step].n if step in self.loops else 0
        every = self.named if share >= 1 or not kept else frozenset()
        self._connect(kept, every)
        steps = {step for pair in kept for step in pair} - {START, END}
        loops = {step: self.loops[step] for step in sorted(steps) if step in self.loops}
        found = sorted(kept.values(), key=lambda move: (-move.n, move.before, move.after))
        explained = sum(move.n for move in (*found, *loops.values()))
        return Level(share, tuple(found), loops, frozenset(steps), explained, self.total)

    def at_least(self, share: float) -> int:
        """Return how many moves the level of a share has at least: a level of a million need not be made to know it."""
        wanted = share * self.total - sum(loop.n for loop in self.loops.values())
        return min(bisect_left(self._sums, wanted - 1e-9) + 1, len(self.moves)) if wanted > 0 else 0

    @cached_property
    def _sums(self) -> list[int]:
        """How often the most frequent move was made, the two most frequent together, and so on."""
        return list(accumulate(move.n for move in self.moves))

    def _connect(self, kept: dict[tuple[int, int], Move], every: frozenset[int]) -> None:
        """Add moves until every step of them, and `every` one of these, is reached from the start, and reaches the end.

        What is added connects nothing but the step that it is added for: else a higher level, in which a step is reached
        by what was added for another, would lack what connects it in a lower one.
        """
        frequent = list(kept)
        steps = {step for pair in frequent for step in pair} - {START, END} | every
        for widest, goal in ((self._widest_in, START), (self._widest_out, END)):
            reached = _reached(frequent, goal)
            for step in sorted(steps - reached):
                at = step
                while at != goal and at not in reached and at in widest:
                    reached.add(at)
                    move = widest[at]
                    kept[move.before, move.after] = move
                    at = move.before if goal == START else move.after

    @cached_property
    def _widest_in(self) -> dict[int, Move]:
        """By step the last move of the widest way from the start."""
        rare = [Move(START, step, 0) for step in self.order if step in self.named]
        return _widest([*self.moves, *rare], START)

    @cached_property
    def _widest_out(self) -> dict[int, Move]:
        """By step the first move of the widest way to an end."""
        rare = [Move(step, END, 0) for step in reversed(self.order) if step in self.named]
        return _widest([*self.moves, *rare], END)

    @cached_property
    def order(self) -> tuple[int, ...]:
        """The steps in the order in which pictures show them, whatever their level.

        That is the order of their median positions in the case, but for what frequent moves say otherwise: of two that
        contradict each other the more frequent decides (ranked pairs, Tideman 1987).
        """
        following: dict[int, set[int]] = {}
        often = _DECIDING * self.discovery.cases
        for move in self._every:
            if move.before < 0 or move.after < 0 or move.n < often:
                continue
            if not _leads(following, move.after, move.before):
                following.setdefault(move.before, set()).add(move.after)
        steps = self.discovery.steps
        open_before = dict.fromkeys(range(len(steps)), 0)
        for after in following.values():
            for step in after:
                open_before[step] += 1
        waiting = [(steps[step].position, step) for step, count in open_before.items() if not count]
        heapify(waiting)
        found = []
        while waiting:
            _, step = heappop(waiting)
            found.append(step)
            for after_it in following.get(step, ()):
                open_before[after_it] -= 1
                if not open_before[after_it]:
                    heappush(waiting, (steps[after_it].position, after_it))
        return tuple(found)

    @cached_property
    def slow(self) -> float | None:
        """From how many seconds on the median of a move is slow; None where nothing is known.

        That is a quarter of the median case, and twice what half of all moves take at most, by their medians.
        """
        durations = self.discovery.durations
        known = sorted((move.durations.p50, move.n) for move in self.moves if move.durations is not None)
        if durations is None or not known:
            return None
        half, usual = sum(n for _, n in known) / 2, 0
        for median, n in known:
            half -= n
            if half <= 0:
                usual = median
                break
        return max(_SLOW * durations.p50, 2 * usual, 1.0)

    @cached_property
    def back(self) -> tuple[Move, ...]:
        """The moves that lead back in the order of steps and may be named, the most frequent first."""
        return self._back(self.moves)

    @cached_property
    def times_back(self) -> int:
        """How often a move led back, of all that were made."""
        return sum(move.n for move in self._back(self._every))

    @cached_property
    def _every(self) -> tuple[Move, ...]:
        """All moves but loops, those too that are not named."""
        return self._moves(1)

    def _back(self, moves: Iterable[Move]) -> tuple[Move, ...]:
        rank = {step: place for place, step in enumerate(self.order)}
        return tuple(
            move for move in moves if move.before >= 0 and move.after >= 0 and rank[move.before] > rank[move.after]
        )


def _leads(following: Mapping[int, Iterable[int]], start: int, goal: int) -> bool:
    """Whether a goal is reached from a start."""
    seen, waiting = {start}, [start]
    while waiting:
        step = waiting.pop()
        if step == goal:
            return True
        fresh = [after for after in following.get(step, ()) if after not in seen]
        seen.update(fresh)
        waiting += fresh
    return False


def _reached(moves: Iterable[tuple[int, int]], origin: int) -> set[int]:
    """Return what is reached along moves: from the start onwards, from the end backwards."""
    following: dict[int, list[int]] = {}
    for before, after in moves:
        first, second = (before, after) if origin == START else (after, before)
        following.setdefault(first, []).append(second)
    reached, waiting = set(), [origin]
    while waiting:
        for step in following.get(waiting.pop(), ()):
            if step not in reached:
                reached.add(step)
                waiting.append(step)
    return reached


def _widest(moves: Sequence[Move], origin: int) -> dict[int, Move]:
    """Return by step the move by which the widest way from `origin` comes to it.

    What is reached grows by its most frequent move to a new step (Prim 1957). No way to a step has a more frequent
    rarest move: as long as a step can be reached by more frequent ones, one of these is taken.
    """
    following: dict[int, list[tuple[int, Move]]] = {}
    for number, move in enumerate(moves):
        following.setdefault(move.before if origin == START else move.after, []).append((number, move))
    found: dict[int, Move] = {}
    waiting = list(following.get(origin, ()))  # by number: the most frequent first
    heapify(waiting)
    while waiting:
        _, move = heappop(waiting)
        step = move.after if origin == START else move.before
        if step >= 0 and step not in found:
            found[step] = move
            for more in following.get(step, ()):
                heappush(waiting, more)
    return found
