"""A process as a graph: what a level holds, what connects it, and in which order its steps stand."""

from __future__ import annotations

from random import Random

import pytest

from cxmap.render.process.moves import END, START, Graph
from tests.render.process.logs import LOGS
from tests.render.process.walks import walked

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


def test_what_is_too_rare_to_be_told_is_not_part_of_a_level() -> None:
    level = Graph(LOGS["office"](), least=10).level(1.0)
    connecting = [move for move in level.moves if move.n < 10]
    assert len(connecting) < sum(move.n < 10 for move in Graph(LOGS["office"]()).moves) / 2


def test_slow_is_a_quarter_of_the_median_case_but_not_usual() -> None:
    graph = Graph(LOGS["shop"]())
    durations = graph.discovery.durations
    assert durations is not None
    assert graph.slow is not None
    assert graph.slow >= durations.p50 / 4
    slow = sum(move.n for move in graph.moves if move.durations is not None and move.durations.p50 >= graph.slow)
    assert slow < graph.total / 2
    assert Graph(LOGS["empty"]()).slow is None
