"""What a plain YAML scalar means: the core schema of YAML 1.2 (section 10.3), so that `no` and dates stay text."""

from __future__ import annotations

import re

Scalar = str | int | float | bool | None

_CONSTANTS: dict[str, Scalar] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    ".nan": float("nan"), ".NaN": float("nan"), ".NAN": float("nan"),
    **{sign + word: float("-inf" if sign == "-" else "inf") for sign in ("", "+", "-") for word in (".inf", ".Inf", ".INF")},
}  # fmt: skip
_INTEGER = re.compile(r"[-+]?[0-9]{1,40}")
_OTHER_BASE = re.compile(r"0(?:o[0-7]{1,40}|x[0-9a-fA-F]{1,40})")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,40}|[0-9]{1,40}(?:\.[0-9]{0,40})?)(?:[eE][-+]?[0-9]{1,4})?")
_FIRST = frozenset("0123456789+-.")


def resolve(plain: str) -> Scalar:
    """Return the value of a plain (unquoted) scalar."""
    if plain in _CONSTANTS:
        return _CONSTANTS[plain]
    if plain[0] not in _FIRST:
        return plain
    if _INTEGER.fullmatch(plain):
        return int(plain)
    if _OTHER_BASE.fullmatch(plain):
        return int(plain, 0)
    if _FLOAT.fullmatch(plain):
        return float(plain)
    return plain
