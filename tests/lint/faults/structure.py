"""Too much, too little, unused, not reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lint.faults.breaking import quoted
from tests.lint.faults.places import (
    OPPORTUNITY,
    PAIN_POINT,
    TOUCHPOINT,
    is_spare,
    leads_by_default,
    passing,
    personas,
    touchpoints,
    ways_to,
)
from tests.lint.faults.seeds import seed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from cxmap.diagnostics import Path
    from tests.lint.faults.breaking import MapText
    from tests.lint.faults.seeds import Broken


# Size.


def _open_ends(text: MapText) -> list[Path]:
    """Return the stages from which everybody goes on to whatever follows."""
    return [path for path in text.each("stages.*") if "next" not in text[path]["touchpoints"][-1]]


def _touchpoint(text: MapText, number: int) -> tuple[str, ...]:
    """Return a touchpoint of which nobody knows how it feels."""
    needs = ", ".join(text[path][0]["id"] for path in text.each("personas.*.needs"))
    return (
        f"name: {text.said(f'又一步（{number}）', f'One more step, no. {number}')}",
        f"owner: {text[('teams', 0, 'id')]}",
        f"personas: [{', '.join(text[path] for path in text.each('personas.*.id'))}]",
        "emotion: null",
        f"needs: [{needs}]",
    )


@seed("stage-without-touchpoint", at=lambda m: ((*p, "name") for p in m.each("stages.*")), alone=True)
def a_stage_is_only_named(text: MapText, place: Path, random: Random) -> Broken:
    at = place[1] if random.random() < 0.5 else len(text[("stages",)])
    assert isinstance(at, int)
    lines = [f"name: {text.said('还没想好', 'Not thought of yet')}", f"goal: {text.said('省心', 'Peace of mind')}"]
    return text.append(("stages",), *lines, at=at), ("stages", at)


@seed("too-many-stages", at=_open_ends, alone=True)
def a_journey_is_cut_into_slices(text: MapText, place: Path, _: Random) -> Broken:
    at = place[1]
    assert isinstance(at, int)
    for number in range(8 - len(text[("stages",)])):
        name = f"name: {text.said(f'第{number}段', f'Slice {number}')}"
        first, *rest = _touchpoint(text, number)
        lines = (name, "touchpoints:", f"  - {first}", *(f"    {line}" for line in rest))
        text = text.append(("stages",), *lines, at=at + 1)
    return text, ("stages",)


@seed("too-many-touchpoints", at=_open_ends, alone=True)
def every_click_becomes_a_touchpoint(text: MapText, place: Path, _: Random) -> Broken:
    for number in range(31 - len(touchpoints(text))):
        text = text.append((*place, "touchpoints"), *_touchpoint(text, number))
    return text, ("stages",)


def _persona(text: MapText, id_: str) -> tuple[str, ...]:
    goal = text.said("早点回家", "Home in time")
    return f"id: {id_}", f"name: {quoted(id_.capitalize())}", f"goals: [{goal}]"


@seed(
    "more-than-three-personas",
    at=lambda m: (p for p in m.each(TOUCHPOINT) if isinstance(m[p]["emotion"], int | float)),
    alone=True,
)
def everybody_wants_a_persona(text: MapText, place: Path, _: Random) -> Broken:
    for number in range(4 - len(text[("personas",)])):
        text = text.append(("personas",), *_persona(text, f"wang-{number}"))
        if "personas" in text[place]:
            text = text.append((*place, "personas"), f"wang-{number}")
    return text, ("personas",)


# Frame.


@seed("incomplete-scope", at=lambda m: m.each("scope"))
def the_scope_loses_an_end(text: MapText, place: Path, random: Random) -> Broken:
    for name in random.sample(["from", "to", "scenario"], random.randint(1, 2)):
        text = text.delete((*place, name))
    return text, place


@seed("incomplete-scope", at=lambda m: m.each("scope"))
def the_scope_is_gone(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete(place), ()


@seed("persona-without-goals", at=lambda m: m.each("personas.*"))
def a_persona_wants_nothing(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place, "goals")), place


_PURCHASES = (("购买", "Purchase"), ("下单付款", "Placing the order"), ("签约", "Signing the contract"))


def _as_a_purchase(text: MapText, stage: Path, random: Random) -> MapText:
    return text.write((*stage, "name"), text.said(*random.choice(_PURCHASES)))


# The scope may say that a journey begins or ends at the purchase: so it must be silent, which is a fault of its own.
@seed(
    "journey-begins-at-the-purchase", at=lambda m: [("stages", 0)], also={"incomplete-scope": lambda _, __: ("scope",)}
)
def the_journey_begins_at_the_till(text: MapText, place: Path, random: Random) -> Broken:
    return _as_a_purchase(text, place, random).delete(("scope", "from")), place


@seed(
    "journey-ends-at-the-purchase",
    at=lambda m: [("stages", len(m[("stages",)]) - 1)],
    also={"incomplete-scope": lambda _, __: ("scope",)},
)
def the_journey_ends_at_the_till(text: MapText, place: Path, random: Random) -> Broken:
    return _as_a_purchase(text, place, random).delete(("scope", "to")), place


# Ways.


def _that_can_skip(text: MapText) -> Iterator[Path]:
    """Yield the touchpoints from which a way may lead past the next one, which then is reached by nobody."""
    places = touchpoints(text)
    for here, there, beyond in zip(places, places[1:], places[2:], strict=False):
        everybody = set(passing(text, here)) == set(passing(text, there)) == set(passing(text, beyond))
        if leads_by_default(text, here) and there[1] != 0 and everybody and not ways_to(text, there):
            yield here


def _way(text: MapText, to: Path, indent: str = "") -> tuple[str, ...]:
    when = text.said("不想再等", "No more waiting")
    return f"{indent}- to: {text[to]['id']}", f"{indent}  when: {when}", f"{indent}  carries_data: true"


@seed("touchpoint-nobody-reaches", at=_that_can_skip, alone=True)
def a_way_leads_past_a_touchpoint(text: MapText, place: Path, _: Random) -> Broken:
    places = touchpoints(text)
    column = places.index(place)
    return text.add(place, "next:", *_way(text, places[column + 2], "  ")), places[column + 1]


def _only_ways(text: MapText) -> Iterator[Path]:
    """Yield the ways, among others, to a touchpoint that is not reached without them."""
    places = touchpoints(text)
    for column, place in enumerate(places):
        ways = ways_to(text, place)
        if len(ways) == 1 and place[1] != 0 and not leads_by_default(text, places[column - 1]):
            yield from (way for way in ways if len(text[way[:-1]]) > 1)


@seed("touchpoint-nobody-reaches", at=_only_ways, alone=True)
def the_only_way_to_a_touchpoint_is_gone(text: MapText, place: Path, _: Random) -> Broken:
    target = text[place]["to"]
    there = next(path for path in touchpoints(text) if text[path]["id"] == target)
    return text.delete(place), there


@seed(
    "touchpoint-that-leads-nowhere",
    at=lambda m: (p for p in touchpoints(m) if leads_by_default(m, p) and set(passing(m, p)) == set(personas(m))),
    alone=True,
)
def a_touchpoint_leads_back(text: MapText, place: Path, random: Random) -> Broken:
    places = touchpoints(text)
    column = places.index(place)
    before = places[column - 1] if column else place
    back = before if column and leads_by_default(text, before) and random.random() < 0.5 else place
    return text.add(place, "next:", *_way(text, back, "  ")), (*place, "next")


# Unused.


@seed(
    "unused-persona",
    at=lambda m: [("personas",)] if all("personas" in m[p] for p in touchpoints(m)) else [],
    alone=True,
)
def a_persona_comes_late(text: MapText, place: Path, _: Random) -> Broken:
    return text.appended(place, *_persona(text, "wang"))


# Not beside a misspelt channel: that may be the one which nobody uses.
@seed("unused-channel", at=lambda m: m.each("channels"), alone=True)
def a_channel_is_declared_too_many(text: MapText, place: Path, _: Random) -> Broken:
    lines = ("id: kiosk", f"name: {text.said('自助机', 'Kiosk')}", "medium: offline")
    return text.appended(place, *lines)


@seed("unused-lane", at=lambda m: m.each("lanes"))
def a_lane_is_declared_too_many(text: MapText, place: Path, _: Random) -> Broken:
    return text.appended(place, "id: training", f"name: {text.said('培训', 'Training')}")


@seed("unused-lane", at=lambda m: m.each("lanes.*"))
def a_lane_is_emptied(text: MapText, place: Path, _: Random) -> Broken:
    for path in list(text.each(f"{TOUCHPOINT}.lanes")):
        text = text.delete(path)
    return text, place


@seed("unused-evidence", at=lambda m: m.each("evidence"))
def evidence_is_listed_and_not_cited(text: MapText, place: Path, _: Random) -> Broken:
    title = text.said("门店走访", "Days in the branches")
    lines = ("id: branch-days", "kind: observation", f"title: {title}", "date: 2026-05-04", "n: 12")
    return text.appended(place, *lines)


def _last_citations(text: MapText) -> Iterator[Path]:
    """Yield lists of citations of which the last is the only one of a piece of evidence."""
    for shape in (TOUCHPOINT, PAIN_POINT, OPPORTUNITY):
        for path in text.each(f"{shape}.evidence", lambda cited: len(cited) > 1):
            if not is_spare(text, (*path, len(text[path]) - 1)):
                yield path


@seed("unused-evidence", at=_last_citations)
def a_second_citation_is_dropped(text: MapText, place: Path, _: Random) -> Broken:
    *kept, dropped = text[place]
    found = next(path for path in text.each("evidence.*") if text[path]["id"] == dropped)
    return text.write(place, f"[{', '.join(kept)}]"), found
