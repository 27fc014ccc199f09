"""The emotion curve alone, large: personas overlaid, measured over claimed, another map beside, the turns explained."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cxmap.language import Words
from cxmap.render.page.blocks import stacked_height
from cxmap.render.page.composing import compose, least_body, page_of, room_of
from cxmap.render.page.title import Headline
from cxmap.render.views.curve.chart import Chart
from cxmap.render.views.curve.key import legend_of
from cxmap.render.views.curve.labels import NAME
from cxmap.render.views.curve.picture import picture_of
from cxmap.render.views.curve.stave import Form
from cxmap.render.views.curve.summary import summary
from cxmap.render.views.curve.takeaway import takeaway
from cxmap.render.views.curve.words import curve_tables, description

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.options import ViewOptions
    from cxmap.render.page.blocks import Block
    from cxmap.render.page.legend import Entry
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject
    from cxmap.render.views.curve.picture import Picture
    from cxmap.render.wordtables import WordTable


_TURNS = 6
_PLOT = 23.0  # ems


def draw(subject: Subject, options: ViewOptions) -> Scene:
    """Lay the curve out."""
    picture = picture_of(subject, options.against)
    headline, legend = Headline(subject.say(NAME), takeaway(picture)), legend_of(picture)
    return compose(
        subject, "curve", headline, _blocks(picture, headline, legend, options), options, legend, description(picture)
    )


def _blocks(picture: Picture, headline: Headline, legend: list[Entry], options: ViewOptions) -> list[Block]:
    """Return the chart with as much on it as a sheet has room for, and the summary; on A4 the chart says the averages."""
    page = page_of(options)
    small = page.paper == "A4"
    strip = [] if small else [summary(picture)]
    usual = Form(4, 13.0, averages=True, brief=True) if small else Form(_TURNS, _PLOT)
    if options.form == "compact":
        usual = usual._replace(turns=0, rows=False)
    fewer = [usual._replace(turns=turns) for turns in range(usual.turns, -1, -1)]
    chart = Chart(picture, usual)
    for form in (*fewer, fewer[-1]._replace(rows=False), fewer[-1]._replace(rows=False, plot=8.0)):
        chart = replace(chart, form=form)
        body = least_body(page, one_sheet=True)
        room = room_of(picture.subject, headline, page._replace(body=body), legend)
        if stacked_height([chart, *strip], page.inner.width, body) <= room:
            break
        body = least_body(page, one_sheet=False)
        room = room_of(picture.subject, headline, page._replace(body=body), ())
        if chart.tallest(page.inner.width, body) <= room and not chart.is_alone(page.inner.width, body):
            break
    return [chart, *strip]


def tables(subject: Subject, options: ViewOptions) -> Sequence[WordTable]:
    """Return the scores, what each persona remembers, the averages of stages, and the dramatic turns."""
    return curve_tables(picture_of(subject, options.against))


def lacks(subject: Subject, options: ViewOptions) -> Words | None:
    """Say that no score is known."""
    known = any(
        subject.score(place.touchpoint, actor) is not None for place in subject.columns for actor in subject.actors
    )
    return None if known else Words("it has no emotion scores", "没有情绪分")
