"""The emotion curve as a whole: that it is known, that it moves, and how it ends."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words, in_quotes
from cxmap.lint.engine import DEFAULT, STRICT, Finding, rule
from cxmap.lint.options import Option
from cxmap.lint.phrasing import figure, is_short
from cxmap.lint.rules.experience.moments_of_truth import DISAPPOINTING
from cxmap.lint.rules.experience.scores import Felt, limit, names, neutral, no_emotion, step, told, written_at
from cxmap.model.reading import EVERYONE, called, emotion, passes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.diagnostics import Path
    from cxmap.lint.context import Context
    from cxmap.model.reading import Place

_ROUNDING = 1e-9


@rule(Severity.WARNING, STRICT)
def touchpoint_without_emotion(context: Context) -> Iterator[Finding]:
    """A touchpoint that says nothing about how a persona who passes it feels.

    没有写明经过者情绪的触点。

    Why it matters: the curve is the part of the map that everybody looks at first, and a score that was forgotten
    leaves the same hole in it as one that nobody knows. `null` says that it is not known, and is enough for this
    rule. Moments of truth have a rule of their own, which asks for more.

    为什么重要：情绪曲线是大家最先看的部分。忘了填的分数和确实不知道的分数，在图上是同样的缺口。
    写 `null` 表示“不知道”，本规则即不再提示。关键时刻另有更严格的规则。

    Example:

        personas: [{id: ann, name: Ann}, {id: ben, name: Ben}]
        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card  # touchpoint-without-emotion
                channel: web
              - name: Wait for the receipt
                emotion: {ann: -1}  # touchpoint-without-emotion

    How to mend: give the score that people gave, or write `null` where nobody has asked them.

    如何修改：按受访者的说法打分；还没有问过的，写 `null`。

        personas: [{id: ann, name: Ann}, {id: ben, name: Ben}]
        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                channel: web
                emotion: 1
              - name: Wait for the receipt
                emotion: {ann: -1, ben: null}
    """
    for place in context.places:
        touchpoint = place.touchpoint
        scores = touchpoint.emotion
        if touchpoint.moment_of_truth is not False or EVERYONE in scores:
            continue
        forgotten = [p for p in context.personas if p not in scores and passes(touchpoint, p)]
        if forgotten:
            yield Finding(
                (*place.path, "emotion") if scores else place.path,
                no_emotion(context, place, Words("touchpoint", "触点"), forgotten),
                Words("write it as `{name: …, emotion: …}`", "请写成 `{name: …, emotion: …}`")
                if is_short(context, place.path)
                else Words("add the score, or `null` where it is not known", "请补上分数；不知道就写 `null`"),
                at_key=bool(scores),
            )


@rule(
    Severity.WARNING,
    DEFAULT,
    touchpoints=Option(5, "how many scores a curve must have to be looked at", "至少有几个分数才检查", at_least=2),
    least=Option(
        1.0,
        "how far the scores must differ, in steps of −2 … +2",
        "分数至少相差几级（−2 到 +2 共五级）",
        at_least=0,
        at_most=4,
    ),
)
def flat_curve(context: Context, touchpoints: int, least: float) -> Iterator[Finding]:
    """A persona who feels the same from the first touchpoint to the last.

    从头到尾没有起伏的情绪曲线。

    Why it matters: nobody's journey is flat. A flat curve is filled in, not found out, and it hides what a map is
    drawn for: where the journey hurts, and where it is worth remembering.

    为什么重要：没有谁的旅程是一条直线。没有起伏的曲线多半是填出来的，不是问出来的；
    旅程哪里难受、哪里值得记住，图上就都看不到了。

    Example:

        stages:
          - name: Before
            touchpoints:
              - {name: Compare, emotion: 0}  # flat-curve
              - {name: Order, emotion: 0}
          - name: After
            touchpoints:
              - {name: Wait, emotion: 0}
              - {name: Unpack, emotion: 0}
              - {name: Use, emotion: 0}

    How to mend: ask people about each touchpoint, and write `null` where nobody has been asked.

    如何修改：逐个触点去问客户；没有问过的，写 `null`。

        stages:
          - name: Before
            touchpoints:
              - {name: Compare, emotion: null}
              - {name: Order, emotion: 0}
          - name: After
            touchpoints:
              - {name: Wait, emotion: -2}
              - {name: Unpack, emotion: 2}
              - {name: Use, emotion: 1}
    """
    flat: dict[tuple[tuple[int, float], ...], list[str]] = {}
    curves = {}
    for persona in context.personas:
        felt = _flat_curve(context, persona, (least - _ROUNDING) * step(context))
        if len(felt) >= touchpoints:
            flat.setdefault(tuple((place.column, score) for place, score in felt), []).append(persona)
            curves[persona] = felt
    for personas in flat.values():
        felt = curves[personas[0]]
        yield Finding(
            written_at(felt[0].place, personas),
            _flat(felt, names(context, personas)),
            Words(
                "give the scores that people gave, and `null` where nobody asked",
                "请按受访者的说法打分；没有问过的写 `null`",
            ),
        )


def _flat_curve(context: Context, persona: str, least: float) -> list[Felt]:
    """Return the known scores of a persona, or nothing as soon as two of them differ by `least`."""
    felt: list[Felt] = []
    low, high = math.inf, -math.inf
    for place in context.places:
        score = emotion(place.touchpoint, persona)
        if score is not None:
            low, high = min(low, score), max(high, score)
            if high - low >= least:
                return []
            felt.append(Felt(place, score))
    return felt


def _flat(felt: list[Felt], whose: Words) -> Words:
    low, high = min(score for _, score in felt), max(score for _, score in felt)
    of, whose_zh = (f" of {whose.en}", f"（{whose.zh}）") if whose.en else ("", "")
    if low == high:
        return Words(
            f"the curve{of} is flat: all {len(felt)} scores are {figure(low)}",
            f"情绪曲线没有起伏{whose_zh}：{len(felt)} 个分数都是 {figure(low)}",
        )
    return Words(
        f"the curve{of} is flat: all {len(felt)} scores are between {figure(low)} and {figure(high)}",
        f"情绪曲线没有起伏{whose_zh}：{len(felt)} 个分数都在 {figure(low)} 和 {figure(high)} 之间",
    )


@rule(Severity.NOTE, STRICT)
def curve_that_ends_on_its_low(context: Context) -> Iterator[Finding]:
    """A persona whose last known feeling is the worst of the whole journey.

    终点就是最低点的情绪曲线。

    Why it matters: people judge an experience by its most intense moment and by its end (the peak–end rule;
    Kahneman and others, 1993). A journey that ends on its low spends both on the same bad memory, and colours all
    that went well before.

    为什么重要：人们评价一段体验，看的是最强烈的一刻和结尾（峰终定律，Kahneman 等，1993）。
    结尾恰好是最低点，前面做得再好，留下的也是坏印象。

    Example:

        stages:
          - name: Visiting
            touchpoints:
              - {name: Pick up the tickets, emotion: 1}
              - {name: See the show, emotion: 2}
              - {name: Leave the car park, emotion: -1}  # curve-that-ends-on-its-low

    How to mend: design a better end, or add what comes after this one: a goodbye, a thank-you, a follow-up.

    如何修改：设计一个更好的结尾；如果后面还有送别、致谢、回访，请补进图里。

        stages:
          - name: Visiting
            touchpoints:
              - {name: Pick up the tickets, emotion: 1}
              - {name: See the show, emotion: 2}
              - {name: Leave the car park, emotion: -1}
              - {name: A photo of the evening, emotion: 1}
    """
    found: dict[Path, tuple[Place, list[str]]] = {}
    middle, disappointing = neutral(context), limit(context, DISAPPOINTING)
    for persona in context.personas:
        known = ((place, emotion(place.touchpoint, persona)) for place in reversed(context.places))
        place, last = next(((place, score) for place, score in known if score is not None), (None, middle))
        if place is None or last >= middle:
            continue
        before = [score for _, score in known if score is not None]
        is_known_as_such = place.touchpoint.moment_of_truth is not False and last <= disappointing
        if before and last <= min(before) and last < max(before) and not is_known_as_such:
            found.setdefault(written_at(place, [persona]), (place, []))[1].append(persona)
    for path, (place, personas) in found.items():
        name, score = called(place.touchpoint, context.language), told(context, place, personas)
        yield Finding(
            path,
            Words(
                f"the journey ends on its lowest score, at {in_quotes(name)}: {score.en}",
                f"旅程以全程最低的情绪结束，在{in_quotes(name)}：{score.zh}",
            ),
            Words("give it a better end, or add what follows", "请设计更好的结尾，或补上之后的触点"),
        )
