"""The matrix of effort and impact: what to take up first. Actions that are rated alike stand under each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.curve.geometry import overlap
from cxmap.render.marks.numbered import MARKER, packed
from cxmap.render.page.blocks import Drawing
from cxmap.render.scene import Box, Label, Line, Rect
from cxmap.render.scene import Item as Drawn
from cxmap.render.text.paragraphs import ASCENT, LEADING, SMALL, anchored, one_line, wrapped
from cxmap.render.text.widths import advance
from cxmap.render.theme import SMALLEST_TEXT
from cxmap.render.views.plan import labels
from cxmap.render.views.plan.marks import marker

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.language import Words
    from cxmap.render.marks.numbered import Marker
    from cxmap.render.scene import Anchor
    from cxmap.render.subject import Subject
    from cxmap.render.views.plan.reading import Item

LEAST_HEIGHT = 27.0  # ems
_GUTTER = 1.8  # ems left of the chart, for its scale
_STRIP = 1.7  # ems for a row of names
_LABEL_WIDTHS = (17.0, 12.0, 8.5)  # ems in which a title may be set beside its marker
_MOST_LINES = 4
_TALLEST_STACK = 1.5  # steps of the scale: actions that are rated alike and stand under each other
_ATTEMPTS = 4  # to find room for all titles
_SPLIT = 3.25  # between what is little, up to 3, and what is much; places are to the nearest half
_NEAR = 0.35  # ems between a marker and its title


@dataclass(frozen=True, slots=True)
class _Group:
    """Actions with the same place."""

    x: float
    y: float
    items: tuple[Item, ...]


class _Placed(NamedTuple):
    """A group with what is drawn of it; None where its titles found no room."""

    group: _Group
    items: list[Drawn] | None


def matrix(subject: Subject, items: Sequence[Item]) -> Drawing:
    """Draw the rated ones among `items`; takes what height is to spare."""
    rated = [item for item in items if item.is_rated]
    return Drawing(
        lambda _, body: LEAST_HEIGHT * body, lambda box, body: _Matrix(subject, rated, box, body).draw(), grows=1.0
    )


def halves(rating: float) -> float:
    """Return a rating to the nearest half: where it is placed."""
    return round(rating * 2) / 2


@dataclass(frozen=True, slots=True)
class _Matrix:
    subject: Subject
    items: Sequence[Item]
    box: Box
    body: float

    @property
    def _small(self) -> float:
        return max(SMALLEST_TEXT, SMALL * self.body)

    @property
    def _plot(self) -> Box:
        top = self.box.y + 2 * _STRIP * self.body
        left = self.box.x + _GUTTER * self.body
        return Box(left, top, self.box.right - left, self.box.bottom - 3 * _STRIP * self.body - top)

    def _x(self, effort: float) -> float:
        return self._plot.x + (effort - 0.5) / 5 * self._plot.width

    def _y(self, impact: float) -> float:
        return self._plot.bottom - (impact - 0.5) / 5 * self._plot.height

    def draw(self) -> Iterable[Drawn]:
        actions: list[Drawn] = []
        covered = list(self._actions(actions))
        air = 0.25 * self.body
        yield from self._frame([Box(b.x - air, b.y, b.width + 2 * air, b.height) for b in covered])
        yield from self._names()
        yield from self._scales()
        yield from actions

    def _frame(self, covered: Sequence[Box]) -> Iterable[Drawn]:
        """Draw the chart's ground; its lines stop where texts stand on them."""
        plot, theme = self._plot, self.subject.theme
        split = _SPLIT
        x, y = self._x(split), self._y(split)
        yield Rect(Box(plot.x, plot.y, x - plot.x, y - plot.y), theme.panel)
        yield Rect(plot, "none", theme.hairline, 0.07 * self.body)
        dots = (0.14 * self.body, 0.25 * self.body)
        for rating in (1, 2, 3, split, 4, 5):
            colour, width, dash = (
                (theme.soft, 0.09 * self.body, ()) if rating == split else (theme.hairline, 0.05 * self.body, dots)
            )
            x, y = self._x(rating), self._y(rating)
            stops = [(box.y, box.bottom) for box in covered if box.x < x < box.right]
            for top, bottom in _pieces(plot.y, plot.bottom, stops):
                yield Line(x, top, x, bottom, colour, width, dash)
            stops = [(box.x, box.right) for box in covered if box.y < y < box.bottom]
            for left, right in _pieces(plot.x, plot.right, stops):
                yield Line(left, y, right, y, colour, width, dash)

    def _names(self) -> Iterable[Drawn]:
        plot, body, theme = self._plot, self.body, self.subject.theme
        title = self.subject.say(labels.IMPACT_AXIS)
        yield one_line(title, self.box.x, self.box.y + ASCENT * self._small, self._small, theme.soft)
        above = plot.y - 0.55 * body
        below = plot.bottom + 1.15 * body
        half = plot.width / 2 - body
        yield from self._name(labels.QUICK_WINS, plot.x, above, half, "start")
        yield from self._name(labels.BIG_BETS, plot.right, above, half, "end")
        yield from self._name(labels.FILL_INS, plot.x, below, half, "start")
        yield from self._name(labels.THANKLESS, plot.right, below, half, "end")

    def _name(self, name: Words, x: float, baseline: float, room: float, anchor: Anchor) -> Iterable[Drawn]:
        """Write a quadrant's name, and what it stands for where that fits beside it."""
        theme, small = self.subject.theme, self._small
        said, note = self.subject.say(name), self.subject.say(labels.QUADRANT_NOTES[name])
        size = 1.05 * self.body
        wide, between = advance(said, bold=True) * size, 0.6 * self.body
        yield one_line(said, x, baseline, size, theme.ink, bold=True, anchor=anchor)
        if wide + between + advance(note) * small <= room:
            step = wide + between
            yield one_line(note, x + (step if anchor == "start" else -step), baseline, small, theme.soft, anchor=anchor)

    def _scales(self) -> Iterable[Drawn]:
        plot, small, theme = self._plot, self._small, self.subject.theme
        bottom = plot.bottom + (_STRIP + 0.9) * self.body
        for rating in range(1, 6):
            y = self._y(rating) + 0.36 * small
            yield one_line(str(rating), plot.x - 0.6 * self.body, y, small, theme.soft, anchor="end")
            yield one_line(str(rating), self._x(rating), bottom, small, theme.soft, anchor="middle")
        title = self.subject.say(labels.EFFORT_AXIS)
        yield one_line(title, plot.right, bottom + _STRIP * self.body, small, theme.soft, anchor="end")

    def _actions(self, items: list[Drawn]) -> Iterable[Box]:
        """Add the actions to `items`; yield the boxes of their titles.

        What finds no room for its titles is tried again before the others, which mostly find another place.
        """
        order = self._groups()
        best: list[_Placed] = []
        failed: list[_Group] = order
        for _ in range(_ATTEMPTS):
            placed = self._place(order)
            missing = [one.group for one in placed if one.items is None]
            if not best or len(missing) < len(failed):
                best, failed = placed, missing
            if not missing:
                break
            order = missing + [group for group in order if group not in missing]
        for one in best:
            drawn = one.items if one.items is not None else list(self._without_titles(one.group))
            items += drawn
            if one.items is not None:
                yield from (item.box for item in drawn if isinstance(item, Label))

    def _place(self, groups: Sequence[_Group]) -> list[_Placed]:
        """Find room for the titles of each group in turn."""
        taken = [self._compact(group) for group in groups]
        found: list[_Placed] = []
        for index, group in enumerate(groups):
            others = taken[:index] + taken[index + 1 :]
            placed = self._beside(group, others) or self._above_or_below(group, others)
            if placed is not None:
                taken[index] = placed[0]
            found.append(_Placed(group, placed[1] if placed is not None else None))
        return found

    def _without_titles(self, group: _Group) -> Iterable[Drawn]:
        """Draw the markers of a group alone; how many found no room is written."""
        across, down = self._plot.width / 5, self._plot.height / 5
        room = Box(group.x - across / 2, group.y - down / 2, across, down)
        markers = [self._marker(item) for item in group.items]
        drawn, left_out = packed(markers, room, (MARKER * self.body,))
        yield from drawn
        if left_out:
            ink, small = self.subject.theme.ink, self._small
            yield one_line(f"+{left_out}", room.right, room.bottom - 0.3 * small, small, ink, bold=True, anchor="end")

    def _groups(self) -> list[_Group]:
        found: dict[tuple[float, float], list[Item]] = {}
        for item in self.items:
            effort, impact = item.action.effort, item.action.impact
            assert effort is not None
            assert impact is not None
            found.setdefault((halves(effort), halves(impact)), []).append(item)
        return [_Group(self._x(e), self._y(i), tuple(items)) for (e, i), items in found.items()]

    def _marker(self, item: Item) -> Marker:
        """Return an action's marker; what is done needs nobody to take it up, and steps back."""
        found = marker(self.subject, item)
        done = item.action.status == "done"
        return replace(found, colour=self.subject.theme.soft) if done else found

    def _ink(self, item: Item) -> str:
        return self.subject.theme.soft if item.action.status == "done" else self.subject.theme.ink

    def _compact(self, group: _Group) -> Box:
        """Return the room that the markers of a group take without their titles."""
        size = MARKER * self.body
        if len(group.items) == 1:
            return Box(group.x - size / 2, group.y - size / 2, size, size)
        across = min(len(group.items) * size, self._plot.width / 5)
        down = min(-(-len(group.items) * size // across) * size, self._plot.height / 5)
        return Box(group.x - across / 2, group.y - down / 2, across, down)

    def _beside(self, group: _Group, taken: Sequence[Box]) -> tuple[Box, list[Drawn]] | None:
        """Set the titles beside the markers, to the right or to the left, where they cover nothing; None if nowhere."""
        size, small = MARKER * self.body, self._small
        for ems in _LABEL_WIDTHS:
            texts = [wrapped(self.subject.text(item.action.title), ems) for item in group.items]
            widest = max((advance(line) for lines in texts for line in lines), default=0.0) * small
            if max(map(len, texts)) > _MOST_LINES:
                continue
            rows = [max(0.9 * size, len(lines) * LEADING * small + 0.25 * self.body) for lines in texts]
            tall = sum(rows)
            if tall > self._plot.height / 5 * _TALLEST_STACK and len(rows) > 1:
                continue
            top = min(max(group.y - tall / 2, self._plot.y), self._plot.bottom - tall)
            wide = size / 2 + _NEAR * self.body + widest
            for anchor in ("start", "end"):
                left = group.x - size / 2 if anchor == "start" else group.x - wide
                box = Box(left, top, wide + size / 2, tall)
                inside = box.x >= self._plot.x and box.right <= self._plot.right and box.y >= self._plot.y
                if inside and not any(overlap(box, other) for other in taken):
                    return box, list(self._rows(group, texts, rows, box, anchor))
        return None

    def _above_or_below(self, group: _Group, taken: Sequence[Box]) -> tuple[Box, list[Drawn]] | None:
        """Set the title of a single action under its marker, or over it."""
        if len(group.items) > 1:
            return None
        size, small, item = MARKER * self.body, self._small, group.items[0]
        for ems in reversed(_LABEL_WIDTHS):
            lines = wrapped(self.subject.text(item.action.title), ems)
            wide, tall = max(map(advance, lines), default=0.0) * small, len(lines) * LEADING * small
            left = min(max(group.x - wide / 2, self._plot.x + 0.2 * small), self._plot.right - wide - 0.2 * small)
            for top in (group.y + size / 2, group.y - size / 2 - tall):
                text = Box(left, top, wide, tall)
                box = Box(min(left, group.x - size / 2), min(top, group.y - size / 2), max(wide, size), tall + size)
                inside = box.y >= self._plot.y and box.bottom <= self._plot.bottom and wide < self._plot.width
                if lines and inside and not any(overlap(box, other) for other in taken):
                    return box, [
                        *self._marker(item).draw(group.x, group.y, size),
                        Label(anchored(text, "middle"), top + ASCENT * small, lines, small, self._ink(item), text,
                              LEADING * small, anchor="middle"),
                    ]  # fmt: skip
        return None

    def _rows(
        self, group: _Group, texts: Sequence[Sequence[str]], rows: Sequence[float], box: Box, anchor: Anchor
    ) -> Iterable[Drawn]:
        size, small = MARKER * self.body, self._small
        top = box.y
        for item, lines, tall in zip(group.items, texts, rows, strict=True):
            yield from self._marker(item).draw(group.x, top + tall / 2, size)
            step = size / 2 + _NEAR * self.body
            left, right = (group.x + step, box.right) if anchor == "start" else (box.x, group.x - step)
            height = len(lines) * LEADING * small
            room = Box(left, top + (tall - height) / 2, right - left, height)
            if lines:
                yield Label(
                    anchored(room, anchor), room.y + ASCENT * small, tuple(lines), small, self._ink(item), room,
                    LEADING * small, anchor=anchor,
                )  # fmt: skip
            top += tall


def _pieces(start: float, end: float, stops: Sequence[tuple[float, float]]) -> Iterable[tuple[float, float]]:
    """Yield what is left of a line when its stops are taken out."""
    at = start
    for begin, stop in sorted(stops):
        if begin > at:
            yield at, begin
        at = max(at, stop)
    if at < end:
        yield at, end
