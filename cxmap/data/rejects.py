"""What was not taken: rows are counted with the reason, some of what they said is kept, and all of it can be handed over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxmap.data.engine import name_of
from cxmap.data.lookup import DIMENSIONS
from cxmap.data.moments import SINCE_1970
from cxmap.diagnostics import CxmapError
from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxmap.data.engine import DuckDB, Table
    from cxmap.model.data import Source

    Reject = Callable[[Sequence[str | None]], object]

MORE_CELLS_REASON = "more-cells"
"""Why a row is not taken that has more cells than there are heads. What it said is then not told, but in which lines."""
_SINCE_1970 = re.compile(r"\s*-?\d{9,16}(\.\d+)?\s*")
REASONS = {
    MORE_CELLS_REASON: "line",
    "score-is-no-number": "score",
    "score-off-scale": "score",
    "unreadable-date": "time",
    "unreadable-closing-date": "closed",
    "closed-before-opened": "closed",
    "reopened-not-understood": "reopened",
    **{f"unknown-{dimension}": dimension for dimension in DIMENSIONS},
}
"""Why a row is not taken, in the order in which it is told; and which of the things that a row says is then the sample."""
_SAID = ("time", *DIMENSIONS, "score", "closed", "reopened")
REJECTED = ("source", "file", "reason", "rows", *_SAID, "line")
"""What is told of rows that were not taken: where they were, why, how many said the same, and what."""
_SAMPLE = 5


class Rejected(NamedTuple):
    """Rows that were not taken: why, how many, and some of what they said instead."""

    reason: str
    rows: int
    samples: tuple[str, ...]


class Rejects:
    """The rows of a source that were not taken. They are handed to `reject`, if there is one, as values of `REJECTED`."""

    def __init__(self, source: str, reject: Reject | None = None) -> None:
        self._source = source
        self._reject = reject
        self._rows: dict[str, int] = {}
        self._samples: dict[str, list[str]] = {}

    def take(self, engine: DuckDB, counted: str, table: Table, answers: int = 1) -> None:
        """Add those of a local table, which has columns `reason`, NULL where a row is taken, `n`, and what rows said.

        It was counted of `table`, each row of which has so many `answers`.
        """
        rows = name_of(counted)
        for reason, n in engine.rows(f"SELECT reason, sum(n)::BIGINT FROM {rows} GROUP BY 1"):  # noqa: S608
            if reason in REASONS:
                self._rows[reason] = self._rows.get(reason, 0) + n
                if reason == MORE_CELLS_REASON:
                    self._take_lines(table, answers)
                else:
                    self._sample(engine, rows, reason)
        if self._reject is not None:
            there = engine.kinds(rows)
            said = (f"{each}_said" if f"{each}_said" in there else "NULL" for each in _SAID)
            known = ", ".join(f"'{reason}'" for reason in REASONS if reason != MORE_CELLS_REASON)
            statement = (
                f"SELECT reason, n::VARCHAR, {', '.join(said)} FROM {rows} WHERE reason IN ({known}) ORDER BY ALL"  # noqa: S608
            )
            for row in engine.stream(statement):
                self._reject((self._source, table.name, *row, None))

    def _take_lines(self, table: Table, answers: int) -> None:
        samples = self._samples.setdefault(MORE_CELLS_REASON, [])
        for line in table.lines() if table.lines is not None else ():
            if len(samples) < _SAMPLE:
                samples.append(str(line))
            elif self._reject is None:
                return
            if self._reject is not None:
                self._reject(
                    (self._source, table.name, MORE_CELLS_REASON, str(answers), *(None for _ in _SAID), str(line))
                )

    def _sample(self, engine: DuckDB, rows: str, reason: str) -> None:
        column = f"{REASONS[reason]}_said"
        statement = f"SELECT DISTINCT {column} FROM {rows} WHERE reason = ? ORDER BY 1 LIMIT {_SAMPLE}"  # noqa: S608
        samples = self._samples.setdefault(reason, [])
        samples += [said for (said,) in engine.rows(statement, [reason]) if said is not None and said not in samples]

    def told(self) -> list[Rejected]:
        """Return why rows were not taken, how many, and some of what they said, without what may name a person."""
        return [
            Rejected(reason, self._rows[reason], shown(reason, self._samples[reason][:_SAMPLE]))
            for reason in REASONS
            if reason in self._rows
        ]


def shown(reason: str, samples: Sequence[str]) -> tuple[str, ...]:
    """Return samples as they may be shown wherever a command is run: what may name a person is masked.

    What is handed over as rejected stays whole.
    """
    if not samples or reason == MORE_CELLS_REASON:
        return tuple(samples)
    from cxmap.personal_data import sample

    is_time = REASONS.get(reason) in ("time", "closed")
    return tuple(dict.fromkeys(sample(each, is_time=is_time) for each in samples))


def check_dates(source: Source, column: str | None, what: Words, rejected: Sequence[Rejected], *, taken: bool) -> None:
    """Say where nothing of a source was `taken`, most of it since its dates, in a `column`, cannot be read. `what` are its rows.

    Raises:
        CxmapError: that is so.
    """
    worst = max(rejected, key=lambda one: one.rows, default=None)
    if taken or column is None or worst is None or worst.reason != "unreadable-date":
        return
    raise CxmapError(
        Words(f"data `{source.id}`: no {what.en} can be read", f"数据 `{source.id}`：没有可读取的{what.zh}"),
        unread_times(worst.samples, column, source.time_format),
    )


def unread_times(samples: Sequence[str], column: str, time_format: str | None) -> Words:
    """Return how to mend that no time can be read, by some of those in a column."""
    said = ", ".join(repr(sample) for sample in samples if sample)
    if not said:
        return Words(f"column {column!r} is empty", f"列 {column!r} 是空的")
    if time_format:
        return Words(
            f"times such as {said} are not written as `time_format` says: {time_format}",
            f"时间写作 {said}，与 `time_format` 不符：{time_format}",
        )
    if all(_SINCE_1970.fullmatch(sample) for sample in samples if sample):
        return Words(
            f"times such as {said}: if they count from 1970 on, write `time_format: {SINCE_1970}`",
            f"时间写作 {said}：若为 1970 年以来的秒数，请写 `time_format: {SINCE_1970}`",
        )
    return Words(
        f"times such as {said}: name their `time_format`, such as %d.%m.%Y",
        f"时间写作 {said}：请注明 `time_format`，如 %d.%m.%Y",
    )
