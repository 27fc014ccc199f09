"""Who feels what at a touchpoint, where it is written, and how it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.language import Words, in_quotes
from cxmap.lint.phrasing import figure, together
from cxmap.model.reading import EVERYONE, Place, called, emotion, passes

if TYPE_CHECKING:
    from cxmap.diagnostics import Path
    from cxmap.lint.context import Context

_ROUNDING = 1e-9


class Felt(NamedTuple):
    """A touchpoint and a persona's score there, on the map's own scale."""

    place: Place
    score: float


def step(context: Context) -> float:
    """Return how much one step of −2 … +2 is on the map's own scale."""
    scale = context.journey.scale
    return 1 if scale is None else (scale.max - scale.min) / 4


def neutral(context: Context) -> float:
    """Return the map's score for neither good nor bad."""
    scale = context.journey.scale
    return 0 if scale is None else (scale.min + scale.max) / 2


def limit(context: Context, steps: float) -> float:
    """Return a limit given on −2 … +2 as a score on the map's own scale, to compare what is written with `<=`."""
    return neutral(context) + (steps + _ROUNDING) * step(context)


def at_most(context: Context, place: Place, highest: float) -> list[str]:
    """Return the personas whose score on the map's own scale is known and at most `highest`."""
    touchpoint = place.touchpoint
    for score in touchpoint.emotion.values():
        if score is not None and score <= highest:
            break
    else:
        return []
    known = ((persona, emotion(touchpoint, persona)) for persona in context.personas)
    return [persona for persona, score in known if score is not None and score <= highest]


def written_at(place: Place, personas: list[str]) -> Path:
    """Return the path of a persona's score, or of all scores where there are several personas or one score for all."""
    path = (*place.path, "emotion")
    own = [persona for persona in personas if persona != EVERYONE and persona in place.touchpoint.emotion]
    return (*path, *own) if len(personas) == len(own) == 1 else path


def names(context: Context, personas: list[str]) -> Words:
    """Return what personas are called, listed; '' for everyone."""
    known = context.library.personas
    called_so = [called(known[persona], context.language) for persona in personas if persona != EVERYONE]
    return together(called_so)


def told(context: Context, place: Place, personas: list[str]) -> Words:
    """Return scores as the map has them: `Ann −2 and Ben −1`, or one score where it holds for all."""
    scores = {persona: figure(emotion(place.touchpoint, persona) or 0) for persona in personas}
    if not any(persona in place.touchpoint.emotion for persona in personas if persona != EVERYONE):
        return Words(scores[personas[0]], scores[personas[0]])
    each = [f"{names(context, [persona]).en} {score}" for persona, score in scores.items()]
    return together(each)


def no_emotion(context: Context, place: Place, thing: Words, unknown: list[str]) -> Words:
    """Say that a touchpoint has no emotion, and for whom, where others have one."""
    name = in_quotes(called(place.touchpoint, context.language))
    whose = names(context, unknown)
    if len(unknown) == sum(passes(place.touchpoint, persona) for persona in context.personas):
        return Words(f"the {thing.en} {name} has no emotion", f"{thing.zh}{name}没有情绪分")
    return Words(f"the {thing.en} {name} has no emotion for {whose.en}", f"{thing.zh}{name}缺少情绪分：{whose.zh}")
