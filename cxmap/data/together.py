"""Counts how answers go together: sums over the rows in which two questions were both answered. Whole numbers, nothing else.

From these sums follow the correlations of all questions, and from the same sums over parts of the rows how sure they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from math import floor
from typing import TYPE_CHECKING, Any, NamedTuple

from cxmap.data.dialects import DUCKDB
from cxmap.data.lookup import number, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from cxmap.data.engine import DuckDB, Table

GROUPS = 40
"""Parts that rows are put in, as if by chance, but by what they answer, whatever the order of rows and files."""
_GATHERED = "answers_together"
_FINE = 100
"""Answers are summed in hundredths, so that half points are whole numbers as well."""
_AT_ONCE = 150
"""Pairs of a statement: some engines take no more than 1,600 columns."""
_PRIME, _FACTOR, _ROUNDS = (1 << 31) - 1, 48_271, 3
"""Of a random number generator (Park and Miller, Random number generators, 1988; the factor of 1993): its powers are far apart."""


class Asked(NamedTuple):
    """A question: its column, the lowest and the highest answer, and what is written where there was none."""

    column: str
    low: float
    high: float
    missing: tuple[str, ...]


class Taken(NamedTuple):
    """Which rows are taken, whatever they answer: a condition, "" where there is none, and the texts that may be said.

    `said` has them by the expression of what says them; a row that says nothing is taken as well.
    """

    condition: str
    said: Mapping[str, frozenset[str]]


EVERY = Taken("", {})
"""All rows are taken."""


class Sums(NamedTuple):
    """Over the rows that answer two questions: how many, and the sums of both answers, of squares and of the product."""

    n: int = 0
    x: int = 0
    y: int = 0
    xx: int = 0
    yy: int = 0
    xy: int = 0

    def plus(self, other: Sums) -> Sums:
        """Return the sums over the rows of both."""
        return Sums(*(a + b for a, b in zip(self, other, strict=True)))

    def less(self, other: Sums) -> Sums:
        """Return the sums without those rows."""
        return Sums(*(a - b for a, b in zip(self, other, strict=True)))


@dataclass
class Together:
    """The sums of a survey for each pair of questions, the earlier first, by part of the rows, of which there are `GROUPS`.

    Questions are numbered: those on `touchpoints` in their order, then the one on the whole journey. `overall` is how many
    answered that. `is_readable` is False where a column of a database holds texts, and that has no words to read them as
    numbers (`Dialect.number_of`).
    """

    touchpoints: tuple[str, ...]
    sums: dict[tuple[int, int], dict[int, Sums]] = field(default_factory=dict)
    overall: int = 0
    is_readable: bool = True
    is_gathered: bool = field(default=False, compare=False)


def add_together(local: DuckDB, table: Table, found: Together, asked: Sequence[Asked], taken: Taken = EVERY) -> None:
    """Add the sums of a table to those that are there, or gather its answers for `part_together`; `asked` are the questions as `Together` numbers them.

    `local` is the embedded engine, where answers are gathered. A database is never told which texts are taken: it sums by what rows say, and what is not taken is left out here.

    Raises:
        CxmapError: the engine refuses.
    """
    here = table.engine.dialect is DUCKDB
    reads = here or bool(table.engine.dialect.number_of)
    if not reads and any(table.kinds.get(each.column) != "number" for each in asked):
        found.is_readable = False
        return
    if here:
        _gather(local, table, found, asked, taken)
    else:
        _sum(table.engine.stream, found, asked, taken.said, lambda pairs: _statement(table, asked, pairs, taken))


def part_together(local: DuckDB, found: Together, asked: Sequence[Asked], taken: Taken = EVERY) -> None:
    """Put the rows of all tables that were gathered in parts, and sum these.

    Rows that answer alike are as good as each other. They are dealt to one part after the other, in the order of what they say, where
    some are taken for that (`said` of `taken`); the first is dealt where a number falls that is mixed of the answers.

    Raises:
        CxmapError: the engine refuses.
    """
    if not found.is_gathered:
        return
    ask = local.rows
    answers = ", ".join(f"a{place}" for place in range(len(asked)))
    said = "".join(f", said{place}" for place in range(len(taken.said)))
    counted = f"SELECT {answers}{said}, taken, CAST(sum(n) AS BIGINT) AS n FROM {_GATHERED} GROUP BY ALL"  # noqa: S608
    order = f"PARTITION BY {answers} ORDER BY {_in_order(taken)}, taken ROWS UNBOUNDED PRECEDING"
    before = f"CAST(sum(n) OVER ({order}) AS BIGINT) - n" if said else "0"
    dealt = f"SELECT {answers}, taken, {before} AS dealt, n FROM ({counted})"  # noqa: S608
    rows = f"(SELECT {answers}, dealt + unnest(range(n)) + 1 AS number FROM ({dealt}) WHERE taken)"  # noqa: S608
    # The embedded engine adds floating point three times as fast as whole numbers, and up to 2⁵³ no less exactly.
    shown = ", ".join(f"CAST(a{place} AS DOUBLE) AS a{place}" for place in range(len(asked)))
    ask(f"CREATE OR REPLACE TABLE parted AS SELECT {shown}, {_PART} AS part FROM {_mixed(rows, asked)}")  # noqa: S608
    ask(f"DROP TABLE {_GATHERED}")

    def statement(pairs: Sequence[tuple[int, int]]) -> str:
        return f"SELECT part, count(a{len(asked) - 1}), {_all_sums(pairs)} FROM parted GROUP BY part"  # noqa: S608

    _sum(ask, found, asked, {}, statement)
    ask("DROP TABLE parted")


_PART = f"(mixed{_ROUNDS} + number) % {GROUPS}"


def _mixed(rows: str, asked: Sequence[Asked]) -> str:
    """Return some rows with a number that is mixed of their answers, the same on every engine: it squares, and squares again.

    Nothing grows beyond 63 bits on the way.
    """
    terms = []
    for place, each in enumerate(asked):
        none = floor(_FINE * each.low) - 1
        factor = pow(_FACTOR, place + 1, _PRIME)
        terms.append(f"(coalesce(a{place}, {none}) - {none}) % {_PRIME} * {factor} % {_PRIME}")
    mixed = f"(SELECT answered.*, ({' + '.join(terms)}) % {_PRIME} AS mixed0 FROM {rows} AS answered)"  # noqa: S608
    for turn in range(_ROUNDS):
        square = f"(mixed{turn} * mixed{turn} + 1) % {_PRIME} AS mixed{turn + 1}"
        mixed = f"(SELECT answered.*, {square} FROM {mixed} AS answered)"  # noqa: S608
    return f"{mixed} AS answered"


def _in_order(taken: Taken) -> str:
    """Return the order of what rows say, nothing last, on whichever engine."""
    return ", ".join(
        f"CASE WHEN said{place} IS NULL THEN 1 ELSE 0 END, said{place}" for place in range(len(taken.said))
    )


def _gather(local: DuckDB, table: Table, found: Together, asked: Sequence[Asked], taken: Taken) -> None:
    """Add how often rows of a table give which answers to those that are gathered; of all rows, with whether they are taken."""
    answers = [f"CAST({_answer(table, each)} AS BIGINT) AS a{place}" for place, each in enumerate(asked)]
    texts = [f"{said} AS said{place}" for place, said in enumerate(taken.said)]
    known = [
        f"({said} IS NULL" + (f" OR {said} IN ({', '.join(map(text, sorted(texts_)))})" if texts_ else "") + ")"
        for said, texts_ in taken.said.items()
    ]
    shown = [*answers, *texts, f"{' AND '.join(known) or 'true'} AS taken", "count(*) AS n"]
    where = f" WHERE {taken.condition}" if taken.condition else ""
    rows = f"SELECT {', '.join(shown)} FROM {table.rows} AS written{where} GROUP BY ALL"  # noqa: S608
    columns = [f"a{place}" for place in range(len(asked))]
    heads = [*(f"{column} BIGINT" for column in columns), *(f"said{place} VARCHAR" for place in range(len(texts)))]
    if not found.is_gathered:
        local.rows(f"CREATE OR REPLACE TABLE {_GATHERED} ({', '.join([*heads, 'taken BOOLEAN', 'n BIGINT'])})")
        found.is_gathered = True
    if table.engine is local:
        local.rows(f"INSERT INTO {_GATHERED} {rows}")
    else:
        local.append(_GATHERED, [head.split()[0] for head in heads] + ["taken", "n"], table.engine.stream(rows))


def _sum(
    ask: Callable[[str], Iterable[tuple[Any, ...]]],
    found: Together,
    asked: Sequence[Asked],
    said: Mapping[str, frozenset[str]],
    statement: Callable[[Sequence[tuple[int, int]]], str],
) -> None:
    """Add sums to those that are there, some pairs at a time; what says anything else than is `said` is left out."""
    pairs = list(combinations(range(len(asked)), 2))
    for start in range(0, len(pairs), _AT_ONCE):
        some = pairs[start : start + _AT_ONCE]
        for part, overall, *answer in ask(statement(some)):
            texts, sums = answer[6 * len(some) :], answer[: 6 * len(some)]
            if any(each not in known for each, known in zip(texts, said.values(), strict=False) if each is not None):
                continue
            if start == 0:
                found.overall += int(overall)
            for place, pair in enumerate(some):
                these = Sums(*(int(value or 0) for value in sums[6 * place : 6 * place + 6]))
                parts = found.sums.setdefault(pair, {})
                parts[int(part)] = parts.get(int(part), Sums()).plus(these)


def _statement(table: Table, asked: Sequence[Asked], pairs: Sequence[tuple[int, int]], taken: Taken = EVERY) -> str:
    """Return the statement that sums the rows of a database, by part and by what they say."""
    answers = [f"a{place}" for place in range(len(asked))]
    shown = [f"{_answer(table, each)} AS {name}" for each, name in zip(asked, answers, strict=True)]
    shown += [f"{said} AS said{place}" for place, said in enumerate(taken.said)]
    where = f" WHERE {taken.condition}" if taken.condition else ""
    rows = f"(SELECT {', '.join(shown)} FROM {table.rows} AS written{where})"  # noqa: S608  names are quoted
    number = f"row_number() OVER (PARTITION BY {', '.join(answers)} ORDER BY {_in_order(taken) or answers[0]})"
    numbered = f"(SELECT answered.*, {number} AS number FROM {rows} AS answered)"  # noqa: S608
    said = [f"said{place}" for place in range(len(taken.said))]
    parted = f"SELECT {', '.join([*answers, *said])}, {_PART} AS part FROM {_mixed(numbered, asked)}"  # noqa: S608
    columns = ", ".join(["part", f"count(a{len(asked) - 1})", _all_sums(pairs), *said])
    return f"SELECT {columns} FROM ({parted}) AS parted GROUP BY {', '.join(['part', *said])}"  # noqa: S608


def _all_sums(pairs: Sequence[tuple[int, int]]) -> str:
    return ", ".join(expression for pair in pairs for expression in _sums(*pair))


def _sums(one: int, other: int) -> Iterator[str]:
    """Yield the expressions of `Sums`: what is NULL in one makes a product NULL, and is left out of its sum."""
    x, y = f"a{one}", f"a{other}"
    yield f"count({x} * {y})"
    yield from (f"sum({term})" for term in (f"{x} + 0 * {y}", f"{y} + 0 * {x}", f"{x} * {x} + 0 * {y}"))
    yield from (f"sum({term})" for term in (f"{y} * {y} + 0 * {x}", f"{x} * {y}"))


def _answer(table: Table, asked: Asked) -> str:
    """Return the expression for an answer in hundredths; NULL where there is none, or none on the scale."""
    dialect = table.engine.dialect
    name = dialect.name_of(asked.column)
    if table.kinds.get(asked.column) == "number":
        said = dialect.real(name)
    elif dialect is DUCKDB:
        said = f"try_cast(trim(CAST({name} AS VARCHAR)) AS DOUBLE)"
    else:
        said = dialect.real(dialect.number_of.format(name))
    missing = ", ".join(repr(value) for value in map(number, asked.missing) if value is not None)
    taken = (f"{said} NOT IN ({missing}) AND " if missing else "") + f"{said} BETWEEN {asked.low!r} AND {asked.high!r}"
    # A half is rounded up here: `round` of some engines takes it to what is even.
    hundredths = f"floor({_FINE} * {said} + 0.5)"
    return f"CASE WHEN {taken} THEN {hundredths if dialect is DUCKDB else dialect.whole(hundredths)} END"
