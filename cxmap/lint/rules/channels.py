"""The media in which the journey happens, and the breaks between them."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from cxmap.diagnostics import Fix, Severity
from cxmap.language import LANGUAGES, Words, listed
from cxmap.lint.engine import ALWAYS, STRICT, Finding, rule
from cxmap.lint.options import Option
from cxmap.model.reading import called
from cxmap.model.vocabulary import CHANNELS
from cxmap.model.ways import Step, ways_of
from cxmap.suggestions import closest, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxmap.diagnostics import Path
    from cxmap.lint.context import Context
    from cxmap.model.reading import Place

_MOST_LISTED = 8
_ROUNDING = 1e-9
_COME_BY_THEMSELVES = frozenset(
    {"email", "sms", "social", "media", "word-of-mouth", "document", "post", "delivery", "vehicle", "event"}
)
"""Messages, parcels and hearsay reach the actor, and nobody is sent to them: no change to or from them is forced."""
_MEDIA = {"online": Words("online", "线上"), "offline": Words("offline", "线下")}


@rule(Severity.WARNING, ALWAYS, mends=True)
def undeclared_channel(context: Context) -> Iterator[Finding]:
    """A touchpoint on a channel that neither the map nor its workspace declares.

    触点使用了未声明的渠道。

    Why it matters: channels are compared across touchpoints and maps, so one channel must have one name. Where
    nothing is declared at all, the built-in names (`web`, `app`, `phone`, `store` …) are the declared ones.

    为什么重要：渠道要在触点之间、地图之间比较，所以同一渠道只能有一个名称。
    如果什么都没有声明，则以内置名称（`web`、`app`、`phone`、`store` 等）为准。

    Example:

        channels: [web, phone]
        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                channel: Web  # undeclared-channel

    How to mend: use the declared name, or declare the channel.

    如何修改：使用已声明的名称，或声明该渠道。

        channels: [web, phone]
        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                channel: web
    """
    declared = context.library.channels or CHANNELS
    uses: dict[str, list[Path]] = {}
    for place in context.places:
        channel = place.touchpoint.channel
        if channel is not None and channel not in declared:
            uses.setdefault(channel, []).append((*place.path, "channel"))
    for channel, paths in uses.items():
        suggestion = closest(channel, declared) or _known_as(channel, context)
        if suggestion is not None:
            remedy = did_you_mean(suggestion)
        else:
            some = list(declared)[:_MOST_LISTED]
            more = " …" if len(declared) > _MOST_LISTED else ""
            remedy = Words(
                f"declare it under `channels:`, or use one of: {listed(some, 'en')}{more}",
                f"请在 `channels:` 中声明，或使用：{listed(some, 'zh')}{more}",
            )
        often = Words("", "") if len(paths) == 1 else Words(f" ({len(paths)} times)", f"（用了 {len(paths)} 次）")
        yield Finding(
            paths[0],
            Words(f"the channel `{channel}` is not declared{often.en}", f"渠道 `{channel}` 未声明{often.zh}"),
            remedy,
            fix=_respelt_everywhere(context, paths, channel, declared),
            places=tuple(paths),
        )


def _known_as(name: str, context: Context) -> str | None:
    """Return the id of the declared or built-in channel that is called so in either language."""
    declared = context.library.channels or CHANNELS
    for id_ in declared:
        names = {context.library.channel_name(id_, language).casefold() for language in LANGUAGES}
        if name.casefold() in names:
            return id_
    return None


def _respelt_everywhere(context: Context, paths: list[Path], channel: str, declared: Iterable[str]) -> Fix | None:
    """Return the fix that writes the one channel that can be meant, wherever it is used."""
    meant = _known_as(channel, context)
    fixes = [context.respelt(path, channel if meant is None else meant, declared) for path in paths]
    edits = tuple(edit for fix in fixes if fix is not None for edit in fix.edits)
    return Fix(fixes[0].words, edits) if fixes[0] is not None and len(edits) == len(paths) else None


@rule(Severity.WARNING, STRICT)
def handover_that_loses_data(context: Context) -> Iterator[Finding]:
    """A way on along which the customer's data do not go.

    去往下一步时，客户信息没有一起传过去。

    Why it matters: whoever has to say everything again learns that the company does not talk to itself. Breaks like
    this one, between channels and teams, are what a map across departments is drawn to find.

    为什么重要：客户一旦要把说过的话再说一遍，就知道这家企业内部互不相通。
    跨部门画旅程图，要找的正是渠道之间、团队之间的这类断点。

    Example:

        stages:
          - name: Applying
            touchpoints:
              - name: The form
                next:
                  - to: branch
                    when: Papers are missing
                    carries_data: false  # handover-that-loses-data
              - {id: branch, name: At the branch}

    How to mend: plan how the data go along; when they do, write `carries_data: true`.

    如何修改：安排信息随客户一起流转；做到之后，改为 `carries_data: true`。

        stages:
          - name: Applying
            touchpoints:
              - name: The form
                next: [{to: branch, when: Papers are missing, carries_data: true}]
              - {id: branch, name: At the branch}
    """
    for place in context.places:
        for index, way in enumerate(place.touchpoint.next or ()):
            if way.carries_data is not False:
                continue
            here = called(place.touchpoint, context.language)
            there = next(
                (called(p.touchpoint, context.language) for p in context.places if p.touchpoint.id == way.to), way.to
            )
            yield Finding(
                (*place.path, "next", index, "carries_data"),
                Words(f"between “{here}” and “{there}” the data are lost", f"从“{here}”到“{there}”，信息没有随之传递"),
                Words("plan how the data go along with the person", "请安排信息随人流转"),
            )


class _Pair(NamedTuple):
    """Two channels of a stage that are alternatives: what each feels like, and the first touchpoint on it."""

    worse: float
    better: float
    on_worse: Place
    on_better: Place

    @property
    def distance(self) -> float:
        return self.better - self.worse


@rule(
    Severity.NOTE,
    STRICT,
    gap=Option(
        2.0, "how many steps of the scale of −2 to +2", "相差多少级，按 −2 到 +2 的量表", at_least=0.5, at_most=4
    ),
)
def channel_much_worse_than_another(context: Context, gap: float) -> Iterator[Finding]:
    """A channel that feels much worse than another one that could be taken instead, in the same stage. Touchpoints are
    alternatives where one touchpoint leads to both (`next`), or where different personas pass them. What is done first
    on one channel and then on another is no choice, and is not compared.

    同一阶段里，某个渠道的体验远不如可以替代它的另一个渠道。由同一触点的 `next` 分别通往的，或由不同角色分别经过的触点，
    视为可以互相替代；先后经过的两个渠道不作比较。

    Why it matters: for the customer the channels are one company. A journey is judged by the channel that somebody
    happened to take, and the better one shows that it can be done.

    为什么重要：在客户眼里，各个渠道是同一家企业；走了哪个渠道，就按哪个渠道评价整段旅程。
    既然另一个渠道做得到，就说明这里也能做好。

    Example:

        stages:
          - name: Asking
            touchpoints:
              - {name: A question comes up, next: [in-app, by-phone]}
              - {id: in-app, name: Ask in the app, channel: app, emotion: 1}
              - id: by-phone
                name: Ask by phone
                channel: phone  # channel-much-worse-than-another
                emotion: -2

    How to mend: bring the worse channel up to the better one, or lead people to that one before they start.

    如何修改：把较差的渠道改进到另一个的水平，或者在一开始就把人引到较好的渠道。

        stages:
          - name: Asking
            touchpoints:
              - {name: A question comes up, next: [in-app, by-phone]}
              - {id: in-app, name: Ask in the app, channel: app, emotion: 1}
              - {id: by-phone, name: Ask by phone, channel: phone, emotion: 0}
    """
    stages: dict[int | str, list[Place]] = {}
    for place in context.places:
        if place.touchpoint.channel is not None and place.touchpoint.emotion:
            stages.setdefault(place.path[1], []).append(place)
    choices = [
        {way.to for way in place.touchpoint.next}
        for place in context.places
        if place.touchpoint.next and len(place.touchpoint.next) > 1
    ]
    if not choices and len(context.personas) == 1:
        return
    for places in stages.values():
        pair = max(_pairs(context, places, choices), key=lambda pair: pair.distance, default=None)
        if pair is None or pair.distance < gap - _ROUNDING:
            continue
        stage = called(pair.on_worse.stage, context.language)
        low, high = (
            context.library.channel_name(place.touchpoint.channel or "", context.language)
            for place in (pair.on_worse, pair.on_better)
        )
        yield Finding(
            (*pair.on_worse.path, "channel"),
            Words(
                f"in the stage “{stage}”, {low} feels {pair.distance:.2g} steps worse than {high}",
                f"在阶段“{stage}”中，“{low}”的情绪分比“{high}”低 {pair.distance:.2g} 级",
            ),
            Words(
                "bring it up to the other channel, or lead people to that one",
                "请改进这个渠道，或把人引到较好的渠道",
            ),
            related=((*pair.on_better.path, "channel"), Words("the better channel", "较好的渠道")),
        )


def _pairs(context: Context, places: Sequence[Place], choices: Sequence[set[str]]) -> Iterator[_Pair]:
    """Yield the pairs of channels that are alternatives, with the mean emotion of the touchpoints that are."""
    felt: dict[tuple[str, str], tuple[dict[int, Place], dict[int, Place]]] = {}
    for one, other in combinations(places, 2):
        if one.touchpoint.channel != other.touchpoint.channel and _are_alternatives(one, other, choices):
            first, second = sorted((one, other), key=lambda place: place.touchpoint.channel or "")
            known = felt.setdefault((first.touchpoint.channel or "", second.touchpoint.channel or ""), ({}, {}))
            for side, place in zip(known, (first, second), strict=True):
                side[place.column] = place
    for sides in felt.values():
        scored = [
            [
                (sum(scores) / len(scores), place)
                for place in side.values()
                if (scores := context.scores(place.touchpoint))
            ]
            for side in sides
        ]
        if all(scored):
            means = [(sum(score for score, _ in side) / len(side), side[0][1]) for side in scored]
            (worse, on_worse), (better, on_better) = sorted(means, key=lambda mean: mean[0])
            yield _Pair(worse, better, on_worse, on_better)


def _are_alternatives(one: Place, other: Place, choices: Sequence[set[str]]) -> bool:
    """Whether nobody passes both touchpoints, or one touchpoint leads to either."""
    first, second = one.touchpoint, other.touchpoint
    if first.personas and second.personas and not set(first.personas).intersection(second.personas):
        return True
    return any(first.id in choice and second.id in choice for choice in choices)


@rule(Severity.NOTE, STRICT)
def forced_change_of_channel(context: Context) -> Iterator[Finding]:
    """A touchpoint online whose only ways on lead offline, or the reverse, with nothing said of why.

    线上触点写明的去路全在线下（或反过来），却没有说明原因。

    Why it matters: whoever has begun online wants to finish online. Where the only way on is a branch or a phone
    line, people give up, and the map should at least know it. Only ways that the map names under `next` are judged:
    what merely follows in the order of the map says nothing of force. Messages and deliveries, which come by
    themselves, are let pass, and so are ways along which the data go (`carries_data: true`).

    为什么重要：从线上开始的人，希望在线上办完。如果只能改去网点或打电话，有人就会放弃；地图至少应当写明。
    只检查在 `next` 中写明的去路：仅仅是画在后面，并不代表非走不可。短信、配送等自己送上门的渠道不作检查；
    写明信息随之传递（`carries_data: true`）的去路也不作检查。

    Example:

        stages:
          - name: Applying
            touchpoints:
              - name: The form
                channel: web
                next: [branch]  # forced-change-of-channel
              - {id: branch, name: Show the papers, channel: branch}

    How to mend: offer a way on in the same medium; or say under `when` what sends people across.

    如何修改：在同一类渠道里提供去路；或用 `when` 写明什么情况下需要换渠道。

        stages:
          - name: Applying
            touchpoints:
              - name: The form
                channel: web
                next: [{to: upload, when: Papers are scanned}, {to: branch, when: A notary must sign}]
              - {id: branch, name: Show the papers, channel: branch, next: []}
              - {id: upload, name: Upload the papers, channel: web}
    """
    if not any(place.touchpoint.next for place in context.places):
        return
    media = [_medium(context, place) for place in context.places]
    if not {"online", "offline"}.issubset(media):
        return
    forced: dict[int, Step] = {}
    for persona in context.personas:
        ways: dict[int, list[Step]] = {}
        for step in ways_of(context.places, persona).steps:
            ways.setdefault(step.tail, []).append(step)
        for tail, steps in ways.items():
            if all(_is_forced(step, media) for step in steps):
                forced.setdefault(tail, steps[0])
    for tail, step in sorted(forced.items()):
        place, head, here, there = context.places[tail], context.places[step.head], media[tail], media[step.head]
        name, other = called(place.touchpoint, context.language), called(head.touchpoint, context.language)
        this, that = _MEDIA[here or ""], _MEDIA[there or ""]
        yield Finding(
            (*place.path, "next"),
            Words(
                f"from “{name}”, {this.en}, the only way on is {that.en}: “{other}”",
                f"“{name}”在{this.zh}，之后只能转到{that.zh}：“{other}”",
            ),
            Words(f"offer a way on {this.en}, or say `when`", f"请提供{this.zh}的去路，或用 `when` 说明"),
            related=((*head.path, "channel"), Words("it leads here", "转到这里")),
        )


def _medium(context: Context, place: Place) -> str | None:
    """Return the medium of a touchpoint, or None where it is not known or where no change is forced."""
    channel = place.touchpoint.channel
    return None if channel is None or channel in _COME_BY_THEMSELVES else context.library.channel_medium(channel)


def _is_forced(step: Step, media: Sequence[str | None]) -> bool:
    """Whether a named way changes the medium without a word of why; where data are lost, that is found elsewhere."""
    if step.way is None or step.way.when is not None or step.way.carries_data is not None:
        return False
    here, there = media[step.tail], media[step.head]
    return here is not None and there is not None and here != there


RULES = (
    undeclared_channel,
    handover_that_loses_data,
    channel_much_worse_than_another,
    forced_change_of_channel,
)
