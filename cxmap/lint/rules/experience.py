"""What the actor lives through: emotions and moments of truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words, listed
from cxmap.lint.engine import Context, Finding, rule
from cxmap.model.reading import EVERYONE, called, emotion, passes, persona_ids, places

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(Severity.WARNING)
def moment_of_truth_without_emotion(context: Context) -> Iterator[Finding]:
    """A moment of truth at which no score says how a persona feels.

    关键时刻没有情绪分。

    Why it matters: a moment of truth (Carlzon, 1987) is where the customer's opinion is made. A map that marks one
    and does not know how it feels has marked a guess.

    Example:

        stages:
          - name: Deciding
            touchpoints:
              - name: The bank answers
                moment_of_truth: true  # moment-of-truth-without-emotion

    How to mend: ask, then give the score; or take the mark away.

        stages:
          - name: Deciding
            touchpoints:
              - name: The bank answers
                moment_of_truth: true
                emotion: 2
    """
    journey = context.journey
    for place in places(journey):
        touchpoint = place.touchpoint
        if touchpoint.moment_of_truth is False:
            continue
        unknown = [p for p in persona_ids(journey) if passes(touchpoint, p) and emotion(touchpoint, p) is None]
        if unknown:
            name = called(touchpoint, context.document.language)
            whose = [persona for persona in unknown if persona != EVERYONE]
            yield Finding(
                (*place.path, "moment_of_truth"),
                Words(
                    f"the moment of truth “{name}” has no emotion" + (f" for {listed(whose, 'en')}" if whose else ""),
                    f"关键时刻“{name}”没有" + (f" {listed(whose, 'zh')} 的" if whose else "") + "情绪分",
                ),
                Words("add `emotion: …`", "请添加 `emotion: …`"),
            )


RULES = (moment_of_truth_without_emotion,)
