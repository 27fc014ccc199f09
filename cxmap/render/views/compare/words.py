"""A comparison in words: its takeaway, and the figures and differences behind it as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import in_quotes, listed
from cxmap.render.curve.figures import mean_said, score_said, steps_said
from cxmap.render.text.labels import WORDS
from cxmap.render.text.saying import commas, semicolons, sentence, some_of
from cxmap.render.views.compare import labels
from cxmap.render.views.compare.tiles import averages, counts, furthest_columns, tiles_of
from cxmap.render.wordtables import WordTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.language import Words
    from cxmap.render.curve.drawing import Feeling
    from cxmap.render.views.compare.changes import Changes, Status
    from cxmap.render.views.compare.sides import Comparison


def takeaway(changes: Changes) -> str:
    """Say what the comparison comes to, in one sentence."""
    comparison = changes.comparison
    facts = _of_personas(comparison) if comparison.personas else _of_maps(changes)
    return sentence(facts, comparison.subject.language)


def hides_what_differs(changes: Changes) -> bool:
    """Whether something is hidden that might differ: then no touchpoint can be said to be unchanged."""
    return bool(changes.comparison.subject.hidden & {"owners", "pain_points"})


def _of_maps(changes: Changes) -> list[str]:
    comparison = changes.comparison
    say = comparison.subject.say
    shared = [column for column, pair in enumerate(comparison.pairs) if pair.first and pair.second]
    changed = sum(changes.status(column) == "changed" for column in shared)
    added, dropped = counts(changes)
    if not (added or dropped or changed):
        return [say(labels.SAID_SAME_SHOWN if hides_what_differs(changes) else labels.SAID_SAME)]
    if not shared:
        return [say(labels.SAID_NOTHING_SHARED), *_emotions(comparison)]
    words = labels.SAID_CHANGED_AT_LEAST if hides_what_differs(changes) else labels.SAID_CHANGED
    touchpoints = _touchpoints(comparison, added, dropped) or say(words).format(changed, len(shared))
    return [comparison.subject.named(comparison.names.second, touchpoints), *_emotions(comparison), *_pains(changes)]


def _touchpoints(comparison: Comparison, added: int, dropped: int) -> str:
    say = comparison.subject.say
    parts = [say(labels.SAID_ADDED[added != 1]).format(added)] if added else []
    if dropped:
        words = labels.SAID_DROPPED_TOO if added else labels.SAID_DROPPED[dropped != 1]
        parts.append(say(words).format(dropped))
    return commas(parts, comparison.subject.language)


def _pains(changes: Changes) -> Iterable[str]:
    subject = changes.comparison.subject
    gone, new = map(len, changes.pain)
    pains = sum(len(place.touchpoint.pain_points) for place in subject.columns)
    if gone:
        every = {1: labels.SAID_THE_PAIN, 2: labels.SAID_BOTH_PAIN}
        words = labels.SAID_PAIN if gone < pains else every.get(pains, labels.SAID_ALL_PAIN)
        dropped = changes.gone_with_touchpoint
        with_it = subject.say(labels.SAID_GONE_WITH[dropped != 1]).format(dropped) if dropped else ""
        also = subject.say(labels.SAID_NEW_PAIN).format(new) if new else ""
        yield commas([subject.say(words).format(gone, pains), with_it, also], subject.language)


def _emotions(comparison: Comparison) -> Iterable[str]:
    """Say how the average moves; a future state only expects it to."""
    subject = comparison.subject
    ours, theirs = averages(comparison)
    if ours.mean is None or theirs.mean is None:
        return
    before, after = mean_said(subject, ours.mean), mean_said(subject, theirs.mean)
    expected = comparison.other.journey.state == "future"
    if before == after:
        words = labels.EXPECTED_STAYS if expected else labels.SAID_STAYS
    elif theirs.mean > ours.mean:
        words = labels.EXPECTED_RISES if expected else labels.SAID_RISES
    else:
        words = labels.EXPECTED_FALLS if expected else labels.SAID_FALLS
    yield subject.say(words).format(before, after)


def _of_personas(comparison: Comparison) -> list[str]:
    subject, panel = comparison.subject, comparison.panels[0]
    say, names = subject.say, comparison.names
    known = any(panel.change(column) is not None for column in range(len(comparison.pairs)))
    columns = furthest_columns(panel)
    if not columns:
        return [say(labels.SAID_ALIKE if known else labels.SAID_NEVER).format(*names)]
    means = [voice.average.mean for voice in (panel.first, panel.second)]
    first, second = (mean_said(subject, mean) for mean in means if mean is not None)
    if len(columns) > 1:
        distance = steps_said(subject, abs(panel.change(columns[0]) or 0.0))
        places = [in_quotes(comparison.name(column)) for column in columns]
        return [
            say(labels.SAID_APART_BY).format(distance, some_of(places, WORDS["other-touchpoints"], subject.language)),
            say(labels.SAID_MEANS_OF).format(first, names.first, second, names.second),
        ]
    scores = [score_said(subject, voice.feelings[columns[0]].score or 0.0) for voice in (panel.first, panel.second)]
    place = in_quotes(comparison.name(columns[0]))
    return [
        say(labels.SAID_APART).format(place, scores[0], names.first, scores[1], names.second),
        say(labels.SAID_MEANS).format(first, second),
    ]


def comparison_tables(changes: Changes) -> Sequence[WordTable]:
    """Return the figures, and what differs at each touchpoint."""
    say = changes.comparison.subject.say
    figures = WordTable(
        say(labels.TABLE_FIGURES),
        (say(labels.COLUMN_FIGURE), say(labels.VERSUS).format(*changes.comparison.names), say(labels.COLUMN_NOTE)),
        tuple((tile.label, tile.figure, tile.note) for tile in tiles_of(changes)),
    )
    rows = tuple(_row(changes, column) for column in range(len(changes.comparison.pairs)))
    heads = tuple(map(say, (labels.COLUMN_TOUCHPOINT, labels.COLUMN_STATUS, labels.EMOTIONS, labels.COLUMN_WHAT)))
    return [figures, WordTable(say(labels.TABLE_TOUCHPOINTS), heads, rows)]


_STATUSES: dict[Status, Words] = {
    "added": labels.ADDED,
    "dropped": labels.DROPPED,
    "changed": labels.STATUS_CHANGED,
    "same": labels.STATUS_SAME,
}


def _row(changes: Changes, column: int) -> tuple[str, ...]:
    comparison = changes.comparison
    subject = comparison.subject
    status = _STATUSES[changes.status(column)] if comparison.personas is None else labels.STATUS_BOTH
    if status == labels.STATUS_SAME and hides_what_differs(changes):
        status = labels.STATUS_SAME_SHOWN
    emotions = []
    for panel in comparison.panels:
        scores = [_score(comparison, voice.feelings[column]) for voice in (panel.first, panel.second)]
        title = panel.title or subject.say(labels.VERSUS).format(*comparison.names)
        emotions.append(subject.say(labels.EMOTION).format(title, *scores))
    what = []
    new = comparison.new_name(column)
    if new:
        what.append(subject.say(labels.NEW_NAME).format(in_quotes(new)))
    if column in comparison.moved:
        what.append(subject.say(labels.MOVED))
    for lane in changes.lanes:
        if lane.cells[column]:
            texts = listed([paragraph.text for paragraph in lane.cells[column]], subject.language)
            what.append(subject.named(lane.label, texts))
    joined = (semicolons(texts, subject.language) for texts in (emotions, what))
    return (comparison.name(column), subject.say(status), *joined)


def _score(comparison: Comparison, feeling: Feeling) -> str:
    if not feeling.passes:
        return comparison.subject.say(labels.NOT_PASSED)
    if feeling.score is None:
        return comparison.subject.say(labels.NOT_KNOWN)
    return score_said(comparison.subject, feeling.score)
