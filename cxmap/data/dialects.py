"""What engines say differently: names, texts, months, seconds since 1970. All else is SQL that each of them understands.

No text is ever put into a statement, only names of columns and tables; what rows say comes back as it was written, and is
looked up here. Whole numbers alone are asked for, since engines agree on these and not on what is rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "number", "time", "other"]
"""What a column holds."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """An engine's own words: `{}` stands for an expression; `quote` is what a name stands in.

    `month_of` counts months from year 0, `epoch_of` whole seconds since 1970, rounded down. `escapes` are what else than
    `quote` must be doubled in a name; `times_are_text` where columns of times have no type of their own. `next_of` is `{0}`
    of the row that follows in the window `{1}`; `joined` puts the texts `{0}` of a group into one, in the order of `{1}`,
    with U+001F between them.
    """

    name: str
    quote: str
    as_text: str
    as_whole: str
    month_of: str
    epoch_of: str
    escapes: str = ""
    times_are_text: bool = False
    next_of: str = "lead({0}) OVER ({1})"
    joined: str = "string_agg({0}, '\x1f' ORDER BY {1})"

    def name_of(self, identifier: str) -> str:
        """Write a name as this engine takes it, whatever it holds."""
        for special in (*self.escapes, self.quote):
            identifier = identifier.replace(special, special * 2)
        return f"{self.quote}{identifier}{self.quote}"

    def text(self, expression: str) -> str:
        """Return an expression as text."""
        return self.as_text.format(expression)

    def whole(self, expression: str) -> str:
        """Return an expression as a whole number of 64 bits."""
        return self.as_whole.format(expression)

    def month(self, moment: str) -> str:
        """Return the number of the month, 12 × year + month − 1, that a moment is in."""
        return self.as_whole.format(self.month_of.format(moment))

    def epoch(self, moment: str) -> str:
        """Return the whole seconds from 1970 on to a moment, in UTC."""
        return self.as_whole.format(self.epoch_of.format(moment))

    def bucket(self, seconds: str) -> str:
        """Return the bucket of a duration: ⌊40 ln(1 + s)⌋, so that a quantile is off by 1.3 % at most; −1 for less than none."""
        return f"CASE WHEN {seconds} < 0 THEN -1 ELSE {self.whole(f'floor(40 * ln(1 + {seconds}))')} END"


_MONTH = "12 * extract(year FROM {0}) + extract(month FROM {0}) - 1"
DUCKDB = Dialect(
    "duckdb", '"', "CAST({} AS VARCHAR)", "CAST({} AS BIGINT)", "12 * year({0}) + month({0}) - 1", "floor(epoch({}))"
)
POSTGRES = Dialect("postgresql", '"', "CAST({} AS text)", "CAST({} AS bigint)", _MONTH, "floor(extract(epoch FROM {}))")
MYSQL = Dialect(
    "mysql", "`", "CAST({} AS CHAR)", "CAST({} AS SIGNED)", _MONTH, "TIMESTAMPDIFF(SECOND, '1970-01-01', {})",
    joined="GROUP_CONCAT({0} ORDER BY {1} SEPARATOR '\x1f')",
)  # fmt: skip
SQLITE = Dialect(
    "sqlite", '"', "CAST({} AS TEXT)", "CAST({} AS INTEGER)",
    "12 * strftime('%Y', {0}) + strftime('%m', {0}) - 1", "strftime('%s', {})", times_are_text=True,
    joined="group_concat({0}, '\x1f' ORDER BY {1})",
)  # fmt: skip
CLICKHOUSE = Dialect(
    "clickhouse", "`", "toString({})", "toInt64({})", "12 * toYear({0}) + toMonth({0}) - 1",
    "dateDiff('second', toDateTime64(0, 0, 'UTC'), {})", escapes="\\",
    next_of="leadInFrame({0}) OVER ({1} ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)",
    joined="arrayStringConcat(arrayMap(one -> one.2, arraySort(groupArray(({1}, {0})))), '\x1f')",
)  # fmt: skip
SPARK = Dialect(
    "spark", "`", "CAST({} AS STRING)", "CAST({} AS BIGINT)", _MONTH, "unix_timestamp({})",
    joined="array_join(transform(array_sort(collect_list(struct({1} AS place, {0} AS said))), one -> one.said), '\x1f')",
)  # fmt: skip
