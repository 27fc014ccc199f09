"""Spreads the columns of a journey over several grids: about as many in each, cut between stages where that is near."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cxmap.render.text.widths import advance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.subject import Subject

_UNEVEN = 3  # columns fewer than an even share, at most
_CUT_STAGE = 5.0  # what it costs to cut a stage in two, against columns of unevenness squared


def column_groups(subject: Subject, groups: int, most: int = 0) -> Sequence[tuple[int, int]]:
    """Split the columns into groups, evenly, and at stage boundaries where that is near; return the ends of each.

    No group has more than `most` columns, if that is given.
    """
    return groups_of(tuple([place.path[1] for place in subject.columns]), groups, most)


@lru_cache(maxsize=256)
def groups_of(stages: tuple[object, ...], groups: int, most: int = 0) -> Sequence[tuple[int, int]]:
    """Split columns, each given by its stage, into groups; return the first and the last column of each."""
    count = len(stages)
    ideal = count / groups
    fewest, most = max(1, int(ideal) - _UNEVEN), min(int(ideal) + 2, most or count)
    starts = {column for column in range(count) if column == 0 or stages[column] != stages[column - 1]}
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for _ in range(groups):
        reached: dict[int, tuple[float, int]] = {}
        for start, (cost, _) in best[-1].items():
            for end in range(start + fewest, min(start + most, count) + 1):
                cut = 0.0 if end == count or end in starts else _CUT_STAGE
                total = cost + (end - start - ideal) ** 2 + cut
                if end not in reached or total < reached[end][0]:
                    reached[end] = (total, start)
        best.append(reached)
    bounds, end = [], count
    for level in range(groups, 0, -1):
        start = best[level][end][1]
        bounds.append((start, end - 1))
        end = start
    return tuple(bounds[::-1])


_WORD = re.compile(r"[^\s/‐–—-]+")


def narrowest_column(texts: Iterable[str], around: float, least: float, enough: float) -> float:
    """Return how narrow a column may become, in ems, so that few words have to be broken.

    `around` is what a column has around a text; no column is narrower than `least`, and `enough` is for any text.
    Chinese may break anywhere.
    """
    words = {word for text in texts for word in _WORD.findall(text) if word.isascii()}
    longest = max((advance(word) for word in words), default=0.0)
    return min(max(longest + around, least), enough)
