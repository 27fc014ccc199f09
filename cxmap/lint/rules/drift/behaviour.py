"""Whether people go the way that the map draws: in its order, and through its channels."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxmap.diagnostics import Severity
from cxmap.language import Words, in_quotes
from cxmap.lint.engine import DEFAULT, Finding, rule
from cxmap.lint.options import Option
from cxmap.lint.rules.drift.things import followed
from cxmap.model.reading import called
from cxmap.model.ways import reached

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context
    from cxmap.measurements.flows import FlowFigure, FlowMove, FlowStep
    from cxmap.model.reading import Place

_FEW = 30
"""Fewer cases, or events, say nothing about an order or a channel."""


class _Turned(NamedTuple):
    """Two touchpoints, the `first` of which the map has before the other, and the log after it, `gap` of the way apart."""

    gap: float
    first: Place
    second: Place
    flow: FlowFigure
    at: tuple[float, float]


@rule(
    Severity.NOTE,
    DEFAULT,
    share=Option(
        10.0,
        "how many of the cases must meet each of the two touchpoints, in per cent",
        "两个触点各自至少有百分之几的案例经过才比较",
        at_least=0,
        at_most=100,
    ),
    gap=Option(
        0.2,
        "how far apart the two must be in the log, from 0 to 1 of the way",
        "日志中两者的位置至少相差全程的多少才提示（0 至 1）",
        at_least=0,
        at_most=1,
    ),
)
def order_differs(context: Context, share: float, gap: float) -> Iterator[Finding]:
    """Two touchpoints that people meet the other way round than the map has them; each is told of once at most.

    两个触点的实际先后与地图相反；每个触点最多提示一次。

    Why it matters: what comes first decides what people know, and how they feel, when they come to the next. The order
    of a workshop is often that of the organisation. Compared is where in their cases the events of a touchpoint stand, by
    the median; the log's common moves must lead the same way round, since cases that end early push their last
    touchpoints to the end. Touchpoints of different ways through the map have no order.

    为什么重要：先遇到什么，决定了到下一步时知道什么、心情如何。工作坊里排的顺序往往是组织内部的顺序。
    比较的是各触点的事件在案例中所处位置的中位数；提前结束的案例会把最后的触点推到末尾，所以日志中常见的走法也必须与之一致。
    地图上分属不同走法的触点不比先后。

    Example:

        stages:
          - name: Applying
            touchpoints:
              - {id: form, name: The form}  # order-differs
              - {id: desk, name: The desk}
              - {id: answer, name: The answer}

    Measured:

        {"version": 1, "map": "example", "figures": [], "flows": [{"source": "cases", "events": 390, "cases": 150,
          "touchpoints": [
            {"touchpoint": "form", "cases": 120, "share": 0.8, "events": 120, "position": 0.5},
            {"touchpoint": "desk", "cases": 150, "share": 1, "events": 150, "position": 0},
            {"touchpoint": "answer", "cases": 120, "share": 0.8, "events": 120, "position": 1}],
          "moves": [{"from": "desk", "to": "form", "n": 120}, {"from": "form", "to": "answer", "n": 120}]}]}

    How to mend: follow some of the cases; then move the touchpoint, or draw with `next` that people go either way.

    如何修改：先看几个真实案例；再移动触点，或用 `next` 写明两种走法都有。

        stages:
          - name: Applying
            touchpoints:
              - {id: desk, name: The desk}
              - {id: form, name: The form}
              - {id: answer, name: The answer}

    Measured then:

        {"version": 1, "map": "example", "figures": [], "flows": [{"source": "cases", "events": 390, "cases": 150,
          "touchpoints": [
            {"touchpoint": "desk", "cases": 150, "share": 1, "events": 150, "position": 0},
            {"touchpoint": "form", "cases": 120, "share": 0.8, "events": 120, "position": 0.5},
            {"touchpoint": "answer", "cases": 120, "share": 0.8, "events": 120, "position": 1}],
          "moves": [{"from": "desk", "to": "form", "n": 120}, {"from": "form", "to": "answer", "n": 120}]}]}
    """
    found = [one for flow in followed(context) for one in _turned(context, flow, share / 100, gap)]
    told: set[int] = set()
    for one in sorted(found, key=lambda one: (-one.gap, one.first.column, one.second.column, one.flow.source)):
        if told & {one.first.column, one.second.column}:
            continue
        told |= {one.first.column, one.second.column}
        first, second = (in_quotes(called(place.touchpoint, context.language)) for place in (one.first, one.second))
        later, earlier = (f"{100 * at:.0f}%" for at in one.at)
        yield Finding(
            one.first.path,
            Words(
                f"people meet {first} after {second}, and the map has it before: "
                f"at {later} of the way, against {earlier} (medians of `{one.flow.source}`, {one.flow.cases:,} cases)",
                f"人们先到{second}，后到{first}，地图上却相反：位于全程的 {later} 与 {earlier} 处"
                f"（`{one.flow.source}` 的中位数，{one.flow.cases:,} 个案例）",
            ),
            Words(
                "move the touchpoint to where people meet it, or draw both ways with `next`",
                "请把触点移到人们实际遇到它的位置，或用 `next` 写明两种走法",
            ),
        )


def _turned(context: Context, flow: FlowFigure, share: float, gap: float) -> Iterator[_Turned]:
    """Yield the pairs that a log has the other way round than the map."""
    cases = flow.cases or 0
    steps = {step.touchpoint: step for step in flow.steps if (step.cases or 0) >= max(_FEW, share * cases)}
    met = [place for place in context.places if place.touchpoint.id in steps]
    if len(met) < 2:
        return
    drawn = {pair for ways in context.ways.values() for pair in ways.pairs}
    behind = {place.column: reached(drawn, [place.column]) for place in met}
    led_to = _led_to(flow, share * cases)
    for number, first in enumerate(met):
        at = steps[first.touchpoint.id or ""]
        for second in met[number + 1 :]:
            other = steps[second.touchpoint.id or ""]
            apart = (at.position or 0.0) - (other.position or 0.0)
            if (
                apart > gap
                and second.column in behind[first.column]
                and first.column not in behind[second.column]
                and at.touchpoint in led_to.get(other.touchpoint, ())
                and other.touchpoint not in led_to.get(at.touchpoint, ())
            ):
                yield _Turned(apart, first, second, flow, (at.position or 0.0, other.position or 0.0))


def _led_to(flow: FlowFigure, least: float) -> dict[str, set[str]]:
    """Return which touchpoints each leads to by moves that at least so many make, net of those who go back."""
    ends = list(dict.fromkeys((name, known) for one in flow.moves for name, known in _ends(one)))
    numbers = {end: number for number, end in enumerate(ends)}
    n = {tuple(numbers[end] for end in _ends(one)): one.n for one in flow.moves}
    net = [(a, b) for (a, b), there in n.items() if there - n.get((b, a), 0) >= max(least, 1)]
    return {
        name: {ends[one][0] for one in reached(net, [number]) if ends[one][1] and one != number}
        for (name, known), number in numbers.items()
        if known
    }


def _ends(move: FlowMove) -> tuple[tuple[str, bool], tuple[str, bool]]:
    return (move.before, move.before_known), (move.after, move.after_known)


@rule(
    Severity.NOTE,
    DEFAULT,
    share=Option(
        60.0,
        "how many of the touchpoint's events must be in their commonest channel, in per cent",
        "触点的事件中至少有百分之几在最常见的渠道才提示",
        at_least=0,
        at_most=100,
    ),
)
def channel_differs(context: Context, share: float) -> Iterator[Finding]:
    """A touchpoint whose events are mostly in another channel than the map says.

    触点的事件大多发生在地图所写渠道之外。

    Why it matters: handovers, regulated channels, and what a team is asked to mend all hang on the channel. A touchpoint
    drawn at the branch that people reach by phone is mended in the wrong place. A log that knows only one channel is not
    asked: it cannot see the others.

    为什么重要：渠道间的交接、受监管的渠道、由哪个团队改进，都取决于渠道。画在网点、实际却在电话里完成的触点，会改错地方。
    只记录一个渠道的日志看不到其他渠道，因此不作比较。

    Example:

        stages:
          - name: Applying
            touchpoints:
              - {id: form, name: The form, channel: web}
              - {id: desk, name: The desk, channel: branch}  # channel-differs

    Measured:

        {"version": 1, "map": "example", "figures": [], "flows": [{"source": "cases", "events": 270, "cases": 150,
          "touchpoints": [
            {"touchpoint": "form", "cases": 150, "share": 1, "events": 150, "position": 0, "channels": {"web": 1}},
            {"touchpoint": "desk", "cases": 120, "share": 0.8, "events": 120, "position": 1,
             "channels": {"branch": 0.2, "phone": 0.8}}]}]}

    How to mend: write the channel that people use; where they use several, draw a touchpoint for each. A system's own word
    for a channel is translated in `values:` of the source.

    如何修改：写上人们实际使用的渠道；若用多个渠道，各画一个触点。系统自己的渠道叫法，请在数据源的 `values:` 中对应。

        stages:
          - name: Applying
            touchpoints:
              - {id: form, name: The form, channel: web}
              - {id: desk, name: The desk, channel: phone}

    Measured then:

        {"version": 1, "map": "example", "figures": [], "flows": [{"source": "cases", "events": 270, "cases": 150,
          "touchpoints": [
            {"touchpoint": "form", "cases": 150, "share": 1, "events": 150, "position": 0, "channels": {"web": 1}},
            {"touchpoint": "desk", "cases": 120, "share": 0.8, "events": 120, "position": 1,
             "channels": {"branch": 0.2, "phone": 0.8}}]}]}
    """
    seen: dict[str, tuple[FlowStep, str]] = {}
    for flow in followed(context):
        if len({channel for step in flow.steps for channel, _ in step.channels}) > 1:
            for step in flow.steps:
                other = seen.get(step.touchpoint)
                if step.channels and (other is None or (step.events or 0) > (other[0].events or 0)):
                    seen[step.touchpoint] = step, flow.source
    for place in context.places:
        drawn, about = place.touchpoint.channel, seen.get(place.touchpoint.id or "")
        if drawn is None or about is None or (about[0].events or 0) < _FEW:
            continue
        step, source = about
        channel, part = max(step.channels, key=lambda each: (each[1], each[0]))
        if channel != drawn and 100 * part >= share:
            used, said = (in_quotes(context.library.channel_name(id_, context.language)) for id_ in (channel, drawn))
            name = in_quotes(called(place.touchpoint, context.language))
            yield Finding(
                (*place.path, "channel"),
                Words(
                    f"{name} is mostly met through {used}, not {said}: {100 * part:.0f}% of its events "
                    f"(`{source}`, n = {step.events:,})",
                    f"{name}的事件有 {100 * part:.0f}% 在{used}，而非地图所写的{said}（`{source}`，n = {step.events:,}）",
                ),
                Words(
                    "write the channel that people use, or translate it in `values:` of the source",
                    "请写上实际使用的渠道，或在数据源的 `values:` 中写明对应",
                ),
            )
