"""Figures of a curve: average, peak, low and end, the swing from stage to stage, the dramatic turns.

All on the scale from −2 to +2. A mean is the arithmetic one of the scores that are known; how many these are is part
of the figure. What is not known is left out, never counted as zero.
"""

from __future__ import annotations

from itertools import pairwise
from math import copysign, floor
from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.subject import once

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.curve.drawing import Feeling
    from cxmap.render.subject import Subject

DRAMATIC = 1.5
"""A turn of this many steps of the scale, of which there are four, is told of."""


class Average(NamedTuple):
    """A mean of the `known` scores of the touchpoints that are `passed`; None where none is known."""

    mean: float | None
    known: int
    passed: int


class High(NamedTuple):
    """A score and its column."""

    column: int
    score: float


class Turn(NamedTuple):
    """A change of feeling from one touchpoint to the next: the columns of both, and the difference of their scores."""

    tail: int
    head: int
    change: float


class Swing(NamedTuple):
    """A change from one stage to the next: the number of the first, and the difference of the averages."""

    stage: int
    change: float


def average_of(feelings: Iterable[Feeling]) -> Average:
    """Return the mean of the known scores."""
    passed = [feeling for feeling in feelings if feeling.passes]
    known = [feeling.score for feeling in passed if feeling.score is not None]
    return Average(sum(known) / len(known) if known else None, len(known), len(passed))


def peak_of(feelings: Sequence[Feeling]) -> High | None:
    """Return the highest score; the first of several; None where no score is known."""
    return max(_known(feelings), key=lambda high: high.score, default=None)


def low_of(feelings: Sequence[Feeling]) -> High | None:
    """Return the lowest score; the first of several; None where no score is known."""
    return min(_known(feelings), key=lambda high: high.score, default=None)


def lows_of(feelings: Sequence[Feeling]) -> list[High]:
    """Return the lowest score at every touchpoint that has it; none where no score is known."""
    low = low_of(feelings)
    return [High(column, low.score) for column in columns_at(feelings, low.score)] if low is not None else []


def columns_at(feelings: Sequence[Feeling], score: float) -> list[int]:
    """Return the columns of the touchpoints that have a score."""
    return [high.column for high in _known(feelings) if high.score == score]


def end_of(feelings: Sequence[Feeling]) -> High | None:
    """Return the score of the last touchpoint that is passed; None where it is not known."""
    passed = [column for column, feeling in enumerate(feelings) if feeling.passes]
    if not passed:
        return None
    score = feelings[passed[-1]].score
    return None if score is None else High(passed[-1], score)


def _known(feelings: Sequence[Feeling]) -> list[High]:
    return [High(column, feeling.score) for column, feeling in enumerate(feelings) if feeling.score is not None]


def swings_of(averages: Sequence[Average]) -> list[Swing]:
    """Return the differences of the averages of each stage and the next; none where one of them is not known.

    A stage that is not passed at all is left out: the swing is that to the next stage which is.
    """
    passed = [(number, average) for number, average in enumerate(averages) if average.passed]
    return [
        Swing(number, after.mean - before.mean)
        for (number, before), (_, after) in pairwise(passed)
        if before.mean is not None and after.mean is not None
    ]


def largest_swing(averages: Sequence[Average]) -> Swing | None:
    """Return the swing that is largest either way; the first of several; None where there is none but of zero."""
    swings = [swing for swing in swings_of(averages) if swing.change]
    return max(swings, key=lambda swing: abs(swing.change), default=None)


def turns_of(feelings: Sequence[Feeling]) -> list[Turn]:
    """Return the changes from each touchpoint that is passed to the next, where both scores are known."""
    passed = [(column, feeling.score) for column, feeling in enumerate(feelings) if feeling.passes]
    return [
        Turn(tail, head, after - before)
        for (tail, before), (head, after) in pairwise(passed)
        if before is not None and after is not None
    ]


def dramatic_turns(feelings: Sequence[Feeling]) -> list[Turn]:
    """Return the turns of at least `DRAMATIC` steps, the largest first, and of equal ones the first."""
    turns = [turn for turn in turns_of(feelings) if abs(turn.change) >= DRAMATIC]
    return sorted(turns, key=lambda turn: (-abs(turn.change), turn.head))


def tenths(value: float) -> float:
    """Round to a tenth, a half away from zero: what people do by hand, so that printed figures add up for them."""
    return copysign(floor(abs(value) * 10 + 0.5 + 1e-9) / 10, value)


@once
def score_said(subject: Subject, score: float) -> str:
    """Write a score from −2 to +2 as the map's own scale has it: `+1.5`, `−2`, `0`, `4.2`; to one decimal at most."""
    scale = subject.journey.scale
    if scale is None:
        return subject.signed(tenths(score))
    return f"{tenths(scale.min + (score + 2) / 4 * (scale.max - scale.min)):g}".replace("-", "−")


def mean_said(subject: Subject, mean: float) -> str:
    """Write a mean of scores as the map's own scale has it, always with one decimal: `+1.0`, `−0.3`, `4.2`."""
    scale = subject.journey.scale
    if scale is None:
        return _signed(mean)
    return f"{tenths(scale.min + (mean + 2) / 4 * (scale.max - scale.min)):.1f}".replace("-", "−")


def swing_said(subject: Subject, change: float) -> str:
    """Write a difference of means in steps of the map's own scale, with its sign and one decimal."""
    scale = subject.journey.scale
    return _signed(change * (1 if scale is None else (scale.max - scale.min) / 4))


def steps_said(subject: Subject, steps: float) -> str:
    """Write a distance in steps of the map's own scale, without a sign."""
    return change_said(subject, steps).removeprefix("+")


def _signed(value: float) -> str:
    rounded = tenths(value)
    return f"{rounded:+.1f}".replace("-", "−") if rounded else "0.0"


def change_said(subject: Subject, change: float) -> str:
    """Write a difference of scores in steps of the map's own scale, with its sign."""
    scale = subject.journey.scale
    factor = 1 if scale is None else (scale.max - scale.min) / 4
    return subject.signed(tenths(change * factor))
