"""The matrix in words: its takeaway and its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import in_quotes, listed
from cxmap.model.reading import called
from cxmap.render.curve.figures import mean_said, score_said
from cxmap.render.text.labels import LANES
from cxmap.render.text.saying import commas, semicolons, with_detail
from cxmap.render.views.channels.figures import (
    is_regulated,
    mean_of,
    medium_of,
    preferences_of,
    rows_of,
    stages_of,
    unused,
)
from cxmap.render.views.channels.labels import (
    ALL,
    AT_SCORE,
    CHANNEL,
    DATA,
    DEEPEST,
    EMOTION,
    HANDOVERS,
    IS_REGULATED,
    LEAVING,
    MEAN_EMOTION,
    NAME,
    NEXT,
    NO_CHANNEL,
    NO_FALL,
    NO_STEP_ACROSS,
    NOT_SAID,
    NOT_STATED,
    ONE_CHANNEL,
    ONE_NOT_STATED,
    OTHERS,
    PREFERENCES,
    PREFERRED,
    SCORES,
    SHARE,
    THE_BREAK,
    TOUCHPOINTS,
    UNUSED,
    WHEN,
    WHO,
    WORST,
)
from cxmap.render.views.channels.moves import moves_of
from cxmap.render.views.channels.register import numbered, place_name, say_elsewhere, say_felt, say_inside, say_who
from cxmap.render.wordtables import WordTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.subject import Actor, Subject
    from cxmap.render.views.channels.figures import Mean
    from cxmap.render.views.channels.moves import Move


def takeaway(subject: Subject, moves: Sequence[Move]) -> str:
    """Say what a reader should remember: the worst break, else the deepest fall, else that nothing changes."""
    lost = [move for move in moves if move.loses]
    changes = [move for move in moves if move.changes]
    if lost:
        worst = min(lost, key=lambda move: (_lowest(subject, move)[0], _falls(subject, move), move.tail))
        score, actor = _lowest(subject, worst)
        at = subject.say(AT_SCORE).format(actor.name, score_said(subject, score)) if actor and score < 0 else ""
        said = subject.say(WORST if len(lost) > 1 else THE_BREAK).format(
            *(in_quotes(place_name(subject, index)) for index in (worst.tail, worst.head)), at
        )
    elif changes:
        said = _deepest(subject, changes)
    else:
        names = [row.channel for row in rows_of(subject) if row.channel is not None]
        if len(names) > 1:
            return subject.say(NO_STEP_ACROSS).format(len(names))
        return subject.say(ONE_CHANNEL).format(subject.library.channel_name(names[0], subject.language))
    unknown = sum(move.carries is None for move in changes)
    words = NOT_STATED if len(changes) > 1 else ONE_NOT_STATED
    return said + (subject.say(words).format(unknown, len(changes)) if unknown else "")


def _lowest(subject: Subject, move: Move) -> tuple[float, Actor | None]:
    """Return the lowest score after a move, and whose it is; 0 and nobody where none is known."""
    touchpoint = subject.columns[move.head].touchpoint
    known = [(score, actor) for actor in move.actors if (score := subject.score(touchpoint, actor)) is not None]
    return min(known, key=lambda felt: felt[0]) if known else (0.0, None)


def _falls(subject: Subject, move: Move) -> float:
    """Return by how much the score of the persona who falls most changes at a move."""
    scores = [
        (
            subject.score(subject.columns[move.tail].touchpoint, actor),
            subject.score(subject.columns[move.head].touchpoint, actor),
        )
        for actor in move.actors
    ]
    return min((after - before for before, after in scores if before is not None and after is not None), default=0.0)


def _deepest(subject: Subject, changes: Sequence[Move]) -> str:
    falls = []
    for move in changes:
        for actor in move.actors:
            before, after = (
                subject.score(subject.columns[index].touchpoint, actor) for index in (move.tail, move.head)
            )
            if before is not None and after is not None and after < before:
                falls.append((after - before, before, after, actor.name, move.head))
    if not falls:
        return subject.say(NO_FALL)
    _, before, after, name, head = min(falls, key=lambda fall: fall[0])
    return subject.say(DEEPEST).format(
        name, score_said(subject, before), score_said(subject, after), in_quotes(place_name(subject, head))
    )


def channel_tables(subject: Subject) -> Sequence[WordTable]:
    """Return the touchpoints by channel and stage, the moves between channels, and the preferences."""
    moves = moves_of(subject)
    return tuple(filter(None, (_matrix(subject), _handovers(subject, moves), _preferences(subject, moves))))


def _matrix(subject: Subject) -> WordTable:
    stages = stages_of(subject)
    heads = (
        subject.say(CHANNEL),
        *(called(subject.columns[columns[0]].stage, subject.language) for columns in stages),
        subject.say(MEAN_EMOTION).format(*(score_said(subject, end) for end in (-2, 2))),
        subject.say(TOUCHPOINTS),
        subject.say(SCORES),
    )
    rows = [
        (
            _channel(subject, row.channel),
            *(semicolons((_touchpoint(subject, column) for column in cell), subject.language) for cell in row.cells),
            *_figures(subject, mean_of(subject, row.columns)),
        )
        for row in rows_of(subject)
    ]
    whole = mean_of(subject, range(len(subject.columns)))
    means = (_figures(subject, mean_of(subject, columns))[0] for columns in stages)
    rows.append((subject.say(ALL), *means, *_figures(subject, whole)))
    rows += [
        (_channel(subject, channel), *[""] * len(stages), subject.say(UNUSED), "0", "0") for channel in unused(subject)
    ]
    return WordTable(subject.say(NAME), heads, tuple(rows))


def _channel(subject: Subject, channel: str | None) -> str:
    if channel is None:
        return subject.say(NO_CHANNEL)
    medium = medium_of(subject, channel)
    facts = [subject.word(medium)] if medium else []
    facts += [subject.say(IS_REGULATED)] if is_regulated(subject, channel) else []
    name = subject.library.channel_name(channel, subject.language)
    return with_detail(name, commas(facts, subject.language), subject.language)


def _touchpoint(subject: Subject, column: int) -> str:
    touchpoint = subject.columns[column].touchpoint
    scores = []
    for actor in subject.passing(touchpoint):
        score = subject.score(touchpoint, actor)
        said = score_said(subject, score) if score is not None else subject.word("unknown")
        scores.append(f"{actor.name} {said}")
    return with_detail(numbered(subject, column), commas(scores, subject.language), subject.language)


def _figures(subject: Subject, mean: Mean) -> tuple[str, str, str]:
    score = mean_said(subject, mean.score) if mean.score is not None else subject.word("unknown")
    return score, str(mean.touchpoints), str(mean.scores)


def _handovers(subject: Subject, moves: Sequence[Move]) -> WordTable | None:
    shown = [move for move in moves if move.changes or move.loses]
    heads = (LANES["touchpoint"], NEXT, CHANNEL, WHEN, WHO, DATA, EMOTION)
    rows = []
    for move in shown:
        data = subject.say(NOT_SAID) if move.carries is None else subject.word("carries" if move.carries else "loses")
        names = [
            subject.library.channel_name(channel, subject.language) if channel else subject.say(NO_CHANNEL)
            for channel in (move.before, move.after)
        ]
        felt = [subject.named(actor.name, say_felt(subject, move, actor)) for actor in move.actors]
        rows.append((
            numbered(subject, move.tail),
            numbered(subject, move.head),
            " → ".join(names),
            move.when,
            say_who(subject, move),
            data,
            semicolons(felt, subject.language),
        ))  # fmt: skip
    return WordTable(subject.say(HANDOVERS), tuple(map(subject.say, heads)), tuple(rows)) if rows else None


def _preferences(subject: Subject, moves: Sequence[Move]) -> WordTable | None:
    rows = []
    for preference in preferences_of(subject, moves):
        if preference.preferred:
            names = [subject.library.channel_name(channel, subject.language) for channel in preference.preferred]
            rows.append((
                preference.actor.name,
                listed(names, subject.language),
                say_inside(subject, preference),
                say_elsewhere(subject, preference),
                str(preference.leaving),
            ))  # fmt: skip
    heads = (WHO, PREFERRED, SHARE, OTHERS, LEAVING)
    return WordTable(subject.say(PREFERENCES), tuple(map(subject.say, heads)), tuple(rows)) if rows else None
