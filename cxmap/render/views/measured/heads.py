"""The figures of the whole journey, large: the value, its interval and sample, and how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.measured_figures import interval, number
from cxmap.render.page.blocks import Columns, Texts
from cxmap.render.text.paragraphs import STRONG, Paragraph, Type
from cxmap.render.text.saying import sample
from cxmap.render.views.measured import labels
from cxmap.render.views.measured.chart import chart, has_chart
from cxmap.render.views.measured.notable import notable

if TYPE_CHECKING:
    from cxmap.language import Words
    from cxmap.measurements import Measurement, Metric
    from cxmap.render.page.blocks import Block
    from cxmap.render.subject import Subject

_FIGURE = Type(2.6, bold=True)
_WEIGHTS = (1.0, 3.2)
WHAT: dict[Metric, Words] = {"csat": labels.SATISFIED, "nps": labels.SCORE}


def what(one: Measurement) -> Words:
    """Return what a figure measures; of effort in words that say which way is good."""
    return WHAT.get(one.metric) or (labels.EASE if one.rises else labels.EFFORT)


def head(subject: Subject, one: Measurement, channels: tuple[Measurement, ...]) -> Block:
    """Return a figure of the journey as a block, its periods beside it."""
    theme = subject.theme
    facts = subject.dot.join((interval(one.figure, one.metric), sample(one.figure.n)))
    texts = [
        Paragraph(number(one.figure.value or 0.0, one.metric), theme.ink, _FIGURE),
        Paragraph(subject.say(what(one)), theme.ink, STRONG, space_before=0),
        Paragraph(facts, theme.soft, space_before=0.1),
    ]
    texts += [Paragraph(said, colour, space_before=0.1) for said, colour in notable(subject, one, channels)]
    beside = chart(subject, one) if has_chart(one) else Texts(())
    return Columns([Texts(tuple(texts)), beside], _WEIGHTS, between=3.0, gap=1.0)
