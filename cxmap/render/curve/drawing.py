"""Curves of feeling: the line through a persona's scores, the faces on it, its gaps, its scale, the names of its points.

Where a score stands on the paper is a view's to say; what it looks like there is the same in every view.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cxmap.render.curve.figures import score_said
from cxmap.render.curve.geometry import along, clipped, holds, monotone, overlap
from cxmap.render.marks.faces import draw_face
from cxmap.render.marks.icons import FACE_OUTLINES, face
from cxmap.render.scene import Box, Curve, Item, Line, Mark, Rect
from cxmap.render.subject import once
from cxmap.render.text.paragraphs import one_line
from cxmap.render.text.widths import advance
from cxmap.render.theme import SMALLEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cxmap.render.marks.icons import Icon
    from cxmap.render.scene import Label
    from cxmap.render.subject import Actor, Subject

STEPS = (-2, -1, 0, 1, 2)
"""The whole steps of the scale."""
FACE = 1.9
"""Size of a face, in the units of a curve."""


class Feeling(NamedTuple):
    """What a map says of a persona at a touchpoint: whether he or she passes, the score, whether that is a hypothesis."""

    passes: bool = False
    score: float | None = None
    assumed: bool = False


class Point(NamedTuple):
    """A score on the picture."""

    x: float
    y: float
    score: float
    assumed: bool
    column: int


@once
def feelings_of(subject: Subject, actor: Actor) -> tuple[Feeling, ...]:
    """Return what the map says of an actor at each of the subject's columns."""
    return tuple(
        Feeling(True, subject.score(place.touchpoint, actor), subject.is_assumed(place.touchpoint))
        if actor in subject.passing(place.touchpoint)
        else Feeling()
        for place in subject.columns
    )


def runs_of(feelings: Sequence[Feeling], at: Callable[[int, float], tuple[float, float]]) -> list[list[Point]]:
    """Return the points of a curve in runs; a score that is not known ends a run, a touchpoint not passed does not.

    `at` says where a score of a column stands.
    """
    runs: list[list[Point]] = [[]]
    for column, feeling in enumerate(feelings):
        if not feeling.passes:
            continue
        if feeling.score is None:
            runs.append([])
            continue
        runs[-1].append(Point(*at(column, feeling.score), feeling.score, feeling.assumed, column))
    return [run for run in runs if run]


def draw_runs(
    runs: Iterable[Sequence[Point]], left: float, right: float, colour: str, width: float, dash: tuple[float, ...]
) -> Iterable[Item]:
    """Draw the line of a curve between two verticals, dashed from and to what is assumed.

    Where a sheet ends in the midst of it, the line leads over to the next.
    """
    for run in (_near(whole, left, right) for whole in runs):
        path = monotone([(point.x, point.y) for point in run])
        for start, end, assumed in _stretches(run):
            points = path[start * 3 : end * 3 + 1]
            if points[-1][0] <= left or points[0][0] >= right:
                continue
            if points[0][0] < left or points[-1][0] > right:
                points = clipped(points, left, right)
            if len(points) > 1:
                yield Curve(points, colour, width, dash=dash if assumed else ())


def _near(run: Sequence[Point], left: float, right: float) -> Sequence[Point]:
    """Return the points that shape a run's line between two verticals: those between them, and two more on each side."""
    first = sum(point.x <= left for point in run)
    last = sum(point.x < right for point in run)
    return run[max(first - 2, 0) : last + 2]


def _stretches(run: Sequence[Point]) -> Iterable[tuple[int, int, bool]]:
    """Yield the stretches of a run that are dashed, or are not: the numbers of their first and last point."""
    start = 0
    while start < len(run) - 1:
        assumed = run[start].assumed or run[start + 1].assumed
        end = start + 1
        while end < len(run) - 1 and (run[end].assumed or run[end + 1].assumed) == assumed:
            end += 1
        yield start, end, assumed
        start = end


def samples_of(runs: Iterable[Sequence[Point]]) -> list[tuple[float, float]]:
    """Return points along the line of a curve, close enough to see what it crosses."""
    return [sample for run in runs for sample in along([(point.x, point.y) for point in run])]


def draw_point(subject: Subject, point: Point, size: float, outline: Icon, colour: str, whose: str) -> Iterable[Item]:
    """Draw the face of a score, around its point."""
    left, top = point.x - size / 2, point.y - size / 2
    title = subject.named(whose, score_said(subject, point.score))
    return draw_face(outline, colour, point.score, left, top, size, title, assumed=point.assumed)


def draw_unknown(x: float, y: float, unit: float, colour: str) -> tuple[list[Item], Box]:
    """Draw the question mark where a score is not known; return what was drawn, and where."""
    size = 1.5 * unit
    box = Box(x - size / 2, y - size / 2, size, size)
    mark = one_line("?", x, y + 0.36 * unit, max(SMALLEST_TEXT, unit), colour, anchor="middle")
    return [Rect(box, "#FFFFFF", colour, 0.6, size / 2), mark], box


def draw_scale(subject: Subject, left: float, right: float, y: Callable[[float], float], body: float) -> Iterable[Item]:
    """Draw a line at each step of the scale, and left of it the step, in the map's own scores, and its face."""
    size = max(SMALLEST_TEXT, 0.875 * body)
    for step in STEPS:
        top = y(step)
        colour, width, dash = (subject.theme.hairline, 0.4, (1.2, 2.2)) if step else (subject.theme.soft, 0.6, ())
        yield Line(left, top, right, top, colour, width, dash)
        yield one_line(
            scale_label(subject, step), left - 1.9 * body, top + 0.36 * size, size, subject.theme.soft, anchor="end"
        )
        for icon in (FACE_OUTLINES[0], face(step)):
            yield Mark(left - 1.55 * body, top - 0.6 * body, 1.2 * body, icon, subject.theme.soft)


def scale_label(subject: Subject, step: float) -> str:
    """Return a step from −2 to +2 as the map's own scale has it."""
    scale = subject.journey.scale
    shown = step if scale is None else scale.min + (step + 2) / 4 * (scale.max - scale.min)
    return (f"{shown:+g}" if scale is None and step else f"{shown:g}").replace("-", "−")


def remembered(feelings: Sequence[Feeling]) -> dict[int, list[str]]:
    """Return the columns of what people remember, with its names among `labels.WORDS`: peak, low and end.

    Peak–end rule (Kahneman and Fredrickson 1993). The end is the last touchpoint that is passed, and not named where
    its score is not known.
    """
    known = [(column, feeling.score) for column, feeling in enumerate(feelings) if feeling.score is not None]
    said: dict[int, list[str]] = {}
    if len(known) < 2:
        return said
    peak, low = max(known, key=lambda one: one[1]), min(known, key=lambda one: one[1])
    if peak[1] > low[1]:
        said.setdefault(peak[0], []).append("peak")
        said.setdefault(low[0], []).append("low")
    if known[-1][0] == max(column for column, feeling in enumerate(feelings) if feeling.passes):
        said.setdefault(known[-1][0], []).append("end")
    return said


@dataclass(slots=True)
class Tags:
    """Places names beside points inside of `bounds`: where nothing is `taken`, and as few `lines` as possible cross."""

    bounds: Box
    taken: list[Box] = field(default_factory=list)
    lines: list[tuple[float, float]] = field(default_factory=list)

    def place(
        self, text: str, point: Point, unit: float, colour: str, *, below: bool, largest: float = float("inf")
    ) -> Label:
        """Name a point above or below it, or else beside; in the size that goes with its face, but not above `largest`."""
        size = max(SMALLEST_TEXT, min(0.875 * unit, largest))
        width, height = advance(text, bold=True) * size, size * 1.2
        reach = FACE * unit / 2 + 0.15 * size
        spots: list[tuple[float, float]] = []
        for row in range(3):
            up, down = point.y - reach - (row + 1) * height, point.y + reach + row * height
            spots += [(point.x, down), (point.x, up)] if below else [(point.x, up), (point.x, down)]
            if not row:  # so far to one side that another name has room on the other
                spots += [
                    (point.x + side * (width / 2 + 0.15 * size), y)
                    for y in ((down, up) if below else (up, down))
                    for side in (1, -1)
                ]
        spots += [(point.x + side * (reach + width / 2), point.y - height / 2) for side in (1, -1)]
        left, right = self.bounds.x + width / 2, self.bounds.right - width / 2
        boxes = [Box(min(max(x, left), right) - width / 2, top, width, height) for x, top in spots]
        inside = [box for box in boxes if box.y >= self.bounds.y and box.bottom <= self.bounds.bottom]
        free = [box for box in inside if not any(overlap(box, other) for other in self.taken)]
        choice = free or inside or boxes
        first, last = min(box.x for box in choice), max(box.right for box in choice)
        near = [(x, y) for x, y in self.lines if first <= x <= last]
        box = min(choice, key=lambda box: sum(holds(box, x, y) for x, y in near))
        self.taken.append(box)
        return one_line(text, box.x + width / 2, box.y + size * 0.95, size, colour, bold=True, anchor="middle")
