"""What stands out of a figure, in words: how it differs from the map, where it goes, where channels differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import enumerated
from cxmap.measured_figures import (
    SIGNIFICANT,
    channels_differ,
    differs_from_the_map,
    number,
    outstanding_periods,
    signed,
    trend_of,
)
from cxmap.render.text.saying import commas
from cxmap.render.theme import BAD, GOOD
from cxmap.render.views.measured import labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.measurements import Measurement
    from cxmap.render.subject import Subject
    from cxmap.render.views.measured.reading import Reading


def notable(subject: Subject, one: Measurement, channels: tuple[Measurement, ...]) -> Iterator[tuple[str, str]]:
    """Yield what is worth telling of a figure, and the colour to tell it in: of good and bad news, else the ink."""
    difference = difference_said(subject, one)
    if difference:
        yield difference, GOOD if (one.emotion.value or 0) > (one.claimed or 0) else BAD
    trend = trend_said(subject, one)
    if trend:
        yield trend, _colour(trend_of(one), one)
    last = one.periods[-1] if one.periods else None
    if last is not None and last.change is not None and last.p is not None and last.p < SIGNIFICANT:
        before = one.periods[-2].period if len(one.periods) > 1 else ""
        said = subject.say(labels.CHANGED).format(signed(last.change, 2 if one.metric == "ces" else 1), before)
        yield said, _colour(1 if last.change > 0 else -1, one)
    apart = outstanding_periods(one)
    if apart:
        yield subject.say(labels.APART).format(enumerated(apart, subject.language)), BAD
    if channels_differ(one):
        known = [each for each in channels if each.figure.value is not None]
        ordered = sorted(known, key=lambda each: (-(each.figure.value or 0), each.by_id))
        said = commas((_channel(subject, each) for each in ordered), subject.language)
        yield subject.say(labels.CHANNELS).format(said), subject.theme.ink


def difference_said(subject: Subject, one: Measurement) -> str:
    """Say how far what was measured is from the claim; nothing where that may be chance."""
    if not differs_from_the_map(one) or one.claimed is None or one.emotion.value is None:
        return ""
    difference = one.emotion.value - one.claimed
    return subject.say(labels.BETTER if difference > 0 else labels.WORSE).format(f"{abs(difference):.1f}")


def trend_said(subject: Subject, one: Measurement) -> str:
    """Say which way the periods go; nothing where that may be chance."""
    trend = trend_of(one)
    return subject.say(labels.RISES if trend > 0 else labels.FALLS) if trend else ""


def furthest(readings: tuple[Reading, ...]) -> list[Reading]:
    """Return the readings that differ from the map, furthest first."""
    apart = [reading for reading in readings if differs_from_the_map(reading.one)]
    return sorted(apart, key=lambda each: -abs((each.one.emotion.value or 0) - (each.one.claimed or 0)))


def _channel(subject: Subject, one: Measurement) -> str:
    name = subject.library.channel_name(one.by_id, subject.language)
    return f"{name}\N{NO-BREAK SPACE}{number(one.figure.value or 0, one.metric)}"


def _colour(direction: int, one: Measurement) -> str:
    """Return the colour of a rise or a fall: of good or of bad news."""
    return GOOD if (direction > 0) == one.rises else BAD
