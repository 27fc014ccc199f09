"""The order of a draft's touchpoints, and how they fall into stages.

Main steps, to which many cases come, stand by the median of where in their cases they stand. A side step, to which few
come, stands behind the step that most often comes right before it, and in its stage: where in a case a detour stands
says more of how long this case is than of where it belongs.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from cxmap.discoveries import MAIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cxmap.discoveries import Step, Transition

    Pairs = Mapping[tuple[str, str], int]

FEWEST, MOST = 3, 6
"""Stages of a draft; fewer where the main steps have fewer positions."""
_EXPLAINED = 0.9
"""The share of the spread of positions that lies between stages, from which on more stages say little more."""
_GRAIN = 1000
"""Positions that differ by less than one of so many parts are the same: it bounds the work, whatever the log."""


def in_stages(steps: Sequence[Step], transitions: Iterable[Transition], cases: int) -> list[list[Step]]:
    """Put steps in order and divide them into stages.

    Main steps are divided where the gaps between their positions matter most: so that the least spread of positions is
    left within stages, each step counting as often as cases come to it (Fisher, On Grouping for Maximum Homogeneity, 1958;
    as maps are shaded by Jenks' natural breaks). There are three to six stages: the fewest between which nine tenths of
    the spread lie. Steps at one position stay together; side steps go with what they stand behind.
    """
    if not steps:
        return []
    pairs = {(each.before, each.after): each.n for each in transitions}
    main = [step for step in steps if step.cases >= MAIN * cases]
    if len(main) < FEWEST:
        main = list(steps)
    behind = _side_steps(steps, main, pairs)
    return [[each for step in stage for each in _with_side_steps(step, behind)] for stage in _divided(main, pairs)]


def _side_steps(steps: Iterable[Step], main: list[Step], pairs: Pairs) -> dict[str, list[Step]]:
    """Return what stands right behind each step; a side step that nothing placed comes before joins `main`.

    The commoner are placed first, so that each stands behind a step that is commoner than itself.
    """
    behind: dict[str, list[Step]] = {step.event: [] for step in main}
    arriving: dict[str, list[tuple[int, str]]] = {}
    for (before, after), n in pairs.items():
        arriving.setdefault(after, []).append((-n, before))
    for step in sorted(steps, key=lambda step: (-step.cases, _place(step), step.event)):
        if step.event in behind:
            continue
        known = [each for each in arriving.get(step.event, ()) if each[1] in behind]
        if known:
            _put(step, behind[min(known)[1]], pairs)
        else:
            main.append(step)
        behind[step.event] = []
    return behind


def _with_side_steps(step: Step, behind: Mapping[str, Sequence[Step]]) -> list[Step]:
    """Return a step and all that stand behind it."""
    found, waiting = [], [step]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += reversed(behind[one.event])
    return found


def _put(step: Step, others: list[Step], pairs: Pairs) -> None:
    """Put a step before the first that it comes right before more often than right after, behind all that it is after."""
    leads = [pairs.get((step.event, each.event), 0) - pairs.get((each.event, step.event), 0) for each in others]
    least = max((at + 1 for at, lead in enumerate(leads) if lead < 0), default=0)
    others.insert(next((at for at in range(least, len(others)) if leads[at] > 0), len(others)), step)


def _divided(main: Iterable[Step], pairs: Pairs) -> list[list[Step]]:
    """Return main steps in order, stage by stage."""
    places: list[list[Step]] = []
    for _, equals in groupby(sorted(main, key=lambda step: (_place(step), -step.cases, step.event)), key=_place):
        tied: list[Step] = []
        for step in equals:
            _put(step, tied, pairs)
        places.append(tied)
    values = [_place(equals[0]) / _GRAIN for equals in places]
    starts = _breaks(len(places), _spread(values, [float(sum(step.cases for step in equals)) for equals in places]))
    return [
        [step for equals in places[start:end] for step in equals]
        for start, end in zip(starts, [*starts[1:], len(places)], strict=True)
    ]


def _place(step: Step) -> int:
    return round(step.position * _GRAIN)


def _breaks(count: int, within: Callable[[int, int], float]) -> list[int]:
    """Return the indexes at which groups of `count` rising values begin; `within` is the spread from one to another."""
    best = [within(0, end) for end in range(count + 1)]
    whole = best[count]
    cuts: list[list[int]] = []
    for groups in range(2, min(MOST, count) + 1):
        row, cut = [0.0] * (count + 1), [0] * (count + 1)
        for end in range(groups, count + 1):
            row[end], cut[end] = min((best[at] + within(at, end), at) for at in range(groups - 1, end))
        best = row
        cuts.append(cut)
        if groups >= FEWEST and best[count] <= (1 - _EXPLAINED) * whole:
            break
    starts, end = [], count
    for cut in reversed(cuts):
        end = cut[end]
        starts.append(end)
    return [0, *reversed(starts)]


def _spread(values: Sequence[float], weights: Sequence[float]) -> Callable[[int, int], float]:
    """Return a function for the weighted sum of squares about the mean of a run of values, by running totals."""
    totals = [(0.0, 0.0, 0.0)]
    for value, weight in zip(values, weights, strict=True):
        w, wx, wxx = totals[-1]
        totals.append((w + weight, wx + weight * value, wxx + weight * value * value))

    def within(start: int, end: int) -> float:
        (w, wx, wxx), (w0, wx0, wxx0) = totals[end], totals[start]
        weight = w - w0
        return max(wxx - wxx0 - (wx - wx0) ** 2 / weight, 0.0) if weight else 0.0

    return within
