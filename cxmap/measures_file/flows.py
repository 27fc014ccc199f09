"""What event logs say, in a measures file."""

from __future__ import annotations

from typing import Any, Literal

from cxmap.measurements.flows import (
    FlowFigure,
    FlowGroup,
    FlowMove,
    FlowStep,
    FlowStranger,
    FlowSwitching,
    SwitchingSide,
)
from cxmap.measures_file.values import (
    MisfitError,
    each_of,
    figure_of,
    mapping,
    number,
    optional,
    optional_whole,
    ranks_of,
    text_of,
    time_figure,
    whole,
)


def flow_of(data: dict[str, Any], at: str) -> FlowFigure:
    """Return what an event log says, as a mapping holds it.

    Raises:
        MisfitError: something is missing or odd.
    """
    source = text_of(data, "source", at)
    if data.get("suppressed") is True:
        return FlowFigure(source)
    channels, switching = mapping(data, "channels", at), mapping(data, "switching", at)
    return FlowFigure(
        source,
        whole(data, "events", at),
        whole(data, "cases", at),
        time_figure(data, "duration", at),
        each_of(data, "touchpoints", at, _step, []),
        each_of(data, "strangers", at, _stranger, []),
        each_of(data, "moves", at, _move, []),
        each_of(data, "groups", at, _group, []),
        ranks_of(channels, f"{at}channels.") if channels else None,
        _switching(switching, f"{at}switching.") if switching else None,
    )


def _switching(data: dict[str, Any], at: str) -> FlowSwitching:
    changing, staying = (_side(mapping(data, name, at), f"{at}{name}.") for name in ("changing", "staying"))
    p_reached, p_duration = optional(data, "p_reached", at), optional(data, "p_duration", at)
    return FlowSwitching(
        figure_of(data, at), text_of(data, "end", at, ""), "", changing, staying, p_reached, p_duration
    )


def _side(data: dict[str, Any], at: str) -> SwitchingSide:
    reached = mapping(data, "reached", at)
    return SwitchingSide(figure_of(reached, f"{at}reached.") if reached else None, time_figure(data, "duration", at))


def _step(data: dict[str, Any], at: str) -> FlowStep:
    touchpoint = text_of(data, "touchpoint", at)
    if data.get("suppressed") is True:
        return FlowStep(touchpoint, "")
    channels = mapping(data, "channels", at)
    return FlowStep(
        touchpoint,
        "",
        optional_whole(data, "cases", at),
        optional(data, "share", at),
        whole(data, "events", at),
        optional(data, "repeated", at),
        optional(data, "ends", at),
        number(data, "position", at),
        time_figure(data, "wait", at),
        tuple((channel, number(channels, channel, f"{at}channels.")) for channel in channels),
    )


def _stranger(data: dict[str, Any], at: str) -> FlowStranger:
    counts = whole(data, "events", at), whole(data, "cases", at)
    return FlowStranger(text_of(data, "event", at), *counts, number(data, "share", at))


def _move(data: dict[str, Any], at: str) -> FlowMove:
    known = "from" in data, "to" in data
    before = text_of(data, "from" if known[0] else "from_event", at)
    return FlowMove(before, text_of(data, "to" if known[1] else "to_event", at), *known, whole(data, "n", at))


def _group(data: dict[str, Any], at: str) -> FlowGroup:
    by: Literal["channel", "segment"] = "channel" if "channel" in data else "segment"
    if by not in data:
        raise MisfitError(f"{at}channel")
    return FlowGroup(by, text_of(data, by, at), whole(data, "cases", at), time_figure(data, "duration", at))
