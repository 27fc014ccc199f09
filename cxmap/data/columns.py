"""Which columns a source names, and whether they are there."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from cxmap.diagnostics import CxmapError
from cxmap.language import Words, listed
from cxmap.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from cxmap.data.engine import Table
    from cxmap.model.data import Source

_SHOWN = 20


def columns_of(source: Source) -> list[str]:
    """Return the columns that a source names."""
    return [*(value for value in vars(source.columns).values() if isinstance(value, str)), *rated_of(source)]


def rated_of(source: Source) -> list[str]:
    """Return the columns of a wide survey that hold answers: one a touchpoint, then that on the whole journey."""
    wide, overall = getattr(source, "wide", {}), getattr(source, "overall", None)
    return [*wide.values(), *([overall.score] if overall is not None else [])]


def told_apart(heads: Sequence[str], wanted: Collection[str], file: str) -> list[str]:
    """Return names for the columns of a file that differ in more than capital letters, as an engine needs them.

    A head is the name of its column; of equal ones, and of those that differ in capitals alone, the one of `wanted` keeps its
    name, or else the first, and the others get a number: `s`, `s_1`.

    Raises:
        CxmapError: one that is wanted is there twice, or two that are wanted differ in capitals alone.
    """
    alike: dict[str, list[str]] = {}
    for head in heads:
        alike.setdefault(head.lower(), []).append(head)
    if len(alike) == len(heads):
        return list(heads)
    kept = {}
    for low, same in alike.items():
        asked = [head for head in same if head in wanted]
        if len(asked) > 1:
            raise _cannot_be_told_apart(asked[0], asked[1], file)
        kept[low] = asked[0] if asked else same[0]
    taken, found = set(alike), []
    for head in heads:
        low = head.lower()
        if kept.get(low) == head:
            del kept[low]
            found.append(head)
            continue
        number = next(number for number in count(1) if f"{low}_{number}" not in taken)
        taken.add(f"{low}_{number}")
        found.append(f"{head}_{number}")
    return found


def _cannot_be_told_apart(one: str, other: str, file: str) -> CxmapError:
    if one == other:
        said = Words(f"{file} has two columns {one!r}", f"{file} 有两列都叫 {one!r}")
    else:
        said = Words(
            f"{file}: the columns {one!r} and {other!r} differ in capital letters alone",
            f"{file}：列 {one!r} 与 {other!r} 只有大小写不同",
        )
    return CxmapError(said, Words("rename one of them in the file", "请在文件中给其中一列改名"))


def check_columns(source: Source, columns: Iterable[str], table: Table) -> None:
    """Say which columns are missing.

    Raises:
        CxmapError: one of `columns`, which the source names, is not in the table.
    """
    for name in columns:
        if name not in table.kinds:
            from cxmap.personal_data import masked

            near = closest(name, list(table.kinds))
            # Of a file without heads these are somebody's row.
            there = [masked(head) for head in list(table.kinds)[:_SHOWN]]
            raise CxmapError(
                Words(
                    f"data `{source.id}`: {table.name} has no column {name!r}",
                    f"数据 `{source.id}`：{table.name} 没有列 {name!r}",
                ),
                Words(f"did you mean {near!r}?", f"是否想写 {near!r}？")
                if near
                else Words(f"its columns: {listed(there, 'en')}", f"现有的列：{listed(there, 'zh')}"),
            )
