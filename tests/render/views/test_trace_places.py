"""Tests of where the boxes of the trace stand, and that few of the lines between them cross."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

import pytest
from graphviz import Digraph

from cxmap.render import graphviz_positions as engine
from cxmap.render.views.trace.chains import (
    ACTION,
    METRIC,
    OPPORTUNITY,
    PAIN,
    Chains,
    Node,
)
from cxmap.render.views.trace.nodes import cell_of
from cxmap.render.views.trace.places import boxes_of, crossings, measured, middles_of
from cxmap.render.views.trace.sections import sections_of
from tests.render.views.traces import (
    EVERY_EXAMPLE,
    GRID,
    NAMES,
    example,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxmap.language import Language
    from cxmap.render.views.trace.places import Measured
    from cxmap.render.views.trace.sections import Section


# --- where boxes stand


def laid_out(chains: Chains, section: Section) -> tuple[Measured, Mapping[Node, Any]]:
    cells = {node: cell_of(chains, node, section) for node in section.nodes()}
    size = measured(section, cells, GRID)
    return size, boxes_of(section, size, GRID)


@pytest.mark.parametrize(("name", "language"), EVERY_EXAMPLE)
def test_boxes_stand_apart_in_their_columns_and_bands(name: str, language: Language) -> None:
    chains = Chains(example(name, language))
    for section in sections_of(chains):
        size, boxes = laid_out(chains, section)
        for (one, a), (other, b) in combinations(boxes.items(), 2):
            if one.column == other.column:
                assert a.bottom < b.y or b.bottom < a.y, (one, other)
                assert a.x == b.x
        assert all(box.y >= 0 and box.bottom <= size.height for box in boxes.values())
        for band, (low, high) in zip(section.bands, size.bands, strict=True):
            for column in (PAIN, OPPORTUNITY, ACTION):
                for node in band.nodes.get(column, ()):
                    assert low <= boxes[node].y <= boxes[node].bottom <= high
        for start, goal in section.links:
            assert boxes[start].right < boxes[goal].x


def test_a_single_chain_runs_level() -> None:
    chains = Chains(whole())
    (section,) = sections_of(chains)
    _, boxes = laid_out(chains, section)
    assert len({round(box.y + box.height / 2, 6) for box in boxes.values()}) == 1


def test_pain_points_keep_the_order_of_the_journey() -> None:
    chains = Chains(example("online-shop"))
    for section in sections_of(chains):
        _, boxes = laid_out(chains, section)
        tops = [min(boxes[node].y for node in band.nodes[PAIN]) for band in section.bands if PAIN in band.nodes]
        assert tops == sorted(tops)


def test_no_more_lines_cross_than_graphviz_would_have_it() -> None:
    """Graphviz minimises crossings too, given that touchpoints keep their order; at no stage of an example it does better."""
    try:
        engine.ENGINES["dot"]("digraph { n0 }")
    except engine.NotUsableError as error:
        pytest.skip(str(error))
    seen = 0
    for name in NAMES:
        chains = Chains(example(name))
        for section in sections_of(chains):
            cells = {node: cell_of(chains, node, section) for node in section.nodes()}
            size = measured(section, cells, GRID)
            count = crossings(section, middles_of(section, size, GRID.body))
            if count:
                assert count <= crossings(section, _by_graphviz(section, size)), name
                seen += 1
    assert seen


def _by_graphviz(section: Section, size: Measured) -> dict[Node, float]:
    graph = Digraph(graph_attr={"rankdir": "LR", "splines": "false", "nodesep": "0.08", "ranksep": "0.6"},
                    node_attr={"shape": "box", "fixedsize": "true", "label": ""})  # fmt: skip
    names = {node: f"n{number}" for number, node in enumerate(dict.fromkeys(section.nodes()))}
    for column in range(5):
        with graph.subgraph() as rank:
            rank.attr(rank="same")
            for node, name in names.items():
                if node.column == column:
                    rank.node(
                        name, width=f"{GRID.columns()[column][1] / 72:.3f}", height=f"{size.heights[node] / 72:.3f}"
                    )
    for one, other in pairwise(section.bands):
        for column in (PAIN, OPPORTUNITY, METRIC):
            for above in one.nodes.get(column, ()):
                for below in other.nodes.get(column, ()):
                    graph.edge(names[above], names[below], style="invis")
    for start, goal in section.links:
        graph.edge(names[start], names[goal])
    found = {item["name"]: item for item in engine.positions(str(graph.source))["objects"] if "pos" in item}
    return {node: -float(found[name]["pos"].split(",")[1]) for node, name in names.items()}
