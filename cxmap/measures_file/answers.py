"""Surveys, and the figures of their answers, from a measures file."""

from __future__ import annotations

from typing import Any

from cxmap.measurements import MeasuredFile, MeasuredSource, Measurement, PeriodFigure
from cxmap.measures_file.values import (
    HIDDEN,
    MisfitError,
    about,
    each_of,
    figure_of,
    finite,
    heterogeneity_of,
    mapping,
    metric_of,
    number,
    optional,
    text_of,
    trend_of,
    whole,
)


def source_of(data: dict[str, Any], at: str) -> MeasuredSource:
    """Return what was read of a survey; samples of what was not taken are not in the file."""
    scale = data.get("scale")
    if not isinstance(scale, list) or len(scale) != 2:
        raise MisfitError(f"{at}scale")
    return MeasuredSource(
        text_of(data, "id", at),
        metric_of(data, at),
        (finite(scale[0], f"{at}scale"), finite(scale[1], f"{at}scale")),
        text_of(data, "direction", at, "higher-is-better"),
        each_of(data, "files", at, file_of, []),
        whole(data, "rows", at),
        whole(data, "unanswered", at, 0),
        rejected_of(data, at),
        text_of(data, "settings", at, ""),
        whole(data, "answers", at, whole(data, "rows", at)),
    )


def rejected_of(data: dict[str, Any], at: str, key: str = "rejected") -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    """Return why rows were not taken, or, by the key `partly`, what could not be read of others, and how many."""
    rejected = mapping(data, key, at)
    return tuple((reason, whole(rejected, reason, f"{at}{key}."), ()) for reason in rejected)


def file_of(data: dict[str, Any], at: str) -> MeasuredFile:
    """Return a file that was read."""
    return MeasuredFile(text_of(data, "name", at), text_of(data, "sha256", at))


def measurement_of(data: dict[str, Any], at: str) -> Measurement:
    """Return a figure of answers."""
    of, by = about(data, at)
    emotion = mapping(data, "emotion", at)
    trend, channels = mapping(data, "trend", at), mapping(data, "channels", at)
    return Measurement(
        of,
        text_of(data, of, at),
        "",
        text_of(data, "source", at),
        metric_of(data, at),
        figure_of(data, at),
        figure_of(emotion, f"{at}emotion.") if emotion else HIDDEN,
        number(data, "share", at, 0.0),
        by,
        text_of(data, by, at) if by else "",
        optional(data, "claimed", at),
        each_of(data, "periods", at, _period, []),
        trend_of(trend, f"{at}trend.") if trend else None,
        heterogeneity_of(channels, f"{at}channels.") if channels else None,
        data.get("direction") != "lower-is-better",
    )


def _period(data: dict[str, Any], at: str) -> PeriodFigure:
    return PeriodFigure(
        text_of(data, "period", at),
        figure_of(data, at),
        optional(data, "change", at),
        optional(data, "p", at),
        optional(data, "outstanding", at),
    )
