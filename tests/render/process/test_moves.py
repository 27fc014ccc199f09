"""A process as a graph: what a level holds, what connects it, and in which order its steps stand."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import pytest

from cxmap.render.process.moves import END, START, Graph
from tests.discover.mined import log, mined
from tests.render.process.logs import LOGS
from tests.render.process.walks import walked

if TYPE_CHECKING:
    from cxmap.render.process.moves import Level

SHARES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)


def random_graph(seed: int) -> Graph:
    """Return a log in which every step may follow every other."""
    random = Random(seed)
    names = [f"s{number}" for number in range(random.randint(1, 14))]
    chances = {
        name: {other: random.choice((0.05, 0.3, 1, 4)) for other in random.sample([*names, ""], len(names))} | {"": 1}
        for name in ("", *names)
    }
    chances[""].pop("")
    return Graph(walked(chances, random.choice((3, 40, 300)), seed))


GRAPHS = [pytest.param(Graph(make()), id=name) for name, make in LOGS.items()]
GRAPHS += [pytest.param(random_graph(seed), id=f"random-{seed}") for seed in range(25)]


def reached(pairs: set[tuple[int, int]], origin: int) -> set[int]:
    found, waiting = {origin}, [origin]
    while waiting:
        at = waiting.pop()
        for before, after in pairs:
            if before == at and after not in found:
                found.add(after)
                waiting.append(after)
    return found


@pytest.mark.parametrize("graph", GRAPHS)
def test_every_step_is_reached_from_the_start_and_reaches_an_end(graph: Graph) -> None:
    for share in SHARES:
        level = graph.level(share)
        forwards = reached(set(level.pairs), START)
        backwards = reached({(after, before) for before, after in level.pairs}, END)
        assert level.steps <= forwards & backwards
        assert (END in forwards) == bool(level.moves)


@pytest.mark.parametrize("graph", GRAPHS)
def test_a_level_explains_what_is_asked_and_holds_what_lower_ones_do(graph: Graph) -> None:
    before = graph.level(SHARES[0])
    for share in SHARES:
        level = graph.level(share)
        assert graph.at_least(share) <= len(level.moves)
        assert level.explained >= share * level.total - 1e-6
        assert level.pairs >= before.pairs
        assert level.steps >= before.steps
        before = level
    assert before.explained == before.total == graph.discovery.events + graph.discovery.cases
    assert len(before.steps) == len(graph.discovery.steps)


@pytest.mark.parametrize("seed", range(1000, 1040))
def test_a_higher_level_lacks_nothing_that_a_lower_one_has_to_connect_its_steps(seed: int) -> None:
    """In logs where each step leads to some others only, at many shares: pictures share the places of their steps."""
    random = Random(seed)
    names = [f"s{number}" for number in range(random.randint(8, 14))]
    chances = {
        name: {other: random.choice((0.02, 0.05, 0.3, 1, 4)) for other in random.sample(names, random.randint(2, 8))}
        | {"": random.choice((0.05, 1))}
        for name in ("", *names)
    }
    del chances[""][""]
    for least in (0, 4):
        graph = Graph(walked(chances, 60, seed), least)
        levels = [graph.level(share / 50) for share in range(51)]
        assert all(higher.pairs >= lower.pairs for lower, higher in pairwise(levels))


@pytest.mark.parametrize("graph", GRAPHS)
def test_every_step_has_its_place_in_the_order(graph: Graph) -> None:
    assert sorted(graph.order) == list(range(len(graph.discovery.steps)))


def test_moves_as_frequent_as_each_other_are_taken_together() -> None:
    graph = Graph(LOGS["hostile"]())
    assert len(graph.level(0.1).moves) == len(graph.moves)


def test_frequent_moves_say_more_of_the_order_than_positions_do() -> None:
    graph = Graph(walked({"": {"a": 1}, "a": {"b": 1}, "b": {"a": 0.8, "": 1}}, 500))
    assert [graph.discovery.steps[step].event for step in graph.order] == ["a", "b"]
    assert [(move.before, move.after) for move in graph.back] == [
        tuple(sorted(range(2), key=lambda step: graph.discovery.steps[step].event == "a"))
    ]


def test_what_connects_a_step_is_its_widest_way() -> None:
    """From a there is a way to d over b, of which each move is frequent, and a shorter one over c, which is rare."""
    chances = {
        "": {"a": 1}, "a": {"b": 50, "c": 1, "": 50}, "b": {"d": 1, "": 1}, "c": {"d": 1}, "d": {"e": 1}, "e": {"d": 30, "": 1},
    }  # fmt: skip
    graph = Graph(walked(chances, 600))
    names = {step: one.event for step, one in enumerate(graph.discovery.steps)} | {START: "start", END: "end"}
    held = {(names[before], names[after]) for before, after in graph.level(0.3).pairs}
    assert {("a", "b"), ("b", "d")} <= held
    assert ("a", "c") not in held


@pytest.mark.parametrize("least", [5, 10, 50])
@pytest.mark.parametrize("graph", GRAPHS)
def test_what_few_cases_did_is_not_part_of_a_level_and_all_else_hangs_together(graph: Graph, least: int) -> None:
    found = graph.discovery
    graph = Graph(found, least)
    cases = {(one.before, one.after): one.cases for one in found.transitions}
    before: Level | None = None
    for share in SHARES:
        level = graph.level(share)
        forwards = reached(set(level.pairs), START)
        backwards = reached({(after, before) for before, after in level.pairs}, END)
        assert level.steps <= forwards & backwards
        assert all(found.steps[step].cases >= least for step in level.steps)
        for move in (*level.moves, *level.loops.values()):
            first, last = (found.steps[step] if step >= 0 else None for step in move[:2])
            if move.stands_for_rare_ways:
                assert first is None or last is None
            elif first is None:
                assert last is not None
                assert last.starts >= least
            elif last is None:
                assert first.ends >= least
            else:
                assert cases[first.event, last.event] >= least
        assert before is None or (level.pairs >= before.pairs and level.steps >= before.steps)
        before = level
    assert before is not None
    assert before.steps == {step for step, one in enumerate(found.steps) if one.cases >= least}
    assert before.paths + graph.paths_held_back == graph.paths
    assert len(before.steps) + graph.steps_held_back == len(found.steps)


def test_a_step_that_only_rare_ways_lead_to_is_joined_by_one_that_stands_for_them() -> None:
    rows = [row._replace(case=str(n)) for n in range(20) for row in log(f"a{n} rare b{n}")]
    graph = Graph(mined(rows), 10)
    level = graph.level(1.0)
    assert [(move.before, move.after, move.n) for move in level.moves] == [(START, 0, 0), (0, END, 0)]
    assert [graph.discovery.steps[step].event for step in level.steps] == ["rare"]
    assert (level.paths, level.explained, level.total) == (0, 0, 80)


def test_slow_is_a_quarter_of_the_median_case_but_not_usual() -> None:
    graph = Graph(LOGS["shop"]())
    durations = graph.discovery.durations
    assert durations is not None
    assert graph.slow is not None
    assert graph.slow >= durations.p50 / 4
    slow = sum(move.n for move in graph.moves if move.durations is not None and move.durations.p50 >= graph.slow)
    assert slow < graph.total / 2
    assert Graph(LOGS["empty"]()).slow is None
