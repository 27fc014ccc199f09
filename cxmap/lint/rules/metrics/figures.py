"""What several rules ask of a metric: what it is called, how it is computed, whether its figures fit its definition."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.language import Words
from cxmap.model.reading import called

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.language import Language
    from cxmap.model.claims import Metric
    from cxmap.model.fields import Text

_KINDS = {
    "nps": Words("NPS", "NPS"),
    "csat": Words("CSAT", "CSAT"),
    "ces": Words("CES", "CES"),
    "kpi": Words("KPI", "指标"),
}
_NAMELESS = {"nps": "NPS 指标", "csat": "CSAT 指标", "ces": "CES 指标", "kpi": "指标"}
_FORMULAS = {
    "top2box": "top2box", "t2b": "top2box", "toptwobox": "top2box", "前两档占比": "top2box",
    "mean": "mean", "average": "mean", "avg": "mean", "平均值": "mean", "均值": "mean", "平均分": "mean",
    "median": "median", "中位数": "median",
}  # fmt: skip
_JOINTS = str.maketrans("", "", " -_")
_FEWEST_STEPS = 2
_MOST_STEPS = 10
"""An answer with more than eleven boxes is a slider: it has no top two."""


def named(metric: Metric, language: Language) -> Words:
    """Return what a metric is called in a sentence: `the CSAT “Form”`."""
    kind, name = _KINDS[metric.kind], called(metric, language)
    if not name:
        return Words(f"the {kind.en}", _NAMELESS[metric.kind])
    return Words(f"the {kind.en} “{name}”", f"{kind.zh}“{name}”")


def figure(number: float) -> str:
    """Write a number as a person would."""
    return f"{number:.10g}".replace("-", "−")


def in_each_language(text: Text | None) -> list[str]:
    """Return a text in each language that it is written in."""
    if text is None:
        return []
    return [text] if isinstance(text, str) else [said for said in (text.en, text.zh) if said]


def formula_of(metric: Metric) -> str | None:
    """Return `top2box`, `mean` or `median`, also where they are written in other words; None for any other formula."""
    for text in in_each_language(metric.formula):
        known = _FORMULAS.get(text.strip().lower().translate(_JOINTS))
        if known is not None:
            return known
    return None


def figures_of(metric: Metric) -> Iterator[tuple[str, float]]:
    """Yield the figures that a metric has, by the names of their fields."""
    for name, number in (("value", metric.value), ("baseline", metric.baseline), ("target", metric.target)):
        if number is not None:
            yield name, number


class Mismatch(NamedTuple):
    """A CSAT of which scale, formula and value cannot all be right: the field to look at, what is wrong, what to do."""

    field: str
    message: Words
    remedy: Words


def csat_mismatch(metric: Metric) -> Mismatch | None:
    """Return what does not fit together in a CSAT."""
    if metric.kind != "csat":
        return None
    formula = formula_of(metric)
    if formula == "top2box":
        return _misfit_of_share(metric)
    if formula in ("mean", "median"):
        return _misfit_of_mean(metric)
    return None


def _misfit_of_share(metric: Metric) -> Mismatch | None:
    """Return what is wrong with the share of the two best answers, a figure from 0 to 100."""
    scale, value = metric.scale, metric.value
    if scale is not None and not _FEWEST_STEPS <= scale.max - scale.min <= _MOST_STEPS:
        low, high = figure(scale.min), figure(scale.max)
        return Mismatch(
            "scale",
            Words(f"a scale of {low} to {high} has no top two boxes", f"量表 {low} 到 {high} 谈不上“前两档”"),
            Words(
                "give the scale of the answers, as `{min: 1, max: 5}`, not that of the result",
                "请写答题的量表，如 `{min: 1, max: 5}`，而不是结果的范围",
            ),
        )
    if value is None or _is_in_percent(metric):
        return None
    said = figure(value)
    if 0 < value < 1:
        return Mismatch(
            "value",
            Words(
                f"{said} is a fraction; top-2-box counts from 0 to 100", f"{said} 是小数；top2box 的值在 0 到 100 之间"
            ),
            Words(f"write {figure(value * 100)}", f"请写 {figure(value * 100)}"),
        )
    if scale is not None and max(scale.min, 1) <= value <= scale.max:
        low, high = figure(scale.min), figure(scale.max)
        return Mismatch(
            "value",
            Words(
                f"{said} reads as a mean on {low} to {high}, not as a share of answers",
                f"{said} 像是 {low} 到 {high} 量表上的平均分，不像占比",
            ),
            Words(
                'write the share of the two best answers, 0 to 100; or `formula: mean`; or `unit: "%"` if it is right',
                '请写前两档所占的百分比（0 到 100），或改为 `formula: mean`；若数值无误，请加 `unit: "%"`',
            ),
        )
    return None


def _misfit_of_mean(metric: Metric) -> Mismatch | None:
    """Return what is wrong with the mean of the answers, a figure on their scale."""
    scale, value = metric.scale, metric.value
    if scale is None or value is None or scale.min <= value <= scale.max:
        return None
    said, low, high = figure(value), figure(scale.min), figure(scale.max)
    average = Words("a mean", "平均分") if formula_of(metric) == "mean" else Words("a median", "中位数")
    return Mismatch(
        "value",
        Words(
            f"{said} cannot be {average.en} of answers from {low} to {high}",
            f"答案在 {low} 到 {high} 之间，{average.zh}不可能是 {said}",
        ),
        Words(
            "correct the value or the scale; a share of satisfied answers is `formula: top2box`",
            "请改正数值或量表；若是满意者占比，请写 `formula: top2box`",
        ),
    )


def beyond(metric: Metric) -> tuple[list[tuple[str, float]], float, float] | None:
    """Return a metric's figures that lie outside what its definition allows, with the least and the most allowed."""
    limits = _limits(metric)
    if limits is None:
        return None
    low, high = limits
    found = [(name, number) for name, number in figures_of(metric) if not low <= number <= high]
    return (found, low, high) if found else None


def _limits(metric: Metric) -> tuple[float, float] | None:
    """Return the least and the most that a metric can be; None where that cannot be told."""
    formula, scale = formula_of(metric), metric.scale
    if metric.kind == "nps":
        return -100, 100
    if formula == "top2box":
        return 0, 100
    if formula is not None:
        return (scale.min, scale.max) if scale is not None else None
    if metric.formula is not None or metric.kind == "kpi":
        return None
    if _is_in_percent(metric):
        return (0, 100) if metric.kind == "csat" else None
    if scale is not None:
        return scale.min, scale.max
    return (0, 100) if metric.kind == "csat" else None


def _is_in_percent(metric: Metric) -> bool:
    return any(unit.strip() in ("%", "％") for unit in in_each_language(metric.unit))


def nps_fraction(metric: Metric) -> tuple[str, float] | None:
    """Return the figure of an NPS that is written as a fraction, with the name of its field; units say that it is none."""
    if metric.kind != "nps" or metric.unit is not None:
        return None
    return next(((name, number) for name, number in figures_of(metric) if 0 < abs(number) < 1), None)


def comparable(metric: Metric) -> bool:
    """Whether a metric's figures can be compared: they fit its definition, as far as anyone can see."""
    return csat_mismatch(metric) is None and beyond(metric) is None and nps_fraction(metric) is None
