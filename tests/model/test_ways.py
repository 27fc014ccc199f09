"""The ways of a persona: they are those that the flow view draws; parts nobody reaches and loops without a way out."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.diagnostics import Text
from cxmap.document import Document, load, load_text
from cxmap.model.reading import persona_ids, places
from cxmap.model.ways import Step, Ways, handovers, reached, traps, unreached, ways_of
from cxmap.render.subject import subject_of
from cxmap.render.views.flow.graph import flow_of
from cxmap.workspace import workspace_of
from tests.helpers import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from cxmap.model.ways import Pair

A, B = {"personas": ["ann"]}, {"personas": ["bob"]}


def a_map(*stages: str, **touchpoints: dict[str, Any]) -> Document:
    """Return a map for Ann and Bob; each letter of a stage is a touchpoint."""
    listed = [
        {"name": f"Stage {number}", "touchpoints": [{"id": id_, **touchpoints.get(id_, {})} for id_ in ids]}
        for number, ids in enumerate(stages)
    ]
    journey = {"cxmap": 1, "id": "m", "title": "M", "personas": [{"id": "ann"}, {"id": "bob"}], "stages": listed}
    return load_text(Text("map.yaml", json.dumps(journey)))


def spelt(document: Document, persona: str = "ann") -> tuple[str, str]:
    """Return a persona's starts and steps in letters: `a`, `ab bc`."""
    columns = list(places(document.journey))
    ways = ways_of(columns, persona)
    letters = [str(place.touchpoint.id) for place in columns]
    return "".join(letters[column] for column in ways.starts), " ".join(letters[t] + letters[h] for t, h in ways.pairs)


@pytest.mark.parametrize(
    ("document", "starts", "steps"),
    [
        (a_map("ab", "c"), "a", "ab bc"),
        (a_map("abc", b=B), "a", "ac"),
        (a_map("abc", a=B), "b", "bc"),
        (a_map("abc", a={"next": ["b", "c"]}), "a", "ab ac bc"),
        (a_map("abc", a={"next": "c"}), "ab", "ac bc"),
        (a_map("a", "bc", a={"next": "c"}), "a", "ac bc"),
        (a_map("abc", b={"next": []}), "ac", "ab"),
        (a_map("abc", c={"next": ["a", "c"]}), "a", "ab bc ca cc"),
        (a_map("abc", a={"next": ["b", "c"]}, b=B), "a", "ac"),
        (a_map("abcd", a={"next": ["b"]}, b=B), "a", "ac cd"),
        (a_map("ab", a={"next": ["b"]}, b=B), "a", ""),
        (a_map("a", "b", "cd", "e", a=B, b=B, c={"next": "e"}), "cd", "ce de"),
        (a_map("a", "b", b=B), "a", ""),
        (a_map("", "a", ""), "a", ""),
        (a_map("", ""), "", ""),
        (a_map("ab", a=B, b=B), "", ""),
    ],
)
def test_the_ways_of_a_persona(document: Document, starts: str, steps: str) -> None:
    assert spelt(document) == (starts, steps)


def test_personas_have_ways_of_their_own() -> None:
    document = a_map("abcd", b=A, c=B)
    assert spelt(document, "ann") == ("a", "ab bd")
    assert spelt(document, "bob") == ("a", "ac cd")


def test_a_map_without_personas_has_the_ways_of_everyone() -> None:
    document = load_text(Text("", "cxmap: 1\nid: m\ntitle: M\nstages:\n- name: s\n  touchpoints: [a, b]\n"))
    assert spelt_columns(document, *persona_ids(document.journey)) == Ways((0, 1), (0,), (Step(0, 1),))


def spelt_columns(document: Document, persona: str) -> Ways:
    return ways_of(list(places(document.journey)), persona)


def test_a_step_knows_what_the_map_says_of_it() -> None:
    ways = [{"to": "c", "when": "Yes", "carries_data": False}]
    first, second = spelt_columns(a_map("abc", a={"next": ways}), "ann").steps
    assert first.way is not None
    assert (first.way.when, first.way.carries_data) == ("Yes", False)
    assert second.way is None


# --- as the flow view draws them


def assert_as_drawn(document: Document) -> None:
    for persona in persona_ids(document.journey):
        ways = spelt_columns(document, persona)
        flow = flow_of(subject_of(document, "en", [persona] if document.journey.personas else []))
        assert ways.columns == tuple(stop.place.column for stop in flow.stops)
        drawn = [(ways.columns[way.tail], ways.columns[way.head]) for way in flow.ways]
        assert ways.pairs == drawn
        assert ways.starts == tuple(stop.place.column for stop in flow.stops if stop.starters)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_read_as_they_are_drawn(path: Path) -> None:
    document = load(path, workspace_of(path.parent))
    assert_as_drawn(document)
    for persona in persona_ids(document.journey):
        ways, others = spelt_columns(document, persona), list(handovers(list(places(document.journey)), persona))
        assert not unreached(ways, others)
        assert not traps(ways, others)


LETTERS = st.sampled_from("abcdefg")


@given(
    st.lists(st.integers(0, 4), min_size=1, max_size=3),
    st.lists(
        st.fixed_dictionaries(
            {"personas": st.sampled_from([[], ["ann"], ["bob"], ["ann", "bob"]])},
            optional={"next": st.lists(LETTERS, max_size=3)},
        ),
        min_size=12,
        max_size=12,
    ),
)
def test_any_map_is_read_as_it_is_drawn(lengths: list[int], touchpoints: list[dict[str, Any]]) -> None:
    letters = "abcdefghijkl"[: sum(lengths)]
    begins = [sum(lengths[:number]) for number in range(len(lengths) + 1)]
    kept = dict(zip(letters, touchpoints, strict=False))
    for letter, touchpoint in kept.items():
        if touchpoint.get("next"):
            kept[letter] = touchpoint | {"next": [to for to in touchpoint["next"] if to in letters]}
    assert_as_drawn(a_map(*(letters[start:end] for start, end in pairwise(begins)), **kept))


# --- by touchpoints that others pass


def test_a_colleague_goes_on_and_the_persona_comes_in_again() -> None:
    document = a_map("ab", "cd", b={"next": ["a", "c"]}, c=B)
    columns = list(places(document.journey))
    ways = ways_of(columns, "ann")
    assert (unreached(ways), traps(ways)) == ([3], [[0, 1]])
    others = list(handovers(columns, "ann"))
    assert sorted(others) == [(1, 0), (1, 2), (2, 3)]
    assert (unreached(ways, others), traps(ways, others)) == ([], [])


@pytest.mark.parametrize(
    ("touchpoints", "lost", "loops"),
    [
        ({"b": {"next": ["a", "c"]}, "c": B | {"next": "d"}}, [4], []),  # d is Bob's too, and his journey ends there
        ({"b": {"next": ["a", "c"]}, "c": B | {"next": "e"}}, [], []),
        ({"b": {"next": ["c"]}, "c": B | {"next": ["b"]}}, [], []),
        ({"b": {"next": ["a", "c"]}, "c": B | {"next": ["b"]}}, [4], [[0, 1]]),
        ({"a": {"next": ["b", "b"]}, "b": {"next": ["b"]}, "c": B}, [4], [[1]]),
    ],
)
def test_who_only_others_lead_on(touchpoints: dict[str, Any], lost: list[int], loops: list[list[int]]) -> None:
    document = a_map("ab", "cde", **({"d": B | {"next": []}} | touchpoints))
    columns = list(places(document.journey))
    ways, others = ways_of(columns, "ann"), list(handovers(columns, "ann"))
    assert unreached(ways, others) == lost
    assert traps(ways, others) == loops


# --- parts that nobody reaches, loops without a way out


def graph(count: int, *pairs: Pair, starts: tuple[int, ...] = (0,)) -> Ways:
    return Ways(tuple(range(count)), starts, tuple(Step(*pair) for pair in pairs))


def test_what_steps_lead_to() -> None:
    steps = [(0, 1), (1, 0), (1, 2), (3, 4)]
    assert reached(steps, [0]) == {0, 1, 2}
    assert reached(steps, [2]) == {2}
    assert reached(steps, []) == set()
    assert reached(steps, [3, 2]) == {2, 3, 4}


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        (graph(0, starts=()), []),
        (graph(3, (0, 1), (1, 2)), []),
        (graph(3, (0, 2), (2, 1)), []),
        (graph(3, (0, 2)), [1]),
        (graph(4, (0, 3), (1, 2)), [1]),
        (graph(4, (0, 3), (2, 1)), [2]),
        (graph(4, (0, 3), (1, 2), (2, 1)), [1]),
        (graph(5, (0, 4), (2, 3), (3, 2), (2, 1)), [2]),
        (graph(5, (0, 4), (1, 2), (3, 2)), [1, 3]),
        (graph(3, (0, 2), starts=(0, 1)), []),
    ],
)
def test_where_unreached_parts_begin(ways: Ways, expected: list[int]) -> None:
    assert unreached(ways) == expected


def test_more_steps_reach_more() -> None:
    assert unreached(graph(4, (0, 1), (1, 0), (2, 3))) == [2]
    assert unreached(graph(4, (0, 1), (1, 0), (2, 3)), [(1, 2)]) == []


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        (graph(0, starts=()), []),
        (graph(1), []),
        (graph(3, (0, 1), (1, 2)), []),
        (graph(3, (0, 1), (1, 0), (1, 2)), []),
        (graph(3, (0, 1), (1, 0)), [[0, 1]]),
        (graph(3, (0, 0)), [[0]]),
        (graph(4, (0, 1), (1, 2), (2, 1)), [[1, 2]]),
        (graph(4, (0, 1), (2, 1), (1, 1)), [[1]]),
        (graph(5, (0, 1), (1, 0), (2, 3), (3, 2)), [[0, 1], [2, 3]]),
        (graph(3, (0, 1), (1, 2), (2, 0)), []),  # the last leads back: another round
        (graph(3, (0, 1), (1, 2), (2, 1)), []),
        (graph(4, (0, 1), (1, 2), (2, 1), (1, 3)), []),
        (graph(4, (0, 2), (2, 1), (1, 3)), []),
    ],
)
def test_loops_without_a_way_out(ways: Ways, expected: list[list[int]]) -> None:
    assert traps(ways) == expected


COLUMN = st.integers(0, 7)


@given(st.lists(st.tuples(COLUMN, COLUMN), max_size=14), st.sets(COLUMN, min_size=1, max_size=2))
def test_every_part_is_found_once(pairs: list[Pair], starts: set[int]) -> None:
    ways = graph(8, *pairs, starts=tuple(sorted(starts)))
    begins = unreached(ways)
    assert reached(pairs, [*starts, *begins]) == set(ways.columns)
    for begin in begins:  # none is there for nothing
        others = [column for column in begins if column != begin]
        assert begin not in reached(pairs, [*starts, *others])


@given(st.lists(st.tuples(COLUMN, COLUMN), max_size=14))
def test_every_trap_is_found_once(pairs: list[Pair]) -> None:
    ways = graph(8, *pairs)
    found = traps(ways)
    back = [(head, tail) for tail, head in pairs]
    ends = {column for column in ways.columns if column not in dict(pairs)} | {7}
    assert reached(back, ends.union(*found)) == set(ways.columns)
    for trap in found:
        assert not ends.intersection(trap)
        assert all(reached(pairs, [column]) == set(trap) for column in trap)


def test_a_long_journey_is_walked_without_recursion_and_in_time() -> None:
    count = 20_000
    row = [(column, column + 1) for column in range(count - 2)]
    assert traps(graph(count, *row, (count - 2, 0))) == [list(range(count - 1))]
    assert unreached(graph(count, *[(head, tail) for tail, head in row], starts=(count - 1,))) == [count - 2]
