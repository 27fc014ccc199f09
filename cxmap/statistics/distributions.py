"""Distribution functions: what the standard library's `NormalDist` leaves out. Accurate to about 1e-12."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, exp, floor, lgamma, log, log1p, pi, sqrt
from statistics import NormalDist

NORMAL = NormalDist()
_TINY, _CLOSE = 1e-300, 1e-15
_MOST_TERMS, _MOST_STEPS = 500, 200
_NEWTON, _ENOUGH, _MANY = 12, 4, 1000
_SAME = 1e-7
"""By so much, in logarithms, may likelihoods differ that are taken for equal."""


def normal_two_sided(z: float) -> float:
    """Return how likely a standard normal variable lies at least as far from 0 as `z`."""
    return 2 * NORMAL.cdf(-abs(z))


def incomplete_beta(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function Iₓ(a, b) for 0 ≤ x ≤ 1 and a, b > 0.

    By its continued fraction (NIST Digital Library of Mathematical Functions, 8.17.22), evaluated by Lentz's method.
    """
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(1 - x, b, a)
    front = exp(a * log(x) + b * log(1 - x) - log(a) - (lgamma(a) + lgamma(b) - lgamma(a + b)))
    c, d = 1.0, 1 / _not_zero(1 - (a + b) * x / (a + 1))
    found = d
    for m in range(1, _MOST_TERMS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _not_zero(1 + term * d)
            c = _not_zero(1 + term / c)
            found *= c * d
        if abs(c * d - 1) < _CLOSE:
            break
    return front * found


def binomial_two_sided(k: int, n: int, p: float) -> float:
    """Return how likely a binomial variable is at a value no likelier than `k` is, of `n` trials with 0 < p < 1."""
    most = _log_binomial(k, n, p) + _SAME
    if k < p * n:
        low, high = max(k, ceil(p * n)), n + 1  # the first value above the middle that is as unlikely
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if _log_binomial(middle, n, p) <= most else (middle + 1, high)
        return min(1.0, 1 - _binomial_from(k + 1, n, p) + _binomial_from(low, n, p))
    low, high = -1, min(k, floor(p * n))  # the last one below
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _log_binomial(middle, n, p) <= most else (low, middle - 1)
    return min(1.0, _binomial_from(k, n, p) + 1 - _binomial_from(low + 1, n, p))


def _log_binomial(k: int, n: int, p: float) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(p) + (n - k) * log1p(-p)


def _binomial_from(k: int, n: int, p: float) -> float:
    """Return how likely a binomial variable is at least `k`."""
    return 1.0 if k <= 0 else 0.0 if k > n else incomplete_beta(p, k, n - k + 1)


def _not_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def student_two_sided(t: float, df: float) -> float:
    """Return how likely a variable of Student's distribution with `df` degrees of freedom lies at least as far from 0."""
    near = t * t / (df + t * t)  # of 1: where it is small, 1 − near is not exact enough
    return 1 - incomplete_beta(near, 0.5, df / 2) if near < 0.5 else incomplete_beta(1 - near, df / 2, 0.5)


@lru_cache(maxsize=4096)
def student_quantile(p: float, df: float) -> float:
    """Return the `p` quantile of Student's distribution, 0 < p < 1.

    By Fisher and Cornish's expansion (1960; Abramowitz and Stegun, 26.7.5) where there are so many degrees of freedom that
    what it leaves out, of the order df⁻⁵, is nothing; else from there by Newton's method, with few of them by bisection.

    Raises:
        ValueError: `p` is not between 0 and 1.
    """
    if not 0 < p < 1:
        raise ValueError("a probability lies between 0 and 1")
    if p < 0.5:
        return -student_quantile(1 - p, df)
    z = NORMAL.inv_cdf(p)
    t = z + (z**3 + z) / (4 * df) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * df * df)
    t += (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * df**3)
    if df >= _MANY:
        return t + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * df**4)
    for _ in range(_NEWTON if df >= _ENOUGH else 0):
        step = (student_two_sided(t, df) / 2 - (1 - p)) / _student_density(t, df)
        t += step
        if abs(step) <= 1e-13 * max(1.0, t):
            return t
    return _bisected(p, df)


def _student_density(t: float, df: float) -> float:
    front = lgamma((df + 1) / 2) - lgamma(df / 2) - 0.5 * log(df * pi)
    return exp(front - (df + 1) / 2 * log1p(t * t / df))


def _bisected(p: float, df: float) -> float:
    low, high = 0.0, 1.0
    while student_two_sided(high, df) > 2 * (1 - p):
        low, high = high, 2 * high
    while high - low > 1e-13 * high:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if student_two_sided(middle, df) > 2 * (1 - p) else (low, middle)
    return (low + high) / 2


def chi_square_above(x: float, df: float) -> float:
    """Return how likely a chi-square variable with `df` degrees of freedom exceeds `x`.

    The regularised incomplete gamma function Q(df / 2, x / 2): by its series below df / 2 + 1, else by its continued
    fraction (NIST Digital Library of Mathematical Functions, 8.7.1 and 8.9.2).
    """
    if x <= 0:
        return 1.0
    a, half = df / 2, x / 2
    front = exp(a * log(half) - half - lgamma(a))
    if half < a + 1:
        term = total = 1 / a
        for n in range(1, _MOST_TERMS):
            term *= half / (a + n)
            total += term
            if term < total * _CLOSE:
                break
        return 1 - front * total
    b = half + 1 - a
    c, d = 1 / _TINY, 1 / b
    found = d
    for n in range(1, _MOST_TERMS):
        term, b = -n * (n - a), b + 2
        d = 1 / _not_zero(term * d + b)
        c = _not_zero(b + term / c)
        found *= c * d
        if abs(c * d - 1) < _CLOSE:
            break
    return front * found


def chi_square_quantile(p: float, df: float) -> float:
    """Return the `p` quantile of the chi-square distribution with `df` degrees of freedom, 0 < p < 1.

    By Fisher and Cornish's expansion (Goldberg and Levine 1946), which is exact enough where there are many degrees of
    freedom; else from there by Newton's method, kept within what brackets the quantile.

    Raises:
        ValueError: `p` is not between 0 and 1.
    """
    if not 0 < p < 1:
        raise ValueError("a probability lies between 0 and 1")
    z, root = NORMAL.inv_cdf(p), sqrt(2 * df)
    x = df + z * root + 2 * (z * z - 1) / 3 + (z**3 - 7 * z) / (9 * root) - (6 * z**4 + 14 * z**2 - 32) / (405 * df)
    x += (9 * z**5 + 256 * z**3 - 433 * z) / (4860 * df * root)
    if df >= _MANY:
        return x
    low, high = 0.0, max(x, df, 1.0)
    while chi_square_above(high, df) > 1 - p:
        low, high = high, 2 * high
    x = min(max(x, low), high)
    for _ in range(_MOST_STEPS):
        over = chi_square_above(x, df) - (1 - p)
        low, high = (x, high) if over > 0 else (low, x)
        density = exp((df / 2 - 1) * log(x / 2) - x / 2 - lgamma(df / 2)) / 2 if x > 0 else 0.0
        after = x + over / density if density else high
        if not low < after < high:
            after = (low + high) / 2
        if abs(after - x) <= 1e-13 * x or after in (low, high):
            break
        x = after
    return x
