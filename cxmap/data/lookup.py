"""Looks up what rows say: which of our things they mean, and in which period they lie. All of it in the embedded engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxmap.data.engine import DuckDB
    from cxmap.model.data import Values

DIMENSIONS = ("touchpoint", "channel", "persona", "segment")
"""What rows are of."""
Period = Literal["month", "quarter", "year"]
_PERIODS: dict[Period, str] = {
    "month": "printf('%04d-%02d', {0} // 12, {0} % 12 + 1)",
    "quarter": "printf('%04d-Q%d', {0} // 12, {0} % 12 // 3 + 1)",
    "year": "printf('%04d', {0} // 12)",
}


def text(value: str) -> str:
    """Write a text as the embedded engine takes it, whatever it holds."""
    return "'" + value.replace("'", "''") + "'"


def number(written: str) -> float | None:
    """Return a number that was written as text; None where it is none, or not finite."""
    try:
        value = float(written)
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None


def is_one_of(said: str, values: Iterable[str]) -> str:
    """Return the condition, of the embedded engine, for a text to be one of some values.

    Two numbers are the same however they are written: a database says `11.00` where a workspace says `11`.
    """
    values = list(values)
    numbers = ", ".join(repr(value) for value in map(number, values) if value is not None)
    same = f" OR coalesce(try_cast({said} AS DOUBLE) IN ({numbers}), false)" if numbers else ""
    return f"({said} IN ({', '.join(map(text, values))}){same})" if values else "false"


def period_name(period: Period, month_number: str) -> str:
    """Return the expression for the name of the period that a month, 12 × year + month − 1, is in: `2026-Q3`."""
    return _PERIODS[period].format(month_number)


def load_names(engine: DuckDB, values: Values | None, names: Mapping[str, Mapping[str, str]]) -> None:
    """Make a table `names of …` for each of `DIMENSIONS`: what things are called, in small letters, and their ids.

    `names` gives our ids by what they may be called; what a source says of its own names counts first.
    """
    for dimension in DIMENSIONS:
        known = {said.strip().casefold(): id_ for said, id_ in names.get(dimension, {}).items()}
        own = getattr(values, dimension) if values is not None else {}
        known.update({said.strip().casefold(): id_ for said, id_ in own.items()})
        engine.fill(f"names of {dimension}", ("said", "id"), sorted(known.items()))
