"""Reads `<map>.measures.json`, which lies beside a map: what was measured of it, as `cxmap measure` wrote it down."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from cxmap.diagnostics import CxmapError
from cxmap.language import Words
from cxmap.measurements import (
    ComplaintFigure,
    ComplaintPeriod,
    Figure,
    MapMeasurements,
    MeasuredFile,
    MeasuredLog,
    MeasuredSource,
    Measurement,
    Metric,
    Of,
    PeriodFigure,
    TimeFigure,
)
from cxmap.statistics.comparisons import Heterogeneity, RankDifference
from cxmap.statistics.intervals import Interval
from cxmap.statistics.trends import Trend

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

SUFFIX = ".measures.json"
"""What the file beside a map ends in, in place of the map's ending."""
VERSION = 1
_OF: tuple[Of, ...] = ("journey", "stage", "touchpoint")
_BY = ("channel", "persona", "segment", "from")
_METRICS = ("csat", "nps", "ces")
_SUPPRESS, _GREY = 10, 30
_MOST = 1e300
_HIDDEN = Figure(0, None, None, None)
"""A figure of so few answers that not even their number is told."""


class MeasuresText(NamedTuple):
    """The text of a measures file; `fault` says why it could not be read."""

    name: str
    content: str
    fault: Words | None = None


class _MisfitError(ValueError):
    """A value that is not what stands there in a measures file; the argument says where."""


def measures_beside(path: str | os.PathLike[str]) -> Path:
    """Return where the measures of the map at a path lie."""
    return Path(path).with_suffix(SUFFIX)


def text_beside(path: str | os.PathLike[str]) -> MeasuresText | None:
    """Read the measures file beside the map at `path`; None where there is none."""
    try:
        target = measures_beside(path)
        data = target.read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError):  # a map without a name has nothing beside it
        return None
    except OSError as error:
        said = error.strerror or type(error).__name__
        return MeasuresText(target.name, "", Words(said, said))
    try:
        return MeasuresText(target.name, data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return MeasuresText(target.name, "", Words("it is not UTF-8", "不是 UTF-8 编码"))


def measures_of(path: str | os.PathLike[str]) -> MapMeasurements | None:
    """Read the measures of the map at a path; None where there are none.

    Raises:
        CxmapError: the file cannot be read, or is not what `cxmap measure` writes.
    """
    text = text_beside(path)
    return None if text is None else measures_in(text)


def measures_in(text: MeasuresText) -> MapMeasurements:
    """Read measures from their file, as it was found.

    Raises:
        CxmapError: it could not be read, or is not what `cxmap measure` writes.
    """
    if text.fault is not None:
        raise _unreadable(text.name, text.fault)
    return measures_from(text.content, text.name)


def measures_from(text: str, name: str) -> MapMeasurements:
    """Read measures from the text of their file. Keys that are not known here are passed over.

    What the file does not hold is empty: names of things, titles, samples of what was not taken. What cannot be shown
    has no value and no n.

    Raises:
        CxmapError: it is not what `cxmap measure` writes, or of a later version.
    """
    try:
        return _map(json.loads(text, parse_constant=_no_number), name)
    except _MisfitError as misfit:
        raise _unreadable(name, Words(f"something is missing or odd: {misfit}", f"有缺失或异常：{misfit}")) from None
    except (ValueError, RecursionError):
        raise _unreadable(name, Words("it is no JSON", "不是 JSON")) from None


def _unreadable(name: str, why: Words) -> CxmapError:
    return CxmapError(
        Words(f"{name} cannot be read: {why.en}", f"无法读取 {name}：{why.zh}"),
        Words("make it anew with `cxmap measure`", "请用 `cxmap measure` 重新生成"),
    )


def _no_number(said: str) -> float:
    raise ValueError(said)


def _map(data: Any, name: str) -> MapMeasurements:
    version = data.get("version") if isinstance(data, dict) else None
    if isinstance(version, bool) or not isinstance(version, int):
        raise _MisfitError("version")
    if version != VERSION:
        raise _unreadable(name, Words(f"it is of version {version}", f"其版本为 {version}"))
    return MapMeasurements(
        _text(data, "map", ""),
        "",
        _text(data, "period", "", "month"),
        _whole(data, "suppress_below", "", _SUPPRESS),
        _whole(data, "grey_below", "", _GREY),
        _each(data, "sources", "", _source, []),
        _each(data, "figures", "", _measurement),
        _each(data, "logs", "", _log, []),
        _each(data, "complaints", "", _complaint, []),
    )


def _source(data: dict[str, Any], at: str) -> MeasuredSource:
    scale = data.get("scale")
    if not isinstance(scale, list) or len(scale) != 2:
        raise _MisfitError(f"{at}scale")
    return MeasuredSource(
        _text(data, "id", at),
        _metric(data, at),
        (_finite(scale[0], f"{at}scale"), _finite(scale[1], f"{at}scale")),
        _text(data, "direction", at, "higher-is-better"),
        _each(data, "files", at, _file, []),
        _whole(data, "rows", at),
        _whole(data, "unanswered", at, 0),
        _rejected(data, at),
    )


def _log(data: dict[str, Any], at: str) -> MeasuredLog:
    kind = data.get("kind")
    if kind not in ("complaints", "events"):
        raise _MisfitError(f"{at}kind")
    files = _each(data, "files", at, _file, [])
    return MeasuredLog(_text(data, "id", at), kind, files, _whole(data, "rows", at), _rejected(data, at))


def _rejected(data: dict[str, Any], at: str) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    rejected = _mapping(data, "rejected", at)
    return tuple((reason, _whole(rejected, reason, f"{at}rejected."), ()) for reason in rejected)


def _file(data: dict[str, Any], at: str) -> MeasuredFile:
    return MeasuredFile(_text(data, "name", at), _text(data, "sha256", at))


def _about(data: dict[str, Any], at: str) -> tuple[Of, str]:
    """Return what a figure is of, and what it is told apart by."""
    of = next((of for of in _OF if of in data), None)
    if of is None:
        raise _MisfitError(f"{at}touchpoint")
    return of, next((by for by in _BY if by in data), "")


def _measurement(data: dict[str, Any], at: str) -> Measurement:
    of, by = _about(data, at)
    emotion = _mapping(data, "emotion", at)
    trend, channels = _mapping(data, "trend", at), _mapping(data, "channels", at)
    return Measurement(
        of,
        _text(data, of, at),
        "",
        _text(data, "source", at),
        _metric(data, at),
        _figure(data, at),
        _figure(emotion, f"{at}emotion.") if emotion else _HIDDEN,
        _number(data, "share", at, 0.0),
        by,
        _text(data, by, at) if by else "",
        _optional(data, "claimed", at),
        _each(data, "periods", at, _period, []),
        _trend(trend, f"{at}trend.") if trend else None,
        _channels(channels, f"{at}channels.") if channels else None,
        data.get("direction") != "lower-is-better",
    )


def _period(data: dict[str, Any], at: str) -> PeriodFigure:
    return PeriodFigure(
        _text(data, "period", at),
        _figure(data, at),
        _optional(data, "change", at),
        _optional(data, "p", at),
        _optional(data, "outstanding", at),
    )


def _complaint(data: dict[str, Any], at: str) -> ComplaintFigure:
    of, by = _about(data, at)
    hidden = data.get("suppressed") is True
    reopened, channels = _mapping(data, "reopened", at), _mapping(data, "channels", at)
    trend = _mapping(data, "trend", at)
    return ComplaintFigure(
        of,
        _text(data, of, at),
        "",
        _text(data, "source", at),
        0 if hidden else _whole(data, "n", at),
        None if hidden else _number(data, "share", at),
        _optional_whole(data, "open", at),
        _time(data, "handling", at),
        _figure(reopened, f"{at}reopened.") if reopened else None,
        by,
        _text(data, by, at) if by else "",
        _each(data, "periods", at, _complaint_period, []),
        _trend(trend, f"{at}trend.") if trend else None,
        _ranks(channels, f"{at}channels.") if channels else None,
    )


def _complaint_period(data: dict[str, Any], at: str) -> ComplaintPeriod:
    return ComplaintPeriod(
        _text(data, "period", at),
        _optional_whole(data, "n", at),
        _optional_whole(data, "open", at),
        _time(data, "handling", at),
        _optional(data, "change", at),
        _optional(data, "p", at),
        _optional(data, "outstanding", at),
    )


def _time(data: dict[str, Any], name: str, at: str) -> TimeFigure | None:
    value = _mapping(data, name, at)
    return TimeFigure(*(_whole(value, part, f"{at}{name}.") for part in TimeFigure._fields)) if value else None


def _ranks(data: dict[str, Any], at: str) -> RankDifference:
    return RankDifference(_number(data, "h", at), _whole(data, "df", at), _number(data, "p", at))


def _trend(data: dict[str, Any], at: str) -> Trend:
    interval = Interval(_number(data, "low", at), _number(data, "high", at))
    return Trend(_number(data, "slope", at), interval, _number(data, "p", at), _number(data, "dispersion", at, 1.0))


def _channels(data: dict[str, Any], at: str) -> Heterogeneity:
    numbers = (_number(data, "q", at), _whole(data, "df", at), _number(data, "p", at), _number(data, "i2", at))
    return Heterogeneity(*numbers)


def _figure(data: dict[str, Any], at: str) -> Figure:
    if data.get("suppressed") is True:
        return _HIDDEN
    value, low, high = (_number(data, name, at) for name in ("value", "low", "high"))
    return Figure(_whole(data, "n", at), value, low, high)


# Values of a kind; `at` is where they stand, `otherwise` what holds where they do not.


def _text(data: dict[str, Any], name: str, at: str, otherwise: str | None = None) -> str:
    value = data.get(name, otherwise)
    if not isinstance(value, str):
        raise _MisfitError(f"{at}{name}")
    return value


def _metric(data: dict[str, Any], at: str) -> Metric:
    value = data.get("metric")
    if value not in _METRICS:
        raise _MisfitError(f"{at}metric")
    return cast("Metric", value)


def _whole(data: dict[str, Any], name: str, at: str, otherwise: int | None = None) -> int:
    value = data.get(name, otherwise)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _MisfitError(f"{at}{name}")
    return value


def _optional_whole(data: dict[str, Any], name: str, at: str) -> int | None:
    return None if data.get(name) is None else _whole(data, name, at)


def _number(data: dict[str, Any], name: str, at: str, otherwise: float | None = None) -> float:
    return _finite(data.get(name, otherwise), f"{at}{name}")


def _optional(data: dict[str, Any], name: str, at: str) -> float | None:
    return None if data.get(name) is None else _number(data, name, at)


def _finite(value: Any, at: str) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not -_MOST <= value <= _MOST:
        raise _MisfitError(at)
    return float(value)


def _mapping(data: dict[str, Any], name: str, at: str) -> dict[str, Any]:
    value = data.get(name)
    if value is not None and not isinstance(value, dict):
        raise _MisfitError(f"{at}{name}")
    return value or {}


def _each(
    data: dict[str, Any],
    name: str,
    at: str,
    read: Callable[[dict[str, Any], str], Any],
    otherwise: list[Any] | None = None,
) -> tuple[Any, ...]:
    items = data.get(name, otherwise)
    if not isinstance(items, list):
        raise _MisfitError(f"{at}{name}")
    found = []
    for number, item in enumerate(items):
        if not isinstance(item, dict):
            raise _MisfitError(f"{at}{name}[{number}]")
        found.append(read(item, f"{at}{name}[{number}]."))
    return tuple(found)
