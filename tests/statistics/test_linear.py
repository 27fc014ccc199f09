"""Eigenvalues against numpy; correlations that are made to be those of some data."""

from __future__ import annotations

import numpy as np
import pytest

from cxmap.statistics.linear import LEAST_EIGENVALUE, definite, eigen


@pytest.mark.parametrize("size", [1, 2, 5, 12, 30])
def test_eigenvalues_are_numpys(size: int) -> None:
    random = np.random.default_rng(size)
    matrix = np.corrcoef((random.normal(size=(200, size)) + random.normal(size=(200, 1))).T).reshape(size, size)
    found = eigen(matrix.tolist())
    assert found.values == pytest.approx(np.linalg.eigvalsh(matrix), abs=1e-10)
    vectors = np.array(found.vectors)
    assert vectors @ matrix @ vectors.T == pytest.approx(np.diag(found.values), abs=1e-10)
    assert vectors @ vectors.T == pytest.approx(np.eye(size), abs=1e-10)


def test_equal_eigenvalues_and_a_diagonal() -> None:
    assert eigen([[3.0, 0.0], [0.0, 1.0]]).values == [1.0, 3.0]
    found = eigen([[1.0, 0.5, 0.5], [0.5, 1.0, 0.5], [0.5, 0.5, 1.0]])
    assert found.values == pytest.approx([0.5, 0.5, 2.0])


def test_correlations_of_no_data_are_mended() -> None:
    """Counted over other rows each, three questions may seem to go together in a way that no data could."""
    impossible = [[1.0, 0.9, -0.9], [0.9, 1.0, 0.9], [-0.9, 0.9, 1.0]]
    found = definite(impossible)
    matrix = np.array(found.matrix)
    assert 0 < found.shrinkage < 1
    assert np.linalg.eigvalsh(matrix)[0] == pytest.approx(LEAST_EIGENVALUE)
    assert np.diag(matrix).tolist() == [1, 1, 1]
    off = ~np.eye(3, dtype=bool)
    assert matrix[off] == pytest.approx((1 - found.shrinkage) * np.array(impossible)[off])


def test_the_same_question_twice_is_mended() -> None:
    assert 0 < definite([[1.0, 1.0], [1.0, 1.0]]).shrinkage < 0.02


def test_what_is_definite_stays() -> None:
    matrix = [[1.0, 0.3], [0.3, 1.0]]
    assert definite(matrix) == (matrix, 0.0)
