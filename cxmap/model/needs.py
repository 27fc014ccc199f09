"""Whether a touchpoint meets a need that it names, or lets the customer down there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.model.reading import EVERYONE, emotion, on_five_steps, passes
from cxmap.model.vocabulary import SEVERE

if TYPE_CHECKING:
    from cxmap.model.framing import EmotionScale
    from cxmap.model.journey import Touchpoint


def lets_down(touchpoint: Touchpoint, persona: str, scale: EmotionScale | None) -> bool:
    """Whether a touchpoint hurts a persona: a severe pain point, a broken promise, or a score below the middle.

    Such a touchpoint may name a need, but cannot be said to meet it: what it was to do for the customer is at risk there.
    A persona who does not pass is not let down.
    """
    if not passes(touchpoint, persona):
        return False
    score = emotion(touchpoint, persona)
    if touchpoint.breaks or (score is not None and on_five_steps(score, scale) < 0):
        return True
    return any(
        pain.severity in SEVERE and (not pain.personas or persona == EVERYONE or persona in pain.personas)
        for pain in touchpoint.pain_points
    )
