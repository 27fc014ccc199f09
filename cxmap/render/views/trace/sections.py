"""The trace cut by stages: each says all that its pain points and opportunities lead to, so that it stands by itself.

What belongs to several stages, such as an action that eases pain in two of them, is shown in each.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.views.trace.chains import ACTION, EVIDENCE, METRIC, OPPORTUNITY, PAIN, Chains, Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.model.journey import Stage
    from cxmap.model.reading import Place


class Band(NamedTuple):
    """A touchpoint with its nodes by column, but for the evidence."""

    place: Place
    nodes: dict[int, tuple[Node, ...]]


@dataclass(frozen=True)
class Section:
    """A stage: its bands, the links within it, and what does not belong to one of them alone.

    That is the evidence, and the metrics of the whole stage (`measures`). `number` is the stage's in the map.
    """

    stage: Stage
    number: int
    bands: tuple[Band, ...]
    evidence: tuple[Node, ...]
    measures: tuple[Node, ...]
    links: tuple[tuple[Node, Node], ...]
    continued: bool = False

    def nodes(self) -> Iterable[Node]:
        """Yield all its nodes."""
        yield from self.evidence
        for band in self.bands:
            for nodes in band.nodes.values():
                yield from nodes
        yield from self.measures


def sections_of(chains: Chains) -> list[Section]:
    """Return a section for each stage in which there is something to trace."""
    found = []
    for number, group in groupby(chains.subject.columns, key=lambda place: place.path[1]):
        places = list(group)
        bands = _bands(chains, places)
        if bands:
            found.append(section_of(chains, places[0].stage, int(number), bands))
    return found


def section_of(chains: Chains, stage: Stage, number: int, bands: Sequence[Band], *, continued: bool = False) -> Section:
    """Make a section of some bands: with the evidence that they rest on, and the metrics of the stage they lead to."""
    inside = {node for band in bands for nodes in band.nodes.values() for node in nodes}
    pains = [node for band in bands for node in band.nodes.get(PAIN, ())]
    evidence = dict.fromkeys(node for pain in pains for node in chains.before(pain))
    actions = [node for band in bands for node in band.nodes.get(ACTION, ())]
    metrics = dict.fromkeys(metric for action in actions for metric in chains.after(action))
    measures = [
        node for node in metrics
        if chains.measures[node.number].place is None and chains.measures[node.number].stage is stage
    ]  # fmt: skip
    inside.update(evidence, measures)
    links = tuple(link for link in chains.links if link[0] in inside and link[1] in inside)
    return Section(stage, number, tuple(bands), tuple(evidence), tuple(measures), links, continued)


def _bands(chains: Chains, places: Sequence[Place]) -> list[Band]:
    """Return the bands of a stage.

    An action stands in the band of the first opportunity that leads to it; an opportunity of another stage in that of the
    first pain point here that it answers.
    """
    columns = {place.column for place in places}
    own: dict[int, list[Node]] = {place.column: [] for place in places}
    for node in chains.nodes(PAIN):
        if (column := chains.pains[node.number][0].column) in columns:
            own[column].append(node)
    band_of = {node: column for column, nodes in own.items() for node in nodes}
    for node in chains.nodes(OPPORTUNITY):
        column = chains.opportunities[node.number][0].column
        if column not in columns:
            column = next((band_of[pain] for pain in chains.before(node) if pain in band_of), -1)
        if column >= 0:
            own[column].append(node)
            band_of[node] = column
    for node in chains.nodes(ACTION):
        before = [opportunity for opportunity in chains.before(node) if opportunity in band_of]
        if before:
            column = min(band_of[opportunity] for opportunity in before)
            own[column].append(node)
            band_of[node] = column
    for node in chains.nodes(METRIC):
        place = chains.measures[node.number].place
        if place is not None and place.column in columns:
            own[place.column].append(node)
    return [Band(place, _by_column(own[place.column])) for place in places if own[place.column]]


def _by_column(nodes: Sequence[Node]) -> dict[int, tuple[Node, ...]]:
    found: dict[int, list[Node]] = {}
    for node in nodes:
        found.setdefault(node.column, []).append(node)
    return {column: tuple(found[column]) for column in (PAIN, OPPORTUNITY, ACTION, METRIC) if column in found}


def loose_nodes(chains: Chains) -> list[Node]:
    """Return the evidence that no pain point cites, and the actions that take up no opportunity."""
    evidence = [node for node in chains.nodes(EVIDENCE) if not chains.after(node)]
    return [*evidence, *(node for node in chains.nodes(ACTION) if not chains.before(node))]
