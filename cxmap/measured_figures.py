"""How a measured figure is written, and when something of it is worth telling: the same in reports and in pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import Words
from cxmap.measurements import Measurement

if TYPE_CHECKING:
    from cxmap.language import Language
    from cxmap.measurements import ComplaintFigure, Figure, MapMeasurements, Metric
    from cxmap.measurements.outlook import Quadrant

METRICS: dict[Metric, Words] = {
    "csat": Words("CSAT", "满意度"),
    "nps": Words("NPS", "NPS"),
    "ces": Words("CES", "CES"),
}
EFFORT = {
    True: Words("CES (high = easy)", "轻松度（越高越轻松）"),
    False: Words("CES (low = easy)", "费力度（越高越费力）"),
}
"""The customer effort score exists in both directions, so each is said: by whether the highest answer is the best."""
UNITS: dict[Metric, str] = {"csat": "%", "nps": "", "ces": ""}
QUADRANTS: dict[Quadrant, Words] = {
    "keep-up": Words("keep up", "继续保持"),
    "fix-first": Words("fix first", "优先改进"),
    "low-priority": Words("low priority", "低优先"),
    "overkill": Words("possible overkill", "或投入过度"),
}
REASONS = {
    "score-is-no-number": Words("the score is no number", "分值不是数字"),
    "score-off-scale": Words("the score is off the scale", "分值超出量表"),
    "unreadable-date": Words("the date cannot be read", "日期无法识别"),
    "unreadable-closing-date": Words("the closing date cannot be read", "办结日期无法识别"),
    "more-cells": Words(
        "more cells than heads, such as for a comma outside of quotation marks", "单元格多于表头，例如引号之外有逗号"
    ),
    "closed-before-opened": Words("closed before it was opened", "办结早于受理"),
    "reopened-not-understood": Words("whether it was opened again is not understood", "是否重开无法识别"),
    "no-case": Words("no case", "没有案例"),
    "no-event": Words("no event", "没有事件"),
    "unknown-touchpoint": Words("unknown touchpoint", "未知触点"),
    "unknown-channel": Words("unknown channel", "未知渠道"),
    "unknown-persona": Words("unknown persona", "未知角色"),
    "unknown-segment": Words("unknown segment", "未知客群"),
}
"""Why rows of a source are not taken."""
SIGNIFICANT = 0.05
"""Below this, corrected for how many were compared, something is called a difference."""
OUTSTANDING = 3.5
"""Robust standard deviations from which a period is named (Iglewicz and Hoaglin 1993)."""


def metric_said(one: Measurement, language: Language) -> str:
    """Say what a figure measures, and of effort which way is good: `CSAT`, `CES (high = easy)`."""
    return (EFFORT[one.rises] if one.metric == "ces" else METRICS[one.metric]).said(language)


def number(value: float, metric: Metric) -> str:
    """Write a figure: shares and scores with one decimal, means with two."""
    places = 2 if metric == "ces" else 1
    text = f"{round(value, places) + 0.0:.{places}f}".replace("-", "−")
    return f"{text}{UNITS[metric]}"


def signed(value: float, places: int = 1) -> str:
    """Write a difference with its sign."""
    return f"{round(value, places) + 0.0:+.{places}f}".replace("-", "−")


def interval(figure: Figure, metric: Metric) -> str:
    """Write an interval: `[37.2, 42.4]`."""
    if figure.low is None or figure.high is None:
        return "–"
    return f"[{number(figure.low, metric).rstrip('%')}, {number(figure.high, metric).rstrip('%')}]"


def is_few(one: Measurement | ComplaintFigure, found: MapMeasurements) -> bool:
    """Whether a figure rests on so few answers that it is marked."""
    return (one.figure.n if isinstance(one, Measurement) else one.n) < found.grey_below


def differs_from_the_map(one: Measurement) -> bool:
    """Whether what the map claims of the emotion lies outside of the interval of what was measured."""
    felt = one.emotion
    return (
        one.claimed is not None and felt.low is not None and felt.high is not None
        and not felt.low <= one.claimed <= felt.high
    )  # fmt: skip


def trend_of(one: Measurement | ComplaintFigure) -> int:
    """Return 1 where the periods rise, −1 where they fall, 0 where what they do may be chance."""
    if one.trend is None or one.trend.p >= SIGNIFICANT:
        return 0
    return 1 if one.trend.slope > 0 else -1


def outstanding_periods(one: Measurement | ComplaintFigure) -> list[str]:
    """Return the periods that stand out of the others (see `statistics.trends.outstanding`)."""
    return [each.period for each in one.periods if abs(each.outstanding or 0.0) >= OUTSTANDING]


def channels_differ(one: Measurement | ComplaintFigure) -> bool:
    """Whether channels differ by more than chance."""
    return one.channels is not None and one.channels.p < SIGNIFICANT
