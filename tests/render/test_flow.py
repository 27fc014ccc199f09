"""Tests of the flow view: which ways there are, that DOT holds no user's text, and that lines keep clear of cards."""

import builtins
import json
import re
import sys
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

from cxmap.diagnostics import CxmapError
from cxmap.document import load
from cxmap.render import graphviz_positions as engine
from cxmap.render.formats.svg import scene_svg
from cxmap.render.icons import MARK_ICONS
from cxmap.render.scene import Box, Curve, Group, Item, Label, Mark, Scene
from cxmap.render.subject import Subject, subject_of
from cxmap.render.theme import SMALLEST_TEXT
from cxmap.render.views.flow import draw_flow
from cxmap.render.views.flow.arrange import Arrangement, arrange, dot_source
from cxmap.render.views.flow.cards import nodes_of
from cxmap.render.views.flow.graph import MOST_IN_BLOCK, Flow, flow_of, ways_in_words
from cxmap.render.views.flow.lines import BACK_DASH, LOST_BACK_DASH, LOST_DASH, dash_of, stretches
from cxmap.workspace import workspace_of

MAPS = Path(__file__).parents[2] / "examples" / "maps"
HOSTILE = '"]; evil [label="<b>&amp;\\N" URL="javascript:alert(1)'
REMEDIES = (
    *("apt install graphviz", "brew install graphviz", "winget install graphviz"),
    'pip install "cxmap[graphviz]"',
)
PERSONAS = [{"id": "ann", "name": "Ann"}, {"id": "bob", "name": "Bob"}]


def subject(folder: Path, *stages: list[dict[str, Any]], only: tuple[str, ...] = (), **more: Any) -> Subject:
    """Return a map of these touchpoints, for Ann and Bob."""
    listed = [{"id": f"s{number}", "name": f"Stage {number}", "touchpoints": own} for number, own in enumerate(stages)]
    path = folder / "map.yaml"
    journey = {"cxmap": 1, "id": "a-map", "title": "A map", "personas": PERSONAS, "stages": listed} | more
    path.write_text(json.dumps(journey, ensure_ascii=False), encoding="utf-8")
    return subject_of(load(path, None), "en", only)


def example(name: str, language: Any = "en") -> Subject:
    return subject_of(load(MAPS / f"{name}.yaml", workspace_of(MAPS)), language)


def pairs(flow: Flow) -> list[tuple[int, int]]:
    return [(way.tail, way.head) for way in flow.ways]


def arranged(drawn: Subject) -> tuple[Flow, Arrangement]:
    flow = flow_of(drawn)
    return flow, arrange(drawn, flow, nodes_of(drawn, flow), 600)


def items_of(scene: Scene) -> Iterator[Item]:
    def unfold(items: tuple[Item, ...]) -> Iterator[Item]:
        for item in items:
            if isinstance(item, Group):
                yield from unfold(item.items)
            else:
                yield item

    for sheet in scene.sheets:
        yield from unfold(sheet.items)


def points(*names: str, **more: Any) -> list[dict[str, Any]]:
    return [{"id": name, "name": name.title(), **more.get(name, {})} for name in names]


# --- stops and ways


def test_without_next_each_leads_to_the_following(tmp_path: Path) -> None:
    flow = flow_of(subject(tmp_path, points("a", "b"), points("c")))
    assert pairs(flow) == [(0, 1), (1, 2)]
    assert [stop.is_end for stop in flow.stops] == [False, False, True]
    assert [actor.id for actor in flow.stops[0].starters] == ["ann", "bob"]
    assert not flow.stops[1].starters


def test_a_persona_skips_what_only_the_other_passes(tmp_path: Path) -> None:
    drawn = subject(tmp_path, points("a", "b", "c", b={"personas": ["ann"]}))
    flow = flow_of(drawn)
    assert pairs(flow) == [(0, 1), (0, 2), (1, 2)]
    assert [[actor.id for actor in way.actors] for way in flow.ways] == [["ann"], ["bob"], []]


def test_touchpoints_of_different_personas_are_not_joined(tmp_path: Path) -> None:
    only = {"b": {"personas": ["ann"]}, "c": {"personas": ["bob"]}}
    assert pairs(flow_of(subject(tmp_path, points("a", "b", "c", "d", **only)))) == [(0, 1), (0, 2), (1, 3), (2, 3)]


def test_branches_conditions_and_handovers(tmp_path: Path) -> None:
    ways = [{"to": "b", "when": "Yes", "carries_data": True}, {"to": "c", "when": "No", "carries_data": False}]
    flow = flow_of(subject(tmp_path, points("a", "b", "c", a={"next": ways})))
    yes, no, _ = flow.ways
    assert (yes.head, yes.when, yes.carries, yes.loses) == (1, "Yes", True, False)
    assert (no.head, no.when, no.carries, no.loses) == (2, "No", False, True)


def test_loops_are_told_from_forward_ways(tmp_path: Path) -> None:
    more = {"b": {"next": ["a", "b", "c", {"to": "a", "carries_data": False}]}}
    flow = flow_of(subject(tmp_path, points("a", "b", "c", **more)))
    assert pairs(flow) == [(0, 1), (1, 0), (1, 1), (1, 2), (1, 0)]
    assert [way.is_back for way in flow.ways] == [False, True, True, False, True]
    assert [dash_of(way) for way in flow.ways] == [(), BACK_DASH, BACK_DASH, (), LOST_BACK_DASH]
    assert len({LOST_DASH, BACK_DASH, LOST_BACK_DASH}) == 3


def test_an_empty_next_ends_the_journey(tmp_path: Path) -> None:
    flow = flow_of(subject(tmp_path, points("a", "b", "c", b={"next": []})))
    assert pairs(flow) == [(0, 1)]
    assert [stop.is_end for stop in flow.stops] == [False, True, True]


def test_a_change_of_channel_needs_two_channels(tmp_path: Path) -> None:
    more = {"a": {"channel": "web"}, "b": {"channel": "web"}, "c": {"channel": "store"}}
    flow = flow_of(subject(tmp_path, points("a", "b", "c", "d", **more)))
    assert [way.changes_channel for way in flow.ways] == [False, True, False]


def test_ways_to_touchpoints_that_are_not_drawn_are_dropped(tmp_path: Path) -> None:
    more = {"a": {"next": ["b", "c"]}, "b": {"personas": ["ann"]}, "c": {"next": "b"}}
    flow = flow_of(subject(tmp_path, points("a", "b", "c", "d", **more), only=("bob",)))
    assert [stop.touchpoint.id for stop in flow.stops] == ["a", "c", "d"]
    assert pairs(flow) == [(0, 1), (1, 2)]


def test_a_second_way_in_is_a_start(tmp_path: Path) -> None:
    more = {"a": {"next": "c"}, "b": {"personas": ["ann"]}}
    flow = flow_of(subject(tmp_path, points("a", "b", "c", **more)))
    assert [[actor.id for actor in stop.starters] for stop in flow.stops] == [["ann", "bob"], ["ann"], []]


def test_a_long_stage_is_drawn_in_parts(tmp_path: Path) -> None:
    flow = flow_of(subject(tmp_path, points(*(f"t{number}" for number in range(30))), points("last")))
    blocks = [stop.block for stop in flow.stops]
    assert blocks == sorted(blocks)
    assert max(map(blocks.count, blocks)) <= MOST_IN_BLOCK
    assert flow.stops[-1].block not in blocks[:-1]


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "The decision → Signing in person (Amount accepted, Data handed over); Calling the"), ("zh", "信息断点")],
)
def test_the_ways_are_said_in_words(language: Any, said: str) -> None:
    drawn = example("home-loan", language)
    description = ways_in_words(flow_of(drawn), drawn)
    assert said in description
    assert draw_flow(drawn).description == description


# --- Graphviz


def test_no_text_of_the_map_reaches_dot(tmp_path: Path) -> None:
    ways = [{"to": "b", "when": HOSTILE, "carries_data": False}]
    hostile = {"name": HOSTILE, "channel": "evil", "wait": "3d", "next": ways}
    channels = [{"id": "evil", "name": HOSTILE, "medium": "offline"}]
    personas = [{"id": "ann", "name": HOSTILE}]
    stage = points("a", "b", a=hostile, b={"name": HOSTILE})
    drawn = subject(tmp_path, stage, title=HOSTILE, channels=channels, personas=personas)
    flow = flow_of(drawn)
    source = dot_source(flow, nodes_of(drawn, flow))
    words = set(re.findall(r"[A-Za-z_]\w*", re.sub(r'"[^"]*"', "", source)))
    assert words == {
        "digraph", "graph", "node", "subgraph", "charset", "nodesep", "ordering", "rankdir", "ranksep", "splines",
        "fixedsize", "label", "shape", "height", "width", "weight", "TB", "out", "false", "box", "true",
        "cluster_c0", "n0", "n1", "e0", "s0", "f1",
    }  # fmt: skip
    assert set(re.findall(r'"([^"]*)"', source)) <= {"", "utf-8"}
    svg = scene_svg(draw_flow(drawn))
    assert "javascript:alert(1)" in svg
    assert "<b>" not in svg


@pytest.mark.parametrize("name", ["dot", "pygraphviz"])
def test_each_engine_gives_a_drawing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        engine.ENGINES[name]("digraph { n0 }")
    except engine.NotUsableError as error:
        pytest.skip(f"{name}: {error}")
    monkeypatch.setattr(engine, "ENGINES", {name: engine.ENGINES[name]})
    assert "打电话问" in scene_svg(draw_flow(example("home-loan", "zh")))


def test_without_an_engine_the_error_names_every_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    with pytest.raises(CxmapError) as caught:
        draw_flow(example("home-loan"))
    assert caught.value.help is not None
    for words in caught.value.help:
        assert all(remedy in words for remedy in REMEDIES)
    assert "Graphviz" in caught.value.message.en
    assert "Graphviz" in caught.value.message.zh


def test_a_library_that_is_missing_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise OSError("libglib-2.0.so.0: cannot open shared object file")

    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.delitem(sys.modules, "pygraphviz", raising=False)
    real = builtins.__import__
    monkeypatch.setattr(
        builtins, "__import__", lambda name, *rest: missing() if name == "pygraphviz" else real(name, *rest)
    )
    with pytest.raises(CxmapError, match=r"libglib-2\.0\.so\.0"):
        engine.positions("digraph { n0 }")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for dot")
def test_a_broken_program_is_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "dot"
    program.write_text("#!/bin/sh\necho 'no plugins' >&2\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda _: str(program))
    with pytest.raises(engine.NotUsableError, match="no plugins"):
        engine.by_program("digraph { n0 }")


# --- the drawing


@pytest.mark.parametrize("name", ["home-loan", "online-shop", "b2b-software", "hot-pot"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_overlaps_and_lines_keep_clear(name: str, language: Any) -> None:
    flow, placed = arranged(example(name, language))
    for (one, a), (other, b) in combinations(placed.boxes.items(), 2):
        assert not _overlap(a, b), (one, other)
    assert all(panel.heading.bottom <= box.y for panel in placed.panels for box in _inside(panel.box, placed))
    for part in stretches(flow, placed):
        for (x1, y1), (x2, y2) in pairwise(part.path):
            assert x1 == x2 or y1 == y2, part
            run = Box(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))
            assert not any(_overlap(run, box) for box in placed.boxes.values()), part


def test_a_self_loop_leaves_its_card_and_returns(tmp_path: Path) -> None:
    flow, placed = arranged(subject(tmp_path, points("a", "b", a={"next": ["a", "b"]})))
    card = placed.boxes["n0"]
    loop = [part for part in stretches(flow, placed) if part.way is not None and part.way.head == 0]
    assert len(loop) == 2  # to its chip and back
    assert _touches(loop[0].path[0], card)
    assert _touches(loop[-1].path[-1], card)


@pytest.mark.parametrize("name", ["home-loan", "online-shop"])
def test_texts_stay_in_their_boxes_and_are_large_enough(name: str) -> None:
    scene = draw_flow(example(name))
    sheet = scene.sheets[0]
    for label in (item for item in items_of(scene) if isinstance(item, Label)):
        assert label.size >= SMALLEST_TEXT
        assert label.box.x >= 0
        assert label.box.right <= sheet.width
        assert label.box.bottom <= sheet.height


def test_the_legend_lists_what_is_used(tmp_path: Path) -> None:
    plain = draw_flow(subject(tmp_path, points("a", "b")))
    said = {line for item in items_of(plain) if isinstance(item, Label) for line in item.lines}
    assert not said & {"Data lost", "Data handed over", "Change of channel", "Online", "Moment of truth"}
    full = draw_flow(example("home-loan"))
    said = {line for item in items_of(full) if isinstance(item, Label) for line in item.lines}
    assert said >= {"Data lost", "Data handed over", "Change of channel", "Online", "Offline", "Moment of truth"}
    marks = [item.icon for item in items_of(full) if isinstance(item, Mark)]
    assert MARK_ICONS["handover-lost"] in marks
    assert MARK_ICONS["handover"] in marks


def test_every_way_has_an_arrowhead() -> None:
    drawn = example("online-shop")
    flow = flow_of(drawn)
    heads = [item for item in items_of(draw_flow(drawn)) if isinstance(item, Curve) and item.closed]
    starts = sum(1 for stop in flow.stops if stop.starters)
    assert len([head for head in heads if len(head.points) == 3]) >= len(flow.ways) + starts


def test_same_map_same_bytes() -> None:
    assert scene_svg(draw_flow(example("online-shop"))) == scene_svg(draw_flow(example("online-shop")))


def test_scene_names_itself() -> None:
    scene = draw_flow(example("home-loan", "zh"))
    assert (scene.key, scene.paper, scene.language, len(scene.sheets)) == ("home-loan-flow", "A3", "zh", 1)
    assert scene.title == "申请住房贷款"


def test_a_map_without_touchpoints_is_drawn(tmp_path: Path) -> None:
    scene = draw_flow(subject(tmp_path, []))
    assert scene_svg(scene).startswith("<svg")


def _overlap(a: Box, b: Box) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def _inside(panel: Box, placed: Arrangement) -> list[Box]:
    return [box for box in placed.boxes.values() if panel.x <= box.x < panel.right and panel.y <= box.y < panel.bottom]


def _touches(point: tuple[float, float], box: Box) -> bool:
    x, y = point
    on_side = x in (box.x, box.right) and box.y <= y <= box.bottom
    return on_side or (y in (box.y, box.bottom) and box.x <= x <= box.right)
