"""Tests of the flow: which ways there are, what time they take, how they fit on paper, and what is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxmap.render.formats.svg import scene_svg
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.options import ViewOptions
from cxmap.render.scene import Box, Group, Label, Mark, Rect
from cxmap.render.text.lengths import length_said
from cxmap.render.theme import BAD
from cxmap.render.views.flow import draw, tables
from cxmap.render.views.flow.graph import flow_of
from cxmap.render.views.flow.lines import BACK_DASH, LOST_BACK_DASH, LOST_DASH, dash_of
from cxmap.render.views.flow.plan import Plan
from cxmap.render.views.flow.score import Score, height_of
from cxmap.render.views.flow.times import Span, longest_waits, stage_times
from cxmap.render.views.flow.words import takeaway, ways_in_words
from tests.pictures import flat
from tests.render.measuring import faults_of
from tests.render.views.flows import (
    INFINITE,
    cards_of,
    example,
    outline,
    pairs,
    points,
    said,
    staves_of,
    subject,
    texts,
)

if TYPE_CHECKING:
    from cxmap.language import Language


# --- stops and ways


def test_without_next_each_leads_to_the_following() -> None:
    flow = flow_of(subject(points("a", "b"), points("c")))
    assert pairs(flow) == [(0, 1), (1, 2)]
    assert [stop.is_end for stop in flow.stops] == [False, False, True]
    assert [actor.id for actor in flow.stops[0].starters] == ["ann", "bob"]
    assert not flow.stops[1].starters


def test_a_persona_skips_what_only_the_other_passes() -> None:
    flow = flow_of(subject(points("a", "b", "c", b={"personas": ["ann"]})))
    assert pairs(flow) == [(0, 1), (0, 2), (1, 2)]
    assert [[actor.id for actor in way.actors] for way in flow.ways] == [["ann"], ["bob"], []]


def test_touchpoints_of_different_personas_are_not_joined() -> None:
    only = {"b": {"personas": ["ann"]}, "c": {"personas": ["bob"]}}
    assert pairs(flow_of(subject(points("a", "b", "c", "d", **only)))) == [(0, 1), (0, 2), (1, 3), (2, 3)]


def test_branches_conditions_and_handovers() -> None:
    ways = [{"to": "b", "when": "Yes", "carries_data": True}, {"to": "c", "when": "No", "carries_data": False}]
    yes, no, _ = flow_of(subject(points("a", "b", "c", a={"next": ways}))).ways
    assert (yes.head, yes.when, yes.carries, yes.loses) == (1, "Yes", True, False)
    assert (no.head, no.when, no.carries, no.loses) == (2, "No", False, True)


def test_a_condition_that_one_persona_can_meet_is_that_persona_s() -> None:
    more = {"a": {"next": ["b", "c"]}, "b": {"personas": ["ann"]}}
    flow = flow_of(subject(points("a", "b", "c", **more)))
    assert [(way.head, [actor.id for actor in way.actors]) for way in flow.ways if way.tail == 0] == [
        (1, ["ann"]),
        (2, []),
    ]


def test_loops_are_told_from_forward_ways() -> None:
    more = {"b": {"next": ["a", "b", "c", {"to": "a", "carries_data": False}]}}
    flow = flow_of(subject(points("a", "b", "c", **more)))
    assert pairs(flow) == [(0, 1), (1, 0), (1, 1), (1, 2), (1, 0)]
    assert [way.is_back for way in flow.ways] == [False, True, True, False, True]
    assert [dash_of(way) for way in flow.ways] == [(), BACK_DASH, BACK_DASH, (), LOST_BACK_DASH]
    assert len({LOST_DASH, BACK_DASH, LOST_BACK_DASH}) == 3


def test_an_empty_next_ends_the_journey() -> None:
    flow = flow_of(subject(points("a", "b", "c", b={"next": []})))
    assert pairs(flow) == [(0, 1)]
    assert [stop.is_end for stop in flow.stops] == [False, True, True]
    assert not any(stop.drops_out for stop in flow.stops)  # in the last stage it is an end like any other


def test_an_empty_next_before_the_last_stage_is_a_drop_out() -> None:
    drawn = subject(points("a", "b", a={"next": ["b", "c"]}, b={"next": []}), points("c"))
    assert [stop.drops_out for stop in flow_of(drawn).stops] == [False, True, False]
    scene = draw(drawn, ViewOptions())
    assert "Drops out here" in said(scene)
    assert any(isinstance(item, Mark) and item.icon == MARK_ICONS["drop-out"] for item in flat(scene.sheets[0].items))
    assert "he journey ends early at “B”" in takeaway(drawn, flow_of(drawn))


def test_who_ends_where_others_go_on_is_named() -> None:
    drawn = subject(points("a", "b", b={"personas": ["ann"]}))
    first, last = flow_of(drawn).stops
    assert [actor.id for actor in first.leavers] == ["bob"]
    assert (first.is_end, last.is_end) == (False, True)
    assert {"End: Bob", "End"} <= said(draw(drawn, ViewOptions()))


def test_a_change_of_channel_needs_two_channels() -> None:
    more = {"a": {"channel": "web"}, "b": {"channel": "web"}, "c": {"channel": "store"}}
    assert [way.changes_channel for way in flow_of(subject(points("a", "b", "c", "d", **more))).ways] == [
        False,
        True,
        False,
    ]


def test_ways_to_touchpoints_that_are_not_drawn_are_dropped() -> None:
    more = {"a": {"next": ["b", "c"]}, "b": {"personas": ["ann"]}, "c": {"next": "b"}}
    flow = flow_of(subject(points("a", "b", "c", "d", **more), only=("bob",)))
    assert [stop.touchpoint.id for stop in flow.stops] == ["a", "c", "d"]
    assert pairs(flow) == [(0, 1), (1, 2)]


def test_a_second_way_in_is_a_start() -> None:
    more = {"a": {"next": "c"}, "b": {"personas": ["ann"]}}
    flow = flow_of(subject(points("a", "b", "c", **more)))
    assert [[actor.id for actor in stop.starters] for stop in flow.stops] == [["ann", "bob"], ["ann"], []]


def test_who_comes_in_again_comes_from_what_a_colleague_passes() -> None:
    more = {"a": {"next": ["b"]}, "b": {"personas": ["bob"]}, "c": {"personas": ["ann"]}, "d": {"personas": ["bob"]}}
    flow = flow_of(subject(points("x", "a"), points("b", "c", "d", **more), points("e"), only=()))
    into = [(way.tail, [actor.id for actor in way.actors]) for way in flow.ways if way.head == 3]
    assert into  # Ann is led to c, whatever Bob does
    lone = flow_of(example("b2b-software"))
    unled = [
        stop.index for stop in lone.stops if not stop.starters and stop.index not in {way.head for way in lone.ways}
    ]
    assert unled == []


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "The decision → Signing in person (Amount accepted, Data handed over); Calling the"), ("zh", "信息断点")],
)
def test_the_ways_are_said_in_words(language: Language, expected: str) -> None:
    drawn = example("home-loan", language)
    description = ways_in_words(flow_of(drawn), drawn)
    assert expected in description
    assert draw(drawn, ViewOptions()).description == description


# --- time


def test_the_time_of_a_stage_is_that_of_the_ways_through_it() -> None:
    more = {
        "a": {"duration": "5min", "next": ["b", "c"]},
        "b": {"wait": "2d", "duration": "10min", "next": "d"},
        "c": {"duration": "1h"},
        "d": {"wait": "1d", "duration": "1min"},
    }
    drawn = subject(points("a", "b", "c", "d", **more), points("e"))
    times = stage_times(drawn, flow_of(drawn))
    assert times[0].waiting == Span(1440, 3 * 1440)
    assert times[0].doing == Span(16, 66)
    assert not times[0].is_partial
    assert (times[1].waiting, times[1].doing) == (None, None)
    assert {"1 day to 3 days waiting", "16 min to 1 hour 6 min doing"} <= said(draw(drawn, ViewOptions()))


def test_loops_and_those_who_leave_early_do_not_count() -> None:
    more = {"a": {"wait": "1h", "next": ["b", "c", "a"]}, "b": {"next": []}, "c": {"wait": "2h"}}
    drawn = subject(points("a", "b", "c", **more), points("d"))
    assert stage_times(drawn, flow_of(drawn))[0].waiting == Span(180, 180)


def test_a_stage_that_some_duration_lacks_takes_longer() -> None:
    drawn = subject(points("a", "b", a={"duration": "5min"}))
    assert stage_times(drawn, flow_of(drawn))[0].is_partial
    assert "at least 5 min doing" in said(draw(drawn, ViewOptions()))


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0.5, "30 seconds"), (5, "5 min"), (80, "1 hour 20 min"), (1440, "1 day"), (1500, "1 day 1 hour"),
     (21600, "15 days"), (129600, "90 days"), (88000, "61 days"), (0, "0 min")],
)  # fmt: skip
def test_lengths_are_said_in_one_or_two_units(minutes: float, words: str) -> None:
    assert length_said(subject(points("a")), minutes) == words


def test_a_time_of_the_map_is_said_as_it_stands_there() -> None:
    drawn = subject(points("a", "b", a={"wait": "4w"}, b={"duration": "3mo"}))
    assert {"4 weeks waiting", "at least 3 months doing"} <= said(draw(drawn, ViewOptions()))


def test_the_longest_wait_is_marked_and_told() -> None:
    drawn = example("home-loan")
    assert [stop.touchpoint.id for stop in longest_waits(flow_of(drawn))] == ["decision"]
    assert "the longest wait is 6 days, before “The decision”" in takeaway(drawn, flow_of(drawn))
    zh = example("home-loan", "zh")
    assert takeaway(zh, flow_of(zh)) == "7处交接丢失信息；最长的等待是6天，在“批复来了”之前；3条路径要走回头路。"


def test_time_that_passes_as_it_should_is_shown_and_not_counted_as_waiting() -> None:
    drawn = subject(points("a", "b", a={"wait": "2h"}, b={"interval": "30d"}))
    assert takeaway(drawn, flow_of(drawn)) == "The longest wait is 2 hours, before “A”."
    shown = said(draw(drawn, ViewOptions()))
    assert {"after 30 days", "2 hours waiting", "Time that passes as it should"} <= shown
    rows = tables(drawn, ViewOptions())[0].rows
    assert [row[2] for row in rows] == ["2 hours", "after 30 days"]


def test_waits_that_are_as_long_are_all_marked_and_told() -> None:
    drawn = subject(points("a", "b", "c", a={"wait": "24h"}, b={"wait": "1d"}, c={"wait": "2h"}))
    assert takeaway(drawn, flow_of(drawn)) == "The longest wait is 24 hours, before “A” and “B”."
    marks = [item for item in flat(draw(drawn, ViewOptions()).sheets[0].items) if isinstance(item, Rect)]
    assert sum(mark.fill == BAD for mark in marks) == 2 + 1  # and one in the legend


def test_a_takeaway_without_trouble_counts_the_steps() -> None:
    drawn = subject(points("a", "b", a={"channel": "web"}, b={"channel": "store"}))
    assert takeaway(drawn, flow_of(drawn)) == "2 touchpoints; 2 channels; 1 change of channel."


# --- paper


def test_a_usual_map_is_on_one_sheet_and_a_long_one_on_a0() -> None:
    assert len(draw(example("home-loan"), ViewOptions("A3")).sheets) == 1
    assert len(draw(example("home-loan"), ViewOptions("A4")).sheets) == 2
    assert len(draw(example("online-shop"), ViewOptions("A0")).sheets) == 1
    assert len(draw(example("online-shop"), ViewOptions("A3")).sheets) > 1


def test_any_paper_is_the_smallest_that_holds_all() -> None:
    assert draw(example("home-loan"), ViewOptions("auto")).paper == "A3"
    large = draw(example("online-shop"), ViewOptions("auto"))
    assert (large.paper, len(large.sheets)) == ("A1", 1)


@pytest.mark.parametrize("paper", ["A4", "A3", "A2", "A1", "A0"])
def test_every_touchpoint_is_on_some_sheet_once(paper: str) -> None:
    scene = draw(example("online-shop"), ViewOptions(paper))
    columns = [column for sheet in scene.sheets for column in cards_of(sheet.items)]
    assert sorted(columns) == list(range(45))


def test_lanes_are_named_and_stages_headed_on_every_sheet() -> None:
    scene = draw(example("online-shop"), ViewOptions("A3"))
    assert len(scene.sheets) > 1
    for sheet in scene.sheets:
        assert "Online" in texts(sheet.items) or "Offline" in texts(sheet.items)
        assert {item.title for item in sheet.items if isinstance(item, Group)} & {
            "I need a coat", "Is this the one?", "Into the basket", "Just let me pay", "Where is my parcel?", "It's here",
            "Was it worth it?",
        }  # fmt: skip


def test_what_is_cut_goes_on_at_a_letter() -> None:
    score = Score(example("home-loan"))
    first, second = score.staves(Plan((0, 5, 11), 10.0, (), 0.0))
    letters = first.sources.letters
    assert letters == {3: "A", 4: "B", 5: "C"}
    rows = [(row.letter, row.text) for stop in (2, 4) for row in first.cards[stop].exits if row.letter]
    assert rows == [("C", "All papers in → Papers being checked"), ("C", "Papers complete → Papers being checked")]
    assert "C" in texts([second.cards[5].draw(0, 0, 8.0)])
    assert "A" in texts([first.cards[3].draw(0, 0, 8.0)])


def test_stages_are_cut_only_where_they_must_be() -> None:
    score = Score(example("online-shop"))
    board = score.board
    plan = score.planner.plan(140.0, INFINITE)
    inside = [cut for cut in plan.cuts[1:-1] if board.stages[cut] == board.stages[cut - 1]]
    assert len(inside) <= 1
    many = Score(subject(points(*(f"t{number}" for number in range(30)))))
    staves = many.staves(many.planner.plan(100.0, INFINITE))
    assert len(staves) > 2
    assert max(staff.width for staff in staves) <= 100
    assert "Stage 0 (continued)" in texts(list(staves[1].draw(Box(0, 0, 100, 0), 1.0, 0.0)))


def test_letters_go_beyond_the_alphabet() -> None:
    score = Score(subject(points(*(f"t{number}" for number in range(40)))))
    staves = score.staves(score.planner.plan(22.0, INFINITE))
    assert len(staves) > 27
    assert {"Z", "AA"} <= set(staves[0].sources.letters.values())


def test_staves_grow_with_their_sheet_but_not_beyond_measure() -> None:
    staves = staves_of(example("home-loan"), 140)
    least = height_of(staves)
    boxes = [staff.boxes(Box(0, 0, 140, 0), 1.0, 7.0) for staff in staves]
    assert max(box.bottom for found in boxes for box in found.values()) < least + 7.0 * len(staves)


# --- the drawing


def test_the_legend_lists_what_is_used() -> None:
    plain = said(draw(subject(points("a", "b")), ViewOptions()))
    assert not plain & {
        "Data lost", "Data handed over", "Change of channel", "Online", "Moment of truth", "The longest wait",
        "Goes on at the card with the same letter", "Loop: back to an earlier touchpoint", "The journey ends early",
    }  # fmt: skip
    scene = draw(example("home-loan"), ViewOptions())
    assert said(scene) >= {
        "Data lost", "Data handed over", "Change of channel", "Online", "Offline", "Moment of truth", "The longest wait",
        "Loop: back to an earlier touchpoint",
    }  # fmt: skip
    assert "Goes on at the card with the same letter" not in said(scene)
    assert "Goes on at the card with the same letter" in said(draw(example("home-loan"), ViewOptions("A4")))
    marks = [item.icon for item in flat(scene.sheets[0].items) if isinstance(item, Mark)]
    assert {MARK_ICONS["handover-lost"], MARK_ICONS["handover"], MARK_ICONS["loop"]} <= set(marks)


def test_offline_cards_have_square_corners() -> None:
    more = {"a": {"channel": "web"}, "b": {"channel": "store"}}
    cards = cards_of(draw(subject(points("a", "b", **more)), ViewOptions()).sheets[0].items)
    corners = {column: max((i for i in card.items if isinstance(i, Rect)), key=lambda r: r.box.height).radius
               for column, card in cards.items()}  # fmt: skip
    assert corners[0] > 0
    assert corners[1] == 0


def test_waits_stand_above_their_cards() -> None:
    cards = cards_of(draw(subject(points("a", "b", b={"wait": "3d"})), ViewOptions()).sheets[0].items)
    label = next(item for item in cards[1].items if isinstance(item, Label) and item.lines == ("wait 3 days",))
    assert label.box.bottom <= outline(cards[1]).y + 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_tables_say_ways_waits_and_totals(language: Language) -> None:
    ways, stages = tables(example("home-loan", language), ViewOptions())
    assert len(ways.rows) == len(flow_of(example("home-loan")).ways) + 1  # and the end
    assert len(stages.rows) == 5
    waits = {row[2] for row in ways.rows}
    assert ("5 days" if language == "en" else "5天") in waits


def test_a_map_without_touchpoints_is_drawn() -> None:
    assert scene_svg(draw(subject([]), ViewOptions())).startswith("<svg")


def test_scene_names_itself() -> None:
    scene = draw(example("home-loan", "zh"), ViewOptions())
    assert (scene.key, scene.paper, scene.language, scene.name) == ("home-loan-flow", "A3", "zh", "流程")
    assert scene.title == "申请住房贷款"


def test_many_tall_alternatives_stand_beside_each_other_on_small_paper() -> None:
    ways = [{"to": f"t{number}", "when": "Under a condition that takes some words"} for number in range(4)]
    three = [{"to": "end", "when": f"With a long reason number {number}", "carries_data": False} for number in range(3)]
    tall = [
        {"id": f"t{number}", "name": "A long name " * 12, "next": three, "channel": f"c{number}"} for number in range(4)
    ]
    drawn = subject([{"id": "a", "next": ways}, *tall], points("end"))
    scene = draw(drawn, ViewOptions("A4"))
    assert faults_of(scene) == []
    assert sorted(column for sheet in scene.sheets for column in cards_of(sheet.items)) == list(range(6))


def test_a_name_without_end_is_cut_on_its_card_and_whole_in_the_table() -> None:
    drawn = subject([{"id": "a", "name": "word " * 300}, {"id": "b", "name": "长" * 900}])
    scene = draw(drawn, ViewOptions("A4"))
    assert faults_of(scene) == []
    assert any(text.endswith("…") for text in said(scene))
    assert tables(drawn, ViewOptions())[0].rows[0][0].split() == ["word"] * 300


def test_cards_and_heads_fill_the_width_of_a_sheet() -> None:
    for sheet in draw(example("newborn"), ViewOptions(paper="A4")).sheets:
        boxes = [item.box for item in flat(sheet.items) if isinstance(item, Rect)]
        assert max(box.right for box in boxes) > 0.96 * sheet.width


def test_type_grows_where_that_takes_no_more_sheets() -> None:
    sizes = [
        {item.size for sheet in draw(example(name), ViewOptions(paper="A4")).sheets for item in flat(sheet.items)
         if isinstance(item, Label) and item.lines[0] == card}
        for name, card in (("newborn", "Our shopping list"), ("b2b-software", "The security review"))
    ]  # fmt: skip
    assert all(min(size) > 8 for size in sizes)


def test_who_drops_out_stands_on_red() -> None:
    drawn = subject(points("a", a={"next": []}), points("b"))
    fills = {
        item.fill for sheet in draw(drawn, ViewOptions()).sheets for item in flat(sheet.items) if isinstance(item, Rect)
    }
    assert BAD in fills


def test_each_card_and_each_way_of_one_persona_says_whom_and_what_it_is_about() -> None:
    drawn = example("online-shop")
    groups: list[Group] = []
    rest = [item for sheet in draw(drawn, ViewOptions(paper="A3")).sheets for item in sheet.items]
    while rest:
        if isinstance(item := rest.pop(), Group):
            groups.append(item)
            rest += item.items
    assert {group.touchpoint for group in groups} - {None} == {place.column for place in drawn.columns}
    ways = {group.title: group.actor for group in groups if " → " in group.title and group.touchpoint is None}
    assert ways["Searching for coats → Comparing prices"] == "graham"
    assert ways["Searching for coats → Landing on the shop"] == ""
