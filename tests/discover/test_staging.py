"""The order of steps, and their stages."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from cxmap.discover.staging import FEWEST, MOST, _breaks, _spread, in_stages
from cxmap.discoveries import Step, Transition
from tests.discover.mined import log, mined

if TYPE_CHECKING:
    from cxmap.discoveries import Discovery


def step(event: str, position: float, cases: int = 100) -> Step:
    return Step(event, None, cases, cases, 0, 0, 0, position)


def way(before: str, after: str, n: int) -> Transition:
    return Transition(before, after, n, n, 0, None)


def stages(found: Discovery) -> list[list[str]]:
    return [[each.event for each in stage] for stage in in_stages(found.steps, found.transitions, found.cases)]


def test_main_steps_stand_by_their_position_and_are_cut_where_the_gaps_are() -> None:
    steps = [step(name, at) for name, at in zip("cfbead", (0.5, 1.0, 0.1, 0.95, 0.0, 0.55), strict=True)]
    assert [[each.event for each in stage] for stage in in_stages(steps, [], 100)] == [
        ["a", "b"],
        ["c", "d"],
        ["e", "f"],
    ]


def test_of_steps_at_one_position_the_one_that_leads_to_the_other_goes_first() -> None:
    steps = [step("x", 0.5, 90), step("y", 0.5, 80), step("z", 0.5, 70)]
    ways = [way("z", "y", 9), way("y", "z", 1), way("y", "x", 5)]
    assert [each.event for each in in_stages(steps, ways, 100)[0]] == ["z", "y", "x"]


def test_a_side_step_stands_behind_what_it_comes_after() -> None:
    rows = [*log("a b c d", times=200), *[row._replace(case="x" + row.case) for row in log("a x y b c d", times=9)]]
    assert [name for stage in stages(mined(rows)) for name in stage] == ["a", "x", "y", "b", "c", "d"]


def test_side_steps_that_lead_to_one_another_keep_their_order() -> None:
    steps = [step("m", 0.0), step("n", 0.5), step("o", 1.0), step("rare", 0.9, 3), step("rarer", 0.1, 2)]
    ways = [way("n", "rare", 3), way("n", "rarer", 1), way("rarer", "rare", 2), way("rare", "o", 3)]
    names = [each.event for stage in in_stages(steps, ways, 100) for each in stage]
    assert names == ["m", "n", "rarer", "rare", "o"]


def test_a_side_step_that_nothing_comes_before_stands_by_its_position() -> None:
    steps = [step("m", 0.1), step("n", 0.5), step("o", 1.0), step("rare", 0.0, 3)]
    assert [each.event for stage in in_stages(steps, [way("rare", "m", 3)], 100) for each in stage] == [
        "rare",
        "m",
        "n",
        "o",
    ]


def test_one_step_is_one_stage_and_none_is_none() -> None:
    assert [len(stage) for stage in in_stages([step("a", 0.0)], [], 100)] == [1]
    assert in_stages([], [], 100) == []


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(1, 1000)), min_size=1, max_size=40))
def test_there_are_three_to_six_stages_where_positions_allow_and_every_step_is_in_one(
    items: list[tuple[int, int]],
) -> None:
    steps = [step(f"e{number}", at / 1000, cases) for number, (at, cases) in enumerate(items)]
    found = in_stages(steps, [], 1000)
    assert sorted(each.event for stage in found for each in stage) == sorted(each.event for each in steps)
    assert all(found)
    assert len(found) <= MOST
    main = [each for each in steps if each.cases >= 100]
    main = steps if len(main) < FEWEST else main
    assert len(found) >= min(FEWEST, len({each.position for each in main}))
    assert found == in_stages(steps[::-1], [], 1000)


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)), min_size=4, max_size=8, unique_by=lambda item: item[0])
)
def test_the_divisions_are_the_best_there_are(items: list[tuple[int, int]]) -> None:
    items = sorted(items)
    within = _spread([float(value) for value, _ in items], [float(weight) for _, weight in items])
    starts = _breaks(len(items), within)

    def left(cuts: tuple[int, ...]) -> float:
        return sum(within(a, b) for a, b in zip((0, *cuts), (*cuts, len(items)), strict=True))

    best = min(left(cuts) for cuts in combinations(range(1, len(items)), len(starts) - 1))
    assert abs(left(tuple(starts[1:])) - best) < 1e-6
