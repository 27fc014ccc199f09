"""Small symmetric matrices, as lists of rows: what correlations of some dozen questions need, without a numerical library."""

from __future__ import annotations

from math import copysign, sqrt
from typing import NamedTuple

Matrix = list[list[float]]
_SWEEPS = 60
_CLOSE = 1e-22
LEAST_EIGENVALUE = 0.01
"""A matrix of correlations is made to have none below this."""


class Eigen(NamedTuple):
    """Eigenvalues, from the least to the greatest, and the eigenvectors in the rows of a matrix."""

    values: list[float]
    vectors: Matrix


def eigen(matrix: Matrix) -> Eigen:
    """Return the eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's rotations (Golub and Van Loan 2013, 8.5)."""
    size = len(matrix)
    a = [row[:] for row in matrix]
    vectors = [[float(i == j) for j in range(size)] for i in range(size)]
    whole = sum(value * value for row in a for value in row)
    for _ in range(_SWEEPS):
        if sum(a[i][j] ** 2 for i in range(size) for j in range(i)) <= _CLOSE * whole:
            break
        for i in range(size):
            for j in range(i + 1, size):
                if a[i][j] != 0:
                    _rotate(a, vectors, i, j)
    order = sorted(range(size), key=lambda place: a[place][place])
    return Eigen([a[place][place] for place in order], [vectors[place] for place in order])


def _rotate(a: Matrix, vectors: Matrix, i: int, j: int) -> None:
    """Turn two axes so that nothing is left between them."""
    half = (a[j][j] - a[i][i]) / (2 * a[i][j])
    tangent = copysign(1.0, half) / (abs(half) + sqrt(half * half + 1))
    cosine = 1 / sqrt(tangent * tangent + 1)
    sine = tangent * cosine
    p, q, shared = a[i][i], a[j][j], a[i][j]
    upper, lower = a[i], a[j]
    a[i] = first = [cosine * x - sine * y for x, y in zip(upper, lower, strict=True)]
    a[j] = second = [sine * x + cosine * y for x, y in zip(upper, lower, strict=True)]
    for row, x, y in zip(a, first, second, strict=True):
        row[i], row[j] = x, y
    first[i], second[j] = p - tangent * shared, q + tangent * shared
    first[j] = second[i] = 0.0
    upper, lower = vectors[i], vectors[j]
    vectors[i] = [cosine * x - sine * y for x, y in zip(upper, lower, strict=True)]
    vectors[j] = [sine * x + cosine * y for x, y in zip(upper, lower, strict=True)]


class Definite(NamedTuple):
    """A matrix of correlations that is one, and by how much, 0 to 1, it had to be shrunk towards no correlation at all."""

    matrix: Matrix
    shrinkage: float


def definite(matrix: Matrix, least: float = LEAST_EIGENVALUE) -> Definite:
    """Return a matrix of correlations whose eigenvalues are at least `least`, 0 to 1.

    Correlations that were each counted over other rows need not be those of any data; nor have very similar questions an
    inverse. All of them are then shrunk by the least share that mends it: (1 − α) R + α I (Higham, Strabić and Šego 2016,
    "Restoring definiteness via shrinking").
    """
    lowest = eigen(matrix).values[0]
    if lowest >= least:
        return Definite(matrix, 0.0)
    shrinkage = (least - lowest) / (1 - lowest)
    shrunk = [
        [1.0 if i == j else (1 - shrinkage) * value for j, value in enumerate(row)] for i, row in enumerate(matrix)
    ]
    return Definite(shrunk, shrinkage)
