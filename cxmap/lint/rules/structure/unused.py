"""What a map declares and then does not use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words, in_quotes
from cxmap.lint.engine import DEFAULT, STRICT, Finding, rule
from cxmap.model.reading import called

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context


@rule(Severity.WARNING, DEFAULT)
def unused_persona(context: Context) -> Iterator[Finding]:
    """A persona of the map who passes none of its touchpoints.

    地图中的客户角色没有经过任何触点。

    Why it matters: the title block names someone whose journey is not told, and the curve of this persona is empty.
    Most often the touchpoints name the others, and this one was added later.

    为什么重要：标题栏写着这个角色，图上却没有他的旅程，情绪曲线也是空的。
    多半是触点已经写明了其他角色，而这个角色是后来加的。

    Example:

        personas:
          - {id: li-wei, name: Li Wei}
          - {id: chen-hao, name: Chen Hao}  # unused-persona
        stages:
          - name: Applying
            touchpoints:
              - {name: Fill in the form, personas: li-wei}

    How to mend: name the persona at the touchpoints that he or she passes, or take the persona off the map.

    如何修改：在该角色经过的触点写上其 id，或将其从地图中移除。

        personas:
          - {id: li-wei, name: Li Wei}
          - {id: chen-hao, name: Chen Hao}
        stages:
          - name: Applying
            touchpoints:
              - {name: Fill in the form, personas: li-wei}
              - {name: Go to the branch, personas: chen-hao}
    """
    if not context.places:
        return
    seen: set[str] = set()
    for place in context.places:
        if not place.touchpoint.personas:
            return  # everyone passes here
        seen.update(place.touchpoint.personas)
    for index, own in enumerate(context.journey.personas):
        if own.id not in seen:
            name = called(context.library.personas[own.id], context.language)
            yield Finding(
                ("personas", index),
                Words(f"{in_quotes(name)} passes no touchpoint", f"角色{in_quotes(name)}没有经过任何触点"),
                Words(
                    f"add `{own.id}` to the `personas:` of touchpoints, or remove the persona",
                    f"请在触点的 `personas:` 中加上 `{own.id}`，或移除该角色",
                ),
            )


@rule(Severity.NOTE, STRICT)
def unused_channel(context: Context) -> Iterator[Finding]:
    """A channel that the map itself declares and that neither a touchpoint nor a persona uses.

    地图自己声明了一个渠道，却没有触点使用，也没有角色偏好它。

    Why it matters: a channel without a touchpoint is a gap in the map, or a leftover that readers of the file keep
    looking for. Channels of the workspace are not counted. While a touchpoint names an undeclared channel, it
    may be this one that is meant, and only `undeclared-channel` reports.

    为什么重要：没有触点的渠道，要么说明图上有遗漏，要么是遗留内容，让看文件的人白找一番。
    工作区共用的渠道不计。如果有触点写了未声明的渠道，指的可能就是它，此时只由 `undeclared-channel` 报告。

    Example:

        channels: [web, phone]  # unused-channel
        stages:
          - name: Paying
            touchpoints: [{name: Pay by card, channel: web}]

    How to mend: add the touchpoints that happen there, or remove the channel.

    如何修改：补上发生在该渠道的触点，或删除该渠道。

        channels: [web]
        stages:
          - name: Paying
            touchpoints: [{name: Pay by card, channel: web}]
    """
    channels = context.journey.channels
    if not channels:
        return
    used = {place.touchpoint.channel for place in context.places if place.touchpoint.channel}
    if not used <= context.library.channels.keys():
        return
    for persona in context.journey.personas:
        used.update(context.library.personas[persona.id].channels)
    for index, channel in enumerate(channels):
        if channel.id not in used:
            name = context.library.channel_name(channel.id, context.language)
            yield Finding(
                ("channels", index),
                Words(f"no touchpoint uses the channel {in_quotes(name)}", f"没有触点使用渠道{in_quotes(name)}"),
                Words("add what happens there, or remove it", "请补上相应触点，或删除该渠道"),
            )


@rule(Severity.NOTE, STRICT)
def unused_evidence(context: Context) -> Iterator[Finding]:
    """A piece of evidence that the map lists and that supports nothing in it.

    地图列出了一项依据，却没有任何内容引用它。

    Why it matters: somebody went and asked, and what was learnt has not reached the map; or it has, and nobody can
    see which claims rest on it.

    为什么重要：有人做了调研，结论却没有进到图里；或者已经写进去了，但看不出哪些内容以它为依据。

    Example:

        evidence:
          - {id: survey-q3, kind: survey, n: 412}
          - {id: branch-talks, kind: interview, n: 12}  # unused-evidence
        stages:
          - name: Applying
            touchpoints:
              - name: Fill in the form
                pain_points: [{text: The same facts three times, evidence: survey-q3}]

    How to mend: cite it where it supports a claim (`evidence: [branch-talks]`), or remove it.

    如何修改：在它所支持的内容处引用（`evidence: [branch-talks]`），或删除。

        evidence:
          - {id: survey-q3, kind: survey, n: 412}
          - {id: branch-talks, kind: interview, n: 12}
        stages:
          - name: Applying
            touchpoints:
              - name: Fill in the form
                evidence: branch-talks
                pain_points: [{text: The same facts three times, evidence: survey-q3}]
    """
    evidence = context.journey.evidence
    if not evidence:
        return
    used: set[str] = set()
    for place in context.places:
        used.update(place.touchpoint.evidence)
    for things in (context.pain_points, context.opportunities, context.metrics):
        for _, item, _ in things:
            used.update(item.evidence)
    for index, piece in enumerate(evidence):
        if piece.id not in used:
            yield Finding(
                ("evidence", index),
                Words(f"nothing rests on the evidence `{piece.id}`", f"没有内容引用依据 `{piece.id}`"),
                Words(
                    "cite it in `evidence:` where it supports a claim, or remove it",
                    "请在它支持的内容处用 `evidence:` 引用，或删除",
                ),
            )


@rule(Severity.NOTE, STRICT)
def unused_lane(context: Context) -> Iterator[Finding]:
    """A lane of one's own that the map declares and no touchpoint fills.

    地图声明了自定义泳道，却没有触点填写它。

    Why it matters: a lane with nothing in it is not drawn. Whoever declared it expects a row on the poster. Lanes of
    the workspace are not counted.

    为什么重要：没有内容的泳道不会画出来，而声明它的人还等着在海报上看到这一行。工作区共用的泳道不计。

    Example:

        lanes: [marketing, training]  # unused-lane
        stages:
          - name: Paying
            touchpoints: [{name: Pay by card, lanes: {marketing: A voucher by text message}}]

    How to mend: fill the lane at the touchpoints where there is something to say, or remove it.

    如何修改：在有内容可写的触点填写该泳道，或将其删除。

        lanes: [marketing]
        stages:
          - name: Paying
            touchpoints: [{name: Pay by card, lanes: {marketing: A voucher by text message}}]
    """
    lanes = context.journey.lanes
    if not lanes:
        return
    used: set[str] = set()
    for place in context.places:
        used.update(place.touchpoint.lanes)
    for index, lane in enumerate(lanes):
        if lane.id not in used:
            name = called(context.library.lanes[lane.id], context.language)
            yield Finding(
                ("lanes", index),
                Words(f"no touchpoint fills the lane {in_quotes(name)}", f"没有触点填写泳道{in_quotes(name)}"),
                Words(
                    f"add `lanes: {{{lane.id}: …}}` to touchpoints, or remove it",
                    f"请在触点中添加 `lanes: {{{lane.id}: …}}`，或删除该泳道",
                ),
            )
