"""Feelings: that they agree with the score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words, in_quotes
from cxmap.lint.engine import DEFAULT, Finding, rule
from cxmap.lint.phrasing import together
from cxmap.lint.rules.experience.scores import limit, neutral, told, written_at
from cxmap.lint.rules.experience.valences import valence
from cxmap.model.reading import called, emotion, passes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context

_CLEAR = 1
"""How far from neutral every score must be, on −2 … +2, to contradict a feeling."""


@rule(Severity.WARNING, DEFAULT)
def feeling_that_contradicts_the_emotion(context: Context) -> Iterator[Finding]:
    """A pleasant feeling at a bad score, or an unpleasant one at a good score.

    与情绪分矛盾的情绪：高分却写着不快，低分却写着愉快。

    Why it matters: one of the two is wrong, often a missing minus sign, and the curve shows the opposite of what was
    found. Mixed feelings are human, so the rule speaks up only where a feeling named at the touchpoint is at odds with
    the clear score of every persona who passes it, and none agrees. Words that it does not know do not count.

    为什么重要：两者总有一个写错了，常见的是漏了负号，画出来的曲线就与调研的结果相反。
    悲喜交加是人之常情，所以只有当这个触点至少有一种情绪与每个经过者的分数明显相反、又没有一种情绪与之相符时，才会提示。不认识的词不计。

    Example:

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                emotion: 2
                feelings: [annoyance]  # feeling-that-contradicts-the-emotion

    How to mend: correct the score or the feeling; where both are right, name the other feeling as well.

    如何修改：改正分数或情绪；如果两者都没错，就把另一种情绪也写上。

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                emotion: -2
                feelings: [annoyance]
    """
    bad = limit(context, -_CLEAR)
    good = 2 * neutral(context) - bad
    for place in context.places:
        touchpoint = place.touchpoint
        scores = [score for score in touchpoint.emotion.values() if score is not None] if touchpoint.feelings else None
        if not scores:
            continue
        sign = 1 if min(scores) >= good else -1 if max(scores) <= bad else 0
        if not sign:
            continue
        valences = [valence(feeling) for feeling in touchpoint.feelings]
        if -sign not in valences or sign in valences:
            continue
        here = [persona for persona in context.personas if passes(touchpoint, persona)]
        if any(emotion(touchpoint, persona) is None for persona in here):
            continue
        name, score = in_quotes(called(touchpoint, context.language)), told(context, place, here)
        opposite = zip(touchpoint.feelings, valences, strict=True)
        feelings = together([in_quotes(context.said(feeling)) for feeling, sense in opposite if sense == -sign])
        yield Finding(
            (*place.path, "feelings"),
            Words(
                f"{name} feels like {feelings.en}, but its score is the opposite: {score.en}",
                f"{name}的情绪是{feelings.zh}，情绪分却相反：{score.zh}",
            ),
            Words(
                "correct the score or the feeling; if both are right, name the other feeling too",
                "请改正分数或情绪；如果都没错，请把另一种情绪也写上",
            ),
            related=(written_at(place, here), Words("the score", "情绪分")),
        )
