"""Why anyone should believe it: claims, sources, the review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.lint.faults.places import PAIN_POINT, SEVERE, TOUCHPOINT, is_spare, metrics, opportunities_for, scores
from tests.lint.faults.seeds import seed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from cxmap.diagnostics import Path
    from tests.lint.faults.breaking import MapText
    from tests.lint.faults.seeds import Broken

_FROM_CUSTOMERS = ("survey", "interview", "observation", "usability-test", "social", "analytics", "complaints")


def _is_future(text: MapText) -> bool:
    return bool(text.get(("state",)) == "future")


def _own_evidence_only(text: MapText) -> Iterator[Path]:
    for path in text.each(PAIN_POINT, lambda pain_point: "evidence" in pain_point):
        if "evidence" not in text[path[:4]] and is_spare(text, (*path, "evidence")):
            yield path


@seed("pain-point-without-evidence", at=_own_evidence_only)
def a_pain_point_loses_its_evidence(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place, "evidence")), place


def _with_no_evidence(touchpoint: Any) -> bool:
    """Whether a pain point would stand alone, and beside no opportunity that rests on evidence instead."""
    return "evidence" not in touchpoint and all("addresses" in one for one in touchpoint.get("opportunities", ()))


@seed("pain-point-without-evidence", at=lambda m: [] if _is_future(m) else m.each(TOUCHPOINT, _with_no_evidence))
def somebody_remembers_a_pain_point(text: MapText, place: Path, random: Random) -> Broken:
    lines = [f"text: {text.said('好像也有人嫌吵', 'It seems that some find it loud')}", "severity: low"]
    random.shuffle(lines)
    return text.appended((*place, "pain_points"), *lines)


def _assumed(text: MapText) -> list[str]:
    return [text[path]["id"] for path in text.each("evidence.*") if text[path].get("kind") == "assumption"]


def _assumed_pain_points(text: MapText) -> Iterator[Path]:
    for path in text.each(PAIN_POINT, lambda pain_point: "evidence" in pain_point and "owner" in pain_point):
        if set(text[path]["evidence"]).issubset(_assumed(text)) and opportunities_for(text, path):
            yield path


@seed("severe-pain-point-on-assumption", at=_assumed_pain_points)
def an_assumption_becomes_severe(text: MapText, place: Path, random: Random) -> Broken:
    return text.write((*place, "severity"), random.choice(SEVERE)), (*place, "evidence")


@seed(
    "severe-pain-point-on-assumption",
    at=lambda m: (
        p
        for p in m.each(PAIN_POINT)
        if m[p].get("severity") in SEVERE and is_spare(m, (*p, "evidence")) and _assumed(m)
    ),
)
def a_severe_pain_point_was_only_assumed(text: MapText, place: Path, random: Random) -> Broken:
    return text.write((*place, "evidence"), f"[{random.choice(_assumed(text))}]"), (*place, "evidence")


def _with_evidence_of_their_own(text: MapText) -> Iterator[Path]:
    """Yield touchpoints whose evidence bears the emotion alone."""
    for path in text.each(TOUCHPOINT, lambda touchpoint: "evidence" in touchpoint):
        items = [*text[path].get("pain_points", ()), *text[path].get("metrics", ())]
        if all("evidence" in item for item in items) and is_spare(text, (*path, "evidence")) and scores(text, path):
            yield path


@seed("emotion-without-evidence", at=lambda m: [] if _is_future(m) else _with_evidence_of_their_own(m))
def the_curve_is_drawn_from_memory(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place, "evidence")), place


@seed(
    "metric-without-evidence",
    at=lambda m: (
        p
        for p in metrics(m, lambda metric: "evidence" in metric and {"n", "period"} <= set(metric))
        if "evidence" not in m[p[:-2]] and is_spare(m, (*p, "evidence"))
    ),
)
def a_figure_comes_from_nowhere(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place, "evidence")), place


@seed("measurement-on-a-future-map", at=lambda m: metrics(m) if _is_future(m) else [])
def the_future_is_measured(text: MapText, place: Path, random: Random) -> Broken:
    return text.write((*place, "value"), str(random.randint(1, 90))), (*place, "value")


# Sources.


def _dated(text: MapText) -> Iterator[Path]:
    return text.each("evidence.*", lambda item: "date" in item and item.get("kind") not in ("assumption", "research"))


@seed("stale-evidence", at=_dated)
def evidence_is_from_another_time(text: MapText, place: Path, random: Random) -> Broken:
    day = random.choice(["2024-05-31", "2019-03-01", "2023-12-24"])
    return text.write((*place, "date"), day), (*place, "date")


@seed("evidence-from-the-future", at=lambda m: m.each("evidence.*", lambda item: "date" in item))
def a_digit_of_the_year_is_wrong(text: MapText, place: Path, random: Random) -> Broken:
    day = random.choice(["2026-06-03", "2027-03-31", "2062-03-31"])
    return text.write((*place, "date"), day), (*place, "date")


_LEAST = {"survey": 30, "interview": 6, "usability-test": 5, "observation": 5}


@seed("thin-sample", at=lambda m: m.each("evidence.*", lambda item: item.get("kind") in _LEAST and "n" in item))
def only_a_few_were_asked(text: MapText, place: Path, random: Random) -> Broken:
    few = random.randrange(1, _LEAST[text[place]["kind"]])
    return text.write((*place, "n"), str(few)), (*place, "n")


@seed("unknown-source-file", at=lambda m: m.each("evidence.*", lambda item: "source" in item))
def a_file_was_moved(text: MapText, place: Path, random: Random) -> Broken:
    lost = random.choice(["data/survey-2026-q1.csv", "./archive/notes.md", "/home/wang/Desktop/survey.xlsx"])
    return text.write((*place, "source"), lost), (*place, "source")


@seed("map-without-customer-evidence", at=lambda m: [] if _is_future(m) else m.each("evidence"))
def nobody_asked_the_customers(text: MapText, place: Path, _: Random) -> Broken:
    for path in text.each("evidence.*.kind"):
        if text[path] in _FROM_CUSTOMERS:
            text = text.write(path, "research")
    return text, place


# The review.


@seed("review-overdue", at=lambda m: m.each("review.last"))
def the_review_is_long_ago(text: MapText, place: Path, random: Random) -> Broken:
    return text.write(place, random.choice(["2025-11-30", "2024-04-21"])), place


@seed("review-overdue", at=lambda m: m.each("review.last"))
def the_review_is_due_more_often(text: MapText, place: Path, random: Random) -> Broken:
    return text.write(("review", "every"), random.choice(["7d", "2w", "P1D"])), place


@seed("review-overdue", at=lambda m: m.each("review.every"))
def nobody_says_how_often_it_is_reviewed(text: MapText, place: Path, _: Random) -> Broken:
    return text.write(("review", "last"), "2025-05-30").delete(place), ("review", "last")


@seed("review-in-the-future", at=lambda m: m.each("review.last"))
def the_review_is_still_to_come(text: MapText, place: Path, random: Random) -> Broken:
    return text.write(place, random.choice(["2026-06-03", "2062-04-21"])), place


@seed("map-without-review", at=lambda m: m.each("review") if ("scope",) in m else [])
def the_review_is_forgotten(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete(place), ("scope",)


@seed("map-never-reviewed", at=lambda m: m.each("review.last"))
def the_review_is_only_planned(text: MapText, place: Path, random: Random) -> Broken:
    if random.random() < 0.5:
        return text.write(place, "null"), place
    return text.delete(place), place[:-1]


@seed("never-validated-with-customers", at=lambda m: m.each("review.with"))
def only_colleagues_reviewed_it(text: MapText, place: Path, random: Random) -> Broken:
    if random.random() < 0.3:
        return text.delete(place), place[:-1]
    colleagues = [text.said("理赔部", "Claims"), text.said("客户服务中心", "Customer care")]
    return text.write(place, f"[{', '.join(random.sample(colleagues, random.randint(1, 2)))}]"), place
