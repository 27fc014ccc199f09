"""Cards in rows: each a few blocks under each other, in line with those of its neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from cxmap.render.page.blocks import Block, measured_once
from cxmap.render.scene import Box, Group, Item

Parts = Sequence[Block]
"""What a card is made of, from top to bottom: every card of a row has as many parts."""


@dataclass(frozen=True)
class Card:
    """A card. `touchpoint` and `actor` say what it is about (see `Group`)."""

    parts: Parts
    touchpoint: int | None = None
    actor: str = ""


@dataclass(frozen=True)
class Cards(Block):
    """Cards beside each other, as many to a row as are at least `least` ems wide; as wide as if the row were full.

    Where `even`, the last row is not left much shorter than the others: seven cards in rows of six stand in rows of four.
    """

    cards: Sequence[Card]
    least: float = 20.0
    most: int = 8
    between: float = 2.0
    below: float = 1.6
    gap: float = 1.2
    even: bool = True
    fixed: int = 0
    """How many stand in a row, for a part of what was cut; 0: as many as fit."""
    widest: float = 0.0
    """Ems that a card does not exceed, so that a few do not fill the page; 0: as wide as there is room."""

    _measured: dict[tuple[int, int, float, float], tuple[Card, list[float]]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """Heights of the parts of rows that were measured, by the identity of their first card."""

    @property
    def grows(self) -> float:  # type: ignore[override]
        """Whether any part of a card grows."""
        return max((part.grows for card in self.cards for part in card.parts), default=0.0)

    def columns(self, width: float, body: float) -> int:
        """Return how many stand in a row."""
        if self.fixed:
            return self.fixed
        fitting = int((width / body + self.between) // (self.least + self.between))
        columns = max(1, min(fitting, self.most, len(self.cards)))
        if self.even and self.cards:
            columns = -(-len(self.cards) // -(-len(self.cards) // columns))
        return columns

    def _rows(self, columns: int) -> list[Sequence[Card]]:
        return [self.cards[start : start + columns] for start in range(0, len(self.cards), columns)]

    def _width(self, width: float, body: float, columns: int) -> float:
        wide = (width - (columns - 1) * self.between * body) / columns
        return min(wide, self.widest * body) if self.widest else wide

    def _heights(self, row: Sequence[Card], width: float, body: float) -> list[float]:
        """Return the height of each part of a row's cards, and of the gap above it; measured once."""
        at = id(row[0]), len(row), width, body
        if at not in self._measured:
            self._measured[at] = row[0], self._measure(row, width, body)
        return self._measured[at][1]

    def _measure(self, row: Sequence[Card], width: float, body: float) -> list[float]:
        heights = []
        for index, parts in enumerate(zip(*(card.parts for card in row), strict=True)):
            above = max(part.gap for part in parts) * body if index else 0.0
            heights.append(above + max(part.height(width, body) for part in parts))
        return heights

    @measured_once
    def height(self, width: float, body: float) -> float:
        """Return the height of all rows."""
        columns = self.columns(width, body)
        inner = self._width(width, body, columns)
        rows = [sum(self._heights(row, inner, body)) for row in self._rows(columns)]
        return sum(rows) + max(len(rows) - 1, 0) * self.below * body

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw row by row."""
        columns = self.columns(box.width, body)
        width = self._width(box.width, body, columns)
        top = box.y
        rows = self._rows(columns)
        spare = max(box.height - self.height(box.width, body), 0.0) / len(rows) if self.grows else 0.0
        for row in rows:
            heights = _grown(row, self._heights(row, width, body), spare)
            for number, card in enumerate(row):
                left = box.x + number * (width + self.between * body)
                items = list(self._draw(card, Box(left, top, width, 0), heights, row, body))
                yield Group(tuple(items), touchpoint=card.touchpoint, actor=card.actor)
            top += sum(heights) + self.below * body

    def _draw(self, card: Card, box: Box, heights: Sequence[float], row: Sequence[Card], body: float) -> Iterable[Item]:
        top = box.y
        for index, (part, height) in enumerate(zip(card.parts, heights, strict=True)):
            above = max(other.parts[index].gap for other in row) * body if index else 0.0
            yield from part.draw(Box(box.x, top + above, box.width, height - above), body)
            top += height

    def cut(self, width: float, body: float, room: float) -> tuple[Block, Block] | None:
        """Split between rows."""
        columns = self.columns(width, body)
        inner = self._width(width, body, columns)
        used, count = 0.0, 0
        for row in self._rows(columns):
            used += sum(self._heights(row, inner, body)) + (self.below * body if count else 0)
            if used > room:
                break
            count += len(row)
        if not 0 < count < len(self.cards):
            return None
        return (
            replace(self, cards=self.cards[:count], fixed=columns),
            replace(self, cards=self.cards[count:], fixed=columns),
        )


def _grown(row: Sequence[Card], heights: Sequence[float], spare: float) -> list[float]:
    """Give what height is to spare to the parts that grow."""
    shares = [max(part.grows for part in parts) for parts in zip(*(card.parts for card in row), strict=True)]
    total = sum(shares)
    return [tall + spare * share / total if total else tall for tall, share in zip(heights, shares, strict=True)]
