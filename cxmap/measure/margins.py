"""Counts by one thing at a time: the answers on a touchpoint in all, by period, by channel, by persona, by segment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cxmap.measure.figures import added

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from cxmap.data.feedback import Key
    from cxmap.measure.figures import Counts

BY = ("period", "channel", "persona", "segment")


@dataclass(frozen=True, slots=True)
class Margins:
    """How often each score was given: in `total`, and by the values of each of `BY`; "" is a value that is not said."""

    total: Counts = field(default_factory=dict)
    by: dict[str, dict[str, Counts]] = field(default_factory=lambda: {name: {} for name in BY})

    def lots(self, dimension: str) -> dict[str, Counts]:
        """Return the counts by the values that are said."""
        return {value: lot for value, lot in self.by[dimension].items() if value}


def margins_of(cubes: Iterable[Mapping[Key, Counts]], touchpoints: Container[str]) -> dict[str, Margins]:
    """Return the margins of some cubes together, by touchpoint; each cell is looked at once."""
    found: dict[str, Margins] = {}
    for cube in cubes:
        for key, scores in cube.items():
            if key.touchpoint not in touchpoints:
                continue
            margins = found.get(key.touchpoint)
            if margins is None:
                margins = found[key.touchpoint] = Margins()
            lots = [margins.total]
            for dimension, value in zip(BY, key[1:], strict=True):
                lots.append(margins.by[dimension].setdefault(value, {}))
            for score, n in scores.items():
                for lot in lots:
                    lot[score] = lot.get(score, 0) + n
    return dict(sorted(found.items()))


def together(parts: Sequence[Margins]) -> Margins:
    """Return the margins of several touchpoints together."""
    by: dict[str, dict[str, Counts]] = {}
    for dimension in BY:
        lots: dict[str, list[Counts]] = {}
        for part in parts:
            for value, lot in part.by[dimension].items():
                lots.setdefault(value, []).append(lot)
        by[dimension] = {value: added(each) for value, each in lots.items()}
    return Margins(added([part.total for part in parts]), by)
