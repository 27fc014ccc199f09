"""Tests of where the flow's cards and lines stand: lanes, columns, corridors, and that nothing meets what it must not."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmap.render.options import ViewOptions
from cxmap.render.scene import Box, Curve, Mark, Rect
from cxmap.render.views.flow import draw
from cxmap.render.views.flow.board import board_of
from cxmap.render.views.flow.corridors import Corridors, Net, Place
from cxmap.render.views.flow.graph import Way, flow_of
from cxmap.render.views.flow.lines import draw_loops, without_shared
from cxmap.render.views.flow.score import Score
from tests.pictures import flat
from tests.render.views.flows import (
    INFINITE,
    NAMES,
    WIDTHS,
    example,
    points,
    said,
    staves_of,
    subject,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.language import Language
    from cxmap.render.views.flow.staff import Staff


# --- lanes and columns


def test_lanes_are_channels_online_above_offline() -> None:
    more = {"a": {"channel": "store"}, "b": {"channel": "web"}, "d": {"channel": "app"}}
    drawn = subject(points("a", "b", "c", "d", **more))
    board = board_of(drawn, flow_of(drawn))
    assert [lane.group for lane in board.lanes] == ["online", "online", "offline", "no-channel"]
    assert [lane.name for lane in board.lanes[2:]] == ["Store", "No channel named"]
    labels = said(draw(drawn, ViewOptions()))
    assert {"Online", "Offline", "Website", "App", "Store", "No channel named"} <= labels


def test_without_channels_there_is_one_lane_without_a_name() -> None:
    drawn = subject(points("a", "b"))
    assert len(board_of(drawn, flow_of(drawn)).lanes) == 1
    assert "No channel named" not in said(draw(drawn, ViewOptions()))


def test_alternatives_stand_in_one_column_and_stages_follow_each_other() -> None:
    more = {"a": {"next": ["b", "c"]}, "b": {"next": "d"}}
    drawn = subject(points("a", "b", "c", "d", **more), points("e"))
    board = board_of(drawn, flow_of(drawn))
    assert [spot.column for spot in board.spots] == [0, 1, 1, 2, 3]
    assert [spot.row for spot in board.spots] == [0, 0, 1, 0, 0]
    assert board.stages == (0, 0, 0, 1)


@pytest.mark.parametrize("name", NAMES)
def test_ways_forward_lead_to_the_right(name: str) -> None:
    drawn = example(name)
    flow = flow_of(drawn)
    board = board_of(drawn, flow)
    assert len(set(board.spots)) == len(flow.stops)
    for way in flow.ways:
        assert way.is_back or board.spots[way.tail].column < board.spots[way.head].column


def test_neighbours_are_swapped_where_that_shortens_the_ways() -> None:
    more = {"a": {"channel": "web"}, "b": {"channel": "app"}, "c": {"channel": "email"}, "d": {"channel": "web"},
            "e": {"channel": "email"}}  # fmt: skip
    drawn = subject(points("a", "b", "c", "d", "e", **more))
    assert [lane.channel for lane in board_of(drawn, flow_of(drawn)).lanes] == ["app", "email", "web"] or [
        lane.channel for lane in board_of(drawn, flow_of(drawn)).lanes
    ] == ["app", "web", "email"]


# --- lines


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_overlaps_and_lines_keep_clear(name: str, language: Language, width: float) -> None:
    for staff in staves_of(example(name, language), width):
        assert_clear(staff, spare=0.0)
        assert_clear(staff, spare=7.0)


def assert_clear(staff: Staff, spare: float) -> None:
    """No card covers another; every line runs level or upright, through no card, and over no line to another card."""
    box = Box(10, 20, staff.width + 5, staff.height + spare)
    boxes = staff.boxes(box, 1.0, spare)
    assert all(card.x >= box.x and card.right <= box.right + 1e-6 for card in boxes.values())
    assert all(card.y >= box.y and card.bottom <= box.bottom + 1e-6 for card in boxes.values())
    for (one, a), (other, b) in combinations(boxes.items(), 2):
        assert not overlap(a, b), (one, other)
    lines = staff.lines(box, 1.0, spare)
    for way, path in lines:
        assert touches(path[0], boxes[way.tail].right, boxes[way.tail]), way
        assert touches(path[-1], boxes[way.head].x, boxes[way.head]), way
        assert path[-2][0] < path[-1][0]  # it comes in from the left
        for run in runs(path):
            assert not any(overlap(run, card) for card in boxes.values()), (way, run)
    for (one_way, one_path), (other_way, other_path) in combinations(lines, 2):
        if one_way.head != other_way.head:
            for a in runs(one_path):
                for b in runs(other_path):
                    shared = min(a.right, b.right) - max(a.x, b.x), min(a.bottom, b.bottom) - max(a.y, b.y)
                    assert min(shared) < -0.3 or max(shared) < 0.3, (one_way, other_way, a, b)


def runs(path: Sequence[tuple[float, float]]) -> list[Box]:
    found = []
    for (x1, y1), (x2, y2) in pairwise(path):
        assert abs(x1 - x2) < 1e-6 or abs(y1 - y2) < 1e-6, path
        found.append(Box(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1)))
    return found


def touches(point: tuple[float, float], x: float, card: Box) -> bool:
    return abs(point[0] - x) < 1e-6 and card.y < point[1] < card.bottom


def overlap(a: Box, b: Box) -> bool:
    return a.x < b.right - 1e-6 and b.x < a.right - 1e-6 and a.y < b.bottom - 1e-6 and b.y < a.bottom - 1e-6


LETTERS = "abcdefghijkl"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.integers(1, 6), min_size=1, max_size=3),
    st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "channel": st.sampled_from(["web", "app", "store", "phone"]),
                "wait": st.sampled_from(["3d", "5min"]),
                "personas": st.sampled_from([["ann"], ["bob"]]),
                "next": st.lists(
                    st.fixed_dictionaries(
                        {"to": st.sampled_from(LETTERS)},
                        optional={"when": st.sampled_from(["Yes", "A rather long condition"]),
                                  "carries_data": st.booleans()},
                    ),
                    max_size=3,
                ),
            },
        ),
        min_size=12,
        max_size=12,
    ),
    st.sampled_from([40.0, 90.0, 400.0]),
)  # fmt: skip
def test_lines_keep_clear_on_any_map(lengths: list[int], touchpoints: list[dict[str, Any]], width: float) -> None:
    letters = LETTERS[: min(sum(lengths), 12)]
    stages: list[list[dict[str, Any]]] = []
    for length in lengths:
        begin = sum(map(len, stages))
        own = []
        for letter, touchpoint in zip(letters[begin : begin + length], touchpoints[begin:], strict=False):
            kept = dict(touchpoint)
            if kept.get("next"):
                kept["next"] = [way for way in kept["next"] if way["to"] in letters]
            own.append({"id": letter, "name": letter, **kept})
        stages.append(own)
    drawn = subject(*stages)
    score = Score(drawn)
    staves = score.staves(score.planner.plan(width, INFINITE))
    for staff in staves:
        assert_clear(staff, spare=0.0)
    ways = [way.index for staff in staves for way, _ in staff.lines(Box(0, 0, width, 0), 1.0, 0.0)]
    cut = [row.way.index for staff in staves for card in staff.cards.values() for row in card.exits
           if row.letter and row.way is not None]  # fmt: skip
    assert sorted([*ways, *cut]) == [way.index for way in score.flow.ways]  # each is drawn, or goes on elsewhere
    shown = {row.letter for staff in staves for card in staff.cards.values() for row in card.exits if row.letter}
    assert shown == {letter for staff in staves for letter in staff.sources.letters.values()}


def test_a_way_to_the_next_card_of_a_lane_is_straight() -> None:
    (staff,) = staves_of(subject(points("a", "b", a={"channel": "web"}, b={"channel": "web"})), 300)
    ((_, path),) = staff.lines(Box(0, 0, 300, 0), 1.0, 0.0)
    assert len(path) == 2


def test_a_way_past_empty_places_runs_along_its_lane() -> None:
    net = Net(Place(0, 0), Place(0, 3), 1.75, 1.75, "")
    trail = Corridors(2, 4, frozenset({Place(0, 0), Place(1, 1), Place(0, 3)}), [net]).trails[0]
    assert (trail.first, trail.level, trail.last) == (None, None, None)


def test_a_way_past_a_card_runs_beside_the_lane() -> None:
    net = Net(Place(0, 0), Place(0, 2), 1.75, 1.75, "")
    corridors = Corridors(1, 3, frozenset({Place(0, 0), Place(0, 1), Place(0, 2)}), [net])
    assert corridors.trails[0].gutter == 0
    assert (corridors.level, corridors.upright) == ([1, 0], [0, 1, 1, 0])


def test_ways_of_one_look_join_before_their_card() -> None:
    nets = [Net(Place(row, 0), Place(1, 1), 1.75, 1.75, "same") for row in (0, 2)]
    corridors = Corridors(3, 2, frozenset({Place(0, 0), Place(2, 0), Place(1, 1)}), nets)
    assert corridors.upright == [0, 1, 0]
    other = [nets[0], nets[1]._replace(family="other", enters=2.5)]
    assert Corridors(3, 2, frozenset({Place(0, 0), Place(2, 0), Place(1, 1)}), other).upright in ([0, 1, 0], [0, 2, 0])


def test_what_joined_lines_share_is_drawn_once() -> None:
    long = [(0.0, 0.0), (10.0, 0.0), (10.0, 20.0), (14.0, 20.0)]
    short = [(5.0, 40.0), (10.0, 40.0), (10.0, 20.0), (14.0, 20.0)]
    (first, first_arrow), (second, second_arrow) = without_shared([long, short], 1.0)
    assert (list(first), first_arrow) == (long, True) or (list(second), second_arrow) == (short, True)
    assert first_arrow != second_arrow
    cut = second if first_arrow else first
    assert cut[-1] == (10.6, 20.0)  # around the bend, so that it joins smoothly
    alone, has_arrow = without_shared([long], 1.0)[0]
    assert (list(alone), has_arrow) == (long, True)


@pytest.mark.parametrize("name", NAMES)
def test_every_card_that_is_led_to_has_an_arrowhead_or_a_letter(name: str) -> None:
    drawn = example(name)
    score = Score(drawn)
    for width in WIDTHS:
        staves = score.staves(score.planner.plan(width, INFINITE))
        for staff in staves:
            items = list(staff.draw(Box(0, 0, width, 0), 1.0, 0.0))
            heads = [item for item in flat(items) if isinstance(item, Curve) and item.closed and len(item.points) == 3]
            looks = {net.bundle for net in staff.nets}
            assert len(heads) == len(looks)


def test_a_line_that_leads_back_wears_its_sign_where_no_other_line_is_near() -> None:
    back, other = Way(0, 1, 0), Way(1, 0, 1)
    paths = [[(0.0, 0.0), (40.0, 0.0)], [(20.0, -9.0), (20.0, 9.0)]]
    badge, sign = draw_loops([back, other], paths, 1.0, "back")
    assert isinstance(badge, Rect)
    assert abs(badge.box.x + badge.box.width / 2 - 14.0) < 0.01  # not in the middle, where the other line crosses
    assert isinstance(sign, Mark)
    assert sign.title == "back"
    assert not list(draw_loops([back], [[(0.0, 0.0), (2.0, 0.0)]], 1.0, "back"))  # too short to bear it
