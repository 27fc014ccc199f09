"""The sheets of a worksheet: touchpoints across, lanes as on the poster, and the empty ones as large as the paper allows."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from cxmap.model.vocabulary import KINDS, STATES
from cxmap.render.journey_grid.blank_rows import BlankRow, CurveGridRow, DotsRow
from cxmap.render.journey_grid.curve_row import CURVE_HEIGHT, CurveRow
from cxmap.render.journey_grid.grid import Grid, cut_tall_rows, row_parts
from cxmap.render.journey_grid.heads import Heads
from cxmap.render.journey_grid.rows import PictureRow, TextRow, label_cell
from cxmap.render.journey_grid.span import label_ems, span_of
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.page.columns import column_groups
from cxmap.render.page.composing import page_of
from cxmap.render.page.title import draw_running_title, running_title_height
from cxmap.render.scene import Box, Item, Line, Sheet
from cxmap.render.text.paragraphs import MINOR, SMALL, Cell, Paragraph, one_line, text_block
from cxmap.render.theme import SMALLEST_TEXT
from cxmap.render.views.worksheet.content import Strip, strips_of, with_blanks
from cxmap.render.views.worksheet.labels import (
    ANY_PROMPT,
    FIELDS,
    INSTRUCTION,
    LANE_NOTES,
    NAME,
    NOTE_COLOURS,
    NOTES,
    PROMPTS,
    VOTES,
    VOTES_PROMPT,
    YOUR_STAGE,
    YOUR_TOUCHPOINT,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.journey_grid.rows import Row
    from cxmap.render.options import ViewOptions
    from cxmap.render.page.composing import Page
    from cxmap.render.subject import Subject

_MILLIMETRE = 72 / 25.4
LARGE_NOTE, SMALL_NOTE = 76 * _MILLIMETRE, (51 * _MILLIMETRE, 38 * _MILLIMETRE)
"""Sticky notes: the square, and width and height of the small one."""


class Boxes(NamedTuple):
    """What the boxes of a paper are made for: the least width of a column and height of a box, in points."""

    width: float
    height: float
    body: float


BOXES = {
    "A4": Boxes(108.0, 62.0, 8.0),
    "A3": Boxes(112.0, 92.0, 9.0),
    "A2": Boxes(SMALL_NOTE[0] + 12, SMALL_NOTE[1] + 12, 12.0),
    "A1": Boxes(SMALL_NOTE[0] + 16, 2 * SMALL_NOTE[1] + 16, 15.0),
    "A0": Boxes(LARGE_NOTE + 24, LARGE_NOTE + 24, 21.0),
}
"""On A4 and A3 there is room to write; from A2 up small notes fit, on A0 large ones."""
_LEAST_COLUMNS = 6
_LEAST_BOX = 0.55  # of its height that a box may shrink to, so that all rows are on one sheet
_TALLEST_PICTURE = 6.5  # ems
_GROWS = 60.0
_CURVE_TIMES = 1.35  # the height of a box
_HEAD_GAP, _SMALLEST_BODY = 1.3, 8.0


def worksheets(subject: Subject, options: ViewOptions) -> list[Sheet]:
    """Draw the sheets that are filled in.

    Raises:
        CxmapError: a lane in the options does not exist.
    """
    subject = replace(subject, sources={})  # evidence is for the poster
    page = page_of(options)
    boxes = BOXES[page.paper]
    page = page._replace(body=boxes.body)
    fitting = max(1, int((page.inner.width - label_ems(subject) * page.body) / boxes.width))
    groups = max(1, ceil(len(subject.columns) / fitting))
    wanted = min(groups * fitting, max(len(subject.columns) + 1, _LEAST_COLUMNS))
    whole = with_blanks(subject, wanted)
    strips = strips_of(whole, options)
    groups = max(1, ceil(len(whole.columns) / fitting))
    grids: list[Grid] = []
    for first, last in column_groups(whole, groups, fitting):
        grids += _grids(whole, strips, range(first, last + 1), page, boxes, first=not grids)
    places = [
        subject.word("sheet", str(n), str(len(grids))) if options.numbered else "" for n in range(1, len(grids) + 1)
    ]
    return [
        _sheet(whole, grid, page, index, place) for index, (grid, place) in enumerate(zip(grids, places, strict=True))
    ]


def _grids(
    subject: Subject, strips: Sequence[Strip], columns: range, page: Page, boxes: Boxes, *, first: bool
) -> Sequence[Grid]:
    """Return the grid of some columns; in parts where its rows are too many for a sheet."""
    heads = Heads(subject, brief=True, unnamed=(subject.say(YOUR_STAGE), subject.say(YOUR_TOUCHPOINT)))
    label = label_ems(subject) * page.body
    wide = (page.inner.width - label) / len(columns)
    span = span_of(subject, columns.start, [wide] * len(columns), page.body, label)
    room = page.inner.height - _foot_height(subject, page) - _HEAD_GAP * page.body
    further = room - running_title_height(subject, page.inner.width, page.body)
    available = room - _draw_head(subject, page.inner, page.body)[1] if first else further
    votes = DotsRow("votes", _prompted(subject, subject.say(VOTES), subject.say(VOTES_PROMPT)))
    for share in (1.0, 0.85, 0.7, _LEAST_BOX):
        smaller = boxes._replace(height=share * boxes.height)
        rows = [row for row in (_row(subject, strip, smaller) for strip in strips) if row.holds(columns)]
        grid = Grid(span, heads, (*rows, votes))
        if grid.height <= available:
            return [grid]
    return row_parts(cut_tall_rows(grid, further), available, further)


def _row(subject: Subject, strip: Strip, boxes: Boxes) -> Row:
    if strip.lane is None:
        label = _prompted(
            subject, strip.name, subject.say(PROMPTS.get(strip.id, ANY_PROMPT)), LANE_NOTES.get(strip.id, "")
        )
        if strip.id == "emotion":
            return CurveGridRow(strip.id, label, grows=_GROWS, points=_CURVE_TIMES * boxes.height)
        return BlankRow(strip.id, label, grows=_GROWS, points=boxes.height)
    label = label_cell(subject, strip.name)
    if strip.id == "emotion":
        return CurveRow(strip.id, label, least=CURVE_HEIGHT, grows=2.0)
    if strip.id == "storyboard":
        pictures = tuple(subject.picture(place.touchpoint.image) for place in subject.columns)
        return PictureRow(strip.id, label, pictures=pictures, tallest=_TALLEST_PICTURE)
    return TextRow(strip.id, label, cells=strip.lane.cells)


def _prompted(subject: Subject, name: str, prompt: str, note: str = "") -> Cell:
    """Return the label of a row that is filled in by hand: its name, a question, and on which notes."""
    cell = (*label_cell(subject, name), Paragraph(prompt, subject.theme.soft, MINOR, space_before=0.15, keeps=True))
    if not note:
        return cell
    text = subject.say(NOTES[note])
    return (
        *cell,
        Paragraph(text, subject.theme.soft, MINOR, icon=MARK_ICONS["note"], icon_colour=NOTE_COLOURS[note], keeps=True),
    )


def _sheet(subject: Subject, grid: Grid, page: Page, index: int, place: str) -> Sheet:
    inner, body = page.inner, page.body
    if index == 0:
        items, head = _draw_head(subject, inner, body)
    else:
        items, head = draw_running_title(subject, inner, body, place, subject.say(NAME))
    foot = _foot_height(subject, page)
    top = inner.y + head + _HEAD_GAP * body
    items += grid.draw(inner.x, top, inner.bottom - foot - top - grid.height)
    items += _foot(subject, page)
    return Sheet(page.width, page.height, tuple(items))


def _draw_head(subject: Subject, box: Box, body: float) -> tuple[list[Item], float]:
    """Draw title, instruction, and lines for date, group and facilitator; return how tall that became."""
    theme, journey = subject.theme, subject.journey
    room = min(0.3 * box.width, 26 * body)
    left = Box(box.x, box.y, box.width - room - 3 * body, 0)
    kind = subject.say(KINDS[journey.kind or "customer"])
    state = subject.say(STATES[journey.state]) if journey.state else ""
    eyebrow = subject.dot.join(filter(None, (subject.say(NAME), kind, state)))
    items: list[Item] = []
    height = 0.0
    for text, scale, colour, bold in (
        (eyebrow, 1.0, theme.accent, True),
        (subject.title, 2.2, theme.ink, True),
        (subject.say(INSTRUCTION), 1.15, theme.ink, False),
    ):
        label, tall = text_block(text, left._replace(y=box.y + height), scale * body, colour, bold=bold)
        items += [label] if label else []
        height += tall
    step = max(height / len(FIELDS), 2.2 * body)
    size = max(SMALLEST_TEXT, SMALL * body)
    for number, field in enumerate(FIELDS, 1):
        line = box.y + number * step - 0.3 * body
        items.append(one_line(subject.say(field), box.right - room, line - 0.3 * body, size, theme.soft))
        items.append(Line(box.right - room, line, box.right, line, theme.hairline, 0.8))
    return items, max(height, step * len(FIELDS))


def _foot_height(subject: Subject, page: Page) -> float:
    return 2.2 * page.body if subject.theme.footer else 0.0


def _foot(subject: Subject, page: Page) -> list[Item]:
    """Draw the workspace's line."""
    if not subject.theme.footer:
        return []
    size = max(SMALLEST_TEXT, SMALL * page.body)
    label, _ = text_block(
        subject.theme.footer,
        Box(page.inner.x, page.inner.bottom - 1.4 * size, page.inner.width, 0),
        size,
        subject.theme.soft,
    )
    return [label] if label else []
