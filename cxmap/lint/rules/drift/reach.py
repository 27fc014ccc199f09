"""Whether map and data speak of the same touchpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words, in_quotes
from cxmap.lint.engine import DEFAULT, STRICT, Finding, rule
from cxmap.lint.options import Option
from cxmap.lint.phrasing import together
from cxmap.lint.rules.drift.things import followed
from cxmap.model.reading import called

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context
    from cxmap.model.reading import Place

_MOST_NAMED = 6
UNKNOWN = "unknown-touchpoint"
"""Why an answer was not taken that names a touchpoint which no map has."""


@rule(Severity.NOTE, STRICT)
def touchpoint_without_data(context: Context) -> Iterator[Finding]:
    """A touchpoint that no data touch, although others of the map are measured; said once for those of one owner.

    其他触点都有数据，唯独没有数据的触点；同一责任团队的合并提示。

    Why it matters: what is not measured stays an opinion, and beside measured touchpoints it looks as well founded as
    they are. Data name a touchpoint by its id, its name, or by what `values:` of the source says.

    为什么重要：没有测量的只是看法，夹在有数据的触点中间，看上去却同样可信。
    数据按触点的 id、名称或数据源 `values:` 中的叫法对应。

    Example:

        stages:
          - name: Applying
            touchpoints:
              - {id: form, name: The form}
              - {id: desk, name: The desk}  # touchpoint-without-data

    Measured:

        {"version": 1, "map": "example", "figures": [
          {"touchpoint": "form", "source": "survey", "metric": "csat", "n": 412, "value": 61.2, "low": 56.4, "high": 65.8}]}

    How to mend: ask about it in the next survey, or find the system that knows of it; or leave it as it is, knowingly.

    如何修改：在下次问卷中加入该触点，或找到记录它的系统；也可以明知如此而保留。

        stages:
          - name: Applying
            touchpoints:
              - {id: form, name: The form}
              - {id: desk, name: The desk}

    Measured then:

        {"version": 1, "map": "example", "figures": [
          {"touchpoint": "form", "source": "survey", "metric": "csat", "n": 412, "value": 61.2, "low": 56.4, "high": 65.8},
          {"touchpoint": "desk", "source": "survey", "metric": "csat", "n": 98, "value": 70.4, "low": 60.7, "high": 78.5}]}
    """
    found = context.measures
    if found is None or context.journey.state == "future":
        return
    touched = {one.id for one in found.figures if one.of == "touchpoint"}
    touched |= {one.id for one in found.complaints if one.of == "touchpoint"}
    touched |= {step.touchpoint for flow in found.flows for step in flow.steps}
    places = {id_: place for place in context.places if (id_ := place.touchpoint.id)}
    if not touched & places.keys():
        return
    owners: dict[str | None, list[Place]] = {}
    for place in context.places:
        if place.touchpoint.id not in touched:
            owners.setdefault(place.touchpoint.owner, []).append(place)
    for untouched in owners.values():
        names = [in_quotes(called(place.touchpoint, context.language)) for place in untouched]
        more, said = len(names) - _MOST_NAMED, together(names)
        if more > 1:
            first = together(names[:_MOST_NAMED])
            said = Words(f"{', '.join(names[:_MOST_NAMED])} and {more} more", f"{first.zh}等 {len(names)} 个触点")
        count = Words("the touchpoint", "触点") if len(names) == 1 else Words(f"{len(names)} touchpoints:", "触点")
        nameless = any(place.touchpoint.id is None for place in untouched)
        yield Finding(
            untouched[0].path,
            Words(f"no data touch {count.en} {said.en}", f"没有任何数据涉及{count.zh}{said.zh}"),
            Words(
                "ask about it, or name it in `values:` of the source"
                + ("; give it an `id:` first" if nameless else ""),
                "请在问卷中加入，或在数据源的 `values:` 中写明叫法" + ("；请先为它写 `id:`" if nameless else ""),
            ),
            places=tuple(place.path for place in untouched),
        )


@rule(
    Severity.NOTE,
    DEFAULT,
    share=Option(
        2.0,
        "how much of a source must speak of touchpoints that no map has, or of a log's cases have such an event, in per cent",
        "数据中有百分之几提到地图没有的触点，或日志中有百分之几的案例有这样的事件，才提示",
        at_least=0,
        at_most=100,
    ),
)
def touchpoint_missing_from_map(context: Context, share: float) -> Iterator[Finding]:
    """Data about touchpoints, or an event log's events, that no map of the workspace has.

    数据提到了工作区中任何地图都没有的触点，或日志中有地图没有的事件。

    Why it matters: customers go somewhere that nobody has drawn: a new page, a shop that was added, a word that a system
    uses for something the map calls otherwise. Their answers are not counted anywhere.

    为什么重要：客户去了图上没有的地方：新页面、新门店，或是系统里的另一种叫法。他们的回答没有计入任何触点。

    Example:

        stages: [{name: Applying, touchpoints: [{id: form, name: The form}]}]  # touchpoint-missing-from-map

    Measured:

        {"version": 1, "map": "example", "sources": [
          {"id": "survey", "metric": "csat", "scale": [1, 5], "rows": 1197, "rejected": {"unknown-touchpoint": 85}}], "figures": []}

    How to mend: see which they are with `cxmap measure --rejects rejects.csv`; draw what is missing, and translate what is
    only called otherwise in `values:` of the source.

    如何修改：用 `cxmap measure --rejects rejects.csv` 查看是哪些；缺的画进地图，只是叫法不同的写进数据源的 `values:`。

        stages: [{name: Applying, touchpoints: [{id: form, name: The form}, {id: app, name: The app}]}]

    Measured then:

        {"version": 1, "map": "example", "sources": [
          {"id": "survey", "metric": "csat", "scale": [1, 5], "rows": 1197, "rejected": {}}], "figures": []}
    """
    found = context.measures
    if found is None or context.journey.state == "future":
        return
    yield from _strange(context, share)
    for source in found.read:
        count = next((count for reason, count, _ in source.rejected if reason == UNKNOWN), 0)
        every = source.things
        part = 100 * count / every if every else 0.0
        if part >= share and count >= max(found.suppress_below, 1):
            yield Finding(
                ("stages",),
                Words(
                    f"{part:.1f}% of `{source.id}` speaks of touchpoints that no map has ({count:,} of {every:,} rows)",
                    f"`{source.id}` 中 {part:.1f}% 提到的触点不在任何地图上（{every:,} 条中的 {count:,} 条）",
                ),
                Words(
                    "`cxmap measure --rejects rejects.csv` names them: draw them, or translate them in `values:` of the source",
                    "`cxmap measure --rejects rejects.csv` 可列出它们：请补进地图，或在数据源的 `values:` 中写明对应",
                ),
                at_key=True,
            )


def _strange(context: Context, share: float) -> Iterator[Finding]:
    """Yield the event logs with events that no touchpoint means, in so many of their cases."""
    for flow in followed(context):
        met = [one for one in flow.strangers if 100 * one.share >= share]
        if not met:
            continue
        cases = f"{flow.cases:,}"
        said = [
            (in_quotes(one.event), f"{one.cases:,}", f"{100 * one.share:.1f}%")
            for one in sorted(met, key=lambda one: (-one.cases, one.event))
        ]
        more = len(said) - _MOST_NAMED
        en = [f"{event} ({n} of {cases} cases, {part})" for event, n, part in said]
        zh = [f"{event}（{cases} 个案例中的 {n} 个，{part}）" for event, n, part in said]
        names = Words(together(en).en, together(zh).zh)
        if more > 1:
            first = together(zh[:_MOST_NAMED])
            names = Words(f"{', '.join(en[:_MOST_NAMED])} and {more} more", f"{first.zh}等 {len(said)} 种事件")
        yield Finding(
            ("stages",),
            Words(
                f"`{flow.source}` has {'an event' if len(said) == 1 else 'events'} that no touchpoint means: {names.en}",
                f"`{flow.source}` 中有不对应任何触点的事件：{names.zh}",
            ),
            Words(
                "draw what is missing, or translate the event in `values:` of the source",
                "请把缺的补进地图，或在数据源的 `values:` 中写明事件对应的触点",
            ),
            at_key=True,
        )
