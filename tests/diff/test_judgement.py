"""Every kind of change: what makes it, and that nothing else is told with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cxmap.diff.kinds import AREAS, CHANGE_KINDS, KIND_IDS, LEVEL_NAMES, PRINCIPLES, Level
from cxmap.diff.saying import Speaker
from tests.diff.maps import BASE, changed, document, kinds

if TYPE_CHECKING:
    from collections.abc import Callable

Change = "Callable[[Any], object]"


def door(data: Any) -> Any:
    return data["stages"][0]["touchpoints"][0]


def at(data: Any, *path: str | int) -> Any:
    for step in path:
        data = data[step]
    return data


def put(*path: Any) -> Callable[[Any], None]:
    """Set a value: the last of the path."""
    *way, name, value = path

    def change(data: Any) -> None:
        at(data, *way)[name] = value

    return change


def drop(*path: Any) -> Callable[[Any], None]:
    *way, name = path

    def change(data: Any) -> None:
        del at(data, *way)[name]

    return change


def append(*path: Any) -> Callable[[Any], None]:
    *way, value = path
    return lambda data: at(data, *way).append(value)


D = ("stages", 0, "touchpoints", 0)
PAIN, RISK, METRIC, ACTION = (*D, "pain_points", 0), (*D, "risks", 0), (*D, "metrics", 0), ("actions", 0)

CASES: list[tuple[str, Callable[[Any], object]]] = [
    ("emotion-fell", put(*D, "emotion", "ann", 0)),
    ("emotion-rose", put(*D, "emotion", "bo", 2)),
    ("emotion-known", put("stages", 0, "touchpoints", 1, "emotion", "bo", 1)),
    ("emotion-unknown", put(*D, "emotion", "bo", None)),
    ("emotion-unknown", drop(*D, "emotion", "bo")),
    ("moment-of-truth-unmarked", drop(*D, "moment_of_truth")),
    ("moment-of-truth-marked", put("stages", 1, "touchpoints", 0, "moment_of_truth", "first")),
    ("moment-of-truth-changed", put(*D, "moment_of_truth", "second")),
    ("severe-pain-point-added", append(*D, "pain_points", {"id": "dark", "text": "Dark", "severity": "critical"})),
    ("severe-pain-point-dropped", lambda data: (drop(*PAIN)(data), put(*D, "opportunities", 0, "addresses", ["cold"])(data))),
    ("pain-point-added", append(*D, "pain_points", {"id": "rain", "text": "Rain", "severity": "low"})),
    ("pain-point-removed", drop(*D, "pain_points", 1)),
    ("severity-raised", put(*PAIN, "severity", "critical")),
    ("severity-lowered", put(*PAIN, "severity", "low")),
    ("severity-changed", drop(*PAIN, "severity")),
    ("honeycomb-score-fell", put(*D, "honeycomb", "usable", 2)),
    ("honeycomb-score-rose", put(*D, "honeycomb", "usable", 5)),
    ("honeycomb-score-changed", put(*D, "honeycomb", "useful", 4)),
    ("wait-longer", put(*D, "wait", "PT1H")),
    ("wait-shorter", put(*D, "wait", "5min")),
    ("wait-shorter", drop(*D, "wait")),
    ("time-changed", put(*D, "duration", "6min")),
    ("owner-lost", drop(*D, "owner")),
    ("owner-lost", put("owner", None)),
    ("owner-assigned", put("stages", 1, "touchpoints", 0, "owner", "it")),
    ("owner-changed", put(*D, "owner", "it")),
    ("review-refreshed", put("review", "last", "2026-03-01")),
    ("review-set-back", put("review", "last", "2025-03-01")),
    ("reference-added", put(*D, "consulted", ["it"])),
    ("evidence-withdrawn", drop(*PAIN, "evidence")),
    ("evidence-cited", put(*PAIN, "evidence", ["survey", "calls"])),
    ("evidence-removed", drop("evidence", 1)),
    ("evidence-added", append("evidence", {"id": "log", "title": "Log of the desk"})),
    ("evidence-changed", put("evidence", 0, "date", "2026-03-01")),
    ("evidence-strengthened", put("evidence", 0, "n", 50)),
    ("evidence-weakened", put("evidence", 0, "kind", "assumption")),
    ("added-with-severe-pain", append("stages", 1, "touchpoints", {"id": "exit", "name": "Exit", "pain_points": [{"text": "Locked", "severity": "high"}]})),
    ("added-with-broken-promise", append("stages", 1, "touchpoints", {"id": "exit", "name": "Exit", "breaks": ["soon"]})),
    ("promise-broken", put(*D, "breaks", ["kind", "soon"])),
    ("promise-mended", drop(*D, "breaks")),
    ("promise-no-longer-kept", drop(*D, "delivers")),
    ("promise-kept", put(*D, "delivers", ["kind", "soon"])),
    ("promise-added", append("brand", "promises", {"id": "clean", "text": "Clean rooms"})),
    ("need-no-longer-served", drop(*D, "needs")),
    ("need-served", put("stages", 1, "touchpoints", 0, "needs", ["certainty"])),
    ("target-weakened", put(*METRIC, "target", 70)),
    ("target-strengthened", put(*METRIC, "target", 90)),
    ("target-removed", drop(*METRIC, "target")),
    ("figure-worse", put(*METRIC, "value", 50)),
    ("figure-better", put(*METRIC, "value", 61.5)),
    ("figure-changed", put(*METRIC, "n", 41)),
    ("metric-removed", drop(*METRIC)),
    ("metric-added", append("stages", 0, "touchpoints", 0, "metrics", {"kind": "nps", "value": 3})),
    ("control-removed", drop(*RISK, "control")),
    ("risk-raised", put(*RISK, "residual", "high")),
    ("risk-lowered", lambda data: None),
    ("risk-changed", put(*RISK, "likelihood", "high")),
    ("risk-removed", drop(*RISK)),
    ("risk-added", append(*D, "risks", {"id": "data", "risk": "Data are kept too long"})),
    ("action-done", put(*ACTION, "status", "done")),
    ("action-started", put(*ACTION, "status", "doing")),
    ("action-dropped", put(*ACTION, "status", "dropped")),
    ("action-status-changed", put("actions", 1, "status", "planned")),
    ("action-postponed", put(*ACTION, "due", "2026-09-30")),
    ("action-brought-forward", put(*ACTION, "due", "2026-05-31")),
    ("action-undated", drop(*ACTION, "due")),
    ("action-dated", put("actions", 1, "due", "2026-05-31")),
    ("action-added", append("actions", {"id": "warm", "title": "Heat the porch"})),
    ("action-removed", drop(*ACTION)),
    ("action-archived", drop("actions", 1)),
    ("opportunity-added", append(*D, "opportunities", {"id": "lights", "text": "How might lights help?"})),
    ("link-added", put(*D, "opportunities", 0, "addresses", ["signs", "cold"])),
    ("link-removed", drop(*ACTION, "addresses")),
    ("estimate-changed", put(*ACTION, "effort", 4)),
    ("channel-changed", put(*D, "channel", "app")),
    ("handover-lost", put(*D, "next", 0, "carries_data", False)),
    ("fail-point-cleared", drop(*D, "backstage", 0, "fail_point")),
    ("wait-point-marked", put(*D, "backstage", 0, "wait_point", True)),
    ("step-added", append(*D, "frontstage", "The greeter points the way")),
    ("step-removed", drop(*D, "backstage", 0)),
    ("item-added", append("stages", 1, "touchpoints", {"id": "bill", "name": "Bill"})),
    ("item-removed", drop("stages", 1, "touchpoints", 1)),
    ("item-moved", lambda data: at(data, "stages", 0, "touchpoints").append(at(data, "stages", 1, "touchpoints").pop())),
    ("item-moved", lambda data: put(*D, "support", [at(data, *D, "backstage").pop()])(data)),
    ("item-reordered", lambda data: at(data, "stages").reverse()),
    ("item-reordered", lambda data: at(data, "stages", 1, "touchpoints").reverse()),
    ("moment-of-truth-removed", lambda data: (drop(*D)(data), put("actions", 0, "addresses", [])(data))),
    ("id-renamed", put("stages", 0, "id", "coming")),
    ("field-changed", put("state", "future")),
    ("field-changed", put("version", "1.1")),
    ("content-added", append(*D, "thoughts", "Is anybody there?")),
    ("content-added", put(*D, "description", "People come in.")),
    ("content-removed", drop(*D, "thoughts", 0)),
    ("text-changed", put(*PAIN, "text", "No signs at the front door")),
    ("text-changed", put(*D, "thoughts", 1, "Is it very far from here?")),
    ("text-changed", put("title", {"en": "One visit to the clinic", "zh": "一次就诊"})),
    ("text-replaced", put("stages", 1, "name", "Xyz")),
    ("translation-added", put(*D, "name", {"en": "Door", "zh": "大门"})),
    ("translation-removed", put("title", "A visit to the clinic")),
    ("list-reordered", lambda data: at(data, *D, "thoughts").reverse()),
    ("order-changed", lambda data: at(data, "teams").reverse()),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "change"), [case for case in CASES if case[0] != "risk-lowered"])
def test_a_change_is_told_once_and_as_what_it_is(kind: str, change: Callable[[Any], object]) -> None:
    comparison = changed(change)
    told = kinds(comparison)
    others = {"link-added"} - {kind}  # an opportunity whose pain point is gone is for another one now
    assert [each for each in told if each not in others] == [kind]
    for language in ("zh", "en"):
        speaker = Speaker(comparison, language)
        for each in comparison.changes:
            said = speaker.said(each)
            assert said
            assert "{" not in said
            assert "MISSING" not in said


REVERSED = {
    "risk-lowered": "risk-raised",
    "control-added": "control-removed",
    "target-set": "target-removed",
    "fail-point-marked": "fail-point-cleared",
    "wait-point-cleared": "wait-point-marked",
    "handover-made": "handover-lost",
    "action-reopened": "action-done",
    "promise-removed": "promise-added",
    "reference-removed": "reference-added",
    "opportunity-removed": "opportunity-added",
}


@pytest.mark.parametrize("kind", REVERSED)
def test_what_is_undone_is_the_other_way_round(kind: str) -> None:
    from cxmap.diff import compare_documents

    change = dict(CASES)[REVERSED[kind]]
    there = changed(change)
    assert there.before is not None
    back = compare_documents(there.after, there.before)
    assert kinds(back) == [kind]


def test_a_pain_point_is_solved_where_an_action_for_it_is_done() -> None:
    def solve(data: Any) -> None:
        put(*ACTION, "status", "done")(data)
        drop(*PAIN)(data)
        put(*D, "opportunities", [])(data)
        drop(*ACTION, "addresses")(data)

    assert "pain-point-solved" in kinds(changed(solve)), "though the links are gone now, the older version has them"


def test_a_touchpoint_that_takes_a_severe_pain_point_along_is_a_regression() -> None:
    def remove(data: Any) -> None:
        drop(*D)(data)
        put("actions", 0, "addresses", [])(data)

    import copy

    base = copy.deepcopy(BASE)
    door(base).pop("moment_of_truth")
    assert "removed-with-severe-pain" in kinds(changed(remove, base))


def test_a_target_is_judged_only_where_the_map_says_what_is_better() -> None:
    import copy

    base = copy.deepcopy(BASE)
    at(base, *METRIC)["kind"] = "kpi"
    assert kinds(changed(put(*METRIC, "target", 70), base)) == ["target-changed"]
    at(base, *METRIC)["direction"] = "lower-is-better"
    assert kinds(changed(put(*METRIC, "target", 70), base)) == ["target-strengthened"]


def test_every_kind_has_a_case_and_every_area_and_level_its_words() -> None:
    shown = (
        {kind for kind, _ in CASES}
        | set(REVERSED)
        | {"pain-point-solved", "removed-with-severe-pain", "target-changed", "map-added", "map-removed"}
    )
    assert set(KIND_IDS) == shown
    assert len(CHANGE_KINDS) == len(KIND_IDS)
    assert {kind.area for kind in CHANGE_KINDS} == set(AREAS)
    assert set(LEVEL_NAMES) == set(PRINCIPLES) == set(Level)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: put(*D, "wait", "PT10M")(data),
        lambda data: put("stages", 1, "touchpoints", 0, "emotion", {"ann": 2, "bo": 2})(data),
        lambda data: put("stages", 0, "touchpoints", 1, "personas", ["bo", "ann"])(data),
        lambda data: put("personas", 0, "needs", 0, {"text": "To know how long it takes", "id": "certainty"})(data),
        lambda data: put(*D, "frontstage", [{"text": "A greeter asks for the name"}])(data),
        lambda data: put(*D, "frontstage", "A greeter asks for the name")(data),
        lambda data: put(*D, "name", {"en": "Door"})(data),
        lambda data: put("stages", 1, "touchpoints", 1, "moment_of_truth", False)(data),
        lambda data: put("metrics", [])(data),
        lambda data: put("kind", "customer")(data),
    ],
)
def test_the_same_in_another_form_is_no_change(change: Callable[[Any], object]) -> None:
    assert kinds(changed(change)) == []


def test_a_renamed_id_is_one_change_though_it_is_referred_to() -> None:
    def rename(data: Any) -> None:
        put("teams", 0, "id", "the-ward")(data)
        data["owner"] = "the-ward"
        put(*D, "owner", "the-ward")(data)
        put(*ACTION, "owner", "the-ward")(data)
        put("personas", 0, "id", "anna")(data)
        put(*D, "emotion", {"anna": 1, "bo": 0})(data)
        put("stages", 0, "touchpoints", 1, "emotion", {"anna": -1, "bo": None})(data)
        put("stages", 0, "touchpoints", 1, "personas", ["anna", "bo"])(data)

    comparison = changed(rename)
    assert kinds(comparison) == ["id-renamed", "id-renamed"]


def test_a_map_that_names_its_language_at_last_has_changed_in_this_alone() -> None:
    import copy

    base = copy.deepcopy(BASE)
    del base["language"]
    comparison = changed(put("language", "en"), base)
    assert kinds(comparison) == ["field-changed"]
    assert document(base).language == "en"


def test_a_renamed_touchpoint_is_one_change_though_ways_lead_to_it() -> None:
    def rename(data: Any) -> None:
        put("stages", 0, "touchpoints", 1, "id", "sorting")(data)
        put(*D, "next", [{"to": "sorting", "carries_data": True}])(data)

    assert kinds(changed(rename)) == ["id-renamed"]


def test_another_scale_is_no_other_feeling() -> None:
    def rescale(data: Any) -> None:
        put("scale", {"min": 1, "max": 5})(data)
        put(*D, "emotion", {"ann": 4, "bo": 3})(data)
        put("stages", 0, "touchpoints", 1, "emotion", {"ann": 2, "bo": None})(data)
        put("stages", 1, "touchpoints", 0, "emotion", 4)(data)

    assert kinds(changed(rescale)) == ["field-changed", "field-changed", "emotion-fell"]


def test_what_goes_with_a_persona_is_told_once() -> None:
    def remove(data: Any) -> None:
        data["personas"].pop()
        for stage in data["stages"]:
            for touchpoint in stage["touchpoints"]:
                if isinstance(touchpoint.get("emotion"), dict):
                    touchpoint["emotion"].pop("bo")
                if "personas" in touchpoint:
                    touchpoint["personas"] = ["ann"]

    assert kinds(changed(remove)) == ["item-removed"]

    def add(data: Any) -> None:
        data["personas"].append({"id": "cy", "name": "Cy"})
        door(data)["emotion"]["cy"] = -2

    assert kinds(changed(add)) == ["item-added"]


def test_a_pain_point_that_is_solved_is_no_regression() -> None:
    def solve(data: Any) -> None:
        put(*ACTION, "status", "done")(data)
        drop(*PAIN)(data)
        at(data, *D, "opportunities", 0).pop("addresses")

    assert kinds(changed(solve)) == ["pain-point-solved", "action-done"]


def test_a_promise_that_is_broken_now_is_not_also_no_longer_kept() -> None:
    def break_(data: Any) -> None:
        door(data)["delivers"] = []
        door(data)["breaks"] = ["soon", "kind"]

    assert kinds(changed(break_)) == ["promise-broken"]

    def mend(data: Any) -> None:
        door(data)["delivers"] = ["kind", "soon"]
        door(data)["breaks"] = []

    assert kinds(changed(mend)) == ["promise-kept"]


def test_a_team_that_goes_leaves_touchpoints_without_an_owner() -> None:
    def remove(data: Any) -> None:
        data["teams"] = data["teams"][1:]
        data["owner"] = "it"
        data["actions"][0]["owner"] = "it"
        door(data).pop("owner")

    assert kinds(changed(remove)).count("owner-lost") == 1
