"""What was measured: the figures of the data beside what the map claims, with interval, sample and how they go over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.model.reading import called
from cxmap.render.page.blocks import Texts
from cxmap.render.page.composing import compose
from cxmap.render.page.title import Headline
from cxmap.render.text.paragraphs import MINOR, Paragraph
from cxmap.render.text.saying import commas
from cxmap.render.views.measured import labels
from cxmap.render.views.measured.complaints import complaint_blocks
from cxmap.render.views.measured.drivers import driver_blocks
from cxmap.render.views.measured.heads import head
from cxmap.render.views.measured.legend import legend_of
from cxmap.render.views.measured.reading import has_readings, readings_of
from cxmap.render.views.measured.summary import takeaway
from cxmap.render.views.measured.table import measured_table
from cxmap.render.views.measured.words import measured_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.language import Words
    from cxmap.render.options import ViewOptions
    from cxmap.render.page.blocks import Block
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject
    from cxmap.render.views.measured.reading import Readings
    from cxmap.render.wordtables import WordTable


def draw(subject: Subject, options: ViewOptions) -> Scene:
    """Lay the figures out: those of the journey large, then a table of the touchpoints."""
    readings, theme = readings_of(subject), subject.theme
    blocks: list[Block] = []
    blocks += [head(subject, each.one, each.channels) for each in readings.journey if each.one.figure.value is not None]
    if readings.touchpoints:
        blocks.append(measured_table(subject, readings))
    if readings.unmeasured and readings.touchpoints:
        names = commas((called(place.touchpoint, subject.language) for place in readings.unmeasured), subject.language)
        said = subject.say(labels.NOT_MEASURED).format(names)
        blocks.append(Texts((Paragraph(said, theme.soft),), gap=0.8, measure=110))
    blocks += driver_blocks(subject, readings)
    blocks += complaint_blocks(subject, readings)
    blocks.append(Texts((Paragraph(_method(subject, readings), theme.soft, MINOR),), gap=0.8, measure=150))
    headline = Headline(subject.say(labels.NAME), takeaway(subject, readings))
    return compose(subject, "measured", headline, blocks, options, legend_of(subject, readings))


def _method(subject: Subject, readings: Readings) -> str:
    used = {each.one.metric for each in (*readings.journey, *readings.touchpoints)}
    said = [subject.say(words) for metric, words in labels.METHODS.items() if metric in used]
    return ("" if subject.language == "zh" else " ").join((*said, subject.say(labels.METHOD)))


def tables(subject: Subject, options: ViewOptions) -> Sequence[WordTable]:
    """Say every figure in a table."""
    return tuple(measured_tables(subject, readings_of(subject)))


def lacks(subject: Subject, options: ViewOptions) -> Words | None:
    """Without a file of measures beside the map, or with too few answers, there is nothing to show."""
    return None if has_readings(subject) else labels.NOTHING
