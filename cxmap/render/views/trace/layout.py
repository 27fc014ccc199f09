"""Lays out the trace on paper: on one sheet if its text can be read there, else on as few as it takes."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from cxmap.render.options import ANY_PAPER
from cxmap.render.page.blocks import stacked_height
from cxmap.render.page.composing import compose, page_of, room_of, sizes_of
from cxmap.render.page.title import Headline
from cxmap.render.theme import PAPERS
from cxmap.render.views.trace.block import Drawer, Sections
from cxmap.render.views.trace.labels import LABELS
from cxmap.render.views.trace.loose import Loose
from cxmap.render.views.trace.sections import loose_nodes, sections_of
from cxmap.render.views.trace.words import entries, takeaway

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.options import ViewOptions
    from cxmap.render.page.blocks import Block
    from cxmap.render.page.composing import Page
    from cxmap.render.page.legend import Entry
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject
    from cxmap.render.views.trace.chains import Chains

_SMALLEST = 8.0  # points, so that the smallest text is 7
_OVER_SHEETS = 0.92  # of the usual text
_CUTTING = 1.08  # of what is filled: sheets are cut between stages, and so not filled to the last line
_NEARLY_EMPTY, _LARGER = 0.5, (1.2, 1.12, 1.06)  # of the last sheet; times the text, so that less is left empty
_GROWING = 24.0  # ems: what is less tall stays as it is on its sheet


def draw_trace(subject: Subject, chains: Chains, options: ViewOptions) -> Scene:
    """Lay out the trace of a map."""
    headline, legend = Headline(subject.say(LABELS["trace"]), takeaway(chains)), entries(chains)
    blocks = _blocks(chains, page_of(options))
    papers = [name for name in PAPERS if name != "A4"] if options.paper == ANY_PAPER else [options.paper]
    for paper in papers:
        options = replace(options, paper=paper)
        body, fits = _body(subject, headline, blocks, legend, page_of(options))
        if fits:
            break
    scene = compose(subject, "trace", headline, blocks, options, legend, body=body)
    for times in _LARGER if len(scene.sheets) > 1 and _ends_empty(scene) else ():
        other = compose(subject, "trace", headline, blocks, options, legend, body=times * body)
        if len(other.sheets) <= len(scene.sheets):
            return other
    return scene


def _ends_empty(scene: Scene) -> bool:
    """Whether little stands on the last sheet, so that larger text would do no harm."""
    return scene.sheets[-1].height < _NEARLY_EMPTY * PAPERS[scene.paper][1]


def _blocks(chains: Chains, page: Page) -> list[Block]:
    drawer = Drawer(chains)
    sections, nodes = tuple(sections_of(chains)), tuple(loose_nodes(chains))
    loose = Loose(drawer, nodes) if nodes else None
    blocks: list[Block] = []
    if sections:
        tall = Sections(drawer, sections).height(page.inner.width, page.body)
        blocks.append(Sections(drawer, sections, 1.0 if tall > _GROWING * page.body else 0.0, loose))
    return [*blocks, loose] if loose else blocks


def _body(
    subject: Subject, headline: Headline, blocks: Sequence[Block], legend: Sequence[Entry], usual: Page
) -> tuple[float, bool]:
    """Return the largest text that puts all on one sheet, and True; else that with which it takes the fewest."""

    def filled(body: float) -> float:
        """Return how many sheets are filled, about."""
        page = usual._replace(body=body)
        first, further = (room_of(subject, headline, page, legend, first=is_first) for is_first in (True, False))
        tall = stacked_height(blocks, page.inner.width, body)
        return tall / first if tall <= first else 1 + (tall - first) / further

    sizes = sizes_of(usual)  # they fall, so the first that fits is found by halving
    place = bisect_left(sizes, True, key=lambda body: filled(body) <= 1)
    if place < len(sizes):
        return sizes[place], True
    usual_over = max(_SMALLEST, _OVER_SHEETS * usual.body)
    fewer = int(filled(_SMALLEST) * _CUTTING + 1) < int(filled(usual_over) * _CUTTING + 1)
    return (_SMALLEST if fewer else usual_over), False
