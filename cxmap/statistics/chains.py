"""What comes next, from how often it came: chains of the first and second order, and how good they are on what came later."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Counts = dict[tuple[str, str, str], int]
"""How often, after one step and at another, a third came next."""
_PRIOR = 5.0
"""So many observations is what is known of a shorter past worth (MacKay and Peto 1995)."""
BINS = 5


@dataclass
class Chain:
    """A Markov chain. What is seldom seen is drawn towards what is known of one step less of the past."""

    order: int
    total: int = 0
    ends: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    at: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    after: dict[tuple[str, str], dict[str, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))

    def learn(self, counts: Mapping[tuple[str, str, str], int]) -> Chain:
        """Add what was counted."""
        for (before, at, following), n in counts.items():
            self.total += n
            self.ends[following] += n
            self.at[at][following] += n
            self.after[before, at][following] += n
        return self

    def chance(self, before: str, at: str, following: str) -> float:
        """Return how likely a step is, 0 to 1; never 0."""
        chance = (self.ends.get(following, 0) + 1) / (self.total + len(self.ends) + 1)
        pasts = [self.at.get(at, {}), self.after.get((before, at), {})]
        for past in pasts[: self.order]:
            chance = (past.get(following, 0) + _PRIOR * chance) / (sum(past.values()) + _PRIOR)
        return chance


class Bin(NamedTuple):
    """Some of what was predicted: how many, how likely it was said to be on average, and how often it was so, 0 to 1."""

    n: int
    predicted: float
    observed: float


class Skill(NamedTuple):
    """How good a chain is: the mean logarithm of what it said of what came (less is better), and Brier's score of leaving."""

    n: int
    log_loss: float
    brier: float


def skill_of(chain: Chain, later: Mapping[tuple[str, str, str], int], end: str) -> Skill:
    """Return how good a chain is on what came later: proper scores (Gneiting and Raftery 2007). `end` is what leaving is."""
    n = sum(later.values())
    lost = sum(-count * log(chain.chance(*step)) for step, count in later.items())
    off = sum(
        count * (chain.chance(before, at, end) - (following == end)) ** 2
        for (before, at, following), count in later.items()
    )
    return Skill(n, lost / n, off / n)


def calibration(chain: Chain, later: Mapping[tuple[str, str, str], int], end: str) -> list[Bin]:
    """Return how often leaving came true where it was said to be so likely, from the least likely fifth to the most."""
    told: dict[float, list[int]] = {}
    for (before, at, following), count in later.items():
        each = told.setdefault(chain.chance(before, at, end), [0, 0])
        each[0] += count
        each[1] += count * (following == end)
    return list(_bins(sorted(told.items()), sum(later.values())))


def _bins(told: list[tuple[float, list[int]]], total: int) -> Iterator[Bin]:
    n, expected, seen, done = 0, 0.0, 0, 0
    for chance, (count, left) in told:
        n, expected, seen, done = n + count, expected + count * chance, seen + left, done + count
        if n >= total / BINS or done == total:
            yield Bin(n, expected / n, seen / n)
            n, expected, seen = 0, 0.0, 0
