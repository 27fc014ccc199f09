"""Reads what people wrote, one text after the other: of what, when, with a low or a high score, and its themes.

Texts stay where they are: a file is read a piece at a time, of a database no more than a sample is fetched. Themes are
found by the embedded engine, whose regular expressions (RE2) take time in proportion to a text, whatever the pattern.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from cxmap.data.feedback import scale_of
from cxmap.data.lookup import is_one_of, period_name, spelt, text, trimmed
from cxmap.data.moments import CREDIBLE_MONTHS, moment_of
from cxmap.diagnostics import CxmapError
from cxmap.language import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.data.dialects import Dialect
    from cxmap.data.engine import DuckDB, Table
    from cxmap.data.lookup import Period
    from cxmap.data.reader import Reader
    from cxmap.model.data import CodebookTheme, ComplaintSource, FeedbackSource

Side = Literal["low", "middle", "high", ""]
"""Whether a text stands beside a low or a high score; "" where it has none."""
LONGEST = 2_000
"""How many characters of a text are looked at."""
SAMPLE = 20_000
"""How many texts of a database are fetched at most."""
_LARGEST_PATTERN = 500
_FEW_STEPS = 3
_PIECES = re.compile(
    r"\\Q.*?(?:\\E|\Z)|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{(?P<least>\d+)(?:,(?P<most>\d*))?\}|(?P<open>\()|(?P<close>\))|.",
    re.DOTALL,
)


class Verbatim(NamedTuple):
    """What one person wrote. `touchpoint` is "" of the whole journey, `themes` are places in the codebook."""

    text: str
    side: Side
    touchpoint: str
    period: str
    themes: tuple[int, ...] = ()


class Ends(NamedTuple):
    """The scores that count as low, and those that count as high, each from the lowest to the highest."""

    low: tuple[float, float]
    high: tuple[float, float]


def ends_of(source: FeedbackSource) -> Ends | None:
    """Return which scores are low and which are high: detractors and promoters; else the two worst and the two best answers.

    On a scale of fewer than four steps it is the worst and the best alone. None where texts stand beside no score:
    in a wide survey that asks for none of the whole journey.
    """
    rated = source.overall if source.wide else source
    if rated is None:
        return None
    if rated.metric == "nps":
        return Ends((0, 6), (9, 10))
    least, most = scale_of(rated)
    reach = 1 if most - least >= _FEW_STEPS else 0
    bottom, top = (least, least + reach), (most - reach, most)
    return Ends(top, bottom) if rated.direction == "lower-is-better" else Ends(bottom, top)


def check_codebook(engine: DuckDB, codebook: Sequence[CodebookTheme]) -> None:
    """Ask the embedded engine whether it understands every pattern.

    Raises:
        CxmapError: a pattern is no regular expression of RE2, or is so large that it would take long.
    """
    for theme in codebook:
        for pattern in theme.match:
            try:
                engine.rows(f"SELECT {_is_in(text(''), pattern)}")
                said = Words("it is too large", "过于庞大") if expanded(pattern) > _LARGEST_PATTERN else None
            except CxmapError as error:
                said = error.message
            if said is not None:
                raise CxmapError(
                    Words(
                        f"codebook, theme `{theme.id}`: {pattern!r} cannot be used ({said.en})",
                        f"编码本主题 `{theme.id}`：{pattern!r} 无法使用（{said.zh}）",
                    ),
                    Words(
                        "write it as RE2 has it: no look-ahead, no back-references, and few repetitions",
                        "请按 RE2 语法书写：没有环视和反向引用，重复次数不宜多",
                    ),
                )


def expanded(pattern: str) -> int:
    """Return about how many characters a regular expression would have if its repetitions were written out."""
    sizes, last = [0], 0
    for piece in _PIECES.finditer(pattern):
        if piece["open"]:
            sizes.append(0)
            continue
        if piece["close"] and len(sizes) > 1:
            last = sizes.pop()
        elif piece["least"]:
            last *= max(int(piece["most"] or 0), int(piece["least"]), 1) - 1
        else:
            last = len(piece[0]) if piece[0].startswith("\\Q") else 1
        sizes[-1] += last
    return sum(sizes)


def texts_of(
    reader: Reader,
    source: FeedbackSource | ComplaintSource,
    table: Table,
    period: Period,
    codebook: Sequence[CodebookTheme] = (),
) -> Iterator[Verbatim]:
    """Yield the texts of a table, in its order. The names of touchpoints have been loaded (see `load_names`).

    A row is left out where its score is off the scale, its touchpoint unknown or its date unreadable: those are counted
    with the scores. Of a table that is not read here, no more than `SAMPLE` are fetched (see `is_a_sample`).

    Raises:
        CxmapError: the engine refuses.
    """
    column = source.columns.verbatim
    if column is None:
        return
    statement, columns = _written(source, table, column)
    rows = f"({statement})"
    if table.engine is not reader.local:
        reader.bring(table, "verbatims", _sampled(table.engine.dialect, statement, columns), columns)
        rows = "verbatims"
    names = dict(reader.local.rows('SELECT said, id FROM "names of touchpoint"'))
    # The names are looked up here, not by a join: only so do texts come in the order of the table.
    for said, side, where, when, flags in reader.local.stream(_told(source, columns, rows, period, codebook)):
        touchpoint = names.get(where) if "touchpoint_said" in columns else ""
        if touchpoint is not None:
            yield Verbatim(said, side, touchpoint, when, tuple(at for at, flag in enumerate(flags) if flag == "1"))


def is_a_sample(reader: Reader, table: Table) -> bool:
    """Whether the texts of a table, which have been read, are a sample of it: those whose hashes are smallest."""
    if table.engine is reader.local:
        return False
    ((fetched,),) = reader.local.rows("SELECT count(*) FROM verbatims")
    return bool(fetched >= SAMPLE)


def _sampled(dialect: Dialect, statement: str, columns: Sequence[str]) -> str:
    """Return the statement for a sample of rows, the same on every engine: what else they say decides between equal texts."""
    names = [dialect.name_of(column) for column in columns]
    order = [dialect.digest_of.format(names[0])]
    for name in names[1:]:
        order += [f"CASE WHEN {name} IS NULL THEN 1 ELSE 0 END", name]
    return f"SELECT {', '.join(names)} FROM ({statement}) AS written ORDER BY {', '.join(order)} LIMIT {SAMPLE}"  # noqa: S608


def _written(source: FeedbackSource | ComplaintSource, table: Table, verbatim: str) -> tuple[str, tuple[str, ...]]:
    """Return the statement that says what was written, of what, when, with which score; and its columns."""
    dialect = table.engine.dialect
    chosen, survey = {"text_said": table.text(verbatim)}, _survey(source)
    if source.columns.touchpoint and not (survey is not None and survey.wide):
        chosen["touchpoint_said"] = table.text(source.columns.touchpoint)
    time = cast("ComplaintSource", source).columns.opened if survey is None else survey.columns.time
    score = _score(survey) if survey is not None else None
    if time:
        chosen["month_number"] = dialect.month(moment_of(table, time, source.time_format))
    if score:
        chosen["score_said"] = table.text(score)
    shown = ", ".join(f"{expression} AS {dialect.name_of(name)}" for name, expression in chosen.items())
    return (
        f"SELECT {shown} FROM {table.rows} AS answers WHERE {dialect.name_of(verbatim)} IS NOT NULL",  # noqa: S608
        tuple(chosen),
    )


def _survey(source: FeedbackSource | ComplaintSource) -> FeedbackSource | None:
    """Return a source that has scores; None for one of complaints."""
    return cast("FeedbackSource", source) if hasattr(source, "metric") else None


def _score(survey: FeedbackSource) -> str | None:
    if survey.wide:
        return survey.overall.score if survey.overall is not None else None
    return survey.columns.score


def _told(
    source: FeedbackSource | ComplaintSource,
    columns: Sequence[str],
    rows: str,
    period: Period,
    codebook: Sequence[CodebookTheme],
) -> str:
    """Return the statement that says what was written, on which side, of what, when, and its themes, as 0 and 1."""
    side, missing, checks, survey = "''", "", [], _survey(source)
    if survey is not None:
        missing = ", ".join(text(value) for value in survey.missing)
        ends = ends_of(survey)
        if "score_said" in columns and ends is not None:
            side, check = _side(survey, ends)
            checks.append(check)
    said = f"left(trim(text_said), {LONGEST})"
    checks.append("trim(text_said) <> ''" + (f" AND trim(text_said) NOT IN ({missing})" if missing else ""))
    touchpoint = spelt("touchpoint_said") if "touchpoint_said" in columns else "''"
    month = "CAST(NULL AS BIGINT)"
    if "month_number" in columns:
        month = "CAST(month_number AS BIGINT)"
        checks.append(f"CAST(month_number AS BIGINT) {CREDIBLE_MONTHS}")
    elif survey is not None and survey.date is not None:
        month = str(12 * survey.date.year + survey.date.month - 1)
    flags = " || ".join(f"CASE WHEN {_has(theme)} THEN '1' ELSE '0' END" for theme in codebook) or "''"
    return (
        f"SELECT said, side, touchpoint, coalesce({period_name(period, 'month')}, ''), {flags} FROM "  # noqa: S608
        f"(SELECT {said} AS said, {side} AS side, {touchpoint} AS touchpoint, {month} AS month FROM {rows} AS written "
        f"WHERE {' AND '.join(checks)})"
    )


def _side(source: FeedbackSource, ends: Ends) -> tuple[str, str]:
    """Return the expression for the side that a score is on, and the one that holds where it may be taken."""
    rated = source.overall if source.wide and source.overall is not None else source
    said = trimmed("coalesce(score_said, '')")
    is_missing, score = is_one_of(said, ("", *rated.missing)), f"try_cast({said} AS DOUBLE)"
    least, most = scale_of(rated)
    low, high = (f"{score} BETWEEN {first!r} AND {last!r}" for first, last in ends)
    return (
        f"CASE WHEN {is_missing} THEN '' WHEN {low} THEN 'low' WHEN {high} THEN 'high' ELSE 'middle' END",
        f"({is_missing} OR {score} BETWEEN {least!r} AND {most!r})",
    )


def _has(theme: CodebookTheme) -> str:
    return " OR ".join(_is_in("said", pattern) for pattern in theme.match)


def _is_in(expression: str, pattern: str) -> str:
    """Return whether a text holds a pattern, in capitals or not, over the ends of lines too."""
    return f"regexp_matches({expression}, {text(pattern)}, 'is')"
