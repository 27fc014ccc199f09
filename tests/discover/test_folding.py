"""Events that mean one touchpoint."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cxmap.discover.folding import folded
from tests.discover.mined import Row, log, mined

ONE = {"a1": "a", "a2": "a"}


def test_a_log_in_which_no_two_events_mean_the_same_stays_as_it_is() -> None:
    found = mined(log("x y", times=3), touchpoints={"x": "a"})
    assert folded(found, 1) is found


def collapsed(case: list[str]) -> list[str]:
    kept: list[str] = []
    before = ""
    for event in case:
        if not (event != before and ONE.get(event) is not None and ONE.get(event) == ONE.get(before)):
            kept.append(event)
        before = event
    return kept


@given(st.lists(st.lists(st.sampled_from(["a1", "a2", "b", "c"]), min_size=1, max_size=6), min_size=1, max_size=12))
def test_it_is_as_if_the_source_had_written_one_event(cases: list[list[str]]) -> None:
    rows = [row._replace(case=str(n)) for n, case in enumerate(cases) for row in log(" ".join(case))]
    found = mined(rows, touchpoints=ONE)
    events = {step.event for step in found.steps}
    if not {"a1", "a2"} <= events:
        return
    one = folded(found, 1)
    name = next(step.event for step in one.steps if step.touchpoint == "a")
    by_hand = mined([Row(str(n), name if event in ONE else event, row.time) for n, case in enumerate(cases)
                     for event, row in zip(collapsed(case), log(" ".join(case)), strict=False)])  # fmt: skip
    counts = {(each.before, each.after): (each.n, each.cases) for each in one.transitions}
    assert counts == {(each.before, each.after): (each.n, each.cases) for each in by_hand.transitions}
    assert {each.events: each.cases for each in one.variants} == {each.events: each.cases for each in by_hand.variants}
    mine, theirs = (
        {step.event: (step.cases, step.repeated, step.starts, step.ends) for step in each.steps}
        for each in (one, by_hand)
    )
    assert mine == theirs
    assert sum(step.events for step in one.steps) == found.events


def test_a_touchpoint_whose_events_are_rare_is_called_by_its_id() -> None:
    rows = [*log("seen b", times=6), *[row._replace(case="x" + row.case) for row in log("sent b", "form b", times=5)]]
    found = mined(rows, touchpoints={"seen": "form", "sent": "form"})
    steps = {step.event: (step.touchpoint, step.cases) for step in folded(found, 10).steps}
    assert steps == {"form": ("form", 16), "b": (None, 16)}
    assert [(one.before, one.after, one.cases) for one in folded(found, 10).transitions] == [("form", "b", 16)]
    assert "seen" in {step.event for step in folded(found, 5).steps}
