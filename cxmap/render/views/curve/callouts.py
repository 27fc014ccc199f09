"""Callouts: what is behind a dramatic turn, on a flag above or below the curve, tied to its face by a thin line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.model.vocabulary import SEVERITIES
from cxmap.render.curve.figures import Turn, score_said
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.page.column_heads import touchpoint_of
from cxmap.render.scene import Box, Group, Item, Line
from cxmap.render.text.paragraphs import MINOR, STRONG, Cell, Paragraph, cell_height, draw_cell
from cxmap.render.text.saying import quoted
from cxmap.render.theme import GOOD, SEVERITY_COLOURS
from cxmap.render.views.curve.labels import NO_REASON

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.model.claims import PainPoint
    from cxmap.model.journey import Touchpoint
    from cxmap.render.subject import Actor
    from cxmap.render.views.curve.picture import Picture

WIDTH = 15.0
"""Ems of a flag."""
_BETWEEN = 1.4
_MOST_THOUGHTS = 2
_LEADER = 1.3  # ems between the curve's box and the flags: room for a line to bend
_RANKS = {name: rank for rank, name in enumerate(SEVERITIES)}


class Callout(NamedTuple):
    """Turns of one direction at one touchpoint: the number of each track and its turn; and what is said of them."""

    column: int
    rises: bool
    turns: tuple[tuple[int, Turn], ...]
    cell: Cell


class Flag(NamedTuple):
    """A callout with its place: the left edge, in points."""

    callout: Callout
    left: float


def callouts_of(
    picture: Picture, first: int, last: int, most: int, most_beside: int, *, brief: bool = False
) -> list[Callout]:
    """Return the callouts of the columns from `first` to `last`: of the largest turns, in the order of the columns.

    There are `most` of them, and no more than `most_beside` of one direction, since these stand beside each other.
    Brief ones do not name the touchpoint.
    """
    found: dict[tuple[int, bool], list[tuple[int, Turn]]] = {}
    turns = [(index, turn) for index, track in enumerate(picture.tracks) for turn in track.turns]
    for index, turn in sorted(turns, key=lambda one: (-abs(one[1].change), one[1].head, one[0])):
        if first <= turn.head <= last:
            found.setdefault((turn.head, turn.change > 0), []).append((index, turn))
    callouts: list[Callout] = []
    for (column, rises), group in found.items():
        if len(callouts) < most and sum(one.rises == rises for one in callouts) < most_beside:
            cell = _cell(picture, column, rises, sorted(group), brief)
            callouts.append(Callout(column, rises, tuple(sorted(group)), cell))
    return sorted(callouts, key=lambda callout: callout.column)


def _cell(picture: Picture, column: int, rises: bool, turns: Sequence[tuple[int, Turn]], brief: bool) -> Cell:
    subject, theme = picture.subject, picture.subject.theme
    paragraphs = []
    for index, turn in turns:
        actor = picture.tracks[index].actor
        feelings = picture.tracks[index].feelings
        steps = (score_said(subject, feelings[at].score or 0.0) for at in (turn.tail, turn.head))
        text = subject.dot.join((actor.name, " → ".join(steps)))
        paragraphs.append(Paragraph(text, actor.colour, STRONG, icon=actor.outline, space_before=0.1))
    if not brief:
        paragraphs.append(Paragraph(picture.touchpoint_name(column), theme.soft, MINOR, space_before=0.1))
    heads = len(paragraphs)
    for index, _ in turns:
        said = reasons(picture, picture.tracks[index].actor, column, rises=rises)
        paragraphs += [one for one in said if one not in paragraphs]
    if brief and len(paragraphs) > heads + 1 and not paragraphs[heads].icon:
        joined = paragraphs[heads]._replace(text=" ".join(one.text for one in paragraphs[heads:]))
        return (*paragraphs[:heads], joined)
    return tuple(paragraphs)


def reasons(picture: Picture, actor: Actor, column: int, *, rises: bool) -> list[Paragraph]:
    """Say what the map has at a touchpoint that may be behind a turn; a gap where it has nothing, unless that is hidden.

    For a fall it is the worst pain point, else the thoughts there; for a rise the thoughts that are no questions, else a
    promise of the brand that is kept. Thoughts are the touchpoint's: a map does not say whose they are.
    """
    subject, touchpoint = picture.subject, picture.pairs[column].place.touchpoint
    thoughts = [subject.text(thought) for thought in touchpoint.thoughts]
    if rises:
        sure = [thought for thought in thoughts if thought[-1:] not in "?？"]
        promises = subject.journey.brand.promises if subject.journey.brand else ()
        kept = [subject.text(promise.text) for promise in promises if promise.id in touchpoint.delivers]
        if kept and not sure:
            icon, said = MARK_ICONS["promise-kept"], subject.word("kept")
            return [Paragraph(kept[0], subject.theme.ink, icon=icon, icon_colour=GOOD, said=said)]
        thoughts = sure or thoughts
    elif (pain := worst_pain_point(touchpoint, actor)) is not None:
        severity = pain.severity or ""
        icon = MARK_ICONS.get(f"severity-{severity}", MARK_ICONS["pain"])
        colour = SEVERITY_COLOURS.get(severity, subject.theme.soft)
        said = subject.say(SEVERITIES[severity]) if severity else ""
        return [Paragraph(subject.text(pain.text), subject.theme.ink, icon=icon, icon_colour=colour, said=said)]
    if thoughts:
        return [
            Paragraph(quoted(thought), subject.theme.ink, space_before=0.2) for thought in thoughts[:_MOST_THOUGHTS]
        ]
    if subject.hidden & {"pain_points", "quotes"}:
        return []
    return [Paragraph(subject.say(NO_REASON), subject.theme.soft, icon=MARK_ICONS["assumption"])]


def worst_pain_point(touchpoint: Touchpoint, actor: Actor) -> PainPoint | None:
    """Return the most severe pain point that an actor feels, of equal ones the first."""
    felt = [pain for pain in touchpoint.pain_points if not pain.personas or actor.id in pain.personas]
    return max(felt, key=lambda pain: _RANKS.get(pain.severity or "", -1), default=None)


def flags_height(callouts: Sequence[Callout], width: float, body: float) -> float:
    """Return how tall a band of flags is, `width` points each, with the room for their lines."""
    tallest = max((cell_height(callout.cell, width, body) for callout in callouts), default=0.0)
    return tallest + _LEADER * body + 0.3 * body if callouts else 0.0


def most_beside(room: float, body: float) -> int:
    """Return how many flags have room beside each other in so many points."""
    return max(1, int((room + _BETWEEN * body) / ((WIDTH + _BETWEEN) * body)))


def flag_width(room: float, body: float) -> float:
    """Return how wide a flag is."""
    return min(WIDTH * body, room)


def placed(callouts: Sequence[Callout], at: Sequence[float], left: float, right: float, body: float) -> list[Flag]:
    """Place flags as near to the points `at` as they can be without covering each other, in the order of the points."""
    width = flag_width(right - left, body)
    step = width + _BETWEEN * body
    lefts: list[float] = []
    for x in at:
        wanted = min(max(x - 0.25 * width, left), right - width)
        lefts.append(max(wanted, lefts[-1] + step) if lefts else wanted)
    bound = right - width
    for index in reversed(range(len(lefts))):
        lefts[index] = min(lefts[index], bound)
        bound = lefts[index] - step
    return [Flag(callout, x) for callout, x in zip(callouts, lefts, strict=True)]


def draw_flag(
    picture: Picture, flag: Flag, points: Sequence[tuple[float, float]], edge: float, width: float, body: float
) -> Iterable[Item]:
    """Draw a flag and its lines to `points`; `edge` is where the plot ends, and the band of flags begins or ends."""
    callout = flag.callout
    colour = picture.tracks[callout.turns[0][0]].actor.colour
    rule = edge - _LEADER * body if callout.rises else edge + _LEADER * body
    items: list[Item] = [Line(flag.left, rule, flag.left + width, rule, colour, 0.09 * body)]
    for (index, _), (x, y) in zip(callout.turns, points, strict=True):
        line = picture.tracks[index].actor.colour
        foot = min(max(x, flag.left), flag.left + width)
        items += [Line(x, y, x, edge, line, 0.06 * body), Line(x, edge, foot, rule, line, 0.06 * body)]
    tall = cell_height(callout.cell, width, body)
    top = rule - tall - 0.2 * body if callout.rises else rule + 0.2 * body
    items += draw_cell(callout.cell, Box(flag.left, top, width, tall), body)
    actors = {picture.tracks[index].actor.id for index, _ in callout.turns}
    yield Group(
        tuple(items),
        touchpoint=touchpoint_of(picture.pairs[callout.column]),
        actor=actors.pop() if len(actors) == 1 else "",
    )
