"""Values of a measures file, each of its kind. `at` says where one stands, `otherwise` what holds where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from cxmap.measurements import Figure, TimeFigure
from cxmap.statistics.comparisons import Heterogeneity, RankDifference
from cxmap.statistics.intervals import Interval
from cxmap.statistics.trends import Trend

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxmap.measurements import Metric, Of

_OF: tuple[Of, ...] = ("journey", "stage", "touchpoint")
_BY = ("channel", "persona", "segment", "from")
_METRICS = ("csat", "nps", "ces")
_MOST = 1e300
HIDDEN = Figure(0, None, None, None)
"""A figure of so few answers that not even their number is told."""


class MisfitError(ValueError):
    """A value that is not what stands there in a measures file; the argument says where."""


def text_of(data: dict[str, Any], name: str, at: str, otherwise: str | None = None) -> str:
    """Return a text."""
    value = data.get(name, otherwise)
    if not isinstance(value, str):
        raise MisfitError(f"{at}{name}")
    return value


def metric_of(data: dict[str, Any], at: str) -> Metric:
    """Return the metric."""
    value = data.get("metric")
    if value not in _METRICS:
        raise MisfitError(f"{at}metric")
    return cast("Metric", value)


def whole(data: dict[str, Any], name: str, at: str, otherwise: int | None = None) -> int:
    """Return a whole number from 0 on."""
    value = data.get(name, otherwise)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise MisfitError(f"{at}{name}")
    return value


def optional_whole(data: dict[str, Any], name: str, at: str) -> int | None:
    """Return a whole number; None where there is none."""
    return None if data.get(name) is None else whole(data, name, at)


def number(data: dict[str, Any], name: str, at: str, otherwise: float | None = None) -> float:
    """Return a number."""
    return finite(data.get(name, otherwise), f"{at}{name}")


def optional(data: dict[str, Any], name: str, at: str) -> float | None:
    """Return a number; None where there is none."""
    return None if data.get(name) is None else number(data, name, at)


def finite(value: Any, at: str) -> float:
    """Return a value that is a number, neither endless nor true or false."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not -_MOST <= value <= _MOST:
        raise MisfitError(at)
    return float(value)


def mapping(data: dict[str, Any], name: str, at: str) -> dict[str, Any]:
    """Return an object; an empty one where there is none."""
    value = data.get(name)
    if value is not None and not isinstance(value, dict):
        raise MisfitError(f"{at}{name}")
    return value or {}


def each_of(
    data: dict[str, Any],
    name: str,
    at: str,
    read: Callable[[dict[str, Any], str], Any],
    otherwise: list[Any] | None = None,
) -> tuple[Any, ...]:
    """Return what is read of each object of a list."""
    items = data.get(name, otherwise)
    if not isinstance(items, list):
        raise MisfitError(f"{at}{name}")
    found = []
    for number, item in enumerate(items):
        if not isinstance(item, dict):
            raise MisfitError(f"{at}{name}[{number}]")
        found.append(read(item, f"{at}{name}[{number}]."))
    return tuple(found)


def about(data: dict[str, Any], at: str) -> tuple[Of, str]:
    """Return what a figure is of, and what it is told apart by."""
    of = next((of for of in _OF if of in data), None)
    if of is None:
        raise MisfitError(f"{at}touchpoint")
    return of, next((by for by in _BY if by in data), "")


def figure_of(data: dict[str, Any], at: str) -> Figure:
    """Return a figure; of one that is not shown nothing but that."""
    if data.get("suppressed") is True:
        return HIDDEN
    value, low, high = (number(data, name, at) for name in ("value", "low", "high"))
    return Figure(whole(data, "n", at), value, low, high)


def time_figure(data: dict[str, Any], name: str, at: str) -> TimeFigure | None:
    """Return a duration; None where there is none."""
    value = mapping(data, name, at)
    return TimeFigure(*(whole(value, part, f"{at}{name}.") for part in TimeFigure._fields)) if value else None


def ranks_of(data: dict[str, Any], at: str) -> RankDifference:
    """Return whether times differ."""
    return RankDifference(number(data, "h", at), whole(data, "df", at), number(data, "p", at))


def trend_of(data: dict[str, Any], at: str) -> Trend:
    """Return a trend; 1 where the file does not say how far periods scatter."""
    interval = Interval(number(data, "low", at), number(data, "high", at))
    return Trend(number(data, "slope", at), interval, number(data, "p", at), number(data, "dispersion", at, 1.0))


def heterogeneity_of(data: dict[str, Any], at: str) -> Heterogeneity:
    """Return whether groups differ."""
    numbers = (number(data, "q", at), whole(data, "df", at), number(data, "p", at), number(data, "i2", at))
    return Heterogeneity(*numbers)
