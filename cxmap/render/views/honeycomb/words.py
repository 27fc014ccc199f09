"""The honeycomb in words: scores with their sources, and the dimensions that touchpoints score low on together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import listed
from cxmap.model.reading import called
from cxmap.render.text.saying import sample, with_detail
from cxmap.render.views.honeycomb import labels
from cxmap.render.views.honeycomb.picture import figure_of
from cxmap.render.views.honeycomb.saying import source_of
from cxmap.render.views.honeycomb.scores import Score, honeycomb_of
from cxmap.render.wordtables import WordTable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.subject import Subject
    from cxmap.render.views.honeycomb.scores import Honeycomb


def score_tables(subject: Subject) -> tuple[WordTable, ...]:
    """Return the tables of a map's honeycomb."""
    honeycomb = honeycomb_of(subject)
    return tuple(
        table
        for table in (
            _whole(subject, honeycomb),
            _stages(subject, honeycomb),
            _touchpoints(subject, honeycomb),
            _links(subject, honeycomb),
        )
        if table.rows
    )


def _said(subject: Subject, score: Score | None) -> str:
    return figure_of(score.value) if score is not None else subject.say(labels.NOT_SCORED)


def _whole(subject: Subject, honeycomb: Honeycomb) -> WordTable:
    say = subject.say
    rows = []
    for name, score in honeycomb.whole.scores.items():
        low = [f"{called(p.touchpoint, subject.language)} {s:g}" for p, s in honeycomb.low_at(name)]
        source = source_of(subject, score) if score is not None else ""
        weak = say(labels.WEAKEST) if name in honeycomb.whole.weakest else ""
        rows.append(
            (honeycomb.names[name], _said(subject, score), source, listed(low, subject.language), weak)
        )  # fmt: skip
    heads = (labels.DIMENSION, labels.SCORE, labels.SOURCE, labels.LOW_AT, labels.WEAKEST)
    return WordTable(f"{say(labels.WHOLE)}{subject.dot}{honeycomb.model}", tuple(map(say, heads)), tuple(rows))


def _stages(subject: Subject, honeycomb: Honeycomb) -> WordTable:
    heads = (subject.say(labels.STAGE), *honeycomb.names.values())
    rows = (
        (comb.name, *(_with_source(subject, comb.scores[name]) for name in honeycomb.names))
        for comb in honeycomb.stages
        if comb.known
    )
    return WordTable(subject.say(labels.STAGES), heads, tuple(rows))


def _with_source(subject: Subject, score: Score | None) -> str:
    detail = sample(score.n) if score is not None and score.n else ""
    return with_detail(_said(subject, score), detail, subject.language)


def _touchpoints(subject: Subject, honeycomb: Honeycomb) -> WordTable:
    heads = (subject.say(labels.TOUCHPOINT), *honeycomb.names.values())

    def cells(scores: dict[str, float | None]) -> Iterable[str]:
        for name in honeycomb.names:
            score = scores.get(name)
            yield f"{score:g}" if score is not None else subject.say(labels.NOT_SCORED)

    rows = (
        (called(place.touchpoint, subject.language), *cells(place.touchpoint.honeycomb))
        for place in honeycomb.touchpoints
    )
    return WordTable(subject.say(labels.TOUCHPOINTS), heads, tuple(rows))


def _links(subject: Subject, honeycomb: Honeycomb) -> WordTable:
    heads = tuple(map(subject.say, (labels.PAIR, labels.HOW_MANY, labels.TOUCHPOINT)))
    rows = tuple(
        (
            f"{honeycomb.names[link.first]} – {honeycomb.names[link.second]}",
            str(len(link.places)),
            listed([called(place.touchpoint, subject.language) for place in link.places], subject.language),
        )
        for link in reversed(honeycomb.links)
    )
    return WordTable(subject.say(labels.LOW_TOGETHER), heads, rows)
