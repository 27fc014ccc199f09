"""How much of what people did a map explains."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.conformance.checking import check
from cxmap.diagnostics import Text
from cxmap.document import load_text
from tests.discover.mined import Row, log, mined, receipt

if TYPE_CHECKING:
    from datetime import datetime

    from cxmap.conformance.results import Conformance
    from cxmap.discoveries import Discovery

THREE = "stages: [{name: S, touchpoints: [{id: a, name: Ask}, {id: b, name: Be told}, {id: c, name: Come}]}]"


def held(found: Discovery, stages: str = THREE, at_least: int = 10, head: str = "") -> Conformance:
    document = load_text(Text("map.yaml", f"cxmap: 1\nid: m\ntitle: T\n{head}{stages}\n"))
    return check(found, document.journey, document.library, "en", at_least)


def test_a_log_that_does_what_the_map_says_is_explained() -> None:
    one = held(mined(log("a b c", times=12)))
    assert (one.moves, one.moves_explained, one.cases_known, one.cases_explained) == (24, 24, 12, 12)
    assert (one.share_of_moves, one.share_of_cases) == (1.0, 1.0)
    told = [one.detours, one.fragments, one.not_reached, one.unmapped, one.without_events, one.misplaced]
    assert all(each == () for each in told)


def test_repeats_steps_back_skips_and_what_is_not_on_the_map_are_detours() -> None:
    one = held(
        mined(
            [
                *log("a a b c", times=11),
                *renamed(log("a b a b c", times=12)),
                *renamed(log("a c", "a x c", times=13), "z"),
            ]
        )
    )
    kinds = {(each.before, each.after): (each.kind, each.n) for each in one.detours}
    assert kinds == {
        ("a", "a"): ("repeat", 11),
        ("b", "a"): ("back", 12),
        ("a", "c"): ("skip", 13),
        ("a", "x"): ("off-map", 13),
        ("x", "c"): ("off-map", 13),
    }  # fmt: skip
    assert [each.n for each in one.detours] == sorted((each.n for each in one.detours), reverse=True)
    assert one.moves == 33 + 48 + 13 + 26
    assert one.moves_explained == one.moves - 62
    assert one.detours[0].share == 13 / one.moves
    assert one.cases_explained == 0


def renamed(rows: list[Row], mark: str = "y") -> list[Row]:
    return [row._replace(case=mark + row.case) for row in rows]


def test_ways_that_the_map_names_take_the_place_of_the_order() -> None:
    stages = "stages: [{name: S, touchpoints: [{id: a, next: [c]}, {id: b}, {id: c, next: [{to: a, when: again}]}]}]"
    one = held(mined(log("a c a c", "a b c", times=10)), stages)
    assert {(each.before, each.after) for each in one.detours} == {("a", "b")}
    assert one.cases_explained == 10


def test_a_journey_that_stops_early_or_begins_late_keeps_to_the_map() -> None:
    assert held(mined(log("a b", "b c", "b", times=10))).cases_explained == 30


def test_an_order_that_one_persona_sees_counts() -> None:
    stages = THREE.replace("{id: b, name: Be told}", "{id: b, personas: [q]}")
    one = held(mined(log("a c", "a b c", times=10)), stages, head="personas: [{id: p, name: P}, {id: q, name: Q}]\n")
    assert one.share_of_moves == 1.0


def test_events_are_known_by_what_the_source_says_by_id_and_by_name_in_either_language() -> None:
    stages = "stages: [{name: S, touchpoints: [{id: a, name: {zh: 填表, en: Fill in}}, {id: b}, {name: Ｐay  now}]}]"
    for first in ("填表", "FILL  in", "fill in", "A", "seen"):
        found = mined(
            [
                Row(str(n), event, at, "")
                for n in range(10)
                for event, at in zip([first, "b", "pay now"], moments(), strict=True)
            ],
            touchpoints={"seen": "a"},
        )
        assert held(found, stages).cases_explained == 10


def moments() -> list[datetime]:
    return [row.time for row in log("a b c")]


def test_events_of_one_touchpoint_are_steps_within_it() -> None:
    found = mined(log("a1 a2 a1 b", times=10), touchpoints={"a1": "a", "a2": "a"})
    one = held(found)
    assert (one.moves, one.moves_explained, one.cases_explained) == (10, 10, 10)
    again = held(mined(log("a1 a1 b", times=10), touchpoints={"a1": "a"}))
    assert (again.moves, again.moves_explained, again.cases_explained) == (20, 10, 0)
    assert again.detours[0].kind == "repeat"


def test_what_the_log_cannot_see_is_not_held_against_the_map() -> None:
    one = held(mined(log("a c", times=10)))
    assert (one.share_of_moves, one.cases_explained) == (1.0, 10)
    assert one.without_events == (("b", "Be told"),)
    stages = "stages: [{name: S, touchpoints: [a, {id: b, next: [b, d]}, c, d]}]".replace("a,", "{id: a},").replace(
        " c, d", " {id: c}, {id: d}"
    )
    assert [(each.before, each.after) for each in held(mined(log("a c", "a d", times=10)), stages).detours] == [
        ("a", "c")
    ]


def test_stretches_off_the_map_are_told_whole() -> None:
    one = held(mined(log("a x y b c", times=10)))
    assert [(each.events, each.cases, each.share) for each in one.fragments] == [(("a", "x", "y", "b"), 10, 1.0)]
    assert held(mined(log("a x", times=10))).fragments == ()
    assert [each.events for each in held(mined(log("a b x y", times=10))).fragments] == [("b", "x", "y")]


def test_touchpoints_that_are_skipped_or_that_no_event_means() -> None:
    one = held(mined([*log("a b", times=30), *renamed(log("a", times=10))]))
    assert reasons(one) == [("b", 10, 0.25, 0, 10)]
    assert one.without_events == (("c", "Come"),)


def reasons(one: Conformance) -> list[tuple[object, ...]]:
    return [(each.touchpoint, each.cases, each.share, each.skipped, each.left) for each in one.not_reached]


def test_who_went_on_past_a_touchpoint_skipped_it_and_who_did_not_had_left_before() -> None:
    """Twenty come to all, fifteen leave at once, twelve go past b, eleven go past it and back, and ten begin behind it."""
    rows = [
        *log("a b c", times=20),
        *renamed(log("a", times=15), "x"),
        *renamed(log("a c", times=12), "y"),
        *renamed(log("a c a", times=11), "z"),
        *renamed(log("off c", times=10), "v"),
    ]
    assert reasons(held(mined(rows))) == [
        ("a", 10, 10 / 68, 10, 0),
        ("b", 48, 48 / 68, 33, 15),
        ("c", 15, 15 / 68, 0, 15),
    ]


def test_a_reason_of_few_is_not_told_nor_what_it_would_follow_from() -> None:
    rows = [*log("a b c", times=20), *renamed(log("a", times=9), "x"), *renamed(log("a c", times=12), "y")]
    assert reasons(held(mined(rows))) == [("b", None, None, 12, None)]
    both_few = [*log("a b c", times=20), *renamed(log("a", times=9), "x"), *renamed(log("a c", times=8), "y")]
    assert reasons(held(mined(both_few))) == [("b", 17, 17 / 37, None, None)]


def test_where_no_way_is_known_it_is_only_counted_who_does_not_come() -> None:
    found = mined([*log("a b", times=30), *renamed(log("a", times=10))])._replace(variants=())
    assert reasons(held(found)) == [("b", 10, 0.25, None, None)]


def test_few_people_are_counted_and_not_told_of() -> None:
    one = held(mined([*log("a b c", times=30), *renamed(log("a x c", times=3))]))
    assert (one.detours, one.rarer, one.unmapped, one.unmapped_rarer, one.fragments) == ((), 6, (), 1, ())
    assert one.not_reached == ()
    nearly_all = held(mined([*log("a c", times=30), *renamed(log("a b c", times=3))]))
    assert reasons(nearly_all) == [("b", None, None, None, None)]
    assert held(mined(log("a x")), at_least=1).unmapped[0].cases == 1


def test_touchpoints_that_come_elsewhere_than_the_map_has_them() -> None:
    one = held(mined(log("b c a", times=10)))
    assert [(each.touchpoint, each.position, each.after) for each in one.misplaced] == [("a", 1.0, "Come")]
    assert [each.after for each in held(mined(log("c a b", times=10))).misplaced] == [""]
    rare = [*log("a b c", times=190), *renamed(log("b c a x", times=10))]
    assert held(mined(rare)).misplaced == ()


def test_a_channel_that_differs() -> None:
    stages = "stages: [{name: S, touchpoints: [{id: a, channel: web}, {id: b, channel: web}, {id: c}]}]"
    rows = [
        row._replace(channel={"a": "Website", "b": "Phone", "c": "app"}[row.event]) for row in log("a b c", times=10)
    ]
    assert [(o.touchpoint, o.claimed, o.measured, o.n, o.share) for o in held(mined(rows), stages).channels] == [
        ("b", "web", "phone", 10, 1.0)
    ]
    unknown = held(mined(log("a b", times=10)), stages)
    assert unknown.channels == ()


def test_a_log_of_nothing_that_moves() -> None:
    one = held(mined(log("a", times=10)))
    assert (one.share_of_moves, one.share_of_cases) == (None, 1.0)


@given(st.lists(st.lists(st.sampled_from("abcx"), min_size=1, max_size=7), min_size=1, max_size=20))
def test_counted_by_hand_it_is_the_same(cases: list[list[str]]) -> None:
    rows = [row for number, case in enumerate(cases) for row in renamed(log(" ".join(case)), str(number))]
    one = held(mined(rows), at_least=1)
    moves = [move for case in cases for move in pairwise(case)]
    drawn = {("a", "b"), ("b", "c")} if any("b" in case for case in cases) else {("a", "c")}
    explained = [move for move in moves if move in drawn]
    keeping = [case for case in cases if "x" not in case and all(move in drawn for move in pairwise(case))]
    assert (one.moves, one.moves_explained) == (len(moves), len(explained))
    assert (one.cases_known, one.cases_explained) == (len(cases), len(keeping))
    assert sum(each.n for each in one.detours) == len(moves) - len(explained)
    assert {each.event: each.cases for each in one.unmapped} == (
        {"x": sum("x" in case for case in cases)} if any("x" in case for case in cases) else {}
    )


def test_the_log_of_building_permits() -> None:
    names = [
        "Confirmation of receipt", "T02 Check confirmation of receipt", "T04 Determine confirmation of receipt",
        "T05 Print and send confirmation of receipt", "T06 Determine necessity of stop advice",
        "T10 Determine necessity to stop indication",
    ]  # fmt: skip
    found = mined(receipt())
    one = held(found, "stages: [{name: S, touchpoints: [" + ", ".join(f"{{name: {name}}}" for name in names) + "]}]")
    direct = sum(each.n for each in found.transitions if (each.before, each.after) in set(pairwise(names)))
    assert (one.moves, one.moves_explained) == (8577 - 1434, direct)
    assert one.cases_explained > next(each.cases for each in found.variants if list(each.events) == names)
    assert one.share_of_moves == pytest.approx(0.7463, abs=1e-4)
