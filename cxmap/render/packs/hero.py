"""The curve on a cover: the shape of the journey across the page, with faces where it is remembered."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cxmap.model.reading import called
from cxmap.render.curve.drawing import (
    FACE,
    Tags,
    draw_point,
    draw_runs,
    feelings_of,
    remembered,
    runs_of,
    samples_of,
    scale_label,
)
from cxmap.render.packs.labels import WORDS
from cxmap.render.scene import Box, Group, Item, Label, Line, Rect
from cxmap.render.text.paragraphs import LEADING, one_line, wrapped
from cxmap.render.theme import SMALLEST_TEXT, STAGE_TINTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.curve.drawing import Feeling, Point
    from cxmap.render.subject import Actor, Subject

_MOST_NAMED = 3  # curves; above this, they are but lines
_MANY_FACES = 30  # above this, only what is remembered has a face
_ABOVE, _BELOW = 2.9, 2.9  # units between the outermost scores and the edges of the chart: half a face and a name


def draw_hero(subject: Subject, box: Box, unit: float) -> Iterable[Item]:
    """Draw stages and curves in a box; `unit` is what texts are measured in, in points."""
    size = max(SMALLEST_TEXT, unit)
    stages_height = 3.4 * size
    chart = Box(box.x, box.y, box.width, box.height - stages_height)
    yield from _stages(subject, box, chart.height, size)
    if has_feelings(subject):
        told = [(actor, feelings_of(subject, actor)) for actor in subject.actors]
        yield from _curves(subject, told, chart, unit)
    else:
        yield from _route(subject, chart, unit)


def has_feelings(subject: Subject) -> bool:
    """Tell whether any score is known."""
    return any(feeling.score is not None for actor in subject.actors for feeling in feelings_of(subject, actor))


def _x(box: Box, count: int, column: float) -> float:
    return box.x + (column + 0.5) * box.width / count


def _stages(subject: Subject, box: Box, tall: float, size: float) -> Iterable[Item]:
    """Draw a quiet band for each stage over the whole height, and its name below."""
    starts = [index for index, place in enumerate(subject.columns) if index == 0 or _begins(subject, index)]
    width = box.width / len(subject.columns)
    for number, (start, end) in enumerate(pairwise([*starts, len(subject.columns)])):
        left, right = box.x + start * width, box.x + end * width
        tint = STAGE_TINTS[number % len(STAGE_TINTS)]
        yield Rect(Box(left + 1, box.y, right - left - 2, tall), tint)
        room = right - left - 0.4 * size
        lines = wrapped(called(subject.columns[start].stage, subject.language), max(room / size, 1.5), bold=True)
        shown = lines if len(lines) <= 2 else (lines[0], _cut(lines[1]))
        if shown:
            yield Label(
                left + 1,
                box.y + tall + 1.6 * size,
                tuple(shown),
                size,
                subject.theme.ink,
                Box(left + 1, box.y + tall + 0.5 * size, room, len(shown) * LEADING * size),
                LEADING * size,
                bold=True,
            )


def _begins(subject: Subject, index: int) -> bool:
    return subject.columns[index].path[1] != subject.columns[index - 1].path[1]


def _cut(line: str) -> str:
    return line[:-1] + "…" if len(line) > 1 else "…"


def _curves(subject: Subject, told: Sequence[tuple[Actor, Sequence[Feeling]]], box: Box, unit: float) -> Iterable[Item]:
    """Draw a line a persona, and the names of what is remembered."""
    count = len(subject.columns)
    step = min(FACE * unit * 1.05, box.width / count / (len(told) + 0.6))

    def y(score: float) -> float:
        top, bottom = box.y + _ABOVE * unit, box.bottom - _BELOW * unit
        return bottom - (score + 2) / 4 * (bottom - top)

    yield Line(box.x, y(0), box.right, y(0), "#FFFFFF", 1.2)
    yield one_line(
        _scale(subject, told), box.right, box.y - 0.6 * unit,
        max(SMALLEST_TEXT, 0.8 * unit), subject.theme.soft, anchor="end",
    )  # fmt: skip
    tags = Tags(box)
    drawn: list[tuple[Actor, list[list[Point]], dict[int, list[str]]]] = []
    for index, (actor, feelings) in enumerate(told):
        shift = (index - (len(told) - 1) / 2) * step

        def at(column: int, score: float, shift: float = shift) -> tuple[float, float]:
            return _x(box, count, column) + shift, y(score)

        runs = runs_of(feelings, at)
        drawn.append((actor, runs, remembered(feelings)))
        tags.lines += samples_of(runs)
        dash = (0.55 * unit, 0.4 * unit)
        width = (0.24 if len(told) <= _MOST_NAMED else 0.16) * unit
        line = tuple(draw_runs(runs, box.x, box.right, actor.colour, width, dash))
        yield Group(line, title=actor.name, actor=actor.id)
    if len(told) > _MOST_NAMED:
        return
    many = count * len(told) > _MANY_FACES
    for actor, runs, memory in drawn:
        for point in (point for run in runs for point in run):
            size = FACE * unit
            if not many or point.column in memory:
                tags.taken.append(Box(point.x - size / 2, point.y - size / 2, size, size))
                yield from draw_point(subject, point, size, actor.outline, actor.colour, actor.name)
    for actor, runs, memory in drawn:
        for point in (point for run in runs for point in run if point.column in memory):
            said = memory[point.column]
            text = "·".join(subject.word(name) for name in said)
            below = point.score < 0 or (point.score == 0 and "low" in said)
            yield tags.place(text, point, unit, actor.colour, below=below)


def _scale(subject: Subject, told: Sequence[tuple[Actor, Sequence[Feeling]]]) -> str:
    said = subject.say(WORDS["scale"]).format(scale_label(subject, -2), scale_label(subject, 2))
    is_assumed = any(feeling.assumed and feeling.score is not None for _, feelings in told for feeling in feelings)
    return subject.dot.join((said, subject.say(WORDS["assumed"]))) if is_assumed else said


def _route(subject: Subject, box: Box, unit: float) -> Iterable[Item]:
    """Draw the way through the touchpoints where nothing is known of how it feels."""
    count, y = len(subject.columns), box.y + box.height / 2
    accent = subject.theme.accent
    yield Line(_x(box, count, 0), y, _x(box, count, count - 1), y, accent, 0.2 * unit)
    size = min(1.1 * unit, 0.5 * box.width / count)
    for column in range(count):
        x = _x(box, count, column)
        yield Rect(Box(x - size / 2, y - size / 2, size, size), "#FFFFFF", accent, 0.16 * unit, size / 2)
    text = subject.say(WORDS["route"]).format(count)
    yield one_line(
        text, box.right, box.y - 0.6 * unit, max(SMALLEST_TEXT, 0.8 * unit), subject.theme.soft, anchor="end"
    )
