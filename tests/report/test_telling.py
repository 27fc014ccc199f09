"""What few cases did does not follow from the sums and differences of one output."""

import json
from collections import defaultdict
from functools import cache
from random import Random
from typing import Any

import pytest

from cxmap.discoveries import Discovery
from cxmap.report.discovery.data import as_csv, as_json
from cxmap.report.discovery.markdown import as_markdown
from cxmap.report.discovery.words import Shown
from cxmap.telling import told_channels, told_groups, told_of, told_variants
from tests.discover.mined import log, mined
from tests.render.process.walks import walked

LEAST = 10
SHOWN = Shown(top=10, least=LEAST, grey=30)
Flow = tuple[str | None, str | None]


@cache
def some_log(seed: int) -> Discovery:
    random = Random(seed)
    names = [f"s{number}" for number in range(random.randint(3, 9))]
    chances = {
        name: {other: random.choice((0.02, 0.1, 1, 3)) for other in random.sample(names, random.randint(1, len(names)))}
        | {"": random.choice((0.05, 1))}
        for name in ("", *names)
    }
    del chances[""][""]
    return walked(chances, random.choice((30, 120, 400)), seed, channels="wap")


def written(found: Discovery) -> Any:
    return json.loads(as_json([found], SHOWN))["logs"][0]


def true_sums(found: Discovery) -> dict[tuple[str, str | None], dict[Flow, int]]:
    """Return every sum by what it is of, with all of its parts as they are."""
    sums: dict[tuple[str, str | None], dict[Flow, int]] = defaultdict(dict)
    flows: list[tuple[Flow, int]] = [((one.before, one.after), one.n) for one in found.transitions]
    flows += [((None, step.event), step.starts) for step in found.steps if step.starts]
    flows += [((step.event, None), step.ends) for step in found.steps if step.ends]
    for (before, after), n in flows:
        sums["after", before][before, after] = n
        sums["before", after][before, after] = n
        if before is not None and after is not None:
            sums["transitions", None][before, after] = n
    return sums


def told_flows(data: Any) -> dict[Flow, int]:
    """Return the parts that an output tells."""
    told: dict[Flow, int] = {(one["from"], one["to"]): one["n"] for one in data["transitions"]}
    for step in data["steps"]:
        told |= {(None, step["event"]): step["starts"]} if step["starts"] else {}
        told |= {(step["event"], None): step["ends"]} if step["ends"] else {}
    return told


def told_sums(data: Any) -> dict[tuple[str, str | None], int]:
    """Return the sums that an output tells, or that follow from what it tells."""
    sums: dict[tuple[str, str | None], int] = {
        ("transitions", None): data["events"] - data["cases"],
        ("after", None): data["cases"],
        ("before", None): data["cases"],
    }
    for step in data["steps"]:
        sums |= {("after", step["event"]): step["events"], ("before", step["event"]): step["events"]}
    return sums


def known_anyway(sums: dict[tuple[str, str | None], dict[Flow, int]], found: Discovery) -> set[Flow]:
    """Return the main parts of sums that are told, and what follows from them by subtraction, however much is hidden."""
    told = told_sums(written(found))
    parts = [set(sums[name]) for name in told]
    known = {
        part
        for name in told
        for part, n in sums[name].items()
        if 2 * n >= sum(sums[name].values()) and n == max(sums[name].values())
    }
    for _ in range(100):
        known |= {part for each in parts if len(each - known) == 1 for part in each - known}
    return known


@pytest.mark.parametrize("seed", range(60))
def test_no_part_that_is_held_back_follows_from_a_sum_unless_it_does_from_main_parts_alone(seed: int) -> None:
    found = some_log(seed)
    data, sums = written(found), true_sums(found)
    told = told_flows(data)
    known = known_anyway(sums, found)
    for name, whole in told_sums(data).items():
        parts = sums[name]
        assert sum(parts.values()) == whole
        hidden = [part for part in parts if part not in told and part not in known]
        if hidden:
            assert len(hidden) > 1
            rest = whole - sum(parts[part] for part in parts if part in told or part in known)
            assert rest >= LEAST or not any(part in told and part not in known for part in parts)


@pytest.mark.parametrize("seed", range(60))
def test_nothing_of_few_is_told_and_main_parts_of_many_are(seed: int) -> None:
    found = some_log(seed)
    data, told = written(found), told_flows(written(found))
    many: set[Flow] = {(one.before, one.after) for one in found.transitions if one.cases >= LEAST}
    many |= {(None, step.event) for step in found.steps if step.starts >= LEAST}
    many |= {(step.event, None) for step in found.steps if step.ends >= LEAST}
    assert set(told) <= many
    assert known_anyway(true_sums(found), found) & many <= set(told)
    assert data["rare_transitions"]["transitions"] == len(found.transitions) - len(data["transitions"])
    n = data["rare_transitions"]["n"]
    assert n is None or n >= LEAST or not data["rare_transitions"]["transitions"]
    cases = data["rare_variants"]["cases"]
    assert cases is None or cases >= LEAST or not data["rare_variants"]["variants"]


def test_something_is_held_back_for_the_sake_of_others() -> None:
    """The test above would say nothing of logs in which nothing has to be."""
    beside = 0
    for seed in range(60):
        found = some_log(seed)
        few = {(one.before, one.after) for one in found.transitions if one.cases < LEAST}
        beside += bool({flow for flow in told_of(found, LEAST).held_back if None not in flow} - few)
    assert beside > 10


def test_another_way_on_is_held_back_with_the_one_of_few() -> None:
    every = [f"{one} {other}" for one in "abcd" for other in "abcd" if one != other]
    found = mined(log(*every * 20, *["a c"] * 5, *["a a"] * 3))
    told = {(one.before, one.after): one.n for one in told_of(found, LEAST).transitions}
    assert ("a", "a") not in told  # three
    assert ("a", "b") not in told  # else the three would follow from what goes on from a
    assert ("b", "a") not in told  # … or from what comes to it
    assert told["a", "d"] == told["d", "a"] == 20


def test_what_follows_from_main_parts_alone_is_not_told_and_nothing_is_hidden_for_it() -> None:
    """Of 73 events 40 lead to b, and so on: with that told, whatever else is hidden, the three who go to d follow."""
    found = mined(log(*["a b d"] * 40, *["a c d"] * 30, *["b d"] * 20, *["c d"] * 20, *["a d"] * 3, *["b c d"] * 12))
    told = {(one.before, one.after): one.n for one in told_of(found, LEAST).transitions}
    assert {(one.before, one.after) for one in found.transitions} - set(told) == {("a", "d")}


def test_where_no_case_is_of_few_nothing_is_held_back() -> None:
    found = mined(log(*["a b"] * 20, *["a c"] * 10))
    assert not told_of(found, LEAST).held_back
    assert not told_of(some_log(1), 1).held_back
    assert not told_of(some_log(1), 0).held_back
    assert written(found)["rare_transitions"] == {"transitions": 0, "n": 0}


def test_how_many_are_held_back_together_is_not_told_of_one_or_of_few() -> None:
    found = mined(log(*["a b c"] * 50, *["a c"] * 5))
    data = written(found)
    assert data["rare_transitions"] == {"transitions": 1, "n": None}
    assert data["rare_variants"] == {"variants": 1, "cases": None}
    assert "with 5" not in as_markdown([found], SHOWN, "en")
    assert "left out for the sake of fewer than 10 cases each: 1 variant\n" in as_markdown([found], SHOWN, "en")


def test_variants_channels_and_segments_are_guarded_too() -> None:
    found = mined([
        *log(*["a b"] * 20, *["b a"] * 15, *["a"] * 12, *["b"] * 4, channel="web"),
        *[row._replace(case="x" + row.case) for row in log(*["a b"] * 12, channel="app")],
        *[row._replace(case="y" + row.case) for row in log(*["a b"] * 3, channel="王小明")],
    ])  # fmt: skip
    assert [(one.events, one.cases) for one in told_variants(found, LEAST)] == [(("a", "b"), 35), (("b", "a"), 15)]
    assert [group.id for group in told_groups(found, "channel", LEAST)] == ["web"]
    (step,) = (step for step in found.steps if step.event == "a")
    assert [one.name for one in told_channels(step, LEAST)] == ["web"]
    csv = as_csv([found], SHOWN)
    assert "app" not in csv
    assert "rare channels,,,,2" in csv
