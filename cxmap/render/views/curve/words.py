"""The picture of the curve in words: its takeaway, and the numbers behind it as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import listed
from cxmap.model.reading import EVERYONE, called
from cxmap.render.curve_figures import (
    Average,
    High,
    average_of,
    change_said,
    largest_swing,
    low_of,
    mean_said,
    score_said,
    swing_said,
    swings_of,
)
from cxmap.render.views.curve import labels
from cxmap.render.views.curve.callouts import reasons
from cxmap.render.views.curve.rows import figure_text
from cxmap.render.views.curve.summary import gaps_of, highs_of, next_stage, no_swing
from cxmap.render.wordtables import WordTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.language import Words
    from cxmap.render.curves import Feeling
    from cxmap.render.views.curve.picture import Picture, Track


def takeaway(picture: Picture) -> str:
    """Say what to remember: how the averages move to the other map, or else the hardest moment and how it ends."""
    subject = picture.subject
    moves = [
        (track, track.average.mean, track.beside.average.mean)
        for track in picture.tracks
        if track.beside is not None and track.average.mean is not None and track.beside.average.mean is not None
    ]
    if picture.names is not None and moves:
        said = []
        for track, ours, theirs in moves:
            words = labels.MOVES_ALL if track.actor.id == EVERYONE else labels.MOVES_FOR
            numbers = mean_said(subject, ours), mean_said(subject, theirs)
            said.append(subject.say(words).format(*numbers, track.actor.name))
        joined = subject.say(labels.JOIN).join(said)
        return subject.say(labels.MOVES).format(picture.names.second, joined)
    lows = [(low, track) for track in picture.tracks if (low := low_of(track.feelings)) is not None]
    low, track = min(lows, key=lambda one: one[0].score)
    if all(
        low.score == feeling.score for one in picture.tracks for feeling in one.feelings if feeling.score is not None
    ):
        return subject.say(labels.FLAT_AT).format(score_said(subject, low.score))
    words = labels.HARDEST if track.actor.id == EVERYONE else labels.HARDEST_FOR
    hardest = subject.say(words).format(
        picture.touchpoint_name(low.column), score_said(subject, low.score), track.actor.name
    )
    return hardest + subject.say(_ending(picture))


def _ending(picture: Picture) -> Words:
    """Compare the mean of the personas' last scores with that of their first ones."""
    firsts, lasts = [], []
    for track in picture.tracks:
        passed = [feeling for feeling in track.feelings if feeling.passes]
        if len(passed) > 1 and passed[0].score is not None and passed[-1].score is not None:
            firsts.append(passed[0].score)
            lasts.append(passed[-1].score)
    if not firsts:
        several = any(track.average.passed > 1 for track in picture.tracks)
        return labels.ENDS_UNKNOWN if several else labels.STOP
    change = sum(lasts) - sum(firsts)
    return labels.ENDS_HIGHER if change > 0 else labels.ENDS_LOWER if change < 0 else labels.ENDS_AS


def description(picture: Picture) -> str:
    """Say the picture in a few sentences: the takeaway, and what each persona remembers."""
    subject, stop = picture.subject, picture.subject.say(labels.STOP)
    gap = "" if subject.language == "zh" else " "
    sentences = [takeaway(picture)]
    for track in picture.tracks:
        facts = [subject.named(subject.say(labels.AVERAGE), _mean(picture, track.average))]
        for words, high in zip((labels.PEAK, labels.LOW, labels.END), highs_of(track), strict=True):
            if high is not None:
                facts.append(subject.named(subject.say(words), _high(picture, high, words)))
        sentences.append(subject.named(track.actor.name, listed(facts, subject.language)) + stop)
    return gap.join(sentences)


def _high(picture: Picture, high: High | None, gap: Words) -> str:
    if high is None:
        return picture.subject.say(gap)
    return f"{score_said(picture.subject, high.score)} ({picture.touchpoint_name(high.column)})"


def _mean(picture: Picture, average: Average) -> str:
    known = picture.subject.say(labels.KNOWN).format(average.known, average.passed)
    if average.mean is None:
        return picture.subject.say(labels.NO_SCORE)
    return f"{mean_said(picture.subject, average.mean)} ({known})"


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
        row += [_high(picture, high, gap) for high, gap in zip(highs_of(track), gaps_of(track), strict=True)]
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
    return f"{swing_said(picture.subject, swing.change)} ({where})"


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
            row.append(mean if change is None else f"{mean}, {swing_said(subject, change)}")
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
