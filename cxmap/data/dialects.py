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

    `as_text` gives texts that are equal only where every byte is, so that grouping merges neither `A` and `a` nor what ends in
    spaces, whatever the collation of a column. `month_of` counts months from year 0, `epoch_of` whole seconds since 1970, rounded
    down. `escapes` are what else than `quote` must be doubled in a name; `time_of` reads a time that is written as text, where
    columns of times have no type of their own, and `exact_time_of` adds to what that has read the fraction of a second. `next_of` is `{0}` of the row that follows in the window `{1}`; `joined` puts
    the texts `{0}` of a group into one, in the order of `{1}`, with U+001F between them. `digest_of`
    is a hash of a text, in hexadecimal digits. `number_of` reads a number that may be written as text, NULL where it is none;
    "" where an engine has no such words. `as_real` is a number in floating point. `finite` is a time of a column, NULL for one that never
    comes, such as PostgreSQL's `infinity`.
    """

    name: str
    quote: str
    as_text: str
    time_as_text: str
    as_whole: str
    month_of: str
    epoch_of: str
    escapes: str = ""
    time_of: str = ""
    exact_time_of: str = ""
    next_of: str = "lead({0}) OVER ({1})"
    joined: str = "string_agg({0}, '\x1f' ORDER BY {1})"
    digest_of: str = "md5({})"
    number_of: str = ""
    as_real: str = "CAST({} AS DOUBLE)"
    finite: str = "{}"

    def name_of(self, identifier: str) -> str:
        """Write a name as this engine takes it, whatever it holds."""
        for special in (*self.escapes, self.quote):
            identifier = identifier.replace(special, special * 2)
        return f"{self.quote}{identifier}{self.quote}"

    def text(self, expression: str) -> str:
        """Return an expression as text."""
        return self.as_text.format(expression)

    def moment(self, written: str, *, exactly: bool = False) -> str:
        """Return an expression for a time that is written as text, NULL where it is none; `exactly`, of UTC, with its fraction."""
        read = self.time_of.format(written)
        return self.exact_time_of.format(read, written) if exactly else read

    def time_text(self, moment: str) -> str:
        """Return a time as text, to the second; NULL for one that never comes."""
        return self.text(self.time_as_text.format(self.finite.format(moment)))

    def whole(self, expression: str) -> str:
        """Return an expression as a whole number of 64 bits."""
        return self.as_whole.format(expression)

    def real(self, expression: str) -> str:
        """Return a number in floating point of 64 bits, whatever its type."""
        return self.as_real.format(expression)

    def month(self, moment: str) -> str:
        """Return the number of the month, 12 × year + month − 1, that a moment is in."""
        return self.as_whole.format(self.month_of.format(moment))

    def epoch(self, moment: str) -> str:
        """Return the whole seconds from 1970 on to a moment, in UTC."""
        return self.as_whole.format(self.epoch_of.format(moment))

    def bucket(self, seconds: str) -> str:
        """Return the bucket of a duration: ⌊40 ln(1 + s)⌋, so that a quantile is off by 1.3% at most; −1 for less than none."""
        # Some engines work out both branches of a CASE, and there is no logarithm of less than none.
        whole = self.whole(f"floor(40 * ln(1 + abs({seconds})))")
        return f"CASE WHEN {seconds} < 0 THEN -1 ELSE {whole} END"


_MONTH = "12 * extract(year FROM {0}) + extract(month FROM {0}) - 1"
_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*"
DUCKDB = Dialect(
    "duckdb", '"', "CAST({} AS VARCHAR)", "strftime({}, '%Y-%m-%d %H:%M:%S')", "CAST({} AS BIGINT)",
    "12 * year({0}) + month({0}) - 1", "floor(epoch({}))", number_of="try_cast(CAST({} AS VARCHAR) AS DOUBLE)",
    finite="CASE WHEN isfinite({0}) THEN CAST({0} AS TIMESTAMP) END",
)  # fmt: skip
POSTGRES = Dialect(
    "postgresql", '"', 'CAST({} AS text) COLLATE "C"', "to_char({}, 'YYYY-MM-DD HH24:MI:SS')", "CAST({} AS bigint)", _MONTH,
    "floor(extract(epoch FROM {}))", as_real="CAST({} AS double precision)",
    finite="CASE WHEN isfinite({0}) THEN {0} END",
)  # fmt: skip
# A binary collation would still ignore spaces at the end; a text in bytes is compared as it is. A date may be 0000-00-00.
MYSQL = Dialect(
    "mysql", "`", "CAST(CONVERT({} USING utf8mb4) AS BINARY)", "date_format({}, '%Y-%m-%d %H:%i:%s')", "CAST({} AS SIGNED)",
    f"CASE WHEN extract(month FROM {{0}}) > 0 THEN {_MONTH} END", "TIMESTAMPDIFF(SECOND, '1970-01-01', {})",
    joined="GROUP_CONCAT({0} ORDER BY {1} SEPARATOR '\x1f')", as_real="({} + 0e0)",  # MySQL before 8.0.17 casts to no DOUBLE
)  # fmt: skip
# Within double quotes, a name that is not there would be a text. `strftime` would also take `now`, and 31 February; and it
# would round up a fraction of a second.
_REST = "substr({1}, instr({1} || '.', '.'))"
_FRACTION = f"substr({_REST}, 1, length({_REST}) - length(ltrim({_REST}, '.0123456789')))"
"""The fraction of a second in a time that is written as text, with its point."""
SQLITE = Dialect(
    "sqlite", "`", "CAST({} AS TEXT) COLLATE BINARY", "{}", "CAST({} AS INTEGER)",
    "12 * strftime('%Y', {0}) + strftime('%m', {0}) - 1", "strftime('%s', substr({0}, 1, 19) || ltrim(substr({0}, 20), '.0123456789'))", as_real="CAST({} AS REAL)",
    # `cxmap.data.connections.sqlite` has it.
    digest_of="md5_of(CAST({} AS BLOB))",
    # It has this too: only SQLite 3.44 concatenates in an order. A text of Python's must be UTF-8.
    joined="joined_in_order(CAST({0} AS BLOB), {1})",
    # Compared with a number, a text that is one becomes one; any other stays a text.
    number_of="CASE WHEN CAST({0} AS NUMERIC) = {0} THEN CAST({0} AS NUMERIC) END",
    time_of=(
        f"CASE WHEN {{0}} GLOB '{_DAY}' AND date(substr({{0}}, 1, 10), '+0 days') = substr({{0}}, 1, 10) "
        "THEN substr({0}, 1, instr({0} || '.', '.') - 1) || ltrim(substr({0}, instr({0} || '.', '.')), '.0123456789') END"
    ),
    exact_time_of=f"strftime('%Y-%m-%d %H:%M:%S', {{0}}) || rtrim(rtrim({_FRACTION}, '0'), '.')",
)  # fmt: skip
CLICKHOUSE = Dialect(
    "clickhouse", "`", "toString({})", "formatDateTime({}, '%Y-%m-%d %H:%i:%S')", "toInt64({})",
    "12 * toYear({0}) + toMonth({0}) - 1", "dateDiff('second', toDateTime64(0, 0, 'UTC'), {})", escapes="\\", digest_of="hex(MD5({}))",
    as_real="toFloat64({})",
    next_of="leadInFrame({0}) OVER ({1} ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)",
    joined="arrayStringConcat(arrayMap(one -> one.2, arraySort(groupArray(({1}, {0})))), '\x1f')",
)  # fmt: skip
SPARK = Dialect(
    "spark", "`", "CAST({} AS STRING)", "date_format({}, 'yyyy-MM-dd HH:mm:ss')", "CAST({} AS BIGINT)", _MONTH,
    "unix_timestamp({})",
    joined="array_join(transform(array_sort(collect_list(struct({1} AS place, {0} AS said))), one -> one.said), '\x1f')",
)  # fmt: skip
