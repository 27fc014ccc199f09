"""The flow in words: where each touchpoint leads, when, and whether the customer's data go along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import Words, listed
from cxmap.model.reading import called
from cxmap.render.views.flow.graph import flow_of
from cxmap.render.wordtables import WordTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.subject import Subject

_COLUMNS = (
    Words("From", "从"),
    Words("To", "到"),
    Words("When", "条件"),
    Words("Who", "谁"),
    Words("Customer's data", "客户信息"),
)


def way_tables(subject: Subject) -> Sequence[WordTable]:
    """Return one table with a row for every way."""
    flow = flow_of(subject)
    names = [called(stop.touchpoint, subject.language) for stop in flow.stops]
    rows = []
    for way in flow.ways:
        who = listed([actor.name for actor in way.actors or subject.actors], subject.language)
        data = "" if way.carries is None else subject.word("carries" if way.carries else "loses")
        rows.append((names[way.tail], names[way.head], way.when, who, data))
    return (WordTable(subject.word("flow"), tuple(map(subject.say, _COLUMNS)), tuple(rows)),)
