"""Key drivers in words and as data."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any

from cxmap.language import Words, listed
from cxmap.measured_figures import METRICS, QUADRANTS, interval, number
from cxmap.report.measures.rows import Row, of_journey, with_figure
from cxmap.report.measures.sections import Section
from cxmap.report.measures.values import rounded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.language import Language
    from cxmap.measurements import Figure, MapMeasurements, Metric
    from cxmap.measurements.outlook import Driver, Drivers

TITLE = Words("What moves the overall answer: {}, {}", "总体评价的驱动因素：{}，{}")
HEADS = (
    Words("Touchpoint", "触点"),
    Words("Importance", "重要度"),
    Words("95% interval", "95% 区间"),
    Words("Rated by", "评价者"),
    Words("How well", "表现"),
    Words("So", "结论"),
)
REMOVABLE = Words("neither matters nor is used: a candidate to remove", "既不重要也少人用：可考虑取消")
HARMS = Words("goes with worse overall answers", "与总体评价反向")
METHODS: dict[str, Words] = {
    "shapley": Words("Shapley values of R²", "R² 的 Shapley 值"),
    "relative-weights": Words("Johnson’s relative weights", "Johnson 相对权重"),
}
FORMULAS = {
    "shapley": "share of R2 by Shapley values (Lindeman, Merenda and Gold 1980); pairwise correlations; jackknife over 40 groups of rows",
    "relative-weights": "share of R2 by relative weights (Johnson 2000); pairwise correlations; jackknife over 40 groups of rows",
}
EXPLAINED = Words(
    "the touchpoints explain {} of the overall answer{}, n {:,}; importance is each one’s share of that: {}. "
    "(…) an interval holds the line between two quarters. Going together is not yet a cause.",
    "各触点共解释总体评价差异的 {}{}，样本 {:,}；重要度是各自所占份额：{}。（…）表示区间跨越分界线。相关不等于因果。",
)
SHRUNK = Words("correlations were shrunk by {:.1%} to be those of some data", "相关系数已收缩 {:.1%}，使其成立")
LEFT_OUT = Words("left out: {}", "未纳入：{}")
REASONS = {
    "too-few": Words("rated by too few", "评价者太少"),
    "too-many": Words("beyond the thirty rated most", "超出评价最多的三十个"),
    "one-answer": Words("all said the same", "答案全都相同"),
}
REFUSED = {
    "too-few": Words(
        "not told: it takes 100 answers, and ten a touchpoint, of people who rated two touchpoints and the whole",
        "无法判断：至少需要两个触点，各有 100 人（且每个触点 10 人以上）同时评价了该触点与全程",
    ),
    "no-relation": Words(
        "not told: the touchpoints explain no more of the overall answer than chance would",
        "无法判断：各触点对总体评价的解释不超过偶然",
    ),
    "texts": Words(
        "not told: the database holds these answers as texts; write a `query:` that casts them to numbers",
        "无法判断：数据库中的分值是文本，请用 `query:` 转换为数值",
    ),
}


_BEYOND_CHANCE = 1.96
"""Times 1 / √n is what a correlation of nothing stays below, 19 times of 20."""


def driver_sections(found: MapMeasurements, language: Language) -> Iterator[Section]:
    """Yield a section for each survey that asks for the whole journey."""
    for each in found.drivers:
        title = TITLE.said(language).format(each.overall, METRICS[each.metric].said(language))
        if each.refused:
            yield Section(title, remarks=(REFUSED[each.refused].said(language), *_left_out(each, language)))
            continue
        metric: Metric = next((one.metric for one in found.sources if one.id == each.source), "csat")
        rows = tuple(_row(one, metric, language) for one in each.drivers)
        yield Section(title, tuple(head.said(language) for head in HEADS), rows, tuple(_remarks(each, language)))


def _row(one: Driver, metric: Metric, language: Language) -> tuple[str, ...]:
    performance = "–" if one.performance.value is None else number(one.performance.value, metric)
    conclusions = []
    if one.quadrant is not None:
        said = QUADRANTS[one.quadrant].said(language)
        conclusions.append(said if one.is_clear else f"({said})" if language == "en" else f"（{said}）")
    if one.correlation * sqrt(one.importance.n) < -_BEYOND_CHANCE:
        conclusions.append(HARMS.said(language))
    if one.is_removable:
        conclusions.append(REMOVABLE.said(language))
    return (
        one.name,
        f"{one.importance.value or 0:.0%}",
        _ends(one.importance),
        "–" if one.used is None else f"{one.used:.0%}",
        f"{performance} {interval(one.performance, metric)}" if one.performance.value is not None else performance,
        " · ".join(conclusions),
    )


def _ends(figure: Figure) -> str:
    return "–" if figure.low is None or figure.high is None else f"[{100 * figure.low:.0f}, {100 * figure.high:.0f}]"


def _remarks(each: Drivers, language: Language) -> Iterator[str]:
    if each.method and each.r2 is not None:
        ends = "" if each.r2.low is None else f" {_ends(each.r2)}"
        said = METHODS[each.method].said(language)
        yield EXPLAINED.said(language).format(f"{each.r2.value or 0:.0%}", ends, each.n, said)
    if each.shrinkage > 0:
        yield SHRUNK.said(language).format(each.shrinkage)
    yield from _left_out(each, language)


def _left_out(each: Drivers, language: Language) -> list[str]:
    if not each.left_out:
        return []
    brackets = "（{}）" if language == "zh" else " ({})"
    said = [name + brackets.format(REASONS[reason].said(language)) for _, name, reason in each.left_out]
    return [LEFT_OUT.said(language).format(listed(said, language))]


def drivers_data(each: Drivers) -> dict[str, Any]:
    """Return drivers as plain data."""
    about = {"source": each.source, "overall": each.overall, "metric": each.metric}
    left_out = {"left_out": {id_: reason for id_, _, reason in each.left_out}} if each.left_out else {}
    if not each.method or each.r2 is None:
        return {**about, "refused": each.refused, **left_out}
    return {
        **about,
        "method": each.method,
        "formula": FORMULAS[each.method],
        "n": each.n,
        "r2": _share(each.r2),
        **({"shrinkage": rounded(each.shrinkage)} if each.shrinkage else {}),
        "drivers": [_driver(one) for one in each.drivers],
        **left_out,
    }


def _driver(one: Driver) -> dict[str, Any]:
    performance = one.performance
    known = {"value": performance.value, "low": performance.low, "high": performance.high}
    return {
        "touchpoint": one.touchpoint,
        **({} if one.used is None else {"n": one.importance.n, "used": rounded(one.used)}),
        "importance": _share(one.importance),
        "correlation": rounded(one.correlation),
        **({"performance": {k: rounded(v) for k, v in known.items()}} if performance.value is not None else {}),
        **({"quadrant": one.quadrant, "clear": one.is_clear} if one.quadrant else {}),
        **({"removable": True} if one.is_removable else {}),
    }


def _share(figure: Figure) -> dict[str, Any]:
    ends = {} if figure.low is None else {"low": rounded(figure.low), "high": rounded(figure.high)}
    return {"value": rounded(figure.value), **ends}


def driver_rows(each: Drivers, found: MapMeasurements) -> Iterator[Row]:
    """Yield rows for CSV; how well each touchpoint does is in the rows of its answers."""
    journey = of_journey(found, each.source)
    if not each.method or each.r2 is None:
        yield journey._replace(metric="importance", note=each.refused)
    else:
        method = f"{each.method}; jackknife"
        yield with_figure(journey, "importance-r2", each.r2, 100)._replace(n=each.n, note=f"of {each.overall}")
        if each.shrinkage:
            yield journey._replace(metric="importance-shrinkage", n=each.n, value=100 * each.shrinkage)
        for one in each.drivers:
            about = Row(of="touchpoint", id=one.touchpoint, name=one.name, source=each.source)
            importance = with_figure(about, "importance", one.importance, 100)
            n = None if one.used is None else one.importance.n
            yield importance._replace(n=n, method=method, note=_note(one))
            if one.used is not None:
                yield about._replace(metric="rated-by", n=each.n, value=100 * one.used)
            yield about._replace(metric="correlation", n=n, value=one.correlation)
    for id_, name, reason in each.left_out:
        yield Row(of="touchpoint", id=id_, name=name, source=each.source, metric="importance", note=reason)


def _note(one: Driver) -> str:
    """Say what follows, by the names that JSON has for it."""
    known = (one.quadrant or "", "" if one.is_clear or not one.quadrant else "unclear", "removable" * one.is_removable)
    return "; ".join(filter(None, known))
