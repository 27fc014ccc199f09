"""The chain from pain point to opportunity to action, and the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lint.faults.places import (
    LIVE,
    OPPORTUNITY,
    PAIN_POINT,
    SEVERE,
    TOUCHPOINT,
    actions_for,
    is_moment_of_truth,
    is_spare,
    opportunities_for,
)
from tests.lint.faults.seeds import seed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from cxmap.diagnostics import Path
    from tests.lint.faults.breaking import MapText
    from tests.lint.faults.seeds import Broken


def _assumptions(text: MapText) -> set[str]:
    return {text[path]["id"] for path in text.each("evidence.*") if text[path].get("kind") == "assumption"}


def _unaddressed(text: MapText) -> Iterator[Path]:
    for path in text.each(PAIN_POINT):
        is_known = not _assumptions(text).issuperset(text[path].get("evidence", ()))
        if is_known and "owner" in text[path] and not opportunities_for(text, path):
            yield path


@seed("pain-point-without-opportunity", at=_unaddressed)
def a_pain_point_becomes_severe(text: MapText, place: Path, random: Random) -> Broken:
    return text.write((*place, "severity"), random.choice(SEVERE)), place


def _without_loose_opportunity(text: MapText) -> Iterator[Path]:
    for path in text.each(TOUCHPOINT):
        if all("addresses" in opportunity for opportunity in text[path].get("opportunities", ())):
            yield path


@seed("pain-point-without-opportunity", at=_without_loose_opportunity)
def a_severe_pain_point_is_added(text: MapText, place: Path, random: Random) -> Broken:
    known = [text[path]["id"] for path in text.each("evidence.*") if text[path].get("kind") != "assumption"]
    lines = (
        f"text: {text.said('屏幕反光，什么都看不清', 'The screen cannot be read in the sun')}",
        f"severity: {random.choice(SEVERE)}",
        f"evidence: [{(known or sorted(_assumptions(text)))[0]}]",
        f"owner: {text[('teams', 0, 'id')]}",
    )
    return text.appended((*place, "pain_points"), *lines)


def _sole_answers(text: MapText) -> Iterator[Path]:
    """Yield the opportunities without which a severe pain point has no answer, where it could be said of another."""
    for path in text.each(OPPORTUNITY):
        for pain_point in text.each(PAIN_POINT):
            is_severe = text[pain_point].get("severity") in SEVERE
            if is_severe and opportunities_for(text, pain_point) == [text[path]] and "addresses" in text[path]:
                yield path


@seed("pain-point-without-opportunity", at=_sole_answers)
def an_opportunity_addresses_another_pain_point(text: MapText, place: Path, random: Random) -> Broken:
    old = text[place]["addresses"]
    other = random.choice([path for path in text.each(PAIN_POINT) if text[path].get("id", old[0]) not in old])
    found = next(path for path in text.each(PAIN_POINT) if text[path].get("id") in old)
    return text.write((*place, "addresses"), f"[{text[other]['id']}]").touching(other), found


def _severe_with_one_action(text: MapText) -> Iterator[Path]:
    for path in text.each(PAIN_POINT):
        if text[path].get("severity") in SEVERE and len(actions_for(text, opportunities_for(text, path))) == 1:
            yield path


@seed("severe-pain-point-without-action", at=_severe_with_one_action)
def its_action_is_dropped(text: MapText, place: Path, _: Random) -> Broken:
    (action,) = actions_for(text, opportunities_for(text, place))
    return text.write((*action, "status"), "dropped"), place


@seed("severe-pain-point-without-action", at=_severe_with_one_action)
def its_action_takes_up_something_else(text: MapText, place: Path, random: Random) -> Broken:
    (action,) = actions_for(text, opportunities_for(text, place))
    idle = random.choice([path for path in text.each(OPPORTUNITY) if not _is_worked_on(text, path)])
    return text.write((*action, "addresses"), f"[{text[idle]['id']}]").touching(idle), place


def _is_worked_on(text: MapText, opportunity: Path) -> bool:
    return any(text[action].get("status") in LIVE for action in actions_for(text, [text[opportunity]]))


# The plan is the answer to a moment of truth as well, though no pain point there is severe.
@seed(
    "severe-pain-points-without-a-plan",
    at=lambda m: m.each("actions") if _first_severe(m) else [],
    also={"disappointing-moment-of-truth": lambda m, _: _disappointing(m)},
    alone=True,
)
def there_is_no_plan(text: MapText, place: Path, random: Random) -> Broken:
    if random.random() < 0.5:
        return text.delete(place), _first_severe(text)[0]
    for action in list(text.each("actions.*.status")):
        text = text.write(action, "dropped")
    return text, _first_severe(text)[0]


def _first_severe(text: MapText) -> list[Path]:
    return [path for path in text.each(PAIN_POINT) if text[path].get("severity") in SEVERE]


def _disappointing(text: MapText) -> Path:
    scored = (path for path in text.each(f"{TOUCHPOINT}.emotion.*") if is_moment_of_truth(text, path[:4]))
    return next(path for path in scored if text[path] <= -1)


_SOLUTIONS = (
    ("上线智能客服", "Add a chatbot"),
    ("开发新的进度页", "We should build a tracking page"),
    ("增设一名专员", "Implement a call-back service"),
    ("建议优化短信模板", "Introduce an SMS reminder"),
)


@seed("opportunity-phrased-as-a-solution", at=lambda m: m.each(f"{OPPORTUNITY}.text"))
def an_opportunity_is_a_solution(text: MapText, place: Path, random: Random) -> Broken:
    return text.write(place, text.said(*random.choice(_SOLUTIONS))), place


@seed("opportunity-addressing-nothing", at=lambda m: m.each(OPPORTUNITY, lambda item: "addresses" in item))
def an_opportunity_addresses_nothing(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place, "addresses")), place


@seed(
    "opportunity-addressing-nothing",
    at=lambda m: (p for p in m.each(OPPORTUNITY) if "addresses" not in m[p] and is_spare(m, (*p, "evidence"))),
)
def an_opportunity_rests_on_nothing(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place, "evidence")), place


# The plan.


def _live(text: MapText) -> Iterator[Path]:
    return text.each("actions.*", lambda action: action.get("status") in LIVE)


@seed("action-without-due-date", at=_live)
def an_action_has_no_date(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place, "due")), place


@seed("action-overdue", at=lambda m: (p for p in _live(m) if str(m[p].get("start", "")) < "2026-05-01"))
def an_action_is_late(text: MapText, place: Path, random: Random) -> Broken:
    return text.write((*place, "due"), random.choice(["2026-05-31", "2026-05-02"])), (*place, "due")


@seed("action-overdue", at=lambda m: m.each("actions.*", lambda action: action.get("status") == "done"))
def a_late_action_was_not_done_after_all(text: MapText, place: Path, _: Random) -> Broken:
    return text.write((*place, "status"), "doing"), (*place, "due")


@seed("action-that-ends-before-it-starts", at=lambda m: m.each("actions.*", lambda action: "start" in action))
def the_year_was_not_changed(text: MapText, place: Path, random: Random) -> Broken:
    return text.write((*place, "due"), f"{random.randint(2022, 2024)}-12-31"), (*place, "due")


def _before(text: MapText, later: Path) -> list[Path]:
    """Return the actions of other teams on the same opportunities that must be done before an action starts."""
    action = text[later]
    return [
        path
        for path in _live(text)
        if {"owner", "start"} <= set(action)
        and {"owner", "due"} <= set(text[path])
        and text[path].get("addresses") == action.get("addresses")
        and text[path]["owner"] != action["owner"]
        and text[path]["due"] < action["start"]
    ]


@seed("conflicting-actions", at=lambda m: (p for p in _live(m) if _before(m, p)))
def two_teams_do_not_wait_for_each_other(text: MapText, place: Path, random: Random) -> Broken:
    day = random.choice(["2026-07-15", "2026-09-30"])
    return text.write((*place, "start"), day).touching(*_before(text, place)), place


@seed("conflicting-actions", at=lambda m: (p for p in _live(m) if {"start", "due", "addresses", "owner"} <= set(m[p])))
def another_team_begins_the_same(text: MapText, place: Path, _: Random) -> Broken:
    action = text[place]
    team = next(text[path] for path in text.each("teams.*.id") if text[path] != action["owner"])
    lines = (
        f"title: {text.said('我们先试一版', 'A version of our own')}",
        f"addresses: [{', '.join(action['addresses'])}]",
        f"owner: {team}",
        f"start: {action['due']}",
        f"due: {action['due']}",
        "effort: 2",
        "impact: 2",
    )
    return text.appended(("actions",), *lines)


def _not_needed(text: MapText) -> Iterator[Path]:
    """Yield actions that may lose what they take up and leave no pain without an answer."""
    for path in _live(text):
        needed = [one for one in text.each(PAIN_POINT) if actions_for(text, opportunities_for(text, one)) == [path]]
        if not needed:
            yield path


@seed("action-addressing-nothing", at=_not_needed)
def an_action_is_for_nothing(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place, "addresses")), place


def _answered_by_one(text: MapText) -> dict[Path, Path]:
    """Return the actions without which a severe pain point is left alone, with that pain point."""
    severe = [path for path in text.each(PAIN_POINT) if text[path].get("severity") in SEVERE]
    answers = {path: actions_for(text, opportunities_for(text, path)) for path in severe}
    return {found[0]: path for path, found in answers.items() if len(found) == 1}


# Two things are true of it: nobody knows what the action is for, and the plan leaves out what hurts most.
@seed(
    "action-addressing-nothing",
    at=_answered_by_one,
    also={"severe-pain-point-without-action": lambda m, action: _answered_by_one(m)[action]},
)
def a_needed_action_does_not_say_what_it_is_for(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place, "addresses")), place


@seed("action-addressing-nothing", at=lambda m: m.each("actions"))
def a_pet_project_is_added(text: MapText, place: Path, random: Random) -> Broken:
    owner = ("teams", random.randrange(2), "id")
    lines = (
        f"title: {text.said('更换主机', 'A new mainframe')}",
        f"owner: {text[owner]}",
        "due: 2027-06-30",
        "effort: 5",
        "impact: 1",
    )
    return text.appended(place, *lines)


@seed("action-without-effort-or-impact", at=_live)
def an_action_cannot_be_compared(text: MapText, place: Path, random: Random) -> Broken:
    for name in random.sample(["effort", "impact"], random.randint(1, 2)):
        text = text.delete((*place, name))
    return text, place


@seed("cost-without-benefit", at=lambda m: (p for p in _live(m) if "benefit" in m[p]))
def an_action_only_costs(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place, "benefit")), (*place, "cost")


@seed("cost-without-benefit", at=lambda m: (p for p in _live(m) if "cost" not in m[p]))
def an_action_begins_to_cost(text: MapText, place: Path, random: Random) -> Broken:
    cost = random.choice(["1", "40000", "2.5e5"])
    return text.write((*place, "cost"), cost), (*place, "cost")


@seed("done-without-effect", at=lambda m: m.each("actions.*", lambda action: "effect" in action))
def nobody_measured_the_effect(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place, "effect")), (*place, "status")


@seed("done-without-effect", at=lambda m: _live(m))
def an_action_is_ticked_off(text: MapText, place: Path, _: Random) -> Broken:
    return text.write((*place, "status"), "done"), (*place, "status")
