"""Figures that cannot be read, cannot be right, or lead to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lint.faults.places import LIVE, TOUCHPOINT, actions_for, is_moment_of_truth, metrics
from tests.lint.faults.seeds import seed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from cxmap.diagnostics import Path
    from tests.lint.faults.breaking import MapText
    from tests.lint.faults.seeds import Broken

_DEFINING = {"ces": ("scale", "direction"), "kpi": ("direction",)}


def _definitions(text: MapText) -> Iterator[Path]:
    for path in metrics(text):
        yield from ((*path, name) for name in _DEFINING.get(text[path]["kind"], ()) if name in text[path])


@seed("incomplete-metric", at=_definitions)
def a_figure_cannot_be_read(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete(place), place[:-1]


@seed(
    "incomplete-metric",
    at=lambda m: [] if m.get(("state",)) == "future" else m.each(TOUCHPOINT, lambda t: "evidence" in t),
)
def a_figure_is_jotted_down(text: MapText, place: Path, random: Random) -> Broken:
    lines = (
        ["kind: csat", "value: 84", "target: 80", "n: 200", "period: 2026-Q1"],
        ["kind: ces", "value: 4.8", "n: 200", "period: 2026-Q1", "scale: {min: 1, max: 7}", "target: 4"],
        ["kind: kpi", "value: 12", "period: 2026-Q1", "target: 10", "direction: higher-is-better"],
        [
            "kind: kpi",
            f"name: {text.said('回拨率', 'Calls returned')}",
            "value: 12",
            "target: 10",
            "direction: higher-is-better",
        ],
    )
    return text.appended((*place, "metrics"), *random.choice(lines))


def _of_kind(text: MapText, kind: str, *fields: str) -> list[Path]:
    return metrics(text, lambda metric: metric["kind"] == kind and all(name in metric for name in fields))


@seed("nps-off-its-definition", at=lambda m: _of_kind(m, "nps"))
def the_question_had_another_scale(text: MapText, place: Path, random: Random) -> Broken:
    scale = random.choice(["{min: 1, max: 5}", "{min: 1, max: 10}", "{min: 0, max: 5}"])
    return text.write((*place, "scale"), scale), (*place, "scale")


@seed("nps-off-its-definition", at=lambda m: _of_kind(m, "nps"))
def promoters_are_taken_for_something_else(text: MapText, place: Path, random: Random) -> Broken:
    formulas = [
        ("推荐者（8–10分）占比减贬损者（0–6分）占比", "promoters (8–10) minus detractors (0–6)"),
        ("推荐者（9–10分）占比减贬损者（0–5分）占比", "promoters (9–10) minus detractors (0–5)"),
        ("平均值", "mean"),
    ]
    return text.write((*place, "formula"), text.said(*random.choice(formulas))), (*place, "formula")


@seed("nps-off-its-definition", at=lambda m: _of_kind(m, "nps"))
def less_is_said_to_be_better(text: MapText, place: Path, _: Random) -> Broken:
    return text.write((*place, "direction"), "lower-is-better"), (*place, "direction")


def _csat(text: MapText, formula: str) -> list[Path]:
    return [path for path in _of_kind(text, "csat", "scale", "value") if text[path].get("formula") == formula]


@seed("csat-on-the-wrong-scale", at=lambda m: _csat(m, "top2box"))
def a_mean_is_given_for_a_share(text: MapText, place: Path, random: Random) -> Broken:
    return text.write((*place, "value"), random.choice(["4.2", "0.88", "5"])), (*place, "value")


@seed("csat-on-the-wrong-scale", at=lambda m: _csat(m, "mean"))
def a_share_is_given_for_a_mean(text: MapText, place: Path, random: Random) -> Broken:
    return text.write((*place, "value"), str(random.randint(60, 99))), (*place, "value")


@seed("csat-on-the-wrong-scale", at=lambda m: _csat(m, "mean"))
def the_formula_is_of_another_figure(text: MapText, place: Path, _: Random) -> Broken:
    return text.write((*place, "formula"), "top2box"), (*place, "value")


def _limits(metric: dict[str, object]) -> tuple[float, float] | None:
    scale = metric.get("scale")
    if metric["kind"] == "nps":
        return -100, 100
    if metric.get("formula") == "top2box":
        return 0, 100
    if metric.get("formula") == "mean" and isinstance(scale, dict):
        return scale["min"], scale["max"]
    return None


@seed("metric-beyond-its-range", at=lambda m: metrics(m, lambda metric: _limits(metric) is not None))
def a_target_is_out_of_reach(text: MapText, place: Path, random: Random) -> Broken:
    limits = _limits(text[place])
    assert limits is not None
    low, high = limits
    name = random.choice(["target", "baseline"])
    return text.write((*place, name), str(random.choice([low - 1, high + 50]))), (*place, name)


def _reached(text: MapText) -> list[Path]:
    return metrics(text, lambda metric: "value" in metric and "target" in metric)


def _without_action(text: MapText) -> list[Path]:
    """Return the figures with a target for which no action of the plan does anything."""
    return [path for path in _reached(text) if not _acted_upon(text, path[:4])]


def _acted_upon(text: MapText, touchpoint: Path) -> bool:
    own = text.get((*touchpoint, "opportunities"), ()) if touchpoint[2:3] == ("touchpoints",) else ()
    return any(text[action].get("status") in LIVE for action in actions_for(text, own))


@seed("target-missed", at=_without_action)
def the_target_is_raised(text: MapText, place: Path, _: Random) -> Broken:
    metric = text[place]
    step = 0.25 if metric["value"] < 10 else 2
    better = -1 if metric.get("direction") == "lower-is-better" else 1
    return text.write((*place, "target"), str(metric["value"] + better * step)), (*place, "value")


@seed("moment-of-truth-figure-without-target", at=lambda m: (p for p in _reached(m) if is_moment_of_truth(m, p[:4])))
def nobody_aims_at_anything(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place, "target")), place
