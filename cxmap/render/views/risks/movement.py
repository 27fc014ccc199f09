"""How controls move risks: a line for each, from its level before the control to what is left after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxmap.model.vocabulary import LEVELS
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.marks.numbered import MARKER
from cxmap.render.page.blocks import Drawing
from cxmap.render.scene import Box, Curve, Group, Item, Mark, Rect
from cxmap.render.text.paragraphs import SMALL, one_line
from cxmap.render.text.widths import advance
from cxmap.render.theme import LEVEL_COLOURS, SMALLEST_TEXT, paler
from cxmap.render.views.risks import labels
from cxmap.render.views.risks.marks import marker
from cxmap.render.views.risks.reading import LEVELS_DOWN, change, rank

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence

    from cxmap.model.claims import Level
    from cxmap.render.scene import Anchor
    from cxmap.render.subject import Subject
    from cxmap.render.views.risks.reading import Entry, Register

_LEAST_HEIGHT = 13.0  # ems
_HEAD = 1.8  # ems for the names of the two sides
_INSET = 0.8  # ems above and below: half the name of a level at which no risk stands
_BAR = 0.55  # ems
_GAP = 1.5  # ems between two levels of a side
_WIDEST_GAP = 6.0
_THICKEST = 3.0  # ems, a risk's band
_MARKED = 1.9  # ems: a band that is as thick as this shows its risk's number

Move = tuple["Entry", "Level", "Level"]


def movement(subject: Subject, register: Register) -> Drawing:
    """Draw the risks of which both levels are known; takes what height is to spare."""
    moves = _Moves(subject, register.moves)
    return Drawing(lambda _, body: _LEAST_HEIGHT * body, moves.draw, grows=1.0, gap=0.6)


def said_moves(subject: Subject, register: Register) -> str:
    """Say how many risks the controls lower, and of how many that is known."""
    changes = [change(before, after) for _, before, after in register.moves]
    return subject.say(labels.MOVED).format(
        changes.count(-1), changes.count(0), changes.count(1), len(register.entries), len(changes)
    )


@dataclass(frozen=True, slots=True)
class _Moves:
    subject: Subject
    moves: Sequence[Move]

    def draw(self, box: Box, body: float) -> Iterable[Item]:
        """Draw both sides with their levels, and the lines between them."""
        theme, size = self.subject.theme, max(SMALLEST_TEXT, SMALL * body)
        head = box.y + 1.04 * size
        yield one_line(self.subject.say(labels.BEFORE), box.x, head, size, theme.soft)
        yield one_line(self.subject.say(labels.AFTER), box.right, head, size, theme.soft, anchor="end")
        room = Box(box.x, box.y + (_HEAD + _INSET) * body, box.width, box.height - (_HEAD + 2 * _INSET) * body)
        unit = min(_THICKEST * body, (room.height - 2 * _GAP * body) / max(len(self.moves), 1))
        before = {level: [m for m in self._by_start() if m[1] == level] for level in LEVELS_DOWN}
        after = {level: [m for m in self._by_end() if m[2] == level] for level in LEVELS_DOWN}
        names = (self._names() + 2.5) * body
        left, right = room.x + names, room.right - names
        starts = yield from self._side(before, room, unit, left - _BAR * body, "end", body)
        ends = yield from self._side(after, room, unit, right, "start", body)
        for entry, _, level in sorted(self.moves, key=lambda move: (rank(move[2]), move[0].number)):
            y1, y2 = starts[entry.number], ends[entry.number]
            items: list[Item] = [
                _band(left, y1, right, y2, unit - min(0.2 * body, 0.2 * unit), paler(LEVEL_COLOURS[level], 0.45))
            ]
            if unit >= _MARKED * body:
                items += marker(self.subject, entry).draw(right - MARKER * 0.65 * body, y2, MARKER * body)
            title = f"{entry.number} {self.subject.text(entry.risk.risk)}"
            yield Group(tuple(items), title=title, touchpoint=entry.place.column)

    def _names(self) -> float:
        """Return the ems that the longest name of a level with its count takes."""
        return max(advance(f"{self.subject.say(LEVELS[level])} {len(self.moves)}", bold=True) for level in LEVELS_DOWN)

    def _by_start(self) -> list[Move]:
        return sorted(self.moves, key=lambda move: (-rank(move[1]), -rank(move[2]), move[0].number))

    def _by_end(self) -> list[Move]:
        return sorted(self.moves, key=lambda move: (-rank(move[2]), -rank(move[1]), move[0].number))

    def _side(
        self, levels: dict[Level, list[Move]], room: Box, unit: float, x: float, anchor: Anchor, body: float
    ) -> Generator[Item, None, dict[int, float]]:
        """Draw the levels of a side under each other; return the middle of each risk's place by its number."""
        theme = self.subject.theme
        used = len(self.moves) * unit
        between = min(max((room.height - used) / 2, _GAP * body), _WIDEST_GAP * body)
        top = room.y + max((room.height - used - 2 * between) / 2, 0.0)
        places: dict[int, float] = {}
        for level in LEVELS_DOWN:
            own = levels[level]
            tall = len(own) * unit
            for index, (entry, _, _) in enumerate(own):
                places[entry.number] = top + (index + 0.5) * unit
            colour = LEVEL_COLOURS[level]
            yield Rect(Box(x, top, _BAR * body, max(tall, 0.12 * body)), colour)
            middle = top + tall / 2
            side = -1 if anchor == "end" else 1
            edge = x - 0.5 * body if anchor == "end" else x + (_BAR + 0.5) * body
            icon = edge - 1.1 * body if anchor == "end" else edge
            yield Mark(icon, middle - 0.55 * body, 1.1 * body, MARK_ICONS[f"severity-{level}"], colour)
            text = f"{self.subject.say(LEVELS[level])} {len(own)}"
            ink = theme.ink if own else theme.soft
            yield one_line(
                text, edge + side * 1.5 * body, middle + 0.36 * body, body, ink, bold=bool(own), anchor=anchor
            )
            top += tall + between
        return places


def _band(x1: float, y1: float, x2: float, y2: float, thick: float, colour: str) -> Curve:
    """Draw a band from one height to another, level at both ends."""
    bend, half = (x2 - x1) * 0.42, thick / 2
    third = thick / 3
    points = (
        (x1, y1 - half), (x1 + bend, y1 - half), (x2 - bend, y2 - half), (x2, y2 - half),
        (x2, y2 - half + third), (x2, y2 + half - third), (x2, y2 + half),
        (x2 - bend, y2 + half), (x1 + bend, y1 + half), (x1, y1 + half),
    )  # fmt: skip
    return Curve(points, colour, 0, fill=colour, closed=True)
