"""Where actions stand in time: in lanes of teams, in rows where no bar and no title covers another.

Everything here is in ems, from the left of the axis.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.marks.numbered import MARKER
from cxmap.render.text.paragraphs import LEADING, SMALL, wrapped
from cxmap.render.text.widths import advance
from cxmap.render.views.plan import labels
from cxmap.render.views.plan.calendar import axis_of, end_of, month_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.scene import Anchor
    from cxmap.render.subject import Subject
    from cxmap.render.views.plan.calendar import Axis
    from cxmap.render.views.plan.reading import Item

ROW = 2.2
"""Height of a row, in ems."""
DIAMOND = 1.4
"""Width of the diamond of a due date."""
OPEN = 3.0
"""Length of the line of an action that has a start and no due date."""
NEAR = 0.5
"""Between a bar and its title."""
_LEFT, _RIGHT = 1.05, 0.8  # of the axis stay free, for half a marker and half a diamond
_NARROWEST = 9.0  # a title is not set in less
_MOST_LINES = 3
_APART = 1.0
_REVIEW_REACH = 3.0  # months: a review no farther away than this is shown on the axis


class Span(NamedTuple):
    """An action in time: from `begin` to `end` in months since the year 0, either None where it is not known."""

    item: Item
    begin: float | None
    end: float | None

    @property
    def months(self) -> list[float]:
        """The days that are known."""
        return [month for month in (self.begin, self.end) if month is not None]

    @property
    def is_bar(self) -> bool:
        """Whether it has both days, in their order."""
        return self.begin is not None and self.end is not None and self.begin < self.end

    @property
    def is_reversed(self) -> bool:
        """Whether it is due before it starts."""
        return self.begin is not None and self.end is not None and self.end <= self.begin


def span_of(item: Item) -> Span:
    """Return when an action begins and ends; the day on which it is due counts in full."""
    start, due = item.action.start, item.action.due
    return Span(item, month_of(start) if start else None, end_of(due) if due else None)


def at(axis: Axis, month: float, ems: float) -> float:
    """Return where a month stands on an axis `ems` wide."""
    return _LEFT + axis.share(month) * (ems - _LEFT - _RIGHT)


class Place(NamedTuple):
    """Where a span stands: its edges, the middle of its marker, and where it is due."""

    left: float
    right: float
    mark: float
    due: float


class Placed(NamedTuple):
    """A span with its place, and its title in lines beside, below or inside of its bar."""

    span: Span
    place: Place
    lines: tuple[str, ...]
    text_left: float
    text_right: float
    anchor: Anchor = "start"
    below: bool = False
    inside: bool = False

    @property
    def tall(self) -> float:
        """The height that it needs."""
        text = len(self.lines) * LEADING * SMALL
        return ROW + text if self.below else max(ROW, text + 0.4)

    @property
    def extent(self) -> tuple[float, float]:
        """From where to where it reaches with its title, and some air."""
        return min(self.place.left, self.text_left), max(self.place.right, self.text_right) + _APART


class Lane(NamedTuple):
    """A team's spans in rows; "" is no team."""

    team: str
    rows: tuple[tuple[Placed, ...], ...]


def row_height(row: Sequence[Placed]) -> float:
    """Return the height of a row."""
    return max(placed.tall for placed in row)


def review_of(subject: Subject, spans: Sequence[Span]) -> float | None:
    """Return the day of the map's last review, where it is near enough to the plan to be shown."""
    review = subject.journey.review
    months = [month for span in spans for month in span.months]
    if review is None or review.last is None or not months:
        return None
    day = month_of(review.last)
    return day if min(months) - _REVIEW_REACH <= day <= max(months) + _REVIEW_REACH else None


def axis_in(subject: Subject, reach: Sequence[float], ems: float) -> Axis:
    """Return the axis that holds all days of `reach`."""
    return axis_of(reach, ems, subject.language)


def lanes_in(subject: Subject, spans: Iterable[Span], axis: Axis, ems: float) -> list[Lane]:
    """Sort spans into lanes by the earliest day, those of no team last, and each lane into as few rows as it takes."""
    by_team: dict[str, list[Span]] = {}
    for span in sorted(spans, key=lambda span: (min(span.months), span.item.number)):
        by_team.setdefault(span.item.action.owner or "", []).append(span)
    lanes = []
    for team, own in sorted(by_team.items(), key=lambda lane: lane[0] == ""):
        rows: list[list[Placed]] = []
        for span in own:
            placed = _place(subject, span, axis, ems)
            row = next((row for row in rows if _is_free(row, placed)), None)
            if row is None:
                rows.append([placed])
            else:
                row.append(placed)
        lanes.append(Lane(team, tuple(map(tuple, rows))))
    return lanes


def _is_free(row: Sequence[Placed], placed: Placed) -> bool:
    left, right = placed.extent
    return all(left >= other.extent[1] or right <= other.extent[0] for other in row)


def _place(subject: Subject, span: Span, axis: Axis, ems: float) -> Placed:
    """Set a span on the axis; its title stands in the bar, else to the right of it, else to the left, else below."""
    place = _place_of(span, axis, ems)
    text = title_of(subject, span)
    whole = advance(text) * SMALL
    start = place.mark + MARKER / 2 + 0.35
    if span.is_bar and whole <= place.right - start - 0.6:
        return Placed(span, place, (text,), start, start + whole, inside=True)
    after, before = ems - place.right - NEAR, place.left - NEAR
    for room, is_after in ((after, True), (before, False)):
        lines = wrapped(text, room / SMALL) if room >= _NARROWEST else ()
        if whole <= room or (0 < len(lines) <= _MOST_LINES):
            lines = (text,) if whole <= room else lines
            wide = max(map(advance, lines)) * SMALL
            if is_after:
                return Placed(span, place, lines, place.right + NEAR, place.right + NEAR + wide)
            return Placed(span, place, lines, place.left - NEAR - wide, place.left - NEAR, "end")
    wide = min(whole, ems)
    begin = max(min(place.left, ems - wide), 0.0)
    return Placed(span, place, wrapped(text, ems / SMALL), begin, begin + wide, below=True)


def _place_of(span: Span, axis: Axis, ems: float) -> Place:
    """Return where a span stands; a marker that has no room before the diamond of a due date stands after it."""
    begin, end = (at(axis, month, ems) if month is not None else None for month in (span.begin, span.end))
    half = DIAMOND / 2
    if begin is None:
        assert end is not None
        if end - half - MARKER >= 0:
            return Place(end - half - MARKER, end + half, end - half - MARKER / 2, end)
        return Place(end - half, end + half + MARKER, end + half + MARKER / 2, end)
    if end is None:
        return Place(begin - MARKER / 2, begin + OPEN, begin, begin + OPEN)
    if span.is_reversed:
        return Place(end - half, max(begin + MARKER / 2, end + half), begin, end)
    return Place(begin - MARKER / 2, max(end, begin + MARKER / 2), begin, end)


def title_of(subject: Subject, span: Span) -> str:
    """Return an action's title, with what is wrong with its dates."""
    title = subject.text(span.item.action.title)
    if span.is_reversed:
        return subject.say(labels.REVERSED).format(title)
    return subject.say(labels.OPEN_END).format(title) if span.end is None else title
