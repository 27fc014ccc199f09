"""What a honeycomb says in sentences: where its scores come from, and what to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import Words, enumerated, in_quotes, listed
from cxmap.model.reading import called
from cxmap.render.text.saying import sentence
from cxmap.render.views.honeycomb import labels
from cxmap.render.views.honeycomb.picture import figure_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.subject import Subject
    from cxmap.render.views.honeycomb.scores import Comb, Honeycomb, Score


def sources(subject: Subject, comb: Comb) -> str:
    """Say where the scores of a whole come from; nothing where there are none."""
    scores = list(comb.known.values())
    given = [score for score in scores if not score.n]
    parts = [subject.say(labels.GIVEN_STAGE if comb.name else labels.GIVEN)] if given else []
    for of_stages, said in ((False, labels.MEAN_OF_TOUCHPOINTS), (True, labels.MEAN_OF_STAGES)):
        counts = [score.n for score in scores if score.n and score.of_stages is of_stages]
        if counts:
            parts.append(_mean_of(subject, said, counts))
    return listed(parts, subject.language)


def source_of(subject: Subject, score: Score) -> str:
    """Say where a score of the whole journey comes from."""
    if not score.n:
        return subject.say(labels.GIVEN)
    return _mean_of(subject, labels.MEAN_OF_STAGES if score.of_stages else labels.MEAN_OF_TOUCHPOINTS, [score.n])


def _mean_of(subject: Subject, said: tuple[Words, Words], counts: Sequence[int]) -> str:
    least, most = min(counts), max(counts)
    one, many = said
    if most == 1:
        return subject.say(one)
    return subject.say(many).format(str(most) if least == most else f"{least}–{most}")


def takeaway(subject: Subject, honeycomb: Honeycomb) -> str:
    """Name the weakest dimensions, and the touchpoint where most of them fail together."""
    whole, say = honeycomb.whole, subject.say
    known, weakest, total = whole.known, whole.weakest, len(honeycomb.names)
    parts = []
    if weakest:
        names = enumerated([honeycomb.names[name] for name in weakest], subject.language)
        parts.append(say(labels.TAKEAWAY_WEAKEST).format(figure_of(known[weakest[0]].value), names))
    elif len(known) == 1:
        [(name, score)] = known.items()
        parts.append(say(labels.TAKEAWAY_ONE).format(honeycomb.names[name], figure_of(score.value)))
    else:
        value = figure_of(next(iter(known.values())).value)
        parts.append(say(labels.TAKEAWAY_EQUAL).format(len(known), total, value))
    lows = honeycomb.lows
    if lows:
        name = in_quotes(called(lows[0].place.touchpoint, subject.language))
        count = len(lows[0].scores)
        said = labels.TAKEAWAY_LOW
        if count == total:
            said = labels.TAKEAWAY_LOW_ON_BOTH if total == 2 else labels.TAKEAWAY_LOW_ON_ALL
        parts.append(say(said).format(name, count, total))
    elif 1 < len(known) < total:
        said = labels.TAKEAWAY_UNSCORED_ONE if total - len(known) == 1 else labels.TAKEAWAY_UNSCORED
        parts.append(say(said).format(total - len(known), total))
    return sentence(parts, subject.language)
