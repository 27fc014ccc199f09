"""Distribution functions against scipy."""

from __future__ import annotations

from math import isclose

import pytest
from scipy import special, stats

from cxmap.statistics.distributions import (
    chi_square_above,
    chi_square_quantile,
    incomplete_beta,
    normal_two_sided,
    student_quantile,
    student_two_sided,
)


@pytest.mark.parametrize("df", [1, 2, 3, 5, 10, 30, 100, 5000, 2.5])
@pytest.mark.parametrize("t", [0.0, 1e-6, 0.3, 1.0, 2.1, -2.1, 7.0, 40.0])
def test_student(t: float, df: float) -> None:
    assert isclose(student_two_sided(t, df), 2 * stats.t.sf(abs(t), df), rel_tol=1e-9, abs_tol=1e-14)


@pytest.mark.parametrize("df", [1, 2, 4, 10, 30, 999, 1000, 1e5, 1e7])
@pytest.mark.parametrize("p", [0.001, 0.025, 0.3, 0.5, 0.9, 0.975, 0.9995])
def test_student_quantiles(p: float, df: float) -> None:
    assert isclose(student_quantile(p, df), stats.t.ppf(p, df), rel_tol=1e-9, abs_tol=1e-12)


@pytest.mark.parametrize("df", [1, 2, 2.5, 4, 10, 30, 100, 500, 998, 1000, 5e4, 1e7])
@pytest.mark.parametrize("p", [0.0005, 0.025, 0.3, 0.5, 0.9, 0.975, 0.9995])
def test_chi_square_quantiles(p: float, df: float) -> None:
    assert isclose(chi_square_quantile(p, df), stats.chi2.ppf(p, df), rel_tol=2e-9)


@pytest.mark.parametrize("p", [0.0, 1.0, -1.0])
def test_a_quantile_has_a_probability(p: float) -> None:
    for quantile in (student_quantile, chi_square_quantile):
        with pytest.raises(ValueError, match="between 0 and 1"):
            quantile(p, 5)


@pytest.mark.parametrize("df", [1, 2, 3, 5, 20, 200])
@pytest.mark.parametrize("x", [-1.0, 0.0, 0.01, 0.5, 2.0, 5.0, 30.0, 150.0, 400.0])
def test_chi_square(x: float, df: float) -> None:
    assert isclose(chi_square_above(x, df), stats.chi2.sf(x, df), rel_tol=1e-8, abs_tol=1e-14)


@pytest.mark.parametrize("z", [0.0, 0.5, -1.96, 4.0])
def test_normal(z: float) -> None:
    assert isclose(normal_two_sided(z), 2 * stats.norm.sf(abs(z)), rel_tol=1e-9)


@pytest.mark.parametrize(("a", "b"), [(0.5, 0.5), (1, 3), (5, 2), (40, 60), (300, 0.5)])
@pytest.mark.parametrize("x", [0.0, 0.01, 0.4, 0.77, 0.999, 1.0])
def test_incomplete_beta(x: float, a: float, b: float) -> None:
    assert isclose(incomplete_beta(x, a, b), special.betainc(a, b, x), rel_tol=1e-9, abs_tol=1e-14)
