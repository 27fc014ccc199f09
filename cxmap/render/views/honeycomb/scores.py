"""What a honeycomb shows: the score of every dimension, where it comes from, and which dimensions are low together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from cxmap.model.library import DEFAULT_HONEYCOMB, honeycomb_dimensions
from cxmap.model.reading import called, words
from cxmap.model.vocabulary import HONEYCOMBS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxmap.model.reading import Place
    from cxmap.render.subject import Subject

LOW = 2.0
"""A score from 1 to 5 that is no higher than this is low."""


class Score(NamedTuple):
    """A score from 1 to 5; the mean of `n` scores of touchpoints (or of stages), or given as it is where `n` is 0."""

    value: float
    n: int = 0
    of_stages: bool = False


_MIDDLE = 3.0
_MOST_LINKS = 9  # more lines cannot be followed

Scores = dict[str, Score | None]
"""Scores by dimension, in the order of the model; None is not scored."""


class Comb(NamedTuple):
    """The scores of a whole: of the journey, or of the stage called `name`."""

    name: str
    scores: Scores

    @property
    def known(self) -> dict[str, Score]:
        """The dimensions that are scored."""
        return {name: score for name, score in self.scores.items() if score is not None}

    @property
    def weakest(self) -> list[str]:
        """The dimensions with the lowest score; none where all that are scored are equal."""
        values = {name: score.value for name, score in self.known.items()}
        least = min(values.values(), default=0.0)
        lowest = [name for name, value in values.items() if value == least]
        return lowest if len(lowest) < len(values) else []

    @property
    def is_bad(self) -> bool:
        """Whether the lowest score is below the middle of the scale."""
        return min((score.value for score in self.known.values()), default=_MIDDLE) < _MIDDLE


class Link(NamedTuple):
    """Two dimensions, and the touchpoints that score low on both."""

    first: str
    second: str
    places: tuple[Place, ...]


class Low(NamedTuple):
    """A touchpoint that scores low on two dimensions or more, with these scores."""

    place: Place
    scores: dict[str, float]


@dataclass(frozen=True)
class Honeycomb:
    """A map's honeycomb: its model, the whole journey, its stages, and what is scored at touchpoints."""

    model: str
    names: dict[str, str]
    centre: str | None
    whole: Comb
    stages: tuple[Comb, ...]
    touchpoints: tuple[Place, ...]

    @property
    def is_scored(self) -> bool:
        """Whether anything is scored at all."""
        return bool(self.whole.known) or any(comb.known for comb in self.stages)

    def scores_at(self, name: str) -> list[tuple[Place, float]]:
        """Return the touchpoints that are scored in a dimension, in the order of the journey."""
        scored = ((place, place.touchpoint.honeycomb.get(name)) for place in self.touchpoints)
        return [(place, score) for place, score in scored if score is not None]

    def low_at(self, name: str) -> list[tuple[Place, float]]:
        """Return the touchpoints that score low in a dimension, the lowest first."""
        return sorted(((p, s) for p, s in self.scores_at(name) if s <= LOW), key=lambda found: found[1])

    def low_in(self, name: str) -> list[tuple[Comb, float]]:
        """Return the stages that score low in a dimension, the lowest first."""
        known = ((comb, comb.known.get(name)) for comb in self.stages)
        return sorted(((c, s.value) for c, s in known if s and s.value <= LOW), key=lambda found: found[1])

    @cached_property
    def lows(self) -> list[Low]:
        """The touchpoints that score low on two dimensions or more, the most first."""
        found = []
        for place in self.touchpoints:
            given = place.touchpoint.honeycomb
            low = {n: s for n in self.names if (s := given.get(n)) is not None and s <= LOW}
            if len(low) > 1:
                found.append(Low(place, low))
        return sorted(found, key=lambda low: (-len(low.scores), sum(low.scores.values())))

    @cached_property
    def links(self) -> list[Link]:
        """The pairs of dimensions that touchpoints score low on together, those of the most touchpoints last."""
        pairs: dict[tuple[str, str], list[Place]] = defaultdict(list)
        for low in self.lows:
            for pair in combinations(low.scores, 2):
                pairs[pair].append(low.place)
        ordered = sorted(pairs.items(), key=lambda item: len(item[1]))
        return [
            Link(first, second, tuple(sorted(places, key=lambda p: p.column))) for (first, second), places in ordered
        ]

    @cached_property
    def drawn_links(self) -> list[Link]:
        """The links that a picture shows: all, or where they are too many to follow, those of the most touchpoints."""
        links = self.links
        for least in range(2, 1 + max((len(link.places) for link in links), default=1)):
            if len(links) <= _MOST_LINKS:
                break
            links = [link for link in links if len(link.places) >= least]
        return links


def honeycomb_of(subject: Subject) -> Honeycomb:
    """Read a map's honeycomb, as far as the touchpoints drawn go."""
    journey = subject.journey
    model = journey.honeycomb_model or DEFAULT_HONEYCOMB
    names = honeycomb_dimensions(model, subject.library, subject.language)
    by_stage: dict[int, list[Place]] = defaultdict(list)
    for place in subject.columns:
        by_stage[int(place.path[1])].append(place)
    stages = tuple(
        Comb(called(stage, subject.language), _scores(names, stage.honeycomb, by_stage[index]))
        for index, stage in enumerate(journey.stages)
        if by_stage[index] or not stage.touchpoints
    )
    whole = _scores(names, journey.honeycomb, subject.columns)
    for name, score in whole.items():
        of_stages = [comb.known[name].value for comb in stages if name in comb.known]
        if score is None and of_stages:
            whole[name] = Score(sum(of_stages) / len(of_stages), len(of_stages), of_stages=True)
    scored = tuple(
        place for place in subject.columns if any(score is not None for score in place.touchpoint.honeycomb.values())
    )
    name, centre = _model(subject, model)
    return Honeycomb(name, names, centre if centre in names else None, Comb("", whole), stages, scored)


def _scores(names: Iterable[str], given: Mapping[str, float | None], places: Sequence[Place]) -> Scores:
    """Return the scores given to a whole; where one is not given, the mean of its touchpoints' scores."""
    found: Scores = {}
    for name in names:
        own = given.get(name)
        scores = [s for place in places if (s := place.touchpoint.honeycomb.get(name)) is not None]
        if own is not None:
            found[name] = Score(own)
        else:
            found[name] = Score(sum(scores) / len(scores), len(scores)) if scores else None
    return found


def _model(subject: Subject, model: str) -> tuple[str, str | None]:
    """Return what a model is called, and its centre."""
    own = subject.library.honeycomb_models.get(model)
    if own is not None:
        return words(own.name, subject.language) or own.id, own.centre
    built_in = HONEYCOMBS.get(model)
    return (subject.say(built_in.name), built_in.centre) if built_in is not None else (model, None)
