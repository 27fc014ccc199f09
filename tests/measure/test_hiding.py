"""What is hidden does not follow from what is told."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmap.measure.hiding import Cell, Hidden, Path, hidden, hidden_by, hidden_in_tree, hide
from tests.measure.following import follows

SIZES = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(0, 40), max_size=8)


@given(sizes=SIZES, unsaid=st.integers(0, 20), least=st.integers(0, 15))
def test_the_rest_is_none_or_enough(sizes: dict[str, int], unsaid: int, least: int) -> None:
    whole = sum(sizes.values()) + unsaid
    untold = hidden(sizes, whole, least)
    told = sizes.keys() - untold
    rest = whole - sum(sizes[name] for name in told)
    assert rest == 0 or rest >= least or not told
    assert all(sizes[name] >= max(least, 1) for name in told)
    enough = [name for name in untold if sizes[name] >= max(least, 1)]
    assert len(enough) <= 1, "no more than needed"


@pytest.mark.parametrize(
    ("sizes", "whole", "untold"),
    [
        ({"app": 50, "desk": 12, "post": 3}, 65, {"desk", "post"}),
        ({"app": 50, "desk": 12, "post": 3, "fax": 7}, 72, {"post", "fax"}),
        ({"app": 50, "desk": 12}, 62, set()),
        ({"app": 50, "desk": 12, "post": 0}, 62, {"post"}),
        ({"app": 12, "desk": 12}, 27, {"app"}),
        ({"post": 3}, 3, {"post"}),
        ({}, 0, set()),
    ],
)
def test_the_smallest_goes_with_what_is_hidden(sizes: dict[str, int], whole: int, untold: set[str]) -> None:
    assert hidden(sizes, whole, 10) == untold


TREES = st.lists(st.integers(1, 3), min_size=1, max_size=3)
VALUES = ("a", "b", "c", "")


@st.composite
def tables(draw: st.DrawFn) -> dict[Cell, int]:
    """Sizes of touchpoints by a dimension: many are small, some none; some lie in no touchpoint, some say no value."""
    size = st.one_of(st.just(0), st.integers(0, 12), st.integers(0, 60))
    leaves: list[Path] = [(f"s{stage}", f"t{number}") for stage, n in enumerate(draw(TREES)) for number in range(n)]
    if draw(st.booleans()):
        leaves.append(("",))
    values = VALUES if draw(st.booleans()) else VALUES[:-1]
    return {(leaf, value): draw(size) for leaf in leaves for value in values}


def within(path: Path, leaf: Path) -> bool:
    return leaf[: len(path)] == path


@settings(max_examples=600, deadline=None)
@given(sizes=tables(), least=st.sampled_from([1, 5, 10]), draws=st.data())
def test_nothing_hidden_follows_from_what_is_told(sizes: dict[Cell, int], least: int, draws: st.DataObject) -> None:
    """Who knows every figure that is told, and which cells are empty, cannot work out one that is not."""
    totals: dict[Path, int] = {}
    for (leaf, _), n in sizes.items():
        totals[leaf] = totals.get(leaf, 0) + n
    untold = draws.draw(st.sets(st.sampled_from(sorted(sizes)), max_size=2))
    found = hide(totals, {"by": sizes}, least, Hidden(frozenset(), {"by": frozenset(untold)}))
    base = [cell for cell, n in sizes.items() if n]  # nothing but what is there is unknown
    nodes = sorted({leaf[:length] for leaf in totals for length in range(len(leaf) + 1)})
    everything: list[tuple[Path, str | None]] = [(node, None) for node in nodes]
    everything += [(node, value) for node in nodes for value in VALUES]

    def row(node: Path, value: str | None) -> list[int]:
        return [int(within(node, leaf) and value in (None, said)) for leaf, said in base]

    def size(node: Path, value: str | None) -> int:
        return sum(n for (leaf, said), n in sizes.items() if within(node, leaf) and value in (None, said))

    def is_told(node: Path, value: str | None) -> bool:
        if node in found.nodes or node[-1:] == ("",):
            return False
        return value is None or (bool(value) and (node, value) not in found.cells["by"] and size(node, value) > 0)

    told = [row(*each) for each in everything if is_told(*each)]
    for node, value in everything:
        n = size(node, value)
        if is_told(node, value):
            assert n >= max(least, 1), (node, value)
            values = [said for said in VALUES if is_told(node, said)] if value is None else []
            rest = n - sum(size(node, said) for said in values)
            assert not values or rest == 0 or rest >= least, f"{node}: {rest}"
        elif 0 < n < least:
            assert not follows(row(node, value), told), f"{node} {value}: {n}"


def test_what_is_hidden_at_a_touchpoint_takes_another_with_it() -> None:
    sizes: dict[Path, int] = {("start", "look"): 60, ("start", "form"): 40, ("end", "pay"): 7}
    assert hidden_in_tree(sizes, 10) == {("end",), ("end", "pay"), ("start",), ("start", "form")}
    enough: dict[Path, int] = {("start", "look"): 60, ("start", "form"): 40, ("end", "pay"): 17}
    assert not hidden_in_tree(enough, 10)
    assert hidden_in_tree({("s", "a"): 3, ("s", "b"): 8, ("s", "c"): 50}, 10) == {("s", "a"), ("s", "b")}


def test_what_lies_in_no_touchpoint_is_a_part_as_well() -> None:
    assert hidden_in_tree({("s", "a"): 30, ("s", "b"): 20, ("",): 4}, 10) == {("",), ("s",), ("s", "b")}
    assert hidden_in_tree({("s", "a"): 30, ("s", "b"): 20, ("",): 14}, 10) == {("",)}


def test_a_cell_does_not_follow_across_levels() -> None:
    """The channel phone of the stage End is the journey's phone less that of Start."""
    sizes: dict[Cell, int] = {
        (("start", "look"), "phone"): 30, (("start", "look"), "app"): 70,
        (("end", "pay"), "phone"): 4, (("end", "pay"), "app"): 40, (("end", "pay"), "web"): 30,
    }  # fmt: skip
    found = hidden_by(sizes, (), 10)
    told = {(path, value) for path in ((), ("start",), ("end",)) for value in ("phone", "app", "web")} - found
    assert (("end",), "phone") in found
    assert not {((), "phone"), (("start",), "phone")} <= told


def test_many_cells_take_no_long_time() -> None:
    sizes: dict[Cell, int] = {
        ((f"s{number % 12}", f"t{number}"), f"v{value}"): (number * 7919 + value * 104_729) % 40
        for number in range(120)
        for value in range(60)
    }
    begun = perf_counter()
    found = hidden_by(sizes, (), 10)
    assert found
    assert perf_counter() - begun < 10
