"""The words and signs that reports of measurements share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import Words, listed
from cxmap.measured_figures import (
    REASONS,
    SIGNIFICANT,
    channels_differ,
    differs_from_the_map,
    interval,
    is_few,
    metric_said,
    number,
    outstanding_periods,
    signed,
    trend_of,
)
from cxmap.measurements import MeasuredLog
from cxmap.report.words import lines_said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.language import Language
    from cxmap.measurements import ComplaintFigure, MapMeasurements, MeasuredSource, Measurement, Of

NOTHING = Words("no data say anything of this map", "没有数据涉及这张地图")
NO_DATA = Words("no data: {}", "没有数据：{}")
ROWS = Words("{}: {} rows, {} unanswered, {} not taken", "{}：{} 行，未作答 {}，未采用 {}")
ROWS_OF_ANSWERS = Words(
    "{}: {} rows with {} answers, of which {} unanswered, {} not taken", "{}：{} 行共 {} 项评价，未作答 {}，未采用 {}"
)
ROWS_OF_TEXTS = Words("{0}: {1} rows, without scores, {3} not taken", "{0}：{1} 行，无评分，未采用 {3}")
LOG_ROWS = Words("{}: {} rows, {} not taken", "{}：{} 行，未采用 {}")
PARTLY = Words("counted, but {}: {}", "已计入，但{}：{}")
HEADS = (
    Words("What", "对象"),
    Words("Source", "来源"),
    Words("n", "样本"),
    Words("Value", "数值"),
    Words("95% interval", "95% 区间"),
    Words("Last change", "较上期"),
    Words("Emotion, map", "情绪/图上"),
    Words("Periods", "各期"),
)
NOT_SHOWN = Words("not shown", "不显示")
"""Of few, or of enough, where one of few would follow from it: which of the two is not said, for that would tell how few."""
HIDDEN = Words(
    "Not shown: fewer than {}, or what would tell of so few by adding and subtracting.",
    "不显示：少于 {}，或可由加减推知这样的少数。",
)
METHOD = Words(
    "CSAT: top two boxes, Wilson’s interval. NPS: adjusted Wald. CES: mean, Student’s interval. * significant at 5%, corrected for "
    "how many were compared. ~ fewer than {} answers. ↗ ↘ a trend, ! a period that stands out. Emotion: mean answer on the curve’s scale; ≠ what the map "
    "says lies outside of its interval. Channels are listed where they differ; json and csv have everything.",
    "满意度：前两档占比，Wilson 区间；NPS：调整 Wald 区间；CES：均值，t 区间。* 校正多重比较后在 5% 水平显著；~ 样本少于 {}；↗ ↘ 有趋势；! 明显不同的一期。"
    "情绪：均值换算到曲线的量表；≠ 图上的值在区间之外。只列出有差异的渠道，全部数据见 json 和 csv。",
)
INDENT: dict[Of, str] = {"journey": "", "stage": "  ", "touchpoint": "    "}
"""By how much what a figure is of is moved in, in a terminal."""
_BARS = "▁▂▃▄▅▆▇█"


def named(one: Measurement | ComplaintFigure, language: Language) -> str:
    """Say what a figure is of: `Online form`, `Online form · web`."""
    name = one.name or one.id
    return f"{name} · {one.by_id}" if one.by else name


def sparkline(values: Sequence[float | None]) -> str:
    """Draw the values of periods as bars between the lowest and the highest; a space where one is not shown."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    wide = high - low or 1.0
    return "".join(" " if value is None else _BARS[round((value - low) / wide * 7)] for value in values)


def last_change(one: Measurement) -> str:
    """Write the change of the last period against the one before, with a star where it is significant."""
    last = one.periods[-1] if one.periods else None
    if last is None or last.change is None:
        return ""
    return signed(last.change, 2 if one.metric == "ces" else 1) + starred(last.p)


def starred(p: float | None) -> str:
    """Return a star for what is significant."""
    return "*" if p is not None and p < SIGNIFICANT else ""


def standing_out(one: Measurement | ComplaintFigure) -> str:
    """Name the periods that stand out of the others: `!2026-08`."""
    return "".join(f" !{period}" for period in outstanding_periods(one))


def trend_sign(one: Measurement | ComplaintFigure) -> str:
    """Return an arrow where the periods have a trend; nothing where what they do may be chance."""
    return ("", "↗", "↘")[trend_of(one)]


def worth_telling(found: MapMeasurements) -> list[Measurement]:
    """Return the figures that a reader is told: those of channels only where channels differ, by more than chance."""
    differing = {(one.of, one.id, one.source) for one in found.figures if channels_differ(one)}
    return [
        one
        for one in found.figures
        if not one.by or (one.by == "channel" and (one.of, one.id, one.source) in differing)
    ]


def source_said(source: MeasuredSource | MeasuredLog, language: Language) -> str:
    """Say in one line what was read of a source."""
    rejected = sum(count for _, count, _ in source.rejected)
    if isinstance(source, MeasuredLog):
        return LOG_ROWS.said(language).format(source.id, f"{source.rows:,}", f"{rejected:,}")
    rest = f"{source.unanswered:,}", f"{rejected:,}"
    if source.asked not in (0, source.rows):
        return ROWS_OF_ANSWERS.said(language).format(source.id, f"{source.rows:,}", f"{source.asked:,}", *rest)
    said = ROWS if source.asked or not source.rows else ROWS_OF_TEXTS
    return said.said(language).format(source.id, f"{source.rows:,}", *rest)


def rejected_said(source: MeasuredSource | MeasuredLog, language: Language) -> Sequence[str]:
    """Say why rows were not taken, and what could not be read of others, with some of what they said instead."""
    said = [
        f"{REASONS[reason].said(language)}: {count:,}" + _such_as(reason, samples, language)
        for reason, count, samples in source.rejected
    ]
    partly = source.partly if isinstance(source, MeasuredLog) else ()
    return said + [
        PARTLY.said(language).format(REASONS[reason].said(language), f"{count:,}") + _such_as(reason, samples, language)
        for reason, count, samples in partly
    ]


def _such_as(reason: str, samples: Sequence[str], language: Language) -> str:
    if not samples:
        return ""
    if reason == "more-cells":
        return f" ({lines_said(samples, language)})"
    return f" ({listed([repr(each) for each in samples], language)})"


def methods_said(found: MapMeasurements, language: Language) -> Iterator[str]:
    """Say how the figures of answers were found, and why some are not shown."""
    yield METHOD.said(language).format(found.grey_below)
    if any(one.figure.value is None for one in worth_telling(found)):
        yield HIDDEN.said(language).format(found.suppress_below)


def cells(one: Measurement, found: MapMeasurements, language: Language) -> list[str]:
    """Return the cells of a figure below `HEADS`, not yet made safe for where they go."""
    name, source = named(one, language), f"{one.source} {metric_said(one, language)}"
    if one.figure.value is None:
        return [name, source, NOT_SHOWN.said(language), "–", "–", "", "", ""]
    few = "~" if is_few(one, found) else ""
    felt = signed(one.emotion.value) if one.emotion.value is not None else "–"
    claimed = f" / {signed(one.claimed)}" if one.claimed is not None else ""
    differs = " ≠" if differs_from_the_map(one) else ""
    return [
        name, source, f"{one.figure.n:,}{few}", number(one.figure.value, one.metric), interval(one.figure, one.metric),
        last_change(one), felt + claimed + differs, sparkline([each.figure.value for each in one.periods]) + trend_sign(one) + standing_out(one),
    ]  # fmt: skip
