"""Whether what was measured rests on the rows of its sources, or only on the few that could be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words
from cxmap.lint.engine import DEFAULT, Finding, rule
from cxmap.lint.options import Option
from cxmap.lint.phrasing import together
from cxmap.lint.rules.drift.reach import UNKNOWN
from cxmap.measured_figures import REASONS
from cxmap.measurements import MeasuredSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context
    from cxmap.measurements import MeasuredLog

MOST_LEFT_OUT = 50.0
"""Per cent of the rows of a source: where more were not taken, that is said."""
_TIME_FORMAT = Words(
    "name the `time_format` of the source, such as %d.%m.%Y", "请为该数据源写明 `time_format`，如 %d.%m.%Y"
)
_REMEDIES = {
    "unreadable-date": _TIME_FORMAT,
    "unreadable-closing-date": _TIME_FORMAT,
    "more-cells": Words(
        "put texts that hold what stands between columns into quotation marks", "含有列分隔符的文字请加上引号"
    ),
    "score-off-scale": Words(
        "see `scale:` of the source, and `missing:` for answers that say nothing",
        "请检查该数据源的 `scale:`；表示未作答的取值写入 `missing:`",
    ),
    "score-is-no-number": Words(
        "see which column `score:` names, and `missing:` for answers that say nothing",
        "请检查 `score:` 指明的列；表示未作答的取值写入 `missing:`",
    ),
}
_ELSE = Words(
    "`cxmap measure --rejects rejects.csv` names the rows; translate what is called otherwise in `values:` of the source",
    "`cxmap measure --rejects rejects.csv` 可列出这些行；叫法不同的请写入该数据源的 `values:`",
)


@rule(
    Severity.NOTE,
    DEFAULT,
    share=Option(
        MOST_LEFT_OUT,
        "how much of a source may be left out before it is said, in per cent",
        "数据中有超过百分之几未采用，才提示",
        at_least=0,
        at_most=100,
    ),
)
def most_rows_not_taken(context: Context, share: float) -> Iterator[Finding]:
    """A source of which most rows were not taken, or that has no answer at all. Rows about touchpoints that no map has are
    told by `touchpoint-missing-from-map`.

    数据源的大部分行未被采用，或根本没有回答。所提触点不在地图上的行由 `touchpoint-missing-from-map` 提示。

    Why it matters: the figures then rest on the few rows that happened to fit. A system that was changed, a scale that went
    from 5 to 100, dates written the other way round look like this, and like calm.

    为什么重要：这时的指标只来自碰巧合乎格式的少数几行。系统改版、量表从 5 分换成 100 分、日期换了写法，都会如此，
    表面上却风平浪静。

    Example:

        stages: [{name: Applying, touchpoints: [{id: form, name: The form}]}]  # most-rows-not-taken

    Measured:

        {"version": 1, "map": "example", "sources": [
          {"id": "survey", "metric": "csat", "scale": [1, 5], "rows": 1800, "rejected": {"score-off-scale": 1620}}], "figures": []}

    How to mend: see which rows they are with `cxmap measure --rejects rejects.csv`, say in `cxmap.yaml` how the source is
    read, and measure again.

    如何修改：用 `cxmap measure --rejects rejects.csv` 查看是哪些行，在 `cxmap.yaml` 中写明该数据的读法，然后重新测量。

        stages: [{name: Applying, touchpoints: [{id: form, name: The form}]}]

    Measured then:

        {"version": 1, "map": "example", "sources": [
          {"id": "survey", "metric": "csat", "scale": [0, 100], "rows": 1800, "rejected": {}}], "figures": []}
    """
    found = context.measures
    if found is None or context.journey.state == "future":
        return
    said: set[str] = set()
    for source in found.read:
        whole = source.id.partition(":")[0]  # what a survey asks of the whole journey stands in its own rows
        unknown = next((count for reason, count, _ in source.rejected if reason == UNKNOWN), 0)
        told = 100 * unknown > share * source.things  # by `touchpoint-missing-from-map`
        if whole not in said and not told and (fault := fault_of(source, share)) is not None:
            said.add(whole)
            yield Finding(("stages",), *fault, at_key=True)


def fault_of(source: MeasuredSource | MeasuredLog, share: float) -> tuple[Words, Words] | None:
    """Return what is wrong with a source of which more than a `share`, in per cent, was not taken, and how to mend it."""
    unanswered = source.unanswered if isinstance(source, MeasuredSource) else 0
    answered, id_ = source.things - unanswered, source.id
    if not source.rows:
        return (
            Words(f"`{id_}` has no rows", f"`{id_}` 没有数据行"),
            Words(
                "see its `files:`; is the export empty, or `skip:` or `sheet:` another?",
                "请检查其 `files:`：导出是否为空，`skip:` 或 `sheet:` 是否正确？",
            ),
        )
    if source.asked and not answered:
        return (
            Words(
                f"none of the {source.rows:,} rows of `{id_}` holds an answer",
                f"`{id_}` 的 {source.rows:,} 行都没有回答",
            ),
            Words("see `missing:` and `columns:` of the source", "请检查该数据源的 `missing:` 和 `columns:`"),
        )
    counts = {reason: count for reason, count, _ in source.rejected if count}
    left_out = sum(counts.values())
    if not left_out or answered <= 0 or 100 * left_out <= share * answered:
        return _read_in_part(source, share)
    first = sorted(counts, key=lambda reason: -counts[reason])
    reasons = [(REASONS.get(reason, Words(reason, reason)), f"{counts[reason]:,}") for reason in first]
    why = Words(
        together([f"{one.en} ({n})" for one, n in reasons]).en, together([f"{one.zh}（{n}）" for one, n in reasons]).zh
    )
    part, asks_several = f"{100 * left_out / answered:.1f}%", source.asked not in (0, source.rows)
    of = Words("answers", "项评价") if asks_several else Words("rows", "行")
    return (
        Words(
            f"{part} of `{id_}` was not taken ({left_out:,} of {answered:,} {of.en}): {why.en}",
            f"`{id_}` 有 {part} 未采用（{answered:,} {of.zh}中的 {left_out:,} {of.zh}）：{why.zh}",
        ),
        _REMEDIES.get(first[0], _ELSE),
    )


def _read_in_part(source: MeasuredSource | MeasuredLog, share: float) -> tuple[Words, Words] | None:
    for reason, count, _ in () if isinstance(source, MeasuredSource) else source.partly:
        if 100 * count > share * source.rows:
            part, why = f"{100 * count / source.rows:.1f}%", REASONS.get(reason, Words(reason, reason))
            return (
                Words(f"{part} of `{source.id}`: {why.en}", f"`{source.id}` 有 {part}：{why.zh}"),
                _REMEDIES.get(reason, _ELSE),
            )
    return None
