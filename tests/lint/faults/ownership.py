"""Nobody answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lint.faults.places import PAIN_POINT, RISK, ROWS, SEVERE, TOUCHPOINT, is_spare, owned, steps
from tests.lint.faults.seeds import seed

if TYPE_CHECKING:
    from random import Random

    from cxmap.diagnostics import Path
    from tests.lint.faults.breaking import MapText
    from tests.lint.faults.seeds import Broken


def _teams(text: MapText) -> list[str]:
    return [text[path] for path in text.each("teams.*.id")]


@seed("touchpoint-without-owner", at=lambda m: (p for p in m.each(TOUCHPOINT) if is_spare(m, (*p, "owner"))))
def a_touchpoint_loses_its_owner(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place, "owner")), place


# While an owner is unknown, nothing is said of teams that own nothing: it may be one of them that is meant.
@seed("unknown-owner", at=lambda m: ((*p, "owner") for p in [(), *owned(m)] if "owner" in m[p]))
def the_name_of_a_team_is_misspelt(text: MapText, place: Path, random: Random) -> Broken:
    name = text[place]
    at = random.randrange(len(name))
    return text.write(place, name[:at] + name[at] + name[at:]), place


@seed("unknown-owner", at=lambda m: ((*p, "owner") for p in owned(m)))
def a_team_was_dissolved(text: MapText, place: Path, random: Random) -> Broken:
    return text.write(place, random.choice(["skunkworks", "innovation-lab", "渠道一部"])), place


@seed(
    "action-without-owner",
    at=lambda m: (p for p in m.each("actions.*") if m[p].get("status") != "dropped" and is_spare(m, (*p, "owner"))),
)
def an_action_loses_its_owner(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place, "owner")), place


@seed("action-without-owner", at=lambda m: m.each("actions", lambda actions: len(actions) > 1))
def an_action_is_added_in_a_hurry(text: MapText, place: Path, random: Random) -> Broken:
    action = random.choice([path for path in text.each("actions.*") if text[path].get("status") != "dropped"])
    taken_up = ", ".join(text[action]["addresses"])
    lines = (
        f"title: {text.said('再开一次会', 'Another meeting')}",
        f"addresses: [{taken_up}]",
        "due: 2026-08-14",
        "effort: 1",
        "impact: 2",
    )
    return text.appended(place, *lines)


@seed("risk-without-owner", at=lambda m: (p for p in m.each(RISK) if is_spare(m, (*p, "owner"))))
def a_risk_loses_its_owner(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place, "owner")), place


@seed(
    "pain-point-without-owner",
    at=lambda m: (p for p in m.each(PAIN_POINT) if m[p].get("severity") in SEVERE and is_spare(m, (*p, "owner"))),
)
def a_severe_pain_point_loses_its_owner(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place, "owner")), place


def _beside(text: MapText, step: Path) -> list[Path]:
    """Return the other steps on the same side of the line of visibility."""
    return [
        other
        for other in steps(text)
        if other != step
        and other[:4] == step[:4]
        and (other[4] == "frontstage") == (step[4] == "frontstage")
        and "owner" in text[other]
    ]


@seed("step-without-owner", at=lambda m: (p for p in steps(m) if _beside(m, p) and is_spare(m, (*p, "owner"))))
def a_step_loses_its_owner(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place, "owner")), place


@seed("step-without-owner", at=lambda m: (p for row in ROWS for p in m.each(f"{TOUCHPOINT}.{row}")))
def a_step_is_added_without_owner(text: MapText, place: Path, _: Random) -> Broken:
    words = text.said("第二天有人打电话来", "Somebody calls on the next day")
    return text.appended(place, f"text: {words}")


@seed("team-that-owns-nothing", at=lambda m: m.each("teams"))
def a_team_is_declared_too_many(text: MapText, place: Path, _: Random) -> Broken:
    lines = ("id: marketing", f"name: {text.said('市场部', 'Marketing')}")
    return text.appended(place, *lines)


@seed(
    "team-that-owns-nothing", at=lambda m: (p for p in m.each("teams.*") if m.get(("owner",)) != m[p]["id"]), alone=True
)
def another_team_takes_over(text: MapText, place: Path, random: Random) -> Broken:
    old = text[place]["id"]
    new = random.choice([team for team in _teams(text) if team != old])
    for path in owned(text):
        if text[path]["owner"] == old:
            text = text.write((*path, "owner"), new)
    return text, place
