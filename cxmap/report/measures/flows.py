"""What event logs say of a map, in words and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.language import Words, listed
from cxmap.lengths_of_time import half_within, time_said
from cxmap.measured_figures import SIGNIFICANT, interval, number
from cxmap.report.measures.rows import Row, of_journey, ranks_rows, time_rows, with_figure
from cxmap.report.measures.sections import Section
from cxmap.report.measures.values import figure_data, rounded, time_data, without_gaps
from cxmap.report.measures.words import HIDDEN, NOT_SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.language import Language
    from cxmap.measurements import Figure, MapMeasurements
    from cxmap.measurements.flows import FlowFigure, FlowMove, FlowStep, FlowSwitching, SwitchingSide

TITLE = Words("Events: {}, {:,} cases", "事件：{}，{:,} 个案例")
FEW_CASES = Words("Events: {}, fewer than {} cases", "事件：{}，案例少于 {}")
HEADS = (
    Words("Touchpoint", "触点"),
    Words("Cases", "案例"),
    Words("Share", "占比"),
    Words("Again", "重复"),
    Words("End there", "止于此"),
    Words("Next for half within", "半数下一步在"),
    Words("9 in 10 within", "九成在"),
    Words("Channels", "渠道"),
)
LASTED = Words(
    "from first to last event half take {}, 9 in 10 at most {}", "从首个到最后一个事件，半数用时 {}，九成不超过 {}"
)
BY = Words("by channel: {}", "按渠道：{}")
DIFFER = Words(" (they differ*)", "（有显著差异*）")
NO_DIFFERENCE = Words(" (no more than chance)", "（差异不显著）")
SWITCHING = Words("{} of the cases that are over change channel", "已结束的案例中 {} 换过渠道")
REACHED = Words("; of these {0} reach “{2}”, of the others {1}", "；换过渠道者 {0} 到达“{2}”，其余 {1}")
TIMES = Words(
    "; of those who get there, half take {} with a change, {} without", "；到达者中，换过渠道者半数用时 {}，其余 {}"
)
SWITCHING_METHOD = Words(
    "Change of channel: several named in a case, against one; shares by the pooled z test. Who leaves early has had less time to change, so "
    "going together is not yet a cause.",
    "换过渠道指一个案例中有多种渠道，与只有一种的相比；占比用合并 z 检验。早早离开者来不及换渠道，故相关不等于因果。",
)
STRANGERS = Words("events that no map knows: {}", "地图未收录的事件：{}")
STRANGER = Words("{} {:,} ({:.0%})", "{} {:,}（{:.0%}）")
METHOD = Words(
    "Share: of all cases of the log. Again: of these cases, those with one of its events more than once. Next: from an event of it to the "
    "next of something else; within 2%, with the 95% interval of the median. * significant at 5% (Kruskal and Wallis).",
    "占比以日志全部案例计；重复指同一事件多于一次的案例；下一步指到其他事件的时间，误差 2% 以内，附中位数的 95% 区间；* 在 5% 水平显著（Kruskal–Wallis 检验）。",
)
_STRANGERS = 5


def flow_sections(found: MapMeasurements, language: Language) -> Iterator[Section]:
    """Yield a section for each event log."""
    for flow in found.flows:
        if flow.cases is None:
            yield Section(FEW_CASES.said(language).format(flow.source, found.suppress_below))
            continue
        heads = tuple(words.said(language) for words in HEADS)
        rows = tuple(tuple(_cells(step, found, language)) for step in flow.steps)
        title = TITLE.said(language).format(flow.source, flow.cases)
        methods = (METHOD, SWITCHING_METHOD) if flow.switching is not None else (METHOD,)
        few = [HIDDEN] if any(step.events is None for step in flow.steps) else []
        remarks = (
            *_remarks(flow, language),
            *(words.said(language).format(found.suppress_below) for words in (*few, *methods)),
        )
        yield Section(title, heads if rows else (), rows, remarks)


def _cells(step: FlowStep, found: MapMeasurements, language: Language) -> list[str]:
    name = step.name or step.touchpoint
    if step.events is None:
        return [name, NOT_SHOWN.said(language), *[""] * (len(HEADS) - 2)]
    few = "~" if step.cases is not None and step.cases < found.grey_below else ""
    return [
        name,
        "–" if step.cases is None else f"{step.cases:,}{few}",
        *(_percent(share) for share in (step.share, step.repeated, step.ends)),
        half_within(step.wait, language) if step.wait is not None else "",
        time_said(step.wait.p90, language) if step.wait is not None else "",
        listed([f"{channel} {share:.0%}" for channel, share in step.channels], language),
    ]


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def _remarks(flow: FlowFigure, language: Language) -> Iterator[str]:
    if flow.duration is not None:
        lasted = half_within(flow.duration, language), time_said(flow.duration.p90, language)
        yield LASTED.said(language).format(*lasted)
    by = [
        f"{group.id} {half_within(group.duration, language)}"
        for group in flow.groups
        if group.by == "channel" and group.duration is not None
    ]
    if len(by) > 1:
        differ = flow.channels is not None and flow.channels.p < SIGNIFICANT
        yield BY.said(language).format(listed(by, language)) + (DIFFER.said(language) if differ else "")
    if flow.switching is not None:
        yield _switching_said(flow.switching, language)
    strangers = [STRANGER.said(language).format(one.event, one.cases, one.share) for one in flow.strangers[:_STRANGERS]]
    if strangers:
        rest = " …" if len(flow.strangers) > _STRANGERS else ""
        yield STRANGERS.said(language).format(listed(strangers, language)) + rest


def _switching_said(found: FlowSwitching, language: Language) -> str:
    """Say how many change channel, and what becomes of them beside the others."""
    said = SWITCHING.said(language).format(_shared(found.share))
    sides = found.changing, found.staying
    shares = [_shared(side.reached) for side in sides if side.reached is not None]
    if len(shares) == len(sides):
        said += REACHED.said(language).format(*shares, found.end_name or found.end) + _differ(found.p_reached, language)
    times = [half_within(side.duration, language) for side in sides if side.duration is not None]
    if len(times) == len(sides):
        said += TIMES.said(language).format(*times) + _differ(found.p_duration, language)
    return said


def _shared(share: Figure) -> str:
    return f"{number(share.value or 0.0, 'csat')} {interval(share, 'csat')}"


def _differ(p: float | None, language: Language) -> str:
    return "" if p is None else (DIFFER if p < SIGNIFICANT else NO_DIFFERENCE).said(language)


def flow_data(flow: FlowFigure) -> dict[str, Any]:
    """Return what a log says as plain data: ids, and the words of events that no map knows; of few cases only that."""
    if flow.cases is None:
        return {"source": flow.source, "suppressed": True}
    return {
        "source": flow.source,
        **without_gaps(
            events=flow.events,
            cases=flow.cases,
            duration=time_data(flow.duration) if flow.duration else None,
            channels={"h": rounded(flow.channels.h), "df": flow.channels.df, "p": rounded(flow.channels.p)}
            if flow.channels
            else None,
            switching=_switching(flow.switching) if flow.switching else None,
        ),
        "touchpoints": [_step(step) for step in flow.steps],
        "groups": [
            {group.by: group.id, "cases": group.cases}
            | ({"duration": time_data(group.duration)} if group.duration else {})
            for group in flow.groups
        ],
        "strangers": [
            {"event": one.event, "events": one.events, "cases": one.cases, "share": rounded(one.share)}
            for one in flow.strangers
        ],
        "moves": [_move(move) for move in flow.moves],
    }


def _switching(found: FlowSwitching) -> dict[str, Any]:
    return {
        **figure_data(found.share),
        **without_gaps(
            end=found.end or None,
            changing=_side(found.changing) or None,
            staying=_side(found.staying) or None,
            p_reached=rounded(found.p_reached),
            p_duration=rounded(found.p_duration),
        ),
    }


def _side(side: SwitchingSide) -> dict[str, Any]:
    return without_gaps(
        reached=figure_data(side.reached) if side.reached is not None else None,
        duration=time_data(side.duration) if side.duration is not None else None,
    )


def _step(step: FlowStep) -> dict[str, Any]:
    if step.events is None:
        return {"touchpoint": step.touchpoint, "suppressed": True}
    return {
        "touchpoint": step.touchpoint,
        **without_gaps(
            cases=step.cases,
            share=rounded(step.share),
            events=step.events,
            repeated=rounded(step.repeated),
            ends=rounded(step.ends),
            position=rounded(step.position),
            wait=time_data(step.wait) if step.wait else None,
            channels={channel: rounded(share) for channel, share in step.channels} or None,
        ),
    }


def _move(move: FlowMove) -> dict[str, Any]:
    return {
        "from" if move.before_known else "from_event": move.before,
        "to" if move.after_known else "to_event": move.after,
        "n": move.n,
    }


def flow_rows(flow: FlowFigure, found: MapMeasurements) -> Iterator[Row]:
    """Yield rows for CSV: of the journey, by channel and segment, of touchpoints, of events that no map knows, of moves."""
    journey = of_journey(found, flow.source)
    yield journey._replace(metric="cases", n=flow.cases)
    if flow.cases is None:
        return
    yield journey._replace(metric="events", n=flow.events)
    yield from time_rows(journey, "duration", flow.duration)
    yield from ranks_rows(journey, "duration", flow.channels)
    for group in flow.groups:
        of_group = journey._replace(by=group.by, by_id=group.id)
        yield of_group._replace(metric="cases", n=group.cases)
        yield from time_rows(of_group, "duration", group.duration)
    if flow.switching is not None:
        yield from _switching_rows(journey, flow.switching)
    for step in flow.steps:
        yield from _step_rows(Row(of="touchpoint", id=step.touchpoint, name=step.name, source=flow.source), step)
    for one in flow.strangers:
        stranger = Row(of="event", id=one.event, source=flow.source)
        yield stranger._replace(metric="cases", n=one.cases, value=100 * one.share)
        yield stranger._replace(metric="events", n=one.events)
    names = {step.touchpoint: step.name for step in flow.steps}
    for move in flow.moves:
        of = "touchpoint" if move.before_known else "event"
        name = names.get(move.before, "") if move.before_known else ""
        by = "to" if move.after_known else "to-event"
        yield Row(
            of=of, id=move.before, name=name, by=by, by_id=move.after, source=flow.source, metric="moves", n=move.n
        )


def _switching_rows(journey: Row, found: FlowSwitching) -> Iterator[Row]:
    yield with_figure(journey, "changed-channel", found.share)
    for whether, side in (("yes", found.changing), ("no", found.staying)):
        of_side = journey._replace(by="changed-channel", by_id=whether)
        if side.reached is not None:
            yield with_figure(of_side, "reached-the-end", side.reached)._replace(note=found.end)
        yield from time_rows(of_side._replace(note="of those who reached the end"), "duration", side.duration)
    for metric, p in (("reached", found.p_reached), ("duration", found.p_duration)):
        if p is not None:
            yield journey._replace(metric=f"changed-channel-{metric}", p=p)


def _step_rows(about: Row, step: FlowStep) -> Iterator[Row]:
    if step.events is None:
        yield about._replace(metric="cases")
        return
    for metric, share in (("cases", step.share), ("repeated", step.repeated), ("ends", step.ends)):
        if share is not None:
            yield about._replace(metric=metric, n=step.cases, value=100 * share)
    yield from time_rows(about, "wait", step.wait)
    yield about._replace(metric="events", n=step.events)
    for channel, share in step.channels:
        yield about._replace(by="channel", by_id=channel, metric="events", n=step.events, value=100 * share)
    if step.position is not None:
        yield about._replace(metric="position", n=step.events, value=step.position)
