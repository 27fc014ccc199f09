"""Channels, backstage, honeycomb, design, compliance."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from tests.lint.faults.places import (
    RISK,
    TOUCHPOINT,
    every,
    is_moment_of_truth,
    is_spare,
    lacks,
    leads_by_default,
    score_paths,
    scores,
    touchpoints,
)
from tests.lint.faults.seeds import seed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from cxmap.diagnostics import Path
    from tests.lint.faults.breaking import MapText
    from tests.lint.faults.seeds import Broken


# Channels.


# While a channel is unknown, nothing is said of those that are not used: it may be one of them that is meant.
@seed("undeclared-channel", at=every(f"{TOUCHPOINT}.channel"), alone=True)
def a_channel_is_misspelt(text: MapText, place: Path, random: Random) -> Broken:
    name = text[place]
    at = random.randrange(len(name))
    return text.write(place, random.choice([name[:at] + name[at] + name[at:], "carrier-pigeon"])), place


def _used_once(text: MapText) -> Iterator[Path]:
    """Yield the channels that one touchpoint uses, and no persona prefers."""
    used = Counter(text[path] for path in text.each(f"{TOUCHPOINT}.channel"))
    used.update(channel for path in text.each("personas.*.channels") for channel in text[path] * 2)
    return text.each("channels.*", lambda channel: used[channel["id"]] == 1)


@seed("undeclared-channel", at=lambda m: (p for p in _used_once(m) if not m[p].get("regulated")), alone=True)
def a_channel_is_no_longer_declared(text: MapText, place: Path, _: Random) -> Broken:
    users = text.each(f"{TOUCHPOINT}.channel", lambda channel: channel == text[place]["id"])
    return text.delete(place), next(users)


@seed("handover-that-loses-data", at=lambda m: m.each(f"{TOUCHPOINT}.next.*"))
def the_data_stay_behind(text: MapText, place: Path, _: Random) -> Broken:
    return text.write((*place, "carries_data"), "false"), (*place, "carries_data")


def _before_two_channels(text: MapText) -> Iterator[Path]:
    """Yield touchpoints that are followed by a stage of two, on different channels, each scored for everyone."""
    places = touchpoints(text)
    for path, one, other in zip(places, places[1:], places[2:], strict=False):
        scored = all(isinstance(text[each].get("emotion"), int | float) for each in (one, other))
        is_a_stage = path[:2] != one[:2] == other[:2] and text[one]["channel"] != text[other]["channel"]
        if is_a_stage and scored and leads_by_default(text, path):
            yield path


@seed("channel-much-worse-than-another", at=_before_two_channels)
def one_of_two_channels_is_much_worse(text: MapText, place: Path, _: Random) -> Broken:
    places = touchpoints(text)
    one, other = places[places.index(place) + 1 :][:2]
    text = text.write((*one, "emotion"), "0").write((*other, "emotion"), "2")
    return text.add(place, f"next: [{text[one]['id']}, {text[other]['id']}]"), (*one, "channel")


def _alternatives(text: MapText, place: Path) -> list[Path]:
    """Return the touchpoints on other channels of the stage that one may go to instead of this one."""
    choices = [
        {way["to"] for way in text[path]} for path in text.each(f"{TOUCHPOINT}.next", lambda ways: len(ways) > 1)
    ]
    return [
        path
        for path in touchpoints(text)
        if path[:2] == place[:2]
        and text[path]["channel"] != text[place]["channel"]
        and any({text[path].get("id"), text[place].get("id")} <= choice for choice in choices)
    ]


def _that_may_be_bad(text: MapText) -> Iterator[Path]:
    for path in text.each(TOUCHPOINT, lacks("feelings", "honeycomb", "moment_of_truth")):
        if any(min(scores(text, other).values()) >= 1 for other in _alternatives(text, path)):
            yield path


@seed("channel-much-worse-than-another", at=_that_may_be_bad)
def the_other_way_becomes_bad(text: MapText, place: Path, _: Random) -> Broken:
    for path in score_paths(text, [place]):
        text = text.write(path, "-1")
    return text, (*place, "channel")


@seed("channel-much-worse-than-another", at=_that_may_be_bad)
def the_other_way_becomes_much_better(text: MapText, place: Path, _: Random) -> Broken:
    (other,) = _alternatives(text, place)
    for path in score_paths(text, [place]):
        text = text.write(path, "2")
    for path in score_paths(text, [other]):
        text = text.write(path, "0")
    return text.touching(other), (*other, "channel")


def _medium(text: MapText, place: Path) -> str | None:
    channel = text[place].get("channel")
    if channel in ("sms", None):
        return None  # messages come by themselves
    return next((text[path].get("medium") for path in text.each("channels.*") if text[path]["id"] == channel), None)


def _target(text: MapText, way: Path) -> Path:
    return next(path for path in touchpoints(text) if text[path].get("id") == text[way]["to"])


def _across(text: MapText) -> Iterator[Path]:
    """Yield touchpoints that say of their only way to another medium why it is taken."""
    for path in text.each(TOUCHPOINT, lambda touchpoint: len(touchpoint.get("next", ())) == 1):
        there = _medium(text, _target(text, (*path, "next", 0)))
        if None not in (_medium(text, path), there) and _medium(text, path) != there:
            yield path


@seed("forced-change-of-channel", at=_across)
def nobody_says_why_the_channel_changes(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place, "next", 0, "when")).delete((*place, "next", 0, "carries_data")), (*place, "next")


def _followed(text: MapText) -> Iterator[Path]:
    """Yield touchpoints after which the next stage begins in another medium."""
    for path, following in pairwise(touchpoints(text)):
        media = {_medium(text, path), _medium(text, following)}
        if None not in media and len(media) > 1 and path[:2] != following[:2] and leads_by_default(text, path):
            yield path


@seed("forced-change-of-channel", at=_followed)
def people_are_sent_to_another_channel(text: MapText, place: Path, _: Random) -> Broken:
    places = touchpoints(text)
    following = places[places.index(place) + 1]
    return text.add(place, f"next: [{text[following]['id']}]"), (*place, "next")


# Backstage.


def _with_frontstage(text: MapText) -> Iterator[Path]:
    for path in text.each(TOUCHPOINT, lambda touchpoint: "frontstage" in touchpoint):
        rows = [(*path, row) for row in ("backstage", "support") if row in text[path]]
        if is_spare(text, *rows):
            yield path


@seed("frontstage-without-backstage", at=_with_frontstage)
def nobody_looked_behind(text: MapText, place: Path, _: Random) -> Broken:
    for row in ("backstage", "support"):
        if row in text[place]:
            text = text.delete((*place, row))
    return text, (*place, "frontstage")


@seed("frontstage-without-backstage", at=lambda m: m.each(TOUCHPOINT, lacks("frontstage", "backstage", "support")))
def only_the_counter_is_drawn(text: MapText, place: Path, _: Random) -> Broken:
    owner = text[("teams", 0, "id")]
    words = text.said("店员递上毛巾", "A towel is handed over")
    return text.append((*place, "frontstage"), f"text: {words}", f"owner: {owner}"), (*place, "frontstage")


def _hanging(text: MapText) -> list[Path]:
    """Return the support steps that as many touchpoints share as may."""
    same: dict[str, list[Path]] = {}
    for path in text.each(f"{TOUCHPOINT}.support.*"):
        same.setdefault(str(text[path]["text"]), []).append(path)
    return next((found for found in same.values() if len(found) == 4), [])


def _independent(text: MapText) -> Iterator[Path]:
    known = {path[:4] for path in _hanging(text)}
    return (path for path in text.each(TOUCHPOINT) if known and path not in known)


@seed("single-point-of-failure", at=_independent)
def one_more_touchpoint_hangs_on_a_system(text: MapText, place: Path, random: Random) -> Broken:
    step = text[random.choice(_hanging(text))]
    broken = text.append((*place, "support"), f"text: {_written(text, step)}", f"owner: {step['owner']}")
    first = min([*_hanging(text), (*place, "support", len(text[place].get("support", ())))])
    return broken, first


@seed(
    "single-point-of-failure",
    at=lambda m: (p for p in m.each(f"{TOUCHPOINT}.support.*.text") if p[:4] in set(_independent(m))),
)
def two_systems_become_one(text: MapText, place: Path, _: Random) -> Broken:
    hanging = _hanging(text)
    return text.write(place, _written(text, text[hanging[0]])), min([*hanging, place[:-1]])


def _written(text: MapText, step: dict[str, dict[str, str]]) -> str:
    return text.said(step["text"]["zh"], step["text"]["en"])


def _behind(text: MapText, place: Path) -> list[Path]:
    """Return the owners of the steps behind a touchpoint."""
    rows = ((*place, row, index) for row in ("backstage", "support") for index in range(len(text[place].get(row, ()))))
    return [(*step, "owner") for step in rows if "owner" in text[step]]


@seed(
    "no-owner-behind-the-line-of-visibility",
    at=lambda m: (p for p in m.each(TOUCHPOINT) if _behind(m, p) and is_spare(m, *_behind(m, p))),
)
def nobody_owns_the_backstage(text: MapText, place: Path, _: Random) -> Broken:
    for path in reversed(_behind(text, place)):
        text = text.delete(path)
    return text, place


# The honeycomb.


def _on_the_way(text: MapText, dimension: str) -> list[Path]:
    """Return the scores of a dimension at touchpoints."""
    return list(text.each(f"{TOUCHPOINT}.honeycomb.{dimension}"))


@seed("dimension-never-scored", at=lambda m: (p for p in m.each("honeycomb.*") if not _on_the_way(m, str(p[-1]))))
def a_dimension_is_forgotten(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete(place), place[:-1]


@seed("dimension-under-its-threshold", at=lambda m: m.each("honeycomb.*"))
def the_journey_scores_low(text: MapText, place: Path, random: Random) -> Broken:
    return text.write(place, random.choice(["1", "2", "2.4"])), place


def _low_on_the_way(text: MapText) -> Iterator[Path]:
    for path in text.each("honeycomb.*"):
        known = [text[score] for score in _on_the_way(text, str(path[-1]))]
        if len(known) > 1 and sum(known) / len(known) < 2.5:
            yield path


@seed("dimension-under-its-threshold", at=_low_on_the_way)
def the_journey_is_no_longer_scored_itself(text: MapText, place: Path, _: Random) -> Broken:
    found = min(_on_the_way(text, str(place[-1])), key=lambda path: text[path])
    return text.delete(place), found


def _strong(text: MapText) -> Iterator[Path]:
    for path in text.each(f"{TOUCHPOINT}.honeycomb", lambda scored: len(scored) >= 3 and min(scored.values()) >= 4):
        yield from ((*path, dimension) for dimension in text[path])


@seed("strong-but-for-some-dimensions", at=_strong)
def a_touchpoint_has_one_weak_spot(text: MapText, place: Path, random: Random) -> Broken:
    return text.write(place, random.choice(["1", "1.5", "2"])), place


def _with_clear_scores(text: MapText) -> Iterator[Path]:
    for path in touchpoints(text):
        known = list(scores(text, path).values())
        if known and (min(known) >= 1 or max(known) <= -1) and ("honeycomb",) in text:
            yield path


@seed("honeycomb-that-contradicts-the-emotion", at=_with_clear_scores)
def the_team_sees_it_otherwise(text: MapText, place: Path, random: Random) -> Broken:
    feels_good = min(scores(text, place).values()) > 0
    dimensions = random.sample(["useful", "usable", "findable", "credible", "accessible", "desirable", "valuable"], 4)
    scored = {name: random.choice([1, 2] if feels_good else [4, 5]) for name in dimensions}
    lines = [f"{name}: {score}" for name, score in scored.items()]
    if "honeycomb" in text[place]:
        text = text.delete((*place, "honeycomb"))
    return text.add(place, "honeycomb:", *(f"  {line}" for line in lines)), (*place, "honeycomb")


# Design.


@seed("incomplete-five-step-design", at=lambda m: m.each("design") if m.get(("state",)) == "future" else [])
def a_step_of_the_design_is_missing(text: MapText, place: Path, random: Random) -> Broken:
    for name in random.sample(list(text[place]), random.randint(1, 3)):
        text = text.delete((*place, name))
    return text, place


@seed("incomplete-five-step-design", at=lambda m: m.each("state") if m.get(("state",)) == "future" else [])
def the_future_has_no_design(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete(("design",)), place


@seed("moments-of-truth-without-senses", at=lambda m: m.each("design.senses"), alone=True)
def the_senses_are_forgotten_where_it_counts(text: MapText, place: Path, _: Random) -> Broken:
    moments = [path for path in touchpoints(text) if is_moment_of_truth(text, path)]
    for path in moments:
        if "senses" in text[path]:
            text = text.delete((*path, "senses"))
    return text, (*moments[0], "moment_of_truth")


@seed("promise-kept-nowhere", at=lambda m: m.each("brand.promises"))
def a_promise_is_added(text: MapText, place: Path, _: Random) -> Broken:
    lines = ("id: never-twice", f"text: {text.said('材料不交第二遍', 'Never the same paper twice')}")
    return text.appended(place, *lines)


def _sole_keepers(text: MapText) -> Iterator[Path]:
    for path in text.each(f"{TOUCHPOINT}.delivers"):
        if "needs" in text[path[:4]] and len(text[path]) == 1 and not is_spare(text, path):
            yield path


@seed("promise-kept-nowhere", at=_sole_keepers)
def a_promise_is_no_longer_kept(text: MapText, place: Path, _: Random) -> Broken:
    promise = next(path for path in text.each("brand.promises.*") if text[path]["id"] == text[place][0])
    return text.delete(place), promise


def _may_break(text: MapText) -> Iterator[Path]:
    if text.get(("state",)) == "future":
        return text.each(TOUCHPOINT)
    return text.each(TOUCHPOINT, lacks("breaks", "pain_points", "opportunities"))


@seed("broken-promise", at=_may_break)
def a_promise_is_broken(text: MapText, place: Path, random: Random) -> Broken:
    promise = text[random.choice(list(text.each("brand.promises.*.id")))]
    written = ["breaks:", f"  - {promise}"] if random.random() < 0.5 else [f"breaks: [{promise}]"]
    return text.add(place, *written), (*place, "breaks", 0)


# Compliance.


@seed("risk-without-control", at=lambda m: m.each(RISK))
def a_risk_has_no_control(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place, "control")), place


@seed("risk-without-rule", at=lambda m: m.each(RISK))
def a_risk_has_no_rule(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place, "rule")), place


@seed("high-residual-risk", at=lambda m: m.each(f"{RISK}.residual"))
def a_risk_stays_high(text: MapText, place: Path, _: Random) -> Broken:
    return text.write(place, "high"), place


@seed(
    "regulated-touchpoint-without-risk",
    at=lambda m: (p for p in m.each(TOUCHPOINT) if "risks" in m[p] and is_spare(m, (*p, "risks"))),
)
def nobody_looked_for_risks(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place, "risks")), place


@seed("regulated-touchpoint-without-risk", at=lambda m: (p for p in _used_once(m) if not m[p].get("regulated")))
def a_channel_becomes_regulated(text: MapText, place: Path, _: Random) -> Broken:
    users = text.each(TOUCHPOINT, lambda touchpoint: touchpoint.get("channel") == text[place]["id"])
    return text.write((*place, "regulated"), "true"), next(users)
