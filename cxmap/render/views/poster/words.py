"""The poster in words: what every touchpoint says in every lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.model.reading import called
from cxmap.render.curve.figures import score_said
from cxmap.render.lanes import lanes_of
from cxmap.render.text.labels import LANES
from cxmap.render.text.saying import semicolons
from cxmap.render.wordtables import WordTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.lanes import Lane
    from cxmap.render.options import ViewOptions
    from cxmap.render.subject import Subject


def lane_tables(subject: Subject, options: ViewOptions) -> Sequence[WordTable]:
    """Return a table for every stage: a row for each touchpoint, a column for each lane that says something there."""
    lanes = lanes_of(subject, options.lanes)
    stages: dict[int, list[int]] = {}
    for column, place in enumerate(subject.columns):
        stages.setdefault(int(place.path[1]), []).append(column)
    return tuple(_table(subject, lanes, columns) for columns in stages.values())


def _table(subject: Subject, lanes: Sequence[Lane], columns: Sequence[int]) -> WordTable:
    used = [lane for lane in lanes if lane.id == "emotion" or (lane.cells and any(lane.cells[c] for c in columns))]
    heads = (subject.say(LANES["touchpoint"]), *(lane.label for lane in used))
    rows = tuple(
        (
            called(subject.columns[column].touchpoint, subject.language),
            *(semicolons(_cell(subject, lane, column), subject.language) for lane in used),
        )
        for column in columns
    )
    return WordTable(called(subject.columns[columns[0]].stage, subject.language), heads, rows)


def _cell(subject: Subject, lane: Lane, column: int) -> Iterable[str]:
    if lane.id != "emotion":
        return (subject.named(paragraph.said, paragraph.text) for paragraph in lane.cells[column])
    touchpoint = subject.columns[column].touchpoint
    scores = ((actor, subject.score(touchpoint, actor)) for actor in subject.passing(touchpoint))
    return (
        subject.named(actor.name, score_said(subject, score) if score is not None else subject.word("unknown"))
        for actor, score in scores
    )
