"""Lays out the flow: the map's title, the stages with their touchpoints, the ways between them, and what marks mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import Words
from cxmap.render.paragraphs import text_block
from cxmap.render.scene import Box, Group, Item, Rect, Scene, Sheet
from cxmap.render.theme import PAPERS, STAGE_TINTS
from cxmap.render.title import draw_title
from cxmap.render.views.flow.arrange import HEADING, ROOM_AROUND, Arrangement, arrange
from cxmap.render.views.flow.cards import nodes_of, plain_colour
from cxmap.render.views.flow.graph import flow_of, ways_in_words
from cxmap.render.views.flow.key import draw_key
from cxmap.render.views.flow.lines import draw_bead, draw_stretch, stretches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.subject import Subject
    from cxmap.render.views.flow.cards import Node
    from cxmap.render.views.flow.graph import Flow

NAME = Words("Flow", "流程")
_PAPERS = ("A3", "A2", "A1", "A0")
_MARGIN = 30.0
_SIDE = _MARGIN - ROOM_AROUND  # the outer stages stand in line with the title
_BODY = 9.0
_NARROWEST = 0.62  # of the paper: a smaller drawing stays a page


def draw_flow(subject: Subject) -> Scene:
    """Lay out the flow of a map on one sheet that is as large as it needs to be.

    Raises:
        CxmapError: there is no Graphviz to compute the positions.
    """
    flow = flow_of(subject)
    nodes = nodes_of(subject, flow)
    least = PAPERS[_PAPERS[0]][0] * _NARROWEST - 2 * _SIDE
    placed = arrange(subject, flow, nodes, least) if flow.stops else Arrangement({}, (), least, 0)
    width = placed.width + 2 * _SIDE
    items, top = _head(subject, width)
    items += _stages(subject, flow, nodes, placed, _SIDE, top)
    top += placed.height + 6
    key, tall = draw_key(subject, flow, Box(_MARGIN, top, width - 2 * _MARGIN, 0))
    sheet = Sheet(width, top + tall + _MARGIN * 0.8, (*items, *key))
    return Scene(
        key=f"{subject.journey.id}-flow",
        title=subject.title,
        description=ways_in_words(flow, subject),
        language=subject.language,
        fonts=subject.theme.fonts,
        ground=subject.theme.ground,
        paper=_paper(sheet),
        sheets=(sheet,),
        name=subject.say(NAME),
    )


def _paper(sheet: Sheet) -> str:
    """Return the smallest paper, on its long or short side, that shows a sheet at its own size."""
    short, long = sorted((sheet.width, sheet.height))
    return next((name for name in _PAPERS if long <= PAPERS[name][0] and short <= PAPERS[name][1]), _PAPERS[-1])


def _head(subject: Subject, width: float) -> tuple[list[Item], float]:
    """Draw what the view is and of which map; return the height at which the drawing begins."""
    inner = width - 2 * _MARGIN
    items, height = draw_title(subject, Box(_MARGIN, _MARGIN, inner, 0), _BODY)
    top = _MARGIN + height + 0.9 * _BODY
    room = Box(_MARGIN, top, inner, 0)
    view, tall = text_block(subject.word("flow"), room, 1.25 * _BODY, subject.theme.ink, bold=True)
    return [*items, *([view] if view else [])], top + tall + 0.5 * _BODY


def _stages(
    subject: Subject, flow: Flow, nodes: dict[str, Node], placed: Arrangement, left: float, top: float
) -> Iterable[Item]:
    """Draw the stages' tints and names, then the lines, then what stands on them."""
    for panel in placed.panels:
        tint = STAGE_TINTS[panel.stage % len(STAGE_TINTS)]
        heading = _moved(panel.heading, left, top)
        label, _ = text_block(panel.name, heading, HEADING, subject.theme.ink, bold=True)
        band = Rect(_moved(panel.box, left, top), tint, radius=6)
        yield Group((band, label) if label else (band,), title=panel.name)
    parts = stretches(flow, placed)
    for part in parts:
        yield from draw_stretch(part._replace(path=[(left + x, top + y) for x, y in part.path]))
    for name, node in nodes.items():
        yield from node.draw(_moved(placed.boxes[name], left, top))
    for way, path, _, leaves_card in parts:
        if way is not None and way.changes_channel and leaves_card:
            yield draw_bead(left + path[0][0], top + path[0][1], plain_colour(way))


def _moved(box: Box, x: float, y: float) -> Box:
    return Box(box.x + x, box.y + y, box.width, box.height)
