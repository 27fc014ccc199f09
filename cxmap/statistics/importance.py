"""How much of what moves one answer is due to each of several others, which go together among themselves."""

from __future__ import annotations

from math import comb, sqrt
from typing import TYPE_CHECKING, NamedTuple

from cxmap.statistics.distributions import incomplete_beta, student_quantile
from cxmap.statistics.intervals import CONFIDENCE, Interval
from cxmap.statistics.linear import eigen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.statistics.linear import Matrix

MOST_FOR_SHAPLEY = 12
"""Up to so many, importance is computed exactly: all 2ᵏ regressions."""


def importance(matrix: Matrix) -> list[float]:
    """Return the parts of R² that are due to each variable; they add up to R².

    `matrix` holds the correlations, positive definite, of all variables, then of what they explain in its last row.
    Up to twelve variables have Shapley values of R² (see `shapley`), more have relative weights (see `relative_weights`).
    """
    return shapley(matrix) if len(matrix) - 1 <= MOST_FOR_SHAPLEY else relative_weights(matrix)


def shapley(matrix: Matrix) -> list[float]:
    """Return how much R² rises when a variable joins a regression, averaged over all orders in which they may join.

    Lindeman, Merenda and Gold (1980); Shapley values of R² (Lipovetsky and Conklin 2001; Grömping 2007, "lmg").
    """
    count = len(matrix) - 1
    within = [1 / (count * comb(count - 1, size - 1)) for size in range(1, count + 1)]
    without = [1 / (count * comb(count - 1, size)) for size in range(count)] + [0.0]
    parts = [0.0] * count
    common = 0.0

    def grow(chosen: tuple[int, ...], explained: float, left: Matrix, first: int) -> None:
        """Let each variable from `first` on join those chosen; `left` is what those do not explain."""
        nonlocal common
        for place in range(len(left) - 1):
            pivot = left[place][place]
            joined = (*chosen, first + place)
            r2 = explained + left[place][-1] ** 2 / pivot
            gain = (within[len(joined) - 1] + without[len(joined)]) * r2
            for member in joined:
                parts[member] += gain
            common += without[len(joined)] * r2
            if place < len(left) - 2:
                row = left[place][place + 1 :]
                rest = [
                    [value - each[place] / pivot * shared for value, shared in zip(each[place + 1 :], row, strict=True)]
                    for each in left[place + 1 :]
                ]
                grow(joined, r2, rest, first + place + 1)

    grow((), 0.0, matrix, 0)
    return [part - common for part in parts]


def relative_weights(matrix: Matrix) -> list[float]:
    """Return the parts of R² by way of the uncorrelated variables that are closest to the given ones (Johnson 2000).

    Nearly those of `shapley`, in the time of one regression.
    """
    count = len(matrix) - 1
    found = eigen([row[:count] for row in matrix[:count]])
    roots = [sqrt(value) for value in found.values]
    closest = [
        [sum(v[i] * root * v[j] for v, root in zip(found.vectors, roots, strict=True)) for j in range(count)]
        for i in range(count)
    ]
    along = [
        sum(a * b for a, b in zip(v, matrix[-1], strict=False)) / root
        for v, root in zip(found.vectors, roots, strict=True)
    ]
    squared = [sum(v[i] * part for v, part in zip(found.vectors, along, strict=True)) ** 2 for i in range(count)]
    return [sum(x * x * b for x, b in zip(row, squared, strict=True)) for row in closest]


def explains_nothing(r2: float, n: int, variables: int) -> float:
    """Return how likely an R² as large is by chance, by the F test of a regression; `n` is how many rows it rests on."""
    if n <= variables + 1:
        return 1.0
    return incomplete_beta(1 - min(max(r2, 0.0), 1.0), (n - variables - 1) / 2, variables / 2)


class Jackknifed(NamedTuple):
    """A value, and the ends of its interval."""

    value: float
    interval: Interval


def jackknife(value: float, without: Sequence[float], confidence: float = CONFIDENCE) -> Jackknifed:
    """Return the interval of a value, by those that were computed with one of several groups left out.

    The delete-a-group jackknife (Kott 2001): groups of about one size, Student's quantile with one degree of freedom less
    than there are groups.

    Raises:
        ValueError: there are fewer than two groups.
    """
    groups = len(without)
    if groups < 2:
        raise ValueError("a jackknife needs two groups")
    error = sqrt((groups - 1) / groups * sum((each - value) ** 2 for each in without))
    half = student_quantile((1 + confidence) / 2, groups - 1) * error
    return Jackknifed(value, Interval(value - half, value + half))
