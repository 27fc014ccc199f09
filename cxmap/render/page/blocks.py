"""What a page is stacked of: blocks that know how tall they must be at a width, and that may grow, or be cut in two.

Widths and heights are in points, `body` is the size of the text in points. A block is drawn from the top of its box and
fills the height of the box if it `grows`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from typing import TypeVar

from cxmap.render.scene import Box, Item
from cxmap.render.text.paragraphs import Cell, Paragraph, cell_height, cut_cell, draw_cell

_ENOUGH = 0.5  # of a sheet: a block that starts a sheet leaves no less filled above it

B = TypeVar("B")
T = TypeVar("T")


def measured_once(measure: Callable[[B, float, float], T]) -> Callable[[B, float, float], T]:
    """Make a block remember what it measures at a width and body: whoever lays a page out asks again and again."""
    name = f"_{measure.__name__} measured"

    @wraps(measure)
    def remembered(block: B, width: float, body: float) -> T:
        known: dict[tuple[float, float], T] = block.__dict__.setdefault(name, {})
        if (width, body) not in known:
            known[width, body] = measure(block, width, body)
        return known[width, body]

    return remembered


class Block:
    """A block of nothing; the others build on it."""

    grows: float = 0.0
    """Share of the page's spare height that the block takes, against that of others."""
    gap: float = 1.2
    """Space above it, in ems; none at the top of a page."""
    keeps_with_next: bool = False
    """Whether it never stands last on a page: a heading."""
    starts_sheet: bool = False
    """Whether it begins a new sheet, where not all fits on one and what stands above it fills half of this one."""

    def height(self, width: float, body: float) -> float:
        """Return the least height, in points."""
        return 0.0

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw in `box`."""
        return ()

    def cut(self, width: float, body: float, room: float) -> tuple[Block, Block] | None:
        """Split the block so that the first part is no taller than `room` points; None where it cannot be split so."""
        return None


@dataclass(frozen=True)
class Drawing(Block):
    """A drawing of our own: `tall` says how tall it must be at a width and body, `paint` draws it into a box."""

    tall: Callable[[float, float], float]
    paint: Callable[[Box, float], Iterable[Item]]
    grows: float = 0.0
    gap: float = 1.2
    keeps_with_next: bool = False

    @measured_once
    def height(self, width: float, body: float) -> float:
        """Return the least height, in points."""
        return self.tall(width, body)

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw in `box`."""
        return self.paint(box, body)


@dataclass(frozen=True)
class Texts(Block):
    """Paragraphs under each other, at most `measure` ems wide, so that lines stay short enough to read."""

    cell: Cell
    gap: float = 1.2
    measure: float = 0.0
    keeps_with_next: bool = False
    starts_sheet: bool = False

    def _width(self, width: float, body: float) -> float:
        return min(width, self.measure * body) if self.measure else width

    @measured_once
    def height(self, width: float, body: float) -> float:
        """Return the height of the paragraphs."""
        return cell_height(self.cell, self._width(width, body), body)

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw the paragraphs from the top of `box`."""
        return draw_cell(self.cell, box._replace(width=self._width(box.width, body)), body)

    def cut(self, width: float, body: float, room: float) -> tuple[Block, Block] | None:
        """Split between lines."""
        head, tail = cut_cell(self.cell, self._width(width, body), body, room)
        first = replace(self, cell=head)
        if not tail or first.height(width, body) > room:
            return None
        return first, replace(self, cell=tail)


def heading(text: str, colour: str, scale: float = 1.25, gap: float = 1.8, *, starts_sheet: bool = False) -> Texts:
    """Make a heading that stays with what it heads."""
    from cxmap.render.text.paragraphs import Type

    paragraph = Paragraph(text, colour, Type(scale, bold=True))
    return Texts((paragraph,), gap=gap, keeps_with_next=True, starts_sheet=starts_sheet)


@dataclass(frozen=True)
class Columns(Block):
    """Blocks beside each other, as wide as their `weights`, with `between` ems between them; as tall as the tallest."""

    blocks: Sequence[Block]
    weights: Sequence[float] = ()
    between: float = 2.0
    gap: float = 1.2

    @property
    def grows(self) -> float:  # type: ignore[override]
        """Whether any of them grows."""
        return max((block.grows for block in self.blocks), default=0.0)

    def _widths(self, width: float, body: float) -> list[float]:
        weights = list(self.weights) or [1.0] * len(self.blocks)
        inner = width - self.between * body * (len(self.blocks) - 1)
        return [inner * weight / sum(weights) for weight in weights]

    @measured_once
    def height(self, width: float, body: float) -> float:
        """Return the height of the tallest."""
        widths = self._widths(width, body)
        return max((b.height(w, body) for b, w in zip(self.blocks, widths, strict=True)), default=0.0)

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw them from the same top; those that grow as tall as the box."""
        left = box.x
        for block, width in zip(self.blocks, self._widths(box.width, body), strict=True):
            tall = box.height if block.grows else min(block.height(width, body), box.height)
            yield from block.draw(Box(left, box.y, width, tall), body)
            left += width + self.between * body


@dataclass(frozen=True)
class Stack(Block):
    """Blocks under each other, as one."""

    blocks: Sequence[Block]
    gap: float = 1.2

    @property
    def grows(self) -> float:  # type: ignore[override]
        """Whether any of them grows."""
        return sum(block.grows for block in self.blocks)

    @measured_once
    def height(self, width: float, body: float) -> float:
        """Return the height of all."""
        return stacked_height(self.blocks, width, body)

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw them under each other."""
        return draw_stack(self.blocks, box, body)

    def cut(self, width: float, body: float, room: float) -> tuple[Block, Block] | None:
        """Split between blocks, or in one that can be cut."""
        fitting, rest = fill(self.blocks, width, body, room)
        if not fitting or not rest:
            return None
        return replace(self, blocks=fitting), replace(self, blocks=rest)


def stacked_height(blocks: Sequence[Block], width: float, body: float) -> float:
    """Return the least height of blocks under each other, with the gaps between them."""
    total = 0.0
    for index, block in enumerate(blocks):
        total += block.height(width, body) + (block.gap * body if index else 0)
    return total


def fits(blocks: Sequence[Block], width: float, body: float, room: float) -> bool:
    """Tell whether blocks under each other are no taller than `room` points; no more of them are measured than it takes."""
    total = 0.0
    for index, block in enumerate(blocks):
        total += block.height(width, body) + (block.gap * body if index else 0)
        if total > room:
            return False
    return total <= room


def draw_stack(blocks: Sequence[Block], box: Box, body: float) -> Iterable[Item]:
    """Draw blocks under each other; what height is to spare goes to those that grow."""
    spare = max(box.height - stacked_height(blocks, box.width, body), 0.0)
    shares = sum(block.grows for block in blocks)
    top = box.y
    for index, block in enumerate(blocks):
        top += block.gap * body if index else 0
        tall = block.height(box.width, body) + (spare * block.grows / shares if shares else 0)
        yield from block.draw(Box(box.x, top, box.width, tall), body)
        top += tall


def fill(blocks: Sequence[Block], width: float, body: float, room: float) -> tuple[list[Block], list[Block]]:
    """Return the blocks that fit into `room` points, the last perhaps cut, and the rest; never a heading alone."""
    taken, rest = _filled(blocks, width, body, room)
    for count, block in enumerate(taken if rest else ()):
        if count and block.starts_sheet and stacked_height(blocks[:count], width, body) >= _ENOUGH * room:
            return list(blocks[:count]), list(blocks[count:])
    return taken, rest


def _filled(blocks: Sequence[Block], width: float, body: float, room: float) -> tuple[list[Block], list[Block]]:
    taken: list[Block] = []
    used = 0.0
    for index, block in enumerate(blocks):
        above = block.gap * body if taken else 0
        tall = block.height(width, body)
        if used + above + tall <= room + 0.01:
            taken.append(block)
            used += above + tall
            continue
        rest = list(blocks[index:])
        parts = block.cut(width, body, room - used - above)
        if parts is not None:
            return [*taken, parts[0]], [parts[1], *rest[1:]]
        while taken and taken[-1].keeps_with_next:
            rest.insert(0, taken.pop())
        return taken, rest
    return taken, []
