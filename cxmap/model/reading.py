"""Questions asked of a map: its words in a language, its scores, its touchpoints in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.diagnostics import Path
    from cxmap.language import Language
    from cxmap.model.fields import Bilingual, Text
    from cxmap.model.framing import EmotionScale
    from cxmap.model.journey import JourneyMap, Stage, Touchpoint

EVERYONE = "*"
"""The persona id of a map that names no personas, and the key of a score that holds for all."""


def words(text: str | Bilingual | Text | None, language: Language) -> str:
    """Return a text in `language`, in the other one where it has not been translated, or '' for None."""
    if text is None:
        return ""
    if isinstance(text, str):
        return text
    first, second = (text.zh, text.en) if language == "zh" else (text.en, text.zh)
    return first or second or ""


def called(item: object, language: Language) -> str:
    """Return the name of a stage, touchpoint, persona, channel …, or its id where it has none."""
    return words(getattr(item, "name", None), language) or getattr(item, "id", None) or ""


class Place(NamedTuple):
    """A touchpoint, where it stands, and the number of its column (from 0)."""

    path: Path
    stage: Stage
    touchpoint: Touchpoint
    column: int


def places(journey: JourneyMap) -> Iterator[Place]:
    """Yield the touchpoints in the order of the journey."""
    column = 0
    for s, stage in enumerate(journey.stages):
        for t, touchpoint in enumerate(stage.touchpoints):
            yield Place(("stages", s, "touchpoints", t), stage, touchpoint, column)
            column += 1


def passes(touchpoint: Touchpoint, persona: str) -> bool:
    """Whether a persona goes through a touchpoint."""
    return not touchpoint.personas or persona in touchpoint.personas or persona == EVERYONE


def emotion(touchpoint: Touchpoint, persona: str) -> float | None:
    """Return the persona's score as the map gives it, or None where it is not known."""
    if not passes(touchpoint, persona):
        return None
    scores = touchpoint.emotion
    return scores[persona] if persona in scores else scores.get(EVERYONE)


def on_five_steps(score: float, scale: EmotionScale | None) -> float:
    """Convert a score on the map's scale to −2 … +2, linearly."""
    if scale is None:
        return score
    return -2 + 4 * (score - scale.min) / (scale.max - scale.min)


def persona_ids(journey: JourneyMap) -> tuple[str, ...]:
    """Return the ids of the personas, or `*` alone where the map names none."""
    return tuple(persona.id for persona in journey.personas) or (EVERYONE,)
