"""What channels and stages feel like in figures: means with what they rest on, distances, and preferences kept or not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.subject import Actor, Subject
    from cxmap.render.views.channels.moves import Move

MUCH_WORSE = 1.5
"""Steps of the scale of −2 to +2 by which a channel must be below the best one of a stage to be marked."""
_ROUNDING = 1e-9


class Mean(NamedTuple):
    """The mean of the known scores at some touchpoints; None where none is known."""

    score: float | None
    scores: int
    touchpoints: int


def mean_of(subject: Subject, columns: Iterable[int]) -> Mean:
    """Return the mean over all personas who pass: each known score counts once."""
    places = [subject.columns[column].touchpoint for column in columns]
    scores = [
        score
        for touchpoint in places
        for actor in subject.actors
        if (score := subject.score(touchpoint, actor)) is not None
    ]
    return Mean(sum(scores) / len(scores) if scores else None, len(scores), len(places))


class Row(NamedTuple):
    """A channel and its touchpoints in each stage; None stands for touchpoints without a channel."""

    channel: str | None
    cells: tuple[tuple[int, ...], ...]

    @property
    def columns(self) -> list[int]:
        """Its touchpoints in all stages."""
        return [column for cell in self.cells for column in cell]


def stages_of(subject: Subject) -> list[tuple[int, ...]]:
    """Return the drawn touchpoints of each stage that has any."""
    stages: dict[int, list[int]] = {}
    for column, place in enumerate(subject.columns):
        stages.setdefault(int(place.path[1]), []).append(column)
    return [tuple(columns) for columns in stages.values()]


_MEDIA = ("online", "offline", None)


def rows_of(subject: Subject) -> list[Row]:
    """Return the channels in use: online, offline, and of no known medium, each in the order of the journey."""
    stages = stages_of(subject)
    channels = list(dict.fromkeys(place.touchpoint.channel for place in subject.columns))
    channels.sort(key=lambda channel: (channel is None, _MEDIA.index(medium_of(subject, channel))))
    return [
        Row(
            channel,
            tuple(
                tuple(column for column in stage if subject.columns[column].touchpoint.channel == channel)
                for stage in stages
            ),
        )
        for channel in channels
    ]


def medium_of(subject: Subject, channel: str | None) -> str | None:
    """Return whether a channel is online or offline; None where that is not known."""
    return subject.library.channel_medium(channel) if channel is not None else None


def is_regulated(subject: Subject, channel: str | None) -> bool:
    """Return whether law or licence governs a channel."""
    declared = subject.library.channels.get(channel) if channel is not None else None
    return declared is not None and declared.regulated


class Distance(NamedTuple):
    """A channel that feels much worse than the best one of the same stage."""

    stage: int
    channel: str
    better: str
    steps: float


def much_worse(subject: Subject, rows: Sequence[Row]) -> list[Distance]:
    """Return the channels that are much worse than the best of a stage, stage by stage."""
    found: list[Distance] = []
    for stage in range(len(rows[0].cells) if rows else 0):
        means = [
            (mean.score, row.channel)
            for row in rows
            if row.channel is not None and (mean := mean_of(subject, row.cells[stage])).score is not None
        ]
        best = max(means, key=lambda mean: mean[0], default=None)
        for score, channel in means:
            if best is not None and best[0] - score >= MUCH_WORSE - _ROUNDING:
                found.append(Distance(stage, channel, best[1], best[0] - score))
    return found


def unused(subject: Subject) -> list[str]:
    """Return the channels that the map declares and no touchpoint uses."""
    used = {place.touchpoint.channel for place in subject.columns}
    return [channel.id for channel in subject.journey.channels if channel.id not in used]


class Preference(NamedTuple):
    """How far a persona is served in the channels he or she prefers: how many of the touchpoints passed.

    `elsewhere` are the other channels with the number of touchpoints; `leaving` counts moves out of a preferred one.
    """

    actor: Actor
    preferred: tuple[str, ...]
    inside: int
    passed: int
    elsewhere: tuple[tuple[str, int], ...]
    leaving: int


def preferences_of(subject: Subject, moves: Sequence[Move]) -> list[Preference]:
    """Return the preferences of the personas; touchpoints without a channel are not counted."""
    found = []
    for actor in subject.actors:
        preferred = actor.persona.channels if actor.persona else ()
        passed = [
            place.touchpoint.channel
            for place in subject.columns
            if place.touchpoint.channel is not None and actor in subject.passing(place.touchpoint)
        ]
        elsewhere = Counter(channel for channel in passed if channel not in preferred)
        leaving = sum(actor in move.actors and move.leaves_preferred(actor) for move in moves)
        inside = len(passed) - elsewhere.total()
        found.append(Preference(actor, preferred, inside, len(passed), tuple(elsewhere.most_common()), leaving))
    return found
