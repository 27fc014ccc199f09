"""Networks: which edges hold parts of them together."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

Edge = TypeVar("Edge", bound="Hashable")
Vertex = TypeVar("Vertex", bound="Hashable")


def bridges(edges: Mapping[Edge, tuple[Vertex, Vertex]], root: Vertex) -> dict[Edge, tuple[Vertex, ...]]:
    """Return the edges without which a part would hang on nothing, each with the vertices of that part.

    It is the part without the `root`; where neither has it, the one that comes later (Tarjan 1974, "A note on finding the
    bridges of a graph"). Two edges may join the same vertices.
    """
    beside: defaultdict[Vertex, list[tuple[Edge, Vertex]]] = defaultdict(list)
    for edge, (one, other) in edges.items():
        beside[one].append((edge, other))
        beside[other].append((edge, one))
    order: list[Vertex] = []
    place: dict[Vertex, int] = {}
    lowest: dict[Vertex, int] = {}
    found: dict[Edge, tuple[Vertex, ...]] = {}

    def enter(vertex: Vertex) -> Iterator[tuple[Edge, Vertex]]:
        place[vertex] = lowest[vertex] = len(order)
        order.append(vertex)
        return iter(beside[vertex])

    for start in ([root] if root in beside else []) + list(beside):
        if start in place:
            continue
        way: list[tuple[Vertex, Edge | None, Iterator[tuple[Edge, Vertex]]]] = [(start, None, enter(start))]
        while way:
            vertex, came, ahead = way[-1]
            for edge, other in ahead:
                if edge == came:
                    continue
                if other not in place:
                    way.append((other, edge, enter(other)))
                    break
                lowest[vertex] = min(lowest[vertex], place[other])
            else:
                way.pop()
                if came is not None:
                    before = way[-1][0]
                    lowest[before] = min(lowest[before], lowest[vertex])
                    if lowest[vertex] > place[before]:
                        found[came] = tuple(order[place[vertex] :])
    return found
