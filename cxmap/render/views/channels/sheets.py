"""Breaks the matrix into bands of stages and puts them on sheets, with preferences and handovers below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.model.reading import called
from cxmap.render.page.blocks import Columns
from cxmap.render.page.columns import narrowest_column
from cxmap.render.page.composing import compose, least_body, page_of, room_of
from cxmap.render.page.title import Headline
from cxmap.render.views.channels.band import Band
from cxmap.render.views.channels.content import Content
from cxmap.render.views.channels.key import legend
from cxmap.render.views.channels.labels import NAME
from cxmap.render.views.channels.register import handovers, preferences
from cxmap.render.views.channels.section import Section
from cxmap.render.views.channels.words import takeaway

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.options import ViewOptions
    from cxmap.render.page.blocks import Block
    from cxmap.render.page.composing import Page
    from cxmap.render.page.legend import Entry
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject
    from cxmap.render.views.channels.figures import Row

_NARROWEST, _ENOUGH = 7.2, 9.4  # ems of a card
_FEWEST_TO_GROW = 4  # rows: fewer would stand far apart on a sheet that they do not fill
_AROUND = 1.7  # ems of a card around its text


def draw_channels(subject: Subject, options: ViewOptions) -> Scene:
    """Lay the matrix out."""
    content = Content(subject)
    headline = Headline(subject.say(NAME), takeaway(subject, content.moves))
    beside = preferences(subject, content.moves)
    register = handovers(subject, content.moves)
    below: Block = Columns([beside, register], [2, 3], between=3.0, gap=2.0) if beside else register
    usual = page_of(options)
    entries = legend(content, goes_on=False)
    bands = _bands(content, headline, usual, entries)
    if len(bands) > 1:
        entries = legend(content, goes_on=True)
    return compose(subject, "channels", headline, [*bands, below], options, entries)


def _bands(content: Content, headline: Headline, usual: Page, entries: Sequence[Entry]) -> list[Band]:
    """Return one band with all stages if a sheet holds it; else as many, each with as many stages as a sheet holds."""
    subject, count, width = content.subject, len(content.stages), usual.inner.width
    names = {called(place.touchpoint, subject.language) for place in subject.columns}
    narrowest = narrowest_column(names, _AROUND, _NARROWEST, _ENOUGH)

    page = usual._replace(body=least_body(usual, one_sheet=True))
    most = room_of(subject, headline, page, ())
    passages = Section(content, tuple(range(count)), tuple(content.rows)).passages(page.body)

    def band(first: int, last: int, room: float) -> Band:
        rows = _rows_in(content, first, last)
        grows = 1.0 if len(rows) >= _FEWEST_TO_GROW else 0.0
        section = Section(content, tuple(range(first, last + 1)), rows)
        return Band(section, tuple(passages[first : last + 1]), narrowest, room, grows=grows)

    whole = band(0, count - 1, most)
    if whole.height(width, page.body) <= most:
        return [whole]
    page = usual._replace(body=least_body(usual, one_sheet=False))
    most, further = room_of(subject, headline, page, ()), room_of(subject, headline, page, (), first=False)
    bands: list[Band] = []
    first = 0
    while first < count:
        last, room = first, further if bands else most
        found = band(first, last, room)
        while last < count - 1 and (longer := band(first, last + 1, room)).height(width, page.body) <= room:
            last, found = last + 1, longer
        bands.append(found)
        first = last + 1
    return bands


def _rows_in(content: Content, first: int, last: int) -> tuple[Row, ...]:
    """Return the rows that have a touchpoint in some stages, with these alone."""
    rows = []
    for row in content.rows:
        cells = tuple(cell if first <= stage <= last else () for stage, cell in enumerate(row.cells))
        if any(cells):
            rows.append(row._replace(cells=cells))
    return tuple(rows)
