"""Reads `<map>.measures.json`, which lies beside a map: what was measured of it, as `cxmap measure` wrote it down."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast, get_args

from cxmap.diagnostics import CxmapError
from cxmap.language import Words
from cxmap.measurements import (
    Figure,
    MapMeasurements,
    MeasuredFile,
    MeasuredSource,
    Measurement,
    Metric,
    Of,
    PeriodFigure,
)
from cxmap.statistics.comparisons import Heterogeneity
from cxmap.statistics.intervals import Interval
from cxmap.statistics.trends import Trend

if TYPE_CHECKING:
    from pathlib import Path

VERSION = 1
SUFFIX = ".measures.json"
"""What the file beside a map ends in, in place of the map's ending."""
_NOT_SHOWN = Figure(0, None, None, None)
_BY = ("channel", "persona", "segment")


def measures_beside(path: Path) -> Path:
    """Return where the measures of the map at a path lie."""
    return path.with_suffix(SUFFIX)


def measures_of(path: Path) -> MapMeasurements | None:
    """Read the measures of the map at a path; None where there are none.

    Raises:
        CxmapError: the file cannot be read, or is not what `cxmap measure` writes.
    """
    beside = measures_beside(path)
    try:
        text = beside.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(beside.name, str(error)) from None
    return measures_from(text, beside.name)


def measures_from(text: str, name: str) -> MapMeasurements:
    """Read measures from the text of their file. What cannot be shown has no n; names of things are not in the file.

    Raises:
        CxmapError: it is not what `cxmap measure` writes, or of a later version.
    """
    try:
        data = json.loads(text)
        version = data["version"]
    except (ValueError, RecursionError, KeyError, TypeError):
        raise _unreadable(name, Words("it is no JSON of measures", "不是测量结果 JSON")) from None
    if version != VERSION:
        raise _unreadable(name, Words(f"it is of version {version!r}", f"其版本为 {version!r}"))
    try:
        return MapMeasurements(
            str(data["map"]), "", str(data["period"]), int(data["suppress_below"]), int(data.get("grey_below", 0)),
            tuple(map(_source, data["sources"])), tuple(map(_measurement, data["figures"])),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _unreadable(name, Words(f"something is missing or odd: {error}", f"有缺失或异常：{error}")) from None


def _unreadable(name: str, why: Words | str) -> CxmapError:
    said = why if isinstance(why, Words) else Words(why, why)
    return CxmapError(
        Words(f"{name} cannot be read: {said.en}", f"无法读取 {name}：{said.zh}"),
        Words("make it anew with `cxmap measure`", "请用 `cxmap measure` 重新生成"),
    )


def _metric(value: object) -> Metric:
    if value not in get_args(Metric):
        raise ValueError(value)
    return cast("Metric", value)


def _source(data: dict[str, Any]) -> MeasuredSource:
    low, high = map(float, data["scale"])
    files = tuple(MeasuredFile(str(file["name"]), str(file["sha256"])) for file in data["files"])
    rejected = tuple((str(reason), int(count), ()) for reason, count in data["rejected"].items())
    return MeasuredSource(
        str(data["id"]), _metric(data["metric"]), (low, high), str(data["direction"]), files, int(data["rows"]),
        int(data["unanswered"]), rejected,
    )  # fmt: skip


def _measurement(data: dict[str, Any]) -> Measurement:
    of = next(of for of in get_args(Of) if of in data)
    by = next((by for by in _BY if by in data), "")
    channels, trend = data.get("channels"), data.get("trend")
    return Measurement(
        cast("Of", of), str(data[of]), "", str(data["source"]), _metric(data["metric"]), _figure(data),
        _figure(data["emotion"]) if "emotion" in data else _NOT_SHOWN,
        float(data["share"]), by, str(data[by]) if by else "", _number(data.get("claimed")),
        tuple(map(_period, data.get("periods", ()))),
        _trend(trend) if trend is not None else None,
        Heterogeneity(float(channels["q"]), int(channels["df"]), float(channels["p"]), float(channels["i2"])) if channels is not None else None,
        data.get("direction") != "lower-is-better",
    )  # fmt: skip


def _trend(data: dict[str, Any]) -> Trend:
    """Return a trend; how far months scatter beyond it is not in the file."""
    between = Interval(float(data["low"]), float(data["high"]))
    return Trend(float(data["slope"]), between, float(data["p"]), 1.0)


def _period(data: dict[str, Any]) -> PeriodFigure:
    change, p, outstanding = (_number(data.get(name)) for name in ("change", "p", "outstanding"))
    return PeriodFigure(str(data["period"]), _figure(data), change, p, outstanding)


def _figure(data: dict[str, Any]) -> Figure:
    if data.get("suppressed"):
        return _NOT_SHOWN
    return Figure(int(data["n"]), float(data["value"]), float(data["low"]), float(data["high"]))


def _number(value: object) -> float | None:
    return None if value is None else float(cast("float", value))
