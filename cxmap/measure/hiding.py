"""What is not told, so that nothing of few people can be told from the rest.

Figures are of a tree (the journey, its stages, their touchpoints), in all and by one dimension at a time (channel, period). Who
knows some of the sizes knows others by sums and differences. So with what is small something else is hidden (complementary
suppression: Hundepool and others, Statistical Disclosure Control, 2012, chapter 4), in two steps:

1. In all: a node that is told is cut up by what is told inside it. No piece that is left may be of some, but of few.
2. By each dimension: the same within each value; and at each node what is told leaves none, or enough. What is still hidden
   must not follow from several sums together: the sizes make a network, in which each cell is an edge between the two sums it
   is in, and a hidden edge follows from what is told if, and only if, it is a bridge between hidden ones (Gusfield 1988, "A graph theoretic
   approach to statistical data security").

What is hidden in all is hidden by every dimension; therefore no dimension says more of another than the nodes in all do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from cxmap.measure.networks import bridges

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from _typeshed import SupportsRichComparison

Part = TypeVar("Part", bound="SupportsRichComparison")
Path = tuple[str, ...]
"""Where a node is in the tree: () is the root. The node "" is what lies in no other: it is never told."""
Cell = tuple[Path, str]
"""A node by a value of a dimension; the value "" is one that is not said: it is never told."""
_Edge = tuple[Path, str | None]
"""A cell, or, of no value, a node in all: what is hidden of either."""
_Sum = tuple[str, Path, str | None]
"""What adds up: the values of a leaf, or the nodes inside another, of one value."""
_OUTSIDE: _Sum = ("outside", (), None)
"""The root is in no other sum."""


def hidden(sizes: Mapping[Part, int], whole: int, least: int) -> frozenset[Part]:
    """Return the parts of a `whole` that are not told: those of fewer than `least`, and what would give them away.

    Where the rest is of some, but of fewer than `least`, the smallest part that could be told is hidden with it; of equal
    ones the first by name. Then the rest is none, or of `least` and more. Those of the whole that are in no part, since
    theirs is not said, belong to the rest.
    """
    least = max(least, 1)
    small = {name for name, n in sizes.items() if n < least}
    told = {name: n for name, n in sizes.items() if name not in small}
    if told and 0 < whole - sum(told.values()) < least:
        small.add(min(told, key=lambda name: (told[name], name)))
    return frozenset(small)


class Hidden(NamedTuple):
    """What is not told: `nodes` in all, and `cells` by dimension."""

    nodes: frozenset[Path]
    cells: Mapping[str, frozenset[Cell]]

    def tells(self, path: Path, dimension: str, value: str) -> bool:
        """Whether a value of a dimension may be told at a node, if there is any of it."""
        return path not in self.nodes and (path, value) not in self.cells[dimension]


def hidden_in_tree(sizes: Mapping[Path, int], least: int, untold: Collection[Path] = ()) -> frozenset[Path]:
    """Return the nodes of a tree that are not told: of fewer than `least`, `untold` anyway, and what would give those away.

    `sizes` are those of the leaves.
    """
    least = max(least, 1)
    every = _summed(sizes)
    found = {path for path, n in every.items() if n < least or path[-1:] == ("",) or path in untold}
    inside: dict[Path, list[Path]] = {path: [] for path in every}
    for path in every:
        if path:
            inside[path[:-1]].append(path)
    for path in sorted(every, key=lambda path: (len(path), path)):
        while path not in found:
            told = list(_told_inside(path, inside, found))
            if not told or not 0 < every[path] - sum(every[each] for each in told) < least:
                break
            found.add(min(told, key=lambda each: (every[each], each)))
    return frozenset(found)


def hidden_by(
    sizes: Mapping[Cell, int], nodes: Collection[Path], least: int, untold: Collection[Cell] = ()
) -> frozenset[Cell]:
    """Return the cells by one dimension that are not told, at nodes of which `nodes` are hidden in all.

    `sizes` are those of the leaves by each value, by "" of what is not said; `untold` is not told anyway.
    """
    return _Plane(sizes, nodes, max(least, 1), untold).hidden()


def hide(
    sizes: Mapping[Path, int],
    by: Mapping[str, Mapping[Cell, int]],
    least: int,
    untold: Hidden | None = None,
) -> Hidden:
    """Return what is not told of a tree, in all and by each dimension (see `hidden_in_tree`, `hidden_by`)."""
    nodes = hidden_in_tree(sizes, least, untold.nodes if untold is not None else ())
    cells = {
        name: hidden_by(lots, nodes, least, untold.cells[name] if untold is not None else ())
        for name, lots in by.items()
    }
    return Hidden(nodes, cells)


def _told_inside(path: Path, inside: Mapping[Path, Iterable[Path]], hidden_: Collection[Path]) -> Iterator[Path]:
    """Yield the largest nodes inside another that are told."""
    for each in inside[path]:
        if each in hidden_:
            yield from _told_inside(each, inside, hidden_)
        else:
            yield each


def _summed(leaves: Mapping[Path, int]) -> dict[Path, int]:
    """Return the sizes of all nodes, by those of the leaves."""
    found: defaultdict[Path, int] = defaultdict(int)
    for path, n in leaves.items():
        for length in range(len(path) + 1):
            found[path[:length]] += n
    return found


class _Plane:
    """A tree by one dimension: the cells, which of them are hidden, and the sums that they are in."""

    def __init__(
        self, sizes: Mapping[Cell, int], nodes: Collection[Path], least: int, untold: Collection[Cell]
    ) -> None:
        self.least, self.nodes = least, nodes
        self.leaves: dict[str, dict[Path, int]] = {}
        totals: defaultdict[Path, int] = defaultdict(int)
        for (path, value), n in sizes.items():
            self.leaves.setdefault(value, {})[path] = n
            totals[path] += n
        self.totals = _summed(totals)
        self.sizes = {
            (path, value): n for value, leaves in self.leaves.items() for path, n in _summed(leaves).items() if n
        }
        self.found = {
            cell
            for cell, n in self.sizes.items()
            if n < least or not cell[1] or cell in untold or cell[0] in nodes or cell[0][-1:] == ("",)
        }
        self.rows: defaultdict[Path, list[Cell]] = defaultdict(list)
        for cell in self.sizes:
            self.rows[cell[0]].append(cell)

    def hidden(self) -> frozenset[Cell]:
        if not self.found:
            return frozenset()
        network = self._network()
        for edge in bridges(network, _OUTSIDE):  # these follow from what is told in all, whatever is hidden here
            del network[edge]
        while True:
            before = len(self.found)
            self._hide_in_values()
            self._hide_in_rows()
            if len(self.found) == before:
                self._hide_what_follows(network)
            if len(self.found) == before:
                return frozenset(self.found)

    def _hide_in_values(self) -> None:
        for value, leaves in self.leaves.items():
            if value:
                untold = {path for path, said in self.found if said == value}
                found = hidden_in_tree(leaves, self.least, untold)
                self.found |= {(path, value) for path in found if (path, value) in self.sizes}

    def _hide_in_rows(self) -> None:
        for path, row in self.rows.items():
            told = [cell for cell in row if cell not in self.found]
            rest = self.totals[path] - sum(self.sizes[cell] for cell in told)
            if path not in self.nodes and told and 0 < rest < self.least:
                self.found.add(self._smallest(told))

    def _hide_what_follows(self, network: Mapping[_Edge, tuple[_Sum, _Sum]]) -> None:
        """Hide something with each part of the network that hangs on one hidden cell alone."""
        secret = {edge: ends for edge, ends in network.items() if edge in self.found or edge[1] is None}
        following = {edge: part for edge, part in bridges(secret, _OUTSIDE).items() if not self._may_follow(edge)}
        hanging = Counter(end for edge in following for end in network[edge])
        leading: defaultdict[_Sum, list[Cell]] = defaultdict(list)
        for (path, value), ends in network.items() if following else ():
            if value is not None and (path, value) not in secret:
                for end in ends:
                    leading[end].append((path, value))
        for part in following.values():
            if sum(hanging[end] for end in part) > 1:
                continue  # what mends the part that hangs on this one may mend it too
            times = Counter(cell for end in part for cell in leading[end])
            if out := [cell for cell, n in times.items() if n == 1]:
                self.found.add(self._smallest(out))

    def _may_follow(self, edge: _Edge) -> bool:
        """Whether something hidden may be known: it is of enough who are in no node or say no value, or of a whole node."""
        path, value = edge
        return value is None or ((not value or path[-1:] == ("",)) and self.sizes[path, value] >= self.least)

    def _network(self) -> dict[_Edge, tuple[_Sum, _Sum]]:
        """Return the sums that each cell is in; of nodes in all, those that are not known."""
        leaves = {path for lots in self.leaves.values() for path in lots}
        edges: list[_Edge] = [(path, None) for path in sorted(self.nodes) if self.totals.get(path)]
        edges += sorted(self.sizes)
        found: dict[_Edge, tuple[_Sum, _Sum]] = {}
        for path, value in edges:
            below: _Sum = ("leaf", path, None) if path in leaves else ("inside", path, value)
            found[path, value] = below, ("inside", path[:-1], value) if path else _OUTSIDE
        return found

    def _smallest(self, cells: Iterable[Cell]) -> Cell:
        return min(cells, key=lambda cell: (self.sizes[cell], cell))
