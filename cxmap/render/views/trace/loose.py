"""What is tied to no pain point: evidence that none cites, and actions that take up no opportunity."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cxmap.render.page.blocks import Block
from cxmap.render.scene import Box, Rect
from cxmap.render.text.paragraphs import STRONG, Cell, Paragraph, cell_height, draw_cell
from cxmap.render.views.trace.labels import LABELS
from cxmap.render.views.trace.nodes import cell_of
from cxmap.render.views.trace.places import PAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.scene import Item
    from cxmap.render.views.trace.block import Drawer
    from cxmap.render.views.trace.chains import Node

_ROW = 5
_BETWEEN, _APART = 2.4, 0.9  # ems between boxes beside and under each other; an open end stands beside its box
_HEAD_PAD, _HEAD_GAP = 0.4, 0.9


@dataclass(frozen=True)
class Loose(Block):
    """Boxes in rows under a heading."""

    drawer: Drawer
    nodes: tuple[Node, ...]
    gap: float = 1.2

    def _rows(self) -> list[Sequence[Node]]:
        return [self.nodes[start : start + _ROW] for start in range(0, len(self.nodes), _ROW)]

    def _cell(self, node: Node) -> Cell:
        return cell_of(self.drawer.chains, node, None)

    def _head(self) -> Cell:
        return (Paragraph(self.drawer.subject.say(LABELS["loose"]), self.drawer.subject.theme.ink, STRONG),)

    def _head_height(self, width: float, body: float) -> float:
        return cell_height(self._head(), width - body, body) + 2 * _HEAD_PAD * body

    @staticmethod
    def _box_width(width: float, body: float) -> float:
        return (width - _ROW * _BETWEEN * body) / _ROW

    def _row_height(self, row: Sequence[Node], width: float, body: float) -> float:
        inner = self._box_width(width, body) - 2 * PAD * body
        return max(cell_height(self._cell(node), inner, body) for node in row) + 2 * PAD * body

    def height(self, width: float, body: float) -> float:
        """Return the height."""
        rows = self._rows()
        boxes = sum(self._row_height(row, width, body) for row in rows) + _APART * body * (len(rows) - 1)
        return self._head_height(width, body) + _HEAD_GAP * body + boxes

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw heading and boxes from the top of `box`."""
        theme = self.drawer.subject.theme
        head = Box(box.x, box.y, box.width, self._head_height(box.width, body))
        yield Rect(head, theme.panel, radius=0.3 * body)
        inside = Box(box.x + 0.6 * body, box.y + _HEAD_PAD * body, box.width - body, 0)
        yield from draw_cell(self._head(), inside, body)
        top = head.bottom + _HEAD_GAP * body
        wide = self._box_width(box.width, body)
        for row in self._rows():
            tall = self._row_height(row, box.width, body)
            for number, node in enumerate(row):
                left = box.x + (number + 0.5) * _BETWEEN * body + number * wide
                yield self.drawer.draw_node(node, self._cell(node), Box(left, top, wide, tall), body)
            top += tall + _APART * body

    def cut(self, width: float, body: float, room: float) -> tuple[Block, Block] | None:
        """Split between rows."""
        for count in range(len(self._rows()) - 1, 0, -1):
            first = replace(self, nodes=self.nodes[: count * _ROW])
            if first.height(width, body) <= room:
                return first, replace(self, nodes=self.nodes[count * _ROW :])
        return None
