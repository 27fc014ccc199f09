"""The two statements that counting takes: an engine counts rows as they were written, the embedded one looks them up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.data.engine import MORE_CELLS, name_of
from cxmap.data.lookup import DIMENSIONS, text, trimmed
from cxmap.data.rejects import MORE_CELLS_REASON

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxmap.data.dialects import Dialect
    from cxmap.data.engine import Table
    from cxmap.model.data import ComplaintSource, FeedbackSource

MISFIT = "misfit"


def misfits(table: Table) -> dict[str, str]:
    """Return the expression that says whether a row has more cells than there are heads, by its name; none where no row can."""
    return {MISFIT: f"CAST({name_of(MORE_CELLS)} AS INTEGER)"} if table.all_rows is not None else {}


def misfit_checks(columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the check of such rows, as `looked_up` takes it, where `columns` tell of them."""
    if MISFIT in columns:
        yield f"{MISFIT} = 1", MORE_CELLS_REASON


def written(dialect: Dialect, rows: str, chosen: Mapping[str, str]) -> str:
    """Return the statement that counts rows as they were written: how many, `n`, have the same in all of `chosen`.

    These are expressions by their names; those called `…_said` come back as text.
    """
    name = dialect.name_of
    # What is counted is of the columns' own types, and becomes text only then: that is twice as fast.
    made = ", ".join(f"{expression} AS {name('raw ' + column)}" for column, expression in chosen.items())
    groups = ", ".join(name(f"raw {column}") for column in chosen)
    shown = ", ".join(
        (dialect.text(name(f"raw {column}")) if column.endswith("_said") else name(f"raw {column}"))
        + f" AS {name(column)}"
        for column in chosen
    )
    return f"SELECT {shown}, count(*) AS n FROM (SELECT {made} FROM {rows} AS told) AS written GROUP BY {groups}"  # noqa: S608


def said_of(source: FeedbackSource | ComplaintSource) -> dict[str, str]:
    """Return the columns that say what a row is of, by dimension."""
    return {name: column for name in DIMENSIONS if (column := getattr(source.columns, name))}


def looked_up(
    columns: Sequence[str],
    given: Mapping[str, str],
    ids: Mapping[str, str],
    shown: Mapping[str, str],
    checks: Sequence[tuple[str, str]],
) -> str:
    """Return the statement, of the embedded engine, that looks up what counted rows say.

    It is of a table `counted` with `columns`: texts, called `…_said`, and whole numbers. Of each of `DIMENSIONS` it tells
    the id: what the column of `given` means, else what `ids` says, "" where nothing does. `shown` are more expressions by
    their names. `checks` are conditions with the reason why a row is then not taken; the first that holds is `reason`.
    """
    reason = "CASE " + " ".join(f"WHEN {check} THEN {text(why)}" for check, why in checks) + " END"
    plain = ", ".join(
        f"{trimmed(column)} AS {column}" if column.endswith("_said") else f"CAST({column} AS BIGINT) AS {column}"
        for column in columns
    )
    known = ", ".join(f"n_{name}.id AS {name}_id" for name in given) or "NULL"
    joins = " ".join(
        f"LEFT JOIN {name_of(f'names of {name}')} AS n_{name} ON lower({name}_said) = n_{name}.said" for name in given
    )
    told = ", ".join(
        f"coalesce({f'{name}_id' if name in given else ids.get(name, chr(39) * 2)}, '') AS {name}"
        for name in DIMENSIONS
    )
    more = "".join(f", {expression} AS {name}" for name, expression in shown.items())
    return (
        f"SELECT *, {reason} AS reason FROM (SELECT *, {told}{more} FROM "  # noqa: S608
        f"(SELECT counted.*, {known} FROM (SELECT {plain} FROM counted) AS counted {joins}))"
    )


def unknown_names(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the checks of names that mean none of ours, as `looked_up` takes them; what is left empty is asked of a touchpoint alone."""
    for name in given:
        empty = "" if name == "touchpoint" else f" AND {name}_said <> ''"
        yield f"{name}_id IS NULL AND {name}_said IS NOT NULL{empty}", f"unknown-{name}"
    if "touchpoint" in given:
        yield "touchpoint_said IS NULL", "unknown-touchpoint"
