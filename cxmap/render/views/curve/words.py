"""The picture of the curve in words, and the numbers behind it as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import listed
from cxmap.model.reading import called
from cxmap.render.curve.figures import (
    Average,
    High,
    average_of,
    change_said,
    largest_swing,
    mean_said,
    score_said,
    swing_said,
    swings_of,
)
from cxmap.render.text.saying import commas, sentence, with_detail
from cxmap.render.views.curve import labels
from cxmap.render.views.curve.callouts import reasons
from cxmap.render.views.curve.rows import figure_text
from cxmap.render.views.curve.summary import gaps_of, highs_of, known_said, next_stage, no_swing, wheres_said
from cxmap.render.views.curve.takeaway import takeaway
from cxmap.render.wordtables import WordTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.language import Words
    from cxmap.render.curve.drawing import Feeling
    from cxmap.render.views.curve.picture import Picture, Track


def description(picture: Picture) -> str:
    """Say the picture in a few sentences: the takeaway, and what each persona remembers."""
    subject = picture.subject
    gap = "" if subject.language == "zh" else " "
    sentences = [takeaway(picture)]
    for track in picture.tracks:
        facts = [subject.named(subject.say(labels.AVERAGE), _mean(picture, track.average))]
        names = (labels.PEAK, labels.LOW, labels.END)
        for words, high, where in zip(names, highs_of(track), wheres_said(picture, track), strict=True):
            if high is not None:
                facts.append(subject.named(subject.say(words), _high(picture, high, where, words)))
        sentences.append(sentence([subject.named(track.actor.name, listed(facts, subject.language))], subject.language))
    return gap.join(sentences)


def _high(picture: Picture, high: High | None, where: str, gap: Words) -> str:
    if high is None:
        return picture.subject.say(gap)
    return with_detail(score_said(picture.subject, high.score), where, picture.subject.language)


def _mean(picture: Picture, average: Average) -> str:
    if average.mean is None:
        return picture.subject.say(labels.NO_SCORE)
    mean = mean_said(picture.subject, average.mean)
    return with_detail(mean, known_said(picture.subject, average), picture.subject.language)


def curve_tables(picture: Picture) -> Sequence[WordTable]:
    """Return the numbers behind the picture."""
    return [_scores(picture), _personas(picture), *_stages(picture), *_turns(picture)]


def _scores(picture: Picture) -> WordTable:
    subject = picture.subject
    names = [track.actor.name for track in picture.tracks]
    beside = [track for track in picture.tracks if track.beside is not None]
    columns = [subject.say(labels.TOUCHPOINT), subject.say(labels.STAGE), *names]
    if picture.names is not None:
        columns += [subject.named(picture.names.second, track.actor.name) for track in beside]
    measured = any(picture.measured)
    if measured:
        columns.append(subject.say(labels.MEASURED))
    rows = []
    for column, pair in enumerate(picture.pairs):
        row = [picture.touchpoint_name(column), called(pair.place.stage, subject.language)]
        row += [_score(picture, track.feelings[column]) for track in picture.tracks]
        row += [_score(picture, track.beside.feelings[column]) for track in beside if track.beside is not None]
        if measured:
            row.append(
                listed([figure_text(picture, column, one) for one in picture.measured[column]], subject.language)
            )
        rows.append(tuple(row))
    return WordTable(subject.say(labels.TABLE_SCORES), tuple(columns), tuple(rows))


def _score(picture: Picture, feeling: Feeling) -> str:
    subject = picture.subject
    if not feeling.passes:
        return subject.say(labels.NOT_PASSED)
    if feeling.score is None:
        return subject.say(labels.NO_SCORE)
    said = score_said(subject, feeling.score)
    return subject.say(labels.ASSUMED).format(said) if feeling.assumed else said


def _personas(picture: Picture) -> WordTable:
    subject = picture.subject
    words = [labels.PERSONA, labels.AVERAGE, labels.PEAK, labels.LOW, labels.END, labels.SWING]
    columns = [subject.say(one) for one in words]
    if picture.names is not None:
        columns.append(subject.say(labels.AVERAGE_IN).format(picture.names.second))
    rows = []
    for track in picture.tracks:
        row = [track.actor.name, _mean(picture, track.average)]
        highs = zip(highs_of(track), wheres_said(picture, track), gaps_of(track), strict=True)
        row += [_high(picture, high, where, gap) for high, where, gap in highs]
        row.append(_swing(picture, track))
        if picture.names is not None:
            row.append(_mean(picture, track.beside.average if track.beside else average_of(())))
        rows.append(tuple(row))
    return WordTable(subject.say(labels.TABLE_PERSONAS), tuple(columns), tuple(rows))


def _swing(picture: Picture, track: Track) -> str:
    swing = largest_swing(track.stages)
    if swing is None:
        return picture.subject.say(no_swing(track))
    head = next_stage(track, swing.stage)
    where = f"{picture.bands[swing.stage].name} → {picture.bands[head].name}"
    return with_detail(swing_said(picture.subject, swing.change), where, picture.subject.language)


def _stages(picture: Picture) -> Iterable[WordTable]:
    if len(picture.bands) < 2:
        return
    subject = picture.subject
    columns = (subject.say(labels.STAGE), *(track.actor.name for track in picture.tracks))
    rows = []
    for number, band in enumerate(picture.bands):
        row = [band.name or picture.touchpoint_name(band.start)]
        for track in picture.tracks:
            change = next((s.change for s in swings_of(track.stages) if s.stage == number), None)
            mean = _mean(picture, track.stages[number])
            row.append(commas([mean, swing_said(subject, change) if change is not None else ""], subject.language))
        rows.append(tuple(row))
    yield WordTable(subject.say(labels.TABLE_STAGES), columns, tuple(rows))


def _turns(picture: Picture) -> Iterable[WordTable]:
    subject = picture.subject
    words = (labels.TOUCHPOINT, labels.PERSONA, labels.CHANGE, labels.REASON)
    rows = [
        (
            picture.touchpoint_name(turn.head),
            track.actor.name,
            change_said(subject, turn.change),
            listed(
                [one.text for one in reasons(picture, track.actor, turn.head, rises=turn.change > 0)], subject.language
            ),
        )
        for track in picture.tracks
        for turn in sorted(track.turns, key=lambda turn: turn.head)
    ]
    if rows:
        yield WordTable(subject.say(labels.TABLE_TURNS), tuple(map(subject.say, words)), tuple(rows))
