"""Logs, and complaints, from a measures file."""

from __future__ import annotations

from typing import Any

from cxmap.measurements import ComplaintFigure, ComplaintPeriod, ComplaintRate, MeasuredLog
from cxmap.measures_file.answers import file_of, rejected_of
from cxmap.measures_file.values import (
    MisfitError,
    about,
    each_of,
    figure_of,
    mapping,
    number,
    optional,
    optional_whole,
    ranks_of,
    text_of,
    time_figure,
    trend_of,
    whole,
)


def log_of(data: dict[str, Any], at: str) -> MeasuredLog:
    """Return what was read of a log."""
    kind = data.get("kind")
    if kind not in ("complaints", "events"):
        raise MisfitError(f"{at}kind")
    files = each_of(data, "files", at, file_of, [])
    settings = text_of(data, "settings", at, "")
    return MeasuredLog(
        text_of(data, "id", at),
        kind,
        files,
        whole(data, "rows", at),
        rejected_of(data, at),
        settings,
        rejected_of(data, at, "partly"),
    )


def complaint_of(data: dict[str, Any], at: str) -> ComplaintFigure:
    """Return the complaints about something."""
    of, by = about(data, at)
    hidden = data.get("suppressed") is True
    reopened, channels = mapping(data, "reopened", at), mapping(data, "channels", at)
    trend = mapping(data, "trend", at)
    return ComplaintFigure(
        of,
        text_of(data, of, at),
        "",
        text_of(data, "source", at),
        0 if hidden else whole(data, "n", at),
        None if hidden else number(data, "share", at),
        optional_whole(data, "open", at),
        time_figure(data, "handling", at),
        figure_of(reopened, f"{at}reopened.") if reopened else None,
        by,
        text_of(data, by, at) if by else "",
        each_of(data, "periods", at, _complaint_period, []),
        trend_of(trend, f"{at}trend.") if trend else None,
        ranks_of(channels, f"{at}channels.") if channels else None,
        each_of(data, "per_1000_cases", at, _rate, []),
    )


def _rate(data: dict[str, Any], at: str) -> ComplaintRate:
    first, last = text_of(data, "first", at), text_of(data, "last", at)
    return ComplaintRate(text_of(data, "events", at), first, last, whole(data, "complaints", at), figure_of(data, at))


def _complaint_period(data: dict[str, Any], at: str) -> ComplaintPeriod:
    return ComplaintPeriod(
        text_of(data, "period", at),
        optional_whole(data, "n", at),
        optional_whole(data, "open", at),
        time_figure(data, "handling", at),
        optional(data, "change", at),
        optional(data, "p", at),
        optional(data, "outstanding", at),
        optional_whole(data, "days", at),
    )
