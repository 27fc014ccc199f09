"""Whether people feel what the map says they feel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words
from cxmap.lint.engine import DEFAULT, Finding, rule
from cxmap.lint.options import Option
from cxmap.lint.rules.drift.things import compared, origin
from cxmap.lint.rules.metrics.figures import figure
from cxmap.model.reading import called

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.diagnostics import Path
    from cxmap.lint.context import Context
    from cxmap.measurements import Measurement


@rule(
    Severity.NOTE,
    DEFAULT,
    by=Option(
        0.5,
        "how far apart claim and measurement must be, on the scale of −2 to +2",
        "地图与实测至少相差多少才提示（按 −2 到 +2 计）",
        at_least=0,
        at_most=4,
    ),
)
def emotion_outside_measurement(context: Context, by: float) -> Iterator[Finding]:
    """An emotion that lies outside the interval of what was measured at the touchpoint, and by so much that it matters.

    情绪分值落在该触点实测区间之外，而且相差足够大。

    Why it matters: a curve is drawn in a workshop; a survey asks those who were there. The mean answer is laid onto
    −2 … +2 evenly, the worst answer at −2. Where the map's score is not within the 95% interval of it, one of the two
    is wrong, or speaks of other people. With thousands of answers the interval is so narrow that any claim lies outside,
    therefore the two must also be half a step apart.

    为什么重要：情感曲线是在工作坊里画的，问卷问的是当事人。问卷平均分按比例换算到 −2 至 +2，最差答案为 −2。
    地图的分值不在实测的 95% 区间内，说明两者必有一错，或者说的不是同一群人。
    样本上千时区间会非常窄，任何分值都会落在外面，所以还要求两者至少相差半级。

    Example:

        stages:
          - name: Applying
            touchpoints:
              - id: form
                name: The form
                emotion: -2  # emotion-outside-measurement

    Measured:

        {"version": 1, "map": "example", "figures": [
          {"touchpoint": "form", "source": "survey", "metric": "csat", "n": 412, "value": 61.2, "low": 56.4, "high": 65.8,
           "emotion": {"n": 412, "value": 0.5, "low": 0.4, "high": 0.6}}]}

    How to mend: look at who answered. If they are the people of the map, correct the score; if the survey does not reach
    those whom the map is about, say so in a comment that excuses the finding.

    如何修改：先看回答问卷的是谁。如果就是地图所写的人，请改正分值；如果问卷没有覆盖到他们，请用注释豁免并写明原因。

        stages:
          - name: Applying
            touchpoints:
              - id: form
                name: The form
                emotion: 0.5
    """
    of_personas = list(_of_personas(context, by))
    yield from (finding for _, finding in of_personas)
    told = {key for key, _ in of_personas}
    for thing, one in compared(context):
        if thing.place is not None and (one.id, one.source) not in told:
            scores = context.scores(thing.place.touchpoint)
            if scores and _is_apart(sum(scores) / len(scores), one, by):
                path = (*thing.path, "emotion")
                yield _finding(context, path, sum(scores) / len(scores), one, len(set(scores)) > 1)


def _of_personas(context: Context, by: float) -> Iterator[tuple[tuple[str, str], Finding]]:
    """Yield what is found of each persona, with the touchpoint and the source."""
    for thing, one in compared(context, by="persona"):
        if thing.place is None:
            continue
        score = context.score(thing.place.touchpoint, one.by_id)
        if score is not None and _is_apart(score, one, by):
            whole = (*thing.path, "emotion")
            path = (*whole, one.by_id) if one.by_id in context.given(whole) else whole
            yield (one.id, one.source), _finding(context, path, score, one)


def _is_apart(claimed: float, one: Measurement, by: float) -> bool:
    felt = one.emotion
    if felt.value is None or felt.low is None or felt.high is None:
        return False
    return not felt.low <= claimed <= felt.high and abs(claimed - felt.value) >= by


def _finding(context: Context, path: Path, claimed: float, one: Measurement, is_mean: bool = False) -> Finding:
    measured, low, high = (_own(context, x or 0.0) for x in (one.emotion.value, one.emotion.low, one.emotion.high))
    better = (one.emotion.value or 0.0) > claimed
    persona = next((each for each in context.journey.personas if each.id == one.by_id), None)
    name = called(persona, context.language) if persona is not None else ""
    who = Words(f"“{name}” feels", f"“{name}”的实际感受") if name else Words("people feel", "实际感受")
    said = _own(context, claimed, exactly=True)
    mean = Words(" on average", "平均") if is_mean else Words("", "")
    source = origin(one, one.emotion)
    return Finding(
        path,
        Words(
            f"{who.en} {'better' if better else 'worse'} here than the map says: "
            f"measured {measured} [{low}, {high}], claimed {said}{mean.en} ({source.en})",
            f"{who.zh}比地图写的{'好' if better else '差'}：实测 {measured} [{low}, {high}]，地图{mean.zh} {said}（{source.zh}）",
        ),
        Words(
            f"write a score near {measured}; if the survey misses whom the map is about, excuse it with a comment that says so",
            f"请把分值改到 {measured} 附近；若问卷没有覆盖到地图所写的人，请用注释豁免并说明",
        ),
    )


def _own(context: Context, score: float, *, exactly: bool = False) -> str:
    """Write a score from −2 to +2 on the map's own scale."""
    scale = context.journey.scale
    if scale is not None:
        score = scale.min + (score + 2) / 4 * (scale.max - scale.min)
    rounded = round(score, 2 if exactly else 1) + 0.0
    sign = "+" if rounded > 0 and (scale is None or scale.min < 0) else ""
    return sign + (figure(rounded) if exactly else f"{rounded:.1f}".replace("-", "−"))
