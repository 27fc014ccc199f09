"""Two maps beside each other: which touchpoint is which, in which order the columns stand, what moved."""

from __future__ import annotations

import pytest

from cxmap.render.matching import bands_of, matched, moved, narrowed, paired, side_names
from cxmap.render.subject import Subject, subject_of
from tests.pictures import document, example


def subject(stages: str, head: str = "") -> Subject:
    return subject_of(document(f"{head}stages: [{stages}]\n"), "en")


def stage(name: str, *touchpoints: str) -> str:
    inner = ", ".join(f"{{id: {one}, name: {one.upper()}}}" for one in touchpoints)
    return f"{{id: {name}, name: {name.title()}, touchpoints: [{inner}]}}"


def columns(first: str, second: str) -> list[str]:
    pairs = paired(subject(first).columns, subject(second).columns)
    signs = {(True, True): "", (True, False): "-", (False, True): "+"}
    return [signs[pair.first is not None, pair.second is not None] + (pair.place.touchpoint.id or "") for pair in pairs]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (stage("s", "a", "b"), stage("s", "a", "b"), ["a", "b"]),
        (stage("s", "a", "b"), stage("s", "b"), ["-a", "b"]),
        (stage("s", "b"), stage("s", "a", "b"), ["+a", "b"]),
        (stage("s", "a", "c"), stage("s", "a", "b", "c"), ["a", "+b", "c"]),
        # What went stands before what comes in its place.
        (stage("s", "a", "old", "c"), stage("s", "a", "new", "c"), ["a", "-old", "+new", "c"]),
        # A new touchpoint stays in its stage: after what the stage before it lost, and what its own lost.
        (
            stage("s", "a", "x") + ", " + stage("t", "y", "c"),
            stage("s", "a") + ", " + stage("t", "new", "c"),
            ["a", "-x", "-y", "+new", "c"],
        ),
        (stage("s", "a", "x") + ", " + stage("t", "c"), stage("s", "a", "n", "m") + ", " + stage("t", "c"),
         ["a", "-x", "+n", "+m", "c"]),
        (stage("s", "a", "b"), stage("s", "x", "y"), ["-a", "-b", "+x", "+y"]),
    ],
)  # fmt: skip
def test_columns_follow_the_first_map(first: str, second: str, expected: list[str]) -> None:
    assert columns(first, second) == expected


def test_the_same_is_found_by_id_and_then_by_name_in_either_language() -> None:
    ours = subject(
        "{name: S, touchpoints: [{id: a, name: Pay}, {id: b, name: {zh: 收货, en: Delivery}}, {name: ' wait  here '}]}"
    )
    theirs = subject(
        "{name: S, touchpoints: [{name: Wait here}, {id: z, name: {zh: 收货, en: Arrival}}, {id: a, name: Checkout}]}"
    )
    pairs = paired(ours.columns, theirs.columns)
    assert [(pair.first.column, pair.second.column) for pair in pairs if pair.first and pair.second] == [
        (0, 2), (1, 1), (2, 0),
    ]  # fmt: skip
    assert len(moved(pairs)) == 2


def test_each_thing_is_matched_once() -> None:
    ours = subject("{name: S, touchpoints: [{id: a, name: Pay}, {id: b, name: Pay}]}").columns
    theirs = subject("{name: S, touchpoints: [{id: c, name: Pay}]}").columns
    assert matched([p.touchpoint for p in ours], [p.touchpoint for p in theirs]) == [(0, 0)]


def test_what_moved_is_as_little_as_explains_the_order() -> None:
    pairs = paired(subject(stage("s", *"abcde")).columns, subject(stage("s", *"eabcd")).columns)
    assert [pairs[column].place.touchpoint.id for column in moved(pairs)] == ["e"]
    assert moved(paired(subject(stage("s", *"abc")).columns, subject(stage("s", *"abc")).columns)) == set()


def test_stages_of_both_maps_stand_over_the_same_columns() -> None:
    ours = subject(stage("s", "a", "b") + ", " + stage("t", "c"))
    theirs = subject(stage("s", "a") + ", " + stage("t", "new", "c") + ", " + stage("u", "z"))
    pairs = paired(ours.columns, theirs.columns)
    assert [(band.name, band.start, band.end) for band in bands_of(pairs, ours)] == [
        ("S", 0, 1), ("T", 2, 3), ("", 4, 4),
    ]  # fmt: skip
    assert [(band.name, band.start, band.end) for band in bands_of(pairs, theirs, second=True)] == [
        ("S", 0, 1), ("T", 2, 3), ("U", 4, 4),
    ]  # fmt: skip


def test_two_maps_are_told_apart_by_what_differs() -> None:
    now, then = (subject_of(example(name), "en") for name in ("home-loan", "home-loan-2027"))
    assert side_names(now, then) == ("Current state", "Future state")
    assert side_names(subject(stage("s", "a"), "version: '1'\n"), subject(stage("s", "a"), "version: '2'\n")) == (
        "1",
        "2",
    )
    assert side_names(now, now) == ("This map", "The other map")


def test_a_map_seen_by_one_persona_is_set_beside_what_that_persona_sees() -> None:
    now = subject_of(example("home-loan"), "en", ["li-wei"])
    then = subject_of(example("home-loan-2027"), "en")
    alike = narrowed(then, now)
    assert [actor.id for actor in alike.actors] == ["li-wei"]
    added = [pair.place.touchpoint.id for pair in paired(now.columns, alike.columns) if pair.first is None]
    assert added == ["progress-line", "bill-explained"]
    assert narrowed(then, subject_of(example("home-loan"), "en")) is then
    assert narrowed(then, subject_of(example("hot-pot"), "en")) is then


def test_the_bank_s_two_maps() -> None:
    now, then = (subject_of(example(name), "en") for name in ("home-loan", "home-loan-2027"))
    pairs = paired(now.columns, then.columns)
    assert [pair.place.touchpoint.id for pair in pairs if pair.second is None] == ["paper-check"]
    added = [pair.place.touchpoint.id for pair in pairs if pair.first is None]
    assert added == ["progress-line", "second-opinion", "bill-explained"]
    assert moved(pairs) == set()
    assert len(bands_of(pairs, now)) == len(bands_of(pairs, then, second=True)) == 5
