"""Reads `<map>.measures.json`: from its text to what was measured."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cxmap.diagnostics import CxmapError
from cxmap.language import Words
from cxmap.measurements import GREY, SUPPRESS, MapMeasurements
from cxmap.measures_file import VERSION, MeasuresText, text_beside
from cxmap.measures_file.answers import measurement_of, source_of
from cxmap.measures_file.complaints import complaint_of, log_of
from cxmap.measures_file.drivers import drivers_of
from cxmap.measures_file.flows import flow_of
from cxmap.measures_file.values import MisfitError, each_of, text_of, whole

if TYPE_CHECKING:
    import os


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
    except MisfitError as misfit:
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
        raise MisfitError("version")
    if version != VERSION:
        raise _unreadable(name, Words(f"it is of version {version}", f"其版本为 {version}"))
    return MapMeasurements(
        text_of(data, "map", ""),
        "",
        text_of(data, "period", "", "month"),
        whole(data, "suppress_below", "", SUPPRESS),
        whole(data, "grey_below", "", GREY),
        each_of(data, "sources", "", source_of, []),
        each_of(data, "figures", "", measurement_of),
        each_of(data, "logs", "", log_of, []),
        each_of(data, "complaints", "", complaint_of, []),
        each_of(data, "drivers", "", drivers_of, []),
        flows=each_of(data, "flows", "", flow_of, []),
    )
