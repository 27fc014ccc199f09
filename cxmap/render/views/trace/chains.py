"""What hangs together: evidence, pain points, opportunities, actions and metrics, and the ends that hang loose.

Everything is worked out for the whole map; how it is laid out by stages is for `sections`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.subject import once
from cxmap.render.views.trace.labels import OPEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.language import Words
    from cxmap.model.claims import Action, Evidence, Metric, Opportunity, PainPoint
    from cxmap.model.journey import Stage
    from cxmap.model.reading import Place
    from cxmap.render.subject import Subject

EVIDENCE, PAIN, OPPORTUNITY, ACTION, METRIC = range(5)
"""The columns of a trace, from left to right."""
LEFT, RIGHT = -1, 1


class Node(NamedTuple):
    """One thing of a trace: its column, and its number among those of its kind."""

    column: int
    number: int


class OpenEnd(NamedTuple):
    """What is missing at a node, and on which side of it."""

    side: int
    said: Words


class Measure(NamedTuple):
    """A metric, and what it is of: a touchpoint, or a stage as a whole."""

    metric: Metric
    place: Place | None
    stage: Stage


@dataclass
class Chains:
    """All nodes of a map, and the links between them."""

    subject: Subject
    evidence: list[tuple[str, Evidence]] = field(default_factory=list)
    pains: list[tuple[Place, PainPoint]] = field(default_factory=list)
    opportunities: list[tuple[Place, Opportunity]] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    links: list[tuple[Node, Node]] = field(default_factory=list)
    elsewhere: frozenset[str] = frozenset()
    """Ids of evidence that is cited, but for no pain point."""

    def __post_init__(self) -> None:
        self._gather_claims()
        self._gather_evidence()
        self._link_claims()
        self._gather_actions()
        self._link_measures()
        self._after: dict[Node, list[Node]] = {}
        self._before: dict[Node, list[Node]] = {}
        for start, goal in self.links:
            self._after.setdefault(start, []).append(goal)
            self._before.setdefault(goal, []).append(start)

    def after(self, node: Node) -> list[Node]:
        """Return what a node leads to."""
        return self._after.get(node, [])

    def before(self, node: Node) -> list[Node]:
        """Return what leads to a node."""
        return self._before.get(node, [])

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to trace."""
        return not (self.pains or self.opportunities or self.actions)

    # --- gathering

    def _gather_claims(self) -> None:
        for place in self.subject.columns:
            self.pains += [(place, pain) for pain in self.subject.pain_felt(place.touchpoint)]
            self.opportunities += [(place, item) for item in place.touchpoint.opportunities]

    def _gather_evidence(self) -> None:
        """Take what pain points cite, in the order of the journey, and what the map has beyond that."""
        library = self.subject.library.evidence
        cited = [name for _, pain in self.pains for name in pain.evidence if name in library]
        own = [item.id for item in self.subject.journey.evidence]
        names = list(dict.fromkeys([*cited, *own]))
        self.evidence = [(name, library[name]) for name in names]
        self.elsewhere = frozenset(_cited_elsewhere(self.subject)).difference(cited)

    def _link_claims(self) -> None:
        numbers = {name: number for number, (name, _) in enumerate(self.evidence)}
        pains = {pain.id: number for number, (_, pain) in enumerate(self.pains) if pain.id}
        for number, (_, pain) in enumerate(self.pains):
            for name in dict.fromkeys(pain.evidence):
                if name in numbers:
                    self.links.append((Node(EVIDENCE, numbers[name]), Node(PAIN, number)))
        self._answered: list[list[int]] = []  # by opportunity: the pain points it answers
        for number, (_, item) in enumerate(self.opportunities):
            self._answered.append([pains[name] for name in dict.fromkeys(item.addresses) if name in pains])
            self.links += [(Node(PAIN, pain), Node(OPPORTUNITY, number)) for pain in self._answered[-1]]

    def _gather_actions(self) -> None:
        """Take the actions that take up what is drawn, and those that take up nothing."""
        found = {item.id: number for number, (_, item) in enumerate(self.opportunities) if item.id}
        self._taken_up: list[list[int]] = []  # by action: the opportunities it takes up
        for action in self.subject.journey.actions:
            mine = [found[name] for name in dict.fromkeys(action.addresses) if name in found]
            if mine or not action.addresses:
                goal = Node(ACTION, len(self.actions))
                self.links += [(Node(OPPORTUNITY, number), goal) for number in mine]
                self.actions.append(action)
                self._taken_up.append(mine)

    def _link_measures(self) -> None:
        """Lead each action to the metrics nearest to it: of the touchpoints it is about, else of their stages.

        Metrics of touchpoints about which nothing is claimed, and of stages no action leads to, have no part in it.
        """
        of_place: dict[int, list[Node]] = {}
        for place in {place.column: place for place, _ in (*self.pains, *self.opportunities)}.values():
            of_place[place.column] = [self._measure(metric, place, place.stage) for metric in place.touchpoint.metrics]
        of_stage: dict[object, list[Node]] = {}
        for number in range(len(self.actions)):
            places = self.places_of(number)
            near = [node for place in places for node in of_place.get(place.column, ())]
            if not near:
                for path, stage in {place.path[1]: place.stage for place in places}.items():
                    if path not in of_stage:
                        of_stage[path] = [self._measure(metric, None, stage) for metric in stage.metrics]
                    near += of_stage[path]
            self.links += [(Node(ACTION, number), node) for node in dict.fromkeys(near)]

    def _measure(self, metric: Metric, place: Place | None, stage: Stage) -> Node:
        self.measures.append(Measure(metric, place, stage))
        return Node(METRIC, len(self.measures) - 1)

    def places_of(self, action: int) -> list[Place]:
        """Return the touchpoints that an action is about: those of its opportunities, and of the pain points they ease."""
        found: dict[int, Place] = {}
        for number in self._taken_up[action]:
            for place in (self.opportunities[number][0], *(self.pains[pain][0] for pain in self._answered[number])):
                found.setdefault(place.column, place)
        return list(found.values())

    # --- loose ends

    def open_ends(self, node: Node) -> list[OpenEnd]:
        """Return what is missing at a node."""
        return list(self._open_ends(node))

    def _open_ends(self, node: Node) -> Iterable[OpenEnd]:
        before = self.before(node)
        if node.column == EVIDENCE:
            if not self.after(node) and self.evidence[node.number][0] not in self.elsewhere:
                yield OpenEnd(RIGHT, OPEN["unused"])
        elif node.column == PAIN:
            if not before:
                yield OpenEnd(LEFT, OPEN["no-evidence"])
            if not self.after(node):
                yield OpenEnd(RIGHT, OPEN["no-opportunity"])
        elif node.column == OPPORTUNITY:
            if not before:
                yield OpenEnd(LEFT, OPEN["no-pain"])
            if not self._live(self.after(node)):
                yield OpenEnd(RIGHT, OPEN["dropped-action" if self.after(node) else "no-action"])
        elif node.column == ACTION:
            if not before:
                yield OpenEnd(LEFT, OPEN["no-task"])
            if not self.after(node) and self.is_live(node):
                yield OpenEnd(RIGHT, OPEN["journey-only" if self.subject.journey.metrics else "no-metric"])

        elif not before:
            metric = self.measures[node.number].metric
            if metric.target is not None and not is_reached(metric):
                yield OpenEnd(LEFT, OPEN["no-aim"])

    def is_live(self, action: Node) -> bool:
        """Whether an action has not been given up."""
        return self.actions[action.number].status != "dropped"

    def _live(self, actions: Sequence[Node]) -> list[Node]:
        return [action for action in actions if self.is_live(action)]

    def leads_to_action(self, claim: Node) -> bool:
        """Whether anything is going to be done about a pain point, or an opportunity."""
        opportunities = self.after(claim) if claim.column == PAIN else [claim]
        return any(self._live(self.after(opportunity)) for opportunity in opportunities)

    def nodes(self, column: int) -> list[Node]:
        """Return the nodes of a column."""
        counts = (self.evidence, self.pains, self.opportunities, self.actions, self.measures)
        return [Node(column, number) for number in range(len(counts[column]))]


def is_reached(metric: Metric) -> bool:
    """Whether a metric is known to have reached its target; where nothing says which way is good, it must be equal."""
    if metric.value is None or metric.target is None:
        return False
    higher = metric.direction == "higher-is-better" or (metric.direction is None and metric.kind in ("nps", "csat"))
    if higher:
        return metric.value >= metric.target
    return metric.value <= metric.target if metric.direction else metric.value == metric.target


def _cited_elsewhere(subject: Subject) -> Iterable[str]:
    """Yield what is cited for scores, opportunities and figures."""
    for metric in subject.journey.metrics:
        yield from metric.evidence
    for place in subject.columns:
        yield from place.touchpoint.evidence
        for items in (place.stage.metrics, place.touchpoint.opportunities, place.touchpoint.metrics):
            for item in items:
                yield from item.evidence


@once
def chains_of(subject: Subject) -> Chains:
    """Gather the chains of a map."""
    return Chains(subject)
