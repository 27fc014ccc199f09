"""Key drivers from a measures file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast, get_args

from cxmap.measurements import Figure
from cxmap.measurements.outlook import Driver, Drivers, Quadrant
from cxmap.measures_file.values import MisfitError, each_of, mapping, metric_of, number, optional, text_of, whole

if TYPE_CHECKING:
    from collections.abc import Iterable

_METHODS = ("", "shapley", "relative-weights")
_REFUSED = ("", "too-few", "no-relation", "texts")
_LEFT_OUT = ("too-few", "too-many", "one-answer")
_NOT_MEASURED = Figure(0, None, None, None)


def drivers_of(data: dict[str, Any], at: str) -> Drivers:
    """Return what moves the answer on the whole journey; names of touchpoints are not in the file."""
    left_out = mapping(data, "left_out", at)
    refused = _one_of(data, "refused", at, _REFUSED)
    return Drivers(
        text_of(data, "source", at),
        text_of(data, "overall", at),
        metric_of(data, at),
        whole(data, "n", at, 0),
        _one_of(data, "method", at, _METHODS),
        _share(data, "r2", at, 0) if "r2" in data else None,
        number(data, "shrinkage", at, 0.0),
        each_of(data, "drivers", at, _driver, []),
        tuple((id_, "", _one_of(left_out, id_, f"{at}left_out.", _LEFT_OUT)) for id_ in left_out),
        refused,
    )


def _driver(data: dict[str, Any], at: str) -> Driver:
    n = whole(data, "n", at, 0)
    quadrant = data.get("quadrant")
    if quadrant is not None and quadrant not in get_args(Quadrant):
        raise MisfitError(f"{at}quadrant")
    return Driver(
        text_of(data, "touchpoint", at),
        "",
        optional(data, "used", at),
        _share(data, "importance", at, n),
        number(data, "correlation", at),
        _share(data, "performance", at, n) if "performance" in data else _NOT_MEASURED,
        cast("Quadrant | None", quadrant),
        data.get("clear") is True,
        data.get("removable") is True,
    )


def _share(data: dict[str, Any], name: str, at: str, n: int) -> Figure:
    """Return a figure whose n stands elsewhere."""
    figure = mapping(data, name, at)
    low, high = (optional(figure, end, f"{at}{name}.") for end in ("low", "high"))
    return Figure(n, number(figure, "value", f"{at}{name}."), low, high)


def _one_of(data: dict[str, Any], name: str, at: str, known: Iterable[str]) -> Any:
    value = data.get(name, "")
    if value not in known:
        raise MisfitError(f"{at}{name}")
    return value
