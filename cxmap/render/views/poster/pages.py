"""Draws the sheets of a poster as they have been laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.render.journey_grid.columns import NARROWEST_COLUMN
from cxmap.render.journey_grid.grid import Grid, Plan
from cxmap.render.journey_grid.heads import Heads
from cxmap.render.journey_grid.rows import label_cell
from cxmap.render.page.title import draw_running_title
from cxmap.render.scene import Box, Item, Scene, Sheet
from cxmap.render.text.labels import LANES
from cxmap.render.views.poster.content import Content
from cxmap.render.views.poster.layout import BETWEEN_GRIDS, FOOTER_GAP, HEADER_GAP, lay_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.options import ViewOptions
    from cxmap.render.subject import Subject
    from cxmap.render.views.poster.layout import Layout
    from cxmap.render.views.poster.packing import Part

_CROPPED = 0.88  # a sheet filled less than this is cut off below, for screens; paper stays what it is
_NARROWEST_OVERVIEW = 1.9  # ems of a column
_OVERVIEW, _OVERVIEW_GROWS = 9.5, 6.0  # ems, the least height of its curve; times that it may become


def draw_poster(subject: Subject, options: ViewOptions) -> Scene:
    """Lay out the poster of a map.

    Raises:
        CxmapError: a lane in the options does not exist.
    """
    content = content_of(subject, options)
    layout = lay_out(content, options.paper)
    found = content.takeaway() or subject.text(subject.journey.description)
    return Scene(
        key=f"{subject.journey.id}-poster",
        title=subject.title,
        description=subject.say_stages(),
        language=subject.language,
        fonts=subject.theme.fonts,
        ground=subject.theme.ground,
        paper=layout.paper,
        sheets=tuple(_sheet(content, layout, number) for number in range(len(layout.sheets))),
        name=subject.word("poster"),
        takeaway=found,
    )


def content_of(subject: Subject, options: ViewOptions) -> Content:
    """Return what the poster consists of: that of a map, or of its newer version with what has changed."""
    if options.revision is None:
        return Content(subject, options)
    from cxmap.render.views.poster.revised.content import RevisedContent

    return RevisedContent(options.revision, options)


def _sheet(content: Content, layout: Layout, number: int) -> Sheet:
    """Draw a sheet: its head, its grids with the spare height shared out, and on the last sheet the foot."""
    frame, body, inner = layout.frame, layout.body, layout.frame.inner
    is_last = number == len(layout.sheets) - 1
    if number == 0:
        items, head = content.head(inner, layout.head_body)
    else:
        place = content.subject.word("sheet", str(number + 1), str(len(layout.sheets))) if content.numbered else ""
        items, head = draw_running_title(content.subject, inner, body, place)
    foot = content.foot_height(inner.width, body) + FOOTER_GAP * body if is_last and layout.grids else 0.0
    top = inner.y + head + HEADER_GAP * body
    grids = [_part(layout, part) for part in layout.sheets[number]] or _overview(content, layout, inner.bottom - top)
    bottom = _draw_grids(items, grids, Box(inner.x, top, inner.width, inner.bottom - top - foot), body)
    if not grids:
        bottom = top - HEADER_GAP * body
    if foot:
        drawn, tall = content.foot(Box(inner.x, bottom + FOOTER_GAP * body, inner.width, 0), body)
        items += drawn
        bottom += FOOTER_GAP * body + tall
    used = bottom + frame.margin
    return Sheet(frame.width, frame.height if _CROPPED * frame.height < used <= frame.height else used, tuple(items))


def _part(layout: Layout, part: Part) -> Grid:
    grid = layout.grids[part.grid]
    return grid.only(grid.rows[part.start : part.stop], is_first=part.start == 0)


def _draw_grids(items: list[Item], grids: Sequence[Grid], box: Box, body: float) -> float:
    """Draw grids under each other in a box; return where the last ends."""
    top = box.y
    rest = box.height - sum(grid.height for grid in grids) - BETWEEN_GRIDS * body * max(len(grids) - 1, 0)
    for index, grid in enumerate(grids):
        extra = rest / (len(grids) - index)
        taken = grid.stretch(extra)
        items += grid.draw(box.x, top, extra)
        top += grid.height + taken + BETWEEN_GRIDS * body
        rest -= taken
    return top - BETWEEN_GRIDS * body if grids else top


def _overview(content: Content, layout: Layout, room: float) -> Sequence[Grid]:
    """Return the curve of the whole journey, to stand on a cover; nothing where it would be too small to be read."""
    subject, body, width = content.subject, layout.body, layout.frame.inner.width
    columns = range(len(subject.columns))
    if not columns:
        return ()
    column = (width / body - content.plan.label) / len(columns)
    if "emotion" not in content.ids or column < _NARROWEST_OVERVIEW:
        return ()
    row = content.curve(label_cell(subject, subject.say(LANES["emotion"])), _OVERVIEW, _OVERVIEW_GROWS)
    heads = Heads(subject, brief=True, names=column >= NARROWEST_COLUMN)
    grid = Plan(subject, heads, [row]).grid(columns, width, body)
    return [grid] if room > grid.height else ()
