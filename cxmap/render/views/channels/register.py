"""Beside the matrix: which channels each persona prefers and is led through, and where handovers lose data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import listed
from cxmap.model.reading import called
from cxmap.render.curve.figures import score_said
from cxmap.render.marks.badges import draw_badge
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.page.blocks import Columns, Drawing, Stack, Texts, heading
from cxmap.render.page.tables import Column, Row, Sketch, Table, TableCell, plain
from cxmap.render.scene import Box, Group, Item, Mark, Rect
from cxmap.render.text.paragraphs import (
    ASCENT,
    LEADING,
    MINOR,
    STRONG,
    Cell,
    Paragraph,
    cell_height,
    draw_cell,
    one_line,
)
from cxmap.render.text.widths import advance
from cxmap.render.theme import BAD, MOMENT
from cxmap.render.views.channels.figures import preferences_of, unused
from cxmap.render.views.channels.labels import (
    CHANNELS,
    COUNTS,
    ELSEWHERE,
    EMOTION,
    FROM_TO,
    HANDOVERS,
    INSIDE,
    INSIDE_LOST,
    LEFT,
    NO_CHANGES,
    NO_PREFERENCE,
    NONE_LOST,
    ONE_COUNT,
    PREFERENCES,
    PREFERS,
    UNUSED,
    WHEN,
    WHO,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.page.blocks import Block
    from cxmap.render.subject import Actor, Subject
    from cxmap.render.views.channels.figures import Preference
    from cxmap.render.views.channels.moves import Move

_BADGE = 2.2  # ems
_BAR = 0.75
_BESIDE = 3  # personas
_JOINED = "\N{NO-BREAK SPACE}"


def preferences(subject: Subject, moves: Sequence[Move], *, is_wide: bool = False) -> Block | None:
    """Return how far each persona is served in preferred channels, and the channels that nothing uses.

    Personas stand under each other, or beside each other over the width of a sheet.
    """
    blocks: list[Block] = []
    if any(actor.persona and actor.persona.channels for actor in subject.actors):
        served: list[Block] = [_preference(subject, preference) for preference in preferences_of(subject, moves)]
        rows = [served[start : start + _BESIDE] for start in range(0, len(served), _BESIDE)]
        blocks += [Columns(row, between=3.0, gap=0.9) for row in rows] if is_wide else served
        blocks.insert(0, heading(subject.say(PREFERENCES), subject.theme.ink, 1.1))
    gaps = unused(subject)
    if gaps:
        names = listed([subject.library.channel_name(channel, subject.language) for channel in gaps], subject.language)
        text = subject.named(subject.say(UNUSED), names)
        blocks.append(Texts((Paragraph(text, subject.theme.soft, icon=MARK_ICONS["gap"]),)))
    return Stack(blocks) if blocks else None


def _preference(subject: Subject, preference: Preference) -> Drawing:
    actor = preference.actor
    head: Cell = (Paragraph(_prefers(subject, preference), subject.theme.ink, STRONG),)
    foot: Cell = tuple(
        Paragraph(text, colour, MINOR, icon=icon, space_before=0.1)
        for text, colour, icon in _facts(subject, preference)
        if text
    )

    def tall(width: float, body: float) -> float:
        inner = width - (_BADGE + 0.8) * body
        bar = (_BAR + 0.5) * body if preference.preferred and preference.passed else 0
        return max(cell_height(head, inner, body) + bar + cell_height(foot, inner, body), _BADGE * body)

    def paint(box: Box, body: float) -> Iterable[Item]:
        items = list(draw_badge(actor, box.x, box.y, _BADGE * body))
        inner = Box(box.x + (_BADGE + 0.8) * body, box.y, box.width - (_BADGE + 0.8) * body, 0)
        items += draw_cell(head, inner, body)
        top = box.y + cell_height(head, inner.width, body)
        if preference.preferred and preference.passed:
            bar = Box(inner.x, top + 0.25 * body, min(inner.width, 26 * body), _BAR * body)
            items.append(Rect(bar, "#FFFFFF", actor.colour, 0.08 * body))
            part = bar.width * preference.inside / preference.passed
            items += [Rect(bar._replace(width=part), actor.colour, actor.colour, 0.08 * body)] if part else []
            top = bar.bottom + 0.25 * body
        items += draw_cell(foot, inner._replace(y=top), body)
        yield Group(tuple(items), actor.name, actor=actor.id)

    return Drawing(tall, paint, gap=0.9)


def _prefers(subject: Subject, preference: Preference) -> str:
    if not preference.preferred:
        said = subject.say(NO_PREFERENCE)
    else:
        names = [subject.library.channel_name(channel, subject.language) for channel in preference.preferred]
        said = subject.say(PREFERS).format(listed(names, subject.language))
    return subject.dot.join((preference.actor.name, said))


def say_inside(subject: Subject, preference: Preference) -> str:
    """Say how many touchpoints are in preferred channels."""
    percent = round(100 * preference.inside / preference.passed) if preference.passed else 0
    return subject.say(INSIDE).format(preference.inside, preference.passed, percent)


def say_elsewhere(subject: Subject, preference: Preference) -> str:
    """Name the other channels, each with the number of its touchpoints."""
    return listed(
        [
            f"{subject.library.channel_name(channel, subject.language)}{_JOINED}{count}"
            for channel, count in preference.elsewhere
        ],
        subject.language,
    )


def _facts(subject: Subject, preference: Preference):  # type: ignore[no-untyped-def]
    if not preference.preferred or not preference.passed:
        return
    yield say_inside(subject, preference), subject.theme.ink, None
    if preference.elsewhere:
        yield subject.say(ELSEWHERE).format(say_elsewhere(subject, preference)), subject.theme.soft, None
    if preference.leaving:
        yield subject.say(LEFT).format(preference.leaving), MOMENT, MARK_ICONS["detour"]


def say_counts(subject: Subject, moves: Sequence[Move]) -> str:
    """Count the changes of channel, and what becomes of the data."""
    changes = [move for move in moves if move.changes]
    carried = sum(move.carries is True for move in changes)
    lost = sum(move.loses for move in changes)
    inside = sum(move.loses for move in moves) - lost
    if changes:
        words = ONE_COUNT if len(changes) == 1 else COUNTS
        said = subject.say(words).format(len(changes), carried, lost, len(changes) - carried - lost)
    else:
        said = subject.say(NO_CHANGES)
    return said + (subject.say(INSIDE_LOST).format(inside) if inside else "")


def handovers(subject: Subject, moves: Sequence[Move]) -> Block:
    """Return what becomes of the data at changes of channel, and a register of where they are lost."""
    blocks: list[Block] = [
        heading(subject.say(HANDOVERS), subject.theme.ink, 1.1),
        Texts((Paragraph(say_counts(subject, moves), subject.theme.ink),), gap=0.5),
    ]
    lost = [move for move in moves if move.loses]
    if not lost:
        if any(move.changes for move in moves):
            blocks.append(Texts((Paragraph(subject.say(NONE_LOST), subject.theme.soft),), gap=0.3))
        return Stack(blocks)
    has_when = any(move.when for move in lost)
    has_who = any(not move.is_for_all for move in lost)
    columns = [Column(subject.say(FROM_TO), 4.4), Column(subject.say(CHANNELS), 3.0)]
    columns += [Column(subject.say(WHEN), 2.6)] if has_when else []
    columns += [Column(subject.say(WHO), 1.6)] if has_who else []
    columns.append(Column(subject.say(EMOTION), 1.2 + 1.3 * min(len(subject.actors), 3)))
    rows = []
    for move in lost:
        cells: list[TableCell] = [_from_to(subject, move), plain(_through(subject, move), subject.theme.soft)]
        cells += [plain(move.when, subject.theme.soft)] if has_when else []
        cells += [plain(say_who(subject, move), subject.theme.soft)] if has_who else []
        cells.append(_felt(subject, move))
        rows.append(Row(tuple(cells), touchpoint=subject.columns[move.head].column))
    blocks.append(Table(subject.theme, columns, rows, gap=0.7))
    return Stack(blocks)


def _from_to(subject: Subject, move: Move) -> Cell:
    said = f"{numbered(subject, move.tail)} →{_JOINED}{numbered(subject, move.head)}"
    return (Paragraph(said, subject.theme.ink, STRONG, icon=MARK_ICONS["handover-lost"], icon_colour=BAD),)


def _through(subject: Subject, move: Move) -> str:
    channels = [channel for channel in (move.before, move.after) if channel is not None]
    return " → ".join(subject.library.channel_name(channel, subject.language) for channel in dict.fromkeys(channels))


def _felt(subject: Subject, move: Move) -> Sketch:
    """Make a cell with what each persona feels before and after, beside each other where there is room."""
    said = [(actor, say_felt(subject, move, actor)) for actor in move.actors]

    def places(width: float, body: float) -> list[tuple[float, float]]:
        found, x, y = [], 0.0, 0.0
        for _, text in said:
            wide = (1.5 + advance(text)) * body
            if x and x + wide > width:
                x, y = 0.0, y + LEADING * body
            found.append((x, y))
            x += wide + 1.2 * body
        return found

    def tall(width: float, body: float) -> float:
        return (places(width, body)[-1][1] if said else 0) + LEADING * body

    def paint(box: Box, body: float) -> Iterable[Item]:
        for (actor, text), (x, y) in zip(said, places(box.width, body), strict=True):
            size = 1.15 * body
            mark = Mark(box.x + x, box.y + y + 0.1 * body, size, actor.outline, actor.colour, "#FFFFFF", actor.name)
            label = one_line(text, box.x + x + 1.5 * body, box.y + y + ASCENT * body, body, subject.theme.ink)
            yield Group((mark, label), actor=actor.id)

    return Sketch(tall, paint)


def place_name(subject: Subject, index: int) -> str:
    """Return the name of a touchpoint."""
    return called(subject.columns[index].touchpoint, subject.language)


def numbered(subject: Subject, index: int) -> str:
    """Return the number and the name of a touchpoint."""
    return f"{index + 1}{_JOINED}{place_name(subject, index)}"


def say_who(subject: Subject, move: Move) -> str:
    """Say who makes a move."""
    return listed([actor.name for actor in move.actors], subject.language)


def say_felt(subject: Subject, move: Move, actor: Actor) -> str:
    """Say what a persona feels before and after a move."""
    scores = [subject.score(subject.columns[index].touchpoint, actor) for index in (move.tail, move.head)]
    return " → ".join("?" if score is None else score_said(subject, score) for score in scores)
