"""Looks up what rows say: which of our things they mean, and in which period they lie. All of it in the embedded engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cxmap.data.engine import DuckDB
    from cxmap.model.data import Values

DIMENSIONS = ("touchpoint", "channel", "persona", "segment")
"""What rows are of."""
_NARROW = {0x3000: 0x20} | {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_WIDE = {narrow: wide for wide, narrow in _NARROW.items()}
"""Signs of full width, as a Chinese keyboard writes them, and those of half width that they stand for."""
_ENDS = "\t\n\r"
"""What may stand around a text besides spaces."""
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
    values = [value.strip() for value in values]
    numbers = ", ".join(repr(value) for value in map(number, values) if value is not None)
    same = f" OR coalesce(try_cast({said} AS DOUBLE) IN ({numbers}), false)" if numbers else ""
    return f"({said} IN ({', '.join(map(text, values))}){same})" if values else "false"


def period_name(period: Period, month_number: str) -> str:
    """Return the expression for the name of the period that a month, 12 × year + month − 1, is in: `2026-Q3`."""
    return _PERIODS[period].format(month_number)


def trimmed(expression: str) -> str:
    """Return the expression, of the embedded engine, for a text without blanks around it: tabs, ends of lines, spaces of any width."""
    # To trim by a list takes four times as long as to trim spaces, and few texts need it.
    needed = " OR ".join(f"contains({expression}, {text(end)})" for end in _ENDS)
    blanks = text(f" \u00a0\u3000{_ENDS}")
    return f"CASE WHEN {needed} THEN trim(trim({expression}), {blanks}) ELSE trim({expression}) END"


def spelt(expression: str) -> str:
    """Return the expression, of the embedded engine, for what is looked up in the tables that `load_names` makes."""
    return f"lower({trimmed(expression)})"


def load_names(engine: DuckDB, values: Values | None, names: Mapping[str, Mapping[str, str]]) -> None:
    """Make a table `names of …` for each of `DIMENSIONS`: how things may be spelt, in small letters, and their ids.

    `names` gives our ids by what they may be called; what a source says of its own names counts first. Every text in use is
    spelt in one way, so that looking up a million of them is one join; the few names are there in all their spellings.
    """
    for dimension in DIMENSIONS:
        called = [one for part in called_by(values, names, dimension) for one in part.items()]
        # What something is called, as it is written, counts before what only may be meant.
        told = [(said.strip(), id_) for said, id_ in called]
        told += [(spelling, id_) for said, id_ in told for spelling in _spellings(said)]
        small = engine.rows("SELECT lower(unnest(?::VARCHAR[]))", [[said for said, _ in told]])
        known: dict[str, str] = {}
        for (said,), (_, id_) in zip(small, told, strict=True):
            known.setdefault(said, id_)
        engine.fill(f"names of {dimension}", ("said", "id"), sorted(known.items()))


def _spellings(said: str) -> Iterator[str]:
    """Yield how else a name may be spelt: in capitals or none, its accents apart from its letters or not, in full width or half.

    An engine does not know that the capitals of `ß` are `SS`, that `é` and `e` with an accent behind it are one, nor that `ＡＰＰ`
    is `APP`.
    """
    for form in ("NFC", "NFD"):
        for one in (said, said.casefold(), said.upper(), said.lower()):
            for wide in (one, one.translate(_NARROW), one.translate(_NARROW).translate(_WIDE)):
                yield normalize(form, wide)


def called_by(
    values: Values | None, names: Mapping[str, Mapping[str, str]], dimension: str
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return our ids by what a source says of its own names, which count first, and by what things may be called.

    A touchpoint that its `values` mean and no map has is none, nor is what else is spelt so: rows about it are not taken.
    """
    own: Mapping[str, str] = getattr(values, dimension) if values is not None else {}
    others = names.get(dimension, {})
    there = {*others, *others.values()}
    lost = {spelling_of(said) for said, id_ in own.items() if id_ not in there}
    if dimension != "touchpoint" or not there or not lost:
        return own, others
    return (
        {said: id_ for said, id_ in own.items() if id_ in there},
        {said: id_ for said, id_ in others.items() if spelling_of(said) not in lost},
    )


def spelling_of(said: str) -> str:
    """Return the one spelling of a name, whatever its capital letters, its width and how its accents are written."""
    return normalize("NFC", said.strip().translate(_NARROW).casefold())
