"""When something was, as an engine's statement has it: of what was written, or of a column that holds times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.data.dialects import DUCKDB
from cxmap.data.lookup import text, trimmed
from cxmap.diagnostics import CxmapError
from cxmap.language import Words

if TYPE_CHECKING:
    from cxmap.data.engine import Table

_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
"""Excel's numbers of days that are taken for dates: 1954 to 2119."""
SINCE_1970 = "unix"
"""The `time_format` of numbers that count from 1970 on."""
_MOST_SECONDS, _MOST_THOUSANDTHS, _MOST_MILLIONTHS = 10**11, 10**14, 10**17
"""Up to here, numbers count seconds, thousandths or millionths of them: each to the year 5138, and from 1973 on the smaller ones."""
CREDIBLE_MONTHS = f"BETWEEN {12 * 1900} AND {12 * 2200 - 1}"
"""What holds of the number of a month in which something may have been: from 1900 to 2199. Others are slips of a pen."""


def moment_of(table: Table, column: str, time_format: str | None = None, *, exactly: bool = False) -> str:
    """Return the expression for the moment that a column says; NULL where what is written is no time.

    A text is read by the `time_format` alone, where there is one: as strptime has it, or `unix`, seconds since 1970 (or
    thousandths of these, or millionths). Else it is an ISO time, or a number of Excel's.

    The time is the one that was written, as people count months; `exactly`, it is that of UTC, as durations need it.

    Raises:
        CxmapError: the column of a database holds no times, or texts that a `time_format` is given for; or this is none.
    """
    dialect = table.engine.dialect
    name = dialect.name_of(column)
    if table.kinds.get(column) == "time":
        return dialect.finite.format(name)
    if dialect is not DUCKDB and time_format:
        raise CxmapError(
            Words(
                f"{table.name}: column {column!r} is text, which a database does not read by a `time_format`",
                f"{table.name}：列 {column!r} 是文本，数据库不按 `time_format` 读取",
            ),
            Words("write a `query:` that makes it a time in ISO form", "请用 `query:` 把它转换为 ISO 写法的时间"),
        )
    if dialect.time_of:
        return dialect.moment(name, exactly=exactly)
    if dialect is not DUCKDB:
        raise CxmapError(
            Words(f"{table.name}: column {column!r} holds no times", f"{table.name}：列 {column!r} 不是时间类型"),
            Words("write a `query:` that casts it to a timestamp", "请用 `query:` 把它转换为时间类型"),
        )
    as_text = f"CAST({name} AS VARCHAR)"
    written, bare = f"trim({as_text})", trimmed(as_text)  # `bare` is tried after it alone, since it takes longer
    number = f"try_cast({written} AS DOUBLE)"
    if time_format == SINCE_1970:
        return _since_1970(number)
    if time_format:
        _check(table, time_format)
        first, second = (f"try_strptime({each}, {text(time_format)})" for each in (written, bare))
        return f"CAST(coalesce({first}, {second}) AS TIMESTAMP)"
    day = f"TIMESTAMP '1899-12-30' + to_milliseconds(CAST(round({number} * 86400000) AS BIGINT))"
    serial = f"CASE WHEN {number} BETWEEN {_FIRST_SERIAL} AND {_LAST_SERIAL} THEN {day} END"
    kind = "TIMESTAMPTZ" if exactly else "TIMESTAMP"
    plain, again = (f"CAST(try_cast({each} AS {kind}) AS TIMESTAMP)" for each in (written, bare))
    return f"coalesce({plain}, {serial}, {again})"


def _since_1970(number: str) -> str:
    size = f"abs({number})"
    scale = f"CASE WHEN {size} < {_MOST_SECONDS} THEN 1000000 WHEN {size} < {_MOST_THOUSANDTHS} THEN 1000 ELSE 1 END"
    return f"CASE WHEN {size} < {_MOST_MILLIONTHS} THEN make_timestamp(CAST(round({number} * {scale}) AS BIGINT)) END"


def _check(table: Table, time_format: str) -> None:
    """Ask the embedded engine whether it understands a format.

    Raises:
        CxmapError: it does not.
    """
    try:
        list(table.engine.stream(f"SELECT try_strptime('', {text(time_format)})"))
    except CxmapError:
        raise CxmapError(
            Words(f"time format {time_format!r} cannot be read", f"无法识别时间格式 {time_format!r}"),
            Words(
                "write it as strptime has it, such as %d.%m.%Y %H:%M; `unix` is seconds since 1970",
                "请按 strptime 的写法，如 %Y年%m月%d日 %H:%M；1970 年以来的秒数写 `unix`",
            ),
        ) from None
