"""How complaints go: what `movement` asks of figures, asked of how many complained."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from cxmap.language import Words
from cxmap.lint.engine import Finding
from cxmap.lint.rules.drift.periods import months_of
from cxmap.lint.rules.drift.things import complained, innermost, said_p

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context
    from cxmap.measurements import ComplaintFigure, ComplaintPeriod

_WHOLE = 3
"""From so many on, as many complaints as usual are told in whole numbers."""


def new_complaints(context: Context, deviations: float, periods: int) -> Iterator[Finding]:
    """Yield where one of the last periods has far more or fewer complaints than all others."""
    found = list(complained(context))
    known = {months.last for _, one in found for each in one.periods if (months := months_of(each.period)) is not None}
    newest = sorted(known)[-periods:]

    def strangest(one: ComplaintFigure) -> ComplaintPeriod | None:
        new = [each for each in one.periods if (months := months_of(each.period)) and months.last in newest]
        apart = [each for each in new if abs(each.outstanding or 0.0) >= deviations and each.n is not None]
        return max(apart, key=lambda each: abs(each.outstanding or 0.0), default=None)

    for thing, one in innermost(found, lambda one: strangest(one) is not None):
        period = strangest(one)
        assert period is not None
        apart, usual = period.outstanding or 0.0, _usual(one, period)
        more, zh = ("more", "多于") if apart > 0 else ("fewer", "少于")
        yield Finding(
            thing.path,
            Words(
                f"{period.n:,} complaints came in about {thing.called.en} in {period.period}, far {more} than the usual "
                f"{usual} ({abs(apart):.1f} robust standard deviations; `{one.source}`)",
                f"{period.period} {thing.called.zh}收到 {period.n:,} 件投诉，明显{zh}通常的 {usual} 件"
                f"（相差 {abs(apart):.1f} 个稳健标准差；`{one.source}`）",
            ),
            Words(
                "find out what happened then; what is still so is a pain point",
                "请查明当时发生了什么；仍然存在的请写成痛点",
            )
            if apart > 0
            else Words(
                "find out whether fewer complained, or fewer were written down", "请核实是投诉减少了，还是漏记了"
            ),
        )


def _usual(one: ComplaintFigure, period: ComplaintPeriod) -> str:
    """Return how many complaints usually come in within as many days as a period has; where days are not known, in a period."""
    shown = [(each.n, each.days or 1) for each in one.periods if each.n is not None]
    known = all(each.days for each in one.periods if each.n is not None)
    usual = median(n / (days if known else 1) for n, days in shown) * ((period.days or 1) if known else 1)
    return f"{round(usual, 0 if usual >= _WHOLE else 1):g}"


def growing_complaints(context: Context, p: float) -> Iterator[Finding]:
    """Yield where complaints become more from period to period, by more than chance."""

    def grow(one: ComplaintFigure) -> bool:
        return one.trend is not None and one.trend.p < p and one.trend.slope > 0

    for thing, one in innermost(list(complained(context)), grow):
        shown = [each for each in one.periods if each.n is not None]
        if one.trend is None or len(shown) < 2:
            continue
        first, last = shown[0], shown[-1]
        yield Finding(
            thing.path,
            Words(
                f"complaints about {thing.called.en} become more: {first.n:,} in {first.period}, {last.n:,} in {last.period} "
                f"(`{one.source}`, n = {one.n:,}, {said_p(one.trend.p)})",
                f"{thing.called.zh}的投诉持续增多：{first.period} 为 {first.n:,} 件，{last.period} 为 {last.n:,} 件"
                f"（`{one.source}`，n = {one.n:,}，{said_p(one.trend.p)}）",
            ),
            Words(
                "find what changed when it began; write the cause as a pain point, and plan an action",
                "请查明从何时、因何开始；把原因写成痛点并安排行动",
            ),
        )
