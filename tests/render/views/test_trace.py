"""Tests of the trace: what leads to what, which ends are open, how stages break over sheets, and what is drawn."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.options import ViewOptions
from cxmap.render.scene import Curve, Group, Label, Mark
from cxmap.render.views.trace import draw, lacks, tables
from cxmap.render.views.trace.block import LINE, STRONG_LINE, Drawer, Sections
from cxmap.render.views.trace.chains import (
    ACTION,
    EVIDENCE,
    LEFT,
    METRIC,
    OPPORTUNITY,
    PAIN,
    RIGHT,
    Chains,
    Node,
    is_reached,
)
from cxmap.render.views.trace.nodes import cell_of
from cxmap.render.views.trace.sections import loose_nodes, sections_of
from cxmap.render.views.trace.words import takeaway
from tests.pictures import flat
from tests.render.views.traces import (
    EVERY_EXAMPLE,
    ends,
    example,
    rings,
    said,
    subject,
    texts,
    whole,
)

if TYPE_CHECKING:
    from cxmap.language import Language
    from cxmap.render.subject import Subject


# --- what leads to what


def test_a_chain_from_evidence_to_metric() -> None:
    chains = Chains(whole())
    nodes = [Node(column, 0) for column in range(5)]
    assert chains.links == list(pairwise(nodes))
    assert [ends(chains, column) for column in range(5)] == [[[]]] * 5
    assert chains.leads_to_action(Node(PAIN, 0))


@pytest.mark.parametrize(
    ("column", "change", "expected"),
    [
        (EVIDENCE, {"evidence": [{"id": "survey"}, {"id": "spare", "title": "Spare"}]}, [[], [(RIGHT, "cited by nothing")]]),
        (PAIN, {"touchpoint": {"pain_points": [{"id": "slow", "text": "Slow"}]}}, [[(LEFT, "no evidence")]]),
        (PAIN, {"touchpoint": {"opportunities": []}, "actions": []}, [[(RIGHT, "no opportunity")]]),
        (OPPORTUNITY, {"actions": []}, [[(RIGHT, "no action")]]),
        (OPPORTUNITY, {"touchpoint": {"opportunities": [{"id": "faster", "text": "Faster?"}]}}, [[(LEFT, "answers no pain point")]]),
        (ACTION, {"touchpoint": {"metrics": []}}, [[(RIGHT, "no metric shows its effect")]]),
        (ACTION, {"touchpoint": {"metrics": []}, "metrics": [{"kind": "nps", "value": 3}]}, [[(RIGHT, "no metric but the whole journey’s")]]),
        (ACTION, {"actions": [{"id": "a", "title": "A"}]}, [[(LEFT, "takes up no opportunity"), (RIGHT, "no metric shows its effect")]]),
        (METRIC, {"actions": []}, [[(LEFT, "no action aims at it")]]),
    ],
)  # fmt: skip
def test_open_ends(column: int, change: dict[str, Any], expected: list[list[tuple[int, str]]]) -> None:
    drawn = whole(**change)
    assert ends(Chains(drawn), column) == expected
    scene = draw(drawn, ViewOptions())
    words = {words for node in expected for _, words in node}
    assert words <= said(scene)
    assert any(isinstance(item, Mark) and item.icon == MARK_ICONS["gap"] for item in flat(scene.sheets[0].items))


def test_a_dropped_action_is_none() -> None:
    chains = Chains(whole(actions=[{"id": "a", "title": "A", "addresses": ["faster"], "status": "dropped"}]))
    assert not chains.leads_to_action(Node(PAIN, 0))
    assert ends(chains, OPPORTUNITY) == [[(RIGHT, "only dropped actions")]]
    assert takeaway(chains) == "The one severe pain point leads to no action."


def test_evidence_for_scores_alone_hangs_not_loose_but_apart() -> None:
    drawn = whole(
        evidence=[{"id": "survey"}, {"id": "scores", "title": "Scores"}],
        touchpoint={"evidence": ["scores"], "emotion": -1},
    )
    chains = Chains(drawn)
    assert ends(chains, EVIDENCE) == [[], []]
    assert loose_nodes(chains) == [Node(EVIDENCE, 1)]
    labels = said(draw(drawn, ViewOptions()))
    assert {"Not tied to a pain point", "cited, but for no pain point"} <= labels


def test_the_metrics_of_the_stage_serve_where_the_touchpoint_has_none() -> None:
    listed = {"id": "s0", "name": "Stage 0", "metrics": [{"kind": "ces", "value": 3}], "touchpoints": [
        {"id": "form", "pain_points": [{"id": "slow", "text": "Slow"}], "opportunities": [{"id": "o", "text": "O", "addresses": ["slow"]}]},
        {"id": "desk", "pain_points": [{"id": "shut", "text": "Shut"}], "opportunities": [{"id": "p", "text": "P", "addresses": ["shut"]}],
         "metrics": [{"kind": "csat", "value": 50}]},
    ]}  # fmt: skip
    actions = [{"id": "a", "title": "A", "addresses": ["o"]}, {"id": "b", "title": "B", "addresses": ["p"]}]
    chains = Chains(subject([], stages=[listed], actions=actions))
    metrics = {
        start.number: chains.measures[goal.number].metric.kind for start, goal in chains.links if start.column == ACTION
    }
    assert metrics == {0: "ces", 1: "csat"}
    (section,) = sections_of(chains)
    assert [chains.measures[node.number].metric.kind for node in section.measures] == ["ces"]


def test_pain_of_personas_who_are_not_drawn_is_left_out() -> None:
    pains = [{"id": "slow", "text": "Slow", "personas": ["ann"]}, {"id": "far", "text": "Far"}]
    drawn = subject([{"id": "form", "pain_points": pains}], only=("bob",))
    assert [pain.id for _, pain in Chains(drawn).pains] == ["far"]


@pytest.mark.parametrize(
    ("kind", "direction", "value", "target", "reached"),
    [
        ("csat", None, 81, 80, True), ("csat", None, 79, 80, False), ("kpi", "lower-is-better", 42, 60, True),
        ("kpi", "lower-is-better", 70, 60, False), ("kpi", "higher-is-better", 70, 60, True), ("kpi", None, 70, 60, False),
        ("kpi", None, 60, 60, True), ("kpi", None, None, 60, False), ("kpi", None, 60, None, False),
    ],
)  # fmt: skip
def test_a_target_is_reached_in_its_direction(
    kind: str, direction: str | None, value: float | None, target: float | None, reached: bool
) -> None:
    metric = {"kind": kind, "name": "M", "value": value, "target": target} | (
        {"direction": direction} if direction else {}
    )
    chains = Chains(whole(touchpoint={"metrics": [metric]}))
    assert is_reached(chains.measures[0].metric) is reached
    if reached:
        assert any(f"target {target} reached" in text for text in said(draw(chains.subject, ViewOptions())))


# --- by stages


def two_stages(**more: Any) -> Subject:
    """Return a map in which an opportunity answers pain in two stages, and an action takes up both."""
    first = {"id": "form", "name": "Form", "pain_points": [{"id": "slow", "text": "Slow", "evidence": ["survey"]}]}
    second = {
        "id": "desk", "name": "Desk", "pain_points": [{"id": "shut", "text": "Shut", "evidence": ["survey"]}],
        "opportunities": [{"id": "open", "text": "Open?", "addresses": ["shut", "slow"]}],
        "metrics": [{"kind": "csat", "value": 61}],
    }  # fmt: skip
    return subject(
        [first], [second], evidence=[{"id": "survey", "title": "A survey"}],
        actions=[{"id": "a", "title": "Act", "addresses": ["open"]}], **more,
    )  # fmt: skip


def test_what_belongs_to_two_stages_is_shown_in_both_with_a_word() -> None:
    chains = Chains(two_stages())
    first, second = sections_of(chains)
    for section in (first, second):
        assert section.evidence == (Node(EVIDENCE, 0),)
        assert Node(OPPORTUNITY, 0) in section.bands[0].nodes[OPPORTUNITY]
        assert Node(ACTION, 0) in section.bands[0].nodes[ACTION]
    words = [paragraph.text for paragraph in cell_of(chains, Node(OPPORTUNITY, 0), first)]
    assert words[-1] == "also under “Stage 1”"
    words = [paragraph.text for paragraph in cell_of(chains, Node(OPPORTUNITY, 0), second)]
    assert words[-1] == "eases a pain point of “Stage 0”"
    words = [paragraph.text for paragraph in cell_of(chains, Node(ACTION, 0), first)]
    assert words[-1] == "its effect shows under “Stage 1”"


@pytest.mark.parametrize(("name", "language"), EVERY_EXAMPLE)
def test_every_claim_is_in_a_section_and_every_link_is_drawn(name: str, language: Language) -> None:
    chains = Chains(example(name, language))
    sections = sections_of(chains)
    shown = [node for section in sections for node in section.nodes() if node.column == PAIN]
    assert sorted(shown) == chains.nodes(PAIN)  # each once
    drawn = {link for section in sections for link in section.links}
    assert drawn == set(chains.links)
    assert {node for section in sections for node in section.nodes()} | set(loose_nodes(chains)) == {
        node for column in range(5) for node in chains.nodes(column)
    }


# --- the drawing


@pytest.mark.parametrize(("name", "language"), EVERY_EXAMPLE)
def test_every_open_end_has_a_mark_and_words(name: str, language: Language) -> None:
    chains = Chains(example(name, language))
    shown = [node for section in sections_of(chains) for node in section.nodes()]
    expected = [end for node in (*shown, *loose_nodes(chains)) for end in chains.open_ends(node)]
    scene = draw(chains.subject, ViewOptions("A0"))
    assert sum(rings(sheet.items) for sheet in scene.sheets) == len(expected) + (
        1 if expected else 0
    )  # and the legend's
    assert {end.said.said(language) for end in expected} <= said(scene)


def test_links_of_severe_pain_are_strong_and_assumptions_dashed() -> None:
    drawn = whole(evidence=[{"id": "survey", "kind": "assumption"}])
    curves = [item for item in flat(draw(drawn, ViewOptions()).sheets[0].items) if isinstance(item, Curve)]
    assert [curve.colour for curve in curves] == [STRONG_LINE] * 4
    assert [bool(curve.dash) for curve in curves] == [True, False, False, False]
    mild = whole(
        touchpoint={"pain_points": [{"id": "slow", "text": "Slow", "severity": "low", "evidence": ["survey"]}]}
    )
    curves = [item for item in flat(draw(mild, ViewOptions()).sheets[0].items) if isinstance(item, Curve)]
    assert {curve.colour for curve in curves} == {LINE}


def test_boxes_and_names_are_about_their_touchpoint() -> None:
    groups = [item for item in draw(two_stages(), ViewOptions()).sheets[0].items if isinstance(item, Group)]
    about = {" ".join(texts(group.items)): group.touchpoint for group in groups}
    assert about["Slow"] == 0
    assert about["Shut"] == 1
    assert about["Form"] == 0


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_columns_are_headed_on_every_sheet_and_claims_stand_once(paper: str) -> None:
    drawn = example("online-shop")
    scene = draw(drawn, ViewOptions(paper))
    assert len(scene.sheets) > 1
    for sheet in scene.sheets:
        assert {"Evidence 8", "Pain points 15", "Opportunities 11", "Actions 10"} <= texts(sheet.items)
    shown = [
        text
        for sheet in scene.sheets
        for item in flat(sheet.items)
        if isinstance(item, Label)
        for text in [" ".join(item.lines)]
    ]
    for _, pain in Chains(drawn).pains:
        assert shown.count(drawn.text(pain.text)) == 1


def test_large_paper_holds_all_on_one_sheet() -> None:
    for paper in ("A1", "A0"):
        assert len(draw(example("online-shop"), ViewOptions(paper)).sheets) == 1
    assert draw(example("online-shop"), ViewOptions("auto")).paper == "A1"


def test_a_stage_taller_than_a_sheet_is_cut_between_touchpoints() -> None:
    touchpoints = [
        {"id": f"t{n}", "name": f"T{n}", "pain_points": [{"id": f"p{n}", "text": f"Pain {n}", "evidence": ["survey"]}]}
        for n in range(40)
    ]
    drawn = subject(touchpoints, evidence=[{"id": "survey", "title": "A survey"}])
    scene = draw(drawn, ViewOptions("A4"))
    assert len(scene.sheets) > 2
    for sheet in scene.sheets:
        assert "[1] A survey" in texts(sheet.items)  # beside each part
    assert "Stage 0 (continued)" in texts(scene.sheets[1].items)


def test_sheets_are_filled_alike() -> None:
    chains = Chains(example("home-loan"))
    block = Sections(Drawer(chains), tuple(sections_of(chains)))
    whole_height = block.height(1138, 8.0)
    parts = block.cut(1138, 8.0, 0.8 * whole_height)
    assert parts is not None
    shares = [part.height(1138, 8.0) / whole_height for part in parts]
    assert all(0.3 < share < 0.75 for share in shares)


# --- in words


def test_takeaways() -> None:
    assert takeaway(Chains(whole())) == "The one severe pain point leads to an action."
    assert takeaway(Chains(whole(language="zh"))) == "唯一的严重或致命痛点有行动。"
    assert takeaway(Chains(whole(actions=[]))) == "The one severe pain point leads to no action."
    mild = {"pain_points": [{"id": "slow", "text": "Slow"}], "metrics": []}
    assert takeaway(Chains(whole(touchpoint=mild, evidence=[{"id": "spare"}]))) == (
        "The one pain point leads to an action; the one action has no metric to show its effect; "
        "the one pain point has no evidence."
    )
    assert takeaway(Chains(example("home-loan"))) == (
        "All 8 severe pain points lead to an action; 2 of 10 actions have no metric to show their effect."
    )
    none = {"pain_points": [], "opportunities": [{"id": "o", "text": "O"}]}
    assert (
        takeaway(Chains(whole(touchpoint=none, actions=[], evidence=[]))) == "The one opportunity leads to no action."
    )
    assert takeaway(Chains(subject([{"id": "t"}], actions=["A", "B"]))).startswith(
        "None of the 2 actions takes up an opportunity"
    )


def test_what_there_is_to_trace() -> None:
    assert lacks(subject([{"id": "t"}]), ViewOptions()) is not None
    assert lacks(subject([{"id": "t"}], actions=["A"]), ViewOptions()) is None
    assert lacks(whole(), ViewOptions()) is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_tables_say_chains_and_open_ends(language: Language) -> None:
    chains, ends_table = tables(example("home-loan", language), ViewOptions())
    row = next(row for row in chains.rows if "CSAT" in row[-1])
    assert "52 → 75" in row[-1]
    assert len(ends_table.rows) == 3
    (only,) = tables(whole(), ViewOptions())
    assert only.rows == (("Stage 0", "The form", "A survey", "Slow", "High", "Faster?", "Prefill", "CSAT 61% → 80%"),)


def test_the_scene_names_itself() -> None:
    scene = draw(example("home-loan", "zh"), ViewOptions())
    assert (scene.key, scene.name, scene.paper) == ("home-loan-trace", "依据链", "A3")
    assert scene.description == "8个严重或致命痛点都有行动；10项行动中有2项没有指标能看出效果。"
