"""What stands on the flow: cards for touchpoints, chips on ways, pills where it starts and ends. Lengths in points."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from cxmap.model.reading import called
from cxmap.render.icons import MARK_ICONS, Icon, face
from cxmap.render.paragraphs import ASCENT, LEADING, one_line, text_block, wrapped
from cxmap.render.scene import Box, Group, Item, Label, Mark, Rect
from cxmap.render.theme import BAD, GOOD, MOMENT, emotion_colour, face_ink
from cxmap.render.widths import advance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.subject import Actor, Subject
    from cxmap.render.views.flow.graph import Flow, Stop, Way

STEP = 6.0
"""The raster on which cards stand and lines run."""
NAME, SMALL = 8.75, 7.25
"""Type sizes."""
LOOP_ICON = Icon("M8.5 4.5L4 9l4.5 4.5M4 9h10.5a5.25 5.25 0 0 1 0 10.5H9")
"""An arrow that turns back."""
CARD_WIDTH = 120.0
_PADDING = 7.0
_FACE = 14.0
_CHIP_TEXT = 76.0
_CHIP_ICON = 9.5


def plain_colour(way: Way) -> str:
    """Return the colour of a way: what becomes of the data, else whether the channel changes."""
    if way.carries is None:
        return "#3E4C59" if way.changes_channel else "#8793A0"
    return GOOD if way.carries else BAD


def on_raster(length: float, steps: int = 1) -> float:
    """Return the next multiple of `steps` raster steps."""
    return ceil(length / (STEP * steps) - 1e-9) * STEP * steps


@dataclass(frozen=True, slots=True)
class Card:
    """A touchpoint."""

    subject: Subject
    stop: Stop

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        _, bottom = self._draw(0.0, 0.0)
        return CARD_WIDTH, on_raster(bottom + _PADDING)

    def draw(self, box: Box) -> Iterable[Item]:
        """Draw the card; offline touchpoints have square corners and a double outline."""
        offline = self._medium == "offline"
        outline = "#7B8794" if offline else "#AEB8C2"
        items: list[Item] = [Rect(box, "#FFFFFF", outline, 0.8, 0 if offline else 7)]
        if offline:
            inside = Box(box.x + 2.2, box.y + 2.2, box.width - 4.4, box.height - 4.4)
            items.append(Rect(inside, "none", outline, 0.5))
        drawn, bottom = self._draw(box.x, box.y)
        slack = (box.bottom - _PADDING - bottom) / 2
        items += self._draw(box.x, box.y + slack)[0] if slack > 0.1 else drawn
        yield Group(tuple(items), title=called(self.stop.touchpoint, self.subject.language))

    @property
    def _medium(self) -> str | None:
        channel = self.stop.touchpoint.channel
        return self.subject.library.channel_medium(channel) if channel else None

    def _draw(self, x: float, y: float) -> tuple[list[Item], float]:
        """Draw what is on a card with its upper left corner given; return its lower edge too."""
        subject, touchpoint = self.subject, self.stop.touchpoint
        theme = subject.theme
        left, right, top = x + _PADDING, x + CARD_WIDTH - _PADDING, y + _PADDING - 1
        items: list[Item] = []
        is_moment = touchpoint.moment_of_truth is not False
        if is_moment:
            star = MARK_ICONS["moment-of-truth"]
            items.append(Mark(right - 10.5, top - 0.6, 11, star, MOMENT, title=subject.word("moment")))
        channel = touchpoint.channel
        if channel:
            items.append(Mark(left, top, 10, subject.channel_icon(channel), theme.accent))
            room = Box(left + 13, top, right - left - 13 - (12 if is_moment else 0), 0)
            label, tall = text_block(subject.library.channel_name(channel, subject.language), room, SMALL, theme.soft)
            items += [label] if label else []
            top += max(tall, 10) + 1.5
        name = Box(left, top, right - left - (12 if is_moment and not channel else 0), 0)
        label, tall = text_block(called(touchpoint, subject.language), name, NAME, theme.ink, bold=True)
        items += [label] if label else []
        top += tall
        foot, bottom = self._foot(left, right, top + 2.5)
        return [*items, *foot], bottom

    def _foot(self, left: float, right: float, top: float) -> tuple[list[Item], float]:
        """Draw the actors' faces, and times after them or, without room, under them; return the lower edge too."""
        items: list[Item] = []
        x = left
        for actor in self.subject.passing(self.stop.touchpoint):
            if x + _FACE > right:
                x, top = left, top + _FACE + 1.5
            items += self._face(actor, x, top)
            x += _FACE + 2
        bottom, y = top + _FACE, top + 2.5
        x += 2
        for name, text, colour in self._times():
            width = 10.5 + advance(text) * SMALL
            if x + width > right and x > left:
                x, y, bottom = left, bottom + 1, bottom + 10.5
            items.append(Mark(x, y, 9, MARK_ICONS[name], colour))
            items.append(one_line(text, x + 10.5, y + 7.3, SMALL, colour))
            x += width + 3.5
        return items, bottom

    def _times(self) -> Iterable[tuple[str, str, str]]:
        touchpoint = self.stop.touchpoint
        if touchpoint.wait is not None:
            yield "wait", self.subject.duration(touchpoint.wait), BAD
        if touchpoint.duration is not None:
            yield "duration", self.subject.duration(touchpoint.duration), self.subject.theme.soft

    def _face(self, actor: Actor, x: float, y: float) -> Iterable[Item]:
        score = self.subject.score(self.stop.touchpoint, actor)
        if score is None:
            yield Mark(x, y, _FACE, actor.outline, actor.colour, "#FFFFFF", title=f"{actor.name} ?")
            yield one_line("?", x + _FACE / 2, y + _FACE / 2 + 2.7, SMALL, actor.colour, anchor="middle")
            return
        assumed = self.subject.is_assumed(self.stop.touchpoint)
        filled = "#FFFFFF" if assumed else emotion_colour(score)
        yield Mark(x, y, _FACE, actor.outline, actor.colour, filled, title=f"{actor.name} {score:+g}")
        yield Mark(x, y, _FACE, face(score), face_ink(score, assumed=assumed))


@dataclass(frozen=True, slots=True)
class Chip:
    """What is said on a way: who takes it, on which condition, and what becomes of the data."""

    subject: Subject
    way: Way

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return not (self.way.when or self.way.actors or self._icons())

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        lines = self._lines()
        text = max((advance(line) for line in lines), default=0) * SMALL
        width = 9 + self._indent() + text
        return on_raster(width, 2), on_raster(max(len(lines) * SMALL * LEADING, _CHIP_ICON) + 5)

    def draw(self, box: Box) -> Iterable[Item]:
        """Draw the chip."""
        colour = plain_colour(self.way)
        yield Rect(box, "#FFFFFF", colour, 0.7, 5)
        lines = self._lines()
        text = max((advance(line) for line in lines), default=0) * SMALL
        x = box.x + (box.width - self._indent() - text) / 2
        for actor in self.way.actors:
            y = box.y + (box.height - _CHIP_ICON) / 2
            yield Mark(x, y, _CHIP_ICON, actor.outline, actor.colour, actor.colour, actor.name)
            x += _CHIP_ICON + 2
        for icon, icon_colour, title in self._icons():
            yield Mark(x, box.y + (box.height - _CHIP_ICON) / 2, _CHIP_ICON, icon, icon_colour, title=title)
            x += _CHIP_ICON + 2
        if lines:
            height = len(lines) * SMALL * LEADING
            top = box.y + (box.height - height) / 2
            inside = Box(x, top, box.right - x, height)
            yield Label(x, top + ASCENT * SMALL, lines, SMALL, self.subject.theme.ink, inside, SMALL * LEADING)

    def _lines(self) -> tuple[str, ...]:
        return wrapped(self.way.when, _CHIP_TEXT / SMALL) if self.way.when else ()

    def _indent(self) -> float:
        icons = len(self.way.actors) + len(self._icons())
        return icons * (_CHIP_ICON + 2) - (0 if self.way.when else 2)

    def _icons(self) -> list[tuple[Icon, str, str]]:
        subject, way = self.subject, self.way
        icons: list[tuple[Icon, str, str]] = []
        if way.is_back:
            icons.append((LOOP_ICON, plain_colour(way), subject.word("back")))
        if way.carries is not None:
            name, word = ("handover", "carries") if way.carries else ("handover-lost", "loses")
            icons.append((MARK_ICONS[name], plain_colour(way), subject.word(word)))
        return icons


@dataclass(frozen=True, slots=True)
class Pill:
    """Where the journey starts, or where it ends."""

    subject: Subject
    stop: Stop
    is_start: bool

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        width = 12 + 9 + advance(self._word, bold=True) * SMALL + len(self._who()) * 10
        return on_raster(width, 2), 18.0

    def draw(self, box: Box) -> Iterable[Item]:
        """Draw the pill: filled at the start, outlined at the end."""
        theme = self.subject.theme
        fill, ink = (theme.ink, "#FFFFFF") if self.is_start else ("#FFFFFF", theme.ink)
        yield Rect(box, fill, theme.ink, 1.1, box.height / 2)
        width = advance(self._word, bold=True) * SMALL + len(self._who()) * 11
        x = box.x + (box.width - width) / 2
        yield one_line(self._word, x, box.y + box.height / 2 + 0.36 * SMALL, SMALL, ink, bold=True)
        x += advance(self._word, bold=True) * SMALL + 2
        for actor in self._who():
            yield Mark(x, box.y + (box.height - 9) / 2, 9, actor.outline, "#FFFFFF", actor.colour, title=actor.name)
            x += 11

    @property
    def _word(self) -> str:
        return self.subject.word("start" if self.is_start else "finish")

    def _who(self) -> tuple[Actor, ...]:
        """Return who starts here, where not all do."""
        everyone = len(self.stop.starters) == len(self.subject.actors)
        return () if everyone or not self.is_start else self.stop.starters


Node = Card | Chip | Pill


def nodes_of(subject: Subject, flow: Flow) -> dict[str, Node]:
    """Return what Graphviz shall place, by names without any text of the map.

    `n0` is the first stop, `s0` and `f0` its pills where the journey starts or ends there, `e0` the
    chip of the first way.
    """
    nodes: dict[str, Node] = {}
    for stop in flow.stops:
        nodes[f"n{stop.index}"] = Card(subject, stop)
        if stop.starters:
            nodes[f"s{stop.index}"] = Pill(subject, stop, is_start=True)
        if stop.is_end:
            nodes[f"f{stop.index}"] = Pill(subject, stop, is_start=False)
    for way in flow.ways:
        chip = Chip(subject, way)
        if not chip.is_empty:
            nodes[f"e{way.index}"] = chip
    return nodes
