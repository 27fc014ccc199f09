"""The trace as a block of a page: heads of the columns on every sheet, stages under each other, cut between touchpoints."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

from cxmap.model.reading import called
from cxmap.model.vocabulary import SEVERE
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.page.blocks import Block
from cxmap.render.scene import Box, Curve, Group, Item, Line, Rect
from cxmap.render.text.paragraphs import MINOR, STRONG, Cell, Paragraph, Type, cell_height, draw_cell
from cxmap.render.theme import BAD, STAGE_TINTS
from cxmap.render.views.trace.chains import ACTION, EVIDENCE, LEFT, PAIN, Chains, Node
from cxmap.render.views.trace.labels import COLUMNS, ICONS, LABELS
from cxmap.render.views.trace.nodes import cell_of
from cxmap.render.views.trace.places import PAD, Grid, Measured, boxes_of, measured
from cxmap.render.views.trace.sections import Section, section_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxmap.render.subject import Subject

_HEAD = Type(1.1, bold=True)
_STAGE_GAP, _STAGE_PAD, _HEAD_GAP = 1.2, 0.4, 0.6
_ENOUGH = 0.55  # of a sheet: with less on it, a stage is cut
_MOST_EXTRA = 6.0  # ems that a band may grow
LINE, STRONG_LINE = "#8793A0", "#3E4C59"
_BOX = "#B8C2CC"
_STUB, _RING = 1.0, 0.32
_PORTS_APART = 0.75


class Drawer:
    """Lays sections out, once for each size, and draws them."""

    def __init__(self, chains: Chains) -> None:
        self.chains = chains
        self.subject: Subject = chains.subject
        self._cells: dict[int, dict[Node, Cell]] = {}
        self._sizes: dict[tuple[int, float, float], Measured] = {}
        self._kept: list[Section] = []

    def grid(self, width: float, body: float) -> Grid:
        """Return the columns for a page."""
        return Grid(width, body, self._empty)

    @cached_property
    def _empty(self) -> frozenset[int]:
        return frozenset(column for column in range(len(COLUMNS)) if not self.chains.nodes(column))

    def cells(self, section: Section) -> dict[Node, Cell]:
        """Return what stands in the boxes of a section."""
        if id(section) not in self._cells:
            self._kept.append(section)  # so that no other section has its id
            self._cells[id(section)] = {node: cell_of(self.chains, node, section) for node in section.nodes()}
        return self._cells[id(section)]

    def measured(self, section: Section, grid: Grid) -> Measured:
        """Return how tall a section is."""
        cells = self.cells(section)
        key = (id(section), round(grid.width, 2), round(grid.body, 3))
        if key not in self._sizes:
            self._sizes[key] = measured(section, cells, grid)
        return self._sizes[key]

    def split(self, section: Section, count: int) -> tuple[Section, Section]:
        """Split a section after some bands; each part has the evidence that its own pain points cite."""
        first = section_of(
            self.chains, section.stage, section.number, section.bands[:count], continued=section.continued
        )
        return first, section_of(self.chains, section.stage, section.number, section.bands[count:], continued=True)

    # --- heads

    @cached_property
    def head_cells(self) -> list[Cell]:
        """Return what stands above each column: its name, and how many open ends it has."""
        theme = self.subject.theme
        cells = []
        for column, (name, icon) in enumerate(zip(COLUMNS, ICONS, strict=True)):
            nodes = self.chains.nodes(column)
            count = sum(len(self.chains.open_ends(node)) for node in nodes)
            label = f"{self.subject.say(name)} {len(nodes)}"
            cell: Cell = (Paragraph(label, theme.ink, _HEAD, icon=MARK_ICONS[icon], icon_colour=theme.accent),)
            if count:
                said = LABELS["open-end"] if count == 1 else LABELS["open-ends"]
                text = self.subject.say(said).format(count)
                cell = (*cell, Paragraph(text, BAD, MINOR, icon=MARK_ICONS["gap"], icon_colour=BAD, space_before=0.05))
            cells.append(cell)
        return cells

    def heads_height(self, grid: Grid) -> float:
        """Return how tall the heads of the columns are."""
        tallest = max(
            cell_height(cell, wide, grid.body) for cell, (_, wide) in zip(self.head_cells, grid.columns(), strict=True)
        )
        return tallest + _HEAD_GAP * grid.body

    def draw_heads(self, box: Box, grid: Grid) -> Iterable[Item]:
        """Draw the heads of the columns."""
        for cell, (left, wide) in zip(self.head_cells, grid.columns(), strict=True):
            yield from draw_cell(cell, Box(box.x + left, box.y, wide, 0), grid.body)

    def stage_cell(self, section: Section) -> Cell:
        """Return the name of a section's stage."""
        name = called(section.stage, self.subject.language)
        if section.continued:
            name = self.subject.say(LABELS["continued"]).format(name)
        return (Paragraph(name, self.subject.theme.ink, STRONG),) if name else ()

    def stage_height(self, section: Section, grid: Grid) -> float:
        """Return how tall the head of a section is."""
        cell = self.stage_cell(section)
        return cell_height(cell, grid.width - grid.body, grid.body) + 2 * _STAGE_PAD * grid.body

    def height(self, section: Section, grid: Grid) -> float:
        """Return how tall a section is, with its head."""
        return self.stage_height(section, grid) + self.measured(section, grid).height

    # --- drawing

    def draw(self, section: Section, box: Box, grid: Grid, extra: float) -> Iterable[Item]:
        """Draw a section from the top of `box`."""
        body = grid.body
        head = Box(box.x, box.y, box.width, self.stage_height(section, grid))
        tint = STAGE_TINTS[section.number % len(STAGE_TINTS)]
        cell = self.stage_cell(section)
        text = draw_cell(cell, Box(box.x + 0.6 * body, box.y + _STAGE_PAD * body, box.width - body, 0), body)
        yield Group((Rect(head, tint, radius=0.3 * body), *text), title=called(section.stage, self.subject.language))
        top = head.bottom
        cells = self.cells(section)
        size = measured(section, cells, grid, extra)
        boxes = {
            node: found._replace(x=box.x + found.x, y=top + found.y)
            for node, found in boxes_of(section, size, grid).items()
        }
        yield from self._draw_bands(section, size, box._replace(y=top), grid)
        yield from self._draw_links(section, boxes, body)
        for node, where in boxes.items():
            yield self.draw_node(node, cells[node], where, body)

    def _draw_bands(self, section: Section, size: Measured, box: Box, grid: Grid) -> Iterable[Item]:
        theme, body = self.subject.theme, grid.body
        for number, (band, (low, _)) in enumerate(zip(section.bands, size.bands, strict=True)):
            top = box.y + low
            if number:
                yield Line(box.x, top, box.right, top, theme.hairline, 0.07 * body)
            touchpoint = band.place.touchpoint
            channel = touchpoint.channel
            icon = self.subject.channel_icon(channel) if channel else None
            said = self.subject.library.channel_name(channel, self.subject.language) if channel else ""
            name = called(touchpoint, self.subject.language)
            cell: Cell = (Paragraph(name, theme.ink, STRONG, icon=icon, icon_colour=theme.accent, said=said),)
            items = draw_cell(cell, Box(box.x, top + 0.9 * body, grid.label, 0), body)
            yield Group(tuple(items), touchpoint=band.place.column)

    def draw_node(self, node: Node, cell: Cell, box: Box, body: float) -> Item:
        """Draw the box of a node, and its open ends."""
        is_dropped = node.column == ACTION and not self.chains.is_live(node)
        items: list[Item] = []
        for end in self.chains.open_ends(node):
            x, y = (box.x if end.side == LEFT else box.right), box.y + box.height / 2
            tip = x + end.side * _STUB * body
            items.append(Line(x, y, tip, y, BAD, 0.13 * body, (0.3 * body, 0.22 * body)))
            items.append(draw_ring(tip + end.side * _RING * body, y, body))
        if is_dropped:
            items.append(Rect(box, self.subject.theme.panel, _BOX, 0.06 * body, 0.4 * body))
        else:
            items.append(Rect(box, "#FFFFFF", _BOX, 0.09 * body, 0.4 * body))
        inside = Box(box.x + PAD * body, box.y + PAD * body, box.width - 2 * PAD * body, box.height - 2 * PAD * body)
        slack = max(inside.height - cell_height(cell, inside.width, body), 0) / 2
        items += draw_cell(cell, inside._replace(y=inside.y + slack), body)
        return Group(tuple(items), touchpoint=self._touchpoint(node))

    def _touchpoint(self, node: Node) -> int | None:
        if node.column == EVIDENCE or node.column == ACTION:
            return None
        if node.column == PAIN:
            return self.chains.pains[node.number][0].column
        if node.column == PAIN + 1:
            return self.chains.opportunities[node.number][0].column
        place = self.chains.measures[node.number].place
        return place.column if place else None

    def _draw_links(self, section: Section, boxes: Mapping[Node, Box], body: float) -> Iterable[Item]:
        severe = self._severe(section)
        starts, goals = _ports(section.links, boxes, body, 0), _ports(section.links, boxes, body, 1)
        order = sorted(section.links, key=lambda link: link in severe)
        for link in order:
            start, goal = link
            a, b = (boxes[start].right, starts[link]), (boxes[goal].x, goals[link])
            middle = (a[0] + b[0]) / 2
            is_strong = link in severe
            assumed = start.column == EVIDENCE and self.chains.evidence[start.number][1].kind == "assumption"
            dash = (0.35 * body, 0.28 * body) if assumed else ()
            colour, wide = (STRONG_LINE, 0.15) if is_strong else (LINE, 0.11)
            yield Curve((a, (middle, a[1]), (middle, b[1]), b), colour, wide * body, dash=dash)

    def _severe(self, section: Section) -> set[tuple[Node, Node]]:
        """Return the links that severe pain points lead along, or come by."""
        found: set[tuple[Node, Node]] = set()
        marked = {node for node in section.nodes() if node.column == PAIN and self.is_severe(node)}
        for column in range(PAIN, ACTION + 1):
            for start, goal in section.links:
                if start.column == column and start in marked:
                    found.add((start, goal))
                    marked.add(goal)
        return found | {link for link in section.links if link[1].column == PAIN and link[1] in marked}

    def is_severe(self, pain: Node) -> bool:
        """Whether a pain point is severe."""
        return self.chains.pains[pain.number][1].severity in SEVERE


def draw_ring(x: float, y: float, body: float) -> Item:
    """Draw the ring of an open end."""
    radius = _RING * body
    return Rect(Box(x - radius, y - radius, 2 * radius, 2 * radius), "#FFFFFF", BAD, 0.13 * body, radius)


def _ports(
    links: Sequence[tuple[Node, Node]], boxes: Mapping[Node, Box], body: float, end: int
) -> dict[tuple[Node, Node], float]:
    """Return the height at which each link leaves or reaches its box, in the order of where it comes from or leads."""
    own: dict[Node, list[tuple[Node, Node]]] = {}
    for link in links:
        own.setdefault(link[end], []).append(link)
    found = {}
    for node, mine in own.items():
        box = boxes[node]
        mine.sort(key=lambda link: (boxes[link[1 - end]].y, link[1 - end]))
        apart = min(_PORTS_APART * body, box.height / (len(mine) + 1))
        for number, link in enumerate(mine):
            found[link] = box.y + box.height / 2 + (number - (len(mine) - 1) / 2) * apart
    return found


@dataclass(frozen=True)
class Sections(Block):
    """Sections under each other, with the heads of the columns above them.

    `after` is what will stand below the last of them: sheets are filled alike with that in mind.
    """

    drawer: Drawer
    sections: tuple[Section, ...]
    grows: float = 1.0
    after: Block | None = None

    def height(self, width: float, body: float) -> float:
        """Return the least height."""
        grid = self.drawer.grid(width, body)
        gaps = _STAGE_GAP * body * (len(self.sections) - 1)
        return self.drawer.heads_height(grid) + sum(self.drawer.height(s, grid) for s in self.sections) + gaps

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw heads and sections; spare height goes to the bands, up to a measure."""
        grid = self.drawer.grid(box.width, body)
        bands = sum(len(section.bands) for section in self.sections)
        spare = max(box.height - self.height(box.width, body), 0.0)
        extra = min(spare / max(bands, 1), _MOST_EXTRA * body)
        yield from self.drawer.draw_heads(box, grid)
        top = box.y + self.drawer.heads_height(grid)
        for section in self.sections:
            yield from self.drawer.draw(section, box._replace(y=top), grid, extra)
            tall = measured(section, self.drawer.cells(section), grid, extra).height
            top += self.drawer.stage_height(section, grid) + tall + _STAGE_GAP * body

    def cut(self, width: float, body: float, room: float) -> tuple[Block, Block] | None:
        """Split between sections, so that sheets are filled alike; between the bands of one that else left much unused."""
        grid = self.drawer.grid(width, body)
        head, gap = self.drawer.heads_height(grid), _STAGE_GAP * body
        heights = [self.drawer.height(section, grid) for section in self.sections]
        whole = sum(heights) + gap * (len(heights) - 1)
        below = self.after.height(width, body) + self.after.gap * body if self.after else 0.0
        goal = (whole + below) / ceil((whole + below) / max(room - head, 1.0))
        used, count = 0.0, 0
        for tall in heights[:-1] if whole <= room - head else heights:
            if head + used + tall > room or (count and used + tall / 2 > goal):
                break
            used += tall + gap
            count += 1
        if used < _ENOUGH * (room - head) and count < len(heights) and head + used + heights[count] > room:
            parts = self._cut_section(self.sections[count], grid, room - head - used)
            if parts is not None:
                first = replace(self, sections=(*self.sections[:count], parts[0]))
                return first, replace(self, sections=(parts[1], *self.sections[count + 1 :]))
        if not 0 < count < len(heights):
            return None
        return replace(self, sections=self.sections[:count]), replace(self, sections=self.sections[count:])

    def _cut_section(self, section: Section, grid: Grid, room: float) -> tuple[Section, Section] | None:
        """Split a section so that the first part fits into `room`; None where not even one band does."""
        for count in range(len(section.bands) - 1, 0, -1):
            first, second = self.drawer.split(section, count)
            if self.drawer.height(first, grid) <= room:
                return first, second
        return None
